"""How do the words and templates of times.toml become a grammar?

What a word can be (month, unit, number that may be a day …) becomes one letter per set of classes, in two shapes: tight
and followed by a space. A template over classes is then a regular expression over letters. Templates work in levels:
what a level finds is one node, with one letter, for the next, so dates, ranges and bounds nest without recursion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from .errors import DataError
from .fold import fold
from .model import Table
from .numerals import JOINER, Numeral, compile_numerals, expand
from .timebuild import Make
from .timeguards import GUARDS, Guard
from .timemakes import MAKES
from .timevalues import Settings

UNKNOWN = "."
SPACE = " "
_FIRST_LETTER = 0xE000
_PUNCTUATION = {
    ",": "COMMA",
    ".": "DOT",
    "-": "DASH",
    "/": "SLASH",
    ":": "COLON",
    "(": "OPEN",
    ")": "CLOSE",
    '"': "QUOTE",
    "'": "TICK",
    "@": "AT",
}
_KINDS = (
    "DATE",
    "PERIOD",
    "CLOCK",
    "PART",
    "SPAN",
    "CLOCKSPAN",
    "TIME",
    "INTERVAL",
    "BOUND",
    "DURATION",
    "SET",
    "VAGUE",
    "YEARP",
    "CLOCKL",
    "CLOCKH",
    "TRAP",
)
_TEMPLATE = re.compile(r"[()|?*]|(?:[a-z0-9]+:)?[^\s()|?*]+")


class Node(NamedTuple):
    """A stretch of text with one letter: a word, a number, or what a template made of some."""

    letter: str
    values: Mapping[str, Any]
    start: int
    end: int
    rule: str = ""


class Rule(NamedTuple):
    """A compiled template: its id, matcher, what its groups catch, and what is made of them."""

    id: str
    source: str
    match: Callable[[str, int], re.Match[str] | None]
    groups: tuple[tuple[int, str, tuple[str, ...]], ...]
    make: Make
    args: Table
    gives: str
    guards: tuple[Guard, ...]


class Level(NamedTuple):
    """The rules of one level by the letter they begin with; ``starts`` finds those letters.

    Before the rules of a letter are tried one by one, one expression asks whether any of them can match. ``idle``
    remembers rows of letters in which none can.
    """

    starts: re.Pattern[str]
    any_rule: dict[str, Callable[[str, int], re.Match[str] | None]]
    rules: dict[str, tuple[Rule, ...]]
    idle: set[str]


class Grammar(NamedTuple):
    """The times.toml of a language, compiled."""

    piece: re.Pattern[str]
    letters: dict[str, str]
    values: dict[str, Mapping[str, Any]]
    numerals: dict[str, Numeral]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, Mapping[str, Any]], ...]]
    suffixes: frozenset[str]
    signatures: dict[frozenset[str], tuple[str, str]]
    kinds: dict[str, tuple[str, str]]
    numeric: re.Pattern[str]
    joined: re.Pattern[str]
    loose: frozenset[str]
    run: re.Pattern[str]
    levels: dict[str, tuple[Level, ...]]
    settings: Settings
    extra: dict[int, str]


class _Words:
    """Collects words with their classes, then gives each set of classes two letters: tight and followed by a space."""

    def __init__(self, fold_word: Callable[[str], str]) -> None:
        self.fold = fold_word
        self.values: dict[str, dict[str, Any]] = {}
        self.phrases: dict[tuple[str, ...], dict[str, Any]] = {}
        self.signatures: dict[frozenset[str], tuple[str, str]] = {}

    def add(self, word: str, name: str, value: Any) -> None:  # noqa: ANN401 - numbers and names alike
        parts = tuple(self.fold(part) for part in word.split("_"))
        if len(parts) == 1:
            self.values.setdefault(parts[0], {})[name] = value
            return
        self.phrases.setdefault(parts, {})[name] = value
        for part in parts:
            self.values.setdefault(part, {}).setdefault("#", None)

    def open_phrases(self, glue: frozenset[str]) -> None:
        """See that every phrase has a word that may open a time: its longest, where none is a word of time itself."""
        for parts in self.phrases:
            if all(glue.issuperset(n for n in self.values[part] if not n.startswith("=")) for part in parts):
                self.values[max(parts, key=len)]["HEAD"] = None

    def letter(self, classes: frozenset[str]) -> tuple[str, str]:
        known = self.signatures.get(classes)
        if known is None:
            code = _FIRST_LETTER + 2 * len(self.signatures)
            known = self.signatures[classes] = (chr(code), chr(code + 1))
        return known


def number_classes(numeral: Numeral, digits: str = "") -> frozenset[str]:
    """Return what a number can be in a date: day, month, hour, minute, year …

    >>> sorted(number_classes(Numeral(12, figure=True), "12"))
    ['DAY', 'FIG', 'HOUR', 'MIN', 'MON', 'NUM', 'YY']
    """
    value = numeral.value
    if numeral.vague:
        return frozenset({"FEW"})
    if numeral.ordinal:
        names = {"ORD"} | ({"ORDDAY"} if 1 <= value <= 31 else set())
        return frozenset(names | ({"FIGORD"} if digits else set()))
    names = {"NUM"}
    if value != int(value):
        return frozenset(names)
    if not digits:
        names |= {"WNUM"} | ({"HOUR"} if 0 <= value <= 24 else set()) | ({"WMIN"} if 10 <= value <= 59 else set())
        return frozenset(names | ({"YEAR"} if 1000 <= value <= 2999 else set()))
    names.add("FIG")
    short = len(digits) <= 2
    for name, fits in (
        ("DAY", short and 1 <= value <= 31),
        ("MON", short and 1 <= value <= 12),
        ("HOUR", short and value <= 24),
        ("MIN", len(digits) == 2 and value <= 59),
        ("YY", len(digits) == 2),
        ("MM", len(digits) == 2 and 1 <= value <= 12),
        ("YEAR", len(digits) == 4 and 1000 <= value <= 2999),
        ("HHMM", len(digits) in (3, 4) and value // 100 < 24 and value % 100 < 60 and digits[0] != "0"),
        ("GROUP", len(digits) == 3),
    ):
        if fits:
            names.add(name)
    return frozenset(names)


def compile_grammar(times: Table, extra: Mapping[int, str] | None = None) -> Grammar:
    """Return the tables of ``times.toml`` as a grammar; raise DataError where a rule is not well formed.

    ``extra`` is the language's own folding (``language.toml``, ``[fold]``).
    """
    own = dict(extra or {})

    def fold_word(word: str) -> str:
        return fold(word, own)

    endings = times.get("endings", {})
    options = times.get("settings", {})
    glue = frozenset(["#", "JOIN", "SUFFIX", *_PUNCTUATION.values(), *times.get("glue", {}).get("classes", "").split()])
    words = _Words(fold_word)
    numerals = compile_numerals(times.get("numbers", {}), endings, fold_word)
    for sign, name in _PUNCTUATION.items():
        words.add(sign, name, sign)
    for word, numeral in numerals.items():
        for name in number_classes(numeral) if numeral is not JOINER else ("JOIN",):
            words.add(word, name, int(numeral.value) if numeral.value == int(numeral.value) else numeral.value)
    suffixes = str(times.get("numbers", {}).get("suffixes", "")).split()
    for suffix in suffixes:
        words.add(suffix, "SUFFIX", suffix)
    for name, table in times.get("words", {}).items():
        for value, forms in table.items():
            for word in expand(str(forms), endings):
                words.add(word, name, _plain(value))
    for literal in sorted(_literals(times)):
        words.add(literal, f"={fold_word(literal)}", literal)
    numbers = {str(n).zfill(width): n for width in (1, 2, 3, 4) for n in range(10**width)}
    digit_classes = {digits: number_classes(Numeral(n, figure=True), digits) for digits, n in numbers.items()}
    for names in chain(
        sorted(map(sorted, set(digit_classes.values()))),
        (sorted(number_classes(Numeral(n, ordinal=True), d)) for n in (1, 40) for d in ("", "1")),
        (sorted(number_classes(Numeral(n))) for n in (0.5, 5, 15, 45, 100, 2000)),
        ([kind] for kind in _KINDS),
    ):
        words.letter(frozenset(names))
    words.open_phrases(glue)
    letters: dict[str, str] = {SPACE: SPACE}
    values: dict[str, Mapping[str, Any]] = {}
    for word, found in words.values.items():
        tight, loose = words.letter(frozenset(found))
        letters[word], letters[word + SPACE] = tight, loose
        values[word] = values[word + SPACE] = found
    for digits, classes in digit_classes.items():
        letters[digits], letters[digits + SPACE] = words.letter(classes)
        values[digits] = values[digits + SPACE] = dict.fromkeys(sorted(classes), numbers[digits])
    phrases: dict[str, list[tuple[tuple[str, ...], str, Mapping[str, Any]]]] = {}
    for parts, found in sorted(words.phrases.items(), key=lambda item: (-len(item[0]), item[0])):
        words.letter(frozenset(found))
        phrases.setdefault(parts[0], []).append((parts, "", found))
    return Grammar(
        piece=_piece_pattern(options.get("clitics", ())),
        letters=letters,
        values=values,
        numerals=numerals,
        phrases={head: tuple(rows) for head, rows in phrases.items()},
        suffixes=frozenset(map(fold_word, suffixes)),
        signatures=words.signatures,
        kinds={kind: words.letter(frozenset({kind})) for kind in _KINDS},
        loose=frozenset(pair[1] for pair in words.signatures.values()),
        numeric=re.compile(f"[{_letters_with(words.signatures, ('NUM', 'ORD', 'FEW'))}]"),
        joined=re.compile(f"[{SPACE}{''.join(letters[head] + letters[head + SPACE] for head in phrases)}]"),
        run=_run_pattern(words.signatures, glue),
        levels={p: _levels(times.get("rule", ()), words.signatures, fold_word, p) for p in ("news", "forward")},
        settings=_settings(times),
        extra=own,
    )


def _plain(value: str) -> int | str:
    return int(value) if re.fullmatch(r"-?\d+", value) else value


def _settings(times: Table) -> Settings:
    options = times.get("settings", {})
    return Settings(
        parts={name: (int(hours[0]), int(hours[1])) for name, hours in times.get("parts", {}).items()},
        seasons={name: (str(days[0]), str(days[1])) for name, days in times.get("seasons", {}).items()},
        next_weekday=str(options.get("next_weekday", "nearest")),
        coming=int(options.get("coming", 7)),
    )


def _piece_pattern(clitics: tuple[str, ...]) -> re.Pattern[str]:
    """Words keep their apostrophes, save before a clitic; every piece but a line end takes one blank along."""
    cut = "|".join(re.escape(clitic.lstrip("'")) for clitic in clitics)
    inner = rf"'(?!(?:{cut})\b)" if cut else "'"
    split = rf"|'(?:{cut})\b ?" if cut else ""
    return re.compile(rf"[^\W\d_]+(?:{inner}[^\W\d_]+)* ?|\d+ ?{split}|[^\w\s] ?|(?s:.)")


def _letters_with(
    signatures: Mapping[frozenset[str], tuple[str, str]], names: tuple[str, ...], tight: bool = False
) -> str:
    found = (pair[:1] if tight else pair for classes, pair in signatures.items() if not classes.isdisjoint(names))
    return "".join(chain.from_iterable(found))


def _run_pattern(signatures: Mapping[frozenset[str], tuple[str, str]], glue: frozenset[str]) -> re.Pattern[str]:
    """Known letters in a row, at least one of which can open a time; glue alone (of, the, in …) never does."""
    opening, other = "", SPACE
    for classes, pair in signatures.items():
        if any(name not in glue and not name.startswith("=") for name in classes):
            opening += "".join(pair)
        else:
            other += "".join(pair)
    return re.compile(f"[{other}]*+[{opening}][{opening}{other}]*+")


def _literals(times: Table) -> set[str]:
    found: set[str] = set()
    for rule in times.get("rule", ()):
        for pattern in _patterns(rule):
            for part in _TEMPLATE.findall(pattern):
                for option in part.partition(":")[2].split("/") if ":" in part else part.split("/"):
                    if (word := option.rstrip("~")) and word == word.lower() and word not in "()|?*":
                        found.add(word)
    return found


def _patterns(rule: Table) -> list[str]:
    pattern = rule.get("pattern", [])
    return [pattern] if isinstance(pattern, str) else list(pattern)


def _levels(
    rules: Any, signatures: Mapping[frozenset[str], tuple[str, str]], fold_word: Callable[[str], str], policy: str
) -> tuple[Level, ...]:
    levels: dict[int, dict[str, list[Rule]]] = {}
    for table in rules:
        if table.get("only", policy) != policy:
            continue
        for pattern in _patterns(table):
            rule, first = _compile_rule(table, pattern, signatures, fold_word, policy)
            by_letter = levels.setdefault(int(table.get("level", 2)), {})
            for letter in sorted(first):
                by_letter.setdefault(letter, []).append(rule)
    return tuple(_level(levels[level]) for level in sorted(levels))


def _level(rules: dict[str, list[Rule]]) -> Level:
    return Level(
        re.compile(f"[{''.join(sorted(rules))}]"),
        {letter: re.compile("|".join(rule.source for rule in found)).match for letter, found in rules.items()},
        {letter: tuple(found) for letter, found in rules.items()},
        set(),
    )


def _compile_rule(
    table: Table,
    pattern: str,
    signatures: Mapping[frozenset[str], tuple[str, str]],
    fold_word: Callable[[str], str],
    policy: str,
) -> tuple[Rule, set[str]]:
    name = str(table.get("id", ""))
    if not name or table.get("make") not in MAKES:
        raise DataError(f"rule {name or pattern!r}: needs an id and a make, one of {', '.join(sorted(MAKES))}")
    template = _Template(pattern, signatures, fold_word)
    try:
        source, first, nullable = template.alternatives()
    except (IndexError, KeyError) as error:
        raise DataError(f"rule {name}: cannot read pattern {pattern!r} ({error})") from error
    if template.rest or nullable:
        raise DataError(f"rule {name}: pattern {pattern!r} is not closed or may match nothing")
    named = str(table.get("guard", "")).split()
    guards = tuple(GUARDS[n.rpartition(":")[2]] for n in named if n.partition(":")[0] == policy or ":" not in n)
    rule = Rule(
        name,
        source,
        re.compile(source).match,
        tuple(template.groups),
        MAKES[table["make"]],
        table.get("with", {}),
        str(table.get("gives", "")),
        guards,
    )
    return rule, first


class _Template:
    """Recursive descent over a template: to a regular expression over letters, with the letters it can begin with."""

    def __init__(
        self, pattern: str, signatures: Mapping[frozenset[str], tuple[str, str]], fold_word: Callable[[str], str]
    ) -> None:
        self.rest = _TEMPLATE.findall(pattern)[::-1]
        self.signatures, self.fold = signatures, fold_word
        self.groups: list[tuple[int, str, tuple[str, ...]]] = []

    def alternatives(self) -> tuple[str, set[str], bool]:
        source, first, nullable = self.sequence()
        while self.rest and self.rest[-1] == "|":
            self.rest.pop()
            other, more, empty = self.sequence()
            source, first, nullable = f"{source}|{other}", first | more, nullable or empty
        return source, first, nullable

    def sequence(self) -> tuple[str, set[str], bool]:
        source, first, nullable = "", set[str](), True
        while self.rest and self.rest[-1] not in "|)":
            part, letters, empty = self.atom()
            while self.rest and self.rest[-1] in "?*":
                part, empty = part + self.rest.pop(), True
            if nullable:
                first |= letters
            source, nullable = source + part, nullable and empty
        return source, first, nullable

    def atom(self) -> tuple[str, set[str], bool]:
        token = self.rest.pop()
        if token == "(":
            source, first, nullable = self.alternatives()
            if self.rest.pop() != ")":
                raise IndexError("a bracket is not closed")
            return f"(?:{source})", first, nullable
        name, colon, item = token.partition(":") if ":" in token else ("", "", token)
        tight = item.endswith("~")
        classes = tuple(c if c != c.lower() else f"={self.fold(c)}" for c in item.rstrip("~").split("/"))
        letters = _letters_with(self.signatures, classes, tight)
        source = f"[{letters}]" if letters else "(?!)"
        if colon:
            self.groups.append((len(self.groups) + 1, name, classes))
            source = f"({source})"
        return source, set(letters), False
