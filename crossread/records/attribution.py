"""An attribution: what the outlet puts into somebody's mouth, and the words that do so."""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator

from crossread.records.base import Record
from crossread.records.span import Offsets, Span

AttributionKind = Literal["direct", "indirect", "mixed", "embed"]


class Attribution(Record):
    """Source, cue and content as offsets. `content` has several ranges where it is interrupted.

    `source` is None where nobody is named ("it was alleged"), `cue` where none stands (a bare quotation,
    an embedded post). `parent` is the id of the attribution that this one is nested in.
    """

    id: str
    content: tuple[Offsets, ...]
    source: Offsets | None = None
    cue: Offsets | None = None
    kind: AttributionKind
    source_kind: str | None = None
    parent: str | None = None

    @field_validator("content", mode="before")
    @classmethod
    def _one_range_or_many(cls, value: object) -> object:
        # The exchange format writes an uninterrupted content as a bare pair of numbers.
        if isinstance(value, list | tuple) and value and isinstance(value[0], int):
            return (tuple(value),)
        return value

    @property
    def extent(self) -> Span:
        """From the first character of the content to its last."""
        return Span(min(s.start for s in self.content), max(s.end for s in self.content))
