"""A copy is found, its original named, and nothing else called a copy."""

from __future__ import annotations

import random

from crossread.link import copies
from crossread.records import Article

WORDS = ["harbour", "march", "tenant", "lamp", "river", "quarrel", "morning", "window", "ladder", "bakery"]


def prose(seed: int, length: int = 160) -> str:
    source = random.Random(seed)
    return " ".join(source.choice(WORDS) + str(source.randrange(50)) for _ in range(length))


def article(key: str, text: str, **fields: str) -> Article:
    return Article.model_validate({"id": key, "text": text, **fields})


def test_a_shortened_copy_is_one_and_the_earlier_article_is_the_original() -> None:
    wire = prose(1)
    short = " ".join(wire.split()[:60])
    found = copies([article("a", short, published="2021-03-15"), article("b", wire, published="2021-03-14")])
    assert found == {"a": "b"}


def test_a_few_shared_quotations_make_no_copy() -> None:
    quotation = " ".join(prose(9).split()[:40])
    assert copies([article("a", f"{prose(2)} {quotation}"), article("b", f"{prose(3)} {quotation}")]) == {}


def test_the_credited_wire_is_the_original_though_published_later() -> None:
    text = f"PORT LINDEN (Quill Agency) - {prose(4)}"
    paper = article("a", text, outlet="Port Linden Post", published="2021-03-14")
    wire = article("z", text, outlet="Quill Agency", published="2021-03-15")
    assert copies([paper, wire]) == {"a": "z"}


def test_a_copy_of_a_copy_has_the_first_as_its_original() -> None:
    words = prose(5, 300).split()
    first, second, third = (" ".join(part) for part in (words[:200], words[60:260], words[120:300]))
    days = ("2021-03-14", "2021-03-15", "2021-03-16")
    texts = zip("abc", (first, second, third), days, strict=True)
    assert copies([article(key, text, published=day) for key, text, day in texts]) == {"b": "a", "c": "a"}


def test_boilerplate_makes_no_copy() -> None:
    footer = prose(6)
    made = []
    for key, seed in (("a", 7), ("b", 8)):
        body = prose(seed, 60)
        block = {"kind": "boilerplate", "span": (len(body), len(body) + len(footer))}
        made.append(Article.model_validate({"id": key, "text": body + footer, "blocks": [block]}))
    assert copies(made) == {}


def test_a_standing_explainer_months_later_is_no_copy() -> None:
    text = prose(10)
    assert (
        copies([article("a", text, published="2021-01-01"), article("b", text, published="2021-06-01")]) == {}
    )


def test_short_texts_and_texts_without_words_are_no_copies() -> None:
    assert (
        copies([article("a", "Police said no."), article("b", "Police said no."), article("c", "...")]) == {}
    )


def test_order_does_not_matter_and_many_copies_stay_fast() -> None:
    wire = prose(11)
    many = [article(f"{n:03}", wire + f" end{n}", published=f"2021-03-{1 + n % 20:02}") for n in range(200)]
    found = copies(many)
    assert set(found.values()) == {"000"} and len(found) == 199
    random.Random(0).shuffle(many)
    assert copies(many) == found
