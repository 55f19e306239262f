"""Invented coded articles for tests: claims are written as words, and found in the text."""

from __future__ import annotations

from typing import Any

from crossread.records import CodedArticle

PHRASES = ("actor", "recipient", "according_to", "instrument", "place", "time", "counts")


def claim(kind: str, trigger: str, **fields: Any) -> dict[str, Any]:
    """A claim of "TYPE/mode". Participants and sources are written "words:role"; other phrases are words.

    Counts are written as dicts with `text`. Whatever else is passed is a field of the exchange format.
    """
    type_, _, mode = kind.partition("/")
    return {"type": type_, "mode": [mode] if mode else [], "trigger": trigger, **fields}


def coded(key: str, text: str, *claims: dict[str, Any], **article: Any) -> CodedArticle:
    """A coded article of these words and claims."""
    row = {"id": key, "text": text, "attributions": [], **article}
    row["events"] = [_placed(text, made) for made in claims]
    row["labels"] = [_phrase(text, label, "of") for label in article.get("labels", [])]
    return CodedArticle.from_exchange(row)


def _placed(text: str, made: dict[str, Any]) -> dict[str, Any]:
    out = dict(made)
    out["trigger"] = _phrase(text, out["trigger"], "")
    for name in PHRASES:
        key = {"according_to": "kind", "actor": "role", "recipient": "role"}.get(name, "")
        out[name] = [_phrase(text, item, key) for item in out.get(name, [])]
    return out


def _phrase(text: str, item: str | dict[str, Any], key: str) -> dict[str, Any]:
    if isinstance(item, dict):
        return {**item, "span": _span(text, item["text"])}
    words, _, value = item.rpartition(":") if key else (item, "", "")
    return {"text": words, "span": _span(text, words)} | ({key: value} if key else {})


def _span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]
