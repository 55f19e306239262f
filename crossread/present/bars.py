"""The number line: a field's figures on one scale, so that the eye sees how far apart the accounts are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crossread.records import Comparison, Row


@dataclass(frozen=True)
class Bar:
    """A figure on the number line: where its range begins and ends, in percent of the line's length."""

    label: str
    who: str
    left: float
    width: float
    middle: float


def bars(row: Row, comparison: Comparison) -> tuple[Bar, ...]:
    """The row's figures on one line from 0, each range once with all who give it; none if there is one."""
    found = defaultdict[tuple[float, float], list[str]](list)
    shown = dict[tuple[float, float], str]()
    for report, cell in zip(comparison.reports, row.cells, strict=True):
        for value in cell:
            if value.low is not None and value.high is not None:
                found[value.low, value.high].append(", ".join(value.by) or report.outlet)
                shown.setdefault((value.low, value.high), value.show)
    longest = max((high for _, high in found), default=0.0)
    if len(found) < 2 or not longest:
        return ()
    made = []
    for low, high in sorted(found):
        who = ", ".join(dict.fromkeys(name[:1].upper() + name[1:] for name in found[low, high]))
        left, right = (round(96 * end / longest + 1, 2) for end in (low, high))
        figure = (
            f"{low:,.0f}"
            if low == high
            else shown[low, high]
            if len(shown[low, high]) < 18
            else f"{low:,.0f}–{high:,.0f}"
        )
        made.append(Bar(figure, who, left, round(right - left, 2), round((left + right) / 2, 2)))
    return tuple(made)
