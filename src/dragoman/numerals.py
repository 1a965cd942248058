"""Which number do these words and figures spell?

Number words are data: a value and its inflected forms. How they add up is the same in the languages dragoman reads:
tens take a unit, hundreds take less than a hundred, a scale (thousand, million) multiplies what stands before it, and
an ordinal ends the number. Figures may be cut in groups of three and may carry a decimal sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .model import Table

_GROUPED = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+(?!\d)")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


class Numeral(NamedTuple):
    """One number word or figure: its value, whether it counts or orders, whether it is written in figures.

    ``scale`` marks a word that multiplies a small number before it (dozen), as every value from 1000 up does.
    """

    value: float
    ordinal: bool = False
    figure: bool = False
    vague: bool = False
    scale: bool = False


JOINER, HYPHEN = Numeral(-1), Numeral(-2)


def expand(forms: str, endings: Mapping[str, str]) -> list[str]:
    """Return the word forms that a cell of forms spells: ``stem+set`` stands for the stem with every ending of a set.

    >>> expand("перш+adj раз", {"adj": "ий ого"})
    ['перший', 'першого', 'раз']
    """
    words = []
    for form in forms.split():
        stem, plus, name = form.partition("+")
        words += [stem + ("" if end == "-" else end) for end in endings[name].split()] if plus else [form]
    return words


def compile_numerals(table: Table, endings: Mapping[str, str], fold: Callable[[str], str]) -> dict[str, Numeral]:
    """Return folded word → numeral for the tables ``cardinal``, ``ordinal`` and ``vague`` of ``[numbers]``."""
    words: dict[str, Numeral] = {}
    for kind in ("vague", "ordinal", "cardinal"):
        for value, forms in table.get(kind, {}).items():
            for word in expand(str(forms), endings):
                words[fold(word)] = Numeral(float(value), ordinal=kind == "ordinal", vague=kind == "vague")
    words.update(dict.fromkeys(map(fold, str(table.get("joiner", "")).split()), JOINER))
    return words


def read_numeral(items: Sequence[Numeral | None], first: int) -> tuple[Numeral | None, int]:
    """Return the numeral that begins at ``first`` and the index after it; (None, first) where none begins.

    >>> read_numeral([Numeral(20), HYPHEN, Numeral(3), Numeral(1000)], 0)
    (Numeral(value=23000.0, ordinal=False, figure=False, vague=False, scale=False), 4)
    """
    total, current, scale = 0.0, -1.0, float("inf")
    index = after = first
    found: Numeral | None = None
    while index < len(items):
        item = items[index]
        if item is None or (item.vague and found is not None):
            break
        if item is JOINER or item is HYPHEN:
            following = items[index + 1] if index + 1 < len(items) else None
            if following is None or following.value < 0 or not _joins(item, current, following):
                break
            index += 1
            continue
        value = item.value
        if value >= 1000 and not item.figure and not item.vague:
            if value >= scale or (found is not None and found.ordinal):
                break
            total, current, scale = total + (current if current > 0 else 1) * value, -1, value
        elif item.scale and 1 <= current < 100 and found is not None:
            current *= value
        elif current < 0 and value < scale and not (item.figure and found is not None):
            current = value
        elif item.figure or (found is not None and found.figure) or not _adds(current, value):
            break
        else:
            current = current * 100 if value == 100 else current + value
        index += 1
        after = index
        vague = item.vague or (found is not None and found.vague)
        found = Numeral(total + max(current, 0.0), item.ordinal, item.figure and after == first + 1, vague)
        if item.ordinal:
            break
    return found, after


def _joins(sign: Numeral, current: float, following: Numeral) -> bool:
    if following.figure or following.vague:
        return False
    if sign is HYPHEN:
        return current % 100 >= 20 and current % 10 == 0 and 0 < following.value < 10
    return current >= 100 and current % 100 == 0 and following.value < 100


def _adds(current: float, value: float) -> bool:
    if value == 100:
        return 1 <= current < 10
    if current >= 100 and current % 100 == 0:
        return 0 < value < 100
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10


def figures(text: str, start: int, decimal: str = ".") -> tuple[float, int] | None:
    """Return the value and end of a number in figures at ``start``, with group signs and a decimal sign.

    A comma before groups of three is a group sign, so ``8,500`` is 8500 in every language.

    >>> figures("10 000 troops", 0), figures("2,5 тонны", 0), figures("1.250.000", 0)
    ((10000.0, 6), (2.5, 3), (1250000.0, 9))
    """
    if grouped := _GROUPED.match(text, start):
        number = grouped.group()
        separators = {sign for sign in number if not sign.isdigit()}
        if len(separators) == 1 and (decimal not in separators or number.count(decimal) > 1 or decimal == ","):
            return _with_decimals(text, grouped.end(), float("".join(filter(str.isdigit, number))), separators)
    if plain := _PLAIN.match(text, start):
        return float(plain.group().replace(",", ".")), plain.end()
    return None


def _with_decimals(text: str, end: int, value: float, separators: Iterable[str]) -> tuple[float, int]:
    tail = re.compile(r"[.,](\d{1,2})(?!\d)").match(text, end)
    if tail and text[end] not in separators:
        return value + float("0." + tail[1]), tail.end()
    return value, end
