"""Which blocks stand on many pages of one host, and are therefore no part of any article?

No phrase table knows every site's own lines. What a site prints under each of its articles is known by repetition: the
same words on three pages or more that otherwise share little. A full sentence has to stand on half of the host's pages,
because newsrooms repeat a paragraph of background in every report of one affair, and that is part of the report.

Of each host at most a hundred pages are remembered, those with the smallest ids. Ids are hashes, so that these are a
fair sample, the same in whatever order the pages come, and memory does not grow with the number of pages of a host.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
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
_REMEMBERED, _BLOCKS = 100, 400
_KEY = 8


class HostRepeats(NamedTuple):
    """How many pages of a host were compared, and on how many of them each repeated block stands, by its key."""

    pages: int
    blocks: Mapping[bytes, int]


Repeats = Mapping[str, HostRepeats]


def find_repeats(articles: Iterable[Article]) -> Repeats:
    """Return by host the keys of the blocks that repeat on its pages; articles without an address are passed over.

    Articles are looked at one by one and not kept. The order they come in changes nothing.

    >>> dict(find_repeats(()))
    {}
    """
    hosts: dict[str, _Sample] = {}
    for article in articles:
        host = _host(article.url)
        if host:
            sample = hosts.setdefault(host, _Sample([], []))
            _remember(sample, article)
    return {
        host: HostRepeats(len(sample.ids), found)
        for host, sample in sorted(hosts.items())
        if len(sample.ids) >= _PAGES and (found := _repeated([_unpacked(page) for page in sample.pages]))
    }


def retyped(article: Article, repeats: Repeats) -> Article:
    """Return the article with the blocks that repeat on its host typed as navigation; the reason counts the pages.

    An article of which nothing would be left is returned as it is.

    >>> retyped(Article(id="a", text="It rained."), {}).blocks
    ()
    """
    known = repeats.get(_host(article.url))
    if known is None:
        return article
    blocks = []
    for block in article.blocks:
        number = known.blocks.get(_key(article, block), 0) if _counts(block) else 0
        reason = f"{RULE} on {number} of {known.pages} pages"
        blocks.append(replace(block, kind="navigation", reason=reason) if number else block)
    return replace(article, blocks=tuple(blocks)) if any(_counts(block) for block in blocks) else article


class _Sample(NamedTuple):
    """The pages remembered of a host: their ids in order, and the keys of each page's blocks, packed."""

    ids: list[str]
    pages: list[bytes]


def _remember(sample: _Sample, article: Article) -> None:
    """Put an article into the sample if its id is among the smallest, each id once."""
    place = bisect_left(sample.ids, article.id)
    if place == _REMEMBERED or sample.ids[place : place + 1] == [article.id]:
        return
    keys = sorted({_key(article, block) for block in article.blocks if _counts(block)})
    sample.ids.insert(place, article.id)
    sample.pages.insert(place, b"".join(keys[:_BLOCKS]))
    del sample.ids[_REMEMBERED:], sample.pages[_REMEMBERED:]


def _unpacked(page: bytes) -> frozenset[bytes]:
    return frozenset(page[start : start + _KEY] for start in range(0, len(page), _KEY))


def _repeated(pages: Sequence[frozenset[bytes]]) -> dict[bytes, int]:
    """Return the keys that stand on enough different pages of a host, with the number of pages."""
    counts = Counter(key for page in pages for key in page)
    often = {
        key: number
        for key, number in sorted(counts.items())
        if number >= max(_PAGES, len(pages) * (_SENTENCE_SHARE if _is_sentence(key) else _SHARE))
    }
    known = frozenset(often)
    return {
        key: number
        for key, number in often.items()
        if _different([page for page in pages if key in page][:_LOOKED_AT], known)
    }


def _different(pages: Sequence[frozenset[bytes]], often: Set[bytes]) -> bool:
    """Are these at least three pages, and not versions of one? Only what does not repeat tells them apart."""
    kept: list[frozenset[bytes]] = []
    for page in pages:
        own = page - often
        if own and all(len(own & other) < _SAME_PAGE * min(len(own), len(other)) for other in kept):
            kept.append(own)
    return len(kept) >= _PAGES


def _counts(block: Block) -> bool:
    return block.kind in _KINDS and block.span is not None


def _key(article: Article, block: Block) -> bytes:
    """Return the hash of a block's folded words; its last bit says whether they are a full sentence."""
    words = article.text[block.span.start : block.span.end] if block.span else ""
    whole = len(words) >= PROSE and ends(words)
    digest = blake2b(" ".join(fold(words).split()).encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()
    return digest[:-1] + bytes((digest[-1] & 0xFE | whole,))


def _is_sentence(key: bytes) -> bool:
    return bool(key[-1] & 1)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
