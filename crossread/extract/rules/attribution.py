"""Who is made to say what: cue verbs, "according to", "X's claim that", headlines.

Every pattern yields an Utterance: content ranges, the source's noun phrases, the cue and how the cue stands
to the content. Patterns that name a source come first; a quotation that none of them reached is given to the
speaker of the sentence before. Which of them hold a trigger is the business of voice.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossread.extract.rules.chunks import NounPhrase, VerbGroup
from crossread.extract.rules.clauses import Parsed, objects, publisher, subjects
from crossread.extract.rules.contents import (
    before_cue,
    is_clause,
    opens_next,
    opens_quotation,
    parenthetical,
    rest_of,
    until_next_act,
)
from crossread.extract.rules.counts import estimate
from crossread.extract.rules.document import Document
from crossread.extract.rules.quotations import blocks, unclaimed, with_kind
from crossread.extract.rules.utterance import Utterance
from crossread.extract.rules.wordlists import table, words
from crossread.records import Span, strip
from crossread.records.claim import Stance

_FRAME: dict[str, str] = table("attribution", "frames")
_WITNESSES = words("attribution", "witnesses")
_HEARSAY = words("attribution", "hearsay")
_SAYING_NOUNS = words("attribution", "saying_nouns")


def utterances(doc: Document, stances: Mapping[str, Stance]) -> tuple[Utterance, ...]:
    """Every attributed stretch of the article, in text order."""
    found: list[Utterance] = []
    for n, sentence in enumerate(doc.sentences):
        kind = doc.blocks[n].kind
        if kind != "quoted_post":
            found.extend(_in_sentence(doc, n, sentence, stances))
    found = [with_kind(doc, u) for u in found]
    found.extend(unclaimed(doc, found))
    found.extend(blocks(doc))
    found = [replace(u, sources=tuple(x for x in u.sources if _speaks(x.of(doc.text)))) for u in found]
    return tuple(sorted(found, key=lambda u: (u.extent.start, -u.extent.end)))


def _speaks(words: str) -> bool:
    """Whether somebody can be meant: "Dana Orr on October 7 reported" makes no speaker of the 7."""
    return any(character.isalpha() for character in words)


def _in_sentence(doc: Document, n: int, s: Parsed, stances: Mapping[str, Stance]) -> Iterator[Utterance]:
    speaker: Utterance | None = None
    for group in s.groups:
        frame = _FRAME.get(s.lemma(group))
        if frame and not group.passive and s.low(group.end) != "by":
            for utterance in _said(doc, n, s, group, frame):
                # "..., adding that": the participle has the speaker of the verb that it hangs on.
                adds = speaker and group.ing and not group.finite and s.low(group.start - 1) == ","
                speaker = replace(utterance, sources=speaker.sources) if speaker and adds else utterance
                yield replace(speaker, stance=stances.get(s.lemma(group), "asserts"))
        elif frame in {"say", "show"} and s.lemma(group) in {
            "say",
            "report",
            "believe",
            "allege",
            "accuse",
            "suspect",
        }:
            yield from _is_said(doc, n, s, group)
        if frame is None and (counted := estimate(s, group)):
            yield from _counts(s, n, group, counted)
    for phrase in s.phrases:
        yield from _claim_that(doc, n, s, phrase)
    for i, word in enumerate(s.words):
        if word.low == "according" and s.low(i + 1) == "to":
            yield from _according(doc, n, s, i)
        elif word.low in _HEARSAY:
            content = rest_of(doc, s, 0)
            if content:
                yield Utterance((content,), (), word.span, n, stance="alleges")
    if doc.blocks[n].kind in {"headline", "heading"}:
        yield from _headline(doc, n, s)


def _said(doc: Document, n: int, s: Parsed, group: VerbGroup, frame: str) -> Iterator[Utterance]:
    """SOURCE said (that) CONTENT; "CONTENT," said SOURCE; SOURCE told RELAY that CONTENT."""
    if group.infinitive and frame in {"say", "tell"}:
        return
    who = subjects(s, group)
    if s.lemma(group) in {"quote", "cite"} and (quoted := objects(s, group)):
        saying = s.vg_at[quoted[-1].end + 1] if quoted[-1].end + 1 < len(s.words) else None
        if saying and s.low(quoted[-1].end) == "as":  # "the agency quoted X as saying": the agency relays
            return
    relaying = s.group_before(group.start)
    quoted_by: Span | None = None
    if s.low(group.start - 1) == "as" and relaying and s.lemma(relaying) in {"quote", "cite"}:
        relayers = subjects(s, relaying)
        who = relayers if relaying.passive else objects(s, relaying)
        quoted_by = s.np_span(relayers[0]) if relayers and not relaying.passive else None
    if len(who) == 1 and _is_witness(s, who[0]):
        who = publisher(s, who[0]) or who
    if not who or any(s.low(p.head) in {"i", "we", "you", "what", "this", "that"} for p in who):
        return
    if any(s.low(p.head) == "it" for p in who) and frame not in {"say", "tell", "accuse"}:
        return
    if frame == "show" and not any(_is_witness(s, p) for p in who):
        return
    lemma = s.lemma(group)
    if group.negated and lemma in {"say", "know", "confirm", "think", "believe", "recall"}:
        return
    cue = s.span(group.head, group.head + 1)
    sources = tuple(s.np_span(p) for p in who)
    after, relay = _after_cue(s, group, frame)
    relay = relay or quoted_by
    content: list[Span] = []
    tails = group.ing and not group.finite  # "..., adding that": what it adds comes after
    before = before_cue(doc, n, s, group, who) if frame in {"say", "tell", "show"} and not tails else None
    rest = rest_of(doc, s, after)
    if rest and frame == "accuse":
        rest = until_next_act(doc, s, rest, after)
    if before:
        content.append(before)
        if rest and (opens_quotation(doc, rest) or parenthetical(s, group, who)):
            content.append(rest)
    elif rest and (frame not in {"say", "tell"} or is_clause(s, group, after) or opens_quotation(doc, rest)):
        content.append(rest)
    if not content and s.words[-1].low == ":" and frame in {"say", "tell"}:
        content.extend(opens_next(doc, n))
    if not content or (frame == "ask" and s.tag(after) != "TO" and not opens_quotation(doc, content[0])):
        return
    source_first = [p for p in sources if not any(c.overlaps(p) for c in content)]
    if not source_first:
        return
    told = frame != "ask" or opens_quotation(doc, content[0])
    yield Utterance(tuple(content), tuple(source_first), cue, n, relay=relay, voice=told)


def _counts(s: Parsed, n: int, group: VerbGroup, counted: NounPhrase) -> Iterator[Utterance]:
    """SOURCE put the turnout at N; SOURCE counted N arrests."""
    who = [p for p in subjects(s, group) if s.words[p.head].tag in {"NOUN", "PROPN"}]
    if who:
        yield Utterance(
            (s.span(group.end, counted.end),),
            tuple(s.np_span(p) for p in who),
            s.span(group.head, group.head + 1),
            n,
        )


def _is_said(doc: Document, n: int, s: Parsed, group: VerbGroup) -> Iterator[Utterance]:
    """X was reported to have V-ed, is believed to V: content, a cue, and nobody who says so."""
    if s.low(group.end) != "to":
        return
    content = rest_of(doc, s, group.end)
    if content:
        yield Utterance((content,), (), s.span(group.head, group.head + 1), n, stance="alleges")


def _claim_that(doc: Document, n: int, s: Parsed, phrase: NounPhrase) -> Iterator[Utterance]:
    """SOURCE's claim that CONTENT."""
    if s.low(phrase.end) != "that" or s.low(phrase.head) not in _SAYING_NOUNS:
        return
    mark = next((i for i in range(phrase.start, phrase.head) if s.tag(i) == "POS"), None)
    content = rest_of(doc, s, phrase.end + 1)
    if mark is not None and mark > phrase.start and content:
        stance: Stance = "alleges" if s.low(phrase.head).startswith(("claim", "alleg")) else "asserts"
        yield Utterance(
            (content,), (s.span(phrase.start, mark),), s.span(phrase.head, phrase.head + 1), n, stance=stance
        )


