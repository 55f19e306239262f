"""Time expressions: what is found, and which days it denotes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.resolve import timex
from crossread.resolve.intervals import Interval, day
from crossread.resolve.times import find, normalise

WEDNESDAY = dt.date(2015, 5, 13)

PAST = {
    "on Sunday": "2015-05-10",
    "Sunday night": "2015-05-10",
    "late on Sunday night": "2015-05-10",
    "last Sunday": "2015-05-10",
    "Wednesday": "2015-05-13",
    "last Wednesday": "2015-05-06",
    "next Tuesday": "2015-05-19",
    "dimanche dernier": "2015-05-10",
    "mardi prochain": "2015-05-19",
    "yesterday": "2015-05-12",
    "hier soir": "2015-05-12",
    "avant-hier": "2015-05-11",
    "today": "2015-05-13",
    "aujourd’hui": "2015-05-13",
    "tonight": "2015-05-13",
    "last night": "2015-05-12",
    "overnight": "2015-05-12/2015-05-13",
    "this morning": "2015-05-13",
    "last week": "2015-05-04/2015-05-10",
    "la semaine dernière": "2015-05-04/2015-05-10",
    "this week": "2015-05-11/2015-05-13",
    "next week": "2015-05-18/2015-05-24",
    "last month": "2015-04",
    "le mois dernier": "2015-04",
    "earlier this month": "2015-05",
    "last year": "2014",
    "two days ago": "2015-05-11",
    "il y a trois jours": "2015-05-10",
    "two months ago": "2015-03",
    "three weeks ago": "2015-04-20/2015-04-26",
    "the weekend": "2015-05-09/2015-05-10",
    "over the weekend": "2015-05-09/2015-05-10",
    "in February": "2015-02",
    "In August": "2014-08",
    "in August last year": "2014-08",
    "mid-March": "2015-03",
    "May 5": "2015-05-05",
    "May 10th": "2015-05-10",
    "Sept. 13": "2014-09-13",
    "5 May": "2015-05-05",
    "le 5 mai": "2015-05-05",
    "le 5 mai 2013": "2013-05-05",
    "Saturday, June 28, 2014": "2014-06-28",
    "in the early hours of 5 May": "2015-05-05",
    "10 p.m. Tuesday": "2015-05-12",
    "2014-06-16": "2014-06-16",
    "25/04/2015": "2015-04-25",
    "04/25/2015": "2015-04-25",
    "in 2013": "2013",
    "the 1960s": "1960-01-01/1969-12-31",
    "les années 1960": "1960-01-01/1969-12-31",
    "spring 2014": "2014-03-01/2014-05-31",
    "last fall": "2014-09-01/2014-11-30",
    "since spring 2014": "2014-03-01/2015-05-13",
    "depuis jeudi": "2015-05-07/2015-05-13",
    "between 3 May and 5 May": "2015-05-03/2015-05-05",
    "from Thursday to Monday": "2015-05-07/2015-05-11",
    "between January 2011 and April 2013": "2011-01-01/2013-04-30",
    "5 to 10 May 2014": "2014-05-05/2014-05-10",
    "May 5-10": "2015-05-05/2015-05-10",
    "the past two years": "2013-01-01/2015-05-13",
    "as the vote ended on Tuesday": "2015-05-12",
}


@pytest.mark.parametrize(("words", "expected"), PAST.items())
def test_denotes_these_days_when_told_on_a_wednesday(words: str, expected: str) -> None:
    interval = normalise(words, WEDNESDAY)
    assert interval is not None
    assert interval.iso() == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    {"on Sunday": "2015-05-17", "in August": "2015-08", "this week": "2015-05-11/2015-05-17"}.items(),
)
def test_what_is_planned_lies_ahead(words: str, expected: str) -> None:
    interval = normalise(words, WEDNESDAY, future=True)
    assert interval is not None
    assert interval.iso() == expected


@pytest.mark.parametrize(
    "words", ["on Sunday", "last month", "yesterday", "5 May", "since Thursday", "two days ago"]
)
def test_relative_times_stay_open_without_a_publication_date(words: str) -> None:
    assert normalise(words, None) is None


def test_full_dates_need_no_publication_date() -> None:
    assert normalise("on 5 May 2015", None) == day(dt.date(2015, 5, 5))


@pytest.mark.parametrize(
    ("words", "expected"),
    {
        "the next day": "2015-03-04",
        "two days later": "2015-03-05",
        "the day before": "2015-03-02",
        "le lendemain": "2015-03-04",
        "a week earlier": "2015-02-23/2015-03-01",
        "the same day": "2015-03-03",
    }.items(),
)
def test_the_next_day_needs_the_day_before_it(words: str, expected: str) -> None:
    assert normalise(words, WEDNESDAY) is None
    interval = normalise(words, WEDNESDAY, previous=day(dt.date(2015, 3, 3)))
    assert interval is not None
    assert interval.iso() == expected


def test_a_numeric_date_that_could_be_two_days_is_none() -> None:
    assert normalise("10/05/2015", WEDNESDAY) is None
    assert normalise("10/05/2015", WEDNESDAY, day_first=True) == day(dt.date(2015, 5, 10))
    assert normalise("10/05/2015", WEDNESDAY, day_first=False) == day(dt.date(2015, 10, 5))


@pytest.mark.parametrize(
    "words", ["30 February 2015", "for 90 days", "weeks", "12:15 a.m.", "", "   ", "the march", "99/99/2015"]
)
def test_what_no_calendar_holds_is_none(words: str) -> None:
    assert normalise(words, WEDNESDAY) is None


@given(st.text(max_size=80), st.one_of(st.none(), st.dates()), st.booleans())
def test_never_raises_and_never_ends_before_it_starts(
    words: str, anchor: dt.date | None, future: bool
) -> None:
    interval = normalise(words, anchor, future=future)
    assert interval is None or interval.start <= interval.end


WORDS = st.sampled_from(
    [
        "on",
        "last",
        "next",
        "the",
        "Sunday",
        "May",
        "5",
        "31",
        "2015",
        "1999",
        "week",
        "weekend",
        "ago",
        "two",
        "month",
        "since",
        "between",
        "and",
        "to",
        "from",
        "day",
        "before",
        "later",
        "spring",
        "early",
        "past",
        "years",
        "1960s",
        "quarter",
        "first",
        "night",
        "yesterday",
        "of",
        "in",
        "-,",
        "9999",
        "13/13/2020",
        "today",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), st.dates(), st.dates())
def test_never_raises_on_words_of_time(words: str, anchor: dt.date, before: dt.date) -> None:
    interval = normalise(words, anchor, previous=day(before))
    assert interval is None or interval.start <= interval.end


def test_finds_times_and_leaves_look_alikes() -> None:
    text = (
        "The march in May drew fewer than on Sunday, 3 May 2015; she may march again next week, or in 2016."
    )
    assert [t.text for t in find(text)] == ["May", "Sunday, 3 May 2015", "next week", "2016"]


def test_an_iso_date_ends_where_it_ends() -> None:
    assert [t.text for t in find("date 2020-06-16 Nurses marched; at 2020-06-16T09:30 they sat.")] == [
        "2020-06-16",
        "2020-06-16T09:30",
    ]


def test_sees_what_is_to_come() -> None:
    first, second = find("They marched on Sunday. They will march on Tuesday.")
    assert (first.future, second.future) == (False, True)


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for expression in find(text):
        assert expression.span.of(text) == expression.text != ""


def test_interval_refuses_to_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends"):
        Interval(dt.date(2015, 5, 2), dt.date(2015, 5, 1), "span")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("They struck for two weeks.", "DURATION", "P2W"),
        ("Several months passed.", "DURATION", "PXM"),
        ("It fell last week.", "DATE", "2015-W19"),
        ("It recently closed.", "DATE", "PAST_REF"),
        ("It closed Sunday night.", "TIME", "2015-05-10TNI"),
        ("It fell in the third quarter of 2014.", "DATE", "2014-Q3"),
        ("It met over the weekend.", "DATE", "2015-W19-WE"),
    ],
)
def test_timex_values(text: str, kind: str, value: str) -> None:
    assert [(t.kind, t.value) for t in timex.find(text, WEDNESDAY)] == [(kind, value)]
