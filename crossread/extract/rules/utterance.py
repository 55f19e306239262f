"""An attributed stretch of text while the rules work on it: what is said, by whom, with which cue."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.records import Span
from crossread.records.attribution import AttributionKind
from crossread.records.claim import Stance


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch that the outlet attributes. `sources` are co-sources; `relay` heard it from them.

    `sentence` is where the cue stands: pronouns are resolved from there. `voice` is False for contents that
    are demanded, not told: the outlet itself reports what happened in them (rule 25).
    """

    content: tuple[Span, ...]
    sources: tuple[Span, ...]
    cue: Span | None
    sentence: int
    kind: AttributionKind = "indirect"
    stance: Stance = "asserts"
    relay: Span | None = None
    voice: bool = True

    @property
    def extent(self) -> Span:
        """From the first character of the content to the last."""
        return Span(min(s.start for s in self.content), max(s.end for s in self.content))

    def holds(self, span: Span) -> bool:
        """Whether the content contains `span`."""
        return any(part.contains(span) for part in self.content)
