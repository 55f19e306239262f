"""Shared data and its scorers, found by CROSSREAD_DATA or beside the repository."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from evals import data


@pytest.fixture
def shared() -> Path:
    """The folder of shared data; skips where there is none."""
    folder = data.shared()
    if folder is None:
        pytest.skip("needs the shared corpora (CROSSREAD_DATA or ../shared)")
    return folder


@pytest.fixture
def scorer(shared: Path) -> Callable[[str], ModuleType]:
    """Loads a corpus's own scorer by its path in the shared data."""

    def loaded(name: str) -> ModuleType:
        if not (shared / name).is_file():
            pytest.skip(f"needs {name} of the shared corpora")
        spec = importlib.util.spec_from_file_location(Path(name).stem, shared / name)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return loaded


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows as JSON Lines below the test's folder."""

    def written(name: str, *rows: dict[str, Any]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return written
