"""Which articles tell the same thing, and whose words are they?

Two articles share a story where they hold the same words, nearly the same words, or most of the words of the shorter;
where both are versions of one page, or of one outlet's report; where one is the other in other words, translated or
spun; where one quotes a passage of the other; and where one says that it is a translation of an outlet's article and
the record holds exactly one article of that outlet, of those days, that tells the same events. Two articles that look
alike and tell of different events never share a story, whatever they share with a third. Of the articles of a story the
first that shows no sign of being somebody else's is the original, the rest are its derivations.

Candidates come from the signatures of their words, from runs of words that few articles hold, and from names, numbers
and days that few articles of the same weeks tell: no article is compared with all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from .alike import (
    CONTAINED,
    NEWS_DAYS,
    REVISED,
    Told,
    are_apart,
    days_between,
    is_kin,
    is_near,
    is_turned,
    overlap,
    prose,
    publisher_is,
    quoted_span,
    same_outlet,
    tell,
)
from .candidates import kin_pairs, word_pairs
from .ident import digest
from .model import Event, Mention, Reading, Span, Statement, Story

_SIGNS = re.compile(r"^page\.(?:torn|double|foreign|mixed|unseen)|\.(?:calque|spun)\b")
_DAYS = 4
_TOLD_ALIKE = 0.3
_TOLD_TOGETHER = 2
_REVISION_DAYS = 2
_TWINS, _SURE, _NAMED, _KIN, _QUOTED = 5.0, 3.0, 2.0, 1.0, 0.0


class Link(NamedTuple):
    """Two articles of one story, by position, the older (or the quoted) first, and how sure that is."""

    first: int
    second: int
    strength: float


def stories(readings: Iterable[Reading]) -> tuple[Story, ...]:
    """Return the stories of some readings, each article in one: ordered by the original's date, then by id.

    ``Story.articles`` are pairs of article id and derivation, the original first with "".

    >>> stories(())
    ()
    """
    return tuple(told.story for told in _told_stories(readings))


def originals(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the id of each article's original: its own where it is one."""
    return {article: story.original for story in stories(readings) for article, _ in story.articles}


