"""According to whom: the attributions whose content holds a trigger, nearest first, and their sources.

Speech acts stand outside their own content, so that in the outlet's voice nobody is named for them (rules 17,
25).
"""

from __future__ import annotations

from dataclasses import dataclass

from crossread.extract.rules.chunks import NounPhrase
from crossread.extract.rules.clauses import Parsed
from crossread.extract.rules.document import Document
from crossread.extract.rules.lexicon import Lexicon
from crossread.extract.rules.mentions import Mentions
from crossread.extract.rules.utterance import Utterance
from crossread.extract.rules.wordlists import words as listed
from crossread.records import Source, Span
from crossread.records.claim import Stance

_ALLEGING = listed("attribution", "alleging")
_SPEAKING_FOR = listed("attribution", "speaking_for")
_UNNAMED = listed("grammar", "unnamed")


@dataclass(frozen=True, slots=True)
class Voice:
    """The chain of sources for one trigger and how the nearest stands to it; `nearest` is its attribution."""

    chain: tuple[Source, ...]
    stance: Stance
    nearest: Utterance | None


class Voices:
    """Answers, for one document, who says what stands at a span."""

    def __init__(
        self, doc: Document, said: tuple[Utterance, ...], mentions: Mentions, lexicon: Lexicon
    ) -> None:
        self._doc, self._mentions, self._lexicon = doc, mentions, lexicon
        self._by_sentence: dict[int, list[Utterance]] = {}
        for utterance in said:
            for n in doc.sentences_of(utterance.extent):
                self._by_sentence.setdefault(n, []).append(utterance)
        self._cache: dict[Utterance, tuple[Source, ...]] = {}

    def of(self, span: Span) -> Voice:
        """The voice in which the words at `span` are told."""
        around = sorted(
            (
                u
                for u in self._by_sentence.get(self._doc.sentence_at(span.start), ())
                if u.voice and u.holds(span)
            ),
            key=lambda u: u.extent.end - u.extent.start,
        )
        marked: Stance = "alleges" if self._alleged(span) else "asserts"
        stance: Stance = next((u.stance for u in around if u.stance != "asserts"), marked)
        chain: list[Source] = []
        step = 0
        for utterance in around:
            known = {c.text for c in chain}
            sources = [s for s in self.sources(utterance) if s.text not in known]
            chain.extend(s.model_copy(update={"step": step}) for s in sources)
            step += bool(sources)
            if utterance.relay and sources:
                relay = self.source(utterance.sentence, utterance.relay)
                own = relay and relay.text.casefold() == (self._doc.reading.article.outlet or "").casefold()
                if relay and not own and relay.kind == "media" and not _is_common(self._doc, relay):
                    chain.append(relay.model_copy(update={"step": step}))
                    step += 1
        named = next((u for u in around if u.sources), None)
        return Voice(tuple(chain), stance, named)

    def _alleged(self, span: Span) -> bool:
        """Whether "alleged" or the like stands in front of the words, within their noun phrase."""
        s = self._doc.sentences[self._doc.sentence_at(span.start)]
        at = next((i for i, w in enumerate(s.words) if w.span.start == span.start), None)
        phrase = s.np_at[at] if at is not None else None
        return bool(phrase and at and any(s.low(i) in _ALLEGING for i in range(phrase.start, at)))

    def sources(self, utterance: Utterance) -> tuple[Source, ...]:
        """The sources of an attribution, pronouns resolved."""
        if utterance not in self._cache:
            found = (self.source(utterance.sentence, span, utterance.cue) for span in utterance.sources)
            self._cache[utterance] = tuple(s for s in found if s)
        return self._cache[utterance]

    def source(self, n: int, span: Span, cue: Span | None = None) -> Source | None:
        """The source named at `span` of sentence `n`, a pronoun resolved; None if "it" names none."""
        s = self._doc.sentences[n]
        phrase = next((p for p in s.phrases if s.np_span(p).overlaps(span)), None)
        if phrase is None:  # an author of a post stands outside the coded sentences
            return Source(span=span, text=span.of(self._doc.text), kind="social-media", step=0)
        if s.words[phrase.head].tag == "PRON":
            mention = self._mentions.antecedent(n, phrase.head)
            if mention is None and s.low(phrase.head) == "it":
                return None
            if mention is None:
                return Source(span=span, text=span.of(self._doc.text), kind="other")
            span, n, phrase = mention.span, mention.sentence, mention.phrase
            s = self._doc.sentences[n]
        head = s.words[phrase.head]
        span = _with_principal(s, phrase, span)
        words = [w.text for w in s.words[phrase.start : phrase.head + 1]]
        kind = self._lexicon.kind(words)
        if kind is None and head.tag == "PROPN":
            mention = self._mentions.at(n, phrase)
            kind = self._lexicon.kind_of_role.get(mention.role) if mention else None
        if kind == "other":
            kind = None
        if (
            kind is None
            and head.tag == "PROPN"
            and cue
            and cue.of(self._doc.text).lower().startswith("report")
        ):
            kind = "media"  # an unknown name that "reports"
        anonymous = head.tag != "PROPN" and head.low in _UNNAMED
        return Source(
            span=span,
            text=span.of(self._doc.text),
            kind=kind or "other",
            anonymous=True if anonymous else None,
        )


def _is_common(doc: Document, source: Source) -> bool:
    """Whether the words are no name: "reporters" to whom something is told relay nothing."""
    s = doc.sentences[doc.sentence_at(source.span.start)]
    last = next((w for w in reversed(s.words) if w.span.end <= source.span.end), None)
    return last is not None and last.tag != "PROPN"


def _with_principal(s: Parsed, phrase: NounPhrase, span: Span) -> Span:
    """The source with whom it speaks for: "a spokesman for the border police"."""
    after = s.np_at[phrase.end + 1] if phrase.end + 1 < len(s.words) else None
    speaks = s.low(phrase.head) in _SPEAKING_FOR and s.low(phrase.end) == "for"
    return Span(span.start, s.np_span(after).end) if after and speaks and span == s.np_span(phrase) else span
