"""Time expressions and counts: hand-made cases, baselines, and the corpus's own scorer."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from crossread.records import Span
from evals.contract import Tally, percentages
from evals.sets import counts, times
from evals.sets.counts import Counted, Found, digits, value
from evals.sets.times import Timex, explicit

DATED = "On Sunday and again on March 3, 2020 crews left; in 1999 they stayed. Today they vote."


def dated(*gold: Timex) -> times.Document:
    return times.Document("d1", DATED, "2020-03-11", gold)


def test_the_time_baseline_looks_back_from_the_day_of_writing() -> None:
    found = {t.span.of(DATED): t.value for t in explicit(dated())}
    assert found == {"Sunday": "2020-03-08", "March 3, 2020": "2020-03-03", "1999": "1999"}


def test_a_value_counts_only_with_an_overlapping_expression() -> None:
    gold = Timex(Span(3, 9), "DATE", "2020-03-08")
    right, elsewhere = Timex(Span(0, 9), "DATE", "2020-03-08"), Timex(Span(10, 13), "DATE", "2020-03-08")
    unresolved = Timex(Span(3, 9), "DATE", None)
    found = [percentages(times.tally(dated(gold), [p])) for p in (right, elsewhere, unresolved)]
    assert [f["value_f1"] for f in found] == [100, 0, 0]
    assert [f["strict_f1"] for f in found] == [0, 0, 100]


def test_equal_figures_to_the_time_corpus_scorer(shared: Path, scorer: Callable[[str], ModuleType]) -> None:
    theirs = scorer("data/time/score_time.py")
    path = shared / "data/time/timebank/dev.jsonl"
    rng = random.Random(3)
    preds: dict[str, object] = {}
    total: Tally = Counter()
    for doc in times.load(path):
        guessed = explicit(doc) + [
            dataclasses.replace(t, span=Span(t.span.start, t.span.end + rng.randint(0, 9)))
            for t in doc.gold
            if rng.random() < 0.4
        ]
        total += times.tally(doc, guessed)
        items = [
            {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in guessed
        ]
        preds[doc.id] = {"timexes": sorted(items, key=lambda t: (t["start"], t["end"]))}
    expected = theirs.score(theirs.load(path), preds)
    found = percentages(total)
    assert found["value_f1"] == pytest.approx(100 * expected["value_f1"], abs=0.1)
    assert found["type_f1"] == pytest.approx(100 * expected["type_f1"], abs=0.1)
    for name in ("relaxed", "strict"):
        assert 0.2 < expected[name]["f1"] < 1
        assert found[f"{name}_f1"] == pytest.approx(100 * expected[name]["f1"], abs=0.1)


COUNTED = "Police saw 1,200 marchers; 3.5 percent stayed."
GOLD = Counted(Span(11, 16), 1200, 1200, "participants", Span(0, 6))


def counted(*found: Counted) -> dict[str, float]:
    doc = counts.Document("c1", COUNTED, "en", (GOLD,), None)
    return percentages(counts.tally(doc, Found(found)))


@pytest.mark.parametrize(
    ("change", "found", "bounds", "all_fields"),
    [
        ({}, 100, 100, 100),
        ({"span": Span(7, 25)}, 100, 100, 100),
        ({"by": None}, 100, 100, 0),
        ({"of": "police"}, 100, 100, 0),
        ({"high": None}, 100, 0, 0),
        ({"low": None}, 100, 0, 0),
        ({"span": Span(27, 30)}, 0, 0, 0),
    ],
    ids=str,
)
def test_all_fields_want_bounds_kind_and_source(
    change: dict[str, object], found: int, bounds: int, all_fields: int
) -> None:
    got = counted(dataclasses.replace(GOLD, **change))  # type: ignore[arg-type]
    assert (got["found_f1"], got["bounds_f1"], got["all_fields"]) == (found, bounds, all_fields)
    assert "newsquant_value_f1" not in got


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5.0", (5.0,)), ("-1.3", (-1.3,)), ("75.0-45.88", (75.0, 45.88)), ("3.0 - 4.0", (3.0, 4.0)),
        ("2.998E-08", (2.998e-08,)), ("583000000.0", (583e6,)),
    ],
)  # fmt: skip
def test_newsquant_values_are_numbers_or_ranges(text: str, parts: tuple[float, ...]) -> None:
    assert value(text) == parts


def test_values_are_compared_as_a_multiset() -> None:
    doc = counts.Document("n1", COUNTED, "en", None, ((1200.0,), (3.5,)))
    assert percentages(counts.tally(doc, digits(doc))) == {"newsquant_value_f1": 100.0}
    thrice = Found(values=((3.5,), (3.5,)))
    assert percentages(counts.tally(doc, thrice))["newsquant_value_f1"] == 50.0


def test_no_lower_bound_is_nought() -> None:
    doc = counts.Document("c1", COUNTED, "en", (dataclasses.replace(GOLD, low=0),), None)
    found = Found((dataclasses.replace(GOLD, low=None),))
    assert percentages(counts.tally(doc, found))["all_fields"] == 100.0


def test_a_coder_answers_with_the_counts_of_its_claims_and_all_quantities() -> None:
    doc = counts.Document("c1", "Police arrested 12 marchers; 3 to 5 percent stayed.", "en", (), None)
    found = counts.engine("rules").predict
    assert found
    answer = found(doc)
    assert [(c.low, c.high, c.of) for c in answer.counts] == [(12, 12, "arrested")]
    assert answer.values == ((12,), (3, 5))
