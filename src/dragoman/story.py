"""Which articles tell the same thing, and whose words are they?

Two articles share a story where they hold the same words, nearly the same words, or most of the words of the shorter;
where both are versions of one page; and where one says that it is a translation of an outlet's article and the record
holds exactly one article of that outlet, of those days, that tells the same events. Of the articles of a story the
first published that claims to be nobody else's is the original, the rest are its derivations.

Near text is found by sketches: the smallest hashes of all runs of five words. Hashes of two sketches below the bound
that both reach are a fair sample of both texts, so their overlap estimates that of the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple
from urllib.parse import urlsplit

from .fold import fold
from .ident import digest
from .language import load_common
from .model import Event, Mention, Reading, Story

SKETCH = 256
SHINGLE = 5
SIMILAR = 0.5
CONTAINED = 0.75
_ENOUGH = 8
_CROWD = 200
_DAYS = timedelta(days=4)
_TOLD_ALIKE = 0.3
_TOLD_TOGETHER = 2


class Sketch(NamedTuple):
    """The smallest shingle hashes of a text, ascending, and the largest hash up to which they are all there."""

    hashes: tuple[int, ...]
    bound: int


class Overlap(NamedTuple):
    """Estimates: shared shingles over all of both, over the first's, over the second's."""

    similar: float
    first: float
    second: float


def stories(readings: Iterable[Reading]) -> tuple[Story, ...]:
    """Return the stories of some readings, each article in one: ordered by the first article's date, then by id.

    ``Story.articles`` are pairs of article id and derivation, the original first with "".

    >>> stories(())
    ()
    """
    texts = {reading.article.id: reading for reading in readings}
    ordered = sorted(texts.values(), key=_age)
    groups = _Groups(len(ordered))
    for first, second in _pairs(ordered):
        groups.join(first, second)
    told = [_story([ordered[index] for index in group]) for group in groups]
    dates = {reading.article.id: _age(reading) for reading in ordered}
    return tuple(sorted(told, key=lambda story: dates[story.original]))


def originals(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the id of each article's original: its own where it is one."""
    return {article: story.original for story in stories(readings) for article, _ in story.articles}


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; a text shorter than a run of words is one shingle.

    >>> len(sketch("one two three four five six").hashes)
    2
    """
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = sorted({int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs})
    return Sketch(tuple(hashes[:SKETCH]), hashes[SKETCH - 1] if len(hashes) > SKETCH else (1 << 64) - 1)


def overlap(first: Sketch, second: Sketch) -> Overlap:
    """Return how much of each other's words two texts hold; nothing where the sketches are too small to tell.

    >>> overlap(sketch("a b c d e f"), sketch("u v w x y z"))
    Overlap(similar=0.0, first=0.0, second=0.0)
    """
    bound = min(first.bound, second.bound)
    mine = {value for value in first.hashes if value <= bound}
    theirs = {value for value in second.hashes if value <= bound}
    shared = len(mine & theirs)
    if min(len(mine), len(theirs)) < _ENOUGH:
        return Overlap(0.0, 0.0, 0.0)
    return Overlap(shared / len(mine | theirs), shared / len(mine), shared / len(theirs))


# --- who belongs together -----------------------------------------------------------------------------------------


def _pairs(ordered: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles, by position, that belong to one story."""
    sketches = [sketch(reading.article.text) for reading in ordered]
    yield from _alike(ordered)
    for first, second in _candidates(sketches):
        share = overlap(sketches[first], sketches[second])
        if share.similar >= SIMILAR or max(share.first, share.second) >= CONTAINED:
            yield first, second
    yield from _named(ordered)


def _alike(ordered: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield the articles with the same words, and the versions of one page."""
    same: dict[str, int] = {}
    for index, reading in enumerate(ordered):
        article = reading.article
        for key in (_words_key(article.text), article.url and f"url {address(article.url)}"):
            if key:
                yield same.setdefault(key, index), index


def _words_key(text: str) -> str:
    return digest("words", *"".join(c if c.isalnum() else " " for c in fold(text)).split())


def address(url: str) -> str:
    """Return an address without scheme, ``www.``, query, fragment and last slash.

    >>> address("https://www.example.org/news/1/?from=rss#top")
    'example.org/news/1'
    """
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = (parts.hostname or "").removeprefix("www.")
    return host + parts.path.rstrip("/")


def _candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a hash not found in a crowd of articles, in order."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(sketches):
        for value in one.hashes:
            holders[value].append(index)
    pairs = {pair for held in holders.values() if 1 < len(held) <= _CROWD for pair in combinations(held, 2)}
    yield from sorted(pairs)


def _named(ordered: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield the articles that name another of the record as their source, if just one fits."""
    by_address = {address(r.article.url): i for i, r in enumerate(ordered) if r.article.url}
    coded = [_coded(reading) for reading in ordered]
    for index, reading in enumerate(ordered):
        for source in (reading.article.is_based_on, reading.article.translation_of_work):
            if not source:
                continue
            if "/" in source:
                fitting = [by_address[address(source)]] if address(source) in by_address else []
            else:
                fitting = [
                    other
                    for other in range(len(ordered))
                    if other != index
                    and publisher_is(ordered[other], source)
                    and _near(reading, ordered[other])
                    and _tell_alike(coded[index], coded[other])
                ]
            if len(fitting) == 1 and fitting[0] != index:
                yield fitting[0], index


def publisher_is(reading: Reading, outlet: str) -> bool:
    """Tell whether an article stands on an outlet's own pages."""
    article = reading.article
    known = load_common().outlets.get(outlet)
    host = address(article.url).partition("/")[0] if article.url else ""
    home = known.domain if known else ""
    return article.publisher == outlet or bool(home and (host == home or host.endswith(f".{home}")))


def _near(first: Reading, second: Reading) -> bool:
    try:
        days = [date.fromisoformat(r.article.date_published[:10]) for r in (first, second)]
    except ValueError:
        return False
    return abs(days[0] - days[1]) <= _DAYS


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
    """Positions joined into groups; iterating gives the groups, each ascending, by their first member."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self.parent[high] = low

    def __iter__(self) -> Iterator[list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self.parent)):
            members[self.find(index)].append(index)
        yield from (members[root] for root in sorted(members))


# --- the story ----------------------------------------------------------------------------------------------------


def _age(reading: Reading) -> tuple[str, str]:
    return reading.article.date_published or "9999", reading.article.id


def _story(members: Sequence[Reading]) -> Story:
    """Return the story of some articles, oldest first."""
    own = [r for r in members if not (r.article.derivation or r.article.is_based_on or r.article.translation_of_work)]
    original = (own or list(members))[0]
    rest = [reading for reading in members if reading is not original]
    pairs = ((original.article.id, ""), *((r.article.id, _derivation(original, r)) for r in rest))
    return Story(id=digest("story", original.article.id), original=original.article.id, articles=pairs)


def _derivation(original: Reading, copy: Reading) -> str:
    """Return what a copy is to the original: what it says of itself, else what the words tell."""
    mine, theirs = original.article, copy.article
    if theirs.derivation:
        return theirs.derivation
    if mine.url and theirs.url and address(mine.url) == address(theirs.url):
        return "revision"
    if mine.in_language and theirs.in_language and mine.in_language != theirs.in_language:
        return "translated"
    if _words_key(mine.text) == _words_key(theirs.text):
        return "syndicated"
    share = overlap(sketch(mine.text), sketch(theirs.text))
    if share.second >= CONTAINED and share.first < share.second and len(theirs.text) < len(mine.text) * CONTAINED:
        return "shortened"
    return "syndicated" if share.similar >= SIMILAR else "quoted"
