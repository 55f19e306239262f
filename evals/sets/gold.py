"""Our gold of attributed events: who did what to whom, where, when, how many, and according to whom.

Figures (micro-averaged, percent; F1 unless said): `trigger` mention found, `type` with its type, `mode`
over modes of type-matched mentions, `actor` and `recipient` over all participants, `role` accuracy over
matched ones, accuracies over type-matched mentions (`source`, `source_named`, `modality`, `stance`, `form`,
`date`, `where`) and the same over all mentions (`..._e2e`), `counts` over (of, low), `record` everything of
type, sides and source right, `record_full` and modality and stance, `record_lenient` each side met at least
once, `attribution` content IoU >= 0.5 and source, `attribution_content` without the source, `label` span
IoU >= 0.5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossread.records import Article, CodedArticle
from evals import data
from evals.contract import Engine, EvalSet, Tally, count_accuracy, count_f1
from evals.engines import BY_HAND, MODEL, coder
from evals.match import Range, days, iou, pair_up, phrase_weight, same_phrase, same_place, span_of
from evals.sets import gold_baseline

SIDES = ("actor", "recipient")
METRICS = (
    "trigger", "type", "mode", "actor", "recipient", "role", "source", "source_named", "source_e2e",
    "modality", "modality_e2e", "stance", "form", "form_e2e", "date", "date_e2e", "where", "where_e2e",
    "counts", "record", "record_full", "record_lenient", "attribution", "attribution_content", "label",
)  # fmt: skip
END_TO_END = ("source", "modality", "form", "date", "where")


@dataclass(frozen=True)
class Document:
    """A gold article: what a coder may see, and what the annotators found in it."""

    article: Article
    row: data.Row


def load(path: Path) -> list[Document]:
    """Read gold articles in the exchange format's names. Raises ValueError for a faulty mention."""
    return [Document(_article(row), _checked(row)) for row in data.rows(path, ("id", "text", "events"))]


def _checked(row: data.Row) -> data.Row:
    for number, event in enumerate(row["events"], 1):
        span = span_of(event.get("trigger"))
        if not event.get("type") or span is None or not 0 <= span[0] < span[1] <= len(row["text"]):
            raise ValueError(f"{row['id']}: event {number} lacks a type or a trigger within the text")
    return row


def _article(row: data.Row) -> Article:
    return Article(
        id=str(row["id"]),
        text=row["text"],
        outlet=row.get("outlet"),
        title=row.get("title"),
        published=row.get("published") or row.get("date"),
    )


def engine(name: str) -> Engine[Document, data.Row]:
    """A coder by its name, or the dumb baseline. Predictions are objects of the exchange format."""
    if name == gold_baseline.NAME:
        return Engine(name, gold_baseline.VERSION, fit=_baseline)
    version, code = coder(name)
    return Engine(name, version, lambda doc: _coded(code, doc), fitted=name not in BY_HAND)


def _baseline(train: Any) -> Callable[[Document], data.Row]:
    code = gold_baseline.fit([(doc.article, doc.row["events"]) for doc in train])
    return lambda doc: code(doc.article)


def _coded(code: Callable[[Article], CodedArticle], doc: Document) -> data.Row:
    coded = code(doc.article)
    if coded.article.text != doc.article.text:
        raise ValueError(f"{doc.article.id}: the coder changed the text; offsets would not compare")
    return coded.exchange()


def tally(doc: Document, predicted: data.Row) -> Tally:
    """Counts of all figures for one article."""
    return score(doc.row, predicted, doc.article.text)


def score(gold: data.Row, predicted: data.Row, text: str) -> Tally:
    """Counts of all figures for one coded article against its gold, both in the exchange format."""
    counts: Tally = Counter()
    golds, preds = gold.get("events") or [], predicted.get("events") or []
    pairs = pair_up(golds, preds, lambda g, p: _same_mention(g, p, text))
    matched = [(golds[i], preds[j]) for i, j in pairs if golds[i]["type"] == preds[j]["type"]]
    count_f1(counts, "trigger", len(pairs), len(golds), len(preds))
    count_f1(counts, "type", len(matched), len(golds), len(preds))
    for side in SIDES:  # an unmatched mention's participants are misses
        count_f1(counts, side, 0, *(sum(len(e.get(side) or []) for e in events) for events in (golds, preds)))
    right = Counter[str]()
    for g, p in matched:
        right.update(_score_mention(g, p, text, counts))
    for figure, ok in (("record", "record"), ("record_full", "full"), ("record_lenient", "lenient")):
        count_f1(counts, figure, right[ok], len(golds), len(preds))
    for field in END_TO_END:
        count_f1(counts, f"{field}_e2e", right[field], len(golds), len(preds))
    _score_attributions(gold.get("attributions") or [], predicted.get("attributions") or [], text, counts)
    labels, guessed = gold.get("labels") or [], predicted.get("labels") or []
    close = pair_up(labels, guessed, lambda g, p: _at_least_half(span_of(g), span_of(p)))
    count_f1(counts, "label", len(close), len(labels), len(guessed))
    return counts


