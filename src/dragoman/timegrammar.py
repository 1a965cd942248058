"""How are the words of a text matched against the templates of times?

Text is cut into pieces with one regular expression; each piece is looked up once, and what it can be (month, unit,
number that may be a day …) becomes one letter. A template over classes is then a regular expression over letters, and
only stretches of known letters that hold a word of time are looked at. Templates work in levels: what a level finds is
one node, with one letter, for the next level (a date, a clock time, a span), so dates, ranges and bounds nest without
recursion. At each place the longest template wins, the earlier one where two are equally long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, chain
from typing import Any, NamedTuple

from .errors import DataError
from .fold import FOLDS, fold
from .model import Table
from .numerals import HYPHEN, JOINER, Numeral, compile_numerals, expand, read_numeral
from .timebuild import MAKES, Caught, Make, Value
from .timevalues import Settings

UNKNOWN = "."
_SPACE = " "
_FIRST_LETTER = 0xE000
_PUNCTUATION = {",": "COMMA", ".": "DOT", "-": "DASH", "/": "SLASH", ":": "COLON", "(": "OPEN", ")": "CLOSE", '"': "QUOTE", "'": "TICK", "@": "AT"}
_KINDS = ("DATE", "PERIOD", "CLOCK", "PART", "SPAN", "CLOCKSPAN", "TIME", "INTERVAL", "BOUND", "DURATION", "SET", "VAGUE", "YEARP", "CLOCKL", "CLOCKH", "TRAP")
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

    Before the rules of a letter are tried one by one, one expression asks whether any of them can match.
    """

    starts: re.Pattern[str]
    any_rule: dict[str, Callable[[str, int], re.Match[str] | None]]
    rules: dict[str, tuple[Rule, ...]]


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
    numeric: frozenset[str]
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


# --- compiling -----------------------------------------------------------------------------------------------------


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
    for classes in chain(
        sorted(map(sorted, set(digit_classes.values()))),
        (sorted(number_classes(Numeral(n, ordinal=True), d)) for n in (1, 40) for d in ("", "1")),
        (sorted(number_classes(Numeral(n))) for n in (0.5, 5, 15, 45, 100, 2000)),
        ([kind] for kind in _KINDS),
    ):
        words.letter(frozenset(classes))
    words.open_phrases(glue)
    letters: dict[str, str] = {_SPACE: _SPACE}
    values: dict[str, Mapping[str, Any]] = {}
    for word, found in words.values.items():
        tight, loose = words.letter(frozenset(found))
        letters[word], letters[word + _SPACE] = tight, loose
        values[word] = values[word + _SPACE] = found
    for digits, classes in digit_classes.items():
        letters[digits], letters[digits + _SPACE] = words.letter(classes)
        values[digits] = values[digits + _SPACE] = dict.fromkeys(sorted(classes), numbers[digits])
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
        numeric=frozenset(_letters_with(words.signatures, ("NUM", "ORD", "FEW"))),
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
        feasts={str(k): str(k) for k in times.get("words", {}).get("FEAST", {})},
        next_weekday=str(options.get("next_weekday", "nearest")),
        coming=int(options.get("coming", 7)),
    )


def _piece_pattern(clitics: tuple[str, ...]) -> re.Pattern[str]:
    """Words keep their apostrophes, save before a clitic; every piece but a line end takes one blank along."""
    cut = "|".join(re.escape(clitic.lstrip("'")) for clitic in clitics)
    inner = rf"'(?!(?:{cut})\b)" if cut else "'"
    split = rf"|'(?:{cut})\b ?" if cut else ""
    return re.compile(rf"[^\W\d_]+(?:{inner}[^\W\d_]+)* ?|\d+ ?{split}|[^\w\s] ?|(?s:.)")


def _letters_with(signatures: Mapping[frozenset[str], tuple[str, str]], names: tuple[str, ...], tight: bool = False) -> str:
    found = (pair[:1] if tight else pair for classes, pair in signatures.items() if not classes.isdisjoint(names))
    return "".join(chain.from_iterable(found))


def _run_pattern(signatures: Mapping[frozenset[str], tuple[str, str]], glue: frozenset[str]) -> re.Pattern[str]:
    """Known letters in a row, at least one of which can open a time; glue alone (of, the, in …) never does."""
    opening, other = "", _SPACE
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


def _levels(rules: Any, signatures: Mapping[frozenset[str], tuple[str, str]], fold_word: Callable[[str], str], policy: str) -> tuple[Level, ...]:  # noqa: ANN401
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
    rule = Rule(name, source, re.compile(source).match, tuple(template.groups), MAKES[table["make"]], table.get("with", {}), str(table.get("gives", "")), guards)
    return rule, first


