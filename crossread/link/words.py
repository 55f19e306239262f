"""How alike two articles are: TF-IDF vectors of their content words, and the words that they share."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

from crossread.link.shingles import own_words
from crossread.records import Article, Days

TERMS = 120  # heaviest words kept of an article: the rest adds time, not meaning
INDEXED = 16  # of these, the heaviest by which candidates are found
NAME = 1.6  # weight of a capitalised word against another: names tell stories apart
NEAR = 4  # days between the publication of two reports of one story, for candidates
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Vector:
    """An article's words with their weights (length 1 as a vector), heaviest first."""

    weights: Mapping[str, float]
    names: frozenset[str]

    def cosine(self, other: Vector) -> float:
        """Likeness, 0 to 1."""
        small, large = sorted((self.weights, other.weights), key=len)
        return math.fsum(weight * large[word] for word, weight in small.items() if word in large)

    def shared(self, other: Vector, most: int = 3) -> tuple[str, ...]:
        """The words that make the two alike, names first."""
        both = [word for word in self.weights if word in other.weights]
        named = self.names & other.names
        both.sort(key=lambda w: (w not in named, -self.weights[w] * other.weights[w], w))
        return tuple(word.capitalize() if word in named else word for word in both[:most])


def vectors(articles: Sequence[Article]) -> dict[str, Vector]:
    """The vector of each article by its id. Rare words weigh more, as counted over `articles`."""
    found = {a.id: _words(a) for a in articles}
    spread = Counter(word for counts, _ in found.values() for word in counts)
    return {key: _vector(*found[key], spread, len(found)) for key in sorted(found)}


def alike(articles: Sequence[Article], by_id: Mapping[str, Vector]) -> set[tuple[str, str]]:
    """Pairs of ids (smaller first) worth comparing: two of their heaviest words shared, published days apart.

    Undated articles are near all others.
    """
    dated = {a.id: Days.of(a.published) for a in articles}
    holders = defaultdict[str, list[str]](list)
    for a in articles:
        for word in list(by_id[a.id].weights)[:INDEXED]:
            holders[word].append(a.id)
    shared = Counter[tuple[str, str]]()
    for ids in holders.values():
        shared.update(_near(ids, dated))
    return {pair for pair, words in shared.items() if words >= 2}


def _near(ids: Sequence[str], dated: Mapping[str, Days | None]) -> Iterator[tuple[str, str]]:
    """Pairs published at most NEAR days apart, by way of an index of days."""
    on_day = defaultdict[int, list[str]](list)
    undated = list[str]()
    for key in ids:
        days = dated[key]
        (on_day[days.first.toordinal()] if days else undated).append(key)
    for day in on_day:
        yield from (_ordered(*pair) for pair in combinations(on_day[day], 2))
        for later in range(day + 1, day + NEAR + 1):
            yield from (_ordered(a, b) for a in on_day[day] for b in on_day.get(later, ()))
    yield from (_ordered(*pair) for pair in combinations(undated, 2))
    yield from (_ordered(a, b) for a in undated for day in on_day.values() for b in day)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


@cache
def _stopwords() -> frozenset[str]:
    file = resources.files("crossread.link") / "data" / "stopwords.txt"
    return frozenset(file.read_text(encoding="utf-8").split())


def _words(article: Article) -> tuple[Counter[str], frozenset[str]]:
    """Content words with their numbers, and which are names: those that the article always capitalises.

    Other words lose a plural s; names keep theirs.
    """
    seen, lower = Counter[str](), set[str]()
    for word in _WORD.findall(f"{article.title or ''}\n{own_words(article)}"):
        plain = (
            word.lower()
            if word.isascii()
            else "".join(
                c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c)
            )
        )
        if plain not in _stopwords():
            seen[plain] += 1
            if word[0].islower():
                lower.add(plain)
    words = Counter[str]()
    for word, n in seen.items():
        plural = word in lower and len(word) > 4 and word.endswith("s") and not word.endswith("ss")
        words[word[:-1] if plural else word] += n
    return words, frozenset(seen.keys() - lower)


def _vector(counts: Counter[str], names: frozenset[str], spread: Counter[str], articles: int) -> Vector:
    weights = {
        word: (1 + math.log(n))
        * (1 + math.log((articles + 1) / (spread[word] + 1)))
        * (NAME if word in names else 1)
        for word, n in counts.items()
    }
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:TERMS]
    length = math.sqrt(math.fsum(weights[word] ** 2 for word in heaviest)) or 1.0
    return Vector({word: weights[word] / length for word in heaviest}, names)
