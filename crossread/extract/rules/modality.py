"""Whether a happening is told as actual, planned, hypothetical, negated or habitual."""

from __future__ import annotations

from dataclasses import replace

from crossread.extract.rules.chunks import VerbGroup
from crossread.extract.rules.clauses import Parsed
from crossread.extract.rules.triggers import Trigger
from crossread.extract.rules.wordlists import table, words
from crossread.records.claim import Modality

_FUTURE = words("modality", "future")
_POSSIBLE = words("modality", "possible")
_GOVERNORS: dict[str, Modality] = table("modality", "governors")
_VERBS_ONLY = words("modality", "verbs_only")
_BEFORE_TO: dict[str, Modality] = table("modality", "before_to")
_TOPICS = words("modality", "topics")
_IF = words("modality", "conditions")
_NOBODY = words("modality", "nobody")
_NO = words("modality", "negators")
_HABIT = words("modality", "habit")
_POTENTIAL = words("modality", "potential")
_SCHEDULED = words("modality", "scheduled")
_ANNOUNCING = words("modality", "announcing")
_CLAUSE = 6  # words between "said" and the verb of what is said
_PROSPECTS = words("modality", "prospects")


def modality(s: Parsed, t: Trigger) -> Modality:
    """The modality of a trigger, from its verb group, what governs it, and the words before it."""
    return _verbal(s, t) if t.verbal and t.group else _nominal(s, t)


def _verbal(s: Parsed, t: Trigger) -> Modality:
    group = t.group
    if group is None:
        return "actual"
    if (group.negated and t.start > group.start) or _nobody(s, group):
        return "negated"
    if any(s.low(i) in _HABIT for i in range(max(0, group.start - 2), min(len(s.words), t.end + 3))):
        return "habitual"
    before = s.group_before(group.start)
    bare = not group.modal and not group.infinitive and s.words[group.head].forms & {"base"}
    if bare and before and before.modal and s.low(group.start - 1) in {"and", "or"}:
        return _verbal(s, replace(t, group=before, start=before.head, end=before.end))
    if group.modal in _FUTURE:
        return "planned"
    if group.modal == "would" and _told(s, group) and not _conditional(s, group.start):
        return "planned"  # "said it would march": the future in the past
    if group.modal in _POSSIBLE:
        have = any(s.tag(i) == "HAVE" for i in range(group.start, group.head))
        return "actual" if have and group.modal in {"may", "might"} else "hypothetical"
    if _conditional(s, group.start):
        return "hypothetical"
    if not group.finite:
        if group.infinitive and s.low(group.start - 1) in _BEFORE_TO:
            return _BEFORE_TO[s.low(group.start - 1)]
        before = s.group_before(group.start)
        governed = before is not None and group.start - before.end <= 6
        if (
            governed
            and before is not None
            and (group.infinitive or s.low(group.start - 1) in {"from", "of", "on"})
        ):
            lemma = s.lemma(before)
            if before.negated or before.modal in _FUTURE | _POSSIBLE:
                return "planned" if before.modal in _FUTURE else "hypothetical"
            if lemma in _GOVERNORS:
                return _GOVERNORS[lemma]
            if lemma in {"be", "is", "was", "are", "were"} and group.infinitive:
                return "planned"
        if t.type == "MIGRATE" and group.ing and s.np_at[group.start - 1]:
            return "habitual"  # "refugees fleeing the war": a flow, no single occasion
    return "actual"


def _nominal(s: Parsed, t: Trigger) -> Modality:
    start = t.phrase.start if t.phrase else t.start
    inside = [s.low(i) for i in range(start, t.start)]
    if any(w in _NO for w in inside) or s.low(start - 1) in _NO:
        return "negated"
    topic = t.end - t.start > 1 and s.words[t.end - 1].low in _TOPICS and s.tag(start) != "DET"
    if topic or any(w in _HABIT for w in inside):
        return "habitual"
    if any(w in _SCHEDULED for w in inside):
        return "planned"
    if any(w in _POTENTIAL for w in inside):
        return "hypothetical"
    if _conditional(s, start):
        return "hypothetical"
    if s.low(start - 1) in {"for", "against", "of", "over"} and s.low(start - 2) in _PROSPECTS:
        return "hypothetical"
    before = s.group_before(start)
    if before and before.end >= start - 1:
        lemma = s.lemma(before)
        if before.modal in _FUTURE:
            return "planned"
        if before.modal in _POSSIBLE:
            return "hypothetical"
        if before.negated:
            return "negated"
        told = "actual" if lemma in _VERBS_ONLY else _GOVERNORS.get(lemma, "actual")
        # "threatened to ban strikes": the ban is not there yet
        return "hypothetical" if told == "negated" and before.infinitive else told
    after = next((g for g in s.groups if 0 <= g.start - t.end <= 1), None)
    if after:
        if after.modal in _FUTURE:
            return "planned"
        if after.modal in _POSSIBLE:
            return "hypothetical"
        if s.lemma(after) in {"schedule", "plan"}:
            return "planned"
    return "actual"


def _told(s: Parsed, group: VerbGroup) -> bool:
    """Whether a verb of announcing governs the clause: "said (that) SUBJECT would"."""
    before = s.group_before(group.start)
    return before is not None and s.lemma(before) in _ANNOUNCING and group.start - before.end <= _CLAUSE


def _nobody(s: Parsed, group: VerbGroup) -> bool:
    """Whether subject or object is nobody: "no one was hurt", "injured none"."""
    return any(s.low(i) in _NOBODY for i in (group.start - 2, group.start - 1, group.end))


def _conditional(s: Parsed, start: int) -> bool:
    """Whether an "if" opened the clause: within ten words before, no comma between."""
    for i in range(start - 1, max(-1, start - 11), -1):
        if s.low(i) in {",", ";", ":"}:
            return False
        if s.low(i) in _IF:
            return True
    return False
