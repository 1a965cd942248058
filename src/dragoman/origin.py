"""Whose words are these?

A page may print its own report, an agency's, or a translation of somebody else's. Contributor lines, agency
datelines, "Source:" lines and "told <outlet>" each speak for an outlet with a weight; weights add up as independent
evidence, and an outlet is named only where they are strong enough. Signs of machine translation (boilerplate of an
English newsroom word for word, torn sentences, plugin lines in another script) and of spinning (offices and bodies
under names that only a table of synonyms gives them, words of two scripts, unseen letters) are listed with their
scores. They are evidence, never a verdict on who wrote the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from .bylines import person_names
from .fold import fold
from .furniture import Furniture, Sign, find_signs, match_line
from .model import Article, Block, Evidence, Span
from .pagedates import day_of, find_date

_ENOUGH = 0.6
_ELSEWHERE = frozenset({"read-also", "related", "comment-form", "share", "newsletter", "advert", "caption"})
_TOKENS = 5
_REACH = 70
_CREDIT = 0.6
_TORN = re.compile(r"[.!?]\s+(?P<piece>[^\W\d_A-Z]\w{2,}(?:\s\w+){0,2})\.\s+(?=\w)")
_DOUBLE = re.compile(r"(?P<piece>(?<!\.)\.\.)(?!\.)\s")
_BEFORE = re.compile(r"\w{4}[\"\u00bb\u201d]?$")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED = re.compile(
    r"\b[\u0400-\u04ff]+[A-Za-z]+[\u0400-\u04ff]+\w*\b"
    r"|\b[A-Za-z]+[\u0400-\u04ff]+[A-Za-z]+\w*\b"
    r"|\b[aceiopxyACEHIKMOPTXB][\u0430-\u045f]{2,}\b"
)
_UNSEEN = re.compile(r"\w+[\u200b-\u200d\u2060\ufeff]\w+")
_MIXED_SCORE, _UNSEEN_SCORE, _MOST_LETTERS = 0.1, 0.15, 5
_TORN_SCORE, _DOUBLE_SCORE, _FOREIGN_LINE, _FOREIGN_NAME = 0.25, 0.1, 0.15, 0.3
_TRIM = " \t\n.,;:!?()[]\"'\u00ab\u00bb\u201c\u201d\u2019"


class Lead(NamedTuple):
    """One piece of evidence for an outlet: its id, the name as written, and where."""

    outlet: str
    name: str
    evidence: Evidence


def find_origin(
    article: Article, furniture: Furniture, outlets: Mapping[str, str], *, domains: Mapping[str, str] | None = None
) -> Article:
    """Return the article with contributor, publisher, is_based_on, derivation, anchor and the evidence for them.

    ``outlets`` maps folded names (all forms) to outlet ids; ``domains`` maps hosts to outlet ids.

    >>> from dragoman.furniture import load_furniture
    >>> find_origin(Article(id="a", text="Rain."), load_furniture([]), {}).derivation
    ''
    """
    folded = fold(article.text)
    contributors = _contributors(article, furniture)
    found = tuple(sign for sign in find_signs(article.text, furniture, folded=folded))
    leads = tuple(_leads(article, furniture, outlets, found))
    signs = tuple(_translation_signs(article, found, leads))
    own = _own_outlet(article, outlets, domains or {})
    spun = tuple(_spin_signs(article, found))
    leads += tuple(_credited(article, outlets, own))
    outlet = _decided(leads)
    foreign = bool(outlet) and outlet != own
    translated = foreign and _joint(signs) >= _ENOUGH
    stated = _stated_translation(article, found)
    anchor, rule = _anchor(article, furniture, found)
    evidence = sorted(
        [lead.evidence for lead in leads] + list(signs) + list(spun) + list(stated),
        key=lambda e: (e.span.start, e.span.end, e.rule),
    )
    copied = translated or (foreign and bool(own or article.publisher or article.url))
    return msgspec.structs.replace(
        article,
        contributor=article.contributor + tuple(n for n in contributors if n not in article.contributor),
        publisher=article.publisher or ("" if copied or not outlet else _display(outlet, leads)),
        is_based_on=article.is_based_on or (_display(outlet, leads) if copied else ""),
        derivation=article.derivation or _derivation(translated or bool(stated), copied or bool(article.is_based_on)),
        anchor=anchor,
        anchor_rule=rule,
        origin=tuple(evidence),
    )


def _derivation(translated: bool, copied: bool) -> str:
    return "translated" if translated else "syndicated" if copied else ""


def _contributors(article: Article, furniture: Furniture) -> tuple[str, ...]:
    """Return the names in contributor lines, in text order, in the nominative."""
    names: list[str] = []
    for block in article.blocks:
        if block.kind not in ("contributors", "update-notice") or block.span is None:
            continue
        words = article.text[block.span.start : block.span.end]
        found = match_line(words, furniture)
        if found and "names" in found.slots:
            slot = found.slots["names"]
            for name in person_names(words[slot.start : slot.end], furniture.naming, case=found.rule.case):
                if name not in names:
                    names.append(name)
    return tuple(names)


def _leads(
    article: Article, furniture: Furniture, outlets: Mapping[str, str], signs: tuple[Sign, ...]
) -> Iterator[Lead]:
    """Yield the evidence that speaks for an outlet."""
    for block in article.blocks:
        if block.kind == "contributors" and block.span is not None:
            words = article.text[block.span.start : block.span.end]
            found = match_line(words, furniture)
            if found and "outlet" in found.slots:
                start = block.span.start + found.slots["outlet"].start
                named = _named(article.text, start, outlets)
                if named:
                    evidence = Evidence(span=block.span, rule=found.rule.id, score=found.rule.weight)
                    yield Lead(named.outlet, named.name, evidence)
    taken: set[int] = set()
    for rule, span, slots in signs:
        if "outlet" not in slots or slots["outlet"].start in taken or not _in_words_of_page(span, article.blocks):
            continue
        named = _named(article.text, slots["outlet"].start, outlets)
        if named:
            taken.add(slots["outlet"].start)
            evidence = Evidence(span=Span(span.start, max(span.end, named.end)), rule=rule.id, score=rule.weight)
            yield Lead(named.outlet, named.name, evidence)


def _credited(article: Article, outlets: Mapping[str, str], own: str) -> Iterator[Lead]:
    """Yield the agencies that the page's metadata names as author, where the text shows the name too."""
    for name in article.author:
        outlet = outlets.get(fold(name), "")
        start = article.text.find(name)
        if outlet and own and outlet != own and start >= 0:
            evidence = Evidence(span=Span(start, start + len(name)), rule="page.author-outlet", score=_CREDIT)
            yield Lead(outlet, name, evidence)


