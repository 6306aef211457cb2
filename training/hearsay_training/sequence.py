"""The loss of the whole sequence of tags, as the program decodes it.

A linear-chain CRF over the words (Lafferty et al. 2001) whose transitions are not learnt but are
those of the program's decoder: how often one tag follows another in the corpus, at a weight of 0.2.
"""

from __future__ import annotations

import numpy as np
import torch

from .targets import IGNORE

# As in `attribution/tags.rs`: rows from, columns to.
FOLLOWS = (
    (0.9207, 0.0375, 0.0, 0.0123, 0.0, 0.0296, 0.0),
    (0.0440, 0.0001, 0.5098, 0.4443, 0.0, 0.0017, 0.0),
    (0.0552, 0.0008, 0.7996, 0.1420, 0.0, 0.0025, 0.0),
    (0.1965, 0.0516, 0.0, 0.0001, 0.4056, 0.3461, 0.0),
    (0.0651, 0.0303, 0.0, 0.0001, 0.5674, 0.3371, 0.0),
    (0.0351, 0.0098, 0.0, 0.0167, 0.0, 0.0001, 0.9384),
    (0.0496, 0.0084, 0.0, 0.0047, 0.0, 0.0011, 0.9362),
)
WEIGHT = 0.2
# What an I tag costs that does not go on with its own kind. Not endless: where one attribution's
# span overwrites another's, the corpus has a few.
NEVER = -8.0


def transitions() -> torch.Tensor:
    """Scores of one tag (row) followed by another (column)."""
    scores = WEIGHT * (torch.tensor(FOLLOWS) + 1e-4).log()
    for tag in (2, 4, 6):
        for before in range(7):
            if before not in (tag - 1, tag):
                scores[before, tag] = NEVER
    return scores


def loss(tags: torch.Tensor, wanted: np.ndarray, follow: torch.Tensor) -> torch.Tensor:
    """Minus the log probability of the wanted tags, a word.

    `tags`: tag scores, [batch, n, 7]; `wanted`: tags, IGNORE where a piece starts no word.
    """
    word = wanted != IGNORE
    counts = word.sum(1)
    width = int(counts.max())
    # Words to the front; behind a row's last word, any place does.
    order = np.argsort(~word, axis=1, kind="stable")[:, :width]
    gold = torch.from_numpy(np.take_along_axis(np.where(word, wanted, 0), order, 1))
    scores = torch.log_softmax(tags.gather(1, torch.from_numpy(order)[..., None].expand(-1, -1, 7)), -1)
    inside = torch.arange(width)[None, :] < torch.from_numpy(counts)[:, None]
    held = scores.gather(2, gold[..., None])[..., 0]
    steps = follow[gold[:, :-1], gold[:, 1:]]
    path = (held * inside).sum() + (steps * inside[:, 1:]).sum()
    alpha = scores[:, 0]
    for at, column in enumerate(scores.unbind(1)[1:], start=1):
        step = torch.logsumexp(alpha[:, :, None] + follow, 1) + column
        alpha = torch.where(inside[:, at, None], step, alpha)
    whole = torch.logsumexp(alpha, 1)[torch.from_numpy(counts > 0)].sum()
    return (whole - path) / int(counts.sum())
