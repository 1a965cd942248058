"""How does a dependency tree become clause frames?

``frames_of_tree`` gives the same frames as ``syntax.frames_of``: verbs and predicates first, then event nouns; passives
turned round, relative pronouns and the missing subjects of infinitives and participles filled in. It asks nothing of
the parser but a ``Node`` per token of ours, so every engine ends here.
"""

from __future__ import annotations

from ..language import Language, setting
from ..model import Argument, Frame, Sentence
from ..parts import Parts
from .clausal import steers
from .hanging import hang, relation_of
from .mending import mend
from .nodes import NOMINAL, Node, Tree, phrases_behind
from .nounframes import noun_frames
from .predicates import Predicate, find_predicates, is_verbal
from .voting import LIKELY, OPEN, agreement, settle, speaking_place

__all__ = ["Node", "frames_of_tree"]

_OBLIQUE = ("obl", "nmod", "iobj", "advmod", "dep", "orphan", "xcomp", "advcl", "obj")


def frames_of_tree(
    sentence: Sentence, nodes: tuple[Node, ...], language: Language, parts: Parts | None = None
) -> tuple[Frame, ...]:
    """Return the clause frames of one sentence, verbs first, then event nouns, each in the order of the text.

    ``nodes`` are as many as the sentence has tokens; ``parts`` are the sentence's own, where the caller has them.
    Raises ValueError where the nodes are too few or too many.

    >>> from dragoman.language import load_language
    >>> from dragoman.sentences import split_sentences
    >>> english = load_language("en")
    >>> (sentence,) = split_sentences("Poland accused Belarus", english.tokenizer)
    >>> told = [("PROPN", 1, "nsubj"), ("VERB", -1, "root"), ("PROPN", 1, "obj")]
    >>> tree = tuple(Node(upos, {}, head, relation) for upos, head, relation in told)
    >>> [(a.role, a.head) for a in frames_of_tree(sentence, tree, english)[0].arguments]
    [('subj', 0), ('obj', 2)]
    """
    if len(nodes) != len(sentence.tokens):
        raise ValueError(f"{len(nodes)} nodes for {len(sentence.tokens)} tokens: parse the tokens that were given")
    tree = mend(Tree(sentence, nodes, language, parts))
    predicates = find_predicates(tree)
    owners = _owners(tree, predicates)
    frames = [_frame(tree, predicate, owners) for predicate in predicates.values()]
    numbers = {node: number for number, node in enumerate(predicates)}
    for number, predicate in enumerate(predicates.values()):
        frames[number] = relation_of(tree, predicate, frames[number], numbers, frames)
    for number, predicate in enumerate(predicates.values()):
        frames[number] = _relative(tree, predicate, frames[number])
    for number, predicate in _outside_in(tree, predicates):
        frames[number] = _with_subject(tree, predicate, number, frames)
    for number, predicate in enumerate(predicates.values()):
        frames[number] = _with_later_subject(tree, predicate, number, frames, numbers)
    active = [_activate(tree, frame) for frame in frames]
    nouns = noun_frames(tree, active, numbers)
    return tuple(hang(tree, [*active, *nouns], predicates))


def _owners(tree: Tree, predicates: dict[int, Predicate]) -> list[int]:
    """Return for each token the node of the clause it belongs to, -1 for none."""
    owners = []
    for index in range(len(tree.nodes)):
        at, steps = index, 0
        while at >= 0 and at not in predicates and steps < len(tree.nodes):
            at, steps = tree.nodes[at].head, steps + 1
        owners.append(at if at in predicates else -1)
    return owners


def _frame(tree: Tree, predicate: Predicate, owners: list[int]) -> Frame:
    own = [i for i, owner in enumerate(owners) if owner == predicate.node]
    while len(own) > 1 and tree.nodes[own[-1]].upos == "PUNCT":
        own.pop()
    while len(own) > 1 and tree.nodes[own[0]].upos == "PUNCT":
        own.pop(0)
    return Frame(
        head=predicate.head,
        kind=predicate.kind,
        first=own[0],
        last=own[-1] + 1,
        arguments=tuple(_arguments(tree, predicate)),
        voice=predicate.voice,
        tense=predicate.tense,
        mood=predicate.mood,
        negated=predicate.negated,
    )


# --- arguments ----------------------------------------------------------------------------------------------------


