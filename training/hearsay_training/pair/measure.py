"""Figures of a pair model on held-out pairs, while it is trained; those that count are the program's."""

from __future__ import annotations

import numpy as np


def auc(scores: np.ndarray, wanted: np.ndarray) -> float:
    """How often a wanted one scores above one that is not; ties count half."""
    order = scores.argsort(kind="stable")
    ranks = np.empty(len(scores))
    _, inverse, counts = np.unique(scores[order], return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks[order] = (last - (counts - 1) / 2)[inverse]
    yes = int(wanted.sum())
    no = len(wanted) - yes
    return float((ranks[wanted].sum() - yes * (yes + 1) / 2) / (yes * no)) if yes and no else float("nan")


def f1s(guess: np.ndarray, gold: np.ndarray, classes: int) -> np.ndarray:
    """F1 of each class."""
    out = []
    for c in range(classes):
        hit = ((guess == c) & (gold == c)).sum()
        out.append(2 * hit / max(1, (guess == c).sum() + (gold == c).sum()))
    return np.array(out)
