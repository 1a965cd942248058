"""What does a page say about itself?

Four vocabularies say the same things: JSON-LD (in a graph, in lists, sometimes broken), meta elements (Open Graph,
Dublin Core and the like), microdata, and links. They are read once into one record of candidates, in order of trust;
what the visible page says (bylines, date lines) is added by the caller where this is silent.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .pagedates import find_date
from .pagesection import Step, trail_of

_TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "title")
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date",
    "dc.date", "dc.date.created", "publish-date", "publish_date", "published_time", "pubdate", "publication_date",
    "article.published", "date", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "last-modified-date", "datecreated", "article:created", "bt:pubdate", "displaydate",
    "ptime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "article.updated",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "article:author_name", "cxenseparse:author", "authors", "article.author", "og:article:author", "creator",
    "twitter:data1", "rbauthors", "og:author",
)  # fmt: skip
_LEADS = ("og:description", "description", "twitter:description")
_PUBLISHERS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
_SECTIONS = (
    "article:section", "og:article:section", "article.section", "parsely-section", "prism.section", "og:section",
    "section", "page.section",
)  # fmt: skip
_LANGUAGES = ("og:locale", "language", "dc.language")
_ADDRESSES = ("og:url",)
_READ = frozenset(
    (
        *_TITLES, *_PUBLISHED, *_MODIFIED, *_AUTHORS, *_LEADS, *_PUBLISHERS, *_SECTIONS, *_LANGUAGES, *_ADDRESSES,
    )
)  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Analysis|Review|LiveBlog)")
_COMMA = re.compile(r",(\s*[\]}])")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$")
_DEEP = 8


class Meta(NamedTuple):
    """Candidates for each property, the most trusted first; absent is empty."""

    titles: tuple[str, ...]
    authors: tuple[tuple[str, ...], ...]
    published: str
    modified: str
    publisher: str
    language: str
    canonical: str
    based_on: str
    translation_of: str
    contributors: tuple[str, ...]
    section: str
    trail: tuple[Step, ...]
    lead: str
    live: bool


def read_meta(parser: LexborHTMLParser, marks: Sequence[LexborNode], months: Mapping[str, int]) -> Meta:
    """Return what the page's head says, and the meta elements and scripts of its body (``marks``).

    >>> read_meta(LexborHTMLParser('<meta property="og:title" content="Rain">'), (), {}).titles
    ('Rain',)
    """
    head = parser.head
    speaking = [*(head.css("meta, script") if head is not None else ()), *marks]
    said = _meta_elements(node for node in speaking if node.tag == "meta")
    nodes = list(_linked_data(node for node in speaking if node.tag == "script"))
    articles = [node for node in nodes if _ARTICLE.search(_type(node))]
    others = [node for node in nodes if not _ARTICLE.search(_type(node))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    heads = [text for node in articles for text in (_text(node.get("headline")), _text(node.get("name"))) if text]
    shown = [said[name] for name in _TITLES if name in said]
    title = parser.css_first("title")
    if title is not None:
        shown.append([_clean(title.text())])
    return Meta(
        titles=tuple(filter(None, [*heads[:1], *(row[0] for row in shown)])),
        authors=tuple(filter(None, [_authors(articles, by_id), *(_listed(said.get(name, [])) for name in _AUTHORS)])),
        published=_first_date(
            [
                *_values(articles, "datePublished"),
                *_said(said, _PUBLISHED),
                *_values(articles, "dateCreated", "uploadDate"),
                *_values(others, "datePublished"),
            ],
            months,
        ),
        modified=_first_date(
            [*_values(articles, "dateModified"), *_said(said, _MODIFIED), *_values(others, "dateModified")], months
        ),
        publisher=next(filter(None, [*_names(articles, "publisher", by_id), *_said(said, _PUBLISHERS)]), ""),
        language=_language(parser, articles, said),
        canonical=_canonical(parser, said),
        based_on=next(iter(_urls(articles, "isBasedOn")), ""),
        translation_of=next(iter(_urls(articles, "translationOfWork")), ""),
        contributors=tuple(_names(articles, "contributor", by_id)),
        section=next(
            filter(None, [_text(node.get("articleSection")) for node in articles] + _said(said, _SECTIONS)),
            "",
        ),
        trail=trail_of(node for node in others if "BreadcrumbList" in _type(node)),
        lead=next(iter(_said(said, _LEADS)), ""),
        live=any("LiveBlog" in _type(node) for node in articles),
    )


def _meta_elements(elements: Iterable[LexborNode]) -> dict[str, list[str]]:
    """Return the contents of the meta elements that tell something, by name in small letters."""
    said: dict[str, list[str]] = {}
    for node in elements:
        attributes = node.attributes
        wanted = [
            name
            for key in ("property", "name", "itemprop")
            if (name := (attributes.get(key) or "").strip().lower()) in _READ
        ]
        content = _clean(attributes.get("content") or "") if wanted else ""
        for name in wanted if content else ():
            said.setdefault(name, []).append(content)
    return said


def _linked_data(scripts: Iterable[LexborNode]) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD."""
    for script in scripts:
        if "ld+json" not in (script.attributes.get("type") or ""):
            continue
        yield from _objects(_parse(script.text()), 0)


