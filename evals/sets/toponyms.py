"""Place names in local and international news: found, and resolved to within 161 km (100 miles).

`acc161` (accuracy): every gold toponym with coordinates, its span given to the resolver; unresolved counts
as wrong, an equal GeoNames id as right whatever the coordinates, since gazetteers place countries
differently. `acc161_lgl` and so on: the same by corpus. `recognition_f1`: spans found in the bare text,
equal offsets.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import crossread
from crossread.records import Place, Span
from evals import data
from evals.contract import Engine, EvalSet, Tally, count_accuracy, count_f1
from evals.engines import unknown

CORPORA = ("lgl", "trnews", "gwn")
METRICS = ("acc161", *(f"acc161_{corpus}" for corpus in CORPORA), "recognition_f1")
RULES, BASELINE = "rules-places", "baseline-population"
NEAR_KM, EARTH_KM = 161.0, 6371.0088


@dataclass(frozen=True)
class Located:
    """A toponym: its span, degrees (WGS 84) if they are known, and its GeoNames id if it has one."""

    span: Span
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


@dataclass(frozen=True)
class Document:
    """A text of one corpus and its gold toponyms."""

    id: str
    corpus: str
    text: str
    gold: tuple[Located, ...]


@dataclass(frozen=True)
class Found:
    """A prediction: the spans found in the bare text, and the gold spans resolved, in gold's order."""

    spans: tuple[Span, ...]
    resolved: tuple[Located, ...]


def load(path: Path) -> list[Document]:
    """Read documents with `toponyms` of `start`, `end`, `lat`, `lon`, `geonameid`; non-toponyms left out."""
    return [
        Document(
            str(row["id"]),
            str(row.get("corpus")),
            row["text"],
            tuple(
                Located(Span(t["start"], t["end"]), t.get("lat"), t.get("lon"), t.get("geonameid"))
                for t in row["toponyms"]
                if t.get("sense") != "non_toponym"
            ),
        )
        for row in data.rows(path, ("id", "text", "toponyms"))
    ]


def tally(doc: Document, predicted: Found) -> Tally:
    """Counts of all figures for one document."""
    counts: Tally = Counter()
    spans = {toponym.span for toponym in doc.gold}
    hits = sum(toponym.span in set(predicted.spans) for toponym in doc.gold)
    count_f1(counts, "recognition_f1", hits, len(doc.gold), len(predicted.spans))
    for gold, pred in zip(doc.gold, predicted.resolved, strict=True):
        assert pred.span in spans, "the resolver answers for the spans that it was given"
        if gold.lat is None or gold.lon is None:
            continue
        right = near(gold, pred)
        count_accuracy(counts, "acc161", right)
        if doc.corpus in CORPORA:
            count_accuracy(counts, f"acc161_{doc.corpus}", right)
    return counts


def near(gold: Located, pred: Located) -> bool:
    """Whether `pred` is the same place or within 161 km along a great circle."""
    if pred.lat is None or pred.lon is None:
        return False
    if gold.geonames and gold.geonames == pred.geonames:
        return True
    assert gold.lat is not None and gold.lon is not None
    a, b, c, d = map(math.radians, (gold.lat, gold.lon, pred.lat, pred.lon))
    haversine = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(haversine))) <= NEAR_KM


def rules(doc: Document) -> Found:
    """What Crossread's resolver finds and resolves."""
    from crossread.resolve import places  # late: the place list takes time to load

    around = places.context(doc.text)
    resolved = []
    for toponym in doc.gold:
        place = places.resolve_place(Place(span=toponym.span, text=toponym.span.of(doc.text)), around)
        resolved.append(Located(toponym.span, place.lat, place.lon, place.geonames))
    return Found(tuple(places.find(doc.text)), tuple(resolved))


NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*")


def population(doc: Document) -> Found:
    """The dumb baseline: capitalised words that are in the place list, always the most populous."""
    spans = tuple(
        Span(*m.span()) for m in NAME.finditer(doc.text) if _most_populous(m.group()).lat is not None
    )
    answers = (_most_populous(toponym.span.of(doc.text)) for toponym in doc.gold)
    resolved = [
        Located(toponym.span, answer.lat, answer.lon, answer.geonames)
        for toponym, answer in zip(doc.gold, answers, strict=True)
    ]
    return Found(spans, tuple(resolved))


@functools.cache
def _most_populous(words: str) -> Located:
    from crossread.resolve import gazetteer

    known = gazetteer.load().lookup(words)
    if not known:
        return Located(Span(0, len(words)))
    best = max(known, key=lambda toponym: toponym.population)
    return Located(Span(0, len(words)), best.lat, best.lon, best.geonames)


ENGINES: dict[str, Callable[[Document], Found]] = {RULES: rules, BASELINE: population}


def engine(name: str) -> Engine[Document, Found]:
    """An engine of this set by its name."""
    if name not in ENGINES:
        raise unknown(name, tuple(ENGINES))
    return Engine(name, crossread.__version__, ENGINES[name])


TOPONYMS = EvalSet(
    name="toponyms",
    what="place names in news, resolved to within 161 km",
    load=load,
    tally=tally,
    engine=engine,
    engines=(RULES, BASELINE),
    metrics=METRICS,
    dev=tuple(f"data/geo/{corpus}/dev.jsonl" for corpus in CORPORA),
    wanted=("*.jsonl", " ".join(f"{corpus}/*.jsonl" for corpus in CORPORA)),
    small=True,
)
