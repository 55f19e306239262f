"""Canonical texts of the demo's articles: what the gold's offsets count in."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Source:
    """One demo article as its file gives it."""

    id: str
    file: str
    outlet: str
    published: str
    title: str
    url: str
    text: str


def plain(path: Path, row: dict[str, str]) -> Source:
    """A text file: exactly its characters; what it is comes from metadata.csv."""
    raw = path.read_bytes()
    return Source(
        id=hashlib.sha256(raw).hexdigest(),
        file=path.name,
        outlet=row["outlet"],
        published=row["date"],
        title=row["title"],
        url=row["url"],
        text=raw.decode("utf-8"),
    )


def lines(path: Path) -> list[Source]:
    """A JSONL file: the `text` field; the title beside it is not part of the text."""
    return [
        Source(
            id=record["id"],
            file=path.name,
            outlet=record["outlet"],
            published=record["date"],
            title=record["title"],
            url=record["url"],
            text=record["text"],
        )
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def page(path: Path) -> Source:
    """A saved page: headline, paragraphs, caption and post in document order, a blank line between."""
    raw = path.read_bytes()
    tree = html.fromstring(raw.decode("utf-8"))
    meta = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    blocks = tree.xpath("//article/h1 | //article/p | //article//figcaption | //article/blockquote")
    return Source(
        id=hashlib.sha256(raw).hexdigest(),
        file=path.name,
        outlet=meta["publisher"]["name"],
        published=meta["datePublished"],
        title=meta["headline"],
        url=meta["url"],
        text="\n\n".join(" ".join(" ".join(block.itertext()).split()) for block in blocks),
    )


def sources(folder: Path) -> list[Source]:
    """Every article of the demo folder."""
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    found = [plain(path, rows[path.name]) for path in sorted(folder.glob("*.txt"))]
    for path in sorted(folder.glob("*.jsonl")):
        found += lines(path)
    return found + [page(path) for path in sorted(folder.glob("*.html"))]
