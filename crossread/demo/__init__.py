"""The bundled demo corpus: articles by invented outlets on four invented events, with their gold coding.

Only the cities are real. The gold is built by `evals/demo_gold`; nothing here is third-party text.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def articles() -> Path:
    """Folder of the demo articles with their `metadata.csv`."""
    return _file("articles")


def gold() -> Path:
    """Gold coding in the exchange format, one article a line; offsets count in its canonical text."""
    return _file("gold.jsonl")


def links() -> Path:
    """Happenings linked across the articles, one event group a line, with verdicts on fields."""
    return _file("links.jsonl")


def _file(name: str) -> Path:
    # A wheel is always unpacked to a folder, so that the resource is a path.
    return Path(str(files(__name__).joinpath(name)))
