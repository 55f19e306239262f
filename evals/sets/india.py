"""IndiaPoliceEvents: what police did, sentence by sentence, in articles of one newspaper.

Figures: F1 of each label over sentences (`kill_f1`, `arrest_f1`, `fail_f1` failed to act, `force_f1`,
`any_action_f1`), and `macro_f1`, their mean over the labels that the gold holds. Documents are articles, so
that sentences of one article are never on both sides of a fold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import crossread
from evals import bayes, data, lexicon
from evals.classes import count_classes, macro
from evals.contract import Engine, EvalSet, Tally
from evals.engines import MODEL, unknown
from evals.lexicon import WORD

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
METRICS = ("macro_f1", *(f"{label.lower()}_f1" for label in LABELS))
RULES, BASELINE = "rules-triggers", "baseline-bayes"

Labels = Sequence[frozenset[str]]
"""Of each sentence, in their order."""


@dataclass(frozen=True)
class Document:
    """An article's sentences with their gold labels."""

    id: str
    sentences: tuple[str, ...]
    labels: tuple[frozenset[str], ...]


def load(path: Path) -> list[Document]:
    """Read sentences, one a line, with `doc_id`, `text` and `labels`; those of an article in their order."""
    articles: dict[str, list[data.Row]] = {}
    for row in data.rows(path, ("id", "doc_id", "text", "labels")):
        articles.setdefault(str(row["doc_id"]), []).append(row)
    return [
        Document(name, tuple(r["text"] for r in rows), tuple(frozenset(r["labels"]) for r in rows))
        for name, rows in articles.items()
    ]


def tally(doc: Document, predicted: Labels) -> Tally:
    """Counts of all figures for one article."""
    counts: Tally = Counter()
    for gold, pred in zip(doc.labels, predicted, strict=True):
        count_classes(counts, "macro_f1", gold, pred)
    return counts


def summarise(counts: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Macro F1 and the F1 of each label."""
    found = macro(["macro_f1"])(counts)
    return {
        name if name == "macro_f1" else f"{name.split(':')[1].lower()}_f1": v for name, v in found.items()
    }


def fit(train: Sequence[Document]) -> Callable[[Document], Labels]:
    """The dumb baseline: a naive Bayes classifier for each label, over words and pairs of neighbours."""
    seen = [
        (_features(text), labels)
        for doc in train
        for text, labels in zip(doc.sentences, doc.labels, strict=True)
    ]
    has = {
        label: bayes.fit((features, "yes" if label in labels else "no") for features, labels in seen)
        for label in LABELS
    }

    def classify(doc: Document) -> Labels:
        return [
            frozenset(label for label in LABELS if has[label](features) == "yes")
            for features in map(_features, doc.sentences)
        ]

    return classify


def _features(text: str) -> bayes.Features:
    return bayes.ngrams(WORD.findall(text))


# The codebook has no type for what is not done.
FAILED = re.compile(
    r"\b(?:fail(?:ed|s|ure)?|inaction|did nothing|mute spectators?|stood by|refused to)\b", re.IGNORECASE
)
LETHAL = re.compile(r"\b(?:kill|shot dead|gunn?ed down|encounter|succumb|die[ds]?\b)", re.IGNORECASE)


def rules(doc: Document) -> Labels:
    """Keywords: a sentence that names police and holds a trigger of the codebook."""
    return list(map(_keywords, doc.sentences))


def _keywords(text: str) -> frozenset[str]:
    if not lexicon.names_role(text, "police"):
        return frozenset()
    entries = [hit.entry for hit in lexicon.triggers(text)]
    force = any(e.type == "ASSAULT" for e in entries)
    found = {
        "ARREST": any("arrest" in e.modes for e in entries),
        "FORCE": force,
        "KILL": force and bool(LETHAL.search(text)),
        "FAIL": bool(FAILED.search(text)),
    }
    done = frozenset(label for label, holds in found.items() if holds)
    return done | {"ANY_ACTION"} if done or entries else done


def engine(name: str) -> Engine[Document, Labels]:
    """An engine of this set by its name."""
    version = crossread.__version__
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.police_actions)
    if name == RULES:
        return Engine(name, version, rules)
    if name == BASELINE:
        return Engine(name, version, fit=fit)
    raise unknown(name, INDIA.engines)


INDIA = EvalSet(
    name="india_police_events",
    what="what police did, by sentence, in one newspaper's articles",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, RULES, BASELINE),
    metrics=METRICS,
    dev=("data/events/india_police_events/dev.jsonl",),
    wanted=("*.jsonl", "india_police_events/*.jsonl"),
    small=True,
    summarise=summarise,
)
