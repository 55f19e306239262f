"""Events: scenes of different articles, linked. docs/linking.md explains the method."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from crossread.link.cluster import Pair, average_linkage
from crossread.link.headings import heading
from crossread.link.scenes import Scene, scenes
from crossread.link.score import Likeness, likeness
from crossread.link.settings import settings
from crossread.link.shingles import containment, shingles
from crossread.link.words import Vector, alike, vectors
from crossread.records import CodedArticle, Event, Member

LINKER = "scenes/1"  # raise it when the same input would give other events
CROWDED = 300  # scenes of one city and day: above, only reports that are alike are compared


def link(coded: Sequence[CodedArticle], copies: Mapping[str, str] | None = None) -> tuple[Event, ...]:
    """Link what the articles tell into events; every claim belongs to exactly one.

    `copies` (copy id -> original id, from `copies()`): a copy follows its original and never decides a link.
    Events that most independent articles report come first, then those most is told of. An event's id is
    made of its earliest report's first core claim, so that reports published later do not change it. The
    result does not depend on the order of `coded`.
    """
    copies = copies or {}
    by_id = {c.article.id: c for c in coded if c.coding.claims}
    originals = [key for key in sorted(by_id) if copies.get(key) not in by_id]
    found = {key: scenes(by_id[key]) for key in by_id}
    pool = [scene for key in originals for scene in found[key]]
    words = vectors([by_id[key].article for key in originals])
    compared = _compared(pool, words, by_id)
    points = {pair: made.points for pair, made in compared.items()}
    groups = average_linkage(
        len(pool), points, settings().link, lambda a, b: _may_join([pool[n] for n in (*a, *b)])
    )
    linked = [_Linked([pool[n] for n in group], _reasons(group, compared, pool)) for group in groups]
    _attach_copies(linked, found, by_id, copies)
    events = [made.event() for made in linked]
    independent = {e.id: sum(copies.get(a) not in by_id for a in e.articles) for e in events}
    return tuple(sorted(events, key=lambda e: (-independent[e.id], -len(e.members), e.date or "", e.id)))


class _Linked:
    """Scenes of one event, each with the reason that it is there; copies are added last."""

    def __init__(self, members: list[Scene], reasons: dict[str, str]) -> None:
        self.scenes = sorted(members, key=_published)
        self.copied: list[tuple[Scene, float]] = []
        self.reasons = reasons

    @property
    def all(self) -> list[Scene]:
        return [*self.scenes, *(scene for scene, _ in self.copied)]

    def event(self) -> Event:
        lead = self.scenes[0]
        made = heading(self.scenes)
        name = f"{lead.article}\n{lead.lead.id}"
        members = [m for scene in self.scenes for m in _members(scene, self.reasons[scene.article], None)]
        for scene, share in sorted(self.copied, key=lambda pair: _published(pair[0])):
            reason = f"copy: {round(100 * share)} % of its wording stands in its original"
            members += _members(scene, reason, share)
        return Event(
            id=hashlib.sha256(name.encode("utf-8")).hexdigest()[:12],
            title=made.title,
            type=made.type,
            mode=made.mode,
            date=made.date,
            where=made.where,
            members=tuple(members),
        )


def _members(scene: Scene, reason: str, share: float | None) -> Iterator[Member]:
    for claim in scene.claims:
        missing = ["place"] if not claim.where else []
        missing += ["date"] if not claim.date else []
        note = f"; states no {' and no '.join(missing)} of its own" if missing else ""
        yield Member(article=scene.article, claim=claim.id, reason=reason + note, share=share)


def _compared(
    pool: Sequence[Scene], words: dict[str, Vector], by_id: Mapping[str, CodedArticle]
) -> dict[Pair, Likeness]:
    """Every pair of scenes worth a look, with its points."""
    own_days = defaultdict[str, list[Scene]](list)
    for scene in pool:
        own_days[scene.article].append(scene)
    made = dict[Pair, Likeness]()
    for a, b in sorted(_candidates(pool, words, by_id)):
        one, other = pool[a], pool[b]
        if _next_day(one, other) and (
            _tells_day_of(own_days[one.article], other) or _tells_day_of(own_days[other.article], one)
        ):
            continue
        found = likeness(one, other, words)
        if found.points > 0:
            made[a, b] = found
    return made


def _candidates(
    pool: Sequence[Scene], words: Mapping[str, Vector], by_id: Mapping[str, CodedArticle]
) -> Iterator[Pair]:
    """Blocking: scenes of the same city within a day, and all scenes of reports that are alike."""
    blocks, of_article = defaultdict[tuple[str, int], list[int]](list), defaultdict[str, list[int]](list)
    for n, scene in enumerate(pool):
        of_article[scene.article].append(n)
        if scene.place and scene.place.city and scene.days and scene.days.length <= 2:
            blocks[scene.place.city, scene.days.first.toordinal()].append(n)
    pairs = set[Pair]()
    for (city, day), block in blocks.items():
        near = sorted({*block, *blocks.get((city, day + 1), ())})
        if len(near) <= CROWDED:
            pairs.update(combinations(near, 2))
    for one, other in alike([by_id[key].article for key in words], words):
        pairs.update((min(a, b), max(a, b)) for a in of_article[one] for b in of_article[other])
    return (pair for pair in pairs if pool[pair[0]].article != pool[pair[1]].article)


def _next_day(one: Scene, other: Scene) -> bool:
    return bool(one.days and other.days and one.days.gap(other.days) == 1)


def _tells_day_of(told: Sequence[Scene], scene: Scene) -> bool:
    """Whether an article has a scene of its own on the very day and at the place of another's scene."""
    return any(
        own.days
        and scene.days
        and own.days.gap(scene.days) == 0
        and (not own.place or not scene.place or own.place.fits(scene.place))
        for own in told
    )


