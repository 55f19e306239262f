"""Words to word pieces, with the case that the uncased encoder would lose."""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer

from crossread.extract.model.windows import Pieces
from crossread.extract.model.words import case_class


def encode(tokenizer: Tokenizer, forms: list[str], unknown: int) -> Pieces:
    """Pieces of each word.

    A word that the tokenizer drops (a stray control sign) becomes the one piece `unknown`.
    """
    encoding = tokenizer.encode(forms, is_pretokenized=True, add_special_tokens=False)
    per_word: list[list[int]] = [[] for _ in forms]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:
            per_word[word].append(piece)
    lengths = [max(1, len(p)) for p in per_word]
    ids = [i for p in per_word for i in (p or [unknown])]
    return Pieces(
        np.array(ids, dtype=np.int64),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.array([case_class(f) for f in forms], dtype=np.int64),
    )
