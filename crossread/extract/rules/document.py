"""A reading with its sentences parsed: what every later rule looks at."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from crossread.extract.rules.clauses import Parsed, parse
from crossread.extract.rules.english import English
from crossread.extract.rules.words import Tagger, names_in
from crossread.read import Quotation, Reading
from crossread.records import Block, Phrase, Span

_NESTING = 8  # quotations looked back over: nested ones and those beside them


@dataclass(frozen=True, slots=True)
class Document:
    """The article's parsed sentences, in order; `blocks[i]` is the block of sentence `i`."""

    reading: Reading
    sentences: tuple[Parsed, ...]
    spans: tuple[Span, ...]
    blocks: tuple[Block, ...]
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.text

    def phrase(self, span: Span) -> Phrase:
        """The words at `span`."""
        return Phrase(span=span, text=span.of(self.text))

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds the character, or of the last one before it."""
        return max(0, bisect.bisect_right(self.spans, offset, key=lambda s: s.start) - 1)

    def quotations_in(self, span: Span) -> tuple[Quotation, ...]:
        """The quotations that may overlap `span`: those that start in it, and a few that start before it."""
        first = bisect.bisect_left(self.quotations, span.start, key=lambda q: q.span.start)
        last = bisect.bisect_left(self.quotations, span.end, key=lambda q: q.span.start)
        return self.quotations[max(0, first - _NESTING) : last]

    def sentences_of(self, span: Span) -> range:
        """Indices of the sentences that `span` touches."""
        return range(self.sentence_at(span.start), self.sentence_at(span.end - 1) + 1)

    def quotation_of(self, span: Span) -> Quotation | None:
        """The innermost quotation around `span`."""
        after = bisect.bisect_right(self.quotations, span.start, key=lambda q: q.span.start)
        # Later ones start nearer, so the first that reaches far enough is the innermost.
        for q in reversed(self.quotations[max(0, after - _NESTING) : after]):
            if q.inside.start <= span.start and span.end <= q.inside.end:
                return q
        return None


def document(reading: Reading, english: English) -> Document:
    """Tag and chunk every sentence that has words."""
    text = reading.text
    kept = [s for s in reading.sentences if s.tokens]
    tagger = Tagger(english, names_in(text, [s.tokens for s in kept]))
    return Document(
        reading=reading,
        sentences=tuple(parse(tagger.tag(text, s.tokens), english) for s in kept),
        spans=tuple(s.span for s in kept),
        blocks=tuple(reading.blocks[s.block] for s in kept),
        quotations=reading.quotations,
    )