class _Template:
    """Recursive descent over a template: to a regular expression over letters, with the letters it can begin with."""

    def __init__(self, pattern: str, signatures: Mapping[frozenset[str], tuple[str, str]], fold_word: Callable[[str], str]) -> None:
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


# --- matching ------------------------------------------------------------------------------------------------------


def parse(text: str, grammar: Grammar, *, policy: str = "news") -> Iterator[Node]:
    """Yield the nodes that the templates leave at the end, in text order; their ``values`` hold one ``Value``."""
    folded = _folded(text, grammar.extra)
    pieces = grammar.piece.findall(folded)
    get = grammar.letters.get
    letters = "".join([get(piece, UNKNOWN) for piece in pieces])
    starts = [0, *accumulate(map(len, pieces))]
    levels = grammar.levels["forward" if policy == "forward" else "news"]
    for run in grammar.run.finditer(letters):
        first, last = run.span()
        nodes = _numbers(_nodes(pieces, starts, letters, first, last, grammar), grammar)
        row = "".join([node.letter for node in nodes])
        for level in levels:
            nodes, row = _rewrite(nodes, row, level, text, grammar)
        for node in nodes:
            if node.rule:
                yield node


def _folded(text: str, extra: Mapping[int, str]) -> str:
    """What ``fold`` returns, five times as fast where few characters change: one search per character that would."""
    lower = text.lower()
    if len(lower) != len(text):
        return fold(text, extra)
    for code, plain in chain(FOLDS.items(), extra.items()):
        lower = lower.replace(chr(code), plain)
    return lower


def _nodes(pieces: list[str], starts: list[int], letters: str, first: int, last: int, grammar: Grammar) -> list[Node]:
    nodes: list[Node] = []
    index = first
    while index < last:
        piece = pieces[index]
        word = piece.rstrip(_SPACE)
        rows = grammar.phrases.get(word)
        if rows is not None and (found := _phrase(rows, pieces, index, last, starts, grammar)):
            nodes.append(found[0])
            index = found[1]
            continue
        if word:
            nodes.append(Node(letters[index], grammar.values[word], starts[index], starts[index] + len(word)))
        index += 1
    return nodes


def _phrase(
    rows: tuple[tuple[tuple[str, ...], str, Mapping[str, Any]], ...],
    pieces: list[str],
    first: int,
    last: int,
    starts: list[int],
    grammar: Grammar,
) -> tuple[Node, int] | None:
    for parts, _, values in rows:
        index = first
        for part in parts:
            while index < last and pieces[index] == _SPACE:
                index += 1
            if index >= last or pieces[index].rstrip(_SPACE) != part:
                break
            index += 1
        else:
            loose = pieces[index - 1].endswith(_SPACE)
            end = starts[index] - (1 if loose else 0)
            return Node(grammar.signatures[frozenset(values)][loose], values, starts[first], end), index
    return None


def _numbers(nodes: list[Node], grammar: Grammar) -> list[Node]:
    """Join the words and figures of one number into one node."""
    if grammar.numeric.isdisjoint(node.letter for node in nodes):
        return nodes
    items = [_numeral(node, grammar) for node in nodes]
    joined: list[Node] = []
    index = 0
    while index < len(nodes):
        found, after = read_numeral(items, index)
        if found is None or after == index:
            joined.append(nodes[index])
            index += 1
            continue
        digits = "1" if found.figure else ""
        after, ordinal = _suffixed(nodes, after, grammar) if found.figure and after == index + 1 else (after, False)
        if after == index + 1:
            joined.append(nodes[index])
        else:
            numeral = found._replace(ordinal=ordinal or found.ordinal, figure=ordinal)
            classes = number_classes(numeral, digits if ordinal else "")
            pair = grammar.signatures.get(classes) or grammar.signatures[frozenset({"NUM"})]
            value = int(found.value) if found.value == int(found.value) else found.value
            loose = nodes[after - 1].letter in grammar.loose
            joined.append(Node(pair[loose], dict.fromkeys(sorted(classes), value), nodes[index].start, nodes[after - 1].end))
        index = after
    return joined


def _numeral(node: Node, grammar: Grammar) -> Numeral | None:
    values = node.values
    if "FIG" in values:
        return Numeral(values["NUM"], figure=True)
    if "DASH" in values:
        return HYPHEN
    if "JOIN" in values:
        return JOINER
    if "ORD" in values:
        return Numeral(values["ORD"], ordinal=True)
    if "NUM" in values:
        return Numeral(values["NUM"])
    return Numeral(values["FEW"], vague=True) if "FEW" in values else None


