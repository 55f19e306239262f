"""How many: phrases that count people, and the bounds that they state.

Bounds are those of the annotation guidelines (rule 13): "hundreds" is at least 200, "more than N" at least N,
both open above; "nearly N" and "about N" are N. Inexact words and bounding words come from the codebook.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from crossread.codebook import Codebook, builtin
from crossread.records import Span
from crossread.resolve import numbers, quantities
from crossread.resolve.quantities import Lexicon, alternatives, lexicon, vocabulary


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`, both included; None is open. `approximate` is the word that makes it inexact."""

    low: float | None
    high: float | None
    approximate: str | None = None


@dataclass(frozen=True, slots=True)
class CountExpression:
    """A number of people: the `span` of the number with what bounds it, the `phrase` with its head noun."""

    span: Span
    phrase: Span
    text: str
    noun: str | None
    bounds: Bounds


def normalise(words: str, book: Codebook | None = None) -> Bounds | None:
    """The bounds that `words` state; None where they state no number ("a number of people").

    `words` may hold the noun as well ("more than 300 people", "a police officer" = 1, "two men and a woman" =
    3).
    """
    book = book or builtin()
    known = lexicon(book)
    text = " ".join(words.replace("’", "'").replace("‑", "-").split()).lower().strip(" \"“”'«».,;:()")
    if not text or len(text) > 300:
        return None
    text = re.sub(r"\b\d+-year-old\b|,? aged \d+", " person " if text.endswith("-old") else " ", text)
    text = re.sub(r"\ba?n? ?couple (?:of )?(?=hundred|thousand|dozen)", "a couple ", " ".join(text.split()))
    if _openings()["none"].match(text) and "more than" not in text:
        return Bounds(0, 0)
    if _openings()["uncounted"].match(text) and not known.figure.search(text):
        return None
    return _sum(text, known, book) or _one(text, known, book) or _singular(words, text)


@functools.cache
def _openings() -> dict[str, re.Pattern[str]]:
    none, uncounted = (alternatives(vocabulary()[key]) for key in ("none", "uncounted"))
    return {
        "none": re.compile(rf"(?:{none})\b(?! (?:fewer|less|more)\b)"),
        "uncounted": re.compile(rf"(?:{uncounted})(?!\w)(?! \d)"),
    }


def _sum(text: str, known: Lexicon, book: Codebook) -> Bounds | None:
    """The sum ("two men and a woman": 3), if each part states an exact number."""
    parts = re.split(r",? (?:and|et) |, ", text)
    if len(parts) < 2 or text.startswith(("between ", "entre ")):
        return None
    total = 0.0
    for part in parts:
        one = _one(part, known, book) if known.figure.match(part) else None
        if one is None and re.match(r"(?:an?|une?) [a-z]", part):
            one = Bounds(1, 1)
        if one is None or one.low is None or one.low != one.high or one.approximate or part[-1].isdigit():
            return None
        total += one.low
    return Bounds(total, total)


def _one(text: str, known: Lexicon, book: Codebook) -> Bounds | None:
    match = known.figure.search(text)
    if not match:
        return None
    figure, bounding = match["figure"], (match["lead"] or match["trail"] or "").strip()
    stated = _inexact(figure, known) or _range(figure) or _plain(figure)
    name = known.bounds.get(bounding)
    if stated is None or name is None or stated.low is None or (name == "about" and stated.approximate):
        return stated
    bound = book.counts.bounds[name]
    low = None if bound.low is None else stated.low * bound.low
    high = None if bound.high is None else (stated.high or stated.low) * bound.high
    return Bounds(low, high, bounding)


def _inexact(figure: str, known: Lexicon) -> Bounds | None:
    text = re.sub(r"^many |,? (?:perhaps|possibly|if not|or even) .*", "", figure)
    if text in known.inexact:
        low, high, _ = known.inexact[text]
        return Bounds(low, high, text)
    exact = vocabulary()["exact"].get(text)
    return Bounds(exact, exact) if exact else None


