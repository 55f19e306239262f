"""A trained network behind the run-time interfaces.

So that weights can be measured before they are exported.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from crossread.extract.model.artefact import Floats, Spec, Weights
from crossread.extract.model.tagger import Tagger
from crossread.extract.model.windows import Window
from training import labels
from training.encoders import Reader
from training.model import Network
from training.settings import Settings
from training.train import new_network

# Thresholds other than 0.5, chosen on the held-out story groups of gold train; never on dev.
THRESHOLDS: dict[str, float] = {}


class TorchGraph:
    """`Graph` over a network, one window at a time, in single precision."""

    def __init__(self, network: Network):
        self._network = network.eval()

    @torch.no_grad()
    def __call__(self, windows: Sequence[Window]) -> tuple[Floats, Floats]:
        """See `crossread.extract.model.graph.Graph`."""
        vectors, logits = [], []
        for w in windows:
            ids = torch.from_numpy(w.ids[None])
            hidden, out = self._network(ids, torch.ones_like(ids), torch.from_numpy(w.case[None]))
            vectors.append(hidden[0, w.first].float().numpy())
            logits.append(out[0, w.first].float().numpy())
        return np.concatenate(vectors), np.concatenate(logits)


def spec_values(
    settings: Settings, reader: Reader, calibration: dict[str, dict[str, float]] | None = None
) -> dict[str, Any]:
    """What goes into labels.json."""
    found = calibration or {}
    return {
        "heads": labels.HEADS,
        "pair_roles": list(labels.PAIR_ROLES),
        "rels": labels.RELS,
        "windows": dict(settings["windows"]),
        "special": {"cls": reader.cls, "sep": reader.sep},
        "temperatures": found.get("temperatures", {}),
        "thresholds": {**THRESHOLDS, **found.get("thresholds", {})},
        "codebook": settings["codebook"],
        "version": settings["version"],
    }


def scorer_weights(network: Network) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """Weights of the pair and arc scorers under the names that the run time reads."""
    state = network.state_dict()
    return {k: v.numpy() for k, v in state.items() if k.startswith(("pairs.", "arcs."))}


def load_network(settings: Settings, weights: Path, encoder: str | None = None) -> tuple[Network, Reader]:
    """The network with the weights of a finished stage or of a checkpoint."""
    network, reader = new_network(settings, encoder)
    network.load_state_dict(torch.load(weights, weights_only=True, map_location="cpu")["network"])
    return network.eval(), reader


def torch_tagger(
    settings: Settings,
    weights: Path,
    encoder: str | None = None,
    calibration: dict[str, dict[str, float]] | None = None,
) -> Tagger:
    """A tagger that runs torch weights."""
    network, reader = load_network(settings, weights, encoder)
    spec = Spec(**spec_values(settings, reader, calibration))
    values = {k: v.astype(np.float32) for k, v in scorer_weights(network).items()}
    return Tagger(spec, Weights(values), reader.tokenizer, TorchGraph(network))
