"""Every command and every Python example of the README and the docs is run, on the demo articles."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from crossread import demo
from crossread.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(demo.articles(), tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CONSOLE = [p for p in PAGES if blocks(p, "console")]
PYTHON = [p for p in PAGES if blocks(p, "python")]


@pytest.mark.parametrize("page", CONSOLE, ids=lambda p: p.name)
def test_commands_run(page: Path, folder: Path) -> None:
    commands = [
        line[2:] for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ ")
    ]
    assert commands
    for command in commands:
        program, *words = shlex.split(command)
        if program != "crossread":
            continue
        target = None
        if ">" in words:
            words, target = words[: words.index(">")], words[-1]
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 0, f"{command}\n{result.output}\n{result.exception!r}"
        if target:
            Path(target).write_text(result.stdout, encoding="utf-8")


@pytest.mark.parametrize("page", PYTHON, ids=lambda p: p.name)
def test_python_examples_run(page: Path, folder: Path) -> None:
    names: dict[str, object] = {"__name__": "docs"}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)


def test_pages_exist_that_are_linked() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "plans").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_the_readme_names_the_two_commands_first() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    assert "make demo" in first_screen and "make test" in first_screen
