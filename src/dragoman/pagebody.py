"""Which of a page's leaves are the article, and what is each of the others?

Every leaf with the look of prose (long, few links, a full stop) gives mass to the boxes around it. From the top we
step down into the box that holds most of the mass, as long as one does; where it stops is the body. Inside the body
each leaf is judged by the boxes it stands in (what their names and tags call them), by its own shape and links, and by
the furniture phrases. Names only count for boxes that are small beside the body: a wrapper called "has-comments" is
still the article.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .furniture import Furniture
from .pagetree import Box, Leaf, Tree

_SPLIT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STOP = re.compile(r"[.!?\u2026\u3002\uff01\uff1f:;][\"'\u00bb\u201c\u201d\u2019)\]]*\s*$")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAG_KINDS = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "related",
    "form": "comment-form",
    "menu": "navigation",
    "figcaption": "caption",
}
_ROLES = {
    "navigation": "navigation",
    "complementary": "related",
    "contentinfo": "navigation",
    "search": "navigation",
    "dialog": "navigation",
    "alertdialog": "navigation",
    "banner": "navigation",
}
_NAMED = frozenset(
    ("class", "id", "data-testid", "data-component", "data-qa", "data-module", "data-type", "aria-label")
)
PROSE = 80
_WEAK = frozenset(("share", "tags", "byline", "cookie", "copyright"))
_REST = 0.02
_WORTH = 0.5
_LEAST = 0.4
_MARKED = 0.6
_RARELY, _NEVER, _HIDDEN = 0.3, 0.05, 0.1
_STRONG = frozenset(("comment-form", "related"))
_LEAFY = frozenset(("p", "li", "blockquote", "td", "h2", "h3"))
_SMALL = 0.75


class Body(NamedTuple):
    """The box that holds the article, and the verdict over each box of the page ("" where it is no furniture)."""

    box: int
    verdicts: tuple[str, ...]


def find_body(tree: Tree, furniture: Furniture) -> Body:
    """Return the box of the article and what the names of all boxes say."""
    boxes, leaves = tree.boxes, tree.leaves
    verdicts = _verdicts(boxes, furniture)
    raw = _masses(boxes, leaves)
    total = raw[0] or 1.0
    marked = [verdict == "body" for verdict in verdicts]
    core = _core(boxes, marked)
    for number, verdict in enumerate(verdicts):
        if verdict == "body" or (
            verdict and verdict != "hidden" and (core[number] or (raw[number] > _SMALL * total and verdict != "cookie"))
        ):
            verdicts[number] = ""
    inherited, clean = _trusted(boxes, leaves, verdicts)
    main = _marked_body(boxes, clean, marked, _descend(boxes, clean, _lengths(boxes, leaves)))
    return Body(main, tuple(inherited))


def _trusted(boxes: list[Box], leaves: list[Leaf], verdicts: list[str]) -> tuple[list[str], list[float]]:
    """Return the verdict over each box and the prose left; a kind of name that takes most of the prose is no verdict.

    Some page builders wrap every paragraph in something called a widget.
    """
    while True:
        inherited = _inherit(boxes, verdicts)
        clean = _masses(boxes, [leaf for leaf in leaves if not inherited[leaf.box]])
        taken: dict[str, float] = {}
        for leaf in leaves:
            kind = inherited[leaf.box]
            if kind:
                taken[kind] = taken.get(kind, 0.0) + prose(leaf, boxes[leaf.box].tag)
        total = clean[0] + sum(taken.values())
        worst = max((kind for kind in taken if kind != "cookie"), key=lambda kind: (taken[kind], kind), default="")
        limit = _NEVER if worst in _STRONG else _HIDDEN if worst == "hidden" else _RARELY
        if not worst or not taken[worst] or clean[0] > limit * total:
            return inherited, clean
        verdicts = ["" if verdict == worst else verdict for verdict in verdicts]


def _verdicts(boxes: list[Box], furniture: Furniture) -> list[str]:
    """Return for each box what its tag, role or names call it, or ""."""
    known: dict[str, str] = {}
    return [_verdict(box, known, furniture) if box.attributes else _TAG_KINDS.get(box.tag, "") for box in boxes]


def _verdict(box: Box, known: dict[str, str], furniture: Furniture) -> str:
    """Return what one box is called; ``known`` remembers names of this page."""
    attributes = box.attributes
    if _hidden(attributes):
        return "hidden"
    if "articleBody" in (attributes.get("itemprop") or ""):
        return "body"
    verdict = _TAG_KINDS.get(box.tag) or _ROLES.get(attributes.get("role") or "", "")
    if verdict:
        return verdict
    for key, value in attributes.items():
        if value and key in _NAMED:
            called = known.get(value)
            if called is None:
                called = known[value] = _called(value, furniture)
            if called == "body":
                return called
            verdict = verdict or called
    return verdict


def _hidden(attributes: dict[str, str | None]) -> bool:
    """Is the box out of sight for good? Folded panels and what React streams in late are shown to readers."""
    style = attributes.get("style") or ""
    out = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    if not out and not ("none" in style and "display:none" in style.replace(" ", "").lower()):
        return False
    return attributes.get("role") not in ("region", "tabpanel") and not (attributes.get("id") or "").startswith("S:")


def _called(name: str, furniture: Furniture) -> str:
    """Return the kind that a class name, id or label calls a box, "" for none and for the body itself."""
    parts = _SPLIT.findall(name)
    kind = before = ""
    markup = furniture.markup
    for part in parts:
        part = part.lower()
        found = markup.get(f"{before}-{part}") or markup.get(part, "")
        if found == "body":
            return found
        kind = kind or found
        before = part
    return kind


def prose(leaf: Leaf, tag: str) -> float:
    """Return how much of a leaf is prose, in characters.

    >>> prose(Leaf("It rained in Geneva on Monday.", 0, 0), "p"), prose(Leaf("Home", 4, 0), "li")
    (30.0, 0.0)
    """
    length = len(leaf.text)
    free = length - leaf.linked
    if length < 25 or free * 2 < length or tag in HEADINGS:
        return 0.0
    if length >= PROSE or _STOP.search(leaf.text):
        return float(free)
    return 0.0


def _masses(boxes: list[Box], leaves: list[Leaf]) -> list[float]:
    """Return the prose inside each box, in characters."""
    masses = [0.0] * len(boxes)
    for leaf in leaves:
        masses[leaf.box] += prose(leaf, boxes[leaf.box].tag)
    for number in range(len(boxes) - 1, 0, -1):
        masses[boxes[number].parent] += masses[number]
    return masses


def _lengths(boxes: list[Box], leaves: list[Leaf]) -> list[float]:
    """Return all characters inside each box."""
    lengths = [0.0] * len(boxes)
    for leaf in leaves:
        lengths[leaf.box] += len(leaf.text)
    for number in range(len(boxes) - 1, 0, -1):
        lengths[boxes[number].parent] += lengths[number]
    return lengths


def _core(boxes: list[Box], marked: list[bool]) -> list[bool]:
    """Tell of each box whether the headline or a box named as the body is inside it."""
    core = [box.tag in ("h1", "main") or mark for box, mark in zip(boxes, marked, strict=True)]
    for number in range(len(boxes) - 1, 0, -1):
        if core[number]:
            core[boxes[number].parent] = True
    return core


def _marked_body(boxes: list[Box], masses: list[float], marked: list[bool], main: int) -> int:
    """Return the box inside ``main`` that its name calls the body, if it holds a fair share of the prose."""
    best, most = main, _MARKED * masses[main]
    for number in range(main + 1, len(boxes)):
        if marked[number] and masses[number] >= most and masses[number] > 0 and inside(boxes, number, main):
            best, most = number, masses[number]
    return best


def _inherit(boxes: list[Box], verdicts: list[str]) -> list[str]:
    """Return for each box its own verdict or that of the nearest box around it that has one."""
    result: list[str] = []
    for box, verdict in zip(boxes, verdicts, strict=True):
        result.append((result[box.parent] if box.parent >= 0 else "") or verdict)
    return result


def _descend(boxes: list[Box], masses: list[float], lengths: list[float]) -> int:
    """Return the box where the prose outside its fullest child is worth more than the chrome that comes with it."""
    fullest = [-1] * len(boxes)
    for number in range(len(boxes) - 1, 0, -1):
        parent = boxes[number].parent
        if fullest[parent] < 0 or masses[number] >= masses[fullest[parent]]:
            fullest[parent] = number
    current = 0
    while fullest[current] >= 0 and masses[fullest[current]] > 0:
        child = fullest[current]
        if boxes[child].tag in _LEAFY:
            break
        prose = masses[current] - masses[child]
        chrome = lengths[current] - lengths[child] - prose
        if prose > _REST * masses[current] and prose > _WORTH * chrome:
            break
        if masses[child] < _LEAST * masses[current]:
            break
        current = child
    return current


def inside(boxes: list[Box], number: int, outer: int) -> bool:
    """Tell whether a box is ``outer`` or stands in it.

    >>> inside([Box("body", -1, (None, "body", 0), {}), Box("p", 0, (None, "p", 1), {})], 1, 0)
    True
    """
    while number > outer:
        number = boxes[number].parent
    return number == outer
