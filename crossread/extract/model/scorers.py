"""The pair and arc scorers in numpy: run only for the triggers, cues and sentences at hand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from crossread.extract.model import features
from crossread.extract.model.artefact import Floats, Spec, Weights
from crossread.extract.model.numeric import softmax

Ints = npt.NDArray[np.int64]


_REACH = 512  # words; farther ones are as far as this one


class PairTables:
    """The pair scorer's weights, laid out once per model for fast sums.

    What an anchor and a word are to each other is the sum of four rows of one table. Distances are slices of
    a table by signed distance; the other three rows are summed beforehand for every combination.
    """

    def __init__(self, spec: Spec, weights: Weights):
        self.roles = {role: i for i, role in enumerate(spec.pair_roles)}
        self.heat = np.array([spec.temperatures.get(r, 1.0) for r in spec.pair_roles], dtype=np.float32)
        self.anchor = (np.ascontiguousarray(weights["pairs.anchor.weight"].T), weights["pairs.anchor.bias"])
        self.word = (np.ascontiguousarray(weights["pairs.word.weight"].T), weights["pairs.word.bias"])
        table = weights["pairs.feature.weight"]
        self.distance = table[features.distance_row(np.arange(-_REACH, _REACH + 1))]
        at = features.N_DISTANCE
        parts = []
        for n in (features.N_SENTENCE, features.N_PARAGRAPH, features.N_QUOTE):
            parts.append(table[at : at + n])
            at += n
        sent, para, quote = parts
        sums = sent[:, None, None] + para[None, :, None] + quote[None, None]
        self.place = sums.reshape(-1, table.shape[1])
        self.out = weights["pairs.out.weight"].reshape(len(spec.pair_roles), 2, -1)
        self.bias = weights["pairs.out.bias"].reshape(len(spec.pair_roles), 2)


class PairScorer:
    """Probabilities of O, B, I for each role and each word around an anchor of one text."""

    def __init__(self, tables: PairTables, hidden: Floats, sentence: Ints, paragraph: Ints, quote: Ints):
        self._t = tables
        self._hidden = hidden
        self._where = (sentence, paragraph, quote)
        word = hidden @ tables.word[0] + tables.word[1]
        size = word.shape[1] // 2
        self._word, self._word_x = np.ascontiguousarray(word[:, :size]), np.ascontiguousarray(word[:, size:])

    def __call__(self, anchor: int, low: int, high: int, roles: tuple[str, ...]) -> Floats:
        """Array (high - low, roles, 3) for the words low..high."""
        t = self._t
        a = self._hidden[anchor] @ t.anchor[0] + t.anchor[1]
        size = len(a) // 2
        rows = np.arange(low, high, dtype=np.int64)
        rows_of = features.pair_features(np.full(len(rows), anchor), rows, *self._where)
        sent = rows_of[:, 1] - features.N_DISTANCE
        para = rows_of[:, 2] - (features.N_DISTANCE + features.N_SENTENCE)
        quote = rows_of[:, 3] - (features.N_DISTANCE + features.N_SENTENCE + features.N_PARAGRAPH)
        hidden = self._word_x[low:high] * a[size:]
        hidden += self._word[low:high]
        hidden += t.place[(sent * features.N_PARAGRAPH + para) * features.N_QUOTE + quote]
        hidden += t.distance[np.clip(rows - anchor, -_REACH, _REACH) + _REACH]
        hidden += a[:size]
        np.maximum(hidden, 0, out=hidden)
        index = [t.roles[r] for r in roles]
        scores = hidden @ t.out[index].reshape(2 * len(index), -1).T + t.bias[index].reshape(-1)
        full = np.zeros((len(rows), len(index), 3), dtype=np.float32)
        full[..., 1:] = scores.reshape(len(rows), len(index), 2)
        full /= t.heat[index][None, :, None]
        return softmax(full)


class ArcScorer:
    """Heads and relations of one sentence."""

    def __init__(self, spec: Spec, weights: Weights, hidden: Floats):
        self._rels = spec.rels
        self._hidden = hidden
        self._w = weights

    def _project(self, name: str, x: Floats) -> Floats:
        out: Floats = np.maximum(x @ self._w[f"arcs.{name}.weight"].T + self._w[f"arcs.{name}.bias"], 0)
        return out

    def __call__(self, low: int, high: int) -> tuple[list[int], list[str]]:
        """Head (0 root, else 1 + word number within the sentence) and relation of each word low..high."""
        x = self._hidden[low:high]
        rooted = np.concatenate([self._w["arcs.root"][None], x])
        ones = np.ones((len(x), 1), dtype=np.float32)
        dep = np.concatenate([self._project("dep", x), ones], axis=1)
        scores = dep @ self._w["arcs.arc"] @ self._project("head", rooted).T
        heads = tree(scores)
        d = np.concatenate([self._project("rel_dep", x), ones], axis=1)
        h = np.concatenate([self._project("rel_head", rooted[heads]), ones], axis=1)
        rel = np.einsum("nri,ni->nr", np.einsum("rij,nj->nri", self._w["arcs.rel"], h), d)
        rel[:, self._rels.index("root")] = -1e9
        best = rel.argmax(1)
        return [int(v) for v in heads], [
            "root" if v == 0 else self._rels[k] for v, k in zip(heads, best, strict=True)
        ]


def tree(scores: Floats) -> Ints:
    """Best heads (words.

    0 = root) that form a tree with one root word (Chu-Liu/Edmonds over the arc scores).
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores  # full[dependent, head]
    np.fill_diagonal(full, -1e9)
    heads = full.argmax(1)
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        only: Ints = heads[1:].astype(np.int64)
        return only
    best, best_score = heads, -np.inf
    for root in np.argsort(-full[1:, 0])[:3] + 1:  # one root: try the three likeliest
        once = full.copy()
        once[1:, 0] = -1e9
        once[root, 0] = full[root, 0]
        found = _edmonds(once)
        total = once[np.arange(1, n + 1), found[1:]].sum()
        if total > best_score:
            best, best_score = found, total
    out: Ints = best[1:].astype(np.int64)
    return out


def _cycle(heads: npt.NDArray[np.intp]) -> list[int]:
    state = [0] * len(heads)  # 0 unseen, else the walk that saw it
    state[0] = -1
    for start in range(1, len(heads)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = int(heads[node])
        if state[node] == start:
            ring, at = [node], int(heads[node])
            while at != node:
                ring.append(at)
                at = int(heads[at])
            return ring
    return []


def _edmonds(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    heads: npt.NDArray[np.intp] = scores.argmax(1)
    heads[0] = 0
    ring = _cycle(heads)
    if not ring:
        return heads
    rest = [i for i in range(len(scores)) if i not in set(ring)]
    small = np.full((len(rest) + 1, len(rest) + 1), -1e9)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    own = scores[ring, heads[ring]]
    into = scores[np.ix_(ring, rest)] - own[:, None]  # entering the ring at one of its words
    small[-1, :-1] = into.max(0)
    enter = into.argmax(0)
    out_of = scores[np.ix_(rest, ring)]
    small[:-1, -1] = out_of.max(1)
    leave = out_of.argmax(1)
    found = _edmonds(small)
    result: npt.NDArray[np.intp] = heads.copy()
    for i, node in enumerate(rest):
        if node:
            result[node] = ring[leave[i]] if found[i] == len(rest) else rest[found[i]]
    entry = ring[enter[found[-1]]]
    result[entry] = rest[found[-1]]
    return result
