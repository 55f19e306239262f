"""Scenes: what one article tells of one place and day. Events are made of scenes, one of an article.

A march, its clashes and its arrests are one scene; the march of last year, recalled in the last paragraph, is
another. Every claim belongs to exactly one scene of its article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from crossread.link.settings import settings
from crossread.records import Claim, CodedArticle, Days, Where

DAY = 2  # days at most: one happening, "overnight" included
PLANNED = 31  # days ahead within which a plan belongs to what it follows from
PERIOD = 8  # days at most that can lie around a day ("last week"); longer ones are background


@dataclass(frozen=True, eq=False)  # one object is one scene: claims need not be hashable
class Scene:
    """Claims of one article that share a place and a day, as far as they state them."""

    article: str
    claims: tuple[Claim, ...]
    where: str | None
    days: Days | None
    published: Days | None

    @property
    def place(self) -> Where | None:
        """`where`, to compare by."""
        return Where.of(self.where)

    @property
    def lead(self) -> Claim:
        """The claim that stands for the scene: the first core act, else the first claim."""
        return next((c for c in self.claims if c.type in settings().core), self.claims[0])

    def acts(self) -> Counter[tuple[str, str | None]]:
        """Its acts as (type, mode), with the number of claims."""
        return Counter((c.type, mode) for c in self.claims for mode in c.mode or (None,))

    def roles(self) -> frozenset[str]:
        """Roles of all who act or are acted upon."""
        return frozenset(p.role for c in self.claims for p in (*c.actor, *c.recipient))


@dataclass
class _Happening:
    """Claims that the article treats as one happening, with the narrowest place and date among them."""

    claims: list[Claim]
    published: Days | None = None
    where: str | None = None
    place: Where | None = None
    days: Days | None = None

    @classmethod
    def of(cls, claims: list[Claim], published: Days | None) -> _Happening:
        made = cls(claims, published)
        stated = Counter(c.where for c in claims if Where.of(c.where))
        if stated:
            cities = {w: n for w, n in stated.items() if (place := Where.of(w)) and place.city} or stated
            made.where = min(cities, key=lambda w: (-cities[w], w or ""))
            made.place = Where.of(made.where)
        dates = Counter(days for c in claims if (days := Days.of(c.date)))
        made.days = min(dates, key=lambda d: (d.length, -dates[d], d)) if dates else None
        return made

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, bool, int]:
        """How well it anchors a scene: done, a core act, with day and place, and how much is said of it."""
        day = self.days is not None and self.days.length <= DAY
        city = self.place is not None and self.place.city is not None
        return self.done, self.core, day and self.place is not None, city, day, len(self.claims)

    @property
    def done(self) -> bool:
        """Whether it is told as done; what is dated after the report came out cannot be."""
        ahead = bool(self.days and self.published and self.days.first > self.published.last)
        return not ahead and any(c.modality == "actual" for c in self.claims)

    @property
    def core(self) -> bool:
        return any(c.type in settings().core for c in self.claims)

    @property
    def start(self) -> int:
        return self.claims[0].trigger.span.start


@dataclass
class _Draft:
    where: str | None
    place: Where | None
    days: Days | None
    happenings: list[_Happening] = field(default_factory=list)

    def admits(self, h: _Happening) -> bool:
        """Whether nothing that the happening states speaks against its belonging here."""
        if h.place and self.place and not h.place.fits(self.place):
            return False
        if h.days and not self.days:
            # Words about an undated act may be of a later day; a plan or a dated act is another scene.
            return h.done and not h.core and h.days.length <= PERIOD
        if h.days and self.days:
            long = h.days.length > PERIOD or self.days.length > PERIOD
            return h.days == self.days if long else h.days.gap(self.days) == 0
        return True

    def take(self, h: _Happening) -> None:
        self.happenings.append(h)
        if h.place and (self.place is None or (self.place.city is None and h.place.city)):
            self.where, self.place = h.where, h.place
        if h.days and self.days and h.core and h.done and h.days.length < self.days.length:
            self.days = h.days

    def distance(self, h: _Happening) -> int:
        """Characters from the happening to the nearest one here."""
        return min(abs(h.start - other.start) for other in self.happenings)


def scenes(coded: CodedArticle) -> list[Scene]:
    """The article's scenes, in the order of their first claims.

    Happenings that state a day and a place open scenes, the most told first; one that states less joins the
    scene that it does not contradict and that stands nearest in the text.
    """
    published = Days.of(coded.article.published)
    happenings = _happenings(coded.coding.claims, published)
    drafts: list[_Draft] = []
    for h in sorted(happenings, key=lambda h: (*(-int(r) for r in h.rank), h.start)):
        fitting = [draft for draft in drafts if draft.admits(h)]
        if not fitting:
            drafts.append(_Draft(h.where, h.place, h.days))
            fitting = drafts[-1:]
            fitting[0].happenings.append(h)
            continue
        min(fitting, key=lambda draft: (not _shares(draft, h), draft.distance(h))).take(h)
    drafts = _fold_plans(drafts)
    made = [
        Scene(
            coded.article.id,
            tuple(sorted((c for h in d.happenings for c in h.claims), key=lambda c: (c.trigger.span, c.id))),
            d.where,
            d.days,
            published,
        )
        for d in drafts
    ]
    return sorted(made, key=lambda s: (s.claims[0].trigger.span, s.claims[0].id))


def _fold_plans(drafts: list[_Draft]) -> list[_Draft]:
    """Put what is only planned, feared or denied with the article's main scene, unless that lies elsewhere.

    "Another march has been called for next Sunday" belongs on this Sunday's page; a report that tells of
    nothing but next Sunday's march keeps it as its scene.
    """
    done = [draft for draft in drafts if any(h.done for h in draft.happenings)]
    if not done:
        return drafts
    main = max(
        done,
        key=lambda d: (sum(len(h.claims) for h in d.happenings if h.core and h.done), -d.happenings[0].start),
    )
    kept = []
    for draft in drafts:
        habitual = any(c.modality == "habitual" for h in draft.happenings for c in h.claims)
        elsewhere = draft.place and main.place and not draft.place.fits(main.place)
        apart = draft.days.gap(main.days) if draft.days and main.days else 0
        if draft in done or habitual or elsewhere or apart > PLANNED:
            kept.append(draft)
        else:
            main.happenings += draft.happenings
    return kept


def _shares(draft: _Draft, h: _Happening) -> bool:
    """Whether the happening states the scene's very day or city, and not merely nothing against it."""
    day = h.days is not None and draft.days is not None
    city = h.place is not None and draft.place is not None and h.place.city == draft.place.city is not None
    return day or city


def _happenings(claims: Sequence[Claim], published: Days | None) -> list[_Happening]:
    """Claims grouped by the coder's `happening`; without one, by equal type, modes, place and date."""
    groups = defaultdict[tuple[object, ...], list[Claim]](list)
    for claim in sorted(claims, key=lambda c: (c.trigger.span, c.id)):
        key = (claim.happening,) if claim.happening else (claim.type, claim.mode, claim.where, claim.date)
        groups[key].append(claim)
    return [_Happening.of(group, published) for group in groups.values()]
