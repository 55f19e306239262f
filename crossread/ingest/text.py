"""Plain text and Markdown: one file, one article, its text exactly as it stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from crossread.ingest import files
from crossread.ingest.report import Item, Notice, Options
from crossread.records import Article, CrossreadError

_HTML = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)


def sniffs(path: Path) -> bool:
    """Whether the file is plain text by its name."""
    return path.suffix.lower() in {".txt", ".md"}


def articles(path: Path, options: Options) -> Iterator[Item]:  # noqa: ARG001 - all formats share one shape
    """The article of the file, after a notice if its encoding was guessed."""
    raw = files.content(path)
    text, guessed = files.decode(path, raw)
    if not text.strip():
        raise CrossreadError(str(path), "the file is empty", "leave it out or fill it")
    if _HTML.match(text):
        raise CrossreadError(str(path), "it holds HTML", "rename it to .html")
    if guessed:
        yield Notice(
            str(path), f"it is not UTF-8 and was read as {guessed}; check its accents and quotation marks"
        )
    yield Article(id=hashlib.sha256(raw).hexdigest(), text=text, origin=str(path))
