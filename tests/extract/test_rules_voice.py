"""According to whom: the patterns of attribution, and the chain of sources that a claim gets from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossread.records import Claim, CodedArticle

ClaimOf = Callable[[str, str], Claim]
Code = Callable[..., CodedArticle]


def voice(claim: Claim) -> list[tuple[str, int]]:
    return [(source.text, source.step) for source in claim.according_to]


@pytest.mark.parametrize(
    "text",
    [
        "Witnesses said officers attacked the camp.",
        "Witnesses said that officers attacked the camp.",
        "Officers attacked the camp, witnesses said.",
        "“Officers attacked the camp,” witnesses said.",
        "“Officers attacked the camp,” said witnesses.",
        "According to witnesses, officers attacked the camp.",
        "Officers attacked the camp, according to witnesses.",
    ],
)
def test_patterns_of_attribution(claim: ClaimOf, text: str) -> None:
    found = claim(text, "attacked")
    assert [source.text.lower() for source in found.according_to] == ["witnesses"]
    assert found.according_to[0].kind == "witness"


def test_the_outlets_own_voice_has_no_source(claim: ClaimOf) -> None:
    assert claim("Officers attacked the camp on Monday.", "attacked").according_to == ()


def test_a_speech_act_is_told_by_the_outlet_and_its_content_by_the_speaker(claim: ClaimOf) -> None:
    text = "The charity accused officers of attacking migrants."
    accused, attacking = claim(text, "accused"), claim(text, "attacking")
    assert accused.according_to == ()
    assert voice(attacking) == [("The charity", 0)]
    assert attacking.stance == "alleges"


def test_co_sources_share_a_step(claim: ClaimOf) -> None:
    found = claim("Police and witnesses said a man attacked the mayor.", "attacked")
    assert voice(found) == [("Police", 0), ("witnesses", 0)]


def test_a_news_agency_that_was_told_is_the_next_step(claim: ClaimOf) -> None:
    found = claim("Police sources told AFP that officers arrested two men.", "arrested")
    assert voice(found) == [("Police sources", 0), ("AFP", 1)]
    assert found.according_to[0].anonymous


def test_nested_hearsay_comes_nearest_first(claim: ClaimOf) -> None:
    found = claim("Reuters reported that witnesses said officers attacked the camp.", "attacked")
    assert voice(found) == [("witnesses", 0), ("Reuters", 1)]


def test_a_parenthesis_between_source_and_cue_is_stepped_over(claim: ClaimOf) -> None:
    found = claim("Ann Example, a spokeswoman for the city, said officers arrested two men.", "arrested")
    assert voice(found) == [("Ann Example", 0)]


def test_a_bare_quotation_goes_on_with_the_speaker_before_it(claim: ClaimOf) -> None:
    text = "“We marched all night,” Ann Example said. “Then officers attacked the camp.”"
    assert voice(claim(text, "attacked")) == [("Ann Example", 0)]


def test_a_pronoun_source_is_resolved(claim: ClaimOf) -> None:
    text = "Ann Example leads the charity. She said officers attacked the camp."
    assert voice(claim(text, "attacked")) == [("Ann Example", 0)]


def test_a_video_is_a_source(claim: ClaimOf) -> None:
    found = claim("The video shows officers kicking migrants.", "kicking")
    assert (voice(found), found.according_to[0].kind) == ([("The video", 0)], "video")


def test_reportedly_alleges_without_a_source(claim: ClaimOf) -> None:
    found = claim("Officers reportedly attacked the camp.", "attacked")
    assert (found.according_to, found.stance) == ((), "alleges")


def test_a_denied_act_is_negated(claim: ClaimOf) -> None:
    found = claim("Police denied that officers attacked the camp.", "attacked")
    assert (found.modality, found.stance) == ("negated", "denies")


def test_what_is_demanded_is_not_told(claim: ClaimOf) -> None:
    assert claim("The union urged the city to deport nobody.", "deport").according_to == ()


def test_a_second_clause_returns_to_the_outlet(claim: ClaimOf) -> None:
    text = "Police told Reuters they saw nothing, and the minister defended the officers."
    assert claim(text, "defended").according_to == ()


def test_an_embedded_post_speaks_for_its_author(code: Code) -> None:
    text = (
        "Workers marched in Orvelle.\n\n"
        "Officers attacked the crowd. pic.twitter.com/abc123 — Ann Example (@annexample) June 16, 2020"
    )
    coded = code(text)
    attacked = next(c for c in coded.coding.claims if c.trigger.text == "attacked")
    assert [s.kind for s in attacked.according_to] == ["social-media"]
    assert "Ann Example" in attacked.according_to[0].text
    assert [a.kind for a in coded.coding.attributions] == ["embed"]


def test_attributions_carry_source_cue_content_and_kind(code: Code) -> None:
    text = "“Officers attacked the camp,” witnesses said."
    (found,) = code(text).coding.attributions
    assert found.source is not None and found.cue is not None
    assert found.source.of(text) == "witnesses"
    assert found.cue.of(text) == "said"
    assert found.kind == "direct"
    assert found.content[0].of(text).startswith("Officers attacked the camp")


def test_a_nested_attribution_names_its_parent(code: Code) -> None:
    outer, inner = code(
        "Reuters reported that witnesses said officers attacked the camp."
    ).coding.attributions
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_quoted_paragraphs_go_on_with_whoever_announced_them(claim: ClaimOf) -> None:
    text = "A guard came. Mayor Ada Brandt told us:\n\n“The march was calm.\n\n“Then they attacked the van.”"
    assert [s.text for s in claim(text, "attacked").according_to] == ["Mayor Ada Brandt"]


def test_a_speaker_is_not_somebody_named_in_the_own_words(claim: ClaimOf) -> None:
    text = "The ministry denied it. “The police arrested two men on the order of a court,” it said."
    assert [s.text for s in claim(text, "arrested").according_to] == ["The ministry"]


def test_a_named_spokeswoman_is_the_source(claim: ClaimOf) -> None:
    text = (
        "Ada Brandt, a spokeswoman for the Harbour Network, which met on Friday, said guards attacked a man."
    )
    assert [s.text for s in claim(text, "attacked").according_to] == ["Ada Brandt"]


def test_reporters_and_the_own_outlet_relay_nothing(code: Code) -> None:
    for hearer in ("reporters", "The Lund Gazette"):
        coded = code(f"Witnesses told {hearer} that guards attacked a man.", outlet="The Lund Gazette")
        assert [s.text for s in coded.coding.claims[0].according_to] == ["Witnesses"]


def test_a_second_act_of_the_accuser_is_told_by_the_outlet(claim: ClaimOf) -> None:
    found = claim("The union accuses the mayor of lying and has demanded an apology.", "demanded")
    assert [p.text for p in found.actor] == ["The union"]
    assert found.according_to == ()


def test_a_headline_ends_with_its_source(claim: ClaimOf) -> None:
    text = "Guards Attacked Two Men, Union Says\n\nTwo men were hurt."
    assert [s.text for s in claim(text, "Attacked").according_to] == ["Union"]


def test_a_number_never_speaks(code: Code) -> None:
    coded = code("Dana Orr on October 7 reported that police had beaten marchers in Leeds.")
    sources = [source.text for claim in coded.coding.claims for source in claim.according_to]
    sources += [a.source.of(coded.article.text) for a in coded.coding.attributions if a.source]
    assert coded.coding.claims and not any(source.isdigit() for source in sources)
