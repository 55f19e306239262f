"""The dumb baseline for attributions: what stands in quotation marks, said by whoever stands next to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossread.records import Span

NAME, VERSION = "baseline-quotes", "1"
QUOTED = re.compile(r'“[^”\n]+”|"[^"\n]+"')
CUE = r"(?P<cue>said|says|told|added|tweeted|wrote|asked)"
NAMED = r"(?P<source>(?:he|she|they|I)\b|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)"
# He said "..."; "..." he said; "..." said Smith
BEFORE = re.compile(rf"{NAMED} {CUE}[,:]?\s*$")
AFTER = (re.compile(rf"\s*{NAMED} {CUE}\b"), re.compile(rf"\s*{CUE} {NAMED}"))
REACH = 80
"""How many characters beside the quotation are searched."""


@dataclass(frozen=True)
class Attributed:
    """Source, cue and content of one attribution, each in as many pieces as it has."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def role(self, name: str) -> tuple[Span, ...]:
        """The pieces of `source`, `cue` or `content`."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


def attribute(text: str) -> list[Attributed]:
    """One attribution for every quotation that "said" or the like stands directly beside."""
    found = []
    for quoted in QUOTED.finditer(text):
        start, end = quoted.span()
        beside = [pattern.match(text, end) for pattern in AFTER]
        beside.append(BEFORE.search(text[:start], max(0, start - REACH)))
        if match := next(filter(None, beside), None):
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            found.append(Attributed((source,), (cue,), (Span(start, end),)))
    return found
