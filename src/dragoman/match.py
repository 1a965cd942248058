"""Where do the entries and patterns of a rule file stand in a text?

Two shapes, one idea: both match token by token on a token's keys (its folded form, its lemmas).
A ``PhraseTable`` holds thousands of lexicon entries in a trie. A ``Pattern`` holds one rule of a TOML file with
alternatives, gaps and named slots. Neither ever looks at raw text, so a match is a range of tokens and an offset can
not be wrong.

Pattern notation, elements separated by blanks::

    according to {source}        words, then a slot
    за/по словам/словами {source:Gen}   alternatives with a slash; a slot with the cases it may stand in
    say|v                        any form of a lemma
    @quote @number               a class of tokens
    element?                     may be missing
    ...                          up to five tokens of any kind, as few as possible (``...2``: up to two)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Raw

from .errors import DataError
from .fold import fold
from .model import Token
from .paradigms import Lexicon
from .sentences import Tokenizer, words_of

Payload = TypeVar("Payload")

GAP = "~"
_GAP_TOKENS = 5


def lexicon_items(entry: str, lexicon: Lexicon, tokenizer: Tokenizer, *, proper: bool = False) -> tuple[str, ...]:
    """Return the keys that an entry in lexicon notation asks for, one per token; its lemmas join the lexicon.

    ``proper`` tells that the entry is a name: its nouns have no plural.

    >>> from dragoman.language import load_language
    >>> language = load_language("en")
    >>> lexicon_items("foreign minister|n", language.lexicon, language.tokenizer)
    ('foreign', '<minister|NOUN>')
    """
    items: list[str] = []
    for word in entry.split():
        known = lexicon.known_words.get((word, proper))
        if known is None:
            known = lexicon.known_words[word, proper] = _word_items(word, lexicon, tokenizer, proper)
        items.extend(known)
    return tuple(items)


def _word_items(word: str, lexicon: Lexicon, tokenizer: Tokenizer, proper: bool) -> tuple[str, ...]:
    if word == GAP:
        return (GAP,)
    surface, _, tag = word.partition("|")
    parts = _parts(surface, fold(surface, tokenizer.extra), tokenizer)
    if tag and parts:
        parts[-1] = f"<{parts[-1]}|{lexicon.add(parts[-1], tag, proper=proper)}>"
    return tuple(parts)


def _parts(surface: str, folded: str, tokenizer: Tokenizer) -> list[str]:
    if folded.isalpha() or folded in tokenizer.clitics:
        return [folded]
    return [folded[start:end] for start, end in words_of(surface, tokenizer)]


class Hit(NamedTuple, Generic[Payload]):
    """A lexicon entry found at tokens ``[first, last)``.

    ``parts`` are the stretches between which gaps were bridged; ``inflected`` the tokens matched by their lemma.
    """

    first: int
    last: int
    value: Payload
    parts: tuple[tuple[int, int], ...]
    inflected: tuple[int, ...]


class _Node:
    __slots__ = ("edges", "values")

    def __init__(self) -> None:
        self.edges: dict[str, _Node] = {}
        self.values: list[Any] = []


def _put(node: _Node, items: tuple[str, ...], value: object) -> None:
    for item in items:
        node = node.edges.setdefault(item, _Node())
    node.values.append(value)


def _below(node: _Node, items: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield from ((items, value) for value in node.values)
    for item, after in node.edges.items():
        yield from _below(after, (*items, item))


def _nothing(raw: Raw) -> Any:  # noqa: ANN401 - a list of any payload
    return []


class _Walk(NamedTuple):
    start: int
    part: int
    here: int
    parts: tuple[tuple[int, int], ...]
    inflected: tuple[int, ...]


Rows = list[tuple[tuple[str, ...], Payload]]


class PhraseTable(Generic[Payload]):
    """Lexicon entries in a trie over token keys.

    A table from a pack is sealed: the entries that begin with a key are opened when a token has that key.
    """

    def __init__(self) -> None:
        self._root = _Node()
        self._size = 0
        self._sealed: dict[str, Raw] = {}
        self._unseal: Callable[[Raw], Rows[Payload]] = _nothing

    @classmethod
    def sealed(cls, size: int, rows: dict[str, Raw], unseal: Callable[[Raw], Rows[Payload]]) -> PhraseTable[Payload]:
        """Return a table of ``size`` entries, each first key with what remains of its entries as bytes."""
        table = cls()
        table._size, table._sealed, table._unseal = size, rows, unseal
        return table

    def rows(self) -> Iterator[tuple[str, Rows[Payload]]]:
        """Yield each first key with what remains of its entries and their values, as ``sealed`` takes them."""
        for key in [*self._sealed]:
            self._open(key)
        for key, node in self._root.edges.items():
            yield key, list(_below(node, ()))

    def _open(self, key: str) -> None:
        raw, node = self._sealed.get(key), _Node()
        if raw is not None:
            for items, value in self._unseal(raw):
                _put(node, items, value)
            self._root.edges[key] = node  # whole before anybody else can see it
            self._sealed.pop(key, None)

    def __len__(self) -> int:
        return self._size

    def add(self, items: tuple[str, ...], value: Payload) -> None:
        """Put an entry into the table; entries may share their words."""
        if items[0] in self._sealed:
            self._open(items[0])
        _put(self._root, items, value)
        self._size += 1

    @property
    def leads(self) -> frozenset[str]:
        """The keys that entries begin with."""
        return frozenset((*self._root.edges, *self._sealed))

    def at(self, tokens: tuple[Token, ...], start: int) -> list[Hit[Payload]]:
        """Return every entry that begins at token ``start``, the longest first."""
        root = self._root.edges
        keys = tokens[start].keys
        for key in keys:
            if key in self._sealed:
                self._open(key)
        for key in keys:
            if key in root:
                break
        else:
            return []
        hits: list[Hit[Payload]] = []
        self._walk(tokens, _Walk(start, start, start, (), ()), self._root, hits)
        hits.sort(key=lambda hit: -hit.last)
        return hits

    def _walk(self, tokens: tuple[Token, ...], walk: _Walk, node: _Node, hits: list[Hit[Payload]]) -> None:
        start, part, index, parts, inflected = walk
        edges = node.edges
        for value in node.values:
            hits.append(Hit(start, index, value, (*parts, (part, index)), inflected))
        if not edges or index >= len(tokens):
            return
        gap = edges.get(GAP)
        if gap is not None:
            for jump in range(index, min(index + _GAP_TOKENS + 1, len(tokens))):
                self._walk(tokens, _Walk(start, jump, jump, (*parts, (part, index)), inflected), gap, hits)
        for number, key in enumerate(tokens[index].keys):
            after = edges.get(key)
            if after is not None:
                lemmas = (*inflected, index) if number else inflected
                self._walk(tokens, _Walk(start, part, index + 1, parts, lemmas), after, hits)

    def find(self, tokens: tuple[Token, ...]) -> Iterator[Hit[Payload]]:
        """Yield the hits at every token, left to right; hits may overlap."""
        for start in range(len(tokens)):
            yield from self.at(tokens, start)


def agree(tokens: Iterable[Token]) -> bool:
    """Tell whether nominal tokens can stand in one case together (words without a case always can)."""
    common: set[str] | None = None
    for token in tokens:
        cases = {r.feats["Case"] for r in token.readings if "Case" in r.feats}
        if not cases:
            continue
        common = cases if common is None else common & cases
        if not common:
            return False
    return True


# --- patterns with slots ------------------------------------------------------------------------------------------


class Filler(NamedTuple):
    """Something a slot can hold: tokens ``[first, last)``, the cases it may stand in, and what it is."""

    first: int
    last: int
    cases: frozenset[str]
    value: Any


class _Element(NamedTuple):
    keys: frozenset[str]
    slot: str
    cases: frozenset[str]
    word_class: str
    gap: int
    optional: bool


class Pattern(NamedTuple):
    """A compiled rule pattern; ``source`` is its text."""

    source: str
    elements: tuple[_Element, ...]


class Match(NamedTuple):
    """Where a pattern matched: tokens ``[first, last)`` and what its slots hold."""

    first: int
    last: int
    slots: dict[str, Filler]


def compile_pattern(source: str, lexicon: Lexicon, tokenizer: Tokenizer) -> Pattern:
    """Return a pattern in the notation of this module, compiled; raise DataError where it is not well formed."""
    elements: list[_Element] = []
    for written in source.split():
        optional = len(written) > 1 and written.endswith("?")
        word = written[:-1] if optional else written
        if word.startswith("..."):
            elements.append(_Element(frozenset(), "", frozenset(), "", int(word[3:] or _GAP_TOKENS), optional))
        elif word.startswith("{"):
            if not word.endswith("}"):
                raise DataError(f"slot {word!r} in pattern {source!r} is not closed")
            name, _, cases = word[1:-1].partition(":")
            elements.append(_Element(frozenset(), name, frozenset(cases.split("+")) - {""}, "", 0, optional))
        elif word.startswith("@"):
            elements.append(_Element(frozenset(), "", frozenset(), word[1:], 0, optional))
        else:
            elements.extend(_words(word, optional, source, lexicon, tokenizer))
    if not elements:
        raise DataError("a pattern needs at least one element")
    return Pattern(source, tuple(elements))


def _words(word: str, optional: bool, source: str, lexicon: Lexicon, tokenizer: Tokenizer) -> Iterator[_Element]:
    variants = [lexicon_items(variant, lexicon, tokenizer) for variant in word.split("/")] if word != "/" else [("/",)]
    if len({len(variant) for variant in variants}) != 1:
        raise DataError(f"alternatives {word!r} in pattern {source!r} differ in their number of tokens")
    for column in zip(*variants, strict=True):
        yield _Element(frozenset(column), "", frozenset(), "", 0, optional)


Fillers = Mapping[str, Mapping[int, tuple[Filler, ...]]]
Classes = Callable[[str, Token], bool]


def match_at(
    pattern: Pattern, tokens: tuple[Token, ...], start: int, fillers: Fillers, classes: Classes
) -> Match | None:
    """Return the match of ``pattern`` that begins at token ``start``, or None.

    ``fillers`` maps a slot's name to what may fill it, by first token, the preferred one first; ``classes`` tells
    whether a token belongs to a class named with ``@``.
    """
    return _match(pattern.elements, 0, tokens, start, start, {}, fillers, classes)


def _match(
    elements: tuple[_Element, ...],
    at: int,
    tokens: tuple[Token, ...],
    start: int,
    index: int,
    slots: dict[str, Filler],
    fillers: Fillers,
    classes: Classes,
) -> Match | None:
    if at == len(elements):
        return Match(start, index, slots)
    element = elements[at]
    if element.gap:
        for skip in range(min(element.gap, len(tokens) - index) + 1):
            found = _match(elements, at + 1, tokens, start, index + skip, slots, fillers, classes)
            if found:
                return found
        return None
    if element.slot:
        for filler in fillers.get(element.slot, {}).get(index, ()):
            if element.cases and filler.cases and not element.cases & filler.cases:
                continue
            held = {**slots, element.slot: filler}
            found = _match(elements, at + 1, tokens, start, filler.last, held, fillers, classes)
            if found:
                return found
    elif index < len(tokens):
        token = tokens[index]
        fits = classes(element.word_class, token) if element.word_class else not element.keys.isdisjoint(token.keys)
        if fits:
            found = _match(elements, at + 1, tokens, start, index + 1, slots, fillers, classes)
            if found:
                return found
    if element.optional:
        return _match(elements, at + 1, tokens, start, index, slots, fillers, classes)
    return None


def first_keys(pattern: Pattern) -> frozenset[str]:
    """Return the keys one of which the first token of any match has; empty where a slot or class may begin it."""
    keys: frozenset[str] = frozenset()
    for element in pattern.elements:
        if element.slot or element.word_class or element.gap:
            return frozenset()
        keys |= element.keys
        if not element.optional:
            return keys
    return keys