def _parse(text: str) -> Any:  # noqa: ANN401 - JSON holds anything
    """Parse JSON as pages write it: with stray commas, raw line breaks, comments around it, escaped twice."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    for attempt in (lambda t: t, _mended, lambda t: _mended(html.unescape(t))):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    return _COMMA.sub(r"\1", _CONTROL.sub(" ", _WRAPPED.sub("", text.strip()))).strip().rstrip(";,")


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON holds anything
    """Yield the objects of a JSON-LD value: itself, its graph, its main entity."""
    if depth > _DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "breadcrumb", "mainEntityOfPage"):
            if key != "mainEntityOfPage" or "headline" not in value:
                yield from _objects(value.get(key), depth + 1)


def _type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _text(value: Any) -> str:  # noqa: ANN401 - JSON holds anything
    """Return a JSON-LD value as text: a string, the first of a list, the name or value of an object."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value") or "")
    return _clean(value) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    return " ".join((html.unescape(text) if "&" in text else text).split()) if text else ""


def _names(nodes: list[dict[str, Any]], key: str, by_id: Mapping[str, dict[str, Any]]) -> list[str]:
    """Return the names under ``key``, references followed."""
    names: list[str] = []
    for node in nodes:
        value = node.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "name" not in item and item.get("@id") in by_id:
                item = by_id[item["@id"]]
            if isinstance(item, dict) and isinstance(item.get("name"), list):
                names += [name for name in map(_text, item["name"]) if name and name not in names]
                continue
            name = _text(item)
            if name and name not in names:
                names.append(name)
    return names


def _authors(articles: list[dict[str, Any]], by_id: Mapping[str, dict[str, Any]]) -> tuple[str, ...]:
    """Return the authors of the first article that has any."""
    for node in articles:
        names = [
            name for name in _names([node], "author", by_id) or _names([node], "creator", by_id) if not _is_link(name)
        ]
        if names:
            return tuple(names)
    return ()


def _listed(values: list[str]) -> tuple[str, ...]:
    """Return author names of meta elements: addresses and handles are none, nor are times to read ("5 min")."""
    return tuple(
        value
        for value in values
        if not _is_link(value) and not value.startswith("@") and not value[:1].isdigit() and len(value) < 200
    )


def _is_link(text: str) -> bool:
    return "://" in text or text.startswith(("www.", "/"))


def _values(nodes: list[dict[str, Any]], *keys: str) -> list[str]:
    return [text for key in keys for node in nodes if (text := _text(node.get(key)))]


def _urls(nodes: list[dict[str, Any]], key: str) -> list[str]:
    """Return addresses (or names) under ``key``."""
    found = []
    for node in nodes:
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("url") or value.get("@id") or value.get("name")
        if isinstance(value, str) and value:
            found.append(value)
    return found


def _said(said: Mapping[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [said[name][0] for name in names if name in said]


def _first_date(values: Iterable[str], months: Mapping[str, int]) -> str:
    return next(filter(None, (find_date(value, months) for value in values)), "")


def _language(parser: LexborHTMLParser, articles: list[dict[str, Any]], said: Mapping[str, list[str]]) -> str:
    """Return the declared language as a bare code, "" where none is declared."""
    root = parser.css_first("html")
    declared = (root.attributes.get("lang") if root is not None else "") or ""
    values = [*_values(articles, "inLanguage"), declared, *_said(said, _LANGUAGES)]
    codes = [re.split(r"[-_]", value.strip().lower())[0] for value in values]
    return next((code for code in codes if len(code) in (2, 3) and code.isalpha()), "")


def _canonical(parser: LexborHTMLParser, said: Mapping[str, list[str]]) -> str:
    link = parser.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") if link is not None else "") or ""
    return address.strip() or next(iter(_said(said, _ADDRESSES)), "")
