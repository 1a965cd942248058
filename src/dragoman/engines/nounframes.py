"""Which nouns of a tree name an act, and who stands around them?

Adjective and possessive before the noun, its genitive, and the prepositional phrases behind it. Parsers often hang such
a phrase on the verb instead ("began a visit to Egypt"): what follows the noun and hangs on its verb is counted in, with
less confidence.
"""

from __future__ import annotations

from ..model import Argument, Frame
from .nodes import NOMINAL, Tree, phrases_behind
from .voting import LIKELY, OPEN


def noun_frames(tree: Tree, verbs: list[Frame], numbers: dict[int, int]) -> list[Frame]:
    """Return a frame for every event noun; ``verbs`` are the frames they may hang on, ``numbers`` those of nodes."""
    frames: list[Frame] = []
    heads: dict[int, int] = {}
    for index, node in enumerate(tree.nodes):
        if not _is_event(tree, index):
            continue
        first, last = tree.span(index)
        clause = _clause(tree, index, verbs, numbers)
        over = heads.get(node.head, -1)
        governor, relation, carrier = _place(tree, index, verbs, over)
        heads[index] = len(verbs) + len(frames)
        frames.append(
            Frame(
                head=index,
                kind="noun",
                first=first,
                last=max(last, clause.last) if clause is not None else last,
                arguments=tuple(dict.fromkeys(_arguments(tree, index, first, clause))),
                governor=governor,
                relation=relation,
                preposition=tree.preposition(carrier),
                cases=tree.cases(carrier),
            )
        )
    return [_over_later(tree, frame, heads) for frame in frames]


def _is_event(tree: Tree, index: int) -> bool:
    if tree.language.event_nouns.isdisjoint(tree.sentence.tokens[index].keys):
        return False
    nominal = tree.nodes[index].upos in ("NOUN", "PROPN") or tree.words[index].tag in ("NOUN", "PROPN")
    return nominal and tree.base(index) not in ("aux", "cop", "fixed", "case")


def _clause(tree: Tree, index: int, verbs: list[Frame], numbers: dict[int, int]) -> Frame | None:
    at = index
    for _ in tree.nodes:
        if at in numbers:
            return verbs[numbers[at]]
        at = tree.nodes[at].head
        if at < 0:
            break
    return None


def _over_later(tree: Tree, frame: Frame, heads: dict[int, int]) -> Frame:
    """Hang a noun on an event noun that stands behind it (the parts of a compound)."""
    over = heads.get(tree.nodes[frame.head].head)
    if over is None or frame.governor >= 0:
        return frame
    return frame._replace(governor=over, relation="poss")


def _arguments(tree: Tree, index: int, first: int, clause: Frame | None) -> list[Argument]:
    arguments = [Argument("mod", "", frozenset(), first, index, index - 1, 0.9)] if first < index else []
    for child in tree.children[index]:
        base = tree.base(child)
        owner = base == "appos" and child > index and "Gen" in tree.possible(child) and not tree.by_order
        if tree.nodes[child].upos not in NOMINAL or (base not in ("nmod", "obl", "nsubj", "obj", "iobj") and not owner):
            continue
        preposition, cases = tree.preposition(child), tree.cases(child)
        owner = (owner or tree.nodes[child].deprel == "nmod:poss") and not preposition
        genitive = not tree.by_order and not preposition and (not cases or "Gen" in cases)
        role = "poss" if owner or genitive else "obl"
        for member in tree.members(child):
            begin, end = tree.span(member)
            arguments.append(Argument(role, preposition, tree.cases(member), begin, end, member, 1.0))
    held = {argument.head for argument in arguments}
    for phrase in phrases_behind(tree, index):
        if phrase not in held:
            begin, end = tree.span(phrase)
            arguments.append(Argument("obl", tree.preposition(phrase), tree.cases(phrase), begin, end, phrase, OPEN))
            held.add(phrase)
    return arguments + [a for a in _from_clause(index, clause) if a.head not in held]


def _from_clause(index: int, clause: Frame | None) -> list[Argument]:
    """Return the prepositional phrases behind a noun that the tree hangs on its verb."""
    if clause is None:
        return []
    behind = [
        a for a in clause.arguments if a.role == "obl" and a.first > index and (a.preposition or _beside(a, clause))
    ]
    return [a._replace(confidence=OPEN) for a in behind]


def _beside(argument: Argument, clause: Frame) -> bool:
    """Tell whether a bare oblique can belong to the noun before it: an instrumental or dative, no verb between."""
    return argument.last <= clause.head and bool(argument.cases & {"Ins", "Dat"}) and "Nom" not in argument.cases


def _place(tree: Tree, index: int, verbs: list[Frame], over: int) -> tuple[int, str, int]:
    """Return the frame a noun hangs on, the role it has there, and the noun whose preposition and case count."""
    if over >= 0 and tree.base(index) == "nmod":
        return over, "obl" if tree.preposition(index) else "poss", index
    at = index
    for _ in tree.nodes:
        role = _held(at, verbs, LIKELY)
        if role is not None:
            return (*role, at)
        if tree.base(at) != "nmod" or tree.preposition(at):
            break
        at = tree.nodes[at].head
    role = _held(index, verbs, 0.0)
    return (*role, index) if role is not None else (-1, "", index)


def _held(index: int, verbs: list[Frame], oblique: float) -> tuple[int, str] | None:
    """Return the frame that holds a noun with its role there; an oblique must be that sure."""
    found = [
        (number, held.role)
        for number, frame in enumerate(verbs)
        for held in frame.arguments
        if held.head == index and (held.role != "obl" or held.confidence >= oblique)
    ]
    return next((pair for pair in found if pair[1] in ("obj", "iobj", "obl")), found[0]) if found else None
