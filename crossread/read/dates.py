"""Dates as bylines, headers and post signatures write them, in English and French."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb février fevrier févr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug août aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec décembre decembre déc",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"

DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})"
)
"""A full date (day, month, year) as a regular expression without groups, for use with IGNORECASE."""

_PARTS = re.compile(r"(?P<year>\d{4})|(?P<day>\d{1,2})|(?P<month>[^\W\d_]{3,})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def iso(words: str) -> str | None:
    """The ISO date that words matching `DATE` name, or None if there is no such day."""
    if found := _ISO.fullmatch(words.strip()):
        year, month, day = (int(part) for part in found.groups())
    else:
        parts: dict[str, str] = {}
        for match in _PARTS.finditer(words.lower()):
            parts.setdefault(match.lastgroup or "", match.group())
        if parts.keys() < {"year", "month", "day"} or parts["month"] not in _MONTHS:
            return None
        year, month, day = int(parts["year"]), _MONTHS[parts["month"]], int(parts["day"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
