"""Finding files and reading them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from crossread.records import CrossreadError
from evals import data
from evals.scoreboard import dev_files
from evals.sets import SETS

ROW = {"id": "a", "text": "One march."}


def test_a_folder_stands_for_its_evaluation_part_by_any_name(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    for name in ("train.jsonl", "links_test.jsonl", "test.jsonl"):
        write(name, ROW)
    assert data.files(tmp_path, ["*.jsonl"]) == [tmp_path / "test.jsonl"]
    assert data.train_beside(tmp_path / "test.jsonl") == tmp_path / "train.jsonl"


def test_a_folder_above_is_searched_by_the_sets_pattern(write: Callable[..., Path], tmp_path: Path) -> None:
    inner = write("gold/dev.jsonl", ROW)
    assert data.files(tmp_path, ["*.jsonl", "gold/*.jsonl"]) == [inner]
    with pytest.raises(CrossreadError, match="no evaluation file"):
        data.files(tmp_path, ["*.jsonl"])


def test_gzipped_rows_and_unusual_line_separators_are_read(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl.gz"
    path.write_bytes(gzip.compress('{"id": 1, "text": "a\u2028b"}\n\n'.encode()))
    assert data.files(tmp_path, ["*.jsonl"]) == [path]
    assert data.rows(path, ["id", "text"]) == [{"id": 1, "text": "a\u2028b"}]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no document"),
        (b"{", "dev.jsonl:1: no JSON"),
        (b'{"id": 1}\n[]', "dev.jsonl:1: lacks text"),
        (b'{"id": 1, "text": ""}\n{"id": "1", "text": ""}', "dev.jsonl:2: id 1 stands twice"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_malformed_files_are_named_with_their_line(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_bytes(content)
    with pytest.raises(CrossreadError, match=reason):
        data.rows(path, ["id", "text"])


def test_missing_data_is_said_per_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(data.VARIABLE, str(tmp_path))
    with pytest.raises(
        CrossreadError, match=r"polnear: no data/attribution/polnear/dev.jsonl in .*CROSSREAD_DATA"
    ):
        dev_files(SETS["polnear"])
    monkeypatch.setenv(data.VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(CrossreadError, match=r"CROSSREAD_DATA: .*gone is no folder"):
        data.shared()
