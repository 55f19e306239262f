"""Real articles by the thousand: every exported record validates, and every span equals its text.

By default a sample; `make corpus` sets CROSSREAD_WHOLE and takes all (several minutes).
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crossread.coder import ENGINES, ArticleCoder
from crossread.records import Article, CodedArticle, schema

EVERY = 1 if os.environ.get("CROSSREAD_WHOLE") else 40


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_real_articles_come_out_valid_and_verbatim(engine: str, shared: Path) -> None:
    coder, validator = ArticleCoder(engine), Draft202012Validator(schema())
    with (shared / "data" / "corpus" / "abp_unrest.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if number % EVERY == 0]
    assert rows
    for row in rows:
        coded = coder.code(Article(id=row["id"], text=row["text"], published=row["date"] or None))
        assert list(coded.misplaced()) == [], row["id"]
        written = coded.exchange()
        errors = [error.message for error in validator.iter_errors(written)]
        assert errors == [], row["id"]
        assert CodedArticle.from_exchange(written).exchange() == written
