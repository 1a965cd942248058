"""When does the text say that something happened, happens or will happen?

``scan_times`` finds the expressions of a text and settles them against an anchor; it knows nothing of articles.
``find_times`` does the same for an article: the anchor is the article's, the tense that decides between last Saturday
and next is that of the clause around, and every expression becomes a ``Time`` with its rule.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple

from .ident import fact_id
from .language import Language
from .model import Analysis, Article, Evidence, Span, Time
from .syntax import KEPT
from .tenses import tense_finder
from .timebuild import Value
from .timegrammar import Grammar, compile_grammar
from .timeparse import Node, parse
from .timevalues import CLOCK_GRAINS, Sense, Stretch, edtf, unspecified

Tense = Callable[[int, int], str]
_FINAL = frozenset(["DATE", "PERIOD", "TIME", "INTERVAL", "BOUND", "CLOCK", "CLOCKSPAN", "DURATION", "SET", "VAGUE"])
_FORWARD = frozenset(("CLOCKL", "PART"))
_JOINERS = "-./:,\N{EN DASH}"
_SIGNS = "+#$\N{NUMERO SIGN}\N{EURO SIGN}\N{POUND SIGN}\N{HRYVNIA SIGN}\N{RUBLE SIGN}"
_PAIRED = "\"'\N{LEFT DOUBLE QUOTATION MARK}"
_OPEN_QUOTES = _PAIRED + "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
_CLOSE_QUOTES = _PAIRED + "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_GRAMMARS: dict[str, Grammar] = {}


class Found(NamedTuple):
    """An expression of time in a text: where, what it says, which rule read it."""

    span: Span
    type: str
    value: str
    start: str
    end: str
    grain: str
    mod: str
    direction: str
    rule: str


def find_times(article: Article, analysis: Analysis, language: Language, *, policy: str = "news") -> tuple[Time, ...]:
    """Return the times of an article's kept blocks, in text order, resolved against its anchor.

    >>> from dragoman.language import load_language
    >>> from dragoman.model import Block
    >>> from dragoman.syntax import analyse
    >>> text, english = "Envoys met on Saturday.", load_language("en")
    >>> block = Block(kind="paragraph", span=Span(0, len(text)))
    >>> article = Article(id="a", text=text, anchor="2021-12-28", blocks=(block,))
    >>> [time.value for time in find_times(article, analyse(article, english), english)]
    ['2021-12-25']
    """
    grammar = grammar_of(language)
    if grammar is None:
        return ()
    anchor = day_of(article.anchor or article.date_published)
    tense_at = tense_finder(analysis, language)
    times: list[Time] = []
    for span in kept_spans(article):

        def tense_here(start: int, end: int, offset: int = span.start) -> str:
            return tense_at(offset + start, offset + end)

        text = article.text[span.start : span.end]
        found = scan_times(text, grammar, anchor, policy=policy, tense_at=tense_here)
        times += [_time(article, one, span.start) for one in found]
    return tuple(times)


def _time(article: Article, found: Found, offset: int) -> Time:
    span = Span(found.span.start + offset, found.span.end + offset)
    return Time(
        id=fact_id(article.id, "time", span, found.rule, found.type, found.value),
        evidence=Evidence(span=span, rule=found.rule),
        type=found.type,
        value=found.value,
        start=found.start,
        end=found.end,
        grain=found.grain,
        mod=found.mod,
        direction=found.direction,
    )


def kept_spans(article: Article) -> tuple[Span, ...]:
    """Return the spans of the blocks that facts are read from."""
    return tuple(block.span for block in article.blocks if block.kind in KEPT and block.span is not None)


def day_of(anchor: str) -> date | None:
    """Return the day that an EDTF date names, None where it names none.

    >>> day_of("2022-01-19T10:30:00Z"), day_of("2022-01")
    (datetime.date(2022, 1, 19), None)
    """
    try:
        return date.fromisoformat(anchor[:10])
    except ValueError:
        return None


def grammar_of(language: Language) -> Grammar | None:
    """Return the compiled times.toml of a language, compiled once; None where it has none."""
    if not language.times:
        return None
    grammar = _GRAMMARS.get(language.digest)
    if grammar is None:
        grammar = _GRAMMARS[language.digest] = compile_grammar(language.times, language.tokenizer.extra)
    return grammar


def scan_times(
    text: str, grammar: Grammar, anchor: date | None, *, policy: str = "news", tense_at: Tense | None = None
) -> list[Found]:
    """Return the expressions of time in ``text``, in text order, resolved against ``anchor``.

    ``policy`` is ``news``, ``forward`` or ``narrative``; ``tense_at(start, end)`` is "past", "present",
    "future" or "".
    Without an anchor only what names its year gets a value; what cannot be settled with one is left out.
    """
    now = anchor if anchor is None or isinstance(anchor, datetime) else datetime.combine(anchor, time())
    final = _FINAL | _FORWARD if policy == "forward" else _FINAL
    found: list[Found] = []
    told: date | None = None
    told_end = 0
    for node in parse(text, grammar, policy=policy):
        kind, value = next(iter(node.values.items()))
        if kind not in final or not _stands_alone(text, node, policy):
            continue
        if told is not None and "\n" in text[told_end : node.start]:
            told = None
        tense = tense_at(node.start, node.end) if tense_at else ""
        stretch = _settled(value, Sense(now, policy, tense, told, grammar.settings))
        result = _unsettled(node, kind, value, now) if stretch is None else _found(node, stretch)
        if result is not None:
            found.append(result)
        if stretch is not None and (day := _tells(kind, stretch)):
            told, told_end = day, node.end
    return found


def _settled(value: Value, sense: Sense) -> Stretch | None:
    try:
        return value.expr(sense)
    except (ValueError, OverflowError):
        return None


def _tells(kind: str, stretch: Stretch) -> date | None:
    """Return the day that what follows may count from ("the next day"): one exact day, or one whose part was named."""
    if kind not in ("DATE", "TIME") or stretch.approx or stretch.open:
        return None
    if stretch.grain == "day":
        return stretch.start.date()
    return stretch.day if stretch.shape == "part" else None


def _unsettled(node: Node, kind: str, value: Value, now: datetime | None) -> Found | None:
    """A duration or set as it stands; of a date without an anchor, what was said of it."""
    span = Span(node.start, node.end)
    if value.text:
        return Found(span, "SET" if kind == "SET" else "DURATION", value.text, "", "", "", "", "", node.rule)
    if now is not None or kind == "VAGUE":
        return None
    return Found(span, "DATE", unspecified(value.partial) if value.partial else "", "", "", "", "", "", node.rule)


def _found(node: Node, stretch: Stretch) -> Found:
    clock = stretch.grain in CLOCK_GRAINS and stretch.shape != "day"
    start, end = (moment.isoformat() if clock else moment.date().isoformat() for moment in (stretch.start, stretch.end))
    return Found(
        span=Span(node.start, node.end),
        type="TIME" if clock else "DATE",
        value=edtf(stretch),
        start="" if stretch.open == "start" else start,
        end="" if stretch.open == "end" else end,
        grain=stretch.grain,
        mod=stretch.mod or ("APPROX" if stretch.approx == "~" else ""),
        direction=stretch.direction,
        rule=node.rule,
    )


def _stands_alone(text: str, node: Node, policy: str) -> bool:
    """No part of a larger figure (a phone number, a price, a version), no title in quotation marks of its own."""
    before, after = text[max(0, node.start - 2) : node.start], text[node.end : node.end + 2]
    if text[node.start].isdigit() and before:
        joined = before[-1] in _JOINERS and before[:-1].isdigit()
        if before[-1] in _SIGNS or joined:
            return False
    if text[node.end - 1].isdigit() and after:
        joined = after[0] in _JOINERS and after[1:].isdigit()
        if after[0].isalnum() or after[0] in "%\N{DEGREE SIGN}" or joined:
            return False
    quoted = bool(before and after) and before[-1] in _OPEN_QUOTES and after[0] in _CLOSE_QUOTES
    return policy == "forward" or not quoted
