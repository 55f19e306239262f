"""Rows, overlap and templates: what trains, and that nothing measured does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("yaml")

from training.overlap import Held
from training.rows import Locator, Row, read_rows, row_of_text, write_rows
from training.sources import gold, templates
from training.sources.foundation import join


def test_locator_takes_every_word_that_shares_a_character() -> None:
    row = row_of_text("a", "Police fired tear gas.")
    at = Locator(row.words)
    assert at(7, 12) == [1, 2]
    assert at(9, 15) == [1, 3]
    assert at(6, 7) is None
    assert at(21, 22) == [4, 5]


def test_rows_survive_writing(tmp_path: Path) -> None:
    row = row_of_text("a", "One. Two three.", group="g", targets={"style": "gold", "attributions": []})
    write_rows(tmp_path / "x.jsonl", [row])
    assert list(read_rows(tmp_path / "x.jsonl")) == [row]


def test_copied_sentences_are_seen_and_new_ones_are_not() -> None:
    held = Held(["The marchers crossed the old bridge at noon and sat down before the gate."])
    assert held.share("the marchers crossed the old bridge at noon, and sat down before the GATE") == 1.0
    assert held.share("A council met on Monday to talk about bus lanes and the price of water.") == 0.0


def test_parts_of_a_multiword_token_do_not_overlap() -> None:
    sent = {"text": "Dont go", "tokens": ["Do", "nt", "go"], "off": [[0, 4], [0, 4], [5, 7]]}
    row, base = join("x", [sent, sent])
    assert base == [0, 3]
    assert [row.text[a:b] for a, b in row.words] == ["Do", "nt", "go", "Do", "nt", "go"]


def test_gold_fields_become_word_numbers(tmp_path: Path) -> None:
    text = "Police beat marchers, witnesses said."
    article = {
        "id": "n1",
        "group": "g1",
        "text": text,
        "events": [
            {
                "type": "ASSAULT",
                "mode": ["beat"],
                "trigger": {"span": [7, 11]},
                "actor": [{"span": [0, 6], "role": "police"}],
                "recipient": [{"span": [12, 20], "role": "protesters"}],
                "counts": [],
                "according_to": [{"span": [22, 31], "kind": "witness"}],
                "modality": "actual",
                "stance": "asserts",
                "form": "active",
            }
        ],
        "attributions": [{"content": [0, 20], "cue": [32, 36], "source": [22, 31], "source_kind": "witness"}],
        "labels": [],
        "wording": [],
    }
    path = tmp_path / "g.jsonl"
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    (row,) = gold.rows(path)
    (event,) = row.targets["events"]
    assert event["trigger"] == [1, 2]
    assert event["roles"]["actor"] == [[0, 1]]
    assert event["roles"]["source"] == [[4, 5]]
    assert row.targets["attributions"] == [{"cue": [[5, 6]], "source": [[4, 5]], "content": [[0, 3]]}]
    assert row.targets["phrases"]["kind"] == [[4, 5, "witness"]]


def template_rows() -> list[Row]:
    return list(templates.rows(3))


def test_templates_mark_every_trigger_and_fill_its_sides() -> None:
    rows = template_rows()
    assert len(rows) > 50
    for row in rows:
        assert row.targets["events"]
        for e in row.targets["events"]:
            assert 0 <= e["trigger"][0] < e["trigger"][1] <= len(row.words)
    passive = [e for r in rows for e in r.targets["events"] if e["form"] == "passive"]
    assert len(passive) > 50
    assert all(e["roles"]["actor"] for e in passive)


def test_templates_are_the_same_for_the_same_seed() -> None:
    assert [r.text for r in templates.rows(3)] == [r.text for r in templates.rows(3)]
    assert [r.text for r in templates.rows(3)] != [r.text for r in templates.rows(4)]
