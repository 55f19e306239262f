"""Verdicts as a reader meets them: agreed, contested, sole, over independent origins."""

from __future__ import annotations

from typing import Any

from made import claim, coded

from crossread.codebook import load
from crossread.compare import compare
from crossread.link import copies, link
from crossread.records import CodedArticle, Comparison, Event, Member, Row

MARCH = {"where": "Port Linden, Norland", "date": "2021-03-14"}


def told(key: str, text: str, *claims: dict[str, Any], **fields: Any) -> CodedArticle:
    fields = {"outlet": key.title(), "published": "2021-03-15"} | fields
    return coded(key, text, *({**MARCH, **made} for made in claims), **fields)


def side_by_side(*articles: CodedArticle, copied: dict[str, str] | None = None) -> Comparison:
    members = tuple(
        Member(article=c.article.id, claim=k.id, reason="test") for c in articles for k in c.coding.claims
    )
    event = Event(id="e", title="March", type="PROTEST", where=MARCH["where"], members=members)
    return compare(event, {c.article.id: c for c in articles}, load(), copied or {})


def row(comparison: Comparison, field: str) -> Row:
    (found,) = [r for r in comparison.rows if r.field == field]
    return found


def count(text: str, of: str = "participants", **fields: Any) -> dict[str, Any]:
    return {"text": text, "of": of, **fields}


def crowd(key: str, number: str, size: int, by: str | None = None, **fields: Any) -> CodedArticle:
    source = f" {by} said" if by else ""
    made = claim(
        "PROTEST/demo",
        "marched",
        actor=["people:protesters"],
        counts=[count(number, low=size, high=size, by=by)],
    )
    return told(key, f"In all {number} people marched,{source} on Sunday.", made, **fields)


def test_figures_that_do_not_meet_are_contested_and_the_reason_names_both() -> None:
    found = row(
        side_by_side(crowd("courier", "800", 800, "police"), crowd("gazette", "3,000", 3000, "the union")),
        "participants",
    )
    assert (found.verdict, found.origins) == ("contested", 2)
    assert found.why == "800 (police) against 3,000 (the union): the figures are too far apart"
    value = found.cells[0][0]
    assert (value.show, value.by, value.low, value.high) == ("800", ("police",), 800, 800)
    assert value.quote.text == "In all 800 people marched, police said on Sunday."
    assert [s.of("In all 800 people marched, police said on Sunday.") for s in value.quote.marks] == [
        ["800", "people"][0],
        "people",
        "marched",
    ]


def test_one_police_figure_in_three_outlets_has_one_origin() -> None:
    articles = [
        crowd("a", "800", 800, "police"),
        crowd("b", "800", 800, "a police spokeswoman"),
        crowd("c", "800", 800, "Police"),
    ]
    found = row(side_by_side(*articles), "participants")
    assert (found.verdict, found.origins) == ("sole", 1)
    assert found.why == "only according to police, in 3 reports"


def test_one_speaker_quoted_with_two_figures_is_contested() -> None:
    found = row(
        side_by_side(crowd("a", "800", 800, "police"), crowd("b", "4,000", 4000, "police")), "participants"
    )
    assert (found.verdict, found.origins) == ("contested", 1)
    assert "police in A" in found.why and "police in B" in found.why


def test_two_origins_with_one_figure_agree() -> None:
    found = row(side_by_side(crowd("a", "800", 800, "police"), crowd("b", "820", 820)), "participants")
    assert (found.verdict, found.origins) == ("agreed", 2)
    assert found.why == "told alike by 2 origins: police and B"


def test_a_copy_is_folded_and_is_no_origin() -> None:
    wire = crowd("agency", "800", 800, published="2021-03-14")
    reprint = crowd("post", "800", 800)
    comparison = side_by_side(wire, reprint, copied={"post": "agency"})
    (report,) = comparison.reports
    assert (report.article, report.copies) == ("agency", ("post",))
    assert row(comparison, "participants").verdict == "sole"


def test_a_copy_stands_for_its_original_where_that_is_missing() -> None:
    comparison = side_by_side(
        crowd("post", "800", 800), crowd("mail", "800", 800), copied={"post": "x", "mail": "x"}
    )
    assert [(r.article, r.copies) for r in comparison.reports] == [("mail", ("post",))]


def test_violence_told_the_other_way_round_is_contested_and_shows_its_grammar() -> None:
    one = told(
        "bearer",
        "The mob hurled bottles at officers.",
        claim(
            "ASSAULT/primitive",
            "hurled",
            actor=["The mob:protesters"],
            recipient=["officers:police"],
            instrument=["bottles"],
        ),
        labels=["mob:protesters"],
    )
    other = told(
        "gazette",
        "Bottles were thrown at marchers by police, she said.",
        claim(
            "ASSAULT/primitive",
            "thrown",
            actor=["police:police"],
            recipient=["marchers:protesters"],
            form="passive",
            according_to=["she:witness"],
        ),
    )
    found = row(side_by_side(one, other), "act:thrown")
    assert found.verdict == "contested" and found.why.endswith(
        "who did it to whom is told the other way round"
    )
    assert found.cells[0][0].show == "The mob → officers"
    assert found.cells[0][0].tags == ("loaded word", "active")
    assert found.cells[1][0].tags == ("passive",) and found.cells[1][0].by == ("she",)


