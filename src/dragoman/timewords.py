"""What can each word, number and sign of a text be, in one letter?

A word belongs to classes (month, unit, part of the day …), a number to those its value allows (day, hour, year …), a
word that templates name to a class of its own. Each set of classes gets two letters, one for a word that is followed
by a space and one for a word that is not, so that what templates need to know of a text is a string of letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from .model import Table
from .numerals import JOINER, Numeral, compile_numerals, expand

UNKNOWN, SPACE = ".", " "
KINDS = (
    *("DATE", "PERIOD", "TIME", "INTERVAL", "BOUND", "CLOCK", "CLOCKSPAN", "PART", "SPAN", "DURATION", "SET", "VAGUE"),
    *("YEARP", "CLOCKL", "CLOCKH", "TRAP"),
)
_SIGNS = {",": "COMMA", ".": "DOT", "-": "DASH", "/": "SLASH", ":": "COLON", "(": "OPEN", ")": "CLOSE", "@": "AT"}
_SIGNS |= {'"': "QUOTE", "'": "TICK"}
_FIRST_LETTER = 0xE000
_LITERAL, _IN_PHRASE = "=", "#"
_BOUNDS = (1, 13, 25, 32, 60, 1000, 2400, 3000)  # where what a figure can be changes: ``number_classes``

Values = Mapping[str, Any]


class Phrase(NamedTuple):
    """Words that together are one word of time."""

    words: tuple[str, ...]
    values: Values


class Vocabulary(NamedTuple):
    """What the words of a language can be; ``letters`` and ``values`` know every word with and without a space."""

    letters: dict[str, str]
    values: dict[str, Values]
    phrases: dict[str, tuple[Phrase, ...]]
    pairs: dict[frozenset[str], tuple[str, str]]
    loose: frozenset[str]
    suffixes: frozenset[str]
    opening: str
    other: str

    def letters_of(self, classes: Iterable[str], *, tight: bool = False) -> str:
        """Return the letters of every set that holds one of the classes; ``tight``: only those without a space."""
        wanted = set(classes)
        found = (pair[:1] if tight else pair for names, pair in self.pairs.items() if not wanted.isdisjoint(names))
        return "".join(chain.from_iterable(found))


def number_classes(numeral: Numeral, digits: str = "") -> frozenset[str]:
    """Return what a number can be in a date: day, month, hour, minute, year …

    >>> sorted(number_classes(Numeral(12, figure=True), "12"))
    ['DAY', 'FIG', 'HOUR', 'MIN', 'MM', 'MON', 'NUM', 'YY']
    """
    value, length = numeral.value, len(digits)
    if numeral.vague:
        return frozenset({"FEW"})
    if numeral.ordinal:
        fits = {"ORD": True, "ORDDAY": 1 <= value <= 31, "FIGORD": bool(digits)}
    elif value != int(value):
        fits = {"NUM": True}
    elif not digits:
        fits = {"NUM": True, "WNUM": True, "HOUR": 0 <= value <= 24, "WMIN": 10 <= value <= 59}
        fits |= {"YEAR": 1000 <= value <= 2999}
    else:
        fits = {"NUM": True, "FIG": True, "YY": length == 2, "MIN": length == 2 and value <= 59}
        fits |= {"DAY": length <= 2 and 1 <= value <= 31, "HOUR": length <= 2 and value <= 24}
        fits |= {"MON": length <= 2 and 1 <= value <= 12, "MM": length == 2 and 1 <= value <= 12}
        fits |= {"YEAR": length == 4 and 1000 <= value <= 2999}
        fits |= {"HHMM": length in (3, 4) and digits[0] != "0" and value // 100 < 24 and value % 100 < 60}
    return frozenset(name for name, holds in fits.items() if holds)


def number_value(numeral: Numeral) -> float | int:
    """Return the value of a numeral, whole where it is."""
    return int(numeral.value) if numeral.value == int(numeral.value) else numeral.value


class _Words:
    """Collects words with their classes while a vocabulary is made."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self.fold = fold
        self.values: dict[str, dict[str, Any]] = {}
        self.phrases: dict[tuple[str, ...], dict[str, Any]] = {}
        self.pairs: dict[frozenset[str], tuple[str, str]] = {}

    def add(self, word: str, name: str, value: Any) -> None:  # noqa: ANN401 - numbers and names alike
        parts = tuple(map(self.fold, word.split("_")))
        if len(parts) == 1:
            self.values.setdefault(parts[0], {})[name] = value
            return
        self.phrases.setdefault(parts, {})[name] = value
        for part in parts:
            self.values.setdefault(part, {}).setdefault(_IN_PHRASE, None)

    def open_phrases(self, glue: frozenset[str]) -> None:
        """See that every phrase has a word that may open a time: its longest, where none is a word of time itself."""
        for parts in self.phrases:
            if not any(_opens(self.values[part], glue) for part in parts):
                self.values[max(parts, key=len)]["HEAD"] = None

    def pair(self, classes: Iterable[str]) -> tuple[str, str]:
        names = frozenset(classes)
        if names not in self.pairs:
            code = _FIRST_LETTER + 2 * len(self.pairs)
            self.pairs[names] = (chr(code), chr(code + 1))
        return self.pairs[names]


