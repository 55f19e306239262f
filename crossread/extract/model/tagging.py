"""What the tagger says of a text.

Phrases with probabilities, nothing resolved and nothing decided beyond thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Phrase:
    """Characters start..end of the text (end exclusive) with the probability that they fill their place."""

    start: int
    end: int
    p: float


@dataclass(frozen=True)
class Label:
    """A label with its probability."""

    name: str
    p: float


@dataclass(frozen=True)
class Participant:
    """A phrase that takes part in an event, with the role class of the codebook that fits it best."""

    phrase: Phrase
    role: Label


@dataclass(frozen=True)
class Source:
    """A phrase to which something is attributed, with its kind."""

    phrase: Phrase
    kind: Label


@dataclass(frozen=True)
class Event:
    """A trigger and what belongs to it.

    `sources` is empty for the outlet itself; nearest first. `phrases` holds instrument, place and time.
    `expected` is the probability, read at the trigger alone, that anything in the article fills a role
    (`source`: that somebody other than the outlet asserts the event); where it is high and the role is empty,
    the tagger could not find the words.
    """

    trigger: Phrase
    type: Label
    modes: tuple[Label, ...]
    modality: Label
    stance: Label
    form: Label
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    phrases: Mapping[str, tuple[Phrase, ...]]
    counts: tuple[tuple[Phrase, Label], ...]
    sources: tuple[Source, ...]
    expected: Mapping[str, float]


@dataclass(frozen=True)
class Attribution:
    """Contents that the text gives to a source.

    `cue` is None for a bare quotation, `source` for an unnamed source.
    """

    contents: tuple[Phrase, ...]
    cue: Phrase | None
    source: Source | None
    kind: Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True)
class Entity:
    """A name or quantity: PER, ORG, LOC, MISC, DATE, TIME, NUMBER, MONEY, WEAPON, VEHICLE."""

    phrase: Phrase
    kind: str


@dataclass(frozen=True)
class Word:
    """A word with its syntax; `head` is a word number of the text, -1 for the root of the sentence."""

    start: int
    end: int
    upos: str
    head: int
    rel: str


@dataclass(frozen=True)
class Predicate:
    """A verb or event noun (word number) with its agent and patient, both None if the sentence names none."""

    word: int
    agent: Phrase | None
    patient: Phrase | None


@dataclass(frozen=True)
class Tagging:
    """Everything the tagger says of one text."""

    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    labels: tuple[Participant, ...] = ()
    wording: tuple[Phrase, ...] = ()
    words: tuple[Word, ...] = ()
    predicates: tuple[Predicate, ...] = field(default=())