def _is_witness(s: Parsed, phrase: NounPhrase) -> bool:
    return any(s.low(i) in _WITNESSES for i in range(phrase.start, phrase.end))


def _after_cue(s: Parsed, group: VerbGroup, frame: str) -> tuple[int, Span | None]:
    """The word where content after the cue would begin, and whom the source told it to."""
    i = group.end
    relay: Span | None = None
    if frame in {"tell", "ask", "accuse"}:
        told = objects(s, group)
        if told and frame == "tell":
            i = told[-1].end
            if s.words[told[0].head].tag in {"PROPN", "NOUN"}:
                relay = s.np_span(told[0])
        elif told and frame == "ask" and s.tag(told[-1].end) == "TO":
            i = told[-1].end
        elif told and frame == "accuse" and s.low(told[-1].end) in {"of", "for", "as", "over"}:
            i = told[-1].end + 1
    else:
        if s.tag(group.end) == "TO":
            told = [p for p in s.phrases if p.start == group.end + 1]
            if told and frame == "say":
                i = told[0].end
    while s.low(i) in {":", ",", "that"} or (s.tag(i) == "DATE" and s.low(i - 1) != "that"):
        i += 1
    # "said on Monday that", "said in a statement that": step over the circumstance.
    if s.tag(i) == "ADP" and frame in {"say", "tell"}:
        that = next(
            (k for k in range(i, min(i + 12, len(s.words))) if s.low(k) in {"that", ":", "“", '"'}), None
        )
        if that is not None and not any(g.start >= i and g.end <= that and g.finite for g in s.groups):
            i = that + (s.low(that) in {"that", ":"})
            relay = relay or None
    return i, relay


def _according(doc: Document, n: int, s: Parsed, i: int) -> Iterator[Utterance]:
    """According to SOURCE, CONTENT; CONTENT, according to SOURCE."""
    phrase = s.np_at[i + 2] if i + 2 < len(s.words) else None
    if phrase is None:
        return
    cue = s.span(i, i + 2)
    source = s.np_span(phrase)
    if i == 0 or all(w.tag in {"PUNCT", "CCONJ", "SCONJ"} for w in s.words[:i]):
        comma = next((k for k in range(phrase.end, len(s.words)) if s.low(k) == ","), phrase.end - 1)
        content = rest_of(doc, s, comma + 1)
    else:
        last = i - 1 if s.low(i - 1) == "," else i
        content = (
            strip(doc.text, Span(s.words[0].span.start, s.words[last - 1].span.end)) if last > 0 else None
        )
    if content and not content.overlaps(source):
        yield Utterance((content,), (source,), cue, n)


def _headline(doc: Document, n: int, s: Parsed) -> Iterator[Utterance]:
    """SOURCE: CONTENT, in a headline: a short noun phrase before the colon."""
    colon = next((i for i, w in enumerate(s.words) if w.low == ":"), None)
    if colon is None or not 1 <= colon <= 5 or not any(g.finite and g.start > colon for g in s.groups):
        return
    phrase = s.np_at[colon - 1]
    if (
        phrase is None
        or phrase.start > 0
        or s.words[phrase.head].low in {"watch", "video", "photos", "live", "update"}
    ):
        return
    content = rest_of(doc, s, colon + 1)
    if content:
        yield Utterance((content,), (s.np_span(phrase),), None, n)
