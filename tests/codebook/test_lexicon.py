"""The look-up tables that the rules engine reads."""

from __future__ import annotations

import re

import pytest

from crossread.codebook import cue_index, kind_index, load, role_index, trigger_index

BOOK = load()
TRIGGERS = trigger_index(BOOK)


def reading(word: str, sentence: str = ""):
    """The first reading whose condition the sentence meets, as an engine takes it."""
    held = f" {sentence.lower()} "
    return next(e for e in TRIGGERS[word] if not e.needs or any(f" {need} " in held for need in e.needs))


@pytest.mark.parametrize(
    ("word", "sentence", "type_name", "modes"),
    [
        ("marched", "", "PROTEST", ("demo",)),
        ("rioting", "", "PROTEST", ("riot",)),
        ("set on fire", "", "ASSAULT", ("destroy",)),
        ("uses of force", "", "ASSAULT", ("beat",)),
        ("fired", "police fired tear gas", "ASSAULT", ("crowd-control",)),
        ("fired", "the guard fired twice", "ASSAULT", ("firearms",)),
        ("fired", "he was fired from his job", "SANCTION", ("discipline",)),
        ("strike", "the strike at the plant", "PROTEST", ("strike",)),
        ("strikes", "jets carried out strikes", "ASSAULT", ("aerial",)),
        ("arrested", "", "COERCE", ("arrest",)),
        ("apologised", "", "CONCEDE", ()),
        ("fled", "", "MIGRATE", ("flee",)),
        ("drowned", "", "HARM", ("die",)),
    ],
)
def test_words_have_their_reading(word, sentence, type_name, modes) -> None:
    entry = reading(word, sentence)
    assert (entry.type, entry.modes) == (type_name, modes)


def test_a_reading_tells_lemma_part_of_speech_and_forms() -> None:
    entry = reading("hurled")
    assert (entry.lemma, entry.pos, entry.forms) == ("hurl", "verb", {"past", "participle"})


def test_readings_with_a_condition_come_first_and_those_with_a_mode_before_those_without() -> None:
    orders = [[(not e.needs, not e.modes) for e in entries] for entries in TRIGGERS.values()]
    assert any(len(order) > 1 for order in orders)
    assert all(order == sorted(order) for order in orders)


def test_nine_in_ten_marked_triggers_of_the_examples_are_in_the_lexicon() -> None:
    marked = [
        (event_type.name, re.findall(r"\[(.+?)\]", example)[0].lower())
        for event_type in BOOK.types.values()
        for sense in (event_type, *event_type.modes.values())
        for example in sense.examples
    ]
    missing = [(t, word) for t, word in marked if all(e.type != t for e in TRIGGERS.get(word, ()))]
    assert len(missing) < len(marked) / 10, missing


def test_a_codebook_of_another_language_matches_words_as_written() -> None:
    french = BOOK.model_copy(update={"languages": ("fr",)})
    index = trigger_index(french)
    assert "march" in index
    assert "marched" not in index


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("riot police", "police"),
        ("gendarmes", "police"),
        ("CRS", "police"),
        ("mob", "protesters"),
        ("thugs", "protesters"),
        ("rioters", "rioters"),
        ("asylum seekers", "migrants"),
        ("strikers", "workers"),
        ("nurses", "health-workers"),
        ("judges", "court"),
    ],
)
def test_heads_give_their_role(words, role) -> None:
    assert role_index(BOOK)[words] == role


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("spokesman", "official"),
        ("witnesses", "witness"),
        ("video", "video"),
        ("statement", "document"),
        ("gendarmes", "police"),
        ("mayor", "politician"),
        ("prosecutors", "court"),
        ("refugees", "migrant"),
        ("source", "anonymous"),
    ],
)
def test_heads_of_sources_give_their_kind(words, kind) -> None:
    assert kind_index(BOOK)[words] == kind


def test_acronyms_keep_their_case_and_do_not_inflect() -> None:
    roles = role_index(BOOK)
    assert roles["ICE"] == "government"
    assert "ice" not in roles
    assert "ICEs" not in roles


@pytest.mark.parametrize(
    ("word", "stance"),
    [("said", "asserts"), ("according to", "asserts"), ("alleges", "alleges"), ("reportedly", "alleges"),
     ("denied", "denies"), ("casting doubt on", "doubts")],
)  # fmt: skip
def test_cues_give_their_stance(word, stance) -> None:
    assert {entry.stance for entry in cue_index(BOOK)[word]} == {stance}
