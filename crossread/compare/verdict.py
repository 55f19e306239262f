"""Verdicts: agreed, contested or sole, counted over independent origins, with the reason in one sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from crossread.records import Claim, Value, Verdict


@dataclass(frozen=True)
class Given:
    """A value with the column it stands in, the claim it comes from, and the names of who says so and where.

    `narrower`: a denial of a part only, which does not speak against the whole.
    """

    value: Value
    report: int
    claim: Claim
    speaker: str
    outlet: str
    narrower: bool = False

    @property
    def status(self) -> Literal["actual", "negated", "other"]:
        """`other` (planned, hypothetical, habitual) neither supports nor contradicts what is told as done."""
        if self.narrower:
            return "other"
        if self.claim.modality == "negated":
            return "negated"
        return "actual" if self.claim.modality == "actual" else "other"


class Relation(NamedTuple):
    """How two values stand to each other: `apart` = they speak of different things, both may hold.

    `why`: what they differ in; for items of a list that are the same, the item.
    """

    kind: Literal["same", "differ", "apart"]
    why: str = ""


SAME, APART = Relation("same"), Relation("apart")
Relate = Callable[[Given, Given], Relation]


class Finding(NamedTuple):
    """A row's verdict, its reason, and the number of independent origins."""

    verdict: Verdict
    why: str
    origins: int


def judge(values: Sequence[Given], relate: Relate) -> Finding:
    """The verdict on one field.

    Two origins agree if any of their values are the same; they contest the field if none are and two differ.
    The same speaker quoted with different values by two reports contests it too: one of the reports is wrong.
    """
    if not values:
        return Finding("absent", "no report mentions it", 0)
    by_origin = defaultdict[str, list[Given]](list)
    for given in values:
        by_origin[given.value.origin].append(given)
    found = [_between(a, b, relate) for a, b in combinations(by_origin.values(), 2)]
    found += [_between(a, b, relate) for group in by_origin.values() for a, b in _across_reports(group)]
    contested = [(relation, pair) for relation, pair in found if relation.kind == "differ"]
    if contested:
        told = Counter(given.value.key for given in values)
        relation, pair = max(contested, key=lambda f: sum(told[given.value.key] for given in f[1]))
        return Finding("contested", _contested(pair, relation.why), len(by_origin))
    alike = [
        (r, pair) for r, pair in found if r.kind == "same" and pair[0].value.origin != pair[1].value.origin
    ]
    if alike:
        return Finding("agreed", _agreed(alike), len(by_origin))
    return Finding("sole", _sole(by_origin), len(by_origin))


def _between(
    one: Sequence[Given], other: Sequence[Given], relate: Relate
) -> tuple[Relation, tuple[Given, Given]]:
    found = [(_judged(relate(a, b), a, b), (a, b)) for a in one for b in other]
    for kind in ("same", "differ"):
        for relation, pair in found:
            if relation.kind == kind:
                return relation, pair
    return found[0]


def _judged(relation: Relation, one: Given, other: Given) -> Relation:
    """Two plans may both be made: what is not told as done can agree, and contests nothing."""
    open_ = "other" in (one.status, other.status)
    return APART if open_ and relation.kind == "differ" else relation


def _across_reports(values: Sequence[Given]) -> Iterator[tuple[list[Given], list[Given]]]:
    """One speaker's values as different reports give them, two reports at a time."""
    by_report = defaultdict[int, list[Given]](list)
    for given in values:
        by_report[given.report].append(given)
    yield from combinations(by_report.values(), 2)


def _agreed(alike: Sequence[tuple[Relation, tuple[Given, Given]]]) -> str:
    items = list(dict.fromkeys(relation.why.lower() for relation, _ in alike if relation.why))
    if items:
        return f"told by two origins or more: {_list(items, 6)}"
    speakers = {given.value.origin: given.speaker for _, pair in alike for given in pair}
    return f"told alike by {len(speakers)} origins: {_list(list(speakers.values()))}"


def _contested(pair: tuple[Given, Given], why: str) -> str:
    one, other = pair
    if one.status != other.status:
        denial, told = (one, other) if one.status == "negated" else (other, one)
        speaker = f"{denial.speaker}{_in(denial, told)}"
        denied = denial.claim.stance == "denies"
        return f"{_show(told)}; " + (
            f"denied by {speaker}" if denied else f"according to {speaker}, it did not happen"
        )
    return f"{_show(one, other)} against {_show(other, one)}: {why}"


def _show(given: Given, beside: Given | None = None) -> str:
    shown = f"nobody named {given.value.show}" if given.value.show.startswith("→") else given.value.show
    return f"{shown} ({given.speaker}{_in(given, beside) if beside else ''})"


def _in(given: Given, beside: Given) -> str:
    return f" in {given.outlet}" if given.speaker == beside.speaker else ""


def _sole(by_origin: dict[str, list[Given]]) -> str:
    speakers = [group[0].speaker for group in by_origin.values()]
    reports = {given.report for group in by_origin.values() for given in group}
    if len(speakers) == 1:
        where = f", in {len(reports)} reports" if len(reports) > 1 else ""
        return f"only according to {speakers[0]}{where}"
    return f"{len(speakers)} origins tell different things, which may all hold: {_list(speakers)}"


def _list(names: Sequence[str], most: int = 4) -> str:
    names = list(dict.fromkeys(names))
    rest = len(names) - most
    shown = names if rest <= 0 else [*names[:most], f"{rest} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
