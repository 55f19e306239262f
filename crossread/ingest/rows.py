"""A row of a data file (a JSON object, a line of a table) to an article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from crossread.ingest.columns import Mapped
from crossread.ingest.dates import iso
from crossread.ingest.report import Item, Notice
from crossread.records import Article, CrossreadError

FIELDS = ("outlet", "url", "title", "published", "language")


def article(where: str, row: Mapping[str, Any], columns: Mapped) -> Iterator[Item]:
    """The article of a row, after notices about it; or the error that it has no usable text.

    Its id is the row's own, else the sha256 of its text and metadata.
    """
    text = row.get(columns.get("text", ""))
    if not isinstance(text, str) or not text.strip():
        named = f"column {columns['text']!r}" if "text" in columns else "any column"
        yield CrossreadError(
            where, f"no text in {named}", "fill it, or name the column with --columns text=NAME"
        )
        return
    values = {key: scalar(row.get(columns[key])) for key in FIELDS if key in columns}
    own = scalar(row.get(columns["id"])) if "id" in columns else None
    if not all(encodable(v) for v in (text, own, *values.values())):
        yield CrossreadError(
            where, "it holds half a character (an unpaired surrogate)", "write it again as UTF-8"
        )
        return
    if date := values.get("published"):
        values["published"] = iso(date)
        if values["published"] is None:
            yield undated(where, date)
    canonical = json.dumps([text, *(values.get(key) for key in FIELDS)], ensure_ascii=False)
    known = {key: value for key, value in values.items() if value}
    identity = own or hashlib.sha256(canonical.encode()).hexdigest()
    yield Article.model_validate({"id": identity, "text": text, "origin": where, **known})


def undated(where: str, words: str) -> Notice:
    """The notice for a date without exactly one reading."""
    return Notice(
        where, f"the date {words[:60]!r} has no single reading and is left out; write it as 2021-05-31"
    )


def scalar(value: Any) -> str | None:
    """A cell as a string; None for empty cells and for lists and objects."""
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return None
    return str(value).strip() or None


def encodable(value: str | None) -> bool:
    """Whether a string can be stored: JSON escapes can smuggle in halves of a surrogate pair."""
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        return False
    return True
