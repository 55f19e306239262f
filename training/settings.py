"""Reads training/config.yaml and says where inputs and outputs lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """The configuration with its folders.

    `data` (read), `work` (rows, checkpoints), `artefact` (what ships).
    """

    values: dict[str, Any]
    data: Path
    work: Path
    artefact: Path

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


def load(
    config: Path | None = None,
    data: Path | None = None,
    work: Path | None = None,
    artefact: Path | None = None,
) -> Settings:
    """Settings from the YAML.

    Folders default to $CROSSREAD_DATA or ../shared, build/training, and the package's data.
    """
    path = config or Path(__file__).with_name("config.yaml")
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    shared = Path(os.environ.get("CROSSREAD_DATA", REPOSITORY.parent / "shared"))
    return Settings(
        values,
        data or shared,
        work or REPOSITORY / "build" / "training",
        artefact or REPOSITORY / "crossread" / "extract" / "model" / "data",
    )
