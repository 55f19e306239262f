"""Numbers of people: those that take part in an event, and the rival figures that others give for it.

A rival figure stands in a clause that only says how many ("the union spoke of 15,000"): it is counted with
the claim whose figure it answers, each figure with the one who gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossread.extract.rules.casualties import tolls
from crossread.extract.rules.chunks import NounPhrase, VerbGroup
from crossread.extract.rules.clauses import Parsed, objects, prepositional, subjects
from crossread.extract.rules.participants import Sides
from crossread.extract.rules.triggers import Trigger
from crossread.extract.rules.wordlists import words
from crossread.records import Span
from crossread.records.claim import CountOf

_KILLED = words("grammar", "killed")
_INJURED = words("grammar", "injured")
_EVICTED = words("grammar", "evicted")
_PUT = words("counts", "put")
_SPEAK = words("counts", "speak")
_ARRIVE = words("counts", "arrive")
_STATE = words("counts", "state")
_TALLIES = words("counts", "tallies")
_MARCHERS = words("counts", "marchers")
_NOBODY = frozenset({"nobody", "none"})
_VAGUE = frozenset({"many", "some", "few", "numerous"})


@dataclass(frozen=True, slots=True)
class Rival:
    """A figure given by somebody: its words, the words that name who gives it, the word for those who march.

    `by` is None where the speaker of the sentence gives it; `people` is None where only the figure stands.
    """

    sentence: int
    span: Span
    by: Span | None
    people: int | None


def numbers(s: Parsed, trigger: Trigger, sides: Sides) -> list[tuple[CountOf, Span]]:
    """Numbers of people among the trigger's participants, and an assault's toll, with what they count."""
    found: dict[Span, CountOf] = {}

    def note(of: CountOf | None, phrase: NounPhrase) -> None:
        figure = _figure(s, phrase)
        if of and figure is not None:
            found.setdefault(s.span(_whole(s, trigger, phrase), phrase.end), of)

    if trigger.type in {"ASSAULT", "HARM"} or "arrest" in trigger.modes:
        for of, phrase in tolls(s):
            own = trigger.type != "HARM" or phrase is trigger.phrase
            if own and (of == "arrested") == ("arrest" in trigger.modes):
                note(of, phrase)
    for side, mentions in (("actor", sides.actor), ("recipient", sides.recipient)):
        for mention in mentions:
            if mention.sentence == trigger.sentence:
                treated = trigger.type == "AID" and any(m.role == "medical" for m in sides.actor)
                note("injured" if treated else _counted(trigger, side), mention.phrase)
    nobody = trigger.group and _nobody(s, trigger.group)
    none_of = _counted(trigger, "recipient")
    if nobody and none_of:
        found.setdefault(s.np_span(nobody), none_of)
    return [(of, span) for span, of in found.items()]


def rivals(n: int, s: Parsed) -> Iterator[Rival]:
    """The figures that a sentence gives as somebody's estimate or statement."""
    for group in s.groups:
        we = _we_were(s, group)
        if we is not None:
            yield Rival(n, s.np_span(we), None, we.head)
        phrase = estimate(s, group)
        if phrase is not None and _figure(s, phrase) is not None:
            who, tally = subjects(s, group), _tally(s, group)
            by = s.span(who[0].start, who[-1].end) if who else None
            by = s.span(tally.start, group.start) if tally else by
            yield Rival(n, s.np_span(phrase), by, _noun(s, phrase))
    for phrase in s.phrases:  # "the 15,000 claimed by the organisers"
        after = s.vg_at[phrase.end] if phrase.end < len(s.words) else None
        if after and s.tag(phrase.head) == "NUM" and s.lemma(after) in _STATE and s.low(after.end) == "by":
            agent = s.np_at[after.end + 1] if after.end + 1 < len(s.words) else None
            if agent and _figure(s, phrase) is not None:
                yield Rival(n, s.span(_digits(s, phrase), phrase.end), s.np_span(agent), None)


