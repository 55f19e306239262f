"""Macro-averaged F1: the mean of the classes' F1, over the classes that the gold holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from evals.contract import Figures, Tally, count_f1, percentages


def count_classes(counts: Tally, figure: str, gold: Collection[str], pred: Collection[str]) -> None:
    """Add one case to the F1 of each of its classes; one class or several may be right."""
    for name in {*gold, *pred}:
        both = name in gold and name in pred
        count_f1(counts, f"{figure}:{name}", int(both), int(name in gold), int(name in pred))


def macro(figures: Sequence[str]) -> Figures:
    """A summary of tallies: `FIGURE` is the mean over its classes; each class is `FIGURE:class`."""

    def summarise(tally: Mapping[tuple[str, str], float]) -> dict[str, float]:
        found = percentages(tally)
        for figure in figures:
            held = [
                n for n, slot in tally if slot == "gold" and n.startswith(f"{figure}:") and tally[n, slot]
            ]
            if held:
                found[figure] = sum(found[name] for name in held) / len(held)
        return found

    return summarise
