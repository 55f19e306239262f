"""Where corpora lie and how their files are read, with a clear line for whatever is missing or malformed."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from crossread.records import CrossreadError

REPOSITORY = Path(__file__).parents[1]
VARIABLE = "CROSSREAD_DATA"
NOT_EVALUATED = frozenset({"train", "links", "docs", "unlabelled"})
"""Parts of the names of files beside the evaluation parts: train.jsonl, ewt_train.jsonl."""

Row = dict[str, Any]


def shared() -> Path | None:
    """The folder of shared data: CROSSREAD_DATA, else `shared` beside the repository; None if there is none.

    Raises CrossreadError if CROSSREAD_DATA names no folder.
    """
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else REPOSITORY.parent / "shared"
    if folder.is_dir():
        return folder
    if named:
        raise CrossreadError(VARIABLE, f"{named} is no folder", "let it name the folder of shared data")
    return None


def missing(dev: Iterable[str]) -> list[str]:
    """Those of a set's dev files that are not at hand."""
    folder = shared()
    return [name for name in dev if folder is None or not (folder / name).is_file()]


def files(path: Path, wanted: Sequence[str]) -> list[Path]:
    """The files that `--file PATH` means: the file itself, or a folder's evaluation parts by any name.

    A folder stands for its files that match the first of `wanted` with a match (patterns with a space between
    them count as one), without train parts and links. Raises CrossreadError if there is nothing to evaluate.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise CrossreadError(str(path), "no such file or folder", "give the corpus's file or its folder")
    for patterns in wanted:
        names = [name for pattern in patterns.split() for name in (pattern, f"{pattern}.gz")]
        hits = {file for name in names for file in path.glob(name)}
        found = sorted(file for file in hits if not NOT_EVALUATED & set(re.split(r"[._]", file.name)))
        if found:
            return found
    raise CrossreadError(str(path), "holds no evaluation file (*.jsonl)", "give the file itself")


def train_beside(path: Path) -> Path | None:
    """The train part in the folder of an evaluation file, if there is one."""
    folder = path if path.is_dir() else path.parent
    return next((f for name in ("train.jsonl", "train.jsonl.gz") if (f := folder / name).is_file()), None)


def train_of(dev: Iterable[str]) -> list[Path]:
    """The train parts beside a set's dev files in the shared data, as far as they are at hand."""
    folder = shared()
    return [found for name in dev if folder and (found := train_beside(folder / name))]


def rows(path: Path, required: Sequence[str]) -> list[Row]:
    """The objects of a JSON Lines file (gzipped if it ends in .gz), each with an `id` of its own.

    Raises CrossreadError naming the line that is no JSON object, lacks a required name or repeats an id.
    """
    found: list[Row] = []
    seen: set[str] = set()
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CrossreadError(str(path), f"cannot be read ({error})", "give JSON Lines in UTF-8") from error
    # Not splitlines(): articles may hold U+2028, which JSON leaves unescaped.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CrossreadError(where, f"no JSON ({error})", "one JSON object a line") from error
        lacking = [name for name in required if not isinstance(row, dict) or name not in row]
        if lacking:
            raise CrossreadError(where, f"lacks {', '.join(lacking)}", "is this the set's own format?")
        if str(row["id"]) in seen:
            raise CrossreadError(where, f"id {row['id']} stands twice", "give every document its own id")
        seen.add(str(row["id"]))
        found.append(row)
    if not found:
        raise CrossreadError(str(path), "holds no document", "give a file with one document a line")
    return found
