"""How does a tree with ClearNLP's labels become a tree of Universal Dependencies?

ClearNLP lets prepositions and "to be" govern what Universal Dependencies makes them serve: here content words take
over, and labels get their universal names.
"""

from __future__ import annotations

from .nodes import Node

_NAMES = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "nummod": "nummod",
    "quantmod": "advmod",
    "nn": "compound",
    "npadvmod": "obl",
    "nmod": "compound",
    "prt": "compound:prt",
    "intj": "discourse",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "oprd": "xcomp",
    "meta": "dep",
    "complm": "mark",
    "infmod": "acl",
    "partmod": "acl",
}
LABELS = frozenset({"nsubjpass", "dobj", "pobj", "auxpass", "attr", "acomp", "npadvmod", "relcl"})
_TURNED = frozenset({"prep", "agent", "dative", "pobj", "pcomp", "attr", "acomp"})
_LEFT = {"prep": "obl", "agent": "obl:agent", "dative": "iobj", "pobj": "obl", "pcomp": "advcl"}
_LEFT |= {"attr": "xcomp", "acomp": "xcomp"}
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET")


def to_universal(nodes: tuple[Node, ...], forms: tuple[str, ...]) -> tuple[Node, ...]:
    """Return the tree in Universal Dependencies; ``forms`` are the folded words.

    >>> told = [("PROPN", 1, "nsubj"), ("VERB", -1, "ROOT"), ("ADP", 1, "prep"), ("PROPN", 2, "pobj")]
    >>> tree = tuple(Node(upos, {}, head, label) for upos, head, label in told)
    >>> [(n.head, n.deprel) for n in to_universal(tree, ("poland", "talked", "with", "latvia"))]
    [(1, 'nsubj'), (-1, 'root'), (3, 'case'), (1, 'obl')]
    """
    heads = [node.head for node in nodes]
    labels = [node.deprel if node.deprel in _TURNED else _NAMES.get(node.deprel, node.deprel) for node in nodes]
    _turn_prepositions(nodes, heads, labels)
    _turn_copulas(nodes, forms, heads, labels)
    for index, label in enumerate(labels):
        labels[index] = "root" if heads[index] < 0 else _LEFT.get(label, label)
    return tuple(n._replace(head=h, deprel=r) for n, h, r in zip(nodes, heads, labels, strict=True))


def _turn_prepositions(nodes: tuple[Node, ...], heads: list[int], labels: list[str]) -> None:
    """Let the noun after a preposition stand in its place, and the preposition serve it."""
    for index, node in enumerate(nodes):
        inside = next((c for c, h in enumerate(heads) if h == index and labels[c] in ("pobj", "pcomp")), None)
        if inside is None or node.upos not in ("ADP", "SCONJ", "ADV", "PART", "VERB"):
            continue
        over, label = heads[index], labels[index]
        for child, head in enumerate(heads):
            if head == index and child != inside:
                heads[child] = inside
        heads[inside], heads[index] = over, inside
        clausal = labels[inside] == "pcomp"
        labels[index] = "mark" if clausal else "case"
        nominal = over >= 0 and nodes[over].upos in _NOUNS
        if label in ("conj", "root"):
            labels[inside] = label
        elif clausal:
            labels[inside] = "acl" if nominal else "advcl"
        elif label == "agent":
            labels[inside] = "obl:agent"
        else:
            labels[inside] = "nmod" if nominal and label == "prep" else "obl"


def _turn_copulas(nodes: tuple[Node, ...], forms: tuple[str, ...], heads: list[int], labels: list[str]) -> None:
    """Let the predicate beside "to be" stand in its place, and "to be" serve it."""
    for index, node in enumerate(nodes):
        told = next((c for c, h in enumerate(heads) if h == index and labels[c] in ("attr", "acomp")), None)
        if told is None or node.upos != "AUX":
            continue
        over, label = heads[index], labels[index]
        for child, head in enumerate(heads):
            if head == index and child != told:
                heads[child] = told
        heads[told], labels[told] = over, label
        heads[index], labels[index] = told, "cop"
