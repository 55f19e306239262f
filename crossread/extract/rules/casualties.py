"""Killed, injured: result words, what they count, and when they give way to the attack (rules 5, 15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossread.extract.rules.chunks import NounPhrase
from crossread.extract.rules.clauses import Parsed, is_reduced_passive, objects, prepositional, subjects
from crossread.extract.rules.triggers import Trigger
from crossread.records.claim import CountOf

# Result verbs and nouns, with what their numbers count.
_RESULTS: dict[str, CountOf] = {
    **dict.fromkeys(("kill", "die", "slay"), "killed"),
    **dict.fromkeys(("injure", "wound", "hurt"), "injured"),
}
_RESULT_NOUNS: dict[str, CountOf] = {
    **dict.fromkeys(("dead", "death", "deaths", "fatalities"), "killed"),
    **dict.fromkeys(("injured", "injuries", "wounded"), "injured"),
    **dict.fromkeys(("arrest", "arrests"), "arrested"),
}


_NEAR = 10  # words from the killing to the injuring told beside it


def without_results(s: Parsed, found: Sequence[Trigger]) -> list[Trigger]:
    """Leave out "killed" where the attack is told itself: "shot and killed", "killed in the raid"."""
    attacks = [t for t in found if t.type == "ASSAULT" and t.lemma not in _RESULTS]
    violent = [t for t in found if t.type in {"ASSAULT", "HARM"}]
    return [
        t
        for t in found
        if not (t.lemma in _RESULTS and t.group and any(_outcome(s, t, a) for a in attacks))
        and not any(_also(s, t, before) for before in violent if before.end <= t.start)
    ]


def _also(s: Parsed, result: Trigger, before: Trigger) -> bool:
    """Whether the injured are told beside the killed: "killed two and wounded five", ", injuring six"."""
    hurt = result.type == "HARM" and "injure" in result.modes
    ing = bool(result.group and result.group.ing and not result.group.finite)
    linked = before.lemma in _RESULTS and any(s.low(i) == "and" for i in range(before.end, result.start))
    return hurt and (ing or linked) and result.start - before.end <= _NEAR


def _outcome(s: Parsed, result: Trigger, attack: Trigger) -> bool:
    group = result.group
    if group is None:
        return False
    if attack.group:
        between = {s.low(i) for i in range(attack.end, group.start)}
        return attack.end < group.start <= attack.end + 2 and between <= {"and", "or", ","}
    if attack.phrase is None:
        return False
    if attack.phrase in subjects(s, group):
        return True
    return any(
        attack.phrase in phrases
        for name, phrases in prepositional(s, group.end)
        if name in {"in", "by", "during"}
    )


def tolls(s: Parsed) -> Iterator[tuple[CountOf, NounPhrase]]:
    """Who was killed or hurt in a sentence, whatever its trigger: "the raid left, police say, two dead"."""
    for group in s.groups:
        of = _RESULTS.get(s.lemma(group))
        if of:
            passive = group.passive or is_reduced_passive(s, group) or s.lemma(group) == "die"
            for phrase in subjects(s, group) if passive else objects(s, group):
                yield of, phrase
    for phrase in s.phrases:
        noun = _RESULT_NOUNS.get(s.low(phrase.head)) or _RESULT_NOUNS.get(s.low(phrase.end))
        if noun:
            yield noun, phrase
