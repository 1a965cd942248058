"""Which words of a sentence make one noun phrase, and what is the phrase to its neighbours?

A phrase is a run of words with one head: in a language of word order the last noun of the run, in a language of cases
the noun that its adjectives agree with. A phrase knows the preposition that leads it, the cases it may stand in, the
phrases it is joined to by "and", and the phrase it only modifies (a genitive, an apposition).
"""

from __future__ import annotations

from typing import NamedTuple

from .tagging import Word

_COUNTED = frozenset({"Nom", "Acc"})  # a numeral governs the genitive: "ten soldiers" as a subject or object
_ANY: frozenset[str] = frozenset()
_OPEN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "POSS", "X"})


class Phrase(NamedTuple):
    """A noun phrase over words ``[first, last)``.

    ``group`` is shared by phrases joined by a coordinator; ``modifies`` is the index of the phrase whose head this one
    modifies, -1 for none.
    """

    first: int
    last: int
    head: int
    preposition: str
    lead: int
    cases: frozenset[str]
    group: int
    modifies: int = -1
    appositive: bool = False


def find_phrases(
    words: tuple[Word, ...],
    prepositions: dict[int, tuple[int, str, frozenset[str]]],
    times: frozenset[int],
    *,
    by_order: bool,
) -> tuple[Phrase, ...]:
    """Return the noun phrases of a sentence in order.

    ``prepositions`` maps the word after a preposition to (where it begins, its text, the cases it governs); ``times``
    are the words that name a time.
    """
    runs = _runs_by_order(words, times) if by_order else _runs_by_case(words)
    phrases: list[Phrase] = []
    for first, last, head in runs:
        lead, preposition, governed = prepositions.get(first, (first, "", _ANY))
        cases = words[head].cases()
        if not by_order:
            cases = _narrow(words, first, last, cases)
            if "Gen" in cases and head not in times and any(words[i].tag == "NUM" for i in range(first, head)):
                cases = cases | _COUNTED
            if governed and cases and cases & governed:
                cases = cases & governed
            elif governed and not cases:
                cases = governed
        phrases.append(Phrase(first, last, head, preposition, lead, cases, len(phrases)))
    return tuple(_join(words, phrases, times, by_order))


def _narrow(words: tuple[Word, ...], first: int, last: int, cases: frozenset[str]) -> frozenset[str]:
    for index in range(first, last):
        if words[index].tag in ("ADJ", "DET", "VERB") and words[index].cases():
            common = cases & words[index].cases() if cases else words[index].cases()
            cases = common or cases
    return cases


