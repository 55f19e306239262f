"""Which capitalised words are names of places: every town's name is also somebody's, or a word.

Of each name that the gazetteer knows a few signs are told (a preposition of place before it, a title, what
else its letters mean, how large its largest bearer is); a logistic regression weighs them. Its weights stand
in `data/places.yaml`, fitted by tools/fit_places.py.
"""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from crossread.records import Span
from crossread.resolve.gazetteer import GIVEN, SURNAME, WORD, Gazetteer, Toponym, fold, load

# A word, an initialism, or a word with the full stop of an abbreviation.
_NAME = re.compile(r"[^\W\d_](?:\.(?:[A-Z]\.)+|[^\W\d_]*(?:['’‑-](?!s\b)[^\W\d_]+)*\.?)")
_REGION = re.compile(r"(?:,\s+|\s\()([A-Z][\w.]*(?: [A-Z]\w+)?)")  # "Dover, England"
_DATELINE = re.compile(r"(?:,[^.\n]{2,20})?(?: \([^)\n]{2,20}\))? ?[-–—]{1,2} ")
_ARTICLED = re.compile(r"The (?:Hague|Valley)\b")
_CITY_OF = re.compile(
    r"\b(?:city|town|village|suburb|state|province|port|capital|region) of $", re.IGNORECASE
)
_LONGEST = 8  # words of a name
_TOLD = 1.5  # log odds that words of a place expression name a place, over others
_SIZES = (
    (2_000_000, "size_5"),
    (500_000, "size_4"),
    (100_000, "size_3"),
    (20_000, "size_2"),
    (5_000, "size_1"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the gazetteer knows, at a place in a text, with the signs that speak for and against it."""

    span: Span
    candidates: tuple[Toponym, ...]
    signs: frozenset[str]


@functools.cache
def vocabulary() -> dict[str, Any]:
    """Words and weights of `data/places.yaml`."""
    file = resources.files("crossread.resolve") / "data" / "places.yaml"
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for key in (
        "institutions",
        "before",
        "titles",
        "not_before",
        "not_places",
        "locative",
        "transparent",
    ):
        loaded[key] = frozenset(loaded[key])
    loaded["not_places"] = frozenset(map(fold, loaded["not_places"]))
    for key in ("same_city", "same_country"):
        loaded[key] = re.compile(loaded[key], re.IGNORECASE)
    return loaded


def is_place(name: Name, told: bool = False) -> bool:
    """Whether a name is more likely a place's than not; `told` if the words are known to name a place."""
    weights: Mapping[str, float] = vocabulary()["recognition"]
    return sum(weights.get(sign, 0.0) for sign in ("bias", *name.signs)) + (_TOLD if told else 0.0) > 0


def names(text: str) -> list[Name]:
    """All names that the gazetteer knows, the longest at each point, places or not."""
    gazetteer, found = load(), list[Name]()
    tokens = [Span._make(word.span()) for word in _NAME.finditer(text)]
    begin, last = 0, None
    for n, token in enumerate(tokens):
        article = token.of(text) == "The" and not _ARTICLED.match(text, token.start)
        if token.start >= begin and text[token.start].isupper() and not article:
            behind = last is not None and text[last : token.start] in (", ", " (", ",")
            span, width, candidates = _longest(text, tokens, n, gazetteer, behind)
            if candidates and fold(span.of(text)) not in vocabulary()["not_places"]:
                signs = _signs(text, tokens, n, width, span, candidates, gazetteer)
                found.append(Name(span, candidates, signs | ({"behind"} if behind else frozenset())))
                begin, last = tokens[n + width - 1].end, span.end
    return _recurring(text, found)


def _longest(
    text: str, tokens: Sequence[Span], n: int, gazetteer: Gazetteer, behind: bool
) -> tuple[Span, int, tuple[Toponym, ...]]:
    start = tokens[n].start
    best: tuple[Span, int, tuple[Toponym, ...]] = Span(start, tokens[n].end), 1, ()
    for width in range(1, min(_LONGEST, len(tokens) - n) + 1):
        end = tokens[n + width - 1].end
        words = text[start:end]
        gap = text[tokens[n + width - 2].end : tokens[n + width - 1].start] if width > 1 else " "
        if gap not in (" ", "\u00a0", "  ", " D", ", ") or (gap == ", " and words not in gazetteer.codes):
            break
        candidates = gazetteer.after_comma.get(words, ()) if behind else ()
        if not candidates and words.endswith(".") and words not in gazetteer.codes:
            words, end = words[:-1], end - 1  # a full stop, no abbreviation's
        candidates = candidates or (
            gazetteer.lookup(words) if text[tokens[n + width - 1].start].isupper() else ()
        )
        if candidates and len(words) > 1:
            best = Span(start, end), width, candidates
        if not gazetteer.continues(fold(words)) and width > 1:
            break
    return best


def _signs(
    text: str,
    tokens: Sequence[Span],
    n: int,
    width: int,
    span: Span,
    candidates: tuple[Toponym, ...],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    words, folded = vocabulary(), fold(span.of(text))
    before = tokens[n - 1] if n and text[tokens[n - 1].end : span.start] in (" ", "\u00a0") else None
    after = tokens[n + width] if n + width < len(tokens) else None
    if after and text[span.end : after.start] not in (" ", "'s ", "’s "):
        after = None
    previous, following = (token.of(text).rstrip(".") if token else "" for token in (before, after))
    if previous.lower() == "the" and before and n > 1 and text[tokens[n - 2].end : before.start] == " ":
        previous = tokens[n - 2].of(text)
    out = set[str]()
    flags = gazetteer.flags(folded)
    out |= {name for bit, name in ((WORD, "word"), (GIVEN, "given"), (SURNAME, "surname")) if flags & bit}
    if candidates == gazetteer.after_comma.get(span.of(text)):
        return frozenset({"abbreviation"})  # "Portland, Ore.": only looked up behind a place
    if _CITY_OF.search(text, max(0, span.start - 20), span.start):
        out.add("city_of")
    kinds = {x.kind for x in candidates}
    largest = max(x.population for x in candidates)
    for kind in ("country", "region", "adm1"):
        if kind in kinds:
            out.add(kind)
            break
    else:
        out.add(next((name for least, name in _SIZES if largest >= least), "size_0"))
        if "city" not in kinds:
            out.add("adm2")
    if not any(fold(x.name) == folded for x in candidates):
        out.add("alternate")
    if width > 1:
        out.add("long")
    if span.of(text) in gazetteer.codes:
        out.add("code")
    elif span.of(text).isupper():
        out.add("capitals")
    if previous.lower() in words["locative"]:
        out.add("of" if previous.lower() == "of" else "locative")
    elif previous in words["titles"]:
        out.add("title")
    elif previous[:1].isupper() and previous not in words["before"]:
        out.add("place_before" if gazetteer.lookup(previous) else "name_before")
    elif not before:
        out.add("first")
    saint = folded.startswith("st ") and text[span.end : span.end + 2] in ("'s", "’s")
    if following in words["not_before"] or saint:
        out.add("street")
    elif following in words["institutions"]:
        out.add("institution")
    elif text[span.end : span.end + 2] in ("'s", "’s"):
        out.add("possessive")
    elif following[:1].isupper() and not following.isupper():
        out.add("name_after")
    if flags & GIVEN and "name_after" in out and not out & {"locative", "of", "city_of"}:
        out.add("full_name")
    region = _REGION.match(text, span.end)
    if region:
        wider = gazetteer.after_comma.get(region[1], ()) or gazetteer.lookup(region[1].rstrip("."))
        if any(x.within(y) for y in wider for x in candidates):
            out.add("contained")
        else:
            out.add("listed")
    if not before and _DATELINE.match(text, span.end):
        out.add("dateline")
    return frozenset(out)


def _recurring(text: str, found: Sequence[Name]) -> list[Name]:
    """Names with what their other occurrences in the text show."""
    by_name: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name in found:
        by_name[name.span.of(text)].update(name.signs)
    lower = set(re.findall(r"\b[a-z]+\b", text))
    out = []
    for name in found:
        words = name.span.of(text)
        signs, others = set(name.signs), by_name[words]
        if others["locative"] > ("locative" in signs) or others["contained"] or others["dateline"]:
            signs.add("elsewhere_located")
        if others["name_before"] + others["title"] > ("name_before" in signs) + ("title" in signs):
            signs.add("elsewhere_person")
        if words.lower() in lower:
            signs.add("lower_too")
        out.append(Name(name.span, name.candidates, frozenset(signs)))
    return out
