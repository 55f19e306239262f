"""Tokens: words and punctuation marks, in one pass.

A word keeps its hyphens (`anti-riot`), numbers their separators (`15,000`, `10:30`, `$1.5m`),
abbreviations their stops (`U.S.`, `Mr.`); links, `#hashtags` and `@handles` are one token. Clitics stand
alone: `do|n't`, `police|'s`, `l'|Etat`. Every other mark is a token of its own, `...` and `--` as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crossread.read.patterns import abbreviations
from crossread.records import Span

# Combining marks and joiners, which `\w` leaves out, belong to the letter before them.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d"
)
_LETTERS = rf"[^\W_][\w{_MARKS}]*"
# Bounded repeats throughout: no input makes a token cost more than its own length.
_LINK = r"""(?:https?://|www\.|pic\.twitter\.com/|\bt\.co/)[^\s<>"“”«»]{0,2000}[^\s<>"“”«».,;:!?)\]'’…]"""
_DOMAIN = (
    r"(?:[^\W_][\w-]{0,62}\.){1,4}(?:com|org|net|info|gov|edu|fr|uk|de|eu|be|ch|ca|tv|news)(?![\w-])"
    r"""(?:/[^\s<>"“”«»]{0,500}[\w/=])?"""
)

_CLITIC = re.compile(r"(?:(?<=\w)n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
# `D'` before a capital is left whole: names such as D'Angelo.
_ELISION = re.compile(
    r"(?:[ldjmtsnc]|[LJMTSNC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=\w)|D['’](?=[^\W\dA-Z_])"
)


@cache
def _pattern() -> re.Pattern[str]:
    lists = abbreviations()
    titles = "|".join(sorted(map(re.escape, lists.before_names | lists.either), key=len, reverse=True))
    return re.compile(
        rf"""
        ([^\W\d_]+)(?=[\s,;)])                     # the usual word, found without trying the rest
      | {_LINK}
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}\.[\w.-]{{0,62}}\w
      | {_DOMAIN}
      | [#@](?=\w)(?:(?!pic\.twitter\.com/)[\w{_MARKS}])+
      | (?:[A-Z]{{2,3}})?[$€£¥]\s?\d+(?:[.,]\d+)*(?:[kKmM]n?|bn|tn)?\b
      | \d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}}|\ 000)+(?!\d)
      | \d+(?:[.,:]\d+)+(?:[^\W\d_]{{1,3}}\b)?
      | (?:[^\W\d_]\.){{2,}}
      | \b(?:{titles})\.(?=\s)
      | {_LETTERS}(?:[-‐‑'’&]{_LETTERS})*
      | [\U0001F1E6-\U0001F1FF]{{2}}
      | \.{{2,}} | -{{2,}} | _+
      | \S
        """,
        re.VERBOSE,
    )


def tokens(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The tokens of `text[start:end]`, as offsets into `text`."""
    out: list[Span] = []
    for match in _pattern().finditer(text, start, end):
        if match.lastindex is None:
            word = match.group()
            if "'" in word or "’" in word or "pic.twitter.com" in word:
                out.extend(_parts(word, match.start()))
                continue
        out.append(Span._make(match.span()))
    return tuple(out)


def _parts(word: str, at: int) -> Iterator[Span]:
    """The token, or its pieces where clitics or a glued picture link are to be taken apart."""
    end = at + len(word)
    glued = word.find("pic.twitter.com/")
    if glued > 0:
        before = word[:glued].rstrip(".")
        yield from (Span(at, at + len(before)),) if before else ()
        yield from (Span(n, n + 1) for n in range(at + len(before), at + glued))
        at, word = at + glued, word[glued:]
    if "/" in word or "@" in word:
        yield Span(at, end)
        return
    if (elision := _ELISION.match(word)) and word.lower() not in _WHOLE:
        yield Span(at, at + elision.end())
        at, word = at + elision.end(), word[elision.end() :]
    if (clitic := _CLITIC.search(word)) and clitic.start() > 0:
        yield Span(at, at + clitic.start())
        at += clitic.start()
    yield Span(at, end)


_WHOLE = frozenset({"c'mon", "c’mon", "n't", "s't"})
