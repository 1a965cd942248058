"""Why is this fact in the record?

The rule that fired, the words it read in their sentence, every field with what its references stand for, and which
other facts rest on it. All of it is read from the record alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from .errors import RecordError
from .facts import KEPT, Lookup, fields_of
from .model import AnyFact, Reading

_ROUND = 90


def find_fact(reading: Reading, key: str) -> AnyFact | None:
    """Return the fact whose id is ``key`` or alone begins with it, or None; raise RecordError for several."""
    found = [fact for fact in reading.facts if fact.id.startswith(key)] if key else []
    exact = [fact for fact in found if fact.id == key]
    if not exact and len(found) > 1:
        raise RecordError(f"{len(found)} facts begin with {key}; give more of the id")
    return next(iter(exact or found), None)


def explain(reading: Reading, fact: AnyFact) -> Iterator[tuple[str, str]]:
    """Yield (label, text) lines that explain a fact of the reading."""
    look = Lookup(reading)
    span, article = fact.evidence.span, reading.article
    yield "fact", f"{type(fact).__name__.lower()} {fact.id}"
    yield "words", look.cut(span)
    yield "in", _context(article.text, span.start, span.end)
    yield "span", f"[{span.start}, {span.end}) of article {article.id}"
    for block in article.blocks:
        if block.span and block.span.start <= span.start < block.span.end:
            yield "block", block.kind + ("" if block.kind in KEPT else f" (left out: {block.reason})")
    yield "rule", fact.evidence.rule
    if fact.evidence.score is not None:
        yield "score", f"{fact.evidence.score:.3f}"
    for field, value in fields_of(fact, look):
        yield field, value
    for other in reading.facts:
        for field, key in look.references(other):
            if key == fact.id:
                yield (
                    "used by",
                    f"{type(other).__name__.lower()} {other.id} as {field}: {look.cut(other.evidence.span)}",
                )
    made = reading.generator
    yield "made by", f"dragoman {made.version}, language data {made.data}" + (f", {made.syntax}" if made.syntax else "")


def _context(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _ROUND) : start]
    after = text[end : end + _ROUND]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())
