"""Which verbs make clauses, how far does each clause reach, and who fills its roles?

Verb groups are found first (auxiliaries, negation, main verb); between two of them lies a boundary, at the joining word
or comma that stands there. A clause takes the noun phrases of its stretch. In a language of word order the subject
stands before the verb; in a language of cases it is the phrase that can be a nominative and agrees with the verb,
wherever it stands, and only where both readings stay open does order decide.
"""

from __future__ import annotations

from typing import NamedTuple

from .chunks import Phrase
from .tagging import Word

_ABBREVIATED = 3
_BOUNDS = frozenset({",", ";", ":", "-", "(", ")"})


class Group(NamedTuple):
    """A verb group over words ``[first, last)``; ``head`` is its main verb."""

    first: int
    last: int
    head: int
    kind: str
    voice: str
    tense: str
    mood: str
    negated: bool


class Clause(NamedTuple):
    """A verb group with the stretch ``[left, right)`` it reaches over and how it is joined to what is before it.

    ``link`` is the tag of the joining word (``REL`` ``COMP`` ``SCONJ`` ``CCONJ`` ``,`` or "" for none) at ``joint``.
    """

    group: Group
    left: int
    right: int
    link: str
    joint: int
    outer: tuple[int, int] = (0, 0)

    def holds(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands in the clause, also before an insertion that parts it from its verb."""
        inside = self.left <= phrase.first and phrase.last <= self.right
        return inside or (self.outer[0] <= phrase.first and phrase.last <= self.outer[1])


# --- verb groups --------------------------------------------------------------------------------------------------


def verb_groups(words: tuple[Word, ...], *, by_order: bool) -> tuple[Group, ...]:
    """Return the verb groups of a sentence in order."""
    groups: list[Group] = []
    index = 0
    while index < len(words):
        if words[index].tag in ("AUX", "VERB", "PART") and not _inside_phrase(words, index, by_order):
            group = _group(words, index)
            if group is not None:
                groups.append(group)
                index = group.last
                continue
        index += 1
    return tuple(groups)


def _inside_phrase(words: tuple[Word, ...], index: int, by_order: bool) -> bool:
    if not by_order or words[index].tag != "VERB" or not index:
        return False
    before, after = words[index - 1].tag, words[index + 1].tag if index + 1 < len(words) else ""
    participle = words[index].has("VerbForm", "Part") or words[index].has("VerbForm", "Ger")
    if participle and words[index - 1].token.form == "-" and words[index - 1].token.end == words[index].token.start:
        return True
    return participle and before in ("DET", "POSS", "NUM") and after in ("NOUN", "PROPN", "ADJ")


def _group(words: tuple[Word, ...], first: int) -> Group | None:
    auxiliaries: list[Word] = []
    negated = first > 0 and words[first - 1].tag == "NEG"
    infinitive = False
    index = first
    while index < len(words):
        word = words[index]
        if word.tag == "PART":
            if auxiliaries and not infinitive and not _is_ought(auxiliaries):
                break
            infinitive = True
        elif word.tag == "AUX":
            auxiliaries.append(word)
        elif word.tag == "NEG":
            negated = True
        elif word.tag == "VERB":
            return _finish(words, first, index, index + 1, auxiliaries, infinitive, negated)
        elif word.tag not in ("ADV", "SUBJUNCTIVE") and not (word.tag == "X" and auxiliaries):
            break
        index += 1
    if not auxiliaries:
        return None
    last = max(i for i in range(first, index) if words[i].tag == "AUX") + 1
    return _finish(words, first, last - 1, last, auxiliaries, infinitive, negated)


def _is_ought(auxiliaries: list[Word]) -> bool:
    return any(f.value in ("modal", "have") for f in auxiliaries[-1].functions if f.kind == "auxiliaries")


def _finish(
    words: tuple[Word, ...], first: int, head: int, last: int, auxiliaries: list[Word], infinitive: bool, negated: bool
) -> Group:
    kinds = {f.value for word in auxiliaries for f in word.functions if f.kind == "auxiliaries"}
    main = words[head]
    mood = (
        "Cnd"
        if _subjunctive_near(words, first, last)
        else ("Nec" if "obligation" in kinds else "Pot" if "modal" in kinds else "")
    )
    if main.tag == "AUX":
        kind = "inf" if infinitive or (main.has("VerbForm", "Inf") and not kinds & {"future", "modal"}) else "fin"
        return Group(first, last, head, kind, "act", _tense(auxiliaries, main, kinds), mood, negated)
    participle = main.has("VerbForm", "Part")
    impersonal = main.has("Person", "0")
    passive = impersonal or (
        participle and not main.has("Voice", "Act") and bool(kinds & {"be", "get"}) and not _only(main, "Ger")
    )
    short = participle and main.has("Variant", "Short")
    if infinitive:
        kind = "inf"
    elif kinds & {"be", "have", "do", "future", "modal", "get"} or short or impersonal:
        kind = "fin"
    elif main.has("VerbForm", "Fin"):
        kind = "fin?" if participle else "fin"
    elif main.has("Mood", "Imp"):
        kind = "fin"
    elif main.has("VerbForm", "Inf"):
        kind = "inf"
    elif main.has("VerbForm", "Conv"):
        kind = "conv"
    elif main.has("VerbForm", "Ger"):
        kind = "ger"
    elif participle:
        kind = "part"
    else:
        kind = "fin"
    voice = "pass" if passive or (short and not main.has("Voice", "Act")) else "act"
    if kind == "part" and not main.has("Voice", "Act"):
        voice = "pass"
    if not mood and main.has("Mood", "Imp") and not main.has("VerbForm", "Fin"):
        mood = "Imp"
    return Group(first, last, head, kind, voice, _tense(auxiliaries, main, kinds), mood, negated)


def _only(word: Word, form: str) -> bool:
    return all(r.feats.get("VerbForm") == form for r in word.readings if "VerbForm" in r.feats)


def _subjunctive_near(words: tuple[Word, ...], first: int, last: int) -> bool:
    return any(words[i].tag == "SUBJUNCTIVE" for i in range(max(0, first - 2), min(len(words), last + 2)))


def _tense(auxiliaries: list[Word], main: Word, kinds: set[str]) -> str:
    if "future" in kinds:
        return "Fut"
    if "have" in kinds:
        return "Past"
    for word in (*auxiliaries, main):
        tenses = {r.feats["Tense"] for r in word.readings if "Tense" in r.feats}
        if word is not main and not tenses:
            continue
        for tense in ("Fut", "Past", "Pres"):
            if tense in tenses:
                return tense
    return ""


# --- stretches ----------------------------------------------------------------------------------------------------


def find_clauses(
    words: tuple[Word, ...],
    groups: tuple[Group, ...],
    phrases: tuple[Phrase, ...],
    reporting: frozenset[int],
    *,
    by_order: bool,
) -> tuple[Clause, ...]:
    """Return one clause per verb group; ``reporting`` are the heads of groups that take a clause without a joint."""
    inner = _inner_joints(phrases, groups) | _asides(words, groups)
    clauses: list[Clause] = []
    start, link, joint = 0, "", -1
    for number, group in enumerate(groups):
        if number == 0:
            joint, link = _boundary(words, 0, group.first, inner)
            start = joint + 1 if joint >= 0 else 0
        after = groups[number + 1] if number + 1 < len(groups) else None
        if after is None:
            right = _end_of_clause(words, group.last, len(words), inner)
            clauses.append(Clause(group, start, right, link, joint))
            break
        next_joint, next_link = _boundary(words, group.last, after.first, inner)
        right = _end_of_clause(words, group.last, next_joint if next_joint >= 0 else after.first, inner)
        clauses.append(Clause(group, start, right, link, joint))
        link, joint = next_link, next_joint
        if joint >= 0:
            start = joint + 1
        elif after.kind.startswith("fin"):
            start = clauses[-1].left if group.kind == "inf" and clauses[-1].link != "" else group.last
        else:
            start = after.first
    settled = _settle(words, clauses, phrases, reporting, by_order)
    return tuple(_with_outer(number, settled) for number in range(len(settled)))


def _with_outer(number: int, clauses: list[Clause]) -> Clause:
    """Give a clause that goes on behind an insertion the stretch before it: "The curfew, which …, Serbia lifted"."""
    clause = clauses[number]
    back = number
    while (
        back
        and clauses[back].link in (",", "REL")
        and (clauses[back - 1].link == "REL" or clauses[back - 1].group.kind in ("part", "conv", "ger"))
    ):
        back -= 1
    if back == number or clause.link != "," or clauses[back].joint <= 0:
        return clause
    start = clauses[back - 1].right if back else 0
    return clause._replace(outer=(start, clauses[back].joint)) if start < clauses[back].joint else clause


def _inner_joints(phrases: tuple[Phrase, ...], groups: tuple[Group, ...]) -> frozenset[int]:
    """Return the words between coordinated phrases: their commas and "and" bound no clause."""
    verbs = [group.head for group in groups]
    inner: set[int] = set()
    last_of: dict[int, int] = {}
    for phrase in phrases:
        end = last_of.get(phrase.group)
        if end is not None and not any(end <= verb < phrase.lead for verb in verbs):
            inner.update(range(end, phrase.lead))
        last_of[phrase.group] = phrase.last
    return frozenset(inner)


def _asides(words: tuple[Word, ...], groups: tuple[Group, ...]) -> frozenset[int]:
    """Return the brackets that hold no verb, with what is in them: they bound no clause."""
    verbs = [group.head for group in groups]
    inside: set[int] = set()
    opened = -1
    for index, word in enumerate(words):
        if word.token.form == "(":
            opened = index
        elif word.token.form == ")" and opened >= 0:
            if not any(opened < verb < index for verb in verbs):
                inside.update(range(opened, index + 1))
            opened = -1
    return frozenset(inside)


def _boundary(words: tuple[Word, ...], first: int, last: int, inner: frozenset[int]) -> tuple[int, str]:
    """Return where the clause after a gap begins, and the kind of joint; -1 where nothing bounds it."""
    for tag in (("COMP", "REL", "SCONJ"), ("CCONJ",), ("PUNCT",)):
        for index in range(last - 1, first - 1, -1):
            word = words[index]
            if index in inner or word.tag not in tag:
                continue
            if word.tag == "PUNCT" and (word.token.form not in _BOUNDS or _is_hyphen(words, index)):
                continue
            return index, word.tag if word.tag != "PUNCT" else word.token.form
    return -1, ""


def _is_hyphen(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a dash stands inside a word, without blanks."""
    if words[index].token.form != "-" or not 0 < index < len(words) - 1:
        return False
    return (
        words[index - 1].token.end == words[index].token.start or words[index].token.end == words[index + 1].token.start
    )


def _end_of_clause(words: tuple[Word, ...], first: int, last: int, inner: frozenset[int]) -> int:
    """Return where a clause ends on the right: at a semicolon, a closing bracket, a stray full stop, else ``last``."""
    for index in range(first, last):
        form = words[index].token.form
        stray = form == "." and index + 1 < len(words) and len(words[index - 1].token.form) > _ABBREVIATED
        if words[index].tag == "PUNCT" and (form in (";", ")") or stray):
            return index
    return last


def _settle(
    words: tuple[Word, ...],
    clauses: list[Clause],
    phrases: tuple[Phrase, ...],
    reporting: frozenset[int],
    by_order: bool,
) -> list[Clause]:
    """Decide which ambiguous forms (accused: finite or participle) make clauses of their own."""
    settled: list[Clause] = []
    for number, clause in enumerate(clauses):
        group = clause.group
        if group.kind == "fin?":
            subject = any(
                clause.left <= p.first and p.last <= group.first and not p.preposition and p.modifies < 0
                for p in phrases
            )
            after = clauses[number + 1] if number + 1 < len(clauses) else None
            before = settled[-1] if settled else None
            reduced = (
                after is not None
                and not after.link
                and after.group.kind in ("fin", "fin?")
                and group.head not in reporting
            )
            inside = (
                before is not None
                and not clause.link
                and before.group.kind == "fin"
                and before.group.head not in reporting
            )
            object_follows = any(p.first == group.last and not p.preposition for p in phrases)
            agent = group.last < len(words) and words[group.last].tag == "ADP"
            shares = clause.link == "CCONJ" or before is None
            part = (
                by_order
                and not object_follows
                and (reduced or inside or (not subject and not shares and (agent or clause.link == ",")))
            )
            kind = "part" if part else "fin"
            group = group._replace(kind=kind, voice="pass" if part else group.voice)
            clause = clause._replace(group=group)
        settled.append(clause)
    return settled
