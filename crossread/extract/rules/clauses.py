"""Who stands where around a verb or an event noun: subject, objects and prepositional phrases, by position.

There is no parser at run time. English word order, closed classes and a few control rules ("forced X to",
"accused X of") do most of its work on news prose; where they fail, they fail in ways one can read off the
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossread.extract.rules.chunks import NounPhrase, VerbGroup, noun_phrases, verb_groups
from crossread.extract.rules.english import English
from crossread.extract.rules.wordlists import words as listed
from crossread.extract.rules.words import AUXILIARY, Word
from crossread.records import Span

_OBJECT_OF_GERUND = listed("grammar", "object_of_gerund")
_OBJECT_OF_INFINITIVE = listed("grammar", "object_of_infinitive")
_PUBLISH = listed("grammar", "publish")
# "X, a spokesman for Y, said": the longest parenthesis that is stepped over, in words.
_PARENTHESIS = 16
_REACH = 24  # words after a verb or noun in which its prepositional phrases are looked for
_CLOSING = frozenset(",”\"’')—–")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its words, noun phrases and verb groups; `np_at` and `vg_at` find them by word."""

    words: tuple[Word, ...]
    phrases: tuple[NounPhrase, ...]
    groups: tuple[VerbGroup, ...]
    np_at: tuple[NounPhrase | None, ...]
    vg_at: tuple[VerbGroup | None, ...]
    english: English

    def span(self, start: int, end: int) -> Span:
        """Characters from word `start` to before word `end`."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def np_span(self, phrase: NounPhrase) -> Span:
        """Characters of a noun phrase."""
        return self.span(phrase.start, phrase.end)

    def low(self, i: int) -> str:
        """Lower-cased word `i`, or nothing beyond the ends."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def tag(self, i: int) -> str:
        """Word class of word `i`, or nothing beyond the ends."""
        return self.words[i].tag if 0 <= i < len(self.words) else ""

    def lemma(self, group: VerbGroup) -> str:
        """The main verb's dictionary form."""
        return self.english.lemma(self.words[group.head].low)

    def group_before(self, i: int) -> VerbGroup | None:
        """The nearest verb group that ends at or before word `i`."""
        return next((g for g in reversed(self.groups) if g.end <= i), None)


def parse(words: tuple[Word, ...], english: English) -> Parsed:
    """Chunk a tagged sentence."""
    phrases = noun_phrases(words, english)
    groups = verb_groups(words, english.classes["negations"])
    np_at: list[NounPhrase | None] = [None] * len(words)
    vg_at: list[VerbGroup | None] = [None] * len(words)
    for phrase in phrases:
        np_at[phrase.start : phrase.end] = [phrase] * (phrase.end - phrase.start)
    for group in groups:
        vg_at[group.start : group.end] = [group] * (group.end - group.start)
    return Parsed(words, phrases, groups, tuple(np_at), tuple(vg_at), english)


def subjects(s: Parsed, group: VerbGroup, depth: int = 3) -> list[NounPhrase]:
    """The noun phrases that do (or, in the passive, undergo) the verb; several if coordinated."""
    if depth == 0:
        return []
    i = group.start - 1
    while i >= 0 and s.tag(i) in {"ADV", "NEG"}:
        i -= 1
    if i < 0:
        return _inverted(s, group)
    if group.infinitive:
        return _controller(s, group, i, depth)
    if s.low(i) in {"who", "which", "that", "whom"}:
        return _antecedent(s, i)
    if s.low(i) in {"and", "or", "but", "then"} or (
        s.tag(i) == "PUNCT" and s.low(i) == "," and _verb_list(s, group, i)
    ):
        before = s.group_before(i)
        word = s.words[group.start]
        if group.finite and (word.tag in AUXILIARY or not word.forms & {"base", "ing"}):
            # "accuses him of lying and has demanded": the verb before that could stand beside this one
            before = next((g for g in reversed(s.groups) if g.end <= i and g.finite), before)
        return subjects(s, before, depth - 1) if before else []
    if s.tag(i) in {"SCONJ", "ADP"} and not group.finite:
        return _controller(s, group, i, depth)
    if phrase := s.np_at[i]:
        first = _chain_head(s, phrase)
        owner = s.vg_at[first.start - 1] if first.start else None
        if owner and not owner.finite and not owner.infinitive and group.finite:
            return subjects(s, owner, depth - 1)  # "two men wearing masks attacked": not the masks
        joined = s.vg_at[first.start - 2] if first.start > 1 and s.tag(first.start - 1) == "ADP" else None
        if joined and joined.start and s.np_at[joined.start - 1] and is_reduced_passive(s, joined):
            return subjects(s, joined, depth - 1)  # "people connected with the case said": not the case
        return _coordinated_left(s, first)
    if s.low(i) in _CLOSING:
        if _speech_follows(s, group, i):
            return _inverted(s, group)
        if not group.finite or (_bare_participle(s, group) and not _subject_over_comma(s, i)):
            before = s.group_before(i)
            return subjects(s, before, depth - 1) if before else _after_comma(s, group)
        found = _subject_over_comma(s, i)
        return found or _inverted(s, group)
    if s.vg_at[i] and not group.finite:
        return subjects(s, s.vg_at[i], depth - 1)  # type: ignore[arg-type]  # checked above
    return _inverted(s, group)


