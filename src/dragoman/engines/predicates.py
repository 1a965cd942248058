"""Which words of a tree make clauses, and in what voice, tense and mood?

A clause has a verb, a participle with company of its own, or a predicate without a verb ("is ready"). Auxiliaries and
negations are children of their verb wherever they stand in the sentence, so nothing here asks about order.
"""

from __future__ import annotations

from typing import NamedTuple

from .nodes import Tree

_HEADS = ("root", "ccomp", "parataxis", "conj", "advcl", "acl", "csubj", "xcomp", "appos")
_COMPANY = ("obj", "iobj", "obl", "nsubj", "xcomp", "ccomp")


class Predicate(NamedTuple):
    """A clause's predicate: its node in the tree, the token that names the act, and how it is said."""

    node: int
    head: int
    kind: str
    voice: str
    tense: str
    mood: str
    negated: bool


def find_predicates(tree: Tree) -> dict[int, Predicate]:
    """Return the predicates of a tree by their nodes, in order."""
    found: dict[int, Predicate] = {}
    for index in range(len(tree.nodes)):
        if is_verbal(tree, index):
            found[index] = _verb(tree, index)
        elif _is_nominal(tree, index):
            found[index] = _nominal(tree, index)
    for index in found:
        found[index] = _like_sibling(tree, index, found)
    return found


def _like_sibling(tree: Tree, index: int, found: dict[int, Predicate]) -> Predicate:
    """Let a form joined to one of its kind share that one's auxiliaries: "will meet and sign", "was held and tried"."""
    own, sibling = found[index], found.get(tree.nodes[index].head)
    form = _form(tree, index)
    if sibling is None or tree.base(index) != "conj" or form not in ("Inf", "Part", "Ger"):
        return own
    alone = not _auxiliaries(tree, index) and not any(
        tree.words[c].function("infinitive") for c in tree.hanging(index, "mark")
    )
    if not alone or sibling.kind != "fin" or _form(tree, sibling.node) != form:
        return own
    voice = sibling.voice if form == "Part" else own.voice
    return own._replace(kind="fin", voice=voice, tense=sibling.tense, mood=sibling.mood)


def is_verbal(tree: Tree, index: int) -> bool:
    """Tell whether a token is the verb of a clause: one that can be nothing else is, whatever the tree says."""
    node, base = tree.nodes[index], tree.base(index)
    if base in ("aux", "cop", "punct", "fixed"):
        return False
    if node.upos in ("VERB", "AUX"):
        return base != "amod" or bool(tree.hanging(index, *_COMPANY))
    readings = tree.sentence.tokens[index].readings
    participle = node.feats.get("VerbForm") == "Part" or "Variant" in node.feats or base in ("acl", "amod")
    if participle and any(r.upos == "VERB" for r in readings):
        return base != "amod" or bool(tree.hanging(index, *_COMPANY))
    return bool(readings) and all(r.upos == "VERB" and r.feats.get("VerbForm") in ("Fin", "Inf") for r in readings)


def _is_nominal(tree: Tree, index: int) -> bool:
    if tree.base(index) in ("aux", "cop", "case", "mark", "punct", "flat", "fixed", "compound"):
        return False
    if tree.hanging(index, "cop"):
        return True
    subject = tree.hanging(index, "nsubj", "csubj") and tree.base(index) in _HEADS
    return bool(subject) and tree.nodes[index].upos in ("ADJ", "ADV", "DET", "NUM", "PRON", "NOUN", "PROPN")


def _nominal(tree: Tree, index: int) -> Predicate:
    copulas = tree.hanging(index, "cop")
    noun = tree.nodes[index].upos in ("NOUN", "PROPN", "PRON", "NUM")
    head = copulas[0] if noun and copulas else index
    kinds = _auxiliaries(tree, index)
    infinitive = any(_form(tree, c) == "Inf" for c in copulas) and not kinds & {"future", "modal"}
    tense = _tense(tree, index, kinds) if copulas else "Pres"
    return Predicate(
        index, head, "inf" if infinitive else "fin", "act", tense, _mood(tree, index), _negated(tree, index)
    )


def _verb(tree: Tree, index: int) -> Predicate:
    kinds = _auxiliaries(tree, index)
    form = _form(tree, index)
    kind = _kind(tree, index, form, kinds)
    tense = "Fut" if kind == "fin" and _marked(tree, index) else _tense(tree, index, kinds)
    voice = "pass" if _is_passive(tree, index, form, kind, kinds) else "act"
    return Predicate(index, index, kind, voice, tense, _mood(tree, index), _negated(tree, index))


def _auxiliaries(tree: Tree, index: int) -> frozenset[str]:
    return frozenset(kind for child in tree.hanging(index, "aux", "cop") for kind in tree.auxiliary(child))


