"""Exports: the exchange format reads back, the table has a row a claim with its verbatim sentence."""

from __future__ import annotations

import csv
import io
import json

from jsonschema import Draft202012Validator
from made import claim, coded

from crossread.present import export_csv, export_jsonl
from crossread.records import CodedArticle, schema

TEXT = "=SUM(A1) Police, a wire said, arrested 26 marchers\non the Quayside."
ONE = coded(
    "a",
    TEXT,
    claim(
        "COERCE/arrest",
        "arrested",
        actor=["Police:police"],
        recipient=["26 marchers:protesters"],
        according_to=[{"text": "Police", "kind": "police"}, {"text": "a wire", "kind": "media", "step": 1}],
        counts=[{"text": "26", "of": "arrested", "low": 26, "high": None, "by": "Police"}],
        where="Port Linden, Norland",
        date="2021-03-14",
    ),
    claim("PROTEST/demo", "marchers"),
    outlet="Courier, Port Linden",
    published="2021-03-15",
)


def test_jsonl_is_valid_and_reads_back() -> None:
    (line,) = export_jsonl([ONE])
    row = json.loads(line)
    assert line.endswith("\n") and "\n" not in line[:-1]
    Draft202012Validator(schema()).validate(row)
    assert CodedArticle.from_exchange(row) == ONE


def test_csv_has_a_row_a_claim() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(export_csv([ONE])))))
    assert len(rows) == 2
    first = rows[0]
    assert (first["type"], first["mode"], first["actor"], first["recipient_role"]) == (
        "COERCE",
        "arrest",
        "Police",
        "protesters",
    )
    assert first["outlet"] == "Courier, Port Linden"
    assert first["according_to"] == "Police < a wire" and first["source_kind"] == "police; media"
    assert first["counts"] == "arrested: 26 [26-] by Police"
    assert TEXT[int(first["start"]) : int(first["end"])] == first["trigger"]


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(export_csv([ONE])))))
    assert rows[0]["sentence"].startswith("'=SUM(A1)")


def test_nothing_exports_as_nothing_but_a_header() -> None:
    assert list(export_jsonl([])) == [] and len(list(export_csv([]))) == 1
