"""The tagger: a small BERT encoder, tag scores and link vectors from one linear layer.

Written out plainly, operation by operation, so that the Rust forward pass can follow it.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from .encode import base_model

TAGS = ("O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content")
LINK = 64
OUTPUTS = len(TAGS) + 4 * LINK


class LockedDropout(nn.Module):
    """Dropout of whole hidden channels over a window: as good here, and almost free of random numbers."""

    def __init__(self, share: float):
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or self.share == 0:
            return x
        keep = 1 - self.share
        return x * torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(keep).div_(keep)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attention_output = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.intermediate = nn.Linear(hidden, inner)
        self.output = nn.Linear(inner, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = LockedDropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        # Written out: on a processor the compiler fuses this better than the library's attention.
        scores = query @ key.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + mask
        mixed = torch.softmax(scores, -1, dtype=torch.float32).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.attention_output(mixed)))
        inner = F.gelu(self.intermediate(x))
        return self.output_norm(x + self.dropout(self.output(inner)))


class Embeddings(nn.Module):
    """Word piece, position and feature rows, summed and normalised."""

    def __init__(self, vocabulary: int, positions: int, features: int, hidden: int, dropout: float):
        super().__init__()
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.feature = nn.Embedding(features, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = LockedDropout(dropout)

    def forward(self, ids: torch.Tensor, feature: torch.Tensor) -> torch.Tensor:
        position = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(position) + self.feature(feature)
        return self.dropout(self.norm(x))


class Tagger(nn.Module):
    """Pieces in; per piece 7 tag scores and four link vectors out."""

    def __init__(self, layers: int = 6, dropout: float = 0.1, positions: int = 256):
        super().__init__()
        hidden = 384
        self.emb = Embeddings(30522, positions, 16, hidden, dropout)
        self.layers = nn.ModuleList(Layer(hidden, 12, 1536, dropout) for _ in range(layers))
        self.heads = nn.Linear(hidden, OUTPUTS)
        self.dropout = LockedDropout(dropout)

    def forward(self, ids: torch.Tensor, feature: torch.Tensor, length: torch.Tensor) -> torch.Tensor:
        """`ids`, `feature`: [batch, n]; `length`: pieces in use. Returns [batch, n, 263]."""
        mask = torch.arange(ids.shape[1], device=ids.device)[None, :] < length[:, None]
        x = self.emb(ids, feature)
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return self.heads(self.dropout(x))


def link_scores(out: torch.Tensor, which: int) -> torch.Tensor:
    """Scores from each piece (row) to each piece: 0 content to cue, 1 cue to source."""
    base = len(TAGS) + 2 * which * LINK
    source, target = out[..., base : base + LINK], out[..., base + LINK : base + 2 * LINK]
    return source @ target.transpose(-1, -2) / LINK**0.5


def base_state(layers: int, positions: int) -> dict[str, torch.Tensor]:
    """The base model's encoder under our names; the one feature row is that of its token type."""
    base = load_file(str(base_model() / "model.safetensors"))
    base = {k.removeprefix("bert."): v for k, v in base.items()}
    state = {
        "emb.word.weight": base["embeddings.word_embeddings.weight"],
        "emb.position.weight": base["embeddings.position_embeddings.weight"][:positions],
        "emb.feature.weight": base["embeddings.token_type_embeddings.weight"][:1],
        "emb.norm.weight": base["embeddings.LayerNorm.weight"],
        "emb.norm.bias": base["embeddings.LayerNorm.bias"],
    }
    names = {
        "attention_output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "intermediate": "intermediate.dense",
        "output": "output.dense",
        "output_norm": "output.LayerNorm",
    }
    for i in range(layers):
        for part in ("weight", "bias"):
            old = f"encoder.layer.{i}."
            state[f"layers.{i}.qkv.{part}"] = torch.cat(
                [base[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            )
            for new, name in names.items():
                state[f"layers.{i}.{new}.{part}"] = base[f"{old}{name}.{part}"]
    return state


def from_base(layers: int = 6, dropout: float = 0.1) -> Tagger:
    """A tagger with the base model's encoder; heads and feature rows are new."""
    model = Tagger(layers, dropout)
    state = base_state(layers, model.emb.position.num_embeddings)
    state["emb.feature.weight"] = state["emb.feature.weight"] + 0.01 * torch.randn(16, 384)
    model.load_state_dict(model.state_dict() | state)
    nn.init.normal_(model.heads.weight, std=0.02)
    nn.init.zeros_(model.heads.bias)
    return model
