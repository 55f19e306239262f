"""Text with marks, as pieces that a template can write: quotations in cells, and whole articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crossread.records import CodedArticle, Span


@dataclass(frozen=True)
class Piece:
    """Some characters and what they are: space-separated classes, and a note for readers on hovering."""

    text: str
    classes: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence (or the part of it in one paragraph) with its anchor, None where it has one already."""

    pieces: tuple[Piece, ...]
    anchor: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A block of an article."""

    kind: str
    sentences: tuple[Sentence, ...]
    author: str | None = None


@dataclass(frozen=True)
class _Layer:
    span: Span
    name: str
    note: str = field(default="", compare=False)


def pieces(text: str, within: Span, marks: Iterable[Span]) -> tuple[Piece, ...]:
    """The characters of `within` (offsets into `text`), those in `marks` with the class "m"."""
    return _pieces(text, within, [_Layer(mark, "m") for mark in marks])


def anchor(article: str, sentence: Span) -> str:
    """The anchor of a sentence in the page; `article` is the article's own anchor."""
    return f"{article}-{sentence.start}"


def paragraphs(coded: CodedArticle, article: str) -> tuple[Paragraph, ...]:
    """The article's whole text, with anchored sentences, attributions and triggers."""
    text = coded.article.text
    layers = list(_layers(coded))
    sentences = list(coded.coding.sentences)
    if not sentences:
        found = (coded.sentence(c.trigger.span) for c in coded.coding.claims)
        sentences = sorted(set(found))
    made, seen = [], set[str]()
    for span, kind, author in _blocks(coded):
        inside = [s for s in sentences if s.overlaps(span)]
        parts = []
        for part, sentence in _cut(span, inside):
            name = anchor(article, sentence) if sentence else None
            parts.append(Sentence(_pieces(text, part, layers), name if name not in seen else None))
            seen.add(name or "")
        made.append(Paragraph(kind, tuple(parts), author))
    return tuple(made)


def _blocks(coded: CodedArticle) -> Iterable[tuple[Span, str, str | None]]:
    """The article's blocks, and the lines between and inside them, in text order; empty lines left out."""
    text, at = coded.article.text, 0
    for block in coded.article.blocks:
        yield from ((line, "paragraph", None) for line in _lines(text, Span(at, block.span.start)))
        yield from ((line, block.kind, block.author) for line in _lines(text, block.span))
        at = block.span.end
    yield from ((line, "paragraph", None) for line in _lines(text, Span(at, len(text))))


def _lines(text: str, span: Span) -> Iterable[Span]:
    start = span.start
    for line in span.of(text).splitlines(keepends=True):
        if line.strip():
            yield Span(start, start + len(line.rstrip("\r\n")) or start + 1)
        start += len(line)


def _cut(span: Span, sentences: Sequence[Span]) -> Iterable[tuple[Span, Span | None]]:
    """`span` cut at the sentences in it; what no sentence covers comes with None."""
    at = span.start
    for sentence in sentences:
        start, end = max(at, sentence.start), min(span.end, sentence.end)
        if start >= end:
            continue
        if at < start:
            yield Span(at, start), None
        yield Span(start, end), sentence
        at = end
    if at < span.end:
        yield Span(at, span.end), None


def _layers(coded: CodedArticle) -> Iterable[_Layer]:
    text = coded.article.text
    for attribution in coded.coding.attributions:
        source = attribution.source.of(text) if attribution.source else "nobody named"
        for content in attribution.content:
            yield _Layer(content, "said", f"according to {' '.join(source.split())}")
        if attribution.source:
            yield _Layer(attribution.source, "source")
    for claim in coded.coding.claims:
        yield _Layer(claim.trigger.span, "trigger", "/".join([claim.type, *claim.mode]))


def _pieces(text: str, within: Span, layers: Iterable[_Layer]) -> tuple[Piece, ...]:
    here = [layer for layer in layers if layer.span.overlaps(within)]
    cuts = {within.start, within.end}
    cuts |= {end for layer in here for end in layer.span if within.start < end < within.end}
    ends = sorted(cuts)
    made = []
    for start, end in pairwise(ends):
        over = [layer for layer in here if layer.span.start <= start and end <= layer.span.end]
        names = " ".join(sorted({layer.name for layer in over}))
        # The innermost note says most: a trigger inside what somebody said.
        notes = [layer.note for layer in sorted(over, key=lambda o: o.span.end - o.span.start) if layer.note]
        made.append(Piece(text[start:end], names, " · ".join(dict.fromkeys(notes))))
    return tuple(made)
