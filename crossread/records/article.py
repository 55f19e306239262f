"""One article as it was published: its exact text, what is known about it, and its blocks."""

from __future__ import annotations

from typing import Literal

from crossread.records.base import Record
from crossread.records.span import Offsets

BlockKind = Literal[
    "headline", "dateline", "paragraph", "quoted_post", "caption", "boilerplate", "list", "heading"
]


class Block(Record):
    """A stretch of the text with one job. Blocks do not overlap and stand in text order.

    `author` and `date` belong to quoted posts (and captions: the credit). Boilerplate is never coded.
    """

    span: Offsets
    kind: BlockKind
    author: str | None = None
    date: str | None = None


class Article(Record):
    """What ingestion yields. `text` is canonical: every offset anywhere points into it.

    `id` is the input's own id, else the sha256 of its raw bytes. `published` is an ISO 8601 date or
    date-time, `language` BCP 47. `blocks` may be empty (plain text): reading then finds them.
    `origin` says where the article came from: a path, or path and line number.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    origin: str | None = None
