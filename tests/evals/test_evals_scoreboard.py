"""The README's scoreboard and its page say what the results files say, and nothing else changes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from crossread.records import CrossreadError
from evals import scoreboard
from evals.contract import Metric, Result
from evals.scoreboard import END, PAGE, PAGE_HEAD, README, START, published, render, renew, save
from evals.sets import SETS

RESULT = Result(
    "polnear", "dev.jsonl", "baseline-quotes", "1", 84, {"relaxed_f1": Metric(11.9, 9.6, 14.2)}, None
)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    save(RESULT, tmp_path / "results")
    return tmp_path / "results"


def test_renewing_twice_changes_the_pages_once(results: Path, tmp_path: Path) -> None:
    readme, page = tmp_path / "README.md", tmp_path / "scoreboard.md"
    readme.write_text(f"# Title\n\n{START}\n{END}\n\nThe rest — stays.\n", encoding="utf-8")
    assert renew(readme, results, page) is True
    first, all_figures = (path.read_text(encoding="utf-8") for path in (readme, page))
    save(RESULT, results)
    assert renew(readme, results, page) is False
    assert readme.read_text(encoding="utf-8") == first
    assert page.read_text(encoding="utf-8") == all_figures
    page.write_text("stale", encoding="utf-8")
    assert renew(readme, results, page) is True
    assert page.read_text(encoding="utf-8") == all_figures
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
        renew(readme, results, tmp_path / "scoreboard.md")


def test_the_readme_shows_the_headline_figures_and_the_page_all(results: Path) -> None:
    metrics = {"relaxed_f1": Metric(37.0, 33.0, 40.0), "cue_f1": Metric(49.0, 45.0, 53.0)}
    save(dataclasses.replace(RESULT, engine="rules", metrics=metrics), results)
    headline, everything = render(results, headline=True), render(results)
    assert "`relaxed_f1`" in headline and "`relaxed_f1`" in everything
    assert "`cue_f1`" not in headline and "`cue_f1`" in everything
    assert "human pair: all ordered pairs" not in headline and "human pair: all ordered pairs" in everything
    flagged = [m for s in published().values() for m in s["metrics"].values() if m.get("headline")]
    assert 10 <= len(flagged) <= 20, "a reader looks at one screen"


def test_what_a_baseline_does_not_attempt_is_no_nought(tmp_path: Path) -> None:
    metrics = {"actor": Metric(0.0, 0.0, 0.0), "trigger": Metric(69.4, 65.7, 73.0)}
    save(Result("gold", "dev.jsonl", "baseline-lexicon", "1", 27, metrics), tmp_path)
    rows = {name: next(r for r in render(tmp_path).splitlines() if f"`{name}`" in r) for name in metrics}
    assert "| baseline-lexicon – |" in rows["actor"] and "0.0" not in rows["actor"]
    assert "baseline-lexicon 69.4 [65.7, 73.0]" in rows["trigger"]


def test_the_readme_says_what_the_results_say() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.split(START)[1].split(END)[0].strip()
    assert shown == render(headline=True).strip(), "run `python -m evals all`"


def test_the_page_says_what_the_results_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == f"{PAGE_HEAD}\n\n{render()}\n", "run `python -m evals all`"


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
            assert "gate" in held or "stretch" not in held
            assert set(held) <= {"what", "gate", "stretch", "others", "headline"}
        for engine, figures in wanted.get("not_attempted", {}).items():
            assert engine in SETS[name].engines and set(figures) <= set(SETS[name].metrics)


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
    told = [line for line in said[1:] if "onnx" not in line]
    assert told and all(line.startswith("measured") for line in told)
    kept = json.loads((tmp_path / "results/counts-baseline-digits.json").read_text(encoding="utf-8"))
    assert kept["metrics"]["newsquant_value_f1"]["value"] == 100.0
    assert str(tmp_path) not in json.dumps(kept)
