"""Zero-Shot-PLOVER: what the first party of a pair does to the second, in one of PLOVER's event types.

A document is a sentence with its pairs; the pair's words are given. `root_macro_f1`: mean F1 over the event
types that the gold holds (15 in all: YIELD is CONCEDE and RETREAT, and there is no INVESTIGATE).
`quad_macro_f1`: the same over verbal and material cooperation and conflict. `root_accuracy`: pairs right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import crossread
from crossread.records import Span
from evals import bayes, data, lexicon
from evals.classes import count_classes, macro
from evals.contract import Engine, EvalSet, Tally, count_accuracy
from evals.engines import MODEL, unknown
from evals.lexicon import WORD

RULES, BASELINE = "rules-triggers", "baseline-bayes"
METRICS = ("root_macro_f1", "quad_macro_f1", "root_accuracy")
QUADS = {
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("COOPERATE", "AID", "YIELD"),
    "3": ("ACCUSE", "REQUEST", "REJECT", "THREATEN"),
    "4": ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
QUAD = {root: quad for quad, roots in QUADS.items() for root in roots}
YIELD = ("CONCEDE", "RETREAT")


@dataclass(frozen=True)
class Pair:
    """Two parties of a sentence, empty where the corpus marks none, with the gold type and quad."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str
    quad: str


@dataclass(frozen=True)
class Document:
    """A sentence and its pairs."""

    id: str
    text: str
    pairs: tuple[Pair, ...]


Roots = Sequence[str | None]
"""The predicted type of each pair, in their order; None for no answer."""


def load(path: Path) -> list[Document]:
    """Read pairs, one a line, with `sentence_id`, `spans` (SRC, TAR), `root` and `penta`."""
    found: dict[str, Document] = {}
    for row in data.rows(path, ("id", "sentence_id", "text", "spans", "root", "penta")):
        source, target = (
            tuple(Span(s["start"], s["end"]) for s in row["spans"] if s["label"] == label)
            for label in ("SRC", "TAR")
        )
        key = str(row["sentence_id"])
        before = found.get(key, Document(key, row["text"], ()))
        pair = Pair(source, target, row["root"], str(row["penta"]))
        found[key] = Document(key, row["text"], (*before.pairs, pair))
    return list(found.values())


def tally(doc: Document, predicted: Roots) -> Tally:
    """Counts of all figures for one sentence."""
    counts: Tally = Counter()
    for pair, root in zip(doc.pairs, predicted, strict=True):
        count_accuracy(counts, "root_accuracy", pair.root == root)
        count_classes(counts, "root_macro_f1", [pair.root], [root] if root else [])
        count_classes(counts, "quad_macro_f1", [pair.quad], [QUAD[root]] if root else [])
    return counts


def fit(train: Sequence[Document]) -> Callable[[Document], Roots]:
    """The dumb baseline: naive Bayes over the sentence's words and those between the parties."""
    classify = bayes.fit((_features(doc, pair), pair.root) for doc in train for pair in doc.pairs)
    return lambda doc: [classify(_features(doc, pair)) for pair in doc.pairs]


def _features(doc: Document, pair: Pair) -> bayes.Features:
    parties = (*pair.source, *pair.target)
    words = [m for m in WORD.finditer(doc.text) if not any(Span(*m.span()).overlaps(s) for s in parties)]
    between = [m.group() for m in words if _is_between(Span(*m.span()), pair)]
    return bayes.ngrams([m.group() for m in words]) | bayes.ngrams(between, "between: ")


def _is_between(span: Span, pair: Pair) -> bool:
    if not pair.source or not pair.target:
        return False
    first, second = sorted((pair.source[0], pair.target[0]))
    return first.end <= span.start and span.end <= second.start


def rules(doc: Document) -> Roots:
    """The codebook's type of the trigger word between the parties, else of the one nearest to them."""
    hits = [(hit.span, root) for hit in lexicon.triggers(doc.text) if (root := _root(hit.entry.type))]
    return [_nearest(hits, pair) for pair in doc.pairs]


def _root(name: str) -> str | None:
    folded = lexicon.plover_type(name)
    root = "YIELD" if folded in YIELD else folded
    return root if root in QUAD else None


def _nearest(hits: Sequence[tuple[Span, str]], pair: Pair) -> str | None:
    parties = (*pair.source, *pair.target)

    def far(hit: tuple[Span, str]) -> tuple[bool, int]:
        span = hit[0]
        gaps = [max(span.start - p.end, p.start - span.end, 0) for p in parties]
        return not _is_between(span, pair), min(gaps, default=0)

    outside = [hit for hit in hits if not any(hit[0].overlaps(party) for party in parties)]
    return min(outside, key=far)[1] if outside else None


def engine(name: str) -> Engine[Document, Roots]:
    """An engine of this set by its name."""
    version = crossread.__version__
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.roots)
    if name == RULES:
        return Engine(name, version, rules)
    if name == BASELINE:
        return Engine(name, version, fit=fit)
    raise unknown(name, PLOVER.engines)


PLOVER = EvalSet(
    name="zero_shot_plover",
    what="the event type between two given parties of a news sentence",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, RULES, BASELINE),
    metrics=METRICS,
    dev=("data/events/zero_shot_plover/dev.jsonl",),
    wanted=("*.jsonl", "zero_shot_plover/*.jsonl"),
    small=True,
    summarise=macro(METRICS[:2]),
)
