"""A coded article: the article, its coding and its coder. One line of the exchange format."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterator
from importlib import resources
from typing import Any, Self

from crossread.records.article import Article
from crossread.records.attribution import Attribution
from crossread.records.base import Record
from crossread.records.claim import Claim
from crossread.records.span import Offsets, Phrase, Span, strip

SCHEMA = "crossread.article/1"


class Label(Phrase):
    """Words that name a person or group with judgement. `voice`: whose words they are, None the outlet's."""

    of: str
    voice: str | None = None


class Coder(Record):
    """Who coded: engine and version, codebook, sha256 of the model file if there is one, when (ISO 8601)."""

    engine: str
    version: str
    codebook: str
    model: str | None = None
    at: str | None = None


class Coding(Record):
    """What one coder found in one article, and the sentences that it found it in."""

    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    labels: tuple[Label, ...] = ()
    sentences: tuple[Offsets, ...] = ()


class CodedArticle(Record):
    """An article with its coding. `copy_of` is the id of the article that this one copies."""

    article: Article
    coding: Coding
    coder: Coder
    copy_of: str | None = None

    def exchange(self) -> dict[str, Any]:
        """The article as one object of the exchange format."""
        article, coding = self.article.exchange(), self.coding.exchange()
        blocks = article.pop("blocks")
        article.pop("origin", None)
        out = {
            "schema": SCHEMA,
            **article,
            "blocks": blocks,
            "events": coding["claims"],
            "attributions": coding["attributions"],
            "labels": coding["labels"],
            "coder": self.coder.exchange(),
        }
        return out | ({"copy_of": self.copy_of} if self.copy_of else {})

    @classmethod
    def from_exchange(cls, row: dict[str, Any]) -> Self:
        """Read one object of the exchange format. Raises pydantic.ValidationError."""
        ids = {"events": "e", "attributions": "a"}
        items = {
            key: [{"id": f"{prefix}{n}", **item} for n, item in enumerate(row.get(key) or [], 1)]
            for key, prefix in ids.items()
        }
        return cls.model_validate(
            {
                # Gold files say `date` where the format says `published`.
                "article": {"published": row.get("date"), **row},
                "coding": {
                    "claims": items["events"],
                    "attributions": items["attributions"],
                    "labels": row.get("labels") or [],
                },
                "coder": row.get("coder") or {"engine": "human", "version": "0", "codebook": "crossread/1"},
                "copy_of": row.get("copy_of"),
            }
        )

    def sentence(self, span: Span) -> Span:
        """The sentence (or sentences) that `span` stands in; its paragraph, if no sentences were stored."""
        sentences = self.coding.sentences
        first = bisect.bisect_right(sentences, span.start, key=lambda s: s.start) - 1
        if first >= 0 and sentences[first].end > span.start:
            last = max(first, bisect.bisect_left(sentences, span.end, key=lambda s: s.start) - 1)
            return Span(sentences[first].start, max(sentences[last].end, span.end))
        text = self.article.text
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        return strip(text, Span(start, end if end >= 0 else len(text))) or span

    def misplaced(self) -> Iterator[str]:
        """What breaks the promise that every span equals its words: one line each, none if all is well."""
        text = self.article.text
        for path, item in _walk(self.coding.model_dump(), "coding"):
            if isinstance(item.get("span"), tuple) and "text" in item:
                span = Span(*item["span"])
                if span.of(text) != item["text"]:
                    yield f"{path}: {item['text']!r} is not the text at {list(span)}"
        ends = [a.extent.end for a in self.coding.attributions] + [b.span.end for b in self.article.blocks]
        if ends and max(ends) > len(text):
            yield f"a span ends at {max(ends)}, after the text ({len(text)} characters)"
        for before, after in zip(self.article.blocks, self.article.blocks[1:], strict=False):
            if before.span.end > after.span.start:
                yield f"blocks {list(before.span)} and {list(after.span)} overlap"


def schema() -> dict[str, Any]:
    """The JSON Schema of the exchange format, as vendored in the package."""
    file = resources.files("crossread.records") / "coded-article.schema.json"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def _walk(item: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(item, dict):
        yield path, item
        for key, value in item.items():
            yield from _walk(value, f"{path}.{key}")
    elif isinstance(item, list | tuple):
        for n, value in enumerate(item):
            yield from _walk(value, f"{path}[{n}]")
