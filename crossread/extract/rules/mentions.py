"""Who a noun phrase is: its role by its head noun or title; what pronouns and bare names go back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from crossread.extract.rules.chunks import NounPhrase
from crossread.extract.rules.clauses import Parsed
from crossread.extract.rules.document import Document
from crossread.extract.rules.lexicon import Lexicon
from crossread.extract.rules.wordlists import words
from crossread.extract.rules.words import Word
from crossread.records import Span

_SINGULAR = words("names", "singular")
_PLURAL = words("names", "plural")
_IT = words("names", "neuter")
_SPEAKER = words("names", "speaker")
_SOMEBODY = words("names", "somebody")
_HE = frozenset({"he", "him", "his", "himself"})
_MALE = words("names", "male")
_FEMALE = words("names", "female")
_NO_PERSON = words("names", "bodies")
_PERSONS = words("names", "persons")
PLACE_PREPOSITIONS = words("grammar", "located")
GEOGRAPHIC = words("grammar", "geographic")
_SITES = words("grammar", "sites")
_BACK = 6  # sentences that a pronoun reaches back over


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names a participant, and its role. `place`: a place that acts ("Paris said")."""

    sentence: int
    phrase: NounPhrase
    span: Span
    role: str
    proper: bool
    plural: bool
    place: bool = False


