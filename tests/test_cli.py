"""The command line as a user meets it: one clear line for what went wrong, and the rest goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crossread import demo

GOOD = "Police arrested 26 marchers in Leeds on Sunday, the force said.\n"


def crossread(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crossread", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "demo.crossread"
    done = crossread("code", demo.articles(), "-o", path, cwd=path.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(path)
    return path


def test_bad_inputs_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "r1", "text": "Marchers gathered."}\n{"id": \n', encoding="utf-8"
    )
    done = crossread("code", tmp_path, "missing.txt", "-o", "p.crossread", cwd=tmp_path)
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 4, done.stderr
    for name in ("empty.txt", "binary.txt", "rows.jsonl:2", "missing.txt"):
        (line,) = [e for e in errors if name in e]
        assert ";" in line, "reason; remedy"
    assert "Traceback" not in done.stderr
    shown = json.loads(crossread("info", "p.crossread", "--json", cwd=tmp_path).stdout)
    assert shown["articles"] == 2 and len(shown["failures"]) == 4


def test_what_cannot_be_carried_out_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "notes.crossread").write_text("just notes " * 99, encoding="utf-8")
    for words in (
        ("info", "none.crossread"),
        ("info", "notes.crossread"),
        ("code", "x.txt", "-o", "nowhere/p.crossread"),
        ("code", "x.txt", "-o", "p.crossread", "--codebook", "none.yaml"),
        ("code", "x.txt", "-o", "p.crossread", "--columns", "text"),
    ):
        done = crossread(*words, cwd=tmp_path)
        assert done.returncode == 2, words
        assert done.stderr.startswith("error: ") and len(done.stderr.splitlines()) == 1, done.stderr


def test_debug_shows_the_trace(tmp_path: Path) -> None:
    done = crossread("--debug", "info", "none.crossread", cwd=tmp_path)
    assert "Traceback" in done.stderr


@pytest.mark.parametrize(
    "command",
    ["", "code", "info", "events", "compare", "report", "export", "codebook", "gazetteer build", "demo"],
)
def test_help_has_an_example(command: str, tmp_path: Path) -> None:
    done = crossread(*command.split(), "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert not command or f"crossread {command}" in done.stdout.split("Example")[1]


@pytest.mark.parametrize("command", ["info", "events", "compare"])
def test_json_is_json(command: str, coded: Path) -> None:
    assert json.loads(crossread(command, coded, "--json", cwd=coded.parent).stdout)


def test_an_event_is_compared_by_the_beginning_of_its_id(coded: Path) -> None:
    (first, *_) = json.loads(crossread("events", coded, "--json", cwd=coded.parent).stdout)
    done = crossread("compare", coded, first["id"][:10], cwd=coded.parent)
    assert done.returncode == 0 and first["title"] in done.stdout


def test_the_report_is_one_file_without_outside_requests(coded: Path) -> None:
    done = crossread("report", coded, "-o", "r.html", cwd=coded.parent)
    assert done.returncode == 0, done.stderr
    page = (coded.parent / "r.html").read_text(encoding="utf-8")
    for outside in ("<link", "src=", "@import", "url(", "fetch("):
        assert outside not in page
    assert "default-src 'none'" in page


def test_an_export_reads_back(coded: Path) -> None:
    done = crossread("export", coded, "-o", "out.jsonl", cwd=coded.parent)
    assert done.returncode == 0
    rows = [
        json.loads(line) for line in (coded.parent / "out.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    again = crossread("code", "out.jsonl", "-o", "again.crossread", "--json", cwd=coded.parent)
    assert json.loads(again.stdout)["added"] == len(rows)
