"""The network: encoder, one linear layer for all token heads, the pair scorer and the arc scorer."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from crossread.extract.model.features import N_FEATURES
from training import labels


def take(x: Tensor, rows: Tensor) -> Tensor:
    """Rows of `x`: index_select, whose backward pass on CPU is much faster than that of x[rows]."""
    return torch.index_select(x, 0, rows)


class PairScorer(nn.Module):
    """Scores (anchor, word) pairs.

    For each role, whether the word begins or continues a span that fills it.
    """

    def __init__(self, size: int, hidden: int):
        super().__init__()
        self.anchor = nn.Linear(size, 2 * hidden)
        self.word = nn.Linear(size, 2 * hidden)
        self.feature = nn.Embedding(N_FEATURES, hidden)
        self.out = nn.Linear(hidden, 2 * len(labels.PAIR_ROLES))
        nn.init.normal_(self.feature.weight, std=0.1)
        nn.init.constant_(self.out.bias, -4.0)

    def _features(self, features: Tensor) -> Tensor:
        # A product with a multi-hot matrix: on CPU the backward pass of an embedding of so few rows is far
        # slower.
        hot = features.new_zeros(len(features), N_FEATURES, dtype=torch.float32).scatter_(1, features, 1.0)
        return hot @ self.feature.weight

    def forward(self, anchors: Tensor, words: Tensor, pair: Tensor, features: Tensor) -> Tensor:
        """Logits (pairs, roles, 2) of B and I against O = 0.

        `pair` holds the rows (anchor, word) of each pair.
        """
        a, ax = self.anchor(anchors).chunk(2, -1)
        w, wx = self.word(words).chunk(2, -1)
        i, j = pair[:, 0], pair[:, 1]
        hidden = take(a, i) + take(w, j) + take(ax, i) * take(wx, j) + self._features(features)
        out: Tensor = self.out(torch.relu(hidden))
        return out.view(len(pair), -1, 2)


class ArcScorer(nn.Module):
    """Biaffine heads and relations over the words of one sentence; row 0 of the heads is the root."""

    def __init__(self, size: int, hidden: int, rel_size: int, dropout: float):
        super().__init__()
        self.dep = nn.Linear(size, hidden)
        self.head = nn.Linear(size, hidden)
        self.arc = nn.Parameter(torch.zeros(hidden + 1, hidden))
        self.rel_dep = nn.Linear(size, rel_size)
        self.rel_head = nn.Linear(size, rel_size)
        self.rel = nn.Parameter(torch.zeros(len(labels.RELS), rel_size + 1, rel_size + 1))
        self.root = nn.Parameter(torch.zeros(size))
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.root, std=0.5)
        nn.init.normal_(self.rel, std=0.02)
        nn.init.normal_(self.arc, std=0.02)

    @staticmethod
    def _ones(x: Tensor) -> Tensor:
        return torch.cat([x, torch.ones_like(x[..., :1])], -1)

    def arcs(self, x: Tensor) -> Tensor:
        """Logits (sentences, words, 1 + words) of each word's head."""
        heads = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        dep = self._ones(self.drop(torch.relu(self.dep(x))))
        head = self.drop(torch.relu(self.head(heads)))
        return torch.einsum("bih,hk,bjk->bij", dep, self.arc, head)

    def rels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Logits (arcs, relations) for given dependents' and heads' vectors."""
        d = self._ones(self.drop(torch.relu(self.rel_dep(dep))))
        h = self._ones(self.drop(torch.relu(self.rel_head(head))))
        return torch.einsum("ni,rij,nj->nr", d, self.rel, h)


class Network(nn.Module):
    """Encoder with every head. `forward` is what goes into the ONNX graph."""

    def __init__(self, encoder: Any, settings: Any):
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.drop = nn.Dropout(settings["dropout"])
        self.columns = labels.columns()
        self.heads = nn.Linear(size, sum(len(v) for v in labels.HEADS.values()))
        for name, (low, high) in self.columns.items():
            if labels.HEADS[name][0] == "O":  # most words are O: start there
                self.heads.bias.data[low + 1 : high] = -4.0
        self.pairs = PairScorer(size, settings["pairs"]["hidden"])
        self.arcs = ArcScorer(
            size, settings["arcs"]["hidden"], settings["arcs"]["labels"], settings["dropout"]
        )
        self.typed = bool(getattr(encoder.config, "type_vocab_size", 0))

    def encode(self, ids: Tensor, mask: Tensor, case: Tensor) -> Tensor:
        """Last hidden states (windows, pieces, size)."""
        more = {"token_type_ids": case} if self.typed else {}
        out: Tensor = self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state
        return out

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states and the logits of all token heads, for every piece."""
        hidden = self.encode(ids, mask, case)
        return hidden, self.heads(hidden)

    def head(self, logits: Tensor, name: str) -> Tensor:
        """The columns of one head."""
        low, high = self.columns[name]
        return logits[..., low:high]

    @torch.no_grad()
    def inherit(self) -> None:
        """Start heads that only the last stage trains from their nearest kin of the first stage."""
        role = labels.PAIR_ROLES.index
        kin = {
            "gold_source": "polnear_source",
            "gold_content": "polnear_content",
            "actor": "agent",
            "recipient": "patient",
        }
        for new, old in kin.items():
            a, b = 2 * role(new), 2 * role(old)
            self.pairs.out.weight[a : a + 2] = self.pairs.out.weight[b : b + 2]
            self.pairs.out.bias[a : a + 2] = self.pairs.out.bias[b : b + 2]
        (a, a_end), (b, b_end) = self.columns["gold_cue"], self.columns["polnear_cue"]
        self.heads.weight[a:a_end] = self.heads.weight[b:b_end]
        self.heads.bias[a:a_end] = self.heads.bias[b:b_end]
