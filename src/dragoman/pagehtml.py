"""How does an HTML page become an article?

The tree is read once; metadata, body and typed leaves come from it; the text is then built from the blocks, one blank
line between two. Kept blocks and those that tell where the text comes from stand in the text; page chrome is listed
with its path and reason and no span.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from .errors import InputError
from .fold import fold
from .furniture import Furniture
from .ident import article_id
from .model import Article, Block, Span
from .pagebody import Body, find_body, inside, prose
from .pagedates import day_of
from .pagemeta import Meta, read_meta
from .pageparse import check_length, parse
from .pagepieces import STANDFIRST, Piece, judge
from .pagesection import section_in, visible_trail
from .pagesigned import Shown, authors, published
from .pagetree import Tree, path_of, read_tree

IN_TEXT = frozenset(
    (
        "title", "byline", "dateline", "paragraph", "list", "quote", "table", "caption", "contributors",
        "update-notice", "correction", "author-box", "read-also", "tags",
    )
)  # fmt: skip
_SUFFIX = re.compile(r"\s+[-|*\u2013\u2014\u00b7:\u00bb\u2022]+\s+(?=[^\s])")
_HEADLINE = 1000
_MULTI, _MOSTLY, _MAIN = 4, 0.6, 0.6
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?=\W|$|[ap]\.?m)", re.I)
_HOUR = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?=[\s.,:|\u2013\u2014-])")
_STAMP, _ENTRIES = 60, 5
_TRAIL = "readcrumb"  # Breadcrumb, breadcrumbs: looking for the word is a tenth of looking for the element


def read_html(page: str, url: str, given: str, furniture: Furniture) -> Article:
    """Return the article of an HTML page; ``given`` is a checked publication date or ""."""
    parser = parse(page)
    tree = read_tree(parser)
    check_length(sum(len(leaf.text) for leaf in tree.leaves))
    meta = read_meta(parser, tree.marks, furniture.months)
    title = _title(meta, tree, url)
    body = find_body(tree, furniture, title)
    pieces = judge(tree, body, furniture, title, meta.lead)
    text, blocks = _assemble(tree, body, pieces, title, _page_kind(meta, tree, body, pieces))
    if not any(char.isalnum() for char in text):
        raise InputError("no article found on the page: it holds no text outside menus and scripts")
    shown = Shown(parser, tree, body, pieces, title)
    date, rule = published(meta, shown, url, furniture)
    if given:
        date, rule = given, "given"
    address = url or (meta.canonical if "://" in meta.canonical else "")
    return Article(
        id=article_id(text, address),
        text=text,
        in_language=meta.language,
        headline=title,
        url=address,
        date_published=date,
        date_modified=meta.modified,
        author=authors(meta, shown, furniture),
        contributor=meta.contributors,
        publisher=meta.publisher,
        section=_section(meta, page, parser, (title, url)),
        is_based_on=_elsewhere(meta.based_on, url) or _elsewhere(meta.canonical, url),
        translation_of_work=meta.translation_of,
        anchor=day_of(date),
        anchor_rule=rule if date else "",
        blocks=blocks,
    )


def _assemble(
    tree: Tree, body: Body, pieces: tuple[Piece, ...], title: str, page_kind: str
) -> tuple[str, tuple[Block, ...]]:
    """Build the text from the blocks and give every block its span, or none."""
    known: dict[int, str] = {}
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    titled = any(piece.kind == "title" and piece.reason != STANDFIRST for piece in pieces)
    if title and not titled:
        parts.append(title)
        blocks.append(Block(kind="title", span=Span(0, len(title)), path="head > title", reason=page_kind))
        length = len(title) + 2
    for piece in pieces:
        path = path_of(tree.boxes, piece.leaf.box, known)
        if piece.kind not in IN_TEXT:
            kind = _public(piece.kind)
            if not (blocks and blocks[-1].span is None and blocks[-1].kind == kind):
                blocks.append(Block(kind=kind, path=path, reason=piece.reason))
            continue
        span = Span(length, length + len(piece.leaf.text))
        heads = piece.kind == "title" and piece.reason != STANDFIRST
        blocks.append(Block(kind=piece.kind, span=span, path=path, reason=(page_kind if heads else "") or piece.reason))
        parts.append(piece.leaf.text)
        length = span.end + 2
    before, after = _chrome(tree, body, known)
    return "\n\n".join(parts), (*before, *blocks, *after)


def _chrome(tree: Tree, body: Body, known: dict[int, str]) -> tuple[list[Block], list[Block]]:
    """Return the boxes with words outside the body, the outermost of each branch, before it and after it."""
    boxes = tree.boxes
    trunk = {body.box}
    while min(trunk) > 0:
        trunk.add(boxes[min(trunk)].parent)
    branch = [-1] * len(boxes)
    for number in range(1, len(boxes)):
        if number not in trunk:
            parent = boxes[number].parent
            branch[number] = number if parent in trunk and parent != body.box else branch[parent]
    found = sorted({branch[leaf.box] for leaf in tree.leaves} - {-1})
    blocks = {
        n: Block(
            kind=_public(body.verdicts[n] or "navigation"), path=path_of(boxes, n, known), reason="outside the body"
        )
        for n in found
    }
    return [blocks[n] for n in found if n < body.box], [blocks[n] for n in found if n > body.box]


def _public(kind: str) -> str:
    """Return the contract's name of a kind."""
    return "navigation" if kind in ("hidden", "live") else kind


