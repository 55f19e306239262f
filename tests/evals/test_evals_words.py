"""Entities and trees over given words: loading, counting, and what the dumb baselines learn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.records import CrossreadError, Span
from evals import tokens
from evals.contract import percentages
from evals.run import run
from evals.sets import NER, UD, ner, ud
from evals.sets.ner import Entity
from evals.sets.ud import Word


def tagged(name: str, text: str, *ents: tuple[int, int, str]) -> dict[str, Any]:
    return {"id": name, "text": text, "tokens": text.split(), "ents": [list(e) for e in ents]}


def test_sentences_without_offsets_are_joined_by_blanks_and_gathered_by_page() -> None:
    rows = [{"id": f"page-a-000{i}", "tokens": ["Nora", "left", "."]} for i in (1, 2)]
    rows.append({"id": "page-b-0001", "tokens": ["No", "."]})
    assert {name: len(group) for name, group in tokens.documents(rows).items()} == {"page-a": 2, "page-b": 1}
    made = tokens.sentence(rows[0])
    assert made.text == "Nora left ." and made.offsets == (Span(0, 4), Span(5, 9), Span(10, 11))
    posts = [{"id": f"wnut17-dev-{i}"} for i in range(3)]
    assert len(tokens.documents(posts)) == 3, "posts have nothing to do with each other"


def test_entities_are_right_with_exact_span_and_class(write: Callable[..., Path]) -> None:
    text = "Nora Field left Port Ames"
    (doc,) = ner.load(write("dev.jsonl", tagged("p-1", text, (0, 2, "PER"), (3, 5, "LOC"))))
    assert doc.corpus == "uner"
    found = {Entity(0, 2, "PER"), Entity(3, 4, "LOC"), Entity(3, 5, "ORG"), Entity(2, 3, "product")}
    figures = percentages(ner.tally(doc, [frozenset(found)]))
    # One of two gold entities, among three predictions: the class that this corpus lacks is left out.
    assert figures == {"micro_f1": pytest.approx(40.0), "micro_f1_uner": pytest.approx(40.0)}


def test_entity_classes_of_no_corpus_are_an_error(write: Callable[..., Path]) -> None:
    with pytest.raises(CrossreadError, match="has entity classes PER, person"):
        ner.load(write("dev.jsonl", tagged("p-1", "Nora Nora", (0, 1, "PER"), (1, 2, "person"))))


def test_the_name_baseline_learns_on_posts_and_answers_in_the_other_corpus_classes(
    write: Callable[..., Path],
) -> None:
    train = ner.load(
        write(
            "train.jsonl",
            tagged("wnut-1", "we met Nora", (2, 3, "person")),
            tagged("wnut-2", "the Harbourers played", (1, 2, "group")),
            tagged("wnut-3", "we met Milo", (2, 3, "person")),
        )
    )
    predict = ner.fit(train)
    (page,) = ner.load(write("dev.jsonl", tagged("p-1", "Then Nora met the Harbourers", (1, 2, "PER"))))
    assert predict(page) == [frozenset({Entity(0, 2, "PER"), Entity(4, 5, "ORG")})]
    (post,) = ner.load(write("post.jsonl", tagged("p-1", "we met Zelda", (2, 3, "person"))))
    assert predict(post) == [frozenset({Entity(2, 3, "person")})], "an unknown name has the usual class"


def tree(name: str, words: str, upos: str, heads: list[int], rels: str, **more: str) -> dict[str, Any]:
    columns = {"tokens": words.split(), "upos": upos.split(), "heads": heads, "deprels": rels.split()}
    return {"id": name, "text": words, **columns, **more}


MARCH = ("Workers marched home", "NOUN VERB ADV", [2, 0, 2], "nsubj root advmod")


def test_trees_count_heads_and_main_relations(write: Callable[..., Path]) -> None:
    (doc,) = ud.load(write("dev.jsonl", tree("a-1", *MARCH)))
    guess = [Word("NOUN", 1, "nsubj:pass"), Word("VERB", -1, "root"), Word("NOUN", 1, "obj")]
    figures = percentages(ud.tally(doc, [guess]))
    assert figures["uas"] == 100 and figures["las"] == figures["upos"] == pytest.approx(200 / 3)
    assert figures["las_ewt"] == figures["las"] and "las_gum" not in figures


def test_news_of_gum_has_a_figure_of_its_own(write: Callable[..., Path]) -> None:
    rows = [tree(f"GUM_{g}_x-1", *MARCH, doc=f"GUM_{g}_x", genre=g) for g in ("news", "vlog")]
    assert [doc.parts for doc in ud.load(write("dev.jsonl", *rows))] == [("gum", "gum_news"), ("gum",)]


def test_the_tree_baseline_learns_tags_relations_and_directions(write: Callable[..., Path]) -> None:
    train = [tree(f"a-{i}", *MARCH) for i in range(3)]
    predict = ud.fit(ud.load(write("train.jsonl", *train)))
    (doc,) = ud.load(
        write("dev.jsonl", tree("b-1", "Workers stayed home", "NOUN VERB ADV", [2, 0, 2], "a b c"))
    )
    assert predict(doc) == [[Word("NOUN", -1, "root"), Word("NOUN", 2, "nsubj"), Word("ADV", 1, "advmod")]]


@pytest.mark.parametrize(
    ("evalset", "row"),
    [(NER, tagged("a-1", "Nora left", (0, 1, "PER"))), (UD, tree("a-1", *MARCH, doc="a"))],
    ids=["ner", "ud"],
)
def test_a_part_beside_its_documents_file_is_found(
    evalset: Any, row: dict[str, Any], write: Callable[..., Path], tmp_path: Path
) -> None:
    write("test.jsonl", row)
    write("test.docs.jsonl", {"id": "a", "text": "Not sentences."})
    write("train.jsonl", row)
    result = run(evalset, [tmp_path], evalset.engines[-1])
    assert result.n == 1 and result.file == str(tmp_path)
