"""Does a name stand where a scene is named: "in Geneva", "near the town of Samarra", "in the east of the country"?

A preposition of place leads it. Between the two may stand articles, adjectives, and words that say what kind of place
or which part of it is meant; the prepositions and these words are lists of the language.
"""

from __future__ import annotations

from .language import Language, setting
from .tagging import Word

_PASSED = frozenset({"ADJ", "DET", "NUM"})


def lead_of(first: int, words: tuple[Word, ...], language: Language) -> int:
    """Return the token of the preposition that leads to the name beginning at token ``first``, -1 for none."""
    owners = setting(language, "syntax", "owner") or ()
    index = first - 1
    while index >= 0:
        word = words[index]
        if word.function("place_words") is not None or word.tag in _PASSED:
            index -= 1
        elif word.token.form in owners and index and words[index - 1].function("place_words") is not None:
            index -= 2
        else:
            break
    return index if index >= 0 and words[index].tag == "ADP" else -1


def says_where(lead: int, words: tuple[Word, ...], language: Language) -> bool:
    """Tell whether the preposition at token ``lead`` says where something is: "in Geneva", "near Basra"."""
    return _is_of("scenes", lead, words, language)


def says_whither(lead: int, words: tuple[Word, ...], language: Language) -> bool:
    """Tell whether the preposition at token ``lead`` says whither or whence: "to Geneva", "from Mali"."""
    return _is_of("ways", lead, words, language)


def _is_of(kind: str, lead: int, words: tuple[Word, ...], language: Language) -> bool:
    """Tell whether a preposition is of a list; ``в+Loc`` is one only before a word that may stand in that case."""
    if lead < 0:
        return False
    form, cases = words[lead].token.form, words[lead + 1].cases()
    for written in setting(language, "syntax", kind) or ():
        preposition, _, case = written.partition("+")
        if form == preposition and (not case or not cases or case in cases):
            return True
    return False
