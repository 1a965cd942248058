"""What is each word of a sentence doing there?

The lexicon gives a form all its readings and the grammar lists of a language name its function words; here one part of
speech per token is chosen from its neighbours. Words the lexicon does not know are judged by their endings and by a
capital letter. Where a trained tagger is installed it replaces this module's answer, not its shape.
"""

from __future__ import annotations

from typing import NamedTuple

from .language import FunctionWord, Language, setting
from .model import Analysis, Form, Token

_FUNCTION_TAGS = {
    "prepositions": "ADP",
    "coordinators": "CCONJ",
    "subordinators": "SCONJ",
    "conditional": "SCONJ",
    "complementizers": "COMP",
    "relatives": "REL",
    "articles": "DET",
    "determiners": "DET",
    "possessives": "DET",
    "genitive": "POSS",
    "pronouns": "PRON",
    "auxiliaries": "AUX",
    "negations": "NEG",
    "infinitive": "PART",
    "particles": "ADV",
    "subjunctive": "SUBJUNCTIVE",
}
_QUOTES = frozenset({'"', "\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"})
_NAMES = ("NOUN", "PROPN", "PRON")
_PHRASE_OPENERS = frozenset({"articles", "determiners", "possessives", "prepositions", "infinitive", "complementizers"})


class Word(NamedTuple):
    """A token in its sentence: its tag, the readings that go with the tag, and the function words it may be."""

    token: Token
    tag: str
    readings: tuple[Form, ...]
    functions: tuple[FunctionWord, ...]

    def cases(self) -> frozenset[str]:
        """Return the cases this word may stand in; empty where its form does not tell."""
        return frozenset(r.feats["Case"] for r in self.readings if "Case" in r.feats)

    def has(self, name: str, value: str) -> bool:
        """Tell whether some reading has the feature value."""
        return any(r.feats.get(name) == value for r in self.readings)

    def function(self, kind: str) -> FunctionWord | None:
        """Return the function word of this kind that the token is, if it is one."""
        return next((f for f in self.functions if f.kind == kind), None)


def words_of(analysis: Analysis, number: int, language: Language) -> tuple[Word, ...]:
    """Return the words of a sentence as the analysis has them; tagged here where its engine tagged none."""
    return analysis.words[number] if analysis.words else tag(analysis.sentences[number].tokens, language)


def tag(tokens: tuple[Token, ...], language: Language) -> tuple[Word, ...]:
    """Return the words of a sentence, one part of speech each."""
    functions = _function_words(tokens, language)
    by_order = setting(language, "syntax", "roles") == "order"
    words: list[Word] = []
    for index, token in enumerate(tokens):
        candidates = _candidates(token, functions[index], language)
        if len(candidates) == 1:
            chosen = candidates[0]
        elif "COMP" in candidates and "REL" in candidates:
            chosen = _joiner(index, tokens, candidates, functions, words, language, by_order)
        else:
            chosen = _choose(index, tokens, candidates, functions, words, by_order)
        if by_order:
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            chosen = _by_neighbour(chosen, token, after, words, functions[index])
        words.append(_word(token, chosen, functions[index]))
    return tuple(words)


def _by_neighbour(
    chosen: str, token: Token, after: Token | None, before: list[Word], functions: tuple[FunctionWord, ...]
) -> str:
    """Correct a tag that the word before rules out: no verb after an article, no noun for a verb's particle."""
    previous = before[-1].tag if before else ""
    if any(f.kind == "separable" for f in functions) and chosen != "ADP" and _verb_already(before):
        return "ADV"
    if chosen == "VERB" and previous == "VERB" and after is not None and before[-1].has("VerbForm", "Fin"):
        bare = any(r.feats.get("VerbForm") == "Inf" for r in token.readings)
        if bare and any(r.upos in ("NOUN", "ADJ") or r.feats.get("VerbForm") == "Part" for r in after.readings):
            return "ADJ"
    opened = previous in ("DET", "POSS") or (
        previous == "ADJ" and len(before) > 1 and before[-2].tag in ("DET", "POSS")
    )
    return "NOUN" if chosen == "VERB" and opened else chosen


def _word(token: Token, chosen: str, functions: tuple[FunctionWord, ...]) -> Word:
    upos = {"AUX": "VERB", "COMP": "SCONJ"}.get(chosen, chosen)
    readings = tuple(r for r in token.readings if r.upos in (chosen, upos) or (upos == "PROPN" and r.upos == "NOUN"))
    return Word(token, chosen, readings or (token.readings if chosen not in ("ADP", "CCONJ") else ()), functions)


