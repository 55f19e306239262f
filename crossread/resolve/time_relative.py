"""The rules of times that are told against another date: that of publication, or the one told before."""

from __future__ import annotations

import datetime as dt
import re

from crossread.resolve import intervals
from crossread.resolve.intervals import Interval
from crossread.resolve.time_grammar import Frame, Parts, Rules, code, count_of, part_of

RULES = Rules()


@RULES(
    r"(?:(?P<when>last|this|this past|past|next|coming|the previous|previous|the following) )?"
    r"WEEKDAY(?P<after> dernier| prochain)?(?:,? (?:in the |at )?PART)?"
)
@RULES(r"(?:the )?PART (?:of |on )?(?P<when>last |next )?WEEKDAY(?P<after> dernier| prochain)?")
def _weekday(parts: Parts, frame: Frame) -> Interval | None:
    number = int(code("weekdays")[(parts["weekday"] or "").rstrip(".")]) - 1
    when = (parts["when"] or "").removeprefix("the ").strip()
    if when in ("previous", "following"):
        if frame.previous is None:
            return None
        base = frame.previous.start
        back = (base.weekday() - number) % 7 or 7
        ahead = (number - base.weekday()) % 7 or 7
        return intervals.day(base + dt.timedelta(ahead if when == "following" else -back), part_of(parts))
    if frame.anchor is None:
        return None
    back, ahead = (frame.anchor.weekday() - number) % 7, (number - frame.anchor.weekday()) % 7
    after = (parts["after"] or "").strip()
    if when in ("next", "coming") or after == "prochain":
        offset = ahead or 7
    elif when == "last" or after == "dernier":
        offset = -(back or 7)
    else:
        offset = ahead if frame.future and when not in ("past", "this past") else -back
    return intervals.day(frame.anchor + dt.timedelta(offset), part_of(parts))


_DAYS = {
    "today": 0, "aujourd'hui": 0, "yesterday": -1, "hier": -1, "tomorrow": 1, "demain": 1, "avant-hier": -2,
    "the day before yesterday": -2, "the day after tomorrow": 2, "après-demain": 2,
}  # fmt: skip


@RULES("(?P<word>" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")(?:,? (?:in the |at )?PART)?")
def _near_day(parts: Parts, frame: Frame) -> Interval | None:
    if frame.anchor is None:
        return None
    return intervals.day(frame.anchor + dt.timedelta(_DAYS[parts["word"] or ""]), part_of(parts))


@RULES(
    r"(?P<word>tonight|ce soir|last night|la nuit dernière|overnight|this|ce|cet|cette)(?: PART)?",
    found=False,
)
def _near_part(parts: Parts, frame: Frame) -> Interval | None:
    word, part = parts["word"] or "", part_of(parts)
    if frame.anchor is None or (word in ("this", "ce", "cet", "cette")) != bool(part):
        return None
    if word == "overnight":
        return Interval(frame.anchor - dt.timedelta(1), frame.anchor, "span")
    back = 1 if word in ("last night", "la nuit dernière") else 0
    return intervals.day(frame.anchor - dt.timedelta(back), part or "NI")


@RULES(
    r"(?:the )?(?P<when>last|latest|previous|past|this past|this|the current|current|next|coming"
    r"|following) (?:fiscal )?UNIT"
)
@RULES(r"(?:la |le |l'|cette |ce |cet )?UNIT (?P<when>dernier|dernière|prochaine?|passée?|en cours)")
@RULES(r"(?P<when>cette|ce|cet) UNIT")
@RULES(r"(?P<when>the) (?P<unit>quarter)")
def _near_unit(parts: Parts, frame: Frame) -> Interval | None:
    unit, when = code("units")[parts["unit"] or ""], parts["when"] or ""
    if unit == "D" or ((parts["unit"] or "").endswith("s") and parts["unit"] != "mois"):
        return None  # "the next day" is told against a day before it
    told_before = when in ("previous", "following")
    base = frame.previous.start if told_before and frame.previous else frame.anchor
    if base is None or unit.startswith("T") or (told_before and not frame.previous):
        return None
    ahead = when in ("next", "coming", "following", "prochain", "prochaine")
    same = when in ("this", "current", "the current", "en cours", "cette", "ce", "cet")
    found = intervals.shift(base, 1 if ahead else 0 if same else -1, unit)
    if same and unit == "W" and not frame.future:
        return Interval(found.start, base, "week")  # what happened this week, happened before publication
    return found


