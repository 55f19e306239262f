"""The rules of dates that are told in full, or by their month, season or year."""

from __future__ import annotations

import datetime as dt

from crossread.resolve import intervals
from crossread.resolve.intervals import Interval
from crossread.resolve.time_grammar import Frame, Parts, Rules, code, month_of, part_of, vocabulary, year_of

RULES = Rules()


@RULES(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t ]\d\d:\d\d\S*)?")
def _iso_day(parts: Parts, _: Frame) -> Interval | None:
    return intervals.day(dt.date(int(parts["y"] or 0), int(parts["m"] or 0), int(parts["d"] or 0)))


@RULES(r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<y>\d{4}|\d\d)")
def _numeric(parts: Parts, frame: Frame) -> Interval | None:
    one, two, year = (int(parts[key] or 0) for key in ("one", "two", "y"))
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    if one > 12 or frame.day_first or one == two:
        return intervals.day(dt.date(year, two, one))
    if two > 12 or frame.day_first is False:
        return intervals.day(dt.date(year, one, two))
    return None


@RULES(
    r"(?:WEEKDAY,? |last |this |next )?MONTH (?:the )?DAY(?:,? (?:of |in )?YEAR)?(?:,? (?:in the |at )?PART)?"
)
@RULES(
    r"(?:WEEKDAY,? )?(?:the |le )?DAY (?:of |de )?MONTH(?:,? (?:of |in )?YEAR)?(?:,? (?:in the |at )?PART)?"
)
def _calendar_day(parts: Parts, frame: Frame) -> Interval | None:
    number, day, year = month_of(parts), int(parts["day"] or 0), year_of(parts)
    if year is None:
        if frame.anchor is None:
            return None
        year = _nearest_year(number, day, frame.anchor, future=frame.future)
    return intervals.day(dt.date(year, number, day), part_of(parts))


_NEAR = 100  # days ahead that a date without a year may lie, chosen on the training part of TimeBank


def _nearest_year(number: int, day: int, anchor: dt.date, *, future: bool) -> int:
    """The past year unless the date lies near ahead ("Dec. 7" told in November)."""
    ahead = anchor.year + ((number, day) < (anchor.month, anchor.day))
    to_come = (ahead - anchor.year) * 365 + (number - anchor.month) * 30 + day - anchor.day
    return ahead if future or to_come < _NEAR else ahead - 1


@RULES(r"MONTH,? (?:of |in |de )?YEAR")
def _month_of_year(parts: Parts, _: Frame) -> Interval | None:
    return intervals.month(year_of(parts) or 0, month_of(parts))


@RULES(r"MONTH (?:of )?(?P<which>last|this|next) year")
@RULES(r"(?:the )?SEASON (?:of )?(?P<which>last|this|next) year")
def _named_in_year(parts: Parts, frame: Frame) -> Interval | None:
    if frame.anchor is None:
        return None
    year = frame.anchor.year + {"last": -1, "this": 0, "next": 1}[parts["which"] or "this"]
    if parts.get("month"):
        return intervals.month(year, month_of(parts))
    return intervals.months(year, int(code("seasons")[parts["season"] or ""]), 3, "season")


@RULES(r"(?:(?P<when>last|next|this|this past) )?MONTH")
def _month(parts: Parts, frame: Frame) -> Interval | None:
    if frame.anchor is None:
        return None
    number, this, when = month_of(parts), frame.anchor, parts["when"]
    year = this.year - (number > this.month)
    if when == "next" or (when is None and frame.future):
        year = this.year + (number < this.month)
    elif when == "last":
        year = this.year - (number >= this.month)
    return intervals.month(year, number)


@RULES(r"YEAR", found=False)
def _year(parts: Parts, _: Frame) -> Interval | None:
    year = year_of(parts) or 0
    return intervals.years(year, year)


@RULES(r"YEAR[-–/](?P<to>\d\d|\d{4})")
def _year_range(parts: Parts, _: Frame) -> Interval | None:
    first, last = year_of(parts) or 0, int(parts["to"] or 0)
    last += first // 100 * 100 if last < 100 else 0
    return intervals.years(first, last, "span") if first <= last else None


@RULES(r"(?:the )?(?:(?P<edge>early|mid|late)[ -])?(?P<decade>(?:1[5-9]|20)\d0)'?s")
@RULES(r"(?:the )?(?:(?P<edge>early|mid|late)[ -])?'?(?P<short>\d0)s")
@RULES(r"(?:les )?années (?P<decade>(?:1[5-9]|20)\d0|\d0)")
def _decade(parts: Parts, _: Frame) -> Interval | None:
    first = int(parts.get("decade") or parts.get("short") or 0)
    first += 1900 if first < 100 else 0
    return intervals.years(first, first + 9, "decade")


@RULES(r"(?:the )?(?P<n>\d\d)(?:st|nd|rd|th) century")
def _century(parts: Parts, _: Frame) -> Interval | None:
    first = (int(parts["n"] or 0) - 1) * 100
    return intervals.years(first, first + 99, "century")


@RULES(r"(?:the )?SEASON(?: of)?,? YEAR")
def _season_of_year(parts: Parts, _: Frame) -> Interval | None:
    return intervals.months(year_of(parts) or 0, int(code("seasons")[parts["season"] or ""]), 3, "season")


@RULES(
    r"(?:(?P<when>last|this past|past|next|this|the|l'|cet|cet?te) ?)SEASON"
    r"(?P<after> dernier| dernière| prochain)?"
)
def _season(parts: Parts, frame: Frame) -> Interval | None:
    if frame.anchor is None:
        return None
    first, this = int(code("seasons")[parts["season"] or ""]), frame.anchor
    season = intervals.months(this.year - (first > this.month), first, 3, "season")
    if parts["when"] == "next" or (frame.future and season.end < this):
        return intervals.months(this.year + (first <= this.month), first, 3, "season")
    if parts["when"] == "this":
        return intervals.months(this.year, first, 3, "season")
    if season.end >= this and (parts["when"] == "last" or parts["after"]):
        return intervals.months(season.start.year - 1, first, 3, "season")
    return season


@RULES(r"HOLIDAY(?:,? YEAR)?")
def _holiday(parts: Parts, frame: Frame) -> Interval | None:
    number, day = (int(n) for n in code("holidays")[parts["holiday"] or ""].split("-"))
    year = year_of(parts)
    if year is None:
        if frame.anchor is None:
            return None
        year = _nearest_year(number, day, frame.anchor, future=frame.future)
    return intervals.day(dt.date(year, number, day))


@RULES(r"(?:the )?(?:fiscal )?ORDINAL[ -](?:fiscal[ -])?(?:quarter|trimestre)(?: (?:of )?(?:fiscal )?YEAR)?")
def _quarter(parts: Parts, frame: Frame) -> Interval | None:
    number, year = int(vocabulary()["ordinals"][parts["ordinal"] or ""]), year_of(parts)
    if year is None:
        if frame.anchor is None:
            return None
        year = frame.anchor.year - (number > (frame.anchor.month + 2) // 3)
    return intervals.months(year, number * 3 - 2, 3, "quarter")
