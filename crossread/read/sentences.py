"""Sentences: rules for news English, good enough for French.

A full stop, question or exclamation mark (with the quotation marks and brackets that close after it) ends a
sentence if white space follows and then something that can begin one. Abbreviations, initials and numbers
decide the doubtful stops (`data/abbreviations.yaml`). A blank line inside a block always ends one, and text
without punctuation is cut at `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossread.read.patterns import abbreviations
from crossread.records import Span

LONGEST = 1000
"""No sentence is longer, in characters: what stands behind it must never cost more than its length."""

_CLOSERS = "\"'”’»)\\]"
_STOP = re.compile(
    rf"""
    (?<![.!?…])(?P<mark>[.!?…]+|[。！？؟۔])(?P<close>(?:\s?»)?[{_CLOSERS}]*)
    (?:\s+|(?<=[。！？]))
    (?P<open>[\[("'“‘«„—–-]*\s?)(?P<next>\S)
  | (?<=[^\W\dA-Z_]{{3}})[.!?](?=[A-Z][^\W\dA-Z_]{{1,20}}\s)        # glued: "the end.The next"
    """,
    re.VERBOSE,
)
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«'’/—–]*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `text[start:end]`, without the white space around them, as offsets into `text`."""
    for gap in _BLANK_LINE.finditer(text, start, end):
        yield from _sentences(text, start, gap.start())
        start = gap.end()
    yield from _sentences(text, start, end)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end("close") if match["mark"] else match.end()
        if match["mark"] and not _ends(text, begin, match):
            continue
        yield from _capped(text, begin, stop)
        begin = stop
    yield from _capped(text, begin, end)


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    mark, following = stop["mark"], stop["next"]
    if mark in "。！？؟۔":
        return True
    if following.islower() or not (following.isalnum() or following in "#@$€£"):
        return False
    if mark != "." or stop["close"]:
        return True
    lists = abbreviations()
    # A word longer than any abbreviation needs no look further back.
    last = _LAST_WORD.search(text, max(begin, stop.start() - 24), stop.start())
    word = last.group() if last else ""
    if word in lists.before_names:
        return False
    if word in lists.before_numbers:
        return not following.isdigit()
    if word.isdigit() and last is not None and not text[begin : last.start()].strip():
        return False  # "1. First item"
    if word in lists.either or _ACRONYM.fullmatch(word):
        next_word = _NEXT_WORD.match(text, stop.start("next"))
        return bool(stop["open"].strip()) or (next_word is not None and next_word.group() in lists.starters)
    return True


def _capped(text: str, start: int, end: int) -> Iterator[Span]:
    """`text[start:end]` without outer white space, in pieces of at most `LONGEST` characters."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind("\n"), window.rfind("\r"))
        if cut <= 0:
            cut = max(window.rfind(" "), window.rfind("\t"), window.rfind("\u00a0"))
        cut = start + (cut if cut > 0 else LONGEST)
        stop = cut
        while text[stop - 1].isspace():
            stop -= 1
        yield Span(start, stop)
        start = cut
        while text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
