"""`python -m evals`: list the sets, run one, run all, check floors or overlap."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from crossread.records import CrossreadError
from evals import floors, scoreboard
from evals.contract import Result
from evals.overlap import overlaps, texts
from evals.run import run
from evals.sets import SETS

USAGE = """\
  python -m evals
      list the sets
  python -m evals SET [--file PATH] [--engine NAME] [--json]
      measure one engine on a corpus's file or folder (by default the dev file at hand)
  python -m evals all
      measure all sets at hand; write evals/results/*.json, docs/scoreboard.md and the README's table
  python -m evals floors [--renew]
      check (or set) the floors on the bundled demo gold
  python -m evals overlap --file EVALUATED --against TRAINED...
      look for evaluation texts among training texts
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status: 0 well, 1 a failed check, 2 an error in one line."""
    parser = argparse.ArgumentParser("python -m evals", usage="\n" + USAGE)
    parser.add_argument("what", nargs="?", choices=[*SETS, "all", "floors", "overlap"], metavar="WHAT")
    parser.add_argument("--file", type=Path, metavar="PATH", help="the corpus's file or its folder")
    parser.add_argument("--engine", metavar="NAME", help="by default the set's main one")
    parser.add_argument("--json", action="store_true", help="print the contract's JSON")
    parser.add_argument("--renew", action="store_true", help="set the floors to the figures of now")
    parser.add_argument("--against", type=Path, nargs="+", default=[], metavar="PATH", help="training files")
    args = parser.parse_args(arguments)
    try:
        return _command(args)
    except CrossreadError as error:
        print(error, file=sys.stderr)
        return 2


def _command(args: argparse.Namespace) -> int:
    if args.what is None:
        return _list()
    if args.what == "all":
        scoreboard.run_all(print)
        print("\n" + scoreboard.render())
        scoreboard.renew()
        return 0
    if args.what == "floors":
        return _floors(args.renew)
    if args.what == "overlap":
        return _overlap(args)
    evalset = SETS[args.what]
    paths, label = ([args.file], None) if args.file else scoreboard.dev_files(evalset)
    result = run(evalset, paths, args.engine, label)
    print(json.dumps(result.printed(), ensure_ascii=False) if args.json else _table(result))
    return 0


def _list() -> int:
    print(USAGE)
    for evalset in SETS.values():
        print(f"{evalset.name:20} {evalset.what}\n{'':20} engines: {', '.join(evalset.engines)}")
        try:
            print(f"{'':20} at hand: {scoreboard.dev_files(evalset)[1]}")
        except CrossreadError as error:
            print(f"{'':20} not at hand: {error}")
    return 0


def _floors(renew: bool) -> int:
    results = floors.measured()
    if renew:
        floors.save(floors.floors(results))
        print(f"floors set from {', '.join(f'{r.engine} {r.version}' for r in results)}")
        return 0
    found = floors.drops(results, floors.load())
    print("\n".join(found) if found else "no figure fell below its floor")
    return 1 if found else 0


def _overlap(args: argparse.Namespace) -> int:
    if not args.file or not args.against:
        raise CrossreadError("overlap", "needs two sides", "give --file EVALUATED --against TRAINED...")
    trained = (pair for path in args.against for pair in texts(path))
    found = list(overlaps(texts(args.file), trained))
    for item in found:
        print(f"{item.evaluated}\t{item.trained}\t{item.kind}\t{item.share}")
    print(
        f"{len({item.evaluated for item in found})} evaluation texts overlap with training", file=sys.stderr
    )
    return 1 if found else 0


def _table(result: Result) -> str:
    lines = [f"{result.set}, {result.engine} {result.version}, {result.n} documents of {result.file}"]
    lines += _lines(result.printed()["metrics"])
    if result.also:
        lines += [f"train and evaluated parts, {result.also['n']} documents, {result.also['how']}"]
        lines += _lines(result.also["metrics"])
    return "\n".join(lines)


def _lines(metrics: dict[str, Any]) -> list[str]:
    return [
        f"  {name:22} {'-' if m['value'] is None else m['value']:>6}   [{m['low']}, {m['high']}]"
        for name, m in metrics.items()
    ]


if __name__ == "__main__":
    sys.exit(main())
