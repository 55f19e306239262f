"""The main job, end to end: files in, comparisons out, and nothing done twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import crossread
from crossread import demo
from crossread.coder import ArticleCoder
from crossread.project import Project
from crossread.records import Article, CrossreadError, schema
from crossread.scale import code_all

VALIDATOR = Draft202012Validator(schema())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    opened = crossread.open(tmp_path_factory.mktemp("demo") / "demo.crossread")
    opened.add([demo.articles()])
    opened.code()
    return opened


def test_every_demo_article_is_coded_and_every_span_equals_its_words(project: Project) -> None:
    coded = list(project.coded())
    gold = [json.loads(line) for line in demo.gold().read_text(encoding="utf-8").splitlines()]
    assert {c.article.id for c in coded} == {row["id"] for row in gold}
    for one in coded:
        assert list(one.misplaced()) == []
        VALIDATOR.validate(one.exchange())
        assert one.coding.claims, one.article.origin


def test_the_texts_are_those_that_the_gold_was_coded_on(project: Project) -> None:
    texts = {c.article.id: c.article.text for c in project.coded()}
    for line in demo.gold().read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert texts[row["id"]] == row["text"], row["id"]


def test_each_demo_event_is_one_event_with_all_its_reports(project: Project) -> None:
    gold = [json.loads(line) for line in demo.gold().read_text(encoding="utf-8").splitlines()]
    told = {
        group: {row["id"] for row in gold if row["group"] == group}
        for group in {row["group"] for row in gold}
    }
    assert len(told) == 4
    events = project.events()
    for group, articles in told.items():
        assert any(articles == set(event.articles) for event in events), group


def test_the_demo_shows_a_contested_figure_and_a_copy_not_counted_twice(project: Project) -> None:
    march = max(project.compare(), key=lambda comparison: len(comparison.event.articles))
    assert len(march.event.articles) == 6
    assert len(march.reports) == 5, "the reprinted wire story is folded under its origin"
    (turnout,) = [row for row in march.rows if row.field == "participants"]
    assert turnout.verdict == "contested"
    said = {(value.low, value.high) for cell in turnout.cells for value in cell}
    assert {(4200, 4200), (15000, 15000)} <= said


def test_running_again_adds_and_codes_nothing(project: Project) -> None:
    before = project.stored()
    added, coded = project.add([demo.articles()]), project.code()
    assert (added.added, added.changed, added.errors) == (0, 0, [])
    assert added.unchanged == before.articles
    assert coded.articles == 0


def test_only_what_changed_is_coded_again(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(demo.articles(), folder)
    with crossread.open(tmp_path / "p.crossread") as project:
        project.add([folder])
        count = project.code().articles
        one = min(folder.glob("*.txt"))
        one.write_text(
            one.read_text(encoding="utf-8") + "\n\nPolice arrested two men on Monday.\n", encoding="utf-8"
        )
        added = project.add([folder])
        assert (added.changed, added.unchanged) == (1, count - 1)
        assert project.code().articles == 1
        assert project.stored().articles == count


def test_an_articles_coding_does_not_depend_on_the_run(project: Project) -> None:
    coded = {c.article.id: c for c in project.coded()}
    coder = ArticleCoder()
    for one in coded.values():
        bare = one.article.model_copy(
            update={"blocks": ()} if (one.article.origin or "").endswith(".txt") else {}
        )
        assert coder.code(bare).coding == one.coding


def test_processes_change_nothing() -> None:
    text = "Police arrested {} marchers in Leeds on Sunday, the force said."
    articles = [Article(id=str(n), text=text.format(n), published="2021-03-16") for n in range(20)]
    outcomes = [list(code_all(articles, ArticleCoder("rules"), workers=n)) for n in (1, 2)]
    assert outcomes[0] == outcomes[1]
    assert [article.id for article, _ in outcomes[0]] == [str(n) for n in range(20)]


def test_no_such_event(project: Project) -> None:
    with pytest.raises(CrossreadError, match="no such event"):
        project.compare("zzz")


def test_a_killed_run_leaves_a_project_that_continues(tmp_path: Path) -> None:
    rows = [
        {"id": f"k{n}", "text": f"Officers fired tear gas at {n} marchers in Leeds."} for n in range(3000)
    ]
    source = tmp_path / "many.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    path = tmp_path / "p.crossread"
    command = [sys.executable, "-m", "crossread", "code", str(source), "-o", str(path), "--workers", "1"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        time.sleep(0.1)
        if path.exists() and Project(path).stored().coded >= 16:
            break
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    with crossread.open(path) as project:
        before = project.stored()
        assert 16 <= before.coded < 3000
        project.add([source])
        assert project.code(workers=1).articles == 3000 - before.coded
        assert project.stored().coded == 3000


def test_real_articles_come_out_valid(shared: Path, tmp_path: Path) -> None:
    with crossread.open(tmp_path / "seeds.crossread") as project:
        project.add([shared / "seeds"], metadata=shared / "seeds" / "metadata.csv")
        assert project.code().errors == []
        coded = list(project.coded())
    assert len(coded) == 3
    for one in coded:
        VALIDATOR.validate(one.exchange())
        assert list(one.misplaced()) == []
    posts = [b for c in coded for b in c.article.blocks if b.kind == "quoted_post"]
    assert len(posts) == 5 and all(b.author and b.date for b in posts)
