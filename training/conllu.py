"""What does a CoNLL-U file hold, and what of it may a trainer see?

``read`` gives trees as plain values; ``clean`` removes what trips trainers up: words longer than their buffers, roots
that are not called ``root``, national tags, and features that only one treebank writes.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_NOMINAL = ("Animacy", "Case", "Definite", "Degree", "Gender", "Number", "NumType", "Person", "Poss", "PronType")
_VERBAL = ("Aspect", "Mood", "Polarity", "Reflex", "Tense", "Variant", "VerbForm", "Voice")
FEATURES = frozenset({*_NOMINAL, *_VERBAL})
_LONGEST = 200


class Node(NamedTuple):
    """One word of a tree; ``head`` counts from 1, 0 is the root.

    A word that is not ``tagged`` (``Tags=No`` in its last column) has a place in the tree and perhaps a case, but
    nobody has annotated its lemma and its other features.
    """

    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    space_after: bool = True
    tagged: bool = True


Tree = tuple[Node, ...]


def read(path: Path) -> Iterator[Tree]:
    """Yield the trees of a file, packed if its name ends in ``.gz``, without empty nodes and multiword ranges."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from parse(lines)


def parse(lines: Iterable[str]) -> Iterator[Tree]:
    """Yield the trees of CoNLL-U lines.

    >>> [[node.deprel for node in tree] for tree in parse(["1\\tGo\\tgo\\tVERB\\t_\\t_\\t0\\troot\\t_\\t_", ""])]
    [['root']]
    """
    nodes: list[Node] = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            nodes.append(_node(columns))
        elif not line.strip() and nodes:
            yield tuple(nodes)
            nodes = []
    if nodes:
        yield tuple(nodes)


def _node(columns: list[str]) -> Node:
    feats = dict(pair.split("=", 1) for pair in columns[5].split("|")) if columns[5] != "_" else {}
    notes = columns[9].split("|")
    spaced, tagged = "SpaceAfter=No" not in notes, "Tags=No" not in notes
    return Node(columns[1], columns[2], columns[3], feats, int(columns[6]), columns[7], spaced, tagged)


def clean(tree: Tree) -> Tree | None:
    """Return a tree fit for training, None where a word of it is too long (web addresses)."""
    if any(len(node.form.encode()) > _LONGEST or len(node.lemma.encode()) > _LONGEST for node in tree):
        return None
    return tuple(_clean(node) for node in tree)


def _clean(node: Node) -> Node:
    feats = {name: value for name, value in node.feats.items() if name in FEATURES}
    return node._replace(
        form=node.form.replace(" ", "\N{NO-BREAK SPACE}"),
        lemma=node.lemma.replace(" ", "\N{NO-BREAK SPACE}"),
        feats=feats,
        deprel="root" if node.head == 0 else ("dep" if node.deprel == "root" else node.deprel),
    )


def write(trees: Iterable[Tree]) -> str:
    """Return trees as CoNLL-U text."""
    return "".join("".join(_lines(tree)) + "\n" for tree in trees)


def _lines(tree: Tree) -> Iterator[str]:
    for number, node in enumerate(tree, 1):
        feats = "|".join(f"{name}={node.feats[name]}" for name in sorted(node.feats, key=str.lower)) or "_"
        notes = "|".join([*([] if node.space_after else ["SpaceAfter=No"]), *([] if node.tagged else ["Tags=No"])])
        columns = (
            str(number),
            node.form,
            node.lemma,
            node.upos,
            "_",
            feats,
            str(node.head),
            node.deprel,
            "_",
            notes or "_",
        )
        yield "\t".join(columns) + "\n"
