"""Corpora that come as sentences of given words: one sentence, its text and offsets, gathered by document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crossread.records import Span
from evals.data import Row

_SENTENCE_NUMBER = re.compile(r"-\d+$")
_QANOM = re.compile(r"^(Wiki1k:\w+:\d+):")


@dataclass(frozen=True)
class Sentence:
    """Words and where each stands in `text`."""

    text: str
    words: tuple[str, ...]
    offsets: tuple[Span, ...]


def sentence(row: Row) -> Sentence:
    """The sentence of a row; one without offsets is its words with a blank between."""
    words = tuple(row["tokens"])
    if "off" in row:
        return Sentence(row["text"], words, tuple(Span(a, b) for a, b in row["off"]))
    offsets, at = [], 0
    for word in words:
        offsets.append(Span(at, at + len(word)))
        at += len(word) + 1
    return Sentence(" ".join(words), words, tuple(offsets))


def documents(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by document: `doc`, else the id without the sentence's number.

    A corpus of unconnected sentences (WNUT17) is one document a sentence.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_document(row), []).append(row)
    return found


def _document(row: Row) -> str:
    name = str(row.get("doc") or row["id"])
    if "doc" in row or name.startswith("wnut"):
        return name
    article = _QANOM.match(name)
    return article[1] if article else _SENTENCE_NUMBER.sub("", name)
