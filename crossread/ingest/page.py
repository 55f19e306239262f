"""Saved web pages (.html): JSON-LD first for metadata, trafilatura for what it lacks and for the body.

The stored text is the headline and the body's blocks, with blank lines between. Embedded posts and
blockquotes with an author stay in place as `quoted_post` blocks, picture captions as `caption`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree
from lxml.etree import _Element
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from crossread.ingest import files, jsonld, rows
from crossread.ingest.dates import iso
from crossread.ingest.markup import Piece, marked, page_data, pieces
from crossread.ingest.report import Item, Notice, Options
from crossread.records import Article, Block, CrossreadError, Span

_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?=[/_-])")
_FEWEST_WORDS = 25  # less is a cookie notice or a teaser, no article


def sniffs(path: Path) -> bool:
    """Whether the file is a web page by its name."""
    return path.suffix.lower() in {".html", ".htm"}


def articles(path: Path, options: Options) -> Iterator[Item]:  # noqa: ARG001 - all formats share one shape
    """The article of the page, after notices about its date."""
    raw = files.content(path)
    try:
        tree = load_html(raw)
    except (ValueError, etree.LxmlError) as error:
        raise CrossreadError(
            str(path), f"the page cannot be parsed ({error})", "save it again as HTML"
        ) from error
    if tree is None:
        raise CrossreadError(str(path), "it holds no HTML", "save the page again, or rename the file to .txt")
    yield from _article(path, raw, tree)


def _article(path: Path, raw: bytes, tree: _Element) -> Iterator[Item]:
    known = jsonld.article(tree)
    for key in ("title", "published", "outlet", "url"):
        if not known.get(key) and (found := _first(tree, page_data()[key])):
            known[key] = found
    language = known.get("language") or tree.get("lang") or tree.get("xml:lang")
    marks = marked(tree)
    document = bare_extraction(tree, url=known.get("url"), with_metadata=True, include_comments=False)
    body = [] if document is None or isinstance(document, dict) else list(pieces(document.body, marks))
    words = sum(len(piece.text.split()) for piece in body)
    if known.get("body") and (words < _FEWEST_WORDS or len(body) < 2):
        body = [Piece("paragraph", line.strip()) for line in known["body"].splitlines() if line.strip()]
        words = len(known["body"].split())
    if words < _FEWEST_WORDS:
        reason = "no article text was found on the page"
        raise CrossreadError(
            str(path), reason, "save the page of one article, or paste its text into a .txt file"
        )

    outlet = known.get("outlet") or getattr(document, "sitename", None)
    title = _shown_title(tree, _bare_title(known.get("title") or getattr(document, "title", None), outlet))
    published = iso(known["published"]) if known.get("published") else None
    if known.get("published") and not published:
        yield rows.undated(str(path), known["published"])
    elif not published and (dated := _URL_DATE.search(known.get("url") or "")):
        published = iso("-".join(dated.groups()))
        yield Notice(str(path), f"the page declares no date; {published} is read from its address")
    if not published:
        yield Notice(
            str(path), "the page gives no date of publication; give it in a metadata.csv (file,date)"
        )
    text, blocks = _joined(title, body)
    yield Article(
        id=hashlib.sha256(raw).hexdigest(),
        text=text,
        title=title,
        published=published,
        outlet=outlet,
        url=known.get("url"),
        language=language,
        blocks=blocks,
        origin=str(path),
    )


def _joined(title: str | None, body: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text and its blocks."""
    head = [Piece("headline", title)] if title else []
    if title and body and body[0].text.casefold() == title.casefold():
        body = body[1:]
    blocks: list[Block] = []
    at = 0
    for piece in (*head, *body):
        end = at + len(piece.text)
        blocks.append(Block(span=Span(at, end), kind=piece.kind, author=piece.author, date=piece.date))
        at = end + 2
    return "\n\n".join(piece.text for piece in (*head, *body)), tuple(blocks)


def _bare_title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that many pages put behind it."""
    head, _, tail = re.sub(r"\s+[|–—-]\s+(?=[^|–—-]*$)", "\0", title or "").partition("\0")
    same = re.sub(r"\W", "", tail).casefold() == re.sub(r"\W", "", outlet or "").casefold()
    return head if tail and same else title


def _shown_title(tree: _Element, declared: str | None) -> str | None:
    """The page's one big heading if it is a form of the declared title: what readers see."""
    shown = [words for h1 in tree.iter("h1") if (words := " ".join("".join(h1.itertext()).split()))]
    if len(shown) != 1 or declared is None:
        return declared
    ours, theirs = (set(re.findall(r"\w{4,}", words.casefold())) for words in (shown[0], declared))
    return shown[0] if len(ours & theirs) >= max(2, 0.4 * len(ours)) else declared


def _first(tree: _Element, paths: Sequence[str]) -> str | None:
    for path in paths:
        for found in tree.xpath(path):
            if words := " ".join(str(found).split()):
                return words
    return None
