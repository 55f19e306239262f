"""The bundled demo corpus and its gold: verbatim, complete, and with everything that the demo is to show."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from crossread import demo
from evals.demo_gold.build import SCHEMA, build
from evals.demo_gold.texts import file_name, sources

ARTICLES = sources(demo.articles())
GOLD: list[dict[str, Any]] = [json.loads(line) for line in demo.gold().read_text("utf-8").splitlines()]
LINKS: list[dict[str, Any]] = [json.loads(line) for line in demo.links().read_text("utf-8").splitlines()]
BY_ID = {a["id"]: a for a in GOLD}
TEXTS = {file_name(s) if file_name(s).endswith(".txt") else s.id: s.text for s in ARTICLES}

each = pytest.mark.parametrize("article", GOLD, ids=[f"{a['file']}-{a['id'][:12]}" for a in GOLD])


def phrases(node: Any) -> Iterator[dict[str, Any]]:
    """Every pair of span and text anywhere in a coded article."""
    if isinstance(node, dict):
        if "span" in node and "text" in node:
            yield node
        for value in node.values():
            yield from phrases(value)
    elif isinstance(node, list):
        for value in node:
            yield from phrases(value)


def events(**wanted: str) -> list[dict[str, Any]]:
    return [e for a in GOLD for e in a["events"] if all(e[key] == value for key, value in wanted.items())]


@each
def test_every_span_equals_its_text(article: dict[str, Any]) -> None:
    found = list(phrases({key: article[key] for key in ("events", "labels", "wording")}))
    assert len(found) > len(article["events"])
    assert all(article["text"][slice(*p["span"])] == p["text"] for p in found)


@each
def test_gold_validates(article: dict[str, Any]) -> None:
    jsonschema.validate(article, json.loads(SCHEMA.read_text("utf-8")))
    assert article["coder"]["engine"] == "human:crossread"
    assert article["events"]
    assert article["attributions"]


@each
def test_attributions_stay_in_the_text(article: dict[str, Any]) -> None:
    size = len(article["text"])
    for attribution in article["attributions"]:
        content = attribution["content"]
        ranges = content if isinstance(content[0], list) else [content]
        ranges = ranges + [r for r in (attribution["source"], attribution["cue"]) if r]
        assert all(0 <= start < end <= size for start, end in ranges)
    own = {a["id"] for a in article["attributions"]}
    assert {a["parent"] for a in article["attributions"]} <= own | {None}


@each
def test_ids_and_texts_are_those_of_the_files(article: dict[str, Any]) -> None:
    path = demo.articles() / article["file"]
    if path.suffix == ".jsonl":
        rows = {r["id"]: r for r in map(json.loads, path.read_text("utf-8").splitlines())}
        assert article["text"] == rows[article["id"]]["text"]
    else:
        assert article["id"] == hashlib.sha256(path.read_bytes()).hexdigest()
    if path.suffix == ".txt":
        assert article["text"] == path.read_bytes().decode("utf-8")


def test_gold_is_what_the_yaml_says() -> None:
    coded, linked = build()
    assert coded == GOLD
    assert linked == LINKS


def test_every_article_is_coded_once() -> None:
    assert sorted(a["id"] for a in GOLD) == sorted(s.id for s in ARTICLES)
    assert 14 <= len(GOLD) <= 16
    assert all(90 <= len(a["text"].split()) <= 260 for a in GOLD)


def test_metadata_names_every_text_file() -> None:
    with (demo.articles() / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["file", "outlet", "date", "title", "url"]
    assert sorted(r["file"] for r in rows) == sorted(p.name for p in demo.articles().glob("*.txt"))


def test_four_events_by_enough_outlets() -> None:
    outlets = defaultdict(set)
    for article in GOLD:
        outlets[article["group"]].add(article["outlet"])
    assert len(outlets) == 4
    assert min(map(len, outlets.values())) >= 3
    assert len(outlets["demo-march"]) >= 5
    assert len(set().union(*outlets.values())) == 6


def test_links_reach_every_happening_once() -> None:
    members = [tuple(m) for line in LINKS for e in line["events"] for m in e["members"]]
    assert len(members) == len(set(members))
    assert set(members) == {(a["id"], e["happening"]) for a in GOLD for e in a["events"]}


def test_link_verdicts_quote_their_articles() -> None:
    for line in LINKS:
        known = {e["id"] for e in line["events"]}
        for field in line["fields"]:
            assert field["event"] in known
            assert field["verdict"] in {"agreed", "contested", "updated"}
            for value in field["values"]:
                assert all(value["quote"] in BY_ID[i]["text"] for i in value["articles"])


def test_every_group_has_a_contested_field() -> None:
    assert all(any(f["verdict"] == "contested" for f in line["fields"]) for line in LINKS)


def test_turnout_of_the_march_is_contested_in_the_counts() -> None:
    march = [e for a in GOLD if a["group"] == "demo-march" for e in a["events"] if e["happening"] == "march"]
    assert {c["low"] for e in march for c in e["counts"] if c["of"] == "participants"} >= {4200, 7500, 15000}


def test_one_article_is_a_copy() -> None:
    copies = [a for a in GOLD if a["copy_of"]]
    assert len(copies) == 1
    original = BY_ID[copies[0]["copy_of"]]
    body = copies[0]["text"].split("\n\n")[1:-1]
    assert set(body) < set(original["text"].rstrip("\n").split("\n\n"))
    assert copies[0]["title"] != original["title"]
    assert "Orrery" in copies[0]["text"].rstrip("\n").split("\n\n")[-1]


@pytest.mark.parametrize(
    "pattern",
    [
        r"pic\.twitter\.com/\w+ — [^()\n]+ \(@\w+\) March 14, 2021",
        r"(?m)^ date 2021-03-15 \S",
        r"(?m)^([A-Z ]+/[A-Z]+)\n\1$",
        r"(?m)^Follow .+ on Twitter: @\w+$",
        r"(?m)^COMMENTS$",
        r"(?m)^Please let us know .*commenting\.$",
        r"“[^”\n]+\n\n“",
        r"‘.+,’ (he )?said",
        r'"[^"\n]+," ',
        r"[Pp]olice sources told",
        r"police sources cited by the Orrery agency",
        r"no one was hurt",
        r"Clashes broke out",
        r"[Pp]olice charged",
        r"Tear gas was fired",
        r"last night",
        r"20 April",
    ],
)
def test_texts_hold_the_feature(pattern: str) -> None:
    assert any(re.search(pattern, text) for text in TEXTS.values())


def test_page_has_its_furniture_and_the_text_has_not() -> None:
    (path,) = demo.articles().glob("*.html")
    raw = path.read_text("utf-8")
    text = next(a["text"] for a in GOLD if a["file"] == path.name)
    for mark in ("application/ld+json", "twitter-tweet", "<figcaption", "<nav", "<footer"):
        assert mark in raw
    for furniture in ("Podcasts", "Herring catch", "Terms of use", "newsletter"):
        assert furniture in raw
        assert furniture not in text


def test_gold_shows_every_modality_stance_and_form() -> None:
    everything = events()
    assert {e["modality"] for e in everything} == {"actual", "planned", "hypothetical", "negated", "habitual"}
    assert {e["stance"] for e in everything} >= {"asserts", "alleges", "denies"}
    forms = {"active", "passive", "agentless", "nominal", "intransitive"}
    assert {e["form"] for e in everything} == forms
    assert any(c["low"] == c["high"] == 0 for e in everything for c in e["counts"])
    assert any(s["step"] == 1 for e in everything for s in e["according_to"])
    assert any(s.get("anonymous") for e in everything for s in e["according_to"])


def test_violent_acts_say_where_the_agent_is_named() -> None:
    acts = [e for e in events() if e["type"] in {"ASSAULT", "COERCE"}]
    assert all("agency" in e for e in acts)
    assert {e["agency"]["agent"] for e in acts} == {"clause", "sentence", "article", "nowhere"}
    assert all(("words" in e["agency"]) == (e["agency"]["agent"] != "nowhere") for e in acts)


def test_fields_without_a_span_are_called_inferred() -> None:
    for event in events():
        assert ("where" in event["inferred"]) == bool(event["where"] and not event["place"])
        assert ("date" in event["inferred"]) == bool(event["date"] and not event["time"])


def test_praise_and_blame_fall_on_more_than_one_side() -> None:
    told = defaultdict(set)
    for article in GOLD:
        for label in article["labels"]:
            told[label["tone"]].add((article["outlet"], label["of"]))
    for tone in ("derogatory", "positive"):
        assert len({outlet for outlet, _ in told[tone]}) >= 2
        assert "police" in {of for _, of in told[tone]}
        assert {of for _, of in told[tone]} & {"protesters", "rioters", "workers"}


def test_outlets_are_invented_and_plainly_named() -> None:
    assert {a["outlet"] for a in GOLD} == {
        "Orrery News Agency",
        "Kirkholme Courier",
        "The Tabard",
        "The Loom and Anvil",
        "Ostrea Radio",
        "The Jetty Bulletin",
    }
    # .example is reserved (RFC 2606): no such site can exist.
    assert all(re.match(r"https://[\w-]+\.example/", a["url"]) for a in GOLD)
