"""Whom does a pronoun that speaks stand for?

"He added", "in her words": the last one who spoke, unless gender or number speaks against it; then whoever was spoken
to, or spoke before. A statement of "he" is read from the word "he"; only its actor is the antecedent's.
"""

from __future__ import annotations

from .drafts import Draft
from .line import Line
from .nounphrases import chunks, phrase_at
from .speakers import Speaker
from .voices import subject_of

_NEAR = 2
_BACK = 4
_KINDS = (("Masc", "masculine"), ("Fem", "feminine"), ("Neut", "neuter"), ("Plur", "many"))


def stands_for_another(speaker: Speaker) -> bool:
    """Tell whether a speaker is a pronoun or a possessive ("in her words")."""
    word = speaker.line.words[speaker.phrase.head]
    if speaker.phrase.last - speaker.phrase.first > 1:
        return False
    pronoun = word.function("pronouns") is not None or word.function("possessives") is not None
    return pronoun and bool(_kinds_of_pronoun(speaker))


def antecedents(speaker: Speaker, draft: Draft, earlier: list[Draft], *, known: bool) -> tuple[Speaker, ...]:
    """Return whom a pronoun stands for, the pronoun itself where nobody tells.

    ``earlier``: the drafts before, whose speakers are no pronouns; ``known``: a mention already explains the pronoun.
    """
    last = earlier[-1] if earlier and draft.line.number - earlier[-1].line.number <= _NEAR else None
    kinds = _kinds_of_pronoun(speaker)
    several = kinds == {"Plur"}
    if last is not None and last.speakers and kinds & _kinds_of(last, last.speakers[0]):
        return last.speakers if several else last.speakers[:1]
    if last is not None and last.speakers and _clash(last, last.speakers[0], kinds):
        other = _other(draft, earlier, kinds)
        if other is not None:
            return (other,)
        if not _may_be_a_woman(last, last.speakers[0], kinds):
            return (speaker,)
    told_of = _first_told_of(speaker, draft, kinds)
    if told_of is not None:
        return (told_of,)
    if known or last is None or not last.speakers:
        return (speaker,)
    return last.speakers if several else last.speakers[:1]


def _first_told_of(speaker: Speaker, draft: Draft, kinds: frozenset[str]) -> Speaker | None:
    """Return the subject of what is said where that opens the sentence: "the rebel leaders agree, they said"."""
    line, head = speaker.line, speaker.phrase.head
    starts = [i for i in range(head) if line.tokens[i].start == draft.contents[0].start]
    if line.by_order or draft.style != "indirect" or not starts:
        return None
    verb = next((i for i in range(starts[0], head) if line.is_finite(i)), None)
    phrase = subject_of(line, verb, starts[0], line.stretch(verb)[1]) if verb is not None else None
    if phrase is None or phrase.last > head or line.words[phrase.head].tag == "PRON":
        return None
    found = Speaker(line, phrase)
    return None if _clash(None, found, kinds) else found


def _other(draft: Draft, earlier: list[Draft], kinds: frozenset[str]) -> Speaker | None:
    """Return who else a pronoun can mean that the last speaker cannot be: the one spoken to, or an earlier speaker."""
    heard = _hearer(earlier[-1])
    if heard is not None and not _clash(None, heard, kinds):
        return heard
    for before in reversed(earlier[:-1]):
        if draft.line.number - before.line.number > _BACK:
            return None
        if before.speakers and kinds & _kinds_of(before, before.speakers[0]):
            return before.speakers[0]
    return None


def _hearer(draft: Draft) -> Speaker | None:
    """Return whom the words of a draft are told to: the bare phrase behind its verb."""
    line = draft.line
    verb = _verb_of(draft)
    if verb is None:
        return None
    own = [speaker.phrase.first for speaker in draft.speakers]
    if line.by_order:
        phrase = phrase_at(line, verb + 1) if verb + 1 < len(line) else None
        named = phrase is not None and phrase.first not in own and line.words[phrase.head].tag in ("NOUN", "PROPN")
        return Speaker(line, phrase) if phrase is not None and named and not line.is_time(phrase.head) else None
    for phrase in chunks(line, *line.stretch(verb)):
        cases = line.words[phrase.head].cases()
        if not phrase.led and phrase.first not in own and cases & {"Dat", "Acc"} and "Nom" not in cases:
            return Speaker(line, phrase)
    return None


def _verb_of(draft: Draft) -> int | None:
    tokens = draft.line.tokens
    places = (i for i, token in enumerate(tokens) if draft.cue.start <= token.start < draft.cue.end)
    return next((i for i in places if draft.line.words[i].tag in ("VERB", "AUX")), None)


def _kinds_of_pronoun(speaker: Speaker) -> frozenset[str]:
    """Return the genders a pronoun can have, or "Plur"."""
    line, head = speaker.line, speaker.phrase.head
    pronoun = line.words[head].function("pronouns")
    told = pronoun.value.split() if pronoun is not None else ()
    return frozenset(kind for kind, _ in _KINDS if kind in told) or _told_by_words(line, range(head, head + 1))


def _told_by_words(line: Line, places: range) -> frozenset[str]:
    return frozenset(kind for kind, words in _KINDS if any(line.rules.is_word(words, line.form(i)) for i in places))


def _kinds_of(draft: Draft | None, speaker: Speaker) -> frozenset[str]:
    """Return the genders a speaker shows, or "Plur": by the verb that agrees with it, else by its noun."""
    line, phrase = speaker.line, speaker.phrase
    if line.by_order:
        numbers = {r.feats.get("Number") for r in line.words[phrase.head].readings}
        several = numbers == {"Plur"} or len(draft.speakers if draft is not None else ()) > 1
        return frozenset({"Plur"}) if several else _told_by_words(line, range(phrase.first, phrase.head + 1))
    verb = _verb_of(draft) if draft is not None and draft.line is line else None
    for index in (verb, phrase.head):
        found: set[str] = set()
        for reading in line.words[index].readings if index is not None else ():
            if reading.feats.get("VerbForm") in ("Conv", "Inf"):
                continue
            plural = reading.feats.get("Number") == "Plur"
            found |= {"Plur"} if plural else {reading.feats["Gender"]} if "Gender" in reading.feats else set()
        if found:
            return frozenset(found)
    return frozenset()


def _clash(draft: Draft | None, speaker: Speaker, kinds: frozenset[str]) -> bool:
    shown = _kinds_of(draft, speaker)
    return bool(shown and kinds) and not shown & kinds


def _may_be_a_woman(draft: Draft, speaker: Speaker, kinds: frozenset[str]) -> bool:
    """Tell whether a masculine office ("the minister, she") may be a woman's: no verb tells its gender."""
    verb = None if speaker.line.by_order else _verb_of(draft)
    told = verb is not None and any("Gender" in r.feats for r in speaker.line.words[verb].readings)
    return not speaker.line.by_order and not told and "Fem" in kinds
