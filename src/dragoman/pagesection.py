"""In which section of its outlet does a page stand?

The section that the metadata names comes first. Where it names none, the trail of links above the headline ("Home,
World, Europe") tells it, in JSON-LD or to be seen: the innermost step that is neither the outlet's front page nor the
page itself. A front page is known by its address, so that no language's word for it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from .fold import fold

_TRAIL = (
    '[itemtype*="BreadcrumbList"], [typeof="BreadcrumbList"], [class*="breadcrumb" i], [id*="breadcrumb" i], '
    '[aria-label*="breadcrumb" i]'
)
_LONGEST, _STEPS, _SAME = 60, 12, 12


class Step(NamedTuple):
    """A step of a trail: what it is called, and the address it leads to ("" for none)."""

    name: str
    address: str


def trail_of(lists: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return the steps of the first BreadcrumbList of JSON-LD that has some.

    >>> trail_of([{"itemListElement": [{"position": 1, "name": "World", "item": "https://post.example/world"}]}])
    (Step(name='World', address='https://post.example/world'),)
    """
    for node in lists:
        items = node.get("itemListElement")
        steps = [_step(item) for item in (items if isinstance(items, list) else [items])[:_STEPS]]
        found = tuple(step for step in steps if step.name)
        if found:
            return found
    return ()


def visible_trail(parser: LexborHTMLParser) -> tuple[Step, ...]:
    """Return the links of the first trail that the page shows, outermost first.

    >>> visible_trail(LexborHTMLParser('<ul class="breadcrumbs"><li><a href="/world">World</a></ul>'))
    (Step(name='World', address='/world'),)
    """
    for box in parser.css(_TRAIL):
        links = [(" ".join(link.text(separator=" ").split()), link.attributes.get("href")) for link in box.css("a")]
        if 0 < len(links) <= _STEPS:
            return tuple(Step(name, address or "") for name, address in links if name)
    return ()


def section_in(trail: Sequence[Step], title: str, addresses: Sequence[str]) -> str:
    """Return the innermost step of a trail that names a section, "" where none does.

    ``title`` and ``addresses`` are the page's own, so that the last step can be told from a section.

    >>> section_in((Step("Home", "/"), Step("World", "/world"), Step("Rain falls", "")), "Rain falls", ())
    'World'
    """
    steps = list(trail)
    if steps and _is_page(steps[-1], title, addresses, alone=len(steps) == 1):
        steps.pop()
    names = [step.name for step in steps if not _is_front(step.address) and len(step.name) <= _LONGEST]
    names = [name for name in names if "." not in name.strip(".") or " " in name]
    return next((name for name in reversed(names) if any(char.isalpha() for char in name)), "")


def _step(item: Any) -> Step:  # noqa: ANN401 - JSON holds anything
    """Return one element of a BreadcrumbList: the name stands at the element or at its item."""
    if not isinstance(item, dict):
        return Step("", "")
    inner = item.get("item")
    inner = inner if isinstance(inner, dict) else {"@id": inner}
    names = [value for value in (item.get("name"), inner.get("name")) if isinstance(value, str)]
    addresses = [value for value in (inner.get("@id"), inner.get("url"), item.get("url")) if isinstance(value, str)]
    return Step(" ".join(next(filter(None, names), "").split()), next(filter(None, addresses), ""))


def _is_page(step: Step, title: str, addresses: Sequence[str], *, alone: bool) -> bool:
    """Is this last step the page itself: by its address, by its name, or because it leads nowhere?"""
    if not step.address:
        return True
    if not alone and _last(step.address) in {_last(address) for address in addresses if address}:
        return True
    name, head = fold(step.name).rstrip(" .\u2026"), fold(title)
    return bool(head) and (head.startswith(name) or name.startswith(head)) and len(name) >= min(_SAME, len(head))


def _is_front(address: str) -> bool:
    """Does an address lead to the front page, or to that of one language?"""
    path = _path(address)
    return not path or (len(path) == 2 and path.isalpha()) or path.partition(".")[0] in ("index", "home", "default")


def _last(address: str) -> str:
    return _path(address).rpartition("/")[2]


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.strip("/")
    except ValueError:
        return address
