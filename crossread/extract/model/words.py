"""Words of a text: the units that the model tags.

Follows the tokenisation of UD English closely enough for its heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Clitics stand alone (did | n't, police | 's), numbers and abbreviations stay whole, hyphens separate.
_WORD = re.compile(
    r"""
    (?:https?://|www\.)\S*\w                    # links
  | (?:[A-Za-z]\.){2,}                          # U.S., a.m.
  | \d+(?:[.,:]\d+)+                            # 1,500  3.5  10:30
  | (?:can)(?=not\b)                            # can | not
  | \w+?(?=n['’]t\b)                            # did | n't
  | n['’]t\b
  | ['’](?:s|re|ve|ll|d|m|S)\b
  | \w+
  | (\.)\1+ | -{2,}                             # ... --
  | [^\w\s]
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=['\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Maj|Rev|St|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Prof|[A-Z])\.$"
)

Range = tuple[int, int]


def words(text: str) -> list[Range]:
    """Character ranges of the words of `text`, in order."""
    return [m.span() for m in _WORD.finditer(text)]


def sentences(text: str) -> list[Range]:
    """Character ranges of sentences: a plain splitter for training texts that come without sentence marks.

    Paragraphs end sentences; a full stop after a title or an initial does not.
    """
    out: list[Range] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start, body = paragraph.start(), paragraph.group()
        last = 0
        for end in _SENTENCE_END.finditer(body):
            if _ABBREVIATION.search(body[last : end.start() + 1]):
                continue
            out.append((start + last, start + end.end()))
            last = end.end()
        out.append((start + last, start + len(body)))
    return [(a, b) for a, b in out if text[a:b].strip()]


def words_of_sentences(text: str, spans: Sequence[Range]) -> tuple[list[Range], list[Range]]:
    """Words of each sentence, and each sentence as a range of word numbers.

    Sentences without words are left out.
    """
    tokens: list[Range] = []
    ranges: list[Range] = []
    for start, end in spans:
        first = len(tokens)
        tokens += [(start + a, start + b) for a, b in words(text[start:end])]
        if len(tokens) > first:
            ranges.append((first, len(tokens)))
    return tokens, ranges


CASE_ROWS = 8  # six classes in use, two spare, so that a later use needs no new graph


def case_class(word: str) -> int:
    """Case of a word for the uncased encoder: 0 lower, 1 Title, 2 UPPER, 3 miXed, 4 with a digit, 5 other."""
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


_OPENING, _CLOSING = "“«", "”»"


def inside_quotes(text: str, tokens: Sequence[Range]) -> list[bool]:
    """Whether each word stands between double quotation marks of its paragraph.

    An unclosed mark ends with the paragraph.
    """
    out = []
    open_mark, at = False, 0
    for start, end in tokens:
        if "\n" in text[at:start]:
            open_mark = False
        mark = text[start:end]
        if mark in _OPENING or (mark == '"' and not open_mark):
            open_mark = True
            out.append(True)
        elif mark in _CLOSING or mark == '"':
            open_mark = False
            out.append(True)
        else:
            out.append(open_mark)
        at = end
    return out


def paragraphs(text: str, tokens: Sequence[Range]) -> list[int]:
    """Number of the paragraph of each word, counting line breaks between words as paragraph ends."""
    out, number, at = [], 0, 0
    for start, end in tokens:
        number += "\n" in text[at:start] and at > 0
        out.append(number)
        at = end
    return out
