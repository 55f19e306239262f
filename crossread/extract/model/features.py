"""What the pair scorer knows of an anchor and a word beside their vectors.

Distance, sentences, paragraphs, quotation marks.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_STEPS = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70, 110, 180, 300])
N_DISTANCE = 2 * len(_STEPS) + 1
N_SENTENCE = 11
N_PARAGRAPH = 7
N_QUOTE = 5
N_FEATURES = N_DISTANCE + N_SENTENCE + N_PARAGRAPH + N_QUOTE


def distance_row(gap: Ints) -> Ints:
    """Table row of a signed distance in words."""
    return np.sign(gap) * np.searchsorted(_STEPS, np.abs(gap), side="right") + len(_STEPS)


def pair_features(anchor: Ints, word: Ints, sentence: Ints, paragraph: Ints, quote: Ints) -> Ints:
    """Four row numbers of one embedding table for each pair (anchor[i], word[i]).

    `anchor` and `word` are the word numbers of the pairs; `sentence`, `paragraph` and `quote` hold each
    word's number of sentence, of paragraph and of quotation (0 for none).

    Returns:
        Array of shape (pairs, 4), values below `N_FEATURES`.
    """
    sent = np.clip(sentence[word] - sentence[anchor], -6, 4) + 6
    para = np.clip(paragraph[word] - paragraph[anchor], -4, 2) + 4
    qa, qw = quote[anchor], quote[word]
    quoted = np.where(qa == 0, np.where(qw == 0, 0, 1), np.where(qw == 0, 2, np.where(qa == qw, 3, 4)))
    return np.stack(
        [
            distance_row(word - anchor),
            N_DISTANCE + sent,
            N_DISTANCE + N_SENTENCE + para,
            N_DISTANCE + N_SENTENCE + N_PARAGRAPH + quoted,
        ],
        axis=1,
    )


def number_quotes(inside: list[bool]) -> Ints:
    """Number each run of quoted words from 1; words outside are 0."""
    out, number, before = [], 0, False
    for flag in inside:
        number += flag and not before
        before = flag
        out.append(number if flag else 0)
    return np.array(out, dtype=np.int64)
