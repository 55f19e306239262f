"""The encoder with its token heads as an ONNX graph: one window at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from crossread.extract.model.artefact import Floats
from crossread.extract.model.windows import Window


class Graph(Protocol):
    """Vectors and logits of the words that windows tag, laid end to end."""

    def __call__(self, windows: Sequence[Window]) -> tuple[Floats, Floats]:
        """Hidden vectors (words, size) and logits of all heads (words, columns)."""
        ...


class OnnxGraph:
    """onnxruntime on CPU.

    Windows go through one by one: whatever the kernels do with a batch, a document's records depend on that
    document only. It is not slower, because one window fits the cache.
    """

    def __init__(self, path: Path, threads: int = 1):
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {i.name for i in self._session.get_inputs()}

    def __call__(self, windows: Sequence[Window]) -> tuple[Floats, Floats]:
        """See `Graph`."""
        vectors, logits = [], []
        for w in windows:
            feed = {
                "ids": w.ids[None],
                "mask": np.ones((1, len(w.ids)), dtype=np.int64),
                "case": w.case[None],
            }
            hidden, out = self._session.run(
                ["hidden", "logits"], {k: v for k, v in feed.items() if k in self._inputs}
            )
            vectors.append(hidden[0, w.first])
            logits.append(out[0, w.first])
        return np.concatenate(vectors), np.concatenate(logits)
