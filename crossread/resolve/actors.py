"""Who: a participant's country, number and canonical name in its article, and whether it is private."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from crossread.codebook import Codebook
from crossread.records import Participant
from crossread.resolve import counts, gazetteer, numbers, places, quantities

_CAPITALISED = r"[A-ZÀ-Þ](?:\.(?:[A-Z]\.)+|[\w'’-]*\.?)"
_NAME = re.compile(
    rf"{_CAPITALISED}(?: (?:(?:de|du|des|von|van|der|al|bin|ibn|el|la|le|of|for|the|and) )*{_CAPITALISED})+"
)
_ARTICLE = re.compile(r"^(?:(?:the|les?|la) |l['’])", re.IGNORECASE)
_ACRONYM = re.compile(
    rf"((?:{_CAPITALISED}(?: (?:of|for|the|and|de|des|du|la|et))* )+)\((?:the )?([A-Z]{{2,7}})\)"
)


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    file = resources.files("crossread.resolve") / "data" / "actors.yaml"
    return {key: frozenset(words) for key, words in yaml.safe_load(file.read_text(encoding="utf-8")).items()}


@dataclass(frozen=True, slots=True)
class Names:
    """An article's names: last name to the full name, acronym to what it abbreviates."""

    persons: Mapping[str, str]
    acronyms: Mapping[str, str]


def names(text: str) -> Names:
    """The names of `text` that shorter mentions can be joined with; of several, the first."""
    persons: dict[str, str] = {}
    for match in _NAME.finditer(text):
        person = _person(match[0])
        if person:
            persons.setdefault(person.split()[-1], person)
    acronyms: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        words = match[1].split()
        letters = "".join(word[0] for word in words if word[0].isupper())
        if letters.endswith(match[2]):
            # Only as many words as the acronym has letters: "In Calais Migrant Solidarity (CMS)".
            capitals = [n for n, word in enumerate(words) if word[0].isupper()]
            acronyms.setdefault(match[2], " ".join(words[capitals[-len(match[2])] :]))
    return Names(persons, acronyms)


def _person(words: str) -> str | None:
    """The personal name in a run of capitalised words, without titles; None if it seems no person's."""
    known, parts = _words(), words.split()
    while parts and (
        parts[0].rstrip(".").partition("-")[0] in known["titles"]
        or parts[0] in gazetteer.load().people
        or (len(parts) > 2 and gazetteer.load().lookup(parts[0]))
    ):
        parts.pop(0)
    parts = [re.sub(r"['’]s$", "", part) for part in parts]
    while parts and parts[-1].islower():
        parts.pop()
    if not 2 <= len(parts) <= 4 or any(part.rstrip(".") in known["organisations"] for part in parts):
        return None
    if any(part in ("of", "for", "the", "and") for part in parts) or gazetteer.load().lookup(" ".join(parts)):
        return None
    return " ".join(parts).rstrip(".")


def resolve(participant: Participant, around: Names, book: Codebook | None = None) -> Participant:
    """`participant` with what its words tell of country, number, name, privacy; what is set stays."""
    told = facts(participant.text, participant.role, around, book)
    new = {key: value for key, value in told.items() if getattr(participant, key) is None}
    return participant.model_copy(update=new) if new else participant


def facts(words: str, role: str, around: Names, book: Codebook | None = None) -> dict[str, str | int | bool]:
    """What the words of a participant tell: any of `country`, `number`, `name`, `private`."""
    person = next(_persons(words, around), None)
    found: dict[str, str | int | bool | None] = {
        "country": country(words),
        "number": number(words, book),
        "name": person or around.acronyms.get(_ARTICLE.sub("", words)),
        "private": True if person and role in _words()["private_roles"] else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _persons(words: str, around: Names) -> Iterator[str]:
    for match in _NAME.finditer(words):
        person = _person(match[0])
        if person:
            yield person
    parts = re.sub(r"['’]s$", "", words).split()
    while len(parts) > 1 and parts[0].rstrip(".") in _words()["titles"]:
        parts.pop(0)
    bare = " ".join(parts)
    if re.fullmatch(_CAPITALISED, bare) and bare in around.persons:
        yield around.persons[bare]


def country(words: str) -> str | None:
    """ISO 3166-1 alpha-3 of the country whose name or people `words` hold; None if none or several."""
    people = gazetteer.load().people
    tokens = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", words)
    found = {people[pair].country for pair in map(" ".join, itertools.pairwise(tokens)) if pair in people}
    if not found:
        found = {people[token].country for token in tokens if token in people}
        codes = gazetteer.load().codes
        found |= {codes[word][0].country for word in words.split() if word in codes}
    if not found:
        head = re.split(r"\b(?:from|of|in)\b", words)[0]
        found = {m.candidates[0].country for m in places.matches(head) if m.candidates[0].kind == "country"}
    return found.pop() if len(found) == 1 else None


@functools.cache
def _number_words() -> frozenset[str]:
    table = numbers.vocabulary()
    exact = (word.split()[-1] for word in quantities.vocabulary()["exact"])
    return frozenset([*table["units"], *table["tens"], *table["scales"], *exact, *"0123456789"])


def number(words: str, book: Codebook | None = None) -> int | None:
    """How many a phrase states exactly: 26 in "26 people", 2 in "a man and a woman"; None for "dozens"."""
    if " and a" not in words and _number_words().isdisjoint(re.findall(r"\d|[^\W\d_]+", words.lower())):
        return None
    bounds = counts.normalise(words, book)
    if bounds is None or bounds.low is None or bounds.low != bounds.high or bounds.approximate:
        return None
    stated = (
        re.search(r"\d", words)
        or not re.match(r"(?:an?|the|one|le|la|une?) ", words, re.IGNORECASE)
        or " and " in words
    )
    proper = re.match(_CAPITALISED, words) and bounds.low == 1
    return int(bounds.low) if stated and not proper and bounds.low == int(bounds.low) else None
