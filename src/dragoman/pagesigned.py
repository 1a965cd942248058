"""Who signed a page, and on which day was it published?

What the metadata says comes first, then what the page shows: bylines and date lines of the body, an address with a date
in it, and the short lines around the headline. A metadata "author" that is only the outlet's name again waits until no
byline names a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from .bylines import is_name, person_names, split_names
from .fold import fold
from .furniture import Furniture, match_line
from .pagebody import HEADINGS, Body, prose
from .pagedates import find_date, without_dates
from .pagemeta import Meta
from .pagepieces import KEPT, Piece
from .pagetree import Leaf, Tree

_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=\D|$)|[/-]((?:19|20)\d{2})(\d{2})(\d{2})(?=\D|$)"
)
_BARS = re.compile(r"\s[|\u2013\u2014\u2022\u00b7-]\s")
_ROLE = re.compile(r"\s*[(\[|].*$")
_DATED = frozenset(("dateline", "byline", "share", "tags", "navigation"))
_SAID = _DATED - {"navigation"}
_LINE, _SHORT = 200, 100
_ABOVE, _BELOW, _BLIND = 4, 40, 12
_SIGNED, _REST, _PROSE = frozenset(("byline", "author-box")), 30, 2
_ELSEWHERE = frozenset(("comment-form", "hidden", "cookie", "advert"))


class Shown(NamedTuple):
    """A page as it is shown: the parsed page, its tree and body, its typed leaves and its headline."""

    parser: LexborHTMLParser
    tree: Tree
    body: Body
    pieces: tuple[Piece, ...]
    title: str


def published(meta: Meta, shown: Shown, url: str, furniture: Furniture) -> tuple[str, str]:
    """Return the day of publication (EDTF, with time and zone where given) and where it was read, or "" twice."""
    months = furniture.months
    if meta.published:
        return meta.published, "page.metadata"
    for node in [mark for mark in shown.tree.marks if mark.tag == "time"][:3]:
        date = find_date(node.attributes.get("datetime") or "", months)
        if date:
            return date, "page.time"
    begun = False
    for piece in shown.pieces:
        begun = begun or piece.kind in KEPT
        if piece.kind in (_SAID if begun else _DATED) and len(piece.leaf.text) < _LINE:
            date = find_date(piece.leaf.text, months)
            if date:
                return date, "page.dateline"
    found = _URL_DATE.search(url)
    date = find_date("-".join(part for part in found.groups() if part), months) if found else ""
    if date:
        return date, "page.url"
    for leaf in _beside_headline(shown):
        date = find_date(leaf.text, months)
        if date and _is_date_line(leaf.text, furniture):
            return date, "page.headline"
    for part in [part for title in meta.titles for part in _BARS.split(title)[1:]]:
        date = find_date(part, months)
        if date and not without_dates(part, months):
            return date, "page.title"
    return (meta.modified, "page.modified") if meta.modified else ("", "")


def authors(meta: Meta, shown: Shown, furniture: Furniture) -> tuple[str, ...]:
    """Return the authors that the metadata names, else the byline's, else the outlet where the metadata names that."""
    house: tuple[str, ...] = ()
    for names in meta.authors:
        found = _single_names(names, furniture)
        if found and all(fold(name) == fold(meta.publisher) or _is_address(name) for name in found):
            house = house or found
        elif found:
            return found
    return next(filter(None, _signatures(shown, furniture)), house)


def _signatures(shown: Shown, furniture: Furniture) -> Iterator[tuple[str, ...]]:
    """Yield the names that bylines give, the surest place first."""
    naming = furniture.naming
    for piece in shown.pieces:
        if piece.kind == "byline" and piece.match and "names" in piece.match.slots:
            slot = piece.match.slots["names"]
            yield person_names(piece.leaf.text[slot.start : slot.end], naming)
    for leaf in _beside_headline(shown):
        line = without_dates(leaf.text, furniture.months)
        match = match_line(line, furniture)
        if match and match.rule.kind in _SIGNED and "names" in match.slots:
            yield person_names(line[match.slots["names"].start : match.slots["names"].end], naming)
    for node in shown.parser.css('[rel="author"], [itemprop="author"]')[:4]:
        yield person_names(" ".join(node.text(separator=" ").split()), naming)
    for leaf in [leaf for leaf in shown.tree.leaves if shown.body.verdicts[leaf.box] == "byline"][:4]:
        yield person_names(leaf.text, naming)


def _is_date_line(line: str, furniture: Furniture) -> bool:
    """Does a line hold little besides its date, or a byline? The date of a caption is the picture's."""
    rest = without_dates(line, furniture.months)
    found = match_line(rest, furniture) if len(rest) > _REST else None
    return len(rest) <= _REST or bool(found and found.rule.kind in _SIGNED)


def _beside_headline(shown: Shown) -> list[Leaf]:
    """Return the short lines from a little above the headline down to the second prose below."""
    boxes, leaves, verdicts = shown.tree.boxes, shown.tree.leaves, shown.body.verdicts
    heads = [
        number
        for number, leaf in enumerate(leaves)
        if boxes[leaf.box].tag in HEADINGS and (leaf.text == shown.title or boxes[leaf.box].tag == "h1")
    ]
    same = [number for number in heads if leaves[number].text == shown.title]
    head = next(iter(same or heads), -1)
    text = [
        number
        for number, leaf in enumerate(leaves)
        if number > head and leaf.box >= shown.body.box and prose(leaf, boxes[leaf.box].tag)
    ]
    first = text[:_PROSE][-1] if text else len(leaves)
    start = max(0, head - _ABOVE if head >= 0 else first - _BLIND)
    zone = leaves[start : min(first, (head if head >= 0 else first) + _BELOW)]
    return [leaf for leaf in zone if len(leaf.text) < _SHORT and verdicts[leaf.box] not in _ELSEWHERE]


def _single_names(names: tuple[str, ...], furniture: Furniture) -> tuple[str, ...]:
    """Return the names one by one: joined names are cut, and lose the place or office that follows them."""
    single: list[str] = []
    for name in names:
        parts = split_names(name, furniture.naming)
        cut = person_names(name, furniture.naming)
        several = len(parts) > 1 and cut and is_name(parts[0].split(), furniture.naming)
        for part in cut if several else (name,):
            plain = (_ROLE.sub("", part).strip() or part).strip(" ,;")
            if plain not in single and not _is_number(plain):
                single.append(plain)
    return tuple(single)


def _is_number(name: str) -> bool:
    return sum(char.isalpha() for char in name) <= sum(char.isdigit() for char in name)


def _is_address(name: str) -> bool:
    """Is this a host or a login (``post.example``, ``jane.roe``)?"""
    return " " not in name and "." in name.strip(".")
