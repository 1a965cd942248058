"""What does the network see of a word?

Its form, its beginnings and endings, its runs of letters, its lemmas and the readings that the language's own paradigms
give it, its shape, and its language: each a small number by a checksum of its name, so that no vocabulary is stored
and a word never seen still shares its endings with those that were.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from ..model import Form

BUCKETS = {"word": 1 << 15, "affix": 1 << 14, "gram": 1 << 15, "reading": 1 << 9, "shape": 1 << 5}
_LONGEST_SUFFIX, _LONGEST_PREFIX = 5, 4
_GRAMS = (3, 4)
_MOST_LETTERS = 24


class Features(NamedTuple):
    """The numbers of one word, a tuple for each table of vectors; the vectors of a tuple are added up."""

    word: tuple[int, ...]
    affix: tuple[int, ...]
    gram: tuple[int, ...]
    reading: tuple[int, ...]
    shape: tuple[int, ...]


def features(text: str, form: str, readings: tuple[Form, ...], *, first: bool) -> Features:
    """Return what the network sees of a word.

    ``text`` is the word as written, ``form`` its folded form, ``readings`` what the lexicon knows of it, ``first``
    whether it opens its sentence.

    >>> features("Kyiv", "kyiv", (), first=True).affix == features("KYIV", "kyiv", (), first=True).affix
    True
    """
    form = "".join("0" if sign.isdigit() else sign for sign in form)
    word = [f"w {form}", *sorted({f"l {r.lemma} {r.upos}" for r in readings})]
    bounded = f"<{form[:_MOST_LETTERS]}>"
    affix = [f"s {form[-n:]}" for n in range(1, min(_LONGEST_SUFFIX, len(form)) + 1)]
    affix += [f"p {form[:n]}" for n in range(1, min(_LONGEST_PREFIX, len(form)) + 1)]
    gram = [f"g {bounded[i : i + n]}" for n in _GRAMS for i in range(len(bounded) - n + 1)]
    return Features(
        _numbers(word, "word"),
        _numbers(affix, "affix"),
        _numbers(gram or [f"g {bounded}"], "gram"),
        _numbers(_grammar(readings), "reading"),
        (2 * _shape(text) + first,),
    )


def _numbers(names: list[str], table: str) -> tuple[int, ...]:
    return tuple(crc32(name.encode()) % BUCKETS[table] for name in names)


def _grammar(readings: tuple[Form, ...]) -> list[str]:
    """Return what the readings of a word say: each part of speech, each case with its number, gender, verb form."""
    if not readings:
        return ["unknown"]
    names: set[str] = set()
    for _, upos, feats in readings:
        names.add(upos)
        if "Case" in feats:
            names.update((f"{upos} {feats['Case']} {feats.get('Number', '')}", f"case {feats['Case']}"))
        names.update(f"{upos} {name} {feats[name]}" for name in ("Gender", "Animacy", "Aspect") if name in feats)
        if "VerbForm" in feats:
            verbal = ("VerbForm", "Tense", "Number", "Gender", "Person", "Mood", "Voice")
            names.add(" ".join(("verb", *(feats.get(name, "-") for name in verbal))))
    return [*sorted(names), "one" if len(readings) == 1 else "several"]


def _shape(text: str) -> int:
    """Return the shape of a word: 0 other, 1 lower, 2 capital, 3 all capitals, 4 number, 5 with digits, 6 a sign."""
    if not any(sign.isalnum() for sign in text):
        return 6
    if text[0].isdigit():
        return 4
    if any(sign.isdigit() for sign in text):
        return 5
    if text.isupper() and len(text) > 1:
        return 3
    return 2 if text[0].isupper() else int(text.islower())
