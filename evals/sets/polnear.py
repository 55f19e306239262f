"""PolNeAR: who is said to have said what, in campaign news of seven outlets; outermost attributions only.

Everything is counted over word tokens, so that punctuation and quotation marks never decide a match.
Figures (F1): `relaxed_f1` attributions whose content has IoU >= 0.5 and whose source agrees (IoU >= 0.5, or
both absent), among attributions aligned one to one by cue, content and source; `triple_f1` all three
exactly equal; `source_f1`, `cue_f1`, `content_f1` each contiguous fragment exactly equal, the convention of
the published taggers.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from crossread.records import Article, CodedArticle, Span
from evals import data
from evals.contract import Engine, EvalSet, Tally, count_f1
from evals.engines import BY_HAND, MODEL, coder
from evals.match import pair_up
from evals.sets import polnear_baseline
from evals.sets.polnear_baseline import Attributed

ROLES = ("source", "cue", "content")
METRICS = ("relaxed_f1", "triple_f1", "source_f1", "cue_f1", "content_f1")
TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[^\w\s]|_")
WORD = re.compile(r"[^\W_]")

Tokens = frozenset[int]


@dataclass(frozen=True)
class Document:
    """An article and its gold attributions."""

    article: Article
    gold: tuple[Attributed, ...]


def load(path: Path) -> list[Document]:
    """Read PolNeAR as JSON Lines: `attributions` with `source`, `cue`, `content` as lists of ranges."""
    return [
        Document(
            Article(
                id=str(row["id"]),
                text=row["text"],
                outlet=row.get("outlet"),
                title=row.get("headline"),
                published=row.get("date"),
            ),
            tuple(
                Attributed(*(tuple(Span(*r) for r in item.get(role) or []) for role in ROLES))
                for item in row["attributions"]
            ),
        )
        for row in data.rows(path, ("id", "text", "attributions"))
    ]


def engine(name: str) -> Engine[Document, list[Attributed]]:
    """A coder by its name, or the dumb baseline."""
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.attributions)
    if name == polnear_baseline.NAME:
        return Engine(
            name, polnear_baseline.VERSION, lambda doc: polnear_baseline.attribute(doc.article.text)
        )
    version, code = coder(name)
    return Engine(name, version, lambda doc: outermost(code(doc.article)), fitted=name not in BY_HAND)


def outermost(coded: CodedArticle) -> list[Attributed]:
    """A coding's attributions as PolNeAR has them: those that are nested in no other."""
    return [
        Attributed((a.source,) if a.source else (), (a.cue,) if a.cue else (), a.content)
        for a in coded.coding.attributions
        if a.parent is None
    ]


def tally(doc: Document, predicted: Iterable[Attributed]) -> Tally:
    """Counts of all figures for one article, whatever the order of the attributions."""
    tokens = tokeniser(doc.article.text)
    golds, preds = (sorted(items, key=_position) for items in (doc.gold, predicted))
    counts: Tally = Counter()
    for role in ROLES:
        pieces = [{tokens([r]) for a in items for r in a.role(role)} - {Tokens()} for items in (golds, preds)]
        count_f1(counts, f"{role}_f1", len(pieces[0] & pieces[1]), *map(len, pieces))
    g, p = ([{role: tokens(a.role(role)) for role in ROLES} for a in items] for items in (golds, preds))
    relaxed = triple = 0
    for i, j in pair_up(g, p, _alignment):
        source = share(g[i]["source"], p[j]["source"]) >= 0.5 or not (g[i]["source"] or p[j]["source"])
        relaxed += source and share(g[i]["content"], p[j]["content"]) >= 0.5
        triple += g[i] == p[j]
    count_f1(counts, "relaxed_f1", relaxed, len(g), len(p))
    count_f1(counts, "triple_f1", triple, len(g), len(p))
    return counts


def tokeniser(text: str) -> Callable[[Iterable[Span]], Tokens]:
    """A function from ranges to the word tokens that they touch; to punctuation where they touch no word."""
    found = [(m.start(), m.end(), bool(WORD.match(m.group()))) for m in TOKEN.finditer(text)]
    ends = [end for _, end, _ in found]

    def tokens(ranges: Iterable[Span]) -> Tokens:
        touched = set()
        for start, end in ranges:
            i = bisect.bisect_right(ends, start)
            while i < len(found) and found[i][0] < end:
                touched.add(i)
                i += 1
        return frozenset({i for i in touched if found[i][2]} or touched)

    return tokens


def share(a: Tokens, b: Tokens) -> float:
    """Intersection over union; 0 if either is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _alignment(g: dict[str, Tokens], p: dict[str, Tokens]) -> float:
    if not (g["cue"] & p["cue"] or g["content"] & p["content"]):
        return 0
    return sum(
        weight * share(g[role], p[role]) for role, weight in (("cue", 2), ("content", 2), ("source", 1))
    )


def _position(a: Attributed) -> tuple[tuple[Span, ...], ...]:
    return a.cue, a.content, a.source


POLNEAR = EvalSet(
    name="polnear",
    what="attributions in campaign news: source, cue and content, outermost only",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, "rules", polnear_baseline.NAME),
    metrics=METRICS,
    dev=("data/attribution/polnear/dev.jsonl",),
    wanted=("*.jsonl", "polnear/*.jsonl"),
)
