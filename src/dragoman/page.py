"""What does a page say, and which of its words are the article?

HTML and plain text are told apart by what they hold. Both become one Article: a fixed text, its blocks typed (kept, or
left out for a named reason), and what the page says about itself. Nothing is thrown away: a block that is not part of
the text is listed with its path and the reason.
"""

from __future__ import annotations

import re

from .bylines import person_names
from .errors import InputError
from .furniture import Furniture
from .ident import article_id
from .model import Article, Block, Span
from .pagedates import day_of, find_date, given_date
from .pagehtml import read_html
from .pageparse import check_length
from .pagetext import Line, holds_several, is_live, type_lines

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|article|main|div|p|meta|script|span|h1|br)\b[^<]*>", re.I)


def read_page(page: str, *, url: str = "", published: str | None = None, furniture: Furniture) -> Article:
    """Return the article of a page given as HTML or as plain text.

    ``published`` (EDTF) wins over any date on the page. The language is only what the page declares. Raises InputError
    for a page without words and DateError for a date that is none.

    >>> from dragoman.furniture import load_furniture
    >>> read_page("Rain falls\\n\\nIt rained in Geneva.", published="2022-01-11", furniture=load_furniture([])).headline
    'Rain falls'
    """
    given = given_date(published) if published else ""
    if not page or page.isspace():
        raise InputError("the page is empty: give a page with text")
    if is_html(page):
        return read_html(page, url, given, furniture)
    return _read_text(page, url, given, furniture)


def is_html(page: str) -> bool:
    """Tell HTML from plain text by its tags.

    >>> is_html("<p>Rain</p>"), is_html("a < b and b > c")
    (True, False)
    """
    if page[:200].removeprefix("\ufeff").lstrip()[:15].lower().startswith(("<!doctype", "<html", "<?xml", "<head")):
        return True
    head = page[:20_000]
    return len(_MARKUP.findall(head)) >= 1 + ("</" not in page)


def _read_text(text: str, url: str, given: str, furniture: Furniture) -> Article:
    """Return the article of a plain text, the text unchanged."""
    check_length(len(text))
    lines = type_lines(text, furniture)
    if not any(char.isalnum() for char in text):
        raise InputError("the page holds no words: give a page with text")
    title = next((text[line.start : line.end] for line in lines if line.kind == "title"), "")
    date = given or _line_date(text, lines, furniture)
    return Article(
        id=article_id(text, url),
        text=text,
        headline=" ".join(title.split()),
        url=url,
        date_published=date,
        author=_line_authors(text, lines, furniture),
        anchor=day_of(date),
        anchor_rule=("given" if given else "page.dateline") if date else "",
        blocks=_blocks(lines, _page_kind(text, lines)),
    )


def _page_kind(text: str, lines: tuple[Line, ...]) -> str:
    """Say what the text is if it is more than one article: a running report, or several articles in one."""
    if is_live(text, lines):
        return "page.live"
    return "page.several-articles" if holds_several(text, lines) else ""


def _blocks(lines: tuple[Line, ...], page_kind: str) -> tuple[Block, ...]:
    """Return the lines as public blocks; the first title of a page that is no single article says so."""
    first = next((number for number, line in enumerate(lines) if line.kind == "title"), -1)
    return tuple(
        Block(
            kind="navigation" if line.kind == "live" else line.kind,
            span=Span(line.start, line.end),
            reason=(page_kind if number == first else "") or line.reason,
        )
        for number, line in enumerate(lines)
    )


def _line_date(text: str, lines: tuple[Line, ...], furniture: Furniture) -> str:
    """Return the date of the first date line."""
    for line in lines:
        if line.kind == "dateline":
            date = find_date(text[line.start : line.end], furniture.months)
            if date:
                return date
    return ""


def _line_authors(text: str, lines: tuple[Line, ...], furniture: Furniture) -> tuple[str, ...]:
    """Return the names in bylines and author boxes, in text order."""
    names: list[str] = []
    for line in lines:
        if line.kind in ("byline", "author-box") and line.match and "names" in line.match.slots:
            slot = line.match.slots["names"]
            words = text[line.start + slot.start : line.start + slot.end]
            names += [name for name in person_names(words, furniture.naming) if name not in names]
    return tuple(names)
