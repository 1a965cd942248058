"""What does an event or a statement look like in one line, without its record around it?

A row repeats what the record says by reference: codes for actors, words for spans, the date for the time. Rows serve
tables and lists; the record stays the truth they point back to (``article`` and ``fact``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .facts import Lookup
from .model import Event, Mention, Quantity, Reading, Statement, Value


class EventRow(Value, kw_only=True):
    """One event: ``actor`` and ``recipient`` are codes with sectors, ``actor_id`` and ``recipient_id`` Actor ids.

    ``place`` are the words that say where, ``country`` the state's code; ``site`` is the id of the town or region,
    ``region`` its ISO 3166-2 code, ``lat`` and ``lon`` degrees, absent where only a state is named.
    """

    article: str
    fact: str
    url: str = ""
    published: str = ""
    date: str = ""
    event: str = ""
    mode: str = ""
    act: str = ""
    modality: str = ""
    negated: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    actor_id: tuple[str, ...] = ()
    recipient_id: tuple[str, ...] = ()
    place: str = ""
    country: str = ""
    site: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    quantity: str = ""
    trigger: str = ""
    words: str = ""
    said_by: str = ""
    rule: str = ""


class StatementRow(Value, kw_only=True):
    """One statement: source, cue and content in the article's words; ``relay`` is whom it was told to."""

    article: str
    fact: str
    url: str = ""
    published: str = ""
    source: str = ""
    actor: str = ""
    actor_id: tuple[str, ...] = ()
    cue: str = ""
    stance: str = ""
    style: str = ""
    content: tuple[str, ...] = ()
    relay: str = ""
    translated: bool = False
    rule: str = ""


def event_rows(reading: Reading) -> Iterator[EventRow]:
    """Yield a row for every event of a reading, in text order."""
    look, article = Lookup(reading), reading.article
    for fact in reading.facts:
        if isinstance(fact, Event):
            site = look.site(fact.place)
            yield EventRow(
                article=article.id,
                fact=fact.id,
                url=article.url,
                published=article.date_published,
                date=look.value(fact.time),
                event=fact.event,
                mode=fact.mode,
                act=fact.act,
                modality=fact.modality,
                negated=fact.negated,
                actor=look.codes(fact.actor),
                recipient=look.codes(fact.recipient),
                actor_id=_ids(look, fact.actor),
                recipient_id=_ids(look, fact.recipient),
                place=look.words(fact.place),
                country=look.code(fact.place).partition(".")[0],
                site=site.id if site else "",
                region=site.region if site else "",
                lat=site.lat if site else None,
                lon=site.lon if site else None,
                quantity=_quantity(look, fact.quantity),
                trigger=look.cut(fact.evidence.span),
                words=look.words_around(fact),
                said_by=look.said_by(fact.statement),
                rule=fact.evidence.rule,
            )


def where(row: EventRow) -> str:
    """Return the words that say where an event happens, with the code of the subdivision or state.

    >>> where(EventRow(article="a", fact="f", place="Lviv", country="UKR", region="UA-46"))
    'Lviv (UA-46)'
    """
    return f"{row.place} ({row.region or row.country})" if row.place else ""


def statement_rows(reading: Reading) -> Iterator[StatementRow]:
    """Yield a row for every statement of a reading, in text order."""
    look, article = Lookup(reading), reading.article
    for fact in reading.facts:
        if isinstance(fact, Statement):
            yield StatementRow(
                article=article.id,
                fact=fact.id,
                url=article.url,
                published=article.date_published,
                source=look.words(fact.source),
                actor=look.code(fact.source),
                actor_id=_ids(look, (fact.source,)),
                cue=look.cut(fact.evidence.span),
                stance=fact.stance,
                style=fact.style,
                content=tuple(map(look.cut, fact.content)),
                relay=look.words(fact.relay),
                translated=fact.translated,
                rule=fact.evidence.rule,
            )


def _ids(look: Lookup, mention_ids: Iterable[str]) -> tuple[str, ...]:
    mentions = (look.facts.get(key) for key in mention_ids)
    return tuple(dict.fromkeys(fact.actor for fact in mentions if isinstance(fact, Mention)))


def _quantity(look: Lookup, quantity_id: str) -> str:
    fact = look.facts.get(quantity_id)
    if not isinstance(fact, Quantity):
        return ""
    return " ".join(filter(None, (fact.bound, f"{fact.value:g}", fact.unit)))
