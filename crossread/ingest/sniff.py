"""Which reader a file gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from crossread.ingest import jsonl, page, table, text
from crossread.ingest.report import Item, Options

FORMATS = (text, page, jsonl, table)
"""The formats, each a module with `sniffs(path)` and `articles(path, options)`. A new one is added here."""

SUFFIXES = ".txt .md .html .htm .jsonl .ndjson .csv"

Reader = Callable[[Path, Options], Iterator[Item]]


def reader(path: Path) -> Reader | None:
    """The reader of the first format that takes the file, or None."""
    return next((form.articles for form in FORMATS if form.sniffs(path)), None)
