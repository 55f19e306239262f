"""Pasted articles: what is headline, byline, debris, caption and embedded post."""

from __future__ import annotations

import pytest

from crossread.read import Reading, read
from crossread.records import Article, Block, Span

LEAD = "Dockers marched through Velmora on Monday, and two cranes stood still."
PROSE = "The port said that it would meet the union on Friday."


def reading(*paragraphs: str, **fields: str) -> Reading:
    return read(Article(id="a", text="\n\n".join(paragraphs), **fields))


def kinds(result: Reading) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(result.text)) for b in result.blocks]


def test_a_short_first_line_without_full_stop_is_the_headline() -> None:
    result = reading("Dockers march through Velmora", LEAD)
    assert kinds(result) == [("headline", "Dockers march through Velmora"), ("paragraph", LEAD)]


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        f"{LEAD}\n\n{PROSE}",
        "Dockers marched through\n\nthe town of Velmora on Monday.",
        "Dockers march",
    ],
    ids=["alone", "prose first", "broken line first", "nothing follows"],
)
def test_prose_first_is_no_headline(text: str) -> None:
    assert all(b.kind == "paragraph" for b in reading(text).blocks)


def test_the_known_title_is_the_headline_even_with_a_full_stop() -> None:
    assert reading("Cranes stand still.", LEAD, title="Cranes stand still").blocks[0].kind == "headline"


def test_paragraphs_broken_in_the_middle_stay_two_blocks() -> None:
    result = reading(LEAD, "The dockers slept in an open", "hall near the harbour.")
    assert [k for k, _ in kinds(result)] == ["paragraph"] * 3


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "Dockers marched through the harbour town of Velmora on Monday, and two",
        "of its cranes stood still. The port authority said that it would meet",
        "the union on Friday to speak about the shifts that the dockers want to",
        "see shortened.",
    ]
    text = "\n".join(lines)
    result = reading(text, PROSE)
    assert kinds(result) == [("paragraph", text), ("paragraph", PROSE)]
    assert len(result.sentences) == 3


def test_lines_of_prose_without_blank_lines_are_paragraphs() -> None:
    assert len(reading(f"{LEAD}\n{PROSE}\n{LEAD} {PROSE}").blocks) == 3


@pytest.mark.parametrize(
    ("byline", "date"),
    [
        ("Ana Lee 21 May 2021", "2021-05-21"),
        ("By Ana Lee | May 21, 2021", "2021-05-21"),
        ("First published: 21 May 2021, 10:30", "2021-05-21"),
        ("Par Ana Lee, le 1er août 2021", "2021-08-01"),
        ("By Ana Lee and Tom Roe", None),
        ("Updated at 2:45 p.m. ET", None),
    ],
)
def test_bylines_are_datelines_and_their_date_dates_the_article(byline: str, date: str | None) -> None:
    result = reading("Dockers march through Velmora", byline, LEAD)
    assert [b.kind for b in result.blocks] == ["headline", "dateline", "paragraph"]
    assert result.article.published == date


def test_a_known_date_is_not_overwritten() -> None:
    assert reading("date 2021-05-21 " + LEAD, published="2020-01-01").article.published == "2020-01-01"


def test_header_debris_is_cut_off_its_paragraph_and_dates_the_article() -> None:
    result = read(Article(id="a", text=f" date 2021-05-21 {LEAD}\n\n{PROSE}"))
    assert kinds(result) == [("boilerplate", "date 2021-05-21"), ("paragraph", LEAD), ("paragraph", PROSE)]
    assert result.article.published == "2021-05-21"
    assert [s.block for s in result.sentences] == [1, 2]


def test_an_impossible_date_is_not_used() -> None:
    assert reading("date 2021-02-31 " + LEAD).article.published is None


def test_a_dateline_run_in_belongs_to_its_paragraph() -> None:
    lead = "VELMORA (AP) — Dockers marched on Monday."
    assert kinds(reading(lead, PROSE))[0] == ("paragraph", lead)