def objects(s: Parsed, group: VerbGroup) -> list[NounPhrase]:
    """The noun phrases right after the verb; several if coordinated."""
    i = group.end
    while s.tag(i) in {"ADV", "ADP"} and (s.tag(i) == "ADV" or s.low(i) in s.english.classes["particles"]):
        if s.tag(i) == "ADP" and s.low(i) in {"in", "on", "through", "over"}:
            break
        i += 1
    joined = s.vg_at[i + 1] if s.low(i) in {"and", "or"} and i + 1 < len(s.words) else None
    if (
        joined
        and joined.start == i + 1
        and not joined.passive
        and joined.ing
        and group.ing
        and i == group.end
    ):
        return objects(s, joined)  # "pushing and beating marchers"
    return _coordinated_right(s, i)


def prepositional(s: Parsed, start: int) -> Iterator[tuple[str, list[NounPhrase]]]:
    """The prepositional phrases after word `start`, in order, until another clause begins."""
    i, end = start, min(len(s.words), start + _REACH)
    while i < end:
        if s.tag(i) == "ADP" and (s.np_at[i] is None or i == start):
            found = _coordinated_right(s, i + 1)
            if found:
                yield s.low(i), found
                i = found[-1].end
                continue
        elif s.tag(i) == "TO" and s.np_at[i + 1 : i + 2] != (None,):
            found = _coordinated_right(s, i + 1)
            if found:
                yield "to", found
                i = found[-1].end
                continue
        elif (
            s.low(i) in {";", ":", "“", "”"}
            or s.tag(i) in {"REL", "SCONJ"}
            or (s.tag(i) == "CCONJ" and i + 1 < end and s.np_at[i + 1] and _starts_clause(s, s.np_at[i + 1]))
            or ((group := s.vg_at[i]) and group.finite and not _bare_participle(s, group))
        ):
            return
        i += 1


def _coordinated_right(s: Parsed, i: int) -> list[NounPhrase]:
    """The noun phrase at word `i` and those joined to it by "and" or commas before an "and"."""
    out: list[NounPhrase] = []
    while 0 <= i < len(s.words) and (phrase := s.np_at[i]):
        out.append(phrase)
        i = phrase.end
        if s.low(i) in {"and", "or", "&"}:
            i += 1
        elif s.low(i) == "," and _list_goes_on(s, i):
            i += 2 if s.low(i + 1) in {"and", "or"} else 1
        else:
            break
        if not (i < len(s.words) and s.np_at[i]) or _starts_clause(s, s.np_at[i]):
            break
    return out


def _list_goes_on(s: Parsed, comma: int) -> bool:
    """Whether the comma separates members of a list: "X, Y and Z"."""
    i = comma + 1
    if s.low(i) in {"and", "or"}:
        return True
    phrase = s.np_at[i] if i < len(s.words) else None
    if not phrase:
        return False
    return s.low(phrase.end) in {"and", "or"} or (
        s.low(phrase.end) == "," and s.low(phrase.end + 1) in {"and", "or"}
    )