def _arguments(tree: Tree, predicate: Predicate) -> list[Argument]:
    arguments: list[Argument] = []
    taken: set[int] = set()
    for vote in settle(tree, predicate):
        arguments += _members(tree, vote.node, vote.role, vote.confidence)
        taken.add(vote.node)
    if predicate.head != predicate.node:
        bare = tree.by_order and not tree.preposition(predicate.node)
        arguments += _members(tree, predicate.node, "obj" if bare else "obl", LIKELY)
    for child in tree.children[predicate.node]:
        base = tree.base(child)
        nominal = tree.nodes[child].upos in NOMINAL
        if child in taken or not nominal or base not in (*_OBLIQUE, "nsubj"):
            continue
        if base in ("advmod", "advcl", "xcomp") and tree.nodes[child].upos not in ("NOUN", "PROPN", "PRON"):
            continue
        owned = base == "nmod" and predicate.kind == "fin" and not is_verbal(tree, predicate.node)
        if tree.hanging(child, "cop") or owned:
            continue
        given = base == "iobj" and (tree.by_order or "Dat" in tree.cases(child))
        arguments += _members(tree, child, "iobj" if given else "obl")
    arguments += _attached_to_nouns(tree, arguments)
    place = None if any(a.role == "subj" for a in arguments) else speaking_place(tree, predicate)
    return [a._replace(role="subj", confidence=0.5) if a.head == place else a for a in arguments]


def _members(tree: Tree, index: int, role: str, confidence: float = 1.0) -> list[Argument]:
    """Return a noun and all it is joined to as arguments of one role."""
    return [argument(tree, member, role, confidence) for member in tree.members(index)]


def argument(tree: Tree, index: int, role: str, confidence: float = 1.0) -> Argument:
    """Return a noun of the tree as an argument."""
    first, last = tree.span(index)
    return Argument(role, tree.preposition(index), tree.cases(index), first, last, index, confidence)


def _attached_to_nouns(tree: Tree, arguments: list[Argument]) -> list[Argument]:
    """Return the prepositional phrases that hang on arguments: whether they belong there or to the verb is open."""
    found: list[Argument] = []
    seen = {held.head for held in arguments}
    for held in arguments:
        behind = [index for index in phrases_behind(tree, held.head) if index not in seen]
        found += [argument(tree, index, "obl", OPEN) for index in behind]
        seen.update(behind)
    return found


# --- what is not said twice ---------------------------------------------------------------------------------------


def _relative(tree: Tree, predicate: Predicate, frame: Frame) -> Frame:
    """Put the noun that a relative clause or a participle belongs to into the role it has there."""
    node = tree.nodes[predicate.node]
    if tree.base(predicate.node) not in ("acl", "amod") or node.head < 0 or tree.nodes[node.head].upos not in NOMINAL:
        return frame
    pronoun = next((a for a in frame.arguments if _is_relative(tree, a.head)), None)
    if pronoun is not None:
        kept = tuple(a for a in frame.arguments if a is not pronoun)
        stands = tuple(
            a._replace(preposition=pronoun.preposition, cases=pronoun.cases)
            for a in _members(tree, node.head, pronoun.role, 0.9)
        )
        return frame._replace(arguments=stands + kept)
    if predicate.kind in ("part", "ger"):
        kept = tuple(a for a in frame.arguments if a.role != "subj")
        return frame._replace(arguments=(*_antecedents(tree, node.head, "subj"), *kept))
    roles = {a.role for a in frame.arguments}
    if tree.by_order and node.deprel == "acl:relcl":
        role = "obj" if "subj" in roles else "subj"
        if role not in roles:
            return frame._replace(arguments=(*_antecedents(tree, node.head, role), *frame.arguments))
    return frame


def _antecedents(tree: Tree, index: int, role: str) -> list[Argument]:
    """Return a noun in the role it has in a clause that belongs to it; its place outside does not count there."""
    return [a._replace(preposition="", cases=frozenset()) for a in _members(tree, index, role, 0.9)]


def _is_relative(tree: Tree, index: int) -> bool:
    word = tree.words[index]
    return word.function("relatives") is not None and (
        word.tag in ("REL", "COMP", "PRON", "SCONJ") or tree.nodes[index].feats.get("PronType") in ("Rel", "Int,Rel")
    )


