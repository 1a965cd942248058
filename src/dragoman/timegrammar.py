"""How do the templates of times.toml become a grammar?

Over words that are letters a template is a regular expression. Templates work in levels: what a level finds is one
node, with one letter, for the next, so dates, ranges and bounds nest without recursion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .errors import DataError
from .fold import fold
from .model import Table
from .timebuild import Make
from .timeguards import GUARDS, Guard
from .timemakes import MAKES
from .timevalues import Settings
from .timewords import SPACE, Vocabulary, compile_vocabulary, literal, piece_pattern

POLICIES = ("news", "forward")
_TOKEN = re.compile(r"[()|?*]|(?:[a-z0-9]+:)?[^\s()|?*]+")
_MARKS = "()|?*"
_FIRST_LEVEL = 2

Match = Callable[[str, int], re.Match[str] | None]
Fold = Callable[[str], str]


class Rule(NamedTuple):
    """A compiled template: its id, matcher, what its groups catch, and what is made of them."""

    id: str
    source: str
    match: Match
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
    any_rule: dict[str, Match]
    rules: dict[str, tuple[Rule, ...]]
    idle: set[str]


class Grammar(NamedTuple):
    """The times.toml of a language, compiled; ``run`` finds the letters worth looking at."""

    piece: re.Pattern[str]
    words: Vocabulary
    kinds: dict[str, tuple[str, str]]
    numeric: re.Pattern[str]
    joined: re.Pattern[str]
    run: re.Pattern[str]
    levels: dict[str, tuple[Level, ...]]
    settings: Settings
    extra: dict[int, str]


def compile_grammar(times: Table, extra: Mapping[int, str] | None = None) -> Grammar:
    """Return the tables of ``times.toml`` as a grammar; raise DataError where a rule is not well formed.

    ``extra`` is the language's own folding (``language.toml``, ``[fold]``).
    """
    own = dict(extra or {})

    def fold_word(word: str) -> str:
        return fold(word, own)

    rules = times.get("rule", [])
    words = compile_vocabulary(times, sorted(_literals(rules)), fold_word)
    heads = "".join(words.letters[head] + words.letters[head + SPACE] for head in words.phrases)
    return Grammar(
        piece=piece_pattern(times.get("settings", {}).get("clitics", ())),
        words=words,
        kinds={next(iter(names)): pair for names, pair in words.pairs.items() if len(names) == 1},
        numeric=re.compile(f"[{words.letters_of(('NUM', 'ORD', 'FEW'))}]"),
        joined=re.compile(f"[{SPACE}{heads}]"),
        run=re.compile(f"[{words.other}]*+[{words.opening}][{words.opening}{words.other}]*+"),
        levels=_Levels(rules, words, fold_word),
        settings=_settings(times),
        extra=own,
    )


def _settings(times: Table) -> Settings:
    options = times.get("settings", {})
    return Settings(
        parts={name: (int(hours[0]), int(hours[1])) for name, hours in times.get("parts", {}).items()},
        seasons={name: (str(days[0]), str(days[1])) for name, days in times.get("seasons", {}).items()},
        next_weekday=str(options.get("next_weekday", "nearest")),
        coming=int(options.get("coming", 7)),
    )


def _patterns(rule: Table) -> list[str]:
    pattern = rule.get("pattern", [])
    return [pattern] if isinstance(pattern, str) else list(pattern)


def _item(token: str) -> tuple[str, bool, list[str], bool]:
    """Return the name an item is caught by, whether it is, its classes and words, and whether it stands tight."""
    name, colon, rest = token.rpartition(":")
    return name, bool(colon), rest.rstrip("~").split("/"), rest.endswith("~")


def _literals(rules: Iterable[Table]) -> set[str]:
    tokens = {token for rule in rules for pattern in _patterns(rule) for token in _TOKEN.findall(pattern)}
    options = {option for token in tokens - set(_MARKS) for option in _item(token)[2]}
    return {option for option in options if option == option.lower()}


class _Levels(dict[str, tuple[Level, ...]]):
    """The levels of each policy: those of the first compiled at once, those of another when it is asked for."""

    def __init__(self, rules: list[Table], words: Vocabulary, fold_word: Fold) -> None:
        super().__init__()
        self._rules, self._words, self._fold = rules, words, fold_word
        self[POLICIES[0]] = _levels(rules, words, fold_word, POLICIES[0])

    def __missing__(self, policy: str) -> tuple[Level, ...]:
        self[policy] = _levels(self._rules, self._words, self._fold, policy)
        return self[policy]


def _levels(rules: Iterable[Table], words: Vocabulary, fold_word: Fold, policy: str) -> tuple[Level, ...]:
    levels: dict[int, dict[str, list[Rule]]] = {}
    for table in rules:
        if table.get("only", policy) != policy:
            continue
        for pattern in _patterns(table):
            rule, first = _compile_rule(table, pattern, words, fold_word, policy)
            by_letter = levels.setdefault(int(table.get("level", _FIRST_LEVEL)), {})
            for letter in sorted(first):
                by_letter.setdefault(letter, []).append(rule)
    return tuple(_level(levels[level]) for level in sorted(levels))


class _Matchers(dict[str, Match]):
    """The matcher of each letter's rules, compiled when a text first asks for it: most never do."""

    def __init__(self, sources: dict[str, str]) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, letter: str) -> Match:
        matcher = self[letter] = re.compile(self._sources[letter]).match
        return matcher


