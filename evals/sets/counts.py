"""How many: our own sentences with counts of people, and the quantities of NewsQuant.

`all_fields` (F1): a count found (any shared character, one to one) with what it counts, both bounds and its
source (overlapping, or absent in both). `bounds_f1` and `found_f1` are the same without the rest.
`newsquant_value_f1`: the values of a sentence as a multiset, with or without a unit, ranges as pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crossread.records import Article, CodedArticle, Span
from evals import data
from evals.contract import Engine, EvalSet, Tally, count_f1
from evals.engines import MODEL, coder
from evals.match import pair_up

METRICS = ("all_fields", "bounds_f1", "found_f1", "newsquant_value_f1")
BASELINE = "baseline-digits"

Value = tuple[float, ...]


@dataclass(frozen=True)
class Counted:
    """A count of people: bounds (None: open), what is counted, and who says so."""

    span: Span
    low: float | None
    high: float | None
    of: str
    by: Span | None = None


@dataclass(frozen=True)
class Document:
    """A sentence with gold counts, or (NewsQuant) with gold values and no offsets; the other is None."""

    id: str
    text: str
    language: str
    counts: tuple[Counted, ...] | None
    values: tuple[Value, ...] | None


@dataclass(frozen=True)
class Found:
    """A prediction: counts of people, and all values in the sentence."""

    counts: tuple[Counted, ...] = ()
    values: tuple[Value, ...] = ()


def load(path: Path) -> list[Document]:
    """Read sentences with `counts` (ours) or `quantities` (NewsQuant)."""
    return [
        Document(
            str(row["id"]),
            row["text"],
            row.get("lang", "en"),
            tuple(map(_counted, row["counts"])) if "counts" in row else None,
            tuple(value(q["value"]) for q in row.get("quantities") or ()) if "counts" not in row else None,
        )
        for row in data.rows(path, ("id", "text"))
    ]


def _counted(row: data.Row) -> Counted:
    by = row.get("source")
    return Counted(
        Span(row["start"], row["end"]),
        row["low"],
        row["high"],
        row["of"],
        Span(by["start"], by["end"]) if by else None,
    )


def value(text: str) -> Value:
    """NewsQuant's value: a number, or a range "3.0-4.0" as a pair. A sign or an exponent is no range."""
    parts = re.findall(r"(?:(?<=^)-)?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", text.replace(" ", ""))
    return tuple(float(part) for part in parts)


def tally(doc: Document, predicted: Found) -> Tally:
    """Counts of the figures that this sentence bears on."""
    counts: Tally = Counter()
    if doc.values is not None:
        gold, pred = (Counter(map(_rounded, values)) for values in (doc.values, predicted.values))
        count_f1(counts, "newsquant_value_f1", (gold & pred).total(), gold.total(), pred.total())
    if doc.counts is not None:
        pairs = pair_up(doc.counts, predicted.counts, _shared)
        matched = [(doc.counts[i], predicted.counts[j]) for i, j in pairs]
        bounds = [(g, p) for g, p in matched if (g.low or 0, g.high) == (p.low or 0, p.high)]
        whole = [(g, p) for g, p in bounds if g.of == p.of and _same_source(g.by, p.by)]
        for name, hits in (("found_f1", matched), ("bounds_f1", bounds), ("all_fields", whole)):
            count_f1(counts, name, len(hits), len(doc.counts), len(predicted.counts))
    return counts


def _shared(gold: Counted, pred: Counted) -> float:
    return max(0, min(gold.span.end, pred.span.end) - max(gold.span.start, pred.span.start))


def _same_source(gold: Span | None, pred: Span | None) -> bool:
    return gold.overlaps(pred) if gold and pred else gold is pred


def _rounded(value: Value) -> Value:
    return tuple(float(f"{part:.6g}") for part in value)


def digits(doc: Document) -> Found:
    """The dumb baseline: every number in digits is exact, counts participants, and nobody says so."""
    found = []
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", doc.text):
        number = float(match.group().replace(",", ""))
        found.append(Counted(Span(*match.span()), number, number, "participants"))
    return Found(tuple(found), tuple((count.low or 0.0,) for count in found))


def coded(code: Callable[[Article], CodedArticle], doc: Document) -> Found:
    """The counts of a coder's claims, and all quantities that Crossread's resolver reads off the sentence."""
    claims = code(Article(id=doc.id, text=doc.text, language=doc.language)).coding.claims
    found = {
        count.span: Counted(count.span, count.low, count.high, count.of, count.by_span)
        for claim in claims
        for count in claim.counts
    }
    return Found(tuple(found.values()), tuple(quantities(doc.text)))


def quantities(text: str) -> Iterator[Value]:
    """Values of all stated quantities, of people or not; a range as a pair, an open bound by its number."""
    from crossread.resolve import counts, quantities

    for quantity in quantities.find(text):
        if bounds := counts.normalise(quantity.text):
            ends = dict.fromkeys(end for end in (bounds.low, bounds.high) if end is not None)
            yield tuple(ends)


def engine(name: str) -> Engine[Document, Found]:
    """A coder by its name, or the dumb baseline."""
    if name == BASELINE:
        return Engine(name, "1", digits)
    version, code = coder(name)
    return Engine(name, version, lambda doc: coded(code, doc))


COUNTS = EvalSet(
    name="counts",
    what="counts of people with bounds and source; quantities of NewsQuant",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, "rules", BASELINE),
    metrics=METRICS,
    dev=("data/count/cases.jsonl", "data/count/newsquant.jsonl"),
    wanted=("*.jsonl", "count/*.jsonl"),
)
