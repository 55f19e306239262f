"""The gazetteer in memory: names of countries, divisions, cities and regions, and of their people."""

from __future__ import annotations

import functools
import hashlib
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from crossread.resolve.folding import fold
from crossread.resolve.gazetteer_file import GIVEN, SURNAME, WORD, WORDS, Kind, Table, Toponym

__all__ = ["GIVEN", "SURNAME", "WORD", "Gazetteer", "Kind", "Toponym", "fold", "load"]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Look-ups in gazetteer files, in the order of the files.

    `codes` are short forms that count only as they are written ("U.S.", "LA"), `after_comma` abbreviations
    of divisions, read as such only behind a place ("Portland, Ore."); `people` leads from demonyms and
    adjectives to countries, divisions or regions, `countries` from ISO codes to countries, `known_as` from
    folded names to places that go by them as much as by their own ("Kiev").
    """

    tables: tuple[Table, ...]
    codes: Mapping[str, tuple[Toponym, ...]]
    after_comma: Mapping[str, tuple[Toponym, ...]]
    people: Mapping[str, Toponym]
    countries: Mapping[str, Toponym]
    known_as: Mapping[str, tuple[Toponym, ...]]
    _known: dict[str, tuple[Toponym, ...]] = field(default_factory=dict)

    @property
    def iso3(self) -> Mapping[str, str]:
        """Three-letter country codes by two-letter ones."""
        return self.tables[0].iso3

    def lookup(self, words: str) -> tuple[Toponym, ...]:
        """All places that `words` names."""
        return self.codes.get(words) or self.named(fold(words))

    def named(self, folded: str) -> tuple[Toponym, ...]:
        """All places of a folded name."""
        if folded not in self._known:
            found = [table.place(row) for table in self.tables for row in table.rows(folded)]
            # A place that several files have is that of the first.
            self._known[folded] = tuple({x.geonames or x: x for x in reversed(found)}.values())[::-1]
        return self._known[folded]

    def flags(self, folded: str) -> int:
        """Whether a name is also a WORD, a GIVEN name or a SURNAME, or-ed."""
        return functools.reduce(int.__or__, (table.flags(folded) for table in self.tables))

    def continues(self, folded: str) -> bool:
        """Whether the name of a place, a code apart, begins with these words and has more."""
        return any(table.continues(folded) for table in self.tables)

    def extended(self, path: Path) -> Gazetteer:
        """One with the places, too, of a file of `build_gazetteer`. Raises CrossreadError."""
        return _opened((*self.tables, Table(path, str(path))))


def load() -> Gazetteer:
    """The gazetteer that ships with Crossread, with the file that CROSSREAD_GAZETTEER names, if it is set.

    Raises CrossreadError if a file is missing or damaged.
    """
    return _load(os.environ.get("CROSSREAD_GAZETTEER", ""))


def own_digest() -> str:
    """The sha256 of the user's own gazetteer, empty without one: with another, articles are coded again."""
    own = Path(os.environ.get("CROSSREAD_GAZETTEER", ""))
    return hashlib.sha256(own.read_bytes()).hexdigest() if own.is_file() else ""


@functools.cache
def _load(more: str) -> Gazetteer:
    file = resources.files("crossread.resolve") / "data" / "places.zip"
    built_in = _opened((Table(io.BytesIO(file.read_bytes()), "places.zip"),))
    return built_in.extended(Path(more)) if more else built_in


def _opened(tables: tuple[Table, ...]) -> Gazetteer:
    words: dict[str, dict[str, tuple[Toponym, ...]]] = {kind: {} for kind in WORDS}
    for table in tables:
        for kind, into in words.items():
            for word, rows in table.words(kind).items():
                into[word] = into.get(word, ()) + tuple(map(table.place, rows))
    countries = {place.country: place for table in tables for place in table.of_kind("country")}
    people = {word: places[0] for word, places in words["people"].items()}
    return Gazetteer(tables, words["codes"], words["after_comma"], people, countries, words["known_as"])
