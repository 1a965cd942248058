"""Who is subject and who is object, when the tree says one thing and the forms another?

In a language of word order the tree's word stands. In a language of cases a noun that cannot be a nominative is no
subject, one that can only be a nominative is no object, and agreement with the verb turns the two round where both
could be either. Where tree and forms disagree and nothing decides, the role stays empty.
"""

from __future__ import annotations

from typing import NamedTuple

from .nodes import NOMINAL, Tree
from .predicates import Predicate

SURE, LIKELY, OPEN = 1.0, 0.8, 0.6
_BARE = ("obl", "iobj", "dep", "nmod", "dislocated", "appos", "vocative", "orphan")


class Vote(NamedTuple):
    """A noun with the role that tree and forms settle on, and how sure that is."""

    node: int
    role: str
    confidence: float = SURE


def settle(tree: Tree, predicate: Predicate) -> list[Vote]:
    """Return the subject and object of a predicate: at most one each, the nouns joined to them not counted."""
    subject = next(iter(tree.hanging(predicate.node, "nsubj")), None)
    object_ = next(iter(tree.hanging(predicate.node, "obj")), None)
    if tree.by_order:
        return _told(subject, object_)
    return _by_case(tree, predicate, subject, object_)


def _told(subject: int | None, object_: int | None) -> list[Vote]:
    votes = [Vote(subject, "subj")] if subject is not None else []
    return [*votes, Vote(object_, "obj")] if object_ is not None else votes


def _by_case(tree: Tree, predicate: Predicate, subject: int | None, object_: int | None) -> list[Vote]:
    confidence = SURE
    wrong_subject = subject is not None and not _may_be(tree, subject, "Nom")
    wrong_object = object_ is not None and not _may_be(tree, object_, "Acc", "Gen")
    if subject is not None and object_ is not None:
        if (wrong_subject and wrong_object) or _better_round(tree, predicate, subject, object_):
            subject, object_, confidence = object_, subject, LIKELY
            wrong_subject, wrong_object = not _may_be(tree, subject, "Nom"), not _may_be(tree, object_, "Acc", "Gen")
        elif _open(tree, subject) and _open(tree, object_):
            confidence = OPEN
    if wrong_subject and subject is not None:
        moves = object_ is None and _may_be(tree, subject, "Acc") and predicate.voice == "act"
        subject, object_ = None, subject if moves else object_
    if wrong_object and object_ is not None:
        moves = subject is None and _may_be(tree, object_, "Nom") and agreement(tree, predicate, object_) >= 0
        subject, object_ = (object_ if moves else subject), None
    subject = _seek(tree, predicate, "Nom", object_) if subject is None else subject
    object_ = _seek(tree, predicate, "Acc", subject) if object_ is None and predicate.voice == "act" else object_
    return [vote._replace(confidence=confidence) for vote in _told(subject, object_)]


def _better_round(tree: Tree, predicate: Predicate, subject: int, object_: int) -> bool:
    """Tell whether subject and object make sense only when they change places."""
    if not _may_be(tree, object_, "Nom") or not _may_be(tree, subject, "Acc"):
        return False
    only = tree.possible(object_) == {"Nom"} or (tree.possible(subject) and "Nom" not in tree.possible(subject))
    against = agreement(tree, predicate, subject) < 0 <= agreement(tree, predicate, object_)
    return bool(only) or against


def _open(tree: Tree, index: int) -> bool:
    return {"Nom", "Acc"} <= (tree.possible(index) or {"Nom", "Acc"})


def _may_be(tree: Tree, index: int, *cases: str) -> bool:
    """Tell whether a noun can stand in one of these cases; a counted noun takes the case of its number."""
    possible = tree.possible(index)
    return not possible or bool(possible & set(cases)) or _counted(tree, index)


def _counted(tree: Tree, index: int) -> bool:
    numbers = tree.hanging(index, "nummod") + [
        c for c in tree.hanging(index, "det") if "NumType" in tree.nodes[c].feats
    ]
    return (
        bool(numbers)
        or tree.nodes[index].upos in ("NUM", "SYM")
        or any(tree.nodes[c].deprel == "advmod" and tree.possible(index) == {"Gen"} for c in tree.children[index])
    )


def _seek(tree: Tree, predicate: Predicate, case: str, other: int | None) -> int | None:
    """Return the one bare noun beside a predicate whose form can be nothing but this case."""
    if case == "Nom" and predicate.kind != "fin":
        return None
    found = [
        child
        for child in tree.hanging(predicate.node, *_BARE)
        if child != other
        and tree.nodes[child].upos in NOMINAL
        and child not in tree.times
        and tree.possible(child) == {case}
        and not tree.preposition(child)
    ]
    found = [child for child in found if case != "Nom" or agreement(tree, predicate, child) >= 0]
    return found[0] if len(found) == 1 else None


def agreement(tree: Tree, predicate: Predicate, index: int) -> int:
    """Return whether a noun agrees with a verb: 1 yes, 0 nothing tells, -1 no."""
    carriers = [predicate.node, *tree.hanging(predicate.node, "aux", "cop")]
    verbal = [r for at in carriers for r in tree.sentence.tokens[at].readings if r.upos in ("VERB", "AUX", "ADJ")]
    nominative = [r for r in tree.readings(index) if r.feats.get("Case", "Nom") == "Nom"]
    score = 0
    for feature in ("Number", "Gender"):
        theirs = {r.feats[feature] for r in verbal if feature in r.feats}
        mine = {r.feats[feature] for r in nominative if feature in r.feats}
        if feature == "Number" and len(tree.members(index)) > 1:
            mine = mine | {"Plur"} if mine else mine
        if feature == "Gender" and "Plur" in {r.feats.get("Number") for r in verbal}:
            continue
        if feature == "Gender" and any(r.feats.get("Animacy") == "Anim" for r in nominative):
            continue
        if theirs and mine:
            if not theirs & mine:
                return -1
            score = 1
    return score
