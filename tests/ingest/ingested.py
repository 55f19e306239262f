"""What the tests of ingestion ask of a run."""

from __future__ import annotations

from pathlib import Path

from crossread.ingest import Item, Notice, ingest
from crossread.records import Article, CrossreadError


def items(*paths: Path, **options: object) -> list[Item]:
    return list(ingest(paths, **options))  # type: ignore[arg-type]


def articles(found: list[Item]) -> list[Article]:
    return [x for x in found if isinstance(x, Article)]


def errors(found: list[Item]) -> list[CrossreadError]:
    return [x for x in found if isinstance(x, CrossreadError)]


def notices(found: list[Item]) -> list[str]:
    return [str(x) for x in found if isinstance(x, Notice)]
