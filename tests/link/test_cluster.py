"""Average linkage: no chains, cannot-links hold, deterministic."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.link.cluster import average_linkage


def anything(_one: Sequence[int], _other: Sequence[int]) -> bool:
    return True


def test_a_chain_of_likenesses_is_not_one_group() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.9}
    assert average_linkage(4, chain, 0.5, anything) == [[0, 1], [2, 3]]


def test_all_alike_are_one_group() -> None:
    pairs = {(a, b): 0.7 for a in range(4) for b in range(a + 1, 4)}
    assert average_linkage(5, pairs, 0.5, anything) == [[0, 1, 2, 3], [4]]


def test_a_cannot_link_holds_against_any_likeness() -> None:
    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return not {0, 2} <= {*one, *other}

    pairs = {(0, 1): 0.9, (1, 2): 0.95, (0, 2): 1.0}
    assert average_linkage(3, pairs, 0.4, apart) == [[0], [1, 2]]
