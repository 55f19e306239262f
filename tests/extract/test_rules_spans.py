"""Any text at all: the engine never fails and never moves an offset."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.codebook import load
from crossread.extract import Rules
from crossread.read import read
from crossread.records import Article, CodedArticle, Coder

ENGINE = Rules(load())
CODER = Coder(engine="rules", version="1", codebook="crossread/1")

# Pieces that the rules look for, thrown together: likelier to reach odd paths than letters alone.
_WORDS = """
police protesters he they who it of by with at and , . : ; “ ” " ' ’s ( ) said told reported that to according
attacked was were been not will may arrested march violence the a 12 at least hundreds Sunday Orvelle Ann
Reuters video shows accused reportedly denied killed in attack 🎱 MOB -- … n't Gov. E.
"""
PIECES = st.sampled_from((*_WORDS.split(), "\n", "\n\n"))


def coded(text: str) -> CodedArticle:
    reading = read(Article(id="t", text=text))
    return CodedArticle(article=reading.article, coding=ENGINE.extract(reading), coder=CODER)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_jumbled_news_words_keep_every_span(pieces: list[str]) -> None:
    assert list(coded(" ".join(pieces)).misplaced()) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_arbitrary_text_keeps_every_span(text: str) -> None:
    assert list(coded(text).misplaced()) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_the_same_reading_gives_the_same_coding(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert coded(text) == coded(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "Police", "POLICE ARRESTED TWELVE.", "said said said", "“" * 50, "police hit and " * 800],
)
def test_odd_texts_are_coded(text: str) -> None:
    assert list(coded(text).misplaced()) == []


def test_a_text_in_capitals_still_gives_claims() -> None:
    claims = coded("POLICE ARRESTED TWELVE MARCHERS IN ORVELLE.").coding.claims
    assert "COERCE" in {claim.type for claim in claims}


def test_real_articles_keep_every_span(shared: Path) -> None:
    with (shared / "gold" / "train.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, 10)]
    for article in map(coded, texts):
        assert list(article.misplaced()) == []
        assert article.coding.claims
