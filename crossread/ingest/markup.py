"""From a page's tree to typed pieces of text.

trafilatura finds the body but not what its parts are: before it runs, captions and embedded posts are marked
with characters of the private use area, which come out at their places in its result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from lxml import etree
from lxml.etree import _Element

from crossread.ingest.dates import iso
from crossread.records import BlockKind

_OPEN, _SHUT = "\ue0f0", "\ue0f1"
_MARK = re.compile(f"{_OPEN}(\\d+){_SHUT}")
_STRAY = re.compile(f"[{_OPEN}{_SHUT}]")
_SIGNATURE = re.compile(r"[—–-]{1,3}\s*(?P<author>[^—]{1,80}?\(@\w{1,40}\))\s*(?P<date>.{0,40})$", re.DOTALL)
_SHARED = re.compile(
    r"A (?:photo|post|video) (?:posted|shared) by (?P<author>.{1,80}?\(@[\w.]{1,40}\))"
    r"(?:\s+on (?P<date>.{6,20}?\d{4}))?"
)
_KINDS: dict[str, BlockKind] = {"head": "heading", "item": "list", "quote": "paragraph"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a marked element."""

    kind: BlockKind
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block's text, not yet placed."""

    kind: BlockKind
    text: str
    author: str | None = None
    date: str | None = None


@cache
def page_data() -> dict[str, Any]:
    """`data/page.yaml`."""
    file = resources.files("crossread.ingest") / "data" / "page.yaml"
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def marked(tree: _Element) -> list[Mark]:
    """Prune what is no article and mark captions and posts, in place; what the marks' numbers stand for."""
    data = page_data()
    for path in data["prune"]:
        for element in tree.xpath(path):
            if element.getparent() is not None and element.tag not in ("body", "html", "main", "article"):
                _drop(element)
    marks: list[Mark] = []
    for path in data["posts"]:
        for element in tree.xpath(path):
            mark = _post(element)
            if mark and not _MARK.search(_words(element)):
                _put(element, len(marks))
                marks.append(mark)
    for element in tree.xpath(data["captions"]):
        words = _words(element)
        figure = next((a for a in element.iterancestors("figure")), None)
        if not words or figure is None or figure.getparent() is None or _navigation(figure):
            continue
        # trafilatura drops figures: the caption stands as a paragraph in the figure's place.
        paragraph = etree.Element("p")
        paragraph.text = words
        _put(paragraph, len(marks))
        paragraph.tail, figure.tail = figure.tail, None
        figure.getparent().replace(figure, paragraph)
        marks.append(Mark("caption"))
    return marks


def pieces(body: _Element, marks: list[Mark]) -> Iterator[Piece]:
    """The blocks of the body that trafilatura found, in order."""
    for element in body:
        if element.tag in ("list", "table"):
            for item in element.iter("item", "row"):
                yield from _piece(item, marks, "list")
        else:
            yield from _piece(element, marks, _KINDS.get(str(element.tag), "paragraph"))


def _piece(element: _Element, marks: list[Mark], kind: BlockKind) -> Iterator[Piece]:
    text = _text(element)
    found = [marks[int(number)] for number in _MARK.findall(text) if int(number) < len(marks)]
    text = _STRAY.sub("", _MARK.sub("", text)).strip()
    if not text:
        return
    mark = found[0] if found else Mark(kind)
    yield Piece(mark.kind, text, mark.author, mark.date)


def _text(element: _Element) -> str:
    """The words of an element; line breaks stay, other white space is one space."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag == "lb" or (node.tag in ("p", "item", "cell") and node is not element):
                parts.append("\n")
            parts.append(re.sub(r"\s+", " ", node.text or ""))
        elif node is not element:
            if node.tag == "p":
                parts.append("\n")
            parts.append(re.sub(r"\s+", " ", node.tail or ""))
    return re.sub(r" *\n\s*", "\n", "".join(parts)).strip()


def _post(element: _Element) -> Mark | None:
    words = _words(element)
    if signed := _SIGNATURE.search(words) or _SHARED.search(words):
        return Mark("quoted_post", signed["author"].strip(), iso(signed["date"] or ""))
    for source in element.iter("cite", "footer"):
        if author := _words(source).lstrip("—–- "):
            return Mark("quoted_post", author[:120])
    return None


def _navigation(element: _Element) -> bool:
    return any(a.tag in ("aside", "nav", "footer", "a") for a in element.iterancestors())


def _put(element: _Element, number: int) -> None:
    """Write the mark before the element's first words, inside its first paragraph if it has one."""
    inner = next(element.iter("p"), element)
    inner.text = f"{_OPEN}{number}{_SHUT}{inner.text or ''}"


def _drop(element: _Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _words(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())
