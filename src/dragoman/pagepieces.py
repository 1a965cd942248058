"""What is each stretch of text on the page: article, or furniture of which kind?

Inside the body a leaf is judged by the boxes it stands in, by the furniture phrases, and by its own shape. Then the
sequence is looked at: what stands before the first prose and after the last is not prose itself, a heading that heads
nothing is none, a text that stands twice is read once.
"""

from __future__ import annotations

from typing import NamedTuple

from .furniture import Furniture, Match, match_line
from .pagebody import HEADINGS, PROSE, Body, prose
from .pagetree import Leaf, Tree

KEPT = frozenset(("paragraph", "list", "quote", "table"))
_WEAK = frozenset(("share", "tags", "byline", "cookie", "copyright"))
_LINKED = 0.7
_LINE = 200
_LEAD = 60


class Piece(NamedTuple):
    """A leaf with its kind, the reason for it, and the furniture rule that matched."""

    leaf: Leaf
    kind: str
    reason: str = ""
    match: Match | None = None


def judge(tree: Tree, body: Body, furniture: Furniture, title: str, lead: str) -> tuple[Piece, ...]:
    """Return the leaves of the body, typed, in document order; ``lead`` is the page's description of itself."""
    boxes = tree.boxes
    pieces: list[Piece] = []
    within = [False] * len(boxes)
    for number in range(body.box, len(boxes)):
        within[number] = number == body.box or within[boxes[number].parent]
    for leaf in tree.leaves:
        if within[leaf.box]:
            pieces.append(_judge(leaf, boxes[leaf.box].tag, body.verdicts[leaf.box], furniture, title))
        elif not pieces and _is_lead(leaf, boxes[leaf.box].tag, body.verdicts[leaf.box], lead):
            pieces.append(Piece(leaf, "paragraph", "lead"))
    return tuple(_once(_headed(_ends(pieces, tree), tree)))


def _is_lead(leaf: Leaf, tag: str, verdict: str, lead: str) -> bool:
    """Is this leaf above the body the standfirst, which the metadata repeats?"""
    size = min(len(leaf.text), len(lead), _LEAD)
    return size >= 40 and not verdict and tag != "h1" and leaf.text[:size] == lead[:size]


def _judge(leaf: Leaf, tag: str, verdict: str, furniture: Furniture, title: str) -> Piece:
    """Type one leaf by its boxes, its words and its shape."""
    if verdict and not (verdict in _WEAK and prose(leaf, tag) >= PROSE):
        return Piece(leaf, verdict, "markup")
    found = match_line(leaf.text, furniture)
    if found:
        return Piece(leaf, found.rule.kind, found.rule.id, found)
    if tag == "h1" or (title and leaf.text == title):
        return Piece(leaf, "title", "tag")
    if leaf.linked > _LINKED * len(leaf.text) and len(leaf.text) < _LINE:
        return Piece(leaf, "related", "links")
    return Piece(leaf, _SHAPES.get(tag, "paragraph"))


_SHAPES = {"li": "list", "dt": "list", "dd": "list", "td": "table", "th": "table", "blockquote": "quote"}


def _ends(pieces: list[Piece], tree: Tree) -> list[Piece]:
    """Leave out the short lines before the first prose and after the last."""
    whole = [number for number, piece in enumerate(pieces) if piece.kind in KEPT and _is_prose(piece, tree)]
    if not whole:
        return pieces
    first, last = whole[0], whole[-1]
    result = []
    for number, piece in enumerate(pieces):
        if piece.kind in KEPT and (number < first or number > last) and piece.kind == "paragraph":
            piece = piece._replace(kind="byline" if number < first else "navigation", reason="outside the prose")
        result.append(piece)
    return result


def _is_prose(piece: Piece, tree: Tree) -> bool:
    return prose(piece.leaf, tree.boxes[piece.leaf.box].tag) > 0


def _headed(pieces: list[Piece], tree: Tree) -> list[Piece]:
    """Leave out headings that nothing kept stands under."""
    under = -1
    result: list[Piece] = []
    for piece in reversed(pieces):
        tag = tree.boxes[piece.leaf.box].tag
        if piece.kind == "paragraph" and tag in HEADINGS:
            level = int(tag[1])
            if under == 0 or under > level:
                under = level
            else:
                piece = piece._replace(kind="related", reason="heads nothing")
        elif piece.kind in KEPT:
            under = 0
        result.append(piece)
    return result[::-1]


def _once(pieces: list[Piece]) -> list[Piece]:
    """Leave out a paragraph that stands there a second time."""
    seen: set[str] = set()
    result = []
    for piece in pieces:
        text = piece.leaf.text
        if piece.kind in KEPT and text in seen and len(text) >= PROSE:
            piece = piece._replace(kind="navigation", reason="repeated")
        seen.add(text)
        result.append(piece)
    return result
