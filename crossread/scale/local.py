"""Coding on this machine: in this process, or over a pool of processes that each load the coder once."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from crossread.coder import ArticleCoder
from crossread.records import Article, CodedArticle, CrossreadError

Outcome = tuple[Article, CodedArticle | CrossreadError]
BATCH = 8  # articles a task: enough to hide the cost of passing them, few enough to lose little to a kill
AHEAD = 3  # batches waiting a worker: keeps memory flat however long the input is

_coder: ArticleCoder  # a worker process's own, loaded once


def code_all(articles: Iterable[Article], coder: ArticleCoder, workers: int = 1) -> Iterator[Outcome]:
    """Code articles lazily, in order: each article with its coding or the error that it met.

    The outcome does not depend on `workers`. Raises CrossreadError if a worker process dies.
    """
    if workers <= 1:
        for article in articles:
            yield article, coder.code_batch([article])[0]
        return
    # Forked children would share the parent's open database; spawned ones start clean.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _load, coder.made_with) as pool:
        waiting: deque[tuple[list[Article], Future[list[CodedArticle | CrossreadError]]]] = deque()
        try:
            for batch in chunks(articles, BATCH):
                waiting.append((batch, pool.submit(_code, batch)))
                if len(waiting) >= AHEAD * workers:
                    yield from _outcomes(*waiting.popleft())
            while waiting:
                yield from _outcomes(*waiting.popleft())
        except BrokenProcessPool as error:
            reason = "a worker process died (out of memory?)"
            remedy = "run again with --workers 1; what was coded is stored"
            raise CrossreadError("coding", reason, remedy) from error
        finally:
            for _, future in waiting:
                future.cancel()


def chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """The articles in lists of `size` (itertools.batched needs Python 3.12)."""
    iterator = iter(articles)
    while batch := list(islice(iterator, size)):
        yield batch


def _outcomes(batch: list[Article], future: Future[list[CodedArticle | CrossreadError]]) -> Iterator[Outcome]:
    yield from zip(batch, future.result(), strict=True)


def _load(engine: str, codebook: Path | None) -> None:
    global _coder
    _coder = ArticleCoder(engine, codebook)


def _code(batch: list[Article]) -> list[CodedArticle | CrossreadError]:
    return _coder.code_batch(batch)
