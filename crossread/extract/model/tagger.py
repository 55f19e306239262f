"""The embedded reader: text and sentences in, a `Tagging` out. numpy, onnxruntime and tokenizers only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from crossread.extract.model import tagging as t
from crossread.extract.model.artefact import Floats, Spec, Weights, digest, read_spec, read_weights
from crossread.extract.model.decode import Decoder, Scores
from crossread.extract.model.features import number_quotes
from crossread.extract.model.graph import Graph, OnnxGraph
from crossread.extract.model.numeric import role_spans
from crossread.extract.model.scorers import ArcScorer, PairScorer, PairTables
from crossread.extract.model.tokens import encode
from crossread.extract.model.windows import cut
from crossread.extract.model.words import Range, inside_quotes, paragraphs, words_of_sentences

DATA = Path(__file__).parent / "data"
_VERBAL = frozenset({"VERB"})


class Tagger:
    """Tags one text at a time. The same text gives the same tagging, whatever was tagged before it.

    `with_syntax` of `tag` costs about a fifth more time; leave it off where words, heads and predicates are
    not used.
    """

    def __init__(self, spec: Spec, weights: Weights, tokenizer: Tokenizer, graph: Graph, model: str = ""):
        self.spec = spec
        self.model = model
        self._weights = weights
        self._tokenizer = tokenizer
        self._graph = graph
        self._decoder = Decoder(spec)
        self._tables = PairTables(spec, weights)

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> Tagger:
        """The model in `folder`, by default the one that ships.

        Raises FileNotFoundError if a file is missing.
        """
        folder = folder or DATA
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        graph = OnnxGraph(folder / "model.onnx", threads)
        return cls(read_spec(folder), read_weights(folder), tokenizer, graph, digest(folder))

    def with_spec(self, spec: Spec) -> Tagger:
        """The same model under other temperatures or thresholds."""
        return Tagger(spec, self._weights, self._tokenizer, self._graph, self.model)

    def scores(
        self, text: str, sentences: Sequence[Range], words: Sequence[Range] | None = None
    ) -> tuple[Scores, list[Range], Floats]:
        """Scores of a text, its sentences in word numbers, and the words' vectors.

        `sentences` are character ranges in order. `words`, for corpora with tokens of their own, replaces our
        words; then `sentences` are ranges of word numbers.
        """
        if words is None:
            tokens, ranges = words_of_sentences(text, sentences)
        else:
            tokens, ranges = list(words), list(sentences)
        size = self.spec.windows
        pieces = encode(self._tokenizer, [text[a:b] or "_" for a, b in tokens], self.spec.special["sep"])
        rows = cut(
            pieces,
            ranges,
            core=size["core"],
            context=size["context"],
            cls=self.spec.special["cls"],
            sep=self.spec.special["sep"],
        )
        hidden, logits = self._graph(rows)
        sentence = np.zeros(len(tokens), dtype=np.int64)
        for i, (a, b) in enumerate(ranges):
            sentence[a:b] = i
        inside = inside_quotes(text, tokens)
        paragraph = np.array(paragraphs(text, tokens), dtype=np.int64)
        pairs = PairScorer(self._tables, hidden, sentence, paragraph, number_quotes(inside))
        return Scores(text, tokens, inside, logits, pairs), ranges, hidden

    def tag(self, text: str, sentences: Sequence[Range], *, with_syntax: bool = False) -> t.Tagging:
        """Tag `text`, whose sentences are the given character ranges (in order, not overlapping).

        Text outside the sentences is not read. A text without words gives an empty tagging.
        """
        if not words_of_sentences(text, sentences)[0]:
            return t.Tagging()
        s, ranges, hidden = self.scores(text, sentences)
        d = self._decoder
        words: tuple[t.Word, ...] = ()
        predicates: tuple[t.Predicate, ...] = ()
        if with_syntax:
            words = self.syntax(s, ranges, hidden)
            predicates = self.predicates(s, ranges, words)
        return t.Tagging(
            events=d.events(s),
            attributions=d.attributions(s),
            entities=tuple(t.Entity(p, k) for p, k in d.phrases(s, "ner")),
            labels=d.named(s, "label"),
            wording=tuple(p for p, _ in d.phrases(s, "wording")),
            words=words,
            predicates=predicates,
        )

    def attributions_of(self, s: Scores, style: str) -> tuple[t.Attribution, ...]:
        """Attributions in the manner of our gold (nested) or of PolNeAR (`polnear`: outermost only)."""
        return self._decoder.attributions(s, style)

    def syntax(self, s: Scores, ranges: Sequence[Range], hidden: Floats) -> tuple[t.Word, ...]:
        """UPOS, head and relation of every word."""
        score = ArcScorer(self.spec, self._weights, hidden)
        tags = s.logits[:, self.spec.column("upos")].argmax(1)
        names = self.spec.heads["upos"]
        out: list[t.Word] = []
        for low, high in ranges:
            heads, rels = score(low, high)
            for i, (h, r) in enumerate(zip(heads, rels, strict=True)):
                a, b = s.words[low + i]
                out.append(t.Word(a, b, names[int(tags[low + i])], low + h - 1 if h else -1, r))
        return tuple(out)

    def predicates(
        self, s: Scores, ranges: Sequence[Range], words: Sequence[t.Word]
    ) -> tuple[t.Predicate, ...]:
        """Agent and patient of every verb and event noun."""
        nouns = s.logits[:, self.spec.column("event_noun")][:, 0] > 0
        out = []
        for low, high in ranges:
            for w in range(low, high):
                if words[w].upos in _VERBAL or (words[w].upos == "NOUN" and nouns[w]):
                    agent, patient = self.roles_of(s, w, low, high)
                    out.append(t.Predicate(w, agent, patient))
        return tuple(out)

    def roles_of(self, s: Scores, word: int, low: int, high: int) -> tuple[t.Phrase | None, t.Phrase | None]:
        """Agent and patient of the predicate at `word` of the sentence low..high: the surest span of each."""
        p = s.pairs(word, low, high, ("agent", "patient"))
        best = []
        for i, role in enumerate(("agent", "patient")):
            spans = role_spans(p[:, i], self.spec.thresholds.get(role, 0.5))
            top = max(spans, key=lambda x: x[2], default=None)
            best.append(
                t.Phrase(s.words[low + top[0]][0], s.words[low + top[1] - 1][1], round(top[2], 4))
                if top
                else None
            )
        return best[0], best[1]
