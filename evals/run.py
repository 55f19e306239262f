"""One evaluation: a set, a file or folder, an engine; with the second figure where the dev set is small."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crossread.records import CrossreadError
from evals import data
from evals.contract import (
    Engine,
    EvalSet,
    Metric,
    Predict,
    Result,
    Tally,
    cross_validate,
    measure,
    percentages,
    plain,
)
from evals.engines import NoModelError


def run(
    evalset: EvalSet[Any, Any], paths: Sequence[Path], engine: str | None = None, label: str | None = None
) -> Result:
    """Measure `engine` (by default the set's main one) on all documents that the paths mean.

    Where no engine is named and the embedded model is not at hand, the set's next engine is measured; the
    result names it. `label` is what the result calls the file, by default the paths. Raises CrossreadError
    if a path, its format or the engine is wrong.
    """
    files = [file for path in paths for file in data.files(path, evalset.wanted)]
    strata = [_load(evalset, file) for file in files]
    made = evalset.engine(engine) if engine else _main_engine(evalset)
    train = _train(evalset, files, bool(made.fit)) if evalset.small or made.fit else []
    predict = _predictor(made, train, files)
    tallies = [[evalset.tally(doc, predict(doc)) for doc in stratum] for stratum in strata]
    return Result(
        set=evalset.name,
        file=label or " ".join(map(str, paths)),
        engine=made.name,
        version=made.version,
        n=sum(map(len, tallies)),
        metrics=_measure(evalset, tallies),
        also=_also(evalset, made, predict, strata, tallies, train),
    )


def _main_engine(evalset: EvalSet[Any, Any]) -> Engine[Any, Any]:
    *main, last = evalset.engines
    for name in main:
        with contextlib.suppress(NoModelError):
            return evalset.engine(name)
    return evalset.engine(last)


def _train(evalset: EvalSet[Any, Any], files: Sequence[Path], elsewhere: bool) -> list[Any]:
    """The train parts beside the files; `elsewhere`: else those of the shared data, to learn from."""
    beside = dict.fromkeys(filter(None, map(data.train_beside, files)))
    beside = beside or (dict.fromkeys(data.train_of(evalset.dev)) if elsewhere else beside)
    return [doc for path in beside if path not in files for doc in _load(evalset, path)]


def _load(evalset: EvalSet[Any, Any], file: Path) -> list[Any]:
    try:
        return evalset.load(file)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"is not in the format of the set {evalset.name} ({type(error).__name__}: {error})"
        raise CrossreadError(str(file), reason, f"see docs/evals.md for what {evalset.name} reads") from error


def _predictor(engine: Engine[Any, Any], train: list[Any], files: Sequence[Path]) -> Predict[Any, Any]:
    if engine.fit:
        if not train:
            where = str(files[0].parent)
            raise CrossreadError(where, f"{engine.name} learns from train.jsonl, and there is none", "add it")
        return engine.fit(train)
    assert engine.predict, "an engine predicts or fits"
    return engine.predict


def _measure(evalset: EvalSet[Any, Any], strata: Sequence[Sequence[Tally]]) -> dict[str, Metric]:
    return measure(strata, evalset.metrics, evalset.summarise or percentages)


def _also(
    evalset: EvalSet[Any, Any],
    engine: Engine[Any, Any],
    predict: Predict[Any, Any],
    strata: Sequence[Sequence[Any]],
    tallies: Sequence[Sequence[Tally]],
    train: list[Any],
) -> dict[str, Any] | None:
    """Figures over train and dev for a small set; None where there is no train part or it would flatter."""
    if not evalset.small or not train or engine.fitted:
        return None
    if engine.fit:
        docs = [*train, *(doc for stratum in strata for doc in stratum)]
        how, pooled = "5-fold cross-validation by document", [cross_validate(docs, engine.fit, evalset.tally)]
    else:
        how = "pooled; a hand-made engine, written with train articles in view"
        pooled = [[evalset.tally(doc, predict(doc)) for doc in train], *map(list, tallies)]
    metrics = plain(_measure(evalset, pooled))
    return {"parts": "train and evaluated", "how": how, "n": sum(map(len, pooled)), "metrics": metrics}
