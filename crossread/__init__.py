"""Crossread: one event, every account, side by side.

    with crossread.open("march.crossread") as project:
        project.add(["articles/"], metadata="articles/metadata.csv")
        project.code()
        for comparison in project.compare():
            ...

Everything it returns is a frozen record of `crossread.records`.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossread.project import Project

__version__ = version("crossread")
__all__ = ["__version__", "open"]


def open(path: Path | str) -> Project:  # noqa: A001 (as in tarfile.open: the module's main verb)
    """Open the project file at `path`, or make it. Raises CrossreadError if it is none."""
    from crossread.project import Project  # here: `import crossread.records` must not load every stage

    return Project(Path(path))
