"""Which lines of a page are furniture, and how do we know them?

Furniture is what stands around an article: "read also" lines, contributors, update notices, comment forms. The
phrases are data (``languages/*/page.toml``) of all languages at once, because pages mix languages: a plugin writes
English lines into a Ukrainian page. This module compiles the phrases and matches them against folded text.

Phrase notation: words stand for themselves (folded), ``word*`` for any ending, ``a/b`` for either, ``word?`` may be
missing, punctuation stands for itself with blanks around it; slots: ``{names}`` persons, ``{outlet}`` an outlet,
``{any}`` anything, ``{gap}`` a colon, a bar or a wide blank, ``{date}`` a date, ``{number}`` a number. A line whose
``{names}`` hold no name (nor a word like "correspondents"), or whose ``{date}`` is none, does not match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from .bylines import Naming, load_naming, person_names
from .errors import DataError
from .fold import fold
from .model import Span, Table
from .pagedates import find_date

_SLOTS = {
    "{names}": r"(?P<names>\S.{2,240}?)",
    "{outlet}": r"(?P<outlet>[^\s,;:()][^,;:()\n]{1,60}?)",
    "{any}": r"[^\n]{1,160}?",
    "{gap}": r"(?:\s*[:|>\u00bb\u2192]|\s{2,}|\s+-\s)\s*",
    "{date}": r"(?P<date>[^\n.;]{0,40}?\d[^\n;]{0,40}?)",
    "{number}": r"\d[\d.,]*\s?\w?",
}
_PIECE = re.compile(r"\{\w+\}|[^\s{}]+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_EDGE = " \t\n\r.,;:!?\u2026\u00bb\u00ab\"'()[]*|>-\u2192\u25ba"


_PARTS = re.compile(r"[A-Z]?[a-z]{4,}|(?<!\d)(?:[A-Z]?[a-z]+|[A-Z]+(?![a-z]))(?![\da-z])")
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_COLLECTIVE = 90
_LONGEST = 700
_CLOSERS = " \n\"'\u00bb\u201d\u2019)"
_FIRST = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WORDS = re.compile(r"\w+")


class Phrase(NamedTuple):
    """A phrase as a regular expression, the words it can begin with (none: any), and literals one of which it needs.

    ``words`` are the literals that stand as whole words wherever the phrase fits.
    """

    source: str
    first: tuple[str, ...]
    literals: tuple[str, ...]
    words: frozenset[str]


class LineRule(NamedTuple):
    """A kind of furniture block: its phrases, where they stand (start, whole, any), and what they draw after them.

    ``upper`` wants capitals, ``open`` a line without a full stop; ``limit`` is the longest line it can be.
    """

    id: str
    kind: str
    at: str
    phrases: tuple[Phrase, ...]
    limit: int
    upper: bool
    open: bool
    tail: str
    case: str
    weight: float


class SignRule(NamedTuple):
    """A sign of where a text comes from, found anywhere in it; ``weight`` is how much it says, from 0 to 1."""

    id: str
    sign: str
    phrases: tuple[Phrase, ...]
    weight: float


Candidate = tuple[int, LineRule, Phrase]


class Needs(NamedTuple):
    """Phrases by the literal they need, for lines up to a length: whole words, and pieces of words or signs."""

    limit: int
    words: Mapping[str, tuple[Candidate, ...]]
    pieces: tuple[tuple[str, tuple[Candidate, ...]], ...]


class Furniture(NamedTuple):
    """Everything ``page.toml`` files say, compiled."""

    lines: tuple[LineRule, ...]
    by_word: Mapping[str, tuple[Candidate, ...]]
    by_length: tuple[Needs, ...]
    signs: tuple[SignRule, ...]
    naming: Naming
    called: Callable[[str], str]
    months: Mapping[str, int]


class Sign(NamedTuple):
    """A sign of origin found in a text: its rule, its span, the spans of its slots."""

    rule: SignRule
    span: Span
    slots: dict[str, Span]


class Match(NamedTuple):
    """A rule that fits a block: where it matched and the spans of its slots (offsets of the text given)."""

    rule: LineRule
    span: Span
    slots: dict[str, Span]


def load_furniture(tables: Sequence[Table]) -> Furniture:
    """Compile the parsed ``page.toml`` tables of all languages, the first of equal rules winning.

    Raises DataError for a rule that lacks an id, a kind or a phrase.

    >>> table = {"line": [{"id": "x.page.more", "kind": "read-also", "match": ["read more {gap}"]}]}
    >>> match_line("READ MORE: Rain", load_furniture([table])).rule.kind
    'read-also'
    """
    lines = tuple(_line(row) for table in tables for row in table.get("line", ()))
    return Furniture(
        lines=lines,
        by_word=_by_word(lines),
        by_length=_by_length(lines),
        signs=tuple(_sign(row) for table in tables for row in table.get("sign", ())),
        naming=load_naming([table.get("names", {}) for table in tables]),
        called=_naming_of_boxes(tables),
        months={
            fold(w): n for table in tables for n, row in enumerate(table.get("months", ()), 1) for w in row.split()
        },
    )


def _naming_of_boxes(tables: Sequence[Table]) -> Callable[[str], str]:
    """Return the function that tells which kind a class name, id or label calls a box ("" for none), remembering."""
    markup: dict[str, str] = {
        token: kind for table in tables for kind, row in table.get("markup", {}).items() for token in row
    }
    telling = frozenset(part for token in markup for part in (token, token.split("-")[-1]))

    @lru_cache(maxsize=1 << 15)
    def called(name: str) -> str:
        parts = _LETTERS.findall(name) if name.islower() else [part.lower() for part in _PARTS.findall(name)]
        if telling.isdisjoint(parts):
            return ""
        if _DIGIT.search(name):
            parts = [part.lower() for part in _PARTS.findall(name)]
        kind = before = ""
        for part in parts:
            if part in telling:
                found = markup.get(f"{before}-{part}") or markup.get(part, "")
                if found == "body":
                    return found
                kind = kind or found
            before = part
        return kind

    return called


def match_line(text: str, furniture: Furniture, *, folded: str = "") -> Match | None:
    """Return the first furniture rule that fits the block ``text``, or None; spans are offsets of ``text``."""
    length = len(text)
    if length > _LONGEST:
        return None
    folded = folded or _comparable(text)
    first = _FIRST.search(folded)
    candidates = list(furniture.by_word.get(first[0], ())) if first else []
    for limit, words, pieces in furniture.by_length:
        if length <= limit:
            for word in words.keys() & _WORDS.findall(folded):
                candidates += words[word]
            for piece, found in pieces:
                if piece in folded:
                    candidates += found
            break
    if len(candidates) > 1:
        candidates.sort(key=itemgetter(0))
    for _, rule, phrase in candidates:
        if length <= rule.limit and _may_hold(phrase, folded):
            match = _find(rule, _compiled(phrase.source), folded)
            if match and _holds(rule, text, match, furniture):
                return Match(rule, Span(match.start(), match.end()), _slots(match))
    return None


def _may_hold(phrase: Phrase, folded: str) -> bool:
    return not phrase.literals or any(literal in folded for literal in phrase.literals)


def _comparable(text: str) -> str:
    """Fold a line; lines in ASCII need no more than small letters."""
    return text.lower() if text.isascii() else fold(text)


def find_signs(text: str, furniture: Furniture, *, folded: str = "") -> Iterator[Sign]:
    """Yield every sign of origin in ``text`` in the order of the rules."""
    folded = folded or fold(text)
    for rule in furniture.signs:
        for phrase in rule.phrases:
            if _may_hold(phrase, folded):
                for found in _compiled(phrase.source).finditer(folded):
                    yield Sign(rule, Span(found.start(), found.end()), _slots(found))


def compile_phrase(phrase: str, *, end: bool = False) -> Phrase:
    """Compile one phrase of the notation; ``end`` demands that nothing but punctuation follows it.

    >>> bool(re.search(compile_phrase("read also/more :").source, "read more: rain"))
    True
    """
    pieces = _PIECE.findall(fold(phrase))
    source, glue = "", ""
    literals: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    for piece in pieces:
        part, ways, optional = _piece(piece)
        if _PUNCTUATION.fullmatch(piece) or piece == "{gap}" or piece[0] == "'":
            source += r"\s*" + part
            glue = r"\s*"
        elif optional:
            source += f"(?:{glue}{part})?"
            glue = glue or r"\s+"
        else:
            source += glue + part
            glue = r"\s+"
        if min(map(len, ways), default=0) > min(map(len, literals), default=0):
            literals = ways
            words = frozenset(way for way in piece.split("/") if _WORDS.fullmatch(way))
    return Phrase(r"(?<!\w)" + source + _closing(pieces[-1], end), _first_words(pieces[0]), literals, words)


def _first_words(piece: str) -> tuple[str, ...]:
    """Return the words a phrase can begin with, none where that is open."""
    ways = piece.split("/")
    plain = all(_FIRST.fullmatch(way) for way in ways)
    return tuple(ways) if plain else ()


def _candidates(lines: Sequence[LineRule]) -> Iterator[Candidate]:
    """Yield every phrase with its rule and its place in the order of the rules."""
    pairs = ((rule, phrase) for rule in lines for phrase in rule.phrases)
    for place, (rule, phrase) in enumerate(pairs):
        yield place, rule, phrase


def _by_word(lines: Sequence[LineRule]) -> dict[str, tuple[Candidate, ...]]:
    """Index the phrases that begin with a known word by that word."""
    index: dict[str, list[Candidate]] = {}
    for candidate in _candidates(lines):
        if candidate[1].at != "any":
            for word in candidate[2].first:
                index.setdefault(word, []).append(candidate)
    return {word: tuple(found) for word, found in index.items()}


def _by_length(lines: Sequence[LineRule]) -> tuple[Needs, ...]:
    """Index the other phrases by the longest line they fit and the literals one of which they need."""
    rest = [candidate for candidate in _candidates(lines) if candidate[1].at == "any" or not candidate[2].first]
    index = []
    for limit in sorted({rule.limit for _, rule, _ in rest}):
        words: dict[str, list[Candidate]] = {}
        pieces: dict[str, list[Candidate]] = {}
        for candidate in rest:
            if candidate[1].limit >= limit:
                for literal in candidate[2].literals or ("",):
                    (words if literal in candidate[2].words else pieces).setdefault(literal, []).append(candidate)
        index.append(
            Needs(
                limit,
                {literal: tuple(found) for literal, found in words.items()},
                tuple((literal, tuple(found)) for literal, found in pieces.items()),
            )
        )
    return tuple(index)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _closing(last: str, end: bool) -> str:
    """Return what must follow the last piece of a phrase."""
    if end:
        return r"[\s\W]*$"
    if last in ("{names}", "{any}", "{date}"):
        return r"(?=[\s.;,:!?)]*$|[.;](?:\s|$)|\n)"
    if last == "{gap}" or last.endswith("*") or _PUNCTUATION.fullmatch(last):
        return ""
    return r"(?!\w)"


@cache
def _piece(piece: str) -> tuple[str, tuple[str, ...], bool]:
    """Return the pattern of one piece, the literals one of which it holds, and whether it may be missing."""
    if piece in _SLOTS:
        return _SLOTS[piece], (), False
    optional = piece.endswith("?") and len(piece) > 1
    piece = piece[:-1] if optional else piece
    ways = piece.split("/") if len(piece) > 1 else [piece]
    body = "|".join(_way(way) for way in ways)
    literals = () if optional else tuple(way.removesuffix("*") for way in ways)
    return (f"(?:{body})" if len(ways) > 1 else body), literals, optional


def _way(way: str) -> str:
    """Return the pattern of one word, a star standing for any ending."""
    return re.escape(way[:-1]) + r"\w*" if way.endswith("*") and len(way) > 1 else re.escape(way)


def _line(row: Table) -> LineRule:
    """Compile a ``[[line]]`` row."""
    _check(row, "line", ("id", "kind", "match"))
    at = row.get("at", "start")
    phrases = tuple(compile_phrase(phrase, end=at == "whole") for phrase in row["match"])
    return LineRule(
        id=row["id"],
        kind=row["kind"],
        at=at,
        phrases=phrases,
        limit=row.get("limit", 300),
        upper=row.get("upper", False),
        open=row.get("open", False),
        tail=row.get("tail", ""),
        case=row.get("case", "nom"),
        weight=row.get("weight", 0.0),
    )


def _sign(row: Table) -> SignRule:
    """Compile a ``[[sign]]`` row."""
    _check(row, "sign", ("id", "sign", "match", "weight"))
    return SignRule(row["id"], row["sign"], tuple(compile_phrase(p) for p in row["match"]), float(row["weight"]))


def _check(row: Table, what: str, keys: Sequence[str]) -> None:
    missing = [key for key in keys if not row.get(key)]
    if missing:
        raise DataError(f"[[{what}]] {row.get('id', '?')} lacks {', '.join(missing)}", file="page.toml")


def _find(rule: LineRule, pattern: re.Pattern[str], folded: str) -> re.Match[str] | None:
    """Return the match where the rule wants it, blanks, bullets and quotation marks before it apart."""
    if rule.at == "any":
        return pattern.search(folded)
    lead = len(folded) - len(folded.lstrip(_EDGE))
    return pattern.match(folded, lead)


def _slots(found: re.Match[str]) -> dict[str, Span]:
    return {name: Span(found.start(name), found.end(name)) for name, value in found.groupdict().items() if value}


def _holds(rule: LineRule, text: str, found: re.Match[str], furniture: Furniture) -> bool:
    """Do the slots hold what they stand for, and are capitals where the rule wants them?"""
    slots = _slots(found)
    if rule.open and text.rstrip(_CLOSERS).endswith("."):
        return False
    if rule.upper and text[found.start() : found.end()].upper() != text[found.start() : found.end()]:
        return False
    if "date" in slots and not find_date(text[slots["date"].start : slots["date"].end], furniture.months):
        return False
    if "names" not in slots:
        return True
    names = text[slots["names"].start : slots["names"].end]
    if person_names(names, furniture.naming):
        return True
    collective = rule.kind == "contributors" and len(names) < _COLLECTIVE
    return collective and any(word.strip(_EDGE) in furniture.naming.not_names for word in fold(names).split())