def _function_words(tokens: tuple[Token, ...], language: Language) -> list[tuple[FunctionWord, ...]]:
    """Return the function words each token may be; a phrase ("in favour of") gives its tokens its own kind alone."""
    found: list[tuple[FunctionWord, ...]] = [()] * len(tokens)
    index = 0
    while index < len(tokens):
        hits = language.functions.at(tokens, index)
        grammar = [hit for hit in hits if hit.value.kind in _FUNCTION_TAGS]
        longest = max((hit.last for hit in grammar), default=index + 1)
        values = tuple(dict.fromkeys(hit.value for hit in grammar if hit.last == longest))
        for inside in range(index, longest):
            found[inside] = values
        found[index] += tuple(hit.value for hit in hits if hit.value.kind not in _FUNCTION_TAGS)
        index = longest
    return found


def _candidates(token: Token, functions: tuple[FunctionWord, ...], language: Language) -> list[str]:
    if not token.form[0].isalnum() and token.form[0] != "'" and not functions:
        return ["PUNCT"]
    if token.form[0].isdigit():
        return ["NUM"]
    tags = [_function_tag(f) for f in functions if f.kind in _FUNCTION_TAGS]
    tags += [reading.upos for reading in token.readings]
    if not tags:
        tags = [_guess(token, language)]
    return list(dict.fromkeys(tags))


def _function_tag(function: FunctionWord) -> str:
    return "SUBJUNCTIVE" if function.value == "subjunctive" else _FUNCTION_TAGS[function.kind]


def _guess(token: Token, language: Language) -> str:
    if token.capital:
        return "PROPN"
    form = token.form
    for length in range(min(language.longest_ending, len(form) - 2), 0, -1):
        upos = language.endings.get(form[-length:])
        if upos is not None:
            return upos
    return "X"


def _choose(
    index: int,
    tokens: tuple[Token, ...],
    candidates: list[str],
    functions: list[tuple[FunctionWord, ...]],
    before: list[Word],
    by_order: bool,
) -> str:
    previous = before[-1].tag if before else ""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    has = candidates.__contains__
    if has("PART") and following is not None:
        infinitive = any(r.feats.get("VerbForm") == "Inf" for r in following.readings)
        return "PART" if infinitive or not has("ADP") else "ADP"
    if has("POSS"):
        return "POSS" if previous in ("NOUN", "PROPN") else ("AUX" if has("AUX") else "PUNCT")
    if has("REL"):
        return "REL" if previous in ("PUNCT", "ADP", *_NAMES) or not has("ADV") else "ADV"
    if has("COMP"):
        return "COMP"
    if has("CCONJ"):
        return "CCONJ"
    if has("NEG"):
        return "NEG"
    if has("SCONJ") and has("ADP"):
        return "SCONJ" if _clause_follows(index, tokens, functions) else "ADP"
    for certain in ("SUBJUNCTIVE", "AUX", "DET", "PRON", "SCONJ", "ADP"):
        if has(certain) and not (certain == "ADP" and has("VERB") and not by_order):
            return certain
    if has("VERB") and any(map(has, ("NOUN", "ADJ", "PROPN"))):
        return _verb_or_noun(index, tokens, candidates, functions, before, by_order)
    if has("PROPN") and tokens[index].capital:
        return "PROPN"
    if has("NOUN") and has("ADJ"):
        nominal = following is not None and any(r.upos in ("NOUN", "PROPN") for r in following.readings)
        return "ADJ" if nominal else "NOUN"
    return candidates[0]


def _joiner(
    index: int,
    tokens: tuple[Token, ...],
    candidates: list[str],
    functions: list[tuple[FunctionWord, ...]],
    before: list[Word],
    language: Language,
    by_order: bool,
) -> str:
    """Choose between the two readings of "that": it opens a reported clause, or it stands for the noun before it."""
    previous = before[-1].tag if before else ""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    noun = previous in _NAMES
    after_noun = noun or (previous == "PUNCT" and len(before) > 1 and before[-2].tag in (*_NAMES, "NUM", "ADJ", "X"))
    verb_next = following is not None and (
        any(f.kind == "auxiliaries" for f in functions[index + 1])
        or bool(following.readings and all(r.upos == "VERB" for r in following.readings))
    )
    if "DET" in candidates and following is not None and previous not in ("VERB", "AUX") and not after_noun:
        if any(r.upos == "NOUN" for r in following.readings):
            return "DET"
    if by_order and noun and verb_next:
        return "REL"
    if _reported_before(tokens, before, language):
        return "COMP"
    return "REL" if after_noun else "COMP"


