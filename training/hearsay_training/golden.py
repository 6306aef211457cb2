"""Writes what the program's forward pass is held to on texts of our own.

`python -m hearsay_training.golden STATE.pt tagger.safetensors crates/hearsay-tagger/tests/golden`

Reads `texts.txt` (texts apart by a line `===`), writes `golden.safetensors`: pieces and feature
rows of all texts, their lengths, the tag scores of the stored (byte) weights computed here in
`f32`, the link vectors of every sixteenth piece, and the best tag of the weights before they were
made bytes (255 where a piece does not start a word: such pieces have no tag).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from .encode import CLS, SEP, WINDOW, encode, load_tokenizer
from .export import stored, tagger
from .model import TAGS
from .targets import first_pieces


def outputs(state: dict[str, torch.Tensor], windows: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """All outputs of all windows, one after the other."""
    model = tagger(state)
    rows = []
    with torch.no_grad():
        for ids, feature in windows:
            length = torch.tensor([len(ids)])
            out = model(torch.from_numpy(ids)[None].long(), torch.from_numpy(feature)[None].long(), length)
            rows.append(out[0].numpy())
    return np.concatenate(rows)


def main() -> None:
    """The command."""
    state, weights, folder = torch.load(sys.argv[1]), stored(Path(sys.argv[2])), Path(sys.argv[3])
    tokenizer = load_tokenizer()
    windows, first = [], []
    for text in (folder / "texts.txt").read_text("utf-8").split("===\n"):
        encoded = encode(tokenizer, text.strip())
        ids = np.concatenate([[CLS], encoded.ids, [SEP]]).astype(np.int32)
        feature = np.concatenate([[0], encoded.feature, [0]]).astype(np.uint8)
        assert len(ids) <= WINDOW, "a golden text is longer than a window"
        windows.append((ids, feature))
        first.append(np.concatenate([[False], first_pieces(encoded), [False]]))
    kept = outputs(weights, windows)
    trained = outputs(state, windows)
    save_file(
        {
            "ids": np.concatenate([w[0] for w in windows]),
            "features": np.concatenate([w[1] for w in windows]),
            "lengths": np.array([len(w[0]) for w in windows], np.int32),
            "logits": kept[:, : len(TAGS)].copy(),
            "links": kept[::16, len(TAGS) :].copy(),
            "tags": np.where(np.concatenate(first), trained[:, : len(TAGS)].argmax(1), 255).astype(np.uint8),
        },
        str(folder / "golden.safetensors"),
    )
    print(f"{sum(len(w[0]) for w in windows)} pieces in {len(windows)} windows")


if __name__ == "__main__":
    main()
