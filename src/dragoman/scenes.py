"""Does a name stand where a scene is named: "in Geneva", "near the town of Samarra", "in the east of the country"?

A preposition of place leads it. Between the two may stand articles, adjectives, and words that say what kind of place
or which part of it is meant; the prepositions and these words are lists of the language.
"""

from __future__ import annotations

from .language import Language, setting
from .tagging import Word

_KINDS = {"where": "scenes", "way": "ways", "aim": "aims"}
_PASSED = frozenset({"ADJ", "DET", "NUM", "X"})


def lead_of(first: int, words: tuple[Word, ...], language: Language) -> int:
    """Return the token of the preposition that leads to the name beginning at token ``first``, -1 for none."""
    index = beginning(first, words, language) - 1
    return index if index >= 0 and words[index].tag == "ADP" else -1


def beginning(first: int, words: tuple[Word, ...], language: Language) -> int:
    """Return where what leads to a name begins: at "the" in "the besieged town of", at the name where nothing does."""
    owners = setting(language, "syntax", "owner") or ()
    index = first - 1
    while index >= 0:
        word = words[index]
        if word.function("place_words") is not None or word.tag in _PASSED or word.has("VerbForm", "Part"):
            index -= 1
        elif word.token.form in owners and index and words[index - 1].function("place_words") is not None:
            index -= 2
        else:
            break
    return index + 1


def kind_of(preposition: str, cases: frozenset[str], language: Language) -> str:
    """Return what a preposition says of the place behind it, "" where it says nothing of a place.

    "where" ("in Geneva", "near Basra"), "way" ("to Geneva", "from Mali") or "aim" ("strikes on Odesa"). ``cases`` are
    those in which what follows may stand, empty where its form does not tell; a list may ask for one (``в+Loc``).
    """
    for kind, listed in _KINDS.items():
        for written in setting(language, "syntax", listed) or ():
            known, _, case = written.partition("+")
            if preposition == known and (not case or not cases or case in cases):
                return kind
    return ""
