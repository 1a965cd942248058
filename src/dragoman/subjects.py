"""Which phrase of a clause is its subject, and which its object?

In a language of word order the subject stands before the verb. In a language of cases it is the phrase that can be a
nominative and agrees with the verb, wherever it stands; only where two readings stay open does order decide.
"""

from __future__ import annotations

from .chunks import Phrase
from .clauses import Clause, Group
from .model import Argument
from .tagging import Word

_IMPOSSIBLE = -9.0


def to_argument(phrase: Phrase, role: str, confidence: float = 1.0) -> Argument:
    """Return a phrase as an argument with a role."""
    return Argument(role, phrase.preposition, phrase.cases, phrase.first, phrase.last, phrase.head, confidence)


def group_of(phrase: Phrase, phrases: tuple[Phrase, ...]) -> list[Phrase]:
    """Return all phrases coordinated with this one, itself included."""
    return [other for other in phrases if other.group == phrase.group]


def subject_by_order(
    clause: Clause, words: tuple[Word, ...], phrases: tuple[Phrase, ...], is_time: frozenset[int], *, inverts: bool
) -> Phrase | None:
    """Return the subject in a language of word order: the nearest bare phrase before the verb.

    ``inverts`` tells that the verb may stand before its subject, right behind a quotation or comma ("…", said Smith).
    """
    group = clause.group
    left = [
        p
        for p in phrases
        if clause.left <= p.first and p.last <= group.first and not p.preposition and p.head not in is_time
    ]
    if left:
        return left[-1]
    if inverts and group.kind == "fin" and group.first and words[group.first - 1].tag == "PUNCT":
        right = [p for p in phrases if p.first == group.last and not p.preposition and p.head not in is_time]
        if right:
            return right[0]
    return None


def roles_by_case(
    clause: Clause, words: tuple[Word, ...], phrases: tuple[Phrase, ...], is_time: frozenset[int]
) -> tuple[Phrase | None, float, Phrase | None]:
    """Return subject, its confidence, and object in a language of cases."""
    group = clause.group
    inside = [p for p in phrases if clause.holds(p) and not p.preposition and not p.appositive]
    bare = [p for p in inside if p.head not in is_time]
    passive = group.voice == "pass"
    scored = [(_subject_score(p, clause, words, phrases, bare), -abs(p.head - group.head), p) for p in bare]
    scored = [row for row in scored if row[0] > 0]
    subject = max(scored, key=lambda row: (row[0], row[1]))[2] if scored and group.kind in ("fin", "fin?") else None
    confidence = 1.0
    if subject is not None:
        rivals = [
            row
            for row in scored
            if row[2].group != subject.group and row[0] == _subject_score(subject, clause, words, phrases, bare)
        ]
        confidence = 0.6 if rivals else 1.0
    if passive:
        return subject, confidence, None
    best: tuple[float, Phrase] | None = None
    for p in bare:
        if (subject is not None and p.group == subject.group) or (p.modifies >= 0 and not p.cases):
            continue
        score = _object_score(p, group, words)
        if score > 0 and (best is None or score > best[0]):
            best = (score, p)
    return subject, confidence, best[1] if best else None


def _subject_score(
    phrase: Phrase, clause: Clause, words: tuple[Word, ...], phrases: tuple[Phrase, ...], bare: list[Phrase]
) -> float:
    cases = phrase.cases
    if cases and "Nom" not in cases:
        return 0.0
    score = 3.0 if cases else 1.5
    if cases and "Acc" not in cases:
        score += 2.0
    if phrase.modifies >= 0:
        if clause.link in ("CCONJ", "COMP", "SCONJ"):
            return 0.0
        score -= 2.5
    if phrase.head < clause.group.head:
        score += 0.8
    if words[phrase.head].token.capital and phrase.head:
        score += 0.5
    score += agreement(phrase, clause.group, words, phrases)
    return score


def agreement(phrase: Phrase, group: Group, words: tuple[Word, ...], phrases: tuple[Phrase, ...]) -> float:
    """Return how well a phrase agrees with a verb group: positive where it does, far below zero where it cannot."""
    verb = next((words[i] for i in range(group.first, group.last) if _numbers(words[i])), words[group.head])
    numbers = _numbers(verb)
    members = [p for p in phrases if p.group == phrase.group]
    nominative = [r for r in words[phrase.head].readings if r.feats.get("Case", "Nom") == "Nom"]
    own = {r.feats["Number"] for r in nominative if "Number" in r.feats}
    if len(members) > 1 or (not nominative and "Nom" in phrase.cases):
        own = own | {"Plur"}
    score = 0.0
    if numbers and own:
        score += 1.0 if numbers & own else _IMPOSSIBLE
    genders = {r.feats["Gender"] for r in verb.readings if "Gender" in r.feats and r.feats.get("Number") != "Plur"}
    mine = {r.feats["Gender"] for r in nominative if "Gender" in r.feats}
    if genders and mine and "Plur" not in numbers and len(members) == 1:
        animate = any(r.feats.get("Animacy") == "Anim" for r in nominative)
        score += 1.0 if genders & mine else (-0.5 if animate else _IMPOSSIBLE)
    return score


def _numbers(word: Word) -> set[str]:
    return {r.feats["Number"] for r in word.readings if r.upos in ("VERB", "AUX") and "Number" in r.feats}


def _object_score(phrase: Phrase, group: Group, words: tuple[Word, ...]) -> float:
    cases = phrase.cases
    if phrase.modifies >= 0:
        return 0.0
    if not cases:
        return 0.5 if phrase.head > group.head else 0.0
    if "Acc" in cases:
        return 3.0 + (1.0 if "Nom" not in cases else 0.0) + (0.5 if phrase.head > group.head else 0.0)
    if group.negated and "Gen" in cases:
        return 1.0
    return 0.0
