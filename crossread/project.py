"""One project: its file and the stages in order (add, code, link, compare), doing only what is needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from crossread.codebook import Codebook, builtin, dump, loads
from crossread.coder import DEFAULT_ENGINE, ArticleCoder
from crossread.compare import compare
from crossread.ingest import Notice, ingest
from crossread.link import LINKER, copies, link
from crossread.present import report_html
from crossread.records import Article, CodedArticle, Comparison, CrossreadError, Event
from crossread.scale import code_all
from crossread.store import Store, Stored

SAVE_EVERY = 16  # articles a transaction: what a kill can cost at most
REPORTED = 300  # events that a page carries: more would not open on a phone
PLACES_FROM = "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0."
FEW = 50  # articles under which starting worker processes costs more than it saves

Tell = Callable[[Notice | CrossreadError], None]


def _silent(_: object) -> None:
    """The default for `tell` and `progress`: nobody listens."""


@dataclass
class Added:
    """What adding did. `notices` and `errors` name their file or record."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notices: list[Notice] = field(default_factory=list)
    errors: list[CrossreadError] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Articles read, whatever became of them."""
        return self.added + self.changed + self.unchanged


@dataclass
class Coded:
    """What coding did: articles coded now, claims found in them, and the articles that failed."""

    articles: int = 0
    claims: int = 0
    errors: list[CrossreadError] = field(default_factory=list)


class Project:
    """A project file with its stages, made by `crossread.open`. A context manager, or `close()` it."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open the project at `path`, or make it. Raises CrossreadError."""
        self._store = Store(path, create=create)

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._store.path

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        paths: Sequence[Path | str],
        *,
        metadata: Path | str | None = None,
        columns: Mapping[str, str] | None = None,
        with_title: bool = False,
        tell: Tell = _silent,
        progress: Callable[[Added], None] = _silent,
    ) -> Added:
        """Read articles from files and folders into the project. Nothing is added twice.

        `metadata` is a CSV of file, outlet, date, title ...; `columns` maps our names to a table's
        ("text=body"); `with_title` codes a JSONL or CSV title as part of the text. A faulty input becomes an
        error in the result and in `stored().failures`; the others go on. `tell` is given every notice and
        error as it comes, `progress` the figures so far.
        """
        done = Added()
        found = ingest(
            [Path(p) for p in paths],
            metadata=Path(metadata) if metadata else None,
            columns=columns,
            with_title=with_title,
        )
        for item in found:
            if isinstance(item, Notice):
                done.notices.append(item)
                tell(item)
                continue
            error = self._keep(item, done)
            if error:
                done.errors.append(error)
                self._store.note_failure(error)
                tell(error)
            progress(done)
        return done

    def _keep(self, item: Article | CrossreadError, done: Added) -> CrossreadError | None:
        if isinstance(item, CrossreadError):
            return item
        try:
            outcome = self._store.add(item)
        except CrossreadError as error:
            return error
        setattr(done, outcome, getattr(done, outcome) + 1)
        if item.origin:
            self._store.forget_failure(item.origin)
        return None

    def code(
        self,
        *,
        engine: str = DEFAULT_ENGINE,
        codebook: Path | str | None = None,
        workers: int | None = None,
        tell: Tell = _silent,
        progress: Callable[[Coded], None] = _silent,
    ) -> Coded:
        """Code what has not been coded as it now stands by this engine, version and codebook.

        `workers` is the number of processes (default: one a core, one for few articles).
        """
        coder = ArticleCoder(engine, Path(codebook) if codebook else None)
        self._store.set_codebook(dump(coder.codebook))
        done, batch = Coded(), list[CodedArticle]()
        pending = self._store.pending(coder.fingerprint)
        if workers is None:
            head = list(islice(pending, FEW))
            workers = (os.cpu_count() or 1) if len(head) == FEW else 1
            pending = chain(head, pending)
        for article, outcome in code_all(pending, coder, workers):
            if isinstance(outcome, CrossreadError):
                done.errors.append(outcome)
                self._store.note_failure(outcome)
                tell(outcome)
                continue
            done.articles += 1
            done.claims += len(outcome.coding.claims)
            batch.append(outcome)
            if len(batch) == SAVE_EVERY:
                self._store.save(batch, coder.fingerprint)
                batch.clear()
            if article.origin:
                self._store.forget_failure(article.origin)
            progress(done)
        self._store.save(batch, coder.fingerprint)
        return done

    def link(self) -> None:
        """Link the reports of each event, unless that has been done for what is now stored."""
        if not self._store.linked_by(LINKER):
            coded = tuple(self._store.coded())
            copied = copies([c.article for c in coded])
            self._store.save_events(link(coded, copied), copied, LINKER)

    def events(self) -> tuple[Event, ...]:
        """All events, those with most reports first; linked now if need be."""
        self.link()
        return self._store.events()

    def compare(self, event: str | None = None, *, several: bool = False) -> tuple[Comparison, ...]:
        """Lay the reports side by side: of one event (its id or the beginning of it), or of all.

        `several` leaves out events that a single article reports. Raises CrossreadError if no event, or more
        than one, has such an id.
        """
        events = self.events()
        if event is not None:
            events = tuple(e for e in events if e.id.startswith(event))
            if len(events) != 1:
                reason = "no such event" if not events else f"{len(events)} events begin so"
                raise CrossreadError(f"event {event}", reason, "see crossread events for the ids")
        return self._compared([e for e in events if not several or len(e.articles) > 1])

    def _compared(self, events: Sequence[Event]) -> tuple[Comparison, ...]:
        book, copied = self.codebook(), self._store.copies()
        told = ({c.article.id: c for c in self.coded(event.articles)} for event in events)
        return tuple(compare(event, by_id, book, copied) for event, by_id in zip(events, told, strict=True))

    def coded(self, articles: Sequence[str] | None = None) -> Iterator[CodedArticle]:
        """The coded articles, all or those of these ids."""
        return self._store.coded(articles)

    def outlets(self) -> dict[str, str | None]:
        """Each article's outlet, by article id."""
        return self._store.outlets()

    def codebook(self) -> Codebook:
        """The codebook that the project was coded with (the built-in one before any coding)."""
        text = self._store.codebook()
        return loads(text, f"codebook of {self.path}") if text else builtin()

    def report(self) -> str:
        """One self-contained HTML page: at most `REPORTED` events of several reports, and of one."""
        events = self.events()
        several = [e for e in events if len(e.articles) > 1][:REPORTED]
        single = [e for e in events if len(e.articles) == 1][:REPORTED]
        shown = [*several, *single]
        articles = dict.fromkeys(article for event in shown for article in event.articles)
        return report_html(
            self._compared(shown),
            {c.article.id: c for c in self.coded(list(articles))},
            title=self.path.stem,
            acknowledged=[PLACES_FROM],
            left_out=len(events) - len(shown),
        )

    def stored(self) -> Stored:
        """What is in the project."""
        return self._store.stored()
