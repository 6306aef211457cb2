"""Writes a trained state as the weight file that the program embeds, without the word rows.

Behind the layers for pairs, from the sixth on, stand the base model's upper ones.

`python -m hearsay_training.pair.export STATE.pt OUT.safetensors --claims training/claims`

The stories of our own that were learnt from give the texts that the bytes are fitted to.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..export import tensors, write
from ..quantize import watch
from . import data
from .model import ALONE, LAYERS, POSITIONS, PairModel, new
from .states import cut, pieces

FORMAT = "hearsay-pair/1"
# Every how manieth pair is read.
EVERY = 40


def model_of(state: dict[str, torch.Tensor]) -> PairModel:
    """The model of a state, ready to run."""
    model = PairModel()
    model.load_state_dict(state)
    return model.eval()


def scores(model: PairModel, pairs: list[tuple[str, str]]) -> torch.Tensor:
    """The scores of pairs, one after the other, as the program computes them."""
    out = []
    for both in pairs:
        ids = [torch.from_numpy(x)[None] for x in pieces(list(both))]
        first, second = cut(ids[0].shape[1], ids[1].shape[1])
        rows = [model.alone(x, torch.tensor([x.shape[1]])) for x in ids]
        joined = torch.cat([rows[0][:, :first], rows[1][:, :second]], 1)
        side = torch.tensor([[0] * first + [1] * second])
        out.append(model.together(joined, side, torch.tensor([first]), torch.tensor([first + second])))
    return torch.cat(out)


def means(model: PairModel, texts: list[str]) -> torch.Tensor:
    """The embeddings of texts: the means of their rows behind the last layer, of length one."""
    rows = [model.single(torch.from_numpy(ids)[None])[0].mean(0) for ids in pieces(texts, POSITIONS)]
    return torch.nn.functional.normalize(torch.stack(rows), dim=1)


def moved(name: str, by: int) -> str:
    """The name of a layer's part, so many layers further up."""
    first, number, rest = name.split(".", 2)
    return f"{first}.{int(number) + by}.{rest}"


def is_upper(name: str) -> bool:
    """Whether a part belongs to a layer that pairs and single texts have their own of."""
    return name.startswith("layers.") and int(name.split(".")[1]) >= ALONE


def halves(state: dict[str, torch.Tensor]) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """What a weight file holds as two states: for pairs, and for single texts."""
    both = {k: v for k, v in state.items() if not is_upper(k) or int(k.split(".")[1]) < LAYERS}
    base = {moved(k, ALONE - LAYERS): v for k, v in state.items() if k not in both}
    return both, both | base


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("state", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--claims", type=Path, required=True)
    args = parser.parse_args()
    state = torch.load(args.state)
    pairs = [(p.a, p.b) for p in data.claims(args.claims) if not p.held][::EVERY]
    model, base = model_of(state), new(state["emb.word.weight"]).eval()
    fed = watch(model, lambda: scores(model, pairs))
    alone = watch(base, lambda: means(base, [text for both in pairs for text in both]))
    for name, value in base.state_dict().items():
        if is_upper(name):
            state[moved(name, LAYERS - ALONE)] = value
    fed |= {moved(name, LAYERS - ALONE): what for name, what in alone.items() if is_upper(name)}
    del state["emb.word.weight"]
    write(args.out, tensors(state, fed), FORMAT)


if __name__ == "__main__":
    main()
