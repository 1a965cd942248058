"""Which noun phrase is the subject of a verb?

In a language of word order it stands before the verb, between the last joint and the verb's auxiliaries, or right
behind an inverted verb of speech; in a language of cases it is the phrase that can be nominative and agrees best.
"""

from __future__ import annotations

from .line import Line, Phrase
from .nounphrases import chunks, counts, phrase_at
from .tagging import Word

_ASIDE = 3
_BEFORE_A_SUBJECT = frozenset({"CCONJ", "ADV", "SCONJ", "COMP", "REL", "AUX"})


def subject_of(line: Line, verb: int, first: int, last: int, *, inverted: bool = False) -> Phrase | None:
    """Return the subject of a verb within a stretch of tokens, None where the stretch holds none.

    ``inverted``: in a language of word order the subject may stand behind the verb.
    """
    if line.by_order:
        before = _subject_before(line, verb, first)
        return _subject_after(line, verb, last) if before is None and inverted else before
    return _subject_by_case(line, verb, first, last)


def group_start(line: Line, verb: int) -> int:
    """Return where the verb's group begins: its auxiliaries, adverbs and negations included."""
    first = verb
    while first > 0 and line.words[first - 1].tag in ("AUX", "ADV", "NEG", "PART"):
        first -= 1
    return first


def _subject_before(line: Line, verb: int, first: int) -> Phrase | None:
    end = group_start(line, verb)
    while end > first and _is_adverbial(line, end - 1):
        end -= 1
    end = _before_aside(line, first, end)
    end = _without_bracket(line, first, _without_time(line, first, end))
    if end <= first or line.words[end - 1].tag in ("CCONJ", "PUNCT"):
        return None
    start = end
    while start > first and not line.is_break(start - 1) and not _ends_subject(line, start - 1):
        start -= 1
    phrase = phrase_at(line, _past_adverbials(line, start, end))
    if phrase is None:
        return None
    joined = line.words[phrase.last].tag == "CCONJ" or line.form(phrase.last) == ","
    return phrase if joined or phrase.last >= end - 2 else Phrase(phrase.first, end, phrase.head)


def _before_aside(line: Line, first: int, end: int) -> int:
    """Return ``end`` moved before an auxiliary and the words that part it from its verb ("has so far")."""
    index = end
    while index > first and end - index < _ASIDE and line.words[index - 1].tag in ("ADJ", "ADV", "ADP"):
        index -= 1
    if index in (end, first) or line.words[index - 1].tag != "AUX":
        return end
    return group_start(line, index)


def _past_adverbials(line: Line, start: int, end: int) -> int:
    """Return where a subject may begin: past a joint, a time ("on Monday", "days later"), a phrase of place."""
    while start < end:
        if line.words[start].tag in _BEFORE_A_SUBJECT:
            start += 1
            continue
        led = line.words[start].tag == "ADP"
        phrase = phrase_at(line, start + 1 if led else start)
        if phrase is None or not (led or line.is_time(phrase.head)) or phrase.last >= end:
            break
        start = phrase.last
    return start


