"""Where a given verb's event was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crossread.records import Span
from evals.contract import percentages
from evals.sets import event_place

TEXT = "A crowd left Paris and clashed with guards in the city of Lyon on Sunday."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def doc(verb: str, *places: str) -> event_place.Document:
    return event_place.Document("d", TEXT, at(verb), tuple(map(at, places)))


def test_a_place_is_right_with_its_offsets_and_close_with_any_of_its_characters() -> None:
    found = percentages(event_place.tally(doc("clashed", "Lyon"), [at("the city of Lyon"), at("Paris")]))
    assert found == {"f1": 0, "relaxed_f1": pytest.approx(200 / 3)}


def test_naming_no_place_is_right_where_gold_has_none() -> None:
    none = doc("left")
    assert percentages(event_place.tally(none, [])) == {"none_right": 100}
    assert percentages(event_place.tally(none, [at("Paris")]))["none_right"] == 0


def test_empty_annotations_are_left_out(write: Callable[..., Path]) -> None:
    places = [{"start": 4, "end": 4}, {"start": 13, "end": 18}]
    event = [{"start": 23, "end": 30}]
    path = write("dev.jsonl", {"id": "1", "text": TEXT, "event": event, "locations": places})
    (read,) = event_place.load(path)
    assert (read.event.of(TEXT), [p.of(TEXT) for p in read.gold]) == ("clashed", ["Paris"])


def test_baselines_take_the_first_name_or_the_next_after_the_verb() -> None:
    verb = doc("clashed")
    assert [p.of(TEXT) for p in event_place.first(verb)] == ["Paris"]
    assert [p.of(TEXT) for p in event_place.after(verb)] == ["Lyon"]


def test_a_phrase_is_scored_by_the_last_name_in_it() -> None:
    phrases = [at("the city of Lyon"), at("guards")]
    assert event_place.as_names(TEXT, phrases) == [at("Lyon"), at("guards")]


def test_the_coder_answers_for_the_mention_at_the_verb() -> None:
    predict = event_place.engine("rules").predict
    assert predict
    text = "Protesters marched in Lyon on Sunday. Officers arrested two men in Paris."
    verbs = {w: Span(text.index(w), text.index(w) + len(w)) for w in ("marched", "arrested", "men")}
    found = {
        w: [p.of(text) for p in predict(event_place.Document("d", text, verb, ()))]
        for w, verb in verbs.items()
    }
    assert found == {"marched": ["Lyon"], "arrested": ["Paris"], "men": []}
