"""Event types of pairs, police actions of sentences, and what their baselines are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from evals import bayes, lexicon
from evals.classes import count_classes, macro
from evals.contract import Tally, percentages
from evals.run import run
from evals.sets import SETS, india, plover

TEXT = "Eastland accused Westmark of shelling the port, and Westmark withdrew from the talks."


def pair(name: str, source: str, target: str, root: str, quad: int, sentence: str = "1") -> dict[str, object]:
    spans = [
        {"start": TEXT.index(w), "end": TEXT.index(w) + len(w), "label": label}
        for w, label in ((source, "SRC"), (target, "TAR"))
        if w
    ]
    head = {"id": name, "sentence_id": sentence, "text": TEXT}
    return head | {"spans": spans, "root": root, "penta": quad}


def test_macro_f1_is_the_mean_over_the_classes_of_the_gold() -> None:
    counts: Tally = Counter()
    for gold, pred in (("A", "A"), ("A", "B"), ("B", "B"), ("B", "C")):
        count_classes(counts, "m", [gold], [pred])
    # A: 2/3, B: 2/4; C stands in no gold, and its false alarm shows in B's recall only.
    assert macro(["m"])(counts)["m"] == pytest.approx(100 * (2 / 3 + 1 / 2) / 2)


def test_pairs_of_a_sentence_are_one_document(write: Callable[..., Path]) -> None:
    rows = [
        pair("a", "Eastland", "Westmark", "ACCUSE", 3),
        pair("b", "Westmark", "", "YIELD", 2),
        pair("c", "Eastland", "Westmark", "ACCUSE", 3, sentence="2"),
    ]
    first, second = plover.load(write("dev.jsonl", *rows))
    assert [p.root for p in first.pairs] == ["ACCUSE", "YIELD"] and len(second.pairs) == 1
    assert first.pairs[1].target == ()
    counts = plover.tally(first, ["ACCUSE", None])
    assert plover.PLOVER.summarise
    figures = plover.PLOVER.summarise(counts)
    assert (figures["root_macro_f1"], figures["quad_macro_f1"], figures["root_accuracy"]) == (50, 50, 50)


def test_a_wrong_type_of_the_right_quad_counts_for_the_quad(write: Callable[..., Path]) -> None:
    (doc,) = plover.load(write("dev.jsonl", pair("a", "Eastland", "Westmark", "ACCUSE", 3)))
    assert plover.PLOVER.summarise
    figures = plover.PLOVER.summarise(plover.tally(doc, ["REJECT"]))
    assert (figures["root_macro_f1"], figures["quad_macro_f1"]) == (0, 100)


def test_triggers_between_the_parties_come_before_nearer_ones(write: Callable[..., Path]) -> None:
    (doc,) = plover.load(write("dev.jsonl", pair("a", "Eastland", "Westmark", "ACCUSE", 3)))
    assert plover.rules(doc) == ["ACCUSE"]
    empty = plover.Document("e", "The weather in Eastland.", doc.pairs)
    assert plover.rules(empty) == [None]


def test_every_type_that_the_keywords_give_is_one_of_the_fifteen() -> None:
    from crossread.codebook import builtin

    given = {plover._root(name) for name in builtin().types}
    assert given - {None} == set(plover.QUAD) and len(plover.QUAD) == 15


def test_keywords_take_the_longest_words_and_hold_to_conditions() -> None:
    text = "Marchers threw stones. Officers fired tear gas."
    found = [(hit.span.of(text), hit.entry.type) for hit in lexicon.triggers(text)]
    assert ("fired", "ASSAULT") in [(words.split()[0], kind) for words, kind in found]
    assert lexicon.names_role("Two constables came.", "police")
    assert not lexicon.names_role("Two policies came.", "police")


def test_bayes_learns_what_stands_in_enough_examples() -> None:
    march, ban = (bayes.ngrams(words.split()) for words in ("they march home", "they ban home"))
    classify = bayes.fit([(march, "PROTEST")] * 3 + [(ban, "COERCE")] * 3)
    assert (classify(bayes.ngrams(["march"])), classify(bayes.ngrams(["Ban"]))) == ("PROTEST", "COERCE")
    few = bayes.fit([(march, "PROTEST")] * 2 + [(ban, "COERCE")] * 3)
    assert few(bayes.ngrams(["march"])) == "COERCE", "two examples are too few to learn from"


def sentence(n: int, doc: str, text: str, *labels: str) -> dict[str, object]:
    return {"id": f"{doc}-{n}", "doc_id": doc, "text": text, "labels": list(labels)}


def test_sentences_of_an_article_are_one_document_and_labels_count_apart(write: Callable[..., Path]) -> None:
    path = write(
        "dev.jsonl",
        sentence(0, "7", "Officers arrested two men.", "ARREST", "ANY_ACTION"),
        sentence(1, "7", "It rained."),
        sentence(0, "8", "Police opened fire.", "FORCE", "ANY_ACTION"),
    )
    first, second = india.load(path)
    assert first.sentences == ("Officers arrested two men.", "It rained.") and first.labels[1] == frozenset()
    none = frozenset[str]()
    counts = india.tally(first, [frozenset({"ARREST"}), none]) + india.tally(second, [none])
    figures = india.summarise(counts)
    assert (figures["arrest_f1"], figures["force_f1"], figures["any_action_f1"]) == (100, 0, 0)
    assert figures["macro_f1"] == pytest.approx(100 / 3), "labels that the gold lacks do not count"


def test_keywords_want_police_and_a_trigger_in_one_sentence() -> None:
    texts = ("Police arrested two men.", "Two men were arrested.", "The police station is new.")
    doc = india.Document("1", texts, (frozenset(),) * 3)
    assert india.rules(doc) == [frozenset({"ARREST", "ANY_ACTION"}), frozenset(), frozenset()]


@pytest.mark.parametrize("name", ["zero_shot_plover", "india_police_events"])
def test_the_learned_baseline_gets_a_five_fold_figure(name: str, write: Callable[..., Path]) -> None:
    def rows(part: str) -> list[dict[str, object]]:
        if name == "zero_shot_plover":
            made = [pair(f"{part}{i}", "Eastland", "Westmark", "ACCUSE", 3, f"{part}{i}") for i in range(6)]
        else:
            made = [sentence(0, f"{part}{i}", "Police fired.", "FORCE") for i in range(6)]
        return made

    write("train.jsonl", *rows("t"))
    result = run(SETS[name], [write("test.jsonl", *rows("d"))], "baseline-bayes")
    assert result.also and result.also["how"].startswith("5-fold") and result.also["n"] == 12
    assert result.metrics[SETS[name].metrics[0]].value == 100


def test_stored_predictions_score_as_an_independent_count(shared: Path) -> None:
    from evals.data import rows

    path = shared / "data/events/zero_shot_plover/train.jsonl"
    if not path.is_file():
        pytest.skip("needs zero_shot_plover of the shared corpora")
    stored = rows(path, ("id", "root", "zsp_root_L2"))
    answers: dict[str, list[str | None]] = {}
    for row in stored:
        answers.setdefault(str(row["sentence_id"]), []).append(row["zsp_root_L2"])
    total: Tally = Counter()
    for doc in plover.load(path):
        known = [a if a in plover.QUAD else None for a in answers[doc.id]]
        total += plover.tally(doc, known)
    golds, preds = [r["root"] for r in stored], [r["zsp_root_L2"] for r in stored]
    by_class = []
    for root in set(golds):
        tp = sum(g == p == root for g, p in zip(golds, preds, strict=True))
        precision, recall = tp / max(1, preds.count(root)), tp / golds.count(root)
        by_class.append(2 * precision * recall / (precision + recall) if tp else 0.0)
    expected = 100 * sum(by_class) / len(by_class)
    assert 50 < expected < 95
    assert plover.PLOVER.summarise
    assert plover.PLOVER.summarise(total)["root_macro_f1"] == pytest.approx(expected)
    assert percentages(total)["root_accuracy"] == pytest.approx(
        100 * sum(map(str.__eq__, golds, preds)) / len(golds)
    )
