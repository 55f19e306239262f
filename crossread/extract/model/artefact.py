"""The files of a trained model: labels.json, heads.npz, tokenizer.json, model.onnx.

And the weights they hold.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FILES = ("labels.json", "heads.npz", "tokenizer.json", "model.onnx")


@dataclass(frozen=True)
class Spec:
    """labels.json: what the graph's columns mean, window sizes, temperatures and thresholds."""

    heads: dict[str, list[str]]
    pair_roles: list[str]
    rels: list[str]
    windows: dict[str, int]
    special: dict[str, int]
    temperatures: dict[str, float]
    thresholds: dict[str, float]
    codebook: str
    version: str

    def column(self, head: str) -> slice:
        """Columns of a head in the graph's logits."""
        at = 0
        for name, labels in self.heads.items():
            if name == head:
                return slice(at, at + len(labels))
            at += len(labels)
        raise KeyError(head)

    @property
    def width(self) -> int:
        """Number of columns of all heads."""
        return sum(len(v) for v in self.heads.values())


@dataclass(frozen=True)
class Weights:
    """The pair and arc scorers, in float32, as the names of the training network have them."""

    values: dict[str, Floats]

    def __getitem__(self, name: str) -> Floats:
        return self.values[name]


def read_spec(folder: Path) -> Spec:
    """labels.json of a model folder."""
    return Spec(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))


def spec_from(values: dict[str, Any]) -> Spec:
    """A spec from plain values, for evaluating weights that are not exported."""
    return Spec(**values)


def read_weights(folder: Path) -> Weights:
    """heads.npz of a model folder; stored in half precision, computed in single."""
    with np.load(folder / "heads.npz") as store:
        return Weights({k: store[k].astype(np.float32) for k in store.files})


def digest(folder: Path) -> str:
    """sha256 over the model's files: what a record names as the model that made it."""
    h = hashlib.sha256()
    for name in FILES:
        h.update((folder / name).read_bytes())
    return h.hexdigest()
