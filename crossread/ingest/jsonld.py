"""What a page says of its article in schema.org terms (JSON-LD)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

_TYPE = re.compile(r"(?:Article|BlogPosting|Report)$")
_DEEPEST = 6


def article(tree: _Element) -> dict[str, str]:
    """Title, published, url, outlet, language and body of the page's first article, where given."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            kinds = node.get("@type")
            if any(_TYPE.search(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])):
                return {key: value for key, value in _fields(node).items() if value}
    return {}


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _fields(node: dict[str, Any]) -> dict[str, str]:
    page = node.get("mainEntityOfPage")
    url = node.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    publisher = node.get("publisher")
    if isinstance(publisher, list):
        publisher = next(iter(publisher), None)
    outlet = publisher.get("name") if isinstance(publisher, dict) else publisher
    return {
        "title": _words(node.get("headline") or node.get("name")),
        "published": _words(node.get("datePublished")),
        "url": _words(url).partition("#")[0] if str(url).startswith("http") else "",
        "outlet": _words(outlet),
        "language": _words(node.get("inLanguage")),
        "body": html.unescape(node["articleBody"]) if isinstance(node.get("articleBody"), str) else "",
    }


def _words(value: Any) -> str:
    """A string value in plain words: entities resolved, markup and doubled spaces gone."""
    if not isinstance(value, str):
        return ""
    return " ".join(re.sub(r"<[^<>]{1,200}>", "", html.unescape(value)).split())
