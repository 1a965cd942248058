"""Which words name the one who speaks?

Mostly the subject of the verb that reports; where it has none, the subject it shares with the verb before, the noun a
relative clause hangs on, the place or the paper that speaks.
"""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue, rule_at
from .line import Line, Phrase, is_name
from .model import Span
from .nounphrases import chunks, conjuncts, phrase_at
from .voices import group_start, subject_of

_FEW = 3
_BEFORE_A_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "DET", "X", "NUM"})


class Speaker(NamedTuple):
    """A phrase of a sentence that names who speaks."""

    line: Line
    phrase: Phrase

    @property
    def span(self) -> Span:
        """The characters of the phrase."""
        tokens = self.line.tokens
        return Span(tokens[self.phrase.first].start, tokens[self.phrase.last - 1].end)


def speaker_of(
    line: Line, cue: Cue, first: int, last: int, *, before: bool = False, alone: bool = False
) -> list[Phrase] | None:
    """Return the phrases that name the speaker of a verb: its subject, the subject it shares, a place that speaks.

    ``before``: only before the verb; ``alone``: only within the verb's own stretch.
    """
    if line.rules.is_word("paper_says", line.form(cue.first)):
        paper = _paper(line, cue, first, max(last, line.stretch(cue.first)[1])) or _paper(line, cue, 0, first)
        return [paper] if paper is not None else None
    relative = _relative(line, cue)
    if relative is not None:
        return [relative]
    stretch_last = min(line.stretch(cue.first)[1], max(last, cue.last))
    start = _opening(line, cue.first, first)
    phrase = subject_of(line, cue.first, start, cue.first if before else stretch_last, inverted=alone)
    if phrase is None and not line.by_order and not before:
        phrase = _after_insertion(line, cue, stretch_last)
    if phrase is None or (not line.words[phrase.head].readings and not line.tokens[phrase.head].capital):
        phrase = _locative(line, cue, first, stretch_last) or phrase
    if phrase is None and line.by_order and not before:
        phrase = _before_relative(line, cue, line.stretch(cue.first)[0])
    if phrase is None and not alone:
        phrase = _shared(line, cue, start)
    if phrase is None or (line.words[phrase.head].tag == "PRON" and _speaks_for_itself(line, phrase)):
        return None
    if line.rules.is_word("nobody", line.form(phrase.first)) or _is_asked(line, cue):
        return None
    return _joined(line, phrase, cue)


def _relative(line: Line, cue: Cue) -> Phrase | None:
    """Return the phrase before a relative clause whose pronoun is the verb's subject: "the rebels, who said"."""
    first, _ = line.stretch(cue.first)
    if first == 0 or line.words[first].tag != "REL" or line.form(first - 1) != ",":
        return None
    if any(
        line.words[i].tag not in ("ADV", "AUX", "NEG", "PRON", "ADP", "NOUN", "X")
        for i in range(first + 1, group_start(line, cue.first))
    ):
        return None
    cases = line.words[first].cases()
    if not line.by_order and cases and "Nom" not in cases:
        return None
    start = line.stretch(first - 2)[0] if first > 1 else 0
    if line.by_order:
        index = first - 2
        while (
            index > start
            and not line.is_finite(index - 1)
            and line.words[index - 1].tag not in ("ADP", "VERB", "CCONJ")
        ):
            index -= 1
        return phrase_at(line, index)
    numbers = {r.feats.get("Number") for r in line.words[cue.first].readings if r.upos == "VERB"}
    fitting = [p for p in chunks(line, start, first - 1) if _has_number(line, p, numbers)]
    return fitting[-1] if fitting else None


def _before_relative(line: Line, cue: Cue, first: int) -> Phrase | None:
    """Return a subject that a relative clause without commas parts from its verb: "an aide who left said"."""
    joint = next((i for i in range(first + 1, cue.first) if line.words[i].tag == "REL"), -1)
    if joint < 0 or line.words[joint - 1].tag not in _BEFORE_A_NOUN:
        return None
    verbs = [i for i in range(joint, cue.first) if line.is_finite(i) and line.words[i].tag == "VERB"]
    if sum(not line.words[i - 1].has("VerbForm", "Inf") for i in verbs) > 1:
        return None
    start = joint - 1
    while start > first and line.words[start - 1].tag in _BEFORE_A_NOUN:
        start -= 1
    return phrase_at(line, start)


