"""Places: which words name one, and which of several of that name is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.records import Place
from crossread.resolve.places import Context, context, find, resolve_place, where


def located(words: str, article: str = "") -> Place:
    return resolve_place(Place.at(words, 0, len(words)), context(article))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marchers left Calais for Paris.", ["Calais", "Paris"]),
        ("The United States and the U.S. agree.", ["United States", "U.S."]),
        ("PARIS – Workers struck in LE HAVRE.", ["PARIS", "LE HAVRE"]),
        ("It began in Portland, Ore., at noon.", ["Portland", "Ore."]),
        ("Il vit à Saint-Denis, près de Bruxelles.", ["Saint-Denis", "Bruxelles"]),
        ("In Leeds, England, nurses struck.", ["Leeds", "England"]),
        ("Paris Hollis sang; Chad Marlow clapped.", []),
        ("They blocked Lincoln Avenue and sat in St. John's church.", []),
        ("Reading was hard, and nice to see.", []),
        ("The city of Reading, in England, is calm.", ["Reading", "England"]),
    ],
)
def test_finds_places_not_persons(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find(text)] == expected


@pytest.mark.parametrize(
    ("words", "article", "expected"),
    [
        ("Paris", "", "Paris, France"),
        ("Paris, Texas", "", "Paris, United States"),
        ("Birmingham", "In England, Leeds and Birmingham were calm.", "Birmingham, United Kingdom"),
        ("Birmingham", "In Alabama, Montgomery and Birmingham were calm.", "Birmingham, United States"),
        ("downtown Ferguson, Mo.", "", "Ferguson, United States"),
        ("Kiev", "", "Kyiv, Ukraine"),
        ("Londres", "", "London, United Kingdom"),
        ("Hong Kong", "", "Hong Kong, China"),
        ("Singapore", "", "Singapore"),
        ("the Gaza Strip", "", "Gaza Strip, Palestinian Territory"),
        ("Texas", "", "Texas, United States"),
        ("Washington, D.C.", "", "Washington, United States"),
    ],
)
def test_resolves_to_city_and_country(words: str, article: str, expected: str) -> None:
    assert where([located(words, article)]) == expected


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("Dijon", "city"),
        ("the city of Dijon", "city"),
        ("a bakery in Dijon", "venue_in_city"),
        ("Ohio", "adm1"),
        ("Spain", "country"),
        ("the Spanish coast of Spain", "region"),
    ],
)
def test_says_how_precise_it_is(words: str, precision: str) -> None:
    assert located(words).precision == precision


def test_a_venue_without_a_name_takes_the_articles_city() -> None:
    article = "Strikers met in Dijon. In Dijon the square filled; Dijon was calm."
    place = located("the main square", article)
    assert (place.name, place.country, place.precision) == ("Dijon", "FRA", "venue_in_city")
    assert located("the main square", "Strikers met.") == Place.at("the main square", 0, 15)


@pytest.mark.parametrize(
    "text",
    [
        "Nice words, said Mobile users in March.",
        "Police and the Union met; Most left. Of course.",
        "Orange is a colour.",
        "Reading helps. Liberty matters.",
        "Tom Calder and Mrs. Hope spoke. Calder left.",
    ],
)
def test_towns_named_like_words_and_persons_stay_out(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("words", "article", "expected"),
    [
        ("Athens", "In Georgia, Macon, Augusta and Athens were calm.", "Athens, United States"),
        ("Athens", "In Greece, Patras and Athens were calm.", "Athens, Greece"),
        ("Gainesville", "Denton, Dallas and Gainesville, Texas, were calm.", "Gainesville, United States"),
    ],
)
def test_neighbours_tell_namesakes_apart(words: str, article: str, expected: str) -> None:
    assert where([located(words, article)]) == expected


def test_a_country_alone_is_no_where_but_stays_in_the_place() -> None:
    place = located("France")
    assert (place.country, place.precision, where([place])) == ("FRA", "country", None)
    assert located("the U.K.").country == "GBR"
    assert located("Syrian").country == "SYR"


def test_names_its_rivals() -> None:
    candidates = located("Portland").candidates
    assert candidates is not None
    assert len(candidates) > 1
    assert 0 < sum(c["confidence"] for c in candidates) <= 1.005


def test_several_cities_are_no_single_place() -> None:
    assert where([located("Lyon"), located("Marseille")]) is None
    assert where([located("a hall in Lyon"), located("Lyon"), located("France")]) == "Lyon, France"
    assert where([]) is None


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for span in find(text):
        assert 0 <= span.start < span.end <= len(text)
    around = context(text)
    assert isinstance(around, Context)
    if text.strip():
        resolve_place(Place.at(text, 0, len(text)), around)


@given(
    st.lists(
        st.sampled_from(["Paris", "Texas", ",", "in", "Jordan", "U.S.", "the", "Hong Kong", "(", "St."]),
        max_size=9,
    )
)
def test_any_row_of_names_resolves(words: list[str]) -> None:
    text = " ".join(["x", *words])
    where([resolve_place(Place.at(text, 0, len(text)), context(text))])
