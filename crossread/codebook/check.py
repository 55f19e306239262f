"""Checks the references between a codebook's parts, and from them to PLOVER and ACLED."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import yaml

from crossread.codebook.inflect import REFERENCE
from crossread.codebook.model import FIXED_NAMES, Codebook, EventType, Mode, Triggers, nearest


class Problem(NamedTuple):
    """Where in the document ("types.PROTEST.modes.demo"), what, and what to do."""

    place: str
    reason: str
    remedy: str


@cache
def _reference(name: str) -> Mapping[str, tuple[str, ...]]:
    content = yaml.safe_load((REFERENCE / f"{name}.yaml").read_text("utf-8"))
    return {key: tuple(values) for key, values in content.items()}


def problems(codebook: Codebook, own: Iterable[str]) -> Iterator[Problem]:
    """All broken references, in the sections that the user wrote (`own`); built-in ones are left alone."""
    sections = set(own)
    for name, names in FIXED_NAMES.items():
        if name.split(".")[0] in sections:
            found = codebook.counts.of if name == "counts.of" else getattr(codebook, name)
            yield from _unknown(found, names, name, "the exchange format has no such value")
    for event_type in codebook.types.values():
        place = f"types.{event_type.name}"
        yield from _plover(codebook, event_type, place)
        yield from _sense(codebook, event_type, place)
        for mode in event_type.modes.values():
            yield from _sense(codebook, mode, f"{place}.modes.{mode.name}")
    if "roles" in sections:
        yield from _shared({f"roles.{r.name}": r.words for r in codebook.roles.values()})
    if "kinds" in sections:
        yield from _shared({f"kinds.{k.name}": k.words for k in codebook.kinds.values()})
        yield from _shared({f"kinds.{k.name}": k.roles for k in codebook.kinds.values()})
        for kind in codebook.kinds.values():
            yield from _unknown(kind.roles, codebook.roles, f"kinds.{kind.name}.roles", "no such role")
    if "cues" in sections:
        for pos in ("verbs", "nouns", "adjectives", "adverbs", "prepositions", "phrases"):
            yield from _shared({f"cues.{c.name}.{pos}": getattr(c, pos) for c in codebook.cues.values()})
    if "counts" in sections:
        counts = codebook.counts
        yield from _shared({"counts.inexact": [entry.word for entry in counts.inexact]})
        yield from _shared({f"counts.bounds.{name}": bound.words for name, bound in counts.bounds.items()})
        ranges = [(f"counts.inexact.{c.word}", c.closed) for c in counts.inexact]
        for place, (low, high) in ranges + [
            (f"counts.bounds.{n}", b.closed) for n, b in counts.bounds.items()
        ]:
            if low > high:
                yield Problem(place, "'closed' ends before it begins", "write [low, high]")


def _plover(codebook: Codebook, event_type: EventType, place: str) -> Iterator[Problem]:
    plover = _reference("plover")
    targets = ([event_type.plover] if event_type.plover else []) + list(event_type.plover_alongside.values())
    yield from _unknown(targets, plover, f"{place}.plover", "no such PLOVER type")
    yield from _unknown(
        event_type.plover_alongside, codebook.types, f"{place}.plover_alongside", "no such type"
    )
    for mode in event_type.modes.values():
        where = f"{place}.modes.{mode.name}.plover_mode"
        if mode.plover_mode is None:
            continue
        if event_type.plover is None:
            yield Problem(where, "its type folds to no PLOVER type", "remove it, or give the type a 'plover'")
        elif event_type.plover in plover:
            yield from _unknown([mode.plover_mode], plover[event_type.plover], where, "no such PLOVER mode")


def _sense(codebook: Codebook, sense: EventType | Mode, place: str) -> Iterator[Problem]:
    acled = _reference("acled")
    keys = list(codebook.types) + [f"{t.name}.{m}" for t in codebook.types.values() for m in t.modes]
    for rule in sense.acled or ():
        where = f"{place}.acled"
        yield from _unknown(rule.actor + rule.recipient, codebook.roles, where, "no such role")
        yield from _unknown(rule.alongside, keys, where, "no such type or TYPE.mode")
        yield from _unknown([rule.event_type], acled, where, "no such ACLED event type")
        if rule.event_type in acled:
            yield from _unknown(
                [rule.sub_event_type], acled[rule.event_type], where, "no such ACLED sub-event type"
            )
    for pos in Triggers.model_fields:
        words = [(entry.word, entry.needs) for entry in getattr(sense.triggers, pos)]
        for word in {word for word, needs in words if words.count((word, needs)) > 1}:
            yield Problem(f"{place}.triggers.{pos}", f"{word!r} stands twice", "keep one of the two")


def _unknown(names: Iterable[str], known: Iterable[str], place: str, reason: str) -> Iterator[Problem]:
    known = list(known)
    for name in names:
        if name not in known:
            yield Problem(place, f"{reason} {name!r}", nearest(name, known))


def _shared(lists: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """A word that stands in two lists, or twice in one, and so leaves open which is meant."""
    seen: dict[str, str] = {}
    for place, words in lists.items():
        for word in words:
            if word in seen:
                other = "already" if seen[word] == place else f"under {seen[word]} too"
                yield Problem(place, f"{word!r} stands {other}", "keep one of the two")
            seen[word] = place
