"""From which day does the article speak?

"On Saturday" in a copy is the Saturday of the original, so the date of the page need not be the day to count from. The
text itself tells that day in four ways, its *clues*: a dateline ("GENEVA, Jan 12 (Agency) -"), a day named beside
"today" or "yesterday", a weekday beside a date without a year, and whole dates told in the past or the future. The days
it may be, *candidates*, are those of the page (published, changed, in its address) and those the clues name. A
candidate is kept under which all clues agree; the page's own date stays unless another day has better clues, and where
the clues contradict every candidate there is no anchor: nothing is said rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from .language import Language
from .model import Analysis, Article, Evidence, Span
from .tenses import tense_finder
from .timebuild import Value
from .timegrammar import Grammar
from .timeparse import Node, parse
from .times import day_of, grammar_of, kept_spans
from .timevalues import Partial, Sense

_DAY = timedelta(days=1)
_NO_DAY = date.min
_PROBES = tuple(datetime.combine(date(2022, 1, 19) + n * _DAY, time()) for n in range(3))
_NEAR = 45 * _DAY
_RECENT = 31 * _DAY
_STRONG, _FAIR, _WEAK = 3, 2, 1
_LEAD = 70
_PARAGRAPHS = 4
_DATELINE_END = re.compile(
    r"[^\S\n]*\.?[^\S\n]*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)?[^\S\n]*(?:[-\N{EN DASH}\N{EM DASH}]|\.(?=\s))"
)
_BESIDE = re.compile(r"\s*[,(]?\s*")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")
_CLOSED_BY = {
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    '"': '"',
}


class Clue(NamedTuple):
    """Words that tell the day: how (dateline, today, weekday, past, future), the date beside them, days from today."""

    kind: str
    span: Span
    said: Partial
    away: int = 0

    @property
    def rule(self) -> str:
        """The rule that a record names."""
        return f"text.{self.kind}"


class Candidate(NamedTuple):
    """A day from which the article may speak, and what says so."""

    day: date
    rule: str


class Verdict(NamedTuple):
    """What the clues say of a candidate: the weights of those that agree and of those that do not."""

    candidate: Candidate
    agree: int
    against: int


def settle_anchor(article: Article, analysis: Analysis, language: Language) -> Article:
    """Return the article with the anchor under which the dates of its text agree, the rule, and the words that decided.

    >>> from dragoman.language import load_language
    >>> from dragoman.model import Block
    >>> from dragoman.syntax import analyse
    >>> text, english = "GENEVA, Jan 12 (Reuters) - Envoys met on Monday.", load_language("en")
    >>> blocks = (Block(kind="paragraph", span=Span(0, len(text))),)
    >>> page = Article(id="a", text=text, anchor="2022-01-20", blocks=blocks)
    >>> article = settle_anchor(page, analyse(page, english), english)
    >>> article.anchor, article.anchor_rule
    ('2022-01-12', 'text.dateline')
    """
    grammar = grammar_of(language)
    clues = tuple(clues_of(article, analysis, language, grammar)) if grammar is not None else ()
    base = day_of(article.anchor)
    found = _decided(base, tuple(candidates_of(article, clues)), clues)
    if found is None or found.day == base:
        return article
    deciding = [clue for clue in clues if _weight(clue, found.day) >= _FAIR]
    if base is not None and found.day == _NO_DAY:
        deciding = [clue for clue in clues if _weight(clue, base) <= -_FAIR]
    proof = {Evidence(span=clue.span, rule=clue.rule) for clue in deciding}
    origin = tuple(sorted({*article.origin, *proof}, key=lambda e: (e.span.start, e.span.end, e.rule)))
    day = "" if found.day == _NO_DAY else found.day.isoformat()
    return replace(article, anchor=day, anchor_rule=found.rule, origin=origin)


def _decided(base: date | None, candidates: tuple[Candidate, ...], clues: tuple[Clue, ...]) -> Candidate | None:
    """Return the candidate that the clues prefer; None where the page's own date stays as it is."""
    verdicts = [_judged(candidate, clues) for candidate in candidates]
    own = next((v for v in verdicts if v.candidate.day == base), None)
    fit = [v for v in verdicts if not v.against and _may_be(v, base, own)]
    best = _best(fit, base)
    if best is not None and (own is None or (best.agree, -best.against) > (own.agree, -own.against)):
        return best.candidate
    if own is not None and own.against >= 2 * _FAIR and not own.agree:
        return Candidate(_NO_DAY, "text.contradicts")
    return None


def _may_be(verdict: Verdict, base: date | None, own: Verdict | None) -> bool:
    """A day needs a clue of its own; one far before the page's date, or none beside it, needs two."""
    if base is None:
        return verdict.agree >= _FAIR or verdict.candidate.rule == "page.address"
    gap = base - verdict.candidate.day
    if gap < -_DAY and (own is None or not own.against):
        return False
    return verdict.agree >= _STRONG if timedelta() <= gap <= _NEAR else verdict.agree > _STRONG


def _best(verdicts: list[Verdict], base: date | None) -> Verdict | None:
    """Return the verdict with the most behind it, of equals the nearest to the page's date; None where none is."""
    most = max((v.agree for v in verdicts), default=0)
    first = [v for v in verdicts if v.agree == most]
    if base is not None:
        first.sort(key=lambda v: (abs(v.candidate.day - base), v.candidate.day))
        return first[0] if first else None
    return first[0] if len({v.candidate.day for v in first}) == 1 else None


# --- candidates ---------------------------------------------------------------------------------------------------


