"""Whether two scenes of different articles are one event: points from five plain features, and the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass

from crossread.link.scenes import Scene
from crossread.link.settings import Settings, settings
from crossread.link.words import Vector
from crossread.records import Where


@dataclass(frozen=True)
class Likeness:
    """Points (0 to 1) that two scenes are one event, and why in plain words. No points: they cannot be."""

    points: float
    reason: str


NOTHING = Likeness(0.0, "")


def likeness(one: Scene, other: Scene, vectors: dict[str, Vector]) -> Likeness:
    """Compare two scenes of different articles; the order of the two does not matter."""
    given = settings()
    mine, theirs = vectors[one.article], vectors[other.article]
    cosine = mine.cosine(theirs)
    place, where = _place(one.place, other.place, one.where, given)
    date, when = _date(one, other, given)
    if cosine < given.unlike or place is None or date is None:
        return NOTHING
    acts, core, what = _acts(one, other, given)
    if not acts or (not core and not (one.place and other.place)):
        return NOTHING  # likeness of words alone is likeness of topic
    roles = one.roles(), other.roles()
    actors = len(roles[0] & roles[1]) / (min(map(len, roles)) or 1)
    scored = {
        "words": min(1.0, cosine / given.alike),
        "place": place,
        "date": date,
        "acts": acts,
        "actors": actors,
    }
    shared = mine.shared(theirs)
    words = f"shares {', '.join(f'“{word}”' for word in shared)}" if shared else ""
    reason = ", ".join(part for part in (where, when, what) if part)
    points = math.fsum(given.points[name] * value for name, value in scored.items())
    return Likeness(points, "; ".join(part for part in (reason, words) if part))


def _place(
    one: Where | None, other: Where | None, shown: str | None, given: Settings
) -> tuple[float | None, str]:
    if one is None or other is None:
        return given.same_place["unknown"], ""
    if not one.fits(other):
        return None, ""
    if one.city and other.city:
        return given.same_place["city"], f"same city ({(shown or '').split(',')[0]})"
    if one.city or other.city:
        return given.same_place["contains"], "same country"
    return given.same_place["country"], f"same country ({shown})"


def _date(one: Scene, other: Scene, given: Settings) -> tuple[float | None, str]:
    if one.days and other.days:
        gap = one.days.gap(other.days)
        if gap > 1:
            return None, ""
        if gap == 1:
            return given.same_date["next_day"], "days apart by one"
        if one.days == other.days and one.days.length == 1:
            return given.same_date["day"], f"same day ({one.days.first.isoformat()})"
        return given.same_date["period"], "same days"
    mine, theirs = one.days or one.published, other.days or other.published
    if mine is None or theirs is None:
        return given.same_date["unknown"] / 2, ""
    apart = mine.gap(theirs)
    days = "the same day" if apart == 0 else f"{apart} day{'s' if apart > 1 else ''} apart"
    what = (
        "both undated, published"
        if not (one.days or other.days)
        else "one undated, its publication and the other's date"
    )
    return given.same_date["unknown"] * math.exp(-apart / given.fading), f"{what} {days}"


def _acts(one: Scene, other: Scene, given: Settings) -> tuple[float, bool, str]:
    """Points for the acts that both tell, whether a core act is among them, and the reason."""
    mine, theirs = one.acts(), other.acts()
    both = [act for act in mine if act in theirs]
    core = [act for act in both if act[0] in given.core]
    if both:
        named = sorted(core or both, key=lambda act: (-min(mine[act], theirs[act]), act[0], act[1] or ""))[:2]
        shown = " and ".join("/".join(filter(None, act)) for act in named)
        exact = any(mode for _, mode in core or both)
        return given.same_act["mode" if exact else "type"], bool(core), f"both {shown}"
    types = {t for t, _ in mine}, {t for t, _ in theirs}
    if common := types[0] & types[1]:
        return given.same_act["type"], bool(common & given.core), f"both {min(common)}"
    if any(family & types[0] and family & types[1] for family in given.families.values()):
        return given.same_act["family"], True, ""
    return 0.0, False, ""
