"""What is the network that is trained?

One network for a family of languages tags and parses: sums of small vectors for what a word looks like, layers of LSTM
in both directions, and heads for part of speech, each feature, lemma, head and relation. A vector for the treebank
lets treebanks that annotate differently share all else. Needs PyTorch; ``dragoman.engines.network`` runs what
``packing`` makes of it.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional as F

from dragoman.engines.features import BUCKETS, Features
from dragoman.language import load_language

from .conllu import FEATURES, Node, Tree
from .gold_tokens import words_of_tree
from .plans import Plan, Source

TABLES = {"word": 96, "affix": 96, "gram": 64, "reading": 64, "shape": 16}
TREEBANK = 16
ATTRIBUTES = tuple(sorted(FEATURES))
NONE = "-"


class Example(NamedTuple):
    """A sentence ready for the network: features per word, gold answers as numbers, the number of its treebank."""

    words: tuple[Features, ...]
    rare: tuple[float, ...]
    upos: list[int]
    attributes: list[list[int]]
    lemma: list[int]
    head: list[int]
    label: list[int]
    style: int


class Names(NamedTuple):
    """What the numbers of the answers mean."""

    upos: tuple[str, ...]
    attributes: tuple[tuple[str, ...], ...]
    lemma: tuple[str, ...]
    label: tuple[str, ...]
    style: tuple[str, ...]


def edit(form: str, lemma: str) -> str:
    """Return how a lemma is made of a folded form: letters to cut, letters to add.

    >>> edit("talks", "talk"), edit("went", "go")
    ('1 ', '4 go')
    """
    form, lemma = form.lower(), lemma.lower()
    same = next((n for n, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma)))
    return f"{len(form) - same} {lemma[same:]}"


def names_of(sources: list[tuple[Source, list[Tree]]]) -> Names:
    """Return the answers that the network may give: parts of speech, features, frequent lemma edits, relations."""
    nodes = [node for _, trees in sources for tree in trees for node in tree]
    labels = Counter(node.deprel for node in nodes)
    edits = Counter(edit(node.form, node.lemma) for node in nodes if node.tagged)
    return Names(
        tuple(sorted({node.upos for node in nodes})),
        tuple((NONE, *sorted({node.feats[a] for node in nodes if a in node.feats})) for a in ATTRIBUTES),
        ("0 ", *(e for e, n in edits.most_common(1200) if n > 1 and e != "0 ")),
        tuple(sorted({name if labels[name] >= 15 else name.partition(":")[0] for name in labels})),
        tuple(dict.fromkeys(source.style for source, _ in sources)),
    )


def examples(sources: list[tuple[Source, list[Tree]]], names: Names) -> list[tuple[float, list[Example]]]:
    """Return the examples of each source with how often it is repeated."""
    indices = [{value: n for n, value in enumerate(values)} for values in (names.upos, names.lemma, names.label)]
    attributes = [{value: n for n, value in enumerate(values)} for values in names.attributes]
    languages = {code: load_language(code) for code in ("en", "uk", "ru")}
    found = []
    for source, trees in sources:
        language = languages.get(source.language)
        counts = Counter(node.form.lower() for tree in trees for node in tree)
        batch = []
        for tree in trees:
            words = words_of_tree(tree, language)
            batch.append(
                Example(
                    words,
                    tuple(0.3 / (0.3 + counts[node.form.lower()] - 0.99) for node in tree),
                    [indices[0][n.upos] for n in tree],
                    [[_answer(n, a, v) for a, v in zip(ATTRIBUTES, attributes, strict=True)] for n in tree],
                    [indices[1].get(edit(n.form, n.lemma), -1) if n.tagged else -1 for n in tree],
                    [n.head for n in tree],
                    [indices[2].get(n.deprel, indices[2].get(n.deprel.partition(":")[0], 0)) for n in tree],
                    names.style.index(source.style),
                )
            )
        found.append((source.times, batch))
    return found


def _answer(node: Node, attribute: str, numbers: dict[str, int]) -> int:
    """Return the number of a word's value, -1 where nobody has said it."""
    if not node.tagged and attribute not in node.feats:
        return -1
    return numbers[node.feats.get(attribute, NONE)]