def _starts_clause(s: Parsed, phrase: NounPhrase | None) -> bool:
    """Whether a finite verb follows the phrase at once: then "and" joined clauses, not phrases."""
    if phrase is None:
        return True
    i = phrase.end
    while s.tag(i) in {"ADV", "NEG"} and s.vg_at[i] is None:
        i += 1
    group = s.vg_at[i] if i < len(s.words) else None
    return bool(group and group.finite and not _bare_participle(s, group))


def _coordinated_left(s: Parsed, last: NounPhrase) -> list[NounPhrase]:
    """The phrase and those before it that "and" joins to it: "police and X", "A, B and C"."""
    out = [last]
    i = last.start - 1
    if s.low(i) not in {"and", "or", "&"}:
        return out
    i -= 1 + (s.low(i - 1) == ",")
    while i >= 0 and (phrase := s.np_at[i]):
        if s.vg_at[max(phrase.start - 1, 0)] or s.tag(phrase.start - 1) in {"ADP", "TO"}:
            # "attacked police and protesters fled": what precedes "and" belongs to the verb before it.
            return out
        out.insert(0, phrase)
        i = phrase.start - 1
        if s.low(i) != ",":
            break
        i -= 1
    return out


def _chain_head(s: Parsed, phrase: NounPhrase) -> NounPhrase:
    """The first phrase of "police in Paris", "the head of the union": the one the verb belongs to."""
    best = phrase
    while best.start >= 2 and s.tag(best.start - 1) in {"ADP", "TO"}:
        gap = 3 if s.low(best.start - 2) == "out" and best.start > 2 else 2  # "reports out of X"
        before = s.np_at[best.start - gap]
        if before is None:
            break
        if s.vg_at[max(before.start - 1, 0)] and s.vg_at[before.start - 1] is not None and before.start > 0:
            return phrase  # the chain hangs on an earlier verb's object
        best = before
    if best.start >= 1 and s.tag(best.start - 1) in {"ADP", "TO"} and best is not phrase:
        return phrase
    return best


def _antecedent(s: Parsed, relative: int) -> list[NounPhrase]:
    """What "who" or "which" at word `relative` stands for: the phrase before it."""
    i = relative - 1
    while i >= 0 and s.low(i) in {",", "and", ")", "”", '"'}:
        i -= 1
    if s.tag(i) == "NUM" and s.low(i - 1) == ",":  # "NAME, 19, who"
        i -= 2
    if i >= 0 and s.tag(i) == "ADP":  # "some of whom"
        i -= 1
    phrase = s.np_at[i] if i >= 0 else None
    return [phrase] if phrase else []


def _controller(s: Parsed, group: VerbGroup, i: int, depth: int) -> list[NounPhrase]:
    """Who does an infinitive or gerund: after some verbs their object, else their subject."""
    governor = s.group_before(group.start)
    if governor is None:
        return _after_comma(s, group)
    between = [p for p in s.phrases if governor.end <= p.start and p.end <= group.start]
    if group.infinitive and between and s.lemma(governor) in _OBJECT_OF_INFINITIVE and not governor.passive:
        return between[:1]
    gerund = not group.infinitive and s.low(i) in {"of", "from", "for"}
    if gerund and between and s.lemma(governor) in _OBJECT_OF_GERUND:
        return subjects(s, governor, depth - 1) if governor.passive else between[:1]
    return subjects(s, governor, depth - 1)


def _after_comma(s: Parsed, group: VerbGroup) -> list[NounPhrase]:
    """The subject that follows a fronted participle: "Chanting slogans, the crowd moved on"."""
    comma = next((i for i in range(group.end, len(s.words)) if s.low(i) == ","), None)
    phrase = s.np_at[comma + 1] if comma is not None and comma + 1 < len(s.words) else None
    return [phrase] if phrase else []


