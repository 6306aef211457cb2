"""Trains one tagger from the base encoder.

`python -m hearsay_training.train --corpus DIR --out FILE [--seed N] [--epochs N] ...`
The same seed, thread count and versions give the same weights.
"""

from __future__ import annotations

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import corpus, marked, sequence, targets
from .encode import load_tokenizer
from .export import state_of
from .model import Tagger, from_base, link_scores


FROZEN = ("emb.word.weight", "emb.position.weight")


def loss_of(
    out: torch.Tensor, given: targets.Batch, link_weight: float, follow: torch.Tensor | None
) -> torch.Tensor:
    """Cross-entropy of tags plus weighted cross-entropy of the two links; with transitions, half of
    the first and the loss of the whole sequence of tags."""
    out = out.float()
    total = F.cross_entropy(out[..., :7].flatten(0, 1), torch.from_numpy(given.tag).flatten(), ignore_index=targets.IGNORE)
    if follow is not None:
        total = 0.5 * total + sequence.loss(out[..., :7], given.tag, follow)
    hidden = torch.arange(out.shape[1])[None, :] >= torch.from_numpy(given.length)[:, None]
    for which, wanted in enumerate((given.cue, given.source)):
        wanted = torch.from_numpy(wanted).flatten()
        rows = wanted != targets.IGNORE
        if rows.any():
            scores = link_scores(out, which).masked_fill(hidden[:, None, :], -1e4)
            total = total + link_weight * F.cross_entropy(scores.flatten(0, 1)[rows], wanted[rows])
    return total


def likeness(out: torch.Tensor, wanted: torch.Tensor, given: targets.Batch, link_weight: float) -> torch.Tensor:
    """Cross-entropy of the teachers' mean probabilities: tags of words, links of the words that
    the teachers find in contents and cues."""
    out = out.float()
    word = torch.from_numpy(given.tag != targets.IGNORE)
    tags = wanted[..., :7][word]
    total = -(tags * torch.log_softmax(out[..., :7][word], -1)).sum(-1).mean()
    hidden = torch.arange(out.shape[1])[None, :] >= torch.from_numpy(given.length)[:, None]
    for which, (first, last) in enumerate(((5, 7), (3, 5))):
        share = wanted[..., first:last].sum(-1) * word
        rows = share > 0.3
        if rows.any():
            scores = link_scores(out, which).masked_fill(hidden[:, None, :], -1e4)[rows]
            links = wanted[..., 7 + which * out.shape[1] :][..., : out.shape[1]][rows]
            each = -(links * torch.log_softmax(scores, -1)).sum(-1)
            total = total + link_weight * (each * share[rows]).sum() / share[rows].sum()
    return total


def opinion(outs: list[torch.Tensor], given: targets.Batch) -> torch.Tensor:
    """The teachers' mean probabilities: 7 tags, then the two links, [batch, n, 7 + 2 n]."""
    hidden = torch.arange(outs[0].shape[1])[None, :] >= torch.from_numpy(given.length)[:, None]
    parts = []
    for out in outs:
        out = out.float()
        links = [
            torch.softmax(link_scores(out, which).masked_fill(hidden[:, None, :], -1e4), -1) for which in (0, 1)
        ]
        parts.append(torch.cat([torch.softmax(out[..., :7], -1), *links], -1))
    return torch.stack(parts).mean(0)


def groups(model: Tagger, rate: float, decay: float, head_rate: float) -> list[dict]:
    """Parameter groups with rates that fall towards the embeddings."""
    depth = len(model.layers)
    out: list[dict] = []
    for name, parameter in model.named_parameters():
        if name in FROZEN:
            parameter.requires_grad_(False)
            continue
        if name.startswith("heads"):
            lr = head_rate
        elif name.startswith("layers."):
            lr = rate * decay ** (depth - 1 - int(name.split(".")[1]))
        elif name == "emb.feature.weight":
            lr = head_rate
        else:
            lr = rate * decay**depth
        plain = parameter.ndim < 2 or name.startswith("emb.")
        out.append({"params": [parameter], "lr": lr, "base": lr, "weight_decay": 0.0 if plain else 0.01})
    return out


Windows = list[tuple[targets.Target, int]]


def windows_of_epoch(articles: list[targets.Target], random: np.random.Generator) -> Windows:
    """Windows with random overlaps, in random order."""
    windows = [(a, s) for a in articles for s in targets.random_starts(len(a.encoded.ids), random)]
    random.shuffle(windows)
    return windows


def in_batches(windows: Windows, size: int) -> list[Windows]:
    """The windows in batches."""
    return [windows[i : i + size] for i in range(0, len(windows), size)]


