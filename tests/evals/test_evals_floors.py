"""No change may bring the shipped engines' figures on the demo gold below their floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.records import CrossreadError
from evals import floors
from evals.contract import Metric, Result
from evals.sets import DEMO


def result(value: float | None) -> Result:
    return Result("demo", "gold.jsonl", "rules", "1", 14, {"trigger": Metric(value, 60.0, 80.0)})


def test_a_figure_may_fall_by_its_noise_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.save(floors.floors([result(70.0)]), path)
    held = floors.load(path)
    assert held == {"rules": {"trigger": {"floor": 70.0, "noise": 5.0}}}
    assert floors.drops([result(65.0)], held) == []
    assert floors.drops([result(64.9)], held) == ["rules trigger: 64.9, floor 70.0 less 5.0"]


def test_missing_floors_say_how_to_set_them(tmp_path: Path) -> None:
    with pytest.raises(CrossreadError, match="floors --renew"):
        floors.load(tmp_path / "floors.json")


def test_a_figure_that_is_not_measured_any_more_is_a_drop() -> None:
    held = floors.floors([result(70.0)])
    assert len(floors.drops([], held)) == len(floors.drops([result(None)], held)) == 1


@pytest.mark.skipif(not floors.FLOORS.is_file(), reason="set them first: python -m evals floors --renew")
def test_the_shipped_engines_keep_their_floors() -> None:
    held = floors.load()
    assert set(held) == set(DEMO.engines)
    assert floors.drops(floors.measured(), held) == []
