"""How can words that belong to several facts be marked at once?

Facts overlap: a name stands inside an event's clause inside a quotation. Markup cannot overlap, so the text is cut
wherever a span begins or ends; each piece then knows every span that covers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .model import Span


class Piece(NamedTuple):
    """A stretch of text in which the same spans hold; ``marks`` are their indexes, narrowest first."""

    start: int
    end: int
    marks: tuple[int, ...]


def pieces(spans: Sequence[Span], start: int, end: int) -> tuple[Piece, ...]:
    """Return ``[start, end)`` cut at every border of the spans, in order, without gaps.

    >>> [tuple(piece) for piece in pieces([Span(0, 9), Span(5, 12)], 0, 15)]
    [(0, 5, (0,)), (5, 9, (1, 0)), (9, 12, (1,)), (12, 15, ())]
    """
    borders = {start, end} if start < end else set()
    for span in spans:
        borders |= {place for place in (span.start, span.end) if start < place < end}
    cuts = sorted(borders)
    width = [span.end - span.start for span in spans]
    found: list[Piece] = []
    for first, last in pairwise(cuts):
        over = [index for index, span in enumerate(spans) if span.start <= first and last <= span.end]
        found.append(Piece(first, last, tuple(sorted(over, key=lambda index: (width[index], index)))))
    return tuple(found)
