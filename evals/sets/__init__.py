"""The sets, by name. To add one: a module with a loader, a tally and engines, and a line here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evals.contract import EvalSet
from evals.sets.counts import COUNTS
from evals.sets.gold import GOLD
from evals.sets.polnear import POLNEAR
from evals.sets.times import TIME
from evals.sets.toponyms import TOPONYMS

# The bundled demo articles' gold: no news, but at hand everywhere, so that every change meets its floors.
DEMO = replace(
    GOLD,
    name="demo",
    what="the bundled demo articles, scored as gold",
    engines=("rules",),
    dev=(),
    small=False,
)

SETS: dict[str, EvalSet[Any, Any]] = {s.name: s for s in (GOLD, DEMO, POLNEAR, TIME, COUNTS, TOPONYMS)}