def _form(tree: Tree, index: int) -> str:
    """Return the verb form: what the tree says if the lexicon can read it so, else what the lexicon says."""
    told = tree.nodes[index].feats.get("VerbForm", "")
    known = dict.fromkeys(
        "Fin" if r.feats.get("Mood") == "Imp" else r.feats.get("VerbForm", "")
        for r in tree.sentence.tokens[index].readings
        if r.upos in ("VERB", "AUX")
    )
    if tree.by_order and told == "Part" and tree.nodes[index].feats.get("Tense") == "Pres":
        return "Ger"
    if told in ("Part", "Ger") and "Ger" in known and tree.nodes[index].feats.get("Tense") != "Past":
        return "Ger"
    agent = any(tree.nodes[child].deprel == "obl:agent" for child in tree.children[index])
    if agent and told == "Fin" and "Part" in known:
        return "Part"
    if told in known or not known:
        return told
    return next(iter(known)) if len(known) == 1 else told


def _kind(tree: Tree, index: int, form: str, kinds: frozenset[str]) -> str:
    if _marked(tree, index):
        return "fin" if "be" in kinds and tree.hanging(index, "nsubj") else "inf"
    if form in ("Inf", "Part", "Ger") and kinds & {"future", "modal", "do", "be", "have", "get"}:
        return "fin"
    reduced = tree.by_order and tree.nodes[index].deprel in ("acl", "advcl") and not tree.hanging(index, "nsubj")
    if reduced and form == "Fin" and any(r.feats.get("VerbForm") == "Part" for r in tree.readings(index)):
        return "fin" if kinds or tree.hanging(index, "mark") else "part"
    if form == "Part":
        finite = tree.nodes[index].feats.get("Variant") == "Short" or _short(tree, index)
        relative = tree.by_order and tree.nodes[index].deprel == "acl:relcl"
        alone = tree.base(index) in ("root", "ccomp", "parataxis") or relative
        return "fin" if finite or alone or tree.hanging(index, "nsubj") else "part"
    return {"Inf": "inf", "Conv": "conv", "Ger": "ger"}.get(form, "fin")


def _marked(tree: Tree, index: int) -> bool:
    """Tell whether a verb has the particle of an infinitive; with "to be" before it, it tells what is to come."""
    return any(tree.words[c].function("infinitive") for c in tree.hanging(index, "mark"))


def _short(tree: Tree, index: int) -> bool:
    readings = [r for r in tree.readings(index) if r.upos == "VERB"]
    return bool(readings) and all(r.feats.get("Variant") == "Short" for r in readings)


def _is_passive(tree: Tree, index: int, form: str, kind: str, kinds: frozenset[str]) -> bool:
    node = tree.nodes[index]
    if any(tree.nodes[c].deprel in ("nsubj:pass", "aux:pass") for c in tree.children[index]):
        return True
    readings = [r for r in tree.readings(index) if r.upos == "VERB"]
    if node.feats.get("Person") == "0" or any(r.feats.get("Person") == "0" for r in readings):
        return True
    if form != "Part" and kind != "part":
        return False
    active = node.feats.get("Voice") == "Act" or bool(readings and all(r.feats.get("Voice") == "Act" for r in readings))
    if active:
        return False
    if kind != "part" and tree.by_order and not kinds and tree.hanging(index, "nsubj"):
        return False
    return kind == "part" or not tree.by_order or bool(kinds & {"be", "get"}) or "have" not in kinds


def _tense(tree: Tree, index: int, kinds: frozenset[str]) -> str:
    if "future" in kinds:
        return "Fut"
    if "have" in kinds:
        return "Past"
    for at in (*tree.hanging(index, "aux", "cop"), index):
        known = {r.feats["Tense"] for r in tree.readings(at) if "Tense" in r.feats}
        told = tree.nodes[at].feats.get("Tense", "")
        if told and (told in known or not known):
            return told
        for tense in ("Fut", "Past", "Pres"):
            if tense in known:
                return tense
    return ""


def _mood(tree: Tree, index: int) -> str:
    near = [index, *tree.hanging(index, "aux", "cop", "advmod", "discourse", "mark")]
    if any(tree.words[i].tag == "SUBJUNCTIVE" or tree.nodes[i].feats.get("Mood") == "Cnd" for i in near):
        return "Cnd"
    kinds = _auxiliaries(tree, index)
    if "obligation" in kinds:
        return "Nec"
    if "modal" in kinds:
        return "Pot"
    readings = [r for r in tree.readings(index) if r.upos == "VERB"]
    imperative = tree.nodes[index].feats.get("Mood") == "Imp"
    return "Imp" if imperative and (not readings or any(r.feats.get("Mood") == "Imp" for r in readings)) else ""


def _negated(tree: Tree, index: int) -> bool:
    near = [index, *tree.hanging(index, "aux", "cop")]
    return any(
        tree.words[child].tag == "NEG" or tree.nodes[child].feats.get("Polarity") == "Neg"
        for at in near
        for child in tree.hanging(at, "advmod", "aux", "discourse", "mark", "cc")
        if child != at
    )
