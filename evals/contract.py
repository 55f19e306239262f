"""The contract of every measurement: documents in, tallies out, percentages with 95 % bootstrap intervals.

A set scores one document at a time into a tally of counts; counts add up, so figures are micro-averaged and
an interval is a matter of adding up other choices of documents. Nothing here knows any corpus.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

D = TypeVar("D")
P = TypeVar("P")

Tally = Counter[tuple[str, str]]
"""Counts by (figure, slot). Slots: `tp`, `gold`, `pred` for an F1; `right`, `n` for an accuracy."""
Figures = Callable[[Mapping[tuple[str, str], float]], dict[str, float]]
Predict = Callable[[D], P]

RESAMPLES, SEED, FOLDS = 1000, 0, 5


@dataclass(frozen=True)
class Metric:
    """A figure in percent and its 95 % interval; None where the documents hold nothing to measure it on."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Engine(Generic[D, P]):
    """What is measured. Give `predict`, or `fit` for one that first learns from the corpus's train part.

    `fitted` says that it was trained on the train part elsewhere: pooling train with dev would flatter it.
    """

    name: str
    version: str
    predict: Predict[D, P] | None = None
    fit: Callable[[Sequence[D]], Predict[D, P]] | None = None
    fitted: bool = False


@dataclass(frozen=True)
class EvalSet(Generic[D, P]):
    """One corpus and how it is scored.

    `load` reads one file. `wanted` are the patterns of its files below a folder that a user may name, tried
    in order. `dev` are its dev files below the shared data. `engines` are run by `all`, the main one first.
    `small` asks for a second figure over train and dev together. `summarise` turns added tallies into
    percentages, `metrics` names them in the order of printing.
    """

    name: str
    what: str
    load: Callable[[Path], list[D]]
    tally: Callable[[D, P], Tally]
    engine: Callable[[str], Engine[D, P]]
    engines: tuple[str, ...]
    metrics: tuple[str, ...]
    dev: tuple[str, ...]
    wanted: tuple[str, ...] = ("*.jsonl",)
    small: bool = False
    summarise: Figures | None = None


@dataclass(frozen=True)
class Result:
    """One engine's figures on one file. `also` holds figures over train and dev, and how they came about."""

    set: str
    file: str
    engine: str
    version: str
    n: int
    metrics: dict[str, Metric]
    also: dict[str, Any] | None = None

    def printed(self) -> dict[str, Any]:
        """The result as the contract prints it."""
        out = {
            "set": self.set,
            "file": self.file,
            "engine": self.engine,
            "n": self.n,
            "metrics": plain(self.metrics),
        }
        return out | ({"also": self.also} if self.also else {})


def plain(metrics: Mapping[str, Metric]) -> dict[str, dict[str, float | None]]:
    """Metrics as JSON objects."""
    return {name: {"value": m.value, "low": m.low, "high": m.high} for name, m in metrics.items()}


def count_f1(tally: Tally, name: str, tp: int, gold: int, pred: int) -> None:
    """Add to an F1: `tp` pairs among `gold` and `pred` items."""
    for slot, number in (("tp", tp), ("gold", gold), ("pred", pred)):
        tally[name, slot] += number


def count_accuracy(tally: Tally, name: str, right: bool) -> None:
    """Add one case to an accuracy."""
    tally[name, "right"] += right
    tally[name, "n"] += 1


def percentages(tally: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Accuracy where cases were counted, else F1 = 2 tp / (gold + pred); none for figures without a case."""
    out = {}
    for name in dict.fromkeys(name for name, _ in tally):
        cases = tally.get((name, "n"), 0)
        items = tally.get((name, "gold"), 0) + tally.get((name, "pred"), 0)
        if cases:
            out[name] = 100 * tally.get((name, "right"), 0) / cases
        elif items:
            out[name] = 100 * 2 * tally.get((name, "tp"), 0) / items
    return out


def measure(
    strata: Sequence[Sequence[Tally]],
    names: Iterable[str],
    summarise: Figures = percentages,
    resamples: int = RESAMPLES,
) -> dict[str, Metric]:
    """Figures of all documents together, with percentile bootstrap intervals.

    Documents are drawn with replacement within their stratum (file). Seeded: the same documents in the same
    order give the same interval. With one document an interval means nothing, and none is given.
    """
    keys = list(dict.fromkeys(key for stratum in strata for tally in stratum for key in tally))
    vectors = [[[tally[key] for key in keys] for tally in stratum] for stratum in strata if stratum]

    def figures(chosen: Iterable[Sequence[int]]) -> dict[str, float]:
        totals = map(sum, zip(*chosen, strict=True))
        return summarise(dict(zip(keys, totals, strict=True))) if keys else {}

    values = figures(vector for stratum in vectors for vector in stratum)
    rng = random.Random(SEED)
    drawn: dict[str, list[float]] = {}
    if sum(map(len, vectors)) > 1:
        for _ in range(resamples):
            sample = [v for stratum in vectors for v in rng.choices(stratum, k=len(stratum))]
            for name, value in figures(sample).items():
                drawn.setdefault(name, []).append(value)
    return {name: _metric(values.get(name), sorted(drawn.get(name, []))) for name in names}


def _metric(value: float | None, drawn: list[float]) -> Metric:
    if value is None:
        return Metric(None, None, None)
    if not drawn:
        return Metric(round(value, 1), None, None)
    low, high = drawn[int(0.025 * len(drawn))], drawn[max(0, int(0.975 * len(drawn)) - 1)]
    return Metric(round(value, 1), round(low, 1), round(high, 1))


def cross_validate(
    docs: Sequence[D],
    fit: Callable[[Sequence[D]], Predict[D, P]],
    tally: Callable[[D, P], Tally],
    folds: int = FOLDS,
) -> list[Tally]:
    """Every document scored by a predictor that was fitted on the other folds, in the documents' order.

    Folds are by document and seeded; each holds n / folds documents, give or take one.
    """
    order = list(range(len(docs)))
    random.Random(SEED).shuffle(order)
    scored: dict[int, Tally] = {}
    for fold in range(folds):
        held = set(order[fold::folds])
        if not held:
            continue
        predict = fit([doc for i, doc in enumerate(docs) if i not in held])
        scored |= {i: tally(docs[i], predict(docs[i])) for i in held}
    return [scored[i] for i in range(len(docs))]
