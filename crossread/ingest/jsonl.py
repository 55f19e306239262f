"""JSON lines: one object a line, one article an object; of any length, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from crossread.ingest import columns, files, rows
from crossread.ingest.report import Item, Notice, Options
from crossread.records import CrossreadError


def sniffs(path: Path) -> bool:
    """Whether the file is JSON lines by its name."""
    return path.suffix.lower() in {".jsonl", ".ndjson"}


def articles(path: Path, options: Options) -> Iterator[Item]:
    """The articles of the file, one error for each bad line; a notice for each mapping of names."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            files.check_head(path, head)
            if (encoding := files.bom(head)) not in (None, "utf-8-sig"):
                raise CrossreadError(
                    str(path), f"it is {encoding}, JSON lines must be UTF-8", "save it as UTF-8"
                )
            file.seek(3 if encoding else 0)
            yield from _lines(path, file, options)
    except OSError as error:
        raise files.unreadable(path, error) from error


def _lines(path: Path, file: IO[bytes], options: Options) -> Iterator[Item]:
    told: set[str] = set()
    for number, line in _numbered(file):
        where = f"{path}:{number}"
        if line is None:
            size = files.LARGEST_ROW // files.MEGABYTE
            yield CrossreadError(where, f"the line is longer than {size} MB", "split it into articles")
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "not UTF-8 or nested too deep"
            yield CrossreadError(where, f"the line is not valid JSON ({reason})", "correct or remove it")
            continue
        if not isinstance(row, dict):
            yield CrossreadError(where, "the line is no JSON object", "write one object with a text a line")
            continue
        mapped = columns.mapped(str(path), row, {k: v for k, v in options.columns.items() if v in row})
        if "text" in mapped and (shown := columns.shown(mapped)) not in told and len(told) < 5:
            told.add(shown)
            yield Notice(str(path), f"columns read: {shown}")
        yield from rows.article(where, row, mapped)


def _numbered(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None in place of one that is too long."""
    number = 0
    while line := file.readline(files.LARGEST_ROW + 1):
        number += 1
        if len(line) <= files.LARGEST_ROW or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(files.LARGEST_ROW)
        yield number, None
