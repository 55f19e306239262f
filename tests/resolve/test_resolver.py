"""Claims resolved in their article: what is filled, what is taken over, what stays open."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crossread.records import Article, Block, Claim, Coding, Span
from crossread.resolve import resolve

TEXT = (
    "Some 3,000 nurses marched through Dijon on Sunday. The march ended at the main square of Dijon. "
    "Guards hit Tom Aldous, 44, the next day. Police made no arrests in Texas."
)


def article(published: str | None = "2015-05-13T09:00:00", blocks: tuple[Block, ...] = ()) -> Article:
    return Article(id="a", text=TEXT, published=published, blocks=blocks)


def phrase(words: str, text: str = TEXT, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"span": Span(start, start + len(words)), "text": words, **more}


def claim(ident: str, trigger: str, **fields: Any) -> Claim:
    return Claim.model_validate({"id": ident, "type": "PROTEST", "trigger": phrase(trigger), **fields})


MARCHED = claim(
    "e1",
    "marched",
    happening="march",
    time=[phrase("on Sunday")],
    place=[phrase("Dijon")],
    counts=[phrase("Some 3,000 nurses", of="participants")],
    actor=[phrase("Some 3,000 nurses", role="workers")],
)
MARCH = claim("e2", "The march", happening="march", place=[phrase("the main square of Dijon")])
HIT = claim("e3", "hit", time=[phrase("the next day")], recipient=[phrase("Tom Aldous", role="victims")])
ARRESTS = claim("e4", "arrests", place=[phrase("Texas")], counts=[phrase("no arrests", of="arrested")])
CLAIMS = (MARCHED, MARCH, HIT, ARRESTS)


def test_fills_date_place_and_counts() -> None:
    marched, march, hit, arrests = resolve(article(), Coding(claims=CLAIMS)).claims
    assert (marched.date, marched.where) == ("2015-05-10", "Dijon, France")
    assert (marched.place[0].country, marched.place[0].precision) == ("FRA", "city")
    assert (marched.counts[0].low, marched.counts[0].high, marched.counts[0].approximate) == (
        3000,
        3000,
        "some",
    )
    assert (march.where, march.place[0].precision) == ("Dijon, France", "venue_in_city")
    assert hit.recipient[0].private is True
    assert (arrests.counts[0].low, arrests.counts[0].high) == (0, 0)
    assert arrests.where == "Texas, United States"


def test_takes_over_the_date_of_its_happening_with_the_words() -> None:
    march = resolve(article(), Coding(claims=CLAIMS)).claims[1]
    assert march.date == "2015-05-10"
    assert [p.text for p in march.time] == ["on Sunday"]
    assert march.inferred == ()


def test_the_next_day_follows_the_date_told_before_it() -> None:
    assert resolve(article(), Coding(claims=CLAIMS)).claims[2].date == "2015-05-11"


def test_without_words_there_is_no_date() -> None:
    assert resolve(article(), Coding(claims=CLAIMS)).claims[3].date is None


@pytest.mark.parametrize("published", [None, "yesterday", ""])
def test_without_a_publication_date_relative_times_stay_open(published: str | None) -> None:
    assert [c.date for c in resolve(article(published), Coding(claims=CLAIMS)).claims] == [None] * 4


def test_times_in_an_embedded_post_are_told_against_its_own_date() -> None:
    post = Block(span=Span(0, TEXT.index("The march")), kind="quoted_post", date="2015-04-22")
    assert resolve(article(blocks=(post,)), Coding(claims=(MARCHED,))).claims[0].date == "2015-04-19"


def test_the_articles_city_stands_in_for_a_nameless_venue_and_is_called_inferred() -> None:
    text = "Strikers met in Dijon. Dijon was calm. They sang at the town hall."
    sang = Claim.model_validate(
        {
            "id": "e1",
            "type": "PROTEST",
            "trigger": phrase("sang", text),
            "place": [phrase("the town hall", text)],
        }
    )
    (out,) = resolve(Article(id="a", text=text), Coding(claims=(sang,))).claims
    assert (out.where, out.inferred) == ("Dijon, France", ("where",))


def test_is_pure_and_idempotent() -> None:
    coding = Coding(claims=CLAIMS)
    before = coding.model_dump_json()
    once = resolve(article(), coding)
    assert coding.model_dump_json() == before
    assert resolve(article(), once) == once
    assert json.loads(once.model_dump_json())


def test_keeps_bounds_that_the_engine_set() -> None:
    set_before = MARCHED.model_copy(
        update={"counts": (MARCHED.counts[0].model_copy(update={"low": 1.0, "high": 5.0}),)}
    )
    (out,) = resolve(article(), Coding(claims=(set_before,))).claims
    assert (out.counts[0].low, out.counts[0].high) == (1, 5)


def test_nothing_in_nothing_out() -> None:
    assert resolve(Article(id="a", text=""), Coding()) == Coding()
