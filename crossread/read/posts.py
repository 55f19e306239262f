"""Embedded posts in plain text: what a social-media post leaves behind when a page is pasted as text.

    TEXT pic.twitter.com/XXXX — Name (@handle) June 16, 2020        (the usual form)
    Name (@handle) TEXT                                              (some outlets)
    TEXT A post shared by Name (@handle) on Jun 16, 2020             (pictures)

A post is somebody else's words. Where its first lines stand as paragraphs of their own, leaving them to the
outlet would put words into the wrong mouth, so lines that read like a post are joined to it; lines that read
like the outlet's prose are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossread.read.dates import DATE, iso
from crossread.records import Span

_NAME = r"(?P<name>[^\n()@—]{0,60}?[^\s()@—])"
_HANDLE = r"\(\s?@(?P<handle>\w{1,40})\s?\)"
_SIGNATURE = re.compile(
    rf"(?:(?:—|–|―|--+|(?<=\s)-)\s*){{1,2}}{_NAME}\s*{_HANDLE}(?:[\s,·|]{{0,4}}(?P<date>{DATE}))?"
    rf"|A (?:photo|post|video) (?:posted|shared) by {_NAME.replace('name', 'name2')}\s*"
    rf"{_HANDLE.replace('handle', 'handle2')}(?:\s+on\s+(?P<date2>{DATE}))?"
    r"(?:\s+at\s+[\d:]+\s?[ap]m(?: [A-Z]{3})?)?",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?P<name>[^\W\d_][^\n()@:;,—]{0,50}?)\s+\(@(?P<handle>\w{1,40})\)\s+(?=[^a-z\s,;.)])")
# What posts carry and an outlet's prose hardly does: emoji, a hashtag or handle, a picture link.
_POSTLIKE = re.compile(
    r"pic\.twitter\.com/|https?://t\.co/|(?<![\w&])#\w{2,}|(?<![\w(])@\w{2,}"
    r"|[\U0001F1E6-\U0001FAFF\u2600-\u27BF\u2B50]"
)
_LINKS = re.compile(r"(?:https?://|pic\.twitter\.com/)\S+")
LONGEST = 300
"""Characters of a post without its links: the networks' limit of 280, and a little for lost spaces."""


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded post: all of it, its words without the signature (None: they stand before), who, when."""

    span: Span
    words: Span | None
    author: str
    date: str | None


def posts(text: str, paragraph: Span) -> Iterator[Post]:
    """The signed posts of one paragraph, in order. What stands after the last signature is not theirs."""
    if text.find("@", paragraph.start, paragraph.end) < 0:
        return
    begin = paragraph.start
    for match in _SIGNATURE.finditer(text, paragraph.start, paragraph.end):
        suffix = "" if match["handle"] else "2"
        words = _strip(text, begin, match.start())
        first = words.start if words else match.start()
        author = f"{match['name' + suffix].strip()} (@{match['handle' + suffix]})"
        when = match["date" + suffix]
        yield Post(Span(first, match.end()), words, author, iso(when) if when else None)
        begin = match.end()
    if begin == paragraph.start and (match2 := _LEADING.match(text, paragraph.start, paragraph.end)):
        words = _strip(text, match2.end(), paragraph.end)
        if words and len(match2["name"].split()) <= 6:
            yield Post(paragraph, words, f"{match2['name']} (@{match2['handle']})", None)


def words_of(text: str, block: Span) -> Span:
    """A quoted post's own words: the block without the signature."""
    found = list(posts(text, block))
    spans = [p.words for p in found if p.words]
    if found and found[0].words is None:
        return block
    return Span(spans[0].start, spans[-1].end) if spans else block


def joined(text: str, before: Sequence[Span], post: Post) -> int:
    """How many of the paragraphs right before a signed post belong to it.

    A signature without words of its own takes the paragraph before it. Further paragraphs are taken as long
    as they carry what posts carry, introduce nothing (no colon at the end) and keep within a post's length.
    """
    end = post.words.end if post.words else post.span.start
    wordless = not (post.words and _LINKS.sub("", post.words.of(text)).strip())
    count = 0
    for paragraph in reversed(before):
        words = paragraph.of(text)
        if end - paragraph.start > 2 * LONGEST or len(_LINKS.sub("", text[paragraph.start : end])) > LONGEST:
            break
        if words.endswith(":") and not words.startswith("#"):
            break
        if not _POSTLIKE.search(words) and not (wordless and count == 0):
            break
        count += 1
    return count


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
