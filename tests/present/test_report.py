"""The page: self-contained, escaped, readable without colour or script, every value with its sentence."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from made import claim, coded

from crossread.codebook import load
from crossread.compare import compare
from crossread.link import copies, link
from crossread.present import report_html
from crossread.records import CodedArticle

MARCH = {"where": "Port Linden, Norland", "date": "2021-03-14"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&</details>"


class Page(HTMLParser):
    """Every start tag with its attributes, ids, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.open[-1:] and "script" not in self.open[-1:]:
            self.text.append(data)

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def march(
    key: str, number: str, size: int, by: str, outlet: str | None = None, **fields: str
) -> CodedArticle:
    text = (
        f"Some {number} dockers marched along the Quayside, {by} said.\n\nPolice fired tear gas at a crowd."
    )
    return coded(
        key,
        text,
        claim(
            "PROTEST/demo",
            "marched",
            actor=["dockers:protesters"],
            according_to=[f"{by}:union"],
            counts=[{"text": number, "of": "participants", "low": size, "high": size}],
            **MARCH,
        ),
        claim("ASSAULT/crowd-control", "fired", actor=["Police:police"], instrument=["tear gas"], **MARCH),
        outlet=outlet or key.title(),
        **({"published": "2021-03-15", "title": f"March {key}"} | fields),
    )


def page(*articles: CodedArticle, title: str = "Test", copied: dict[str, str] | None = None) -> str:
    copied = copies([c.article for c in articles]) if copied is None else copied
    by_id = {c.article.id: c for c in articles}
    compared = [compare(event, by_id, load(), copied) for event in link(articles, copied)]
    return report_html(compared, by_id, title=title, acknowledged=["Places: a gazetteer"])


TWO = (march("courier", "800", 800, "police"), march("gazette", "3,000", 3000, "the union"))


def test_the_page_asks_nothing_of_anybody() -> None:
    html = page(*TWO)
    found = Page(html)
    assert not {tag for tag, _ in found.tags} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "video",
        "audio",
    }
    assert not {name for _, attrs in found.tags for name in attrs} & {
        "src",
        "srcset",
        "style",
        "action",
        "formaction",
    }
    assert not any(name.startswith("on") for _, attrs in found.tags for name in attrs), "no inline handlers"
    for outside in ("@import", "url(", "fetch(", "XMLHttpRequest", "WebSocket"):
        assert outside not in html


def test_the_policy_allows_this_style_and_this_script_only() -> None:
    html = page(*TWO)
    (policy,) = [a["content"] for t, a in Page(html).tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none';") and "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_jump_leads_to_the_sentence_in_the_articles_text() -> None:
    html = page(*TWO)
    found = Page(html)
    ids = found.attributes("id")
    assert len(ids) == len(set(ids))
    jumps = [href for href in found.attributes("href") if href.startswith("#")]
    assert len(jumps) > 10 and {href[1:] for href in jumps} <= set(ids)


def test_contested_fields_show_both_values_words_sources_and_the_reason() -> None:
    text = "".join(Page(page(*TWO)).text)
    assert "Where the accounts part" in text
    assert "800 (police) against 3,000 (the union): the figures are too far apart" in text
    assert "≠ contested" in text and "according to the union" in text
    assert "Some 3,000 dockers marched along the Quayside, the union said." in text
    assert "Nothing here is a verdict on truth." in text and "Places: a gazetteer" in text
    assert "human 0, codebook crossread/1 (2 articles)" in text


def test_absence_is_worded_strictly() -> None:
    silent = coded(
        "bearer",
        "Some dockers marched along the Quayside.",
        claim("PROTEST/demo", "marched", **MARCH),
        outlet="Bearer",
        published="2021-03-15",
    )
    text = "".join(Page(page(*TWO, silent)).text)
    assert "not in this article" in text
    assert not re.search(r"\b(hid|hides|hidden|conceal|ignor|omit)", text, re.IGNORECASE)


def test_a_copy_is_folded_under_its_original() -> None:
    wire = march("agency", "800", 800, "police", published="2021-03-14")
    text = "".join(
        Page(page(wire, march("post", "800", 800, "police"), TWO[1], copied={"post": "agency"})).text
    )
    assert re.search(r"\+ 1 copy: Post, \d+ % the same words", text)
    assert "3 articles, 2 without copies" in text and "copy of Agency’s report" in text


def test_tables_have_headers_for_rows_and_columns() -> None:
    found = Page(page(*TWO)).tags
    cells = [attrs for tag, attrs in found if tag == "th"]
    assert {attrs.get("scope") for attrs in cells} == {"col", "row", "colgroup"}
    assert all(attrs.get("role") for tag, attrs in found if tag in ("table", "tr", "td", "th"))


def test_an_event_of_one_report_is_laid_out_too_and_no_report_is_a_page() -> None:
    text = "".join(Page(page(TWO[0])).text)
    assert "Told by one report only" in text and "800" in text
    assert "No event is told by several reports" in "".join(Page(page()).text)


def test_hostile_words_stay_words() -> None:
    text = f"Some 800 dockers {HOSTILE} marched along the Quayside, police said."
    first = coded(
        HOSTILE,
        text,
        claim(
            "PROTEST/demo", "marched", actor=[{"text": f"dockers {HOSTILE}", "role": "protesters"}], **MARCH
        ),
        outlet=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
        published="2021-03-15",
    )
    html = page(first, march("gazette", "3,000", 3000, "the union", outlet=HOSTILE), title=HOSTILE)
    found = Page(html)
    assert sum(tag == "script" for tag, _ in found.tags) == 1 and "img" not in {tag for tag, _ in found.tags}
    assert "onerror" not in {name for _, attrs in found.tags for name in attrs}
    assert not any("javascript:" in href for href in found.attributes("href"))
    assert "".join(found.text).count("<script>alert(1)</script>") > 3, "the words are there, as words"


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.sampled_from(["<", "&lt;", "</span>", "\n", "{{ 1 }}"]),
)
def test_any_article_is_printed_whole(words: str, mark: str) -> None:
    text = f"dockers marched {words}{mark}{words} by the river."
    one = coded("a", text, claim("PROTEST/demo", "marched", **MARCH), outlet="A")
    shown = "".join(Page(page(one)).text)
    for line in text.splitlines():
        assert " ".join(line.split()) in " ".join(shown.split())


def test_long_articles_and_many_events_stay_within_bounds() -> None:
    many = [march(f"x{n}", "800", 800, "police", where="", outlet=f"O{n}") for n in range(5)]
    assert len(page(*many)) < 400_000
