"""Which sentences of an article hold a date, who is named in them, and where does another clause begin?

The record keeps whom facts name; that an election is one "in Georgia" or a treaty "Russian" is no fact of it. So the
names are looked up in the sentence again, and a date's clause is what stands around it up to the next verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..entries import ActorEntry
from ..facts import KEPT
from ..language import Language
from ..model import Actor, Mention, Sentence, Time, Token
from ..sentences import split_sentences
from . import participant_of
from .pages import Page, is_function
from .reports import is_session

_NAMES = frozenset(
    {"state", "adjective", "demonym", "capital", "town", "body", "seat", "organ", "group"}
)  # kinds of actors.tsv that name a state or body
_SMALL = frozenset({"adjective", "demonym"})
_BREAKS = frozenset(";:()?!")
_AROUND = 7


class Name(NamedTuple):
    """A state or body named at tokens ``[first, last)``: its ids; ``kind`` of the name, "" where the record has it.

    ``place``: it stands where a place stands; ``session``: it is an organ that sits.
    """

    first: int
    last: int
    codes: tuple[str, ...]
    kind: str
    place: bool
    session: bool


class Dated(NamedTuple):
    """A date of the record at tokens ``[first, last)``."""

    first: int
    last: int
    time: Time


class Clause(NamedTuple):
    """A sentence with its dates, its names, and its finite verbs: where one stands, another clause is."""

    page: Page
    language: Language
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    dates: tuple[Dated, ...]
    verbs: frozenset[int]

    def kinds(self, index: int) -> frozenset[str]:
        """Return the kinds of function word that a token is."""
        return frozenset(hit.value.kind for hit in self.language.functions.at(self.tokens, index))

    def named(self) -> frozenset[int]:
        """Return the tokens that names of states and bodies hold."""
        return frozenset(index for name in self.names for index in range(name.first, name.last))

    def is_end(self, index: int) -> bool:
        """Tell whether a clause ends at a token: a verb, or a sign that cuts."""
        return index in self.verbs or self.tokens[index].form in _BREAKS

    def is_whole(self, first: int, last: int, own: frozenset[int]) -> bool:
        """Tell whether some tokens stand in one clause, whose ``own`` verbs count as none."""
        return not any(self.is_end(index) and index not in own for index in range(first, last))

    def around(self, first: int, last: int) -> list[Name]:
        """Return the names in the clause of some tokens."""
        while first > 0 and not self.is_end(first - 1):
            first -= 1
        while last < len(self.tokens) and not self.is_end(last):
            last += 1
        return [name for name in self.names if first <= name.first < last]


def dated_clauses(page: Page) -> Iterator[Clause]:
    """Yield the sentences of an article that hold a date, in text order."""
    language = page.language
    if language is None:
        return
    times = sorted(
        (time for time in page.times.values() if time.type in ("DATE", "TIME")), key=lambda time: time.evidence.span
    )
    for block in page.reading.article.blocks:
        span = block.span
        inside = [time for time in times if span and span.start <= time.evidence.span.start < span.end]
        if span is None or block.kind not in KEPT or not inside:
            continue
        for sentence in split_sentences(page.text[span.start : span.end], language.tokenizer, offset=span.start):
            own = [time for time in inside if sentence.start <= time.evidence.span.start < sentence.end]
            if own:
                yield _clause(page, language, sentence, own)


def _clause(page: Page, language: Language, sentence: Sentence, times: list[Time]) -> Clause:
    tokens = sentence.tokens
    names = tuple(_names(page, language, tokens))
    dates = tuple(Dated(*_range(tokens, time), time) for time in times)
    held = {index for name in names for index in range(name.first, name.last)}
    held |= {index for dated in dates for index in range(dated.first, dated.last)}
    verbs = frozenset(index for index in range(len(tokens)) if index not in held and _is_verb(language, tokens, index))
    return Clause(page, language, tokens, names, dates, verbs)


def _range(tokens: tuple[Token, ...], time: Time) -> tuple[int, int]:
    span = time.evidence.span
    inside = [index for index, token in enumerate(tokens) if span.start < token.end and token.start < span.end]
    return inside[0], inside[-1] + 1


def _is_verb(language: Language, tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a token can be a finite verb with a meaning of its own, and no noun."""
    readings = tokens[index].readings
    if not any(form.feats.get("VerbForm") == "Fin" for form in readings):
        return False
    return not any(form.upos in ("NOUN", "PROPN") for form in readings) and not language.functions.at(tokens, index)


