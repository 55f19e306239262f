"""Event triggers: words of the codebook's lexicon, where their word class and their company fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossread.codebook import TriggerEntry
from crossread.extract.rules.chunks import NounPhrase, VerbGroup
from crossread.extract.rules.clauses import Parsed, objects
from crossread.extract.rules.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `start` to `end` of sentence `sentence`; `verbal` if they act as a verb there."""

    sentence: int
    start: int
    end: int
    type: str
    modes: tuple[str, ...]
    lemma: str
    verbal: bool
    group: VerbGroup | None
    phrase: NounPhrase | None


def triggers(n: int, s: Parsed, lexicon: Lexicon, article: str) -> list[Trigger]:
    """The triggers of sentence `n`, in order, none overlapping another.

    `article`: all its words in lower case, with single spaces between and around them.

    A light verb gives way to the event noun that it carries ("made arrests": "arrests").
    """
    found = list(_matches(n, s, lexicon, article))
    nouns = {t.phrase for t in found if t.phrase}
    starts = {(t.type, t.start) for t in found}
    light = lexicon.grammar["light"]
    return [
        t
        for t in found
        if not (t.group and t.lemma in light and any(p in nouns for p in objects(s, t.group)))
        and not (t.lemma == "take part" and t.end + 1 < len(s.words) and s.np_at[t.end + 1] in nouns)
        and not (s.low(t.end) == "by" and (t.type, t.end + 1) in starts)  # "responded by firing"
    ]


def _matches(n: int, s: Parsed, lexicon: Lexicon, article: str) -> Iterator[Trigger]:
    """Every fitting entry; the longest match at a word wins."""
    lows = [w.low for w in s.words]
    joined: str | None = None
    i = 0
    while i < len(lows):
        for size in (*lexicon.starts.get(lows[i], ()), 1):
            if i + size > len(lows) or (size > 1 and s.tag(i + size) == "DATE"):
                continue  # "march on Friday" is no march on anything
            entries = _entries(s, lexicon, i, size)
            if not entries:
                continue
            if joined is None:
                joined = f" {' '.join(lows)} "
            if entries[0].lemma in lexicon.grammar["by_article"] and s.tag(i) == "NOUN":
                by_use = sorted(entries, key=lambda e: -sum(article.count(f" {need} ") for need in e.needs))
                chosen = next((e for e in by_use if _fits(s, e, i, size, article, lexicon)), None)
            else:
                chosen = next((e for e in entries if _fits(s, e, i, size, joined, lexicon)), None)
            if chosen:
                yield _trigger(n, s, chosen, i, size)
                i += size - 1
                break
        i += 1


def _entries(s: Parsed, lexicon: Lexicon, i: int, size: int) -> tuple[TriggerEntry, ...]:
    words = s.words[i : i + size]
    exact = " ".join(w.text for w in words)
    return lexicon.triggers.get(exact) or lexicon.triggers.get(" ".join(w.low for w in words), ())


def _fits(s: Parsed, entry: TriggerEntry, i: int, size: int, context: str, lexicon: Lexicon) -> bool:
    """Whether the words are used as the entry's part of speech, and what the entry needs is there."""
    tag = s.words[i].tag
    if tag == "DATE":
        return False  # "on March 21" is no march
    if entry.pos == "verb":
        if size == 1 and tag != "VERB" and not (tag == "ADJ" and _attributive(entry)):
            return False
        if size > 1 and tag in {"NOUN", "PROPN", "DET"}:
            return False
    elif entry.pos == "noun":
        if tag == "VERB" and size == 1 and s.words[i].forms != frozenset({"ing"}):
            return False
        if size == 1 and (_modifies(s, i) or (tag == "PROPN" and entry.type != "PROTEST" and _in_name(s, i))):
            return False
    group = s.vg_at[i]
    if group and tag == "VERB":
        if s.lemma(group) in lexicon.grammar["rushing"] and (entry.type == "ASSAULT") != _rushes(s, group):
            return False
        if entry.lemma in lexicon.grammar["wanting"] and not _wants(s, group):
            return False
    return not entry.needs or any(f" {need} " in context for need in entry.needs)


def _rushes(s: Parsed, group: VerbGroup) -> bool:
    """Whether the verb is active, has an object, and no "with" or "over" after it."""
    target = [] if group.passive else objects(s, group)
    return bool(target) and s.low(target[-1].end) not in {"with", "over"}


def _wants(s: Parsed, group: VerbGroup) -> bool:
    """Whether "to" or "for" follows within the object's reach."""
    target = objects(s, group)
    end = target[-1].end if target else group.end
    return any(s.low(i) in {"to", "for", "that"} for i in range(group.end, end + 2))


def _attributive(entry: TriggerEntry) -> bool:
    """Whether the participle before a noun tells an event: "the injured officer", not "the alleged plot"."""
    return "participle" in entry.forms and entry.type in {"HARM", "COERCE", "ASSAULT", "PROTEST"}


def _modifies(s: Parsed, i: int) -> bool:
    """Whether the noun only says what kind of thing its neighbour is: "protest leader", "riot police"."""
    phrase = s.np_at[i]
    return bool(
        phrase
        and phrase.head == i + 1
        and s.words[i].tag in {"NOUN", "ADJ"}
        and s.low(i) in {"riot", "protest"}
    )


def _in_name(s: Parsed, i: int) -> bool:
    """Whether the word is part of a longer name: "the Tenants' Solidarity Network"."""
    neighbours = s.tag(i - 1) == "PROPN" or s.tag(i + 1) == "PROPN"
    return neighbours and any(w.text[0].islower() for w in s.words if w.tag in {"NOUN", "VERB"})


def _trigger(n: int, s: Parsed, entry: TriggerEntry, i: int, size: int) -> Trigger:
    verbal = s.words[i].tag == "VERB" and s.vg_at[i] is not None and (entry.pos != "noun" or size == 1)
    return Trigger(
        sentence=n,
        start=i,
        end=i + size,
        type=entry.type,
        modes=entry.modes,
        lemma=entry.lemma,
        verbal=verbal,
        group=s.vg_at[i] if verbal else None,
        phrase=s.np_at[i + size - 1] if not verbal else None,
    )
