"""Which clauses and fronted objects does a parser hang on the wrong verb?

Only in a language of cases: what a verb reports is not told of the time beside it, and what stands before a verb may be
the object of its infinitive.
"""

from __future__ import annotations

from ..language import has_any
from .nodes import Node, Tree
from .predicates import is_verbal

_ACTING = frozenset(
    {"person", "troops", "armed", "police", "leader", "weapon", "vehicle", "ship", "warship", "protester", "government"}
)


def move_reports(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with what a verb reports, taken for a clause about a noun between, hung on the verb.

    "Said on Wednesday that will meet": the word that opens the clause may be "that" or "which", but a time is nothing
    to tell of, and a verb that does not agree with the noun has another subject.
    """
    if tree.by_order:
        return tree.nodes
    moved = list(tree.nodes)
    for index, node in enumerate(tree.nodes):
        noun = node.head
        verb = tree.nodes[noun].head if noun >= 0 else -1
        if verb >= 0 and node.deprel in ("ccomp", "advcl") and tree.base(noun) == "acl":
            moved[index] = _reported_over(tree, index) or node
            continue
        if node.deprel != "acl:relcl" or verb < 0 or verb > noun or not _reports(tree, verb):
            continue
        mark = next((i for i in range(noun + 1, index) if tree.sentence.tokens[i].form == ","), index) + 1
        opens = mark < index and any(f.kind == "complementizers" for f in tree.words[mark].functions)
        aside = (
            noun in tree.times or not _fit(tree, index, noun) or (tree.preposition(noun) and not _tells(tree, index))
        )
        if opens and tree.base(noun) not in ("nsubj", "obj") and aside:
            moved[index] = node._replace(head=verb, deprel="ccomp")
            moved[mark] = Node("SCONJ", {}, index, "mark")
    return tuple(moved)


def _reported_over(tree: Tree, index: int) -> Node | None:
    """Return a that-clause hung inside a participle's phrase as the content of the reporting verb over it."""
    if not any(f.kind == "complementizers" for m in tree.hanging(index, "mark") for f in tree.words[m].functions):
        return None
    at = tree.nodes[index].head
    for _ in tree.nodes:
        at = tree.nodes[at].head
        if at < 0 or tree.hanging(at, "ccomp"):
            return None
        if _reports(tree, at):
            return tree.nodes[index]._replace(head=at, deprel="ccomp")
    return None


def _reports(tree: Tree, verb: int) -> bool:
    return is_verbal(tree, verb) and bool(tree.language.reporting.at(tree.sentence.tokens, verb))


def _tells(tree: Tree, verb: int) -> bool:
    """Tell whether a verb's form says the gender of its subject, so that agreement counts."""
    return any("Gender" in r.feats for r in tree.readings(verb) if r.upos == "VERB")


def _fit(tree: Tree, verb: int, noun: int) -> bool:
    """Tell whether a verb may have a noun as its subject by number, gender and person; unknown words fit."""
    forms = [r.feats for r in tree.readings(verb) if r.upos == "VERB"]
    nouns = [r.feats for r in tree.readings(noun)]
    numbers = {f["Number"] for f in nouns if "Number" in f}
    genders = {f["Gender"] for f in nouns if "Gender" in f}
    fitting = [
        f
        for f in forms
        if f.get("Person", "3") == "3"
        and f.get("Number") in (None, *numbers)
        and (not genders or f.get("Number") == "Plur" or f.get("Gender") in (None, *genders))
    ]
    return not forms or not numbers or bool(fitting)


def move_fronted(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with an object that stands before the verb over its infinitive hung on the infinitive.

    "The embargo agreed to lift Congress": what cannot act is the object, and an actor that the parser made the
    infinitive's object is the subject, where its form allows.
    """
    moved = list(tree.nodes)
    if tree.by_order:
        return tree.nodes
    for act, node in enumerate(tree.nodes):
        verb = node.head
        if verb < 0 or tree.base(act) != "xcomp" or not is_verbal(tree, verb) or steers(tree, verb):
            continue
        before = [c for c in tree.hanging(verb, "nsubj", "obj") if c < verb and not tree.preposition(c)]
        fronted = [c for c in before if _may_be(tree, c, "Acc") and not can_act(tree, c)]
        objects = [c for c in tree.hanging(act, "obj") if not tree.preposition(c)]
        doers = [c for c in objects if _may_be(tree, c, "Nom") and can_act(tree, c)]
        if not fronted or len(objects) > len(doers) or (len(before) == 1 and not doers):
            continue
        moved[fronted[0]] = tree.nodes[fronted[0]]._replace(head=act, deprel="obj")
        if len(before) == 1:
            moved[doers[0]] = tree.nodes[doers[0]]._replace(head=verb, deprel="nsubj")
    return tuple(moved)


def steers(tree: Tree, verb: int) -> bool:
    """Tell whether a verb has somebody do what its infinitive says: its object is its own."""
    hits = tree.language.operators.at(tree.sentence.tokens, verb)
    return any(hit.value.op in ("demand", "ask", "force", "allow") for hit in hits)


def _may_be(tree: Tree, index: int, case: str) -> bool:
    possible = tree.possible(index)
    return not possible or case in possible


def can_act(tree: Tree, index: int) -> bool:
    """Tell whether a noun names somebody, or something that acts for somebody, and not a thing or a text."""
    tokens = tree.sentence.tokens
    if any(hit.value.kind != "mask" for hit in tree.language.actors.at(tokens, index)):
        return True
    return has_any(tree.language, tokens[index].keys, _ACTING)
