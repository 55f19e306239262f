"""Figures, intervals, cross-validation, and the printed contract."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.contract import Metric, Tally, count_accuracy, count_f1, cross_validate, measure, percentages


def document(tp: int, gold: int, pred: int) -> Tally:
    tally: Tally = Counter()
    count_f1(tally, "f", tp, gold, pred)
    return tally


def test_f1_and_accuracy_are_percentages_of_the_added_counts() -> None:
    tally = document(1, 2, 2) + document(2, 2, 4)
    count_accuracy(tally, "a", True)
    count_accuracy(tally, "a", False)
    assert percentages(tally) == {"f": 60.0, "a": 50.0}


def test_a_figure_without_a_case_is_left_out_and_not_nought() -> None:
    assert measure([[document(0, 0, 0)]], ["f"]) == {"f": Metric(None, None, None)}


def test_the_interval_holds_the_value_and_is_the_same_every_time() -> None:
    docs = [document(i % 5, 5, 4) for i in range(40)]
    first, second = (measure([docs], ["f"])["f"] for _ in range(2))
    assert first == second
    assert first.low is not None and first.value is not None and first.high is not None
    assert first.low < first.value < first.high


def test_equal_documents_leave_no_doubt_and_one_document_gives_no_interval() -> None:
    assert measure([[document(1, 2, 2)] * 9], ["f"])["f"] == Metric(50.0, 50.0, 50.0)
    assert measure([[document(1, 2, 2)]], ["f"])["f"] == Metric(50.0, None, None)


def test_each_file_keeps_its_share_of_every_resample() -> None:
    # All good documents in one file, all bad ones in the other: pooled resampling would vary, ours cannot.
    good, bad = [document(1, 1, 1)] * 3, [document(0, 1, 1)] * 3
    assert measure([good, bad], ["f"])["f"] == Metric(50.0, 50.0, 50.0)
    assert measure([good + bad], ["f"])["f"] != Metric(50.0, 50.0, 50.0)


def test_cross_validation_never_scores_a_document_that_was_learned_from() -> None:
    def fit(train: Sequence[int]) -> Callable[[int], bool]:
        return lambda doc: doc in train

    def tally(doc: int, was_seen: bool) -> Tally:
        assert not was_seen
        return document(doc, 100, 100)

    scored = cross_validate(list(range(23)), fit, tally)
    assert [t["f", "tp"] for t in scored] == list(range(23))


QUOTED = {
    "id": "a1",
    "text": '"We will stay," Ana Brook said. Nobody moved.',
    "attributions": [{"source": [[16, 25]], "cue": [[26, 30]], "content": [[0, 15]]}],
}


def test_the_command_prints_the_contract(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("test.jsonl", QUOTED, QUOTED | {"id": "a2"})
    assert main(["polnear", "--file", str(path), "--engine", "baseline-quotes", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["set", "file", "engine", "n", "metrics"]
    assert (printed["set"], printed["file"], printed["n"]) == ("polnear", str(path), 2)
    assert printed["metrics"]["relaxed_f1"] == {"value": 100.0, "low": 100.0, "high": 100.0}
    assert main(["polnear", "--file", str(path.parent), "--engine", "baseline-quotes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["metrics"] == printed["metrics"], "a folder is its file"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["polnear", "--file", "nowhere"], "nowhere: no such file"),
        (["time", "--engine", "onnx", "--file", "{file}"], "lacks dct, timexes"),
        (["counts", "--engine", "none", "--file", "{file}"], "no such engine"),
        (["overlap"], "needs two sides"),
    ],
)
def test_a_mistake_is_one_line_with_its_reason(
    arguments: list[str], said: str, write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("dev.jsonl", {"id": "a1", "text": "No counts here.", "counts": []})
    assert main([argument.format(file=path) for argument in arguments]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_without_arguments_the_sets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert {"gold", "demo", "polnear", "time", "counts"} <= set(capsys.readouterr().out.split())
