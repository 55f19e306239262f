"""Leakage between evaluation and training texts is found, and stock phrases are not taken for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.overlap import overlaps

MARCH = (
    "Several thousand tenants walked from the old harbour to the town hall on Sunday, where a dozen marchers"
    " threw bottles at a line of police officers and officers answered with tear gas for half an hour."
)
STRIKE = (
    "Bus drivers in the north of the city stayed at home on Wednesday after talks on pay broke down, and the"
    " company asked its passengers to walk or to share their cars until the end of the week."
)


def found(evaluated: str, trained: str) -> list[tuple[str, float]]:
    return [(o.kind, o.share) for o in overlaps([("e", evaluated)], [("t", trained)])]


def test_equal_texts_are_found_whatever_their_case_and_punctuation() -> None:
    assert found(MARCH, MARCH.upper().replace(",", " –")) == [("equal", 1.0)]


def test_a_lightly_edited_copy_is_a_near_duplicate() -> None:
    [(kind, share)] = found(MARCH, "By our staff. " + MARCH.replace("Several thousand", "Some 4,000"))
    assert kind == "near-duplicate" and 0.8 < share < 1


def test_a_training_sentence_out_of_a_long_evaluation_text_is_found() -> None:
    assert found(f"{STRIKE} {MARCH}", MARCH) == [("near-duplicate", 1.0)]


def test_different_texts_and_shared_stock_phrases_are_not() -> None:
    assert found(MARCH, STRIKE) == []
    stock = "The ministry did not reply to a request for comment."
    assert found(f"{MARCH} {stock}", f"{STRIKE} {stock}") == []
    assert found(f"{MARCH} {stock}", stock) == []


def test_the_command_fails_on_overlap_and_names_both_texts(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    held = write("dev.jsonl", {"id": "d1", "text": MARCH})
    clean = write("clean.jsonl", {"id": "t1", "text": STRIKE})
    leaky = write("leaky.jsonl", {"id": "t2", "text": MARCH})
    assert main(["overlap", "--file", str(held), "--against", str(clean)]) == 0
    assert main(["overlap", "--file", str(held), "--against", str(clean), str(leaky)]) == 1
    assert "d1\tt2\tequal\t1.0" in capsys.readouterr().out
