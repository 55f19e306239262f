"""Windows.

Whole sentences packed into pieces for one pass of the encoder, with the sentences before them as context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Window:
    """One row of the encoder's input.

    `first` holds, for each word of `low`..`high`, the position of its first piece in `ids`; words before
    `low` are context: read, never tagged here.
    """

    ids: Ints
    case: Ints
    first: Ints
    low: int
    high: int


@dataclass(frozen=True)
class Pieces:
    """Word pieces of a text: `ids[offsets[w]:offsets[w + 1]]` are word w's, `case[w]` its case class."""

    ids: Ints
    offsets: Ints
    case: Ints


def _split_long(sentences: Sequence[tuple[int, int]], offsets: Ints, limit: int) -> list[tuple[int, int]]:
    """Sentences, those over `limit` pieces cut at words."""
    out = []
    for start, end in sentences:
        low = start
        for w in range(start, end):
            if w > low and offsets[w + 1] - offsets[low] > limit:
                out.append((low, w))
                low = w
        out.append((low, end))
    return out


def cut(
    pieces: Pieces,
    sentences: Sequence[tuple[int, int]],
    *,
    core: int,
    context: int,
    cls: int,
    sep: int,
    first_core: int | None = None,
) -> list[Window]:
    """Windows over `sentences` (ranges of word numbers, in order, without gaps).

    `core` is the most pieces tagged in one window, `context` the most pieces of whole sentences read before
    them. `first_core`, if given, replaces `core` for the first window: training moves the borders with it.
    """
    limit = core if first_core is None else max(8, first_core)
    groups: list[list[tuple[int, int]]] = []
    size = 0
    for start, end in _split_long(sentences, pieces.offsets, core):
        n = int(pieces.offsets[end] - pieces.offsets[start])
        if groups and size + n <= limit:
            groups[-1].append((start, end))
            size += n
        else:
            limit = core if groups else limit
            groups.append([(start, end)])
            size = n
    out = []
    flat = [s for g in groups for s in g]
    done = 0
    for group in groups:
        low, high = group[0][0], group[-1][1]
        left = low
        for start, _ in reversed(flat[:done]):
            if pieces.offsets[low] - pieces.offsets[start] > context:
                break
            left = start
        done += len(group)
        a, b = int(pieces.offsets[left]), int(pieces.offsets[high])
        ids = np.concatenate([[cls], pieces.ids[a:b], [sep]]).astype(np.int64)
        lengths = np.diff(pieces.offsets[left : high + 1])
        case = np.concatenate([[0], np.repeat(pieces.case[left:high], lengths), [0]]).astype(np.int64)
        out.append(Window(ids, case, pieces.offsets[low:high] - a + 1, low, high))
    return out
