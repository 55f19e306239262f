"""The codebook's words as look-up tables: every surface form, with what it can express.

Keys are words joined by one space, in lower case, except for entries that the codebook writes with a capital
("ICE", "Hamas"): look up the words as they stand in the text first, then in lower case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from crossread.codebook.inflect import Form, Forms, noun_forms, verb_forms
from crossread.codebook.model import Codebook, Mode, Sense, Stance

Pos = Literal["verb", "noun", "phrase", "adjective", "adverb", "preposition"]


class TriggerEntry(NamedTuple):
    """One reading of a trigger word.

    `modes` is empty where the word tells the type only. `forms`: what this surface form can be of the base
    form `lemma` ("hurled": past, participle). `needs`: surface forms in lower case, of which the
    sentence must hold one; empty = no condition.
    """

    type: str
    modes: tuple[str, ...]
    pos: Pos
    lemma: str
    forms: frozenset[Form]
    needs: frozenset[str]


class CueEntry(NamedTuple):
    """One reading of an attribution cue: its class and what that class says (see `model.Cue`)."""

    cue: str
    stance: Stance
    pos: Pos
    lemma: str
    forms: frozenset[Form]
    quoted: bool
    indirect: bool


_POS: tuple[tuple[str, Pos], ...] = (
    ("verbs", "verb"),
    ("nouns", "noun"),
    ("adjectives", "adjective"),
    ("adverbs", "adverb"),
    ("prepositions", "preposition"),
    ("phrases", "phrase"),
)


def trigger_index(codebook: Codebook) -> Mapping[str, tuple[TriggerEntry, ...]]:
    """Surface form -> its readings, in the order in which to try them.

    Readings with a condition come first, then those that tell a mode, then the codebook's order of types.
    """
    found: defaultdict[str, list[TriggerEntry]] = defaultdict(list)
    for event_type in codebook.types.values():
        for sense in (*event_type.modes.values(), event_type):
            for surface, entry in _senses(codebook, event_type.name, sense):
                found[surface].append(entry)
    return {
        surface: tuple(sorted(entries, key=lambda entry: (not entry.needs, not entry.modes)))
        for surface, entries in found.items()
    }


def _senses(codebook: Codebook, type_name: str, sense: Sense) -> Iterable[tuple[str, TriggerEntry]]:
    modes = (sense.name,) if isinstance(sense, Mode) else ()
    for field, pos in _POS:
        for word in getattr(sense.triggers, field, ()):
            needs = frozenset(form for need in word.needs for form in _forms(codebook, need, "noun"))
            for surface, forms in _forms(codebook, word.word, pos).items():
                yield surface, TriggerEntry(type_name, modes, pos, word.word, forms, needs)


def cue_index(codebook: Codebook) -> Mapping[str, tuple[CueEntry, ...]]:
    """Surface form -> the cue classes that it can belong to, in the codebook's order."""
    found: defaultdict[str, list[CueEntry]] = defaultdict(list)
    for cue in codebook.cues.values():
        for field, pos in _POS:
            for word in getattr(cue, field):
                for surface, forms in _forms(codebook, word, pos).items():
                    found[surface].append(
                        CueEntry(cue.name, cue.stance, pos, word, forms, cue.quoted, cue.indirect)
                    )
    return {surface: tuple(entries) for surface, entries in found.items()}


def role_index(codebook: Codebook) -> Mapping[str, str]:
    """Surface form of a head noun or compound -> role. Where two forms coincide, the first role keeps it."""
    found: dict[str, str] = {}
    for role in codebook.roles.values():
        for surface in _surfaces(codebook, role.words):
            found.setdefault(surface, role.name)
    return found


def kind_index(codebook: Codebook) -> Mapping[str, str]:
    """Surface form of a source's head -> kind of source: the kinds' own words, then those of their roles."""
    found: dict[str, str] = {}
    for kind in codebook.kinds.values():
        for surface in _surfaces(codebook, kind.words):
            found.setdefault(surface, kind.name)
    kind_of = {role: kind.name for kind in codebook.kinds.values() for role in kind.roles}
    for surface, role_name in role_index(codebook).items():
        if role_name in kind_of:
            found.setdefault(surface, kind_of[role_name])
    return found


def _surfaces(codebook: Codebook, words: Iterable[str]) -> Iterable[str]:
    return (surface for word in words for surface in _forms(codebook, word, "noun"))


def _forms(codebook: Codebook, word: str, pos: Pos) -> Forms:
    """All surface forms; only English inflects, acronyms never do."""
    if "en" in codebook.languages and pos == "verb":
        return verb_forms(word)
    if "en" in codebook.languages and pos == "noun" and not word.isupper():
        return noun_forms(word)
    return {word: frozenset({"fixed"})}