def _is_asked(line: Line, cue: Cue) -> bool:
    """Tell whether who speaks is only asked: "it is not clear who said that"."""
    index = group_start(line, cue.first) - 1
    if not line.by_order or index < 1 or line.words[index].tag != "REL":
        return False
    return line.words[index - 1].tag in ("ADJ", "VERB", "AUX", "ADV", "ADP")


def _has_number(line: Line, phrase: Phrase, numbers: set[str | None]) -> bool:
    own = {r.feats.get("Number") for r in line.words[phrase.head].readings}
    return not own or not numbers or bool(own & numbers)


def _joined(line: Line, phrase: Phrase, cue: Cue) -> list[Phrase]:
    """Return a speaker and all who speak with it."""
    if line.rules.is_verb("paper", line.tokens[phrase.head].keys):
        phrase = owner_in(line, phrase) or phrase
    if phrase.first < cue.first < phrase.last and line.by_order:
        head = phrase.head if phrase.head < cue.first else cue.first - 1
        phrase = phrase._replace(last=cue.first, head=head)
    found = conjuncts(line, phrase)
    return [other for other in found if phrase.first > cue.first or other.last <= cue.first] or [phrase]


def _speaks_for_itself(line: Line, phrase: Phrase) -> bool:
    """Tell whether a pronoun names no third party (we, you, one)."""
    pronoun = line.words[phrase.head].function("pronouns")
    return pronoun is not None and not any(p in pronoun.value for p in ("3", "Sing", "Plur"))


def _opening(line: Line, verb: int, first: int) -> int:
    """Return where the verb's own clause begins within a stretch: after a joint or the coordinator before the verb."""
    start = first
    for index in range(first, verb):
        coordinated = line.words[index].tag == "CCONJ" and line.has_finite(first, index)
        if line.is_joint(index) or coordinated:
            start = index + 1
    return start


def _after_insertion(line: Line, cue: Cue, last: int) -> Phrase | None:
    """Return a subject that stands behind a participle clause: "said, citing reports, the spokesman"."""
    if line.form(last) != "," or last + 1 >= len(line):
        return None
    end = line.stretch(last + 1)[1]
    if line.form(end) != "," or not _is_aside(line, last + 1, end):
        return None
    return subject_of(line, cue.first, end + 1, line.stretch(end + 1)[1] if end + 1 < len(line) else end + 1)


def _is_aside(line: Line, first: int, end: int) -> bool:
    """Tell whether a stretch between a verb and its subject goes along with it: "citing reports", "inter alia"."""
    word = line.words[first]
    if word.has("VerbForm", "Conv") or rule_at(line, first, ("citing",)) is not None:
        return True
    if not word.readings and line.form(first).endswith(tuple(sorted(line.rules.words.get("converb_ending", ("\0",))))):
        return True
    bare = not line.has_finite(first, end) and not any(line.is_joint(i) for i in range(first, end))
    return bare and end - first <= _FEW and word.tag in ("ADV", "ADP", "X")


def _locative(line: Line, cue: Cue, first: int, last: int) -> Phrase | None:
    """Return a place that speaks: "in the ministry they said", a plural verb without a subject."""
    places = line.rules.words.get("place", ())
    plural = line.words[cue.first].has("Number", "Plur") or line.rules.is_word("plural", line.form(cue.first))
    if not places or not plural or line.words[cue.first].has("Person", "1"):
        return None
    for phrase in chunks(line, first, last):
        if phrase.led and not line.is_time(phrase.head) and line.form(phrase.first - 1) in places:
            cases = line.words[phrase.head].cases()
            if not cases or "Loc" in cases:
                return phrase
    return None


