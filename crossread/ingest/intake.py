"""`ingest`: the user's paths to articles, notices and errors, one after another."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from crossread.ingest import files, folder, sniff, text
from crossread.ingest.columns import synonyms
from crossread.ingest.metadata import NAME, Metadata, looks_like
from crossread.ingest.report import Item, Notice, Options
from crossread.records import Article, CrossreadError


def ingest(
    paths: Sequence[Path],
    *,
    metadata: Path | None = None,
    columns: Mapping[str, str] | None = None,
    with_title: bool = False,
) -> Iterator[Item]:
    """Read files and folders of news articles, lazily.

    Yields articles, notices, and errors as values: a bad file never stops the others, and nothing is raised.
    `metadata` is a sidecar table (file, outlet, date, title, url, id); without it, a `metadata.csv` in a
    folder given as input is used. `columns` maps fields of an article to columns of tables and JSON lines.
    With `with_title`, a known title is put before a text that does not begin with it.
    """
    columns = columns or {}
    for key in columns.keys() - synonyms().keys():
        yield CrossreadError("--columns", f"there is no field {key!r}", f"use one of {', '.join(synonyms())}")
    options = Options({key: column for key, column in columns.items() if key in synonyms()})
    yield from _Intake(options, metadata, with_title).run([Path(path) for path in paths])


class _Intake:
    """One run: what was asked for, and which articles came by."""

    def __init__(self, options: Options, asked: Path | None, with_title: bool) -> None:
        self._options, self._asked, self._with_title = options, asked, with_title
        self._seen: dict[str, tuple[bytes, str]] = {}

    def run(self, paths: Sequence[Path]) -> Iterator[Item]:
        known = None
        if self._asked is not None:
            known = yield from _sidecar(self._asked)
        for path in paths:
            yield from self._folder(path, known) if path.is_dir() else self._file(path, known)
        if known is not None:
            yield from known.unused()

    def _folder(self, path: Path, known: Metadata | None) -> Iterator[Item]:
        found = path / NAME
        own = None
        if self._asked is None and found.is_file() and looks_like(found):
            yield Notice(str(found), "used as metadata of the files beside it")
            own = yield from _sidecar(found)
        for entry in folder.walk(path):
            if not isinstance(entry, Path):
                yield entry
            elif self._asked is not None and _same(entry, self._asked):
                continue
            elif entry == found and looks_like(entry):
                if self._asked is not None:
                    yield Notice(str(entry), f"not used, because {self._asked} was given as metadata")
            else:
                yield from self._file(entry, known or own)
        if own is not None:
            yield from own.unused()

    def _file(self, path: Path, known: Metadata | None) -> Iterator[Item]:
        has_row = known is not None and known.has(path)
        if known is not None and not has_row and text.sniffs(path) and path.is_file():
            yield Notice(str(path), f"{known.path.name} has no row for it")
        try:
            for item in _reader(path)(path, self._options):
                if isinstance(item, Article):
                    yield from self._unless_seen(self._complete(item, path, known if has_row else None))
                else:
                    yield item
        except CrossreadError as error:
            yield error
        except OSError as error:
            yield files.unreadable(path, error)
        except (ValidationError, ValueError, RecursionError, MemoryError) as error:
            reason = f"it holds something that cannot be read ({type(error).__name__})"
            yield CrossreadError(str(path), reason, "save it again as UTF-8 text")

    def _complete(self, article: Article, path: Path, known: Metadata | None) -> Article:
        if known is not None:
            article = known.fill(article, path)
        title = article.title
        if self._with_title and title and not article.blocks and not article.text.lstrip().startswith(title):
            article = article.model_copy(update={"text": f"{title}\n\n{article.text}"})
        return article

    def _unless_seen(self, article: Article) -> Iterator[Item]:
        where = article.origin or article.id
        digest = hashlib.sha256(article.text.encode()).digest()
        before = self._seen.setdefault(article.id, (digest, where))
        if before == (digest, where):
            yield article
        elif before[0] == digest:
            yield Notice(where, f"given twice: the same article was read from {before[1]}")
        else:
            reason = f"its id {article.id!r} was already used by {before[1]} for another text"
            yield CrossreadError(where, reason, "give each article its own id")


def _sidecar(path: Path) -> Generator[Item, None, Metadata | None]:
    """Read a sidecar; its problems are yielded, itself returned (None if it cannot be used)."""
    try:
        read = Metadata(path)
    except CrossreadError as error:
        yield error
        return None
    yield from read.problems
    return read


def _reader(path: Path) -> sniff.Reader:
    """The reader for a file. Raises CrossreadError if there is none, or no file."""
    if reader := sniff.reader(path):
        return reader
    try:
        with path.open("rb") as file:
            files.check_head(path, file.read(4096))
    except OSError as error:
        raise files.unreadable(path, error) from error
    raise CrossreadError(
        str(path), f"its kind ({path.suffix or 'no ending'}) is not read", f"use {sniff.SUFFIXES}"
    )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
