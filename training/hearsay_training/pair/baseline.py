"""What the cosine of the base model's sentence embeddings says of the held-out pairs.

`python -m hearsay_training.pair.baseline --data DATA --claims training/claims`

Prints a table of areas under the curve; for a claim that weakens another, the lower the cosine
the likelier.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from ..encode import base_model
from . import data
from .data import Pair
from .measure import auc


def cosines(model: SentenceTransformer, pairs: list[Pair]) -> np.ndarray:
    """The cosine of each pair's embeddings."""
    texts = sorted({t for p in pairs for t in (p.a, p.b)})
    rows = model.encode(texts, normalize_embeddings=True)
    where = {text: i for i, text in enumerate(texts)}
    return np.array([rows[where[p.a]] @ rows[where[p.b]] for p in pairs])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--claims", type=Path, required=True)
    args = parser.parse_args()
    model = SentenceTransformer(str(base_model()))
    asked = [
        ("weakens against the rest", data.claimdiff(args.data / "claimdiff"), ("weakens",), -1.0),
        ("same event", data.ecbplus(args.data / "ecbplus"), ("same",), 1.0),
        ("same claim", data.claims(args.claims), ("same", "opposite", data.EITHER), 1.0),
        ("opposite against same", data.claims(args.claims), ("opposite",), -1.0),
    ]
    for name, pairs, wanted, sign in asked:
        held = [p for p in pairs if p.held]
        if name == "opposite against same":
            held = [p for p in held if p.label in ("same", "opposite")]
        labels = np.array([p.label in wanted for p in held])
        print(f"{name}: AUC {auc(sign * cosines(model, held), labels):.3f} ({len(held)} pairs)")


if __name__ == "__main__":
    main()