def _paper(line: Line, cue: Cue, first: int, last: int) -> Phrase | None:
    """Return whose paper speaks: "it says in the statement of the council"; the paper itself where it has no owner."""
    for phrase in chunks(line, first, last):
        if phrase.led and line.rules.is_verb("paper", line.tokens[phrase.head].keys):
            return _possessor(line, phrase) or owner_in(line, phrase) or phrase
    for index in range(first, min(last, len(line))):
        if line.rules.is_verb("paper", line.tokens[index].keys):
            found = phrase_at(line, index)
            return owner_in(line, found) or found if found is not None else None
    return None


def _possessor(line: Line, phrase: Phrase) -> Phrase | None:
    """Return the possessive pronoun that says whose paper it is ("in its statement")."""
    word = line.words[phrase.first]
    return Phrase(phrase.first, phrase.first + 1, phrase.first) if word.function("possessives") is not None else None


def owner_in(line: Line, phrase: Phrase) -> Phrase | None:
    """Return the one whose paper or word a phrase is: what follows the noun in the genitive, or owns it before."""
    if not line.by_order:
        if phrase.last <= phrase.head + 1:
            return None
        inner = phrase_at(line, phrase.head + 1)
        return Phrase(inner.first, min(inner.last, phrase.last), inner.head) if inner is not None else None
    for index in range(phrase.head + 1, phrase.last):
        if line.rules.is_word("noun_agent", line.form(index)):
            return phrase_at(line, index + 1)
    if phrase.head > phrase.first:
        last = phrase.head - 1 if line.owns(phrase.head - 1) else phrase.head
        return Phrase(phrase.first, last, last - 1) if last > phrase.first else None
    return None


def owner_of(line: Line, cue: Cue, end: int) -> Phrase | None:
    """Return whose claim a noun of reporting is: its possessor, genitive, agent, or the subject that makes it."""
    if line.by_order:
        start = cue.first
        while start > 0 and (line.owns(start - 1) or line.words[start - 1].tag in _BEFORE_A_NOUN):
            start -= 1
        phrase = phrase_at(line, start)
        if phrase is None:
            return None
        for index in range(cue.last, end):
            if line.rules.is_word("noun_agent", line.form(index)):
                passed_on = line.words[index - 1].tag == "VERB"
                return phrase_at(line, index + 1) if not passed_on else None
        if any(line.words[i].function("possessives") is not None for i in range(phrase.first, cue.first)):
            verb = next((i for i in range(phrase.first - 1, -1, -1) if line.is_finite(i)), None)
            return subject_of(line, verb, line.stretch(verb)[0], verb) if verb is not None else None
        owned = any(line.owns(i) for i in range(phrase.first, cue.first))
        return owner_in(line, Phrase(phrase.first, cue.last, cue.first)) if owned else None
    inner = phrase_at(line, cue.first)
    if inner is not None and inner.last > cue.first + 1:
        return owner_in(line, inner)
    verb = next((i for i in range(cue.first - 1, -1, -1) if line.is_finite(i)), None)
    return subject_of(line, verb, *line.stretch(verb)) if verb is not None and verb >= cue.first - 4 else None


def whose_words(line: Line, cue: Cue, first: int, last: int) -> tuple[Phrase, Phrase | None] | None:
    """Return whose words a verb quotes in a stretch, and who quotes them: "quotes the agency the words of X"."""
    words = next((i for i in range(first, last) if line.rules.is_word("quoted_words", line.form(i))), -1)
    if words < 0:
        whose = next((c for c in chunks(line, cue.last, last) if not c.led and _is_quoted(line, c)), None)
    elif line.words[words - 1].function("possessives") is not None:
        whose = Phrase(words - 1, words, words - 1)
    else:
        whose = phrase_at(line, words + 1, cases=frozenset({"Gen"})) if words + 1 < last else None
    if whose is None or whose.first >= last:
        return None
    foreign = (i for i in range(whose.head + 1, min(whose.last, last)) if line.form(i).isascii())
    whose = whose._replace(last=next(foreign, min(whose.last, last)))
    taken = {cue.first, words, *range(whose.first, whose.last)}
    rest = next((i for i in range(first, last) if i not in taken and line.words[i].tag in _BEFORE_A_NOUN), -1)
    outlet = phrase_at(line, rest) if rest >= 0 else None
    if outlet is not None:
        end = next((i for i in range(outlet.first, outlet.last) if i in taken or i >= last), outlet.last)
        outlet = outlet._replace(last=end, head=min(outlet.head, end - 1))
    return whose, outlet


