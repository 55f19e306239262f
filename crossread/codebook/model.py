"""The codebook's records: frozen, strict about unknown keys, shaped as the YAML files are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from crossread.records.errors import CrossreadError

Stance = Literal["asserts", "alleges", "denies", "doubts"]

# The exchange format closes these lists; a codebook words their definitions, no more.
FIXED_NAMES: Mapping[str, tuple[str, ...]] = {
    "modality": ("actual", "planned", "hypothetical", "negated", "habitual"),
    "stance": ("asserts", "alleges", "denies", "doubts"),
    "form": ("active", "passive", "agentless", "nominal", "intransitive"),
    "counts.of": ("participants", "arrested", "injured", "killed", "deported", "evicted", "police", "other"),
}

T = TypeVar("T")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_MARKED = re.compile(r"\[[^\[\]]+\]")


class RefusedError(ValueError):
    """What a validator refuses, with its remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(reason)


def nearest(word: object, known: Iterable[str]) -> str:
    """The remedy for an unknown name: the nearest known one first."""
    names = list(known)
    match = get_close_matches(str(word), names, 1, 0.6) or get_close_matches(str(word).upper(), names, 1, 0.6)
    return f"did you mean {match[0]!r}?" if match else f"use one of {', '.join(names) or '(none)'}"


def _named(content: object) -> object:
    """`{name: body}` with the name written into each body; an empty body lacks only its definition."""
    if not isinstance(content, dict):
        return content
    bodies: dict[object, object] = {}
    for name, body in content.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise RefusedError(f"{name!r} cannot be a name", "use letters, digits, - and _, a letter first")
        if isinstance(body, dict) and "name" in body:
            raise RefusedError(f"{name} has a key 'name'", "remove it: the name is the key above")
        bodies[name] = {**(body or {}), "name": name} if body is None or isinstance(body, dict) else body
    return bodies


def _word(content: object) -> object:
    return {"word": content} if isinstance(content, str) else content


def _one_trigger(example: str) -> str:
    if len(_MARKED.findall(example)) != 1:
        raise RefusedError(
            f"the example {example!r} does not mark one trigger", "put its trigger in [brackets], once"
        )
    return example


Named = Annotated[Mapping[str, T], BeforeValidator(_named)]


class Part(BaseModel):
    """What all parts of a codebook share."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Defined(Part):
    """A named entry with its definition and examples."""

    name: str
    definition: Text
    examples: tuple[Text, ...] = ()


class Word(Part):
    """A word of a lexicon: its base form, or a phrase.

    Where `needs` is not empty, the word counts only in a sentence that holds one of these nouns as well.
    """

    word: Text
    needs: tuple[Text, ...] = ()


Words = tuple[Annotated[Word, BeforeValidator(_word)], ...]


class Triggers(Part):
    """Words that express a type or mode: base forms of verbs and nouns, and phrases, which do not inflect."""

    verbs: Words = ()
    nouns: Words = ()
    phrases: Words = ()


class AcledRule(Part):
    """One line of the folding to ACLED. Every condition that is stated must hold; see `mapping.acled`."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    alongside: tuple[str, ...] = ()
    event_type: str
    sub_event_type: str


class Sense(Defined):
    """What types and modes share. `acled`: None = nothing of its own, empty = outside ACLED."""

    examples: tuple[
        Annotated[Text, BeforeValidator(lambda e: _one_trigger(e) if isinstance(e, str) else e)], ...
    ] = ()
    acled: tuple[AcledRule, ...] | None = None
    triggers: Triggers = Triggers()


class Mode(Sense):
    """A mode of a type; `plover_mode` is what it folds back to, if anything."""

    plover_mode: str | None = None


class EventType(Sense):
    """An event type with its modes, in the order in which a folding that can keep only one prefers them."""

    plover: str | None = None
    plover_alongside: Mapping[str, str] = Field(default_factory=dict)
    cameo: Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-9]|20)$")] | None = None
    modes: Named[Mode] = Field(default_factory=dict)


class Role(Defined):
    """A role of actors and recipients; `words` are head nouns, in the singular, that give it."""

    words: tuple[Text, ...] = ()


class Kind(Role):
    """A kind of source. A head that gives one of `roles` gives this kind, unless a kind has the word."""

    roles: tuple[str, ...] = ()


class Countable(Defined):
    """What a number can count; `words` are verbs and nouns that tell it."""

    words: tuple[Text, ...] = ()


class CountWord(Part):
    """An inexact number word. `high` None = open; `closed` is the range that verdicts compare with."""

    word: Text
    low: int
    high: int | None = None
    closed: tuple[int, int]


class Bound(Part):
    """Words that make a stated number N inexact. All figures are factors of N; None = open."""

    words: tuple[Text, ...]
    low: float | None = None
    high: float | None = None
    closed: tuple[float, float]


class Counts(Part):
    """How numbers are read."""

    of: Named[Countable]
    inexact: tuple[CountWord, ...] = ()
    bounds: Mapping[str, Bound] = Field(default_factory=dict)


class Cue(Defined):
    """A class of attribution cues.

    `stance` is how a source stands to the content that such a cue gives it. `quoted`, `indirect`: whether the
    cue takes quoted content, and content in the outlet's own words.
    """

    stance: Stance
    quoted: bool
    indirect: bool
    verbs: tuple[Text, ...] = ()
    nouns: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    adverbs: tuple[Text, ...] = ()
    prepositions: tuple[Text, ...] = ()
    phrases: tuple[Text, ...] = ()


class Codebook(Part):
    """An event ontology: what is coded, in which words, and what it folds back to elsewhere."""

    name: Text
    version: Text
    languages: tuple[Text, ...] = ("en",)
    types: Named[EventType]
    roles: Named[Role]
    kinds: Named[Kind]
    counts: Counts
    modality: Named[Defined]
    stance: Named[Defined]
    form: Named[Defined]
    cues: Named[Cue]

    @property
    def id(self) -> str:
        """`name/version`, as the exchange format's `coder.codebook` carries it."""
        return f"{self.name}/{self.version}"

    @cached_property
    def digest(self) -> str:
        """sha256 of the content: changes with every edit, whether or not the version was raised."""
        # Order counts (it decides foldings), so mappings are written as lists of pairs, never sorted.
        content = json.dumps(_pairs(self.model_dump(mode="json")), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode("utf-8")).hexdigest()

    def type(self, name: str) -> EventType:
        """The type of that name. Raises CrossreadError if there is none."""
        return self._find(self.types, name, "event type")

    def mode_of(self, type_name: str, name: str) -> Mode:
        """The mode of that type. Raises CrossreadError if there is none."""
        return self._find(self.type(type_name).modes, name, f"mode of {type_name}")

    def role(self, name: str) -> Role:
        """The role of that name. Raises CrossreadError if there is none."""
        return self._find(self.roles, name, "role")

    def kind(self, name: str) -> Kind:
        """The kind of source of that name. Raises CrossreadError if there is none."""
        return self._find(self.kinds, name, "kind of source")

    def _find(self, entries: Mapping[str, T], name: str, what: str) -> T:
        if name not in entries:
            raise CrossreadError(f"codebook {self.id}", f"no {what} {name!r}", nearest(name, entries))
        return entries[name]


def _pairs(content: Any) -> Any:
    if isinstance(content, dict):
        return [[key, _pairs(value)] for key, value in content.items()]
    return [_pairs(value) for value in content] if isinstance(content, list) else content
