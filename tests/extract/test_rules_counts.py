"""Numbers of people: whose they are, who gives them, and figures that answer one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossread.records import Claim, CodedArticle

ClaimOf = Callable[[str, str], Claim]
Code = Callable[..., CodedArticle]


def figures(claim: Claim) -> list[tuple[str, str, str | None]]:
    return [(c.of, c.text, c.by) for c in claim.counts]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "The mayor said 300 people had marched. The union spoke of 2,400.",
            "marched",
            [("participants", "300 people", "The mayor"), ("participants", "2,400", "The union")],
        ),
        (
            "The mayor said 300 people had marched. A count made for two papers arrived at about 1,100.",
            "marched",
            [
                ("participants", "300 people", "The mayor"),
                ("participants", "about 1,100", "A count made for two papers"),
            ],
        ),
        (
            "Just 300 people turned up, according to police, fewer than the 2,400 claimed by the organisers.",
            "turned up",
            [("participants", "300 people", "police"), ("participants", "2,400", "the organisers")],
        ),
        (
            "A lawyer said 12 people had been detained; the prefecture said 7.",
            "detained",
            [("arrested", "12 people", "A lawyer"), ("arrested", "7", "the prefecture")],
        ),
        (
            "Police put the turnout at 300 at the march.",
            "turnout",
            [("participants", "300", "Police")],
        ),
        ("Observers counted 12 arrests.", "arrests", [("arrested", "12 arrests", "Observers")]),
        ("The police speak of 300 marchers.", "marchers", [("participants", "300 marchers", "The police")]),
        ("Police said nobody was arrested.", "arrested", [("arrested", "nobody", "Police")]),
        ("Five of the 12 people arrested are minors.", "arrested", [("arrested", "the 12 people", None)]),
        ("Medics treated 12 marchers.", "treated", [("injured", "12 marchers", None)]),
        ("Guards evicted 60 people from the hall.", "evicted", [("evicted", "60 people", None)]),
    ],
)  # fmt: skip
def test_figures_and_who_gives_them(
    claim: ClaimOf, text: str, trigger: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert figures(claim(text, trigger)) == expected


def test_the_hurt_are_not_counted_as_marchers(claim: ClaimOf) -> None:
    text = "Stones were thrown at the end of a march in Lund on Sunday and dozens of people were hurt."
    assert claim(text, "march").counts == ()
    assert [c.of for c in claim(text, "hurt").counts] == ["injured"]


def test_a_figure_without_an_event_to_answer_is_left_out(code: Code) -> None:
    assert code("The firm put the price at 2,400.").coding.claims == ()


def test_months_are_no_marches(code: Code) -> None:
    assert code("The hall opens on March 21 and closes on 4 March 2020.").coding.claims == ()


def test_a_stoppage_and_a_bombing_are_told_apart_by_the_article(claim: ClaimOf) -> None:
    bombed = "Jets took off at dawn. The pilot of a warplane saw smoke. The strike lasted an hour."
    stopped = "The union met at dawn. Workers want more pay. The strike lasted an hour."
    assert (claim(bombed, "strike").type, claim(stopped, "strike").type) == ("ASSAULT", "PROTEST")


def test_police_who_charge_a_crowd_arrest_nobody(claim: ClaimOf) -> None:
    assert claim("Police charged the crowd.", "charged").type == "ASSAULT"
    assert claim("Police charged the man with theft.", "charged").type == "COERCE"
