"""Is an act done, planned, possible, refused, demanded?

From the frame that names an act one climbs to what governs it. Each step may add an operator (plan to, refuse to,
deny that, if …). The operators together give modality and negation; the strongest of them gives, by the table of
rewrites, the PLOVER type. An act that is only demanded, or the content of an accusation, is no event of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .language import Language, Operator
from .match import Hit
from .model import Frame, Sentence, Table

_STRENGTH = (
    "deny",
    "refuse",
    "cancel",
    "demand",
    "ask",
    "must",
    "threaten",
    "offer",
    "promise",
    "agree",
    "consider",
    "possible",
    "assess",
    "expect",
    "condition",
    "ready",
    "plan",
    "due",
    "postpone",
    "want",
    "future",
    "stop",
    "allow",
    "fail",
)
_HYPOTHETICAL = frozenset({"consider", "possible", "assess", "expect", "condition", "want"})
_FUTURE = frozenset({"future", "plan", "due", "agree", "offer", "promise", "threaten", "ready", "postpone"})
_LIMIT = 6
_HELD = frozenset({"xcomp", "ccomp", "obj", "obl"})


class Standing(NamedTuple):
    """How an act stands: its operators from the inside out, the token of the decisive one, negation."""

    operators: tuple[str, ...]
    decisive: str
    at: int
    subject: int
    negated: bool

    @property
    def modality(self) -> str:
        """Return actual, future or hypothetical."""
        if _HYPOTHETICAL.intersection(self.operators):
            return "hypothetical"
        return "future" if _FUTURE.intersection(self.operators) else "actual"


class Rewritten(NamedTuple):
    """The PLOVER type and mode an act comes out with."""

    type: str
    mode: str
    modality: str
    negated: bool
    act: str


def operator_hits(sentence: Sentence, language: Language) -> dict[int, list[Hit[Operator]]]:
    """Return the operators of a sentence by each token they cover."""
    hits: dict[int, list[Hit[Operator]]] = {}
    for hit in language.operators.find(sentence.tokens):
        for first, last in hit.parts:
            for index in range(first, last):
                hits.setdefault(index, []).append(hit)
    return hits


def standing(number: int, frames: Sequence[Frame], hits: dict[int, list[Hit[Operator]]], own: str = "") -> Standing:
    """Return how the act of frame ``number`` stands, climbing to its governors; ``own`` is the operator of its word."""
    operators = [(own, frames[number].head, number)] if own else []
    negated = False
    current = number
    seen: set[int] = set()
    for _ in range(_LIMIT):
        frame = frames[current]
        if current in seen:
            break
        seen.add(current)
        operators += [(op, frame.head, current) for op in _own(frame)]
        if frame.negated:
            negated = not negated
        if frame.relation == "cond":
            operators.append(("condition", frame.head, current))
        if frame.governor < 0:
            break
        governor = frames[frame.governor]
        found = operator_over(frame, governor, hits)
        if found is None:
            break
        if found.op == "negation":
            negated = not negated
        else:
            operators.append((found.op, governor.head, frame.governor))
        current = frame.governor
    names = tuple(op for op, _, _ in operators)
    decisive = next((op for op in _STRENGTH if op in names), "")
    at, subject = next(((a, f) for op, a, f in operators if op == decisive), (frames[number].head, number))
    return Standing(names, decisive, at, subject, negated)


def assessed(stands: Standing) -> Standing:
    """Return how an act stands that its source only assesses to be so."""
    if stands.decisive and _STRENGTH.index(stands.decisive) < _STRENGTH.index("assess"):
        return stands._replace(operators=(*stands.operators, "assess"))
    return stands._replace(operators=(*stands.operators, "assess"), decisive="assess")


def _own(frame: Frame) -> list[str]:
    """Return the operators a verb carries in its own form."""
    operators = []
    if frame.tense == "Fut":
        operators.append("future")
    if frame.mood == "Pot":
        operators.append("possible")
    elif frame.mood == "Nec":
        operators.append("must")
    elif frame.mood == "Cnd":
        operators.append("condition")
    return operators


def operator_over(frame: Frame, governor: Frame, hits: dict[int, list[Hit[Operator]]]) -> Operator | None:
    """Return the operator that a governor is for what it governs, if its complement fits."""
    rows = sorted(hits.get(governor.head, ()), key=lambda hit: -(hit.last - hit.first))
    for hit in rows:
        if hit.first <= frame.head < hit.last and len(hit.parts) == 1:
            continue
        if any(_fits(complement, frame) for complement in hit.value.complement):
            return hit.value
    return None


def _fits(complement: str, frame: Frame) -> bool:
    if complement == "inf":
        return frame.kind == "inf" and frame.relation in ("xcomp", "advcl", "conj")
    if complement == "ger":
        return frame.kind == "ger"
    if complement == "that":
        return frame.relation in ("ccomp", "advcl")
    if frame.kind != "noun":
        return False
    if complement in ("obj", "Acc"):
        return frame.relation in ("obj", "iobj")
    if complement == "subj":
        return frame.relation == "subj"
    if complement == "Gen" and frame.relation == "poss":
        return True
    if "+" in complement:
        preposition, _, case = complement.rpartition("+")
        return frame.preposition == preposition and (not frame.cases or case in frame.cases)
    if complement[0].isupper():
        return not frame.preposition and complement in frame.cases and frame.relation != "subj"
    return frame.preposition == complement


def is_conditional(numbers: Iterable[int], frames: Sequence[Frame]) -> bool:
    """Tell whether a clause with "if" or "unless" hangs on one of these frames, on what it holds or what holds it."""
    chain = set(numbers)
    chain |= {n for n, frame in enumerate(frames) if frame.governor in chain and frame.relation in ("xcomp", "ccomp")}
    chain |= {frames[n].governor for n in chain if frames[n].relation in _HELD and frames[n].governor >= 0}
    return any(frame.relation == "cond" and frame.governor in chain for frame in frames)


def rewrite(act: str, mode: str, stands: Standing, plover: Table, *, aimed: bool = False) -> Rewritten:
    """Return what an act of this type and mode comes out as where it stands so, by the rows of ``plover.toml``.

    ``aimed`` tells whether the act has a recipient, which makes a threat of an own move.
    """
    decisive = stands.decisive
    if not decisive:
        return Rewritten(act, mode, stands.modality, stands.negated, act)
    row = (_row(f"{decisive}-not", act, plover) if stands.negated else None) or _row(decisive, act, plover)
    if row is None:
        return Rewritten(act, mode, stands.modality, stands.negated, act)
    kind, new_mode = row["type"], row["mode"]
    if aimed and "recipient_type" in row:
        kind, new_mode = row["recipient_type"], row["recipient_mode"]
    kind = act if kind == "same" else kind
    if new_mode == "same":
        new_mode = mode
    elif new_mode == "by-act":
        new_mode = mode_in(kind, act, mode, plover)
    inside = kind if row.get("own") else act
    return Rewritten(kind, new_mode, _modality(row["modality"], stands), bool(row["negated"]), inside)


def _modality(told: str, stands: Standing) -> str:
    """Return the modality a row tells, unless the other operators lay the act further off."""
    others = [op for op in stands.operators if op != stands.decisive]
    if told != "hypothetical" and _HYPOTHETICAL.intersection(others):
        return "hypothetical"
    if told == "actual" and _FUTURE.intersection(others):
        return "future"
    return told


def _row(op: str, act: str, plover: Table) -> Table | None:
    op = plover.get("same_rewrites", {}).get(op, op)
    for row in plover.get("rewrite", ()):
        if row["op"] == op and row["act"] in (act, "*"):
            return dict(row)
    return None


def mode_in(kind: str, act: str, mode: str, plover: Table, *, ended: bool = False) -> str:
    """Return the mode of a request, refusal or threat that belongs to the act inside it.

    ``ended`` tells that the act inside is to end or not to be done.
    """
    table = plover.get("modes_by_act_ended" if ended else "modes_by_act", {}).get(kind, {})
    return str(table.get(f"{act}.{mode}", table.get(act, "")))
