"""When two annotations count as the same: spans, noun phrases, places and dates, and pairing one to one.

The rules are those of the gold set's scorer; `docs/evals.md` states them for readers.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

G = TypeVar("G")
Q = TypeVar("Q")
Range = tuple[int, int]

SPARE_WORDS = 3
"""How many words a predicted phrase may stand out on either side of the gold one whose head it holds."""

_ARTICLE = re.compile(r"^(the|a|an|les|le|la|des|un|une) ")
_AFTER_HEAD = re.compile(r"[,(]|\s(?:of|from|in|at|on|for|with|by|near|de|du|des|d['’]|who|which|that)\s")
_PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "he him his she her hers it its they them their theirs we us our i me my you who which that this"
        " these those one ones",
    )
)
# Gold writes countries as its coders did; these are the names that mean one country there.
_COUNTRIES = {
    alias: country
    for country, aliases in {
        "united states": ("usa", "us", "u s", "united states of america"),
        "united kingdom": ("uk", "great britain", "britain", "england", "scotland"),
        "russia": ("russian federation",),
        "china": ("prc", "people s republic of china", "hong kong"),
        "south korea": ("republic of korea",),
        "palestinian territories": ("palestine", "palestinian territory", "state of palestine", "gaza strip"),
        "turkey": ("turkiye",),
        "czech republic": ("czechia",),
        "netherlands": ("holland",),
        "burma": ("myanmar",),
    }.items()
    for alias in aliases
}


def span_of(item: Any) -> Range | None:
    """Offsets of a phrase (an object with `span`, or the bare pair), None if there is none."""
    span = item.get("span") if isinstance(item, Mapping) else item
    return (span[0], span[1]) if span else None


def iou(a: Range, b: Range) -> float:
    """Shared characters over the characters from the first start to the last end; 0 if none is shared."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def pair_up(golds: Sequence[G], preds: Sequence[Q], weight: Callable[[G, Q], float]) -> list[tuple[int, int]]:
    """Indices paired one to one, greedily by falling weight (0: no pair), ties in the given order."""
    weighed = ((weight(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds))
    free_gold, free_pred = set(range(len(golds))), set(range(len(preds)))
    pairs = []
    for _, i, j in sorted((w for w in weighed if w[0] > 0), key=lambda w: (-w[0], w[1], w[2])):
        if i in free_gold and j in free_pred:
            free_gold.remove(i)
            free_pred.remove(j)
            pairs.append((i, j))
    return pairs


def fold(text: str) -> str:
    """Lower case without accents, punctuation and a leading article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _ARTICLE.sub("", re.sub(r"\W+", " ", bare.lower()).strip())


def head(phrase: str) -> Range:
    """Where the head of an English or French noun phrase stands in it: its last word before a complement."""
    cut = _AFTER_HEAD.search(phrase)
    core = phrase[: cut.start()] if cut and cut.start() else phrase
    words = [m.span() for m in re.finditer(r"\w+", core)]
    return words[-1] if words else (0, len(phrase))


def same_phrase(gold: Any, pred: Any, text: str) -> bool:
    """Whether two noun phrases of `text` mean the same: close in place, or equal in words and no pronoun."""
    g, p = span_of(gold), span_of(pred)
    if g is None or p is None:
        return g is None and p is None
    if iou(g, p) >= 0.5:
        return True
    words = text[g[0] : g[1]]
    start, end = head(words)
    holds_head = p[0] <= g[0] + start and g[0] + end <= p[1]
    stands_out = max(len(text[p[0] : g[0]].split()), len(text[g[1] : p[1]].split()))
    if holds_head and stands_out <= SPARE_WORDS:
        return True
    folded = fold(words)
    return bool(folded) and folded not in _PRONOUNS and folded == fold(text[p[0] : p[1]])


def phrase_weight(text: str) -> Callable[[Any, Any], float]:
    """For `pair_up`: 0 for different phrases, more for closer ones."""

    def weight(gold: Any, pred: Any) -> float:
        g, p = span_of(gold), span_of(pred)
        return 1 + iou(g, p) if g and p and same_phrase(g, p, text) else 0

    return weight


def days(date: str | None) -> tuple[str, str] | None:
    """First and last day (ISO) of a date, month, year or interval "start/end"; others as they are."""
    if not date:
        return None
    low, _, high = date.partition("/")
    try:
        return _day(low, last=False), _day(high or low, last=True)
    except (ValueError, IndexError):
        return date, date


def _day(text: str, last: bool) -> str:
    parts = text.strip()[:10].split("-")
    if len(parts) == 1:
        return parts[0] + ("-12-31" if last else "-01-01")
    if len(parts) == 2:
        day = calendar.monthrange(int(parts[0]), int(parts[1]))[1] if last else 1
        return f"{parts[0]}-{parts[1]}-{day:02d}"
    return "-".join(parts)


def same_place(gold: str | None, pred: str | None) -> bool:
    """Whether "City, Country" names the same country, and the same city if gold names one."""
    if not gold or not pred:
        return not gold and not pred
    (gold_city, gold_country), (city, country) = _place(gold), _place(pred)
    return gold_country == country and (gold_city is None or gold_city == city)


def _place(where: str) -> tuple[str | None, str]:
    parts = [fold(part) for part in where.split(",")]
    return parts[0] if len(parts) > 1 else None, _COUNTRIES.get(parts[-1], parts[-1])
