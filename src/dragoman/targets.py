"""At whom is an act aimed whose own words do not say it?

What is refused, promised, threatened or granted has parties of its own: who proposed it, whom it would reach, whose
conduct it answers. They are looked for from the nearest words outwards; only an answer that is one country's counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from .acts import Acts, Candidate
from .language import setting
from .modality import Standing
from .model import Actor, Argument, Frame
from .names import Named
from .roles import arguments_at, fill, meets, parties

_PUT = frozenset({"REQUEST", "ACCUSE"})
_ANSWERING = frozenset({"REJECT", "CONCEDE", "AGREE"})
_AIMED = frozenset({"REJECT", "CONCEDE", "AGREE", "THREATEN", "SUPPORT", "SANCTION", "AID", "ACCUSE", "COERCE"})
_WITH_PLACES = frozenset({"CONCEDE", "AID", "SANCTION"})
_TROUBLED = frozenset({"PROTEST", "RETREAT", "MOBILIZE", "ASSAULT", "REQUEST"})
_INNER = ("xcomp", "obj", "obl", "poss", "iobj", "ccomp")
_AGREED = frozenset({"AGREE", "CONCEDE"})
_STATE = frozenset({"", "GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_BETWEEN = 2
_DEPTH = 3


def target(reader: Acts, candidate: Candidate, stands: Standing, kind: str) -> list[Named]:
    """Return the recipients of an act of PLOVER type ``kind`` whose trigger found none."""
    if kind == "PROTEST" and (asked := _of_demands(reader, candidate)):
        return asked
    if kind in _PUT and (found := _others(_of_answerers(reader, candidate), candidate)):
        return found
    if kind in _TROUBLED:
        places = _others(_in_places(reader, candidate, kind), candidate)
        return places or _others(_of_aims(reader, candidate), candidate)
    if kind not in _AIMED or _is_mutual(reader, candidate, stands, kind):
        return []
    ways = [_of_inner_acts(reader, candidate, stands, kind)]
    if kind == "THREATEN":
        ways.append(_of_conditions(reader, candidate, stands))
    if reader.language.common.acts[candidate.trigger.act].type != "CONSULT":  # what is talked about is no party
        ways.append(_around(reader, candidate, stands, kind))
    return next((found for way in ways if (found := _others(way, candidate))), [])


def _is_mutual(reader: Acts, candidate: Candidate, stands: Standing, kind: str) -> bool:
    """Tell whether several agree with each other: on nobody else."""
    several = len({a.actor.country for a in candidate.actors}) > 1
    joined = any("+" in place for place in candidate.trigger.roles.get("actor", ()))
    words = (hit for at in range(*candidate.span) for hit in reader.operators.get(at, ()))
    agreed = stands.decisive == "agree" or any(hit.value.op == "agree" for hit in words)
    return several and (joined or (kind in _AGREED and agreed))


def _in_places(reader: Acts, candidate: Candidate, kind: str) -> list[Named]:
    """Return the actors inside what the trigger's own places name: "moves troops to the Belarusian border".

    A place attacked is nobody; whose positions they are somebody is.
    """
    held = [reader.frames[n] for n in (candidate.frame, candidate.carrier) if n >= 0]
    for place in candidate.trigger.roles.get("recipient", ()):
        for argument in (a for frame in held for a in arguments_at(place, frame)):
            inside = [n for n in _in(reader, argument) if not n.first <= argument.head < n.last]
            found = [n for n in inside if not n.place or kind == "MOBILIZE"]
            if not found and kind == "MOBILIZE":  # the border with India
                own = next((f for f in reader.frames if f.head == argument.head), None)
                found = [n for a in (own.arguments if own else ()) for n in _in(reader, a)]
            others = _others(found, candidate)
            if others and (_is_foreign(others, candidate) or argument.preposition not in _scenes(reader)):
                return others
    return []


def _is_foreign(found: list[Named], candidate: Candidate) -> bool:
    return not {n.actor.country for n in found} & {a.actor.country for a in candidate.actors}


def _scenes(reader: Acts) -> frozenset[str]:
    written = setting(reader.language, "syntax", "scenes") or ()
    return frozenset(place.partition("+")[0] for place in written)


def _of_aims(reader: Acts, candidate: Candidate) -> list[Named]:
    """Return those whom the purpose of an act would reach: "opened fire to disperse the demonstrators"."""
    held = [n for n in (candidate.frame, candidate.carrier) if n >= 0]
    for frame in reader.frames:
        if frame.governor not in held or frame.kind != "inf" or frame.relation != "advcl":
            continue
        for hit in reader.triggers.get(frame.head, ()):
            if meets(hit.value, frame, None, reader.sentence, reader.language, reader.named):
                _, recipients = parties(hit.value, frame, None, reader.named)
                if recipients:
                    return recipients
    return []


def _of_answerers(reader: Acts, candidate: Candidate) -> list[Named]:
    """Return those who do something with a request or an accusation: "Slovenia turned down Croatia's request"."""
    frame = reader.frames[candidate.frame]
    if frame.kind != "noun" or frame.relation != "obj" or frame.governor < 0:
        return []
    return [n for n in fill(("subj",), reader.frames[frame.governor], reader.named) if not n.place]


def _of_demands(reader: Acts, candidate: Candidate) -> list[Named]:
    """Return those of whom protesters demand what they demand: "blocked roads, demanding of the government that"."""
    own = {n.actor.id for n in candidate.actors}
    for number, frame in enumerate(reader.frames):
        if frame.governor not in (candidate.frame, candidate.carrier) or frame.governor < 0:
            continue
        for hit in reader.triggers.get(frame.head, ()):
            if reader.language.common.acts[hit.value.act].type != "REQUEST":
                continue
            inner = [frame, *(f for _, f in _inner(reader, [number]))]
            named = [n for n in reader.named if n.actor.id not in own and n.actor.country and not n.place]
            places = hit.value.roles.get("recipient", ())
            found = fill(places, frame, named) or next(
                (f for i in inner if (f := [n for a in i.arguments for n in _in_of(named, a) if not n.modifier])), []
            )
            if len({n.actor.country for n in found}) == 1:
                return found
    return []


def _numbers(candidate: Candidate, stands: Standing) -> list[int]:
    """Return the frames of an act: its own, its verb's, and that of the operator that decides on it."""
    return list(dict.fromkeys(n for n in (candidate.frame, candidate.carrier, stands.subject) if n >= 0))


