"""Plain text for the terminal: events, comparisons, and what is in a project. No colour codes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crossread.records import Coder, Comparison, Event, Row, Value

SIGNS = {"agreed": "=", "contested": "≠", "sole": "○", "absent": "–"}
WORDS = {"agreed": "agreed", "contested": "contested", "sole": "one origin", "absent": "in no report"}
NARROW = 40  # characters: below, nothing can be laid out


def events_table(events: Sequence[Event], outlets: Mapping[str, str | None], *, width: int = 100) -> str:
    """Events with the beginning of their ids, one block each: reports, title, and who reports it.

    `outlets` gives each article's outlet by article id.
    """
    if not events:
        return "No event is told by several articles; crossread events --all lists the others."
    width = max(width, NARROW)
    lines = [f"{'event':12}  reports  what, where and when"]
    for event in events:
        names = dict.fromkeys(outlets.get(article) or article[:12] for article in event.articles)
        title = textwrap.wrap(event.title, width - 23)
        told = textwrap.wrap(", ".join(names), width - 23)
        lines.append(f"{event.id[:12]:12}  {len(event.articles):7}  {title[0]}")
        lines += [" " * 23 + line for line in (*title[1:], *told)]
    return "\n".join(map(_printable, lines))


def comparison_text(comparison: Comparison, *, width: int = 100) -> str:
    """One event, every account: each field with its verdict, and what each report says in which words."""
    return "\n".join(map(_printable, _comparison(comparison, max(width, NARROW))))


def _printable(line: str) -> str:
    """The line without control characters: an article must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in line)


def _item(item: object) -> str:
    if isinstance(item, Coder):
        return f"{item.engine} {item.version}, codebook {item.codebook}"
    return str(item)


def _comparison(comparison: Comparison, width: int) -> Iterator[str]:
    event = comparison.event
    yield from textwrap.wrap(event.title, width)
    yield "=" * min(width, len(event.title))
    facts = [event.id, "/".join([event.type, *event.mode]), event.where, event.date]
    yield from textwrap.wrap(" · ".join(fact for fact in facts if fact), width)
    for report in comparison.reports:
        copies = (
            f", and {len(report.copies)} cop{'ies' if len(report.copies) > 1 else 'y'}"
            if report.copies
            else ""
        )
        told = f"{report.outlet} ({report.published or 'undated'}{copies}): {report.title or 'no title'}"
        yield from textwrap.wrap(told, width, initial_indent="  ", subsequent_indent="    ")
    for row in comparison.rows:
        yield ""
        yield from _row(row, comparison, width)


def _row(row: Row, comparison: Comparison, width: int) -> Iterator[str]:
    verdict = "" if row.group == "voices" else f"  {SIGNS[row.verdict]} {WORDS[row.verdict]}"
    yield f"{row.label.upper()}{verdict}"
    yield from textwrap.wrap(row.why, width, initial_indent="  ", subsequent_indent="  ")
    silent, elsewhere = list[str](), list[str]()
    for n, (report, cell) in enumerate(zip(comparison.reports, row.cells, strict=True)):
        if not cell:
            (elsewhere if n in row.elsewhere else silent).append(report.outlet)
            continue
        yield f"  {report.outlet}"
        for value in cell:
            yield from textwrap.wrap(told(value), width, initial_indent="    ", subsequent_indent="      ")
        for sentence in dict.fromkeys(" ".join(value.quote.text.split()) for value in cell[:3]):
            yield from textwrap.wrap(
                f"“{sentence}”", width, initial_indent="      ", subsequent_indent="      "
            )
    for words, outlets in (("not in this article", silent), ("only of another place or day", elsewhere)):
        if outlets:
            line = f"{words}: {', '.join(outlets)}"
            yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ")


def told(value: Value) -> str:
    """A value with who says so and its notes, in one line."""
    by = f", according to {', '.join(value.by)}" if value.by else ""
    tags = f" [{', '.join(value.tags)}]" if value.tags else ""
    times = f" (×{value.mentions})" if value.mentions > 1 else ""
    return f"{value.show}{times}{by}{tags}"


def info_text(stored: Mapping[str, Any]) -> str:
    """What is in a project: figures by name, tables by their counts, what failed."""
    lines: list[str] = []
    for name, value in stored.items():
        label = name.replace("_", " ")
        if isinstance(value, Mapping):
            lines.append(f"{label}:")
            lines += [f"  {number:7}  {key or '(none)'}" for key, number in value.items()]
        elif isinstance(value, list | tuple):
            lines += [f"{label}:", *(f"  {_item(item)}" for item in value)] if value else []
        elif value is not None:
            lines.append(f"{label}: {value}")
    return "\n".join(lines)
