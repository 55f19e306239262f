"""A user's own gazetteer from GeoNames dumps: allCountries, or a country's file such as FR.

A dump is tab-separated without quotes: geonameid, name, asciiname, alternatenames, latitude, longitude,
feature class, feature code, country code, cc2, admin1, admin2, admin3, admin4, population, elevation, dem,
timezone, modification date (https://download.geonames.org/export/dump/readme.txt). Taken over are countries,
divisions of the first and second order and populated places; other features are no places of events.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crossread.records.errors import CrossreadError
from crossread.resolve.gazetteer import load
from crossread.resolve.gazetteer_file import Entry, Kind, Toponym, write

ATTRIBUTION = """\
Contains data from GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/); selected and shortened by Crossread.
"""
_FIELDS = 19
_CODES: Mapping[str, Kind] = {"PCLI": "country", "ADM1": "adm1", "ADM2": "adm2"}


def build_gazetteer(files: Sequence[Path], out: Path) -> int:
    """Write the places of GeoNames dumps (.txt, or .zip holding one of the same name) to `out`.

    Returns how many places there are. Raises CrossreadError for a file that is missing or no dump.
    """
    codes = load().iso3
    found = [entry for file in files for entry in _places(file, codes)]
    counties = {(x[2], x[1].place.adm1): x[1].place.name for x in found if x[1].place.kind == "adm2"}
    entries = [
        replace(entry, place=replace(entry.place, adm2=counties.get((county, entry.place.adm1), "")))
        for _, entry, county in found
    ]
    entries = sorted(entries, key=lambda entry: entry.place.geonames or 0)
    write(out, entries, ATTRIBUTION)
    return len(entries)


def _places(file: Path, codes: Mapping[str, str]) -> Iterator[tuple[str, Entry, str]]:
    for number, line in enumerate(_lines(file), 1):
        row = line.rstrip("\n").split("\t")
        if len(row) != _FIELDS:
            raise CrossreadError(
                f"{file}, line {number}", f"{len(row)} fields, not {_FIELDS}", "give a GeoNames dump"
            )
        kind: Kind | None = "city" if row[6] == "P" else _CODES.get(row[7])
        if kind is None or row[8] not in codes:
            continue
        try:
            adm1 = "" if kind == "country" or row[10] == "00" else row[10]
            place = Toponym(
                int(row[0]), row[1], kind, codes[row[8]], adm1,
                float(row[4]), float(row[5]), max(int(row[14] or 0), 0),
            )  # fmt: skip
        except ValueError as error:
            raise CrossreadError(f"{file}, line {number}", str(error), "give a GeoNames dump") from error
        yield (
            row[8],
            Entry(place, tuple(filter(_usable, [row[2], *row[3].split(",")]))),
            f"{row[8]}.{row[11]}",
        )


def _usable(name: str) -> bool:
    return (
        len(name) > 3
        and not name.isupper()
        and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2070 for c in name)
    )


def _lines(file: Path) -> Iterable[str]:
    try:
        if file.suffix != ".zip":
            with file.open(encoding="utf-8") as plain:
                yield from plain
            return
        with (
            zipfile.ZipFile(file) as archive,
            archive.open(f"{file.stem}.txt") as member,
            io.TextIOWrapper(member, encoding="utf-8") as text,
        ):
            yield from text
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise CrossreadError(
            str(file), f"cannot be read ({error})", "give a GeoNames dump, .txt or .zip"
        ) from error