def gas(key: str, text: str, trigger: str, **fields: Any) -> CodedArticle:
    made = claim("ASSAULT/crowd-control", trigger, instrument=["tear gas"], **fields)
    return told(key, text, made)


def test_what_one_leaves_unsaid_contradicts_nothing_and_a_hostile_noun_no_role() -> None:
    found = row(
        side_by_side(
            gas("a", "Some tear gas was fired.", "fired", form="agentless"),
            gas(
                "b",
                "Police fired tear gas at a mob.",
                "fired",
                actor=["Police:police"],
                recipient=["a mob:rioters"],
            ),
            gas(
                "c",
                "Officers fired tear gas at families.",
                "fired",
                actor=["Officers:police"],
                recipient=["families:residents"],
            ),
        ),
        "act:tear-gas",
    )
    assert (found.verdict, found.origins) == ("agreed", 3)
    assert found.cells[0][0].tags == ("passive without agent",)


def test_a_denial_contests_the_act_and_silence_does_not() -> None:
    used = gas("a", "Police fired tear gas.", "fired", actor=["Police:police"])
    denied = gas(
        "b",
        "Police denied having fired tear gas.",
        "fired",
        actor=["Police:police"],
        modality="negated",
        stance="denies",
        according_to=["Police:police"],
    )
    silent = told("c", "People marched.", claim("PROTEST/demo", "marched"))
    found = row(side_by_side(used, denied, silent), "act:tear-gas")
    assert found.verdict == "contested" and found.cells[2] == ()
    assert "denied" in found.cells[1][0].tags
    assert row(side_by_side(used, silent), "act:tear-gas").verdict == "sole"


def test_a_denial_of_other_means_contests_nothing() -> None:
    charged = told("a", "Police charged.", claim("ASSAULT/crowd-control", "charged", actor=["Police:police"]))
    unused = told(
        "b",
        "A baton was never used by police.",
        claim(
            "ASSAULT/crowd-control",
            "used",
            actor=["police:police"],
            instrument=["A baton"],
            modality="negated",
        ),
    )
    assert row(side_by_side(charged, unused), "act:charge").verdict == "sole"


def test_a_plan_neither_supports_nor_contradicts_what_was_done() -> None:
    strike = told(
        "a", "Drivers walked out.", claim("PROTEST/strike", "walked out", actor=["Drivers:workers"])
    )
    plan = told(
        "b",
        "Drivers will strike.",
        claim("PROTEST/strike", "strike", actor=["Drivers:workers"], modality="planned"),
    )
    found = row(side_by_side(strike, plan), "act:strike")
    assert found.verdict == "sole" and "planned" in found.cells[1][0].tags
    again = told(
        "c",
        "Drivers plan a strike.",
        claim("PROTEST/strike", "strike", actor=["Drivers:workers"], modality="planned"),
    )
    assert row(side_by_side(plan, again), "act:strike").verdict == "agreed"


def hurt(key: str, text: str, trigger: str, **fields: Any) -> CodedArticle:
    return told(key, text, claim("HARM/injure", trigger, **fields))


def test_injuries_are_split_by_the_words_and_none_is_a_value() -> None:
    officers = hurt(
        "a",
        "Six officers were injured.",
        "injured",
        recipient=["Six officers:police"],
        counts=[count("Six officers", "injured", low=6, high=6)],
    )
    marchers = hurt(
        "b",
        "20 marchers were injured.",
        "injured",
        recipient=["20 marchers:protesters"],
        counts=[count("20 marchers", "injured", low=20, high=20)],
    )
    comparison = side_by_side(officers, marchers)
    assert [r.label for r in comparison.rows if r.group == "numbers"] == [
        "Injured police",
        "Injured protesters",
    ]
    assert {r.verdict for r in comparison.rows if r.group == "numbers"} == {"sole"}
    one = hurt("c", "Nine were injured.", "injured", counts=[count("Nine", "injured", low=9, high=9)])
    none = hurt("d", "Nobody was injured.", "injured", recipient=["Nobody:other"], modality="negated")
    found = row(side_by_side(one, none), "injured")
    assert found.verdict == "contested" and found.cells[1][0].show == "none" and found.cells[1][0].high == 0


