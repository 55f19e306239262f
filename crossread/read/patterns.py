"""The patterns that reading goes by, compiled once from the data files beside this module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from crossread.records import BlockKind


@dataclass(frozen=True, slots=True)
class RunIn:
    """Debris at the beginning of a paragraph, and what the rest of that paragraph is (None: to be judged)."""

    pattern: re.Pattern[str]
    rest: BlockKind | None
    head: bool


@dataclass(frozen=True, slots=True)
class Debris:
    """Patterns of boilerplate and captions; `prompts` come with the greatest length of such a line."""

    run_in: tuple[RunIn, ...]
    line: re.Pattern[str]
    prompts: tuple[tuple[re.Pattern[str], int], ...]
    prompt: re.Pattern[str]
    agency: re.Pattern[str]
    caption: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that a full stop follows without ending the sentence, by what comes after it."""

    before_names: frozenset[str]
    before_numbers: frozenset[str]
    either: frozenset[str]
    starters: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    file = resources.files("crossread.read") / "data" / name
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


@cache
def debris() -> Debris:
    """The patterns of `data/debris.yaml`."""
    data = _load("debris.yaml")
    prompts = data["prompts"]
    agencies = "|".join(re.escape(a) for a in sorted(data["agencies"], key=len, reverse=True))
    return Debris(
        run_in=tuple(
            RunIn(re.compile(r"\s*" + r["match"], re.IGNORECASE), r.get("rest"), r.get("head", False))
            for r in data["run_in"]
        ),
        line=_any(data["lines"]),
        prompts=tuple((re.compile(p["match"], re.IGNORECASE), p["max"]) for p in prompts),
        prompt=_any([p["match"] for p in prompts]),
        agency=re.compile(rf"(?<!\w)(?:{agencies})(?!\w)"),
        caption=_any(data["caption_starts"]),
    )


@cache
def abbreviations() -> Abbreviations:
    """The word lists of `data/abbreviations.yaml`."""
    data = _load("abbreviations.yaml")
    lists = {key: frozenset(words) for key, words in data.items()}
    return Abbreviations(**lists)
