"""Crossread's own coder as an engine of the evals: an article in, its coding out, and nothing else let in."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from crossread.records import Article, CodedArticle, CrossreadError

MODEL = "onnx"
"""The embedded model."""
MODEL_PACKAGE = "crossread.extract.model"
BY_HAND = ("rules",)
"""Engines that learned nothing from the train parts of the corpora."""


class NoModelError(CrossreadError):
    """The embedded model is not at hand; other engines of the set are."""


def require_model() -> None:
    """Raise NoModelError if the package holds no model."""
    if not resources.files(MODEL_PACKAGE).joinpath("data", "model.onnx").is_file():
        raise NoModelError(f"--engine {MODEL}", "no model in the package", "train and export one (training/)")


def coder(name: str) -> tuple[str, Callable[[Article], CodedArticle]]:
    """Version and function of the coder with this engine.

    Raises CrossreadError for an unknown engine, NoModelError for the embedded model where there is none.
    """
    # Late: loading an engine takes time that other sets need not pay.
    from crossread.coder import ENGINES, ArticleCoder

    if name == MODEL:
        require_model()
        if name not in ENGINES:
            raise NoModelError(f"--engine {name}", "the coder has no such engine", "take another")
    made = ArticleCoder(engine=name)
    return made.signature.version, made.code


def unknown(name: str, known: tuple[str, ...]) -> CrossreadError:
    """The error for an engine name that a set does not have."""
    return CrossreadError(f"--engine {name}", "no such engine for this set", f"take {' or '.join(known)}")