def estimate(s: Parsed, group: VerbGroup) -> NounPhrase | None:
    """The figure that the verb gives, if it gives one: bare, or with a noun for people who march."""
    lemma = s.lemma(group)
    if lemma in _PUT | _ARRIVE:
        if lemma in _ARRIVE and _tally(s, group) is None:
            return None
        found = next((p[0] for name, p in prepositional(s, group.end) if name == "at"), None)
    elif lemma in _SPEAK:
        found = s.np_at[group.end + 1] if s.low(group.end) == "of" and group.end + 1 < len(s.words) else None
    elif lemma in _STATE:
        target = objects(s, group)
        found = target[0] if len(target) == 1 and s.tag(target[0].end) in {"PUNCT", "CCONJ", ""} else None
        counts = lemma == "count" and not group.passive
        return (
            found
            if found and (counts or s.tag(found.head) == "NUM") and _figure(s, found) is not None
            else None
        )
    else:
        return None
    bare = found and (s.tag(found.head) == "NUM" or s.low(found.head) in _MARCHERS | {"people"})
    return found if bare else None


def _we_were(s: Parsed, group: VerbGroup) -> NounPhrase | None:
    """The figure in "we were 15,000": the speaker counts the own side."""
    if s.tag(group.head) != "BE" or s.low(group.start - 1) != "we" or group.end >= len(s.words):
        return None
    phrase = s.np_at[group.end]
    bare = phrase and s.tag(phrase.head) == "NUM" and s.tag(phrase.end) in {"CCONJ", "PUNCT", ""}
    return phrase if bare and phrase and _figure(s, phrase) is not None else None


def _tally(s: Parsed, group: VerbGroup) -> NounPhrase | None:
    """The count or estimate before the verb: "a count made for two stations arrived at"."""
    return next((p for p in s.phrases if p.end <= group.start and s.low(p.head) in _TALLIES), None)


def _noun(s: Parsed, phrase: NounPhrase) -> int | None:
    """The word for those who march, if the figure stands with one."""
    return phrase.head if s.low(phrase.head) in _MARCHERS else None


def _nobody(s: Parsed, group: VerbGroup) -> NounPhrase | None:
    """The subject "nobody" or "none" of a passive: a count of zero."""
    who = subjects(s, group) if group.passive else []
    if len(who) != 1:
        return None
    none = s.low(who[0].head) in _NOBODY or (s.low(who[0].start), s.low(who[0].head)) == ("no", "one")
    return who[0] if none else None


def _whole(s: Parsed, trigger: Trigger, phrase: NounPhrase) -> int:
    """Where the count begins: in "twelve of the 31 people arrested" the 31 were arrested."""
    group = trigger.group
    reduced = group is not None and group.start == phrase.end and not group.passive
    inner = next((i for i in range(phrase.start + 1, phrase.head) if s.low(i) == "of"), None)
    if reduced and inner is not None and any(s.tag(i) == "NUM" for i in range(inner, phrase.head)):
        return inner + 1
    return phrase.start


def _digits(s: Parsed, phrase: NounPhrase) -> int:
    return next((i for i in range(phrase.start, phrase.end) if s.tag(i) == "NUM"), phrase.start)


def _figure(s: Parsed, phrase: NounPhrase) -> int | None:
    return next((i for i in range(phrase.start, phrase.end) if _is_figure(s, i)), None)


def _is_figure(s: Parsed, i: int) -> bool:
    word = s.words[i]
    if word.tag != "NUM" or word.low in _VAGUE or not (word.low[0].isalnum()) or word.low.endswith("%"):
        return False
    year = word.low.isdigit() and 1900 <= int(word.low) <= 2100
    return not year


def _counted(trigger: Trigger, side: str) -> CountOf | None:
    lemma = trigger.lemma
    if trigger.type == "PROTEST" and side == "actor":
        return "participants"
    if "arrest" in trigger.modes and side == "recipient":
        return "arrested"
    if "deport" in trigger.modes and side == "recipient":
        return "deported"
    if "restrict" in trigger.modes and side == "recipient" and lemma in _EVICTED:
        return "evicted"
    if side == "recipient" and (lemma in _KILLED or "die" in trigger.modes):
        return "killed"
    if side == "recipient" and (lemma in _INJURED or "injure" in trigger.modes):
        return "injured"
    if trigger.type in {"MIGRATE", "AID"}:
        return "other"
    return "police" if trigger.type == "MOBILIZE" else None