class Network(nn.Module):
    """The network as it is trained."""

    def __init__(self, plan: Plan, names: Names) -> None:
        """Make a network of a plan's size with random weights."""
        super().__init__()
        self.plan = plan
        self.tables = nn.ModuleDict({n: nn.EmbeddingBag(BUCKETS[n], size, mode="sum") for n, size in TABLES.items()})
        for name, table in self.tables.items():
            nn.init.normal_(table.weight, std=0.5 / math.sqrt({"word": 2, "affix": 8, "gram": 1}.get(name, 4)))
        self.style = nn.Embedding(len(names.style), TREEBANK)
        size = sum(TABLES.values()) + TREEBANK
        self.layers = nn.ModuleList()
        for _ in range(plan.layers):
            self.layers.append(nn.LSTM(size, plan.hidden, batch_first=True, bidirectional=True))
            size = 2 * plan.hidden
        self.root = nn.Parameter(torch.zeros(size))
        self.tags = nn.Linear(size, plan.arc)
        self.upos = nn.Linear(plan.arc, len(names.upos))
        self.attributes = nn.Linear(plan.arc, sum(map(len, names.attributes)))
        self.lemma = nn.Linear(plan.arc, len(names.lemma))
        self.arc_head, self.arc_child = nn.Linear(size, plan.arc), nn.Linear(size, plan.arc)
        self.label_head, self.label_child = nn.Linear(size, plan.label), nn.Linear(size, plan.label)
        self.arc = nn.Parameter(torch.zeros(plan.arc + 1, plan.arc))
        self.label = nn.Parameter(torch.zeros(len(names.label), plan.label + 1, plan.label + 1))
        self.splits = [len(values) for values in names.attributes]

    def inputs(self, batch: list[Example], drop: float) -> torch.Tensor:
        """Return the vectors of the words of a batch, padded."""
        longest = max(len(example.words) for example in batch)
        parts = []
        for name in TABLES:
            numbers: list[int] = []
            weights: list[float] = []
            offsets: list[int] = []
            for example in batch:
                for at in range(longest):
                    offsets.append(len(numbers))
                    if at >= len(example.words):
                        continue
                    found = getattr(example.words[at], name)
                    weight = 1 / len(found) if name == "gram" else 1.0
                    if name == "word" and drop:
                        keep = [random.random() >= example.rare[at] for _ in found]
                        keep = [keep[0], *([random.random() >= 0.15] * (len(found) - 1))]
                        found = tuple(n for n, k in zip(found, keep, strict=True) if k)
                    if name == "reading" and drop and random.random() < 0.1:
                        found = ()
                    numbers += found
                    weights += [weight] * len(found)
            vectors = self.tables[name](
                torch.tensor(numbers, dtype=torch.long),
                torch.tensor(offsets, dtype=torch.long),
                per_sample_weights=torch.tensor(weights),
            )
            parts.append(vectors.view(len(batch), longest, -1))
        if drop:  # whole parts of a word vanish, the rest speaks louder
            kept = torch.rand(len(batch), longest, len(parts), 1) >= drop * 0.5
            parts = [part * kept[:, :, n] for n, part in enumerate(parts)]
        style = self.style(torch.tensor([example.style for example in batch]))
        parts.append(style[:, None].expand(-1, longest, -1))
        return torch.cat(parts, -1)

    def encode(self, batch: list[Example], drop: float = 0.0) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the states of the words of a batch, the root's first, and which of them are words."""
        x = shared_dropout(self.inputs(batch, drop), drop * 0.6)
        lengths = torch.tensor([len(example.words) for example in batch])
        for layer in self.layers:
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            out, _ = layer(packed)
            x, _ = nn.utils.rnn.pad_packed_sequence(out, batch_first=True)
            x = shared_dropout(x, drop)
        real = torch.arange(x.shape[1])[None] < lengths[:, None]
        return torch.cat([torch.tanh(self.root).expand(len(batch), 1, -1), x], 1), real

    def scores(self, states: torch.Tensor, drop: float = 0.0) -> dict[str, torch.Tensor]:
        """Return the scores of every answer; heads count the root as 0."""
        words = states[:, 1:]
        tags = shared_dropout(clipped(self.tags(words)), drop)
        head = shared_dropout(clipped(self.arc_head(states)), drop)
        child = shared_dropout(clipped(self.arc_child(words)), drop)
        ones = torch.ones(*child.shape[:2], 1)
        arcs = torch.cat([child, ones], -1) @ self.arc @ head.transpose(1, 2)
        return {
            "upos": self.upos(tags),
            "attributes": self.attributes(tags),
            "lemma": self.lemma(tags),
            "arc": arcs,
            "label_head": shared_dropout(clipped(self.label_head(states)), drop),
            "label_child": shared_dropout(clipped(self.label_child(words)), drop),
        }

    def labels(self, head: torch.Tensor, child: torch.Tensor) -> torch.Tensor:
        """Return the scores of relations for pairs of head and child vectors."""
        one = torch.ones(len(head), 1)
        head, child = torch.cat([head, one], -1), torch.cat([child, one], -1)
        between = (child @ self.label.permute(1, 0, 2).flatten(1)).view(len(child), -1, child.shape[1])
        return torch.einsum("nlj,nj->nl", between, head)


def clipped(x: torch.Tensor) -> torch.Tensor:
    """Return what is above zero, at most six: a range that whole numbers hold."""
    return F.relu6(x)


def shared_dropout(x: torch.Tensor, share: float) -> torch.Tensor:
    """Drop the same parts of every word of a sentence."""
    if not share:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= share) / (1 - share)


def loss_of(network: Network, batch: list[Example], drop: float) -> torch.Tensor:
    """Return the loss of a batch, per word."""
    states, real = network.encode(batch, drop)
    scores = network.scores(states, drop)
    mask = torch.cat([torch.ones(len(batch), 1, dtype=torch.bool), real], 1)
    arcs = scores["arc"].masked_fill(~mask[:, None], -1e4)[real]
    flat = lambda name: torch.tensor([n for example in batch for n in getattr(example, name)])  # noqa: E731
    heads = flat("head")
    total = F.cross_entropy(arcs, heads, label_smoothing=0.0)
    sentence = torch.tensor([n for n, example in enumerate(batch) for _ in example.words])
    total = total + F.cross_entropy(
        network.labels(scores["label_head"][sentence, heads], scores["label_child"][real]), flat("label")
    )
    total = total + 0.5 * F.cross_entropy(scores["upos"][real], flat("upos"))
    gold = flat("attributes")
    for n, part in enumerate(scores["attributes"][real].split(network.splits, -1)):
        total = total + (0.6 if ATTRIBUTES[n] == "Case" else 0.25) * F.cross_entropy(part, gold[:, n], ignore_index=-1)
    return total + 0.3 * F.cross_entropy(scores["lemma"][real], flat("lemma"), ignore_index=-1)
