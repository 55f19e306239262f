"""Inexact numbers: their closed ranges, and when two figures are compatible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.codebook import load
from crossread.compare.numbers import Range, closed
from crossread.records import Count

numbers = st.integers(0, 10**7)
ranges = st.tuples(numbers, numbers).map(lambda ends: Range(*map(float, sorted(ends))))


@given(ranges, ranges)
def test_compatibility_is_symmetric(one: Range, other: Range) -> None:
    assert one.compatible(other) == other.compatible(one)


@given(ranges)
def test_compatibility_is_reflexive(one: Range) -> None:
    assert one.compatible(one)


@given(ranges, ranges)
def test_overlap_is_compatible_and_zero_never_is_with_more(one: Range, other: Range) -> None:
    if one.low <= other.low <= one.high:
        assert one.compatible(other)
    assert Range(0, 0).compatible(one) == (one.low == 0)


def test_a_fifth_apart_is_one_figure_told_differently() -> None:
    assert Range(80, 80).compatible(Range(100, 100))
    assert not Range(79, 79).compatible(Range(100, 100))


@pytest.mark.parametrize(
    ("text", "low", "high", "expected"),
    [
        ("800", 800, 800, (800, 800)),
        ("about 800", 800, 800, (720, 880)),
        ("dozens", 24, None, (24, 99)),
        ("hundreds of marchers", 200, None, (200, 999)),
        ("thousands", 2000, None, (2000, 9999)),
        ("tens of thousands", 20000, None, (20000, 99999)),
        ("more than 20", 20, None, (20, 30)),
        ("at least 20", 20, None, (20, 30)),
        ("up to 300", None, 300, (150, 300)),
        ("two hundred", 200, 200, (200, 200)),
        ("20 to 30", 20, 30, (20, 30)),
        ("no arrests", 0, 0, (0, 0)),
    ],
)
def test_closed_ranges(
    text: str, low: float | None, high: float | None, expected: tuple[float, float]
) -> None:
    count = Count.model_validate(
        {"span": (0, len(text)), "text": text, "of": "other", "low": low, "high": high}
    )
    assert closed(count, load()) == pytest.approx(expected)


def test_the_inexact_word_may_stand_beside_the_number() -> None:
    count = Count.model_validate(
        {"span": (0, 3), "text": "800", "of": "other", "low": 800, "high": 800, "approximate": "about"}
    )
    assert closed(count, load()) == pytest.approx((720, 880))


def test_a_count_without_a_number_has_no_range() -> None:
    assert closed(Count.model_validate({"span": (0, 4), "text": "many", "of": "other"}), load()) is None
