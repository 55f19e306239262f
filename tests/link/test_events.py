"""Reports of one event are linked, others are not, and the reasons can be read."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from made import claim, coded

from crossread.link import copies, link
from crossread.records import CodedArticle, Event

MARCH = {"where": "Port Linden, Norland", "date": "2021-03-14"}
PUBLISHED = {"published": "2021-03-15"}


def report(key: str, text: str, *more: dict[str, object], **fields: str) -> CodedArticle:
    made = claim("PROTEST/demo", "marched", actor=["dockers:protesters"], **(MARCH | fields))
    return coded(key, text, made, *more, outlet=key.title(), published="2021-03-15")


COURIER = (
    "Some dockers marched along the Quayside in Port Linden. Clashes broke out at the pier. Varga spoke."
)
BEARER = "A mob of dockers marched on the Quayside at Port Linden, and Varga the dockers' leader shouted."
OTHER = "Far away dockers marched over wages past the town hall of Oster, where bakers gave bread, Lund sang."


def groups(events: tuple[Event, ...]) -> set[frozenset[str]]:
    return {frozenset(event.articles) for event in events}


def test_reports_of_one_place_and_day_are_one_event_with_its_reason() -> None:
    clash = claim("ASSAULT/beat", "Clashes", **MARCH)
    (event,) = link([report("courier", COURIER, clash), report("bearer", BEARER)])
    assert set(event.articles) == {"courier", "bearer"}
    assert len(event.members) == 3, "the march's clashes are on its page"
    assert event.title == "Demonstration and clashes in Port Linden, 14 March 2021"
    reason = event.members[0].reason
    assert "same city (Port Linden)" in reason and "same day (2021-03-14)" in reason
    assert "both PROTEST/demo" in reason and "“Quayside”" in reason


def test_another_city_or_another_day_is_another_event() -> None:
    one = report("courier", COURIER)
    for other in ({"where": "Oster, Norland"}, {"date": "2021-03-18"}):
        assert groups(link([one, report("bearer", BEARER, **other)])) == {
            frozenset({"courier"}),
            frozenset({"bearer"}),
        }


def test_reports_that_share_no_words_are_not_linked_even_on_one_day_in_one_city() -> None:
    text = "Nurses held candles outside Saint Brigid hospital, remembering colleagues. dockers marched"
    assert len(link([report("courier", COURIER), report("vigil", text)])) == 2


def test_the_next_day_is_linked_only_where_no_report_tells_of_both() -> None:
    late = report("bearer", BEARER, date="2021-03-15")
    assert groups(link([report("courier", COURIER), late])) == {frozenset({"courier", "bearer"})}
    both = report("courier", COURIER, claim("ASSAULT/beat", "Clashes", **(MARCH | {"date": "2021-03-15"})))
    found = {event.date: set(event.articles) for event in link([both, late])}
    assert found == {"2021-03-14": {"courier"}, "2021-03-15": {"courier", "bearer"}}


def test_an_undated_report_joins_by_its_publication_date() -> None:
    undated = claim("PROTEST/demo", "marched", actor=["dockers:protesters"])
    joined = coded("bearer", BEARER, undated, outlet="Bearer", published="2021-03-15")
    assert groups(link([report("courier", COURIER), joined])) == {frozenset({"courier", "bearer"})}
    (event,) = link([report("courier", COURIER), joined])
    (reason,) = [m.reason for m in event.members if m.article == "bearer"]
    assert "one undated" in reason and reason.endswith("states no place and no date of its own")
    later = coded("bearer", BEARER, undated, outlet="Bearer", published="2021-05-15")
    assert len(link([report("courier", COURIER), later])) == 2


def test_every_claim_belongs_to_exactly_one_event() -> None:
    old = claim("PROTEST/demo", "Varga spoke", where="Oster, Norland", date="2016")
    articles = [report("courier", COURIER, old), report("bearer", BEARER), report("other", OTHER)]
    members = [(m.article, m.claim) for event in link(articles) for m in event.members]
    assert len(members) == len(set(members))
    assert set(members) == {(c.article.id, k.id) for c in articles for k in c.coding.claims}


def test_a_plan_stays_on_the_page_of_what_it_follows_from() -> None:
    plan = claim("PROTEST/demo", "Varga spoke", date="2021-03-21", modality="planned")
    (event,) = link([report("courier", COURIER, plan)])
    assert event.date == "2021-03-14" and len(event.members) == 2
    (alone,) = link([coded("courier", COURIER, plan, published="2021-03-15")])
    assert alone.date == "2021-03-21"


def test_a_copy_follows_its_original_and_decides_nothing() -> None:
    wire = report("agency", COURIER)
    reprint = coded("post", COURIER, claim("PROTEST/demo", "marched", **MARCH), published="2021-03-15")
    (event,) = link([wire, reprint], {"post": "agency"})
    assert event.articles == ("agency", "post")
    assert event.members[-1].reason == "copy: 100 % of its wording stands in its original"
    assert event.members[-1].share == 1.0 and event.members[0].share is None
    assert event.members[0].reason == "told by this article only"


def test_a_later_report_changes_no_event_id() -> None:
    before = link([report("courier", COURIER)])
    late = coded("late", BEARER, claim("PROTEST/demo", "marched", **MARCH), published="2021-03-16")
    assert [e.id for e in link([report("courier", COURIER), late])] == [e.id for e in before]


def test_most_reported_events_come_first() -> None:
    events = link(
        [report("other", OTHER, where="Oster, Norland"), report("courier", COURIER), report("bearer", BEARER)]
    )
    assert [len(e.articles) for e in events] == [2, 1]


def test_claims_with_confidences_are_linked_too() -> None:
    sure = coded("a", COURIER, claim("PROTEST/demo", "marched", confidences={"type": 0.9}, **MARCH))
    reprint = coded("b", COURIER, claim("PROTEST/demo", "marched", confidences={"type": 0.9}, **MARCH))
    (event,) = link([sure, reprint], {"b": "a"})
    assert event.articles == ("a", "b")


def test_articles_without_claims_and_no_articles_make_no_events() -> None:
    assert link([]) == () and link([coded("a", "Nothing happened.")]) == ()


TEXTS = (COURIER, BEARER, OTHER, "dockers marched", "Varga and the dockers marched on the Quayside")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(TEXTS),
            st.sampled_from([None, "Port Linden, Norland", "Norland", "Oster, Norland"]),
            st.sampled_from([None, "2021-03-14", "2021-03-15", "2021-03", "2021-03-14/2021-03-15"]),
            st.sampled_from([None, "2021-03-14", "2021-03-20"]),
        ),
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_articles_does_not_matter(
    rows: list[tuple[str, ...]], shuffle: random.Random
) -> None:
    articles = [
        coded(str(n), text, claim("PROTEST/demo", "marched", where=where, date=date), published=published)
        for n, (text, where, date, published) in enumerate(rows)
    ]
    before = link(articles, copies([c.article for c in articles]))
    shuffle.shuffle(articles)
    assert link(articles, copies([c.article for c in articles])) == before
    for event in before:
        explicit = {date for n in event.articles if (date := rows[int(n)][2]) and len(date) == 10}
        cities = {where for n in event.articles if (where := rows[int(n)][1]) and "," in where}
        assert len(cities) < 2, "cities are never mixed"
        assert len(explicit) < 3
