"""Which things does dragoman speak of?

Every type, and no behaviour. The first half is the public record: frozen values that become JSON with camelCase
names, where a field that is absent is left out. The second half is what the stages hand to one another on the way
(tokens, clauses); it never leaves the program.

Offsets are half-open ``[start, end)`` in Unicode code points of ``Article.text``. Dates are EDTF strings (ISO 8601-2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, dataclass_transform

import msgspec

if TYPE_CHECKING:
    from .entries import Trigger
    from .match import Hit
    from .tagging import Word


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A frozen record value."""


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open code-point range ``[start, end)`` of an article's text."""

    start: int
    end: int


class Evidence(Value, kw_only=True):
    """Where a fact was read (span) and why (the id of the rule that fired); a score where the rule is a model."""

    span: Span
    rule: str
    score: float | None = None


# --- the page -----------------------------------------------------------------------------------------------------


class Block(Value, kw_only=True):
    """A stretch of the page: kept (title, paragraph, quote …) or left out for a named reason (read-also, advert …)."""

    kind: str
    span: Span | None = None
    path: str = ""
    reason: str = ""


class Article(Value, kw_only=True):
    """The fixed text of a page, what the page says about itself, and whose words it holds."""

    id: str
    text: str
    in_language: str = ""
    headline: str = ""
    url: str = ""
    date_published: str = ""
    date_modified: str = ""
    author: tuple[str, ...] = ()
    contributor: tuple[str, ...] = ()
    publisher: str = ""
    section: str = ""
    is_based_on: str = ""
    translation_of_work: str = ""
    derivation: str = ""
    anchor: str = ""
    anchor_rule: str = ""
    blocks: tuple[Block, ...] = ()
    origin: tuple[Evidence, ...] = ()


# --- the facts ----------------------------------------------------------------------------------------------------


class Actor(Value, kw_only=True):
    """Who is named: a state, body, office, person or an anonymous source; ids are stable across articles."""

    id: str
    name: str
    country: str = ""
    sector: str = ""
    wikidata: str = ""
    anonymous: bool = False


class Fact(Value, tag_field="kind", kw_only=True):
    """One claim read from one article; its id is a hash of what was read, where, and by which rule."""

    id: str
    evidence: Evidence


class Place(Value, kw_only=True):
    """A "city" or "region" of the gazetteer, the ISO 3166-2 code of its subdivision, the degrees of its middle."""

    id: str
    name: str
    kind: str = "city"
    region: str = ""
    lat: float
    lon: float


class Mention(Fact, tag="mention", kw_only=True):
    """Words that name an actor, with the place by which they name it ("police in Lviv")."""

    actor: str
    place: Place | None = None


class Time(Fact, tag="time", kw_only=True):
    """A TIMEX3 expression with its EDTF value; ``start`` and ``end`` are half-open ISO dates or date-times."""

    type: str
    value: str
    start: str = ""
    end: str = ""
    grain: str = ""
    mod: str = ""
    direction: str = ""


class Quantity(Fact, tag="quantity", kw_only=True):
    """A number of something; ``bound`` is "", "at-least", "at-most" or "about"."""

    value: float
    unit: str = ""
    bound: str = ""


class Statement(Fact, tag="statement", kw_only=True):
    """Source, cue and content of what somebody says; the evidence span is the cue.

    ``translated``: a quotation printed in a translated copy, so not the speaker's own words; ``condition``: the words
    on which an unnamed source spoke.
    """

    source: str = ""
    content: tuple[Span, ...] = ()
    relay: str = ""
    addressee: str = ""
    style: str = "indirect"
    stance: str = "say"
    within: str = ""
    translated: bool = False
    condition: Span | None = None


class Event(Fact, tag="event", kw_only=True):
    """A PLOVER event: type and mode, the underlying act, its modality and negation, and who did it to whom."""

    event: str
    mode: str = ""
    act: str = ""
    modality: str = "actual"
    negated: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    time: str = ""
    place: str = ""
    quantity: str = ""
    theme: Span | None = None
    statement: str = ""


class Relation(Fact, tag="relation", kw_only=True):
    """A standing relation (member, host …) between two actors."""

    type: str
    actor: str
    object: str
    negated: bool = False


AnyFact = Mention | Time | Quantity | Statement | Event | Relation


class Generator(Value, kw_only=True):
    """What produced a reading: program version and digest of the language data."""

    version: str
    data: str
    syntax: str = ""


class Reading(Value, kw_only=True):
    """All facts of one article, in text order."""

    article: Article
    actors: tuple[Actor, ...] = ()
    facts: tuple[AnyFact, ...] = ()
    generator: Generator


# --- views --------------------------------------------------------------------------------------------------------


class TalkStep(Value, kw_only=True):
    """One report of a talk: what it says, as of when, for which day, who says so on whose page, where it was read."""

    status: str
    as_of: str
    fact: str
    article: str
    date: str = ""
    source: str = ""
    outlet: str = ""


