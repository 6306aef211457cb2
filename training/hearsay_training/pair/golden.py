"""Writes what the program's pair model is held to on texts of our own.

`python -m hearsay_training.pair.golden STATE.pt pair.safetensors tagger.safetensors crates/hearsay-tagger/tests/golden`

Reads `pairs.tsv` (two texts a line), writes `pairs.safetensors`: the scores of the stored (byte)
weights computed here in `f32` (`scores`), those of the weights before they were made bytes
(`trained`), and the embedding of each first text, likewise (`means`, `base`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from ..export import stored
from .export import halves, means, model_of, scores
from .model import new


def main() -> None:
    """The command."""
    trained, folder = torch.load(sys.argv[1]), Path(sys.argv[4])
    kept = stored(Path(sys.argv[2])) | {"emb.word.weight": stored(Path(sys.argv[3]))["emb.word.weight"]}
    pairs = [tuple(line.split("\t")) for line in (folder / "pairs.tsv").read_text("utf-8").splitlines()]
    both, single = halves(kept)
    texts = [first for first, _ in pairs]
    with torch.no_grad():
        parts = {
            "scores": scores(model_of(both), pairs),
            "trained": scores(model_of(trained), pairs),
            "means": means(model_of(single), texts),
            "base": means(new(trained["emb.word.weight"]).eval(), texts),
        }
    save_file(parts, str(folder / "pairs.safetensors"))
    off = (parts["scores"] - parts["trained"]).abs().max()
    like = (parts["means"] * parts["base"]).sum(1).min()
    print(f"{len(pairs)} pairs; scores are at most {off:.3f} off, embeddings at least {like:.4f} alike")


if __name__ == "__main__":
    main()
