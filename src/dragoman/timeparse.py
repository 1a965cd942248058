"""Where in a text are expressions of time?

Text is cut into pieces with one regular expression and each piece is looked up once. Only stretches of known letters
that hold a word of time are looked at; there, level by level, the longest template wins at each place, and the earlier
rule where two are equally long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, chain
from typing import NamedTuple

from .fold import FOLDS, fold
from .numerals import HYPHEN, JOINER, Numeral, read_numeral
from .timebuild import Caught, same
from .timegrammar import Grammar, Level, Rule
from .timewords import SPACE, UNKNOWN, Values, number_classes, number_value

_REMEMBERED = 20_000


class Node(NamedTuple):
    """A stretch of text with one letter: a word, a number, or what a template made of some."""

    letter: str
    values: Values
    start: int
    end: int
    rule: str = ""


class _Pieces(NamedTuple):
    """A text cut up: its pieces, where each begins, and its grammar."""

    words: list[str]
    starts: list[int]
    grammar: Grammar


def parse(text: str, grammar: Grammar, *, policy: str = "news") -> Iterator[Node]:
    """Yield the nodes that the templates leave at the end, in text order; their ``values`` hold one ``Value``."""
    words = grammar.piece.findall(_folded(text, grammar.extra))
    pieces = _Pieces(words, [0, *accumulate(map(len, words))], grammar)
    letter_of = grammar.words.letters.get
    letters = "".join([letter_of(word, UNKNOWN) for word in words])
    levels = grammar.levels["forward" if policy == "forward" else "news"]
    for run in grammar.run.finditer(letters):
        nodes, row = _nodes(pieces, run.start(), run.group())
        if grammar.numeric.search(row):
            nodes, row = _numbers(nodes, grammar)
        for level in levels:
            if row not in level.idle:
                nodes, row = _rewrite(nodes, row, level, text, grammar)
        for node in nodes:
            if node.rule:
                yield node


def _folded(text: str, extra: Mapping[int, str]) -> str:
    """What ``fold`` returns, sooner where few characters change: one search for each that would."""
    lower = text.lower()
    if len(lower) != len(text):
        return fold(text, extra)
    for code, plain in chain(FOLDS.items(), extra.items()):
        lower = lower.replace(chr(code), plain)
    return lower


def _nodes(pieces: _Pieces, first: int, row: str) -> tuple[list[Node], str]:
    """Return the nodes of the pieces from ``first`` on, one for each letter of ``row``, and their letters."""
    words, starts, grammar = pieces
    last = first + len(row)
    values, loose = grammar.words.values, grammar.words.loose
    if grammar.joined.search(row) is None:
        places = zip(row, words[first:last], starts[first:last], starts[first + 1 : last + 1], strict=True)
        return [Node(letter, values[word], start, end - (letter in loose)) for letter, word, start, end in places], row
    nodes: list[Node] = []
    index = first
    while index < last:
        found, after = _phrase(pieces, index, last)
        if found is not None:
            nodes.append(found)
        elif words[index] != SPACE:
            letter = row[index - first]
            nodes.append(Node(letter, values[words[index]], starts[index], starts[index + 1] - (letter in loose)))
        index = after
    return nodes, "".join([node.letter for node in nodes])


def _phrase(pieces: _Pieces, first: int, last: int) -> tuple[Node | None, int]:
    """Return the longest phrase that begins at a piece as one node, and the index after it."""
    words, starts, grammar = pieces
    for phrase in grammar.words.phrases.get(words[first].rstrip(SPACE), ()):
        index = first
        for part in phrase.words:
            while index < last and words[index] == SPACE:
                index += 1
            if index >= last or words[index].rstrip(SPACE) != part:
                break
            index += 1
        else:
            loose = words[index - 1].endswith(SPACE)
            letter = grammar.words.pairs[frozenset(phrase.values)][loose]
            return Node(letter, phrase.values, starts[first], starts[index] - loose), index
    return None, first + 1


# --- numbers -------------------------------------------------------------------------------------------------------


def _numbers(nodes: list[Node], grammar: Grammar) -> tuple[list[Node], str]:
    """Join the words and figures of one number into one node."""
    items = [_numeral(node) for node in nodes]
    joined: list[Node] = []
    index = 0
    while index < len(nodes):
        found, after = read_numeral(items, index)
        ordinal = False
        if found is not None and found.figure:
            after, ordinal = _suffixed(nodes, after, grammar)
        if found is None or after <= index + 1:
            joined.append(nodes[index])
            index += 1
            continue
        numeral = found._replace(ordinal=ordinal or found.ordinal, figure=ordinal)
        joined.append(_number(numeral, nodes[index], nodes[after - 1], grammar))
        index = after
    return joined, "".join([node.letter for node in joined])


def _number(numeral: Numeral, first: Node, last: Node, grammar: Grammar) -> Node:
    classes = number_classes(numeral, "1" if numeral.figure else "")
    pairs = grammar.words.pairs
    pair = pairs.get(classes) or pairs[frozenset(["NUM"])]
    values = dict.fromkeys(sorted(classes), number_value(numeral))
    return Node(pair[last.letter in grammar.words.loose], values, first.start, last.end)


def _numeral(node: Node) -> Numeral | None:
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


# --- templates -----------------------------------------------------------------------------------------------------


def _rewrite(nodes: list[Node], letters: str, level: Level, text: str, grammar: Grammar) -> tuple[list[Node], str]:
    """Return the nodes and their letters after one level: the best template at each place, from left to right."""
    rewritten: list[Node] = []
    done = place = 0
    idle = True
    while start := level.starts.search(letters, place):
        place = start.start()
        letter = letters[place]
        if level.any_rule[letter](letters, place):
            idle = False
            if found := _best(nodes, letters, place, level.rules[letter], text, grammar):
                rewritten += nodes[done:place]
                rewritten.append(found[0])
                place = done = found[1]
                continue
        place += 1
    if idle and len(level.idle) < _REMEMBERED:
        level.idle.add(letters)
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
        if rule.guards and _stopped(rule, text, start, stop, catch):
            continue
        value = rule.make(catch, rule.args)
        if value is None:
            continue
        value = value._replace(kind=rule.gives) if rule.gives else value
        letter = grammar.kinds[value.kind][text[stop : stop + 1].isspace()]
        name = catch["x"].rule if rule.make is same and not rule.args else rule.id
        return Node(letter, {value.kind: value}, start, stop, name), end
    return None


def _stopped(rule: Rule, text: str, start: int, stop: int, catch: dict[str, Caught]) -> bool:
    return any(not guard(text, start, stop, catch, rule.args) for guard in rule.guards)


def _by_end(found: tuple[int, re.Match[str], Rule]) -> int:
    return -found[0]


def _catch(rule: Rule, match: re.Match[str], nodes: list[Node]) -> dict[str, Caught]:
    catch: dict[str, Caught] = {}
    for group, name, classes in rule.groups:
        place = match.start(group)
        if place >= 0:
            node = nodes[place]
            wanted = next(found for found in classes if found in node.values)
            catch[name] = Caught(wanted, node.values[wanted], node.start, node.rule)
    return catch
