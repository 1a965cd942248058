"""Which stretches of text does the markup hold, and inside which boxes?

One walk over the parsed tree. A box is a block-level element; a leaf is a stretch of text between two block borders,
with its whitespace collapsed and its linked characters counted. Boxes come before the boxes inside them, so sums over
a subtree are one pass backwards. What never holds words (scripts, forms' controls, drawings) is not entered.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
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
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
_BOXED, _SHUT, _MUTE, _TOLD, _OPEN, _NOTHING = range(6)
_CHROME = frozenset(("nav", "footer", "menu"))
_DEEPEST = 120
_FIXED = 1000  # the parser numbers the elements of HTML below this, other names as they come in a page


Step = tuple["Step | None", str, int]


class Box(msgspec.Struct, frozen=True, gc=False):
    """A block-level element: its tag, its parent's index, its place among its siblings, its attributes."""

    tag: str
    parent: int
    step: Step
    attributes: dict[str, str | None]


class Leaf(msgspec.Struct, frozen=True, gc=False):
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


def _way(tag: str | None) -> int:
    """Tell how an element is walked: as a box, not at all, as a mark, as a mark and its inside, by its inside."""
    if tag is None or tag[0] in "-!_":
        return _NOTHING
    if tag in _BLOCK:
        return _BOXED
    if tag in _SPECIAL:
        return _MUTE if tag in _UNREAD else _TOLD
    return _SHUT if tag in _UNREAD else _OPEN


def _numbered() -> tuple[int, dict[int, tuple[int, str]]]:
    """Return the parser's number of text nodes, and of the elements it numbers once for all: their way and name.

    A number costs a third of a name, and every node of every page is asked.
    """
    parser = LexborHTMLParser("<p>-")
    paragraph = parser.css_first("p")
    text = paragraph.child if paragraph is not None else None
    tags = sorted(_BLOCK | _UNREAD | _SPECIAL | _INLINE)
    numbers = ((parser.create_node(tag).tag_id, tag) for tag in tags)
    return (text.tag_id if text is not None else -1), {n: (_way(tag), tag) for n, tag in numbers if n < _FIXED}


_TEXT, _WAYS = _numbered()


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
        run, boxes, way_of = self._run, self.boxes, _WAYS.get
        shallow = depth <= _DEEPEST
        nth = 0
        child = first
        while child is not None:
            kind = child.tag_id
            if kind == _TEXT:
                text = child.text_content or ""
                if text.isspace():
                    if run:
                        run.append(" ")
                elif text:
                    self._breaks = 0
                    run.append(text)
                    if in_link:
                        self._linked += len(text.strip())
                child = child.next
                continue
            way, tag = way_of(kind) or (_way(child.tag), child.tag or "")
            if way != _NOTHING:
                nth += 1
            if way == _BOXED and shallow:
                if run:
                    self.close_run(box)
                inner = child.child
                if inner is not None:
                    number = len(boxes)
                    boxes.append(Box(tag, box, (via, tag, nth), child.attributes))
                    if tag in _CHROME:
                        self._whole(child, number)
                    else:
                        self.walk(inner, number, None, in_link, depth + 1)
                        if run:
                            self.close_run(number)
            elif way in (_MUTE, _TOLD):
                self._special(child, tag, box)
                if way == _TOLD and shallow and (inner := child.child) is not None:
                    self.walk(inner, box, (via, tag, nth), in_link, depth + 1)
            elif not shallow and way in (_BOXED, _OPEN):
                run.append(child.text(separator=" "))
            elif way == _OPEN and (inner := child.child) is not None:
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
