"""Values: what one claim says about one field, with its sentence, its speaker and short notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossread.codebook import Codebook
from crossread.compare.lexicon import head_role
from crossread.compare.numbers import closed
from crossread.compare.origins import Origins, called
from crossread.compare.settings import ActRow, NumberRow, settings
from crossread.compare.verdict import Given
from crossread.records import (
    Claim,
    CodedArticle,
    Count,
    Days,
    Participant,
    Phrase,
    Quote,
    Source,
    Span,
    Value,
)

NAMES = 3  # participants shown on one side


class Maker:
    """Makes the values of one event's claims."""

    def __init__(self, origins: Origins, codebook: Codebook) -> None:
        self._origins, self._codebook = origins, codebook

    def act(self, claim: Claim, coded: CodedArticle, report: int, row: ActRow) -> Given:
        """Who did it to whom, with the grammar of the sentence."""
        tags = [*self._labels(coded, (*claim.actor, *claim.recipient))]
        tags += _grammar(claim, row) if row.grammar else []
        return self._given(
            claim,
            coded,
            report,
            _shown(claim, row),
            _direction(claim),
            [claim.trigger],
            (*tags, *_told(claim)),
        )

    def voice(self, claim: Claim, coded: CodedArticle, report: int, source: Source) -> Given:
        """A first speaker and its kind."""
        origin = self._origins.of_claim(claim, coded)
        return self._given(claim, coded, report, source.text, origin, [source], [source.kind], by=())

    def summary(self, claim: Claim, coded: CodedArticle, report: int, row: ActRow) -> Given:
        """The act as such, for "what happened"."""
        return self._given(claim, coded, report, row.label.lower(), row.field, [claim.trigger], _told(claim))

    def people(self, claim: Claim, coded: CodedArticle, report: int, who: Sequence[Participant]) -> Given:
        """Those who act, or are acted upon."""
        key = "+".join(sorted({p.role for p in who}))
        tags = (*self._labels(coded, who), *_told(claim))
        return self._given(claim, coded, report, _names(who), key, who, tags)

    def means(self, claim: Claim, coded: CodedArticle, report: int, item: Phrase) -> Given:
        """One of the means that were used."""
        key = item.text.lower().split()[-1].rstrip("s")
        return self._given(claim, coded, report, item.text, key, [item], _told(claim))

    def place(self, claim: Claim, coded: CodedArticle, report: int) -> Given:
        """Where: the words, finest first, and what they were resolved to."""
        words = [p.text for p in claim.place]
        shown = ", ".join(dict.fromkeys(words)) or (claim.where or "")
        resolved = claim.where or ""
        tags = [f"= {resolved}"] if words and resolved.split(",")[0] not in shown else []
        tags += [] if words else [settings().tags.inferred]
        return self._given(claim, coded, report, shown, resolved, claim.place, (*tags, *_told(claim)))

    def date(self, claim: Claim, coded: CodedArticle, report: int) -> Given:
        """When: the day or days, and the words that say so."""
        tags = [f"“{claim.time[0].text}”"] if claim.time else [settings().tags.inferred]
        shown = readable(claim.date)
        return self._given(claim, coded, report, shown, claim.date or "", claim.time, (*tags, *_told(claim)))

    def number(self, claim: Claim, coded: CodedArticle, report: int, count: Count) -> Given | None:
        """A figure as it stands in the text, with the range that it is compared with."""
        span = closed(count, self._codebook)
        if span is None:
            return None
        exact = count.low == count.high and span.low == span.high == count.low
        plain = exact and any(c.isdigit() for c in count.text)
        tags = () if plain else (f"{'=' if exact else 'read as'} {span}",)
        given = self._given(
            claim, coded, report, count.text, str(span), [count], (*tags, *_told(claim)),
            origin=self._origins.of_count(count, claim, coded), by=(count.by,) if count.by else None,
        )  # fmt: skip
        value = given.value.model_copy(update={"low": span.low, "high": span.high})
        return replace(given, value=value)

    def side(self, row: NumberRow, claim: Claim, count: Count | None = None) -> str:
        """Whose figure it is, by its words ("11 officers"), else by all those acted upon; "" if unclear."""
        role = head_role(count.text, self._codebook) if count else None
        sides = settings().side_of([role] if role else [p.role for p in claim.recipient])
        side = next(iter(sides)) if len(sides) == 1 else ""
        return side if side in row.split else ""

    def zero(self, claim: Claim, coded: CodedArticle, report: int) -> Given:
        """A reported "none", which is a value as any other."""
        given = self._given(
            claim, coded, report, "none", "0", [claim.trigger, *claim.recipient], _told(claim)
        )
        return replace(given, value=given.value.model_copy(update={"low": 0, "high": 0}))

    def _given(
        self,
        claim: Claim,
        coded: CodedArticle,
        report: int,
        show: str,
        key: str,
        words: Iterable[Phrase],
        tags: Iterable[str],
        origin: str | None = None,
        by: tuple[str, ...] | None = None,
    ) -> Given:
        by = speakers(claim) if by is None else by
        value = Value(
            show=" ".join(show.split()),
            key=key,
            by=by,
            quote=quote(coded, claim, words),
            claim=claim.id,
            tags=tuple(dict.fromkeys(tags)),
            origin=origin or self._origins.of_claim(claim, coded),
        )
        outlet = called(coded)
        return Given(value, report, claim, by[0] if by else outlet, outlet)

    def _labels(self, coded: CodedArticle, who: Sequence[Participant]) -> list[str]:
        loaded = any(label.span.overlaps(p.span) for label in coded.coding.labels for p in who)
        return [settings().tags.label] if loaded else []


