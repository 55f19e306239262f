"""Small numeric functions: softmax, logistic, spans from BIO probabilities."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def softmax(x: Floats, temperature: float = 1.0) -> Floats:
    """Softmax over the last axis of x / temperature."""
    z = x / np.float32(temperature)
    z = z - z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    out: Floats = e / e.sum(axis=-1, keepdims=True)
    return out


def logistic(x: Floats, temperature: float = 1.0) -> Floats:
    """1 / (1 + exp(-x / temperature))."""
    out: Floats = (1.0 / (1.0 + np.exp(-x / np.float32(temperature)))).astype(np.float32)
    return out


def bio_spans(p: Floats, labels: list[str], threshold: float) -> list[tuple[int, int, str, float]]:
    """Spans (first, after last, label, probability) of one BIO layer.

    A word is inside if all labels together exceed `threshold`; a run of such words is cut where a B outweighs
    its I or the best label changes. The probability is the label's own at the span's surest word.
    """
    kinds = [name[2:] for name in labels[1::2]]
    begin, inside = p[:, 1::2], p[:, 2::2]
    both = begin + inside
    taken = both.sum(1) > threshold
    best = both.argmax(1)
    out: list[tuple[int, int, str, float]] = []
    start = -1
    for i in range(len(p) + 1):
        on = i < len(p) and bool(taken[i])
        if start >= 0:
            k = best[start]
            if not on or best[i] != k or begin[i, k] > inside[i, k]:
                out.append((start, i, kinds[k], float(both[start:i, k].max())))
                start = -1
        if on and start < 0:
            start = i
    return out


def role_spans(p: Floats, threshold: float, low: float | None = None) -> list[tuple[int, int, float]]:
    """Spans (first, after last, probability) of one role from its O, B, I probabilities.

    If no word exceeds `threshold` but the best one exceeds `low`, the run around the best one is taken: words
    with at least half its probability.
    """
    inside = p[:, 1] + p[:, 2]
    if not len(inside):
        return []
    top = float(inside.max())
    keep = -1
    if top <= threshold:
        if low is None or top <= low:
            return []
        threshold, keep = 0.5 * top, int(inside.argmax())
    out: list[tuple[int, int, float]] = []
    for i in np.flatnonzero(inside > threshold).tolist():
        if out and out[-1][1] == i and p[i, 1] <= p[i, 2]:
            out[-1] = (out[-1][0], i + 1, max(out[-1][2], float(inside[i])))
        else:
            out.append((i, i + 1, float(inside[i])))
    return out if keep < 0 else [x for x in out if x[0] <= keep < x[1]]


def segments(inside: Floats, cost: float) -> list[tuple[int, int, float]]:
    """Likeliest segments (first, after last, mean probability) where each new segment costs `cost` nats.

    For long phrases such as contents: a few unsure words neither break a segment nor make one.
    """
    likely = np.flatnonzero(inside > 0.5)
    if not len(likely):
        return []
    # Words before the first and after the last likely one only lower a segment's worth: they are never
    # inside.
    low, high = int(likely[0]), int(likely[-1]) + 1
    p = np.clip(inside[low:high].astype(np.float64), 1e-6, 1 - 1e-6)
    gain = np.log(p) - np.log1p(-p)  # of being inside rather than outside
    best_in, best_out = -np.inf, 0.0
    came: list[tuple[bool, bool]] = []  # whether the best path to in / to out came from in
    for g in gain.tolist():
        start, stay = best_out - cost, best_in
        came.append((stay >= start, best_in > best_out))
        best_in, best_out = max(stay, start) + g, max(best_out, best_in)
    state = best_in > best_out
    marks = []
    for from_in, out_from_in in reversed(came):
        marks.append(state)
        state = from_in if state else out_from_in
    marks.reverse()
    out: list[tuple[int, int, float]] = []
    start_at = -1
    for i, on in enumerate([*marks, False]):
        if on and start_at < 0:
            start_at = i
        elif not on and start_at >= 0:
            out.append((low + start_at, low + i, float(inside[low + start_at : low + i].mean())))
            start_at = -1
    return out
