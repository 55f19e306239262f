"""Where attributed content begins and ends around a cue: before it or after it, quoted or not."""

from __future__ import annotations

from crossread.extract.rules.chunks import NounPhrase, VerbGroup
from crossread.extract.rules.clauses import Parsed
from crossread.extract.rules.document import Document
from crossread.read import Quotation
from crossread.records import Span, strip


def rest_of(doc: Document, s: Parsed, start: int) -> Span | None:
    """Characters from word `start` to the sentence's end, or of the quotation that opens there."""
    end = len(s.words)
    while end > start and (s.words[end - 1].tag == "PUNCT" and s.words[end - 1].text in ".!?"):
        end -= 1
    if start >= end:
        return None
    end = _own_clause(s, start, end)
    begin = s.words[start].span.start
    stop = s.words[end - 1].span.end
    quotation = _quotation_opening_at(doc, s, start)
    if (quotation and quotation.span.end > stop) or (
        quotation
        and not any(s.vg_at[i] for i in range(start, end) if s.words[i].span.start >= quotation.span.end)
    ):
        stop = quotation.span.end
    return strip(doc.text, Span(begin, stop))


def _own_clause(s: Parsed, start: int, end: int) -> int:
    """Where ", and SUBJECT VERB" takes up the outlet's own voice again (not after "that")."""
    if s.low(start - 1) == "that":
        return end
    for i in range(start + 3, end - 2):
        subject = s.np_at[i + 1] if s.low(i) in {"and", "but", "while"} and s.low(i - 1) == "," else None
        if subject:
            if s.words[subject.head].tag == "PRON":
                continue  # a pronoun goes on with what is being told
            verb = s.vg_at[subject.end] if subject.end < end else None
            if verb and verb.finite and not any(w.text in '“”"' for w in s.words[start:i]):
                return i - 1
    return end


def _quotation_opening_at(doc: Document, s: Parsed, i: int) -> Quotation | None:
    if i >= len(s.words):
        return None
    first = s.words[i].span
    inner = doc.quotation_of(s.words[min(i + 1, len(s.words) - 1)].span)
    return inner if inner and inner.span.start == first.start else None


def until_next_act(doc: Document, s: Parsed, content: Span, start: int) -> Span:
    """The content up to "and" with a finite verb: "accused him of lying and has demanded" is two acts."""
    for i in range(start + 1, len(s.words) - 1):
        group = s.vg_at[i + 1]
        if group is None or s.low(i) not in {"and", "but"} or s.words[i].span.end > content.end:
            continue
        if doc.quotation_of(s.words[i].span):
            continue
        helped = s.tag(group.start) in {"HAVE", "BE", "MODAL"}
        plain = not s.words[group.head].forms & {"base", "ing"} and s.tag(i - 1) != "VERB"
        if group.finite and group.start == i + 1 and (helped or plain):
            return strip(doc.text, Span(content.start, s.words[i - 1].span.end)) or content
    return content


def opens_next(doc: Document, n: int) -> list[Span]:
    """What is quoted right after sentence `n`, which announced it with a colon."""
    if n + 1 >= len(doc.spans):
        return []
    start = doc.spans[n + 1].start
    return [q.inside for q in doc.quotations_in(doc.spans[n + 1]) if q.span.start == start][:1]


def opens_quotation(doc: Document, span: Span) -> bool:
    """Whether the stretch begins with a quotation mark."""
    return doc.text[span.start] in "“\"'‘«"


def is_clause(s: Parsed, group: VerbGroup, start: int) -> bool:
    """Whether what follows the cue is something said: "that", or a subject with its own finite verb."""
    if any(s.low(i) == "that" for i in range(group.end, start)):
        return True
    if s.tag(start) in {"ADP", "TO", "VERB", "REL", "CCONJ"} and s.low(start) not in {
        "what",
        "in",
        "after",
        "at",
    }:
        return False
    verb = next((g for g in s.groups if g.start >= start), None)
    return (
        verb is not None and verb.finite and not any(s.low(i) in {";", "”"} for i in range(start, verb.start))
    )


def before_cue(doc: Document, n: int, s: Parsed, group: VerbGroup, who: list[NounPhrase]) -> Span | None:
    """Content that ends right before "SOURCE said" or "said SOURCE": a quotation, or a clause and a comma."""
    first = min(group.start, min(p.start for p in who))
    if any(group.end <= p.start for p in who):
        first = group.start
    if first == 0:
        before = doc.spans[n - 1] if n else None
        quotation = _quotation_ending_at(doc, before.end) if before else None
        same = n > 0 and doc.blocks[n] is doc.blocks[n - 1]
        return quotation.inside if quotation and same and _final(s, group, who) else None
    last = s.words[first - 1]
    if last.text not in {",", "”", '"', "’", "'", "?", "!", "—", "–", "--", "''"}:
        return None
    quotation = _quotation_ending_at(doc, last.span.end)
    if quotation:
        lead = s.words[0].span.start
        return (
            quotation.inside
            if quotation.span.start <= lead + 1
            else strip(doc.text, Span(lead, quotation.span.end))
        )
    if last.text == "," and parenthetical(s, group, who):
        return strip(doc.text, Span(s.words[0].span.start, last.span.start))
    if last.text != "," or not _final(s, group, who):
        return None
    clause = [g for g in s.groups if g.finite and g.end < first]
    if not clause or (s.tag(0) == "SCONJ" and len(clause) < 2):
        return None
    return strip(doc.text, Span(s.words[0].span.start, last.span.start))


def parenthetical(s: Parsed, group: VerbGroup, who: list[NounPhrase]) -> bool:
    """Whether the cue stands between commas in what is said: "After noon, the mayor said, the crowd left"."""
    end = max(group.end, *(p.end for p in who))
    if (
        s.low(end) != ","
        or s.tag(end + 1) in {"VERB", "CCONJ", "REL", "ADP"}
        or s.low(min(group.start, end) - 1) == "”"
    ):
        return False
    following = next((g for g in s.groups if g.start > end), None)
    return following is not None and following.finite and s.low(min(group.start, who[0].start) - 1) == ","


def _final(s: Parsed, group: VerbGroup, who: list[NounPhrase]) -> bool:
    """Whether only circumstances follow the cue ("on Monday", "in a statement"), nothing that was said."""
    start = max(group.end, *(p.end for p in who))
    if s.low(start) in {"that", ":"}:
        return False
    return not any(g.finite and g.start >= start for g in s.groups) or s.low(start) in {",", "—", "as"}


def _quotation_ending_at(doc: Document, offset: int) -> Quotation | None:
    """The quotation whose closing mark stands at `offset` or just before a comma there."""
    inside = doc.quotation_of(Span(offset - 2, offset - 1)) if offset >= 2 else None
    for quotation in (inside, doc.quotation_of(Span(offset - 3, offset - 2)) if offset >= 3 else None):
        if quotation and offset - 2 <= quotation.span.end <= offset + 1:
            return quotation
    return None
