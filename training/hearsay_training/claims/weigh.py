"""Fits the weights of pairs: `python -m hearsay_training.claims.weigh PAIRS.csv NAMES.csv`.

PAIRS.csv is what `hearsay eval stories DIR --pairs PAIRS.csv` writes: story, two ids, what is counted of the pair, and 1 if they bear on one
claim. NAMES.csv is `crates/hearsay/assets/account/pairs.csv`, whose names are kept and whose weights are replaced. Logistic regression with a
penalty on squared weights, by Newton's method; a pair weighs the less the more pairs its story has (one by the square root).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import numpy as np

PENALTY = 0.1


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The weights; the first is the constant, which carries no penalty."""
    x = np.hstack([np.ones((len(x), 1)), x])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 0
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (y - p)) - penalty * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def main() -> None:
    rows = list(csv.reader(open(sys.argv[1])))
    names_file = Path(sys.argv[2])
    names = [row[0] for row in csv.reader(names_file.open())][1:]
    counts = Counter(row[0] for row in rows)
    x = np.array([[float(value) for value in row[3:-1]] for row in rows])
    y = np.array([float(row[-1]) for row in rows])
    weight = np.array([1 / counts[row[0]] ** 0.5 for row in rows])
    beta = fit(x, y, weight)
    with names_file.open("w") as out:
        out.write("feature,weight\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows((name, f"{value:.4f}") for name, value in zip(names, beta, strict=True))


if __name__ == "__main__":
    main()
