"""Is one article made of another, or does it only look so?

Two articles are compared by their runs of words and, where the words have all been replaced, by their traces (names,
numbers, days, in the order of the paragraphs). Nearly the same words can also tell of another event: troops go home in
April, in December and in February, and the ministry's sentence is the same. Then dates and places decide: where the
words differ, one says another day or other names than the other, and the two are held apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

import numpy as np

from .fold import fold
from .language import known_languages, load_common
from .model import Article, Reading, Span, Time
from .near import Numbers, runs_of_words
from .traces import Kinship, Traced, find_traces, highest_kinship, kinship, prose_of, skeleton, traced

SIMILAR, CONTAINED, REVISED = 0.5, 0.75, 0.3
KIN_ALIKE, KIN_HELD, WORDS_KEPT = 0.55, 0.72, 0.5
NEWS_DAYS, FRESH_DAYS = 14, 4
QUOTED_WORDS = 20
_ENOUGH = 8
_SLOT = 25
_TEMPLATE = 80
_BATCH = 500
_SYNONYM, _TURNED = 3, 0.03
_STEM, _TITLE_LEAST = 3, 5
_WORD = re.compile(r"[^\W_]+")
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_QUOTE = re.compile('["\u00ab\u201c\u201e][^"\u00bb\u201d\u201c\n]*["\u00bb\u201d\u201c]')


class Told(NamedTuple):
    """A reading made ready for comparison: the hashes of its runs of words, ascending, and its traces."""

    reading: Reading
    runs: Numbers
    traced: Traced

    @property
    def article(self) -> Article:
        """Return the article read."""
        return self.reading.article


class Overlap(NamedTuple):
    """How many runs two articles share: over all of both, over the first's, over the second's."""

    similar: float
    first: float
    second: float


def tell(readings: Sequence[Reading]) -> tuple[Told, ...]:
    """Return readings made ready for comparison.

    >>> tell(())
    ()
    """
    runs: list[Numbers] = []
    for start in range(0, len(readings), _BATCH):
        texts = [prose(reading.article) for reading in readings[start : start + _BATCH]]
        found = runs_of_words(texts)
        edges = np.searchsorted(found.texts, np.arange(len(texts) + 1))
        runs += [np.unique(found.hashes[edges[n] : edges[n + 1]]) for n in range(len(texts))]
    return tuple(Told(reading, own, traced(reading)) for reading, own in zip(readings, runs, strict=True))


def prose(article: Article) -> str:
    """Return the paragraphs of an article; all of its text where it has none."""
    return "\n".join(article.text[span.start : span.end] for span in prose_of(article)) or article.text


def overlap(first: Numbers, second: Numbers) -> Overlap:
    """Return how much of each other's words two articles hold; nothing where they are too short to tell.

    >>> overlap(np.arange(10, dtype=np.uint64), np.arange(5, 15, dtype=np.uint64)).first
    0.5
    """
    if min(len(first), len(second)) < _ENOUGH:
        return Overlap(0.0, 0.0, 0.0)
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return Overlap(shared / (len(first) + len(second) - shared), shared / len(first), shared / len(second))


def is_near(share: Overlap) -> bool:
    """Tell whether two articles are mostly the same words, or one mostly a part of the other."""
    return share.similar >= SIMILAR or max(share.first, share.second) >= CONTAINED


def days_between(first: Reading, second: Reading) -> int | None:
    """Return how many days lie between two publications; None where one has no day."""
    try:
        one, other = (date.fromisoformat(r.article.date_published[:10]) for r in (first, second))
    except ValueError:
        return None
    return abs((one - other).days)


def same_outlet(first: Article, second: Article) -> bool:
    """Tell whether two articles stand on the pages of one outlet."""
    hosts = [host_of(article.url) for article in (first, second)]
    return bool(hosts[0] and hosts[0] == hosts[1]) or bool(first.publisher and first.publisher == second.publisher)


def host_of(url: str) -> str:
    """Return the host of an address without ``www.``.

    >>> host_of("https://www.example.org/news/1")
    'example.org'
    """
    return url.partition("//")[2].partition("/")[0].lower().removeprefix("www.")


# --- other words, the same report ---------------------------------------------------------------------------------


def is_kin(first: Told, second: Told) -> bool:
    """Tell whether the second is the first in other words: translated, or spun.

    Both tell the same names, numbers and days in the same order; within one language half of the words stand where
    they stood, which two newsrooms' own reports of one event do not reach. What is published later than the news of the
    week has to tell a day in common.
    """
    mine, theirs = _days(first), _days(second)
    late = (days_between(first.reading, second.reading) or 0) > FRESH_DAYS
    if _disjoint(mine, theirs) or (late and not mine & theirs) or same_outlet(first.article, second.article):
        return False
    if not _runs_alike(highest_kinship(first.traced, second.traced)):
        return False
    if not _runs_alike(kinship(first.traced, second.traced)):
        return False
    one_language = first.article.in_language == second.article.in_language
    return not one_language or words_kept(first.article, second.article) >= WORDS_KEPT


def _runs_alike(kin: Kinship) -> bool:
    return kin.alike >= KIN_ALIKE or kin.held >= KIN_HELD


def _days(told: Told) -> set[str]:
    return {key for keys in told.traced.paragraphs for key in keys if key.startswith("day:")}


def words_kept(first: Article, second: Article) -> float:
    """Return the share of the shorter article's words that stand in the other in the same order."""
    mine, theirs = ([word for word, _ in words_of(article)] for article in (first, second))
    matched = sum(block.size for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks())
    return matched / max(1, min(len(mine), len(theirs)))


