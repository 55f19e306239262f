"""Floors: the shipped engines' figures on the bundled demo gold, below which no change may bring them.

The articles are always the same, so a figure moves only when the code does. What a change may cost is a
quarter of the figure's 95 % interval, about one standard error: less than that says nothing about other
articles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crossread.records import CrossreadError
from evals.contract import Result
from evals.run import run
from evals.scoreboard import dev_files
from evals.sets import DEMO

FLOORS = Path(__file__).with_name("floors.json")
Floors = Mapping[str, Mapping[str, Mapping[str, float]]]


def measured() -> list[Result]:
    """The shipped engines on the bundled demo gold, now."""
    files, label = dev_files(DEMO)
    return [run(DEMO, files, engine, label) for engine in DEMO.engines]


def floors(results: list[Result]) -> dict[str, Any]:
    """Floors and their noise, by engine and figure, from results; figures without an interval get none."""
    return {
        result.engine: {
            name: {"floor": metric.value, "noise": round((metric.high - metric.low) / 4, 1)}
            for name, metric in result.metrics.items()
            if metric.value is not None and metric.low is not None and metric.high is not None
        }
        for result in results
    }


def drops(results: list[Result], held: Floors) -> list[str]:
    """One line for every figure that is missing or below its floor by more than its noise."""
    now = {result.engine: result.metrics for result in results}
    found = []
    for engine, figures in held.items():
        for name, floor in figures.items():
            metric = now.get(engine, {}).get(name)
            least = floor["floor"] - floor["noise"]
            if metric is None or metric.value is None:
                found.append(f"{engine} {name}: not measured any more, floor {floor['floor']}")
            elif metric.value < least:
                found.append(f"{engine} {name}: {metric.value}, floor {floor['floor']} less {floor['noise']}")
    return found


def load(path: Path = FLOORS) -> dict[str, Any]:
    """The floors as they are kept. Raises CrossreadError if none were set."""
    if not path.is_file():
        raise CrossreadError(str(path), "no floors are set", "set them: python -m evals floors --renew")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def save(kept: Mapping[str, Any], path: Path = FLOORS) -> None:
    """Keep the floors."""
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