def _same_mention(gold: data.Row, pred: data.Row, text: str) -> float:
    g, p = span_of(gold.get("trigger")), span_of(pred.get("trigger"))
    if g is None or p is None or len(text[slice(*p)].split()) > len(text[slice(*g)].split()) + 3:
        return 0
    shared = min(g[1], p[1]) - max(g[0], p[0])
    return (1000 if gold["type"] == pred.get("type") else 0) + shared if shared > 0 else 0


def _score_mention(gold: data.Row, pred: data.Row, text: str, counts: Tally) -> list[str]:
    """Count the fields of two mentions of one type; the names of what is right as a whole."""
    modes, guessed = set(gold.get("mode") or []), set(pred.get("mode") or [])
    count_f1(counts, "mode", len(modes & guessed), len(modes), len(guessed))
    sides_equal = sides_met = True
    for side in SIDES:
        gs, ps = gold.get(side) or [], pred.get(side) or []
        hits = pair_up(gs, ps, phrase_weight(text))
        counts[side, "tp"] += len(hits)
        for i, j in hits:
            count_accuracy(counts, "role", gs[i].get("role") == ps[j].get("role"))
        sides_equal &= len(hits) == len(gs) == len(ps)
        sides_met &= bool(hits) or not gs
    source = (gold.get("according_to") or [None])[0]
    fields = {
        "source": any(same_phrase(source, p, text) for p in (pred.get("according_to") or [None])[:2]),
        **{name: gold.get(name) == pred.get(name) for name in ("modality", "stance", "form")},
        "date": days(gold.get("date")) == days(pred.get("date")),
        "where": same_place(gold.get("where"), pred.get("where")),
    }
    for name, ok in fields.items():
        count_accuracy(counts, name, ok)
    if source:
        count_accuracy(counts, "source_named", fields["source"])
    bounds = [Counter((c.get("of"), c.get("low")) for c in e.get("counts") or []) for e in (gold, pred)]
    count_f1(counts, "counts", (bounds[0] & bounds[1]).total(), bounds[0].total(), bounds[1].total())
    wholes = {
        "record": sides_equal and fields["source"],
        "full": sides_equal and fields["source"] and fields["modality"] and fields["stance"],
        "lenient": sides_met and fields["source"],
    }
    return [name for name, ok in (fields | wholes).items() if ok]


def _score_attributions(golds: list[data.Row], preds: list[data.Row], text: str, counts: Tally) -> None:
    def content(g: data.Row, p: data.Row) -> float:
        return _at_least_half(_extent(g), _extent(p))

    def whole(g: data.Row, p: data.Row) -> float:
        close = content(g, p)
        return 1 + close if close and same_phrase(g.get("source"), p.get("source"), text) else 0

    for name, weight in (("attribution", whole), ("attribution_content", content)):
        count_f1(counts, name, len(pair_up(golds, preds, weight)), len(golds), len(preds))


def _at_least_half(gold: Range | None, pred: Range | None) -> float:
    close = iou(gold, pred) if gold and pred else 0
    return close if close >= 0.5 else 0


def _extent(attribution: data.Row) -> Range:
    """First to last character of a content, also of one given in pieces."""
    content = attribution["content"]
    pieces = [content] if isinstance(content[0], int) else content
    return min(start for start, _ in pieces), max(end for _, end in pieces)


GOLD = EvalSet(
    name="gold",
    what="attributed events in real news: who did what to whom, according to whom",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, "rules", gold_baseline.NAME),
    metrics=METRICS,
    dev=("gold/dev.jsonl",),
    wanted=("*.jsonl", "gold/*.jsonl"),
    small=True,
)