class Mentions:
    """The participants named in one document, and what its pronouns refer to."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self._doc, self._lexicon = doc, lexicon
        self.places = place_names(doc)
        self._names: dict[str, str] = {}  # last word of a name -> role, once a title or a noun told it
        self._at: dict[tuple[int, int], Mention] = {}
        self._by_sentence: list[list[Mention]] = []
        for sentence in doc.sentences:
            for phrase in sentence.phrases:
                head = sentence.words[phrase.head]
                if (
                    head.tag == "PROPN"
                    and phrase.head > phrase.start
                    and (role := self._role(sentence, phrase))
                ):
                    self._names.setdefault(head.low, role)
        for n, sentence in enumerate(doc.sentences):
            row = []
            for phrase in sentence.phrases:
                mention = self._mention(n, sentence, phrase)
                if mention:
                    row.append(mention)
                    self._at[n, phrase.start] = mention
            self._by_sentence.append(row)

    def at(self, n: int, phrase: NounPhrase) -> Mention | None:
        """The participant named by the phrase, or what a pronoun goes back to. None for things."""
        sentence = self._doc.sentences[n]
        if sentence.words[phrase.head].tag == "PRON" and (n, phrase.start) not in self._at:
            return self.antecedent(n, phrase.head)
        return self._at.get((n, phrase.start))

    def all(self) -> Iterator[Mention]:
        """Every mention of the document, in order."""
        return chain.from_iterable(self._by_sentence)

    def antecedent(self, n: int, word: int) -> Mention | None:
        """What the pronoun (or possessive) at a word refers to: the nearest fitting mention before it."""
        low = self._doc.sentences[n].words[word].low
        if low not in _SINGULAR | _PLURAL | _IT:
            return None
        at = self._doc.sentences[n].words[word].span
        start, outside = at.start, self._doc.quotation_of(at) is None
        for back in range(min(n + 1, _BACK)):
            candidates = [m for m in self._by_sentence[n - back] if m.span.end <= start]
            fitting = [m for m in candidates if self._fits(m, low)]
            if outside:  # "..., he said": not somebody named within what he said
                fitting = [m for m in fitting if self._doc.quotation_of(m.span) is None]
            if fitting:
                # In an earlier sentence its subject is the likeliest; in this one too, but nothing after the
                # word.
                return fitting[0]
        return None

    def _fits(self, mention: Mention, low: str) -> bool:
        words_in = {w.low for w in self._words(mention)}
        if low in _IT:
            body = mention.role in _NO_PERSON | {"other", "medical"} and mention.role != "property"
            return body and not mention.plural and not words_in & (_PERSONS | _MALE | _FEMALE)
        if low in _PLURAL:
            return mention.plural or mention.role == "police"
        if words_in & (_FEMALE if low in _HE else _MALE):
            return False
        if mention.plural or mention.place or mention.role in {"other", "property"}:
            return False
        if mention.proper and "the" in words_in and mention.role == "individual":
            return False  # "the Bulletin"
        return mention.role not in _NO_PERSON or (mention.proper and self._person(mention))

    def _words(self, mention: Mention) -> tuple[Word, ...]:
        return self._doc.sentences[mention.sentence].words[mention.phrase.start : mention.phrase.end]

    def _person(self, mention: Mention) -> bool:
        words = mention.span.of(self._doc.text).split()
        return len(words) >= 2 and self._lexicon.role(words) is None

    def of_sentence(self, n: int) -> list[Mention]:
        """The mentions of one sentence, in order."""
        return self._by_sentence[n]

    def role_of_name(self, low: str) -> str:
        """The role that a title or noun elsewhere gave to the bearer of a name, "individual" if none did."""
        return self._names.get(low, "individual")

    def is_speaker(self, n: int, phrase: NounPhrase) -> bool:
        """Whether the phrase is the first person: inside a quotation, whoever speaks."""
        return self._doc.sentences[n].words[phrase.head].low in _SPEAKER

    def _mention(self, n: int, s: Parsed, phrase: NounPhrase) -> Mention | None:
        head = s.words[phrase.head]
        if head.tag == "PRON" and head.low in _SOMEBODY:
            return Mention(n, phrase, s.np_span(phrase), "individual", False, False)
        if head.tag == "PRON" or head.tag == "DATE":
            return None
        if head.tag == "NUM":
            counted = _is_count(s, phrase)
            return Mention(n, phrase, s.np_span(phrase), "individual", False, True) if counted else None
        role = self._role(s, phrase)
        if role is None and head.low in self._lexicon.names.generic:
            role = "individual"
        proper = head.tag == "PROPN"
        place = False
        if role is None and not proper:
            return None
        if proper and role is None:
            role = self._names.get(head.low)
            state = head.low in self._lexicon.names.states
            place = role is None and (state or head.low in self.places)
            if place and _placed(s, phrase):
                return None
            if role is None and _is_site(s, phrase):
                return None
            role = role or ("government" if place else "other" if head.text.isupper() else "individual")
        low = head.low
        people = low in self._lexicon.english.classes["people_plurals"]
        plural = (
            people
            or (low.endswith("s") and not low.endswith("ss") and not proper)
            or _joins_number(s, phrase)
        )
        return Mention(n, phrase, s.np_span(phrase), role or "other", proper, plural, place)

    def _role(self, s: Parsed, phrase: NounPhrase) -> str | None:
        words = [w.text for w in s.words[phrase.start : phrase.end]]
        head = phrase.head - phrase.start
        role = self._lexicon.role(words[: head + 1])
        if role or s.words[phrase.head].tag != "PROPN":
            return role
        # A title before the name tells the role: "Police Chief Sam Dotson", "officer Darren Wilson".
        for end in range(head, 0, -1):  # a common noun first: "candidate General X" is no general
            if s.tag(phrase.start + end - 1) == "NOUN" and (role := self._lexicon.role(words[:end])):
                return role
        for end in range(head, 0, -1):
            if words[end - 1] in {"'s", "’s", "'", "’"}:
                return None
            role = self._lexicon.role(words[:end]) or self._lexicon.names.titles.get(words[end - 1].lower())
            if role:
                return role
        return None


def place_names(doc: Document) -> frozenset[str]:
    """Last words of names that the text uses as places: "in Springfield", "the city of X"."""
    return frozenset(
        s.low(p.head)
        for s in doc.sentences
        for p in s.phrases
        if s.words[p.head].tag == "PROPN" and not _titled(s, p) and (_placed(s, p) or _of_city(s, p))
    )


def _is_count(s: Parsed, phrase: NounPhrase) -> bool:
    """Whether a bare number counts people: no year, date, sum, percentage, time or age."""
    head = s.words[phrase.head]
    if head.low.isdigit() and 1900 <= int(head.low) <= 2100:
        return False
    plain = head.low.isdigit() or head.low.replace(",", "").isdigit() or head.low.isalpha()
    return plain and s.tag(phrase.start - 1) not in {"DATE", "PUNCT", "ADP"} and s.tag(phrase.end) != "DATE"


def _is_site(s: Parsed, phrase: NounPhrase) -> bool:
    """Whether the name is a street's or a square's: "Odrada Square", "Quai des Saumuriers"."""
    names = [w for w in s.words[phrase.start : phrase.end] if w.tag == "PROPN"]
    return len(names) > 1 and bool({names[0].low, names[-1].low} & _SITES)


def _titled(s: Parsed, phrase: NounPhrase) -> bool:
    return s.tag(phrase.start) == "DET" and s.low(phrase.start) != "the"


def _placed(s: Parsed, phrase: NounPhrase) -> bool:
    """Whether a preposition of place stands before the name."""
    return s.low(phrase.start - 1) in PLACE_PREPOSITIONS


def _of_city(s: Parsed, phrase: NounPhrase) -> bool:
    return s.low(phrase.start - 1) == "of" and s.low(phrase.start - 2) in GEOGRAPHIC


def _joins_number(s: Parsed, phrase: NounPhrase) -> bool:
    return any(w.tag == "NUM" and w.low not in {"one", "1"} for w in s.words[phrase.start : phrase.head])
