"""Claims with their dates, places, counts and participants normalised. Pure; abstains rather than guesses."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from typing import TypeVar

from crossread.codebook import Codebook
from crossread.records import Article, Claim, Coding, Count, Phrase, Place, Span
from crossread.resolve import actors, counts, places, times
from crossread.resolve.intervals import Interval

P = TypeVar("P", bound=Phrase)


def resolve(article: Article, coding: Coding, book: Codebook | None = None) -> Coding:
    """`coding` with every claim's `date`, `where`, places, counts and participants filled in.

    A claim without a time or place of its own takes over that of the nearest claim of the same happening,
    with its words. Relative times need the publication date (in an embedded post, the post's own); without it
    `date` stays None. `inferred` lists "where" if the article's main city stands in for a venue whose words
    name no known place. `book` gives the inexact count words (None: the built-in codebook).
    """
    around, known = places.context(article.text), actors.names(article.text)
    dated = _dates(article, coding.claims)
    # The same participants recur from claim to claim.
    actor = functools.cache(functools.partial(actors.resolve, around=known, book=book))
    place = functools.partial(places.resolve_place, around=around)
    claims = [
        claim.model_copy(
            update={
                "date": dated.get(claim.id) or claim.date,
                "counts": tuple(_count(count, book) for count in claim.counts),
                "actor": tuple(map(actor, claim.actor)),
                "recipient": tuple(map(actor, claim.recipient)),
                **_located(claim, tuple(map(place, claim.place))),
            }
        )
        for claim in coding.claims
    ]
    claims = _inherit(claims, _take_time, lambda claim: claim.date is not None)
    claims = _inherit(claims, _take_place, lambda claim: claim.where is not None)
    return coding.model_copy(update={"claims": tuple(claims)})


def _published(article: Article, span: Span) -> dt.date | None:
    """The date that relative times at `span` are told against."""
    for block in article.blocks:
        if block.kind == "quoted_post" and block.span.contains(span):
            return _day(block.date) or _day(article.published)
    return _day(article.published)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _dates(article: Article, claims: Sequence[Claim]) -> dict[str, str]:
    """Claim ids to ISO dates, from the claims' own time expressions, read in text order."""
    expressions = sorted(
        {(phrase.span, phrase.text, claim.modality == "planned") for claim in claims for phrase in claim.time}
    )
    told: dict[tuple[Span, bool], Interval] = {}
    previous: Interval | None = None
    for span, text, future in expressions:
        interval = times.normalise(text, _published(article, span), future=future, previous=previous)
        if interval:
            told[span, future] = interval
            previous = interval if interval.granularity in ("day", "part") else previous
    out = {}
    for claim in claims:
        own = [
            (phrase, told[phrase.span, claim.modality == "planned"])
            for phrase in claim.time
            if (phrase.span, claim.modality == "planned") in told
        ]
        if own:
            out[claim.id] = _finest(own, claim.trigger.span).iso()
    return out


def _finest(own: Sequence[tuple[Phrase, Interval]], trigger: Span) -> Interval:
    """Of several dates the shortest; of equally short ones that nearest to the trigger."""
    return min(own, key=lambda pair: (pair[1].days(), _distance(pair[0].span, trigger)))[1]


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _located(claim: Claim, resolved: tuple[Place, ...]) -> dict[str, object]:
    where = places.where(resolved)
    inferred = claim.inferred
    if where and not any(place.name and places.find(place.text) for place in resolved):
        inferred = tuple(dict.fromkeys([*inferred, "where"]))
    return {"place": resolved, "where": where or claim.where, "inferred": inferred}


def _count(count: Count, book: Codebook | None) -> Count:
    bounds = counts.normalise(count.text, book)
    if bounds is None or count.low is not None or count.high is not None:
        return count
    return count.model_copy(
        update={
            "low": bounds.low,
            "high": bounds.high,
            "approximate": count.approximate or bounds.approximate,
        }
    )


def _inherit(
    claims: Sequence[Claim], take: Callable[[Claim, Claim], Claim], has: Callable[[Claim], bool]
) -> list[Claim]:
    givers: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.happening and has(claim) and claim.modality != "habitual":
            givers.setdefault(claim.happening, []).append(claim)
    out = []
    for claim in claims:
        near = givers.get(claim.happening or "", []) if not has(claim) else []
        best = min(near, key=lambda other: _distance(other.trigger.span, claim.trigger.span), default=None)
        out.append(take(claim, best) if best else claim)
    return out


def _take_time(claim: Claim, other: Claim) -> Claim:
    return claim.model_copy(update={"time": _joined(claim.time, other.time), "date": other.date})


def _take_place(claim: Claim, other: Claim) -> Claim:
    inferred = tuple(dict.fromkeys([*claim.inferred, *(name for name in other.inferred if name == "where")]))
    place: tuple[Place, ...] = _joined(claim.place, other.place)
    return claim.model_copy(update={"place": place, "where": other.where, "inferred": inferred})


def _joined(own: tuple[P, ...], taken: tuple[P, ...]) -> tuple[P, ...]:
    spans = {phrase.span for phrase in own}
    return (*own, *(phrase for phrase in taken if phrase.span not in spans))
