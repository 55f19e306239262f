"""The sets, by name. To add one: a module with a loader, a tally and engines, and a line here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evals.contract import EvalSet
from evals.sets.agency import AGENCY
from evals.sets.counts import COUNTS
from evals.sets.event_place import EVENT_PLACE
from evals.sets.gold import GOLD
from evals.sets.india import INDIA
from evals.sets.ner import NER
from evals.sets.plover import PLOVER
from evals.sets.polnear import POLNEAR
from evals.sets.times import TIME
from evals.sets.toponyms import TOPONYMS
from evals.sets.ud import UD

# The bundled demo articles' gold: no news, but at hand everywhere, so that every change meets its floors.
DEMO = replace(
    GOLD,
    name="demo",
    what="the bundled demo articles, scored as gold",
    engines=("rules",),
    dev=(),
    small=False,
)

ALL = (GOLD, DEMO, POLNEAR, TIME, COUNTS, TOPONYMS, EVENT_PLACE, PLOVER, INDIA, NER, UD, AGENCY)
SETS: dict[str, EvalSet[Any, Any]] = {s.name: s for s in ALL}
