"""When: time expressions in a text, and the interval that an expression denotes.

`normalise` strips what a rule need not know ("late on", "around") until one fits the whole expression.
Without a publication date, what is relative to it denotes nothing: dates are never guessed.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, replace

from crossread.records import Span
from crossread.resolve import time_explicit, time_relative
from crossread.resolve.intervals import Interval
from crossread.resolve.time_grammar import Frame, Reader, choice, expand, vocabulary

_ALL = (*time_explicit.RULES, *time_relative.RULES)

__all__ = ["Interval", "TimeExpression", "find", "normalise"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression in a text. `future`: its sentence tells what is to come ("will ... on Sunday")."""

    span: Span
    text: str
    future: bool = False


def normalise(
    words: str,
    anchor: dt.date | None,
    *,
    future: bool = False,
    previous: Interval | None = None,
    day_first: bool | None = None,
) -> Interval | None:
    """The interval that `words` denote; None where they denote none, or only with a date that is not known.

    `anchor` is the publication date. `future` reads "Sunday" and "in May" as to come; otherwise they are
    past, the day of publication included. `previous` is the date told before, which "the next day" needs.
    `day_first` reads 10/05/2015 as 10 May (False: 5 October); without it such a date is None.
    """
    frame = Frame(anchor, future, previous, day_first)
    text = _fold(_NO_MONTH.sub("", words))
    if not text or len(text) > 120:
        return None
    try:
        return _open(text, frame) or _range(text, frame) or _point(text, frame) or _inside(text, frame)
    except (ValueError, OverflowError):  # 30 February, the year 10000
        return None


def _fold(words: str) -> str:
    text = " ".join(words.replace("’", "'").replace("\u2011", "-").lower().split())
    return re.sub(r"(?:'s?)?[\s,;:!?]*$", "", text).strip(' ,;:"“”()')


# "march" and "may" in small letters, where nothing makes a month of them.
_NO_MONTH = re.compile(
    r"(?<!\d )(?<!\bin )(?<!since )(?<!mid-)(?<!early )(?<!late )(?<!last )(?<!next )\b(?:march|may)\b(?! \d)"
)

_CLOCK = r"\d{1,2}(?:[:.h]\d\d)? ?(?:a\.?m\.?|p\.?m\.?|h|o'clock)(?: (?:e[sd]t|gmt|bst|cet|local time))?"
_TRAIL = re.compile(
    r"[ ,-]+(?:or so|alone|inclusive|local time|itself|around|about|so far|early|late"
    r"|(?:at )?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?)$"
)
_SINCE = re.compile(r"(?:(?:ever )?since|depuis|starting|beginning)(?: the)? ")
_BETWEEN = re.compile(
    r"(?:(?:between|from|entre|de|du) )?(?P<left>.+?)"
    r"(?: (?:and|to|through|until|till|et|à|au|jusqu'à) (?:the |le )?| ?[–—] ?|(?<=\d)-(?=\d))(?P<right>.+)"
)


def _open(text: str, frame: Frame) -> Interval | None:
    since = _SINCE.match(text)
    start = since and frame.anchor and _point(text[since.end() :], replace(frame, future=False))
    if not start or frame.anchor is None or start.start > frame.anchor:
        return None
    return Interval(start.start, frame.anchor, "span")


def _range(text: str, frame: Frame) -> Interval | None:
    halves = _BETWEEN.fullmatch(text)
    if not halves:
        return None
    left, right = halves["left"], halves["right"]
    bare = _patterns()
    month_before = bare["month_day"].match(left)
    second = _point(right, frame)
    if month_before and bare["day"].fullmatch(right):  # "May 5 to 10"
        second = _point(month_before[1] + right, frame)
    if second is None:
        return None
    year = re.search(r"\b(?:1[5-9]|20)\d\d\b", right)
    if bare["day"].fullmatch(left):  # "5 to 10 May"
        first = _point(re.sub(r"\d+", left, right, count=1), frame)
    elif year and not re.search(r"\d{4}", left):
        first = _point(f"{left} {year[0]}", frame) or _point(left, frame)
    else:
        first = _point(left, frame)
    if first is None:
        return None
    late = first.start - second.end
    if dt.timedelta(0) < late < dt.timedelta(8) and first.granularity in ("day", "part"):
        week = dt.timedelta(7)  # "from Thursday to Monday": the first lies in the week before
        first = Interval(first.start - week, first.end - week, first.granularity)
    return Interval(first.start, second.end, "span") if first.start <= second.end else None


