"""Spans from probabilities, trees from arc scores."""

from __future__ import annotations

import itertools

import pytest

np = pytest.importorskip("numpy", reason="the model's tests need numpy")

from crossread.extract.model.numeric import bio_spans, role_spans, softmax  # noqa: E402

LABELS = ["O", "B-x", "I-x", "B-y", "I-y"]


def test_neighbouring_spans_are_cut_where_a_new_one_begins() -> None:
    p = np.array(
        [
            [0.1, 0.8, 0.1, 0, 0],
            [0.1, 0.1, 0.8, 0, 0],
            [0.1, 0.8, 0.1, 0, 0],
            [0.9, 0.1, 0, 0, 0],
            [0.1, 0, 0, 0.2, 0.7],
        ],
        dtype=np.float32,
    )
    assert [(a, b, k) for a, b, k, _ in bio_spans(p, LABELS, 0.5)] == [(0, 2, "x"), (2, 3, "x"), (4, 5, "y")]


def test_threshold_decides_whether_a_word_is_inside() -> None:
    p = np.array([[0.6, 0.4, 0, 0, 0]], dtype=np.float32)
    assert bio_spans(p, LABELS, 0.5) == []
    assert [s[:3] for s in bio_spans(p, LABELS, 0.35)] == [(0, 1, "x")]


def test_unsure_left_edge_still_gives_one_span() -> None:
    p = np.array([[0.9, 0.1, 0], [0.52, 0.45, 0.03], [0.1, 0.4, 0.5], [0.1, 0.0, 0.9]], dtype=np.float32)
    assert [s[:2] for s in role_spans(p, 0.5)] == [(2, 4)]


def test_best_run_is_taken_below_the_threshold_only_if_wanted() -> None:
    p = np.array([[0.6, 0.4, 0], [0.7, 0, 0.3], [0.95, 0.05, 0], [0.85, 0.15, 0]], dtype=np.float32)
    assert role_spans(p, 0.5) == []
    assert [s[:2] for s in role_spans(p, 0.5, 0.2)] == [(0, 2)]
    assert role_spans(p, 0.5, 0.45) == []
    assert role_spans(p[:0], 0.5, 0.2) == []


def _total(scores: object, heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))  # type: ignore[index]


def _is_tree(heads: tuple[int, ...]) -> bool:
    if sum(h == 0 for h in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_tree_is_the_best_one_root_tree(seed: int) -> None:
    from crossread.extract.model.scorers import tree

    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32) * 3
    found = tuple(int(h) for h in tree(scores))
    assert _is_tree(found)
    best = max(
        (
            h
            for h in itertools.product(range(5), repeat=4)
            if all(x != i + 1 for i, x in enumerate(h)) and _is_tree(h)
        ),
        key=lambda h: _total(scores, h),
    )
    # Only the three likeliest roots are tried, so the best tree may be missed where its root is the fourth.
    assert (
        _total(scores, found) >= _total(scores, best) - 1e-5
        or best.index(0) not in np.argsort(-scores[:, 0])[:3]
    )


def test_softmax_is_softer_at_a_higher_temperature() -> None:
    x = np.array([2.0, 0.0], dtype=np.float32)
    assert softmax(x, 2.0)[0] < softmax(x)[0]
    assert softmax(x, 2.0).sum() == pytest.approx(1)


@pytest.mark.parametrize("seed", range(20))
def test_segments_are_the_likeliest_ones(seed: int) -> None:
    from crossread.extract.model.numeric import segments

    inside = np.random.default_rng(seed).uniform(0.01, 0.99, size=9).astype(np.float32)
    cost = 1.3

    def worth(marks: tuple[int, ...]) -> float:
        starts = sum(m and not before for m, before in zip(marks, (0, *marks), strict=False))
        return (
            float(sum(np.log(p) if m else np.log(1 - p) for m, p in zip(marks, inside, strict=True)))
            - cost * starts
        )

    found = [0] * len(inside)
    for a, b, p in segments(inside, cost):
        found[a:b] = [1] * (b - a)
        assert p == pytest.approx(float(inside[a:b].mean()))
    best = max(itertools.product((0, 1), repeat=len(inside)), key=worth)
    assert worth(tuple(found)) == pytest.approx(worth(best))


def test_one_unsure_word_does_not_break_a_long_phrase() -> None:
    from crossread.extract.model.numeric import segments

    inside = np.array([0.1, 0.9, 0.9, 0.9, 0.4, 0.9, 0.9, 0.9, 0.2], dtype=np.float32)
    assert [s[:2] for s in segments(inside, 2.0)] == [(1, 8)]
    assert segments(np.full(5, 0.4, dtype=np.float32), 1.0) == []
