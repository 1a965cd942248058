"""Where does an act happen?

A name is a scene where a preposition of place leads to it; a town is one also as what is shelled, taken or visited.
Prepositions that say whither or whence ("to Geneva", "from Mali") make a scene only for acts that move somebody. The
nearest clause decides, and in it the most exact place: a town before the state that holds it. What somebody says
happens where his own words place it, not where he speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .acts import Acts, Candidate
from .modality import Standing
from .model import Frame, Statement
from .names import Named
from .scenes import beginning, kind_of, lead_of
from .tagging import Word

_SORTS = ("town", "capital", "seat", "state")
_MOVING = frozenset({"RETREAT", "MOBILIZE", "CONSULT", "COOPERATE", "AID", "PROTEST"})
_STRIKING = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "CONSULT", "PROTEST"})
_HELD = ("obj", "poss", "iobj")


class _Scene(NamedTuple):
    """A name that may say where, and what the preposition before it says: "where", "way", "aim" or "" (it is bare).

    ``first`` is where its phrase begins ("the" in "the village of").
    """

    named: Named
    lead: str
    first: int


def place_of(
    reader: Acts,
    candidate: Candidate,
    stands: Standing,
    words: tuple[Word, ...],
    parties: Iterable[Named],
    said: Statement | None,
) -> Named | None:
    """Return the name of the place where a candidate's act happens, None where its sentence does not say.

    ``words`` are the tagged words of the sentence, ``parties`` who does the act and to whom, ``said`` the statement
    that tells it.
    """
    taken = frozenset(parties)
    acts = reader.language.common.acts
    kinds = {acts[candidate.trigger.act].type, *({"RETREAT"} & {acts[a].type for a, _ in reader.embedded(candidate)})}
    scenes = [
        s
        for s in _scenes(reader, words)
        if _suits(s, kinds, s.named in taken, reader, candidate)
        and _is_told(s.named, reader, said)
        and not _is_condition(s.named, reader, candidate)
    ]
    head = candidate.head
    for level in _levels(reader, candidate, stands):
        near = [s for s in scenes if any(_is_in(s.named, frame) for frame in level)]
        if near:
            return min(near, key=lambda s: _closeness(s, head)).named
    return None


def _scenes(reader: Acts, words: tuple[Word, ...]) -> Iterator[_Scene]:
    for one in (*reader.named, *reader.towns):
        if one.sort not in _SORTS:
            continue
        lead = lead_of(one.first, words, reader.language)
        cases = one.cases if lead == one.first - 1 else words[lead + 1].cases()
        kind = kind_of(words[lead].token.form, cases, reader.language) if lead >= 0 else ""
        if kind in ("where", "way") or _is_exact(one):
            yield _Scene(one, kind, beginning(one.first, words, reader.language))


def _is_exact(one: Named) -> bool:
    """Tell whether a name is that of a town or region, not of a whole state."""
    return one.sort in ("town", "capital") or one.spot is not None


def _suits(scene: _Scene, kinds: set[str], takes_part: bool, reader: Acts, candidate: Candidate) -> bool:
    """Tell whether an act of these types may happen at a scene; who takes part in it is one only "in" its own land."""
    one = scene.named
    if scene.lead == "where":
        return True
    if scene.lead == "way":
        free = not takes_part and "AID" not in kinds
        return not kinds.isdisjoint(_MOVING) and (free or one.sort == "town" or "RETREAT" in kinds)
    if scene.lead == "aim":
        return not kinds.isdisjoint(_STRIKING) and (not takes_part or one.sort == "town")
    visited = reader.language.common.acts[candidate.trigger.act].mode == "visit"
    if kinds.isdisjoint(_STRIKING) or (takes_part and not visited and "ASSAULT" not in kinds):
        return False
    frames = [reader.frames[n] for n in (candidate.frame, candidate.carrier) if n >= 0]
    return any(_holds(frame, scene) for frame in frames)


def _holds(frame: Frame, scene: _Scene) -> bool:
    """Tell whether a bare name is what an act is done to: its object, or the genitive of its noun."""
    return any(
        a.role in _HELD and not a.preposition and a.first < scene.named.last and scene.first < a.last
        for a in frame.arguments
    )


def _is_told(one: Named, reader: Acts, said: Statement | None) -> bool:
    """Tell whether a name stands in the words that tell of the act: in a statement's content, if one tells of it."""
    start = reader.sentence.tokens[one.first].start
    return said is None or any(span.start <= start < span.end for span in said.content)


def _is_condition(one: Named, reader: Acts, candidate: Candidate) -> bool:
    """Tell whether a name stands in the clause of a condition that the act is none of: "if war starts in …"."""
    return any(
        f.relation == "cond" and f.first <= one.first and one.last <= f.last and not f.first <= candidate.head < f.last
        for f in reader.frames
    )


def _levels(reader: Acts, candidate: Candidate, stands: Standing) -> Iterator[list[Frame]]:
    """Yield the clauses in which a place may be told, those of the act first."""
    frames = reader.frames
    own = [n for n in dict.fromkeys((candidate.frame, candidate.carrier, stands.subject)) if n >= 0]
    yield [frames[n] for n in own]
    yield [f for f in frames if f.governor in own]
    yield [frames[frames[n].governor] for n in own if frames[n].governor >= 0]


def _is_in(one: Named, frame: Frame) -> bool:
    """Tell whether a name stands among the words of a clause, or in one of its arguments."""
    spans = [(frame.first, frame.last), *((a.first, a.last) for a in frame.arguments)]
    return any(first <= one.first and one.last <= last for first, last in spans)


def _closeness(scene: _Scene, head: int) -> tuple[tuple[bool, ...], int, int]:
    one = scene.named
    wide = one.spot is None or one.spot.kind != "city"
    exact = (one.sort == "state", wide, one.sort != "town")
    return exact, abs(one.first - head), one.first
