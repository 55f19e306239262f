"""Tables (.csv): one row, one article; columns found by their names; of any length, read row by row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from crossread.ingest import columns, files, rows
from crossread.ingest.report import Item, Notice, Options
from crossread.records import CrossreadError

# The csv module knows one limit for all its readers, far too low for articles.
csv.field_size_limit(files.LARGEST_ROW)


def sniffs(path: Path) -> bool:
    """Whether the file is a table by its name."""
    return path.suffix.lower() == ".csv"


def articles(path: Path, options: Options) -> Iterator[Item]:
    """The articles of the table, after the mapping of its columns; one error for each bad row."""
    table = opened(path)
    mapped = columns.mapped(str(path), table.names, options.columns)
    if "text" not in mapped:
        remedy = "say which column holds it: --columns text=NAME"
        raise CrossreadError(str(path), f"no column of text among {columns.listed(table.names)}", remedy)
    yield Notice(str(path), f"columns read: {columns.shown(mapped)}")
    if table.guessed:
        yield Notice(
            str(path),
            f"it is not UTF-8 and was read as {table.encoding}; check its accents and quotation marks",
        )
    for row in table.rows():
        if isinstance(row, CrossreadError):
            yield row
        else:
            number, cells = row
            yield from rows.article(f"{path}:{number}", cells, mapped)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was read; `rows` streams the rest."""

    path: Path
    names: tuple[str, ...]
    encoding: str
    guessed: bool
    delimiter: str

    def rows(self) -> Iterator[tuple[int, dict[str, str]] | CrossreadError]:
        """Line number and cells by column, or an error, for each row that is not blank."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(_lines(file), delimiter=self.delimiter)
            next(reader, None)
            while True:
                number = reader.line_num + 1
                where = f"{self.path}:{number}"
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield CrossreadError(
                        where, f"the row cannot be read ({error})", "check its quotation marks"
                    )
                    continue
                if not any(cells):
                    continue
                if len(cells) > len(self.names) and any(cells[len(self.names) :]):
                    reason = f"the row has {len(cells)} cells, the header {len(self.names)}"
                    yield CrossreadError(
                        where, reason, "put texts that hold the separator into quotation marks"
                    )
                    continue
                yield number, dict(zip(self.names, cells, strict=False))


def opened(path: Path) -> Table:
    """Read the header of a table. Raises CrossreadError."""
    try:
        with path.open("rb") as raw:
            head = raw.read(4096)
            files.check_head(path, head)
            encoding, guessed = _encoding(path, head)
        with path.open(encoding=encoding, newline="") as file:
            first = next(_lines(file), "")
            delimiter = max(",;\t", key=first.count)
            file.seek(0)
            header = next(csv.reader(_lines(file), delimiter=delimiter), [])
    except OSError as error:
        raise files.unreadable(path, error) from error
    except csv.Error as error:
        raise CrossreadError(
            str(path), f"its header cannot be read ({error})", "check the first line"
        ) from error
    names = tuple(name.strip() for name in header)
    if not any(names):
        raise CrossreadError(str(path), "it has no header", "name its columns in the first line")
    return Table(path, names, encoding, guessed, delimiter)


def _encoding(path: Path, head: bytes) -> tuple[str, bool]:
    """The encoding of the whole file, and whether it was guessed; the file is streamed, not held."""
    declared = files.bom(head) or "utf-8"
    decoder = codecs.getincrementaldecoder(declared)()
    try:
        with path.open("rb") as raw:
            while chunk := raw.read(files.MEGABYTE):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        with path.open("rb") as raw:
            sample = raw.read(files.LARGEST_ARTICLE)
        if (guess := files.guess(sample)) is None:
            reason = "its character encoding cannot be recognised"
            raise CrossreadError(str(path), reason, "save it as UTF-8") from error
        return guess, True
    return declared, False


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file with their ends; a line over the limit is an error of the csv module's kind."""
    while line := file.readline(files.LARGEST_ROW + 1):
        if len(line) > files.LARGEST_ROW:
            while line and not line.endswith(("\n", "\r")):
                line = file.readline(files.LARGEST_ROW)
            raise csv.Error(f"longer than {files.LARGEST_ROW // files.MEGABYTE} MB")
        yield line
