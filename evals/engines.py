"""Crossread's own coder as an engine of the evals: an article in, its coding out, and nothing else let in."""

from __future__ import annotations

from collections.abc import Callable

from crossread.records import Article, CodedArticle, CrossreadError

BY_HAND = ("rules",)
"""Engines that learned nothing from the train parts of the corpora."""


def coder(name: str) -> tuple[str, Callable[[Article], CodedArticle]]:
    """Version and function of the coder with this engine. Raises CrossreadError for an unknown engine."""
    from crossread.coder import (
        ArticleCoder,
    )  # late: loading an engine takes time that other sets need not pay

    made = ArticleCoder(engine=name)
    return made.signature.version, made.code


def unknown(name: str, known: tuple[str, ...]) -> CrossreadError:
    """The error for an engine name that a set does not have."""
    return CrossreadError(f"--engine {name}", "no such engine for this set", f"take {' or '.join(known)}")
