"""The gazetteer: what ships, its file, and a user's own from a GeoNames dump."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.records.errors import CrossreadError
from crossread.resolve import build_gazetteer
from crossread.resolve.gazetteer import SURNAME, WORD, fold, load
from crossread.resolve.gazetteer_file import Entry, Table, Toponym, write

# Invented places, in the format of a GeoNames dump.
DUMP = "\n".join(
    "\t".join([*row[:14], row[14], "", "", "Europe/Paris", "2026-01-01"])
    for row in (
        ["91", "Vallonnie", "", "", "48.5", "2.5", "A", "ADM1", "FR", "", "V1", "", "", "", "90000"],
        ["92", "Marnois", "Marnois", "", "48.6", "2.6", "A", "ADM2", "FR", "", "V1", "77", "", "", "50000"],
        ["93", "Qorvelle-sur-Marne", "Qorvelle", "Korvelle,Корвель,QRV", "48.61", "2.62", "P", "PPL", "FR",
         "", "V1", "77", "", "", "4000"],
        ["94", "Lac de Qorvelle", "", "", "48.6", "2.6", "H", "LK", "FR", "", "V1", "77", "", "", "0"],
    )
)  # fmt: skip


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "FR.txt"
    path.write_text(DUMP + "\n", encoding="utf-8")
    return path


def test_the_shipped_file_is_small_and_names_its_source() -> None:
    file = resources.files("crossread.resolve") / "data" / "places.zip"
    assert len(file.read_bytes()) <= 12_000_000
    with resources.as_file(file) as path, zipfile.ZipFile(path) as archive:
        readme = archive.read("README.txt").decode()
    assert "GeoNames" in readme and "CC BY 4.0" in readme


def test_it_knows_countries_divisions_counties_and_small_towns() -> None:
    gazetteer = load()
    assert len(gazetteer.countries) > 240
    assert sum(map(len, gazetteer.tables)) > 200_000
    assert {x.kind for x in gazetteer.lookup("Texas")} >= {"adm1"}
    assert any(x.kind == "adm2" and x.adm1 == "TX" for x in gazetteer.lookup("Travis County"))
    (coquelles,) = gazetteer.lookup("Coquelles")
    assert (coquelles.country, coquelles.kind) == ("FRA", "city")
    assert coquelles.within(gazetteer.countries["FRA"])
    assert "region" in [x.kind for x in gazetteer.lookup("Middle East")]
    assert gazetteer.people["Syrian"].country == "SYR"
    assert gazetteer.lookup("Xyzzyville") == ()


def test_places_lie_on_the_globe_and_in_a_known_country() -> None:
    gazetteer = load()
    for kind in ("country", "adm1", "adm2", "region"):
        for place in gazetteer.tables[0].of_kind(kind):  # type: ignore[arg-type]
            assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180
            assert kind == "region" or place.country in gazetteer.countries


def test_it_tells_words_and_family_names() -> None:
    gazetteer = load()
    assert gazetteer.flags("reading") & WORD
    assert gazetteer.flags("lincoln") & SURNAME
    assert not gazetteer.flags("coquelles")
    assert gazetteer.flags("xyzzyville") == 0


def test_the_same_dump_gives_the_same_bytes(dump: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    assert build_gazetteer([dump], one) == build_gazetteer([dump], two) == 3
    assert one.read_bytes() == two.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["FR.txt", "one.zip", "two.zip"]


def test_a_dumps_places_join_the_shipped_ones(dump: Path, tmp_path: Path) -> None:
    build_gazetteer([dump], tmp_path / "own.zip")
    gazetteer = load().extended(tmp_path / "own.zip")
    (town,) = gazetteer.lookup("Qorvelle-sur-Marne")
    assert (town.geonames, town.country, town.adm1, town.adm2) == (93, "FRA", "V1", "Marnois")
    assert (town.lat, town.lon, town.population) == (48.61, 2.62, 4000)
    assert gazetteer.lookup("Korvelle") == gazetteer.lookup("QORVELLE") == (town,)
    assert gazetteer.lookup("Lac de Qorvelle") == gazetteer.lookup("QRV") == ()
    assert town.within(gazetteer.lookup("Vallonnie")[0]) and town.within(gazetteer.lookup("Marnois")[0])
    assert gazetteer.lookup("Coquelles") == load().lookup("Coquelles")


def test_a_zipped_dump_reads_alike(dump: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "FR.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(dump, "FR.txt")
    build_gazetteer([dump], tmp_path / "a.zip")
    build_gazetteer([zipped], tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_environment_names_a_users_own(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_gazetteer([dump], tmp_path / "own.zip")
    assert load().lookup("Korvelle") == ()
    monkeypatch.setenv("CROSSREAD_GAZETTEER", str(tmp_path / "own.zip"))
    assert [x.geonames for x in load().lookup("Korvelle")] == [93]


@pytest.mark.parametrize("content", ["one\ttwo\n", "x" + DUMP, "\x00\x01"])
def test_what_is_no_dump_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CrossreadError, match=r"XX\.txt, line 1"):
        build_gazetteer([path], tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_missing_and_damaged_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(CrossreadError, match=r"nowhere\.txt"):
        build_gazetteer([tmp_path / "nowhere.txt"], tmp_path / "out.zip")
    (tmp_path / "bad.zip").write_bytes(b"PK, or not")
    with pytest.raises(CrossreadError, match=r"bad\.zip"):
        load().extended(tmp_path / "bad.zip")


def test_a_first_look_up_needs_no_numpy() -> None:
    code = (
        "import sys; sys.modules['numpy'] = None;"
        "from crossread.resolve.gazetteer import load; assert load().lookup('Calais')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda x: fold(x) and "\n" not in x), max_size=12))
def test_every_written_name_is_found_again(names: list[str]) -> None:
    places = [Toponym(n + 1, name, "city", "FRA", "11", 1.5, -2.5, n) for n, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.zip"
        write(path, [Entry(place) for place in places], "none")
        table = Table(path, "gazetteer")
    for place in places:
        assert place in [table.place(row) for row in table.rows(fold(place.name))]
    assert list(table.rows("no such name at all")) == []
