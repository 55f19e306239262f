"""The place list in memory: names of countries, first-order divisions and cities, and of their people."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from crossread.records.errors import CrossreadError

Kind = Literal["country", "adm1", "city"]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place that the list knows. `country` is ISO 3166-1 alpha-3, `adm1` GeoNames' code, degrees WGS 84."""

    geonames: int | None
    name: str
    kind: Kind
    country: str
    adm1: str
    lat: float
    lon: float
    population: int

    def within(self, other: Toponym) -> bool:
        """Whether `other` is this place's country or first-order division."""
        if other.kind == "country":
            return self.kind != "country" and self.country == other.country
        return other.kind == "adm1" and (self.country, self.adm1) == (other.country, other.adm1)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Folded names to places; `codes` are short forms that count only as they are written ("U.S.", "LA").

    `after_comma` are abbreviations of divisions, which are read as such only behind a place ("Portland,
    Ore."). `starts` leads from the first word of names to the number of words of the longest; `people` from
    demonyms and adjectives to countries or divisions.
    """

    names: Mapping[str, tuple[Toponym, ...]]
    codes: Mapping[str, tuple[Toponym, ...]]
    after_comma: Mapping[str, tuple[Toponym, ...]]
    people: Mapping[str, Toponym]
    countries: Mapping[str, Toponym]
    starts: Mapping[str, int]

    def lookup(self, words: str) -> tuple[Toponym, ...]:
        """All places that `words` names."""
        return self.codes.get(words) or self.names.get(fold(words), ())


_SAINT = re.compile(r"\bsaint(e?)\b")
_PLAIN = str.maketrans("-‑", "  ", ".'’‘ʻʼ")


@functools.lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """`name` without accents, case, dots, apostrophes, leading "the"; "Saint" short, hyphens as spaces."""
    bare = name.lower().translate(_PLAIN)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    bare = " ".join(bare.split()).removeprefix("the ")
    return _SAINT.sub(r"st\1", bare) if "saint" in bare else bare


@functools.cache
def load() -> Gazetteer:
    """The list that ships with Crossread. Raises CrossreadError if the file is damaged."""
    file = resources.files("crossread.resolve") / "data" / "places.tsv"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names: dict[str, list[Toponym]] = {}
    codes: dict[str, list[Toponym]] = {}
    after_comma: dict[str, list[Toponym]] = {}
    people: dict[str, Toponym] = {}
    countries: dict[str, Toponym] = {}
    try:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind: Kind = (
                "country" if row["kind"] == "country" else "adm1" if row["kind"] == "adm1" else "city"
            )
            place = Toponym(
                int(row["geonames"]) if row["geonames"] else None,
                row["name"], kind, row["country"], row["adm1"],
                float(row["lat"]), float(row["lon"]), int(row["population"]),
            )  # fmt: skip
            if kind == "country":
                countries[place.country] = place
            for name in dict.fromkeys([place.name, *filter(None, row["also"].split("|"))]):
                if kind == "adm1" and (name.endswith(".") or len(name) <= 2):
                    after_comma.setdefault(name, []).append(place)
                elif len(name) <= 5 and name.upper() == name:
                    codes.setdefault(name, []).append(place)
                else:
                    names.setdefault(fold(name), []).append(place)
            for word in filter(None, row["people"].split("|")):
                people.setdefault(word, place)
    except (KeyError, ValueError, TypeError) as error:
        raise CrossreadError("places.tsv", f"damaged place list ({error})", "reinstall crossread") from error
    starts: dict[str, int] = {}
    for name in (*names, *map(fold, codes), *map(fold, after_comma)):
        first = name.split()[0]
        starts[first] = max(starts.get(first, 0), len(name.split()))
    return Gazetteer(
        _frozen(names),
        _frozen(codes),
        _frozen(after_comma),
        people,
        countries,
        starts,
    )


def _frozen(table: Mapping[str, list[Toponym]]) -> dict[str, tuple[Toponym, ...]]:
    return {name: tuple(found) for name, found in table.items()}
