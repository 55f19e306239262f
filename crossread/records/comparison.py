"""A comparison: one event's fields as rows, the reports as columns, every cell leading to its sentence."""

from __future__ import annotations

from crossread.records.base import Record
from crossread.records.event import Event, Verdict
from crossread.records.span import Offsets


class Quote(Record):
    """A sentence of the article as it stands, and which of its words carry the value (article offsets)."""

    article: str
    span: Offsets
    text: str
    marks: tuple[Offsets, ...] = ()


class Value(Record):
    """One value that one report gives a field: how it reads, who says so, in which words.

    `key` is what is compared (two values agree or not by their keys); `show` is what a reader sees.
    `by` is empty where the outlet itself says so. `tags` are short notes: grammar, inexactness, modality.
    `origin` names the independent first speaker (equal across outlets for one speaker), `mentions` how often
    the article gives this very value. `low` and `high` close an inexact number's range.
    """

    show: str
    key: str
    by: tuple[str, ...] = ()
    quote: Quote
    claim: str
    tags: tuple[str, ...] = ()
    origin: str = ""
    mentions: int = 1
    low: float | None = None
    high: float | None = None


class Report(Record):
    """A column: one article, and the copies folded under it (article ids).

    `shares[i]` is how much of the wording of `copies[i]` stands in the article, 0 to 1.
    """

    article: str
    outlet: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    copies: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()


class Row(Record):
    """A field of the event across the reports: `cells[i]` holds the values of `reports[i]`, maybe none.

    `origins` counts the independent first speakers behind the values, copies merged. `group` is the part of
    the table that the row belongs to: "event", "numbers", "acts", "talk" or "voices". `elsewhere` lists the
    reports that give this event no value, and tell such a thing of another place or day.
    """

    field: str
    group: str
    label: str
    verdict: Verdict
    why: str
    origins: int
    cells: tuple[tuple[Value, ...], ...]
    elsewhere: tuple[int, ...] = ()


class Comparison(Record):
    """One event, every account. `reports` stand in order of publication, then by outlet."""

    event: Event
    reports: tuple[Report, ...]
    rows: tuple[Row, ...]
