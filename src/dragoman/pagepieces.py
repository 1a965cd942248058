"""What is each stretch of text on the page: article, or furniture of which kind?

Inside the body a leaf is judged by the boxes it stands in, by the furniture phrases, and by its own shape. Then the
sequence is looked at: what stands before the first prose and after the last is not prose itself, a heading that heads
nothing is none, a text that stands twice is read once.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from .furniture import Furniture, Match, match_line
from .pagebody import HEADINGS, PROSE, Body, inside, prose
from .pagetree import Leaf, Tree

KEPT = frozenset(("paragraph", "list", "quote", "table"))
_WEAK = frozenset(("share", "tags", "byline", "cookie", "copyright"))
_LINKED = 0.7
_LINE = 200


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
    started = not title
    for leaf in tree.leaves:
        if inside(boxes, leaf.box, body.box):
            pieces.append(_judge(leaf, boxes[leaf.box].tag, body.verdicts[leaf.box], furniture, title))
    return tuple(_once(_headed(_ends(pieces, tree), tree)))


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
    return pieces


def _headed(pieces: list[Piece], tree: Tree) -> list[Piece]:
    """Leave out headings that nothing kept stands under."""
    kept = False
    result: list[Piece] = []
    for piece in reversed(pieces):
        heading = tree.boxes[piece.leaf.box].tag in HEADINGS and piece.kind == "paragraph"
        if heading and not kept:
            piece = piece._replace(kind="related", reason="heads nothing")
        if piece.kind in KEPT:
            kept = not heading or kept
        result.append(piece)
    return result[::-1]


def _once(pieces: list[Piece]) -> list[Piece]:
    """Leave out what stands there a second time."""
    return pieces