def _range(figure: str) -> Bounds | None:
    figure = re.sub(r"[$£€%]", "", figure)
    halves = re.fullmatch(r"(?:between |entre |from )?(.+?)(?: (?:and|et|to|à|or|ou) | ?[-–—] ?)(.+)", figure)
    if not halves:
        return None
    low, high = numbers.parse(halves[1]), numbers.parse(halves[2])
    if low is None or high is None or (numbers.parse(figure) is not None and not re.search(r"\d", figure)):
        return None
    scale = re.search(r"(?:dozen|hundred|thousand|million|billion|mille|millions)$", halves[2])
    if scale and not re.search(r"[a-z]$", halves[1]):
        low *= numbers.parse(scale[0]) or 1  # "10 to 15 thousand"
    elif (
        low < high
        and low < 1000 <= high
        and high % 1000 == 0
        and low * 1000 < high
        and halves[2].endswith(",000")
    ):
        low *= 1000  # "50 to 100,000"
    return Bounds(low, high) if low <= high else None


def _plain(figure: str) -> Bounds | None:
    value = numbers.parse(figure)
    return None if value is None else Bounds(value, value)


def _singular(words: str, text: str) -> Bounds | None:
    """One person: "a police officer", "another man", or a name."""
    if re.match(r"(?:an?|another|une?|un autre|une autre|the|one|le|la) [^\W\d_]+", text):
        head = re.split(r"\b(?:of|in|from|with|who|de|du|des)\b", text)[0].split()[-1]
        return None if head.endswith("s") and not head.endswith("ss") else Bounds(1, 1)
    name = re.fullmatch(r"\s*(?:\d+-year-old\s)?(?:[A-Z][\w'’.-]+\s*){2,4}", words)
    return Bounds(1, 1) if name and not words.isupper() and not text.endswith("s") else None


def closed(bounds: Bounds, book: Codebook | None = None) -> tuple[float, float]:
    """The range that verdicts compare: an open bound closed as the codebook says (hundreds: 200 to 999)."""
    known, word = lexicon(book), bounds.approximate or ""
    if word in known.inexact:
        return known.inexact[word][2]
    stated = bounds.low if bounds.low is not None else bounds.high
    if stated is None:
        return 0.0, float("inf")
    if word in known.bounds:
        low, high = (book or builtin()).counts.bounds[known.bounds[word]].closed
        return stated * low, stated * high
    return (
        bounds.low if bounds.low is not None else 0.0,
        bounds.high if bounds.high is not None else float("inf"),
    )


# --- finding ------------------------------------------------------------------------


def find(text: str, book: Codebook | None = None) -> list[CountExpression]:
    """Phrases of `text` that count people, in text order."""
    book = book or builtin()
    out = list[CountExpression]()
    for quantity in quantities.find(text, book):
        if quantity.kind != "plain":
            continue
        bounds = normalise(quantity.text, book) or (
            Bounds(0, 0) if quantity.text.lower() in vocabulary()["none"] else None
        )
        noun = _noun(text, quantity.span.end, lexicon(book).people)
        if bounds is None or not (noun or _counts_people(text, quantity.span)):
            continue
        phrase = Span(quantity.span.start, noun.end if noun else quantity.span.end)
        out.append(
            CountExpression(quantity.span, phrase, quantity.text, noun.of(text) if noun else None, bounds)
        )
    return out


_AHEAD = [
    re.compile(
        r"[ \u00a0](?:(?:of|de|d['’]|more|other|the|les|des|his|her|their|own)[ ])*"
        rf"((?:[^\W\d_][\w'’-]*[ ]){{{width}}})([^\W\d_][\w-]*)"
    )
    for width in range(5)
]
_BREAK = re.compile(
    r"\b(?:of|de|des|and|or|in|on|at|to|by|with|was|were|are|is|who|that|had|have|for|from|et|ou|à|ont)\b",
    re.IGNORECASE,
)


def _noun(text: str, end: int, people_nouns: frozenset[str]) -> Span | None:
    """The head noun of people at most four words behind `end`, in the same noun phrase."""
    words = vocabulary()
    for pattern in _AHEAD:
        match = pattern.match(text, end)
        if not match:
            return None
        if _BREAK.search(match[1]):
            return None
        noun = match[2].lower()
        people = noun in people_nouns or match[2] in words["names"]
        if people or (noun.endswith(tuple(words["endings"])) and noun not in words["not_people"]):
            return Span(*match.span(2))
    return None


def _counts_people(text: str, span: Span) -> bool:
    words = vocabulary()
    if span.of(text).lower() in ("one", "a", "un", "une", "both", "a few", "no"):
        return False
    behind, ahead = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40].lstrip(" ,")
    return bool(words["verbs"].match(ahead) or words["before"].search(behind))
