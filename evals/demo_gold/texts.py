"""Canonical texts of the demo's articles, as ingestion gives them: what the gold's offsets count in."""

from __future__ import annotations

from pathlib import Path

from crossread.ingest import Notice, ingest
from crossread.records import Article, CrossreadError


def sources(folder: Path) -> list[Article]:
    """Every article of the demo folder. Raises CrossreadError if one cannot be read."""
    found: list[Article] = []
    for item in ingest([folder]):
        if isinstance(item, CrossreadError):
            raise item
        if not isinstance(item, Notice):
            found.append(item)
    return found


def file_name(article: Article) -> str:
    """The name of the file that the article stands in."""
    return Path((article.origin or "").rsplit(":", 1)[0]).name