def _reported_before(tokens: tuple[Token, ...], before: list[Word], language: Language) -> bool:
    """Tell whether a reporting word stands in the clause so far."""
    for index in range(len(before) - 1, -1, -1):
        if before[index].tag in ("COMP", "REL"):
            return False
        if before[index].tag in ("VERB", "NOUN", "PROPN") and language.reporting.at(tokens, index):
            return True
    return False


def _clause_follows(index: int, tokens: tuple[Token, ...], functions: list[tuple[FunctionWord, ...]]) -> bool:
    """Tell whether a finite verb comes before the next comma or full stop."""
    for at in range(index + 1, min(len(tokens), index + 12)):
        form = tokens[at].form
        if form in ",.;:" or any(f.kind in ("coordinators", "complementizers") for f in functions[at]):
            return False
        if any(f.kind == "auxiliaries" for f in functions[at]):
            return True
        readings = tokens[at].readings
        if (
            readings
            and all(r.upos == "VERB" for r in readings)
            and any(r.feats.get("VerbForm") == "Fin" for r in readings)
        ):
            return True
    return False


def _verb_or_noun(
    index: int,
    tokens: tuple[Token, ...],
    candidates: list[str],
    functions: list[tuple[FunctionWord, ...]],
    before: list[Word],
    by_order: bool,
) -> str:
    nominal = "NOUN" if "NOUN" in candidates else ("ADJ" if "ADJ" in candidates else "PROPN")
    if tokens[index].capital and index > 0 and before[-1].token.form not in _QUOTES:
        return "PROPN" if "PROPN" in candidates else nominal
    if not by_order:
        verbal = [r for r in tokens[index].readings if r.upos == "VERB"]
        if nominal == "NOUN" and all(r.feats.get("VerbForm") == "Part" for r in verbal):
            return nominal
        return nominal if before and before[-1].tag in ("ADP", "ADJ", "DET") else "VERB"
    back = len(before) - 1
    while back >= 0 and before[back].tag in ("ADV", "NEG"):
        back -= 1
    previous = before[back].tag if back >= 0 else ""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if previous in ("PART", "AUX") or (previous == "PRON" and nominal == "NOUN"):
        return "VERB"
    if previous == "X" and back > 0 and before[back - 1].tag in ("DET", "ADJ", "POSS", "ADP"):
        previous = "ADJ"
    if previous in ("DET", "ADJ", "POSS", "ADP", "NUM") or (previous in ("VERB", "") and nominal == "NOUN"):
        return nominal if not (previous == "ADP" and _is_gerund(tokens[index])) else "VERB"
    if _attributive(tokens[index], following, previous):
        return "ADJ"
    past = any(r.feats.get("Tense") == "Past" or r.feats.get("VerbForm") == "Ger" for r in tokens[index].readings)
    if nominal == "ADJ":
        noun_next = following is not None and any(r.upos in ("NOUN", "PROPN") for r in following.readings)
        return "ADJ" if noun_next and previous not in ("NOUN", "PROPN", "PRON") else "VERB"
    if past:
        return "VERB"
    starts_phrase = following is not None and (
        following.capital
        or following.form[0].isdigit()
        or any(r.upos in ("ADJ", "PRON", "DET") for r in following.readings)
        or any(f.kind in _PHRASE_OPENERS for f in functions[index + 1])
    )
    if previous not in ("NOUN", "PROPN") or not starts_phrase:
        return nominal
    if _verb_already(before):
        return nominal
    third = any(r.feats.get("Person") == "3" for r in tokens[index].readings)
    return "VERB" if third or before[back].has("Number", "Plur") else nominal


def _attributive(token: Token, following: Token | None, previous: str) -> bool:
    """Tell whether a form that can only be a participle stands before its noun ("written replies")."""
    verbal = [r for r in token.readings if r.upos == "VERB"]
    noun_next = following is not None and bool(following.readings) and following.readings[0].upos == "NOUN"
    if previous == "VERB" and noun_next and any(r.feats.get("VerbForm") == "Part" for r in verbal):
        return True
    participle = bool(verbal) and all(r.feats.get("VerbForm") == "Part" for r in verbal)
    return participle and noun_next and previous in ("DET", "ADJ", "NUM", "X", "VERB", "ADP", "POSS")


def _verb_already(before: list[Word]) -> bool:
    """Tell whether the clause so far has a finite verb."""
    for word in reversed(before):
        if word.tag in ("PUNCT", "CCONJ", "COMP", "REL", "SCONJ"):
            return False
        if word.tag in ("AUX", "VERB") and not word.has("VerbForm", "Ger"):
            return True
    return False


def _is_gerund(token: Token) -> bool:
    return any(r.feats.get("VerbForm") == "Ger" for r in token.readings)
