"""JSON lines, tables and the sidecar: columns by name, rows to articles, metadata to files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingested import articles, errors, items, notices

from crossread.ingest.dates import iso

IN_PLACE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.text(min_size=1).filter(lambda t: bool(t.strip()) and "\x00" not in t)


def table(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@given(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
@IN_PLACE
def test_any_text_comes_back_exactly_from_json_lines_and_tables(tmp_path: Path, texts: list[str]) -> None:
    for ascii_only in (True, False):
        lines = tmp_path / "a.jsonl"
        lines.write_text(
            "\n".join(json.dumps({"text": t}, ensure_ascii=ascii_only) for t in texts), encoding="utf-8"
        )
        assert [a.text for a in articles(items(lines))] == texts
    assert [
        a.text for a in articles(items(table(tmp_path / "a.csv", ["text"], *([t] for t in texts))))
    ] == texts


def test_usual_names_of_columns_are_found_and_reported(tmp_path: Path) -> None:
    file = table(
        tmp_path / "a.csv",
        ["Article ID", "Headline", "Publication", "Pub-Date", "Link", "Body", "lang", "notes"],
        [
            "7",
            "Dockers march",
            "Harbour Weekly",
            "21 May 2021",
            "https://x.org/7",
            "They marched.",
            "en",
            "-",
        ],
    )
    found = items(file)
    (article,) = articles(found)
    assert article.model_dump(exclude={"blocks"}) == {
        "id": "7",
        "title": "Dockers march",
        "outlet": "Harbour Weekly",
        "published": "2021-05-21",
        "url": "https://x.org/7",
        "text": "They marched.",
        "language": "en",
        "origin": f"{file}:2",
    }
    assert notices(found) == [
        f"{file}: columns read: text=Body, id=Article ID, title=Headline, outlet=Publication, "
        "published=Pub-Date, url=Link, language=lang"
    ]


def test_an_override_goes_before_the_usual_names(tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", ["text", "ocr"], ["summary", "whole article"])
    assert [a.text for a in articles(items(file, columns={"text": "ocr"}))] == ["whole article"]
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"text": "summary", "ocr": "whole article"}', encoding="utf-8")
    assert [a.text for a in articles(items(lines, columns={"text": "ocr"}))] == ["whole article"]


def test_an_override_that_fits_nothing_is_an_error(tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", ["text"], ["Dockers march."])
    assert "no column 'ocr'" in errors(items(file, columns={"text": "ocr"}))[0].reason
    found = items(file, columns={"txt": "text"})
    assert "no field 'txt'" in errors(found)[0].reason
    assert len(articles(found)) == 1


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_recognised(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"\ufeffid{separator}text\n1{separator}Dockers, they march.\n", encoding="utf-8")
    assert [(a.id, a.text) for a in articles(items(file))] == [("1", "Dockers, they march.")]


def test_long_cells_are_read(tmp_path: Path) -> None:
    text = "Dockers march. " * 20_000
    assert [a.text for a in articles(items(table(tmp_path / "a.csv", ["text"], [text])))] == [text]


def test_a_bad_line_names_its_number_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One."}\n\n{"text": \n{"text": "Two."}\n', encoding="utf-8")
    found = items(file)
    assert [a.text for a in articles(found)] == ["One.", "Two."]
    assert [e.where for e in errors(found)] == [f"{file}:3"]


def test_rows_without_id_get_one_from_text_and_metadata(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [{"text": "One.", "outlet": "A"}, {"text": "One.", "outlet": "B"}, {"text": "One.", "outlet": "A"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = items(file)
    assert [a.outlet for a in articles(found)] == ["A", "B"]
    assert len({a.id for a in articles(found)}) == 2


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2021-05-21", "2021-05-21"),
        ("20210521", "2021-05-21"),
        ("2021/05/21", "2021-05-21"),
        ("2021-05-21T10:30:00Z", "2021-05-21T10:30:00+00:00"),
        ("2021-05-21 10:30", "2021-05-21T10:30:00"),
        ("2021-05-21 10:30:00 UTC", "2021-05-21T10:30:00+00:00"),
        ("2021-05-21T10:30:00.123+0200", "2021-05-21T10:30:00.123000+02:00"),
        ("May 21, 2021", "2021-05-21"),
        ("21st May 2021", "2021-05-21"),
        ("Friday, May 21, 2021", "2021-05-21"),
        ("1er août 2021", "2021-08-01"),
        ("21.05.2021", "2021-05-21"),
        ("21/05/2021", "2021-05-21"),
        ("05/21/2021", "2021-05-21"),
        ("04/04/2021", "2021-04-04"),
        ("Fri, 21 May 2021 10:30:00 +0000", "2021-05-21T10:30:00+00:00"),
        ("05/04/2021", None),
        ("2021-02-31", None),
        ("2021-W20-5", None),
        ("2021", None),
        ("May 2021", None),
        ("yesterday", None),
        ("1621593000", None),
        ("", None),
    ],
)
def test_dates_have_one_reading_or_none(words: str, date: str | None) -> None:
    assert iso(words) == date


@given(st.text(max_size=40))
def test_any_words_as_date_do_no_harm(words: str) -> None:
    assert iso(words) is None or len(iso(words) or "") >= 10


def test_a_date_without_one_reading_is_left_out_with_a_notice(tmp_path: Path) -> None:
    found = items(table(tmp_path / "a.csv", ["text", "date"], ["Dockers march.", "05/04/2021"]))
    assert articles(found)[0].published is None
    assert any("05/04/2021" in n for n in notices(found))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Dockers march.", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("Cranes stand.", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Police came.", encoding="utf-8")
    table(
        tmp_path / "metadata.csv",
        ["file", "outlet", "date", "title", "note"],
        ["a.txt", "Harbour Weekly", "21 May 2021", "Dockers march", "seen"],
        ["sub/b.txt", "", "05/04/2021", "", ""],
        ["d.txt", "Nobody", "", "", ""],
    )
    return tmp_path


@pytest.mark.parametrize("named", [True, False])
def test_the_sidecar_fills_what_it_gives(corpus: Path, named: bool) -> None:
    sidecar = corpus / "metadata.csv"
    found = items(corpus, metadata=sidecar) if named else items(corpus)
    assert [(a.text, a.outlet, a.published, a.title) for a in articles(found)] == [
        ("Dockers march.", "Harbour Weekly", "2021-05-21", "Dockers march"),
        ("Police came.", None, None, None),
        ("Cranes stand.", None, None, None),
    ]
    assert not errors(found)
    said = "\n".join(notices(found))
    assert ("used as metadata" in said) is not named
    for part in (f"{sidecar}:3: the date '05/04/2021'", "c.txt: metadata.csv has no row", "no file d.txt"):
        assert part in said


def test_a_sidecar_that_is_not_the_one_given_is_not_used(corpus: Path, tmp_path: Path) -> None:
    other = table(tmp_path / "other.csv", ["file", "outlet"], ["a.txt", "Port Times"])
    found = items(corpus, metadata=other)
    assert [a.outlet for a in articles(found)] == ["Port Times", None, None]
    assert any("not used" in n for n in notices(found))


def test_a_sidecar_may_give_the_id_so_that_verbatim_copies_stay_two(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Dockers march.", encoding="utf-8")
    table(tmp_path / "metadata.csv", ["file", "id", "outlet"], ["a.txt", "x", "A"], ["b.txt", "y", "B"])
    assert [(a.id, a.outlet) for a in articles(items(tmp_path))] == [("x", "A"), ("y", "B")]


def test_an_unusable_sidecar_is_an_error_and_the_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dockers march.", encoding="utf-8")
    found = items(tmp_path / "a.txt", metadata=table(tmp_path / "m.csv", ["outlet"], ["A"]))
    assert "no column of file names" in errors(found)[0].reason
    assert len(articles(found)) == 1


def test_with_title_puts_the_title_before_a_text_that_lacks_it(tmp_path: Path) -> None:
    file = table(
        tmp_path / "a.csv",
        ["title", "text"],
        ["Dockers march", "They sang."],
        ["Cranes", "Cranes\n\nThey stand."],
    )
    assert [a.text for a in articles(items(file))] == ["They sang.", "Cranes\n\nThey stand."]
    assert [a.text for a in articles(items(file, with_title=True))] == [
        "Dockers march\n\nThey sang.",
        "Cranes\n\nThey stand.",
    ]