def _outside_in(tree: Tree, predicates: dict[int, Predicate]) -> list[tuple[int, Predicate]]:
    """Return the predicates numbered, each after the one it hangs on."""

    def depth(index: int) -> int:
        steps = 0
        while index >= 0 and steps <= len(tree.nodes):
            index, steps = tree.nodes[index].head, steps + 1
        return steps

    numbered = list(enumerate(predicates.values()))
    return sorted(numbered, key=lambda pair: (depth(pair[1].node), pair[0]))


def _with_subject(tree: Tree, predicate: Predicate, number: int, frames: list[Frame]) -> Frame:
    """Give a predicate without a subject the one it shares with the predicate it is joined to or hangs on."""
    frame = frames[number]
    if any(a.role == "subj" for a in frame.arguments) or predicate.kind == "part":
        return frame
    above = _above(tree, predicate, frames)
    if above is None:
        return frame
    joined = tree.base(predicate.node) in ("conj", "parataxis")
    if predicate.kind == "fin" and not joined and (tree.by_order or tree.base(predicate.node) == "acl"):
        return frame
    source = [a for a in above.arguments if a.role == "subj" and _goes_on(tree, predicate, a.head)]
    if predicate.kind == "inf" and not joined and _controls_object(tree, above):
        source = [a for a in above.arguments if a.role in ("obj", "iobj")] or source
    shared = tuple(a._replace(role="subj", confidence=a.confidence * 0.9) for a in source)
    return frame._replace(arguments=shared + frame.arguments)


def _with_later_subject(
    tree: Tree, predicate: Predicate, number: int, frames: list[Frame], numbers: dict[int, int]
) -> Frame:
    """Give a finite verb without a subject the one behind the verb joined to it: "broke off and recalled Riyadh"."""
    frame = frames[number]
    if tree.by_order or predicate.kind != "fin" or any(a.role == "subj" for a in frame.arguments):
        return frame
    for child in tree.hanging(predicate.node, "conj"):
        joined = frames[numbers[child]] if child in numbers else None
        if joined is None or joined.voice != frame.voice:
            continue
        behind = [a for a in joined.arguments if a.role == "subj" and a.head > joined.head]
        behind = [a for a in behind if _goes_on(tree, predicate, a.head)]
        if behind:
            shared = tuple(a._replace(confidence=a.confidence * 0.9) for a in behind)
            return frame._replace(arguments=shared + frame.arguments)
    return frame


def _goes_on(tree: Tree, predicate: Predicate, subject: int) -> bool:
    """Tell whether a noun can be the unsaid subject of a predicate: it agrees, and nobody speaks of himself."""
    if predicate.kind != "fin" or tree.by_order:
        return True
    persons = {r.feats.get("Person", "") for r in tree.readings(predicate.node) if r.upos == "VERB"}
    speaks = bool(persons) and persons <= {"1", "2"} and tree.nodes[subject].upos != "PRON"
    return not speaks and agreement(tree, predicate, subject) >= 0


def _above(tree: Tree, predicate: Predicate, frames: list[Frame]) -> Frame | None:
    by_head = {frame.head: frame for frame in frames if frame.head != predicate.head}
    at = tree.nodes[predicate.node].head
    for _ in tree.nodes:
        if at < 0:
            return None
        heads = [at, *tree.hanging(at, "cop")]
        found = next((by_head[h] for h in heads if h in by_head), None)
        if found is not None:
            return found
        at = tree.nodes[at].head
    return None


def _controls_object(tree: Tree, above: Frame) -> bool:
    """Tell whether a verb's object is to do what its infinitive says: one asks, forces, allows others."""
    return above.voice == "act" and steers(tree, above.head)


def _activate(tree: Tree, frame: Frame) -> Frame:
    """Turn a passive round: what was its subject is its object, its agent is its subject."""
    if frame.voice != "pass":
        return frame
    agents = {a.head for a in frame.arguments if _is_agent(tree, a)}
    told = {head for head in agents if tree.nodes[head].deprel == "obl:agent"}
    first = min(told or agents, default=-1)
    group = set(tree.members(first)) if first >= 0 else set()
    turned = []
    for held in frame.arguments:
        if held.role == "subj":
            held = held._replace(role="obj")
        elif held.head in group:
            held = held._replace(role="subj", preposition="")
        turned.append(held)
    return frame._replace(arguments=tuple(turned))


def _is_agent(tree: Tree, held: Argument) -> bool:
    if held.role != "obl" or held.head in tree.times:
        return False
    if tree.by_order:
        return held.preposition in (setting(tree.language, "syntax", "agent") or ())
    return not held.preposition and "Ins" in held.cases