def _is_quoted(line: Line, phrase: Phrase) -> bool:
    """Tell whether a phrase is the person whom a verb quotes: an animate object."""
    word = line.words[phrase.head]
    living = any(r.feats.get("Animacy") == "Anim" for r in word.readings)
    return living and "Acc" in word.cases() and "Nom" not in word.cases()


def _shared(line: Line, cue: Cue, start: int) -> Phrase | None:
    """Return the subject that the verb shares with the verb before it, or that a relative or apposition cuts off."""
    index = min(start, group_start(line, cue.first)) - 1
    while index > 0 and (line.is_break(index) or line.words[index].tag in ("CCONJ", "ADV")):
        index -= 1
    fallback: Phrase | None = None
    for _ in range(5):
        if index < 0:
            break
        held = line.held[index]
        if held is not None and held is not line.held[cue.first] and not is_name(line, held):
            break
        first, last = line.stretch(index)
        last = min(last, cue.first) if line.by_order and first < cue.first else last
        if _steps_aside(line, first, last):
            index = first - 2
            continue
        verbs = [i for i in range(first, last) if line.is_finite(i)]
        found = _before_verb(line, first, last, verbs) if verbs else _apposed(line, cue, first, last)
        if found is not None and verbs:
            return found
        fallback = found or fallback
        index = first - 2
    return fallback


def _steps_aside(line: Line, first: int, last: int) -> bool:
    """Tell whether a stretch hangs on another: a relative, a joint, a participle, a bracket."""
    if any(line.words[i].tag == "REL" for i in range(first, min(first + 2, last))):
        return True
    if (first and line.words[first].tag in ("SCONJ", "COMP")) or line.form(first - 1) == "(":
        return True
    return line.is_participial(first) or _is_attribute(line, first) or _hangs(line, first)


def _hangs(line: Line, first: int) -> bool:
    """Tell whether a participle behind the comma of a subject begins here: "an official, speaking of …, told"."""
    word = line.words[first]
    if not line.by_order or line.form(first - 1) != "," or word.tag != "VERB":
        return False
    if word.has("VerbForm", "Ger"):
        return True
    return word.has("VerbForm", "Part") and not line.has_finite(*line.stretch(max(first - 2, 0)))


def _is_attribute(line: Line, first: int) -> bool:
    """Tell whether an adjective without its noun begins a stretch behind a comma: "a diplomat, familiar with …"."""
    if line.by_order or first == 0 or line.form(first - 1) != "," or line.words[first].tag not in ("ADJ", "VERB", "X"):
        return False
    phrase = phrase_at(line, first)
    return phrase is None or line.words[phrase.head].tag in ("ADJ", "VERB")


def _apposed(line: Line, cue: Cue, first: int, last: int) -> Phrase | None:
    """Return the noun phrase that a stretch without a verb is: a subject cut off by a relative or an apposition."""
    if not line.by_order:
        found = subject_of(line, cue.first, first, last)
        known = found is not None and (bool(line.words[found.head].readings) or line.tokens[found.head].capital)
        return found if known else None
    if line.words[first].tag in ("ADP", "VERB") or (
        first and line.form(first - 1) == "," and _named_before(line, first)
    ):
        return None
    phrase = phrase_at(line, first)
    if phrase is None:
        return None
    bracket = line.form(phrase.last) == "("
    return phrase if bracket or phrase.last >= last - 1 else Phrase(phrase.first, last, phrase.head)


def _named_before(line: Line, first: int) -> bool:
    """Tell whether a stretch is an apposition: another noun phrase stands right before its comma."""
    before, _ = line.stretch(first - 2) if first >= 2 else (0, 0)
    phrase = phrase_at(line, before)
    return phrase is not None and phrase.last == first - 1


def _before_verb(line: Line, first: int, last: int, verbs: list[int]) -> Phrase | None:
    for verb in verbs if line.by_order else reversed(verbs):
        found = subject_of(line, verb, first, verb if line.by_order else last)
        if found is not None:
            return found
    return None