class Named(NamedTuple):
    """An outlet named in the text: its id, the name as written, and where the name ends."""

    outlet: str
    name: str
    end: int


def _named(text: str, start: int, outlets: Mapping[str, str]) -> Named | None:
    """Return the outlet that stands at ``start``, one small word before it allowed."""
    words = list(re.finditer(r"\S+", text[start : start + _REACH]))
    for first in (0, 1):
        if first and (not words or not words[0][0][0].islower()):
            return None
        for last in range(min(len(words), first + _TOKENS), first, -1):
            raw = text[start + words[first].start() : start + words[last - 1].end()]
            name = raw.strip(_TRIM)
            outlet = outlets.get(fold(name)) if name[:1].isupper() or name[:1].isdigit() else ""
            if outlet:
                return Named(outlet, name, start + words[last - 1].end() - len(raw) + len(raw.rstrip(_TRIM)))
    return None


def _in_words_of_page(span: Span, blocks: tuple[Block, ...]) -> bool:
    """Does the sign stand in the article or its own notices, not in other headlines or comments?"""
    for block in blocks:
        if block.span and block.span.start <= span.start < block.span.end:
            return block.kind not in _ELSEWHERE
    return True


def _decided(leads: tuple[Lead, ...]) -> str:
    """Return the one outlet whose evidence is strong enough and stronger than any other's, or ""."""
    by_outlet: dict[str, list[Evidence]] = {}
    for lead in leads:
        by_outlet.setdefault(lead.outlet, []).append(lead.evidence)
    scores = sorted(((_joint(tuple(found)), outlet) for outlet, found in by_outlet.items()), reverse=True)
    if not scores or scores[0][0] < _ENOUGH or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return ""
    return scores[0][1]


