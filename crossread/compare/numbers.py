"""Numbers: the closed range that an expression stands for, and whether two such ranges are compatible."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossread.codebook import Codebook
from crossread.records import Count

TOLERANCE = 0.2  # two figures at most so far apart, as a share of the larger, are one figure told differently
OPEN = 1.5  # an open upper end without a word in the codebook is closed at so many times the lower end


class Range(NamedTuple):
    """A closed range of numbers, both ends included."""

    low: float
    high: float

    def compatible(self, other: Range) -> bool:
        """Whether the two overlap, or their nearest ends differ by at most TOLERANCE of the larger."""
        below, above = sorted((self, other))
        gap = above.low - below.high
        return gap <= TOLERANCE * above.low

    def __str__(self) -> str:
        low, high = (f"{end:,.0f}" for end in self)
        return low if low == high else f"{low} to {high}"


def closed(count: Count, codebook: Codebook) -> Range | None:
    """The range that verdicts compare a count with, closed by the codebook's table; None without a number.

    The inexact word is `count.approximate`, else one found in the count's own words. "hundreds" is closed as
    the codebook closes it, "about N" and the like as factors of N.
    """
    low, high = count.low, count.high
    said = f"{count.approximate or ''} {count.text}".lower()
    for inexact in sorted(codebook.counts.inexact, key=lambda i: (-len(i.word), i.word)):
        # "two hundred" is exact: the word must stand for the number, and the coder must have read it so.
        if low == inexact.low and _says(said, inexact.word):
            return Range(*map(float, inexact.closed))
    number = low if low is not None else high
    if number is None:
        return None
    for bound in codebook.counts.bounds.values():
        if any(_says(said, word) for word in bound.words):
            return Range(number * bound.closed[0], number * bound.closed[1])
    if low is None:
        return Range(number / OPEN, number)
    return Range(low, max(low, high)) if high is not None else Range(low, low * OPEN)


def _says(said: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word.lower())}\b", said) is not None
