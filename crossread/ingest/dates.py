"""Dates of publication as files and pages write them, to ISO 8601. Never a guess: one reading or none."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})(-?)(\d{2})\2(\d{2})"
    r"(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_FORMATS = (
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M:%S",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%B %d, %Y %H:%M",
    "%B %d, %Y %I:%M %p",
    "%d %B %Y %H:%M",
    "%a %b %d %H:%M:%S %Y",
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
# fmt: off
_FRENCH = {
    "janvier": "january", "février": "february", "fevrier": "february", "mars": "march", "avril": "april",
    "mai": "may", "juin": "june", "juillet": "july", "août": "august", "aout": "august",
    "septembre": "september", "octobre": "october", "novembre": "november",
    "décembre": "december", "decembre": "december", "1er": "1", "sept.": "sep", "sept": "sep",
    "lundi": "monday", "mardi": "tuesday", "mercredi": "wednesday", "jeudi": "thursday",
    "vendredi": "friday", "samedi": "saturday", "dimanche": "sunday",
}
# fmt: on


def iso(words: str) -> str | None:
    """The ISO date or date-time, or None if the words have no reading or two ("03/04/2020")."""
    words = " ".join(words.split())
    if _ISO.fullmatch(words):
        return _from_iso(words)
    english = " ".join(_FRENCH.get(word.lower().rstrip(","), word) for word in words.split(" "))
    english = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", english)
    for form in _FORMATS:
        try:
            found = datetime.strptime(english, form)  # noqa: DTZ007 - the words name no zone
        except ValueError:
            continue
        return found.isoformat() if "%H" in form or "%I" in form else found.date().isoformat()
    if slashed := _SLASHED.fullmatch(words):
        return _slashed(*(int(part) for part in slashed.groups()))
    if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}", words):
        try:
            return parsedate_to_datetime(words).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return None


def _from_iso(words: str) -> str | None:
    words = re.sub(r"\s?(?:UTC|GMT)$", "Z", words).replace(",", ".")
    words = re.sub(r"(?<=\d)\s(?=[+-])", "", words)
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found.date().isoformat() if re.fullmatch(r"[\d-]{8,10}", words) else found.isoformat()


def _slashed(first: int, second: int, year: int) -> str | None:
    """Day and month in either order, if only one order is a date."""
    readings = set()
    for day, month in ((first, second), (second, first)):
        try:
            readings.add(datetime(year, month, day).date().isoformat())  # noqa: DTZ001
        except ValueError:
            continue
    return readings.pop() if len(readings) == 1 else None
