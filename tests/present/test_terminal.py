"""Plain text: complete, within the width, and without a word of the article steering the terminal."""

from __future__ import annotations

import pytest
from made import claim, coded

from crossread.codebook import load
from crossread.compare import compare
from crossread.link import link
from crossread.present import comparison_text, events_table, info_text
from crossread.records import CodedArticle, Coder, Comparison


def report(key: str, number: str, size: int, by: str) -> CodedArticle:
    made = claim(
        "PROTEST/demo",
        "marched",
        actor=["dockers:protesters"],
        according_to=[f"{by}:union"],
        where="Port Linden, Norland",
        date="2021-03-14",
        counts=[{"text": number, "of": "participants", "low": size, "high": size}],
    )
    text = f"Some {number} dockers marched along the Quayside \x1b[31m, {by} said."
    return coded(key, text, made, outlet=key.title(), published="2021-03-15")


REPORTS = (report("courier", "800", 800, "police"), report("gazette", "3,000", 3000, "the union"))


@pytest.fixture
def comparison() -> Comparison:
    (event,) = link(REPORTS)
    return compare(event, {c.article.id: c for c in REPORTS}, load())


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_comparison_fits_the_width(comparison: Comparison, width: int) -> None:
    text = comparison_text(comparison, width=width)
    assert max(map(len, text.splitlines())) <= width
    plain = " ".join(text.split())
    assert "HOW MANY TOOK PART ≠ contested" in plain
    assert "3,000, according to the union" in plain and "“Some 800 dockers marched" in plain
    assert "\x1b" not in text


def test_what_a_report_lacks_is_said_strictly(comparison: Comparison) -> None:
    cells = (comparison.rows[0].cells[0], ())
    row = comparison.rows[0].model_copy(update={"cells": cells})
    text = comparison_text(comparison.model_copy(update={"rows": (row,)}))
    assert "not in this article: Gazette" in text


def test_events_are_listed_with_ids_and_outlets(comparison: Comparison) -> None:
    table = events_table([comparison.event], {"courier": "Courier", "gazette": None}, width=60)
    assert comparison.event.id[:12] in table and "Courier, gazette" in table
    assert max(map(len, table.splitlines())) <= 60
    assert "--all" in events_table([], {})


def test_info_names_figures_tables_and_coders() -> None:
    coder = Coder(engine="rules", version="1", codebook="crossread/1")
    text = info_text({"articles": 2, "outlets": {"Courier": 1, None: 1}, "coders": (coder,), "failures": ()})
    assert text.splitlines() == [
        "articles: 2",
        "outlets:",
        "        1  Courier",
        "        1  (none)",
        "coders:",
        "  rules 1, codebook crossread/1",
    ]
