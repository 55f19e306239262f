"""The project file's schema, as the list of steps that lead to it. Steps are only ever added.

SQLite's `user_version` holds the number of steps a file has been through; `application_id` says that it is
ours at all.
"""

from __future__ import annotations

import sqlite3

from crossread.records import CrossreadError

APPLICATION_ID = 0x43524F53  # "CROS"

STEPS = (
    """
    CREATE TABLE article (
        id TEXT PRIMARY KEY,
        digest TEXT NOT NULL,          -- of all that ingestion gave; decides whether to code again
        origin TEXT,                   -- path, or path:line, as the user gave it
        outlet TEXT, title TEXT, url TEXT, published TEXT, language TEXT,
        text TEXT NOT NULL,
        blocks TEXT NOT NULL,          -- JSON
        added_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX article_origin ON article (origin);

    CREATE TABLE coding (
        article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        digest TEXT NOT NULL,          -- the article's when it was coded
        coder TEXT NOT NULL,           -- fingerprint of engine, versions and codebook
        signature TEXT NOT NULL,       -- JSON: the exchange format's `coder`
        found TEXT NOT NULL,           -- JSON: what reading found out about the article (blocks, date ...)
        rest TEXT NOT NULL             -- JSON: attributions, labels, sentences
    ) STRICT;

    CREATE TABLE claim (
        article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        record TEXT NOT NULL,          -- JSON
        PRIMARY KEY (article, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE replaced (            -- earlier states of articles whose input changed: nothing is lost
        article TEXT NOT NULL,
        record TEXT NOT NULL,          -- JSON, with its coding
        replaced_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE failure (
        origin TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        remedy TEXT NOT NULL
    ) STRICT;

    CREATE TABLE event (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        record TEXT NOT NULL           -- JSON
    ) STRICT;

    CREATE TABLE copy (article TEXT PRIMARY KEY, original TEXT NOT NULL) STRICT;

    CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    """,
)


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Bring the file to the newest schema. A new, empty file is given it whole.

    Raises CrossreadError if the file is no project, or of a newer version.
    """
    version, application = _pragma(connection, "user_version"), _pragma(connection, "application_id")
    empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if application != APPLICATION_ID and not empty:
        raise CrossreadError(name, "a database, but no Crossread project", "name another file with -o")
    if version > len(STEPS):
        reason = f"made by a newer Crossread (schema {version}; this one knows up to {len(STEPS)})"
        raise CrossreadError(name, reason, "upgrade with pip install -U crossread")
    if version == len(STEPS):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        # Another process may have been first while this one waited for the lock.
        for number in range(_pragma(connection, "user_version"), len(STEPS)):
            for statement in _statements(STEPS[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _statements(script: str) -> list[str]:
    """The script's statements one by one: sqlite3's executescript() would commit the open transaction."""
    found, so_far = [], ""
    for line in script.splitlines(keepends=True):
        so_far += line
        if sqlite3.complete_statement(so_far):
            found.append(so_far)
            so_far = ""
    return found
