"""Toponyms: distance, what counts as wrong, and the corpora's own scorer."""

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
from evals.sets.toponyms import Document, Found, Located, load, near, population, rules, tally

TEXT = "Trains from Lille to Paris were late."
LILLE = Located(Span(12, 17), 50.63, 3.06, 2998324)
PARIS = Located(Span(21, 26), 48.85, 2.35, 2988507)
DOC = Document("d1", "lgl", TEXT, (LILLE, PARIS))


@pytest.mark.parametrize(
    ("pred", "right"),
    [
        (PARIS, True),
        (dataclasses.replace(PARIS, lat=48.9, geonames=None), True),
        (dataclasses.replace(LILLE, geonames=None), False),  # some 204 km off
        (dataclasses.replace(PARIS, lat=0.0, lon=0.0), True),  # the same GeoNames id, another centre
        (Located(PARIS.span, geonames=2988507), False),  # unresolved
    ],
)
def test_near_is_the_same_place_or_within_161_km(pred: Located, right: bool) -> None:
    assert near(PARIS, pred) is right


def test_an_unresolved_toponym_is_wrong_and_one_without_coordinates_is_no_case() -> None:
    unresolved = Found((PARIS.span,), (Located(LILLE.span), PARIS))
    found = percentages(tally(DOC, unresolved))
    assert (found["acc161"], found["acc161_lgl"]) == (50.0, 50.0)
    assert found["recognition_f1"] == pytest.approx(200 / 3)
    ungrounded = dataclasses.replace(DOC, gold=(Located(LILLE.span), PARIS))
    assert percentages(tally(ungrounded, unresolved))["acc161"] == 100.0


@pytest.mark.parametrize("engine", [rules, population])
def test_engines_find_and_resolve_the_plain_case(engine: Callable[[Document], Found]) -> None:
    found = percentages(tally(DOC, engine(DOC)))
    assert found["acc161"] == 100.0
    assert found["recognition_f1"] > 50


def test_equal_figures_to_the_corpus_scorer(shared: Path, scorer: Callable[[str], ModuleType]) -> None:
    theirs = scorer("data/geo/score_geo.py")
    path = shared / "data/geo/gwn/dev.jsonl"
    rng = random.Random(2)
    preds: dict[str, object] = {}
    total: Tally = Counter()
    for doc in load(path):
        resolved = [
            dataclasses.replace(
                t, lat=t.lat + rng.choice([0, 1, 2, 4]), geonames=rng.choice([None, t.geonames])
            )
            if t.lat is not None and rng.random() < 0.9
            else Located(t.span)
            for t in doc.gold
        ]
        total += tally(doc, Found(tuple(t.span for t in resolved), tuple(resolved)))
        preds[doc.id] = {
            "toponyms": [
                {
                    "start": t.span.start,
                    "end": t.span.end,
                    "lat": t.lat,
                    "lon": t.lon,
                    "geonameid": t.geonames,
                }
                for t in resolved
            ]
        }
    expected = theirs.score(theirs.load(path), preds)["resolution"]["acc@161km"]
    assert 0.3 < expected < 0.95
    assert percentages(total)["acc161"] == pytest.approx(100 * expected, abs=0.1)
