"""Forms of English words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.codebook.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("hurl", "hurl hurls hurling hurled"),
        ("clash", "clash clashes clashing clashed"),
        ("charge", "charge charges charging charged"),
        ("carry", "carry carries carrying carried"),
        ("deploy", "deploy deploys deploying deployed"),
        ("club", "club clubs clubbing clubbed"),
        ("riot", "riot riots rioting rioted"),
        ("beat", "beat beats beating beaten"),
        ("admit", "admit admits admitting admitted"),
        ("target", "target targets targeting targeted"),
        ("flee", "flee flees fleeing fled"),
        ("lie", "lie lies lying lied lay lain"),
        ("quit", "quit quits quitting"),
        ("free", "free frees freeing freed"),
        ("panic", "panic panics panicking panicked"),
        ("label", "label labels labeling labelling labeled labelled"),
        ("mobilize", "mobilize mobilise mobilizes mobilises mobilizing mobilising mobilized mobilised"),
        ("seize", "seize seizes seizing seized"),
        ("tear-gas", "tear-gas tear-gases tear-gassing tear-gassed"),
    ],
)
def test_verbs(base, forms) -> None:
    assert set(verb_forms(base)) == set(forms.split())


def test_a_verb_of_several_words_inflects_its_first_one() -> None:
    assert set(verb_forms("set on fire")) == {"set on fire", "sets on fire", "setting on fire"}
    assert "fatally shot" in verb_forms("fatally shoot")


def test_forms_are_told() -> None:
    assert verb_forms("hurl")["hurled"] == {"past", "participle"}
    assert verb_forms("throw")["threw"] == {"past"}
    assert verb_forms("hit")["hit"] == {"base", "past", "participle"}


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("march", "marches"),
        ("rally", "rallies"),
        ("policeman", "policemen"),
        ("German", "Germans"),
        ("child", "children"),
        ("use of force", "uses of force"),
        ("passer-by", "passers-by"),
        ("sit-in", "sit-ins"),
        ("petrol bomb", "petrol bombs"),
        ("talks", "talks"),
        ("emergency powers", "emergency powers"),
        ("crisis", "crises"),
    ],
)
def test_nouns(singular, plural) -> None:
    assert set(noun_forms(singular)) == {singular, plural}


words = st.from_regex(r"[a-z]{3,12}", fullmatch=True)


@given(words)
def test_every_verb_has_all_its_forms(base) -> None:
    told = set().union(*verb_forms(base).values())
    assert told == {"base", "third", "ing", "past", "participle"}
    assert "base" in verb_forms(base)[base]
    assert all(form.endswith("ing") for form, kinds in verb_forms(base).items() if "ing" in kinds)


@given(words, words)
def test_further_words_of_a_verb_stay_as_they_are(base, particle) -> None:
    if not base.endswith("ly"):
        assert set(verb_forms(f"{base} {particle}")) == {f"{form} {particle}" for form in verb_forms(base)}


@given(words)
def test_a_noun_has_its_singular_and_at_most_one_plural(singular) -> None:
    forms = noun_forms(singular)
    assert "singular" in forms[singular]
    assert set().union(*forms.values()) == {"singular", "plural"}
    assert len(forms) <= 2
