"""Does a record keep its word?

A record claims that every fact can be cut from its text. These checks test that claim, and know nothing of how facts
are found: they import the types and the ids, and no finder. Each check is a line of ``CHECKS``: its code, what a
broken record means, and a function that yields (place, what is wrong) for each break.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .facts import KEPT
from .ident import article_id, fact_id
from .model import AnyFact, Event, Mention, Quantity, Reading, Relation, Span, Statement, Time, Value

TYPES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
    | {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
_WORDS = {
    "modality": frozenset({"actual", "future", "hypothetical", "historical"}),
    "style": frozenset({"direct", "indirect", "mixed"}),
    "bound": frozenset({"", "at-least", "at-most", "about"}),
    "time type": frozenset({"DATE", "TIME", "DURATION", "SET"}),
}
_YEAR = r"[?~%]?-?[\dX]{4}[?~%]?"
_DATE = rf"{_YEAR}(?:-[?~%]?[\dX]{{2}}[?~%]?(?:-[?~%]?[\dX]{{2}}[?~%]?)?)?"
_CLOCK = r"T\d{2}(?::\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_POINT = rf"{_DATE}(?:{_CLOCK})?[?~%]?"
_INTERVAL = rf"(?:{_POINT}|\.\.|)/(?:{_POINT}|\.\.|)"
_CHOICE = rf"[\[{{](?:\.\.)?{_POINT}(?:(?:,|\.\.){_POINT})*(?:\.\.)?[\]}}]"
EDTF = re.compile(rf"{_POINT}|{_INTERVAL}|{_CHOICE}")
_INSTANT = re.compile(r"-?\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?")

Break = tuple[str, str]


class Finding(NamedTuple):
    """One broken check: its code, the place in the record, and one line that says what is wrong and what to do."""

    code: str
    where: str
    message: str


def verify(reading: Reading) -> tuple[Finding, ...]:
    """Return every broken check of a reading, none where it holds.

    >>> from dragoman.model import Article, Generator
    >>> reading = Reading(article=Article(id="0" * 32, text="Kyiv"), generator=Generator(version="1", data="d"))
    >>> [finding.code for finding in verify(reading)]
    ['article-id']
    """
    return tuple(
        Finding(check.code, where, f"{where}: {what}; {check.remedy}")
        for check in CHECKS
        for where, what in check.find(reading)
    )


def name(fact: AnyFact) -> str:
    """Return a fact's kind and id, as findings call it."""
    return f"{type(fact).__name__.lower()} {fact.id}"


def spans_of(fact: AnyFact) -> Iterator[tuple[str, Span]]:
    """Yield every span of a fact with the name of its field."""
    yield "evidence", fact.evidence.span
    if isinstance(fact, Statement):
        for span in fact.content:
            yield "content", span
        if fact.condition:
            yield "condition", fact.condition
    if isinstance(fact, Event) and fact.theme:
        yield "theme", fact.theme


def _all_spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    for fact in reading.facts:
        for field, span in spans_of(fact):
            yield f"{name(fact)} {field}", span
    for index, evidence in enumerate(reading.article.origin):
        yield f"article origin {index}", evidence.span
    for index, block in enumerate(reading.article.blocks):
        if block.span:
            yield f"block {index} ({block.kind})", block.span


def _article_id(reading: Reading) -> Iterator[Break]:
    article = reading.article
    made = article_id(article.text, article.url)
    if article.id != made:
        yield "article", f"id is {article.id or 'empty'}, its text and url give {made}"


def _span_outside(reading: Reading) -> Iterator[Break]:
    size = len(reading.article.text)
    for where, span in _all_spans(reading):
        if not 0 <= span.start < span.end <= size:
            yield where, f"span [{span.start}, {span.end}) is not inside a text of {size} characters"


def _span_blank(reading: Reading) -> Iterator[Break]:
    text = reading.article.text
    for where, span in _all_spans(reading):
        if 0 <= span.start < span.end <= len(text) and text[span.start : span.end].isspace():
            yield where, f"span [{span.start}, {span.end}) cuts blanks and no words"


