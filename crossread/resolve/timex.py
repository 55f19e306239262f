"""Time expressions as TIMEX3 (ISO-TimeML), to be measured on corpora annotated with it.

Besides what `times` finds, TIMEX3 marks durations ("two weeks"), vague times ("recently") and sets ("daily").
The product does not date events by them, so they live here.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

from crossread.records import Span
from crossread.resolve import intervals, numbers, times
from crossread.resolve.intervals import Interval
from crossread.resolve.time_grammar import choice, code, expand, vocabulary


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3: its span, `kind` (DATE, TIME, DURATION, SET) and value."""

    span: Span
    kind: str
    value: str


_NUMBER_OF_UNITS = (
    r"(?:(?:nearly|about|almost|over|more than|less than|at least|roughly|up to|around|no more than) )?"
    r"(?:(?:the |a )?(?:first|last|past|next|recent|latest) |the |a |an )?(?:half (?:a|an) )?"
    r"(?:NUMBER(?: (?:to|or) (?:\d+|[a-z]+))?|several|few|couple of|many)[ -]UNIT(?![ -]old)"
    r"(?: (?:period|ago|or so))?"
)


@functools.cache
def _durations() -> re.Pattern[str]:
    bare = "(?:a|an|one|the|for|many|several) (?:year|month|week|day|hour|decade)"
    plural = r"(?:days|weeks|months|years|hours|decades|minutes)"
    return re.compile(
        rf"(?<![\w$£€-])(?:{expand(_NUMBER_OF_UNITS, named=False)}|{bare}|{plural})(?![\w-])", re.IGNORECASE
    )


@functools.cache
def _vague() -> re.Pattern[str]:
    words = [w for group in vocabulary()["vague"].values() for w in group] + list(vocabulary()["sets"])
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w-])", re.IGNORECASE
    )


def find(text: str, published: dt.date | None) -> list[Timex]:
    """All TIMEX3s of `text`, in text order. What a calendar cannot hold without `published` is left out."""
    out = list[Timex]()
    previous: Interval | None = None
    for expression in times.find(text):
        found = times.normalise(expression.text, published, future=expression.future, previous=previous)
        if found is None and published and times.told_before(expression.text):
            found = times.normalise(expression.text, published, previous=intervals.day(published))
        if found and found.granularity == "span" and duration(expression.text):
            continue  # "the past two months" is a duration to TIMEX3
        if found:
            out.append(Timex(expression.span, "TIME" if found.part else "DATE", found.timex()))
            previous = found if found.granularity in ("day", "part") else previous
    for pattern, value in ((_durations(), duration), (_vague(), reference)):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            told = value(match[0])
            if told and not any(span.overlaps(other.span) for other in out):
                kind = "DURATION" if told.startswith("P") and "_" not in told else "DATE"
                out.append(Timex(span, "SET" if told.startswith("XXXX") else kind, told))
    return sorted(out, key=lambda timex: timex.span)


def duration(words: str) -> str | None:
    """The value of a duration: "two weeks" P2W, "several months" PXM, "2 hours" PT2H; None if it is none."""
    text = words.lower()
    unit = re.search(rf"\b({choice('units')})\b", text)
    if not unit:
        return None
    letter = code("units")[unit[1]]
    number = re.search(expand(r"(?<![\w.])NUMBER[ -](?=" + re.escape(unit[1]) + ")", named=False), text)
    count: float | None = None
    if number and not re.search(r"\b(?:several|few|couple|many)\b| to | or ", text):
        word = number[0].rstrip(" -")
        count = 1 if word in ("a", "an") else numbers.parse(word)
    elif re.match(r"(?:for )?(?:a|an|one|the) ", text) and not unit[1].endswith("s"):
        count = 1
    if letter in ("E", "C") and count is not None:
        count, letter = count * (10 if letter == "E" else 100), "Y"
    if letter == "Q" and count is not None:
        count, letter = count * 3, "M"
    amount = "X" if count is None else f"{count:g}"
    return f"PT{amount}{letter[1]}" if letter.startswith("T") else f"P{amount}{letter}"


def reference(words: str) -> str | None:
    """PRESENT_REF, PAST_REF or FUTURE_REF of a vague time, or the value of a set ("daily")."""
    text = words.lower()
    if text in vocabulary()["sets"]:
        return str(vocabulary()["sets"][text])
    for value, group in vocabulary()["vague"].items():
        if any(re.fullmatch(pattern, text) for pattern in group):
            return str(value)
    return None
