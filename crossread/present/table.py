"""The researcher's table: one row a claim, with its verbatim sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from crossread.records import Claim, CodedArticle, Phrase

Cell = str | int | float | None
COLUMNS = (
    "article",
    "outlet",
    "published",
    "title",
    "claim",
    "happening",
    "type",
    "mode",
    "trigger",
    "actor",
    "actor_role",
    "recipient",
    "recipient_role",
    "instrument",
    "place",
    "where",
    "latitude",
    "longitude",
    "time",
    "date",
    "counts",
    "modality",
    "according_to",
    "source_kind",
    "stance",
    "form",
    "inferred",
    "confidence",
    "sentence",
    "start",
    "end",
    "engine",
    "codebook",
    "url",
)


def _words(phrases: Sequence[Phrase]) -> str:
    return "; ".join(" ".join(phrase.text.split()) for phrase in phrases)


def _counts(claim: Claim) -> str:
    """As "arrested: 23 people [23-23] by the prefecture"; an open end is left empty."""
    made = []
    for count in claim.counts:
        low, high = ("" if end is None else f"{end:g}" for end in (count.low, count.high))
        by = f" by {count.by}" if count.by else ""
        made.append(f"{count.of}: {' '.join(count.text.split())} [{low}-{high}]{by}")
    return "; ".join(made)


def _sources(claim: Claim) -> str:
    """Nearest first; "<" stands before who relays them."""
    ordered = sorted(claim.according_to, key=lambda source: source.step)
    return " ".join(
        ("< " if source.step else "; " if n else "") + " ".join(source.text.split())
        for n, source in enumerate(ordered)
    ).replace(" ; ", "; ")


def _row(a: CodedArticle, c: Claim) -> dict[str, Cell]:
    """What stands in each of COLUMNS."""
    return {
        "article": a.article.id,
        "outlet": a.article.outlet,
        "published": a.article.published,
        "title": a.article.title,
        "claim": c.id,
        "happening": c.happening,
        "type": c.type,
        "mode": "; ".join(c.mode),
        "trigger": c.trigger.text,
        "actor": _words(c.actor),
        "actor_role": "; ".join(p.role for p in c.actor),
        "recipient": _words(c.recipient),
        "recipient_role": "; ".join(p.role for p in c.recipient),
        "instrument": _words(c.instrument),
        "place": _words(c.place),
        "where": c.where,
        "latitude": c.place[0].lat if c.place else None,
        "longitude": c.place[0].lon if c.place else None,
        "time": _words(c.time),
        "date": c.date,
        "counts": _counts(c),
        "modality": c.modality,
        "according_to": _sources(c),
        "source_kind": "; ".join(s.kind for s in sorted(c.according_to, key=lambda s: s.step)),
        "stance": c.stance,
        "form": c.form,
        "inferred": "; ".join(c.inferred),
        "confidence": c.confidence,
        "sentence": a.sentence(c.trigger.span).of(a.article.text),
        "start": c.trigger.span.start,
        "end": c.trigger.span.end,
        "engine": f"{a.coder.engine} {a.coder.version}",
        "codebook": a.coder.codebook,
        "url": a.article.url,
    }


def export_csv(coded: Iterable[CodedArticle]) -> Iterator[str]:
    """CSV (RFC 4180), header first, one row a claim, line ends included.

    `start` and `end` are the trigger's offsets into the article's text. Several values of one cell are joined
    by "; ". A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    yield _line(COLUMNS)
    for one in coded:
        for claim in one.coding.claims:
            row = _row(one, claim)
            yield _line([_safe(row[column]) for column in COLUMNS])


def _line(cells: Sequence[Cell]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _safe(cell: Cell) -> Cell:
    """Articles are strangers' words: "=HYPERLINK(...)" in a sentence must stay words in a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
