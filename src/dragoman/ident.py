"""How does the same content get the same id on every machine?

Ids are BLAKE2b digests of what was read; parts are joined by a separator that no text holds.
"""

from __future__ import annotations

from hashlib import blake2b

from .model import Span

_SEPARATOR = "\N{INFORMATION SEPARATOR ONE}"


def digest(*parts: str, size: int = 10) -> str:
    """Return the hex digest of the parts, ``2 * size`` characters long.

    >>> digest("a", "b") == digest("a", "b") != digest("ab", "")
    True
    """
    return blake2b(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def article_id(text: str, url: str = "") -> str:
    """Return the id of an article: a hash of its address and its text, to the last character."""
    return digest("article", url, text, size=16)


def fact_id(article: str, kind: str, span: Span, rule: str, *content: str) -> str:
    """Return the id of a fact: article, kind, place, rule and whatever else tells it from its neighbours."""
    return digest(article, kind, str(span.start), str(span.end), rule, *content)
