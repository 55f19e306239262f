"""Folding to other vocabularies: PLOVER (strict), CAMEO root codes, and ACLED's event types."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from crossread.codebook.model import AcledRule, Codebook


class Plover(NamedTuple):
    """A PLOVER event type with those of its modes that hold."""

    event_type: str
    modes: tuple[str, ...]


class Acled(NamedTuple):
    """ACLED's two levels."""

    event_type: str
    sub_event_type: str


def plover(
    codebook: Codebook, type_name: str, modes: Sequence[str] = (), alongside: Collection[str] = ()
) -> Plover | None:
    """The strict PLOVER coding of a mention, or None where PLOVER has nothing for it.

    `alongside`: the types of the other mentions of the same happening. A mode without a counterpart is
    dropped; an unknown type or mode raises CrossreadError.
    """
    event_type = codebook.type(type_name)
    target = next(
        (to for other, to in event_type.plover_alongside.items() if other in alongside), event_type.plover
    )
    folded = [codebook.mode_of(type_name, mode).plover_mode for mode in modes]
    if target is None:
        return None
    kept = folded if target == event_type.plover else []
    return Plover(target, tuple(dict.fromkeys(mode for mode in kept if mode is not None)))


def cameo(codebook: Codebook, type_name: str) -> str | None:
    """CAMEO's two-digit root code of a type, if it has one. Raises CrossreadError for an unknown type."""
    return codebook.type(type_name).cameo


def acled(
    codebook: Codebook,
    type_name: str,
    modes: Sequence[str] = (),
    actors: Collection[str] = (),
    recipients: Collection[str] = (),
    alongside: Collection[str] = (),
) -> Acled | None:
    """ACLED's event type of a mention or linked event, or None where it lies outside ACLED.

    `actors`, `recipients`: roles. `alongside`: what else was linked to the event, as "TYPE" and "TYPE.mode".
    Of several modes, the one that the codebook lists first goes first; a mode's own rules come before the
    type's; the first rule whose conditions hold decides. In two-sided violence all stand in `actors`, so with
    two actors and no recipient each side is looked for in both places. Raises CrossreadError for a type or
    mode that the codebook lacks.
    """
    event_type = codebook.type(type_name)
    for mode in modes:
        codebook.mode_of(type_name, mode)
    others = recipients or (actors if len(actors) > 1 else ())
    stated = [mode.acled for mode in event_type.modes.values() if mode.name in modes]
    if stated and all(rules is not None and not rules for rules in stated):
        return None
    rules = [rule for own in stated for rule in own or ()] + list(event_type.acled or ())
    for rule in rules:
        if _holds(rule, actors, others, alongside):
            return Acled(rule.event_type, rule.sub_event_type)
    return None


def _holds(
    rule: AcledRule, actors: Collection[str], recipients: Collection[str], alongside: Collection[str]
) -> bool:
    pairs = ((rule.actor, actors), (rule.recipient, recipients), (rule.alongside, alongside))
    return all(not wanted or any(value in wanted for value in given) for wanted, given in pairs)
