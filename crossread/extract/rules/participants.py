"""Who acts and who is acted upon, around one trigger; by which means; and the trigger's form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossread.extract.rules.chunks import NounPhrase, VerbGroup
from crossread.extract.rules.clauses import (
    Parsed,
    is_reduced_passive,
    objects,
    prepositional,
    publisher,
    subjects,
)
from crossread.extract.rules.document import Document
from crossread.extract.rules.lexicon import Lexicon
from crossread.extract.rules.mentions import Mention, Mentions
from crossread.extract.rules.triggers import Trigger
from crossread.extract.rules.wordlists import words
from crossread.records import Span
from crossread.records.claim import Form

_ON_PROPERTY = frozenset({"PROTEST", "ASSAULT", "COERCE"})
_REACH = 12  # words between a verb and the event noun in a phrase that hangs on it
# Types in which a country or city named after a preposition stands for its government.
_STATES = frozenset({"ACCUSE", "THREATEN", "SANCTION", "AGREE", "REJECT", "SUPPORT", "REQUEST"})


# "terrorist attacks" says which kind of act, not whose.
_KIND_OF_ACT = words("grammar", "kinds_of_act")


@dataclass(slots=True)
class Sides:
    """The participants of one trigger while they are gathered. `first_person` asks voice.py for the speaker.

    `reciprocal`: two sides, both actors. `clause_agent`: an actor was found in the trigger's own clause.
    `instrument_subject`: the grammatical subject is a means ("tear gas drove the crowd back").
    """

    form: Form
    actor: list[Mention] = field(default_factory=list)
    recipient: list[Mention] = field(default_factory=list)
    instrument: list[Span] = field(default_factory=list)
    first_person: bool = False
    reciprocal: bool = False
    instrument_subject: bool = False

    def add(self, side: list[Mention], found: Iterable[Mention]) -> None:
        """Add participants that are on neither side yet."""
        known = {m.span for m in (*self.actor, *self.recipient)}
        side.extend({m.span: m for m in found if m.span not in known}.values())


class Participants:
    """Finds the sides of triggers in one document."""

    def __init__(self, doc: Document, mentions: Mentions, lexicon: Lexicon) -> None:
        self._doc, self._mentions, self._grammar = doc, mentions, lexicon.grammar
        self._lexicon = lexicon

    def of(self, trigger: Trigger) -> Sides:
        """The sides of a trigger, from its own sentence."""
        s = self._doc.sentences[trigger.sentence]
        sides = self._verbal(s, trigger) if trigger.verbal and trigger.group else self._nominal(s, trigger)
        if trigger.type == "MIGRATE":
            sides.actor, sides.recipient = sides.actor or sides.recipient, []
        if trigger.type == "HARM" and sides.actor and not sides.recipient and sides.form == "intransitive":
            sides.recipient, sides.actor = sides.actor, []
        return sides

    def _verbal(self, s: Parsed, t: Trigger) -> Sides:
        group = t.group
        if group is None:
            return Sides("active")
        lemma = t.lemma.split()[0]
        passive = group.passive or is_reduced_passive(s, group)
        who = subjects(s, group)
        if passive:
            return self._passive(s, t, group, who)
        sides = Sides("active")
        self._split(s, t, sides, sides.actor, who, subject=True)
        target = objects(s, _until(group, t))
        self._split(s, t, sides, sides.recipient, target)
        reciprocal = lemma in self._grammar["reciprocal"]
        for preposition, found in prepositional(s, target[-1].end if target else t.end):
            people = self._people(t, found)
            if preposition == "with" and reciprocal:
                sides.add(sides.actor, people)
                sides.reciprocal = True
            elif (
                preposition == "with" and t.type in {"CONSULT", "AGREE", "COOPERATE"} and not sides.recipient
            ) or (
                preposition in self._grammar["onto"]
                and not sides.recipient
                and preposition not in {"in", "over"}
            ):
                sides.add(sides.recipient, people)
            if preposition in {"with", "using"}:
                self._means(s, sides, found)
        if lemma in self._grammar["unaccusative"] or (t.type == "HARM" and not sides.recipient):
            sides.form = "intransitive"
        if reciprocal and len(sides.actor) > 1:
            sides.reciprocal = True
        return sides

    def _passive(self, s: Parsed, t: Trigger, group: VerbGroup, who: list[NounPhrase]) -> Sides:
        sides = Sides("agentless")
        self._split(s, t, sides, sides.recipient, who)
        for preposition, found in prepositional(s, group.end):
            if preposition == "by" and sides.form == "agentless":
                agents = self._people(t, found)
                if agents or any(self._mentions.at(t.sentence, p) for p in found):
                    sides.form = "passive"
                    sides.add(sides.actor, agents)
                self._means(s, sides, found)
            elif preposition == "with":
                self._means(s, sides, found)
            elif preposition == "at" and t.lemma in self._grammar["projectile"]:
                sides.add(sides.recipient, self._people(t, found))
        return sides

    def _nominal(self, s: Parsed, t: Trigger) -> Sides:
        sides = Sides("nominal")
        undergone = t.lemma.split()[-1] in self._grammar["undergone"] or t.type == "HARM"
        if t.phrase:
            self._possessor(s, t, sides, t.phrase, undergone)
        if t.end - t.start > 1 and not sides.actor:
            self._inside(s, t, sides, sides.actor, t.start, t.end - 1)  # "police brutality"
        reciprocal = t.lemma.split()[-1] in self._grammar["reciprocal"]
        for preposition, found in prepositional(s, t.end):
            people = self._people(t, found)
            hands = preposition == "of" and s.low(found[0].start - 2) == "hands"  # "at the hands of X"
            if preposition == "of" and found[0].start > t.end + 1 and not hands:
                continue  # it belongs to another noun: "a vigil in front of the town hall"
            if preposition == "of" and not hands and not (t.type == "PROTEST" and not people):
                acts = t.type in {"PROTEST", "MIGRATE", "SUPPORT"} and not undergone
                sides.add(sides.actor if acts else sides.recipient, people)
            elif preposition == "by" or hands:
                sides.add(sides.actor, people)
            elif preposition == "between" or (preposition == "with" and reciprocal):
                sides.add(sides.actor, people)
                sides.reciprocal = preposition == "between" or bool(sides.actor)
            elif preposition == "with" and t.type in {"CONSULT", "AGREE", "COOPERATE"}:
                sides.add(sides.recipient, people)
            elif preposition == "from" and t.type in {"ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "REJECT"}:
                sides.add(sides.actor, people)
            elif (
                preposition in self._grammar["onto"]
                and preposition not in {"in", "at"}
                and not sides.recipient
            ):
                sides.add(sides.recipient, people)
            elif preposition == "with":
                self._means(s, sides, found)
        if t.phrase:
            self._governor(s, t, sides, t.phrase)
        copula = s.vg_at[t.start - 1] if t.start else None
        if (
            t.phrase is None and copula and s.tag(copula.head) == "BE"
        ):  # "they are opposed to", "two are dead"
            side = sides.recipient if undergone else sides.actor
            self._split(s, t, sides, side, subjects(s, copula), subject=True)
        return sides

    def _possessor(self, s: Parsed, t: Trigger, sides: Sides, phrase: NounPhrase, undergone: bool) -> None:
        """Who stands before the noun inside its phrase: the union's march, his arrest, police violence."""
        side = sides.recipient if undergone else sides.actor
        first = s.words[phrase.start]
        if first.tag == "DET" and first.low in {"my", "our"}:
            sides.first_person = not undergone
        if first.tag == "DET" and first.low in {"his", "her", "their", "its"} and t.start > phrase.start:
            owner = self._mentions.antecedent(t.sentence, phrase.start)
            sides.add(side, [owner] if owner else [])
            return
        mark = next((i for i in range(phrase.start, t.start) if s.tag(i) == "POS"), None)
        if mark is not None:
            self._inside(s, t, sides, side, phrase.start, mark)
            return
        start = phrase.start
        while start < t.start and s.tag(start) in {"DET", "ADJ", "NUM"}:
            start += 1
        role = self._lexicon.role([w.text for w in s.words[start : t.start]])
        if role and role != "property" and s.low(t.start - 1) not in _KIND_OF_ACT:
            acts = not undergone or role in {"police", "military"}
            self._inside(s, t, sides, sides.actor if acts else side, start, t.start)

    def _inside(self, s: Parsed, t: Trigger, sides: Sides, side: list[Mention], start: int, end: int) -> None:
        """The words `start` to `end` of a noun phrase as a participant of their own."""
        role = self._lexicon.role([w.text for w in s.words[start:end]])
        proper = s.tag(end - 1) == "PROPN"
        if (role or proper) and role != "property":
            span = s.span(start, end)
            phrase = NounPhrase(start, end, end - 1)
            known = self._mentions.role_of_name(s.low(end - 1)) if role is None else role
            if known:
                sides.add(
                    side, [Mention(t.sentence, phrase, span, known, proper, s.low(end - 1).endswith("s"))]
                )

    def _governor(self, s: Parsed, t: Trigger, sides: Sides, phrase: NounPhrase) -> None:
        """The verb around the event noun: "staged a march", "clashes broke out", "killed in the attack"."""
        after = next((g for g in s.groups if phrase.end <= g.start <= phrase.end + 1), None)
        if after and phrase in subjects(s, after):
            lemma = s.lemma(after)
            if lemma in self._grammar["occur"] and not after.passive and not objects(s, after):
                sides.form = "intransitive"
            if t.type == "PROTEST" and lemma in {"draw", "attract"}:
                sides.add(sides.actor, self._people(t, objects(s, after)))
            if after.passive and lemma in self._grammar["light"]:
                agents = [p for name, found in prepositional(s, after.end) if name == "by" for p in found]
                sides.add(sides.actor, self._people(t, agents))
            return
        tells = s.vg_at[phrase.end + 1] if phrase.end + 1 < len(s.words) else None
        if tells and s.tag(phrase.end) == "REL" and s.lemma(tells) in self._grammar["harm"]:
            sides.add(sides.recipient, self._people(t, objects(s, tells)))  # "the attack that killed two"
        before = s.group_before(phrase.start)
        if before is None or before.start > phrase.start or phrase.start - before.end > _REACH:
            return
        lemma, preposition = s.lemma(before), s.tag(phrase.start - 1) == "ADP"
        who = subjects(s, before)
        if preposition and lemma in self._grammar["harm"] and t.type in {"ASSAULT", "HARM", "PROTEST"}:
            passive = before.passive or is_reduced_passive(s, before) or lemma == "die"
            if t.type != "PROTEST":
                hurt = who if passive else objects(s, before)
                sides.add(sides.recipient, self._people(t, hurt, aside=False))
        elif sides.actor or before.passive:
            return
        elif (phrase in objects(s, before) and lemma in self._grammar["light"]) or (
            t.type == "PROTEST" and lemma in self._grammar["take_part"]
        ):
            sides.add(sides.actor, self._people(t, who, aside=False))
            sides.first_person |= any(self._mentions.is_speaker(t.sentence, p) for p in who)

    def _split(
        self,
        s: Parsed,
        t: Trigger,
        sides: Sides,
        side: list[Mention],
        found: list[NounPhrase],
        *,
        subject: bool = False,
    ) -> None:
        """Put people on `side`, means among the instruments, and note the first person."""
        people = self._people(t, found, aside=False)
        if (
            subject
            and not people
            and _named(s, found)
            and s.low(t.group.start - 1 if t.group else -1) == "who"
        ):
            # "migrants from the south, who fled": not the south
            before = [m for m in self._mentions.of_sentence(t.sentence) if m.phrase.end <= found[0].start]
            people = before[-1:]
        if not subject:
            people = [m for m in people if not m.place or t.type in _STATES]
        elif len(found) == 1 and not people:
            people = self._people(t, publisher(s, found[0]), aside=False)
        sides.add(side, people)
        sides.first_person |= subject and any(self._mentions.is_speaker(t.sentence, p) for p in found)
        if subject:
            sides.instrument_subject = self._means(s, sides, found) and not side
        elif not any(self._mentions.at(t.sentence, p) for p in found):
            self._means(s, sides, found)

    def _people(self, t: Trigger, found: list[NounPhrase], *, aside: bool = True) -> list[Mention]:
        """The participants among the phrases; `aside` if they stand in a prepositional phrase.

        Property counts where it is acted upon itself, a place only where it stands for its government.
        """
        out = []
        for phrase in found:
            mention = self._mentions.at(t.sentence, phrase)
            if mention is None or (aside and self._doc.sentences[t.sentence].words[phrase.head].tag == "NUM"):
                continue
            if mention.place and aside and t.type not in _STATES:
                continue
            if mention.role != "property" or (t.type in _ON_PROPERTY and not (aside and t.type == "PROTEST")):
                out.append(mention)
        return out

    def _means(self, s: Parsed, sides: Sides, found: list[NounPhrase]) -> bool:
        """Note the phrases whose head is a means; whether there were any."""
        means = [s.np_span(p) for p in found if s.low(p.head) in self._grammar["instruments"]]
        sides.instrument.extend(span for span in means if span not in sides.instrument)
        return bool(means)


def _named(s: Parsed, found: list[NounPhrase]) -> bool:
    return bool(found) and s.words[found[0].head].tag == "PROPN"


def _until(group: VerbGroup, t: Trigger) -> VerbGroup:
    """The verb group, reaching to the end of a trigger with a particle ("rounded up")."""
    return group if t.end <= group.end else VerbGroup(group.start, t.end, group.head)
