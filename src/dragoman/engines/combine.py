"""What do the frames of chunks and the frames of a tree say together?

Chunks lead: they know every form the language owns. The tree fills the subjects and objects that they leave empty, has
the word where they only passed a subject on from another clause or guessed by order, and adds the phrases that stand
far from their verb or noun.
"""

from __future__ import annotations

from ..model import Argument, Frame

_CORE = ("subj", "obj")
_FURTHER = ("obl", "iobj", "poss")
_SURE = 0.85


def combine(chunks: tuple[Frame, ...], tree: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return the frames of chunks, completed by the tree's frames of the same acts.

    >>> from dragoman.model import Argument
    >>> poland = Argument("subj", "", frozenset(), 0, 1, 0)
    >>> missed, seen = Frame(1, "fin", 0, 2, ()), Frame(1, "fin", 0, 2, (poland,))
    >>> [a.role for a in combine((missed,), (seen,))[0].arguments]
    ['subj']
    """
    by_head = {(frame.head, frame.kind == "noun"): frame for frame in reversed(tree)}
    told = (by_head.get((frame.head, frame.kind == "noun")) for frame in chunks)
    return tuple(
        frame if other is None else _further(frame if frame.kind == "noun" else _combined(frame, other), other)
        for frame, other in zip(chunks, told, strict=True)
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


def _further(frame: Frame, other: Frame) -> Frame:
    """Return a frame with the obliques of another that no argument of its own holds."""
    held = [(a.first, a.last) for a in frame.arguments]
    new = [
        a
        for a in other.arguments
        if a.role in _FURTHER and a.head != frame.head and not any(first <= a.head < last for first, last in held)
    ]
    return frame._replace(arguments=(*frame.arguments, *new)) if new else frame


def _is_other_core(argument: Argument, role: str) -> bool:
    """Tell whether a noun surely has the other role of the two."""
    return argument.role in _CORE and argument.role != role and argument.confidence >= _SURE
