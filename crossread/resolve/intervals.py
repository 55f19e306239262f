"""Calendar intervals: whole days from a first to a last one, with the fineness at which they were told."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

Granularity = Literal[
    "part", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century", "span"
]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `start` to `end`, both included. `part`: TIMEX3's part of the day (MO, AF, EV, NI), if told."""

    start: dt.date
    end: dt.date
    granularity: Granularity
    part: str | None = None

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"the interval ends ({self.end}) before it starts ({self.start})")

    def iso(self) -> str:
        """The exchange format's `date`: "2015-05-05", "2015-05", "2015" or "2015-05-05/2015-05-10"."""
        if self.start == self.end:
            return self.start.isoformat()
        if self == month(self.start.year, self.start.month, self.granularity):
            return self.start.isoformat()[:7]
        if (self.start, self.end) == (dt.date(self.start.year, 1, 1), dt.date(self.start.year, 12, 31)):
            return self.start.isoformat()[:4]
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def timex(self) -> str:
        """The TIMEX3 value ("2015-W19-WE", "1989-Q3", "2014-SP", "198"), to measure on annotated corpora."""
        year, week, _ = self.start.isocalendar()
        seasons = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
        return {
            "part": f"{self.start.isoformat()}T{self.part}",
            "weekend": f"{year}-W{week:02d}-WE",
            "week": f"{year}-W{week:02d}",
            "quarter": f"{self.start.year}-Q{(self.start.month + 2) // 3}",
            "season": f"{self.start.year}-{seasons.get(self.start.month, 'SP')}",
            "decade": f"{self.start.year // 10:03d}",
            "century": f"{self.start.year // 100:02d}XX",
        }.get(self.granularity, self.iso())

    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    def contains(self, other: Interval) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def day(date: dt.date, part: str | None = None) -> Interval:
    """One day, or a part of it."""
    return Interval(date, date, "part" if part else "day", part)


def week(date: dt.date) -> Interval:
    """The ISO week (Monday to Sunday) that `date` lies in."""
    first = date - dt.timedelta(days=date.weekday())
    return Interval(first, first + dt.timedelta(days=6), "week")


def weekend(date: dt.date) -> Interval:
    """Saturday and Sunday of the ISO week that `date` lies in."""
    saturday = week(date).start + dt.timedelta(days=5)
    return Interval(saturday, saturday + dt.timedelta(days=1), "weekend")


def month(year: int, number: int, granularity: Granularity = "month") -> Interval:
    """A month. `number` may lie beyond 1 to 12: month 0 is last year's December."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return Interval(dt.date(year, number, 1), dt.date(year, number, last), granularity)


def months(year: int, first: int, count: int, granularity: Granularity) -> Interval:
    """`count` months from month `first` of `year` on."""
    return Interval(month(year, first).start, month(year, first + count - 1).end, granularity)


def years(first: int, last: int, granularity: Granularity = "year") -> Interval:
    """From 1 January of one year to 31 December of another."""
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), granularity)


def shift(date: dt.date, count: int, unit: str) -> Interval:
    """The day, week, month... `count` units after `date`; `unit` is TIMEX3's letter (D W M Q Y E C)."""
    if unit == "D":
        return day(date + dt.timedelta(days=count))
    if unit == "W":
        return week(date + dt.timedelta(weeks=count))
    if unit == "M":
        return month(date.year, date.month + count)
    if unit == "Q":
        return months(date.year, (date.month - 1) // 3 * 3 + 1 + 3 * count, 3, "quarter")
    if unit == "Y":
        return years(date.year + count, date.year + count)
    if unit == "E":
        first = date.year // 10 * 10 + 10 * count
        return years(first, first + 9, "decade")
    if unit == "C":
        first = date.year // 100 * 100 + 100 * count
        return years(first, first + 99, "century")
    raise ValueError(f"no calendar unit {unit!r}")
