"""Articles, codings and events in one SQLite file. Every method is one transaction, whole or not at all.

Write-ahead logging lets readers go on while one writes; a second writer waits its turn. A process killed in
the middle leaves what was committed before.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from pydantic import TypeAdapter

from crossread.records import Article, Claim, CodedArticle, Coder, Coding, CrossreadError, Event
from crossread.store.migrations import migrate

Added = Literal["added", "changed", "unchanged"]
_CLAIMS = TypeAdapter(tuple[Claim, ...])
_ARTICLE = "id, origin, outlet, title, url, published, language, text, blocks"
_FOUND = {"blocks", "published", "language"}  # what reading may fill in
WAIT_FOR_LOCK_S = 60.0


class Stored(NamedTuple):
    """How much a project holds. `outlets` maps an outlet (None: unknown) to its number of articles."""

    articles: int
    coded: int
    claims: int
    attributions: int
    events: int
    copies: int
    outlets: dict[str | None, int]
    types: dict[str, int]
    coders: tuple[Coder, ...]
    failures: tuple[CrossreadError, ...]
    replaced: int


class Store:
    """A project file, open. Use as a context manager, or call `close()`."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open `path`; with `create`, make it if it is not there. Raises CrossreadError."""
        self.path = path
        if not create and not path.exists():
            raise CrossreadError(
                str(path), "no such project", "make one with crossread code INPUT -o " + path.name
            )
        if path.is_dir():
            raise CrossreadError(
                str(path), "a folder, not a project file", "give the name of a .crossread file"
            )
        try:
            self._db = sqlite3.connect(path, timeout=WAIT_FOR_LOCK_S, isolation_level=None)
            self._db.execute("PRAGMA foreign_keys = ON")
            migrate(self._db, str(path))
            self._db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.DatabaseError as error:
            raise _explained(error, path) from error

    def close(self) -> None:
        """Close the file. What was written is already safe."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
        except sqlite3.DatabaseError as error:
            raise _explained(error, self.path) from error

    # Articles

    def add(self, article: Article) -> Added:
        """Store an article unless it is there already. An earlier state with other content is kept aside.

        Raises CrossreadError if another input already uses the id for another text.
        """
        digest = hashlib.sha256(article.model_dump_json(exclude={"origin"}).encode()).hexdigest()
        with self._write() as db:
            old = db.execute(
                "SELECT digest, text, origin FROM article WHERE id = ?", (article.id,)
            ).fetchone()
            if old and old[0] == digest:
                return "unchanged"
            if old and old[1] != article.text and _file(old[2]) != _file(article.origin):
                reason = f"id {article.id} is already stored from {old[2]} with another text"
                raise CrossreadError(article.origin or article.id, reason, "give one of the two another id")
            # A file of one article whose bytes changed has a new id; the state before it is out of date.
            gone = [article.id] if old else []
            gone += [
                i
                for (i,) in db.execute(
                    "SELECT id FROM article WHERE origin = ? AND id != ?", (article.origin, article.id)
                )
            ]
            for identifier in gone:
                self._set_aside(db, identifier)
            row = article.model_dump(mode="json", include=set(_ARTICLE.split(", ")))
            row |= {"blocks": json.dumps(row["blocks"]), "digest": digest, "added_at": _now()}
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            db.execute(f"INSERT INTO article ({names}) VALUES ({values})", row)
            self._touch(db)
            return "changed" if gone else "added"

    def _set_aside(self, db: sqlite3.Connection, identifier: str) -> None:
        coded = next(self._coded("WHERE a.id = ?", (identifier,)), None)
        record = (
            coded.model_dump_json()
            if coded
            else next(self._articles("WHERE id = ?", (identifier,))).model_dump_json()
        )
        db.execute("INSERT INTO replaced VALUES (?, ?, ?)", (identifier, record, _now()))
        db.execute("DELETE FROM article WHERE id = ?", (identifier,))

    def pending(self, coder: str) -> Iterator[Article]:
        """Articles that this coder (its fingerprint) has not coded as they now stand."""
        where = """LEFT JOIN coding c ON c.article = article.id
                   WHERE c.coder IS NOT ? OR c.digest IS NOT article.digest ORDER BY article.rowid"""
        identifiers = [i for (i,) in self._db.execute(f"SELECT article.id FROM article {where}", (coder,))]
        for identifier in identifiers:  # one by one: the reading cursor must not span the writes between
            yield from self._articles("WHERE id = ?", (identifier,))

    def _articles(self, where: str, values: tuple[Any, ...] = ()) -> Iterator[Article]:
        for row in self._db.execute(f"SELECT {_ARTICLE} FROM article {where}", values):
            yield _article(row)

    # Codings

    def save(self, batch: Iterable[CodedArticle], coder: str) -> None:
        """Store codings made by the coder with this fingerprint, in place of earlier ones."""
        with self._write() as db:
            for coded in batch:
                article, coding = coded.article, coded.coding
                found = article.model_dump_json(
                    include={"blocks", "published", "language"}, exclude_none=True
                )
                signature = coded.coder.model_copy(update={"at": _now()}).model_dump_json(exclude_none=True)
                rest = coding.model_dump_json(exclude={"claims"}, exclude_none=True)
                db.execute(
                    """INSERT OR REPLACE INTO coding (article, digest, coder, signature, found, rest)
                              SELECT id, digest, ?, ?, ?, ? FROM article WHERE id = ?""",
                    (coder, signature, found, rest, article.id),
                )
                db.execute("DELETE FROM claim WHERE article = ?", (article.id,))
                db.executemany(
                    "INSERT INTO claim VALUES (?, ?, ?, ?, ?)",
                    (
                        (article.id, c.id, n, c.type, c.model_dump_json(exclude_none=True))
                        for n, c in enumerate(coding.claims)
                    ),
                )
            self._touch(db)

    def coded(self, articles: Sequence[str] | None = None) -> Iterator[CodedArticle]:
        """Coded articles in the order they were added; with `articles`, those of these ids."""
        if articles is None:
            yield from self._coded("ORDER BY a.rowid", ())
        else:
            for identifier in articles:
                yield from self._coded("WHERE a.id = ?", (identifier,))

    def _coded(self, where: str, values: tuple[Any, ...]) -> Iterator[CodedArticle]:
        columns = ", ".join(f"a.{name}" for name in _ARTICLE.split(", "))
        query = f"""SELECT {columns}, c.signature, c.found, c.rest, copy.original,
                           (SELECT json_group_array(json(record)) FROM
                               (SELECT record FROM claim WHERE article = a.id ORDER BY position))
                    FROM article a JOIN coding c ON c.article = a.id
                    LEFT JOIN copy ON copy.article = a.id {where}"""
        for row in self._db.execute(query, values):
            signature, found, rest, original, claims = row[-5:]
            coding = Coding.model_validate_json(rest)
            yield CodedArticle(
                article=_article(row[:-5], json.loads(found)),
                coding=coding.model_copy(update={"claims": _CLAIMS.validate_json(claims)}),
                coder=Coder.model_validate_json(signature),
                copy_of=original,
            )

    def outlets(self) -> dict[str, str | None]:
        """Each article's outlet, by article id."""
        return dict(self._db.execute("SELECT id, outlet FROM article ORDER BY rowid"))

    # Events

    def save_events(self, events: Sequence[Event], copies: Mapping[str, str], linker: str) -> None:
        """Store the linked events and copies in place of the earlier ones, as made by this linker version."""
        with self._write() as db:
            db.execute("DELETE FROM event")
            rows = ((e.id, n, e.model_dump_json(exclude_none=True)) for n, e in enumerate(events))
            db.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
            db.execute("DELETE FROM copy")
            db.executemany("INSERT INTO copy VALUES (?, ?)", copies.items())
            self._set(db, "linked", f"{linker} {self._get('generation')}")

    def events(self) -> tuple[Event, ...]:
        """The stored events, in the linker's order."""
        rows = self._db.execute("SELECT record FROM event ORDER BY position")
        return tuple(Event.model_validate_json(record) for (record,) in rows)

    def copies(self) -> dict[str, str]:
        """Ids of copies, each with the id of its original."""
        return dict(self._db.execute("SELECT article, original FROM copy ORDER BY article"))

    def linked_by(self, linker: str) -> bool:
        """Whether the stored events were made by this linker version from what is now stored."""
        return self._get("linked") == f"{linker} {self._get('generation')}"

    # Failures, codebook, figures

    def note_failure(self, error: CrossreadError) -> None:
        """Remember an input that could not be read or coded, until it can."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", (error.where, error.reason, error.remedy)
            )

    def forget_failure(self, origin: str) -> None:
        """The input at `origin` is fine now."""
        if self._db.execute("SELECT 1 FROM failure WHERE origin = ?", (origin,)).fetchone():
            with self._write() as db:
                db.execute("DELETE FROM failure WHERE origin = ?", (origin,))

    def codebook(self) -> str | None:
        """The codebook that the project was coded with, as YAML."""
        return self._get("codebook")

    def set_codebook(self, text: str) -> None:
        """Remember the codebook, so that comparing does not need the user's file again."""
        if self._get("codebook") != text:
            with self._write() as db:
                self._set(db, "codebook", text)
                self._touch(db)

    def stored(self) -> Stored:
        """What is in the project."""

        def one(query: str) -> int:
            return int(self._db.execute(query).fetchone()[0])

        def grouped(query: str) -> dict[Any, int]:
            return dict(self._db.execute(query).fetchall())

        signatures = self._db.execute("SELECT DISTINCT json_remove(signature, '$.at') FROM coding ORDER BY 1")
        failures = self._db.execute("SELECT origin, reason, remedy FROM failure ORDER BY origin")
        return Stored(
            articles=one("SELECT count(*) FROM article"),
            coded=one("SELECT count(*) FROM coding"),
            claims=one("SELECT count(*) FROM claim"),
            attributions=one(
                "SELECT coalesce(sum(json_array_length(rest, '$.attributions')), 0) FROM coding"
            ),
            events=one("SELECT count(*) FROM event"),
            copies=one("SELECT count(*) FROM copy"),
            outlets=grouped("SELECT outlet, count(*) FROM article GROUP BY outlet ORDER BY outlet"),
            types=grouped("SELECT type, count(*) FROM claim GROUP BY type ORDER BY 2 DESC, 1"),
            coders=tuple(Coder.model_validate_json(s) for (s,) in signatures),
            failures=tuple(CrossreadError(*row) for row in failures),
            replaced=one("SELECT count(*) FROM replaced"),
        )

    def _touch(self, db: sqlite3.Connection) -> None:
        self._set(db, "generation", str(int(self._get("generation") or 0) + 1))

    def _get(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _set(self, db: sqlite3.Connection, key: str, value: str) -> None:
        db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))


def _article(row: tuple[Any, ...], found: Mapping[str, Any] = MappingProxyType({})) -> Article:
    fields = dict(zip(_ARTICLE.split(", "), row, strict=True))
    return Article.model_validate({**fields, "blocks": json.loads(fields["blocks"]), **found})


def _file(origin: str | None) -> str | None:
    """The file part of an origin `path:line`."""
    return origin.rsplit(":", 1)[0] if origin and origin.rsplit(":", 1)[-1].isdigit() else origin


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _explained(error: sqlite3.DatabaseError, path: Path) -> CrossreadError:
    reasons = (
        ("not a database", "no Crossread project", "name another file"),
        (
            "locked",
            f"another program has been writing to it for over {WAIT_FOR_LOCK_S:.0f} s",
            "try again later",
        ),
        ("readonly", "may not be written to", "copy it to a folder of yours"),
        ("unable to open", "cannot be opened", "check that its folder exists and is yours"),
        ("full", "the disk is full", "free some space; what was stored before is safe"),
    )
    for part, reason, remedy in reasons:
        if part in str(error):
            return CrossreadError(str(path), reason, remedy)
    return CrossreadError(str(path), f"the database says: {error}", "restore a copy if this comes again")