def _rule(reading: Reading) -> Iterator[Break]:
    for fact in reading.facts:
        if not fact.evidence.rule:
            yield name(fact), "evidence names no rule"


def _fact_id(reading: Reading) -> Iterator[Break]:
    for key, number in Counter(fact.id for fact in reading.facts).items():
        if number > 1:
            yield f"fact {key}", f"{number} facts share this id"
        if not re.fullmatch(r"[0-9a-f]{20}", key):
            yield f"fact {key or 'without id'}", "the id is no hash of 20 hexadecimal digits"


def _fact_hash(reading: Reading) -> Iterator[Break]:
    for fact in reading.facts:
        content = content_of(fact)
        if content is None:
            continue
        kind = type(fact).__name__.lower()
        made = fact_id(reading.article.id, kind, fact.evidence.span, fact.evidence.rule, *content)
        if fact.id != made:
            yield name(fact), f"place, rule and content give {made}"


def content_of(fact: AnyFact) -> tuple[str, ...] | None:
    """Return what of a fact goes into its id besides kind, place and rule; None where only the finder knows."""
    if isinstance(fact, Mention):
        return (fact.actor,)
    if isinstance(fact, Statement):
        return fact.source, "/".join(f"{span.start}-{span.end}" for span in fact.content)
    if isinstance(fact, Event):
        return fact.event, fact.mode, *fact.actor, "|", *fact.recipient
    return None


def _actor_id(reading: Reading) -> Iterator[Break]:
    for key, number in Counter(actor.id for actor in reading.actors).items():
        if number > 1 or not key:
            yield f"actor {key or 'without id'}", f"{number} actors share this id"


def references(fact: AnyFact) -> Iterator[tuple[str, str, type[Value] | tuple[type[Value], ...]]]:
    """Yield (field, id, kinds it may name) for every reference of a fact to another fact."""
    if isinstance(fact, Statement):
        yield from ((field, getattr(fact, field), Mention) for field in ("source", "relay", "addressee"))
        yield "within", fact.within, Statement
    elif isinstance(fact, Event):
        yield from (("actor", key, Mention) for key in fact.actor)
        yield from (("recipient", key, Mention) for key in fact.recipient)
        yield "time", fact.time, Time
        yield "place", fact.place, Mention
        yield "quantity", fact.quantity, Quantity
        yield "statement", fact.statement, Statement


def _reference(reading: Reading) -> Iterator[Break]:
    facts = {fact.id: fact for fact in reading.facts}
    actors = {actor.id for actor in reading.actors}
    for fact in reading.facts:
        if isinstance(fact, Mention) and fact.actor not in actors:
            yield name(fact), f"actor {fact.actor!r} is not in the record"
        if isinstance(fact, Relation):
            for field, key in (("actor", fact.actor), ("object", fact.object)):
                if key not in actors and key not in facts:
                    yield name(fact), f"{field} {key!r} is not in the record"
        for field, key, kinds in references(fact):
            if key and key not in facts:
                yield name(fact), f"{field} {key!r} is not in the record"
            elif key and not isinstance(facts[key], kinds):
                yield name(fact), f"{field} names a {name(facts[key])}"


def _placed(reading: Reading) -> Iterator[Break]:
    for fact in reading.facts:
        site = fact.place if isinstance(fact, Mention) else None
        if site is not None and not (abs(site.lat) <= 90 and abs(site.lon) <= 180):
            yield name(fact), f"place {site.id!r} lies at {site.lat:g}, {site.lon:g}, which is nowhere on the map"


def _within(reading: Reading) -> Iterator[Break]:
    parent = {fact.id: fact.within for fact in reading.facts if isinstance(fact, Statement)}
    for start in parent:
        seen, at = {start}, parent[start]
        while at in parent and at not in seen:
            seen.add(at)
            at = parent[at]
        if at == start:
            yield f"statement {start}", "the statement stands within itself"


def _no_actor(reading: Reading) -> Iterator[Break]:
    for fact in reading.facts:
        if isinstance(fact, Event) and not fact.actor:
            yield name(fact), "the event has no actor"


