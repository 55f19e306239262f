"""Shared by all tests: where the shared corpora are, if they are at hand at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_data() -> Path | None:
    """The folder of shared corpora: $CROSSREAD_DATA, or `shared` beside the repository."""
    folder = Path(os.environ.get("CROSSREAD_DATA") or Path(__file__).parents[2] / "shared")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared corpora; skips the test where they are absent."""
    folder = shared_data()
    if folder is None:
        pytest.skip("needs the shared corpora: set CROSSREAD_DATA or put them at ../shared")
    return folder
