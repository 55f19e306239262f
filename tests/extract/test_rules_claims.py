"""What the rules engine makes of single sentences: type, sides, grammar, modality, expressions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossread.extract import Extractor, Rules
from crossread.records import Claim, CodedArticle

ClaimOf = Callable[[str, str], Claim]


def words(phrases: tuple[object, ...]) -> list[str]:
    return [phrase.text for phrase in phrases]  # type: ignore[attr-defined]


def test_rules_is_an_extractor(rules: Rules) -> None:
    engine: Extractor = rules
    assert (engine.name, engine.model) == ("rules", None)


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "actor", "recipient", "form"),
    [
        ("Officers arrested ten marchers.", "arrested", "COERCE", "Officers", "ten marchers", "active"),
        ("Reporters were attacked by thugs.", "attacked", "ASSAULT", "thugs", "Reporters", "passive"),
        ("Reporters were attacked at dawn.", "attacked", "ASSAULT", None, "Reporters", "agentless"),
        ("The students' march ended at noon.", "march", "PROTEST", "The students", None, "nominal"),
        ("The arrest of a union leader angered many.", "arrest", "COERCE", None, "a union leader", "nominal"),
        ("Workers staged a strike on Monday.", "strike", "PROTEST", "Workers", None, "nominal"),
        ("Clashes broke out after dark.", "Clashes", "ASSAULT", None, None, "intransitive"),
        ("Refugees fled the town.", "fled", "MIGRATE", "Refugees", None, "active"),
    ],
)  # fmt: skip
def test_sides_and_form(
    claim: ClaimOf, text: str, trigger: str, type_: str, actor: str | None, recipient: str | None, form: str
) -> None:
    found = claim(text, trigger)
    assert found.type == type_
    assert words(found.actor) == ([actor] if actor else [])
    assert words(found.recipient) == ([recipient] if recipient else [])
    assert found.form == form


def test_thrown_things_are_instruments_and_at_names_the_recipient(claim: ClaimOf) -> None:
    found = claim("Protesters hurled bottles and flares at police on Sunday.", "hurled")
    assert words(found.instrument) == ["bottles", "flares"]
    assert words(found.recipient) == ["police"]
    assert found.mode == ("primitive",)
    assert words(found.time) == ["Sunday"]


def test_both_sides_of_a_clash_are_actors(claim: ClaimOf) -> None:
    found = claim("Protesters clashed with riot police in Orvelle.", "clashed")
    assert words(found.actor) == ["Protesters", "riot police"]
    assert found.recipient == ()
    assert found.agency is not None
    assert found.agency.reciprocal


def test_pronouns_go_back_to_a_mention(claim: ClaimOf) -> None:
    found = claim("The dockers left the square. Later they attacked a reporter.", "attacked")
    assert words(found.actor) == ["The dockers"]


def test_relative_clauses_and_participles_find_their_subject(claim: ClaimOf) -> None:
    text = "Two men wearing masks attacked an officer who arrested a student."
    assert words(claim(text, "attacked").actor) == ["Two men"]
    assert words(claim(text, "arrested").actor) == ["an officer"]


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Unions will march on Friday.", "march", "planned"),
        ("Unions plan to march on Friday.", "march", "planned"),
        ("Police did not arrest anyone.", "arrest", "negated"),
        ("Nobody was injured.", "injured", "negated"),
        ("The mayor fears violence.", "violence", "hypothetical"),
        ("If officers attack students, unions will respond.", "attack", "hypothetical"),
        ("Officers routinely beat migrants.", "beat", "habitual"),
        ("Police arrested a student.", "arrested", "actual"),
    ],
)
def test_modality(claim: ClaimOf, text: str, trigger: str, modality: str) -> None:
    assert claim(text, trigger).modality == modality


def test_numbers_of_people_are_counts_without_bounds(claim: ClaimOf) -> None:
    found = claim("Police arrested at least 12 protesters in Orvelle.", "arrested")
    assert [(c.of, c.text, c.low, c.high) for c in found.counts] == [
        ("arrested", "at least 12 protesters", None, None)
    ]


def test_dates_and_places_are_left_to_resolve(claim: ClaimOf) -> None:
    found = claim("Workers marched in Orvelle on Tuesday.", "marched")
    assert (words(found.place), words(found.time)) == (["Orvelle"], ["Tuesday"])
    assert (found.where, found.date, found.confidence) == (None, None, None)


def test_light_verbs_give_way_to_the_event_noun(code: Callable[..., CodedArticle]) -> None:
    claims = code("Students held a protest in Orvelle.").coding.claims
    assert [c.trigger.text for c in claims] == ["protest"]


def test_killed_gives_way_to_the_attack_it_tells_the_outcome_of(code: Callable[..., CodedArticle]) -> None:
    claims = code("A gunman shot and killed two students.").coding.claims
    assert [c.trigger.text for c in claims] == ["shot"]
    assert [(c.of, c.text) for c in claims[0].counts] == [("killed", "two students")]


def test_mentions_of_one_happening_share_a_key(code: Callable[..., CodedArticle]) -> None:
    text = "Nurses held a march in Orvelle. The march ended at noon. Police arrested a nurse."
    first, second, third = code(text).coding.claims
    assert first.happening == second.happening != third.happening


def test_agency_says_where_the_agent_is_named(code: Callable[..., CodedArticle]) -> None:
    text = "Officers attacked migrants in Orvelle. The attack lasted an hour."
    active, nominal = (c.agency for c in code(text).coding.claims if c.type == "ASSAULT")
    assert active is not None and nominal is not None
    assert (active.agent, nominal.agent) == ("clause", "article")
    assert "Officers" in words(nominal.words)


def test_boilerplate_is_not_coded(code: Callable[..., CodedArticle]) -> None:
    coded = code("Police arrested a student.\n\nFollow Ann Example on Twitter: @annexample")
    assert all(c.trigger.span.end < 30 for c in coded.coding.claims)


def test_claim_ids_follow_the_text(code: Callable[..., CodedArticle]) -> None:
    claims = code("Workers marched. Police arrested two. A fight broke out.").coding.claims
    assert [c.id for c in claims] == [f"e{n}" for n in range(1, len(claims) + 1)]
    assert [c.trigger.span for c in claims] == sorted(c.trigger.span for c in claims)
