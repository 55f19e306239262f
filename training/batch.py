"""Rows to batches: windows stacked for the encoder, words of all rows laid end to end for the heads."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from crossread.extract.model import windows
from crossread.extract.model.features import number_quotes
from crossread.extract.model.windows import Pieces, Window
from crossread.extract.model.words import inside_quotes, paragraphs
from training.encoders import Reader
from training.rows import Row

Ints = npt.NDArray[np.int64]


@dataclass
class Item:
    """A row ready for windows: its pieces and what the pair features need."""

    row: Row
    pieces: Pieces
    sentence: Ints
    paragraph: Ints
    quote: Ints

    @property
    def size(self) -> int:
        """Number of pieces."""
        return int(self.pieces.offsets[-1])


def prepare(row: Row, reader: Reader) -> Item:
    """Encode a row once."""
    forms = [row.text[a:b] or "_" for a, b in row.words]
    sentence = np.zeros(len(forms), dtype=np.int64)
    for i, (a, b) in enumerate(row.sents):
        sentence[a:b] = i
    return Item(
        row,
        reader.pieces(forms),
        sentence,
        np.array(paragraphs(row.text, row.words), dtype=np.int64),
        number_quotes(inside_quotes(row.text, row.words)),
    )


@dataclass(frozen=True)
class Part:
    """The words low..high of an item, laid from `at` on in the batch."""

    item: Item
    low: int
    high: int
    at: int

    def word(self, w: int) -> int | None:
        """Batch number of the row's word; None outside."""
        return w - self.low + self.at if self.low <= w < self.high else None

    def span(self, s: Iterable[int]) -> tuple[int, int] | None:
        """Batch range of the row's range; None if it is not wholly inside."""
        a, b = s
        return (a - self.low + self.at, b - self.low + self.at) if self.low <= a and b <= self.high else None


@dataclass
class Batch:
    """Encoder input and, for the `n` words laid end to end, where each word's first piece lies."""

    ids: torch.Tensor
    mask: torch.Tensor
    case: torch.Tensor
    where: tuple[torch.Tensor, torch.Tensor]
    parts: list[Part]
    sentence: Ints
    paragraph: Ints
    quote: Ints

    @property
    def n(self) -> int:
        """Number of words."""
        return len(self.sentence)


def collate(chosen: list[tuple[Item, list[Window]]], pad: int) -> Batch:
    """Stack the given windows of the given items."""
    rows = [w for _, ws in chosen for w in ws]
    length = max(len(w.ids) for w in rows)
    ids = np.full((len(rows), length), pad, dtype=np.int64)
    mask = np.zeros((len(rows), length), dtype=np.int64)
    case = np.zeros((len(rows), length), dtype=np.int64)
    for i, w in enumerate(rows):
        ids[i, : len(w.ids)], mask[i, : len(w.ids)], case[i, : len(w.ids)] = w.ids, 1, w.case
    parts, at = [], 0
    for item, ws in chosen:
        low, high = ws[0].low, ws[-1].high
        parts.append(Part(item, low, high, at))
        at += high - low
    window = np.repeat(np.arange(len(rows)), [len(w.first) for w in rows])
    piece = np.concatenate([w.first for w in rows])
    # Numbers stay apart between rows, so that no sentence of one seems to continue in the next.
    sent = [p.item.sentence[p.low : p.high] + 10_000 * i for i, p in enumerate(parts)]
    para = [p.item.paragraph[p.low : p.high] + 10_000 * i for i, p in enumerate(parts)]
    quote = [p.item.quote[p.low : p.high] for p in parts]
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(mask),
        torch.from_numpy(case),
        (torch.from_numpy(window), torch.from_numpy(piece)),
        parts,
        np.concatenate(sent),
        np.concatenate(para),
        np.concatenate(quote),
    )


def cut_item(
    item: Item, reader: Reader, config: dict[str, Any], first_core: int | None = None
) -> list[Window]:
    """All windows of an item."""
    return windows.cut(
        item.pieces,
        item.row.sents,
        core=config["core"],
        context=config["context"],
        cls=reader.cls,
        sep=reader.sep,
        first_core=first_core,
    )


def schedule(
    sizes: dict[str, list[int]], passes: dict[str, float], pieces: int, seed: int
) -> list[tuple[str, list[int]]]:
    """Batches (task, numbers of its items) of a whole stage in order, the same for the same seed."""
    rng = random.Random(seed)
    batches: list[tuple[str, list[int]]] = []
    for task, n in passes.items():
        count = len(sizes[task])
        order: list[int] = []
        while len(order) < round(n * count):
            once = list(range(count))
            rng.shuffle(once)
            order += once
        current: list[int] = []
        total = 0
        for i in order[: round(n * count)]:
            size = min(sizes[task][i], pieces)
            if current and total + size > pieces:
                batches.append((task, current))
                current, total = [], 0
            current.append(i)
            total += size
        if current:
            batches.append((task, current))
    rng.shuffle(batches)
    return batches


def train_batches(
    items: dict[str, list[Item]],
    plan: list[tuple[str, list[int]]],
    reader: Reader,
    config: Any,
    start: int = 0,
) -> Iterator[tuple[int, str, Batch]]:
    """Batches of a plan from step `start` on.

    With window borders moved at random (by the step's own seed).
    """
    for step in range(start, len(plan)):
        task, numbers = plan[step]
        rng = random.Random(config["seed"] * 1_000_003 + step)
        chosen = []
        for k in numbers:
            item = items[task][k]
            ws = cut_item(item, reader, config["windows"], rng.randint(40, config["windows"]["core"]))
            if len(ws) > config["max_windows"]:
                low = rng.randint(0, len(ws) - config["max_windows"])
                ws = ws[low : low + config["max_windows"]]
            chosen.append((item, ws))
        yield step, task, collate(chosen, reader.pad)