def is_turned(first: Article, second: Article) -> bool:
    """Tell whether single words of an article are swapped all through another, as spinning programs do."""
    mine, theirs = ([word for word, _ in words_of(article)] for article in (first, second))
    codes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    single = [j1 for tag, i1, i2, j1, j2 in codes if tag == "replace" and max(i2 - i1, j2 - j1) <= _SYNONYM]
    thirds = {3 * place // max(1, len(theirs)) for place in single}
    return len(single) >= _TURNED * min(len(mine), len(theirs)) and len(thirds) == 3


def words_of(article: Article) -> list[tuple[str, Span]]:
    """Return the folded words of an article's paragraphs with their spans."""
    folded = fold(article.text)
    spans = prose_of(article) or (Span(0, len(folded)),)
    found = chain.from_iterable(_WORD.finditer(folded, span.start, span.end) for span in spans)
    return [(word[0], Span(word.start(), word.end())) for word in found]


# --- the same words, another report -------------------------------------------------------------------------------


def are_apart(first: Reading, second: Reading) -> bool:
    """Tell whether two articles in nearly the same words tell of different events.

    Other days where the words differ set them apart, and so do two other names, or one with another number. Where weeks
    lie between them any of these is enough; a short text, which may be a form that is filled in anew every month, is
    then set apart by its days alone.
    """
    mine, theirs = words_of(first.article), words_of(second.article)
    changed = _swapped(first, second, mine, theirs)
    if changed.days or changed.names > 1 or (changed.names == 1 and changed.numbers):
        return True
    if (days_between(first, second) or 0) <= NEWS_DAYS:
        return False
    short = min(len(mine), len(theirs)) < _TEMPLATE
    return changed.names > 0 or changed.numbers or (short and _disjoint(_told_days(first), _told_days(second)))


class _Swapped(NamedTuple):
    """What stands in the place of something else: another day, so many other names, another number."""

    days: bool
    names: int
    numbers: bool


def _swapped(first: Reading, second: Reading, mine: list[tuple[str, Span]], theirs: list[tuple[str, Span]]) -> _Swapped:
    """Compare what two articles put into the same slots of their words."""
    traces = [list(find_traces(reading)) for reading in (first, second)]
    days = [
        [(f.value, f.evidence.span) for f in _dates(reading) if _PLAIN_DATE.fullmatch(f.value)]
        for reading in (first, second)
    ]
    every = [{value for value, _ in found} for found in days]
    whole = [{trace.key for trace in found} for found in traces]
    other_days = other_numbers = False
    names = 0
    matcher = SequenceMatcher(None, [w for w, _ in mine], [w for w, _ in theirs], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "replace" or i2 - i1 > _SLOT or j2 - j1 > _SLOT:
            continue
        slots = (Span(mine[i1][1].start, mine[i2 - 1][1].end), Span(theirs[j1][1].start, theirs[j2 - 1][1].end))
        told = [{v for v, s in found if _meet(s, slot)} for found, slot in zip(days, slots, strict=True)]
        other_days = other_days or bool(told[0] - every[1] and told[1] - every[0])
        keys = [{t.key for t in found if _meet(t.span, slot)} for found, slot in zip(traces, slots, strict=True)]
        only = (keys[0] - whole[1], keys[1] - whole[0])
        names += min(*(len(_of(keys, ("name:", "place:", "actor:"))) for keys in only))
        other_numbers = other_numbers or bool(_of(only[0], ("number:",)) and _of(only[1], ("number:",)))
    return _Swapped(other_days, names, other_numbers)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _of(keys: Iterable[str], kinds: tuple[str, ...]) -> set[str]:
    return {key for key in keys if key.startswith(kinds)}


def _told_days(reading: Reading) -> set[str]:
    return {fact.value[:10] for fact in _dates(reading) if len(fact.value) >= 10}


def _dates(reading: Reading) -> list[Time]:
    return [fact for fact in reading.facts if isinstance(fact, Time) and fact.type == "DATE"]


def _disjoint(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and not one & other


# --- quotation ----------------------------------------------------------------------------------------------------


def quoted_span(first: Article, second: Article) -> Span | None:
    """Return the passage of the first article's own words that the second quotes, in the second's text, or None.

    Twenty words in a row that the first tells itself, with the first's outlet named beside them or quotation marks
    around them. What both quote from a third, and the background that an outlet repeats, is no quotation.
    """
    if same_outlet(first, second):
        return None
    mine, theirs = words_of(first), words_of(second)
    matcher = SequenceMatcher(None, [w for w, _ in mine], [w for w, _ in theirs], autojunk=False)
    run = matcher.find_longest_match()
    if run.size < QUOTED_WORDS:
        return None
    there = Span(mine[run.a][1].start, mine[run.a + run.size - 1][1].end)
    here = Span(theirs[run.b][1].start, theirs[run.b + run.size - 1][1].end)
    if _in_marks(first.text, there):
        return None
    return here if names_outlet(second, first) or _in_marks(second.text, here) else None


def _in_marks(text: str, span: Span) -> bool:
    """Does most of a span stand in quotation marks?"""
    held = sum(max(0, min(span.end, found.end()) - max(span.start, found.start())) for found in _QUOTE.finditer(text))
    return held * 2 > span.end - span.start


def names_outlet(article: Article, other: Article) -> bool:
    """Tell whether an article names the outlet of another: its name in any case form, or its host."""
    if host_of(other.url) and host_of(other.url) in article.text.lower():
        return True
    if not other.publisher or article.in_language not in known_languages():
        return False
    plain = " ".join(_WORD.findall(fold(article.text)))
    if f" {' '.join(_WORD.findall(fold(other.publisher)))} " in f" {plain} ":
        return True
    wanted = _bones(other.publisher, article.in_language)
    held = _bones(article.text, article.in_language)
    size = len(wanted)
    if sum(map(len, wanted)) < _TITLE_LEAST:
        return False
    rows = (held[n : n + size] for n in range(len(held) - size + 1))
    return any(all(map(_one_name, wanted, row)) for row in rows)


def _one_name(first: str, second: str) -> bool:
    """Are two skeletons one name, an ending left on one of them?"""
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) >= _STEM and long.startswith(short))


def _bones(text: str, language: str) -> list[str]:
    return [bones for word in _WORD.findall(fold(text)) if len(bones := skeleton(word, language)) > 1]


def publisher_is(reading: Reading, outlet: str) -> bool:
    """Tell whether an article stands on an outlet's own pages."""
    article = reading.article
    known = load_common().outlets.get(outlet)
    host = host_of(article.url)
    home = known.domain if known else ""
    return article.publisher == outlet or bool(home and (host == home or host.endswith(f".{home}")))
