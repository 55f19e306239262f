"""What rules for time expressions are made of: vocabulary, pattern fragments, and the frame they are read in.

A rule is a pattern of lower-case words, in which names in CAPITALS stand for fragments, and a function from
the pattern's parts to an interval.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from crossread.resolve import numbers
from crossread.resolve.intervals import Interval


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is read against: publication date, direction, and the date told before."""

    anchor: dt.date | None
    future: bool = False
    previous: Interval | None = None
    day_first: bool | None = None


Parts = dict[str, str | None]
Reader = Callable[[Parts, Frame], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what reads it. `found`: whether its words may be sought in a text, or are read only."""

    pattern: str
    read: Reader
    found: bool = True


class Rules(list[Rule]):
    """The rules of one module, in their order; used as a decorator on the functions that read them."""

    def __call__(self, pattern: str, *, found: bool = True) -> Callable[[Reader], Reader]:
        """Add a rule for `pattern`."""

        def add(read: Reader) -> Reader:
            self.append(Rule(pattern, read, found))
            return read

        return add


@functools.cache
def vocabulary() -> dict[str, Any]:
    """The words of data/times.yaml."""
    file = resources.files("crossread.resolve") / "data" / "times.yaml"
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def choice(key: str) -> str:
    """A pattern of all words under `key`, longest first."""
    table = vocabulary()[key]
    words = list(table) if key == "ordinals" else [str(word) for words in table.values() for word in words]
    words = sorted((word.lower() for word in words), key=len, reverse=True)
    short = {word for word in words if any(other.startswith(word) and other != word for other in words)}
    dotted = key in ("months", "weekdays")  # "Sept." but not the full stop after "Friday"
    return "|".join(re.escape(word) + (r"\.?" if dotted and word in short else "") for word in words)


@functools.cache
def code(key: str) -> dict[str, str]:
    """The words under `key` with their codes as text: "may" to "5", "dusk" to "EV", "noël" to "12-25"."""
    return {str(word).lower(): str(code) for code, words in vocabulary()[key].items() for word in words}


@functools.cache
def fragments() -> dict[str, str]:
    """Named patterns that rules are made of; each names its own part."""
    number = r"\d+|" + "|".join(
        sorted((w for w in ("a", "an", "un", "une", *_small())), key=len, reverse=True)
    )
    return {
        "MONTH": rf"(?P<month>{choice('months')})(?!\w)",
        "WEEKDAY": rf"(?P<weekday>{choice('weekdays')})(?!\w)",
        "SEASON": rf"(?P<season>{choice('seasons')})\b",
        "PART": rf"(?P<part>{choice('parts')})",
        "UNIT": rf"(?P<unit>{choice('units')})\b",
        "NUMBER": rf"(?P<number>{number})",
        "ORDINAL": rf"(?P<ordinal>{choice('ordinals')})",
        "HOLIDAY": rf"(?P<holiday>{choice('holidays')})",
        "YEAR": r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
        "DAY": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?(?!\d)",
    }


def _small() -> list[str]:
    words = numbers.vocabulary()
    ones = [word for word, value in words["units"].items() if 0 < value < 10]
    return [
        *words["units"],
        *words["tens"],
        *(f"{ten}-{one}" for ten in ("twenty", "thirty") for one in ones),
    ]


def expand(pattern: str, *, named: bool = True) -> str:
    """`pattern` with its fragments filled in, without the part names if `named` is false."""
    for name, text in fragments().items():
        pattern = re.sub(rf"\b{name}\b", lambda _, t=text: f"(?:{t})", pattern)  # type: ignore[misc]
    return pattern if named else re.sub(r"\?P<\w+>", "?:", pattern)


def year_of(parts: Parts) -> int | None:
    """The year that the expression states."""
    return int(parts.get("year") or 0) or None


def month_of(parts: Parts) -> int:
    """The number of the month that the expression names."""
    return int(code("months")[(parts["month"] or "").rstrip(".")])


def part_of(parts: Parts) -> str | None:
    """TIMEX3's code of the part of the day that the expression names, if any."""
    return code("parts").get(parts.get("part") or "")


def count_of(parts: Parts) -> int | None:
    """How many units the expression states; None if no whole number up to 3000."""
    word = parts["number"] or ""
    value = 1 if word in ("a", "an") else numbers.parse(word)
    return None if value is None or value != int(value) or value > 3000 else int(value)
