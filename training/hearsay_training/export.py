"""Writes a trained state as the weight file that the program embeds.

`python -m hearsay_training.export STATE.pt OUT.safetensors`

Matrices of the encoder become signed bytes with one scale an output row (symmetric, the row's
largest magnitude at 127); position and feature rows, norms and heads stay `f32`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

FORMAT = "hearsay-tagger/1"


def quantize(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """A matrix as bytes and a scale a row."""
    scale = weight.abs().amax(1).clamp_min(1e-12) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale.float()


def tensors(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The tensors of the weight file."""
    out: dict[str, torch.Tensor] = {}
    for name, value in state.items():
        name = name.replace("emb.", "embeddings.", 1)
        if name in ("embeddings.position.weight", "embeddings.feature.weight"):
            out[name.removesuffix(".weight")] = value.float()
        elif name.endswith(".weight") and value.ndim == 2 and not name.startswith("heads"):
            stem = name.removesuffix(".weight")
            out[f"{stem}.weight"], out[f"{stem}.scale"] = quantize(value.float())
        else:
            out[name] = value.float()
    return {name: value.contiguous() for name, value in out.items()}


def dequantized(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The state as the program sees it: what is stored as bytes, as numbers again."""
    out = dict(state)
    for name, value in state.items():
        matrix = value.ndim == 2 and not name.startswith(("heads", "emb.position", "emb.feature"))
        if matrix:
            whole, scale = quantize(value.float())
            out[name] = whole.float() * scale[:, None]
    return out


def main() -> None:
    """The command."""
    state, out = Path(sys.argv[1]), Path(sys.argv[2])
    save_file(tensors(torch.load(state)), str(out), metadata={"format": FORMAT})
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    (out.parent / "SHA256SUMS").write_text(f"{digest}  {out.name}\n")
    print(f"{out}: {out.stat().st_size} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
