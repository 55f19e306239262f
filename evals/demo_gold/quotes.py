"""Find a quoted phrase in an article: the step from a human's verbatim quote to character offsets.

A quote may carry brackets round the words that are meant ("the [march] through"): the whole context is looked
up, the bracketed words are the result. `#2` at the end picks the second place where the quote stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
Phrase = dict[str, object]

_OCCURRENCE = re.compile(r"#(\d+)$")


class QuoteError(ValueError):
    """A quote that is not in the text, or not there once where it has to be."""


def _places(text: str, quote: str) -> Iterator[int]:
    """Starts of the quote as whole words."""
    left = r"(?<!\w)" if quote[:1].isalnum() else ""
    right = r"(?!\w)" if quote[-1:].isalnum() else ""
    return (m.start() for m in re.finditer(left + re.escape(quote) + right, text))


def locate(text: str, quote: str, near: int | None = None) -> Span:
    """Offsets of the quote (Unicode code points, end exclusive).

    `near` picks the place closest to that offset; without it the quote must stand once, or carry `#n`.
    Raises `QuoteError` where it cannot be decided.
    """
    occurrence = None
    if match := _OCCURRENCE.search(quote):
        occurrence, quote = int(match[1]), quote[: match.start()]
    before, bracket, rest = quote.partition("[")
    inner, closing, after = rest.partition("]")
    if not bracket:
        before, inner, after = "", quote, ""
    elif not closing:
        raise QuoteError(f"“{quote}”: bracket without an end")
    starts = list(_places(text, before + inner + after))
    if not starts:
        raise QuoteError(f"“{quote}” is not in the text")
    if occurrence is not None:
        if occurrence > len(starts):
            raise QuoteError(f"“{quote}” stands {len(starts)} times, number {occurrence} was asked for")
        start = starts[occurrence - 1]
    elif near is not None:
        start = min(starts, key=lambda s: (_gap(s, s + len(quote), near), s))
    elif len(starts) == 1:
        start = starts[0]
    else:
        raise QuoteError(f"“{quote}” stands {len(starts)} times: add context or #n")
    return start + len(before), start + len(before) + len(inner)


def _gap(start: int, end: int, offset: int) -> int:
    return max(start - offset, offset - end, 0)


def stretch(text: str, quote: str, near: int | None = None) -> Span:
    """Offsets of a longer passage, "first words ... last words"; the end is the first after the start."""
    first, dots, last = quote.partition(" ... ")
    start, end = locate(text, first, near)
    if not dots:
        return start, end
    ends = [s for s in _places(text, last) if s >= end]
    if not ends:
        raise QuoteError(f"“{last}” does not follow “{first}”")
    return start, ends[0] + len(last)


def phrase(text: str, span: Span) -> Phrase:
    """The exchange format's pair of offsets and words."""
    return {"span": list(span), "text": text[span[0] : span[1]]}


_SENTENCE_END = re.compile(r"\n+|(?<=[.!?:])[”’\"']?\s+(?=[“‘\"'A-Z0-9])")


def sentence_of(text: str, offset: int) -> Span:
    """The sentence around an offset, roughly (a line is never left)."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > offset:
            return start, match.start()
        start = match.end()
    return start, len(text)
