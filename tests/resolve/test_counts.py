"""Numbers of people: which phrases count people, and what bounds they state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.resolve import numbers, quantities
from crossread.resolve.counts import Bounds, closed, find, normalise

OPEN = None
BOUNDS = {
    "26 people": (26, 26),
    "twenty-six": (26, 26),
    "two hundred and fifty": (250, 250),
    "15,000": (15000, 15000),
    "15 000 personnes": (15000, 15000),
    "12.000 manifestants": (12000, 12000),
    "quinze mille": (15000, 15000),
    "quatre-vingt-dix": (90, 90),
    "15k": (15000, 15000),
    "1.5 million people": (1_500_000, 1_500_000),
    "1.356 billion": (1_356_000_000, 1_356_000_000),
    "half a million": (500_000, 500_000),
    "a dozen": (12, 12),
    "half a dozen": (6, 6),
    "two dozen marchers": (24, 24),
    "a couple": (2, 2),
    "both": (2, 2),
    "a police officer": (1, 1),
    "another man": (1, 1),
    "two men and a woman": (3, 3),
    "seven guards and four drivers": (11, 11),
    "a 32-year-old woman": (1, 1),
    "dozens of farmers": (24, OPEN),
    "scores": (40, OPEN),
    "hundreds of nurses": (200, OPEN),
    "the hundreds of officers": (200, OPEN),
    "several hundred": (200, OPEN),
    "thousands": (2000, OPEN),
    "several thousand": (2000, OPEN),
    "tens of thousands": (20000, OPEN),
    "hundreds, perhaps thousands": (200, OPEN),
    "several officers": (3, OPEN),
    "des milliers de personnes": (2000, OPEN),
    "plusieurs centaines": (200, OPEN),
    "une centaine": (100, 100),
    "une trentaine de personnes": (30, 30),
    "more than 300": (300, OPEN),
    "at least six": (6, OPEN),
    "over 1,000": (1000, OPEN),
    "plus de 300 personnes": (300, OPEN),
    "no fewer than 5,000": (5000, OPEN),
    "100 or more": (100, OPEN),
    "nearly 2,000": (2000, 2000),
    "about 150": (150, 150),
    "some 40 agents": (40, 40),
    "environ 500": (500, 500),
    "3,000 to 5,000": (3000, 5000),
    "between 3,000 and 5,000": (3000, 5000),
    "entre 2.000 et 3.000": (2000, 3000),
    "10 to 15 thousand": (10000, 15000),
    "3-4 dozen": (36, 48),
    "three or four officers": (3, 4),
    "up to 400": (OPEN, 400),
    "as many as 60": (OPEN, 60),
    "fewer than fifty": (OPEN, 50),
    "no arrests": (0, 0),
    "nobody": (0, 0),
    "zero": (0, 0),
    "aucun blessé": (0, 0),
}


@pytest.mark.parametrize(("words", "expected"), BOUNDS.items())
def test_states_these_bounds(words: str, expected: tuple[float | None, float | None]) -> None:
    bounds = normalise(words)
    assert bounds is not None
    assert (bounds.low, bounds.high) == expected


@pytest.mark.parametrize(
    "words", ["a number of people", "many officers", "the crowd’s organisers", "", "de nombreux élus"]
)
def test_states_no_number(words: str) -> None:
    assert normalise(words) is None


@pytest.mark.parametrize(
    ("words", "approximate"),
    [("nearly 200", "nearly"), ("more than 200", "more than"), ("dozens of cars", "dozens"), ("200", None)],
)
def test_keeps_the_words_that_make_it_inexact(words: str, approximate: str | None) -> None:
    bounds = normalise(words)
    assert bounds is not None
    assert bounds.approximate == approximate


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hundreds", (200, 999)),
        ("dozens", (24, 99)),
        ("about 100", (90, 110)),
        ("une centaine", (90, 110)),
        ("at least 10", (10, 15)),
        ("up to 400", (200, 400)),
        ("3,000 to 5,000", (3000, 5000)),
        ("26", (26, 26)),
    ],
)
def test_closed_range_for_verdicts(words: str, expected: tuple[float, float]) -> None:
    bounds = normalise(words)
    assert bounds is not None
    assert closed(bounds) == pytest.approx(expected)


def test_closed_range_of_nothing_known_is_everything() -> None:
    assert closed(Bounds(None, None)) == (0, float("inf"))


def test_finds_people_and_leaves_other_numbers() -> None:
    text = (
        "On 12 March 2019, at 9.30 a.m., about 3,500 striking miners marched 4 kilometres down 21 Mill "
        "Street; 15% of them wore masks. Police held a 19-year-old man and 44 others, and seized $2,500. "
        "No injuries were reported. The home side won 3-1."
    )
    found = find(text)
    assert [c.text for c in found] == ["about 3,500", "44", "No"]
    assert [c.noun for c in found] == ["miners", "others", "injuries"]
    assert found[0].phrase.of(text) == "about 3,500 striking miners"
    assert found[2].bounds == Bounds(0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnout was 10 to 15 thousand, they said.", ["10 to 15 thousand"]),
        ("At least 10 were injured.", ["At least 10"]),
        ("Thousands took to the streets.", ["Thousands"]),
        ("Selon la police, 12 000 personnes ont défilé.", ["12 000"]),
        ("The bridge cost 12 million euros.", []),
        ("It lasted three hours.", []),
        ("They showed several recordings of officers.", []),
        ("Nine per cent of people agreed.", []),
    ],
)
def test_finds_the_number_phrase(text: str, expected: list[str]) -> None:
    assert [c.text for c in find(text)] == expected


@given(st.text(max_size=100))
def test_never_raises(text: str) -> None:
    bounds = normalise(text)
    if bounds and bounds.low is not None and bounds.high is not None:
        assert bounds.low <= bounds.high
        assert closed(bounds)[0] <= closed(bounds)[1]
    for count in find(text):
        assert count.span.of(text) == count.text
        assert count.phrase.contains(count.span)


WORDS = st.sampled_from(
    [
        "a",
        "no",
        "two",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "of",
        "people",
        "between",
        "and",
        "to",
        "more",
        "than",
        "nearly",
        "3",
        "15,000",
        "1.5",
        "million",
        "-",
        "%",
        "up",
        "several",
        "half",
        "twenty-six",
        "une",
        "centaine",
        "or",
        "k",
        "9999999999999",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join))
def test_never_raises_on_words_of_number(text: str) -> None:
    bounds = normalise(text)
    assert bounds is None or bounds.low is None or bounds.high is None or bounds.low <= bounds.high
    assert all(q.span.of(text) == q.text for q in quantities.find(text))


@given(st.integers(min_value=0, max_value=10**9))
def test_reads_numbers_with_separators(value: int) -> None:
    assert numbers.parse(f"{value:,}") == numbers.parse(str(value)) == value
