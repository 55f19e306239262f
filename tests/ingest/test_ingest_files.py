"""Plain files: exact text, encodings, and one clear error for everything that is no article."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ingested import articles, errors, items, notices

from crossread.ingest import Notice, files, ingest
from crossread.records import Article, CrossreadError

TEXT = "Dockers march\r\n\r\n“We stay,” said Zoë Lee.\n"
IN_PLACE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_text_is_exact_and_the_id_is_the_hash_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode())
    (found,) = items(file)
    assert found == Article(id=hashlib.sha256(TEXT.encode()).hexdigest(), text=TEXT, origin=str(file))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_byte_order_marks_are_understood_and_removed(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    file.write_bytes((mark + TEXT).encode(encoding))
    assert [a.text for a in articles(items(file))] == [TEXT]


def test_windows_1252_is_read_with_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode("cp1252"))
    found = items(file)
    assert [a.text for a in articles(found)] == [TEXT]
    assert "cp1252" in notices(found)[0]


def test_other_alphabets_in_old_encodings_are_recognised(tmp_path: Path) -> None:
    text = "Полиция применила слезоточивый газ против протестующих на площади города. " * 5
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("cp1251"))
    assert [a.text for a in articles(items(file))] == [text]


BAD = {
    "empty": ("a.txt", b"", "empty"),
    "white space": ("a.txt", b" \r\n ", "empty"),
    "white space in UTF-16": ("a.txt", " \n".encode("utf-16"), "empty"),
    "NULs": ("a.txt", b"Dockers\x00march", "binary"),
    "PDF": ("a.txt", b"%PDF-1.7 \xe2\xe3", "PDF"),
    "Word": ("a.md", b"PK\x03\x04\x14\x00", "Word"),
    "image": ("a.html", b"\x89PNG\r\n\x1a\n", "PNG"),
    "gzip": ("a.jsonl", b"\x1f\x8b\x08\x00", "gzip"),
    "database": ("a.csv", b"SQLite format 3\x00", "SQLite"),
    "unknown ending": ("a.docx", b"PK\x03\x04", "Word"),
    "unknown text": ("a.rst", b"Dockers march", "not read"),
    "no encoding": ("a.txt", bytes([0x81, 0x8D, 0x01, 0x02, 0xFF]) * 40, "encoding"),
    "HTML as text": ("a.txt", b"<!DOCTYPE html><p>x", "HTML"),
    "no article": ("a.html", b"<html><body><nav><a>Home</a></nav></body></html>", "no article"),
    "empty page": ("a.html", b"<!-- -->", "no"),
    "broken JSON": ("a.jsonl", b'{"text": "Dockers', "not valid JSON"),
    "JSON list": ("a.jsonl", b'["Dockers"]', "no JSON object"),
    "JSON in UTF-16": ("a.jsonl", '{"text": "x"}'.encode("utf-16"), "UTF-8"),
    "JSON not UTF-8": ("a.jsonl", b'{"text": "Zo\xeb"}', "not valid JSON"),
    "row without text": ("a.jsonl", b'{"title": "Dockers"}', "no text"),
    "text no string": ("a.jsonl", b'{"text": ["Dockers"]}', "no text"),
    "half a surrogate": ("a.jsonl", rb'{"text": "Dockers \ud800"}', "surrogate"),
    "table without text": ("a.csv", b"headline,paper\nDockers,News\n", "headline, paper"),
    "table without header": ("a.csv", b",,\n1,2,3\n", "no header"),
    "cells too many": ("a.csv", b"id,text\n1,Dockers, they said, march\n", "4 cells"),
}


@pytest.mark.parametrize(("name", "content", "reason"), BAD.values(), ids=BAD)
def test_a_bad_file_is_one_error_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(content)
    good.write_text("Dockers march.", encoding="utf-8")
    found = items(bad, good)
    (error,) = errors(found)
    assert str(bad) in error.where
    assert reason in error.reason
    assert error.remedy
    assert "\n" not in str(error)
    assert [a.text for a in articles(found)] == ["Dockers march."]


def test_missing_files_and_folders_without_articles_are_errors(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    found = items(tmp_path / "nowhere.txt", tmp_path / "nowhere", tmp_path)
    assert ["no such file" in e.reason for e in errors(found)] == [True, True, False]
    assert "no articles" in errors(found)[2].reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    file.chmod(0)
    assert "not allowed" in errors(items(file))[0].reason


def test_what_the_system_refuses_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "not allowed" in errors(items(file))[0].reason


def test_too_long_files_and_rows_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_ARTICLE", 50)
    monkeypatch.setattr(files, "LARGEST_ROW", 50)
    text, lines = tmp_path / "a.txt", tmp_path / "b.jsonl"
    text.write_text("x" * 51, encoding="utf-8")
    lines.write_text('{"text": "' + "x" * 200 + '"}\n{"text": "Dockers"}', encoding="utf-8")
    found = items(text, lines)
    assert [e.where for e in errors(found)] == [str(text), f"{lines}:1"]
    assert [a.origin for a in articles(found)] == [f"{lines}:2"]


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a.md", "sub/c.txt", ".git/d.txt", ".e.txt", "f.pdf", "g.json"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Dockers {name}.", encoding="utf-8")
    found = items(tmp_path)
    assert [a.text for a in articles(found)] == ["Dockers a.md.", "Dockers b.txt.", "Dockers sub/c.txt."]
    assert "f.pdf, g.json" in notices(found)[0]
    assert not errors(found)


def test_the_same_article_twice_is_a_notice_another_text_under_its_id_an_error(tmp_path: Path) -> None:
    for name in ["a.txt", "b.txt"]:
        (tmp_path / name).write_text("Dockers march.", encoding="utf-8")
    lines = tmp_path / "c.jsonl"
    lines.write_text(
        '{"id": 1, "text": "One."}\n{"id": "1", "text": "Two."}\n{"id": 1, "text": "One."}', "utf-8"
    )
    found = items(tmp_path)
    assert [a.text for a in articles(found)] == ["Dockers march.", "One."]
    assert [e.where for e in errors(found)] == [f"{lines}:2"]
    assert sum("given twice" in n for n in notices(found)) == 2


def test_articles_come_one_by_one(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n', encoding="utf-8")
    stream = ingest([lines, tmp_path / "missing.txt"])
    assert isinstance(next(stream), Notice)
    first = next(stream)
    assert isinstance(first, Article)
    assert first.id == "1"


@given(st.text(min_size=1).filter(lambda t: t.strip() and "\x00" not in t and t[0] != "\ufeff"))
@IN_PLACE
@example("\u2028x\x85\r")
def test_any_text_comes_back_exactly_from_a_text_file(tmp_path: Path, text: str) -> None:
    raw = text.encode()
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    found = items(file)
    if files.binary(raw) or text.lstrip().lower().startswith(("<!doctype html", "<html")):
        assert errors(found)
    else:
        assert [a.text for a in articles(found)] == [text]


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "metadata.csv", "a.bin"]),
)
@IN_PLACE
@example(b"\xff\xfe\x00", "a.csv")
@example(b"\xff\xfe\x00\xd8", "a.jsonl")
@example(b'text\n"', "a.csv")
@example(b"\xef\xbb\xbf", "a.csv")
def test_no_bytes_make_it_raise(tmp_path: Path, content: bytes, name: str) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    (tmp_path / name).write_bytes(content)
    for found in (items(tmp_path), items(tmp_path / name), items(metadata=tmp_path / name)):
        assert all(isinstance(x, Article | Notice | CrossreadError) for x in found)
    assert (
        articles(items(tmp_path / name))
        or errors(items(tmp_path / name))
        or not content.strip()
        or found is not None
    )


@given(st.data())
@IN_PLACE
def test_mangled_data_files_yield_errors_and_never_raise(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from(
            [
                b'{"id": "1", "text": "Dockers march.", "date": "2021-05-21"}\n{"text": "Two."}\n',
                b'id,text,date\n1,"Dockers, they march.",2021-05-21\n2,"Two ""said"".",\n',
                "<html><body><p>Dockers marched through Velmora é.</p></body></html>".encode(),
            ]
        )
    )
    at = data.draw(st.integers(0, len(whole)))
    mangled = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 9)) :]
    for name in ("a.jsonl", "a.csv", "a.html", "a.txt"):
        (tmp_path / name).write_bytes(mangled)
        for item in items(tmp_path / name):
            assert isinstance(item, Article | Notice | CrossreadError)
