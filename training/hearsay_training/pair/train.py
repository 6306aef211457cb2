"""Trains the pair model.

`python -m hearsay_training.pair.train --data DATA --claims training/claims --words tagger.safetensors --out FILE`

DATA holds fnc1, claimdiff and ecbplus. Parts that are held out (see `split`) are only measured.
The state is saved after each epoch.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from ..export import stored
from . import data
from .data import EITHER, TASKS, Pair
from .measure import auc, f1s
from .model import ALONE, PairModel, new, part
from .states import PAIR, States

WIDTHS = (32, 64, 96, PAIR)
AT_ONCE = 3072
# Times that a pair of a label is seen in an epoch; below one, that share of them, drawn anew.
TIMES = {
    ("stance", "agree"): 0.7,
    ("stance", "disagree"): 1.5,
    ("stance", "discuss"): 0.3,
    ("stance", "unrelated"): 0.35,
    ("event", "same"): 0.1,
    ("event", "other"): 0.3,
    ("relation", "other"): 0.35,
}
# What a mistake costs beside others of its task.
COSTS = {
    ("stance", "disagree"): 1.8,
    ("stance", "agree"): 1.2,
    ("stance", "discuss"): 1.2,
    ("stance", "unrelated"): 1.0,
    ("differ", "weakens"): 3.0,
    ("differ", "neither"): 1.3,
    ("differ", "strengthens"): 0.7,
}
EITHER_WAY = ("relation", "event", "differ")
# Unrelated pairs that are drawn from; there are three times as many as others.
UNRELATED = 4000


def epoch(pairs: list[Pair], random: np.random.Generator) -> list[Pair]:
    """The pairs of one epoch; in tasks that know no order, either text first."""
    out = []
    for pair in pairs:
        times = TIMES.get((pair.task, pair.label), 1.0)
        for _ in range(int(times) + (random.random() < times % 1)):
            turned = pair.task in EITHER_WAY and random.random() < 0.5
            out.append(Pair(pair.task, pair.b, pair.a, pair.label, pair.group, pair.held) if turned else pair)
    return out


Batch = tuple[list[Pair], list[tuple[int, int, int, int]], int]


def batches(pairs: list[Pair], states: States, random: np.random.Generator | None) -> list[Batch]:
    """The pairs in batches of like length, with the width of each."""
    places = [states.pair(p.a, p.b) for p in pairs]
    total = np.array([p[1] + p[3] for p in places])
    out = []
    for low, width in zip((0, *WIDTHS), WIDTHS):
        group = np.flatnonzero((total > low) & (total <= width))
        if random is not None:
            random.shuffle(group)
        size = AT_ONCE // width
        for at in range(0, len(group), size):
            chosen = group[at : at + size]
            out.append(([pairs[i] for i in chosen], [places[i] for i in chosen], width))
    if random is not None:
        random.shuffle(out)
    return out


def loss_of(out: torch.Tensor, pairs: list[Pair]) -> torch.Tensor:
    """Mean cost over the pairs of a batch."""
    out = out.float()
    total = out.new_zeros(())
    for task, labels in TASKS.items():
        rows = [i for i, p in enumerate(pairs) if p.task == task]
        if not rows:
            continue
        log = torch.log_softmax(out[rows][:, part(task)], -1)
        wanted = torch.zeros(len(rows), len(labels))
        for r, i in enumerate(rows):
            if pairs[i].label != EITHER:
                wanted[r, labels.index(pairs[i].label)] = 1.0
        cost = torch.tensor([COSTS.get((task, pairs[i].label), 1.0) for i in rows])
        smooth = 0.95 * wanted + 0.05 / len(labels)
        each = -(smooth * log).sum(-1)
        either = torch.tensor([pairs[i].label == EITHER for i in rows])
        each = torch.where(either, -torch.logsumexp(log[:, :2], -1) if task == "relation" else each, each)
        total = total + (cost * each).sum()
    return total / len(pairs)


def probabilities(run, states: States, pairs: list[Pair]) -> dict[str, tuple[np.ndarray, list[Pair]]]:
    """Of each task, the probabilities of its pairs."""
    found: dict[str, list] = {task: [] for task in TASKS}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for chosen, places, width in batches(pairs, states, None):
            out = run(*states.batch(places, AT_ONCE // width, width)).float()
            for p, row in zip(chosen, out):
                found[p.task].append((torch.softmax(row[part(p.task)], -1).numpy(), p))
    return {task: (np.array([x[0] for x in f]), [x[1] for x in f]) for task, f in found.items() if f}


def report(found: dict[str, tuple[np.ndarray, list[Pair]]]) -> str:
    """Figures of all tasks in one line."""
    out = []
    for task, (share, pairs) in found.items():
        labels = TASKS[task]
        gold = np.array([labels.index(p.label) if p.label in labels else -1 for p in pairs])
        sure = gold >= 0
        each = f1s(share.argmax(1)[sure], gold[sure], len(labels))
        line = f"{task}: F1 " + " ".join(f"{v:.3f}" for v in each) + f" mean {each.mean():.3f}"
        if task == "stance":
            related = gold < 3
            line += f" related {f1s(share[related][:, :3].argmax(1), gold[related], 3).mean():.3f}"
        elif task == "differ":
            line += f" auc {auc(share[:, 1] - share[:, 0], gold == 1):.3f} {auc(share[:, 1], gold == 1):.3f}"
        elif task == "event":
            line += f" auc {auc(share[:, 0], gold == 0):.3f}"
        else:
            sided = (gold == 0) | (gold == 1)
            line += f" claim {auc(share[:, 0] + share[:, 1], gold != 2):.3f} side {auc(share[sided, 1] - share[sided, 0], gold[sided] == 1):.3f}"
        out.append(line)
    return " | ".join(out)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True, help="weight file whose word rows are shared")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from this state")
    parser.add_argument("--states", type=Path, help="where outputs of the lower layers are kept between runs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=60.0, help="end after so long, with the rate fallen as at the end")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.995)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random = np.random.default_rng(args.seed)
    started = time.time()

    fnc = data.fnc1(args.data / "fnc1")
    random.shuffle(fnc)
    kept = {False: UNRELATED, True: UNRELATED // 5}
    chosen = []
    for pair in fnc:
        if pair.label == "unrelated":
            kept[pair.held] -= 1
            if kept[pair.held] < 0:
                continue
        chosen.append(pair)
    pairs = chosen + data.claimdiff(args.data / "claimdiff") + data.ecbplus(args.data / "ecbplus") + data.claims(args.claims)
    learnt, held = [p for p in pairs if not p.held], [p for p in pairs if p.held]
    for name, part_ in (("learnt", learnt), ("held", held)):
        print(name, dict(Counter((p.task, p.label) for p in part_)), flush=True)

    model = new(stored(args.words)["emb.word.weight"])
    if args.start:
        model.load_state_dict(torch.load(args.start))
    states = States(model, sorted({t for p in pairs for t in (p.a, p.b)}), args.states)
    print(f"{len(states.index)} texts, {len(states.rows)} rows, {time.time() - started:.0f}s", flush=True)

    for parameter in [*model.emb.parameters(), *model.layers[:ALONE].parameters()]:
        parameter.requires_grad_(False)
    groups = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            rate = args.head_rate if name.startswith(("heads", "side")) else args.rate * args.decay ** (5 - int(name.split(".")[1]))
            groups.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    moving = [p for p in model.parameters() if p.requires_grad]
    averaged = [p.detach().clone() for p in moving]
    run = torch.compile(model.together, dynamic=False)
    plan = [batches(epoch(learnt, random), states, random) for _ in range(args.epochs)]
    steps = sum(map(len, plan))
    step, losses, began = 0, [], time.time()
    for number, these in enumerate(plan, start=1):
        model.train()
        for chosen, places, width in these:
            step += 1
            gone = max(step / steps, (time.time() - began) / (60 * args.minutes))
            fall = min(1.0, gone / 0.06, max(0.02, (1 - gone) / 0.94))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * fall
            with torch.autocast("cpu", torch.bfloat16):
                out = run(*states.batch(places, AT_ONCE // width, width))
            loss = loss_of(out, chosen)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(moving, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            keep = min(args.average, (step + 1) / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(averaged, moving, 1 - keep)
            losses.append(float(loss.detach()))
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {np.mean(losses[-50:]):.4f} {time.time() - started:.0f}s", flush=True)
            if step % 200 == 0:
                save(model, moving, averaged, args.out)
            if gone >= 1:
                break
        save(model, moving, averaged, args.out)
        swap(moving, averaged)
        model.eval()
        print(f"epoch {number} {time.time() - started:.0f}s {report(probabilities(run, states, held))}", flush=True)
        swap(moving, averaged)
        if gone >= 1:
            break


def save(model: PairModel, moving: list[torch.Tensor], averaged: list[torch.Tensor], out: Path) -> None:
    """Saves the state with the averaged weights."""
    swap(moving, averaged)
    torch.save(model.state_dict(), out)
    swap(moving, averaged)


def swap(moving: list[torch.Tensor], averaged: list[torch.Tensor]) -> None:
    """Exchanges the moving weights and their running average."""
    with torch.no_grad():
        for one, other in zip(moving, averaged):
            kept = one.clone()
            one.copy_(other)
            other.copy_(kept)


if __name__ == "__main__":
    main()