def _may_join(members: Sequence[Scene]) -> bool:
    """Cannot-links: two scenes of one article, two cities or countries, explicit dates over a day apart."""
    places = [s.place for s in members if s.place]
    dated = [s.days for s in members if s.days]
    return (
        len({s.article for s in members}) == len(members)
        and len({p.country for p in places}) < 2
        and len({p.city for p in places if p.city}) < 2
        and (not dated or (max(d.first for d in dated) - min(d.last for d in dated)).days <= 1)
    )


def _reasons(
    group: Sequence[int], compared: Mapping[Pair, Likeness], pool: Sequence[Scene]
) -> dict[str, str]:
    """For each article of the event, its strongest link to another report of it."""
    if len(group) == 1:
        return {pool[group[0]].article: "told by this article only"}
    reasons = dict[str, str]()
    for n in group:
        links = [
            (compared[pair], other) for other in group if (pair := (min(n, other), max(n, other))) in compared
        ]
        best, _ = min(links, key=lambda found: (-found[0].points, found[1]))
        reasons[pool[n].article] = best.reason
    return reasons


def _attach_copies(
    linked: list[_Linked],
    found: Mapping[str, list[Scene]],
    by_id: Mapping[str, CodedArticle],
    copies: Mapping[str, str],
) -> None:
    """Put each scene of a copy beside the scene of its original that it fits best, else by itself."""
    home = {scene: made for made in linked for scene in made.scenes}
    for key in sorted(found):
        original = copies.get(key)
        if original not in by_id or original is None:
            continue
        share = containment(shingles(by_id[key].article), shingles(by_id[original].article))
        for scene in found[key]:
            fitting = [s for s in found[original] if _may_join([scene, *home[s].all])]
            if fitting:
                best = max(
                    fitting,
                    key=lambda s: (sum((s.acts() & scene.acts()).values()), -s.lead.trigger.span.start),
                )
                home[best].copied.append((scene, share))
            else:
                linked.append(_Linked([scene], {key: "told by this article only"}))


def _published(scene: Scene) -> tuple[str, str]:
    return (scene.published.first.isoformat() if scene.published else "9999", scene.article)
