"""Sentences, tokens and quotations."""

from __future__ import annotations

import re

import pytest

from crossread.read import read
from crossread.records import Article


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in read(Article(id="a", text=text)).sentences]


def words(text: str) -> list[str]:
    result = read(Article(id="a", text=text))
    return [w for s in result.sentences for w in result.words(s)]


def quotations(text: str) -> list[tuple[str, int]]:
    return [(q.inside.of(text), q.chain) for q in read(Article(id="a", text=text)).quotations]


@pytest.mark.parametrize(
    "text",
    [
        "Police left.| Dockers stayed.",
        "“We stay,” she said.| “We stay.”| Police left.",
        'She said: "We stay."| Police left.',
        "The U.S. Coast Guard left.",
        "They fled to the U.S.| The police followed.",
        "Mr. Roe met Dr. Lee on St. Mary Street.",
        "Gen. J. R. Roe spoke to Sen. Lee.",
        "Workers of Roe Inc. marched.| They sang.",
        "The ministry at No. 10 closed.| No.| It never opened.",
        "About 3.5 percent of 1.200 dockers left at 5 p.m.| The rest stayed.",
        "It happened at 5 p.m. Monday in Velmora.",
        "On Jan. 6 they marched.| In Feb. they rested.",
        "Why?| Nobody knows!| Police left.",
        "He waited … and left.",
        "He waited...| Then he left.",
        "Yahoo! reported it.",
        "“Stop!” he shouted.",
        "« On reste », dit-elle.| La police est partie.| M. Roe aussi.",
        "Selon Mme. Lee, l'usine est fermée.| Les ouvriers sont partis.",
        "Cranes stood still.| 200 dockers marched.",
        "They marched.| #velmora @port",
        "Police left. 🇫🇷",
        "(Police left.)| Dockers stayed.",
        "Lt. Col. Lee of Ft. Roe, Calif. denied it.",
        "Roe vs. Roe was settled.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    assert sentences(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def test_text_without_punctuation_is_cut_at_a_space() -> None:
    found = sentences("dockers march on " * 200)
    assert all(900 < len(s) <= 1000 for s in found[:-1])
    assert " ".join(found) == ("dockers march on " * 200).strip()


def test_a_space_lost_after_a_full_stop_still_ends_the_sentence() -> None:
    assert sentences("The march ended.The police left.") == ["The march ended.", "The police left."]


@pytest.mark.parametrize(
    "text",
    [
        "HRW|'s anti-riot report did|n't say that they|'ve left|.",
        "15,000 people paid $5 or €1.5bn at 10:30|.",
        "the U.S. and Mr. Roe|.",
        "#march16 @ana_lee https://x.org/a?b=1|, harbour.org and a@b.org",
        "33.6|% in 2021|.",
        "l'|usine d'|Ana D'Angelo qu’|il aujourd’hui",
        "O'Brien and the dockers|' wives",
        "“|We stay|,|” she said|— twice|...",
        "2021-05-21 20-year-old AT&T 10th",
        "la cafe\u0301",
        "Allez 🇫🇷 |!|!",
        "the quay|pic.twitter.com/Ab12",
    ],
)
def test_tokens(text: str) -> None:
    """A bar marks a token's end where there is no space."""
    assert words(text.replace("|", "")) == re.split(r" \|?|\|", text)


@pytest.mark.parametrize("number", ["15 000", "1\u202f500\u202f000"])
def test_numbers_with_spaces_are_one_token(number: str) -> None:
    assert words(f"{number} personnes") == [number, "personnes"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We stay,” she said.", ["We stay,"]),
        ('"We stay," she said. "All of us."', ["We stay,", "All of us."]),
        ("« On reste », dit-elle.", ["On reste"]),
        ("„Wir bleiben“, sagte sie.", ["Wir bleiben"]),
        ("The ‘black bloc’ and the 'new camp' left.", ["black bloc", "new camp"]),
        ("Don't say the dockers' wives weren’t there.", []),
        ("In the '90s the dockers' union called it 'a farce'.", ["a farce"]),
        ("She called it ‘the dockers’ own fault’ on Monday.", ["the dockers’ own fault"]),
        ("“He told me ‘go away’ twice,” she said.", ["He told me ‘go away’ twice,", "go away"]),
        ('A plank of 6" by 4".', []),
        ("The end.” Police left.", []),
        ("“We stay. Police left.", ["We stay. Police left."]),
        ('She is "" and “ ” empty.', []),
        ("(“We stay”)", ["We stay"]),
        ('"No cranes" Lol', ["No cranes"]),
    ],
)
def test_quotations_of_one_paragraph(text: str, inside: list[str]) -> None:
    assert [words for words, _ in quotations(text)] == inside


@pytest.mark.parametrize("mark", ["“", '"', "«", "‘"])
def test_a_quotation_reopened_at_each_paragraph_is_one_chain(mark: str) -> None:
    end = {"“": "”", '"': '"', "«": "»", "‘": "’"}[mark]
    text = f"{mark}We stay.\n\n{mark}All of us.{end} She left.\n\n{mark}Gone,{end} he said."
    assert quotations(text) == [("We stay.", 1), ("All of us.", 1), ("Gone,", 2)]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quotations("“We stay.\n\nPolice left. “Gone,” he said.") == [("We stay.", 1), ("Gone,", 2)]


def test_boilerplate_and_signatures_hold_no_quotations() -> None:
    text = "“We stay.” — Ana “Crane” Lee (@ana) June 1, 2020\n\nSign up for “The Docker”"
    assert quotations(text) == [("We stay.", 1)]