def _vocabulary(reading: Reading) -> Iterator[Break]:
    for fact in reading.facts:
        for field, value, known in _closed(fact):
            if value not in known:
                yield name(fact), f"{field} {value!r} is not one of {', '.join(sorted(filter(None, known)))}"


def _closed(fact: AnyFact) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield (field, value, words it may be) for every field with a closed vocabulary."""
    if isinstance(fact, Event):
        yield "event", fact.event, TYPES
        yield "act", fact.act, TYPES | {""}
        yield "modality", fact.modality, _WORDS["modality"]
    elif isinstance(fact, Statement):
        yield "style", fact.style, _WORDS["style"]
    elif isinstance(fact, Quantity):
        yield "bound", fact.bound, _WORDS["bound"]
    elif isinstance(fact, Time):
        yield "type", fact.type, _WORDS["time type"]


def _edtf(reading: Reading) -> Iterator[Break]:
    article = reading.article
    for field in ("date_published", "date_modified", "anchor"):
        value = getattr(article, field)
        if value and not EDTF.fullmatch(value):
            yield f"article {field}", f"{value!r} is no EDTF date"
    for fact in reading.facts:
        if isinstance(fact, Time) and fact.type in ("DATE", "TIME") and fact.value and not EDTF.fullmatch(fact.value):
            yield name(fact), f"value {fact.value!r} is no EDTF date"


def _time_order(reading: Reading) -> Iterator[Break]:
    for fact in reading.facts:
        if not isinstance(fact, Time):
            continue
        for field, value in (("start", fact.start), ("end", fact.end)):
            if value and not _INSTANT.fullmatch(value):
                yield name(fact), f"{field} {value!r} is no ISO date or date-time"
        if fact.start and fact.end and not _instant(fact.start) < _instant(fact.end):
            yield name(fact), f"start {fact.start} is not before end {fact.end}"


def _instant(value: str) -> str:
    """Dates and date-times sort together once a date is read as its first moment."""
    return value if "T" in value else value + "T00:00"


def _text_order(reading: Reading) -> Iterator[Break]:
    for before, after in zip(reading.facts, reading.facts[1:], strict=False):
        if after.evidence.span.start < before.evidence.span.start:
            yield name(after), f"starts at {after.evidence.span.start}, before the fact listed ahead of it"


def _left_out(reading: Reading) -> Iterator[Break]:
    blocks = [block for block in reading.article.blocks if block.span and block.kind not in KEPT]
    for fact in reading.facts:
        for field, span in spans_of(fact):
            for block in blocks:
                if block.span and span.start < block.span.end and block.span.start < span.end:
                    yield name(fact), f"{field} reads from a left-out block ({block.kind})"


class Check(NamedTuple):
    """A check: its code, its function, and what to do where it breaks."""

    code: str
    find: Callable[[Reading], Iterator[Break]]
    remedy: str


_AGAIN = "read the page again"
_REPORT = "report the rule that made it"

CHECKS = (
    Check("article-id", _article_id, "the text was changed after reading: " + _AGAIN),
    Check("span-outside", _span_outside, "the text was changed after reading: " + _AGAIN),
    Check("span-blank", _span_blank, _REPORT),
    Check("rule-missing", _rule, _REPORT),
    Check("fact-id", _fact_id, _AGAIN),
    Check("fact-hash", _fact_hash, "the fact was changed after reading: " + _AGAIN),
    Check("actor-id", _actor_id, _AGAIN),
    Check("reference", _reference, "keep a record whole: " + _AGAIN),
    Check("within-itself", _within, _REPORT),
    Check("no-actor", _no_actor, _REPORT),
    Check("vocabulary", _vocabulary, _AGAIN),
    Check("edtf", _edtf, _REPORT),
    Check("time-order", _time_order, _REPORT),
    Check("text-order", _text_order, "sort facts by where their evidence starts"),
    Check("left-out", _left_out, _REPORT),
    Check("place", _placed, _AGAIN),
)
