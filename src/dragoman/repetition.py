"""Which blocks stand on many pages of one host, and are therefore no part of any article?

No phrase table knows every site's own lines. What a site prints under each of its articles is known by repetition: the
same words on three pages or more that otherwise share little. A full sentence has to stand on half of the host's pages,
because newsrooms repeat a paragraph of background in every report of one affair, and that is part of the report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from .fold import fold
from .model import Article, Block
from .pagebody import PROSE, ends

RULE = "page.repeated"
_KINDS = frozenset({"paragraph", "list", "quote", "table", "caption"})
_PAGES = 3
_SHARE, _SENTENCE_SHARE = 0.1, 0.5
_SAME_PAGE = 0.5
_LOOKED_AT = 20

Repeats = Mapping[str, Set[bytes]]


class _Page(NamedTuple):
    """The keys of a page's blocks."""

    keys: frozenset[bytes]


def find_repeats(articles: Iterable[Article]) -> Repeats:
    """Return by host the keys of the blocks that repeat on its pages; articles without an address are passed over.

    Keys are hashes of folded words, so that a million pages can be looked at in one pass.

    >>> dict(find_repeats(()))
    {}
    """
    pages: dict[str, list[_Page]] = defaultdict(list)
    sentences: set[bytes] = set()
    for article in articles:
        host = _host(article.url)
        if host:
            found = {_key(article, block): _is_sentence(article, block) for block in article.blocks if _counts(block)}
            sentences.update(key for key, whole in found.items() if whole)
            pages[host].append(_Page(frozenset(found)))
    return {host: _repeated(held, sentences) for host, held in pages.items() if len(held) >= _PAGES}


def retyped(article: Article, repeats: Repeats) -> Article:
    """Return the article with the blocks that repeat on its host typed as navigation, the rule as reason.

    >>> retyped(Article(id="a", text="It rained."), {}).blocks
    ()
    """
    known = repeats.get(_host(article.url), frozenset())
    if not known:
        return article
    blocks = tuple(
        replace(block, kind="navigation", reason=RULE) if _counts(block) and _key(article, block) in known else block
        for block in article.blocks
    )
    return replace(article, blocks=blocks) if any(_counts(block) for block in blocks) else article


def _repeated(pages: Sequence[_Page], sentences: Set[bytes]) -> frozenset[bytes]:
    """Return the keys that stand on enough different pages of a host."""
    counts = Counter(key for page in pages for key in page.keys)
    often = {
        key
        for key, number in counts.items()
        if number >= max(_PAGES, len(pages) * (_SENTENCE_SHARE if key in sentences else _SHARE))
    }
    return frozenset(key for key in often if _different([p for p in pages if key in p.keys][:_LOOKED_AT], often))


def _different(pages: Sequence[_Page], often: Set[bytes]) -> bool:
    """Are these at least three pages, and not versions of one? Only what does not repeat tells them apart."""
    kept: list[frozenset[bytes]] = []
    for page in pages:
        own = page.keys - often
        if own and all(len(own & other) < _SAME_PAGE * min(len(own), len(other)) for other in kept):
            kept.append(own)
    return len(kept) >= _PAGES


def _counts(block: Block) -> bool:
    return block.kind in _KINDS and block.span is not None


def _key(article: Article, block: Block) -> bytes:
    return blake2b(
        " ".join(fold(_words(article, block)).split()).encode("utf-8", "surrogatepass"), digest_size=8
    ).digest()


def _words(article: Article, block: Block) -> str:
    return article.text[block.span.start : block.span.end] if block.span else ""


def _is_sentence(article: Article, block: Block) -> bool:
    words = _words(article, block)
    return len(words) >= PROSE and ends(words)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
