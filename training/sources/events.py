"""Zero-Shot-PLOVER (event type between two spans) and India police events (sentence labels)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from crossread.extract.model.words import words_of_sentences
from training.rows import Locator, Row


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as f:
        yield from map(json.loads, f)


def _sentences_row(name: str, texts: list[str]) -> Row:
    """Given sentences one after the other, each kept whole."""
    text, spans = "", []
    for t in texts:
        spans.append((len(text), len(text) + len(t)))
        text += t + "\n"
    words, sents = words_of_sentences(text, spans)
    return Row(name, text, words, sents)


def plover(path: Path) -> Iterator[Row]:
    """One sentence a row with its (source, target, root) pairs."""
    for _, group in groupby(_lines(path), key=lambda d: (d["sentence_id"], d["text"])):
        items = list(group)
        row = _sentences_row(items[0]["id"], [items[0]["text"]])
        at = Locator(row.words)
        pairs = []
        for d in items:
            spans = {s["label"]: at(s["start"], s["end"]) for s in d["spans"]}
            if spans.get("SRC") and spans.get("TAR"):
                pairs.append({"id": d["id"], "src": spans["SRC"], "tgt": spans["TAR"], "root": d["root"]})
        row.targets["pairs"] = pairs
        yield row


def india(path: Path) -> Iterator[Row]:
    """Documents as sequences of their sentences, at most 40 a row, each with its labels."""
    for doc, group in groupby(_lines(path), key=lambda d: d["doc_id"]):
        items = [d for d in group if d["text"].strip()]
        for at in range(0, len(items), 40):
            part = items[at : at + 40]
            row = _sentences_row(f"{doc}#{at}", [d["text"] for d in part])
            if len(row.sents) != len(part):  # a sentence without any word
                kept = [d for d in part if words_of_sentences(d["text"], [(0, len(d["text"]))])[1]]
                part = kept
            row.targets["sentence_labels"] = [d["labels"] for d in part]
            row.targets["sentence_ids"] = [d["id"] for d in part]
            yield row
