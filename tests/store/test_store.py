"""The project file: what goes in comes out, nothing is lost, and strangers' files are refused."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread.records import (
    Article,
    Attribution,
    Block,
    Claim,
    CodedArticle,
    Coder,
    Coding,
    Count,
    CrossreadError,
    Event,
    Member,
    Participant,
    Phrase,
    Source,
    Span,
)
from crossread.store import Store
from crossread.store.migrations import STEPS

TEXT = "Police arrested 26 marchers, the prefecture said."
CODER = Coder(engine="rules", version="1", codebook="crossread/1")


def article(identifier: str = "a", text: str = TEXT, **fields: object) -> Article:
    return Article.model_validate({"id": identifier, "text": text, **fields})


def coded(of: Article) -> CodedArticle:
    t = of.text
    claim = Claim(
        id="e1",
        type="COERCE",
        mode=("arrest",),
        trigger=Phrase.at(t, 7, 15),
        actor=(Participant.at(t, 0, 6, role="police"),),
        recipient=(Participant.at(t, 19, 27, role="protesters", number=26),),
        counts=(Count.at(t, 16, 18, of="arrested", low=26, high=26),),
        according_to=(Source.at(t, 29, 43, kind="official"),),
    )
    attribution = Attribution(
        id="a1", content=(Span(0, 27),), source=Span(29, 43), cue=Span(44, 48), kind="indirect"
    )
    read = of.model_copy(update={"blocks": (Block(span=Span(0, len(t)), kind="paragraph"),)})
    coding = Coding(claims=(claim,), attributions=(attribution,), sentences=(Span(0, len(t)),))
    return CodedArticle(article=read, coding=coding, coder=CODER)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "p.crossread", create=True)


def test_a_coding_comes_out_as_it_went_in(store: Store) -> None:
    assert store.add(article()) == "added"
    assert [a.id for a in store.pending("f")] == ["a"]
    store.save([coded(article())], "f")
    (out,) = store.coded()
    expected = coded(article())
    assert out.coding == expected.coding
    assert out.article == expected.article
    assert out.coder.at and out.coder.model_copy(update={"at": None}) == CODER
    assert list(store.pending("f")) == []
    assert [a.blocks for a in store.pending("another coder")] == [()], (
        "recoding starts from the input, not the reading"
    )


def test_the_same_article_is_not_added_twice(store: Store) -> None:
    assert [store.add(article(outlet="Courier")) for _ in range(2)] == ["added", "unchanged"]
    assert store.stored().articles == 1


def test_changed_metadata_recode_and_keep_the_earlier_state(store: Store) -> None:
    store.add(article())
    store.save([coded(article())], "f")
    assert store.add(article(outlet="Courier")) == "changed"
    assert [a.outlet for a in store.pending("f")] == ["Courier"]
    assert store.stored().replaced == 1


def test_a_file_whose_bytes_changed_replaces_its_earlier_article(store: Store) -> None:
    store.add(article("sha-1", origin="march.txt"))
    assert store.add(article("sha-2", text="Corrected.", origin="march.txt")) == "changed"
    assert [a.id for a in store.pending("f")] == ["sha-2"]
    assert store.stored().replaced == 1


def test_two_inputs_with_one_id_and_different_texts_are_an_error(store: Store) -> None:
    store.add(article(origin="one.jsonl:1"))
    with pytest.raises(CrossreadError, match=r"two\.jsonl:1: id a is already stored from one\.jsonl:1"):
        store.add(article(text="Another text.", origin="two.jsonl:1"))
    assert [a.text for a in store.pending("f")] == [TEXT]


def test_a_row_of_the_same_file_may_change_its_text(store: Store) -> None:
    store.add(article(origin="one.jsonl:1"))
    assert store.add(article(text="Corrected.", origin="one.jsonl:7")) == "changed"


def test_links_are_stale_once_anything_changed(store: Store) -> None:
    store.add(article())
    store.save([coded(article())], "f")
    event = Event(
        id="x", title="t", type="COERCE", members=(Member(article="a", claim="e1", reason="alone"),)
    )
    assert not store.linked_by("1")
    store.save_events([event], {"b": "a"}, "1")
    assert store.linked_by("1") and not store.linked_by("2")
    assert store.events() == (event,) and store.copies() == {"b": "a"}
    store.add(article("c", text="More."))
    assert not store.linked_by("1")


def test_failures_are_kept_until_the_input_is_fine(store: Store) -> None:
    store.note_failure(CrossreadError("x.txt", "empty", "leave it out"))
    assert [str(e) for e in store.stored().failures] == ["x.txt: empty; leave it out"]
    store.forget_failure("x.txt")
    assert store.stored().failures == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    title=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_text_is_kept_exactly(store: Store, text: str, title: str) -> None:
    one = article(f"id {text}", text=text, title=title)
    store.add(one)
    store.save([CodedArticle(article=one, coding=Coding(), coder=CODER)], "f")
    (out,) = store.coded([one.id])
    assert (out.article.text, out.article.title) == (text, title)


def test_what_is_no_project_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, " * 100, encoding="utf-8")
    with pytest.raises(CrossreadError, match="no Crossread project"):
        Store(text, create=True)
    assert text.read_text(encoding="utf-8").startswith("not a database")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    with pytest.raises(CrossreadError, match="a database, but no Crossread project"):
        Store(other, create=True)
    with pytest.raises(CrossreadError, match="a folder"):
        Store(tmp_path, create=True)
    with pytest.raises(CrossreadError, match="no such project"):
        Store(tmp_path / "none.crossread")
    with pytest.raises(CrossreadError, match="cannot be opened"):
        Store(tmp_path / "no-folder" / "p.crossread", create=True)


def test_a_newer_versions_project_is_refused(store: Store) -> None:
    with sqlite3.connect(store.path) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(CrossreadError, match="made by a newer Crossread"):
        Store(store.path)


def _write_for_ever(path: Path) -> None:
    with Store(path) as store:
        for n in range(100_000):
            one = article(f"k{n}", text=f"{TEXT} {n}")
            store.add(one)
            store.save([coded(one)], "f")


def test_a_killed_writer_leaves_a_project_that_opens_and_continues(store: Store) -> None:
    writer = multiprocessing.get_context("spawn").Process(target=_write_for_ever, args=(store.path,))
    writer.start()
    deadline = time.monotonic() + 30
    while store.stored().coded < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    with Store(store.path) as after:
        before = after.stored()
        assert before.coded >= 5 and before.articles - before.coded in (0, 1)
        assert all(not list(c.misplaced()) for c in after.coded())
        assert after.add(article("after")) == "added"


def _write_some(path: Path, name: str) -> None:
    with Store(path) as store:
        for n in range(40):
            one = article(f"{name}{n}", text=f"{TEXT} {name} {n}")
            store.add(one)
            store.save([coded(one)], "f")


def test_two_writers_at_once_lose_nothing(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_some, args=(store.path, name)) for name in ("x", "y")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [w.exitcode for w in writers] == [0, 0]
    assert store.stored().coded == 80
