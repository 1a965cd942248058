"""Can this markup be parsed in the time that a page may take?

The parser's time grows with the square of two numbers that no reader's page is large in: how deep elements stand in one
another, and how many attributes one element has. Both are counted first, in the bytes that are parsed anyway, and a
page made to stop its readers is refused in one line.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from selectolax.lexbor import LexborHTMLParser

from .errors import InputError

_LONGEST = 2_000_000
_FEW, _LONG = 20_000, 20_000
_DEEPEST, _ATTRIBUTES = 10_000, 10_000
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_OPENING = re.compile(rb"<[a-zA-Z](?>\"[^\"]*\"|'[^']*'|[^'\">])*")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
# Elements that are never closed, or that the next of their kind closes.
_SHALLOW = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option path".split()
)


def parse(page: str) -> LexborHTMLParser:
    """Return the parsed page; raises InputError for markup that would take minutes.

    >>> parse("<p>Rain").css_first("p").text()
    'Rain'
    """
    data = page.encode("utf-8", "ignore")
    places = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("<"))
    if len(places) > _FEW and _depth(data) > _DEEPEST:
        raise InputError(f"the page puts more than {_DEEPEST:,} elements into one another; give its text instead")
    ends = np.append(places[1:], len(data))
    for place in places[ends - places > _LONG].tolist() if len(places) else ():
        if _attributes(data, place) > _ATTRIBUTES:
            raise InputError(f"the page has an element of more than {_ATTRIBUTES:,} attributes; give its text instead")
    return LexborHTMLParser(data)


def check_length(length: int) -> None:
    """Raise InputError where a page holds more words than any page: reading them would take minutes.

    >>> check_length(30_000)
    """
    if length > _LONGEST:
        raise InputError(f"the page holds {length:,} characters of text, more than {_LONGEST:,}: give it in parts")


def _depth(data: bytes) -> int:
    """Return how many elements stand open at most, as far as their tags tell."""
    standing: Counter[bytes] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(data):
        tag = name.lower()
        if tag in _SHALLOW:
            continue
        if not closing:
            standing[tag] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif standing[tag]:
            standing[tag] -= 1
            depth -= 1
    return deepest


def _attributes(data: bytes, place: int) -> int:
    """Return how many attributes the element that opens at ``place`` has, 0 where none opens there."""
    found = _OPENING.match(data, place)
    return len(_QUOTED.sub(b"", found[0]).split()) - 1 if found else 0
