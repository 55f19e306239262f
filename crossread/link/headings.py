"""What an event is called: its main acts in neutral words, place and date. A heading, never a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from crossread.link.scenes import Scene
from crossread.link.settings import settings
from crossread.records import Days

T = TypeVar("T", str, Days)
Act = tuple[str, str | None]
NAMED = 3  # acts in a title at most


class Heading(NamedTuple):
    """Title, type, modes, date and where, as most members carry them."""

    title: str
    type: str
    mode: tuple[str, ...]
    date: str | None
    where: str | None


def heading(scenes: Sequence[Scene]) -> Heading:
    """The heading of the event that these scenes (one at most from each article) make."""
    acts = _ranked(scenes)
    core = [act for act in acts if act[0] in settings().core] or acts
    type_ = core[0][0]
    modes = tuple(mode for t, mode in core if t == type_ and mode)[:NAMED]
    days = _most([s.days for s in scenes if s.days])
    where = _most([s.where for s in scenes if s.where and s.place and s.place.city]) or _most(
        [s.where for s in scenes if s.where]
    )
    # A bare type says less than its modes do, and is named only where there is no mode beside it.
    told = [act for act in core if act[1] or not any(t == act[0] and mode for t, mode in core)]
    names = list(dict.fromkeys(settings().heading(*act) for act in told))[:NAMED]
    title = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    place = where.split(",")[0].strip() if where else None
    parts = [
        title[:1].upper() + title[1:],
        f" in {place}" if place else "",
        f", {days.written()}" if days else "",
    ]
    return Heading("".join(parts), type_, modes, _iso(days), where)


def _ranked(scenes: Sequence[Scene]) -> list[Act]:
    """Acts: those that lead, then the core ones, then the rest; each those in most articles first."""
    given = settings()
    articles, claims = Counter[Act](), Counter[Act]()
    for scene in scenes:
        claims.update(scene.acts())
        articles.update(
            {(c.type, m) for c in scene.claims if c.modality == "actual" for m in c.mode or (None,)}
        )
    enough = given.leading * max((n for act, n in articles.items() if act[0] in given.core), default=0)

    def rank(act: Act) -> tuple[bool, bool, int, int, str, str]:
        leads = "/".join(filter(None, act)) in given.leads and articles[act] >= max(enough, 1)
        return not leads, act[0] not in given.core, -articles[act], -claims[act], act[0], act[1] or ""

    return sorted(claims, key=rank)


def _most(items: Sequence[T]) -> T | None:
    counted = Counter(items)
    return min(counted, key=lambda item: (-counted[item], item)) if counted else None


def _iso(days: Days | None) -> str | None:
    if days is None:
        return None
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}/{last}"
