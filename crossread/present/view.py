"""What the report's templates show: comparisons as headings, rows, cells and figures. No HTML here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.compare import called, readable
from crossread.present.bars import Bar, bars
from crossread.present.marked import Paragraph, Piece, anchor, paragraphs, pieces
from crossread.present.terminal import SIGNS, WORDS
from crossread.records import CodedArticle, Comparison, Report, Row, Span, Value

GROUPS = {
    "event": "The event",
    "numbers": "How many",
    "acts": "Who did what to whom",
    "talk": "What was said about it",
    "voices": "Voices",
}
BRIEF = frozenset({"what", "where", "when", "means", "voices"})  # lists: their sentences are folded away
ALONE = frozenset({"acts", "talk"})  # rows of these parts that one report fills stand below the table
QUOTES = 3  # sentences shown in a cell before the rest is folded


@dataclass(frozen=True)
class Shown:
    """A value in a cell. `unnamed`: the act has no agent in these words."""

    text: str
    by: str
    tags: tuple[str, ...]
    mentions: int
    unnamed: bool
    href: str


@dataclass(frozen=True)
class Told:
    """Values that one sentence carries, and the sentence."""

    values: tuple[Shown, ...]
    quote: tuple[Piece, ...]
    href: str


@dataclass(frozen=True)
class Cell:
    """What one report says: the first sentences, and the rest. `elsewhere`: nothing, but of another event."""

    outlet: str
    elsewhere: bool
    first: tuple[Told, ...]
    rest: tuple[Told, ...]

    @property
    def values(self) -> tuple[Shown, ...]:
        """All values, without their sentences."""
        return tuple(value for told in (*self.first, *self.rest) for value in told.values)


@dataclass(frozen=True)
class RowView:
    """A row with its verdict in words and sign."""

    field: str
    label: str
    verdict: str
    sign: str
    word: str
    why: str
    brief: bool
    cells: tuple[Cell, ...]
    bars: tuple[Bar, ...]
    voices: bool


@dataclass(frozen=True)
class Column:
    """A report's heading."""

    outlet: str
    when: str
    title: str
    href: str
    url: str
    copies: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class EventView:
    """An event's section."""

    anchor: str
    id: str
    title: str
    kind: str
    where: str
    when: str
    columns: tuple[Column, ...]
    articles: int
    origins: int
    verdicts: tuple[tuple[str, str, str, int], ...]
    contested: tuple[RowView, ...]
    groups: tuple[tuple[str, tuple[RowView, ...]], ...]
    alone: tuple[tuple[Column, tuple[tuple[RowView, Cell], ...]], ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True)
class ArticleView:
    """An article's section: everything that was stored of its text."""

    anchor: str
    outlet: str
    title: str
    when: str
    url: str
    claims: int
    copy: str
    text: tuple[Paragraph, ...]


