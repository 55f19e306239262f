"""The canonical training row.

One text with its words, sentences and whatever targets its corpus has, in word numbers.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crossread.extract.model.words import Range, sentences, words_of_sentences


@dataclass
class Row:
    """A text to train or measure on.

    `targets` may hold: `events`, `attributions` (with `style` gold or polnear), `phrases` (BIO layers by
    name: list of [first word, word after the last, label]), `upos`, `heads` (absolute word number, -1 root,
    -2 unknown), `rels`, `predicates` (agent and patient of verbs and nouns), `pairs` (event type between two
    spans), `sentence_labels`.
    """

    id: str
    text: str
    words: list[Range]
    sents: list[Range]
    targets: dict[str, Any] = field(default_factory=dict)
    group: str | None = None


def row_of_text(name: str, text: str, **more: Any) -> Row:
    """A row over raw text, with our own words and sentences."""
    tokens, sents = words_of_sentences(text, sentences(text))
    return Row(name, text, tokens, sents, **more)


class Locator:
    """Character ranges of one text to ranges of word numbers."""

    def __init__(self, words: Sequence[Range]):
        self._starts = [a for a, _ in words]
        self._words = words

    def __call__(self, start: int, end: int) -> list[int] | None:
        """First word and word after the last that share a character with start..end.

        None if there is none.
        """
        i = max(0, bisect.bisect_right(self._starts, start) - 1)
        if i < len(self._words) and self._words[i][1] <= start:
            i += 1
        j = i
        while j < len(self._words) and self._words[j][0] < end:
            j += 1
        return [i, j] if j > i else None


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as JSON lines; the number written. The file appears only when complete."""
    part = path.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    n = 0
    with part.open("w", encoding="utf-8") as f:
        for n, row in enumerate(rows, 1):  # noqa: B007
            f.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    part.replace(path)
    return n


def read_rows(path: Path) -> Iterator[Row]:
    """Rows of a file that `write_rows` wrote."""
    with path.open(encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            d["words"] = [tuple(w) for w in d["words"]]
            d["sents"] = [tuple(s) for s in d["sents"]]
            yield Row(**d)
