"""Is a treebank of our own well formed? ``python -m training.validate training/treebank/*.conllu``

Every sentence is a tree with one root; parts of speech, relations and features are those of Universal Dependencies;
function words have no children; the words spell the text; adjectives and determiners agree with their noun, subjects
of finite verbs are nominative and agree with them. Exit status 1 where anything is wrong, each fault on a line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .conllu import FEATURES, Node, Tree, parse

_OPEN = ("ADJ", "ADV", "INTJ", "NOUN", "PROPN", "VERB")
_CLOSED = ("ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ", "PUNCT", "SYM", "X")
_UPOS = frozenset({*_OPEN, *_CLOSED})
_CLAUSAL = ("acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp")
_NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "vocative", "dislocated", "expl")
_OTHER = ("advmod", "amod", "aux", "case", "cc", "compound", "conj", "cop", "dep", "det", "discourse")
_MORE = ("fixed", "flat", "goeswith", "list", "mark", "nummod", "orphan", "punct", "root")
_RELATIONS = frozenset({*_CLAUSAL, *_NOMINAL, *_OTHER, *_MORE})
_LEAVES = frozenset({"case", "cc", "punct", "mark", "aux", "cop"})
_MAY_HANG = frozenset({"fixed", "conj", "cc", "punct", "advmod", "goeswith"})
_AGREE = ("Case", "Number", "Gender")
_PLURALS = {"Ptan": "Plur"}  # words that have no singular agree as plurals do


def main() -> None:
    """Print every fault of the files named on the command line."""
    faults = [fault for name in sys.argv[1:] for fault in check_file(Path(name))]
    print("\n".join(faults) or "no faults")
    sys.exit(1 if faults else 0)


def check_file(path: Path) -> Iterator[str]:
    """Yield the faults of one file as lines that name the sentence."""
    seen: set[str] = set()
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        said = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        name = said.get("sent_id", "?")
        trees = list(parse(lines))
        for fault in check(trees[0], said.get("text", "")) if len(trees) == 1 else ["not one tree"]:
            yield f"{path.name} {name}: {fault}"
        if name in seen or name == "?":
            yield f"{path.name} {name}: sentence without an id of its own"
        seen.add(name)


def check(tree: Tree, text: str) -> list[str]:
    """Return what is wrong with one tree.

    >>> from training.conllu import Node
    >>> check((Node("Go", "go", "VERB", {"VerbForm": "Inf"}, 0, "root"),), "Go")
    []
    """
    checks: tuple[Callable[[Tree], Iterator[str]], ...] = (_shape, _labels, _leaves, _agreement, _subjects)
    faults = [fault for one in checks[:1] for fault in one(tree)]
    if not faults:
        faults = [fault for one in checks[1:] for fault in one(tree)]
    spelt = "".join(node.form + (" " if node.space_after else "") for node in tree).strip()
    return faults if spelt == text else [*faults, f"the words spell {spelt!r}"]


def _shape(tree: Tree) -> Iterator[str]:
    roots = [n for n, node in enumerate(tree, 1) if node.head == 0]
    if len(roots) != 1:
        yield f"{len(roots)} roots"
    for number, node in enumerate(tree, 1):
        if not 0 <= node.head <= len(tree) or (node.head == 0) != (node.deprel == "root"):
            yield f"{number} {node.form}: head {node.head} as {node.deprel}"
            return
    for number in range(1, len(tree) + 1):
        at, steps = number, 0
        while at and steps <= len(tree):
            at, steps = tree[at - 1].head, steps + 1
        if at:
            yield f"{number} {tree[number - 1].form}: hangs on itself"


def _labels(tree: Tree) -> Iterator[str]:
    for number, node in enumerate(tree, 1):
        unknown = sorted(set(node.feats) - FEATURES)
        if node.upos not in _UPOS or node.deprel.partition(":")[0] not in _RELATIONS or unknown:
            yield f"{number} {node.form}: {node.upos} {node.deprel} {' '.join(unknown)}"
        if (node.deprel == "punct") != (node.upos == "PUNCT"):
            yield f"{number} {node.form}: {node.upos} as {node.deprel}"


def _leaves(tree: Tree) -> Iterator[str]:
    for number, node in enumerate(tree, 1):
        over = tree[node.head - 1] if node.head else None
        if over is not None and over.deprel in _LEAVES and node.deprel.partition(":")[0] not in _MAY_HANG:
            yield f"{number} {node.form}: {node.deprel} on the function word {over.form}"


def _agreement(tree: Tree) -> Iterator[str]:
    for number, node in enumerate(tree, 1):
        if node.deprel not in ("amod", "det") or "Case" not in node.feats:
            continue
        noun = tree[node.head - 1]
        for feature in _AGREE:
            mine, theirs = _value(node, feature), _value(noun, feature)
            if mine and theirs and mine != theirs and not (feature == "Gender" and _value(node, "Number") == "Plur"):
                yield f"{number} {node.form}: {feature} {mine}, but {noun.form} {theirs}"


def _value(node: Node, feature: str) -> str:
    value = node.feats.get(feature, "")
    return _PLURALS.get(value, value)


def _subjects(tree: Tree) -> Iterator[str]:
    for number, node in enumerate(tree, 1):
        if node.deprel not in ("nsubj", "nsubj:pass") or "Case" not in node.feats:
            continue
        verb = tree[node.head - 1]
        if node.feats["Case"] != "Nom" and not _counted(tree, number):
            yield f"{number} {node.form}: subject in {node.feats['Case']}"
        joined = any(other.deprel == "conj" and other.head == number for other in tree)
        for feature in ("Number", "Gender"):
            mine, theirs = _value(node, feature), _value(verb, feature)
            if verb.upos == "VERB" and mine and theirs and mine != theirs and not joined and not _counted(tree, number):
                yield f"{number} {node.form}: {feature} {mine}, but {verb.form} {theirs}"


def _counted(tree: Tree, number: int) -> bool:
    return any(other.head == number and other.deprel.startswith(("nummod", "det:numgov")) for other in tree)


if __name__ == "__main__":
    main()