class Views:
    """Makes the views of a report; article and event anchors are numbers, since ids are anybody's text."""

    def __init__(self, coded: Mapping[str, CodedArticle]) -> None:
        self._coded = coded
        order = sorted(coded, key=lambda key: (called(coded[key]).casefold(), _published(coded[key]), key))
        self.anchors = {key: f"a{n}" for n, key in enumerate(order, 1)}

    def event(self, comparison: Comparison, number: int) -> EventView:
        """The section of one event."""
        event = comparison.event
        rows = [(row, self._row(row, comparison)) for row in comparison.rows]
        several = len(comparison.reports) > 1
        alone = {
            row.field for row, _ in rows if several and sum(map(bool, row.cells)) == 1 and row.group in ALONE
        }
        columns = tuple(self._column(report, comparison) for report in comparison.reports)
        judged = Counter(row.verdict for row, _ in rows if row.group != "voices")
        return EventView(
            anchor=f"e{number}",
            id=event.id,
            title=event.title,
            kind=" · ".join([event.type, *event.mode]),
            where=event.where or "",
            when=readable(event.date),
            columns=columns,
            articles=sum(1 + len(report.copies) for report in comparison.reports),
            origins=len({value.origin for row in comparison.rows for cell in row.cells for value in cell}),
            verdicts=tuple(
                (v, SIGNS[v], WORDS[v], judged[v]) for v in ("contested", "agreed", "sole") if judged[v]
            ),
            contested=tuple(
                view
                for group in ("numbers", "acts", "talk", "event")
                for row, view in rows
                if (row.group, row.verdict) == (group, "contested")
            ),
            groups=tuple(
                (title, found)
                for group, title in GROUPS.items()
                if (found := tuple(v for row, v in rows if row.group == group and row.field not in alone))
            ),
            alone=_alone(columns, [view for row, view in rows if row.field in alone]),
            outlets=tuple(dict.fromkeys(self._names(comparison))),
        )

    def article(self, coded: CodedArticle, copy_of: str | None) -> ArticleView:
        """The section of one article."""
        article = coded.article
        name = self.anchors[article.id]
        return ArticleView(
            anchor=name,
            outlet=called(coded),
            title=article.title or _beginning(article.text),
            when=_when(article.published),
            url=_safe(article.url),
            claims=len(coded.coding.claims),
            copy=called(self._coded[copy_of]) if copy_of in self._coded and copy_of else "",
            text=paragraphs(coded, name),
        )

    def _names(self, comparison: Comparison) -> list[str]:
        ids = [key for report in comparison.reports for key in (report.article, *report.copies)]
        return [called(self._coded[key]) for key in ids if key in self._coded]

    def _column(self, report: Report, comparison: Comparison) -> Column:
        reason = next((m.reason for m in comparison.event.members if m.article == report.article), "")
        copies = [
            f"{called(self._coded[copy])}, {round(100 * share)} %"
            for copy, share in zip(report.copies, report.shares, strict=True)
            if copy in self._coded
        ]
        return Column(
            outlet=report.outlet,
            when=_when(report.published),
            title=report.title or "",
            href=self.anchors[report.article],
            url=_safe(report.url),
            copies=tuple(copies),
            reason=reason,
        )

    def _row(self, row: Row, comparison: Comparison) -> RowView:
        return RowView(
            field=row.field,
            label=row.label,
            verdict=row.verdict,
            sign=SIGNS[row.verdict],
            word=WORDS[row.verdict],
            why=row.why,
            brief=row.field in BRIEF,
            cells=tuple(
                self._cell(report, cell, n in row.elsewhere)
                for n, (report, cell) in enumerate(zip(comparison.reports, row.cells, strict=True))
            ),
            bars=bars(row, comparison) if row.group == "numbers" else (),
            voices=row.group == "voices",
        )

    def _cell(self, report: Report, values: Sequence[Value], elsewhere: bool) -> Cell:
        by_sentence = defaultdict[Span, list[Value]](list)
        for value in values:
            by_sentence[value.quote.span].append(value)
        told = [self._told(group) for group in by_sentence.values()]
        return Cell(report.outlet, elsewhere, tuple(told[:QUOTES]), tuple(told[QUOTES:]))

    def _told(self, values: Sequence[Value]) -> Told:
        quote = values[0].quote
        text = self._coded[quote.article].article.text
        href = anchor(self.anchors[quote.article], quote.span)
        marks = {mark for value in values for mark in value.quote.marks}
        return Told(tuple(_shown(value, href) for value in values), pieces(text, quote.span, marks), href)


def _shown(value: Value, href: str) -> Shown:
    unnamed = value.show.startswith("→ ")
    by = " and ".join(v for v in value.by if not v.startswith("via "))
    via = ", ".join(v for v in value.by if v.startswith("via "))
    return Shown(
        text=value.show.removeprefix("→ "),
        by=", ".join(part for part in (by, via) if part),
        tags=value.tags,
        mentions=value.mentions,
        unnamed=unnamed,
        href=href,
    )


def _alone(
    columns: Sequence[Column], rows: Sequence[RowView]
) -> tuple[tuple[Column, tuple[tuple[RowView, Cell], ...]], ...]:
    """Acts that one report alone tells, by report."""
    made = []
    for n, column in enumerate(columns):
        found = tuple((row, row.cells[n]) for row in rows if row.cells[n].values)
        if found:
            made.append((column, found))
    return tuple(made)


def _published(coded: CodedArticle) -> str:
    return coded.article.published or "9999"


def _when(published: str | None) -> str:
    day, _, clock = (published or "").partition("T")
    return ", ".join(part for part in (readable(day), clock[:5]) if part) or "undated"


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _safe(url: str | None) -> str:
    """A link that a browser follows to a web page and nothing else."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""