def _runs_by_order(words: tuple[Word, ...], times: frozenset[int]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    index = 0
    while index < len(words):
        if words[index].tag == "PRON":
            runs.append((index, index + 1, index))
            index += 1
            continue
        last = index
        while last < len(words) and (
            words[last].tag in _OPEN or _participle_inside(words, index, last) or _hyphen_inside(words, index, last)
        ):
            if last > index and _begins_anew(words, last, times):
                break
            last += 1
        heads = [i for i in range(index, last) if words[i].tag in ("NOUN", "PROPN")]
        if not heads:
            heads = [i for i in range(index, last) if words[i].tag in ("NUM", "X", "ADJ")]
        if heads:
            runs.append((index, last, heads[-1]))
        index = max(last, index + 1)
    return runs


def _hyphen_inside(words: tuple[Word, ...], first: int, index: int) -> bool:
    """Tell whether a hyphen joins two words of one phrase ("duty-free")."""
    if words[index].token.form != "-" or index == first or index + 1 >= len(words) or words[index + 1].tag not in _OPEN:
        return False
    before, after = words[index - 1].token, words[index + 1].token
    joined = before.end == words[index].token.start and words[index].token.end == after.start
    return joined and not (before.capital and after.capital)


def _begins_anew(words: tuple[Word, ...], index: int, times: frozenset[int]) -> bool:
    """Tell whether a new phrase begins inside a run: "Monday | the minister", "Kyiv | 5,000 helmets"."""
    tag, before = words[index].tag, words[index - 1].tag
    after = words[index + 1].tag if index + 1 < len(words) else ""
    if tag == "ADJ" and before == "PROPN" and index + 1 in times:
        return True
    if tag == "DET":
        return before in ("NOUN", "PROPN", "NUM")
    if tag == "NUM":
        return before in ("NOUN", "PROPN") and after in ("NOUN", "ADJ") and index - 1 not in times
    if tag == "PROPN" and index not in times:
        return index - 1 in times or (before == "NUM" and index > 1 and words[index - 2].tag in ("NOUN", "PROPN"))
    return index in times and before == "PROPN" and index - 1 not in times


def _participle_inside(words: tuple[Word, ...], first: int, index: int) -> bool:
    """Tell whether a participle stands between a determiner or adjective and a noun ("the jailed broadcaster")."""
    if words[index].tag != "VERB" or not (words[index].has("VerbForm", "Part") or words[index].has("VerbForm", "Ger")):
        return False
    after = words[index + 1].tag if index + 1 < len(words) else ""
    opened = index > first and words[index - 1].tag in ("DET", "ADJ", "NUM", "POSS")
    return opened and after in ("NOUN", "PROPN", "ADJ")


def _runs_by_case(words: tuple[Word, ...]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    index = 0
    while index < len(words):
        if words[index].tag == "PRON":
            runs.append((index, index + 1, index))
            index += 1
            continue
        last = index
        while last < len(words) and (words[last].tag in ("DET", "ADJ", "NUM") or _unknown_adjective(words, last)):
            last += 1
        if last < len(words) and words[last].tag in ("NOUN", "PROPN"):
            while _hyphenated(words, last):
                last += 2
            runs.append((index, last + 1, last))
            index = last + 1
        elif last > index and words[last - 1].tag != "ADJ":
            runs.append((index, last, last - 1))
            index = last
        else:
            index = max(last, index + 1)
    return runs


def _unknown_adjective(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether an unknown word between a preposition and a noun can only be the noun's adjective."""
    if words[index].tag != "X" or not index or index + 1 >= len(words):
        return False
    return words[index - 1].tag in ("ADP", "DET") and words[index + 1].tag in ("NOUN", "ADJ")


def _hyphenated(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a name goes on behind a hyphen, as in the name of Sri Lanka in Cyrillic."""
    if index + 2 >= len(words) or words[index + 1].token.form != "-" or words[index + 2].tag not in ("NOUN", "PROPN"):
        return False
    return (
        words[index].token.end == words[index + 1].token.start
        and words[index + 1].token.end == words[index + 2].token.start
    )


def _join(words: tuple[Word, ...], phrases: list[Phrase], times: frozenset[int], by_order: bool) -> list[Phrase]:
    """Tie each phrase to the one before it: coordination, genitive, apposition."""
    joined: list[Phrase] = []
    for index, phrase in enumerate(phrases):
        if index:
            before = joined[-1]
            between = words[before.last : phrase.lead]
            if between and all(_is_joint(word) for word in between) and any(w.tag == "CCONJ" for w in between):
                phrase = _coordinate(joined, phrase)
            elif (
                [w.token.form for w in between] == [","]
                and words[before.head].tag == words[phrase.head].tag
                and _list_goes_on(words, phrases, index)
            ):
                phrase = _coordinate(joined, phrase)
            elif not between and not by_order and not phrase.preposition and before.head not in times:
                phrase = _attach(words, joined, phrase)
        joined.append(phrase)
    return joined


def _is_joint(word: Word) -> bool:
    return word.tag == "CCONJ" or word.token.form == ","


def _list_goes_on(words: tuple[Word, ...], phrases: list[Phrase], index: int) -> bool:
    """Tell whether a comma belongs to a list: "A, B and C"."""
    for at in range(index, min(index + 6, len(phrases) - 1)):
        between = words[phrases[at].last : phrases[at + 1].lead]
        if not between:
            continue
        if not all(_is_joint(word) for word in between):
            return False
        if any(word.tag == "CCONJ" for word in between):
            return True
    return False


def _coordinate(joined: list[Phrase], phrase: Phrase) -> Phrase:
    """Return ``phrase`` put into the group of the nearest earlier phrase whose case it shares."""
    at = len(joined) - 1
    while at >= 0:
        partner = joined[at]
        common = partner.cases & phrase.cases if partner.cases and phrase.cases else partner.cases or phrase.cases
        if (common or not (partner.cases or phrase.cases)) and (
            not phrase.preposition or phrase.preposition == partner.preposition
        ):
            if common and common != partner.cases:
                joined[at] = partner._replace(cases=common)
            return phrase._replace(
                group=partner.group,
                cases=common or phrase.cases,
                preposition=phrase.preposition or partner.preposition,
                modifies=partner.modifies,
            )
        if partner.modifies < 0:
            break
        at = partner.modifies
    return phrase


def _attach(words: tuple[Word, ...], joined: list[Phrase], phrase: Phrase) -> Phrase:
    """Return ``phrase`` tied to the phrase right before it as its genitive or its apposition."""
    at = len(joined) - 1
    before = joined[at]
    proper = words[phrase.head].tag == "PROPN" or words[phrase.head].token.capital
    shared = before.cases & phrase.cases if before.cases and phrase.cases else frozenset()
    title = words[before.head].tag in ("NOUN", "PROPN")
    if not title or words[phrase.first].tag == "NUM":
        return phrase
    if (
        words[before.head].token.capital
        and before.head
        and not words[phrase.first].token.capital
        and words[phrase.head].tag == "NOUN"
    ):
        return phrase
    genitive = "Gen" in phrase.cases
    same = bool(shared - {"Gen"}) or (bool(shared) and not genitive)
    if genitive and not (same and proper and words[phrase.head].has("Animacy", "Anim")):
        return phrase._replace(modifies=at)
    if not phrase.cases and proper:
        return phrase._replace(modifies=at, appositive=True, cases=before.cases)
    titled = words[before.head].has("Animacy", "Anim") or words[before.head].token.capital or before.appositive
    if same and proper and titled:
        return phrase._replace(modifies=at, appositive=True, cases=shared)
    if proper and at and before.modifies >= 0:
        outer = joined[before.modifies]
        if outer.cases & phrase.cases:
            return phrase._replace(modifies=before.modifies, appositive=True, cases=outer.cases & phrase.cases)
    return phrase
