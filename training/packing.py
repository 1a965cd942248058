"""How does a trained network become a file of whole numbers?

Each output's weights are divided by a step of their own, as fine as sums of products with whole inputs stay below 2^24,
where 32-bit floating point is exact; inputs are rounded to 127 steps of the range that they have on training text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import nn

from dragoman.engines.network import _REACH, _STEPS, FULL, TOP

from .network import ATTRIBUTES, TABLES, Example, Names, Network
from .plans import Plan

_EXACT = 2**24 - 1
_LARGEST = 1023
Array = np.ndarray[Any, Any]


def pack(network: Network, names: Names, plan: Plan, sample: list[Example], path: Path) -> None:
    """Write the packed model; ``sample`` is text on which the range of the inputs is taken."""
    network.eval()
    arrays: dict[str, Array] = {}
    held = {"upos": names.upos, "attribute": ATTRIBUTES, "attributes": names.attributes, "lemma": names.lemma}
    held |= {"label": names.label, "style": names.style, "layers": plan.layers}
    steps = []
    for name in TABLES:
        table = array(network.tables[name].weight)
        step = float(np.quantile(np.abs(table).max(1), 0.999)) / FULL
        arrays[f"table.{name}"] = np.rint(np.clip(table / step, -FULL, FULL)).astype(np.int8)
        steps.append(step)
    arrays["table.steps"] = np.array(steps)
    arrays["style"] = array(network.style.weight).astype(np.float32)
    scale = FULL / input_range(network, sample)
    for n, layer in enumerate(network.layers):
        entering = np.concatenate([array(layer.weight_ih_l0), array(layer.weight_ih_l0_reverse)])
        bias = [array(getattr(layer, f"bias_{a}_l0{b}")) for b in ("", "_reverse") for a in ("ih", "hh")]
        arrays[f"layer{n}.input"] = scale.astype(np.float32)
        put(arrays, f"layer{n}.entering", entering / scale, np.concatenate([bias[0] + bias[1], bias[2] + bias[3]]), 1.0)
        staying = [whole(array(w)) for w in (layer.weight_hh_l0, layer.weight_hh_l0_reverse)]
        arrays[f"layer{n}.staying"] = np.stack([w.T for w, _ in staying])
        arrays[f"layer{n}.worth"] = np.stack([s[None] / FULL for _, s in staying]).astype(np.float32)
        scale = np.full(2 * plan.hidden, FULL)
    arrays["root"] = np.rint(np.tanh(array(network.root)) * FULL).astype(np.int16)
    for name, unit in (("tags", FULL), *((n, FULL) for n in ("arc_head", "arc_child", "label_head", "label_child"))):
        put_linear(arrays, name, getattr(network, name), unit)
    for name in ("upos", "attributes", "lemma"):
        put_linear(arrays, name, getattr(network, name), FULL / TOP)
    one = (FULL / TOP) / round(FULL / TOP)
    arc = array(network.arc)
    arc[-1] *= one
    step = np.abs(arc).max() / 32767
    arrays["arc"] = np.rint(arc / step).astype(np.int16)
    held["arc_worth"] = float(step) * TOP / FULL
    label = array(network.label).transpose(1, 0, 2)
    label[-1] *= one
    label[:, :, -1] *= one
    flat = label.reshape(label.shape[0], -1)
    step = max(np.abs(flat).max() / _LARGEST, np.abs(flat).sum(0).max() * FULL / _EXACT)
    arrays["label"] = np.rint(flat / step).astype(np.int16)
    held["label_step"] = 1023.0 / label_range(network, sample, arrays["label"])
    grid = np.arange(-_REACH, _REACH) / _STEPS
    arrays["sigmoid"] = (1 / (1 + np.exp(-grid))).round(6).astype(np.float32)
    arrays["tanh"] = np.tanh(grid).round(6).astype(np.float32)
    arrays["names"] = np.frombuffer(msgspec.json.encode(held), np.uint8)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def input_range(network: Network, sample: list[Example]) -> Array:
    """Return the range of each input of the first layer on a sample of text, outliers cut off."""
    found = []
    with torch.no_grad():
        for first in range(0, len(sample), 64):
            batch = sample[first : first + 64]
            vectors = network.inputs(batch, 0.0)
            found += [array(vectors[n, : len(example.words)]) for n, example in enumerate(batch)]
    return np.maximum(np.quantile(np.abs(np.concatenate(found)), 0.9995, axis=0), 1e-3)


def label_range(network: Network, sample: list[Example], label: Array) -> float:
    """Return the range of what relations' products give, before heads are heard, on a sample of text."""
    found = []
    one = round(FULL / TOP)
    with torch.no_grad():
        for first in range(0, len(sample), 64):
            states, real = network.encode(sample[first : first + 64])
            child = array(network.scores(states)["label_child"][real]) * FULL / TOP
            found.append(np.abs(np.concatenate([child, np.full((len(child), 1), one)], -1) @ label).max(0))
    return float(np.quantile(np.stack(found), 0.9995))


def put_linear(arrays: dict[str, Array], name: str, linear: nn.Linear, unit: float) -> None:
    """Put a linear map among the arrays; ``unit`` is how many steps of its inputs make one."""
    put(arrays, name, array(linear.weight), array(linear.bias), unit)


def put(arrays: dict[str, Array], name: str, weight: Array, bias: Array, unit: float) -> None:
    """Put a matrix (outputs by inputs) among the arrays, turned, with the worth of a step of each output."""
    numbers, step = whole(weight)
    arrays[f"{name}.weight"] = numbers.T
    arrays[f"{name}.scale"] = (step / unit).astype(np.float32)
    arrays[f"{name}.bias"] = bias.astype(np.float32)


def whole(weight: Array) -> tuple[Array, Array]:
    """Return a matrix in whole numbers and the step of each of its rows."""
    size = np.abs(weight)
    step = np.maximum(np.maximum(size.max(1) / _LARGEST, size.sum(1) * FULL / _EXACT * 1.01), 1e-9)
    return np.rint(weight / step[:, None]).astype(np.int16), step


def array(value: torch.Tensor) -> Array:
    """Return a tensor's values."""
    return np.array(value.detach().numpy(), dtype=np.float64)