def candidates_of(article: Article, clues: Iterable[Clue]) -> Iterator[Candidate]:
    """Yield the days from which an article may speak, each once: those of the page first, then those of its words."""
    written = _ADDRESS.search(article.url)
    address = "-".join(written.groups()) if written else ""
    named = (
        (article.anchor, article.anchor_rule),
        (article.date_published, "page.published"),
        (article.date_modified, "page.modified"),
        (address, "page.address"),
    )
    seen: set[date] = set()
    for text, rule in named:
        day = day_of(text)
        if day is not None and day not in seen:
            seen.add(day)
            yield Candidate(day, rule)
    years = {day.year for day in seen}
    years |= {clue.said.year for clue in clues if clue.said.year is not None}
    years |= {year + step for year in years for step in (-1, 1)}
    for clue in clues:
        if clue.kind not in ("dateline", "today"):
            continue
        for year in sorted(years) if clue.said.year is None else (clue.said.year,):
            day = _day_in(clue.said, year)
            if day is not None and day - clue.away * _DAY not in seen:
                seen.add(day - clue.away * _DAY)
                yield Candidate(day - clue.away * _DAY, clue.rule)


def _day_in(said: Partial, year: int) -> date | None:
    try:
        return date(year, said.month or 0, said.day or 0)
    except ValueError:
        return None


def _judged(candidate: Candidate, clues: tuple[Clue, ...]) -> Verdict:
    weights = [_weight(clue, candidate.day) for clue in clues]
    return Verdict(candidate, sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0))


def _weight(clue: Clue, day: date) -> int:
    """Return how much a clue speaks for a day (negative: against it)."""
    if clue.kind in ("past", "future"):
        return _by_tense(clue, day)
    if clue.kind == "weekday":
        near = _nearest(clue.said, day)
        return _FAIR if near is not None and near.weekday() == clue.said.weekday else -_FAIR
    named = _nearest(clue.said, day)
    if named is None:
        return -_STRONG
    gap = day - (named - clue.away * _DAY)
    if not gap:
        return _STRONG
    return 0 if clue.kind == "dateline" and gap == _DAY else -_STRONG


def _by_tense(clue: Clue, day: date) -> int:
    told = _day_in(clue.said, clue.said.year or 0)
    if told is None:
        return 0
    ahead = told - day if clue.kind == "future" else day - told
    if ahead < -_DAY:
        return -_WEAK
    return _WEAK if ahead <= _RECENT else 0


def _nearest(said: Partial, day: date) -> date | None:
    """Return the return of a month and day that lies nearest to a day."""
    years = (said.year,) if said.year is not None else (day.year - 1, day.year, day.year + 1)
    found = [one for year in years if (one := _day_in(said, year)) is not None]
    return min(found, key=lambda one: abs(one - day), default=None)


# --- clues --------------------------------------------------------------------------------------------------------


def clues_of(article: Article, analysis: Analysis, language: Language, grammar: Grammar) -> Iterator[Clue]:
    """Yield the words of an article that tell from which day it speaks, in text order."""
    tense_at = tense_finder(analysis, language)
    for number, span in enumerate(kept_spans(article)):
        text = article.text[span.start : span.end]
        nodes = [node for node in parse(text, grammar) if "DATE" in node.values]
        for index, node in enumerate(nodes):
            said = node.values["DATE"].partial
            place = Span(span.start + node.start, span.start + node.end)
            if said is not None and said.month and said.day:
                if number < _PARAGRAPHS and _is_dateline(text, node):
                    yield Clue("dateline", place, said)
                elif not _quoted(text, node.start):
                    beside = _beside(text, nodes, index, grammar)
                    tense = tense_at(place.start, place.end) if said.year is not None else ""
                    if beside is not None:
                        yield beside._replace(span=place)
                    elif said.weekday is not None and said.year is None:
                        yield Clue("weekday", place, said)
                    elif tense in ("past", "future"):
                        yield Clue(tense, place, said)


def _is_dateline(text: str, node: Node) -> bool:
    """Tell whether a date stands where a report says whence and when: after names only, before a dash or full stop."""
    lead = text[: node.start]
    if len(lead) > _LEAD or not lead.strip() or "\n" in lead.strip() or text[node.start].islower():
        return False
    words = re.findall(r"[^\W\d_]+", lead)
    return all(word[0].isupper() for word in words) and bool(words and _DATELINE_END.match(text, node.end))


def _beside(text: str, nodes: list[Node], index: int, grammar: Grammar) -> Clue | None:
    """Return the clue that a day ("today", "on Friday") right before or behind a date gives."""
    node = nodes[index]
    said = node.values["DATE"].partial
    for other in (*nodes[max(0, index - 1) : index], *nodes[index + 1 : index + 2]):
        first, second = (other, node) if other.start < node.start else (node, other)
        if said is None or not _BESIDE.fullmatch(text, first.end, second.start):
            continue
        value = other.values["DATE"]
        away = _away(value, grammar)
        if away is not None:
            return Clue("today", Span(0, 0), said, away)
        if value.partial is not None and value.partial == Partial(weekday=value.partial.weekday) and said.year is None:
            return Clue("weekday", Span(0, 0), said._replace(weekday=value.partial.weekday))
    return None


def _away(value: Value, grammar: Grammar) -> int | None:
    """Return how many days from today a word means, found by asking it on three days in a row; None where it varies."""
    if value.partial is not None:
        return None
    gaps = set()
    for now in _PROBES:
        try:
            found = value.expr(Sense(now, "news", "", None, grammar.settings))
        except (ValueError, OverflowError):
            return None
        gaps.add((found.start - now).days if found.grain == "day" else None)
    return gaps.pop() if len(gaps) == 1 else None


def _quoted(text: str, at: int) -> bool:
    """Tell whether a place stands inside quotation marks: then "today" is the speaker's."""
    closing = ""
    for char in text[:at]:
        closing = ("" if char in closing else closing) if closing else _CLOSED_BY.get(char, "")
    return bool(closing)
