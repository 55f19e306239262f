"""How fast the whole coder is and how much memory it takes: `python -m evals.speed [--file PATH]`.

Runs the commands as a user would, each in a process of its own: code a corpus into a new project, code it
again (nothing to do), link it and list its events. Prints a Markdown table for docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crossread.records import CrossreadError
from evals.data import shared


class Run(NamedTuple):
    """One command: wall seconds, and the peak memory in MB of the largest of its processes."""

    seconds: float
    megabytes: float


def timed(*words: str) -> Run:
    """Run `crossread WORDS` and wait for it; what it prints is dropped."""
    start = time.perf_counter()
    null = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    command = [sys.executable, "-m", "crossread", *words]
    process = os.posix_spawn(sys.executable, command, os.environ, file_actions=[null])
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: some inputs failed, as real ones do
        raise SystemExit(f"crossread {' '.join(words)} failed")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def rows(corpus: Path, engine: str, workers: list[int], folder: Path) -> Iterator[tuple[str, Run]]:
    """The commands, each with what it took."""
    for number in workers:
        project = str(folder / f"{number}.crossread")
        code = ("code", str(corpus), "-o", project, "--engine", engine, "--workers", str(number), "--json")
        yield f"code, {number} process{'es' if number > 1 else ''}", timed(*code)
    yield "code again, nothing changed", timed(*code)
    yield "link and list events", timed("events", project, "--json")
    yield "list events again", timed("events", project, "--json")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--file", type=Path, help="JSON Lines of articles; by default the shared real ones")
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    args = parser.parse_args()
    data = shared()
    corpus = args.file or (data / "data/corpus/abp_unrest.jsonl" if data else None)
    if corpus is None or not corpus.is_file():
        raise SystemExit(
            str(CrossreadError("--file", "no corpus at hand", "name a JSON Lines file of articles"))
        )
    with corpus.open(encoding="utf-8") as lines:
        lengths = [len(json.loads(line)["text"].split()) for line in lines if line.strip()]
    words = sum(lengths) / len(lengths)
    print(f"{len(lengths):,} articles of {words:.0f} words on average, engine {args.engine}\n")
    print("| command | seconds | articles/s | of 600 words/s | peak MB |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, run in rows(corpus, args.engine, args.workers, Path(folder)):
            rate = len(lengths) / run.seconds
            figures = (
                f"{run.seconds:.1f}",
                f"{rate:.0f}",
                f"{rate * words / 600:.0f}",
                f"{run.megabytes:.0f}",
            )
            print(f"| {name} | {' | '.join(figures)} |")


if __name__ == "__main__":
    main()
