"""Where: place names in a text, and what a place expression names in the light of its article.

Candidates are ranked by population, by the countries that the article speaks of, by containment ("Portland,
Ore.") and by one sense per article; a venue keeps its words and takes the city that its phrase or its article
gives.
"""

from __future__ import annotations

import collections
import functools
import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import yaml

from crossread.records import Place, Span
from crossread.resolve.gazetteer import Gazetteer, Toponym, fold, load

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*|\.")
# A word, an initialism, or a word with the full stop of an abbreviation.
_NAME = re.compile(r"[^\W\d_](?:\.(?:[A-Z]\.)+|[^\W\d_]*(?:['’‑-](?!s\b)[^\W\d_]+)*\.?)")
_FOLLOWED = re.compile(r",\s+[A-Z]|['’]s\b|\s*[-–—(]")  # "Dover, England", "Paris's", "DOVER - "
_MARKS = ".,;:!?'’\"“”«»()[]-–—"
_PHRASE = 200  # characters; phrases recur, and are searched once
_WELL_KNOWN = 500_000  # inhabitants; smaller cities are told from persons with more care
# Weights of the ranking, set by hand on the training part of the gold set.
_COUNTRY_VOTE, _DIVISION_VOTE, _SAME_SENSE, _CONTAINED = 3.0, 0.8, 4.0, 6.0
_KIND = {"country": 2.5, "adm1": 0.0, "city": 1.5}


