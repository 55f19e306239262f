"""From scores to events, attributions and phrases.

One text at a time, thresholds from the model's labels.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossread.extract.model import tagging as t
from crossread.extract.model.artefact import Floats, Spec
from crossread.extract.model.numeric import bio_spans, logistic, role_spans, segments, softmax
from crossread.extract.model.scorers import PairScorer

Ints = npt.NDArray[np.int64]
Span = tuple[int, int]
Filler = tuple[int, int, float]  # first word, word after the last, probability

# Particles of a trigger that stands elsewhere ("shut ... down"): no triggers of their own.
_PARTICLES = frozenset(
    {"down", "in", "off", "up", "out", "on", "over", "away", "back", "to", "of", "by", "for"}
)
_EMPTY = frozenset({"the", "a", "an", "'s", "’s", "of"})  # words that alone name nothing

EVENT_ROLES = ("actor", "recipient", "instrument", "place", "time", "count", "source")


@dataclass(frozen=True)
class Scores:
    """Everything known of one text's words before decoding."""

    text: str
    words: Sequence[Span]
    inside: Sequence[bool]
    logits: Floats
    pairs: PairScorer


class Decoder:
    """Reads phrases off the scores by the spec's heads, temperatures and thresholds."""

    def __init__(self, spec: Spec):
        self._spec = spec

    def _heat(self, name: str) -> float:
        return self._spec.temperatures.get(name, 1.0)

    def _limit(self, name: str, default: float = 0.5) -> float:
        return self._spec.thresholds.get(name, default)

    def _confidence(self, name: str, p: float) -> float:
        """A whole phrase's probability from its surest word's, by the logistic map of the calibration."""
        if f"{name}.scale" not in self._spec.temperatures:
            return p
        p = min(max(p, 1e-4), 1 - 1e-4)
        z = self._spec.temperatures[f"{name}.scale"] * float(np.log(p / (1 - p)))
        return float(1 / (1 + np.exp(-z - self._spec.temperatures[f"{name}.shift"])))

    def _phrase(self, s: Scores, a: int, b: int, p: float) -> t.Phrase:
        return t.Phrase(s.words[a][0], s.words[b - 1][1], round(p, 4))

    def layer(self, s: Scores, head: str) -> list[tuple[int, int, str, float]]:
        """Spans of a BIO head in word numbers."""
        p = softmax(s.logits[:, self._spec.column(head)], self._heat(head))
        return bio_spans(p, self._spec.heads[head], self._limit(head))

    def phrases(self, s: Scores, head: str) -> tuple[tuple[t.Phrase, str], ...]:
        """Phrases of a BIO head with their labels."""
        return tuple((self._phrase(s, a, b, p), label) for a, b, label, p in self.layer(s, head))

    def named(self, s: Scores, head: str) -> tuple[t.Participant, ...]:
        """Phrases of a BIO head with the participants' role that fits them."""
        return tuple(
            t.Participant(self._phrase(s, a, b, p), self.label(s, "role", a, b))
            for a, b, _, p in self.layer(s, head)
        )

    def label(self, s: Scores, head: str, a: int, b: int) -> t.Label:
        """Best class of a span: softmax of the mean of its words' logits."""
        p = softmax(s.logits[a:b, self._spec.column(head)].mean(0), self._heat(head))
        k = int(p.argmax())
        return t.Label(self._spec.heads[head][k], round(float(p[k]), 4))

    def _role(self, s: Scores, p: Floats, role: str, low: int, anchor: int, wanted: float) -> list[Filler]:
        """Fillers of one role around an anchor: the surest, and others beside it that are sure enough."""
        if wanted < self._limit(f"{role}.deny", 0.1):
            return []
        floor = self._limit(f"{role}.low", 0.2) if wanted > self._limit(f"{role}.has", 0.5) else None
        merged: list[Filler] = []
        for a, b, q in role_spans(p, self._limit(role), floor):
            if merged and merged[-1][1] == a + low:  # an unsure beginning cuts a phrase in two
                merged[-1] = (merged[-1][0], b + low, max(merged[-1][2], q))
            else:
                merged.append((a + low, b + low, q))
        kept: list[Filler] = []
        for span in sorted(merged, key=lambda x: (-x[2], abs(x[0] - anchor))):
            words = self._content(s, span)
            if not words or (kept and span[2] <= self._limit(f"{role}.more", 0.5)):
                continue
            # A second mention of the same ("Hamas ... Hamas") says nothing new.
            if any(words <= other or other <= words for other in (self._content(s, k) for k in kept)):
                continue
            kept.append(span)
        return sorted(kept)

    @staticmethod
    def _content(s: Scores, span: Filler) -> frozenset[str]:
        words = (s.text[a:b].lower() for a, b in s.words[span[0] : span[1]])
        return frozenset(w for w in words if w not in _EMPTY and any(c.isalnum() for c in w))

    def event(self, s: Scores, a: int, b: int, kind: str, p: float) -> t.Event:
        """An event at the trigger a..b."""
        w = self._spec.windows
        low, high = max(0, a - w["anchor_left"]), min(len(s.words), a + w["anchor_right"] + 1)
        scores = s.pairs(a, low, high, EVENT_ROLES)
        has = logistic(s.logits[a, self._spec.column("has")], self._heat("has"))
        found: dict[str, list[Filler]] = {}
        for i, role in enumerate(EVENT_ROLES):
            found[role] = self._role(s, scores[:, i], role, low, a, float(has[i]))
        modes = logistic(s.logits[a, self._spec.column("modes")], self._heat("modes"))
        names = self._spec.heads["modes"]
        chosen = tuple(
            t.Label(names[k], round(float(modes[k]), 4)) for k in np.flatnonzero(modes > self._limit("modes"))
        )

        def people(role: str) -> tuple[t.Participant, ...]:
            return tuple(
                t.Participant(self._phrase(s, x, y, q), self.label(s, "role", x, y))
                for x, y, q in found[role]
            )

        # The nearest source speaks; further spans are co-sources beside it.
        sources = sorted(found["source"], key=lambda x: abs(x[0] - a))
        return t.Event(
            trigger=self._phrase(s, a, b, p),
            type=t.Label(kind, round(p, 4)),
            modes=chosen,
            modality=self.label(s, "modality", a, a + 1),
            stance=self.label(s, "stance", a, a + 1),
            form=self.label(s, "form", a, a + 1),
            actor=people("actor"),
            recipient=people("recipient"),
            phrases={
                r: tuple(self._phrase(s, *x) for x in found[r]) for r in ("instrument", "place", "time")
            },
            counts=tuple(
                (self._phrase(s, x, y, q), self.label(s, "count_of", x, y)) for x, y, q in found["count"]
            ),
            sources=tuple(
                t.Source(self._phrase(s, x, y, q), self.label(s, "kind", x, y)) for x, y, q in sources
            ),
            expected={role: round(float(x), 4) for role, x in zip(EVENT_ROLES, has, strict=True)},
        )

    def attribution(
        self, s: Scores, a: int, b: int, bare: bool, p: float, style: str
    ) -> t.Attribution | None:
        """The attribution at the cue a..b (or, `bare`, at the first word of an uncued content).

        None without content.
        """
        w = self._spec.windows
        low, high = max(0, a - w["cue_left"]), min(len(s.words), a + w["cue_right"] + 1)
        scores = s.pairs(a, low, high, (f"{style}_source", f"{style}_content"))
        inside = scores[..., 1] + scores[..., 2]
        sources = segments(inside[:, 0], self._limit("source_cost", 1.0))
        contents = segments(inside[:, 1], self._limit("content_cost", 3.0))
        if not contents:
            return None
        # The one with most probability in all, so that a sure piece never beats the whole phrase.
        best = max(sources, key=lambda x: (x[2] - 0.5) * (x[1] - x[0]), default=None)
        source = None
        if best:
            x, y = best[0] + low, best[1] + low
            source = t.Source(self._phrase(s, x, y, best[2]), self.label(s, "kind", x, y))
        pieces = [(x + low, y + low, q) for x, y, q in contents]
        quoted = [s.inside[i] for x, y, _ in pieces for i in range(x, y)]
        share = sum(quoted) / len(quoted)
        return t.Attribution(
            contents=tuple(self._phrase(s, *x) for x in pieces),
            cue=None if bare else self._phrase(s, a, b, p),
            source=source,
            kind="direct" if share >= 0.9 else "mixed" if share > 0 else "indirect",
        )

    def events(self, s: Scores) -> tuple[t.Event, ...]:
        """All events, in the order of their triggers."""
        return tuple(
            self.event(s, a, b, kind, self._confidence("event", p))
            for a, b, kind, p in self.layer(s, "trigger")
            if not all(s.text[x:y].lower() in _PARTICLES for x, y in s.words[a:b])
        )

    def attributions(self, s: Scores, style: str = "gold") -> tuple[t.Attribution, ...]:
        """All attributions; `style` polnear gives the outermost ones only, as that corpus has them."""
        p = softmax(s.logits[:, self._spec.column(f"{style}_cue")], self._heat(f"{style}_cue"))
        cues = bio_spans(p[:, :3], ["O", "B-CUE", "I-CUE"], self._limit(f"{style}_cue"))
        bare = np.flatnonzero(p[:, 3] > self._limit(f"{style}_bare"))
        anchors = [(a, b, False, q) for a, b, _, q in cues]
        anchors += [(int(i), int(i) + 1, True, float(p[i, 3])) for i in bare]
        found = (self.attribution(s, a, b, none, q, style) for a, b, none, q in sorted(anchors))
        return tuple(x for x in found if x)
