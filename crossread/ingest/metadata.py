"""The sidecar table: what is known about files besides their text (file, outlet, date, title, url, id)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from crossread.ingest import columns, rows, table
from crossread.ingest.dates import iso
from crossread.ingest.report import Notice
from crossread.records import Article, CrossreadError

NAME = "metadata.csv"
"""A sidecar of this name in a folder is used without being asked for."""


class Metadata:
    """The rows of a sidecar by file name, and which of them were used.

    Reading it raises CrossreadError if it has no column of file names. `problems` are those of single rows.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Notice | CrossreadError] = []
        self._rows: dict[str, dict[str, str]] = {}
        self._unused: dict[str, Notice] = {}
        opened = table.opened(path)
        mapped = columns.mapped(str(path), opened.names, {})
        if "file" not in mapped:
            found = columns.listed(opened.names)
            raise CrossreadError(str(path), f"no column of file names among {found}", "call it 'file'")
        for row in opened.rows():
            if isinstance(row, CrossreadError):
                self.problems.append(row)
                continue
            number, cells = row
            if not (name := cells.get(mapped["file"], "").strip()):
                continue
            values = {
                k: v
                for k, c in mapped.items()
                if (v := rows.scalar(cells.get(c))) and k not in ("file", "text")
            }
            where = f"{path}:{number}"
            if date := values.pop("published", None):
                if found_date := iso(date):
                    values["published"] = found_date
                else:
                    self.problems.append(rows.undated(where, date))
            self._rows[_key(name)] = values
            self._unused[_key(name)] = Notice(where, f"there is no file {name} in the input")

    def has(self, file: Path) -> bool:
        """Whether there is a row for the file; it counts as used from then on."""
        found = self._row(file)
        self._unused.pop(found or "", None)
        return found is not None

    def fill(self, article: Article, file: Path) -> Article:
        """The article with what its file's row gives; empty cells change nothing."""
        return article.model_copy(update=self._rows[self._row(file) or ""])

    def unused(self) -> Iterator[Notice]:
        """A notice for each row whose file was not among the input."""
        yield from self._unused.values()

    def _row(self, file: Path) -> str | None:
        """The key of the file's row: by its path, its path from the sidecar's folder, or its bare name."""
        names = [str(file), file.name]
        with contextlib.suppress(ValueError):
            names.insert(1, file.resolve().relative_to(self.path.resolve().parent).as_posix())
        return next((key for key in map(_key, names) if key in self._rows), None)


def _key(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


def looks_like(path: Path) -> bool:
    """Whether a table is a sidecar by its columns: file names, and no text."""
    try:
        mapped = columns.mapped(str(path), table.opened(path).names, {})
    except CrossreadError:
        return False
    return "file" in mapped and "text" not in mapped
