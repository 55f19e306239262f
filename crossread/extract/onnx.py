"""Engine `onnx`: claims and attributions from the embedded model.

It finds expressions; `resolve` normalises them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crossread.codebook import Codebook
from crossread.extract.model import tagging as t
from crossread.extract.model.tagger import Tagger
from crossread.extract.rules import happenings
from crossread.read import Reading
from crossread.records import Attribution, Claim, Coding, Label, Span

# The model's name of a role -> the claim's field.
_FIELDS = {
    "actor": "actor",
    "recipient": "recipient",
    "instrument": "instrument",
    "place": "place",
    "time": "time",
    "count": "counts",
    "source": "according_to",
}
# Above this probability that a role is filled, an empty field is an abstention and not a silence of the text.
_EXPECTED = 0.5


class Onnx:
    """The embedded model behind the engine's protocol. One instance serves any number of articles."""

    name = "onnx"
    version = "1"

    def __init__(self, codebook: Codebook, tagger: Tagger | None = None) -> None:
        """Load the shipped model, unless a tagger is given. Types that the codebook lacks are not coded."""
        self._tagger = tagger or Tagger.load()
        self._types = frozenset(codebook.types)
        self.model: str | None = self._tagger.model or None

    def extract(self, reading: Reading) -> Coding:
        """Code one article. An article without sentences gives an empty coding."""
        spans = tuple(sentence.span for sentence in reading.sentences)
        found = self._tagger.tag(reading.text, spans)
        events = [e for e in found.events if e.type.name in self._types]
        claims = [_claim(reading.text, n, e) for n, e in enumerate(events, 1)]
        keyed = [
            claim.model_copy(update={"happening": key})
            for claim, key in zip(claims, happenings.keys(claims), strict=True)
        ]
        finished = happenings.with_agency(
            keyed,
            [c.type == "ASSAULT" and len(c.actor) > 1 and not c.recipient for c in keyed],
            [_by_means(reading.text, c) for c in keyed],
            lambda span: _sentence_at(spans, span),
        )
        return Coding(
            claims=tuple(finished),
            attributions=tuple(_attributions(found.attributions)),
            labels=tuple(
                Label.at(reading.text, x.phrase.start, x.phrase.end, of=x.role.name, confidence=x.phrase.p)
                for x in found.labels
            ),
            sentences=spans,
        )


def _phrase(text: str, p: t.Phrase, **more: Any) -> dict[str, Any]:
    return {"span": (p.start, p.end), "text": text[p.start : p.end], "confidence": p.p, **more}


def _claim(text: str, number: int, e: t.Event) -> Claim:
    fields: dict[str, list[dict[str, Any]]] = {
        "actor": [_phrase(text, x.phrase, role=x.role.name) for x in e.actor],
        "recipient": [_phrase(text, x.phrase, role=x.role.name) for x in e.recipient],
        **{name: [_phrase(text, p) for p in phrases] for name, phrases in e.phrases.items()},
        "counts": [_phrase(text, p, of=of.name) for p, of in e.counts],
        "according_to": [_phrase(text, x.phrase, kind=x.kind.name) for x in e.sources],
    }
    sure = {name: min(x["confidence"] for x in items) for name, items in fields.items() if items}
    labels = {"modality": e.modality, "stance": e.stance, "form": e.form}
    return Claim.model_validate(
        {
            "id": f"e{number}",
            "type": e.type.name,
            "mode": [m.name for m in e.modes],
            "trigger": _phrase(text, e.trigger),
            **fields,
            **{name: label.name for name, label in labels.items()},
            "confidence": e.type.p,
            "abstained": [f for role, f in _FIELDS.items() if e.expected[role] > _EXPECTED and not fields[f]],
            "confidences": {"type": e.type.p, **{k: v.p for k, v in labels.items()}, **sure},
        }
    )


def _by_means(text: str, claim: Claim) -> bool:
    """Whether the means stands where the agent would: "hit by a rubber bullet"."""
    return claim.form == "agentless" and any(
        i.span.start > claim.trigger.span.end and text[claim.trigger.span.end : i.span.start].strip() == "by"
        for i in claim.instrument
    )


def _sentence_at(spans: tuple[Span, ...], span: Span) -> int:
    return next((n for n, s in enumerate(spans) if s.overlaps(span)), 0)


def _attributions(found: Iterable[t.Attribution]) -> list[Attribution]:
    """In the order of their contents, each with the smallest attribution around it as its parent."""
    order = sorted(found, key=lambda a: (a.contents[0].start, -a.contents[-1].end))
    out: list[Attribution] = []
    for n, a in enumerate(order, 1):
        content = tuple(Span(c.start, c.end) for c in a.contents)
        extent = Span(content[0].start, content[-1].end)
        around = [b for b in out if b.extent.contains(extent) and b.extent != extent]
        parent = min(around, key=lambda b: b.extent.end - b.extent.start, default=None)
        source = Span(a.source.phrase.start, a.source.phrase.end) if a.source else None
        out.append(
            Attribution(
                id=f"a{n}",
                content=content,
                source=source,
                cue=Span(a.cue.start, a.cue.end) if a.cue else None,
                kind=a.kind,
                source_kind=a.source.kind.name if a.source else None,
                parent=parent.id if parent else None,
            )
        )
    return out
