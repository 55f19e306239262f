"""The codebook's words and our grammar lists, as look-up tables for the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.codebook import (
    Codebook,
    CueEntry,
    TriggerEntry,
    cue_index,
    kind_index,
    role_index,
    trigger_index,
)
from crossread.extract.rules.english import English, english
from crossread.extract.rules.wordlists import load, table, words
from crossread.records.claim import Stance

_FORMS = {"base": "base", "third": "s", "ing": "ing", "past": "past", "participle": "part"}


@dataclass(frozen=True, slots=True)
class Names:
    """Titles with their role, names of states, heads without a role, and roles by part ("PROTEST actor")."""

    titles: Mapping[str, str]
    states: frozenset[str]
    generic: frozenset[str]
    by_part: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words that the rules look up. `starts`: first words of multi-word triggers, with their lengths."""

    triggers: Mapping[str, tuple[TriggerEntry, ...]]
    starts: Mapping[str, tuple[int, ...]]
    roles: Mapping[str, str]
    kinds: Mapping[str, str]
    kind_of_role: Mapping[str, str]
    stances: Mapping[str, Stance]
    grammar: Mapping[str, frozenset[str]]
    names: Names
    english: English

    def role(self, phrase: Sequence[str]) -> str | None:
        """The role of a head noun or compound: the longest ending of up to three words that is known."""
        return _longest(self.roles, phrase)

    def kind(self, phrase: Sequence[str]) -> str | None:
        """The kind of source, in the same way."""
        return _longest(self.kinds, phrase)


def _longest(known: Mapping[str, str], phrase: Sequence[str]) -> str | None:
    for size in range(min(3, len(phrase)), 0, -1):
        key = " ".join(phrase[len(phrase) - size :])
        found = known.get(key) or known.get(key.lower())
        if found:
            return found
    return None


def lexicon(codebook: Codebook) -> Lexicon:
    """The tables of one codebook."""
    triggers = trigger_index(codebook)
    cues = cue_index(codebook)
    verbs: dict[str, tuple[str, frozenset[str]]] = {}
    starts: dict[str, set[int]] = {}
    for surface, entries in triggers.items():
        parts = surface.split()
        if len(parts) > 1:
            starts.setdefault(parts[0].lower(), set()).add(len(parts))
            continue
        for entry in entries:
            if entry.pos == "verb" and " " not in entry.lemma:
                verbs[surface] = (entry.lemma, frozenset(_FORMS[f] for f in entry.forms if f in _FORMS))
    for surface, cue_entries in cues.items():
        for cue in cue_entries:
            if cue.pos == "verb" and " " not in surface:
                verbs.setdefault(surface, (cue.lemma, frozenset(_FORMS[f] for f in cue.forms if f in _FORMS)))
    return Lexicon(
        triggers=triggers,
        starts={first: tuple(sorted(sizes, reverse=True)) for first, sizes in starts.items()},
        roles=role_index(codebook),
        kinds=kind_index(codebook),
        kind_of_role={role: kind.name for kind in codebook.kinds.values() for role in kind.roles},
        stances=_stances(cues),
        grammar=_grammar(),
        names=_names(),
        english=english().with_verbs(verbs),
    )


def _stances(cues: Mapping[str, tuple[CueEntry, ...]]) -> Mapping[str, Stance]:
    """Cue lemma -> stance, for cues that do more than assert."""
    return {e.lemma: e.stance for entries in cues.values() for e in entries if e.stance != "asserts"}


def _grammar() -> Mapping[str, frozenset[str]]:
    return {key: words("grammar", key) for key in load("grammar")}


def _names() -> Names:
    return Names(
        titles=table("names", "titles"),
        states=words("names", "states"),
        generic=words("names", "generic"),
        by_part=load("names")["by_part"],
    )
