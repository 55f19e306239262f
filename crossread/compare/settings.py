"""The rows of a comparison and the knowledge behind them, from `data/rows.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, cached_property
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from crossread.records import Claim


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NumberRow(_Part):
    """A row of figures. See `data/rows.yaml`."""

    field: str
    label: str
    of: str
    acts: tuple[str, ...] = ()
    zero: str | None = None
    split: Mapping[str, str] = {}

    def takes(self, claim: Claim) -> bool:
        """Whether figures of this claim belong here."""
        return not self.acts or any(is_act(claim, act) for act in self.acts)


class ActRow(_Part):
    """A row of one class of acts. See `data/rows.yaml`."""

    field: str
    label: str
    of: tuple[str, ...]
    words: tuple[str, ...] = ()
    grammar: bool = False
    summary: bool = False
    talk: bool = False
    counted: bool = False
    undergone: bool = False

    def takes(self, claim: Claim) -> bool:
        """Whether the claim is such an act."""
        if not any(is_act(claim, act) for act in self.of):
            return False
        said = " ".join([claim.trigger.text, *(i.text for i in claim.instrument)]).lower()
        return not self.words or any(word in said for word in self.words)


class Speakers(_Part):
    """Who counts as one first speaker."""

    one_voice: frozenset[str]
    many: frozenset[str]
    bodies: frozenset[str]
    empty: frozenset[str]
    pronouns: frozenset[str]


class Tags(_Part):
    """The notes beside a value."""

    form: Mapping[str, str]
    modality: Mapping[str, str]
    stance: Mapping[str, str]
    agent: Mapping[str, str]
    label: str
    narrower: str
    both_sides: str
    inferred: str


class Settings(_Part):
    """See the comments in `data/rows.yaml`."""

    labels: Mapping[str, str]
    numbers: tuple[NumberRow, ...]
    nobody: frozenset[str]
    degrees: frozenset[str]
    acts: tuple[ActRow, ...]
    sides: Mapping[str, frozenset[str]]
    speakers: Speakers
    tags: Tags

    @cached_property
    def _side(self) -> Mapping[str, str]:
        return {role: side for side, roles in self.sides.items() for role in roles}

    @cached_property
    def _acts_of(self) -> Mapping[str, tuple[ActRow, ...]]:
        types = {act.partition("/")[0] for row in self.acts for act in row.of}
        return {
            type_: tuple(row for row in self.acts if any(act.partition("/")[0] == type_ for act in row.of))
            for type_ in types
        }

    def side_of(self, roles: Collection[str]) -> frozenset[str]:
        """The sides that these roles stand on; roles that may be anybody give none."""
        return frozenset(self._side[role] for role in roles if role in self._side)

    def is_nobody(self, text: str) -> bool:
        """Whether the words name nobody ("no one", "no officers")."""
        said = text.lower()
        return any(said == word or said.startswith(f"{word} ") for word in self.nobody)

    def is_of_degree(self, before: str) -> bool:
        """Whether the words before a trigger say how badly ("nobody was seriously")."""
        return before[-40:].lower().rstrip().rpartition(" ")[2] in self.degrees

    def act(self, claim: Claim) -> ActRow:
        """The class of acts that the claim belongs to; one of its own for a type of a user's codebook."""
        own = ActRow(
            field=claim.type.lower(), label=claim.type.capitalize().replace("_", " "), of=(claim.type,)
        )
        return next((act for act in self._acts_of.get(claim.type, ()) if act.takes(claim)), own)


def is_act(claim: Claim, act: str) -> bool:
    """Whether a claim is of "TYPE", "TYPE/mode", or of "TYPE/" (the type without any mode)."""
    type_, slash, mode = act.partition("/")
    return claim.type == type_ and (not slash or (mode in claim.mode if mode else not claim.mode))


@cache
def settings() -> Settings:
    """The settings that ship with Crossread."""
    file = resources.files("crossread.compare") / "data" / "rows.yaml"
    return Settings.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
