"""Which stretches of text does the markup hold, and inside which boxes?

One walk over the parsed tree. A box is a block-level element; a leaf is a stretch of text between two block borders,
with its whitespace collapsed and its linked characters counted. Boxes come before the boxes inside them, so sums over
a subtree are one pass backwards. What never holds words (scripts, forms' controls, drawings) is not entered.
"""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNREAD = frozenset(
    (
        "script", "style", "svg", "noscript", "template", "iframe", "object", "embed", "canvas", "audio",
        "video", "map", "select", "option", "button", "input", "textarea", "head", "link", "meta", "math",
        "applet", "frameset", "frame", "datalist", "progress", "meter", "param", "source", "track", "area",
        "base", "title",
    )
)  # fmt: skip
_BLOCK = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "colgroup",
        "amp-accordion", "noindex",
    )
)  # fmt: skip
_SPECIAL = frozenset(("br", "meta", "script", "time"))
_CHROME = frozenset(("nav", "footer", "menu"))
_DEEPEST = 120


Step = tuple["Step | None", str, int]


class Box:
    """A block-level element: its tag, its parent's index, its place among its siblings, its attributes."""

    __slots__ = ("attributes", "parent", "step", "tag")

    def __init__(self, tag: str, parent: int, step: Step, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.parent = parent
        self.step = step
        self.attributes = attributes


class Leaf(NamedTuple):
    """A stretch of text: words, how many characters of them are links, and the box it stands in."""

    text: str
    linked: int
    box: int


class Tree(NamedTuple):
    """The boxes and leaves of a page in document order, and the elements of its body that speak to machines."""

    boxes: list[Box]
    leaves: list[Leaf]
    marks: list[LexborNode]


def read_tree(parser: LexborHTMLParser) -> Tree:
    """Return boxes and leaves of a parsed page.

    >>> tree = read_tree(LexborHTMLParser("<div><p>Rain <a>in Geneva</a></p>Snow</div>"))
    >>> [(leaf.text, leaf.linked, tree.boxes[leaf.box].tag) for leaf in tree.leaves]
    [('Rain in Geneva', 9, 'p'), ('Snow', 0, 'div')]
    """
    walker = _Walker()
    body = parser.body
    walker.boxes.append(Box("body", -1, (None, "body", 0), body.attributes if body is not None else {}))
    if body is not None:
        walker.walk(body.child, 0, None, False, 0)
        walker.close_run(0)
    return Tree(walker.boxes, walker.leaves, walker.marks)


def path_of(boxes: list[Box], number: int, known: dict[int, str]) -> str:
    """Return the CSS path of a box; ``known`` remembers the paths on the way.

    >>> path_of([Box("body", -1, (None, "body", 0), {}), Box("p", 0, (None, "p", 2), {})], 1, {})
    'body > p:nth-child(2)'
    """
    if number not in known:
        if number == 0:
            return "body"
        known[number] = path_of(boxes, boxes[number].parent, known) + _steps(boxes[number].step)
    return known[number]


def _steps(step: Step | None) -> str:
    return "" if step is None else f"{_steps(step[0])} > {step[1]}:nth-child({step[2]})"


class _Walker:
    """Collects boxes and leaves; ``_run`` is the text gathered since the last block border."""

    __slots__ = ("_breaks", "_linked", "_run", "boxes", "leaves", "marks")

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.leaves: list[Leaf] = []
        self.marks: list[LexborNode] = []
        self._run: list[str] = []
        self._linked = 0
        self._breaks = 0

    def close_run(self, box: int) -> None:
        """Turn the gathered text into a leaf of ``box``."""
        text = " ".join("".join(self._run).split())
        self._run.clear()
        if text:
            self.leaves.append(Leaf(text, min(self._linked, len(text)), box))
        self._linked = self._breaks = 0

    def walk(self, first: LexborNode | None, box: int, via: Step | None, in_link: bool, depth: int) -> None:
        """Walk ``first`` and its younger siblings, which stand in ``box`` by way of the inline elements ``via``."""
        run = self._run
        nth = 0
        child = first
        while child is not None:
            tag = child.tag
            if tag == "-text":
                text = child.text_content or ""
                if text.isspace():
                    if run:
                        run.append(" ")
                elif text:
                    self._breaks = 0
                    run.append(text)
                    if in_link:
                        self._linked += len(text.strip())
            elif tag in _BLOCK and depth <= _DEEPEST:
                nth += 1
                if run:
                    self.close_run(box)
                inner = child.child
                if inner is not None:
                    number = len(self.boxes)
                    self.boxes.append(Box(tag, box, (via, tag, nth), child.attributes))
                    if tag in _CHROME:
                        self._whole(child, number)
                    else:
                        self.walk(inner, number, None, in_link, depth + 1)
                        if run:
                            self.close_run(number)
            elif tag is not None and tag[0] not in "-!_":
                nth += 1
                if tag in _SPECIAL:
                    self._special(child, tag, box)
                elif depth > _DEEPEST:
                    run.append(child.text(separator=" "))
                if tag not in _UNREAD and depth <= _DEEPEST:
                    inner = child.child
                    if inner is not None:
                        self.walk(inner, box, (via, tag, nth), in_link or tag == "a", depth + 1)
            child = child.next

    def _special(self, node: LexborNode, tag: str, box: int) -> None:
        """A line break is a blank, two are the end of a paragraph; what speaks to machines is put aside."""
        if tag != "br":
            self.marks.append(node)
            return
        self._breaks += 1
        if self._breaks > 1:
            if self._run:
                self.close_run(box)
        elif self._run:
            self._run.append("\n")

    def _whole(self, node: LexborNode, box: int) -> None:
        """Take page chrome as one stretch of links, without looking inside."""
        text = " ".join(node.text(separator=" ").split())
        if text:
            self.leaves.append(Leaf(text, len(text), box))