def _joint(evidence: tuple[Evidence, ...]) -> float:
    """Return the weight of independent pieces of evidence together."""
    doubt = 1.0
    for piece in evidence:
        doubt *= 1.0 - (piece.score or 0.0)
    return 1.0 - doubt


def _display(outlet: str, leads: tuple[Lead, ...]) -> str:
    """Return the outlet's id, spelled as the page spells it where that is the same word."""
    for lead in leads:
        if lead.outlet == outlet and fold(lead.name) == fold(outlet):
            return lead.name
    return outlet


def _own_outlet(article: Article, outlets: Mapping[str, str], domains: Mapping[str, str]) -> str:
    """Return the id of the outlet whose page this is, by its host or its publisher, or ""."""
    host = _host(article.url).removeprefix("www.")
    while host:
        if host in domains:
            return domains[host]
        host = host.partition(".")[2]
    return outlets.get(fold(article.publisher), "") if article.publisher else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _translation_signs(article: Article, signs: tuple[Sign, ...], leads: tuple[Lead, ...]) -> Iterator[Evidence]:
    """Yield what makes the text look translated by a machine, each with its score."""
    text = article.text
    for rule, span, _ in signs:
        if rule.sign == "calque":
            yield Evidence(span=span, rule=rule.id, score=rule.weight)
    for pattern, rule_id, score in (
        (_TORN, "page.torn-sentence", _TORN_SCORE),
        (_DOUBLE, "page.double-stop", _DOUBLE_SCORE),
    ):
        for found in pattern.finditer(text):
            broken = found["piece"][0].islower() or found["piece"][0] == "."
            if broken and _BEFORE.search(text, max(0, found.start() - 8), found.start()):
                yield Evidence(span=Span(found.start("piece"), found.end("piece")), rule=rule_id, score=score)
    if not _cyrillic(text):
        return
    for block in article.blocks:
        if block.span and block.reason and block.kind in ("read-also", "related", "author-box"):
            words = text[block.span.start : block.span.end]
            if words[:4].isascii() and words[:1].isalpha():
                yield Evidence(span=block.span, rule="page.foreign-line", score=_FOREIGN_LINE)
    for lead in leads:
        if lead.evidence.rule.endswith("contributors") and lead.name.isascii():
            yield Evidence(span=lead.evidence.span, rule="page.foreign-newsroom", score=_FOREIGN_NAME)


def _spin_signs(article: Article, signs: tuple[Sign, ...]) -> Iterator[Evidence]:
    """Yield what makes the text look spun: tortured names, words of two scripts, unseen letters."""
    for rule, span, _ in signs:
        if rule.sign == "spun":
            yield Evidence(span=span, rule=rule.id, score=rule.weight)
    for pattern, rule_id, score in (
        (_MIXED, "page.mixed-script", _MIXED_SCORE),
        (_UNSEEN, "page.unseen-letter", _UNSEEN_SCORE),
    ):
        for found in islice(pattern.finditer(article.text), _MOST_LETTERS):
            yield Evidence(span=Span(found.start(), found.end()), rule=rule_id, score=score)


def _stated_translation(article: Article, signs: tuple[Sign, ...]) -> tuple[Evidence, ...]:
    """Return where the page itself says that it is a translation."""
    return tuple(
        Evidence(span=span, rule=rule.id, score=rule.weight)
        for rule, span, _ in signs
        if rule.sign == "translated" and _in_words_of_page(span, article.blocks)
    )


def _anchor(article: Article, furniture: Furniture, signs: tuple[Sign, ...]) -> tuple[str, str]:
    """Return the date that relative times are resolved against: the original's where it is told, else the page's."""
    for rule, _, slots in signs:
        if rule.sign == "original-date" and "date" in slots:
            slot = slots["date"]
            date = find_date(article.text[slot.start : slot.end], furniture.months)
            if date:
                return day_of(date), rule.id
    if article.anchor:
        return article.anchor, article.anchor_rule
    return (day_of(article.date_published), "page.published") if article.date_published else ("", "")


def _cyrillic(text: str) -> bool:
    sample = text[:4000]
    return len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))
