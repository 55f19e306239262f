"""What reading makes of an article: blocks, sentences, tokens and quotations, as offsets into its text."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.records import Article, Block, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, the index of its block, and its tokens (words and punctuation marks)."""

    span: Span
    block: int
    tokens: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: with them (`span`) and without (`inside`).

    A quotation that runs over several paragraphs, each reopened with a mark, is one Quotation per paragraph
    with the same `chain` number.
    """

    span: Span
    inside: Span
    chain: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read: `article.blocks` is filled. Sentences never cross a block; boilerplate has none."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The article's blocks, in text order."""
        return self.article.blocks

    def words(self, sentence: Sentence) -> list[str]:
        """The sentence's tokens as strings."""
        return [token.of(self.text) for token in sentence.tokens]