@dataclass
class Texts:
    """What is learnt from."""

    # The corpus, and the share of its windows that an epoch has.
    corpus: list[targets.Target]
    share: float
    # Texts of our own, all of them in each epoch.
    own: list[targets.Target]
    # Texts without annotation.
    bodies: list[targets.Target]


def batches_of_epoch(texts: Texts, random: np.random.Generator, size: int) -> list[tuple[Windows, bool]]:
    """Batches of annotated windows (true) and of others (false), mixed."""
    windows = windows_of_epoch(texts.corpus, random)
    windows = windows[: round(texts.share * len(windows))] + windows_of_epoch(texts.own, random)
    random.shuffle(windows)
    batches = [(b, True) for b in in_batches(windows, size)]
    batches += [(b, False) for b in in_batches(windows_of_epoch(texts.bodies, random), size)]
    random.shuffle(batches)
    return batches


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0, help="share of the corpus that an epoch sees")
    parser.add_argument("--texts", type=Path, help="folder of texts of our own (see marked), learnt beside the corpus")
    parser.add_argument("--times", type=int, default=2, help="how often each of these is seen in an epoch")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--until", type=int, help="stop after so many of them; the rates are those of the whole")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.92)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--link-weight", type=float, default=0.3)
    parser.add_argument("--sequence", action="store_true", help="learn whole sequences of tags too (see sequence)")
    parser.add_argument("--average", type=float, default=0.995, help="weight of the past in the running average")
    parser.add_argument("--start", type=Path, help="go on from this state, or weight file, instead of the base encoder")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="states whose mean is learnt on --unlabelled")
    parser.add_argument("--unlabelled", type=Path, help="CSV file with a column articleBody")
    args = parser.parse_args()
    # Without this, the gradient of the feature rows is summed in another order each time.
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(args.seed)
    random = np.random.default_rng(args.seed)
    tokenizer = load_tokenizer()

    def built(articles: list[corpus.Article]) -> list[targets.Target]:
        return [targets.build(tokenizer, article) for article in articles]

    texts = Texts(
        built(corpus.read_folder(args.corpus)),
        args.share,
        built(marked.read_folder(args.texts)) * args.times if args.texts else [],
        built(corpus.read_bodies(args.unlabelled)) if args.unlabelled else [],
    )
    model = from_base(dropout=args.dropout)
    if args.start:
        model.load_state_dict(state_of(args.start))
    teachers = []
    for path in args.teacher:
        teacher = from_base()
        teacher.load_state_dict(state_of(path))
        teachers.append(torch.compile(teacher.eval(), dynamic=False))
    follow = sequence.transitions() if args.sequence else None
    averaged = copy.deepcopy(model)
    compiled = torch.compile(model, dynamic=False)
    optimizer = torch.optim.AdamW(groups(model, args.rate, args.decay, args.head_rate), betas=(0.9, 0.98), eps=1e-6, fused=True)
    moving = [p for p in model.parameters() if p.requires_grad]
    names = [n for n, p in model.named_parameters() if p.requires_grad]
    kept = [dict(averaged.named_parameters())[n] for n in names]
    plan = [batches_of_epoch(texts, random, args.batch) for _ in range(args.epochs)]
    steps = sum(map(len, plan))
    step = 0
    started = time.time()
    for epoch, batches in enumerate(plan[: args.until]):
        total = 0.0
        for windows, labelled in batches:
            step += 1
            part = min(1.0, step / (0.06 * steps))
            fall = part if part < 1 else max(0.02, (steps - step) / (0.94 * steps))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * fall
            given = targets.batch(windows, args.batch)
            model.train()
            with torch.autocast("cpu", torch.bfloat16):
                inputs = [torch.from_numpy(part) for part in (given.ids, given.feature, given.length)]
                out = compiled(*inputs)
                if not labelled:
                    with torch.no_grad():
                        wanted = opinion([teacher(*inputs) for teacher in teachers], given)
            if labelled:
                loss = loss_of(out, given, args.link_weight, follow)
            else:
                loss = likeness(out, wanted, given, args.link_weight)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            keep = min(args.average, (step + 1) / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(kept, moving, 1 - keep)
            total += float(loss.detach())
            if step % 20 == 0:
                print(f"step {step}/{steps} loss {float(loss.detach()):.4f} {time.time() - started:.0f}s", flush=True)
        print(f"epoch {epoch + 1} loss {total / len(batches):.4f} {time.time() - started:.0f}s", flush=True)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(averaged.state_dict(), args.out)


if __name__ == "__main__":
    main()