@pytest.mark.parametrize(
    "line",
    [
        "COMMENTS",
        "Advertisement",
        "Follow Ana Lee on Twitter: @analee",
        "Please let us know if you're having issues with commenting.",
        "To contact the Harbour Weekly and its editors visit:",
        "Sign up for our daily newsletter",
        "Read more: Cranes stand still in Velmora",
        "Related:",
        "Share Tweet Email Print",
        "© 2021 Harbour Weekly. All rights reserved.",
        "Subscribe to the Harbour Weekly for more of this",
        "Abonnez-vous à notre newsletter",
        "harbourweekly.org/contact",
        "***",
    ],
)
def test_prompts_and_page_furniture_are_boilerplate_without_sentences(line: str) -> None:
    result = reading(LEAD, line)
    assert kinds(result)[1] == ("boilerplate", line)
    assert [s.block for s in result.sentences] == [0]


@pytest.mark.parametrize(
    "line",
    [
        "Follow-up talks between the dockers and the port broke down on Twitter, of all places.",
        "Comments by the minister angered the dockers.",
        "Share prices of the port fell after the march.",
        "Related strikes hit two other harbours.",
        "Sign-making workshops were raided by police.",
        "Read the minister's speech as a threat, the union told its members.",
        "More than forty dockers were arrested.",
        "Photographs of the raid were seized by police.",
        "Image after image shows officers beating dockers.",
    ],
)
def test_prose_that_begins_like_a_prompt_is_prose(line: str) -> None:
    assert kinds(reading(LEAD, line, PROSE))[1] == ("paragraph", line)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("ANA LEE/AFP/Getty Images", "ANA LEE/AFP/Getty Images"),
        ("ANA LEE/HARBOUR PICTURES", "ANA LEE/HARBOUR PICTURES"),
        ("(Ana Lee/Reuters)", "Ana Lee/Reuters"),
        ("Dockers at the gate in May 2021. (Ana Lee/Reuters)", "Ana Lee/Reuters"),
        ("A crane in Velmora. Photograph: Ana Lee/EPA", "Ana Lee/EPA"),
        ("FILE PHOTO: Dockers at the gate", None),
        ("Image copyright Reuters Image caption A crane in Velmora", None),
    ],
)
def test_photo_credits_are_captions(line: str, credit: str | None) -> None:
    block = reading("Dockers march through Velmora", line, LEAD).blocks[1]
    assert (block.kind, block.author) == ("caption", credit)


def test_a_player_prompt_before_a_caption_is_cut_off() -> None:
    result = reading("Enlarge this image toggle caption Ana Lee/AP Ana Lee/AP", LEAD)
    assert [k for k, _ in kinds(result)] == ["boilerplate", "caption", "paragraph"]


def test_headings_and_lists() -> None:
    result = reading(
        "Dockers march",
        LEAD,
        "What the port says",
        PROSE,
        "• Two cranes stood still.",
        "WHY IT MATTERS:",
        PROSE,
    )
    assert [k for k, _ in kinds(result)] == [
        "headline", "paragraph", "heading", "paragraph", "list", "heading", "paragraph",
    ]  # fmt: skip


def posts(result: Reading) -> list[tuple[str, str | None, str | None]]:
    out = []
    for number, block in enumerate(result.blocks):
        if block.kind == "quoted_post":
            said = [s.span for s in result.sentences if s.block == number]
            out.append((result.text[said[0].start : said[-1].end], block.author, block.date))
    return out


