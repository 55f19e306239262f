"""Whatever the text, reading neither crashes nor shifts an offset nor takes more than linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossread.read import Reading, read
from crossread.records import Article, Span

PIECES = st.sampled_from(
    [
        "Police fired tear gas at protesters.",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        "«",
        "»",
        "Mr. ",
        "U.S. ",
        "... ",
        "…",
        "? ",
        "date 2021-05-04 ",
        "15,000",
        "$5",
        "don't",
        "l'usine",
        " — Ana Lee (@ana_lee) June 16, 2020",
        "pic.twitter.com/Ab12",
        "#march",
        "@handle",
        "🇫🇷",
        "🎱",
        "COMMENTS",
        "By Ana Lee",
        "(Ana Lee/AFP)",
        "Follow Ana Lee on Twitter: @ana",
        "\x00",
        "\u2028",
        "\u00a0",
        "• item",
        "示威",
        "تظاهر",
        "Name (@ana) Look",
        "e\u0301",
        "-",
        "—",
        "(",
        ")",
        "[",
        "1. ",
        "http://x.org/a?b=c",
        "Read more:",
        "A",
        "z",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


def reading(text: str) -> Reading:
    return read(Article(id="a", text=text))


def check(result: Reading, text: str) -> None:
    assert result.text == text
    owner = [0] * len(text)
    for block in result.blocks:
        for at in range(*block.span):
            owner[at] += 1
    assert all(count == 1 for char, count in zip(text, owner, strict=True) if not char.isspace())
    assert max(owner, default=0) <= 1
    assert [b.span for b in result.blocks] == sorted(b.span for b in result.blocks)
    last = 0
    for sentence in result.sentences:
        block = result.blocks[sentence.block]
        assert block.kind != "boilerplate"
        assert block.span.contains(sentence.span)
        assert sentence.span.start >= last
        last = sentence.span.end
        words = sentence.span.of(text)
        assert words == words.strip()
        assert words
        at = sentence.span.start
        for token in sentence.tokens:
            assert token.start >= at
            assert not text[at : token.start].strip(), "a character between tokens"
            at = token.end
        assert at == sentence.span.end
    outer: list[Span] = []
    for quotation in result.quotations:
        assert quotation.span.contains(quotation.inside)
        assert quotation.inside.of(text).strip()
        while outer and outer[-1].end <= quotation.span.start:
            outer.pop()
        assert all(o.contains(quotation.span) for o in outer), "quotations cross"
        outer.append(quotation.span)
    assert [q.chain for q in result.quotations if q.chain < 1] == []


@given(TEXTS)
@settings(max_examples=600, deadline=None)
@example("“‘")
@example('"\'"')
@example("date 2021-05-04 ")
@example("— Ana (@ana)")
@example("Ana (@ana) X (@b) — C (@c) June 1, 2020 rest")
def test_spans_are_in_order_within_bounds_and_cover_the_text(text: str) -> None:
    check(reading(text), text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_is_a_function_of_the_text(text: str) -> None:
    assert reading(text) == reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police left.",
        "POLICE FIRED TEAR GAS AT PROTESTERS IN VELMORA ON SUNDAY. TWENTY PEOPLE WERE HURT.",
        "\x00\x00 Police\x00 left. \x00",
        "Police left.\r\n\r\nProtesters stayed.\r\n",
        "警察は催涙ガスを使った。Полиция применила газ. الشرطة غادرت المكان.",
        "🎉🎉🎉",
        "   \n\n  ",
    ],
    ids=["one sentence", "capitals", "NULs", "CRLF", "scripts", "emoji only", "white space"],
)
def test_odd_texts_are_read(text: str) -> None:
    check(reading(text), text)


LENGTH = 200_000
LONG = {
    "prose": "Police fired tear gas at the protesters near the bridge of Velmora. ",
    "no punctuation": "police and protesters met at the bridge ",
    "no space": "a",
    "one mark": ".",
    "mark and space": ". ",
    "quotes": '"a ',
    "single quotes": "'a ",
    "curly": "“‘",
    "apostrophes": "s' a",
    "dots and letters": "a.",
    "at signs": "a@",
    "dashes": "— ",
    "handles": "— A (@b) ",
    "half signatures": "— Ana Lee (@ana ",
    "half names": "Ana Lee @",
    "brackets": "(",
    "hyphens": "a-",
    "digits": "1 000 ",
    "lines": "Ana\n",
    "blank lines": "Ana\n\n",
    "breaks": "\n",
    "hashtags": "#a",
    "links": "http://",
    "labels": "by Ana ",
    "spaces": " " * 50_000 + ".",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_time_is_linear_in_the_length(text: str) -> None:
    text = text * (LENGTH // len(text)) + "x"
    start = time.process_time()
    result = reading(text)
    # A linear step takes a second or two, a quadratic one a minute.
    assert time.process_time() - start < 12
    assert all(len(s.span.of(text)) <= 1000 for s in result.sentences)
