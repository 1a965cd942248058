"""Which lines of a plain text are the article, and which came along from the page?

Every line is a block, unless the text is wrapped at a fixed width: then a blank line ends a block. A furniture rule
names what a line is; some rules draw the following lines after them (headlines under "You may also like", the
life of the author under "About the author"). The text itself is never changed: blocks are spans of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .furniture import Furniture, Match, match_line
from .model import Span

KEPT = frozenset({"title", "byline", "dateline", "paragraph", "list", "quote", "table"})
_FINAL = re.compile(r"[.!?\u2026;:][\"'\u00bb\u201c\u201d\u2019)\]]*\S?\s*$")
_ENDED = re.compile(r"[.\u2026;][\"'\u00bb\u201c\u201d\u2019)\]]*\s*$")
_BULLET = re.compile(r"(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7*]|\d{1,2}[.)])\s+\S")
_DATE_ONLY = re.compile(r"(?=.*\d)(?:[\d.,:/|\s-]|[^\W\d_]{1,12}\.?\s?){1,12}$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
_WRAP = (55, 85)
_TITLE = 260
_HEADLINE = 170
_BIO_LINES = 3
_SEVERAL = 3
_MENU, _BARE, _BARE_WORDS, _SHORT, _LONG = 4, 32, 4, 25, 120


class Line(NamedTuple):
    """A typed stretch of text: its kind, span, the reason it is so typed, and the rule that matched."""

    kind: str
    start: int
    end: int
    reason: str = ""
    match: Match | None = None


def type_lines(text: str, furniture: Furniture) -> tuple[Line, ...]:
    """Return the blocks of a plain text in order, each typed, as spans of ``text``.

    >>> from dragoman.furniture import load_furniture
    >>> [line.kind for line in type_lines("Rain falls\\n\\nIt rained in Geneva.\\n\\nIt stopped.", load_furniture([]))]
    ['title', 'paragraph', 'paragraph']
    """
    spans = _stretches(text)
    typed: list[Line] = []
    carry = _Carry("", "", 0)
    for start, end in spans:
        line, carry = _type(text, Span(start, end), furniture, typed, carry)
        typed.append(line)
    return tuple(_with_title(text, _without_menus(text, typed)))


class _Carry(NamedTuple):
    """What the line before draws after it: how (headline, headlines, bio, rest), as which kind, for how many lines."""

    how: str
    kind: str
    left: int
    reason: str = ""


_NOTHING = _Carry("", "", 0)


def _type(text: str, span: Span, furniture: Furniture, before: list[Line], carry: _Carry) -> tuple[Line, _Carry]:
    """Return the line typed, and what it hands on to the next."""
    words = text[span.start : span.end]
    found = match_line(words, furniture)
    if found and carry.how == "rest" and found.rule.kind in KEPT:
        found = None
    if found:
        line = Line(found.rule.kind, span.start, span.end, found.rule.id, found)
        return line, _drawn(found, words, span, text, before) or (carry if carry.how == "rest" else _NOTHING)
    if carry.left > 0 and _drawn_in(words, carry):
        return Line(carry.kind, span.start, span.end, carry.reason), carry._replace(left=carry.left - 1)
    return Line(_shape(words, before), span.start, span.end), _NOTHING


def _drawn(found: Match, words: str, span: Span, text: str, before: list[Line]) -> _Carry | None:
    """Return what the matched furniture draws after it, or None."""
    rule = found.rule
    alone = not any(char.isalnum() for char in words[found.span.end :])
    body = any(line.kind == "paragraph" for line in before)
    if rule.tail == "headline" and alone:
        return _Carry("headline", rule.kind, 1, rule.id)
    if rule.tail == "headlines" and alone:
        return _Carry("headlines", rule.kind, 30, rule.id)
    if rule.tail == "bio" and body:
        return _Carry("bio", rule.kind, _BIO_LINES, rule.id)
    if rule.tail == "rest" and body and span.start * 2 > len(text):
        return _Carry("rest", rule.kind, len(text), rule.id)
    return None


def _drawn_in(words: str, carry: _Carry) -> bool:
    """Does this line belong to the furniture before it?"""
    if carry.how in ("headline", "headlines"):
        return len(words) <= _HEADLINE and not _ENDED.search(words)
    return True


def _shape(words: str, before: list[Line]) -> str:
    """Return the kind that the shape of an unmatched line gives it."""
    if _BULLET.match(words):
        return "list"
    if len(before) < 4 and _is_date(words):
        return "dateline"
    return "paragraph"


def _is_date(words: str) -> bool:
    """Does a short line hold a date or time and nothing that ends like a sentence?"""
    short = len(words) <= 45 and not _FINAL.search(words)
    return short and bool(_DATE_ONLY.match(words)) and bool(re.search(r"\d{2}", words))


def _with_title(text: str, lines: list[Line]) -> list[Line]:
    """Make the first short line without a full stop the title, if text follows it."""
    for number, line in enumerate(lines):
        if line.kind in ("byline", "dateline", "share", "tags", "live", "caption", "navigation", "advert"):
            continue
        words = text[line.start : line.end]
        follows = any(later.kind in ("paragraph", "list") for later in lines[number + 1 :])
        if line.kind == "paragraph" and follows and len(words) <= _TITLE and not _ENDED.search(words):
            lines[number] = line._replace(kind="title")
        break
    return lines


def _without_menus(text: str, lines: list[Line]) -> list[Line]:
    """Type the runs of bare short lines above the first prose and below the last: menus that a crawl brought along."""
    prose = [n for n, line in enumerate(lines) if line.kind == "paragraph" and _is_prose(text[line.start : line.end])]
    if not prose:
        return lines
    result = list(lines)
    for zone in (range(prose[0]), range(prose[-1] + 1, len(lines))):
        bare = [n for n in zone if lines[n].kind == "paragraph" and _is_bare(text[lines[n].start : lines[n].end])]
        if len(bare) >= _MENU:
            for number in bare:
                result[number] = lines[number]._replace(kind="navigation", reason="page.menu")
    return result


def _is_prose(words: str) -> bool:
    return len(words) >= _LONG or (len(words) >= _SHORT and bool(_FINAL.search(words)))


def _is_bare(words: str) -> bool:
    return len(words) <= _BARE and len(words.split()) <= _BARE_WORDS and not _FINAL.search(words)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return the spans of the blocks: lines, or runs of lines where the text is wrapped at a fixed width."""
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            begin = start + raw.index(words[0])
            lines.append((begin, begin + len(words)))
        start += len(raw)
    return _unwrapped(text, lines) if _is_wrapped(text, lines) else lines


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Is the text broken at a fixed width: full lines of like length without a stop, one under the other?"""
    pairs = [(a, b) for a, b in pairwise(lines) if text.count("\n", a[1], b[0]) == 1]
    if len(pairs) < 4:
        return False
    full = [a for a, _ in pairs if _WRAP[0] <= a[1] - a[0] <= _WRAP[1]]
    open_ended = [a for a in full if not _FINAL.search(text[a[0] : a[1]])]
    longest = max(end - start for start, end in lines)
    return longest <= _WRAP[1] + 5 and len(open_ended) * 2 > len(pairs)


def _unwrapped(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join lines that no blank line parts."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def is_live(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether the page is a running report: entries that start with a clock time, or a line that says so.

    >>> is_live("", ())
    False
    """
    clocks = sum(1 for line in lines if _CLOCK.match(text, line.start, line.end) and line.end - line.start < 120)
    return clocks >= 3 or any(line.kind == "live" for line in lines)


def holds_several(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether a text is several articles: three headlines or more, each with a byline or date under it.

    >>> holds_several("", ())
    False
    """
    heads = 0
    prose = True
    for line, below in pairwise(lines):
        words = text[line.start : line.end]
        short = line.kind in ("title", "paragraph") and len(words) <= _HEADLINE and not _ENDED.search(words)
        signed = below.kind in ("byline", "dateline") or _is_date(text[below.start : below.end])
        if short and signed and prose:
            heads, prose = heads + 1, False
        prose = prose or (line.kind == "paragraph" and _is_prose(words))
    return heads >= _SEVERAL