def test_places_agree_where_one_contains_the_other_and_dates_where_they_overlap() -> None:
    one = told(
        "a",
        "They marched on the Quayside on Sunday.",
        claim("PROTEST/demo", "marched", place=["the Quayside"], time=["Sunday"]),
    )
    other = told(
        "b",
        "They marched at the weekend.",
        claim("PROTEST/demo", "marched", where="Norland", date="2021-03-13/2021-03-14"),
    )
    comparison = side_by_side(one, other)
    assert row(comparison, "where").verdict == row(comparison, "when").verdict == "agreed"
    assert row(comparison, "where").cells[0][0].show == "the Quayside"
    assert row(comparison, "where").cells[0][0].tags == ("= Port Linden, Norland",)
    assert row(comparison, "when").cells[0][0].show == "14 March 2021"
    assert row(comparison, "when").cells[1][0].show == "13 to 14 March 2021"
    late = told("c", "They marched on Monday.", claim("PROTEST/demo", "marched", date="2021-03-15"))
    assert row(side_by_side(one, late), "when").verdict == "contested"


def test_unnamed_witnesses_of_two_outlets_are_two_origins_and_one_named_person_is_one() -> None:
    def said(key: str, source: str) -> CodedArticle:
        text = f"Police charged, {source} said."
        kind = "witness" if source.islower() else "politician"
        return told(
            key,
            text,
            claim(
                "ASSAULT/crowd-control", "charged", actor=["Police:police"], according_to=[f"{source}:{kind}"]
            ),
        )

    assert row(side_by_side(said("a", "a witness"), said("b", "two witnesses")), "act:charge").origins == 2
    found = row(side_by_side(said("a", "Mayor Ada Varga"), said("b", "Varga")), "act:charge")
    assert (found.verdict, found.origins) == ("sole", 1)


def test_rows_without_any_value_are_left_out_and_voices_are_listed() -> None:
    comparison = side_by_side(crowd("a", "800", 800), crowd("b", "800", 800))
    assert all(any(r.cells) for r in comparison.rows)
    assert "killed" not in {r.field for r in comparison.rows}
    assert all(len(r.cells) == 2 for r in comparison.rows)
    heard = gas("c", "Officers fired tear gas, a witness said.", "fired", according_to=["a witness:witness"])
    (value,) = row(side_by_side(heard), "voices").cells[0]
    assert (value.show, value.tags) == ("a witness", ("witness",))


def test_every_quote_is_verbatim_and_every_mark_inside_it() -> None:
    articles = [
        crowd("a", "800", 800, "police"),
        gas("b", "Police fired tear gas. People ran.", "fired", actor=["Police:police"]),
    ]
    texts = {c.article.id: c.article.text for c in articles}
    values = [v for r in side_by_side(*articles).rows for cell in r.cells for v in cell]
    assert values
    for value in values:
        assert value.quote.span.of(texts[value.quote.article]) == value.quote.text
        assert all(value.quote.span.contains(mark) for mark in value.quote.marks)


def test_linked_events_compare_end_to_end() -> None:
    articles = [crowd("courier", "800", 800, "police"), crowd("gazette", "3,000", 3000, "the union")]
    copied = copies([c.article for c in articles])
    (event,) = link(articles, copied)
    comparison = compare(event, {c.article.id: c for c in articles}, load(), copied)
    assert [r.outlet for r in comparison.reports] == ["Courier", "Gazette"]
    assert row(comparison, "participants").verdict == "contested"


def test_what_an_article_tells_of_another_day_only_is_not_called_absent() -> None:
    used = gas("a", "Police fired tear gas.", "fired", actor=["Police:police"])
    later = told(
        "b",
        "People marched. A day later officers fired tear gas.",
        claim("PROTEST/demo", "marched"),
        claim("ASSAULT/crowd-control", "fired", instrument=["tear gas"], date="2021-03-15"),
    )
    members = tuple(Member(article=a, claim=c, reason="test") for a, c in (("a", "e1"), ("b", "e1")))
    event = Event(id="e", title="March", type="PROTEST", members=members)
    found = row(compare(event, {c.article.id: c for c in (used, later)}, load()), "act:tear-gas")
    assert found.cells[1] == () and found.elsewhere == (1,)
    assert (
        row(
            side_by_side(used, told("c", "People marched.", claim("PROTEST/demo", "marched"))), "act:tear-gas"
        ).elsewhere
        == ()
    )


def test_nobody_seriously_hurt_does_not_deny_that_some_were_hurt() -> None:
    hurt = told(
        "a", "Ten officers were injured.", claim("HARM/injure", "injured", recipient=["Ten officers:police"])
    )
    degree = "The clinic said nobody had been {}injured."
    for word, verdict in (("seriously ", "sole"), ("", "contested")):
        text = degree.format(word)
        none = told(
            "b", text, claim("HARM/injure", "injured", modality="negated", according_to=["The clinic:other"])
        )
        assert row(side_by_side(hurt, none), "act:injuries").verdict == verdict
