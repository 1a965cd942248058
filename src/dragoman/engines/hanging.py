"""On which frame does a frame hang, and by which relation?"""

from __future__ import annotations

from ..model import Frame
from .nodes import Tree
from .predicates import Predicate

_RELATIONS = {
    "xcomp": "xcomp",
    "ccomp": "ccomp",
    "csubj": "ccomp",
    "advcl": "advcl",
    "acl": "acl",
    "amod": "acl",
    "conj": "conj",
    "parataxis": "parataxis",
    "appos": "parataxis",
    "obl": "advcl",
    "obj": "ccomp",
    "nsubj": "ccomp",
}


def relation_of(tree: Tree, predicate: Predicate, frame: Frame, numbers: dict[int, int], frames: list[Frame]) -> Frame:
    """Return a predicate's frame with the predicate it hangs on; ``numbers`` are the frames of the nodes."""
    governor = _governor(tree, predicate.node, numbers)
    if governor < 0:
        return frame
    base = tree.base(predicate.node)
    relation = _RELATIONS.get(base, "parataxis")
    if base in ("advcl", "ccomp", "parataxis") and _is_condition(tree, predicate.node):
        relation = "cond"
    elif base in ("csubj", "obj", "nsubj") and frame.kind in ("inf", "ger"):
        relation = "xcomp"
    elif base == "acl" and frame.kind == "fin" and _is_reported(tree, predicate.node):
        relation = "ccomp"
    elif base == "parataxis" and predicate.head > frames[governor].head:
        reporting = tree.language.reporting.at(tree.sentence.tokens, frames[governor].head)
        relation = "ccomp" if reporting and frame.kind == "fin" else relation
    elif base == "conj" and frames[governor].kind == frame.kind:
        return _joined(tree, predicate, frame, governor, numbers, frames)
    return frame._replace(governor=governor, relation=relation)


def _joined(
    tree: Tree, predicate: Predicate, frame: Frame, sibling: int, numbers: dict[int, int], frames: list[Frame]
) -> Frame:
    """Let a predicate joined to another hang where that one hangs: both are planned, demanded, denied."""
    nodes = list(numbers)
    first = Predicate(nodes[sibling], frames[sibling].head, frames[sibling].kind, "", "", "", False)
    if tree.base(first.node) == "conj" and first.node >= predicate.node:
        return frame._replace(governor=sibling, relation="conj")
    over = relation_of(tree, first, frames[sibling], numbers, frames)
    if over.governor < 0 or over.relation in ("acl", "parataxis"):
        return frame._replace(governor=-1, relation="conj")
    return frame._replace(governor=over.governor, relation=over.relation)


def _governor(tree: Tree, node: int, numbers: dict[int, int]) -> int:
    at = tree.nodes[node].head
    for _ in tree.nodes:
        if at < 0:
            return -1
        if at in numbers:
            return numbers[at]
        at = tree.nodes[at].head
    return -1


def _is_condition(tree: Tree, node: int) -> bool:
    marks = tree.hanging(node, "mark", "advmod", "fixed", "cc")
    return any(tree.words[mark].function("conditional") is not None for mark in marks)


def _is_reported(tree: Tree, node: int) -> bool:
    """Tell whether a clause says what a pointer or a noun is about ("about that, that …", "a promise that …")."""
    marks = tree.hanging(node, "mark")
    return any(tree.words[mark].function("complementizers") is not None for mark in marks)


def hang(tree: Tree, frames: list[Frame], predicates: dict[int, Predicate]) -> list[Frame]:
    """Hang clauses on the event nouns they explain: "refusal to negotiate", "the claim that …"."""
    nouns = {frame.head: number for number, frame in enumerate(frames) if frame.kind == "noun"}
    hung = list(frames)
    for number, predicate in enumerate(predicates.values()):
        node = tree.nodes[predicate.node]
        noun = nouns.get(node.head)
        if noun is None or node.head == predicate.head or node.deprel == "acl:relcl":
            continue
        if frames[number].kind in ("inf", "ger"):
            hung[number] = frames[number]._replace(governor=noun, relation="xcomp")
        elif frames[number].kind == "fin" and tree.hanging(predicate.node, "mark"):
            hung[number] = frames[number]._replace(governor=noun, relation="ccomp")
    return hung
