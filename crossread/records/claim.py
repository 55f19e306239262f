"""A claim: one mention of an event in one article, according to somebody, each field tied to its words.

The names are those of the exchange format, where a claim is an item of `events`. The lists of types,
modes, roles and kinds live in the codebook; here they are plain strings.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from crossread.records.base import Record
from crossread.records.span import Offsets, Phrase

Modality = Literal["actual", "planned", "hypothetical", "negated", "habitual"]
Stance = Literal["asserts", "alleges", "denies", "doubts"]
Form = Literal["active", "passive", "agentless", "nominal", "intransitive"]
CountOf = Literal["participants", "arrested", "injured", "killed", "deported", "evicted", "police", "other"]
Precision = Literal["venue_in_city", "city", "adm2", "adm1", "country", "region"]
AgentAt = Literal["clause", "sentence", "article", "nowhere"]


class Participant(Phrase):
    """Who acts or is acted upon, at the mention nearest to the trigger. `country` is ISO 3166-1 alpha-3."""

    role: str
    name: str | None = None
    country: str | None = None
    number: int | None = None
    private: bool | None = None


class Source(Phrase):
    """Who says so. `step` 0 is the nearest source and its co-sources, 1 who relays them, and so on."""

    kind: str
    anonymous: bool | None = None
    step: int = 0


class Place(Phrase):
    """A place expression and, once resolved, what it names (latitude and longitude in degrees, WGS 84)."""

    geonames: int | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    candidates: tuple[dict[str, Any], ...] | None = None


class Count(Phrase):
    """How many, of whom, by whose count. `low` and `high` are inclusive; `high` None means open."""

    of: CountOf
    low: float | None = None
    high: float | None = None
    by: str | None = None
    by_span: Offsets | None = None
    approximate: str | None = None

    @model_serializer(mode="wrap")
    def _low_is_always_said(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # The exchange format requires `low`, if only as null ("an unknown number").
        return {"low": None, **write(self)}


class Agency(Record):
    """The grammar of an act of violence or force, with the words that show it."""

    agent: AgentAt
    reciprocal: bool = False
    instrument_subject: bool = False
    involved: bool = False
    words: tuple[Phrase, ...] = ()


class Claim(Record):
    """One attributed event mention. An empty `according_to` is the outlet's own voice.

    `inferred` names fields that no span supports; `abstained` fields left empty for want of confidence.
    `date` is an ISO date, month, year or interval "start/end"; `where` "City, Country" or "Country".
    """

    id: str
    type: str
    mode: tuple[str, ...] = ()
    trigger: Phrase
    happening: str | None = None
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    instrument: tuple[Phrase, ...] = ()
    place: tuple[Place, ...] = ()
    where: str | None = None
    time: tuple[Phrase, ...] = ()
    date: str | None = None
    counts: tuple[Count, ...] = ()
    modality: Modality = "actual"
    stance: Stance = "asserts"
    form: Form = "active"
    according_to: tuple[Source, ...] = ()
    confidence: float | None = None
    agency: Agency | None = None
    inferred: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    confidences: dict[str, float] | None = None
