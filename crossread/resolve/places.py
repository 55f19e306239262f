"""Where: place names in a text, and what a place expression names in the light of its article.

Candidates are ranked by population, by the countries that the article speaks of, by containment ("Portland,
Ore.") and by one sense per article; a venue keeps its words and takes the city that its phrase or its article
gives.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from crossread.records import Place, Span
from crossread.resolve.gazetteer import Gazetteer, Toponym, fold, load
from crossread.resolve.place_names import is_place, names, vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*|\.")
_MARKS = ".,;:!?'’\"“”«»()[]-–—"
_ROUNDS, _SENSES = 2, 8
_NEAR_KM = 150.0
_MOST = 40  # candidates of a name
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Match:
    """A place name in a text: its span, what it may name, and the place that the text says it lies in."""

    span: Span
    text: str
    candidates: tuple[Toponym, ...]
    within: Toponym | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says about where it is.

    `votes`: for each place name (and demonym) what it may name, with shares. `countries` and `divisions`:
    sums of these votes; `points`: towns and counties with theirs; `senses`: places fixed by containment
    ("Portland, Ore."); `city`: the main city, if one has at least a third of all mentions of cities.
    """

    votes: Mapping[str, Sequence[tuple[Toponym, float]]] = field(default_factory=dict)
    countries: Mapping[str, float] = field(default_factory=dict)
    divisions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    points: Sequence[tuple[str, Toponym, float]] = ()
    senses: Mapping[str, Toponym] = field(default_factory=dict)
    city: Toponym | None = None


def find(text: str) -> list[Span]:
    """Known place names in `text`, the longest at each point, without those in a person's name."""
    return [match.span for match in matches(text)]


def matches(text: str) -> list[Match]:
    """Known place names with their candidates; "X, Y" is one match for X within Y and one for Y."""
    found = [
        Match(name.span, name.span.of(text), _widest(name.candidates))
        for name in names(text)
        if is_place(name)
    ]
    return _contained(text, found)


def in_phrase(text: str) -> tuple[Match, ...]:
    """Names in the words of a place expression, of which some name is one unless it is plainly not."""
    return _in_phrase(text, load())


