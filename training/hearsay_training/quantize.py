"""Bytes for matrices: what each loses is spread so that the layer's outputs lose least.

Two published steps, both from what the layer is fed on a few windows of the training corpus:
inputs of large magnitude are shrunk and their weights grown by as much (SmoothQuant, Xiao et al.
2023, strength 0.5), and columns are rounded one after the other, each rounding's error taken up
by the columns that follow (GPTQ, Frantar et al. 2023). Bytes are symmetric with one scale an
output row, the row's largest magnitude at 127.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

DAMP = 0.01
BLOCK = 128


@dataclass
class Fed:
    """What a linear layer was fed: each input's largest magnitude, and the sum of x xᵀ."""

    most: torch.Tensor
    products: torch.Tensor


@dataclass
class Matrix:
    """`weight * scale[:, None] * shrink`, `weight` in bytes."""

    weight: torch.Tensor
    scale: torch.Tensor
    shrink: torch.Tensor

    def numbers(self) -> torch.Tensor:
        """The matrix in `f32`, as the program multiplies with it."""
        return self.weight.float() * self.scale[:, None] * self.shrink


def round_rows(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """A matrix as bytes and a scale a row, each number rounded for itself."""
    scale = weight.abs().amax(1).clamp_min(1e-12) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale.float()


def watch(model: nn.Module, run: Callable[[], None]) -> dict[str, Fed]:
    """Runs the model by `run` and notes what each of the encoder's linear layers is fed."""
    fed: dict[str, Fed] = {}

    def note(name: str):
        def hook(_layer: nn.Module, inputs: tuple[torch.Tensor, ...], _out: torch.Tensor) -> None:
            x = inputs[0].reshape(-1, inputs[0].shape[-1])
            most, products = x.abs().amax(0), x.T @ x
            if name in fed:
                most, products = torch.maximum(most, fed[name].most), products + fed[name].products
            fed[name] = Fed(most, products)

        return hook

    hooks = [
        layer.register_forward_hook(note(name))
        for name, layer in model.named_modules()
        if isinstance(layer, nn.Linear) and name != "heads"
    ]
    with torch.no_grad():
        run()
    for hook in hooks:
        hook.remove()
    return fed


def fit(weight: torch.Tensor, fed: Fed) -> Matrix:
    """The matrix of a layer as bytes, fitted to what it is fed."""
    grow = fed.most.clamp_min(1e-3).sqrt() / weight.abs().amax(0).clamp_min(1e-5).sqrt()
    grow /= grow.mean()
    left = (weight * grow).double()
    scale = left.abs().amax(1, keepdim=True).clamp_min(1e-12) / 127
    products = fed.products.double() / torch.outer(grow, grow)
    width = left.shape[1]
    products += torch.eye(width) * DAMP * products.diagonal().mean()
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(products))
    upper = torch.linalg.cholesky(inverse, upper=True)
    whole = torch.zeros_like(left)
    for start in range(0, width, BLOCK):
        end = min(start + BLOCK, width)
        part, errors = left[:, start:end], torch.zeros(left.shape[0], end - start, dtype=left.dtype)
        for i, column in enumerate(range(start, end)):
            rounded = (part[:, i : i + 1] / scale).round().clamp(-127, 127)
            whole[:, column : column + 1] = rounded
            error = (part[:, i : i + 1] - rounded * scale) / upper[column, column]
            part[:, i:] -= error @ upper[column : column + 1, column:end]
            errors[:, i : i + 1] = error
        left[:, end:] -= errors @ upper[start:end, end:]
    return Matrix(whole.to(torch.int8), scale[:, 0].float(), 1 / grow)