def _is_adverbial(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.tag in ("ADV", "NEG", "AUX"):
        return True
    return word.tag == "X" and line.form(index).endswith(tuple(line.rules.words.get("adverb_ending", ()))) and index > 0


def _ends_subject(line: Line, index: int) -> bool:
    """Tell whether a word before a subject shuts it off: a joint, or a finite verb (a participle does not)."""
    word = line.words[index]
    if line.is_joint(index) or line.rules.is_word("quoting", line.form(index)):
        return True
    if word.tag == "AUX":
        return True
    if word.tag != "VERB" or not line.is_finite(index):
        return False
    participle = (
        (word.has("VerbForm", "Part") or not word.readings)
        and index + 1 < len(line)
        and line.words[index + 1].tag == "ADP"
    )
    return not participle


def _without_bracket(line: Line, first: int, end: int) -> int:
    """Return ``end`` moved before a short name in brackets ("the Program (WFP) said")."""
    if line.form(end - 1) != ")":
        return end
    index = end - 1
    while index > first and line.form(index) != "(":
        index -= 1
    return index


def _without_time(line: Line, first: int, end: int) -> int:
    """Return ``end`` moved before a time at the end of a stretch ("on Monday", "late last week")."""
    index = end
    while index > first and (line.is_time(index - 1) or line.words[index - 1].tag in ("NUM", "DET", "ADV")):
        index -= 1
    if index == end or not any(line.is_time(i) for i in range(index, end)):
        return end
    if index > first and line.words[index - 1].tag == "ADP":
        index -= 1
    return index


def _subject_after(line: Line, verb: int, last: int) -> Phrase | None:
    """Return the subject of an inverted verb: said the mayor."""
    start = verb + 1
    if start >= last or line.words[start].tag in ("ADP", "COMP", "SCONJ", "CCONJ", "ADV", "PART"):
        return None
    phrase = phrase_at(line, start)
    if phrase is None or line.is_time(phrase.head) or phrase.last > last:
        return None
    if not line.has_finite(phrase.last, last) or line.is_break(phrase.last) or line.is_joint(phrase.last):
        return phrase
    reduced = _is_reduced(line, phrase.last) and not line.has_finite(phrase.last + 1, last)
    return phrase._replace(last=last) if reduced else None


def _is_reduced(line: Line, index: int) -> bool:
    """Tell whether a participle behind a noun describes it: the skipper of a trawler held in the port."""
    word = line.words[index]
    return word.tag == "VERB" and (word.has("VerbForm", "Part") or not word.readings)


def _subject_by_case(line: Line, verb: int, first: int, last: int) -> Phrase | None:
    best: tuple[float, int, Phrase] | None = None
    for phrase in chunks(line, first, last):
        if phrase.first == verb < phrase.head:
            phrase = phrase._replace(first=verb + 1)  # a predicative that agrees with its subject, "sure the envoy is"
        if phrase.led or phrase.first <= verb < phrase.last or line.is_time(phrase.head):
            continue
        score = _nominative(line, verb, phrase)
        if score <= 0:
            continue
        key = (score, -abs(phrase.head - verb), phrase)
        if best is None or key[:2] > best[:2]:
            best = key
    return _first_of_list(line, verb, best[2], first, last) if best else None


def _first_of_list(line: Line, verb: int, phrase: Phrase, first: int, last: int) -> Phrase:
    """Return the phrase that begins the list a subject stands in: "A and B said" has A."""
    for other in chunks(line, first, last):
        joined = other.last == phrase.first - 1 and line.words[other.last].tag == "CCONJ"
        if joined and not other.led and _nominative(line, verb, other) > 0:
            return other
    return phrase


def _nominative(line: Line, verb: int, phrase: Phrase) -> float:
    """Return how well a phrase serves a verb as its subject, 0 for not at all."""
    word, action = line.words[phrase.head], line.words[verb]
    lead = [line.words[i] for i in range(phrase.first, phrase.head)]
    cases = word.cases()
    counted = any(r.upos == "NUM" for w in lead for r in w.token.readings)
    counted = counted or any(counts(line, i) for i in range(phrase.first, phrase.head + 1))
    if cases and "Nom" not in cases and not counted:
        return 0.0
    for before in lead if not counted else ():
        if (
            before.function("possessives") is None
            and before.cases()
            and "Nom" not in before.cases()
            and before.tag in ("ADJ", "DET")
        ):
            return 0.0
    if word.tag == "PRON" and not cases and word.function("pronouns") is None:
        return 0.0
    if counted:
        return 3.0
    score = 2.0 if cases else (1.0 if line.tokens[phrase.head].capital else 0.3)
    if phrase.first == verb + 1 and cases >= {"Nom", "Dat", "Ins"}:
        score -= 0.5  # an indeclinable name behind the verb may be who is told
    if cases and "Acc" not in cases:
        score += 1.0
    numbers = _values(action, "Number")
    own = {r.feats["Number"] for r in word.readings if r.feats.get("Case", "Nom") == "Nom" and "Number" in r.feats}
    if numbers and own and not counted and not numbers & own and not ("Plur" in numbers and _joined(line, phrase)):
        return 0.0
    genders = _values(action, "Gender") if "Plur" not in numbers else set()
    mine = {r.feats["Gender"] for r in word.readings if r.feats.get("Case", "Nom") == "Nom" and "Gender" in r.feats}
    if genders and mine:
        score += 1.0 if genders & mine else -1.5
    return max(score + (0.4 if phrase.head < verb else 0.0), 0.1)


def _joined(line: Line, phrase: Phrase) -> bool:
    around = (phrase.last, phrase.first - 1)
    return any(0 <= i < len(line) and line.words[i].tag == "CCONJ" for i in around)


def _values(word: Word, feature: str) -> set[str]:
    return {r.feats[feature] for r in word.readings if r.upos in ("VERB", "AUX", "ADJ") and feature in r.feats}
