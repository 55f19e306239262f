"""Word classes of tokens by closed lists, endings and neighbours: a tagger small enough to read.

Tags: DET PRON REL ADP CCONJ SCONJ BE HAVE DO MODAL TO NEG ADV NUM ADJ NOUN PROPN DATE VERB POS (possessive
's) PUNCT. A VERB carries its possible forms. The tagger decides only what chunking needs: where noun phrases
and verb groups begin and end. Everything is decided left to right in one pass, looking one word ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from crossread.extract.rules.english import English
from crossread.records import Span


class Word(NamedTuple):
    """A token with its word class. `forms` names what a VERB can be: base, s, ing, past, part."""

    span: Span
    text: str
    low: str
    tag: str
    forms: frozenset[str] = frozenset()

    @property
    def nominal(self) -> bool:
        """Whether the word can head a noun phrase."""
        return self.tag in NOMINAL


NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
AUXILIARY = frozenset({"BE", "HAVE", "DO", "MODAL"})
_NO_FORMS: frozenset[str] = frozenset()
_ED, _ING = frozenset({"past", "part"}), frozenset({"ing"})
_ADJ_ENDING = re.compile(r".{2,}(?:al|ive|ous|ful|less|ic|able|ible|ish|ary|ern|ese|ian|ant|ent)$")
_NUMBER = re.compile(r"^[£$€]?\d[\d.,:]*(?:st|nd|rd|th|s|bn|m|k)?%?$")


class Tagger:
    """Tags the sentences of one text. `names` are words that it writes with a capital inside sentences."""

    def __init__(self, english: English, names: frozenset[str] = frozenset()) -> None:
        c = english.classes
        self._english, self._names = english, names
        # Earlier entries win: "that" is a relative before it is a determiner.
        self._closed: dict[str, str] = {}
        for tag, name in (
            ("NEG", "negations"), ("MODAL", "modals"), ("BE", "be"), ("HAVE", "have"), ("DO", "do"),
            ("REL", "relatives"), ("DET", "determiners"), ("DET", "possessives"), ("PRON", "pronouns"),
            ("CCONJ", "conjunctions"), ("NUM", "number_words"), ("ADV", "adverbs"), ("ADP", "prepositions"),
            ("SCONJ", "subordinators"), ("ADJ", "adjectives"),
        ):  # fmt: skip
            for word in c[name]:
                self._closed.setdefault(word, tag)
        self._closed |= {
            "to": "TO",
            "'s": "POS",
            "’s": "POS",
            "'": "PUNCT",
            "’": "PUNCT",
            "no": "DET",
            "her": "DET",
        }
        self._closed |= {
            "before": "SCONJ",
            "after": "SCONJ",
            "since": "SCONJ",
            "until": "SCONJ",
            "as": "SCONJ",
        }
        self._closed |= dict.fromkeys(
            ("in", "on", "over", "through", "off", "out", "up", "down", "about"), "ADP"
        )

    def tag(self, text: str, tokens: Sequence[Span]) -> tuple[Word, ...]:
        """The sentence's words with their classes."""
        surfaces = [text[t.start : t.end] for t in tokens]
        lows = [s.lower().replace("’", "'") for s in surfaces]
        titled = _title_case(surfaces)
        out: list[Word] = []
        for i, (span, surface, low) in enumerate(zip(tokens, surfaces, lows, strict=True)):
            following = lows[i + 1] if i + 1 < len(lows) else ""
            if low == "'" and out and span.start == out[-1].span.end and out[-1].low.endswith("s"):
                owns = (
                    self._is_open(following) and not self._english.verbs.get(following, ("", _ING))[1] & _ED
                )
                out.append(Word(span, surface, low, "POS" if owns else "PUNCT"))
                continue
            tag, forms = self._one(out, surface, low, following, titled)
            if i == 0 and tag == "NOUN" and surface[0].isupper() and _has_age(lows):
                tag = "PROPN"  # "Tesfay, 19, said"
            if titled and low in {"says", "say", "said"} and i == len(lows) - 1:
                tag, forms = "VERB", self._forms(low)  # "..., Police Union Says"
            out.append(Word(span, surface, low, tag, forms))
        return tuple(out)

    def _one(
        self, before: list[Word], surface: str, low: str, following: str, titled: bool
    ) -> tuple[str, frozenset[str]]:
        if not surface[0].isalnum() and low not in self._closed:
            return "PUNCT", _NO_FORMS
        closed = self._closed.get(low)
        initial = _begins(before)
        capital = surface[0].isupper() and not titled and not initial
        if (
            surface[0].isupper()
            and low in self._english.classes["dates"]
            and self._is_date(low, following, before[-1].low if before else "")
        ):
            return "DATE", _NO_FORMS
        if capital and low != "i" and (closed is None or closed in {"ADJ", "NUM"}):
            return "PROPN", _NO_FORMS
        if capital and low == "us":
            return "PROPN", _NO_FORMS
        if (
            closed == "POS"
            and before
            and before[-1].tag in {"PRON", "REL", "ADV"}
            and before[-1].low != "one"
        ):
            return "BE", _NO_FORMS  # it's, that's, here's
        if closed == "REL" and low == "that" and self._is_that_determiner(before, following):
            return "DET", _NO_FORMS
        if (
            closed in {"ADP", "SCONJ"}
            and low in self._english.verbs
            and before
            and before[-1].tag in AUXILIARY
        ):
            closed = None
        if closed == "ADP" and low in self._english.classes["approximate"] and self._counts(following):
            return "ADV", _NO_FORMS  # "about 7,500"
        if closed:
            return closed, _NO_FORMS
        compound = "-" in low and set(low.split("-")) <= self._english.classes["number_words"]
        if compound or _NUMBER.match(low):
            return "NUM", _NO_FORMS
        forms = self._forms(low)
        if forms:
            tag = self._verb_or_not(before, low, forms, following)
            return tag, forms
        if initial and surface[0].isupper() and (low in self._names or titled or following in self._names):
            return "PROPN", _NO_FORMS
        if low.endswith("ly") and len(low) > 4:
            return "ADV", _NO_FORMS
        if surface[0].isupper() and "." in surface:
            return "PROPN", _NO_FORMS
        if (_ADJ_ENDING.match(low) or "-" in low) and self._can_be_noun(following):
            return "ADJ", _NO_FORMS
        return "NOUN", _NO_FORMS

    def _forms(self, low: str) -> frozenset[str]:
        known = self._english.verbs.get(low)
        if known:
            return known[1]
        if len(low) < 5 or low in self._english.classes["ed_words"]:
            return _NO_FORMS
        if low.endswith("ed"):
            return _ED
        if low.endswith("ing") and low not in self._english.classes["ing_nouns"]:
            return _ING
        return _NO_FORMS

    def _counts(self, low: str) -> bool:
        """Whether the word is a figure of its own: "7,500", "sixty"; no year, no time."""
        plain = low.replace(",", "")
        return low in self._english.classes["number_words"] or (
            plain.isdigit() and ("," in low or len(plain) != 4)
        )

    def _is_open(self, low: str) -> bool:
        """Whether `low` may be a noun or adjective: an open-class word."""
        return low[:1].isalpha() and low not in self._closed

    def _is_date(self, low: str, following: str, last: str) -> bool:
        """Whether a capitalised "May" or "March" is the month: beside a number, or after "in", "last"."""
        if low not in {"may", "march"} or following[:1].isdigit() or last[:1].isdigit():
            return True
        return last in self._english.classes["before_months"]

    def _is_that_determiner(self, before: list[Word], following: str) -> bool:
        return bool(before) and before[-1].tag in {"ADP", "TO"} and self._is_open(following)

    def _verb_or_not(self, before: list[Word], low: str, forms: frozenset[str], following: str) -> str:
        """VERB, NOUN or ADJ for a word that can be a verb form."""
        last = next((w for w in reversed(before) if w.tag not in {"ADV", "NEG"}), None)
        tag = last.tag if last else "START"
        noun_follows = self._can_be_noun(following)
        object_follows = noun_follows or self._closed.get(following) in {"DET", "PRON", "NUM", "ADJ", "REL"}
        ing_nouns = self._english.classes["ing_nouns"]
        past, only_past = bool(forms & _ED), not forms - _ED
        if tag in {"TO", "MODAL", "DO"}:
            if "base" in forms:
                return "VERB"
            return "NOUN" if not past else "ADJ" if noun_follows else "VERB"
        if tag in {"BE", "HAVE"}:
            if past or "ing" in forms:
                return "VERB"
            return "NOUN"
        if tag in {"DET", "NUM", "POS", "ADJ"}:
            if only_past or (past and noun_follows and "base" not in forms):
                if tag in {"NUM", "ADJ"} and not noun_follows:
                    return "VERB"
                return "ADJ" if noun_follows or following in self._english.verbs else "NOUN"
            if (
                tag in {"ADJ", "NUM"}
                and object_follows
                and "base" in forms
                and last
                and last.low.endswith("s")
            ):
                return "VERB"
            return "NOUN"
        if tag == "ADP":
            if past and "base" not in forms:
                return "ADJ"
            if "ing" in forms:
                return "VERB" if object_follows or low not in ing_nouns else "NOUN"
            return "NOUN"
        verb_follows = bool(self._english.verbs.get(following, ("", _NO_FORMS))[1] & {"past", "s"})
        verb_follows = verb_follows or self._closed.get(following) in {"BE", "HAVE", "DO", "MODAL"}
        if tag in {"PRON", "REL"}:
            return "NOUN" if tag == "REL" and "s" in forms and verb_follows else "VERB"  # that witnesses saw
        if tag in {"NOUN", "PROPN"} and last:
            return self._after_noun(last, low, forms, following, object_follows)
        if tag == "VERB" and last:
            if past and "base" not in forms:
                return "ADJ" if noun_follows else "VERB"
            if "ing" in forms and noun_follows:
                aspect = self._english.lemma(last.low) in self._english.classes["aspect_verbs"]
                return "VERB" if aspect else "ADJ"
            return "VERB" if "ing" in forms else "NOUN"
        # Start of the sentence, punctuation, conjunctions.
        if past and "base" not in forms:
            return "VERB"
        if "ing" in forms:
            object_at_once = self._closed.get(following) in {"DET", "PRON"}
            beside = last is not None and last.low == "and" and self._parallel_verb(before, forms)
            open_noun = noun_follows and not self._english.verbs.get(following)
            if last and ((last.low == "," and open_noun) or (beside and noun_follows)):
                return "VERB"  # ", beating cleaners with batons and firing tear gas"
            return "NOUN" if low in ing_nouns and not object_at_once else "VERB"
        closed_follows = self._closed.get(following) in {"DET", "PRON", "NUM"}
        if last and last.text in "”\"’'" and forms & {"s", "past"} and not verb_follows:
            return "VERB"  # "...," reports the paper
        if tag == "PUNCT" and "s" in forms and closed_follows:
            return "VERB"  # The video, uploaded by the group, shows several
        after_noun = tag == "CCONJ" and len(before) > 1 and before[-2].tag == "NOUN"
        if after_noun and following in {"at", "by", "of", "against"}:
            return "NOUN"  # "insults and abuse by guards"
        if tag in {"CCONJ", "PUNCT"} and self._parallel_verb(before, forms):
            return "VERB" if object_follows or following in self._closed else "NOUN"
        return "NOUN"

    def _after_noun(
        self, last: Word, low: str, forms: frozenset[str], following: str, object_follows: bool
    ) -> str:
        if forms & _ED and "base" not in forms:
            return "VERB"
        if "ing" in forms:
            if low in self._english.classes["ing_nouns"]:
                return "VERB" if object_follows else "NOUN"
            return "VERB"
        people = last.low in self._english.classes["people_plurals"]
        plural = people or (last.low.endswith("s") and not last.low.endswith("ss"))
        if "base" in forms and (plural or forms & _ED):
            if people:
                return "VERB" if object_follows or following in {"of", "to", "that"} else "NOUN"
            return "VERB" if plural or object_follows else "NOUN"
        if "s" in forms:
            reports = object_follows or following in {"that", "for", "to", "how", "why", "they", "he"}
            return "VERB" if reports and not plural else "NOUN"
        return "NOUN"

    def _can_be_noun(self, low: str) -> bool:
        """Whether the next word is likely a noun or adjective: open-class, no form that only verbs have."""
        if not self._is_open(low):
            return False
        known = self._english.verbs.get(low)
        return known is None or bool(known[1] & {"base", "s"})

    def _parallel_verb(self, before: list[Word], forms: frozenset[str]) -> bool:
        """Whether the words joined to here by "and" or a comma end in a verb phrase of the same form."""
        verb = next((w for w in reversed(before[-9:]) if w.tag == "VERB"), None)
        return bool(verb and verb.forms & forms)