def _opens(classes: Iterable[str], glue: frozenset[str]) -> bool:
    return any(name not in glue and not name.startswith(_LITERAL) for name in classes)


def literal(word: str) -> str:
    """Return the class of a word that templates name."""
    return _LITERAL + word


def compile_vocabulary(times: Table, literals: Iterable[str], fold: Callable[[str], str]) -> Vocabulary:
    """Return the words of ``times.toml``, and the ``literals`` that its templates name, as letters."""
    glue = frozenset(
        [_IN_PHRASE, "JOIN", "SUFFIX", *_SIGNS.values(), *times.get("glue", {}).get("classes", "").split()]
    )
    suffixes = times.get("numbers", {}).get("suffixes", "").split()
    words = _Words(fold)
    _add_words(words, times, suffixes, literals)
    words.open_phrases(glue)
    letters, values = {SPACE: SPACE}, dict[str, Values]()
    for word, found in words.values.items():
        letters[word], letters[word + SPACE] = words.pair(found)
        values[word] = values[word + SPACE] = found
    _add_figures(words, letters, values)
    for kind in KINDS:
        words.pair([kind])
    phrases: dict[str, list[Phrase]] = {}
    for parts, found in sorted(words.phrases.items(), key=lambda item: (-len(item[0]), item[0])):
        words.pair(found)
        phrases.setdefault(parts[0], []).append(Phrase(parts, found))
    opening = "".join("".join(pair) for names, pair in words.pairs.items() if _opens(names, glue))
    return Vocabulary(
        letters=letters,
        values=values,
        phrases={head: tuple(rows) for head, rows in phrases.items()},
        pairs=words.pairs,
        loose=frozenset(pair[1] for pair in words.pairs.values()),
        suffixes=frozenset(map(fold, suffixes)),
        opening=opening,
        other=SPACE + "".join("".join(pair) for names, pair in words.pairs.items() if not _opens(names, glue)),
    )


def _add_words(words: _Words, times: Table, suffixes: Iterable[str], literals: Iterable[str]) -> None:
    endings = times.get("endings", {})
    for sign, name in _SIGNS.items():
        words.add(sign, name, sign)
    for word, numeral in compile_numerals(times.get("numbers", {}), endings, words.fold).items():
        for name in sorted(number_classes(numeral)) if numeral is not JOINER else ("JOIN",):
            words.add(word, name, number_value(numeral))
    for suffix in suffixes:
        words.add(suffix, "SUFFIX", suffix)
    for name, table in times.get("words", {}).items():
        for value, forms in table.items():
            for word in expand(str(forms), endings):
                words.add(word, name, int(value) if re.fullmatch(r"-?\d+", value) else value)
    for word in literals:
        words.add(word, literal(words.fold(word)), word)


def _add_figures(words: _Words, letters: dict[str, str], values: dict[str, Values]) -> None:
    """Every figure of up to four places, and every set of classes that joining numbers can make."""
    for width in (1, 2, 3, 4):
        known: dict[tuple[bool, ...], tuple[tuple[str, str], list[str]]] = {}
        for number in range(10**width):
            digits = str(number).zfill(width)
            told = (*map(number.__lt__, _BOUNDS), digits[0] == "0", number % 100 < 60)
            kind = known.get(told)
            if kind is None:
                classes = number_classes(Numeral(number, figure=True), digits)
                kind = known[told] = (words.pair(classes), sorted(classes))
            (letters[digits], letters[digits + SPACE]), names = kind
            values[digits] = values[digits + SPACE] = dict.fromkeys(names, number)
    for value in (0.5, 5, 15, 45, 100, 2000):
        words.pair(number_classes(Numeral(value)))
    for value, digits in ((1, ""), (1, "1"), (40, ""), (40, "1")):
        words.pair(number_classes(Numeral(value, ordinal=True), digits))


def piece_pattern(clitics: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that cuts text: words keep apostrophes, save before a clitic; each takes one blank along."""
    cut = "|".join(re.escape(clitic.lstrip("'")) for clitic in clitics)
    inner = rf"'(?!(?:{cut})\b)" if cut else "'"
    split = rf"|'(?:{cut})\b ?" if cut else ""
    return re.compile(rf"[^\W\d_]+(?:{inner}[^\W\d_]+)* ?|\d+ ?{split}|[^\w\s] ?|(?s:.)")
