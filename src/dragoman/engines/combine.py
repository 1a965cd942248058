"""What do the frames of chunks and the frames of a tree say together?

Chunks lead: they know every form the language owns. The tree fills the subjects and objects that they leave empty, and
has the word where they only passed a subject on from another clause or guessed by order.
"""

from __future__ import annotations

from ..model import Argument, Frame

_CORE = ("subj", "obj")
_SURE = 0.85


def combine(chunks: tuple[Frame, ...], tree: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return the frames of chunks, with subjects and objects from the tree's frames of the same acts where unsure.

    >>> from dragoman.model import Argument
    >>> poland = Argument("subj", "", frozenset(), 0, 1, 0)
    >>> missed, seen = Frame(1, "fin", 0, 2, ()), Frame(1, "fin", 0, 2, (poland,))
    >>> [a.role for a in combine((missed,), (seen,))[0].arguments]
    ['subj']
    """
    by_head = {frame.head: frame for frame in reversed(tree) if frame.kind != "noun"}
    return tuple(
        _combined(frame, by_head[frame.head]) if frame.kind != "noun" and frame.head in by_head else frame
        for frame in chunks
    )


def _combined(frame: Frame, other: Frame) -> Frame:
    arguments = frame.arguments
    for role in _CORE:
        told = tuple(a for a in other.arguments if a.role == role)
        if not told or any(a.role == role and a.confidence >= _SURE for a in arguments):
            continue
        heads = {a.head for a in told}
        if any(a.head in heads and _is_other_core(a, role) for a in arguments):
            continue
        arguments = (*(a for a in arguments if a.role != role and a.head not in heads), *told)
    return frame._replace(arguments=arguments)


def _is_other_core(argument: Argument, role: str) -> bool:
    """Tell whether a noun surely has the other role of the two."""
    return argument.role in _CORE and argument.role != role and argument.confidence >= _SURE
