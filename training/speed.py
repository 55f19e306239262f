"""`python -m training.speed ARTICLES.jsonl`: articles a second of the shipped model, on one thread.

ARTICLES.jsonl holds objects with `text`. An article counts as 600 words. The bare encoder is timed in the
same run on the same windows.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

from crossread.extract.model.tagger import Tagger
from crossread.extract.model.words import sentences


def _seconds(step: Callable[[], object], rounds: int) -> float:
    """The fastest of some rounds: other work on the machine only ever adds time."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the speeds and the peak memory as JSON."""
    parser = argparse.ArgumentParser(prog="python -m training.speed", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--artefact", type=Path, help="model folder; default the one that ships")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    lines = args.articles.read_text(encoding="utf-8").splitlines()
    texts = [(t, sentences(t)) for t in (json.loads(line)["text"] for line in lines)]
    tagger = Tagger.load(args.artefact, args.threads)
    units = sum(len(t.split()) for t, _ in texts) / 600
    steps: dict[str, Callable[[], object]] = {
        "encoder": lambda: [tagger.scores(t, s) for t, s in texts],
        "tagger": lambda: [tagger.tag(t, s) for t, s in texts],
        "tagger_with_syntax": lambda: [tagger.tag(t, s, with_syntax=True) for t, s in texts],
    }
    speed = {name: units / _seconds(step, args.rounds) for name, step in steps.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {f"{name}_articles_per_second": round(v, 1) for name, v in speed.items()}
    print(
        json.dumps(
            found
            | {"tagger_to_encoder": round(speed["tagger"] / speed["encoder"], 2), "peak_mb": round(peak)}
        )
    )


if __name__ == "__main__":
    main()