def _inner(reader: Acts, numbers: Iterable[int]) -> Iterator[tuple[int, Frame]]:
    """Yield the frames that frames hold as their content, the nearest first."""
    level = list(numbers)
    seen = set(level)
    for _ in range(_DEPTH):
        below = [
            (n, frame)
            for n, frame in enumerate(reader.frames)
            if frame.governor in level and n not in seen and frame.relation in _INNER
        ]
        yield from below
        level = [n for n, _ in below]
        seen.update(level)


def _of_inner_acts(reader: Acts, candidate: Candidate, stands: Standing, kind: str) -> list[Named]:
    """Return the parties of the acts inside: the proposer of what is answered, else those whom it would reach."""
    own = {n.actor.id for n in candidate.actors}
    for _, frame in _inner(reader, _numbers(candidate, stands)):
        for hit in reader.triggers.get(frame.head, ()):
            if not meets(hit.value, frame, None, reader.sentence, reader.language, reader.named):
                continue
            actors, recipients = parties(hit.value, frame, None, reader.named)
            doers = [a for a in actors if a.actor.id not in own and a.actor.country]
            if kind in _ANSWERING and frame.kind == "noun" and doers:
                return doers
            if recipients:
                return recipients
    return []


def _of_conditions(reader: Acts, candidate: Candidate, stands: Standing) -> list[Named]:
    """Return those whose conduct a threat is bound to: "if the United States goes ahead"."""
    chain = set(_numbers(candidate, stands))
    chain.update(n for n, _ in _inner(reader, chain))
    chain.update(reader.frames[n].governor for n in tuple(chain))
    for frame in reader.frames:
        if frame.relation == "cond" and frame.governor in chain:
            found = fill(("subj",), frame, reader.named)
            if found:
                return found
    return []


def _around(reader: Acts, candidate: Candidate, stands: Standing, kind: str) -> list[Named]:
    """Return the actors named inside the objects and obliques of the act and of what it holds, topics left out."""
    numbers = _numbers(candidate, stands)
    topics = (setting(reader.language, "syntax", "topics") or ()) if kind in _ANSWERING else ()
    inner = [frame for _, frame in _inner(reader, numbers) if frame.preposition not in topics]
    for frame in [reader.frames[n] for n in numbers] + inner:
        for places in (False, True) if kind in _WITH_PLACES else (False,):
            held = [a for a in frame.arguments if a.role in ("obj", "iobj", "obl", "poss")]
            found = [n for a in held if a.preposition not in topics for n in _in(reader, a)]
            found = [n for n in found if places or not n.place]
            if _others(found, candidate):
                return found
    return []


def _in(reader: Acts, argument: Argument) -> list[Named]:
    return _in_of(reader.named, argument)


def _in_of(named: Iterable[Named], argument: Argument) -> list[Named]:
    return [n for n in named if argument.first <= n.first and n.last <= argument.last]


def _others(found: list[Named], candidate: Candidate) -> list[Named]:
    """Return those found who are not the doers, where they are one country's or are named in one row; else nobody."""
    others = [n for n in dict.fromkeys(found) if n.actor.country and _is_other(n.actor, candidate)]
    countries = {n.actor.country for n in others}
    row = sorted(others, key=lambda n: n.first)
    joined = all(0 <= after.first - before.last <= _BETWEEN for before, after in pairwise(row))
    return others if len(countries) == 1 or (joined and not any(n.modifier for n in row)) else []


def _is_other(one: Actor, candidate: Candidate) -> bool:
    """Tell whether an actor is not on the doers' side: of another country, or people where those who govern act."""
    doers = [a.actor for a in candidate.actors if a.actor.country == one.country]
    return all(d.id != one.id and d.sector != one.sector and not {d.sector, one.sector} <= _STATE for d in doers)
