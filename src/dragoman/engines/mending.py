"""Which mistakes of a parser do the forms of a language mend before anybody reads the tree?

Verbs that are auxiliaries to us and prepositions of several words go under the word they serve. In a language of cases
a noun that cannot stand where the parser put it (a nominative as genitive or apposition) goes back to the verb.
"""

from __future__ import annotations

from .clausal import move_fronted, move_reports
from .lifting import lift_modals, lift_past_forms, lift_prepositions, lift_verbs
from .nodes import NOMINAL, Node, Tree
from .predicates import is_verbal

_SHARING = ("appos", "flat", "conj")
_OWNED = ("nmod", "obl", "amod")
_CLAUSAL = ("nsubj", "obj", "iobj")


def mend(tree: Tree) -> Tree:
    """Return the tree with what the forms know better put right."""
    lifts = (lift_modals, lift_prepositions, lift_verbs, lift_past_forms)
    moves = (move_reports, move_strays, move_from_times, move_enclosed, move_phrases, move_misfits, move_addressees)
    for step in (*lifts, *moves, move_fronted):
        tree = tree.over(step(tree))
    return tree


def move_from_times(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with names behind a time, taken for a part of it, hung on the verb: "on Thursday OSCE met"."""
    if tree.by_order:
        return tree.nodes
    moved = list(tree.nodes)
    for index, node in enumerate(tree.nodes):
        time = node.head
        if time < 0 or time not in tree.times or index < time or index in tree.times or tree.preposition(index):
            continue
        verb = tree.nodes[time].head
        noun = node.upos in ("PROPN", "NOUN") and tree.base(index) in ("nmod", "appos", "flat")
        possible = tree.possible(index) or {"Nom"}
        if not noun or not possible - {"Gen"} or verb < 0 or not is_verbal(tree, verb):
            continue
        if node.upos == "NOUN" and not tree.preposition(time):
            continue
        if "Nom" in possible and node.upos == "PROPN" and not tree.hanging(verb, "nsubj"):
            moved[index] = node._replace(head=verb, deprel="nsubj")
        else:
            free = "Acc" in possible and not tree.hanging(verb, "obj")
            moved[index] = node._replace(head=verb, deprel="obj" if free and node.upos == "NOUN" else "obl")
    return tuple(moved)


def move_addressees(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with who is addressed hung on the verb that addresses them ("demands of Iran to stop").

    What stands between a verb and the infinitive after it belongs to the verb, if it has a preposition or a dative;
    a prepositional phrase behind the infinitive belongs to the infinitive.
    """
    moved = list(tree.nodes)
    if tree.by_order:
        return tree.nodes
    for index, node in enumerate(tree.nodes):
        over = tree.nodes[node.head].head if node.head >= 0 else -1
        if over < 0 or tree.base(node.head) != "xcomp" or not over < index < node.head:
            continue
        addressed = bool(tree.preposition(index)) or tree.possible(index) == {"Dat"}
        if tree.base(index) in ("obl", "iobj", "obj", "nmod") and node.upos in NOMINAL and addressed:
            moved[index] = node._replace(head=over)
    for index, node in enumerate(tree.nodes):
        if node.head < 0 or tree.base(index) != "obl" or not tree.preposition(index):
            continue
        inner = [c for c in tree.hanging(node.head, "xcomp") if node.head < c < index]
        if inner and tree.nodes[inner[-1]].upos == "VERB":
            moved[index] = node._replace(head=inner[-1])
    return tuple(moved)


def move_strays(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with nouns that hang across a comma on the neighbouring clause hung on the verb of their own.

    What stands before the comma belongs to the first of two verbs, what stands behind the second verb to the second.
    """
    moved = list(tree.nodes)
    if tree.by_order:
        return tree.nodes
    for second, node in enumerate(tree.nodes):
        first = node.head
        if first < 0 or first > second or tree.base(second) not in ("conj", "parataxis"):
            continue
        commas = [at for at in range(first + 1, second) if tree.sentence.tokens[at].form in (",", ";")]
        if not commas or not is_verbal(tree, first) or not is_verbal(tree, second):
            continue
        for index, stray in enumerate(tree.nodes):
            if stray.upos not in ("NOUN", "PROPN", "PRON") or tree.base(index) not in (*_CLAUSAL, "obl", "nmod"):
                continue
            if stray.head == second and first < index < commas[-1]:
                moved[index] = stray._replace(head=first)
            elif stray.head == first and index > second and not tree.hanging(second, *_CLAUSAL):
                moved[index] = stray._replace(head=second)
    return tuple(moved)


def move_enclosed(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with what stands between a participle and its noun hung on the participle."""
    moved = list(tree.nodes)
    if tree.by_order:
        return tree.nodes
    for index, node in enumerate(tree.nodes):
        participle = any(r.feats.get("VerbForm") == "Part" for r in tree.sentence.tokens[index].readings)
        if not participle or tree.base(index) not in ("amod", "acl") or node.head <= index:
            continue
        for inside in range(index + 1, node.head):
            enclosed = tree.nodes[inside]
            if enclosed.upos in ("NOUN", "PROPN") and not index <= enclosed.head <= node.head:
                moved[inside] = enclosed._replace(head=index, deprel="obl")
            elif enclosed.head == index and enclosed.upos in ("NOUN", "PROPN"):
                moved[inside] = enclosed._replace(deprel="obl")
    return tuple(moved)


def move_phrases(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with words that belong to a noun phrase beside them, and hang on the verb instead, put into it.

    An adjective before the noun it agrees with; a genitive right behind a noun, called a subject; a noun joined to the
    one before it, called a joined clause.
    """
    moved = list(tree.nodes)
    if tree.by_order:
        return tree.nodes
    for index, node in enumerate(tree.nodes):
        if node.head < 0 or node.upos not in NOMINAL or not is_verbal(tree, node.head):
            continue
        base = tree.base(index)
        if base in (*_CLAUSAL, "obl", "nmod") and (
            _is_adjective_of(tree, index, index + 1) or _is_second_subject(tree, index, index + 1)
        ):
            moved[index] = node._replace(head=index + 1, deprel="amod")
        elif (
            base == "nsubj"
            and not tree.hanging(index, "nummod")
            and _is_genitive_of(tree, index, tree.span(index)[0] - 1)
        ):
            moved[index] = node._replace(head=tree.span(index)[0] - 1, deprel="nmod")
        elif base == "conj" and not tree.hanging(index, *_CLAUSAL, "cop"):
            partner = _partner(tree, index)
            if partner >= 0:
                moved[index] = node._replace(head=partner)
    return tuple(moved)


def _is_adjective_of(tree: Tree, index: int, noun: int) -> bool:
    readings = tree.sentence.tokens[index].readings
    if noun >= len(tree.nodes) or tree.nodes[noun].upos not in ("NOUN", "PROPN") or not readings:
        return False
    if tree.words[index].function("relatives") is not None:
        return False
    shared = tree.possible(index) & tree.possible(noun)
    return bool(shared) and all(r.upos in ("ADJ", "DET") for r in readings) and tree.nodes[noun].head != index


def _is_second_subject(tree: Tree, index: int, noun: int) -> bool:
    """Tell whether a word that may be an adjective agrees with the noun behind it, both called subjects of one verb."""
    if noun >= len(tree.nodes) or tree.nodes[noun].head != tree.nodes[index].head:
        return False
    adjective = {r.feats.get("Case") for r in tree.sentence.tokens[index].readings if r.upos == "ADJ"}
    return tree.base(index) == tree.base(noun) == "nsubj" and bool(adjective & tree.possible(noun))


def _is_genitive_of(tree: Tree, index: int, noun: int) -> bool:
    possible = tree.possible(index)
    nominal = noun >= 0 and tree.nodes[noun].upos in ("NOUN", "NUM") and tree.nodes[noun].head != index
    return nominal and "Gen" in possible and "Nom" not in possible


def _partner(tree: Tree, index: int) -> int:
    """Return the nearest noun before this one under the same verb that can stand in the same case, -1 for none."""
    over, mine = tree.nodes[index].head, tree.possible(index)
    for before in range(index - 1, -1, -1):
        if tree.nodes[before].head != over or tree.nodes[before].upos not in ("NOUN", "PROPN", "PRON"):
            continue
        theirs = tree.possible(before)
        return before if not mine or not theirs or mine & theirs else -1
    return -1


def move_misfits(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with nouns that cannot stand where they hang moved to the verb over them, or the nearest one."""
    moved = list(tree.nodes)
    if tree.by_order:
        return tree.nodes
    verbs = [index for index in range(len(moved)) if is_verbal(tree, index)]
    for index, node in enumerate(tree.nodes):
        if node.head < 0 or node.upos not in NOMINAL or not verbs or not _is_misfit(tree, index):
            continue
        target = _verb_over(tree, index, verbs)
        if target != index and not _is_under(moved, target, index):
            moved[index] = node._replace(head=target, deprel="dep")
    return tuple(moved)


def _is_misfit(tree: Tree, index: int) -> bool:
    over, base = tree.nodes[index].head, tree.base(index)
    if tree.nodes[over].upos not in NOMINAL or is_verbal(tree, over) or tree.preposition(index):
        return False
    possible = tree.possible(index)
    if base in _SHARING and tree.base(over) != "root":
        beside = tree.possible(over)
        if base == "conj" and not _is_joined(tree, index):
            return True
        return bool(possible and beside) and not possible & beside and tree.nodes[index].upos in ("NOUN", "PROPN")
    if base in _OWNED:
        noun = any(r.upos in ("NOUN", "PROPN") for r in tree.readings(index))
        return noun and bool(possible) and not possible & {"Gen", "Dat", "Ins"}
    predicate = tree.base(over) in ("root", "ccomp", "parataxis", "conj", "advcl", "acl") or tree.hanging(over, "cop")
    return base in _CLAUSAL and not predicate


def _is_joined(tree: Tree, index: int) -> bool:
    """Tell whether a coordinator or a comma stands before a noun or its phrase."""
    first = tree.span(index)[0]
    return any(
        tree.nodes[at].upos == "CCONJ" or tree.sentence.tokens[at].form in (",", ";", "-")
        for at in range(tree.nodes[index].head + 1, max(first, index))
    )


def _verb_over(tree: Tree, index: int, verbs: list[int]) -> int:
    at = tree.nodes[index].head
    for _ in tree.nodes:
        if at < 0:
            break
        if at in verbs:
            return at
        at = tree.nodes[at].head
    return min(verbs, key=lambda verb: (abs(verb - index), verb))


def _is_under(nodes: list[Node], index: int, over: int) -> bool:
    at = index
    for _ in nodes:
        if at == over:
            return True
        if at < 0:
            return False
        at = nodes[at].head
    return False
