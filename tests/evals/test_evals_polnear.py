"""Attributions: our scorer against hand-made cases and the corpus's own scorer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossread.records import Attribution, CodedArticle, Span
from evals.contract import Tally, percentages
from evals.sets.polnear import METRICS, Document, load, outermost, tally
from evals.sets.polnear_baseline import Attributed, attribute

TEXT = 'Ana Brook said the depot was shut. "We had no say," she added.'


def at(*words: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


GOLD = Attributed(at("Ana Brook"), at("said"), at("the depot was shut"))


def figures(*predicted: Attributed, gold: tuple[Attributed, ...] = (GOLD,)) -> dict[str, float]:
    article = CodedArticle.from_exchange({"id": "a1", "text": TEXT}).article
    return percentages(tally(Document(article, gold), predicted))


def test_gold_against_itself_is_right_in_everything() -> None:
    assert figures(GOLD) == dict.fromkeys(METRICS, 100.0)


def test_punctuation_and_quotation_marks_decide_nothing() -> None:
    second = Attributed(at("she"), at("added"), at('"We had no say,"'))
    bare = Attributed(at("she"), at("added"), at("We had no say"))
    assert figures(bare, gold=(second,)) == dict.fromkeys(METRICS, 100.0)


def test_a_wrong_source_is_no_relaxed_match_and_a_longer_content_no_triple() -> None:
    wrong = Attributed(at("she"), GOLD.cue, GOLD.content)
    longer = Attributed(GOLD.source, GOLD.cue, at('the depot was shut. "We'))
    assert figures(wrong) == {
        "relaxed_f1": 0, "triple_f1": 0, "source_f1": 0, "cue_f1": 100, "content_f1": 100,
    }  # fmt: skip
    assert (figures(longer)["relaxed_f1"], figures(longer)["triple_f1"]) == (100, 0)


def test_an_attribution_without_source_matches_only_one_without() -> None:
    nobody = Attributed((), GOLD.cue, GOLD.content)
    assert figures(nobody, gold=(nobody,))["relaxed_f1"] == 100
    assert figures(GOLD, gold=(nobody,))["relaxed_f1"] == 0


def test_only_outermost_attributions_of_a_coding_are_compared() -> None:
    outer = Attribution(id="a1", content=at("the depot was shut"), source=at("Ana Brook")[0], kind="indirect")
    inner = Attribution(id="a2", content=at("depot"), kind="indirect", parent="a1")
    coded = CodedArticle.from_exchange({"id": "a1", "text": TEXT})
    coding = coded.coding.model_copy(update={"attributions": (outer, inner)})
    found = outermost(coded.model_copy(update={"coding": coding}))
    assert found == [Attributed(at("Ana Brook"), (), at("the depot was shut"))]


def test_the_baseline_takes_quotations_with_somebody_beside_them() -> None:
    text = 'Ana Brook said: "We had no say." Nobody answered. "Never again," she added.'
    found = [
        [r.of(text) for role in ("source", "cue", "content") for r in a.role(role)] for a in attribute(text)
    ]
    assert found == [["Ana Brook", "said", '"We had no say."'], ["she", "added", '"Never again,"']]


def spoil(item: dict[str, Any], rng: random.Random, size: int) -> dict[str, Any]:
    def move(piece: list[int]) -> list[int]:
        if rng.random() < 0.7:
            return piece
        start = min(size - 2, max(0, piece[0] + rng.randint(-12, 12)))
        return [start, min(size, max(start + 1, piece[1] + rng.randint(-12, 30)))]

    return {
        role: [move(p) for p in item[role] if rng.random() < 0.9] for role in ("source", "cue", "content")
    }


def test_equal_figures_to_the_corpus_scorer(shared: Path, scorer: Callable[[str], ModuleType]) -> None:
    theirs = scorer("data/attribution/score_attribution.py")
    path = shared / "data/attribution/polnear/dev.jsonl"
    from evals.data import rows

    rng = random.Random(5)
    total: Tally = Counter()
    articles, preds = rows(path, ["id"])[:30], {}
    for row, doc in zip(articles, load(path), strict=False):
        kept = [a for a in row["attributions"] if rng.random() < 0.9]
        preds[row["id"]] = [spoil(a, rng, len(row["text"])) for a in kept]
        guessed = [
            Attributed(*(tuple(Span(*r) for r in a[role]) for role in ("source", "cue", "content")))
            for a in preds[row["id"]]
        ]
        total += tally(doc, guessed)
    summary, _ = theirs.score(articles, preds)
    expected = {f"{role}_f1": summary["spans"][role]["frag"][2] for role in ("source", "cue", "content")}
    expected |= {f"{name}_f1": summary["attributions"][name][2] for name in ("relaxed", "triple")}
    found = percentages(total)
    for name in METRICS:
        assert 0.2 < expected[name] < 1, name
        assert found[name] == pytest.approx(100 * expected[name], abs=0.1), name