def _subject_over_comma(s: Parsed, i: int) -> list[NounPhrase]:
    """The subject before a parenthesis that ends at the comma (or quotation mark) `i`."""
    for j in range(i - 1, max(-1, i - _PARENTHESIS), -1):
        if s.low(j) not in {",", "(", "—", "–"}:
            continue
        phrase = s.np_at[j - 1] if j > 0 else None
        if phrase and s.words[phrase.head].tag == "NUM" and s.low(phrase.start - 1) == ",":
            continue  # an age
        opener = s.tag(j + 1) in {"DET", "NUM", "REL", "NOUN", "PROPN", "ADP", "ADJ", "VERB", "ADV", "SCONJ"}
        if phrase and opener:
            first = _chain_head(s, phrase)
            name = s.np_at[i - 1]
            if (
                name
                and name.start == j + 1
                and s.words[name.head].tag == "PROPN"
                and s.words[first.head].tag != "PROPN"
            ):
                return [name]  # "the group's leader, NAME, said"
            named = s.np_at[first.start - 2] if first.start > 1 and s.low(first.start - 1) == "," else None
            if named and s.words[named.head].tag == "PROPN" and s.low(first.start) in {"a", "an", "the"}:
                return [named]  # "NAME, a spokesman for the group that called the march, said"
            return _coordinated_left(s, first)
    return []


def _inverted(s: Parsed, group: VerbGroup) -> list[NounPhrase]:
    """A subject that follows its verb: ``"...," said the minister``."""
    if group.start > 0 and s.low(group.start - 1) not in _CLOSING:
        return []
    return _coordinated_right(s, group.end)[:2] if group.finite and not group.passive else []


def _bare_participle(s: Parsed, group: VerbGroup) -> bool:
    """Whether a lone -ed form after a noun is likely a reduced relative: "a video filmed by residents"."""
    word = s.words[group.head]
    if group.end - group.start != 1 or "part" not in word.forms or "past" not in word.forms:
        return group.end - group.start == 1 and word.forms == frozenset({"part"})
    return _agent_follows(s, group)


def _agent_follows(s: Parsed, group: VerbGroup) -> bool:
    """Whether "by" and a noun phrase follow the verb ("attacked by a crowd", not "responded by firing")."""
    return s.low(group.end) == "by" and group.end + 1 < len(s.words) and s.np_at[group.end + 1] is not None


def is_reduced_passive(s: Parsed, group: VerbGroup) -> bool:
    """Whether a lone participle is passive in sense: "a man arrested on Sunday said", "those killed"."""
    if group.passive or group.end - group.start != 1:
        return False
    word = s.words[group.head]
    if "part" not in word.forms:
        return False
    if "past" not in word.forms or _agent_follows(s, group):
        return True
    before_group = s.group_before(group.start)
    if s.low(group.start - 1) in {"and", "or"} and before_group and before_group.passive:
        return not _coordinated_right(s, group.end)
    before = s.np_at[group.start - 1] if group.start else None
    if s.low(group.start - 1) in {"those", "when", "if", "while", "as"}:
        return True
    if not before or _coordinated_right(s, group.end):
        return False
    later = next((g for g in s.groups if g.start >= group.end and g.finite), None)
    if later and later.start == group.end and "past" in word.forms:
        return later.end - later.start > 1 or s.tag(later.head) in {"BE", "HAVE", "DO"}
    if later is None or s.tag(group.end) not in {"ADP", "DATE", "ADV"}:
        return False
    stretch = range(group.end, later.start)
    return not any(s.tag(i) in {"CCONJ", "SCONJ", "REL"} or s.low(i) in {",", ";", "”"} for i in stretch)


def publisher(s: Parsed, phrase: NounPhrase) -> list[NounPhrase]:
    """Who published the document that the phrase names, if the verb before it says so."""
    before = s.group_before(phrase.start)
    if before is None or before.end != phrase.start or s.lemma(before) not in _PUBLISH:
        return []
    return subjects(s, before)


def _speech_follows(s: Parsed, group: VerbGroup, i: int) -> bool:
    """Whether the verb and the phrase after it close a quotation: ``..., "said the minister``."""
    after = s.np_at[group.end] if group.end < len(s.words) else None
    if after is None or s.low(i) not in {"”", '"', "’", "'", ","} or group.end - group.start != 1:
        return False
    if s.low(i) == "," and s.low(i - 1) not in {"”", '"', "’"}:
        return s.low(after.end) in {".", ""} and not _subject_over_comma(s, i)
    return True


def _verb_list(s: Parsed, group: VerbGroup, comma: int) -> bool:
    """Whether the comma stands in a list of verbs: "pushed, kicked and beat"."""
    before = s.group_before(comma)
    return bool(before and before.end == comma and group.finite == before.finite)
