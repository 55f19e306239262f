"""From measurements to pages: run every set whose data is at hand, keep the results, renew both tables.

The README shows the headline figures, docs/scoreboard.md all of them. Both are made of `evals/results/*.json`
and `published.yaml` alone, so that they can be checked without data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import crossread
from crossread import demo
from crossread.records import CrossreadError
from evals import data
from evals.contract import EvalSet, Result, plain
from evals.engines import NoModelError
from evals.run import run
from evals.sets import SETS

RESULTS = data.REPOSITORY / "evals" / "results"
README = data.REPOSITORY / "README.md"
PAGE = data.REPOSITORY / "docs" / "scoreboard.md"
START, END = "<!-- scoreboard -->", "<!-- /scoreboard -->"
NOTES = """\
In brackets: 95 % bootstrap interval over documents. Gates: bars we set ourselves before measuring. A dash:
nothing to show, or not attempted."""
MORE = "All figures, and what they are held against: [the scoreboard](docs/scoreboard.md)."
PAGE_HEAD = """\
# Scoreboard

Every figure that we hold ourselves to, on texts that the coder was not built on. `python -m evals all` writes
this page; [what the figures mean](evals.md)."""
HEADER = ("What, in percent", "Set", "Crossread", "Compared with", "Gate / stretch", "Others", "Command")


def dev_files(evalset: EvalSet[Any, Any]) -> tuple[list[Path], str]:
    """The set's dev files, and what results call them. Raises CrossreadError saying what is missing."""
    if evalset.name == "demo":
        return [demo.gold()], "crossread/demo/gold.jsonl"
    lacking = data.missing(evalset.dev)
    if lacking:
        where = data.shared() or f"{data.VARIABLE} and ../shared"
        raise CrossreadError(evalset.name, f"no {', '.join(lacking)} in {where}", f"set {data.VARIABLE}")
    folder = data.shared()
    assert folder, "nothing is missing, so the folder is there"
    return [folder / name for name in evalset.dev], " ".join(evalset.dev)


def run_all(say: Callable[[str], None], results: Path = RESULTS) -> None:
    """Run each set's engines on its dev data; say in one line what was measured or what is missing."""
    for evalset in SETS.values():
        try:
            files, label = dev_files(evalset)
        except CrossreadError as error:
            say(f"left out  {error}")
            continue
        for engine in evalset.engines:
            try:
                result = run(evalset, files, engine, label)
            except NoModelError as error:
                say(f"left out  {evalset.name} {engine}: {error.reason}")
                continue
            save(result, results)
            say(f"measured  {evalset.name} {engine}: {result.n} documents of {label}")


def save(result: Result, results: Path = RESULTS) -> Path:
    """Write a result as it is kept: stable, without a time of day."""
    kept = {
        **result.printed(),
        "engine_version": result.version,
        "crossread": crossread.__version__,
        "command": f"python -m evals {result.set} --engine {result.engine}",
        "metrics": plain(result.metrics),
    }
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"{result.set}-{result.engine}.json"
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def published() -> dict[str, Any]:
    """What is held against our figures, by set."""
    return _yaml(Path(__file__).with_name("published.yaml"))


@cache
def _yaml(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def render(results: Path = RESULTS, headline: bool = False) -> str:
    """A table of the kept results in Markdown, then what the comparisons are.

    `headline` leaves only the README's figures, and a link to the rest.
    """
    kept = {(r["set"], r["engine"]): r for r in map(_read, sorted(results.glob("*.json")))}
    lines = [_row(HEADER), _row("---" for _ in HEADER)]
    notes = []
    for name, wanted in published().items():
        found = [kept[name, engine] for engine in SETS[name].engines if (name, engine) in kept]
        if not found:
            continue
        command = f"`python -m evals {name}`"
        for metric, held in wanted["metrics"].items():
            if headline and not held.get("headline"):
                continue
            what = f"{held['what']} (`{metric}`)"
            figures = [(r["engine"], _cell(r, wanted, metric)) for r in found]
            lines.append(_row([what, f"`{name}`", *_columns(figures), *_held(held), command]))
            command = ""  # once a set
        notes.append(_note(name, wanted, found[0]))
    below = [f"{NOTES} {MORE}"] if headline else [NOTES, "", *notes]
    return "\n".join([*lines, "", *below])


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _shown(result: Mapping[str, Any], wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of a result that the table shows: over train and dev where the gates are meant so."""
    also: Mapping[str, Any] = result.get("also") or result
    return also if wanted.get("over") == "train and dev" else result


def _cell(result: Mapping[str, Any], wanted: Mapping[str, Any], metric: str) -> str:
    """A figure with its interval; a dash for what the engine does not attempt."""
    if metric in wanted.get("not_attempted", {}).get(result["engine"], ()):
        return _figure(None)
    return _figure(_shown(result, wanted)["metrics"].get(metric))


def _columns(figures: list[tuple[str, str]]) -> list[str]:
    """Our main engine, then all others; a baseline never stands in our column."""
    ours = next((i for i, (engine, _) in enumerate(figures) if not engine.startswith("baseline")), None)
    cells = [f"{engine} {figure}" for engine, figure in figures]
    return ["–" if ours is None else cells[ours], "; ".join(c for i, c in enumerate(cells) if i != ours)]


def _held(held: Mapping[str, Any]) -> list[str]:
    gate = " / ".join(str(held[name]) for name in ("gate", "stretch") if name in held)
    return [gate, ", ".join(f"{who} {value}" for who, value in held.get("others", {}).items())]


def _note(name: str, wanted: Mapping[str, Any], first: Mapping[str, Any]) -> str:
    shown = _shown(first, wanted)
    beside = shown is first and first.get("also")
    also = f" Over train and dev: `evals/results/{name}-*.json`." if beside else ""
    how = f", train and dev {shown['how']}" if shown is not first else ""
    return f"- `{name}` ({shown['n']} documents{how}): {' '.join(wanted['note'].split())}{also}"


def _figure(metric: Mapping[str, float | None] | None) -> str:
    if not metric or metric["value"] is None:
        return "–"
    interval = "" if metric["low"] is None else f" [{metric['low']:.1f}, {metric['high']:.1f}]"
    return f"{metric['value']:.1f}{interval}"


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def renew(readme: Path = README, results: Path = RESULTS, page: Path = PAGE) -> bool:
    """Write the page, and the headline figures between the README's markers; whether anything changed.

    Raises CrossreadError if the README has no markers.
    """
    text = readme.read_text(encoding="utf-8")
    before, opening, rest = text.partition(START)
    _, closing, after = rest.partition(END)
    if not opening or not closing:
        raise CrossreadError(str(readme), "no place for the scoreboard", f"add {START} and {END}")
    new = f"{before}{START}\n\n{render(results, headline=True)}\n\n{END}{after}"
    changed = [_write(readme, new), _write(page, f"{PAGE_HEAD}\n\n{render(results)}\n")]
    return any(changed)


def _write(path: Path, text: str) -> bool:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True
