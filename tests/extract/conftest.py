"""The rules engine on short texts of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossread.codebook import load
from crossread.extract import Rules
from crossread.read import read
from crossread.records import Article, Claim, CodedArticle, Coder


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules(load())


@pytest.fixture(scope="session")
def code(rules: Rules) -> Callable[..., CodedArticle]:
    def _code(text: str, **fields: str) -> CodedArticle:
        reading = read(Article(id="t", text=text, **fields))
        coder = Coder(engine=rules.name, version=rules.version, codebook="crossread/1")
        return CodedArticle(article=reading.article, coding=rules.extract(reading), coder=coder)

    return _code


@pytest.fixture(scope="session")
def claim(code: Callable[..., CodedArticle]) -> Callable[[str, str], Claim]:
    """The claim whose trigger has the given words."""

    def _claim(text: str, trigger: str) -> Claim:
        claims = code(text).coding.claims
        found = [c for c in claims if c.trigger.text == trigger]
        assert found, f"no trigger {trigger!r} among {[c.trigger.text for c in claims]}"
        return found[0]

    return _claim
