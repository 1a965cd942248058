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
_EMPHASIS = frozenset(("b", "strong", "em", "i"))
_DEEPEST = 120


class Box:
    """A block-level element: its tag, its parent's index, the CSS step that leads to it."""

    __slots__ = ("attributes", "parent", "step", "tag")

    def __init__(self, tag: str, parent: int, step: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.parent = parent
        self.step = step
        self.attributes = attributes


class Leaf(NamedTuple):
    """A stretch of text: words, how many characters of them are links, and the box it stands in."""

    text: str
    linked: int
    box: int
    emphasis: bool


class Tree(NamedTuple):
    """The boxes and leaves of a page in document order."""

    boxes: list[Box]
    leaves: list[Leaf]


def read_tree(parser: LexborHTMLParser) -> Tree:
    """Return boxes and leaves of a parsed page.

    >>> tree = read_tree(LexborHTMLParser("<div><p>Rain <a>in Geneva</a></p>Snow</div>"))
    >>> [(leaf.text, leaf.linked, tree.boxes[leaf.box].tag) for leaf in tree.leaves]
    [('Rain in Geneva', 9, 'p'), ('Snow', 0, 'div')]
    """
    walker = _Walker()
    body = parser.body
    if body is not None:
        walker.walk(body, walker.open("body", -1, "body", body.attributes), "", False)
    return Tree(walker.boxes, walker.leaves)


def path_of(boxes: list[Box], number: int) -> str:
    """Return the CSS path of a box.

    >>> path_of([Box("body", -1, "body", {}), Box("p", 0, "p:nth-child(2)", {})], 1)
    'body > p:nth-child(2)'
    """
    steps = []
    while number > 0:
        box = boxes[number]
        steps.append(box.step)
        number = box.parent
    return " > ".join(["body", *reversed(steps)])


class _Walker:
    """Collects boxes and leaves; ``_run`` is the text gathered since the last block border."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.leaves: list[Leaf] = []
        self._run: list[str] = []
        self._linked = 0
        self._plain = 0
        self._breaks = 0

    def open(self, tag: str, parent: int, step: str, attributes: dict[str, str | None]) -> int:
        """Add a box and return its index."""
        self.boxes.append(Box(tag, parent, step, attributes))
        return len(self.boxes) - 1

    def close_run(self, box: int) -> None:
        """Turn the gathered text into a leaf of ``box``."""
        self._breaks = 0
        if not self._run:
            return
        text = " ".join("".join(self._run).split())
        self._run.clear()
        if text:
            self.leaves.append(Leaf(text, min(self._linked, len(text)), box, self._plain == 0))
        self._linked = self._plain = 0

    def walk(self, node: LexborNode, box: int, via: str, in_link: bool, strong: bool = False, depth: int = 0) -> None:
        """Walk the children of ``node``, which stand in ``box``, ``via`` inline elements."""
        nth = 0
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                self._text(child.text_content or "", in_link, strong)
            elif tag is not None and tag[0] not in "-_!":
                nth += 1
                if tag not in _UNREAD:
                    self._element(child, f"{via}{tag}:nth-child({nth})", box, in_link, strong, depth)
            child = child.next

    def _text(self, text: str, in_link: bool, strong: bool) -> None:
        if text and not text.isspace():
            self._breaks = 0
            if in_link:
                self._linked += len(text.strip())
            if not strong:
                self._plain += len(text)
            self._run.append(text)
        elif self._run:
            self._run.append(" ")

    def _element(self, child: LexborNode, step: str, box: int, in_link: bool, strong: bool, depth: int) -> None:
        tag = child.tag or ""
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self.close_run(box)
            elif self._run:
                self._run.append("\n")
            return
        if depth > _DEEPEST:
            self._text(child.text(separator=" "), in_link, strong)
            return
        if tag in _BLOCK:
            self.close_run(box)
            inner = self.open(tag, box, step, child.attributes)
            self.walk(child, inner, "", in_link, strong, depth + 1)
            self.close_run(inner)
            return
        linked = in_link or tag == "a"
        self.walk(child, box, step + " > ", linked, strong or tag in _EMPHASIS, depth + 1)
