"""Which words does a parser hang the other way round: modals, prepositions of several words, verbs taken for others?

Each function returns the nodes of a tree with one such habit put right.
"""

from __future__ import annotations

from .nodes import Node, Tree


def lift_modals(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with verbs that are auxiliaries to us hung under their infinitives ("may withdraw").

    Treebanks make the modal verb of a Slavic language the head and the act its complement.
    """
    nodes = tree.nodes
    lifted = list(nodes)
    for index, node in enumerate(nodes):
        if node.upos not in ("VERB", "AUX", "ADV", "ADJ") or node.deprel.startswith(("aux", "cop")):
            continue
        if not tree.auxiliary(index) & {"modal", "future"}:
            continue
        acts = [i for i, n in enumerate(nodes) if n.head == index and n.deprel.partition(":")[0] in ("xcomp", "csubj")]
        acts = [i for i in acts if any(r.feats.get("VerbForm") == "Inf" for r in tree.sentence.tokens[i].readings)
                or nodes[i].feats.get("VerbForm") == "Inf"]  # fmt: skip
        if acts:
            _lift(lifted, index, acts[0])
    return tuple(lifted)


def lift_prepositions(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with prepositions of several words hung under their noun ("in favour of").

    Parsers make the noun inside such a preposition the head.
    """
    lifted = list(tree.nodes)
    for phrase in tree.parts.phrases:
        inside = range(phrase.lead, phrase.first)
        if len(phrase.preposition.split()) < 2 or len(inside) < 2:
            continue
        outer = next((i for i in inside if lifted[i].head not in inside and lifted[i].head != phrase.head), None)
        if outer is None or not phrase.lead <= lifted[phrase.head].head < phrase.last:
            continue
        lifted[phrase.head] = lifted[phrase.head]._replace(head=lifted[outer].head, deprel=lifted[outer].deprel)
        for index in inside:
            lifted[index] = Node("ADP", {}, phrase.head if index == phrase.lead else phrase.lead, "case")
            if index != phrase.lead:
                lifted[index] = lifted[index]._replace(deprel="fixed")
        for index, node in enumerate(lifted):
            if node.head in inside and index not in inside and index != phrase.head:
                lifted[index] = node._replace(head=phrase.head)
    return tuple(lifted)


def _lift(nodes: list[Node], modal: int, act: int) -> None:
    nodes[act] = nodes[act]._replace(head=nodes[modal].head, deprel=nodes[modal].deprel)
    nodes[modal] = nodes[modal]._replace(head=act, deprel="aux", upos="AUX")
    for index, node in enumerate(nodes):
        if node.head == modal and index != act:
            nodes[index] = node._replace(head=act)


def lift_verbs(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with full verbs that the parser took for auxiliaries made heads again."""
    lifted = list(tree.nodes)
    for index, node in enumerate(tree.nodes):
        readings = tree.sentence.tokens[index].readings
        finite = bool(readings) and all(r.upos == "VERB" and r.feats.get("VerbForm") == "Fin" for r in readings)
        if node.head < 0 or tree.base(index) not in ("aux", "cop") or not finite or tree.auxiliary(index):
            continue
        lifted[index] = Node("VERB", node.feats, lifted[node.head].head, lifted[node.head].deprel)
        lifted[node.head] = lifted[node.head]._replace(head=index, deprel="dep")
    return tuple(lifted)


def lift_past_forms(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with a past form, taken for an adjective of the object behind it, made the verb of its subject.

    "Canada imposed sanctions": a noun that has a subject but no copula is no predicate beside such a form.
    """
    if not tree.by_order:
        return tree.nodes
    for noun in range(len(tree.nodes)):
        subjects = tree.hanging(noun, "nsubj")
        if not subjects or tree.hanging(noun, "cop", "aux") or tree.nodes[noun].upos not in ("NOUN", "PROPN"):
            continue
        for verb in tree.hanging(noun, "amod", "acl"):
            past = any(r.feats.get("Tense") == "Past" for r in tree.sentence.tokens[verb].readings if r.upos == "VERB")
            if not past or not subjects[0] < verb < noun:
                continue
            lifted = list(tree.nodes)
            over = tree.nodes[noun]
            lifted[verb] = Node("VERB", {**tree.nodes[verb].feats, "VerbForm": "Fin"}, over.head, over.deprel)
            lifted[noun] = over._replace(head=verb, deprel="obj")
            for index, node in enumerate(lifted):
                outside = node.deprel.partition(":")[0] in ("nsubj", "obl", "punct", "advcl", "advmod", "mark")
                if node.head == noun and index != verb and outside and (index < verb or index > noun):
                    lifted[index] = node._replace(head=verb)
            return tuple(lifted)
    return tree.nodes
