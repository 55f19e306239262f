"""Quantities in a text: every stated number with its bounds, told apart by what it measures.

`counts` keeps those that count people; the rest is found to be set aside: percentages, money, measures.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Literal

import yaml

from crossread.codebook import Codebook, builtin
from crossread.records import Span
from crossread.resolve import numbers

Kind = Literal["plain", "percent", "money", "measure"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number with the words that bound it, and what it measures, as the words beside it tell."""

    span: Span
    text: str
    kind: Kind


@functools.cache
def vocabulary() -> dict[str, Any]:
    """The words of data/counts.yaml, its patterns compiled."""
    file = resources.files("crossread.resolve") / "data" / "counts.yaml"
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for key in ("verbs", "before", "percent", "money_before", "money_after", "measure", "time_after"):
        loaded[key] = re.compile(loaded[key], re.IGNORECASE)
    return loaded


def alternatives(words: list[str]) -> str:
    """A pattern of `words`, longest first, spaces being any white space."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(set(words), key=len, reverse=True))


_CURRENCY_CODE = (
    "(?:"
    + "|".join(rf"(?<=[\s(]{code})" for code in ("RM", "PS", "EUR", "GBP", "Rs", "USD", "AUD"))
    + r"|(?<=\$US)|(?<=\$A)|(?<=\$C))"
)
_GLUED = r"(?:[cmk]m|[km]?g|lbs?|[KMGT]B|[KMG]bps|mph|km/?h|[kMG]?Hz|hp|k?W|p|ft|mins?|x|ml|L|s)"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of inexact numbers (the codebook's and those of data/counts.yaml) and their patterns.

    `bounds` leads from a word that makes a number inexact to the codebook's name of its bound.
    """

    bounds: Mapping[str, str]
    inexact: Mapping[str, tuple[float, float | None, tuple[float, float]]]
    people: frozenset[str]
    finder: re.Pattern[str]
    figure: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Key:
    digest: str
    book: Codebook = field(compare=False, repr=False)


def lexicon(book: Codebook | None = None) -> Lexicon:
    """The words of `book` (None: the built-in codebook)."""
    book = book or builtin()
    return _lexicon(_Key(book.digest, book))


@functools.lru_cache(maxsize=4)
def _lexicon(key: _Key) -> Lexicon:
    own, book = vocabulary(), key.book.counts
    bounds = {word: name for name, words in own["bounds"].items() for word in words if name in book.bounds}
    bounds |= {word: name for name, bound in book.bounds.items() for word in bound.words}
    inexact: dict[str, tuple[float, float | None, tuple[float, float]]] = {
        str(e["word"]): (float(e["low"]), None, (e["closed"][0], e["closed"][1])) for e in own["inexact"]
    }
    inexact |= {word: (n, n, (0.9 * n, 1.1 * n)) for word, n in own["about"].items()}
    inexact |= {e.word: (e.low, e.high, (float(e.closed[0]), float(e.closed[1]))) for e in book.inexact}
    one = numbers.pattern()
    left, right = rf"[$£€]?{one}%?", rf"[$£€]?{one}"
    range_ = (
        rf"(?:between|entre)\s{left}\s(?:and|et)\s{right}"
        rf"|(?:from\s)?{left}(?:\s?[-–—]\s?|\s(?:to|or|à|ou)\s){right}"
    )
    vague = alternatives([*inexact, *own["exact"]])
    vague = rf"(?:many\s)?(?:{vague})(?:,? (?:perhaps|possibly|if not|or even) [a-z]+)?"
    number = rf"(?:{range_}|{vague}(?!\w)|{one})"
    lead = alternatives([word for word in bounds if word != "+"])
    none = alternatives(
        [word for word in own["none"] if " " not in word and word not in ("neither", "personne")]
    )
    roles = (
        word.split()[-1]
        for name, role in key.book.roles.items()
        if name in own["roles"]
        for word in role.words
    )
    nouns = {
        *own["people"],
        *(form for word in roles for form in (word, f"{word}s")),
        *map(str.lower, own["names"]),
    }
    return Lexicon(
        bounds,
        inexact,
        frozenset(nouns - {*own["not_people"]}),
        # No letter, digit, decimal point or sign of a model number before or behind: "G20", "3-1", "No. 5".
        re.compile(
            rf"(?:(?<![\w./-])|{_CURRENCY_CODE})(?<!\bNo\. )(?<!per )"
            rf"(?:(?:(?:{lead})(?:\sto)?\s)*{number}|(?:{none})(?=\s[a-z]))"
            rf"(?:\+|(?!\w|[.,:/]\d)|(?<=\d)(?={_GLUED}\b))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:\b(?P<lead>{lead})(?: to)? )?(?:(?:the|a|just|a total of|another|un total de) )*"
            rf"(?<![\w.])(?P<figure>{number})(?!\w)(?P<trail> ?\+| or so\b| or more\b)?"
        ),
    )


def find(text: str, book: Codebook | None = None) -> list[Quantity]:
    """All quantities of `text` in text order; years, clock times, ordinals and dates are none."""
    words, out = vocabulary(), list[Quantity]()
    for match in lexicon(book).finder.finditer(text):
        span = Span(*match.span())
        before, after = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 24]
        kind: Kind = "plain"
        if words["percent"].match(after):
            kind = "percent"
        elif words["money_before"].search(before) or words["money_after"].match(after):
            kind = "money"
        elif words["measure"].match(after):
            kind = "measure"
        elif words["time_after"].match(after) or _is_date(match[0], before, after):
            continue
        out.append(Quantity(span, match[0], kind))
    return out


_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|janv|févr|avr|mai|juin|juil|août|sept|oct|nov|déc)"
)


def _is_date(words: str, before: str, after: str) -> bool:
    if re.fullmatch(r"(?:1[5-9]|20)\d\d(?:\s?[-–]\s?\d+|\s(?:to|and)\s\d{4})?", words):
        return not re.match(r"\s(?:people|person|protest|migrant|troop|officer|police)", after)
    if not re.fullmatch(r"[0-3]?\d(?:\s?[-–]\s?\d\d?)?", words):
        return False
    return bool(
        re.search(rf"\b{_MONTH}[a-zé]*\.?\s$", before) or re.match(rf"(?:er)?\s{_MONTH}[a-zé]*\b", after)
    )