def told_once(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the readings that lists count, so that each story has one vote, by date, then by id.

    A story is told by its original, or by the last version of it that its own outlet published. An article that quotes
    the original keeps its vote for what it says itself: events and statements of the quoted passage are taken out.

    >>> told_once(())
    ()
    """
    kept: list[Reading] = []
    for told in _told_stories(readings):
        kept += told.votes
    return tuple(sorted(kept, key=_age))


class _TellsOnce(NamedTuple):
    """A story, and the readings that speak for it."""

    story: Story
    votes: tuple[Reading, ...]


def _told_stories(readings: Iterable[Reading]) -> list[_TellsOnce]:
    """Return the stories with their votes, by the age of the original."""
    unique = {reading.article.id: reading for reading in readings}
    told = tell(sorted(unique.values(), key=_age))
    links, enemies = _links(told)
    groups = _Groups(len(told), enemies)
    for link in sorted(links, key=lambda link: (-link.strength, link.first, link.second)):
        groups.join(link.first, link.second)
    quoting = {told[link.second].article.id for link in links if link.strength == _QUOTED}
    found = [_story([told[index] for index in group], quoting) for group in groups]
    return sorted(found, key=lambda one: _age(unique[one.story.original]))


# --- who belongs together -----------------------------------------------------------------------------------------


def _links(told: Sequence[Told]) -> tuple[list[Link], set[tuple[int, int]]]:
    """Return the pairs that belong to one story, and the pairs that must not."""
    links = [*_alike(told), *_twins(told)]
    twins = {link.second for link in links if link.strength == _TWINS}
    enemies: set[tuple[int, int]] = set()
    for first, second in word_pairs(told, [index for index in range(len(told)) if index not in twins]):
        strength = _by_words(told[first], told[second])
        if strength is None:
            enemies.add((first, second))
        elif strength > 0:
            links.append(Link(first, second, strength))
        elif quoted_span(told[first].article, told[second].article):
            links.append(Link(first, second, _QUOTED))
        elif _within(told[first], told[second], 0) and quoted_span(told[second].article, told[first].article):
            links.append(Link(second, first, _QUOTED))
    groups = _Groups(len(told), enemies)
    for link in links:
        if link.strength >= _SURE:
            groups.join(link.first, link.second)
    leaders = [max(group, key=lambda index: (len(told[index].runs), -index)) for group in groups]
    for first, second in kin_pairs(told, leaders):
        one, other = told[first], told[second]
        if (first, second) not in enemies and _within(one, other, NEWS_DAYS) and is_kin(one, other):
            if one.article.in_language == other.article.in_language and are_apart(one.reading, other.reading):
                enemies.add((first, second))
            else:
                links.append(Link(first, second, _KIN))
    return [*links, *_named(told)], enemies


def _by_words(one: Told, other: Told) -> float | None:
    """Return how surely two articles that share words belong together: 0 for not by their words, None for never."""
    share = overlap(one.runs, other.runs)
    if is_near(share) or _is_revised(one, other, share.similar):
        if _address(one) and _address(one) == _address(other):
            return _SURE + 1
        return None if are_apart(one.reading, other.reading) else _SURE + max(share)
    return 0.0


def _twins(told: Sequence[Told]) -> Iterator[Link]:
    """Yield the articles with the same runs of words, each with the oldest."""
    same: dict[bytes, int] = {}
    for index, one in enumerate(told):
        first = same.setdefault(one.runs.tobytes(), index)
        if first != index and len(one.runs):
            close = _within(told[first], one, NEWS_DAYS)
            if close or not are_apart(told[first].reading, one.reading):
                yield Link(first, index, _TWINS)


def _is_revised(one: Told, other: Told, similar: float) -> bool:
    return similar >= REVISED and same_outlet(one.article, other.article) and _within(one, other, _REVISION_DAYS)


def _within(one: Told, other: Told, days: int) -> bool:
    return (days_between(one.reading, other.reading) or 0) <= days


def _alike(told: Sequence[Told]) -> Iterator[Link]:
    """Yield the versions of one page: of one address, or of one but for its query where words are shared."""
    same: dict[str, int] = {}
    for index, one in enumerate(told):
        key = _address(one)
        if not key:
            continue
        exact = same.setdefault(f"{key}?{urlsplit(one.article.url).query}", index)
        first = same.setdefault(key, index)
        if exact != index:
            yield Link(exact, index, _SURE + 1)
        elif first != index and max(overlap(told[first].runs, one.runs)) >= REVISED:
            yield Link(first, index, _SURE + 1)


def _address(told: Told) -> str:
    """Return the address of an article's page, "" where it is none or a site's front page."""
    key = address(told.article.url) if told.article.url else ""
    return key if "/" in key else ""


def address(url: str) -> str:
    """Return an address without scheme, ``www.``, query, fragment and last slash.

    >>> address("https://www.example.org/news/1/?from=rss#top")
    'example.org/news/1'
    """
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = (parts.hostname or "").removeprefix("www.")
    return host + parts.path.rstrip("/")


def _named(told: Sequence[Told]) -> Iterator[Link]:
    """Yield the articles that name another of the record as their source, if just one fits."""
    by_address = {_address(one): index for index, one in enumerate(told) if _address(one)}
    coded = [_coded(one.reading) for one in told]
    for index, one in enumerate(told):
        for source in (one.article.is_based_on, one.article.translation_of_work):
            if not source:
                continue
            if "/" in source:
                fitting = [by_address[address(source)]] if address(source) in by_address else []
            else:
                fitting = [
                    other
                    for other in range(len(told))
                    if other != index
                    and publisher_is(told[other].reading, source)
                    and (days_between(one.reading, told[other].reading) or 0) <= _DAYS
                    and _tell_alike(coded[index], coded[other])
                ]
            if len(fitting) == 1 and fitting[0] != index:
                yield Link(min(fitting[0], index), max(fitting[0], index), _NAMED)


def _coded(reading: Reading) -> frozenset[tuple[str, ...]]:
    """Return what an article tells, in codes: comparable across languages."""
    countries = {actor.id: actor.country for actor in reading.actors}
    named = {fact.id: countries.get(fact.actor, "") for fact in reading.facts if isinstance(fact, Mention)}
    return frozenset(
        (fact.event, *sorted({named.get(key, "") for key in (*fact.actor, *fact.recipient)}))
        for fact in reading.facts
        if isinstance(fact, Event)
    )


def _tell_alike(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> bool:
    shared = len(first & second)
    return shared >= _TOLD_TOGETHER and shared / len(first | second) >= _TOLD_ALIKE


class _Groups:
    """Positions joined into groups, never two enemies into one; iterating gives the groups, by their first member."""

    def __init__(self, size: int, enemies: Iterable[tuple[int, int]]) -> None:
        self.parent = list(range(size))
        self.members = [{index} for index in range(size)]
        self.enemies: list[set[int]] = [set() for _ in range(size)]
        for first, second in enemies:
            self.enemies[first].add(second)
            self.enemies[second].add(first)

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, first: int, second: int) -> None:
        """Join the groups of two positions, unless an enemy of one stands in the other."""
        low, high = sorted((self.find(first), self.find(second)))
        if low == high or self.enemies[low] & self.members[high] or self.enemies[high] & self.members[low]:
            return
        self.parent[high] = low
        self.members[low] |= self.members[high]
        self.enemies[low] |= self.enemies[high]

    def __iter__(self) -> Iterator[list[int]]:
        roots = sorted({self.find(index) for index in range(len(self.parent))})
        yield from (sorted(self.members[root]) for root in roots)


# --- the story ----------------------------------------------------------------------------------------------------


def _age(reading: Reading) -> tuple[str, str]:
    return reading.article.date_published or "9999", reading.article.id


def _story(members: Sequence[Told], quoting: Set[str]) -> _TellsOnce:
    """Return the story of some articles, oldest first; ``quoting`` are the ids of those that quote another."""
    original = min(_first_versions(members), key=lambda one: _claim(one, quoting))
    rest = [one for one in members if one is not original]
    kinds = [(one, _derivation(original, one)) for one in rest]
    key = original.article.id
    pairs = ((key, ""), *((one.article.id, kind) for one, kind in kinds))
    return _TellsOnce(Story(id=digest("story", key), original=key, articles=pairs), _votes(original, kinds))


def _first_versions(members: Sequence[Told]) -> list[Told]:
    """Return the first version of each outlet: the oldest, and of one day the shortest, as reports grow."""
    kept: list[Told] = []
    for one in sorted(members, key=lambda one: (_dated(one), len(prose(one.article)), one.article.id)):
        if not any(same_outlet(one.article, other.article) for other in kept):
            kept.append(one)
    return kept


def _dated(told: Told) -> tuple[str, str]:
    return told.article.date_published or "9999", told.article.date_modified


def _claim(told: Told, quoting: Set[str]) -> tuple[bool, str, bool, float, int, str]:
    """Return how far an article is from being the original: a copy by its own words, late, quoting, spun, cut."""
    article = told.article
    copied = bool(article.derivation or article.is_based_on or article.translation_of_work)
    signs = sum(evidence.score or 0.0 for evidence in article.origin if _SIGNS.search(evidence.rule))
    return copied, article.date_published or "9999", article.id in quoting, signs, -len(article.text), article.id


def _derivation(original: Told, copy: Told) -> str:
    """Return what a copy is to the original: what it says of itself, else what the words tell."""
    mine, theirs = original.article, copy.article
    if theirs.derivation:
        return theirs.derivation
    if mine.in_language and theirs.in_language and mine.in_language != theirs.in_language:
        return "translated"
    if _address(original) and _address(original) == _address(copy):
        return "revision"
    if original.runs.tobytes() == copy.runs.tobytes():
        return "syndicated"
    share = overlap(original.runs, copy.runs)
    if share.similar >= REVISED and same_outlet(mine, theirs):
        return "revision"
    if share.second >= CONTAINED and share.first < share.second and len(prose(theirs)) < len(prose(mine)) * CONTAINED:
        return "shortened"
    if is_near(share):
        return "spun" if is_turned(mine, theirs) else "syndicated"
    return "quoted" if quoted_span(mine, theirs) else "spun"


def _votes(original: Told, rest: Sequence[tuple[Told, str]]) -> tuple[Reading, ...]:
    """Return the readings that speak for a story: the last version of the original, and what quoting articles add."""
    versions = [
        original,
        *(one for one, kind in rest if kind == "revision" and same_outlet(original.article, one.article)),
    ]
    last = max(
        versions, key=lambda one: (one.article.date_published or "", one.article.date_modified, versions.index(one))
    )
    quoting = [(one, quoted_span(original.article, one.article)) for one, kind in rest if kind == "quoted"]
    return (last.reading, *(_without(one.reading, span) for one, span in quoting if span))


def _without(reading: Reading, span: Span) -> Reading:
    """Return a reading without the events and statements of a passage."""
    kept = tuple(
        fact
        for fact in reading.facts
        if not isinstance(fact, Event | Statement) or not span.start <= fact.evidence.span.start < span.end
    )
    return replace(reading, facts=kept)
