"""Who is subject and who is object, when the tree says one thing and the forms another?

In a language of word order the tree's word stands. In a language of cases every bare noun beside the verb is weighed
for both roles: what its form forbids is out, what only one case allows counts most, then the parser's label, agreement
with the verb, and least of all order. Where a pair weighs the same turned round, both roles stay empty.
"""

from __future__ import annotations

from typing import NamedTuple

from ..language import setting
from ..model import Form
from .clausal import can_act
from .nodes import NOMINAL, Tree
from .predicates import Predicate

SURE, LIKELY, OPEN = 1.0, 0.8, 0.6
_HAS_SUBJECT, _ONE_CASE, _LABEL, _ORDER = 1.5, 2.0, 1.5, 0.4
_OTHER_LABEL, _NO_LABEL = -0.5, -0.9
_TOLD, _TOLD_OTHERWISE = 0.5, -0.4
_GENITIVE, _MARGIN = 0.3, 0.1
_AGENCY, _INERT = 2.5, -1.0
_CASES = 6
_BARE = ("obl", "iobj", "dep", "nmod", "dislocated", "appos", "vocative", "orphan")


class Vote(NamedTuple):
    """A noun with the role that tree and forms settle on, and how sure that is."""

    node: int
    role: str
    confidence: float = SURE


def settle(tree: Tree, predicate: Predicate) -> list[Vote]:
    """Return the subject and object of a predicate: at most one each, the nouns joined to them not counted."""
    if tree.by_order:
        return _told(tree, predicate)
    return _by_case(tree, predicate)


def _told(tree: Tree, predicate: Predicate) -> list[Vote]:
    subjects = [Vote(child, "subj") for child in tree.hanging(predicate.node, "nsubj")[:1]]
    return subjects + [Vote(child, "obj") for child in tree.hanging(predicate.node, "obj")[:1]]


def _by_case(tree: Tree, predicate: Predicate) -> list[Vote]:
    """Weigh every bare noun beside a predicate for both roles, and take the pair that weighs most."""
    nouns = [child for child in tree.children[predicate.node] if _is_candidate(tree, child)]
    subjects = {n: w for n in nouns if (w := _as_subject(tree, predicate, n)) > 0}
    objects = {n: w for n in nouns if (w := _as_object(tree, predicate, n)) > 0}
    pairs = [(s, o) for s in (*subjects, None) for o in (*objects, None) if s is None or s != o]
    weighed = [
        (subjects.get(s, 0.0) + objects.get(o, 0.0) + _agency(tree, s, o), s, o)  # type: ignore[arg-type]
        for s, o in pairs
    ]
    best, subject, object_ = max(weighed, key=lambda row: row[0])
    turned = max((w for w, s, o in weighed if s == object_ and o == subject), default=0.0)
    if subject is not None and object_ is not None and best - turned < _MARGIN:
        return []
    confidence = SURE if best - turned > 1 or subject is None or object_ is None else OPEN
    votes = [Vote(subject, "subj", confidence)] if subject is not None else []
    return [*votes, Vote(object_, "obj", confidence)] if object_ is not None else votes


def _agency(tree: Tree, subject: int | None, object_: int | None) -> float:
    """Return what it is worth that one of two nouns whose forms leave both roles open can act and the other cannot.

    "Houses bulldozed army bulldozers" in a language where both may be nominative or accusative.
    """
    if subject is None or not _open(tree, subject):
        return 0.0
    if object_ is None:
        return _INERT if tree.base(subject) == "obj" and not can_act(tree, subject) else 0.0
    if not _open(tree, object_):
        return 0.0
    acts, suffers = can_act(tree, subject), can_act(tree, object_)
    return _AGENCY * (acts - suffers)


def _is_candidate(tree: Tree, index: int) -> bool:
    base = tree.base(index)
    if base not in (*_BARE, "nsubj", "obj") or tree.nodes[index].upos not in NOMINAL or tree.preposition(index):
        return False
    return index not in tree.times or base in ("nsubj", "obj")


def _as_subject(tree: Tree, predicate: Predicate, index: int) -> float:
    """Return how well a noun serves as subject; 0 where its form or the verb's forbids it."""
    if predicate.kind != "fin" or not _may_be(tree, index, "Nom"):
        return 0.0
    if tree.base(index) != "nsubj" and _open(tree, index) and speaking_place(tree, predicate) is not None:
        return 0.0
    agrees = agreement(tree, predicate, index)
    if agrees < 0:
        return 0.0
    weight = _HAS_SUBJECT + 1.0 + agrees + _label(tree, index, "nsubj", "obj")
    if tree.possible(index) == {"Nom"}:
        weight += _ONE_CASE
    elif not tree.possible(index):
        weight += _TOLD if tree.nodes[index].feats.get("Case", "Nom") == "Nom" else _TOLD_OTHERWISE
    return weight + (_ORDER if index < predicate.head else 0.0)


