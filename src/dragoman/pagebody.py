"""Which box of the page holds the article, and which boxes are furniture by name?

Every leaf with the look of prose (long, few links, a full stop) gives weight to the boxes around it. From the top we
step down into the fullest box as long as what stays behind is worth less than the chrome that would come with it.
Names of boxes (class, id, role) mark furniture, but only where the box is no wrapper of the page: one that holds the
headline, or most of the prose, is called "has-comments" for another reason.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .furniture import Furniture
from .pagetree import Box, Leaf, Tree

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PROSE = 80
_STOP = re.compile(r"[.!?\u2026\u3002\uff01\uff1f:;][\"'\u00bb\u201c\u201d\u2019)\]]*\s*$")
_SHORTEST = 25
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
_NAMES, _TELLS = 1, 2
_READ = {
    **dict.fromkeys(
        ("class", "id", "data-testid", "data-component", "data-qa", "data-module", "data-type", "aria-label"), _NAMES
    ),
    **dict.fromkeys(("role", "style", "hidden", "aria-hidden", "itemprop"), _TELLS),
}
_LEAFY = frozenset(("p", "li", "blockquote", "td", "h2", "h3"))
_REST = 0.02
_WORTH = 0.5
_LEAST = 0.4
_MARKED = 0.6
_OWN = 0.15
_WHOLE = 0.75
_USUAL = 3
_RARELY = 0.2
_LIMITS = {"comment-form": 0.05, "related": 0.05, "hidden": 0.1}

Weight = tuple[int, float]


class Body(NamedTuple):
    """The box that holds the article, and the verdict over each box of the page ("" where it is no furniture).

    ``strays`` are boxes outside it that hold further paragraphs of the article.
    """

    box: int
    verdicts: tuple[str, ...]
    strays: frozenset[int] = frozenset()


def find_body(tree: Tree, furniture: Furniture, title: str = "") -> Body:
    """Return the box of the article called ``title`` and what the names of all boxes say.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from dragoman.furniture import load_furniture
    >>> from dragoman.pagetree import read_tree
    >>> tree = read_tree(LexborHTMLParser("<div><a>Home</a></div><div><p>It rained in Geneva on Monday.</p></div>"))
    >>> tree.boxes[find_body(tree, load_furniture([])).box].step[2]
    2
    """
    boxes, leaves = tree.boxes, tree.leaves
    weights = [(leaf.box, prose(leaf, boxes[leaf.box].tag)) for leaf in leaves]
    weights = [pair for pair in weights if pair[1]]
    verdicts = [_verdict(box, furniture) for box in boxes]
    raw = _sums(boxes, weights)
    marked = [number for number, verdict in enumerate(verdicts) if verdict == "body"]
    core = _core(boxes, marked)
    for number, verdict in enumerate(verdicts):
        if verdict and verdict != "hidden":
            whole = raw[number] > _WHOLE * raw[0] and verdict != "cookie"
            if whole or verdict == "body" or number in core:
                verdicts[number] = ""
    inherited, clean = _trusted(boxes, weights, verdicts)
    lengths = _sums(boxes, [(leaf.box, float(len(leaf.text))) for leaf in leaves])
    top = _headlined(tree, clean, _descend(boxes, clean, lengths), title)
    main = _marked_body(boxes, clean, marked, top)
    return Body(main, tuple(inherited), _strays(tree, main, weights, inherited))


def prose(leaf: Leaf, tag: str) -> float:
    """Return how much of a leaf is prose, in characters.

    >>> prose(Leaf("It rained in Geneva on Monday.", 0, 0), "p"), prose(Leaf("Home", 4, 0), "li")
    (30.0, 0.0)
    """
    length = len(leaf.text)
    free = length - leaf.linked
    if length < _SHORTEST or free * 2 < length or tag in HEADINGS:
        return 0.0
    return float(free) if length >= PROSE or ends(leaf.text) else 0.0


def ends(text: str) -> bool:
    """Tell whether a text ends like a sentence, closing quotation marks and brackets apart.

    >>> ends("It rained."), ends("Rain")
    (True, False)
    """
    return bool(_STOP.search(text, max(0, len(text) - 4)))


def inside(boxes: list[Box], number: int, outer: int) -> bool:
    """Tell whether a box is ``outer`` or stands in it.

    >>> inside([Box("body", -1, (None, "body", 0), {}), Box("p", 0, (None, "p", 1), {})], 1, 0)
    True
    """
    while number > outer:
        number = boxes[number].parent
    return number == outer


def _verdict(box: Box, furniture: Furniture) -> str:
    """Return what a box's tag, role or names call it, or ""."""
    verdict = _TAG_KINDS.get(box.tag, "")
    role = called = ""
    out = False
    for key, value in box.attributes.items():
        says = _READ.get(key)
        if says == _NAMES:
            name = furniture.called(value) if value else ""
            called = name if name == "body" else called or name
        elif says == _TELLS:
            role = (value or "") if key == "role" else role
            out = out or _out_of_sight(box.tag, key, value or "")
            if key == "itemprop" and value and "articleBody" in value:
                called = "body"
    if out and not _folded(box.attributes):
        return "hidden"
    return called if called == "body" and not verdict else verdict or _ROLES.get(role, "") or called


def _out_of_sight(tag: str, key: str, value: str) -> bool:
    """Does an attribute hide a box? What is only kept from screen readers is seen, where it is a paragraph."""
    if key == "style":
        return "none" in value and "display:none" in value.replace(" ", "").lower()
    return key == "hidden" or (key == "aria-hidden" and value == "true" and tag != "p")


def _folded(attributes: dict[str, str | None]) -> bool:
    """Is the box a folded panel, or what React streams in late? Readers see both."""
    return attributes.get("role") in ("region", "tabpanel") or (attributes.get("id") or "").startswith("S:")


