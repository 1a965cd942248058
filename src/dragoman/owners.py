"""Whose are people, by the words right behind them?

"The government in Lima", "hackers from Norway", "fighters of the organisation whose name stands in quotation marks".
"""

from __future__ import annotations

from typing import NamedTuple

from .language import Language, setting
from .model import Actor, Frame, Place, Token
from .tagging import Word

_OFFICIAL = frozenset({"GOV", "LEG", "JUD"})
_OPENING = frozenset(
    {
        '"',
        "\N{LEFT DOUBLE QUOTATION MARK}",
        "\N{DOUBLE LOW-9 QUOTATION MARK}",
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    }
)
_CLOSING = frozenset(
    {
        '"',
        "\N{LEFT DOUBLE QUOTATION MARK}",
        "\N{RIGHT DOUBLE QUOTATION MARK}",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    }
)


class Named(NamedTuple):
    """An actor found at tokens ``[first, last)`` of a sentence.

    ``sort`` is the kind of entry that carried it; ``place`` tells that the words stand where a place would
    (a capital after a preposition); ``modifier`` that they only modify another noun; ``spot`` the town or region by
    which they name the actor.
    """

    sentence: int
    first: int
    last: int
    head: int
    actor: Actor
    sort: str
    rule: str
    cases: frozenset[str] = frozenset()
    place: bool = False
    modifier: bool = False
    plural: bool = False
    role: str = ""
    local: bool = False
    spot: Place | None = None


class Near(NamedTuple):
    """A sentence as a role sees it: its tokens, words and frames, and the actors found to the right of the role."""

    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    frames: tuple[Frame, ...]
    language: Language
    by_order: bool
    after: list[Named]


def quoted(near: Near, start: int) -> Named | None:
    """Return the body or organ whose name stands in quotation marks right behind a role, whatever its case."""
    if start >= len(near.tokens) or near.tokens[start].form not in _OPENING:
        return None
    named = next((u for u in near.after if u.first == start + 1 and u.sort in ("body", "organ")), None)
    if named is None or named.last >= len(near.tokens) or near.tokens[named.last].form not in _CLOSING:
        return None
    return named._replace(last=named.last + 1)


def seated_in(near: Near, unit: Named) -> Named | None:
    """Return the place that people are named by: "the government in Lima", "protesters in Iran"."""
    places = setting(near.language, "syntax", "speaking_place") or ()
    seat = _place_behind(near, unit, places)
    moving = seat is not None and bool(seat.cases) and "Loc" not in seat.cases  # "into", not "in"
    return None if moving else seat


def coming_from(near: Near, unit: Named) -> Named | None:
    """Return the country that people come from: "hackers from Norway"; nobody where the verb moves them from it.

    Officials are sent from a country that they are not of; of others the verb takes the place where one of
    its readings has a party there ("withdraw troops from Mali").
    """
    origins = setting(near.language, "syntax", "origin") or ()
    place = _place_behind(near, unit, origins)
    if place is None or (place.cases and "Gen" not in place.cases):
        return None
    frames = [
        (frame, argument)
        for frame in near.frames
        for argument in frame.arguments
        if argument.first <= unit.head < argument.last
    ]
    if unit.actor.sector == "REF" or any(argument.role == "subj" for _, argument in frames):
        return place
    moved = any(
        where.partition("+")[0] in origins and where.partition("+")[2] in ("", "Gen")
        for frame, _ in frames
        for hit in near.language.triggers.at(near.tokens, frame.head)
        for wheres in hit.value.roles.values()
        for where in wheres
    )
    return None if moved or unit.actor.sector in _OFFICIAL else place


def _place_behind(near: Near, unit: Named, prepositions: tuple[str, ...]) -> Named | None:
    """Return the state or town named behind one of these prepositions right after a role."""
    if unit.last >= len(near.tokens) or near.tokens[unit.last].form not in prepositions:
        return None
    start = unit.last + 1
    while start < len(near.words) and near.by_order and near.words[start].function("articles"):
        start += 1
    return next((u for u in near.after if u.first == start and u.sort in ("capital", "state", "town")), None)
