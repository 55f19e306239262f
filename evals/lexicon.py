"""The codebook's trigger words in plain text, without any grammar: what a keyword engine sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from crossread.codebook import TriggerEntry, builtin, plover, role_index, trigger_index
from crossread.records import Span

WORD = re.compile(r"\w+(?:[-'’]\w+)*")


class Hit(NamedTuple):
    """A trigger word and the first reading whose condition the sentence meets."""

    span: Span
    entry: TriggerEntry


def triggers(text: str) -> list[Hit]:
    """All trigger words of a sentence, from left to right; the longest at each place, none overlapping."""
    index, longest = _triggers()
    words = [(m.group(), Span(*m.span())) for m in WORD.finditer(text)]
    joined = f" {' '.join(word.lower() for word, _ in words)} "
    found, i = [], 0
    while i < len(words):
        size, entry = next(_readings(index, [w for w, _ in words[i : i + longest]], joined), (1, None))
        if entry:
            found.append(Hit(Span(words[i][1].start, words[i + size - 1][1].end), entry))
        i += size
    return found


def _readings(
    index: Mapping[str, tuple[TriggerEntry, ...]], words: Sequence[str], sentence: str
) -> Iterator[tuple[int, TriggerEntry]]:
    for size in range(len(words), 0, -1):
        exact = " ".join(words[:size])
        for entry in index.get(exact) or index.get(exact.lower(), ()):
            if not entry.needs or any(f" {need} " in sentence for need in entry.needs):
                yield size, entry


@cache
def _triggers() -> tuple[Mapping[str, tuple[TriggerEntry, ...]], int]:
    index = trigger_index(builtin())
    return index, max(len(surface.split()) for surface in index)


@cache
def plover_type(name: str) -> str | None:
    """The PLOVER type of one of the codebook's types."""
    folded = plover(builtin(), name)
    return folded.event_type if folded else None


def names_role(text: str, role: str) -> bool:
    """Whether a sentence holds a word of this role of the codebook."""
    return bool(_role(role).search(text))


@cache
def _role(role: str) -> re.Pattern[str]:
    words = sorted((w for w, r in role_index(builtin()).items() if r == role), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