def _trusted(boxes: list[Box], weights: list[Weight], verdicts: list[str]) -> tuple[list[str], list[float]]:
    """Return the verdict over each box and the prose left; a kind of name that takes most of the prose is no verdict.

    Some page builders wrap every paragraph in something called a widget.
    """
    while True:
        inherited = _inherit(boxes, verdicts)
        clean = _sums(boxes, [pair for pair in weights if not inherited[pair[0]]])
        taken: dict[str, float] = {}
        for box, weight in weights:
            if inherited[box]:
                taken[inherited[box]] = taken.get(inherited[box], 0.0) + weight
        worst = max((kind for kind in taken if kind != "cookie"), key=lambda kind: (taken[kind], kind), default="")
        if not worst or clean[0] > _LIMITS.get(worst, _RARELY) * (clean[0] + sum(taken.values())):
            return inherited, clean
        verdicts = ["" if verdict == worst else verdict for verdict in verdicts]


def _inherit(boxes: list[Box], verdicts: list[str]) -> list[str]:
    """Return for each box the verdict of the outermost box around it that has one, or its own."""
    result = [verdicts[0]]
    for number in range(1, len(boxes)):
        result.append(result[boxes[number].parent] or verdicts[number])
    return result


def _sums(boxes: list[Box], weights: list[Weight]) -> list[float]:
    """Return the weight inside each box."""
    sums = [0.0] * len(boxes)
    for box, weight in weights:
        sums[box] += weight
    for number in range(len(boxes) - 1, 0, -1):
        if sums[number]:
            sums[boxes[number].parent] += sums[number]
    return sums


def _core(boxes: list[Box], marked: list[int]) -> set[int]:
    """Return the boxes that hold the headline or a box named as the body."""
    core: set[int] = set()
    for start in [*marked, *(number for number, box in enumerate(boxes) if box.tag in ("h1", "main"))]:
        number = start
        while number >= 0 and number not in core:
            core.add(number)
            number = boxes[number].parent
    return core


def _descend(boxes: list[Box], masses: list[float], lengths: list[float]) -> int:
    """Return the box where the prose outside its fullest child is worth more than the chrome that comes with it."""
    fullest = [-1] * len(boxes)
    for number in range(len(boxes) - 1, 0, -1):
        parent = boxes[number].parent
        if masses[number] and (fullest[parent] < 0 or masses[number] >= masses[fullest[parent]]):
            fullest[parent] = number
    current = 0
    while fullest[current] >= 0:
        child = fullest[current]
        if boxes[child].tag in _LEAFY or masses[child] < _LEAST * masses[current]:
            break
        rest = masses[current] - masses[child]
        chrome = lengths[current] - lengths[child] - rest
        if rest > _REST * masses[current] and rest > _WORTH * chrome:
            break
        current = child
    return current


def _headlined(tree: Tree, masses: list[float], main: int, title: str) -> int:
    """Return the one article with the headline where ``main`` holds several articles, else ``main``."""
    boxes = tree.boxes
    articles = [n for n, box in enumerate(boxes) if box.tag == "article" and masses[n] and inside(boxes, n, main)]
    if len(articles) < 2 or main in articles:
        return main
    heads = [leaf.box for leaf in tree.leaves if leaf.text == title and boxes[leaf.box].tag in HEADINGS]
    heads = heads or [n for n, box in enumerate(boxes) if box.tag == "h1"]
    owners = [n for n in articles if heads and inside(boxes, heads[0], n)]
    if not owners or masses[owners[0]] < _OWN * masses[main]:
        return main
    return owners[0]


def _marked_body(boxes: list[Box], masses: list[float], marked: list[int], main: int) -> int:
    """Return the box inside ``main`` that its name calls the body, if it holds a fair share of the prose."""
    best, most = main, _MARKED * masses[main]
    for number in marked:
        if number > main and masses[number] >= most and masses[number] > 0 and inside(boxes, number, main):
            best, most = number, masses[number]
    return best


def _strays(tree: Tree, main: int, weights: list[Weight], verdicts: list[str]) -> frozenset[int]:
    """Return the boxes outside ``main`` whose paragraphs look like the paragraphs inside: same tags, same class names.

    Some templates break an article into several boxes, with polls and adverts between. Only what stands in the same
    article counts: in the same article element, where there is one, and between the headline and the next.
    """
    boxes = tree.boxes
    around = _article_around(boxes, main)
    looks = Counter(_look(boxes, box) for box, _ in weights if not verdicts[box] and inside(boxes, box, main))
    usual = {look for look, number in looks.items() if number >= _USUAL and any(look[1:])}
    if not usual:
        return frozenset()
    heads = [leaf.box for leaf in tree.leaves if boxes[leaf.box].tag == "h1"]
    first = max((box for box in heads if box <= main), default=-1)
    last = min((box for box in heads if box > main and not inside(boxes, box, main)), default=len(boxes))
    return frozenset(
        box
        for box, _ in weights
        if first < box < last
        and not verdicts[box]
        and _look(boxes, box) in usual
        and not inside(boxes, box, main)
        and inside(boxes, box, around)
    )


def _look(boxes: list[Box], number: int) -> tuple[str, str, str]:
    """Return what a paragraph is styled by: its tag, its class names and those of the box around it."""
    box = boxes[number]
    around = boxes[box.parent].attributes if box.parent >= 0 else {}
    return box.tag, box.attributes.get("class") or "", around.get("class") or ""


def _article_around(boxes: list[Box], number: int) -> int:
    """Return the article element around a box, else its main element, else the page."""
    found = 0
    while number > 0:
        if boxes[number].tag == "article":
            return number
        found = number if boxes[number].tag == "main" else found
        number = boxes[number].parent
    return found
