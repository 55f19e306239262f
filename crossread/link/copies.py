"""Copies: articles that carry another one's text. A copy is never an independent source.

Method: word five-grams; candidates share a sampled five-gram; the verdict is exact containment of at least
0.6 of the smaller text (a shortened wire report has a low Jaccard index, but a high containment).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from crossread.link.shingles import containment, shingles
from crossread.records import Article, Days

COPIED = 0.6  # share of the smaller text from which on it is a copy
TOO_SHORT = 12  # five-grams: below, a shared sentence would make a copy
SAMPLE = (
    8  # one five-gram in 8 is indexed: a copy shares dozens, and missing all of them is out of the question
)
CROWDED = (
    40  # articles that share one five-gram: above, each is compared with the first and its neighbours only
)
REPRINTED = (
    30  # days at most between a text and its copy: what recurs later is an outlet's standing explainer
)
CREDIT = 250  # characters at either end in which a credit ("LINDEN (Wire) -") stands


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """Ids of copies, each with the id of its original; originals are not among the keys.

    Of two, the original is the one whose outlet the other credits, else the one published earlier (undated
    ones last), else the one with the smaller id. A copy of a copy has the first one as its original.
    The result does not depend on the order of `articles`.
    """
    by_id = {a.id: a for a in articles}
    age = {key: (by_id[key].published or "9999", key) for key in by_id}
    grams = {
        key: found
        for key in sorted(age, key=age.__getitem__)
        if len(found := shingles(by_id[key])) >= TOO_SHORT
    }
    matches = defaultdict[str, dict[str, float]](dict)
    for one, other in sorted(_candidates(grams)):
        share = containment(grams[one], grams[other])
        if share >= COPIED and not _long_apart(by_id[one], by_id[other]):
            matches[one][other] = matches[other][one] = share
    credited = {other for one in matches for other in matches[one] if _credits(by_id[one], by_id[other])}
    order = sorted(matches, key=lambda key: (key not in credited, age[key]))
    rank = {key: n for n, key in enumerate(order)}
    original = dict[str, str]()
    for key in order:
        earlier = [(-share, rank[o], o) for o, share in matches[key].items() if rank[o] < rank[key]]
        if earlier:
            source = min(earlier)[2]
            original[key] = original.get(source, source)
    return original


def _candidates(grams: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    """Pairs of ids, in the order of `grams`, that share at least one indexed five-gram.

    Indexed is the same sample of every text (hashes divisible by SAMPLE), and every five-gram of short texts,
    of which a sample could miss all.
    """
    short = {gram for found in grams.values() if len(found) < 8 * SAMPLE for gram in found}
    holders = defaultdict[int, list[str]](list)
    for key, found in grams.items():
        for gram in found:
            if gram % SAMPLE == 0 or gram in short:
                holders[gram].append(key)
    pairs = set[tuple[str, str]]()
    for keys in holders.values():
        crowded = len(keys) > CROWDED
        pairs.update(
            [*pairwise(keys), *((keys[0], key) for key in keys[1:])] if crowded else combinations(keys, 2)
        )
    return pairs


def _long_apart(one: Article, other: Article) -> bool:
    days = Days.of(one.published), Days.of(other.published)
    return bool(days[0] and days[1] and days[0].gap(days[1]) > REPRINTED)


def _credits(copy: Article, original: Article) -> bool:
    """Whether `copy` names the other's outlet in its first or last lines, and is not that outlet's own."""
    if not original.outlet or original.outlet == copy.outlet:
        return False
    ends = f"{copy.text[:CREDIT]}\n{copy.text[-CREDIT:]}"
    return re.search(rf"\b{re.escape(original.outlet)}\b", ends) is not None
