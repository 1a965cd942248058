"""Which mistakes of a parser do the forms of a language mend before anybody reads the tree?

Verbs that are auxiliaries to us and prepositions of several words go under the word they serve. In a language of cases
a noun that cannot stand where the parser put it (a nominative as genitive or apposition) goes back to the verb.
"""

from __future__ import annotations

from ..language import has_class
from .nodes import NOMINAL, Node, Tree
from .predicates import is_verbal

_ACTING = (
    "person",
    "troops",
    "armed",
    "police",
    "leader",
    "weapon",
    "vehicle",
    "ship",
    "warship",
    "protester",
    "government",
)
_SHARING = ("appos", "flat", "conj")
_OWNED = ("nmod", "obl", "amod")
_CLAUSAL = ("nsubj", "obj", "iobj")


def mend(tree: Tree) -> Tree:
    """Return the tree with what the forms know better put right."""
    lifts = (lift_modals, lift_prepositions, lift_verbs, lift_past_forms)
    moves = (move_reports, move_strays, move_from_times, move_enclosed, move_phrases, move_misfits, move_addressees)
    moves = (*moves, move_fronted)
    for step in (*lifts, *moves):
        tree = tree.over(step(tree))
    return tree


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


def move_reports(tree: Tree) -> tuple[Node, ...]:
    """Return the tree with what a verb reports, taken for a clause about a noun between, hung on the verb.

    "Said on Wednesday that will meet": the word that opens the clause may be "that" or "which", but a time is nothing to
    tell of, and a verb that does not agree with the noun has another subject.
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
        if opens and tree.base(noun) not in ("nsubj", "obj") and (noun in tree.times or not _fit(tree, index, noun)):
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


def _fit(tree: Tree, verb: int, noun: int) -> bool:
    """Tell whether a verb may have a noun as its subject by number and person; unknown words fit."""
    forms = [r.feats for r in tree.readings(verb) if r.upos == "VERB"]
    numbers = {r.feats["Number"] for r in tree.readings(noun) if "Number" in r.feats}
    fitting = [f for f in forms if f.get("Person", "3") == "3" and f.get("Number") in (None, *numbers)]
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
        if verb < 0 or tree.base(act) != "xcomp" or not is_verbal(tree, verb) or _steers(tree, verb):
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


def _steers(tree: Tree, verb: int) -> bool:
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
    return any(has_class(tree.language, tokens[index].keys, name) for name in _ACTING)


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
