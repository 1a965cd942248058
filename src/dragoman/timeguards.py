"""What must the text around an expression of time be like?

A template sees only the words it matches. A guard looks at the letters themselves and at what stands beside them: a
capital that tells a month from a verb, a noun that a bare number would count, the beginning of a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .model import Table
from .timebuild import Caught

_RECENT, _MODERN = range(1500, 2101), range(1900, 2101)
_GLUED = re.compile(r"\d+\W?([^\W\d_]+)")

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
    return "y" not in catch or int(catch["y"].value) in _RECENT


def _no_name(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """No capital inside a sentence, nor a name after one at its beginning: where months and days are written small."""
    place = next((catch[name].start for name in ("m", "wd") if name in catch), start)
    if not text[place].isupper() or "y" in catch or start != place:
        return True
    before = text[max(0, start - 2) : start].rstrip(" ")[-1:]
    return (not before or before in ".!?\n") and not _name(text, start, end, catch, args)


def _no_person(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """No name follows ("June Smith"), or a word that the rule names leads to the month ("in June Smith said")."""
    return "y" in catch or not _name(text, start, end, catch, args) or _led(text, start, end, catch, args)


def _led(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """One of the words that the rule names stands just before."""
    before = text[max(0, start - 16) : start].lower().replace("-", " ").split()
    return bool(before) and text[start - 1] in " -" and before[-1] in str(args["led"]).split()


def _stop(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """None of the words that the rule names follows."""
    after = text[end : end + 24].lower().split()
    return not after or after[0] not in str(args["stop"]).split()


def _modern(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """The year lies between 1900 and 2100."""
    return int(catch["y"].value) in _MODERN


def _suffix(text: str, start: int, end: int, catch: dict[str, Caught], args: Table) -> bool:
    """The ending glued to the figures caught as n or y is one of those the rule names."""
    figures = catch["n" if "n" in catch else "y"]
    glued = _GLUED.match(text, figures.start)
    return glued is not None and glued[1] in str(args["suffixes"]).split()


GUARDS: dict[str, Guard] = {
    "led": _led,
    "modern": _modern,
    "suffix": _suffix,
    "stop": _stop,
    "capital": _capital,
    "closed": _closed,
    "name": _name,
    "lower": _lower,
    "recent": _recent,
    "no-name": _no_name,
    "no-person": _no_person,
}
