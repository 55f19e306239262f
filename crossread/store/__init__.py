"""The project file: one SQLite database that the command line, the app and reviewers work on at once."""

from crossread.store.sqlite import Added, Store, Stored

__all__ = ["Added", "Store", "Stored"]