def _when_asked(source: str) -> Match:
    """Return a matcher that compiles its expression when it is first asked."""
    compiled: list[Match] = []

    def match(letters: str, place: int) -> re.Match[str] | None:
        if not compiled:
            compiled.append(re.compile(source).match)
        return compiled[0](letters, place)

    return match


def _level(rules: dict[str, list[Rule]]) -> Level:
    return Level(
        starts=re.compile(f"[{''.join(sorted(rules))}]"),
        any_rule=_Matchers({letter: "|".join(rule.source for rule in found) for letter, found in rules.items()}),
        rules={letter: tuple(found) for letter, found in rules.items()},
        idle=set(),
    )


def _compile_rule(table: Table, pattern: str, words: Vocabulary, fold_word: Fold, policy: str) -> tuple[Rule, set[str]]:
    name, make, named = str(table.get("id", "")), str(table.get("make", "")), str(table.get("guard", "")).split()
    if not name or make not in MAKES:
        raise DataError(f"rule {name or pattern!r}: needs an id and a make, one of {', '.join(sorted(MAKES))}")
    for guard in named:
        if guard.rpartition(":")[2] not in GUARDS:
            raise DataError(f"rule {name}: unknown guard {guard!r}; guards are {', '.join(sorted(GUARDS))}")
    template = _Template(pattern, words, fold_word)
    try:
        source, first, nullable = template.alternatives()
    except IndexError as error:
        raise DataError(f"rule {name}: cannot read pattern {pattern!r}: a bracket is not closed") from error
    if template.rest or nullable:
        raise DataError(f"rule {name}: pattern {pattern!r} has a bracket too many or may match nothing")
    guards = tuple(GUARDS[n.rpartition(":")[2]] for n in named if ":" not in n or n.startswith(f"{policy}:"))
    matcher = _when_asked(source)
    gives = str(table.get("gives", ""))
    return Rule(name, source, matcher, tuple(template.groups), MAKES[make], table.get("with", {}), gives, guards), first


class _Template:
    """Recursive descent over a template: to a regular expression over letters, with the letters it can begin with."""

    def __init__(self, pattern: str, words: Vocabulary, fold_word: Fold) -> None:
        self.rest = _TOKEN.findall(pattern)[::-1]
        self.words, self.fold = words, fold_word
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
                raise IndexError
            return f"(?:{source})", first, nullable
        name, caught, options, tight = _item(token)
        classes = tuple(literal(self.fold(o)) if o == o.lower() else o for o in options)
        letters = self.words.letters_of(classes, tight=tight)
        source = f"[{letters}]" if letters else "(?!)"
        if caught:
            self.groups.append((len(self.groups) + 1, name, classes))
            source = f"({source})"
        return source, set(letters), False
