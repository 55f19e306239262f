"""Average linkage within connected components, under cannot-links: from pairs to groups."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

Pair = tuple[int, int]


def average_linkage(
    size: int,
    points: Mapping[Pair, float],
    threshold: float,
    may_join: Callable[[Sequence[int], Sequence[int]], bool],
) -> list[list[int]]:
    """Groups of 0..size-1, by joining the two groups with the highest mean points while it is >= threshold.

    Pairs not in `points` (keys smaller first) count 0, which is what keeps a chain of likenesses from
    becoming one group. `may_join` says whether two groups may be one at all. Ties go to smaller numbers.
    """
    groups = {n: [n] for n in range(size)}
    total = defaultdict[int, dict[int, float]](dict)
    for (a, b), value in sorted(points.items()):
        total[a][b] = total[b][a] = value
    heap = [(-value, a, b, 1, 1) for (a, b), value in points.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        stale = a not in groups or b not in groups or (len(groups[a]), len(groups[b])) != (size_a, size_b)
        if stale or not may_join(groups[a], groups[b]):
            continue
        groups[a] = sorted(groups[a] + groups.pop(b))
        for other, value in total.pop(b).items():
            del total[other][b]
            if other != a:
                total[a][other] = total[other][a] = total[a].get(other, 0.0) + value
        for other, value in total[a].items():
            mean = value / (len(groups[a]) * len(groups[other]))
            if mean >= threshold:
                one, two = min(a, other), max(a, other)
                heapq.heappush(heap, (-mean, one, two, len(groups[one]), len(groups[two])))
    return [groups[n] for n in sorted(groups)]
