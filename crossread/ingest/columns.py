"""Which column of a data file holds which field of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import yaml

from crossread.records import CrossreadError

Mapped = dict[str, str]
"""Field of an article (text, id, title, outlet, published, url, language, file) -> name of the column."""


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """The usual names of each field, from `data/columns.yaml`."""
    file = resources.files("crossread.ingest") / "data" / "columns.yaml"
    loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {key: tuple(names) for key, names in loaded.items()}


def mapped(where: str, names: Iterable[str], override: Mapping[str, str]) -> Mapped:
    """The columns among `names` that hold fields of an article; `override` goes before the usual names.

    Raises CrossreadError if an override names an unknown field or a column that is not there.
    """
    names = list(names)
    for key, column in override.items():
        if key not in synonyms():
            raise CrossreadError(
                "--columns", f"there is no field {key!r}", f"use one of {', '.join(synonyms())}"
            )
        if column not in names:
            raise CrossreadError(where, f"it has no column {column!r}", f"map one of {listed(names)}")
    simple: dict[str, str] = {}
    for name in names:
        simple.setdefault(re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"), name)
    out = dict(override)
    for key, usual in synonyms().items():
        found = next((simple[name] for name in usual if name in simple), None)
        if key not in out and found is not None and found not in override.values():
            out[key] = found
    return out


def shown(columns: Mapped) -> str:
    """The mapping in words, as users write it: "text=body, outlet=source"."""
    return ", ".join(f"{key}={column}" for key, column in columns.items())


def listed(names: Iterable[str]) -> str:
    """Column names for an error message, not too many."""
    names = list(names)
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
