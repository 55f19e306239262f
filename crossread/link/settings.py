"""The linker's domain knowledge, from `data/linking.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """See the comments in `data/linking.yaml`. Points and shares lie between 0 and 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    core: frozenset[str]
    leads: tuple[str, ...]
    leading: float
    families: Mapping[str, frozenset[str]]
    points: Mapping[str, float]
    alike: float
    unlike: float
    link: float
    same_act: Mapping[str, float]
    same_place: Mapping[str, float]
    same_date: Mapping[str, float]
    fading: float
    headings: Mapping[str, str]

    def heading(self, type_: str, mode: str | None) -> str:
        """A neutral noun for an act."""
        named = self.headings.get(f"{type_}/{mode}") or (mode and mode.replace("-", " "))
        return named or self.headings.get(type_) or type_.lower()


@cache
def settings() -> Settings:
    """The settings that ship with Crossread."""
    file = resources.files("crossread.link") / "data" / "linking.yaml"
    return Settings.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
