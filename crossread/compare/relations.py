"""When two values of a field are the same, differ, or speak of different things."""

from __future__ import annotations

import re

from crossread.compare.numbers import Range
from crossread.compare.settings import settings
from crossread.compare.verdict import APART, SAME, Given, Relation
from crossread.records import Claim, Days, Where


def numbers(one: Given, other: Given) -> Relation:
    """Figures are the same if their closed ranges are compatible; planned or feared ones are not compared."""
    a, b = (_range(given) for given in (one, other))
    if a is None or b is None or not _comparable(one, other):
        return APART
    denied = one.status != other.status and min(a.low, b.low) > 0
    if denied:
        return Relation("differ", "one denies the other's figure") if a.compatible(b) else APART
    return (
        SAME
        if a.compatible(b)
        else Relation(
            "differ",
            f"the ranges {a} and {b} do not overlap" if _inexact(a, b) else "the figures are too far apart",
        )
    )


def places(one: Given, other: Given) -> Relation:
    """Places are the same if one contains the other."""
    a, b = (Where.of(given.value.key) for given in (one, other))
    if a is None or b is None:
        return APART
    return SAME if a.fits(b) else Relation("differ", "neither place contains the other")


def dates(one: Given, other: Given) -> Relation:
    """Dates are the same if their intervals overlap."""
    a, b = (Days.of(given.value.key) for given in (one, other))
    if a is None or b is None or not _comparable(one, other):
        return APART
    return SAME if a.gap(b) == 0 else Relation("differ", "the dates do not meet")


def items(one: Given, other: Given) -> Relation:
    """Lists (what, means, voices) are the same where an item is: a different item contradicts nothing."""
    return Relation("same", one.value.show) if one.value.key == other.value.key else APART


def roles(one: Given, other: Given) -> Relation:
    """People are the same where their roles stand on one side, whatever the outlets call them."""
    a, b = (settings().side_of(given.value.key.split("+")) for given in (one, other))
    return SAME if a & b or one.value.key == other.value.key else APART


def deeds(one: Given, other: Given) -> Relation:
    """Acts without violence or force: a denial differs; that others did the like contradicts nothing."""
    found = force(one, other)
    return APART if found.kind == "differ" and one.status == other.status else found


def force(one: Given, other: Given) -> Relation:
    """Acts of violence or force: reversed roles, another agent and a denial differ, the unstated does not."""
    if not _comparable(one, other):
        return APART
    if one.status != other.status:
        return _denied(*((one, other) if one.status == "negated" else (other, one)))
    mine, theirs = _sides(one.claim), _sides(other.claim)
    if _reversed(one.claim, other.claim):
        return Relation("differ", "who did it to whom is told the other way round")
    if mine[0] and theirs[0] and not mine[0] & theirs[0]:
        if mine[1] and theirs[1] and not mine[1] & theirs[1]:
            return APART
        return Relation("differ", "they name different agents")
    return APART if mine[1] and theirs[1] and not mine[1] & theirs[1] else SAME


def talk(one: Given, other: Given) -> Relation:
    """Speech acts are the same if speaker and addressee are; a different one contradicts nothing."""
    same = one.value.key == other.value.key and one.status == other.status and "→" in one.value.key.strip("→")
    return SAME if same else APART


def _comparable(one: Given, other: Given) -> bool:
    """What is planned is compared with what is planned, and never with what was done."""
    if "other" not in (one.status, other.status):
        return True
    return one.claim.modality == other.claim.modality and not (one.narrower or other.narrower)


def _inexact(*ranges: Range) -> bool:
    return any(r.low != r.high for r in ranges)


def _denied(denial: Given, told: Given) -> Relation:
    """A denial meets an account of the same act: the same people as far as both say, and the same means."""
    for mine, theirs in zip(_sides(denial.claim), _sides(told.claim), strict=True):
        if mine and theirs and not mine & theirs:
            return APART
    means = {word for i in denial.claim.instrument for word in _words(i.text)}
    if means and not means & {word for i in told.claim.instrument for word in _words(i.text)}:
        return APART
    return Relation("differ", "told and denied")


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    given = settings()
    return given.side_of([p.role for p in claim.actor]), given.side_of([p.role for p in claim.recipient])


def _reversed(one: Claim, other: Claim) -> bool:
    """Whether the actors of each are the recipients of the other, by role or by side, and not of both."""
    by_role = tuple(({p.role for p in c.actor}, {p.role for p in c.recipient}) for c in (one, other))
    for (a, b), (c, d) in (by_role, (_sides(one), _sides(other))):
        if a & d and b & c and not a & c and not b & d:
            return True
    return False


def _range(given: Given) -> Range | None:
    low, high = given.value.low, given.value.high
    return None if low is None or high is None else Range(low, high)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in settings().speakers.empty]
