"""What is a tagger's word for a token worth beside the forms a language owns?

A tagger guesses from endings and neighbours; a paradigm knows. A tag that some reading of the form confirms stands;
one that no reading confirms gives way to the reading that is nearest to it.
"""

from __future__ import annotations

from ..model import Form, Token

_DECIDING = ("Case", "Number", "Gender", "VerbForm", "Tense", "Person")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"})
_MISTAKEN = frozenset({"VERB", "ADJ", "ADV", "DET", "SCONJ", "INTJ", "X"})
_SAME = {"PROPN": "NOUN", "AUX": "VERB"}


def agreed(token: Token, upos: str, feats: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return part of speech and features of a token after its forms were heard.

    >>> from dragoman.model import Form
    >>> readings = (Form("poland", "PROPN", {"Case": "Nom", "Number": "Sing"}),)
    >>> agreed(Token(0, 6, "poland", readings, True, ()), "PROPN", {"Case": "Gen", "Number": "Sing"})
    ('PROPN', {'Case': 'Nom', 'Number': 'Sing'})
    """
    readings = [r for r in token.readings if same_kind(r.upos) == same_kind(upos)]
    if not readings and _is_certain(token, upos):
        other = max(token.readings, key=lambda reading: _nearness(reading, feats))
        return other.upos, {name: value for name, value in other.feats.items() if name in _DECIDING}
    if not readings and "Case" in feats:
        readings = [r for r in token.readings if upos in _NOMINAL and r.upos in _NOMINAL and "Case" in r.feats]
    if not readings:
        return upos, feats
    best = max(readings, key=lambda reading: _nearness(reading, feats))
    changed = {n: v for n, v in best.feats.items() if n in _DECIDING and n in feats and feats[n] != v}
    if feats.get("Case") == "Voc" and changed.get("Case") == "Nom":
        del changed["Case"]  # paradigms leave out the vocative where it looks like the nominative
    return upos, {**feats, **changed} if changed else feats


def _is_certain(token: Token, upos: str) -> bool:
    """Tell whether a form can only be a noun, or only a verb, where the tagger took it for another open word.

    Taggers take unknown names for adverbs, conjunctions and determiners, but know short function words.
    """
    kinds = {same_kind(reading.upos) for reading in token.readings}
    if kinds == {"VERB"}:
        return upos in ("NOUN", "PROPN")
    proper = all(reading.upos == "PROPN" for reading in token.readings)
    return kinds == {"NOUN"} and upos in _MISTAKEN and len(token.form) > 2 and (token.capital or not proper)


def same_kind(upos: str) -> str:
    """Return the part of speech under which paradigms hold a word: names are nouns, auxiliaries verbs."""
    return _SAME.get(upos, upos)


def _nearness(reading: Form, feats: dict[str, str]) -> float:
    shared = [name for name in _DECIDING if name in reading.feats and name in feats]
    weights = {"Case": 2.0, "Number": 1.5, "VerbForm": 2.0}
    told = {**feats, "Case": "Nom"} if feats.get("Case") == "Voc" and reading.feats.get("Case") == "Nom" else feats
    return sum(weights.get(n, 1.0) * (1 if reading.feats[n] == told[n] else -1) for n in shared)