class Talk(Value, kw_only=True):
    """A meeting planned, held, moved, refused or cancelled, or by ``kind`` what else is set down for a day."""

    id: str
    participants: tuple[str, ...]
    kind: str = ""
    title: str = ""
    format: str = ""
    place: str = ""
    date: str = ""
    status: str = "planned"
    history: tuple[TalkStep, ...] = ()


class Answer(Value, kw_only=True):
    """An answer to a demand: refused, accepted, partly or deferred."""

    by: str
    answer: str
    date: str = ""
    fact: str = ""


class Demand(Value, kw_only=True):
    """What one side asks of another, in the source's own words, and every answer found.

    ``waiting``: days without an answer, up to the latest article of the pile.
    """

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    theme: str
    article: str
    fact: str
    span: Span | None = None
    kind: str = "demand"
    date: str = ""
    answers: tuple[Answer, ...] = ()
    open: bool = True
    waiting: int = 0


class Denial(Value, kw_only=True):
    """A claim and the denial of it: who says what against whom, each read from a fact of an article."""

    id: str
    by: tuple[str, ...]
    words: str
    article: str
    fact: str
    date: str = ""
    claimed_by: tuple[str, ...] = ()
    claim: str = ""
    claim_article: str = ""
    claim_fact: str = ""
    claim_date: str = ""


class Stand(Value, kw_only=True):
    """What an actor said on a theme once, in the source's own words."""

    words: str
    article: str
    fact: str
    date: str = ""
    stance: str = "say"
    grade: str = "F6"


class Position(Value, kw_only=True):
    """What an actor says on a theme, the latest first; the theme is content words of the latest one."""

    actor: str
    theme: str
    stands: tuple[Stand, ...]


class Link(Value, kw_only=True):
    """One link of a chain: source, through, relay, narrator, outlet or page, its name, and its grade."""

    role: str
    name: str
    actor: str = ""
    grade: str = "F6"


class Chain(Value, kw_only=True):
    """By whom a fact came to the page: from the one who says it to the page; the grade is that of the first link."""

    fact: str
    article: str
    links: tuple[Link, ...]
    grade: str = "F6"


class IndexPoint(Value, kw_only=True):
    """One period of the index of a dyad on a named scale: sums over conflictual and cooperative events."""

    period: str
    actor: str
    recipient: str
    scale: str
    events: int
    conflict: float
    cooperation: float


class Story(Value, kw_only=True):
    """Articles that tell the same thing: one original, the rest derivations of it."""

    id: str
    original: str
    articles: tuple[tuple[str, str], ...]


# --- between the stages -------------------------------------------------------------------------------------------


class Form(NamedTuple):
    """One reading of a word form: lemma, universal part of speech, features as ``{"Case": "Gen", …}``."""

    lemma: str
    upos: str
    feats: dict[str, str]


class Token(NamedTuple):
    """A token: where it stands, its folded form, and every reading the lexicon gives it (none: unknown word).

    ``keys`` is what a token can be matched by: its form, and its lemmas as ``<lemma|UPOS>``.
    """

    start: int
    end: int
    form: str
    readings: tuple[Form, ...]
    capital: bool
    keys: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence of a kept block."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    kind: str


class Argument(NamedTuple):
    """A phrase in a clause: its role, its preposition, the cases it may stand in, tokens ``[first, last)`` and head.

    Roles: ``subj`` ``obj`` ``obl`` ``agent`` ``poss`` (genitive or possessive of a noun) ``mod`` (what stands before
    a noun inside its phrase). ``counted`` is the noun that a measure counts ("thousands of soldiers"), -1: none.
    """

    role: str
    preposition: str
    cases: frozenset[str]
    first: int
    last: int
    head: int
    confidence: float = 1.0
    counted: int = -1


class Frame(NamedTuple):
    """A clause or event noun in one language-neutral form.

    ``head`` is the token that names the act, ``kind`` its shape (``fin`` ``inf`` ``part`` ``conv`` ``ger`` ``noun``),
    ``[first, last)`` the tokens of the clause; ``governor`` the index of the frame this one depends on (-1: none) by
    ``relation``: ``xcomp`` ``ccomp`` ``advcl`` ``cond`` ``acl`` ``conj``, or for a noun the role it has in its governor
    (``subj`` ``obj`` ``obl`` ``poss``), with ``preposition`` and ``cases`` where it has them.
    """

    head: int
    kind: str
    first: int
    last: int
    arguments: tuple[Argument, ...]
    voice: str = "act"
    tense: str = ""
    mood: str = ""
    negated: bool = False
    governor: int = -1
    relation: str = ""
    preposition: str = ""
    cases: frozenset[str] = frozenset()
    confidence: float = 1.0


class Analysis(NamedTuple):
    """The sentences of an article with the clause frames of each; their words and triggers where found."""

    sentences: tuple[Sentence, ...]
    frames: tuple[tuple[Frame, ...], ...]
    engine: str
    words: tuple[tuple[Word, ...], ...] = ()
    hits: tuple[tuple[Hit[Trigger], ...], ...] = ()


Table = dict[str, Any]
