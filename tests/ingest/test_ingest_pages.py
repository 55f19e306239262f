"""Saved pages: metadata as the page declares it, body in typed blocks, embedded posts in place."""

from __future__ import annotations

import json
from pathlib import Path

from ingested import articles, errors, items, notices

from crossread.records import Article

LEAD = (
    "Dockers marched through the harbour town of Velmora on Monday, and two large cranes stood still all day."
)
MORE = "The port authority said that it would meet the union on Friday to speak about shorter night shifts."
LAST = (
    "Police officers stood at the gates, but nobody was arrested, according to a spokeswoman for the union."
)
POST = (
    '<blockquote class="twitter-tweet"><p lang="en">Cranes are still in Velmora this morning, nothing moves. '
    '<a href="https://t.co/x">pic.twitter.com/x1</a></p>&mdash; Ana Lee (@ana_lee) '
    '<a href="https://twitter.com/ana_lee/status/1">May 24, 2021</a></blockquote>'
)
FIGURE = (
    '<figure><img src="c.jpg"><figcaption>A crane at the quay of Velmora. (Ana Lee)</figcaption></figure>'
)
DECLARED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Harbour Weekly Online"},
        {
            "@type": ["NewsArticle"],
            "headline": "Dockers march through Velmora &amp; stop cranes",
            "datePublished": "2021-05-24T18:30:00+02:00",
            "url": "https://harbour.example/dockers#page",
            "publisher": {"@type": "Organization", "name": "Harbour Weekly"},
        },
    ],
}


def page(tmp_path: Path, body: str, head: str = "") -> Path:
    nav = '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
    related = '<div class="related-stories"><p>Read our story about the ferries of Velmora.</p></div>'
    footer = "<footer><p>About us</p></footer>"
    file = tmp_path / "a.html"
    file.write_text(
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>{nav}'
        f"<article>{body}</article>{related}{footer}</body></html>",
        encoding="utf-8",
    )
    return file


def one(file: Path) -> Article:
    found = items(file)
    assert not errors(found)
    return articles(found)[0]


def script(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_declared_metadata_come_first(tmp_path: Path) -> None:
    file = page(tmp_path, f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>", script(DECLARED))
    article = one(file)
    assert (article.title, article.published) == (
        "Dockers march through Velmora & stop cranes",
        "2021-05-24T18:30:00+02:00",
    )
    assert (article.outlet, article.url) == ("Harbour Weekly", "https://harbour.example/dockers")
    assert (article.language, article.origin) == ("en-GB", str(file))
    assert article.text == "\n\n".join([article.title or "", LEAD, MORE, LAST])
    assert [b.kind for b in article.blocks] == ["headline", "paragraph", "paragraph", "paragraph"]


def test_posts_captions_headings_and_lists_keep_their_place(tmp_path: Path) -> None:
    body = (
        f"<h1>Dockers march through Velmora</h1>{FIGURE}<p>{LEAD}</p>{POST}"
        f"<h2>What the port says</h2><p>{MORE}</p>"
        f"<ul><li>Two large cranes stood still all day</li><li>No ship left before the evening</li></ul>"
        f"<p>{LAST}</p>"
    )
    article = one(page(tmp_path, body, script(DECLARED)))
    seen = [(b.kind, b.author, b.date) for b in article.blocks]
    assert seen == [
        ("headline", None, None),
        ("caption", None, None),
        ("paragraph", None, None),
        ("quoted_post", "Ana Lee (@ana_lee)", "2021-05-24"),
        ("heading", None, None),
        ("paragraph", None, None),
        ("list", None, None),
        ("list", None, None),
        ("paragraph", None, None),
    ]
    post = article.blocks[3].span.of(article.text)
    assert post.startswith("Cranes are still in Velmora")
    assert all(b.span.of(article.text) == b.span.of(article.text).strip() for b in article.blocks)
    assert "Home" not in article.text
    assert "ferries" not in article.text
    assert not any("\ue000" <= char <= "\uf8ff" for char in article.text)


def test_a_quotation_block_with_an_author_is_a_quoted_post(tmp_path: Path) -> None:
    quoted = "We stay until the shifts are shortened, and no crane will move."
    quote = f"<blockquote><p>{quoted}</p><footer>— Union of Dockers</footer></blockquote>"
    plain = "<blockquote><p>The port shall answer each letter within a week of its receipt.</p></blockquote>"
    article = one(page(tmp_path, f"<p>{LEAD}</p>{quote}<p>{MORE}</p>{plain}<p>{LAST}</p>", script(DECLARED)))
    posts = [b for b in article.blocks if b.kind == "quoted_post"]
    assert [(b.author, b.span.of(article.text).startswith(quoted)) for b in posts] == [
        ("Union of Dockers", True)
    ]
    assert "The port shall answer" in article.text


def test_meta_tags_serve_where_nothing_is_declared(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Dockers march - Harbour Weekly">'
        '<meta property="og:site_name" content="Harbour Weekly">'
        '<meta property="article:published_time" content="2021-05-24T18:30:00Z">'
        '<link rel="canonical" href="https://harbour.example/dockers">'
    )
    article = one(page(tmp_path, f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>", head))
    assert (article.title, article.outlet) == ("Dockers march", "Harbour Weekly")
    assert (article.published, article.url) == (
        "2021-05-24T18:30:00+00:00",
        "https://harbour.example/dockers",
    )


def test_a_date_is_never_guessed_from_the_text(tmp_path: Path) -> None:
    file = page(tmp_path, f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST} It was founded on 3 April 2019.</p>")
    found = items(file)
    assert articles(found)[0].published is None
    assert any("no date of publication" in n for n in notices(found))


def test_a_date_in_the_address_is_used_with_a_notice(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://harbour.example/2021/05/24/dockers">'
    found = items(page(tmp_path, f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>", head))
    assert articles(found)[0].published == "2021-05-24"
    assert any("its address" in n for n in notices(found))


def test_the_declared_body_serves_where_the_page_shows_none(tmp_path: Path) -> None:
    declared = {"@type": "Article", "headline": "Dockers march", "articleBody": f"{LEAD}\n\n{MORE}\n{LAST}"}
    article = one(page(tmp_path, "<div></div>", script(declared)))
    assert article.text == "\n\n".join(["Dockers march", LEAD, MORE, LAST])


def test_broken_declarations_are_passed_over(tmp_path: Path) -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    article = one(page(tmp_path, f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>", broken + script(DECLARED)))
    assert article.outlet == "Harbour Weekly"