@RULES(r"(?:earlier|later|late|early) in the UNIT")
def _within_unit(parts: Parts, frame: Frame) -> Interval | None:
    unit = code("units")[parts["unit"] or ""]
    if frame.anchor is None or unit.startswith("T"):
        return None
    return intervals.shift(frame.anchor, 0, unit)


@RULES(
    r"(?:(?:the |le )?(?P<when>last|past|this past|this|next|coming|previous|following) )?"
    r"(?:the |le )?week-?end(?P<after> dernier| prochain)?"
)
def _weekend(parts: Parts, frame: Frame) -> Interval | None:
    if frame.anchor is None:
        return None
    weekday, when = frame.anchor.weekday(), parts["when"]
    if when in ("next", "coming", "following") or parts["after"] == " prochain":
        return intervals.weekend(frame.anchor + dt.timedelta(7 if weekday >= 5 else 0))
    if frame.future or when == "this":
        return intervals.weekend(frame.anchor)
    return intervals.weekend(frame.anchor - dt.timedelta(0 if weekday >= 5 and when != "last" else 7))


@RULES(r"(?:(?:some|about|nearly|almost|roughly|over|more than|around) )?NUMBER UNIT ago")
@RULES(r"il y a (?:environ )?NUMBER UNIT")
def _ago(parts: Parts, frame: Frame) -> Interval | None:
    count, unit = count_of(parts), code("units")[parts["unit"] or ""]
    if frame.anchor is None or count is None:
        return None
    if unit.startswith("T"):
        return intervals.day(frame.anchor) if count <= 6 or unit != "TH" else None
    return intervals.shift(frame.anchor, -count, unit)


@RULES(r"(?:the |les )?(?P<when>last|past|previous|next|coming) NUMBER UNIT")
@RULES(r"(?:ces |les )NUMBER (?P<when>derniers|dernières|prochains|prochaines) UNIT")
def _stretch(parts: Parts, frame: Frame) -> Interval | None:
    count, unit = count_of(parts), code("units")[parts["unit"] or ""]
    if frame.anchor is None or count is None or unit.startswith("T"):
        return None
    if (parts["when"] or "") in ("next", "coming", "prochains", "prochaines"):
        return Interval(frame.anchor, intervals.shift(frame.anchor, count, unit).end, "span")
    return Interval(intervals.shift(frame.anchor, -count, unit).start, frame.anchor, "span")


# --- told against the date before --------------------


@RULES(r"(?:the |le |la )?(?P<next>next|following) (?:(?P<unit>day)|PART)")
@RULES(r"(?:the |le )?(?P<next>lendemain)(?: PART)?")
@RULES(
    r"(?:the )?(?:previous (?P<unit>day)|previous PART"
    r"|(?:(?P<eve>day|night|evening|morning)) (?:before|earlier))"
)
@RULES(r"(?:la )?(?P<eve>veille)(?: au PART)?")
@RULES(r"(?:the )?(?P<next>day|morning|night) (?:after|later)")
def _neighbour(parts: Parts, frame: Frame) -> Interval | None:
    if frame.previous is None:
        return None
    if parts.get("next"):
        return intervals.day(frame.previous.end + dt.timedelta(1), part_of(parts))
    return intervals.day(frame.previous.start - dt.timedelta(1), part_of(parts))


@RULES(r"NUMBER UNIT (?P<way>later|after|afterwards|earlier|before|prior|plus tard|après|plus tôt|avant)")
def _after_count(parts: Parts, frame: Frame) -> Interval | None:
    count, unit = count_of(parts), code("units")[parts["unit"] or ""]
    if frame.previous is None or count is None:
        return None
    if unit.startswith("T"):
        return frame.previous
    back = parts["way"] in ("earlier", "before", "prior", "plus tôt", "avant")
    return intervals.shift(
        frame.previous.start if back else frame.previous.end, -count if back else count, unit
    )


@RULES(r"(?:the |later )?(?:same|that) (?:(?P<unit>day|week|month|year)|PART)")
@RULES(r"(?:le )?(?P<unit>jour) même|ce (?P<day_there>jour-là)")
def _same(parts: Parts, frame: Frame) -> Interval | None:
    if frame.previous is None:
        return None
    unit = code("units")[parts.get("unit") or "day"]
    if unit == "D":
        return frame.previous
    return intervals.shift(frame.previous.start, 0, unit)


def told(text: str) -> bool:
    """Whether `text` is told against a date before it ("the next day"), not against the publication date."""
    return bool(
        re.search(r"\b(?:before|after|later|earlier|following|previous|same|that|lendemain|veille)\b", text)
    )
