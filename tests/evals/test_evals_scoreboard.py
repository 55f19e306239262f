"""The README's scoreboard says what the results files say, and nothing else changes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from crossread.records import CrossreadError
from evals import scoreboard
from evals.contract import Metric, Result
from evals.scoreboard import END, README, START, published, render, renew, save
from evals.sets import SETS

RESULT = Result(
    "polnear", "dev.jsonl", "baseline-quotes", "1", 84, {"relaxed_f1": Metric(11.9, 9.6, 14.2)}, None
)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    save(RESULT, tmp_path / "results")
    return tmp_path / "results"


def test_renewing_twice_changes_the_readme_once(results: Path, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Title\n\n{START}\n{END}\n\nThe rest — stays.\n", encoding="utf-8")
    assert renew(readme, results) is True
    first = readme.read_text(encoding="utf-8")
    save(RESULT, results)
    assert renew(readme, results) is False
    assert readme.read_text(encoding="utf-8") == first
    assert first.startswith("# Title\n\n") and first.endswith("\n\nThe rest — stays.\n")
    assert "baseline-quotes 11.9 [9.6, 14.2]" in first and "65 / 71" in first and "human pair 73.8" in first


def test_a_baseline_never_stands_in_our_column(results: Path) -> None:
    row = next(line for line in render(results).splitlines() if "`relaxed_f1`" in line)
    assert [cell.strip() for cell in row.split("|")][3:5] == ["–", "baseline-quotes 11.9 [9.6, 14.2]"]
    save(dataclasses.replace(RESULT, engine="rules"), results)
    row = next(line for line in render(results).splitlines() if "`relaxed_f1`" in line)
    assert [cell.strip() for cell in row.split("|")][3] == "rules 11.9 [9.6, 14.2]"


def test_a_set_whose_gates_are_meant_over_both_parts_shows_them(tmp_path: Path) -> None:
    metrics = {"acc161_lgl": Metric(40.3, 33.7, 46.7)}
    both = {"how": "pooled", "n": 645, "metrics": {"acc161_lgl": {"value": 39.9, "low": 36.4, "high": 43.6}}}
    save(Result("toponyms", "dev", "rules-places", "1", 187, metrics, both), tmp_path)
    shown = render(tmp_path)
    assert "rules-places 39.9 [36.4, 43.6]" in shown and "40.3" not in shown and "645 documents" in shown


def test_a_changed_result_changes_the_scoreboard(results: Path) -> None:
    before = render(results)
    path = next(results.iterdir())
    path.write_text(path.read_text(encoding="utf-8").replace("11.9", "12.9"), encoding="utf-8")
    assert render(results) != before


def test_a_readme_without_a_place_for_it_is_an_error(results: Path, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Title\n", encoding="utf-8")
    with pytest.raises(CrossreadError, match="no place for the scoreboard"):
        renew(readme, results)


def test_the_readme_says_what_the_results_say() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.split(START)[1].split(END)[0].strip()
    assert shown == render().strip(), "run `python -m evals all`"


def test_every_kept_result_can_be_made_again_by_its_command() -> None:
    for path in scoreboard.RESULTS.glob("*.json"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert path.stem == f"{kept['set']}-{kept['engine']}"
        assert kept["engine"] in SETS[kept["set"]].engines
        assert kept["command"] == f"python -m evals {kept['set']} --engine {kept['engine']}"
        assert kept["crossread"] and kept["engine_version"] and kept["n"]


def test_what_is_published_names_sets_and_figures_that_exist() -> None:
    for name, wanted in published().items():
        assert set(wanted["metrics"]) <= set(SETS[name].metrics), name
        assert wanted["note"]
        for held in wanted["metrics"].values():
            assert ("gate" in held) == ("stretch" in held)
            assert set(held) <= {"what", "gate", "stretch", "others"}


def test_all_runs_what_is_at_hand_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    for part in ("cases", "newsquant"):
        path = data / "data/count" / f"{part}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        row = {"id": part, "text": "12 marched.", "quantities": [{"value": "12"}]}
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setenv("CROSSREAD_DATA", str(data))
    monkeypatch.setattr(scoreboard, "SETS", {name: SETS[name] for name in ("polnear", "counts")})
    said: list[str] = []
    scoreboard.run_all(said.append, tmp_path / "results")
    assert [line.split()[:2] for line in said[:1]] == [["left", "out"]]
    assert all(line.startswith("measured") for line in said[1:])
    kept = json.loads((tmp_path / "results/counts-baseline-digits.json").read_text(encoding="utf-8"))
    assert kept["metrics"]["newsquant_value_f1"]["value"] == 100.0
    assert str(tmp_path) not in json.dumps(kept)
