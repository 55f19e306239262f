"""The gazetteer's file: columns of places and a sorted index of their folded names, in one zip archive.

Members are plain arrays (little-endian) and lines of text, so that opening the file is decompression and no
parsing: a look-up is a binary search over the names. The archive's README.txt holds the attribution. The same
places in the same order give the same bytes.
"""

from __future__ import annotations

import itertools
import json
import sys
import zipfile
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from crossread.records.errors import CrossreadError
from crossread.resolve.folding import fold

Kind = Literal["country", "adm1", "adm2", "city", "region"]
KINDS: tuple[Kind, ...] = ("country", "adm1", "adm2", "city", "region")
FORMAT = 1
SCALE = 10_000  # degrees are kept in ten-thousandths, about 11 metres
# Columns of a place and array type codes: kind, country, division (numbers of meta.json's lists, 0 for none),
# county (row + 1, 0 for none), degrees, inhabitants, GeoNames id.
COLUMNS = {
    "kind": "B", "country": "H", "adm1": "H", "adm2": "I", "lat": "i", "lon": "i", "population": "I",
    "geonames": "I",
}  # fmt: skip
WORDS = ("codes", "after_comma", "people", "known_as")
WORD, GIVEN, SURNAME = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place that the gazetteer knows.

    `country` is ISO 3166-1 alpha-3 (empty for a region of the world), `adm1` GeoNames' code, `adm2` the
    county's name, degrees WGS 84; `geonames` None if the id is unknown.
    """

    geonames: int | None
    name: str
    kind: Kind
    country: str
    adm1: str
    lat: float
    lon: float
    population: int
    adm2: str = ""

    def within(self, other: Toponym) -> bool:
        """Whether `other` is this place's country, first-order division or county."""
        if self.country != other.country or self == other or not other.country:
            return False
        if other.kind == "country":
            return self.kind != "country"
        if other.kind == "adm1":
            return self.kind in ("adm2", "city") and self.adm1 == other.adm1
        same = (self.adm1, self.adm2) == (other.adm1, other.adm2)
        return other.kind == "adm2" and self.kind == "city" and same


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with its names. `codes` count only as written, `after_comma` only behind a place in it.

    `known_as` are those of `names` (folded) by which the place goes as much as by its own.
    """

    place: Toponym
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    after_comma: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()


def write(
    out: Path,
    entries: Iterable[Entry],
    attribution: str,
    flags: Mapping[str, int] | None = None,
    iso3: Mapping[str, str] | None = None,
) -> None:
    """Write a gazetteer; the file appears whole or not at all.

    `flags` says of folded names that they are also words or names of persons, `iso3` leads from two-letter to
    three-letter country codes.
    """
    rows = list(entries)
    countries = ["", *sorted({x.place.country for x in rows} - {""})]
    divisions = ["", *sorted({f"{x.place.country}.{x.place.adm1}" for x in rows if x.place.adm1})]
    country_of, division_of = ({code: n for n, code in enumerate(codes)} for codes in (countries, divisions))
    counties = {
        (x.place.country, x.place.adm1, x.place.adm2): n + 1
        for n, x in enumerate(rows)
        if x.place.kind == "adm2"
    }
    columns = {name: array(code) for name, code in COLUMNS.items()}
    index: dict[str, list[int]] = {}
    words: dict[str, dict[str, list[int]]] = {kind: {} for kind in WORDS}
    for n, entry in enumerate(rows):
        place = entry.place
        key = f"{place.country}.{place.adm1}" if place.adm1 else ""
        values = {
            "kind": KINDS.index(place.kind),
            "country": country_of[place.country],
            "adm1": division_of[key],
            "adm2": counties.get((place.country, place.adm1, place.adm2), 0),
            "lat": round(place.lat * SCALE),
            "lon": round(place.lon * SCALE),
            "population": place.population,
            "geonames": place.geonames or 0,
        }
        for name, value in values.items():
            columns[name].append(value)
        for folded in dict.fromkeys(map(fold, (place.name, *entry.names))):
            if 0 < len(folded.encode()) < 256:
                index.setdefault(folded, []).append(n)
        for kind, names in zip(
            WORDS, (entry.codes, entry.after_comma, entry.people, entry.known_as), strict=True
        ):
            for word in dict.fromkeys(names):
                words[kind].setdefault(word, []).append(n)
    ordered = sorted((name.encode(), ids) for name, ids in index.items())
    members: dict[str, bytes] = {
        "README.txt": attribution.encode(),
        "meta.json": _json(
            {
                "format": FORMAT,
                "countries": countries,
                "divisions": divisions,
                "iso3": dict(iso3 or {}),
                **words,
            }
        ),
        "places/name.txt": "\n".join(x.place.name.replace("\n", " ") for x in rows).encode(),
        **{f"places/{name}": _little(column) for name, column in columns.items()},
        "names/name.txt": b"\n".join(name for name, _ in ordered),
        "names/length": _little(array("B", (len(name) for name, _ in ordered))),
        "names/places": _little(array("H", (len(ids) for _, ids in ordered))),
        "names/ids": _little(array("I", itertools.chain.from_iterable(ids for _, ids in ordered))),
        "names/flags": _little(array("B", ((flags or {}).get(name.decode(), 0) for name, _ in ordered))),
    }
    part = out.with_name(out.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    part.replace(out)


class Table:
    """An opened gazetteer file: read-only, about 30 MB in memory for a quarter of a million places."""

    def __init__(self, source: Path | BinaryIO, name: str) -> None:
        """Read `source`. Raises CrossreadError, naming it `name`, if it is damaged or of another format."""
        try:
            with zipfile.ZipFile(source) as archive:
                meta = json.loads(archive.read("meta.json"))
                if meta["format"] != FORMAT:
                    raise CrossreadError(name, "gazetteer of another format", "build it again")
                self._countries: list[str] = meta["countries"]
                self.iso3: dict[str, str] = meta["iso3"]
                self._divisions: list[str] = meta["divisions"]
                self._words: dict[str, dict[str, list[int]]] = {k: meta[k] for k in WORDS}
                self._columns = {c: _array(archive, f"places/{c}", code) for c, code in COLUMNS.items()}
                self._shown = archive.read("places/name.txt").decode().split("\n")
                self._names = archive.read("names/name.txt")
                lengths = _array(archive, "names/length", "B")
                self._first = array(
                    "I", itertools.accumulate(_array(archive, "names/places", "H"), initial=0)
                )
                self._ids = _array(archive, "names/ids", "I")
                self._flags = _array(archive, "names/flags", "B")
        except (KeyError, ValueError, OSError, zipfile.BadZipFile, zlib.error) as error:
            raise CrossreadError(name, f"damaged gazetteer ({error})", "build it again") from error
        self._start = array("I", itertools.accumulate(lengths, lambda at, n: at + n + 1, initial=0))
        self._toponyms: dict[int, Toponym] = {}

    def __len__(self) -> int:
        return len(self._shown)

    def rows(self, folded: str) -> Sequence[int]:
        """Rows of the places that a folded name names."""
        n = self._find(folded)
        return self._ids[self._first[n] : self._first[n + 1]] if n is not None else ()

    def flags(self, folded: str) -> int:
        """WORD, GIVEN and SURNAME, or-ed, of a folded name."""
        n = self._find(folded)
        return self._flags[n] if n is not None else 0

    def words(self, kind: str) -> Mapping[str, Sequence[int]]:
        """The rows of "codes", of names "after_comma", or of demonyms ("people")."""
        return self._words[kind]

    def continues(self, folded: str) -> bool:
        """Whether a longer name begins with the words of this one."""
        prefix = folded.encode() + b" "
        return self._at(self._seek(prefix)).startswith(prefix)

    def place(self, row: int) -> Toponym:
        """The place of a row."""
        if row not in self._toponyms:
            c = self._columns
            kind: Kind = KINDS[c["kind"][row]]
            county = row + 1 if kind == "adm2" else c["adm2"][row]
            self._toponyms[row] = Toponym(
                c["geonames"][row] or None,
                self._shown[row],
                kind,
                self._countries[c["country"][row]],
                self._divisions[c["adm1"][row]].partition(".")[2],
                c["lat"][row] / SCALE,
                c["lon"][row] / SCALE,
                c["population"][row],
                self._shown[county - 1] if county else "",
            )
        return self._toponyms[row]

    def of_kind(self, kind: Kind) -> list[Toponym]:
        """All places of a kind."""
        wanted = KINDS.index(kind)
        return [self.place(row) for row, k in enumerate(self._columns["kind"]) if k == wanted]

    def _at(self, n: int) -> bytes:
        return self._names[self._start[n] : self._start[n + 1] - 1] if n < len(self._flags) else b""

    def _seek(self, name: bytes) -> int:
        return bisect_left(range(len(self._flags)), name, key=self._at)

    def _find(self, folded: str) -> int | None:
        name = folded.encode()
        n = self._seek(name)
        return n if name and self._at(n) == name else None


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column.tobytes()


def _array(archive: zipfile.ZipFile, member: str, code: str) -> array[int]:
    column = array(code, archive.read(member))
    if sys.byteorder == "big":
        column.byteswap()
    return column
