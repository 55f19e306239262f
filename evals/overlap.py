"""Leakage: whether an evaluation text stands, whole or nearly, in what an engine was trained on.

Two texts overlap if they are equal after folding case and punctuation, or if at least `threshold` of the word
5-grams of the shorter one stand in the longer one (containment, as for copies among articles).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals import data

WORDS = re.compile(r"\w+")
GRAM, THRESHOLD, LEAST_GRAMS = 5, 0.6, 8
"""Words a gram, containment that counts as a near-duplicate, and the fewest grams that can show one:
with fewer, stock sentences would count."""


@dataclass(frozen=True)
class Overlap:
    """An evaluation text and a training text that share too much; `share` is the containment, 1 if equal."""

    evaluated: str
    trained: str
    kind: Literal["equal", "near-duplicate"]
    share: float


def overlaps(
    evaluation: Iterable[tuple[str, str]],
    training: Iterable[tuple[str, str]],
    threshold: float = THRESHOLD,
) -> Iterator[Overlap]:
    """All overlaps between (id, text) pairs. Training texts are read once and not kept."""
    sizes: dict[str, int] = {}
    same: dict[bytes, list[str]] = defaultdict(list)
    holding: dict[int, list[str]] = defaultdict(list)
    for key, text in evaluation:
        words = folded(text)
        same[digest(words)].append(key)
        found = grams(words)
        sizes[key] = len(found)
        for gram in found:
            holding[gram].append(key)
    for key, text in training:
        words = folded(text)
        equal = same.get(digest(words), [])
        yield from (Overlap(evaluated, key, "equal", 1.0) for evaluated in equal)
        found = grams(words)
        shared = Counter(evaluated for gram in found for evaluated in holding.get(gram, ()))
        for evaluated, number in sorted(shared.items()):
            shorter = min(sizes[evaluated], len(found))
            if evaluated not in equal and shorter >= LEAST_GRAMS and number / shorter >= threshold:
                yield Overlap(evaluated, key, "near-duplicate", round(number / shorter, 3))


def folded(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORDS.findall(text.lower())


def digest(words: list[str]) -> bytes:
    """A hash of the folded text."""
    return hashlib.sha256(" ".join(words).encode()).digest()


def grams(words: list[str]) -> set[int]:
    """Hashes of all runs of five words, the same in every process."""
    runs = (" ".join(words[i : i + GRAM]).encode() for i in range(len(words) - GRAM + 1))
    return {int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), "big") for run in runs}


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Ids and texts of a JSON Lines file."""
    return ((str(row["id"]), row["text"]) for row in data.rows(path, ("id", "text")))
