"""What do the frames of a tree and the frames of chunks say together?

The tree decides who belongs to which clause; chunks know only forms and neighbours, but see what a parser misses. A
role that the tree leaves empty is filled from the chunks where the noun has no other role in that clause, and an act
that only the chunks saw keeps their frame.
"""

from __future__ import annotations

from ..model import Argument, Frame

_CORE = ("subj", "obj")
_LESS = 0.7


def fill(tree: tuple[Frame, ...], chunks: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return the tree's frames with their empty subjects and objects filled from the chunks' frames of the same act.

    >>> from dragoman.model import Argument
    >>> poland = Argument("subj", "", frozenset(), 0, 1, 0)
    >>> seen, missed = Frame(1, "fin", 0, 2, (poland,)), Frame(1, "fin", 0, 2, ())
    >>> [a.role for a in fill((missed,), (seen,))[0].arguments]
    ['subj']
    """
    by_act = {(frame.head, frame.kind == "noun"): frame for frame in reversed(chunks)}
    return tuple(_filled(frame, by_act.get((frame.head, frame.kind == "noun"))) for frame in tree)


def _filled(frame: Frame, other: Frame | None) -> Frame:
    if other is None or frame.kind == "noun":
        return frame
    arguments = frame.arguments
    for role in _CORE:
        if any(a.role == role for a in arguments):
            continue
        arguments += tuple(a for a in _lent(other, role) if not _is_core(a, arguments))
    return frame._replace(arguments=arguments)


def _lent(other: Frame, role: str) -> tuple[Argument, ...]:
    return tuple(a._replace(confidence=a.confidence * _LESS) for a in other.arguments if a.role == role)


def _is_core(argument: Argument, arguments: tuple[Argument, ...]) -> bool:
    return any(held.head == argument.head and held.role in _CORE for held in arguments)
