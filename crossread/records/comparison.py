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
    """

    show: str
    key: str
    by: tuple[str, ...] = ()
    quote: Quote
    claim: str
    tags: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class Report(Record):
    """A column: one article, and the copies folded under it (article ids)."""

    article: str
    outlet: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    copies: tuple[str, ...] = ()


class Row(Record):
    """A field of the event across the reports: `cells[i]` holds the values of `reports[i]`, maybe none.

    `origins` counts the independent first speakers behind the values, copies merged.
    """

    field: str
    label: str
    verdict: Verdict
    why: str
    origins: int
    cells: tuple[tuple[Value, ...], ...]


class Comparison(Record):
    """One event, every account. `reports` stand in order of publication, then by outlet."""

    event: Event
    reports: tuple[Report, ...]
    rows: tuple[Row, ...]
