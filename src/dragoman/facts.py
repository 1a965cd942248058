"""What do the references inside a record stand for?

Facts name one another by id. A ``Lookup`` turns ids into what a reader wants to see: the words, the codes, the date,
who said it. It reads only the record, so it serves tables, pages and explanations alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from .model import AnyFact, Event, Mention, Place, Reading, Span, Statement, Time

KEPT = frozenset({"title", "byline", "dateline", "paragraph", "list", "quote", "table", "caption"})


def party(actor_id: str) -> str:
    """Return an actor id as people read it: state, sector and office without the machine's prefixes.

    >>> party("RUS.GOV.president"), party("person:joe-biden"), party("UKR")
    ('RUS.GOV.president', 'joe-biden', 'UKR')
    """
    return actor_id.rpartition(":")[2] or actor_id


class Lookup:
    """The facts and actors of one reading by id."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.facts: dict[str, AnyFact] = {fact.id: fact for fact in reading.facts}
        self.actors = {actor.id: actor for actor in reading.actors}

    def cut(self, span: Span | None) -> str:
        """Return the words of a span on one line."""
        return " ".join(self.text[span.start : span.end].split()) if span else ""

    def words(self, fact_id: str) -> str:
        """Return the words a fact was read from, "" for no fact."""
        fact = self.facts.get(fact_id)
        return self.cut(fact.evidence.span) if fact else ""

    def code(self, mention_id: str) -> str:
        """Return country and sector of a mention's actor (``USA.GOV``); its name where it has neither."""
        fact = self.facts.get(mention_id)
        actor = self.actors.get(fact.actor) if isinstance(fact, Mention) else None
        if actor is None:
            return ""
        head = actor.country or (actor.id.split(".")[0] if "+" in actor.id else "")
        return ".".join(filter(None, (head, actor.sector))) or actor.name

    def codes(self, mention_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the codes of several mentions, each once."""
        return tuple(dict.fromkeys(filter(None, map(self.code, mention_ids))))

    def site(self, mention_id: str) -> Place | None:
        """Return the town or region by which a mention names its actor, None where the gazetteer knows none."""
        fact = self.facts.get(mention_id)
        return fact.place if isinstance(fact, Mention) else None

    def value(self, time_id: str) -> str:
        """Return the EDTF value of a time fact, "" for none."""
        fact = self.facts.get(time_id)
        return fact.value if isinstance(fact, Time) else ""

    def said_by(self, statement_id: str) -> str:
        """Return who says it (words of the source, and whom it was told to), "" for the narrator."""
        said = self.facts.get(statement_id)
        if not isinstance(said, Statement):
            return ""
        relay = f" (to {self.words(said.relay)})" if said.relay else ""
        return (self.words(said.source) or "unnamed") + relay

    def words_around(self, event: Event) -> str:
        """Return an event's trigger, with the words of its parties where these stand near it, on one line."""
        spans = [event.evidence.span]
        for key in (*event.actor, *event.recipient):
            fact = self.facts.get(key)
            if fact is not None and abs(fact.evidence.span.start - spans[0].start) < 80:
                spans.append(fact.evidence.span)
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        return self.cut(Span(start, end))

    def references(self, fact: AnyFact) -> Iterator[tuple[str, str]]:
        """Yield (field, fact id) for every field of a fact that names another fact of the reading."""
        for field in msgspec.structs.fields(fact):
            value = getattr(fact, field.name)
            keys = value if isinstance(value, tuple) else (value,)
            for key in keys:
                if field.name != "id" and isinstance(key, str) and key in self.facts:
                    yield field.name, key

    def shown(self, value: object) -> str:
        """Return a field's value for a reader: words and codes for references, words for spans, text for the rest."""
        if isinstance(value, Span):
            return self.cut(value)
        if isinstance(value, Place):
            code = f"[{value.region}]" if value.region else ""
            return " ".join(filter(None, (value.name, code, f"{value.lat:.2f}", f"{value.lon:.2f}")))
        if isinstance(value, tuple):
            return "; ".join(map(self.shown, value))
        if isinstance(value, str) and isinstance(self.facts.get(value), Statement):
            return f"{self.said_by(value)}: {self.words(value)}"
        if isinstance(value, str) and value in self.facts:
            code = self.code(value) or self.value(value)
            return self.words(value) + (f" [{code}]" if code else "")
        if isinstance(value, str) and value in self.actors:
            actor = self.actors[value]
            return " ".join(filter(None, (actor.name, f"[{value}]", actor.wikidata)))
        return f"{value:g}" if isinstance(value, float) else str(value)


def fields_of(fact: AnyFact, look: Lookup) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every field of a fact that is not at its default, references resolved."""
    for field in msgspec.structs.fields(fact):
        value = getattr(fact, field.name)
        if field.name in ("id", "evidence") or value == field.default:
            continue
        yield field.name, look.shown(value)
