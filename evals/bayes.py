"""A naive Bayes classifier over sets of features: what dumb baselines learn with."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Features = frozenset[str]
Classify = Callable[[Features], str]

LEAST_SEEN = 3
"""Rarer features are left out: add-one smoothing would take them for evidence of the largest class."""


def ngrams(words: Sequence[str], prefix: str = "") -> Features:
    """Lower-cased words and pairs of neighbours, each with `prefix` before it."""
    low = [word.lower() for word in words]
    return frozenset(prefix + item for item in (*low, *map(" ".join, pairwise(low))))


def fit(examples: Iterable[tuple[Features, str]], least: int = LEAST_SEEN) -> Classify:
    """Learn from (features, class); the result gives the likeliest class of features, ties by name.

    Multinomial with add-one smoothing, over the features that `least` examples have; others say nothing.
    """
    classes: Counter[str] = Counter()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for features, name in examples:
        classes[name] += 1
        counts[name].update(features)
    seen = sum(counts.values(), Counter[str]())
    known = frozenset(item for item, number in seen.items() if number >= least)
    totals = {name: sum(counts[name][item] for item in known) + len(known) for name in classes}

    def score(features: Sequence[str], name: str) -> float:
        own, total = counts[name], totals[name]
        return math.log(classes[name]) + sum(math.log((own[item] + 1) / total) for item in features)

    def classify(features: Features) -> str:
        told = sorted(features & known)
        return max(sorted(classes), key=lambda name: score(told, name))

    return classify