def _has_age(lows: Sequence[str]) -> bool:
    """Whether a number between commas follows the first word, as after a name."""
    return len(lows) > 3 and lows[1] == "," and lows[2].isdigit() and lows[3] == ","


def _begins(before: list[Word]) -> bool:
    """Whether the next word begins a sentence or a quoted one, so that its capital says nothing."""
    if not before or before[-1].text in {":", "—", "–", ".", "?", "!"}:
        return True
    return before[-1].text in {"“", '"', "‘"} and (len(before) < 2 or before[-2].tag == "PUNCT")


_OPENS = frozenset({"“", '"', "‘", "'", ":", "—", "–", "(", "."})


def names_in(text: str, sentences: Sequence[Sequence[Span]]) -> frozenset[str]:
    """Lower-cased words that stand with a capital inside a sentence that is not all in title case."""
    found: set[str] = set()
    for tokens in sentences:
        surfaces = [text[t.start : t.end] for t in tokens]
        if not _title_case(surfaces):
            inside = (s for last, s in pairwise(surfaces) if last not in _OPENS)
            found.update(s.lower() for s in inside if s[0].isupper() and len(s) > 1)
    return frozenset(found)


def _title_case(surfaces: Sequence[str]) -> bool:
    """Whether nearly every longer word has a capital, as in headlines and in texts all in capitals."""
    long = [s for s in surfaces if len(s) > 3 and s[0].isalpha()]
    return len(long) > 2 and sum(s[0].isupper() for s in long) > 0.75 * len(long)
