"""Taggings in the exchange format's names, as far as the tagger alone knows them (nothing resolved)."""

from __future__ import annotations

from typing import Any

from crossread.extract.model import tagging as t
from crossread.extract.model.tagger import Tagger
from crossread.extract.model.words import sentences


def _phrase(text: str, p: t.Phrase) -> dict[str, Any]:
    return {"span": [p.start, p.end], "text": text[p.start : p.end], "confidence": p.p}


def _event(text: str, e: t.Event) -> dict[str, Any]:
    people = {
        side: [{**_phrase(text, x.phrase), "role": x.role.name} for x in getattr(e, side)]
        for side in ("actor", "recipient")
    }
    return {
        "type": e.type.name,
        "mode": [m.name for m in e.modes],
        "trigger": _phrase(text, e.trigger),
        **people,
        **{name: [_phrase(text, p) for p in phrases] for name, phrases in e.phrases.items()},
        "counts": [{**_phrase(text, p), "of": of.name, "low": None} for p, of in e.counts],
        "modality": e.modality.name,
        "stance": e.stance.name,
        "form": e.form.name,
        "according_to": [{**_phrase(text, s.phrase), "kind": s.kind.name} for s in e.sources],
        "confidence": e.type.p,
    }


def coded(name: str, text: str, tagging: t.Tagging) -> dict[str, Any]:
    """One article with its events, attributions and labels."""
    return {
        "id": name,
        "text": text,
        "events": [_event(text, e) for e in tagging.events],
        "attributions": [
            {
                "content": [a.contents[0].start, a.contents[-1].end],
                "cue": [a.cue.start, a.cue.end] if a.cue else None,
                "source": [a.source.phrase.start, a.source.phrase.end] if a.source else None,
                "kind": a.kind,
                "source_kind": a.source.kind.name if a.source else None,
            }
            for a in tagging.attributions
        ],
        "labels": [{**_phrase(text, x.phrase), "of": x.role.name} for x in tagging.labels],
    }


def code(tagger: Tagger, name: str, text: str) -> dict[str, Any]:
    """Tag a plain text and give it in the exchange format."""
    return coded(name, text, tagger.tag(text, sentences(text)))


def polnear(tagger: Tagger, name: str, text: str) -> dict[str, Any]:
    """The outermost attributions of a text, in PolNeAR's format."""
    scores, _, _ = tagger.scores(text, sentences(text))
    found = tagger.attributions_of(scores, "polnear")
    return {
        "id": name,
        "text": text,
        "attributions": [
            {
                "source": [[a.source.phrase.start, a.source.phrase.end]] if a.source else [],
                "cue": [[a.cue.start, a.cue.end]] if a.cue else [],
                "content": [[c.start, c.end] for c in a.contents],
            }
            for a in found
        ],
    }