def speakers(claim: Claim) -> tuple[str, ...]:
    """Who says so: the nearest source and its co-sources, then who relays them."""
    ordered = sorted(claim.according_to, key=lambda s: s.step)
    return tuple(dict.fromkeys(s.text if s.step == 0 else f"via {s.text}" for s in ordered))


def quote(coded: CodedArticle, claim: Claim, words: Iterable[Phrase]) -> Quote:
    """The sentence that carries the value, with the value's words and the claim's others in it marked."""
    carrying = [w.span for w in words]
    # Words taken over from another sentence would lead away from the act: its own comes first.
    home = coded.sentence(claim.trigger.span)
    inside = [span for span in carrying if home.contains(span)]
    sentence = home if inside or not carrying else coded.sentence(carrying[0])
    others = [p.span for p in (*claim.actor, *claim.recipient, *claim.instrument)]
    marks = [s for s in {claim.trigger.span, *carrying, *others} if sentence.contains(s)]
    return Quote(
        article=coded.article.id,
        span=sentence,
        text=sentence.of(coded.article.text),
        marks=_merged(marks),
    )


def readable(date: str | None) -> str:
    """A date in words: "14 March 2021", "March 2021", "20 to 21 September 2016"; no date stays as it is."""
    days = Days.of(date)
    return days.written() if days else date or ""


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order, overlapping ones joined."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start < made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return tuple(made)


def _names(who: Sequence[Participant]) -> str:
    names = list(dict.fromkeys(p.text for p in who))
    rest = len(names) - NAMES
    return ", ".join(names[:NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _shown(claim: Claim, row: ActRow) -> str:
    if row.undergone and not claim.actor:
        return _names(claim.recipient) or claim.trigger.text
    if claim.actor and claim.recipient:
        return f"{_names(claim.actor)} → {_names(claim.recipient)}"
    if claim.recipient:
        return f"→ {_names(claim.recipient)}"
    return _names(claim.actor) or claim.trigger.text


def _direction(claim: Claim) -> str:
    actors, recipients = ("+".join(sorted({p.role for p in who})) for who in (claim.actor, claim.recipient))
    return f"{actors}→{recipients}"


def _grammar(claim: Claim, row: ActRow) -> list[str]:
    given = settings()
    tags = [given.tags.form[claim.form]]
    if len(given.side_of([p.role for p in claim.actor])) > 1 and not claim.recipient:
        tags.append(given.tags.both_sides)
    if claim.agency and not row.undergone and claim.agency.agent in given.tags.agent:
        tags.append(given.tags.agent[claim.agency.agent])
    return tags


def _told(claim: Claim) -> list[str]:
    """Modality and stance, where they are not plain assertion of a fact."""
    given = settings().tags
    denied = claim.stance == "denies" and claim.modality == "negated"
    modality = [] if denied else [given.modality[claim.modality]] if claim.modality in given.modality else []
    stance = [given.stance[claim.stance]] if claim.stance in given.stance else []
    return modality + stance
