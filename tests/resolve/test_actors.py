"""Participants: country, number, canonical name, privacy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.records import Participant
from crossread.resolve.actors import country, facts, names, number

ARTICLE = (
    "Interior Minister Odile Varennes praised the officers. Varennes spoke in Dijon. "
    "Harbour Workers Union (HWU) members jeered. Baker Tom Aldous, 44, was hurt; Aldous is recovering."
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Syrian refugees", "SYR"),
        ("U.S. troops", "USA"),
        ("policiers français", "FRA"),
        ("South Korean police", "KOR"),
        ("France", "FRA"),
        ("the workers", None),
        ("French and German officers", None),
    ],
)
def test_country(words: str, expected: str | None) -> None:
    assert country(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("26 people", 26),
        ("two officers", 2),
        ("Three women", 3),
        ("a man and a woman", 2),
        ("dozens of farmers", None),
        ("more than 20 people", None),
        ("a police officer", None),
        ("the police", None),
        ("Odile Varennes", None),
    ],
)
def test_number_only_where_one_is_stated_exactly(words: str, expected: int | None) -> None:
    assert number(words) == expected


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Varennes", "Odile Varennes"),
        ("Interior Minister Odile Varennes", "Odile Varennes"),
        ("Ms Varennes", "Odile Varennes"),
        ("the HWU", "Harbour Workers Union"),
        ("the officers", None),
        ("Harbour Police", None),
    ],
)
def test_short_names_join_the_long_one(words: str, name: str | None) -> None:
    assert facts(words, "government", names(ARTICLE)).get("name") == name


def test_only_named_people_without_office_are_private() -> None:
    around = names(ARTICLE)
    assert facts("Aldous", "victims", around)["private"] is True
    assert facts("Tom Aldous", "individual", around)["private"] is True
    assert "private" not in facts("Varennes", "government", around)
    assert "private" not in facts("a baker", "victims", around)


@given(st.text(max_size=120), st.sampled_from(["victims", "police"]))
def test_never_raises(text: str, role: str) -> None:
    around = names(text)
    facts(text, role, around)
    if text.strip():
        Participant.at(text, 0, len(text), role=role)
