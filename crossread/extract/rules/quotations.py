"""Attributions without a cue of their own: bare quotations, embedded posts, credited captions."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import replace

from crossread.extract.rules.document import Document
from crossread.extract.rules.utterance import Utterance
from crossread.read import Quotation
from crossread.records import Span
from crossread.records.attribution import AttributionKind

_FEW = 4  # words: a shorter quotation without a speaker of its own is a scare quote or a name
_DIRECT = 0.85  # share of the content inside quotation marks from which it counts as direct


def with_kind(doc: Document, utterance: Utterance) -> Utterance:
    """Direct, mixed or indirect, by the share of the content that stands between quotation marks."""
    total = sum(c.end - c.start for c in utterance.content)
    quoted = 0
    for c in utterance.content:
        for q in doc.quotations_in(c):
            quoted += max(0, min(q.span.end, c.end) - max(q.span.start, c.start))
    share = quoted / total if total else 0
    kind: AttributionKind = "direct" if share >= _DIRECT else "mixed" if share > 0.05 else "indirect"
    return replace(utterance, kind=kind)


def unclaimed(doc: Document, known: list[Utterance]) -> Iterator[Utterance]:
    """Quotations without a cue of their own: their speaker is that of the attribution before, in reach."""
    speakers = sorted((u for u in known if u.sources), key=lambda u: u.sentence)
    taken: dict[int, list[Utterance]] = {}
    for utterance in known:
        for n in doc.sentences_of(utterance.extent):
            taken.setdefault(n, []).append(utterance)
    last_end = -1
    speaking: Utterance | None = None  # whose quotation was left open: the next paragraph goes on with it
    for q in doc.quotations:
        if q.span.start < last_end:
            continue  # nested
        at = doc.sentence_at(q.span.start)
        words = len(q.inside.of(doc.text).split())
        goes_on = speaking if doc.text[last_end : q.span.start].isspace() else None
        claims = (u for n in doc.sentences_of(q.inside) for u in taken.get(n, ()) if _covers(u, q.inside))
        claimed = next(claims, None)
        if doc.blocks[at].kind == "quoted_post" or claimed:
            last_end = q.span.end
            speaking = claimed if q.span.end == q.inside.end else None
            continue
        if words < _FEW or not _stands_alone(doc, q, at):
            continue
        last_end = q.span.end
        before = bisect.bisect_right(speakers, at, key=lambda u: u.sentence)
        speaker = speakers[before - 1] if before else None
        found: Utterance | None = None
        if goes_on and goes_on.sources:
            found = replace(goes_on, content=(q.inside,), cue=None, kind="direct", stance="asserts")
        elif speaker is None or at - doc.sentence_at(speaker.extent.end) > 3:
            found = Utterance((q.inside,), (), None, at, kind="direct")
        else:
            found = Utterance((q.inside,), speaker.sources, None, speaker.sentence, kind="direct")
        speaking = found if q.span.end == q.inside.end else None
        yield found


def _covers(utterance: Utterance, span: Span) -> bool:
    return any(c.overlaps(span) for c in utterance.content)


def _stands_alone(doc: Document, q: Quotation, at: int) -> bool:
    """Whether the quotation is speech of its own: it starts a sentence and ends like one."""
    sentence = doc.spans[at]
    starts = q.span.start - sentence.start <= 2
    ends = doc.text[max(q.inside.end - 1, 0)] in ".!?,…"
    return starts and ends


def blocks(doc: Document) -> Iterator[Utterance]:
    """Embedded posts speak for their author, captions for their credit, where those stand in the text."""
    for n, block in enumerate(doc.blocks):
        if block.kind not in {"quoted_post", "caption"} or (n and doc.blocks[n - 1] is block):
            continue
        last = n
        while last + 1 < len(doc.blocks) and doc.blocks[last + 1] is block:
            last += 1
        content = Span(doc.spans[n].start, doc.spans[last].end)
        at = doc.text.find(block.author, block.span.start, block.span.end) if block.author else -1
        if at >= 0 and block.author:
            source = Span(at, at + len(block.author))
            if not source.overlaps(content):
                yield Utterance((content,), (source,), None, n, kind="embed")
        elif block.kind == "quoted_post":
            yield Utterance((content,), (), None, n, kind="embed")
