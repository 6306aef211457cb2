"""The pair model: each text alone through the lower layers, both together through the upper ones.

What a text is by itself can so be kept and used against any number of others (PreTTR, MacAvaney
et al. 2020). Each text is `[CLS] pieces [SEP]` with positions of its own; between the two parts a
row for the first or second text is added. One linear layer over the two `[CLS]` rows, behind the
last layer, gives the scores of all tasks. The encoder is that of the tagger; feature rows are the
base model's one row of its token type, so there is one.

The lower layers stay the base model's. The weight file has the base model's upper layers, too,
behind those for pairs: one text alone so has the base model's embedding.
"""

from __future__ import annotations

import torch
from torch import nn

from ..model import Embeddings, Layer, LockedDropout, base_state
from .data import TASKS

LAYERS = 6
# Layers that see one text alone.
ALONE = 2
POSITIONS = 256
OUTPUTS = sum(map(len, TASKS.values()))


def part(task: str) -> slice:
    """Where a task's scores stand among the outputs."""
    first = sum(len(labels) for name, labels in TASKS.items() if list(TASKS).index(name) < list(TASKS).index(task))
    return slice(first, first + len(TASKS[task]))


class PairModel(nn.Module):
    """Pieces of two texts in; scores of all tasks out."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        hidden = 384
        self.emb = Embeddings(30522, POSITIONS, 1, hidden, 0.0)
        self.layers = nn.ModuleList(Layer(hidden, 12, 1536, dropout if i >= ALONE else 0.0) for i in range(LAYERS))
        self.side = nn.Embedding(2, hidden)
        self.heads = nn.Linear(2 * hidden, OUTPUTS)
        self.dropout = LockedDropout(dropout)

    def alone(self, ids: torch.Tensor, length: torch.Tensor) -> torch.Tensor:
        """The lower layers over texts, [batch, n, hidden]."""
        x = self.emb(ids, torch.zeros_like(ids))
        bias = hidden_pieces(length, ids.shape[1], x.dtype)
        for layer in self.layers[:ALONE]:
            x = layer(x, bias)
        return x

    def single(self, ids: torch.Tensor) -> torch.Tensor:
        """All layers over one text alone, [1, n, hidden]; the base model's if nothing was learnt."""
        length = torch.tensor([ids.shape[1]])
        x = self.alone(ids, length)
        for layer in self.layers[ALONE:]:
            x = layer(x, hidden_pieces(length, ids.shape[1], x.dtype))
        return x

    def together(self, rows: torch.Tensor, second: torch.Tensor, start: torch.Tensor, length: torch.Tensor) -> torch.Tensor:
        """The upper layers over pairs: rows of both texts, which of them are of the second, where
        the second starts, and how many there are."""
        x = rows + self.side(second)
        bias = hidden_pieces(length, rows.shape[1], x.dtype)
        for layer in self.layers[ALONE:]:
            x = layer(x, bias)
        both = torch.cat([x[:, 0], x[torch.arange(len(x)), start]], 1)
        return self.heads(self.dropout(both[:, None])[:, 0])


def hidden_pieces(length: torch.Tensor, width: int, dtype: torch.dtype) -> torch.Tensor:
    """What attention adds where there are no pieces."""
    mask = torch.arange(width)[None, :] >= length[:, None]
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(mask, -1e4)[:, None, None, :]


def new(words: torch.Tensor, dropout: float = 0.1) -> PairModel:
    """A pair model with the base model's encoder, and `words` for its word rows."""
    model = PairModel(dropout)
    model.load_state_dict(model.state_dict() | base_state(LAYERS, POSITIONS) | {"emb.word.weight": words})
    nn.init.normal_(model.side.weight, std=0.02)
    nn.init.normal_(model.heads.weight, std=0.02)
    nn.init.zeros_(model.heads.bias)
    return model
