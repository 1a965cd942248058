"""How are a gold record and a reading laid side by side?

Both become a ``Sheet``: the same plain rows of coded events, reported statements, meetings and demands, with codes
in place of references. What the gold lets count besides its first choice (``plover_alt``, ``code_alt``, ``sector2``,
``also``) is kept in the rows, so that comparing needs no knowledge of either format.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .model import Actor, Demand, Event, Mention, Quantity, Reading, Span, Statement, Table, Talk, Time

COMPLETE, PRIMARY, UNCODED = "complete", "primary", "uncoded"


class Party(NamedTuple):
    """An actor of an event: the codes and sectors that count (written one first) and the words."""

    codes: tuple[str, ...]
    sectors: tuple[str, ...]
    text: str = ""
    span: Span = Span(0, 0)

    def __str__(self) -> str:
        return self.codes[0] + (f".{self.sectors[0]}" if self.sectors[0] else "")


class Coded(NamedTuple):
    """An event as compared; ``statement`` is an index into the sheet's statements, -1 the narrator."""

    types: tuple[str, ...]
    mode: str
    act: str
    modality: str
    negated: bool
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    triggers: tuple[Span, ...]
    date: str = ""
    place: str = ""
    quantity: float | None = None
    context: tuple[str, ...] = ()
    statement: int = -1
    optional: bool = False
    rule: str = ""


class Said(NamedTuple):
    """A statement as compared."""

    source: Span | None
    who: tuple[Party, ...]
    cue: Span
    content: tuple[Span, ...]
    relay: Span | None
    style: str
    rule: str = ""


class Meeting(NamedTuple):
    """A talk as compared; ``participants`` are codes."""

    participants: frozenset[str]
    date: str
    status: str
    format: str
    place: str
    words: Span | None = None


class Ask(NamedTuple):
    """A demand as compared, with its answers as (code, answer), one for each party that answers."""

    by: frozenset[str]
    to: frozenset[str]
    theme: Span | None
    answers: tuple[tuple[frozenset[str], str], ...]


class Sheet(NamedTuple):
    """All rows of one text."""

    id: str
    text: str
    language: str
    set: str
    coverage: str
    sentences: tuple[Span, ...]
    events: tuple[Coded, ...] = ()
    statements: tuple[Said, ...] = ()
    talks: tuple[Meeting, ...] | None = ()
    demands: tuple[Ask, ...] | None = ()
    mentions: tuple[Party, ...] | None = ()
    quantities: tuple[tuple[Span, float], ...] = ()
    traps: tuple[tuple[Span, str], ...] = ()


def _span(cell: Table | None) -> Span | None:
    return Span(cell["start"], cell["end"]) if cell else None


def _party(cell: Table) -> Party:
    codes = (cell["code"], *cell.get("code_alt", ()))
    sectors = (cell.get("sector", ""), *([cell["sector2"]] if cell.get("sector2") else []))
    return Party(codes, sectors, cell["text"], Span(cell["start"], cell["end"]))


def _gold_event(cell: Table) -> Coded:
    words = [cell["trigger"], cell.get("trigger_rest"), *cell.get("also", ())]
    date, place, quantity = cell.get("date"), cell.get("place"), cell.get("quantity")
    return Coded(
        types=(cell["plover"], *cell.get("plover_alt", ())),
        mode=cell["mode"],
        act=cell["act"],
        modality=cell["modality"],
        negated=cell["negated"],
        actor=tuple(map(_party, cell["actor"])),
        recipient=tuple(map(_party, cell["recipient"])),
        triggers=tuple(Span(word["start"], word["end"]) for word in words if word),
        date=date["edtf"] if date else "",
        place=place["code"] if place else "",
        quantity=float(quantity["value"]) if quantity and quantity["value"] is not None else None,
        context=tuple(cell.get("context", ())),
        statement=-1 if cell.get("statement") is None else cell["statement"],
        optional=bool(cell.get("optional")),
    )


def _gold_statement(cell: Table) -> Said:
    source, content = cell["source"], _span(cell["content"])
    return Said(
        source=_span(source),
        who=(_party(source),) if source else (),
        cue=Span(cell["cue"]["start"], cell["cue"]["end"]),
        content=(content,) if content else (),
        relay=_span(cell.get("relay")),
        style=cell["style"],
    )


def _gold_demand(cell: Table) -> Ask:
    answers = tuple(
        dict.fromkeys(
            (frozenset({code}), answer["answer"]) for answer in cell.get("answers", ()) for code in answer["by"]
        )
    )
    return Ask(frozenset(cell["by"]), frozenset(cell["to"]), _span(cell["theme"]), answers)


def _gold_talk(cell: Table) -> Meeting:
    members, words = frozenset(cell["participants"]), _span(cell.get("evidence"))
    return Meeting(members, cell["date"], cell["status"], cell["format"], cell["place"], words)


def set_of(record: Table) -> str:
    """Return which gold set a record belongs to: its ``set``, ``gsr`` or ``articles``."""
    return str(record.get("set") or ("gsr" if "coverage" in record else "articles"))


