"""Folders: the files in them, in sorted order, hidden ones left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from crossread.ingest import metadata, sniff
from crossread.ingest.report import Notice
from crossread.records import CrossreadError


def walk(folder: Path) -> Iterator[Path | Notice | CrossreadError]:
    """The files of a folder and its subfolders that some format reads, then a notice about the others.

    A folder that cannot be listed, or that holds nothing to read, is an error value.
    """
    readable = 0
    others: list[str] = []
    failed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here) / name
            if name.startswith("."):
                continue
            if sniff.reader(path) is None:
                others.append(str(path.relative_to(folder)))
                continue
            readable += name != metadata.NAME
            yield path
    for error in failed:
        yield CrossreadError(str(error.filename), "the folder cannot be listed", "check its permissions")
    if others:
        named = ", ".join(others[:5]) + (" ..." if len(others) > 5 else "")
        left = f"files of other kinds left out: {len(others)} ({named})"
        yield Notice(str(folder), f"{left}; read are {sniff.SUFFIXES}")
    if not readable and not failed:
        yield CrossreadError(
            str(folder), "the folder holds no articles", f"put {sniff.SUFFIXES} files into it"
        )
