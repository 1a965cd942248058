"""What does a row of a language folder hold, once it is read?

Frozen values, one type per file; ``Language`` is everything known of one language, ``Common`` what all share.
"""

from __future__ import annotations

from typing import NamedTuple

from .match import PhraseTable
from .model import Place, Table
from .paradigms import Lexicon
from .sentences import Tokenizer


class Act(NamedTuple):
    """A language-neutral act: its PLOVER type and mode by default, and the contexts it belongs to.

    ``op`` is an operator the word itself carries: an invitation is a meeting offered.
    """

    id: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    op: str


class Office(NamedTuple):
    """A person held an office from ``start`` to ``end`` (half-open ISO dates; "" unknown or still held)."""

    office: str
    start: str
    end: str
    wikidata: str


class Body(NamedTuple):
    """An international body: the code it is coded by and its PLOVER sector."""

    code: str
    sector: str
    wikidata: str


class Outlet(NamedTuple):
    """A news outlet: its domain and country."""

    domain: str
    country: str


class Format(NamedTuple):
    """A format of talks: its members as codes, what kind it is, its reference name."""

    members: tuple[str, ...]
    kind: str
    name: str


class Site(NamedTuple):
    """A row of common/places.tsv: its kind ("city", "region"), state, ISO 3166-2 subdivision, degrees."""

    kind: str
    country: str
    region: str
    lat: float
    lon: float


class Common(NamedTuple):
    """What all languages share; no word of any language."""

    states: dict[str, str]
    bodies: dict[str, Body]
    offices: dict[str, tuple[Office, ...]]
    formats: dict[str, Format]
    outlets: dict[str, Outlet]
    acts: dict[str, Act]
    places: dict[str, Site]
    plover: Table
    digest: str


class ActorEntry(NamedTuple):
    """A row of actors.tsv, or of places.tsv (kind "town", the id that of its state).

    ``place`` is what the gazetteer knows of the name, ``state`` a name of the state that a town lies in.
    """

    id: str
    kind: str
    name: str
    note: str
    place: Place | None = None
    state: str = ""


class Trigger(NamedTuple):
    """A row of triggers.tsv: the act it names, where its parties stand, and what it needs."""

    act: str
    roles: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    head: str
    line: int
    kind: str


class Operator(NamedTuple):
    """A row of operators.tsv: what it does to an act, and where the act stands."""

    op: str
    complement: tuple[str, ...]


class FunctionWord(NamedTuple):
    """A word of grammar: its kind (the key in ``[syntax]``) and what is said of it (a preposition's cases …)."""

    kind: str
    value: str


class Language(NamedTuple):
    """Everything known of one language, ready for the stages."""

    code: str
    name: str
    settings: Table
    lexicon: Lexicon
    tokenizer: Tokenizer
    actors: PhraseTable[ActorEntry]
    triggers: PhraseTable[Trigger]
    operators: PhraseTable[Operator]
    reporting: PhraseTable[str]
    functions: PhraseTable[FunctionWord]
    variants: dict[str, str]
    time_words: frozenset[str]
    endings: dict[str, str]
    longest_ending: int
    classes: dict[str, frozenset[str]]
    event_nouns: frozenset[str]
    statements: Table
    times: Table
    common: Common
    digest: str
