"""What the lower layers make of each text, computed once and kept.

The lower layers are not trained, so their outputs are as good as the texts.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from ..encode import CLS, SEP, load_tokenizer
from .model import PairModel

# Rows of a text, and of a pair, `[CLS]` and `[SEP]` among them.
TEXT = 120
PAIR = 128
WIDTHS = (32, 64, TEXT)
# Rows that are computed at once.
AT_ONCE = 4096


def pieces(texts: list[str], most: int = TEXT) -> list[np.ndarray]:
    """Word pieces of texts, cut to the most that are read."""
    tokenizer = load_tokenizer()
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    return [np.array([CLS, *e.ids[: most - 2], SEP], np.int64) for e in encoded]


def cut(first: int, second: int) -> tuple[int, int]:
    """Rows that are kept of two texts with so many."""
    if first + second <= PAIR:
        return first, second
    first = max(PAIR - second, min(first, PAIR // 2))
    return first, PAIR - first


def computed(model: PairModel, texts: list[str]) -> list[torch.Tensor]:
    """What the lower layers make of texts."""
    ids = pieces(texts)
    out: list[torch.Tensor] = [torch.empty(0)] * len(ids)
    run = torch.compile(model.alone, dynamic=False)
    model.eval()
    for low, width in zip((0, *WIDTHS), WIDTHS):
        group = [i for i in range(len(ids)) if low < len(ids[i]) <= width]
        size = AT_ONCE // width
        for at in range(0, len(group), size):
            part = group[at : at + size]
            batch = np.zeros((size, width), np.int64)
            lengths = np.full(size, 2, np.int64)
            for row, i in enumerate(part):
                batch[row, : len(ids[i])] = ids[i]
                lengths[row] = len(ids[i])
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                rows = run(torch.from_numpy(batch), torch.from_numpy(lengths)).to(torch.bfloat16)
            for row, i in enumerate(part):
                out[i] = rows[row, : len(ids[i])].clone()
    return out


class States:
    """Rows of all texts, one after the other, and where each text's start."""

    def __init__(self, model: PairModel, texts: list[str], kept: Path | None = None):
        """Computes what `kept`, a file of an earlier run, does not have, and keeps it there."""
        known, rows = torch.load(kept) if kept and kept.exists() else ([], [])
        before = set(known)
        missing = [text for text in texts if text not in before]
        rows = rows + computed(model, missing)
        known = known + missing
        if kept and missing:
            torch.save((known, rows), kept)
        self.index = {text: i for i, text in enumerate(known)}
        self.length = np.array([len(x) for x in rows])
        self.start = np.concatenate([[0], np.cumsum(self.length)])
        self.rows = torch.cat(rows)

    def pair(self, a: str, b: str) -> tuple[int, int, int, int]:
        """Where the rows of two texts start, and how many of each are kept."""
        i, j = self.index[a], self.index[b]
        first, second = cut(int(self.length[i]), int(self.length[j]))
        return int(self.start[i]), first, int(self.start[j]), second

    def batch(self, pairs: list[tuple[int, int, int, int]], size: int, width: int) -> tuple[torch.Tensor, ...]:
        """Rows, sides, starts of second texts and lengths of `size` pairs, padded to `width`."""
        where = np.zeros((size, width), np.int64)
        second = np.zeros((size, width), np.int64)
        start = np.ones(size, np.int64)
        length = np.full(size, 2, np.int64)
        for row, (s, n, t, m) in enumerate(pairs):
            where[row, :n] = np.arange(s, s + n)
            where[row, n : n + m] = np.arange(t, t + m)
            second[row, n : n + m] = 1
            start[row], length[row] = n, n + m
        rows = self.rows[torch.from_numpy(where)]
        return rows, *(torch.from_numpy(x) for x in (second, start, length))
