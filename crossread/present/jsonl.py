"""The exchange format: one coded article a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from crossread.records import CodedArticle


def export_jsonl(coded: Iterable[CodedArticle]) -> Iterator[str]:
    """Each coded article as one line of the exchange format, line end included."""
    for one in coded:
        yield json.dumps(one.exchange(), ensure_ascii=False) + "\n"