def _point(text: str, frame: Frame) -> Interval | None:
    for _ in range(8):
        for pattern, read in _rules():
            parts = pattern.fullmatch(text)
            found = read(parts.groupdict(), frame) if parts else None
            if found:
                return found
        lead = _patterns()["lead"].match(text)
        shorter = text[lead.end() :] if lead else _TRAIL.sub("", text)
        if shorter == text or not shorter:
            return None
        text = shorter
    return None


@functools.cache
def _rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((re.compile(expand(rule.pattern)), rule.read) for rule in _ALL)


def _inside(text: str, frame: Frame) -> Interval | None:
    """The finest date that stands somewhere in `text` ("the weekend of June 6", "as it ended Tuesday")."""
    found = (_point(words[0], frame) for words in _patterns()["any"].finditer(text) if words[0] != text)
    return min((interval for interval in found if interval), key=Interval.days, default=None)


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    lead, lead_of = ("|".join(vocabulary()[key]) for key in ("lead", "lead_of"))
    return {
        "day": re.compile(day),
        "month_day": re.compile(rf"((?:{choice('months')})\.? ){day}\b"),
        "lead": re.compile(rf"(?:(?:{lead}|(?:{lead_of}) (?:of|de|du)|{_CLOCK},?)[ -]+|(?:l|d)')"),
        "any": re.compile(
            r"(?<![\w'])(?:" + "|".join(expand(rule.pattern, named=False) for rule in _ALL) + r")(?!\w)"
        ),
    }


# --- finding ------------------------------------------------------------------------

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|to be|expected|scheduled|due|plans?|planned|set|going|vow\w*|would)\b"
)
_BEFORE = (
    r"(?:(?:early|late|later|earlier|mid)[ -](?:on )?|(?:about|around|nearly|almost|some|roughly|fiscal) "
    r"|début |fin |(?:the )?(?:end|beginning|start|middle|eve|night|morning|evening|afternoon|early hours"
    r"|week|weekend) of )"
)
_BEFORE_YEAR = "since |in |of |by |until |from |early |late |mid-|during |en |depuis "


@functools.cache
def _finder() -> re.Pattern[str]:
    own = [
        r"tonight|ce soir|last night|la nuit dernière|overnight|(?:this|cette|ce) PART",
        rf"(?:{_BEFORE_YEAR})?\b(?:1[89]|20)\d\d\b(?![,.]?\d|%)",
    ]
    alternatives = [expand(p, named=False) for p in [*(rule.pattern for rule in _ALL if rule.found), *own]]
    return re.compile(rf"(?<![\w$£€.,'-])(?:{_BEFORE})?(?:{'|'.join(alternatives)})(?![\w%])", re.IGNORECASE)


def find(text: str) -> list[TimeExpression]:
    """Time expressions in `text` that can denote a calendar interval, in text order, without overlaps."""
    out = list[TimeExpression]()
    for match in _finder().finditer(text.replace("’", "'")):
        span = Span(*match.span())
        words = span.of(text)
        if _is_other(text, span, words):
            continue
        lead = re.match(r"(?:since |in |of |by |until |from |during |en |depuis |on )", words, re.IGNORECASE)
        if lead and re.fullmatch(r"\d{4}", words[lead.end() :]):
            span = Span(span.start + lead.end(), span.end)
        sentence = re.split(r"[.!?]\s|\n", text[max(0, span.start - 100) : span.start])[-1]
        out.append(TimeExpression(span, span.of(text), bool(_FUTURE.search(sentence))))
    return out


def _is_other(text: str, span: Span, words: str) -> bool:
    """Whether `words` are no time here: "may", "march", "second", a month's name in another word's place."""
    if re.fullmatch(rf"(?:{choice('months')}|{choice('weekdays')}|{choice('seasons')})\.?", words.lower()):
        if words.islower() and words.lower() not in (
            "janvier",
            "février",
            "avril",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
            *(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
        ):
            return True
        if words.rstrip(".").lower() in (
            "may",
            "march",
            "mar",
            "sun",
            "sat",
            "mon",
            "dec",
            "jan",
            "jun",
            "sep",
            "mars",
            "mai",
        ):
            before = text[max(0, span.start - 9) : span.start].lower()
            return not re.search(
                r"\b(?:in|since|by|until|of|last|next|from|early|late|mid|on|through) $", before
            )
    return False


def told_before(words: str) -> bool:
    """Whether the expression is told against a date before it in the text ("two days later")."""
    return time_relative.told(_fold(words))
