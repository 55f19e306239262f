"""Where words stand: offsets in Unicode code points into an article's stored text, end exclusive."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator

from crossread.records.base import Record


class Span(NamedTuple):
    """A non-empty range of characters, `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same range `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


def _checked(span: Span) -> Span:
    if not 0 <= span.start < span.end:
        raise ValueError(f"span [{span.start}, {span.end}] is empty or negative")
    return span


Offsets = Annotated[Span, AfterValidator(_checked)]


class Phrase(Record):
    """Words of the article with their place: `text` equals the article's text at `span`."""

    span: Offsets
    text: str
    confidence: float | None = None

    @classmethod
    def at(cls, text: str, start: int, end: int, **fields: object) -> Self:
        """The phrase at `text[start:end]`, without the white space around it.

        Raises ValueError if there is nothing but white space.
        """
        span = strip(text, Span(start, end))
        if span is None:
            raise ValueError(f"nothing but white space at [{start}, {end}]")
        return cls.model_validate({"span": span, "text": span.of(text), **fields})


def strip(text: str, span: Span) -> Span | None:
    """`span` without the white space at both ends, or None if nothing is left."""
    words = re.search(r"\S(?:.*\S)?", text[span.start : span.end], re.DOTALL)
    return Span(span.start + words.start(), span.start + words.end()) if words else None