@dataclass(frozen=True, slots=True)
class Match:
    """A place name in a text: its span, what it may name, and the place that the text says it lies in."""

    span: Span
    candidates: tuple[Toponym, ...]
    within: Toponym | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says about where it is.

    Shares of its mentions by country, first-order divisions named, senses fixed by containment ("Portland,
    Ore."), and its main city, if one city has at least a third of all mentions of cities.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    divisions: frozenset[tuple[str, str]] = frozenset()
    senses: Mapping[str, Toponym] = field(default_factory=dict)
    city: Toponym | None = None


@functools.cache
def _words() -> dict[str, Any]:
    file = resources.files("crossread.resolve") / "data" / "places.yaml"
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for key in ("ambiguous", "institutions", "before", "titles", "not_before", "locative", "transparent"):
        loaded[key] = frozenset(loaded[key])
    loaded["ambiguous"] = frozenset(fold(name) for name in loaded["ambiguous"])
    for key in ("same_city", "same_country"):
        loaded[key] = re.compile(loaded[key], re.IGNORECASE)
    return loaded


def find(text: str) -> list[Span]:
    """Known place names in `text`, the longest at each point, without those in a person's name."""
    return [match.span for match in matches(text)]


def matches(text: str) -> list[Match]:
    """Known place names with their candidates; "X, Y" is one match for X within Y and one for Y."""
    return list(_phrase_matches(text)) if len(text) <= _PHRASE else _scan(text)


@functools.lru_cache(maxsize=1 << 12)
def _phrase_matches(text: str) -> tuple[Match, ...]:
    return tuple(_scan(text))


def _scan(text: str) -> list[Match]:
    gazetteer, found = load(), list[Match]()
    tokens = [Span._make(word.span()) for word in _NAME.finditer(text)]
    begin = 0
    for n, token in enumerate(tokens):
        if token.start >= begin and text[token.start].isupper():
            match, width = _match_at(text, tokens, n, gazetteer, found)
            found += [match] if match else []
            begin = tokens[n + width - 1].end
    return _contained(text, found)


def _match_at(
    text: str, tokens: Sequence[Span], n: int, gazetteer: Gazetteer, found: Sequence[Match]
) -> tuple[Match | None, int]:
    start = tokens[n].start
    longest = gazetteer.starts.get(fold(tokens[n].of(text)).partition(" ")[0], 0)
    for width in range(min(longest, len(tokens) - n), 0, -1):
        end = tokens[n + width - 1].end
        words = text[start:end]
        if len(words) > 60 or "\n" in words:
            continue
        behind = bool(found) and text[found[-1].span.end : start] in (", ", " (", ", and ")
        candidates = gazetteer.after_comma.get(words, ()) if behind else ()
        if not candidates and words.endswith(".") and words not in gazetteer.codes:
            words, end = words[:-1], end - 1  # a full stop, no abbreviation's
        candidates = candidates or gazetteer.lookup(words)
        if not candidates:
            continue
        span = Span(start, end)
        if _is_place(text, tokens, n, width, span, candidates):
            return Match(span, _widest(candidates)), width
        return None, width
    return None, 1


def _widest(candidates: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """Without the country of a city state, which its city stands for."""
    cities = {
        x.country for x in candidates if x.kind == "city" and x.name == load().countries[x.country].name
    }
    return tuple(x for x in candidates if x.kind != "country" or x.country not in cities)


def _is_place(
    text: str, tokens: Sequence[Span], n: int, width: int, span: Span, candidates: tuple[Toponym, ...]
) -> bool:
    words = _words()
    ambiguous = fold(span.of(text)) in words["ambiguous"]
    strict = ambiguous or all(x.kind == "city" and x.population < _WELL_KNOWN for x in candidates)
    before = tokens[n - 1] if n and text[tokens[n - 1].end : span.start] == " " else None
    after = tokens[n + width] if n + width < len(tokens) else None
    if after and text[span.end : after.start] != " ":
        after = None
    before_word, after_word = (token.of(text).rstrip(".") if token else "" for token in (before, after))
    if after_word in words["not_before"]:
        return False
    located = before_word.lower() in words["locative"] or _FOLLOWED.match(text, span.end)
    named_before = before_word[:1].isupper() and before_word not in words["before"]
    if not strict:
        return bool(located) or not (named_before and before_word in words["titles"])
    institution = after_word in words["institutions"]
    named_after = after_word[:1].isupper() and not after_word.isupper() and not institution
    if located:
        return not named_after or bool(load().lookup(after_word))
    if (named_before and not load().lookup(before_word)) or named_after:
        return False
    # Alone at the start of a sentence, a name like "Jordan" may be anybody's; "Jordan's king" still may.
    return bool(
        before or institution or not ambiguous or span.of(text).isupper() or span == Span(0, len(text))
    )


def _contained(text: str, found: list[Match]) -> list[Match]:
    out = list[Match]()
    for here, beyond in zip(found, [*found[1:], None], strict=False):
        if not beyond or not re.fullmatch(r", ?| ?\(", text[here.span.end : beyond.span.start]):
            out.append(here)
            continue
        wider = [y for y in beyond.candidates if y.kind != "city"]
        within = next((y for y in wider if any(x.within(y) for x in here.candidates)), None)
        if within or not any(y.kind == "adm1" for y in wider):
            out.append(Match(here.span, here.candidates, within))
        # else "Paris, Maine": a town that the list does not know, and not its namesake
    return out


def context(text: str, dateline: Iterable[str] = ()) -> Context:
    """The context that the place names and demonyms of `text` make; `dateline` adds further mentions."""
    gazetteer = load()
    votes: collections.Counter[str] = collections.Counter()
    senses: dict[str, Toponym] = {}
    found = [*matches(text), *(match for words in dateline for match in matches(words))]
    for match in found:
        if match.within:
            sure = [x for x in match.candidates if x.within(match.within)]
            votes[sure[0].country] += 3
            senses.setdefault(fold(match.span.of(text)), max(sure, key=lambda x: x.population))
        else:
            total = sum(x.population + 1000 for x in match.candidates)
            for x in match.candidates:
                votes[x.country] += (x.population + 1000) / total  # type: ignore[assignment]
    for word in map(str.strip, text.split(), itertools.repeat(_MARKS)):
        if word in gazetteer.people:
            votes[gazetteer.people[word].country] += 1
    everything = sum(votes.values()) or 1
    divisions = frozenset((x.country, x.adm1) for m in found for x in m.candidates if x.kind == "adm1")
    rough = Context({country: vote / everything for country, vote in votes.items()}, divisions, senses)
    cities: collections.Counter[Toponym] = collections.Counter()
    for match in found:
        best = rank(match, rough)[0][0]
        if best.kind == "city":
            cities[best] += 1
    top = cities.most_common(1)
    main = top[0][0] if top and top[0][1] >= max(2, sum(cities.values()) / 3) else None
    return Context(rough.countries, divisions, senses, main)


def rank(match: Match, around: Context) -> list[tuple[Toponym, float]]:
    """The match's candidates with their probabilities (softmax of the scores), best first."""
    same = around.senses.get(fold(match.candidates[0].name))
    scores = [
        math.log10(x.population + 1000)
        + _COUNTRY_VOTE * around.countries.get(x.country, 0)
        + _DIVISION_VOTE * ((x.country, x.adm1) in around.divisions)
        + _SAME_SENSE * (x == same)
        + _CONTAINED * bool(match.within and x.within(match.within))
        + _KIND[x.kind]
        for x in match.candidates
    ]
    weights = [math.exp(1.5 * (score - max(scores))) for score in scores]
    shares = [weight / sum(weights) for weight in weights]
    return sorted(zip(match.candidates, shares, strict=True), key=lambda pair: -pair[1])


def resolve_place(place: Place, around: Context) -> Place:
    """`place` with name, id, country, coordinates and precision of the finest place that its words name.

    Words that name no known place, but a part of one ("the city hall", "downtown"), take the article's main
    city with precision venue_in_city. Otherwise the place comes back as it was.
    """
    ranked = [rank(match, around) for match in matches(place.text)]
    if not ranked:
        if around.city and _words()["same_city"].search(place.text):
            return _filled(place, around.city, "venue_in_city")
        return place
    order = {"city": 0, "adm1": 1, "country": 2}
    best = min(ranked, key=lambda candidates: order[candidates[0][0].kind])
    chosen = best[0][0]
    rest = [fold(word) for word in _WORD.findall(place.text) if word != "."]
    names = {part for candidates in ranked for x in _spellings(place.text, candidates) for part in x.split()}
    other = [w for w in rest if w not in names and w not in _words()["transparent"]]
    precision: str = "venue_in_city" if chosen.kind == "city" and other else chosen.kind
    city = around.city
    if other and city and city.within(chosen) and _words()["same_city"].search(place.text):
        chosen, precision = city, "venue_in_city"  # "a street in northern France", in an article about Lille
    if precision in ("adm1", "country") and other:
        precision = "region"
    return _filled(place, chosen, precision, best)


def _spellings(text: str, candidates: Sequence[tuple[Toponym, float]]) -> list[str]:
    return [fold(match.span.of(text)) for match in matches(text) if match.candidates[0] in dict(candidates)]


def _filled(
    place: Place, toponym: Toponym, precision: str, ranked: Sequence[tuple[Toponym, float]] = ()
) -> Place:
    rivals = tuple(
        {"geonames": x.geonames, "name": x.name, "country": x.country, "confidence": round(share, 3)}
        for x, share in ranked[:5]
    )
    return place.model_copy(
        update={
            "geonames": toponym.geonames, "name": toponym.name, "country": toponym.country,
            "lat": toponym.lat, "lon": toponym.lon, "precision": precision,
            "candidates": rivals if len(rivals) > 1 else None,
        }
    )  # fmt: skip


def where(places: Sequence[Place]) -> str | None:
    """The "City, Country", "Division, Country" or "Country" of resolved places; None if they name several."""
    gazetteer = load()
    named = {p.name: p for p in places if p.precision == "city"}
    venues = {p.name: p for p in places if p.precision == "venue_in_city"}
    divisions = {p.name: p for p in places if p.precision == "adm1"}
    known = list((named or venues or divisions).values())
    codes = {place.country or "" for place in known or places if place.country}
    if len(codes) != 1:
        return None
    (code,) = codes
    country = gazetteer.countries[code].name if code in gazetteer.countries else None
    if not known:
        return country
    shown: str | None = _words()["where"].get(code)  # one name for all places of a city state
    if shown or len(known) > 1:
        return shown
    name = known[0].name
    return name if country in (None, name) else f"{name}, {country}"
