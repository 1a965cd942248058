"""Where does the page repeat somebody's own words?

A quotation is a stretch between two marks that belong together; every press has its own custom, and machine-made
pages mix them. Marks are therefore paired by what may close what, inside one block, and a mark that opens or closes
nothing survives: an opening mark without its partner runs to the end of its block when the next block goes on with
an opening mark (speech over several paragraphs), else to the end of its line of thought, the block.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .model import Article, Span

_STRAIGHT = '"'
_LEFT, _RIGHT, _LOW = (
    "\N{LEFT DOUBLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}",
)
_LEFT_ANGLE, _RIGHT_ANGLE = (
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
)
_SINGLE_LEFT, _SINGLE_RIGHT, _APOSTROPHE = (
    "\N{LEFT SINGLE QUOTATION MARK}",
    "\N{RIGHT SINGLE QUOTATION MARK}",
    "'",
)
_CLOSERS = {
    _LEFT_ANGLE: frozenset({_RIGHT_ANGLE}),
    _LEFT: frozenset({_RIGHT, _STRAIGHT}),
    _LOW: frozenset({_LEFT, _RIGHT, _STRAIGHT}),
    _STRAIGHT: frozenset({_STRAIGHT, _RIGHT}),
    _RIGHT: frozenset({_RIGHT}),
    _SINGLE_LEFT: frozenset({_SINGLE_RIGHT}),
    _APOSTROPHE: frozenset({_APOSTROPHE}),
}
MARKS = frozenset(_CLOSERS) | {_RIGHT_ANGLE}
_MARK = re.compile("[" + "".join(sorted(MARKS | frozenset().union(*_CLOSERS.values()))) + "]")
_SINGLE = frozenset({_SINGLE_LEFT, _APOSTROPHE})
_OPENS_AFTER = frozenset(" \t\n\N{NO-BREAK SPACE}([\N{EM DASH}\N{EN DASH}-/" + _LEFT_ANGLE)
_QUOTABLE = frozenset({"title", "paragraph", "list", "quote", "table", "caption"})


class Quote(NamedTuple):
    """A quotation: with its marks ``[start, end)``, its words ``[first, last)``, whether it is closed, its block."""

    start: int
    end: int
    first: int
    last: int
    closed: bool
    block: int

    @property
    def inner(self) -> Span:
        """The words between the marks."""
        return Span(self.first, self.last)

    def words(self, text: str) -> Span:
        """Return the words without the comma or full stop before the closing mark."""
        first, last = self.first, self.last
        while first < last and text[first].isspace():
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in ",.;"):
            last -= 1
        return Span(first, last)


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Return the outermost quotations of the kept blocks of an article, in order.

    >>> from dragoman.model import Block
    >>> text = "He said: \N{LEFT DOUBLE QUOTATION MARK}No.\N{RIGHT DOUBLE QUOTATION MARK}"
    >>> page = Article(id="a", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    >>> [text[q.first:q.last] for q in find_quotes(page)]
    ['No.']
    """
    found: list[Quote] = []
    for number, block in enumerate(article.blocks):
        if block.span is not None and block.kind in _QUOTABLE:
            found += _in_block(article.text[block.span.start : block.span.end], block.span.start, number)
    return tuple(found)


def _in_block(text: str, offset: int, block: int) -> list[Quote]:
    found: list[Quote] = []
    mark = _MARK.search(text)
    while mark is not None:
        index = mark.start()
        if text[index] not in _CLOSERS or not _opens(text, index):
            mark = _MARK.search(text, index + 1)
            continue
        end = _closing(text, index)
        if end < 0 and text[index] in _SINGLE:
            mark = _MARK.search(text, index + 1)
            continue
        closed = end >= 0
        last = end if closed else len(text.rstrip())
        stop = last + 1 if closed else last
        if last > index + 1:
            found.append(Quote(index + offset, stop + offset, index + 1 + offset, last + offset, closed, block))
        mark = _MARK.search(text, max(stop, index + 1))
    return found


def _opens(text: str, index: int) -> bool:
    """Tell whether a mark can open: words follow it, and (where the mark has no side of its own) none go before."""
    if index + 1 >= len(text) or text[index + 1].isspace():
        return False
    mark = text[index]
    if mark in (_STRAIGHT, _APOSTROPHE, _SINGLE_LEFT, _RIGHT):
        return index == 0 or text[index - 1] in _OPENS_AFTER
    return True


def _closing(text: str, start: int) -> int:
    """Return where the mark stands that closes the one at ``start``, -1 for nowhere."""
    mark = text[start]
    closers, depth = _CLOSERS[mark], 0
    last_seen = -1
    for found in _MARK.finditer(text, start + 1):
        index, char = found.start(), found[0]
        if char == mark and mark in (_LEFT_ANGLE, _LEFT) and _nested(text, index):
            depth += 1
        elif char in closers and _closes(text, index, mark):
            last_seen = index
            if depth == 0:
                return index
            depth -= 1
    return last_seen if last_seen >= 0 or mark in _SINGLE else _foreign_closing(text, start)


def _nested(text: str, index: int) -> bool:
    """Tell whether an opening mark inside a quotation opens another one."""
    return text[index - 1] in _OPENS_AFTER and text[index + 1 : index + 2].isalnum()


def _foreign_closing(text: str, start: int) -> int:
    """Return the first closing mark of another custom: machine-made pages open with one mark and close with another."""
    for index in range(start + 1, len(text)):
        if text[index] in (_RIGHT_ANGLE, _RIGHT, _STRAIGHT) and not text[index - 1].isspace():
            return index
    return -1


def _closes(text: str, index: int, mark: str) -> bool:
    before, after = text[index - 1], text[index + 1 : index + 2]
    if mark == _LOW and text[index] == _LEFT:
        return not before.isspace()
    if text[index] == _STRAIGHT:
        return not before.isspace() and before not in "(["
    if mark in _SINGLE:
        return not after.isalnum() and (before in ",.?!" or after in (",", ".", ";", ":", ")", ""))
    return True


def inside(quotes: tuple[Quote, ...], offset: int) -> Quote | None:
    """Return the quotation that holds a place of the text, marks included."""
    for quote in quotes:
        if quote.start <= offset < quote.end:
            return quote
        if quote.start > offset:
            break
    return None
