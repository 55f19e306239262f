"""Expressions of time and place near a trigger: their words; `resolve` says what they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from crossread.extract.rules.clauses import Parsed
from crossread.extract.rules.document import Document
from crossread.extract.rules.mentions import Mentions
from crossread.extract.rules.triggers import Trigger
from crossread.extract.rules.wordlists import words
from crossread.records import Span

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
# "in March", never "in march": the capital tells the month.
_BARE_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"
_UNIT = r"(?:minute|hour|day|night|week|weekend|month|year|decade|summer|winter|spring|autumn|fall)s?"
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|couple of)"
_TIME = re.compile(
    rf"""\b(?:
      (?:(?:early|late|earlier|last|next|this|previous)\s+)?{_DAY}(?:\s+{_PART})?(?:,\s+{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?)?
    | (?:(?:early|late|mid)[\s-]+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b
    | \d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:19|20)\d\d)?
    | {_MONTH}\s+(?:19|20)\d\d
    | (?:earlier|later)\s+(?:this|in\s+the|that)\s+(?:{_UNIT}|{_PART})
    | (?:last|this|next|that|past|previous)\s+(?:{_PART}|{_UNIT}|{_MONTH})
    | (?:in|over|for|during)\s+(?:the\s+)?(?:recent|past|last|next|coming)\s+(?:{_NUMBER}\s+)?{_UNIT}
    | (?:over|during|at)\s+the\s+weekend
    | {_NUMBER}\s+{_UNIT}\s+(?:ago|earlier|later|before)
    | (?:in|since|by|of|until|from)\s+(?:early\s+|late\s+)?(?:(?:19|20)\d\d|(?-i:{_BARE_MONTH}))\b
    | yesterday|today|tonight|tomorrow|overnight
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:in|since|by|of|until|from|over|for|during|at)\s+", re.IGNORECASE)
_PLACED = words("grammar", "placed")
# Types of talk and of offices: they happen where their speaker is, which the text rarely says.
_PLACELESS = frozenset(
    {"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SANCTION", "AGREE", "INVESTIGATE"}
)


def times(doc: Document) -> dict[int, list[Span]]:
    """The time expressions of every sentence that has any, by sentence."""
    out: dict[int, list[Span]] = {}
    for n, span in enumerate(doc.spans):
        found = [
            _trimmed(doc.text, Span(m.start(), m.end()))
            for m in _TIME.finditer(doc.text, span.start, span.end)
        ]
        if found:
            out[n] = found
    return out


def _trimmed(text: str, span: Span) -> Span:
    leading = _LEADING.match(span.of(text))
    return Span(span.start + leading.end(), span.end) if leading else span


def nearest(spans: Iterable[Span], trigger: Span) -> Span | None:
    """The span with the fewest characters between itself and the trigger."""
    apart = lambda s: max(s.start - trigger.end, trigger.start - s.end)  # noqa: E731
    return min(spans, key=apart, default=None)


class Places:
    """The place expressions of a document: names after a preposition of place, wherever they recur."""

    def __init__(self, doc: Document, mentions: Mentions, states: frozenset[str]) -> None:
        self._doc, self._states = doc, states
        named = {
            m.span for m in mentions.all() if m.role not in {"government", "residents", "individual", "other"}
        }
        known = mentions.places
        self._by_sentence = [self._in_sentence(s, known, named) for s in doc.sentences]
        everywhere = list(chain.from_iterable(self._by_sentence))
        often = Counter(doc.text[p.start : p.end] for p in everywhere)
        # The state is said more often than the town where it happened.
        rank = {
            p: (doc.text[p.start : p.end].lower() not in states, often[p.of(doc.text)]) for p in everywhere
        }
        self._main = max(everywhere, key=lambda p: rank[p], default=None)

    def near(self, trigger: Trigger, span: Span) -> list[Span]:
        """Where it happens: names of its sentence, of those before, the text's main place; none for talk."""
        here = self._by_sentence[trigger.sentence]
        if here:
            after = [p for p in here if p.start >= span.end][:2]
            if after or not self._in_other_clause(here[-1]):
                return after or [here[-1]]
        if trigger.type in _PLACELESS:
            return []
        block = self._doc.blocks[trigger.sentence]
        for n in range(trigger.sentence - 1, max(-1, trigger.sentence - 4), -1):
            if self._by_sentence[n] and self._doc.blocks[n] is block:
                return self._by_sentence[n][:1]
        return [self._main] if self._main else []

    def _in_other_clause(self, place: Span) -> bool:
        """Whether a state ends its clause, for something else: "after unrest in France, marchers threw"."""
        text = self._doc.text
        return (
            text[place.end : place.end + 1] == "," and text[place.start : place.end].lower() in self._states
        )

    def _in_sentence(self, s: Parsed, known: frozenset[str], named: set[Span]) -> list[Span]:
        out = []
        for phrase in s.phrases:
            span = s.np_span(phrase)
            head = s.words[phrase.head]
            before = s.low(phrase.start - 1)
            if span in named or head.tag == "DATE":
                continue
            if head.tag == "PROPN" and head.low in known and (before in _PLACED or before in {"of", ""}):
                out.append(span)
            elif head.tag != "PROPN":
                last = next((i for i in range(phrase.start, phrase.end) if s.low(i) in known), None)
                if last is not None and s.tag(last) == "PROPN":  # "the Hong Kong protests"
                    start = last
                    while start > phrase.start and s.tag(start - 1) == "PROPN":
                        start -= 1
                    out.append(s.span(start, last + 1))
        return out