@pytest.mark.parametrize(
    ("post", "words", "author", "date"),
    [
        ("Cranes are still. pic.twitter.com/Ab12 — Ana Lee (@ana_lee) June 16, 2020",
         "Cranes are still. pic.twitter.com/Ab12", "Ana Lee (@ana_lee)", "2020-06-16"),
        ("The end of the port.pic.twitter.com/Ab12 — Ana (@ana) June 6, 2020",
         "The end of the port.pic.twitter.com/Ab12", "Ana (@ana)", "2020-06-06"),
        ("No cranes today! – Ana Lee 🎱 (@ana) 16 juin 2020",
         "No cranes today!", "Ana Lee 🎱 (@ana)", "2020-06-16"),
        ("No cranes — none — today. — Ana (@ana) Jun 1, 2020",
         "No cranes — none — today.", "Ana (@ana)", "2020-06-01"),
        ("No cranes today. -- Ana (@ana)", "No cranes today.", "Ana (@ana)", None),
        ("A still crane. A post shared by Ana Lee (@ana) on Jun 1, 2020 at 7:05am PDT",
         "A still crane.", "Ana Lee (@ana)", "2020-06-01"),
        ("Ana Lee (@ana) Cranes are still, and nobody knows why", "Cranes are still, and nobody knows why",
         "Ana Lee (@ana)", None),
    ],
)  # fmt: skip
def test_embedded_posts_keep_author_and_date(post: str, words: str, author: str, date: str | None) -> None:
    result = reading(LEAD, post, PROSE)
    assert posts(result) == [(words, author, date)]
    assert [k for k, _ in kinds(result)] == ["paragraph", "quoted_post", "paragraph"]


def test_two_posts_and_prose_in_one_paragraph() -> None:
    result = reading(LEAD, f"One. — Ana (@ana) June 1, 2020 Two. — Tom (@tom) June 2, 2020 {PROSE}")
    assert [p[:2] for p in posts(result)] == [("One.", "Ana (@ana)"), ("Two.", "Tom (@tom)")]
    assert kinds(result)[-1] == ("paragraph", PROSE)


@pytest.mark.parametrize(
    "first", ["Farewell, old cranes! 🏗️🇫🇷", "#VelmoraPort", ".@portofvelmora you did this"]
)
def test_the_first_line_of_a_post_is_joined_to_it(first: str) -> None:
    result = reading(LEAD, first, "Nobody will miss them pic.twitter.com/x1 — Ana (@ana) June 1, 2020")
    assert [k for k, _ in kinds(result)] == ["paragraph", "quoted_post"]
    assert posts(result)[0][0].startswith(first)


@pytest.mark.parametrize("before", ["The minister replied on Sunday:", PROSE, "He wrote on Twitter"])
def test_the_outlets_prose_is_never_joined_to_a_post(before: str) -> None:
    result = reading(LEAD, before, "Cranes are still. — Ana (@ana) June 1, 2020")
    assert posts(result)[0][0] == "Cranes are still."


def test_a_signature_alone_signs_the_paragraph_before_it() -> None:
    result = reading(LEAD, "Cranes are still.", "— Ana (@ana) June 1, 2020", PROSE)
    assert posts(result) == [("Cranes are still.", "Ana (@ana)", "2020-06-01")]


def test_a_person_with_a_handle_in_prose_is_no_post() -> None:
    line = "Ana Lee (@ana) posted a video of the cranes."
    assert kinds(reading(LEAD, line))[1] == ("paragraph", line)


def test_blocks_that_ingestion_found_are_kept() -> None:
    first = reading("Dockers march through Velmora", LEAD)
    assert read(first.article).blocks == first.blocks


def test_prompts_among_given_paragraphs_become_boilerplate() -> None:
    text = f"{LEAD}\n\nRead more: Cranes stand still"
    given = (
        Block(span=Span(0, len(LEAD)), kind="caption"),
        Block(span=Span(len(LEAD) + 2, len(text)), kind="paragraph"),
    )
    result = read(Article(id="a", text=text, blocks=given))
    assert [b.kind for b in result.blocks] == ["caption", "boilerplate"]
    assert [b.span for b in result.blocks] == [b.span for b in given]
