"""Engine `rules`: claims and attributions from cue words, the codebook's lexicon and clause patterns.

The order of the work: tag and chunk (document), find who is made to say what (attribution), find triggers,
and for each trigger its sides, voice, modality and expressions; then join mentions of one happening. No claim
carries a confidence: rules are not calibrated.
"""

from __future__ import annotations

from crossread.codebook import Codebook
from crossread.extract.rules import counts, expressions, happenings
from crossread.extract.rules.attribution import utterances
from crossread.extract.rules.casualties import without_results
from crossread.extract.rules.clauses import Parsed
from crossread.extract.rules.document import Document, document
from crossread.extract.rules.lexicon import Names, lexicon
from crossread.extract.rules.mentions import Mention, Mentions
from crossread.extract.rules.modality import modality
from crossread.extract.rules.participants import Participants, Sides
from crossread.extract.rules.triggers import Trigger, triggers
from crossread.extract.rules.utterance import Utterance
from crossread.extract.rules.voice import Voices
from crossread.read import Reading
from crossread.records import Attribution, Claim, Coding, Count, Participant, Place, Source, Span
from crossread.records.claim import CountOf

# Within a quotation these are the speaker's own acts, unless another actor is named.
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"})

_REACH = 2  # sentences from a claim with a figure to another figure for the same
_RIVALLED = frozenset({"participants", "arrested", "injured", "killed", "evicted"})


class Rules:
    """The transparent baseline. One instance serves any number of articles, without state between them."""

    name = "rules"
    version = "1"
    model: str | None = None

    def __init__(self, codebook: Codebook) -> None:
        self._lexicon = lexicon(codebook)

    def extract(self, reading: Reading) -> Coding:
        """Code one article. Never raises on any text; an article without sentences gives an empty coding."""
        doc = document(reading, self._lexicon.english)
        mentions = Mentions(doc, self._lexicon)
        said = utterances(doc, self._lexicon.stances)
        voices = Voices(doc, said, mentions, self._lexicon)
        finder = _Claims(
            doc, mentions, voices, Participants(doc, mentions, self._lexicon), self._lexicon.names
        )
        words = f" {' '.join(w.low for s in doc.sentences for w in s.words)} "
        for n, sentence in enumerate(doc.sentences):
            for trigger in without_results(sentence, triggers(n, sentence, self._lexicon, words)):
                finder.add(trigger)
            finder.add_counted(n, sentence)
        return Coding(
            claims=tuple(finder.finished()),
            attributions=tuple(_attributions(said, voices)),
            sentences=doc.spans,
        )