def _as_object(tree: Tree, predicate: Predicate, index: int) -> float:
    """Return how well a noun serves as object; 0 where its form or the voice forbids it."""
    possible = tree.possible(index)
    impersonal = tree.nodes[predicate.node].feats.get("Person") == "0" or any(
        r.feats.get("Person") == "0" for r in tree.readings(predicate.node)
    )
    if (predicate.voice == "pass" and not impersonal) or (_is_reflexive(tree, predicate) and "Acc" in possible):
        return 0.0
    weight = 1.0 + _label(tree, index, "obj", "nsubj")
    if possible == {"Gen"} or (possible and "Acc" not in possible and not _counted(tree, index)):
        return _GENITIVE if "Gen" in possible and tree.base(index) == "obj" else 0.0
    if possible and "Nom" not in possible:
        weight += _ONE_CASE
    elif not possible:
        weight += _TOLD if tree.nodes[index].feats.get("Case", "Acc") == "Acc" else _TOLD_OTHERWISE
    return weight + (_ORDER if index > predicate.head else 0.0)


def _is_reflexive(tree: Tree, predicate: Predicate) -> bool:
    """Tell whether a verb's ending says that it takes no object in the accusative."""
    endings = tuple(setting(tree.language, "syntax", "reflexive") or ())
    return bool(endings) and tree.sentence.tokens[predicate.node].form.endswith(endings)


def _open(tree: Tree, index: int) -> bool:
    return {"Nom", "Acc"} <= tree.possible(index)


def speaking_place(tree: Tree, predicate: Predicate) -> int | None:
    """Return the place that stands for those who act there beside a plural verb ("in Kyiv they said")."""
    leads = setting(tree.language, "syntax", "speaking_place") or ()
    readings = tree.readings(predicate.node)
    plural = any(r.feats.get("Number") == "Plur" for r in readings) or (
        not readings and tree.nodes[predicate.node].feats.get("Number") == "Plur"
    )
    if not plural or predicate.voice == "pass" or predicate.kind != "fin":
        return None
    for child in tree.hanging(predicate.node, "obl", "nmod", "advmod"):
        if tree.preposition(child) in leads and "Loc" in tree.cases(child) and tree.sentence.tokens[child].capital:
            return child
    return None


def _label(tree: Tree, index: int, wanted: str, other: str) -> float:
    """Return what the tree's label of a noun is worth for a role."""
    base = tree.base(index)
    if base == wanted:
        return _LABEL
    return _OTHER_LABEL if base == other else _NO_LABEL


def _may_be(tree: Tree, index: int, *cases: str) -> bool:
    """Tell whether a noun can stand in one of these cases; a counted noun takes the case of its number."""
    possible = tree.possible(index)
    return not possible or bool(possible & set(cases)) or _counted(tree, index)


def _counted(tree: Tree, index: int) -> bool:
    numbers = tree.hanging(index, "nummod")
    numbers += [c for c in tree.hanging(index, "det") if "NumType" in tree.nodes[c].feats]
    return bool(numbers) or tree.nodes[index].upos in ("NUM", "SYM")


def agreement(tree: Tree, predicate: Predicate, index: int) -> int:
    """Return whether a noun agrees with a verb: 1 yes, 0 nothing tells, -1 no.

    A name that never changes, an acronym above all, takes its gender from a word that is not there.
    """
    carriers = [predicate.node, *tree.hanging(predicate.node, "aux", "cop")]
    verbal = [r for at in carriers for r in tree.sentence.tokens[at].readings if r.upos in ("VERB", "AUX", "ADJ")]
    nominative = [r for r in tree.readings(index) if r.feats.get("Case", "Nom") == "Nom"]
    if not tree.readings(index):
        nominative = [Form("", tree.nodes[index].upos, tree.nodes[index].feats)]
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
                return 0 if feature == "Gender" and _never_changes(tree, index) else -1
            score = 1
    return score


def _never_changes(tree: Tree, index: int) -> bool:
    """Tell whether a name has one form for all cases, or is in no list."""
    cases = {r.feats.get("Case") for r in tree.readings(index)}
    return tree.nodes[index].upos == "PROPN" and (not tree.readings(index) or len(cases - {"Voc"}) >= _CASES)