@functools.lru_cache(maxsize=1 << 12)
def _in_phrase(text: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    people = gazetteer.people.get(text.removeprefix("the ").strip())
    if people:
        return (Match(Span(0, len(text)), text, (people,)),)
    abbreviated = gazetteer.after_comma.get(text.replace(". ", "."), ())
    if abbreviated:
        return (Match(Span(0, len(text)), text, abbreviated),)
    told = names(text)
    found = [
        Match(n.span, n.span.of(text), _widest(n.candidates))
        for n in told
        if n.span == Span(0, len(text)) or is_place(n, True)
    ]
    return tuple(_contained(text, found))


def _widest(candidates: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """Without the country of a city state and the county of a city county, which their city stands for."""
    cities = [x for x in candidates if x.kind == "city"]
    states = {x.country for x in cities if x.name == load().countries[x.country].name}
    counties = {(x.country, x.adm1, x.adm2) for x in cities}
    kept = tuple(
        x
        for x in candidates
        if not (x.kind == "country" and x.country in states)
        and not (x.kind == "adm2" and (x.country, x.adm1, x.adm2) in counties)
    )
    return tuple(sorted(kept, key=lambda x: -x.population)[:_MOST])


def _contained(text: str, found: list[Match]) -> list[Match]:
    out = list[Match]()
    for here, beyond in zip(found, [*found[1:], None], strict=False):
        if not beyond or not re.fullmatch(r", ?| ?\(", text[here.span.end : beyond.span.start]):
            out.append(here)
            continue
        wider = [y for y in beyond.candidates if y.kind != "city"]
        within = next((y for y in wider if any(x.within(y) for x in here.candidates)), None)
        if within or not any(y.kind == "adm1" for y in wider):
            out.append(Match(here.span, here.text, here.candidates, within))
        # else "Paris, Maine": a town that the list does not know, and not its namesake
    return out


def context(text: str, dateline: Iterable[str] = ()) -> Context:
    """The context that the place names and demonyms of `text` make; `dateline` adds further mentions."""
    found = [*matches(text), *(match for words in dateline for match in in_phrase(words))]
    people = load().people
    told = [people[word] for word in map(str.strip, text.split(), itertools.repeat(_MARKS)) if word in people]
    senses: dict[str, Toponym] = {}
    for match in found:
        sure = [x for x in match.candidates if match.within and x.within(match.within)]
        if sure:
            senses.setdefault(fold(match.text), max(sure, key=lambda x: x.population))
    # First every candidate counts by its inhabitants, then by what the others made of it.
    shares = [_by_population(match) for match in found]
    around = _around(found, shares, told, senses)
    for _ in range(_ROUNDS):
        shares = [rank(match, around) for match in found]
        around = _around(found, shares, told, senses)
    cities = collections.Counter(ranked[0][0] for ranked in shares if ranked[0][0].kind == "city")
    top = cities.most_common(1)
    main = top[0][0] if top and top[0][1] >= max(2, sum(cities.values()) / 3) else None
    return dataclasses.replace(around, city=main)


def _by_population(match: Match) -> list[tuple[Toponym, float]]:
    fitting = [x for x in match.candidates if match.within and x.within(match.within)] or match.candidates
    total = sum(x.population + 1000 for x in fitting)
    return [(x, (x.population + 1000) / total) for x in fitting]


def _around(
    found: Sequence[Match],
    shares: Sequence[Sequence[tuple[Toponym, float]]],
    told: Iterable[Toponym],
    senses: Mapping[str, Toponym],
) -> Context:
    """The context of ranked matches: every name has one vote, however often it recurs."""
    votes: dict[str, Sequence[tuple[Toponym, float]]] = {f"people of {x.name}": [(x, 1.0)] for x in told}
    for match, ranked in zip(found, shares, strict=True):
        folded = fold(match.text)
        if folded not in votes or match.within:
            votes[folded] = ranked[:_SENSES]
    countries: dict[str, float] = collections.defaultdict(float)
    divisions: dict[tuple[str, str], float] = collections.defaultdict(float)
    points = list[tuple[str, Toponym, float]]()
    for name, ranked in votes.items():
        for x, share in ranked:
            countries[x.country] += share
            if x.adm1:
                divisions[x.country, x.adm1] += share
            if x.kind in ("city", "adm2"):
                points.append((name, x, share))
    return Context(votes, countries, divisions, points, senses)


def signs(match: Match, x: Toponym, around: Context) -> dict[str, float]:
    """What speaks for a candidate, by the names of the weights; the name's own votes do not count."""
    folded = fold(match.text)
    own = around.votes.get(folded, ())
    others = max(len(around.votes) - bool(own), 1)
    country = around.countries.get(x.country, 0) - sum(s for y, s in own if y.country == x.country)
    division = around.divisions.get((x.country, x.adm1), 0) - sum(
        s for y, s in own if (y.country, y.adm1) == (x.country, x.adm1)
    )
    local = x.kind in ("city", "adm2")
    near = sum(s for name, y, s in around.points if name != folded and _close(y, x)) if local else 0
    return {
        "population": math.log10(x.population + 1000),
        "in_country": country / others,
        "in_division": division / others if x.adm1 else 0,
        "neighbours": math.log1p(near),
        "named_division": math.log1p(division) if x.adm1 else 0,
        "same_sense": x == around.senses.get(folded),
        "contained": bool(match.within and x.within(match.within)),
        "own_name": fold(x.name) == folded or x in load().known_as.get(folded, ()),
        x.kind: 1,
    }


def _close(one: Toponym, other: Toponym) -> bool:
    # Degrees on a cylinder, exact enough for "within a day's drive".
    high = abs(one.lat - other.lat) * 111.2
    if high > _NEAR_KM:
        return False
    wide = abs(one.lon - other.lon) * 111.2 * math.cos(math.radians(one.lat))
    return high * high + wide * wide <= _NEAR_KM * _NEAR_KM


def rank(match: Match, around: Context) -> list[tuple[Toponym, float]]:
    """The match's candidates with their probabilities (softmax of the scores), best first."""
    if len(match.candidates) == 1:
        return [(match.candidates[0], 1.0)]
    weights: Mapping[str, float] = vocabulary()["ranking"]
    scores = [
        sum(weights.get(sign, 0.0) * value for sign, value in signs(match, x, around).items())
        for x in match.candidates
    ]
    odds = [math.exp(score - max(scores)) for score in scores]
    shares = [each / sum(odds) for each in odds]
    return sorted(zip(match.candidates, shares, strict=True), key=lambda pair: -pair[1])


def resolve_place(place: Place, around: Context) -> Place:
    """`place` with name, id, country, coordinates and precision of the finest place that its words name.

    Words that name no known place, but a part of one ("the city hall", "downtown"), take the article's main
    city with precision venue_in_city. Otherwise the place comes back as it was.
    """
    ranked = [rank(match, around) for match in in_phrase(place.text)]
    if not ranked:
        if around.city and vocabulary()["same_city"].search(place.text):
            return _filled(place, around.city, "venue_in_city")
        return place
    order = {"city": 0, "adm2": 1, "adm1": 2, "country": 3, "region": 4}
    best = min(ranked, key=lambda candidates: order[candidates[0][0].kind])
    chosen = best[0][0]
    rest = [fold(word) for word in _WORD.findall(place.text) if word != "."]
    names = {part for candidates in ranked for x in _spellings(place.text, candidates) for part in x.split()}
    other = [w for w in rest if w not in names and w not in vocabulary()["transparent"]]
    precision: str = "venue_in_city" if chosen.kind == "city" and other else chosen.kind
    city = around.city
    if other and city and city.within(chosen) and vocabulary()["same_city"].search(place.text):
        chosen, precision = city, "venue_in_city"  # "a street in northern France", in an article about Lille
    if chosen.kind != "city" and other:
        precision = "region"
    return _filled(place, chosen, precision, best)


def _spellings(text: str, candidates: Sequence[tuple[Toponym, float]]) -> list[str]:
    return [fold(match.span.of(text)) for match in in_phrase(text) if match.candidates[0] in dict(candidates)]


def _filled(
    place: Place, toponym: Toponym, precision: str, ranked: Sequence[tuple[Toponym, float]] = ()
) -> Place:
    rivals = tuple(
        {"geonames": x.geonames, "name": x.name, "country": x.country, "confidence": round(share, 3)}
        for x, share in ranked[:5]
    )
    return place.model_copy(
        update={
            "geonames": toponym.geonames, "name": toponym.name, "country": toponym.country or None,
            "lat": toponym.lat, "lon": toponym.lon, "precision": precision,
            "candidates": rivals if len(rivals) > 1 else None,
        }
    )  # fmt: skip


def where(places: Sequence[Place]) -> str | None:
    """The "City, Country", "Division, Country" or "Country" of resolved places; None if they name several."""
    gazetteer = load()
    named = {p.name: p for p in places if p.precision == "city"}
    venues = {p.name: p for p in places if p.precision == "venue_in_city"}
    divisions = {p.name: p for p in places if p.precision in ("adm1", "adm2")}
    known = list((named or venues or divisions).values())
    codes = {place.country or "" for place in known or places if place.country}
    if len(codes) != 1:
        return None
    (code,) = codes
    country = gazetteer.countries[code].name if code in gazetteer.countries else None
    if not known:
        return None  # the codebook's `where` is finer than a country
    shown: str | None = vocabulary()["where"].get(code)  # one name for all places of a city state
    if shown or len(known) > 1:
        return shown
    name = known[0].name
    return name if country in (None, name) else f"{name}, {country}"
