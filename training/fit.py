"""How is a network trained? ``python -m training.fit slavic --data TREEBANKS --out FOLDER`` (needs PyTorch)

From CoNLL-U to the packed model in one command, on one thread, with fixed seeds.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn

from .conllu import Tree, clean, read
from .network import Example, Names, Network, examples, loss_of, names_of
from .packing import pack
from .plans import PLANS, Plan, Source

SEED = 17


def main() -> None:
    """Train the named networks one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", choices=sorted(PLANS))
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/")
    parser.add_argument("--own", type=Path, default=Path(__file__).parent / "treebank", help="our own treebanks")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--rounds", type=int, help="instead of the plan's")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    plan = PLANS[given.plan]
    plan = plan._replace(rounds=given.rounds or plan.rounds)
    network, names = train(plan, given.data, given.own)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save((network.state_dict(), tuple(names), given.plan), given.out / f"{given.plan}.pt")
    sample = [e for _, found in examples(load(plan, given.data, given.own), names) for e in found[::9]]
    pack(network, names, plan, sample, given.out / f"{given.plan}.npz")


def load(plan: Plan, data: Path, own: Path) -> list[tuple[Source, list[Tree]]]:
    """Return the trees of each source that is there; our own treebanks are files of the repository."""
    found = []
    for source in plan.sources:
        name = source.file.removeprefix("own ")
        path = own / f"{name}.conllu" if source.file.startswith("own ") else data / "train" / f"{name}.conllu.gz"
        if path.is_file():
            found.append((source, [t for tree in read(path) if (t := clean(tree)) is not None]))
        else:
            print(f"no {path}", flush=True)
    return found


def batches(found: list[tuple[float, list[Example]]], words: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield the batches of one round: each source as often as it is repeated, sentences of like length together."""
    chosen: list[Example] = []
    for times, batch in found:
        chosen += batch * int(times)
        chosen += chance.sample(batch, int(len(batch) * (times % 1)))
    chance.shuffle(chosen)
    chosen.sort(key=lambda example: len(example.words) + chance.random() * 4)
    made: list[list[Example]] = [[]]
    held = 0
    for example in chosen:
        if held and held + len(example.words) > words:
            made.append([])
            held = 0
        made[-1].append(example)
        held += len(example.words)
    chance.shuffle(made)
    yield from made


def train(plan: Plan, data: Path, own: Path) -> tuple[Network, Names]:
    """Return the trained network (the running mean of its weights) and the meaning of its answers."""
    chance = random.Random(SEED)
    random.seed(SEED)
    sources = load(plan, data, own)
    names = names_of(sources)
    found = examples(sources, names)
    network = Network(plan, names)
    mean = {name: value.detach().clone() for name, value in network.state_dict().items()}
    optimizer = torch.optim.Adam(network.parameters(), lr=plan.rate, betas=(0.9, 0.95), eps=1e-8)
    rounds = [list(batches(found, plan.words, chance)) for _ in range(plan.rounds)]
    steps, step = sum(map(len, rounds)), 0
    started = time.monotonic()
    for number, made in enumerate(rounds, 1):
        total = 0.0
        for batch in made:
            step += 1
            rate = plan.rate * min(1.0, step / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss = loss_of(network, batch, 0.33)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            total += loss.item()
            decay = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    mean[name].lerp_(value, 1 - decay)
        spent = time.monotonic() - started
        print(f"round {number} loss {total / len(made):.3f} {spent:.0f} s", flush=True)
    network.load_state_dict(mean)
    return network, names


if __name__ == "__main__":
    main()
