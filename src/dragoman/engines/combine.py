"""What do the frames of chunks and the frames of a tree say together?

One side leads. The other fills the subjects and objects that it leaves empty, has the word where it only passed a
subject on from another clause or guessed by order, and adds the phrases that it has not seen. Which side leads is for
the engine to say: a tree that was trained on the language's news, chunks beside any other.
"""

from __future__ import annotations

from ..model import Argument, Frame

_CORE = ("subj", "obj")
_FURTHER = ("obl", "iobj", "poss")
_SURE = 0.85


def combine(leading: tuple[Frame, ...], others: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return the leading frames, completed by the other frames of the same acts.

    >>> from dragoman.model import Argument
    >>> poland = Argument("subj", "", frozenset(), 0, 1, 0)
    >>> missed, seen = Frame(1, "fin", 0, 2, ()), Frame(1, "fin", 0, 2, (poland,))
    >>> [a.role for a in combine((missed,), (seen,))[0].arguments]
    ['subj']
    """
    by_head = {(frame.head, frame.kind == "noun"): frame for frame in reversed(others)}
    told = (by_head.get((frame.head, frame.kind == "noun")) for frame in leading)
    led = frozenset(a.head for frame in leading for a in frame.arguments if a.preposition)
    return tuple(
        frame
        if other is None
        else _stood(_further(frame if frame.kind == "noun" else _combined(frame, other, led), other), other)
        for frame, other in zip(leading, told, strict=True)
    )


def _combined(frame: Frame, other: Frame, led: frozenset[int]) -> Frame:
    """Return a frame with the subject and object of another; ``led`` are nouns that the tree hangs on a preposition."""
    arguments = frame.arguments
    for role in _CORE:
        told = tuple(a for a in other.arguments if a.role == role and (a.head not in led or a.preposition))
        heads = {a.head for a in told}
        own = {a.head for a in arguments if a.role == role}
        joined = bool(own) and own < heads and all(a.confidence >= _SURE for a in told)
        if not told or (not joined and any(a.role == role and a.confidence >= _SURE for a in arguments)):
            continue
        if any(a.head in heads and _is_other_core(a, role) for a in arguments):
            continue
        arguments = (*(a for a in arguments if a.role != role and a.head not in heads), *told)
    return frame._replace(arguments=arguments)


def _stood(frame: Frame, other: Frame) -> Frame:
    """Return a frame with the tense, mood and negation that only the other sees."""
    if frame.kind == "inf" and other.kind == "fin" and frame.governor < 0:
        frame = frame._replace(kind="fin")
    return frame._replace(
        tense=frame.tense if frame.tense == "Fut" or not other.tense else other.tense,
        mood=frame.mood or other.mood,
        negated=frame.negated or other.negated,
    )


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
