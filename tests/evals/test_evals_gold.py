"""Our scorer of attributed events against hand-made cases, and against the scorer that came with the gold."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossread.records import CrossreadError
from evals.contract import percentages
from evals.data import rows
from evals.run import run
from evals.sets import SETS
from evals.sets.gold import METRICS, load, score

TEXT = "Marchers from the harbour pelted officers with stones on Sunday, a union said. Dozens were held."


def phrase(words: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"span": [start, start + len(words)], "text": words, **fields}


def event(**changes: Any) -> dict[str, Any]:
    return {
        "type": "ASSAULT",
        "mode": ["primitive"],
        "trigger": phrase("pelted"),
        "actor": [phrase("Marchers from the harbour", role="protesters")],
        "recipient": [phrase("officers", role="police")],
        "according_to": [phrase("a union", kind="union")],
        "modality": "actual",
        "stance": "asserts",
        "form": "active",
        "date": "2021-03-14",
        "where": "Marseille, France",
        "counts": [phrase("Dozens", of="arrested", low=24, high=None)],
    } | changes


def article(*events: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a1", "text": TEXT, "events": list(events)}


def figures(gold: dict[str, Any], pred: dict[str, Any]) -> dict[str, float]:
    return percentages(score(gold, pred, TEXT))


def test_gold_against_itself_is_right_in_everything() -> None:
    assert set(figures(article(event()), article(event())).values()) == {100.0}


def test_an_empty_prediction_finds_nothing() -> None:
    found = figures(article(event()), {})
    assert {found[name] for name in ("trigger", "type", "actor", "record", "source_e2e")} == {0.0}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"actor": [phrase("harbour", role="protesters")]}, {"actor", "record", "record_lenient"}),
        ({"actor": []}, {"actor", "record", "record_lenient"}),
        ({"recipient": [phrase("officers with stones", role="police")]}, set()),
        ({"recipient": [phrase("officers", role="military")]}, {"role"}),
        ({"according_to": []}, {"source", "source_named", "source_e2e", "record", "record_lenient"}),
        ({"modality": "planned"}, {"modality", "modality_e2e", "record_full"}),
        ({"stance": "alleges"}, {"stance", "record_full"}),
        ({"date": "2021-03"}, {"date", "date_e2e"}),
        ({"date": "2021-03-14/2021-03-14"}, set()),
        ({"where": "France"}, {"where", "where_e2e"}),
        ({"where": "marseille, FRANCE"}, set()),
        ({"counts": [phrase("Dozens", of="injured", low=24)]}, {"counts"}),
        ({"mode": []}, {"mode"}),
        ({"type": "PROTEST"}, {"type"}),
        ({"trigger": phrase("Dozens")}, {"trigger", "type"}),
        ({"trigger": phrase("pelted officers with stones on")}, {"trigger", "type"}),
    ],
    ids=lambda value: str(sorted(value)),
)  # fmt: skip
def test_one_changed_field_spoils_its_own_figures(changes: dict[str, Any], wrong: set[str]) -> None:
    found = figures(article(event()), article(event(**changes)))
    if "type" in wrong:
        assert all(found[name] == 0 for name in wrong)
    else:
        assert {name for name, value in found.items() if value < 100} == wrong | (
            {"record_full"} if "record" in wrong else set()
        )


def test_one_extra_actor_is_lenient_but_no_record() -> None:
    two = [phrase("Marchers from the harbour", role="protesters"), phrase("a union", role="union")]
    found = figures(article(event()), article(event(actor=two)))
    assert (found["record"], found["record_lenient"]) == (0.0, 100.0)


def test_a_content_in_pieces_counts_from_its_first_to_its_last_character() -> None:
    gold = {"events": [], "attributions": [{"content": [0, 63], "source": [65, 72]}]}
    pred = {"events": [], "attributions": [{"content": [[0, 20], [40, 63]], "source": [65, 72]}]}
    assert figures(gold, pred)["attribution"] == 100.0
    pred["attributions"][0]["source"] = None
    found = figures(gold, pred)
    assert (found["attribution"], found["attribution_content"]) == (0.0, 100.0)


def test_a_coder_sees_the_text_and_its_metadata_and_nothing_else(write: Callable[..., Path]) -> None:
    row = article(event()) | {"outlet": "Kirkholme Courier", "date": "2021-03-15", "group": "g1", "url": "u"}
    seen = load(write("dev.jsonl", row))[0].article
    assert (seen.text, seen.published, seen.blocks) == (TEXT, "2021-03-15", ())
    assert set(seen.exchange()) == {"id", "text", "outlet", "published", "blocks"}


@pytest.mark.parametrize(
    "fault", [{"type": None}, {"trigger": None}, {"trigger": {"span": [90, 900]}}], ids=str
)
def test_a_faulty_mention_is_named_with_its_article(
    fault: dict[str, Any], write: Callable[..., Path]
) -> None:
    path = write("dev.jsonl", article(event(), event(**fault)))
    with pytest.raises(CrossreadError, match=r"dev\.jsonl: is not in the format .* a1: event 2 lacks"):
        run(SETS["gold"], [path], "baseline-lexicon")


def test_the_baseline_learns_from_train_and_is_cross_validated_beside(write: Callable[..., Path]) -> None:
    for n in range(6):
        write("train.jsonl", *(article(event()) | {"id": f"t{i}"} for i in range(n)))
    result = run(SETS["gold"], [write("dev.jsonl", article(event()))], "baseline-lexicon")
    assert (result.metrics["type"].value, result.n) == (100.0, 1)
    assert result.also and (result.also["n"], result.also["metrics"]["type"]["value"]) == (6, 100.0)


def spoil(row: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A prediction with every kind of fault: moved spans, wrong values, lost and invented mentions."""
    pred = copy.deepcopy(row)

    def move(item: Any) -> None:
        if rng.random() < 0.3:
            start, end = item["span"]
            start = max(0, start + rng.randint(-9, 9))
            item["span"] = [start, max(start + 1, end + rng.randint(-9, 25))]

    pred["events"] = [e for e in pred["events"] if rng.random() < 0.8]
    pred["events"] += copy.deepcopy([e for e in pred["events"] if rng.random() < 0.1])
    for e in pred["events"]:
        for side in ("actor", "recipient", "according_to"):
            e[side] = [item for item in e[side] if rng.random() < 0.85]
            for item in e[side]:
                move(item)
                if rng.random() < 0.1:
                    item["role"] = "other"
        move(e["trigger"])
        if rng.random() < 0.2:
            other = rng.choice(row["events"])
            for name in rng.sample(
                ["type", "mode", "date", "where", "counts", "modality", "form", "stance"], 2
            ):
                e[name] = other[name]
    for a in pred["attributions"]:
        if rng.random() < 0.5:
            content = a["content"] if isinstance(a["content"][0], int) else a["content"][0]
            a["content"] = [content[0], max(content[0] + 1, content[1] - rng.randint(0, 60))]
        if rng.random() < 0.2:
            a["source"] = None
    pred["labels"] = [label for label in pred["labels"] if rng.random() < 0.7]
    return pred


def test_equal_figures_to_the_golds_own_scorer(shared: Path, scorer: Callable[[str], ModuleType]) -> None:
    theirs = scorer("gold/score_gold.py")
    golds = {row["id"]: row for row in rows(shared / "gold/dev.jsonl", ["id"])}
    rng = random.Random(7)
    preds = {key: spoil(row, rng) for key, row in golds.items() if rng.random() < 0.95}
    expected = theirs.figures(sum(theirs.score(golds, preds).values(), Counter()))
    found = percentages(
        sum((score(row, preds.get(key, {}), row["text"]) for key, row in golds.items()), Counter())
    )
    assert set(theirs.NAMES) == set(METRICS)
    for name in METRICS:
        assert 20 < expected[name] < 100, f"{name}: the test's predictions are too easy or too hard"
        assert found[name] == pytest.approx(expected[name], abs=0.1), name
