"""What is each stretch of text on the page: article, or furniture of which kind?

Inside the body a leaf is judged by the boxes it stands in, by the furniture phrases, and by its own shape. Then the
sequence is looked at: what stands before the first prose and after the last is not prose itself, a heading that heads
nothing is none, a text that stands twice is read once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .furniture import Furniture, Match, match_line
from .pagebody import HEADINGS, PROSE, Body, ends, prose
from .pagetree import Leaf, Tree

KEPT = frozenset(("paragraph", "list", "quote", "table"))
STANDFIRST = "standfirst"
_WEAK = frozenset(("share", "tags", "byline", "cookie", "copyright"))
_LINKED = 0.7
_LINE = 200
_LEAD, _LEAD_LEAST = 60, 40
_SENTENCE = 40
_AFTER, _NOTICE = 25, 20
_NOTICES = frozenset(("contributors", "update-notice", "correction"))
_ABOVE = 0.5
_CELLS = frozenset(("td", "th"))
_CELL = 160
_SHAPES = {"li": "list", "dt": "list", "dd": "list", "tr": "table", "td": "table", "th": "table", "blockquote": "quote"}


class Piece(NamedTuple):
    """A leaf with its kind, the reason for it, and the furniture rule that matched."""

    leaf: Leaf
    kind: str
    reason: str = ""
    match: Match | None = None


def judge(tree: Tree, body: Body, furniture: Furniture, title: str, lead: str) -> tuple[Piece, ...]:
    """Return the leaves of the body, typed, in document order; ``lead`` is the page's description of itself.

    Headline and standfirst are taken from above the body too. A row of a table is one leaf.
    """
    boxes = tree.boxes
    within = [False] * len(boxes)
    shapes = [""] * len(boxes)
    for number, box in enumerate(boxes):
        within[number] = number == body.box or number in body.strays or (number > body.box and within[box.parent])
        if number > body.box and within[number]:
            shapes[number] = _SHAPES.get(box.tag) or shapes[box.parent]
    pieces: list[Piece] = []
    notices: list[Piece] = []
    begun, after = False, 0
    for leaf in _rows(tree):
        tag, verdict = boxes[leaf.box].tag, body.verdicts[leaf.box]
        if within[leaf.box]:
            begun = True
            pieces.append(_judge(leaf, tag, verdict, furniture, shapes[leaf.box]))
        elif not begun and tag in HEADINGS and leaf.text == title:
            pieces = [Piece(leaf, "title", "above the body")]
        elif not begun and _is_lead(leaf, tag, verdict, lead):
            pieces.append(Piece(leaf, "title", STANDFIRST))
        elif begun and after < _AFTER:
            after += 1
            notices += _notice(leaf, furniture)
    return (*_once(_headed(_ends(_titled(pieces, tree, title), tree), tree), tree), *notices)


def _notice(leaf: Leaf, furniture: Furniture) -> list[Piece]:
    """Return the leaf if it is the newsroom's own notice below the body."""
    if len(leaf.text) <= _NOTICE or leaf.linked * 2 > len(leaf.text):
        return []
    found = match_line(leaf.text, furniture)
    return [Piece(leaf, found.rule.kind, found.rule.id, found)] if found and found.rule.kind in _NOTICES else []


def _rows(tree: Tree) -> Iterator[Leaf]:
    """Yield the leaves, the short cells of one table row joined by tabs."""
    boxes = tree.boxes
    row = -1
    cells: list[Leaf] = []
    for leaf in tree.leaves:
        box = boxes[leaf.box]
        cell = box.tag in _CELLS and len(leaf.text) < _CELL
        if cells and not (cell and box.parent == row):
            yield _joined(cells, row)
            cells = []
        if cell:
            row = box.parent
            cells.append(leaf)
        else:
            yield leaf
    if cells:
        yield _joined(cells, row)


def _joined(cells: list[Leaf], row: int) -> Leaf:
    if len(cells) == 1:
        return cells[0]
    return Leaf("\t".join(cell.text for cell in cells), sum(cell.linked for cell in cells), row)


