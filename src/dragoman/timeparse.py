"""Where in a text are expressions of time?

Text is cut into pieces with one regular expression and each piece is looked up once. Only stretches of known letters
that hold a word of time are looked at; there, level by level, the longest template wins at each place, and the earlier
rule where two are equally long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, chain
from typing import Any

from .fold import FOLDS, fold
from .numerals import HYPHEN, JOINER, Numeral, read_numeral
from .timebuild import Caught, same
from .timegrammar import SPACE, UNKNOWN, Grammar, Level, Node, Rule, number_classes


_REMEMBERED = 20_000


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
        nodes, row = _nodes(pieces, starts, letters[first:last], first, grammar)
        if grammar.numeric.search(row):
            nodes = _numbers(nodes, grammar)
            row = "".join([node.letter for node in nodes])
        for level in levels:
            if row not in level.idle:
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


def _nodes(pieces: list[str], starts: list[int], row: str, first: int, grammar: Grammar) -> tuple[list[Node], str]:
    """Return the nodes of the pieces from ``first`` on, one for each letter of ``row``, and their letters."""
    last = first + len(row)
    if not grammar.joined.search(row):
        loose, values = grammar.loose, grammar.values
        ends = starts[first + 1 : last + 1]
        return [
            Node(letter, values[piece], start, end - (letter in loose))
            for letter, piece, start, end in zip(row, pieces[first:last], starts[first:last], ends, strict=True)
        ], row
    nodes: list[Node] = []
    index = first
    while index < last:
        piece = pieces[index]
        word = piece.rstrip(SPACE)
        rows = grammar.phrases.get(word)
        if rows is not None and (found := _phrase(rows, pieces, index, last, starts, grammar)):
            nodes.append(found[0])
            index = found[1]
            continue
        if word:
            letter = row[index - first]
            nodes.append(Node(letter, grammar.values[word], starts[index], starts[index] + len(word)))
        index += 1
    return nodes, "".join([node.letter for node in nodes])


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
            while index < last and pieces[index] == SPACE:
                index += 1
            if index >= last or pieces[index].rstrip(SPACE) != part:
                break
            index += 1
        else:
            loose = pieces[index - 1].endswith(SPACE)
            end = starts[index] - (1 if loose else 0)
            return Node(grammar.signatures[frozenset(values)][loose], values, starts[first], end), index
    return None


def _numbers(nodes: list[Node], grammar: Grammar) -> list[Node]:
    """Join the words and figures of one number into one node."""
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
            joined.append(
                Node(pair[loose], dict.fromkeys(sorted(classes), value), nodes[index].start, nodes[after - 1].end)
            )
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
        if rule.guards and not all(guard(text, start, stop, catch, rule.args) for guard in rule.guards):
            continue
        value = rule.make(catch, rule.args)
        if value is not None:
            kind = rule.gives or value.kind
            value = value._replace(kind=kind) if rule.gives else value
            loose = text[stop : stop + 1].isspace()
            pair = grammar.kinds[kind]
            name = catch["x"].rule if rule.make is same and not rule.args else rule.id
            return Node(pair[loose], {kind: value}, start, stop, name), end
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
                    catch[name] = Caught(wanted, node.values[wanted], node.start, node.rule)
                    break
    return catch