class _Claims:
    """Gathers the claims of one document."""

    def __init__(
        self, doc: Document, mentions: Mentions, voices: Voices, participants: Participants, names: Names
    ) -> None:
        self._by_part = names.by_part
        self._doc, self._voices, self._participants = doc, voices, participants
        self._times = expressions.times(doc)
        self._places = expressions.Places(doc, mentions, names.states)
        self._claims: list[Claim] = []
        self._reciprocal: list[bool] = []
        self._by_means: list[bool] = []

    def add(self, trigger: Trigger) -> None:
        """The claim of one trigger."""
        s = self._doc.sentences[trigger.sentence]
        span = s.span(trigger.start, trigger.end)
        sides = self._participants.of(trigger)
        voice = self._voices.of(span)
        actor = [self._participant(m, trigger, "actor") for m in sides.actor]
        speaker = voice.nearest and self._voices.sources(voice.nearest)
        spoken = (
            voice.nearest
            and voice.nearest.kind != "indirect"
            and trigger.type in _SPEECH
            and sides.form == "nominal"
        )
        if not actor and speaker and (sides.first_person or spoken):
            actor = [_speaking(source) for source in speaker]
        told = modality(s, trigger)
        time = expressions.nearest(self._times.get(trigger.sentence, ()), span)
        self._claims.append(
            Claim(
                id=f"e{len(self._claims) + 1}",
                type=trigger.type,
                mode=trigger.modes,
                trigger=self._doc.phrase(span),
                actor=tuple(actor),
                recipient=tuple(self._participant(m, trigger, "recipient") for m in sides.recipient),
                instrument=tuple(self._doc.phrase(i) for i in sides.instrument),
                place=tuple(
                    Place(span=p, text=p.of(self._doc.text)) for p in self._places.near(trigger, span)
                ),
                time=(self._doc.phrase(time),) if time else (),
                counts=tuple(self._counts(trigger, sides, voice.chain[:1])),
                modality=told if voice.stance != "denies" or told != "actual" else "negated",
                stance=voice.stance,
                form=sides.form,
                according_to=voice.chain,
            )
        )
        self._reciprocal.append(sides.reciprocal)
        self._by_means.append(sides.instrument_subject)

    def add_counted(self, n: int, s: Parsed) -> None:
        """A protest of which only the number is told: "the police speak of 4,200 marchers"."""
        if any(_is_held(claim) for claim in self._claims):
            return
        for rival in counts.rivals(n, s):
            phrase = s.np_at[rival.people] if rival.people is not None else None
            if phrase and s.tag(phrase.head) == "NOUN":
                head = phrase.head
                self.add(Trigger(n, head, head + 1, "PROTEST", ("demo",), "march", False, None, phrase))

    def finished(self) -> list[Claim]:
        """All claims, with their happenings and agency."""
        self._add_rivals()
        keyed = [
            claim.model_copy(update={"happening": key})
            for claim, key in zip(self._claims, happenings.keys(self._claims), strict=True)
        ]
        return happenings.with_agency(
            keyed, self._reciprocal, self._by_means, lambda span: self._doc.sentence_at(span.start)
        )

    def _participant(self, mention: Mention, trigger: Trigger, side: str) -> Participant:
        role = mention.role
        if role == "individual":
            role = self._by_part.get(f"{trigger.type} {side}", role)
        return Participant(span=mention.span, text=mention.span.of(self._doc.text), role=role)

    def _counts(self, trigger: Trigger, sides: Sides, by: tuple[Source, ...]) -> list[Count]:
        s = self._doc.sentences[trigger.sentence]
        return [
            self._count(of, span, self._voices.of(span).chain[:1] or by)
            for of, span in counts.numbers(s, trigger, sides)
        ]

    def _count(self, of: CountOf, span: Span, by: tuple[Source, ...]) -> Count:
        source = by[0] if by else None
        return Count(
            span=span,
            text=span.of(self._doc.text),
            of=of,
            by=source.text if source else None,
            by_span=source.span if source else None,
        )

    def _add_rivals(self) -> None:
        """Give the figures that stand without an event of their own to the claim that they count again."""
        known = {c.span for claim in self._claims for c in claim.counts}
        for n, sentence in enumerate(self._doc.sentences):
            for rival in counts.rivals(n, sentence):
                if any(rival.span.overlaps(span) for span in known):
                    continue
                at = self._answered(rival)
                if at is None:
                    continue
                claim, of = at
                giver = self._voices.source(n, rival.by) if rival.by else None
                told = self._voices.of(rival.span).chain[:1]
                count = self._count(of, rival.span, (giver,) if giver else told)
                self._claims[claim] = self._claims[claim].model_copy(
                    update={"counts": (*self._claims[claim].counts, count)}
                )

    def _answered(self, rival: counts.Rival) -> tuple[int, CountOf] | None:
        """The claim that a figure counts again: the last with a count shortly before, else a protest."""
        before = [
            (i, self._doc.sentence_at(c.trigger.span.start))
            for i, c in enumerate(self._claims)
            if c.trigger.span.start < rival.span.end
        ]
        for i, n in reversed(before):
            claim = self._claims[i]
            if rival.sentence - n <= _REACH and claim.counts and claim.counts[0].of in _RIVALLED:
                return i, claim.counts[0].of
        protests = [i for i, _ in before if _is_held(self._claims[i])]
        here = [i for i, n in before if n == rival.sentence and _is_held(self._claims[i])]
        if here or (protests and rival.people is not None):
            return (here or protests)[-1], "participants"
        if rival.people is not None:
            later = next((i for i, c in enumerate(self._claims) if _is_held(c)), None)
            return None if later is None else (later, "participants")
        return None


def _is_held(claim: Claim) -> bool:
    """Whether the claim tells a protest that took place."""
    return claim.type == "PROTEST" and claim.modality == "actual"


def _speaking(source: Source) -> Participant:
    """The speaker of a quotation as a participant ("we marched")."""
    roles = {
        "official": "government",
        "politician": "politician",
        "protester": "protesters",
        "migrant": "migrants",
    }
    return Participant(span=source.span, text=source.text, role=roles.get(source.kind, "individual"))


def _attributions(said: tuple[Utterance, ...], voices: Voices) -> list[Attribution]:
    """The utterances in the exchange format, with the attribution that each is nested in."""
    out: list[Attribution] = []
    for n, utterance in enumerate(said, 1):
        sources = voices.sources(utterance)
        first = utterance.sources[0] if utterance.sources else None
        last = utterance.sources[-1] if utterance.sources else None
        parent = next(
            (
                a.id
                for a in reversed(out[-6:])
                if a.content[0].contains(utterance.extent) and a.content[0] != utterance.extent
            ),
            None,
        )
        out.append(
            Attribution(
                id=f"a{n}",
                content=utterance.content,
                source=Span(first.start, last.end) if first and last else None,
                cue=utterance.cue,
                kind=utterance.kind,
                source_kind=sources[0].kind if sources else None,
                parent=parent,
            )
        )
    return out
