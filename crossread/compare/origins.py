"""Origins: the distinct first speakers behind values. One police figure in three outlets has one origin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from crossread.codebook import Codebook
from crossread.compare.lexicon import source_kind
from crossread.compare.settings import settings
from crossread.records import Claim, CodedArticle, Count, Event, Source

_WORD = re.compile(r"[^\W_]+")


class Origins:
    """Names the origin of whatever an event's reports say.

    Sources are one origin if they share a name, or if they are of one kind and share a content word ("the
    prefecture", "a prefecture spokesman"); kinds that speak with one voice (police) are one. Unnamed people
    (witnesses, protesters) are different ones in every article, copies aside. What nobody is named for is the
    outlet's own.
    """

    def __init__(self, event: Event, reports: Sequence[CodedArticle], codebook: Codebook) -> None:
        self._codebook = codebook
        places = _tokens(event.where or "")
        self._places = frozenset(token.lower() for token in places)
        self._outlets = {_folded(c.article.outlet): c.article.id for c in reports if c.article.outlet}
        self._parent: dict[str, str] = {}
        members = {(m.article, m.claim) for m in event.members}
        for coded in reports:
            for claim in coded.coding.claims:
                if (coded.article.id, claim.id) in members:
                    for source in claim.according_to:
                        self._join(self._keys(source.text, source.kind, coded.article.id))

    def of_claim(self, claim: Claim, coded: CodedArticle) -> str:
        """The origin of a claim: its nearest source (the first speaker), else the outlet."""
        first = first_source(claim)
        return self._of(first.text, first.kind, coded.article.id) if first else own(coded)

    def of_count(self, count: Count, claim: Claim, coded: CodedArticle) -> str:
        """The origin of a figure, which may have a source of its own."""
        if not count.by:
            return self.of_claim(claim, coded)
        kinds = {s.text: s.kind for c in coded.coding.claims for s in c.according_to}
        kind = kinds.get(count.by) or source_kind(count.by, self._codebook)
        return self._of(count.by, kind, coded.article.id)

    def _of(self, text: str, kind: str, article: str) -> str:
        return min(self._root(key) for key in self._keys(text, kind, article))

    def _keys(self, text: str, kind: str, article: str) -> list[str]:
        """What identifies a source: its names, else its content words within its kind, else its kind."""
        given = settings().speakers
        if kind in given.one_voice:
            return [kind]
        if outlet := self._outlets.get(_folded(text)):
            return [f"outlet:{outlet}"]
        words = [w for w in _tokens(text) if w.lower() not in given.empty and w.lower() not in self._places]
        names = [w for w in words if w[0].isupper()]
        if names:
            return [f"name:{_folded(name)}" for name in names]
        plain = {w.lower() for w in words}
        if not plain or plain <= given.pronouns or (kind in given.many and not plain & given.bodies):
            return [f"{kind}@{article}"]
        return [f"{kind}:{'organisers' if word.startswith('organi') else word}" for word in sorted(plain)]

    def _join(self, keys: Iterable[str]) -> None:
        roots = sorted({self._root(key) for key in keys})
        for root in roots:
            self._parent[root] = roots[0]

    def _root(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key


def own(coded: CodedArticle) -> str:
    """The origin of what an outlet says in its own voice."""
    return f"outlet:{coded.article.id}"


def called(coded: CodedArticle) -> str:
    """What an article's reporter is called: its outlet, else the file that it came from, else its id."""
    file = re.split(r"[/\\]", coded.article.origin or "")[-1]
    return coded.article.outlet or file or coded.article.id


def first_source(claim: Claim) -> Source | None:
    """The nearest source: the one that the words come from, before anybody relayed them."""
    return min(claim.according_to, key=lambda s: s.step, default=None)


def columns(
    event: Event, coded: Mapping[str, CodedArticle], copies: Mapping[str, str]
) -> dict[str, list[str]]:
    """The reports that are columns, each with its copies (article ids), by date of publication, then outlet.

    A copy whose original does not report the event stands for it: the earliest such copy becomes the column.
    """
    by_original: dict[str, list[str]] = {}
    for article in sorted(set(event.articles) & coded.keys(), key=lambda a: _when(coded[a])):
        by_original.setdefault(copies.get(article, article), []).append(article)
    made = {}
    for original, articles in by_original.items():
        column = original if original in articles else articles[0]
        made[column] = [a for a in articles if a != column]
    return dict(sorted(made.items(), key=lambda item: _when(coded[item[0]])))


def _when(coded: CodedArticle) -> tuple[str, str, str]:
    article = coded.article
    return article.published or "9999", article.outlet or "", article.id


def _tokens(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(re.sub(r"['’]s\b", "", text))]


def _folded(text: str) -> str:
    return " ".join(w for w in _plain(text).lower().split() if w != "the")


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
