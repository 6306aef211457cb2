"""Writes a trained state as the weight file that the program embeds.

`python -m hearsay_training.export STATE.pt OUT.safetensors --corpus polnear/train`

Word rows and the encoder's matrices become signed bytes (see `quantize`); position and feature
rows, norms and heads stay `f32`. The corpus gives the few windows that the bytes are fitted to.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from . import corpus, targets
from .encode import load_tokenizer
from .model import Tagger
from .quantize import Fed, Matrix, fit, round_rows, watch
from .targets import Batch

FORMAT = "hearsay-tagger/1"
# Tables of rows that stay numbers.
ROWS = ("emb.position.weight", "emb.feature.weight", "side.weight")
# Every how manieth article of the corpus gives a window.
EVERY = 10


def tagger(state: dict[str, torch.Tensor]) -> Tagger:
    """The model of a state, ready to run."""
    model = Tagger(layers=1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers.")))
    model.load_state_dict(state)
    return model.eval()


def windows(folder: Path) -> list[Batch]:
    """The first window of some articles."""
    tokenizer = load_tokenizer()
    return [
        targets.batch([(targets.build(tokenizer, article), 0)], 1)
        for article in corpus.read_folder(folder)[::EVERY]
    ]


def read(model: Tagger, batches: list[Batch]) -> None:
    """Reads some windows."""
    for batch in batches:
        ids, feature, length = (torch.from_numpy(a) for a in (batch.ids, batch.feature, batch.length))
        model(ids.long(), feature.long(), length)


def tensors(state: dict[str, torch.Tensor], fed: dict[str, Fed]) -> dict[str, torch.Tensor]:
    """The tensors of the weight file; of each layer that was fed, bytes."""
    out: dict[str, torch.Tensor] = {}
    for name, value in state.items():
        stem = name.removesuffix(".weight")
        stored = name.replace("emb.", "embeddings.", 1).removesuffix(".weight")
        if name in ROWS:
            out[stored] = value.float()
        elif name == "emb.word.weight":
            out[f"{stored}.weight"], out[f"{stored}.scale"] = round_rows(value.float())
        elif name.endswith(".weight") and stem in fed:
            matrix = fit(value.float(), fed[stem])
            out[f"{stored}.weight"] = matrix.weight
            out[f"{stored}.scale"], out[f"{stored}.shrink"] = matrix.scale, matrix.shrink
        else:
            out[name.replace("emb.", "embeddings.", 1)] = value.float()
    return {name: value.contiguous() for name, value in out.items()}


def stored(path: Path) -> dict[str, torch.Tensor]:
    """The state that a weight file holds: what is stored as bytes, as numbers again."""
    out: dict[str, torch.Tensor] = {}
    file = load_file(str(path))
    for name, value in file.items():
        stem, _, kind = name.rpartition(".")
        if kind in ("scale", "shrink"):
            continue
        if value.dtype == torch.int8:
            shrink = file.get(f"{stem}.shrink", torch.ones(value.shape[1]))
            value = Matrix(value, file[f"{stem}.scale"], shrink).numbers()
        name = name.replace("embeddings.", "emb.", 1)
        out[f"{name}.weight" if f"{name}.weight" in ROWS else name] = value
    return out


def state_of(path: Path) -> dict[str, torch.Tensor]:
    """A state: one that training saved, or what a weight file of the program holds."""
    return stored(path) if path.suffix == ".safetensors" else torch.load(path)


def write(out: Path, parts: dict[str, torch.Tensor], form: str) -> None:
    """Writes a weight file, and the checksums of all that lie beside it."""
    save_file(parts, str(out), metadata={"format": form})
    out.chmod(0o644)
    files = sorted(out.parent.glob("*.safetensors"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out.parent / "SHA256SUMS").write_text("".join(lines))
    print(f"{out}: {out.stat().st_size} bytes")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("state", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the training corpus")
    args = parser.parse_args()
    state = torch.load(args.state)
    model = tagger(state)
    fed = watch(model, lambda: read(model, windows(args.corpus)))
    write(args.out, tensors(state, fed), FORMAT)


if __name__ == "__main__":
    main()