def _suffixed(nodes: list[Node], after: int, grammar: Grammar) -> tuple[int, bool]:
    """Figures with the ending of an ordinal glued to them, with or without a hyphen."""
    index = after
    if index < len(nodes) and "DASH" in nodes[index].values and nodes[index].start == nodes[after - 1].end:
        index += 1
    if index < len(nodes) and "SUFFIX" in nodes[index].values and nodes[index].start == nodes[index - 1].end:
        return index + 1, True
    return after, False


def _rewrite(nodes: list[Node], letters: str, level: Level, text: str, grammar: Grammar) -> tuple[list[Node], str]:
    """Return the nodes and their letters after one level: the best template at each place, from left to right."""
    first = level.starts.search(letters)
    if first is None:
        return nodes, letters
    rewritten: list[Node] = []
    done = 0
    place = first.start()
    while True:
        letter = letters[place]
        found = _best(nodes, letters, place, level.rules[letter], text, grammar) if level.any_rule[letter](letters, place) else None
        if found is not None:
            rewritten += nodes[done:place]
            rewritten.append(found[0])
            done = found[1]
        following = level.starts.search(letters, done if found else place + 1)
        if following is None:
            break
        place = following.start()
    if not done:
        return nodes, letters
    rewritten += nodes[done:]
    return rewritten, "".join([node.letter for node in rewritten])


def _best(
    nodes: list[Node], letters: str, index: int, rules: tuple[Rule, ...], text: str, grammar: Grammar
) -> tuple[Node, int] | None:
    matches = [(match.end(), match, rule) for rule in rules if (match := rule.match(letters, index))]
    if len(matches) > 1:
        matches.sort(key=_by_end)
    for end, match, rule in matches:
        catch = _catch(rule, match, nodes)
        start, stop = nodes[index].start, nodes[end - 1].end
        if rule.guards and not all(guard(text, start, stop, catch, rule.args) for guard in rule.guards):
            continue
        value = rule.make(catch, rule.args)
        if value is not None:
            kind = rule.gives or value.kind
            value = value._replace(kind=kind) if rule.gives else value
            loose = text[stop : stop + 1].isspace()
            pair = grammar.kinds[kind]
            return Node(pair[loose], {kind: value}, start, stop, rule.id), end
    return None


def _by_end(found: tuple[int, re.Match[str], Rule]) -> int:
    return -found[0]


def _catch(rule: Rule, match: re.Match[str], nodes: list[Node]) -> dict[str, Caught]:
    catch: dict[str, Caught] = {}
    for group, name, classes in rule.groups:
        place = match.start(group)
        if place >= 0:
            node = nodes[place]
            for wanted in classes:
                if wanted in node.values:
                    catch[name] = Caught(wanted, node.values[wanted], node.start)
                    break
    return catch


# --- guards: what the text around must be ----------------------------------------------------------------------------

Guard = Callable[[str, int, int, dict[str, Caught], Table], bool]


def _capital(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """Every word caught as a name of a month or day is written with a capital."""
    return all(text[c.start].isupper() for name, c in catch.items() if name in ("m", "wd", "feast"))


def _closed(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """No noun follows that the number could count: punctuation, the end, or a name."""
    rest = text[end : end + 40].lstrip(" \N{NO-BREAK SPACE}")
    return not rest or not (rest[0].isalpha() and rest[0].islower()) or text[end : end + 1] == "\n"


def _name(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """A word with a capital follows at once: the words are the beginning of a name."""
    rest = text[end : end + 2]
    return len(rest) == 2 and rest[0] == " " and rest[1].isupper() and text[end - 1].isalpha()


def _lower(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """A word in lower case follows."""
    rest = text[end : end + 2]
    return len(rest) == 2 and rest[0] == " " and rest[1].islower()


def _recent(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """A bare number is a year only if people of our age could have written it as one: 1500 to 2100."""
    return "y" not in catch or 1500 <= catch["y"].value <= 2100


def _no_name(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """No capital inside a sentence: a month is written small where it is no surname (Cyrillic spelling)."""
    first = text[catch["m"].start] if "m" in catch else text[start]
    before = text[:start].rstrip(" ")[-1:]
    return not first.isupper() or "y" in catch or not before or before in ".!?\n" or start != catch["m"].start


def _led(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """One of the words that the rule names stands just before."""
    before = text[max(0, start - 16) : start].lower().replace("-", " ").split()
    return bool(before) and text[start - 1] in " -" and before[-1] in str(args["led"]).split()


def _stop(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """None of the words that the rule names follows."""
    after = text[end : end + 24].lower().split()
    return not after or after[0] not in str(args["stop"]).split()


GUARDS: dict[str, Guard] = {"led": _led, "stop": _stop, "capital": _capital, "closed": _closed, "name": _name, "lower": _lower, "recent": _recent, "no-name": _no_name}
