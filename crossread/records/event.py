"""An event: the claims of one or more articles that report the same happening, and why they were linked."""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from typing import Literal, NamedTuple

from crossread.records.base import Record

Verdict = Literal["agreed", "contested", "sole", "absent"]


class Member(Record):
    """A claim's place in an event: article id, claim id, and the reason it was linked, in words.

    `share` is set for claims of a copy: how much of the copy's wording stands in its original, 0 to 1.
    """

    article: str
    claim: str
    reason: str
    share: float | None = None


class Event(Record):
    """Linked claims.

    `type`, `mode`, `date` and `where` are what most members carry: a heading, never a finding.
    """

    id: str
    title: str
    type: str
    mode: tuple[str, ...] = ()
    date: str | None = None
    where: str | None = None
    members: tuple[Member, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that report it, in the order of the members."""
        return tuple(dict.fromkeys(m.article for m in self.members))


class Days(NamedTuple):
    """First and last day that a date may mean, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, date: str | None) -> Days | None:
        """The days of an ISO date, date-time, month, year, or interval "start/end"; None if it is none."""
        if not date:
            return None
        low, _, high = date.partition("/")
        try:
            days = cls(_day(low, last=False), _day(high or low, last=True))
        except (ValueError, IndexError):
            return None
        return days if days.first <= days.last else None

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def written(self) -> str:
        """The days in words: "14 March 2021", "March 2021", "2021", "20 to 21 September 2016"."""
        first, last = self
        if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        same_year, same_month = first.year == last.year, first.replace(day=1) == last.replace(day=1)
        if same_month and first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
            return f"{first:%B} {first.year}"
        end = f"{last.day} {last:%B} {last.year}"
        if first == last:
            return end
        start = f"{first.day}" if same_month else f"{first.day} {first:%B}"
        return f"{start} to {end}" if same_year else f"{start} {first.year} to {end}"

    def gap(self, other: Days) -> int:
        """Days between the two: 0 if they overlap, 1 if they touch."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


class Where(NamedTuple):
    """A claim's `where`, folded to lower case without accents: compare these, show the original."""

    city: str | None
    country: str

    @classmethod
    def of(cls, where: str | None) -> Where | None:
        """Read "City, Country" or "Country"."""
        parts = [_fold(part) for part in (where or "").split(",")]
        parts = [part for part in parts if part]
        if not parts:
            return None
        return cls(parts[0] if len(parts) > 1 else None, parts[-1])

    def fits(self, other: Where) -> bool:
        """Whether the two are equal, or one contains the other."""
        cities = {self.city, other.city} - {None}
        return self.country == other.country and len(cities) < 2


def _day(text: str, *, last: bool) -> dt.date:
    parts = [int(part) for part in text.strip()[:10].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    end = calendar.monthrange(year, month)[1]
    return dt.date(year, month, parts[2] if len(parts) > 2 else (end if last else 1))


def _fold(text: str) -> str:
    plain = (
        text.casefold()
        if text.isascii()
        else "".join(
            c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
        )
    )
    return " ".join(plain.split())