def _section(meta: Meta, page: str, parser: LexborHTMLParser, named: tuple[str, str]) -> str:
    """Return the section that the page names, else the one its trail of links leads to; ``named``: title, address."""
    title, url = named
    own = (url, meta.canonical)
    found = meta.section or section_in(meta.trail, title, own)
    return found or (section_in(visible_trail(parser), title, own) if _TRAIL in page else "")


def _elsewhere(source: str, url: str) -> str:
    """Return the address (or name) of a source if it is another site: the page says that it is a copy."""
    if "://" not in source:
        return "" if source.startswith(("/", "#", "?")) else source
    same = _brand(source) in _host(url).split(".") or _brand(url) in _host(source).split(".")
    return source if url and not same else ""


def _brand(address: str) -> str:
    """Return the part of a host that names the site: its longest label."""
    return max(_host(address).removeprefix("www.").split("."), key=len)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _page_kind(meta: Meta, tree: Tree, body: Body, pieces: tuple[Piece, ...]) -> str:
    """Say what the page is if it is more than one article: a live blog, or several articles in one."""
    entries = sum(1 for piece in pieces if _opens_entry(piece.leaf.text))
    if meta.live or entries >= _ENTRIES or _is_marked_live(tree):
        return "page.live"
    return "page.several-articles" if _holds_several(tree, body) else ""


def _opens_entry(text: str) -> bool:
    """Does a line begin with a clock time: a stamp alone, or before the words of an entry?"""
    return bool((_CLOCK if len(text) < _STAMP else _HOUR).match(text))


def _is_marked_live(tree: Tree) -> bool:
    """Does microdata call a box a live blog?"""
    return any("LiveBlog" in (box.attributes.get("itemtype") or "") for box in tree.boxes)


def _holds_several(tree: Tree, body: Body) -> bool:
    """Does the body's prose stand in four article boxes or more, most of it in none of them?"""
    boxes = tree.boxes
    if sum(box.tag == "article" for box in boxes) < _MULTI:
        return False
    outer = [-1] * len(boxes)
    for number in range(body.box + 1, len(boxes)):
        box = boxes[number]
        outer[number] = outer[box.parent]
        if outer[number] < 0 and box.tag == "article" and inside(boxes, number, body.box):
            outer[number] = number
    held: Counter[int] = Counter()
    for leaf in tree.leaves:
        if leaf.box >= body.box and inside(boxes, leaf.box, body.box):
            held[outer[leaf.box]] += int(prose(leaf, boxes[leaf.box].tag))
    whole = sum(held.values())
    own = [weight for number, weight in held.items() if number >= 0 and weight]
    return len(own) >= _MULTI and sum(own) > _MOSTLY * whole and max(own) < _MAIN * whole


def _heading(tree: Tree) -> str:
    """Return the text of the first main heading that has some."""
    boxes = tree.boxes
    first = -1
    words: list[str] = []
    for leaf in tree.leaves:
        number = leaf.box
        while number > 0 and boxes[number].tag != "h1":
            number = boxes[number].parent
        if number > 0 and first in (-1, number):
            first = number
            words.append(leaf.text)
        elif first > 0:
            break
    return " ".join(words)


def _title(meta: Meta, tree: Tree, url: str) -> str:
    """Return the headline: what most places of the page agree on, the site's name taken off."""
    heading = _heading(tree)
    names = {fold(meta.publisher), *(fold(label) for label in _host(url).split("."))} - {""}
    seen = [text for text in (*meta.titles, heading) if 0 < len(text) <= _HEADLINE]
    seen = [_bare(text, names, seen) for text in seen]
    if not seen:
        return ""
    votes = Counter(seen)
    return max(votes, key=lambda text: (votes[text], -seen.index(text)))


def _bare(title: str, names: set[str], others: list[str]) -> str:
    """Return a title without the site's name behind a dash or bar."""
    for found in _SUFFIX.finditer(title):
        rest = fold(title[found.end() :])
        squeezed = rest.replace(" ", "")
        if title[: found.start()] in others or any(
            name in (rest, squeezed) or (len(name) > 3 and (squeezed.startswith(name) or name in squeezed))
            for name in names
        ):
            return title[: found.start()]
    return title
