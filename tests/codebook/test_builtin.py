"""The built-in codebook holds what the annotation guidelines define, no more and no less."""

from __future__ import annotations

import re

import pytest

from crossread.codebook import load

BOOK = load()
TYPES = {
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize occupy",
    "ASSAULT": "beat crowd-control primitive firearms explosives vehicle abduct torture sexual targeted "
    "destroy heavy-weapons aerial drone suicide-attack unconventional",
    "COERCE": "arrest deport seize restrict curfew martial-law censor withhold surveil cyber misinformation",
    "MOBILIZE": "troops police militia weapons",
    "SANCTION": "convict expel withdraw discontinue discipline",
    "THREATEN": "",
    "ACCUSE": "disapprove allege sue",
    "REQUEST": "change assist policy meet",
    "REJECT": "deny refuse policy",
    "SUPPORT": "",
    "CONCEDE": "",
    "AGREE": "",
    "CONSULT": "meet visit phone",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "INVESTIGATE": "",
    "MIGRATE": "cross flee arrive camp",
    "HARM": "die injure",
}
ROLES = (
    "police military intelligence government politician party court protesters rioters migrants union "
    "workers students health-workers far-right far-left religious ethnic-group armed-group ngo media "
    "international company medical residents victims suspect individual property other"
)
KINDS = (
    "official police politician party union ngo expert witness victim protester migrant media document video "
    "social-media anonymous court company other"
)
SENSES = [*BOOK.types.values(), *(m for t in BOOK.types.values() for m in t.modes.values())]
ENTRIES = [*BOOK.roles.values(), *BOOK.kinds.values(), *BOOK.counts.of.values()]


def test_types_and_modes_are_those_of_the_guidelines() -> None:
    assert {t.name: set(t.modes) for t in BOOK.types.values()} == {
        n: set(m.split()) for n, m in TYPES.items()
    }


def test_roles_and_kinds_are_those_of_the_guidelines() -> None:
    assert set(BOOK.roles) == set(ROLES.split())
    assert set(BOOK.kinds) == set(KINDS.split())


@pytest.mark.parametrize("entry", SENSES, ids=lambda entry: entry.name)
def test_types_and_modes_have_two_or_three_examples_with_one_marked_trigger(entry) -> None:
    assert 2 <= len(entry.examples) <= 3
    assert all(len(re.findall(r"\[[^\[\]]+\]", example)) == 1 for example in entry.examples)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_roles_kinds_and_counts_have_a_definition_and_examples(entry) -> None:
    assert entry.definition.endswith(".")
    assert entry.examples


def test_every_type_and_mode_has_trigger_words() -> None:
    bare = [s.name for s in SENSES if not (s.triggers.verbs or s.triggers.nouns or s.triggers.phrases)]
    assert bare == []


@pytest.mark.parametrize(
    ("word", "low", "high", "closed"),
    [
        ("dozens", 24, None, (24, 99)),
        ("scores", 40, None, (40, 99)),
        ("hundreds", 200, None, (200, 999)),
        ("thousands", 2000, None, (2000, 9999)),
    ],
)
def test_inexact_numbers_have_the_bounds_of_rule_13(word, low, high, closed) -> None:
    entry = next(entry for entry in BOOK.counts.inexact if entry.word == word)
    assert (entry.low, entry.high, entry.closed) == (low, high, closed)


def test_words_beside_a_number_have_the_bounds_of_rule_13() -> None:
    bounds = BOOK.counts.bounds
    assert {"about", "nearly"} <= set(bounds["about"].words)
    assert (bounds["about"].low, bounds["about"].high, bounds["about"].closed) == (1, 1, (0.9, 1.1))
    assert {"more than", "at least"} <= set(bounds["more"].words)
    assert (bounds["more"].low, bounds["more"].high, bounds["more"].closed) == (1, None, (1, 1.5))


def test_cue_stances_follow_rule_4() -> None:
    stance_of = {word: cue.stance for cue in BOOK.cues.values() for word in (*cue.verbs, *cue.adverbs)}
    assert {w: stance_of[w] for w in ("say", "insist", "claim", "allegedly", "deny", "doubt")} == {
        "say": "asserts",
        "insist": "asserts",
        "claim": "alleges",
        "allegedly": "alleges",
        "deny": "denies",
        "doubt": "doubts",
    }


def test_id_digest_and_lookups() -> None:
    assert BOOK.id == "crossread/1"
    assert re.fullmatch(r"[0-9a-f]{64}", BOOK.digest)
    assert BOOK.type("PROTEST").cameo == "14"
    assert BOOK.mode_of("PROTEST", "occupy").plover_mode == "obstruct"