def _is_lead(leaf: Leaf, tag: str, verdict: str, lead: str) -> bool:
    """Is this leaf above the body the standfirst, which the metadata repeats?"""
    size = min(len(leaf.text), len(lead), _LEAD)
    return size >= _LEAD_LEAST and not verdict and tag != "h1" and leaf.text[:size] == lead[:size]


def _judge(leaf: Leaf, tag: str, verdict: str, furniture: Furniture, shape: str) -> Piece:
    """Type one leaf by its boxes, its words and its shape."""
    if verdict and not (verdict in _WEAK and (shape == "quote" or prose(leaf, tag) >= PROSE)):
        return Piece(leaf, verdict, "markup")
    found = match_line(leaf.text, furniture)
    if found:
        return Piece(leaf, found.rule.kind, found.rule.id, found)
    if leaf.linked > _LINKED * len(leaf.text) and len(leaf.text) < _LINE and not ends(leaf.text):
        return Piece(leaf, "related", "links")
    return Piece(leaf, shape or "paragraph")


def _titled(pieces: list[Piece], tree: Tree, title: str) -> list[Piece]:
    """Type the headline, and leave out what stands above it where the article stands below."""
    if any(piece.kind == "title" and piece.reason != STANDFIRST for piece in pieces):
        return pieces
    tags = [tree.boxes[piece.leaf.box].tag for piece in pieces]
    head = next((n for n, piece in enumerate(pieces) if tags[n] in HEADINGS and piece.leaf.text == title), -1)
    exact = head >= 0
    if not exact:
        head = next((n for n, tag in enumerate(tags) if tag == "h1" and pieces[n].kind in KEPT), -1)
    weights = [prose(piece.leaf, tag) if piece.kind in KEPT else 0.0 for piece, tag in zip(pieces, tags, strict=True)]
    above = sum(weights[: max(head, 0)])
    limit = _ABOVE if exact and tags[head] == "h1" else 0.0
    if head < 0 or above > limit * sum(weights):
        return pieces
    result = []
    for number, piece in enumerate(pieces):
        if number == head:
            piece = piece._replace(kind="title", reason="tag")
        elif number < head and piece.kind in KEPT:
            piece = piece._replace(kind="navigation", reason="above the headline")
        result.append(piece)
    return result


def _ends(pieces: list[Piece], tree: Tree) -> list[Piece]:
    """Leave out the short lines before the first prose and after the last."""
    whole = [number for number, piece in enumerate(pieces) if piece.kind in KEPT and _is_prose(piece, tree)]
    if not whole:
        return pieces
    first, last = whole[0], whole[-1]
    result = []
    for number, piece in enumerate(pieces):
        outside = number < first or number > last
        if piece.kind == "paragraph" and outside and not _is_sentence(piece, number > last):
            piece = piece._replace(kind="byline" if number < first else "navigation", reason="outside the prose")
        result.append(piece)
    return result


def _is_prose(piece: Piece, tree: Tree) -> bool:
    return prose(piece.leaf, tree.boxes[piece.leaf.box].tag) > 0


def _is_sentence(piece: Piece, unlinked: bool) -> bool:
    leaf = piece.leaf
    free = not unlinked or leaf.linked * 2 < len(leaf.text)
    return free and len(leaf.text) >= _SENTENCE and ends(leaf.text)


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


def _once(pieces: list[Piece], tree: Tree) -> list[Piece]:
    """Leave out a paragraph that stands there a second time, in another box (a second layout of the same words)."""
    seen: dict[str, int] = {}
    result = []
    for piece in pieces:
        text, around = piece.leaf.text, tree.boxes[piece.leaf.box].parent
        if piece.kind in KEPT and len(text) >= PROSE and seen.setdefault(text, around) != around:
            piece = piece._replace(kind="navigation", reason="repeated")
        result.append(piece)
    return result
