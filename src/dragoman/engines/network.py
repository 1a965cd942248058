"""How does the trained network tag and parse sentences?

The packed model holds whole numbers, and every product of vectors is a sum of whole numbers small enough to be exact in
any order of adding, so one text gives one tree on every machine, whatever its processor, its library of linear algebra
or the sentences beside it. Between the products stand only single operations that IEEE 754 fixes, and tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from struct import unpack_from
from typing import Any, NamedTuple
from zipfile import ZIP_STORED, ZipFile

import msgspec
import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from .features import Features
from .nodes import Node
from .spanning import best_tree

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[Any]
TABLES = ("word", "affix", "gram", "reading", "shape")
FULL = 127.0
TOP = 6.0
_STEPS = 512.0
_REACH = 4096
_FINE = 2.0**12
_BETWEEN = 1023.0
_LOCAL, _LENGTHS = 30, 4  # bytes of the header of a zip member, the last of them the lengths of its name and extras


class Product(NamedTuple):
    """A matrix of whole numbers with what one step of each output is worth, and what is added."""

    weight: Floats
    scale: Floats
    bias: Floats

    def __call__(self, whole: Floats) -> Floats:
        """Return the outputs for inputs that are whole numbers."""
        result: Floats = whole @ self.weight
        result *= self.scale
        result += self.bias
        return result


class Layer(NamedTuple):
    """One LSTM layer, both directions side by side: input product, state product."""

    scale: Floats
    entering: Product
    staying: Floats
    worth: Floats


class Network(NamedTuple):
    """A trained network, ready to run."""

    tables: dict[str, Whole]
    steps: dict[str, float]
    styles: dict[str, Floats]
    layers: tuple[Layer, ...]
    root: Floats
    tags: Product
    upos: Product
    attributes: Product
    lemma: Product
    arc_head: Product
    arc_child: Product
    label_head: Product
    label_child: Product
    arc: Whole
    label: Whole
    sigmoid: Floats
    tanh: Floats
    names: dict[str, Any]


class Word(NamedTuple):
    """What the network says of one word: its node in the tree, and how its lemma is made (cut, add)."""

    node: Node
    cut: int
    add: str


def unpack(packed: bytes) -> Network:
    """Return the network of a packed model.

    Raises ValueError where the bytes are no such model.
    """
    arrays = _arrays(packed)
    names = msgspec.json.decode(arrays["names"].tobytes())

    def product(name: str) -> Product:
        return Product(*(arrays[f"{name}.{part}"].astype(np.float32) for part in ("weight", "scale", "bias")))

    layers = tuple(_layer(arrays, f"layer{n}") for n in range(names["layers"]))
    heads = ("tags", "upos", "attributes", "lemma", "arc_head", "arc_child", "label_head", "label_child")
    return Network(
        tables={name: arrays[f"table.{name}"] for name in TABLES},
        steps=dict(zip(TABLES, arrays["table.steps"].tolist(), strict=True)),
        styles=dict(zip(names["style"], arrays["style"].astype(np.float32), strict=True)),
        layers=layers,
        root=arrays["root"].astype(np.float32),
        **{name: product(name) for name in heads},
        arc=arrays["arc"].astype(np.float64),
        label=arrays["label"].astype(np.float32),
        sigmoid=arrays["sigmoid"],
        tanh=arrays["tanh"],
        names=names,
    )


def _arrays(packed: bytes) -> Mapping[str, Whole]:
    """Return the arrays of an archive; where all are stored as they are, the large ones without copying them."""
    file = BytesIO(packed)
    with ZipFile(file) as archive:
        members = archive.infolist()
    if any(member.compress_type != ZIP_STORED for member in members):
        with np.load(file) as held:
            return {name: held[name] for name in held.files}
    arrays: dict[str, Whole] = {}
    for member in members:
        at = member.header_offset + _LOCAL
        file.seek(at + sum(unpack_from("<HH", packed, at - _LENGTHS)))
        np.lib.format.read_magic(file)
        shape, columns, kind = np.lib.format.read_array_header_1_0(file)
        size = int(np.prod(shape, dtype=np.int64))
        values = np.require(np.frombuffer(packed, kind, size, file.tell()), requirements="A")
        arrays[member.filename.removesuffix(".npy")] = values.reshape(shape, order="F" if columns else "C")
    return arrays


def parse(
    network: Network, sentences: Sequence[Sequence[Features]], style: str, *, lemmas: bool = True
) -> list[list[Word]]:
    """Return what the network says of the words of each sentence, annotated the way of a treebank (``style``).

    Without ``lemmas`` every lemma is the form itself.
    """
    with _algebra().limit(limits=1):  # threads of the linear algebra cost more than they save on pages
        return _parse(network, sentences, style, lemmas)


@cache
def _algebra() -> ThreadpoolController:
    return ThreadpoolController()


def _parse(network: Network, sentences: Sequence[Sequence[Features]], style: str, lemmas: bool) -> list[list[Word]]:
    order = sorted((n for n, words in enumerate(sentences) if words), key=lambda n: (-len(sentences[n]), n))
    answers: list[list[Word]] = [[] for _ in sentences]
    for first in range(0, len(order), _BATCH):
        chosen = order[first : first + _BATCH]
        for n, words in zip(chosen, _batch(network, [sentences[n] for n in chosen], style, lemmas), strict=True):
            answers[n] = words
    return answers


_BATCH = 96


def _batch(network: Network, sentences: list[Sequence[Features]], style: str, lemmas: bool) -> list[list[Word]]:
    """Parse sentences, longest first."""
    lengths = [len(words) for words in sentences]
    x = np.zeros((len(sentences), lengths[0], network.layers[0].entering.weight.shape[0]), np.float32)
    vectors = _vectors(network, [word for words in sentences for word in words])
    style_vector = network.styles[style]
    at = 0
    for n, length in enumerate(lengths):
        x[n, :length, : vectors.shape[1]] = vectors[at : at + length]
        x[n, :length, vectors.shape[1] :] = style_vector
        at += length
    states = np.rint(np.clip(x * network.layers[0].scale, -FULL, FULL))
    for layer in network.layers:
        states = _lstm(network, layer, states, lengths)
    words = np.concatenate([states[n, :length] for n, length in enumerate(lengths)])
    with_root = np.concatenate([network.root[None], words])
    tags = _positive(network.tags, words)
    upos = network.upos(tags).argmax(-1).tolist()
    scores = network.attributes(tags)
    feats, at = [], 0
    for values in network.names["attributes"]:
        feats.append(scores[:, at : at + len(values)].argmax(-1))
        at += len(values)
    lemma = network.lemma(tags).argmax(-1).tolist() if lemmas else [0] * len(words)
    heads_of, children = _positive(network.arc_head, with_root), _positive(network.arc_child, words)
    label_heads, label_children = _positive(network.label_head, with_root), _positive(network.label_child, words)
    chosen = _heads(network, heads_of, children, lengths)
    step = np.float32(network.names["label_step"])
    between = np.rint(np.clip((_with_one(label_children) @ network.label) * step, -_BETWEEN, _BETWEEN))
    between = between.reshape(len(words), len(network.names["label"]), -1)
    worth = np.matmul(between, _with_one(label_heads)[chosen][:, :, None])[..., 0]
    labels = _relations(network, worth, chosen)
    return _words(network, lengths, upos, np.stack(feats, -1).tolist(), lemma, chosen, labels)


def _words(
    network: Network,
    lengths: list[int],
    upos: list[int],
    feats: list[list[int]],
    lemma: list[int],
    heads: list[int],
    labels: list[int],
) -> list[list[Word]]:
    names = network.names
    read: dict[tuple[int, ...], dict[str, str]] = {}
    found: list[list[Word]] = []
    at = 0
    for length in lengths:
        sentence = []
        for n in range(at, at + length):
            key = tuple(feats[n])
            if key not in read:
                values = zip(names["attribute"], names["attributes"], key, strict=True)
                read[key] = {name: answers[value] for name, answers, value in values if value}
            cut, _, add = names["lemma"][lemma[n]].partition(" ")
            head = heads[n] - 1 - at if heads[n] else -1
            node = Node(names["upos"][upos[n]], read[key], head, names["label"][labels[n]])
            sentence.append(Word(node, int(cut), add))
        found.append(sentence)
        at += length
    return found


def _relations(network: Network, worth: Whole, heads: list[int]) -> list[int]:
    """Return the best relation of each word; the root's is ``root``, and no other word's is."""
    root = network.names["label"].index("root")
    worth[:, root] = -np.inf
    best = worth.argmax(-1).tolist()
    return [label if head else root for label, head in zip(best, heads, strict=True)]


def _heads(network: Network, heads: Floats, children: Floats, lengths: list[int]) -> list[int]:
    """Return the head of each word by its place among all words of the batch, from 1; 0 for the root."""
    wanted = np.rint((_with_one(children).astype(np.float64) @ network.arc) * network.names["arc_worth"] * _FINE)
    chosen: list[int] = []
    at = 0
    for length in lengths:
        own = np.concatenate([heads[:1], heads[at + 1 : at + 1 + length]]).astype(np.float64)
        tree = best_tree(wanted[at : at + length] @ own.T)
        chosen += [head + at if head else 0 for head in tree]
        at += length
    return chosen


def _with_one(whole: Floats) -> Floats:
    """Return vectors with a further part that stands for one."""
    return np.concatenate([whole, np.full((len(whole), 1), np.float32(round(FULL / TOP)), np.float32)], -1)


def _positive(product: Product, whole: Floats) -> Floats:
    """Return what a product gives above zero and at most the top, in whole steps."""
    above: Floats = np.clip(product(whole), np.float32(0.0), np.float32(TOP))
    result: Floats = np.rint(above * np.float32(FULL / TOP))
    return result


def _vectors(network: Network, words: list[Features]) -> Floats:
    """Return the sums of the vectors of each word, table beside table."""
    parts = []
    for name in TABLES:
        numbers = [word[TABLES.index(name)] for word in words]
        sizes = np.fromiter((len(held) for held in numbers), np.int64, len(numbers))
        flat = np.fromiter((n for held in numbers for n in held), np.int64, int(sizes.sum()))
        starts = np.concatenate([[0], sizes.cumsum()[:-1]])
        sums = _sums(network.tables[name][flat], starts)
        if name == "gram":
            sums /= sizes[:, None].astype(np.float32)
        parts.append(sums * np.float32(network.steps[name]))
    return np.concatenate(parts, -1)


def _sums(rows: Whole, starts: Whole) -> Floats:
    """Return the sums of stretches of rows."""
    added: Floats = np.add.reduceat(rows.astype(np.int32), starts, axis=0).astype(np.float32)
    return added


def _lstm(network: Network, layer: Layer, whole: Floats, lengths: list[int]) -> Floats:
    """Return the states of both directions in whole steps for padded sentences, longest first."""
    count, longest = whole.shape[0], whole.shape[1]
    size = layer.staying.shape[1]
    gates = layer.entering(whole.reshape(count * longest, -1)).reshape(count, longest, 2, 4 * size)
    backwards = np.zeros((count, longest), np.int64)
    for n, length in enumerate(lengths):
        backwards[n, :length] = np.arange(length - 1, -1, -1)
    rows = np.arange(count)[:, None]
    stream = (gates[:, :, 0], gates[rows, backwards, 1])
    states = np.zeros((2, count, longest, size), np.float32)
    held = np.zeros((2, count, size), np.float32)
    cell: Floats = np.zeros((2, count, size), np.float32)
    active = count
    for step in range(longest):
        while lengths[active - 1] <= step:
            active -= 1
        gate = np.matmul(held[:, :active], layer.staying)
        gate *= layer.worth
        gate[0] += stream[0][:active, step]
        gate[1] += stream[1][:active, step]
        place = np.rint(gate, out=gate).astype(np.intp)
        opened = np.take(network.sigmoid, place[:, :, : 3 * size], mode="clip")
        fresh = np.take(network.tanh, place[:, :, 3 * size :], mode="clip")
        cell = opened[:, :, size : 2 * size] * cell[:, :active] + opened[:, :, :size] * fresh
        place = np.rint(cell * np.float32(_STEPS) + np.float32(_REACH)).astype(np.intp)
        held = np.rint(opened[:, :, 2 * size :] * np.take(network.tanh, place, mode="clip") * np.float32(FULL))
        states[:, :active, step] = held
    return np.concatenate([states[0], states[1][rows, backwards]], -1)


def _layer(arrays: Mapping[str, Whole], name: str) -> Layer:
    """Return a layer with its gates in the order in, forget, out, cell, counted in places of the tables."""
    entering = [arrays[f"{name}.entering.{part}"].astype(np.float32) for part in ("weight", "scale", "bias")]
    staying, worth = (arrays[f"{name}.{part}"].astype(np.float32) for part in ("staying", "worth"))
    size = staying.shape[1]
    order = np.concatenate([np.arange(gate * size, (gate + 1) * size) for gate in (0, 1, 3, 2)])
    both = np.concatenate([order, order + 4 * size])
    weight, scale, bias = (part[..., both] for part in entering)
    product = Product(weight, scale * np.float32(_STEPS), bias * np.float32(_STEPS) + np.float32(_REACH))
    return Layer(
        arrays[f"{name}.input"].astype(np.float32), product, staying[..., order], worth[..., order] * np.float32(_STEPS)
    )
