"""The coder: read, extract, resolve, one article at a time; its fingerprint says when to do it again."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

import crossread
from crossread.codebook import Codebook, load
from crossread.extract import Extractor, Rules
from crossread.read import read
from crossread.records import Article, CodedArticle, Coder, CrossreadError
from crossread.resolve import own_digest, resolve

log = logging.getLogger(__name__)


def _onnx(codebook: Codebook) -> Extractor:
    from crossread.extract.onnx import Onnx  # here: the rules must not wait for onnxruntime to load

    return Onnx(codebook)


ENGINES: dict[str, Callable[[Codebook], Extractor]] = {"onnx": _onnx, "rules": Rules}
DEFAULT_ENGINE = "rules"


class ArticleCoder:
    """One engine with one codebook. Pure: an article's coding depends on that article alone."""

    def __init__(self, engine: str = DEFAULT_ENGINE, codebook: Path | None = None) -> None:
        """Load the engine. Raises CrossreadError for an unknown engine or a faulty codebook."""
        if engine not in ENGINES:
            raise CrossreadError(
                f"--engine {engine}", "no such engine", f"choose one of {', '.join(ENGINES)}"
            )
        self.made_with = (engine, codebook)  # how a worker process makes its own
        self.codebook = load(codebook)
        self._extractor = ENGINES[engine](self.codebook)
        self.signature = Coder(
            engine=self._extractor.name,
            version=f"{crossread.__version__}/{self._extractor.version}",
            codebook=self.codebook.id,
            model=self._extractor.model,
        )
        made_of = f"{self.signature.model_dump_json()} {self.codebook.digest} {own_digest()}"
        self.fingerprint = hashlib.sha256(made_of.encode()).hexdigest()

    def code(self, article: Article) -> CodedArticle:
        """Everything found in one article, every expression resolved."""
        reading = read(article)
        coding = resolve(reading.article, self._extractor.extract(reading), self.codebook)
        sentences = tuple(sentence.span for sentence in reading.sentences)
        return CodedArticle(
            article=reading.article,
            coding=coding.model_copy(update={"sentences": sentences}),
            coder=self.signature,
        )

    def code_batch(self, articles: Iterable[Article]) -> list[CodedArticle | CrossreadError]:
        """Each article's coding, or why it could not be coded: one bad article never stops the others."""
        return [self._try(article) for article in articles]

    def _try(self, article: Article) -> CodedArticle | CrossreadError:
        try:
            return self.code(article)
        except Exception as error:
            log.debug("coding %s", article.origin or article.id, exc_info=True)
            reason = f"coding failed ({type(error).__name__}: {error})"
            return CrossreadError(article.origin or article.id, reason, "please report it with the article")
