"""Gold records and readings made by hand, for tests that must not depend on any finder."""

from __future__ import annotations

from typing import Any

from dragoman.ident import article_id, digest, fact_id
from dragoman.model import (
    Actor,
    AnyFact,
    Article,
    Event,
    Evidence,
    Generator,
    Mention,
    Quantity,
    Reading,
    Span,
    Statement,
    Time,
)

Cell = dict[str, Any]
RULE = "xx.test.rule"


def at(text: str, words: str) -> Cell:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def who(text: str, words: str, code: str, sector: str = "", **more: Any) -> Cell:
    return {**at(text, words), "code": code, "sector": sector, **more}


def deed(text: str, plover: str, trigger: str, actor: list[Cell], recipient: list[Cell], **more: Any) -> Cell:
    base = {"mode": "", "act": plover, "modality": "actual", "negated": False, "context": [], "statement": None}
    empty = {"date": None, "place": None, "quantity": None}
    parties = {"actor": actor, "recipient": recipient, "trigger": at(text, trigger)}
    return {"plover": plover, **base, **empty, **parties, **more}


def record(text: str, language: str, events: list[Cell], **more: Any) -> Cell:
    base = {"id": digest(text, size=3), "lang": language, "published": "2022-01-14", "text": text, "events": events}
    return {**base, "set": "roles", "statements": [], "talks": [], "demands": [], "traps": [], **more}


def oracle(gold: Cell) -> Reading:
    """Return the reading that says exactly what the gold says."""
    text = gold["text"]
    actors: dict[str, Actor] = {}
    facts: dict[str, AnyFact] = {}

    def id_of(kind: str, cell: Cell, *content: str) -> str:
        return fact_id(article_id(text), kind, Span(cell["start"], cell["end"]), RULE, *content)

    def evidence(cell: Cell) -> Evidence:
        return Evidence(span=Span(cell["start"], cell["end"]), rule=RULE)

    def mention(cell: Cell | None) -> str:
        if cell is None:
            return ""
        key = f"{cell['code']}.{cell['sector']}".strip(".") if "code" in cell else "outlet"
        name = cell["text"]
        actors[key] = Actor(id=key, name=name, country=cell.get("code", ""), sector=cell.get("sector", ""))
        fact = Mention(id=id_of("mention", cell, key), evidence=evidence(cell), actor=key)
        facts[fact.id] = fact
        return fact.id

    def time(cell: Cell | None) -> str:
        if cell is None:
            return ""
        fact = Time(id=id_of("time", cell, cell["edtf"]), evidence=evidence(cell), type="DATE", value=cell["edtf"])
        facts[fact.id] = fact
        return fact.id

    def quantity(cell: Cell | None) -> str:
        if cell is None:
            return ""
        fact = Quantity(id=id_of("quantity", cell), evidence=evidence(cell), value=cell["value"])
        facts[fact.id] = fact
        return fact.id

    said: list[str] = []
    for cell in gold["statements"]:
        source, content = mention(cell["source"]), cell["content"]
        statement = Statement(
            id=id_of("statement", cell["cue"], source, f"{content['start']}-{content['end']}"),
            evidence=evidence(cell["cue"]),
            source=source,
            content=(Span(content["start"], content["end"]),),
            relay=mention(cell["relay"]),
            style=cell["style"],
        )
        facts[statement.id] = statement
        said.append(statement.id)
    for cell in gold["events"]:
        actor, recipient = tuple(map(mention, cell["actor"])), tuple(map(mention, cell["recipient"]))
        event = Event(
            id=id_of("event", cell["trigger"], cell["plover"], cell["mode"], *actor, "|", *recipient),
            evidence=evidence(cell["trigger"]),
            event=cell["plover"],
            mode=cell["mode"],
            act=cell["act"],
            modality=cell["modality"],
            negated=cell["negated"],
            actor=actor,
            recipient=recipient,
            context=tuple(cell["context"]),
            time=time(cell["date"]),
            place=mention({**cell["place"], "sector": ""}) if cell["place"] else "",
            quantity=quantity(cell["quantity"]),
            statement=said[cell["statement"]] if cell["statement"] is not None else "",
        )
        facts[event.id] = event
    for cell in gold.get("mentions", ()):
        mention(cell)
    ordered = tuple(sorted(facts.values(), key=lambda fact: (fact.evidence.span, fact.id)))
    article = Article(id=article_id(text), text=text)
    found = tuple(actors.values())
    return Reading(article=article, actors=found, facts=ordered, generator=Generator(version="0", data="0"))