# --- names --------------------------------------------------------------------------------------------------------


def _names(page: Page, language: Language, tokens: tuple[Token, ...]) -> Iterator[Name]:
    """Yield the states and bodies that a sentence names: those of the record, and those that only describe."""
    mentions = {
        mention.evidence.span.start: mention
        for mention in page.mentions.values()
        if tokens[0].start <= mention.evidence.span.start < tokens[-1].end
    }
    index = 0
    while index < len(tokens):
        hits = language.actors.at(tokens, index)
        last = hits[0].last if hits else index + 1
        listed = _listed(page, tokens, index, last, [hit.value for hit in hits if hit.last == last])
        mention = mentions.get(tokens[index].start)
        told = _told(page, tokens, index, mention) if mention is not None else None
        name = listed if listed is not None and (told is None or listed.last > told.last) else told
        if name is not None and name.codes:
            yield name
        index = max(last, name.last if name is not None else 0)


def _listed(page: Page, tokens: tuple[Token, ...], first: int, last: int, entries: list[ActorEntry]) -> Name | None:
    """Return the name that stands in ``actors.tsv``: one without ids where it only holds a state's name."""
    if any(entry.kind == "mask" for entry in entries):
        return Name(first, last, (), "mask", False, False)
    entry = next((entry for entry in entries if entry.kind in _NAMES), None)
    if entry is None or not (tokens[first].capital or entry.kind in _SMALL):
        return None
    body = page.common.bodies.get(entry.id)
    actor = Actor(id=entry.id, name="", country=body.code if body else entry.id.partition(".")[0])
    codes = tuple(code for code in participant_of(actor, page.common) if body or code in page.common.states)
    place = first > 0 and is_function(page, tokens, first - 1, "places")
    return Name(first, last, codes, entry.kind, place, is_session(actor, page.common))


def _told(page: Page, tokens: tuple[Token, ...], first: int, mention: Mention) -> Name | None:
    """Return the name of a mention of the record."""
    actor = page.actors.get(mention.actor)
    if actor is None or actor.anonymous:
        return None
    end = mention.evidence.span.end
    last = next((index for index in range(first, len(tokens)) if tokens[index].start >= end), len(tokens))
    place = first > 0 and is_function(page, tokens, first - 1, "places")
    return Name(first, last, page.codes((mention.id,)), "", place, is_session(actor, page.common))


# --- noun phrases -------------------------------------------------------------------------------------------------


def phrase_start(clause: Clause, first: int, others: frozenset[int] = frozenset()) -> int:
    """Return where the noun phrase begins whose noun stands at a token: over names, adjectives and articles.

    It holds none of the ``others``, and no name behind a preposition, which is a phrase of its own.
    """
    starts = {
        index: name.first
        for name in clause.names
        for index in range(name.first, name.last)
        if not (name.first > 0 and "prepositions" in clause.kinds(name.first - 1))
    }
    named = clause.named()
    nouns_lead = clause.language.settings.get("syntax", {}).get("roles") == "order"
    start = first
    while start > 0 and first - start < _AROUND:
        at = start - 1
        if at in starts:
            start = starts[at]
            continue
        if at in others or at in named:
            break
        kinds, readings = clause.kinds(at), clause.tokens[at].readings
        described = any(form.upos == "ADJ" for form in readings) and at not in clause.verbs
        leads = nouns_lead and any(form.upos in ("NOUN", "PROPN") for form in readings)
        if kinds & {"prepositions", "coordinators"} or not (
            described or leads or kinds & {"articles", "determiners", "possessives", "genitive"}
        ):
            break
        start = at
    return start


def is_beside(clause: Clause, what: tuple[int, int], dated: Dated) -> bool:
    """Tell whether between a thing and its date stand only prepositions, names and what describes it."""
    first, last = (what[1], dated.first) if what[1] <= dated.first else (dated.last, what[0])
    if not 0 <= last - first <= _AROUND:
        return False
    named = clause.named()
    for index in range(first, last):
        described = dated.last <= index and any(form.upos == "ADJ" for form in clause.tokens[index].readings)
        linked = clause.kinds(index) & {"prepositions", "articles", "places", "genitive"}
        if index not in named and not described and not linked:
            return False
    return True