def gold_sheet(record: Table) -> Sheet:
    """Return the sheet of a gold record (one line of a file in the gold's schema).

    Talks and demands are None where the record leaves them uncoded: outside articles only those that list some are
    complete; mentions are None everywhere but in the set ``actors``.
    """
    name = set_of(record)
    closed = name in ("articles", "no_event")
    primary = str(record.get("coverage", "")).startswith("primary")
    coverage = UNCODED if not record.get("events_annotated", True) else PRIMARY if primary else COMPLETE
    talks, demands = record.get("talks", ()), record.get("demands", ())
    events = tuple(map(_gold_event, record["events"]))
    counted = [event["quantity"] for event in record["events"] if event.get("quantity")]
    return Sheet(
        id=record["id"],
        text=record["text"],
        language=record["lang"],
        set=name,
        coverage=coverage,
        sentences=tuple(Span(*pair) for pair in record.get("sentences", ())) or (Span(0, len(record["text"])),),
        events=events,
        statements=tuple(map(_gold_statement, record.get("statements", ()))),
        talks=tuple(map(_gold_talk, talks)) if talks or closed else None,
        demands=tuple(map(_gold_demand, demands)) if demands or closed else None,
        mentions=tuple(map(_party, record["mentions"])) if "mentions" in record else None,
        quantities=tuple((Span(cell["start"], cell["end"]), float(cell["value"])) for cell in counted),
        traps=tuple((Span(cell["start"], cell["end"]), cell["why"]) for cell in record.get("traps", ())),
    )


def codes_of(actor: Actor) -> tuple[str, ...]:
    """Return the codes an actor stands for: its country or body; all members of a group such as ``RUS+CHN``.

    >>> codes_of(Actor(id="EST+LVA", name="two states")), codes_of(Actor(id="UKR.GOV", name="Kyiv", country="UKR"))
    (('EST', 'LVA'), ('UKR',))
    """
    head = actor.id.split(".")[0].split(":")[0]
    if "+" in head:
        return tuple(head.split("+"))
    return (actor.country,)


def _codes(ids: Iterable[str], actors: dict[str, Actor]) -> frozenset[str]:
    """The codes of the ids that views use: an Actor id, or its head (the state or body alone)."""
    heads = {actor.id.partition(".")[0]: actor for actor in actors.values()}
    found: set[str] = set()
    for key in ids:
        actor = actors.get(key) or heads.get(key.partition(".")[0])
        found.update(codes_of(actor) if actor else key.partition(".")[0].split("+"))
    return frozenset(found)


def _parties(
    ids: Iterable[str], mentions: dict[str, Mention], actors: dict[str, Actor], text: str
) -> tuple[Party, ...]:
    found: list[Party] = []
    for key in ids:
        mention = mentions[key]
        actor, span = actors[mention.actor], mention.evidence.span
        words = text[span.start : span.end]
        found += [Party((code,), (actor.sector,), words, span) for code in codes_of(actor)]
    return tuple(found)


def reading_sheet(reading: Reading, gold: Sheet) -> Sheet:
    """Return the sheet of a reading, with set and sentences of the gold that it answers; talks and demands empty."""
    text = reading.article.text
    actors = {actor.id: actor for actor in reading.actors}
    mentions = {fact.id: fact for fact in reading.facts if isinstance(fact, Mention)}
    times = {fact.id: fact.value for fact in reading.facts if isinstance(fact, Time)}
    numbers = {fact.id: fact.value for fact in reading.facts if isinstance(fact, Quantity)}
    said = [fact for fact in reading.facts if isinstance(fact, Statement)]
    number_of = {fact.id: index for index, fact in enumerate(said)}

    def coded(fact: Event) -> Coded:
        return Coded(
            types=(fact.event,),
            mode=fact.mode,
            act=fact.act,
            modality=fact.modality,
            negated=fact.negated,
            actor=_parties(fact.actor, mentions, actors, text),
            recipient=_parties(fact.recipient, mentions, actors, text),
            triggers=(fact.evidence.span,),
            date=times.get(fact.time, ""),
            place=_parties((fact.place,), mentions, actors, text)[0].codes[0] if fact.place in mentions else "",
            quantity=numbers.get(fact.quantity),
            context=fact.context,
            statement=number_of.get(fact.statement, -1),
            rule=fact.evidence.rule,
        )

    def reported(fact: Statement) -> Said:
        return Said(
            source=mentions[fact.source].evidence.span if fact.source else None,
            who=_parties((fact.source,), mentions, actors, text) if fact.source else (),
            cue=fact.evidence.span,
            content=fact.content,
            relay=mentions[fact.relay].evidence.span if fact.relay else None,
            style=fact.style,
            rule=fact.evidence.rule,
        )

    return gold._replace(
        text=text,
        events=tuple(coded(fact) for fact in reading.facts if isinstance(fact, Event)),
        statements=tuple(map(reported, said)),
        talks=(),
        demands=(),
        mentions=_parties(mentions, mentions, actors, text),
        quantities=tuple((fact.evidence.span, fact.value) for fact in reading.facts if isinstance(fact, Quantity)),
    )


def with_views(sheet: Sheet, reading: Reading) -> Sheet:
    """Return the sheet with the talks and the demands that the views make of this one reading."""
    from .views.calendar import calendar  # views are needed by nobody who measures the finders alone
    from .views.ledger import ledger

    actors = {actor.id: actor for actor in reading.actors}
    spans = {fact.id: fact.evidence.span for fact in reading.facts}

    def asked(demand: Demand) -> Ask:
        given = ((_codes((answer.by,), actors), answer.answer) for answer in demand.answers)
        answers = tuple(dict.fromkeys(given))  # told twice, as the gold counts it: once
        return Ask(_codes(demand.by, actors), _codes(demand.to, actors), demand.span, answers)

    def met(talk: Talk) -> Meeting:
        words = next((spans[step.fact] for step in talk.history if step.fact in spans), None)
        return Meeting(_codes(talk.participants, actors), talk.date, talk.status, talk.format, talk.place, words)

    demands = [demand for demand in ledger((reading,)) if demand.kind == "demand"]
    return sheet._replace(talks=tuple(map(met, calendar((reading,)))), demands=tuple(map(asked, demands)))
