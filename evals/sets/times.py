"""TimeBank and AQUAINT: time expressions and their values (TIMEX3), as TempEval-3 ranks them.

Figures (F1 over expressions, matched one to one by any overlap): `value_f1` same value, `type_f1` same type,
`relaxed_f1` found at all, `strict_f1` found with the same offsets.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import crossread
from crossread.records import Span
from evals import data
from evals.contract import Engine, EvalSet, Tally, count_f1
from evals.engines import unknown

METRICS = ("value_f1", "type_f1", "relaxed_f1", "strict_f1")
RULES, BASELINE = "rules-time", "baseline-explicit"


@dataclass(frozen=True)
class Timex:
    """A time expression: where it stands, TIMEX3 type and value (None where it was not resolved)."""

    span: Span
    type: str | None
    value: str | None


@dataclass(frozen=True)
class Document:
    """A text, the day it was written (ISO), and its gold expressions."""

    id: str
    text: str
    written: str
    gold: tuple[Timex, ...]


def load(path: Path) -> list[Document]:
    """Read documents with `dct`, `text` and `timexes` of `start`, `end`, `type`, `value`."""
    return [
        Document(
            str(row["id"]),
            row["text"],
            row["dct"],
            tuple(Timex(Span(t["start"], t["end"]), t.get("type"), t.get("value")) for t in row["timexes"]),
        )
        for row in data.rows(path, ("id", "dct", "text", "timexes"))
    ]


def tally(doc: Document, predicted: Iterable[Timex]) -> Tally:
    """Counts of all figures for one document."""
    preds = sorted(predicted, key=lambda t: t.span)
    hits = Counter[str]()
    used: set[int] = set()
    for gold in sorted(doc.gold, key=lambda t: t.span.start):
        best = _best(gold.span, preds, used)
        if best is None:
            continue
        used.add(best)
        pred = preds[best]
        hits["relaxed_f1"] += 1
        hits["strict_f1"] += pred.span == gold.span
        hits["type_f1"] += pred.type == gold.type
        hits["value_f1"] += pred.value is not None and pred.value == gold.value
    counts: Tally = Counter()
    for name in METRICS:
        count_f1(counts, name, hits[name], len(doc.gold), len(preds))
    return counts


def _best(gold: Span, preds: Sequence[Timex], used: set[int]) -> int | None:
    """The free prediction that shares most characters with `gold`, equal offsets counting one more."""
    best: tuple[int, int] | None = None
    for i, pred in enumerate(preds):
        if i in used or not pred.span.overlaps(gold):
            continue
        shared = min(pred.span.end, gold.end) - max(pred.span.start, gold.start) + (pred.span == gold)
        if best is None or shared > best[0]:
            best = (shared, i)
    return best[1] if best else None


MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
EXPLICIT = re.compile(
    rf"\b(?:(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}})(?:, (?P<of>\d{{4}}))?"
    rf"|(?P<weekday>{'|'.join(WEEKDAYS)})|(?P<near>{'|'.join(NEAR)})|(?P<year>(?:19|20)\d\d))\b"
)


def explicit(doc: Document) -> list[Timex]:
    """The dumb baseline: dates, years, today and its neighbours, a weekday always the last one before."""
    written = datetime.date.fromisoformat(doc.written[:10])
    found = []
    for match in EXPLICIT.finditer(doc.text):
        if match["month"]:
            number = MONTHS.index(match["month"]) + 1
            value = f"{match['of'] or written.year}-{number:02d}-{int(match['day']):02d}"
        elif match["weekday"]:
            back = (written.weekday() - WEEKDAYS.index(match["weekday"])) % 7
            value = (written - datetime.timedelta(days=back)).isoformat()
        elif match["near"]:
            value = (written + datetime.timedelta(days=NEAR[match["near"]])).isoformat()
        else:
            value = match["year"]
        found.append(Timex(Span(*match.span()), "DATE", value))
    return found


def rules(doc: Document) -> list[Timex]:
    """What Crossread's resolver finds and normalises, written as TIMEX3."""
    from crossread.resolve import timex  # late: its patterns take time to compile

    written = datetime.date.fromisoformat(doc.written[:10])
    return [Timex(told.span, told.kind, told.value) for told in timex.find(doc.text, written)]


ENGINES: dict[str, Callable[[Document], list[Timex]]] = {RULES: rules, BASELINE: explicit}


def engine(name: str) -> Engine[Document, list[Timex]]:
    """An engine of this set by its name."""
    if name not in ENGINES:
        raise unknown(name, tuple(ENGINES))
    return Engine(name, crossread.__version__, ENGINES[name])


TIME = EvalSet(
    name="time",
    what="time expressions and their values in newswire",
    load=load,
    tally=tally,
    engine=engine,
    engines=(RULES, BASELINE),
    metrics=METRICS,
    dev=("data/time/timebank/dev.jsonl",),
    wanted=("*.jsonl", "*/*.jsonl"),
)
