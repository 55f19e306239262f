"""Which mentions tell of the same happening within one article, and where that names its agent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossread.records import Agency, Claim, Phrase, Span
from crossread.records.claim import AgentAt, Participant

_FORCE = frozenset({"ASSAULT", "COERCE", "HARM"})
_TALK = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "AGREE", "CONSULT"})
_LOOK_BACK = 40  # happenings of the type that a mention is compared with


@dataclass(slots=True)
class _Happening:
    key: str
    mentions: list[Claim]


def keys(claims: Sequence[Claim]) -> list[str]:
    """One key per claim; claims with equal keys are read as one happening, the most recent that fits."""
    by_type: dict[str, list[_Happening]] = {}
    out = []
    for claim in claims:
        known = by_type.setdefault(claim.type, [])
        same = next((h for h in reversed(known[-_LOOK_BACK:]) if _same(h, claim)), None)
        if same is None:
            same = _Happening(f"{claim.type.lower()}-{len(known) + 1}", [])
            known.append(same)
        same.mentions.append(claim)
        out.append(same.key)
    return out


def _same(happening: _Happening, claim: Claim) -> bool:
    return all(_compatible(known, claim) for known in happening.mentions[-3:])


def _compatible(a: Claim, b: Claim) -> bool:
    if a.modality != b.modality and "planned" not in {a.modality, b.modality}:
        return False
    if a.mode and b.mode and not set(a.mode) & set(b.mode):
        return False
    if a.time and b.time and {t.text.lower() for t in a.time}.isdisjoint(t.text.lower() for t in b.time):
        return False
    if a.place and b.place and {p.text.lower() for p in a.place}.isdisjoint(p.text.lower() for p in b.place):
        return False
    same = (_agree(a.actor, b.actor), _agree(a.recipient, b.recipient))
    if False in same:
        return False
    # Of talk, somebody must match; "the march" needs nobody.
    return True in same if a.type in _TALK else True


def _agree(a: Sequence[Participant], b: Sequence[Participant]) -> bool | None:
    """Whether two sides name the same group or person; None if one names nobody."""
    if not a or not b:
        return None
    if {_last(p) for p in a} & {_last(p) for p in b}:
        return True
    individual = {"individual", "other", "victims", "suspect"}
    return bool({p.role for p in a} & {p.role for p in b} - individual)


def _last(participant: Participant) -> str:
    return participant.text.lower().split()[-1]


def with_agency(
    claims: Sequence[Claim],
    reciprocal: Sequence[bool],
    by_means: Sequence[bool],
    sentence_of: Callable[[Span], int],
) -> list[Claim]:
    """Acts of violence and force with where their agent is named: clause, sentence, article, nowhere."""
    agents: dict[str, list[Participant]] = {}
    for claim in claims:
        agents.setdefault(claim.happening or "", []).extend(claim.actor)
    out = []
    for claim, both, means in zip(claims, reciprocal, by_means, strict=True):
        if claim.type not in _FORCE:
            out.append(claim)
            continue
        elsewhere = [] if claim.actor else agents.get(claim.happening or "", [])
        here = sentence_of(claim.trigger.span)
        near = [p for p in elsewhere if sentence_of(p.span) == here]
        agent: AgentAt = (
            "clause" if claim.actor else "sentence" if near else "article" if elsewhere else "nowhere"
        )
        shown = (*claim.actor, *(claim.instrument if means else ()), *(near or elsewhere)[:1])
        involved = "-involved" in claim.trigger.text.lower()
        words = (claim.trigger, *(Phrase(span=p.span, text=p.text) for p in shown))
        agency = Agency(
            agent=agent, reciprocal=both, instrument_subject=means, involved=involved, words=words
        )
        out.append(claim.model_copy(update={"agency": agency}))
    return out
