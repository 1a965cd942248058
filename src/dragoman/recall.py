"""At whom is an act aimed that only the sentences before can tell?

"Kyiv praised the decision", "Moscow rejected the demands", "Berlin refuses": whose decision, whose demands, towards
whom stands in what was told just before. Only the same sentence and the one before it count, and only one country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .acts import Acts, Candidate
from .model import Actor, Event

_REACTIONS = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_ANSWERS = frozenset({"REJECT", "CONCEDE", "AGREE"})
_HOSTILE = frozenset({"REJECT", "THREATEN", "REQUEST", "ACCUSE"})
_GOING_ON = _HOSTILE | {"AGREE", "AID", "SANCTION"}
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})


class Told(NamedTuple):
    """An event told before: the number of its sentence, and the actors of its mentions by their ids."""

    sentence: int
    event: Event


def recalled(
    reader: Acts, candidate: Candidate, kind: str, told: Sequence[Told], actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """Return the mentions at which an act of PLOVER type ``kind`` without recipients is aimed, by what was told before.

    ``actors`` are the actors of all mentions by mention id.
    """
    own = {a.actor.country for a in candidate.actors}
    act = reader.language.common.acts[candidate.trigger.act].type
    if len(own) > 1 and kind == "AGREE":
        return ()  # several that agree do so with each other
    near = [t for t in reversed(told) if reader.number - t.sentence <= 1]
    ways: list[tuple[str, ...]] = []
    if kind in _ANSWERS:
        ways += (t.event.actor for t in near if t.event.event == "REQUEST" and _may_be_asked(t.event, own, actors))
    if kind in _REACTIONS and act == kind and _has_bare_object(reader, candidate):
        ways += (t.event.actor for t in near)
    if kind in _GOING_ON and act not in _MUTUAL | {"RETREAT", "MOBILIZE"}:
        ways += (t.event.recipient for t in _going_on(near, kind, reader.number, own, actors))
    for mentions in ways:
        countries = {actors[m].country for m in mentions if m in actors}
        if mentions and countries and "" not in countries and not countries & own:
            return mentions
    return ()


def _may_be_asked(asked: Event, own: set[str], actors: Mapping[str, Actor]) -> bool:
    """Tell whether a request went to those who answer, or to nobody that is named."""
    return not asked.recipient or any(actors[m].country in own for m in asked.recipient if m in actors)


def _has_bare_object(reader: Acts, candidate: Candidate) -> bool:
    """Tell whether an act has an object in which nobody is named: "the move", "these accusations"."""
    held = [reader.frames[n] for n in (candidate.frame, candidate.carrier) if n >= 0]
    objects = [a for frame in held for a in frame.arguments if a.role in ("obj", "poss") or a.preposition]
    inside = [n for a in objects for n in reader.named if a.first <= n.first < a.last and not n.place]
    return any(a.role in ("obj", "poss") and a.head != candidate.head for a in objects) and not inside


def _going_on(
    near: Iterable[Told], kind: str, number: int, own: set[str], actors: Mapping[str, Actor]
) -> Iterator[Told]:
    """Yield the earlier acts of the same doers that a further one goes on with."""
    for one in near:
        same = {actors[m].country for m in one.event.actor if m in actors} == own
        if same and (one.sentence == number or kind in _HOSTILE):
            yield one
