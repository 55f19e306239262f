"""The word lists in data/*.yaml: domain knowledge that is read, never written in code."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def load(name: str) -> dict[str, Any]:
    """The whole of data/`name`.yaml."""
    text = (resources.files("crossread.extract.rules") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def words(file: str, key: str) -> frozenset[str]:
    """The words under a key, a folded string of words with spaces between."""
    return frozenset(load(file)[key].split())


def table(file: str, key: str) -> dict[str, Any]:
    """Word -> label, for a key that holds labels with their words; the first label keeps a word."""
    out: dict[str, Any] = {}
    for label, listed in load(file)[key].items():
        for word in listed.split():
            out.setdefault(word, label)
    return out
