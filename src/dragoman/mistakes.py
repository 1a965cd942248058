"""Where does a reading part from the gold, and in which way?

Every mistake has a class, the sentence with the words marked, and both sides in one short form, so that a class can be
read from top to bottom and its common cause be seen. ⟦…⟧ are the gold's words, ⟪…⟫ the reading's.

The short form of an event: ``REJECT/yield(CONCEDE future not) USA.GOV > RUS @2022-01`` — type/mode, in brackets the act
where it differs, modality and negation; actors > recipients; date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .align import (
    Pair,
    bare_date,
    covered,
    near,
    overlap,
    pair_demands,
    pair_talks,
    same_modality,
    same_sectors,
    sentence_of,
    touches,
)
from .gold import COMPLETE, UNCODED, Ask, Coded, Meeting, Party, Said, Sheet
from .model import Span

KIND_OF = {
    "text changed": "events",
    "missed event": "events",
    "false alarm": "events",
    "double event": "events",
    "wrong type": "events",
    "wrong mode": "events",
    "wrong act": "events",
    "swapped roles": "events",
    "actor missing": "events",
    "actor extra": "events",
    "recipient missing": "events",
    "recipient extra": "events",
    "sector": "events",
    "modality": "events",
    "negation": "events",
    "date": "events",
    "place": "events",
    "quantity": "events",
    "event to statement": "events",
    "missed statement": "statements",
    "false statement": "statements",
    "statement source": "statements",
    "statement cue": "statements",
    "statement content": "statements",
    "relay": "statements",
    "style": "statements",
    "missed mention": "mentions",
    "mention code": "mentions",
    "mention sector": "mentions",
    "missed talk": "talks",
    "false talk": "talks",
    "talk status": "talks",
    "missed demand": "demands",
    "false demand": "demands",
    "answers": "demands",
}
CLASSES = tuple(KIND_OF)


class Mistake(NamedTuple):
    """One difference: its class, where, the marked words, and both sides in short form."""

    what: str
    id: str
    set: str
    language: str
    words: str
    gold: str
    got: str
    rule: str = ""


class Difference(NamedTuple):
    """A mistake before it knows its text: class, gold and reading in short form, and the words of both."""

    what: str
    gold: str
    got: str
    mine: tuple[Span, ...] = ()
    theirs: tuple[Span, ...] = ()
    rule: str = ""


def find_mistakes(
    gold: Sheet, got: Sheet, pairs: tuple[Pair, ...], said: dict[int, int], *, views: bool
) -> list[Mistake]:
    """Return what is wrong in one reading, in the order of ``CLASSES`` and then of the text."""
    differences: list[Difference] = []
    if gold.text != got.text:
        differences.append(Difference("text changed", f"{len(gold.text)} characters", f"{len(got.text)} characters"))
    if gold.coverage != UNCODED:
        differences += _whole_events(gold, got, pairs)
        for pair in pairs:
            if not pair.gold.optional:
                parts = _event_parts(pair, said)
                differences += [part for part in parts if part.what != "date" or _dated(gold, pair)]
        differences += _statements(gold, got, said)
    if gold.mentions is not None:
        differences += _mentions(gold.mentions, got.mentions or ())
    if views:
        differences += [*_talks(gold.talks, got.talks or ()), *_demands(gold, got)]
    differences.sort(key=lambda item: CLASSES.index(item.what))
    return [
        Mistake(item.what, gold.id, gold.set, gold.language, _marked(gold, item), item.gold, item.got, item.rule)
        for item in differences
    ]


def _dated(gold: Sheet, pair: Pair) -> bool:
    """Whether the gold codes the day of this event at all."""
    return bool(pair.gold.date) or gold.coverage == COMPLETE


def short(event: Coded) -> str:
    """Return an event in one short line.

    >>> party = Party(("USA",), ("GOV",))
    >>> short(Coded(("AGREE",), "", "CONSULT", "future", False, (party,), (), (Span(0, 1),), date="2022-01"))
    'AGREE(CONSULT future) USA.GOV > - @2022-01'
    """
    marks = [event.act] if event.act != event.types[0] else []
    marks += [event.modality] if event.modality != "actual" else []
    marks += ["not"] if event.negated else []
    head = "|".join(event.types) + (f"/{event.mode}" if event.mode else "") + (f"({' '.join(marks)})" if marks else "")
    tail = f" @{event.date}" if event.date else ""
    return f"{head} {_names(event.actor)} > {_names(event.recipient)}{tail}"


def _names(parties: Iterable[Party]) -> str:
    return "+".join(sorted({str(party) or "?" for party in parties})) or "-"


def _whole_events(gold: Sheet, got: Sheet, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    answered = {pair.gold_index for pair in pairs}
    used = {pair.got_index for pair in pairs}
    for index, mine in enumerate(gold.events):
        if index in answered or mine.optional:
            continue
        others = [event for other, event in enumerate(got.events) if other not in used and near(gold, mine, event)]
        there = "; ".join(["; ".join(map(short, others)) or "nothing", *_unfound(mine, got.mentions or ())])
        rules = ", ".join(event.rule for event in others)
        yield Difference("missed event", short(mine), there, mine.triggers[:1], _triggers(others), rules)
    if gold.coverage != COMPLETE:
        return
    for index, theirs in enumerate(got.events):
        if index in used:
            continue
        again = [pair.gold for pair in pairs if _again(pair.gold, theirs)]
        why = next((reason for span, reason in gold.traps if overlap(span, theirs.triggers[0])), "")
        meant = short(again[0]) if again else f"nothing{f' (trap: {why})' if why else ''}"
        what = "double event" if again else "false alarm"
        yield Difference(what, meant, short(theirs), (), theirs.triggers, theirs.rule)


def _unfound(event: Coded, mentions: tuple[Party, ...]) -> Iterator[str]:
    """Yield the parties of a missed event that no mention names: often that is why it was missed."""
    for party in event.actor + event.recipient:
        over = [mention for mention in mentions if overlap(mention.span, party.span)]
        if not any(mention.codes[0] in party.codes for mention in over):
            read = f", read as {_names(over)}" if over else ""
            yield f"no actor «{party.text}» [{party}{read}]"


def _again(gold: Coded, got: Coded) -> bool:
    same = {party.codes[0] for party in gold.actor} == {party.codes[0] for party in got.actor}
    return got.types[0] in gold.types and (same or touches(gold.triggers, got.triggers))


def _triggers(events: Iterable[Coded]) -> tuple[Span, ...]:
    return tuple(event.triggers[0] for event in events)


def _event_parts(pair: Pair, said: dict[int, int]) -> Iterator[Difference]:
    mine, theirs = pair.gold, pair.got
    for what in _wrong_parts(pair, said):
        yield Difference(what, short(mine), short(theirs), mine.triggers[:1], theirs.triggers, theirs.rule)
    for what, one, other in (("place", mine.place, theirs.place), ("quantity", mine.quantity, theirs.quantity)):
        if one != other and (one not in ("", None)):
            yield Difference(what, f"{one}", f"{other}", mine.triggers[:1], theirs.triggers, theirs.rule)


def _wrong_parts(pair: Pair, said: dict[int, int]) -> Iterator[str]:
    mine, theirs = pair.gold, pair.got
    if not pair.type:
        yield "wrong type"
    elif mine.mode != theirs.mode and mine.types[0] == theirs.types[0]:
        yield "wrong mode"
    if pair.type and mine.act != theirs.act:
        yield "wrong act"
    if not (pair.actor and pair.recipient) and _swapped(mine, theirs):
        yield "swapped roles"
    else:
        yield from _wrong_parties("actor", mine.actor, theirs.actor)
        yield from _wrong_parties("recipient", mine.recipient, theirs.recipient)
    sides = ((mine.actor, theirs.actor), (mine.recipient, theirs.recipient))
    if pair.actor and pair.recipient and not all(same_sectors(one, other) for one, other in sides):
        yield "sector"
    if not same_modality(mine, theirs):
        yield "modality"
    if mine.negated != theirs.negated:
        yield "negation"
    if pair.type and bare_date(mine.date) != bare_date(theirs.date):
        yield "date"
    meant = said.get(mine.statement, -2) if mine.statement >= 0 else -1
    if pair.type and meant != theirs.statement and meant != -2:
        yield "event to statement"


def _swapped(gold: Coded, got: Coded) -> bool:
    actor, recipient = ({party.codes[0] for party in side} for side in (gold.actor, gold.recipient))
    doer, target = ({party.codes[0] for party in side} for side in (got.actor, got.recipient))
    return actor == target and recipient == doer and actor != recipient


def _wrong_parties(role: str, gold: tuple[Party, ...], got: tuple[Party, ...]) -> Iterator[str]:
    codes = {party.codes[0] for party in got}
    accepted = {code for party in gold for code in party.codes}
    if any(not codes.intersection(party.codes) for party in gold):
        yield f"{role} missing"
    if codes - accepted:
        yield f"{role} extra"


def _statements(gold: Sheet, got: Sheet, said: dict[int, int]) -> Iterator[Difference]:
    for index, mine in enumerate(gold.statements):
        if index not in said:
            yield Difference("missed statement", told(gold.text, mine), "nothing", (mine.cue,))
    for first, second in said.items():
        mine, theirs = gold.statements[first], got.statements[second]
        for what, one, other in _wrong_told(gold.text, mine, theirs):
            yield Difference(what, one, other, (mine.cue,), (theirs.cue,), theirs.rule)
    if gold.coverage == COMPLETE:
        for second, theirs in enumerate(got.statements):
            if second not in said.values():
                yield Difference("false statement", "nothing", told(gold.text, theirs), (), (theirs.cue,), theirs.rule)


def told(text: str, said: Said) -> str:
    """Return a statement in one short line: source — cue — content (ends only)."""
    who = f"{_cut(text, said.source)} [{_names(said.who)}]" if said.source else "nobody"
    content = " + ".join(_ends(text[span.start : span.end]) for span in said.content) or "no content"
    relay = f" (to {_cut(text, said.relay)})" if said.relay else ""
    return f"{who} — {_cut(text, said.cue)} — {content}{relay} {said.style}"


def _cut(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else "-"


def _ends(words: str, size: int = 24) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 2 * size + 3 else f"{flat[:size]} … {flat[-size:]}"


def _wrong_told(text: str, mine: Said, theirs: Said) -> Iterator[tuple[str, str, str]]:
    same_source = mine.source == theirs.source
    if not same_source and not (mine.source and theirs.source and overlap(mine.source, theirs.source)):
        yield "statement source", told(text, mine), told(text, theirs)
    if mine.cue != theirs.cue:
        yield "statement cue", _cut(text, mine.cue), _cut(text, theirs.cue)
    if covered(mine.content, theirs.content) < 0.9:
        yield "statement content", told(text, mine), told(text, theirs)
    if bool(mine.relay) != bool(theirs.relay):
        yield "relay", _cut(text, mine.relay), _cut(text, theirs.relay)
    if mine.style != theirs.style:
        yield "style", mine.style, theirs.style


def _mentions(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> Iterator[Difference]:
    for one in mine:
        over = [other for other in theirs if overlap(one.span, other.span)]
        wanted, spans = f"{one} «{one.text}»", tuple(other.span for other in over)
        there = "; ".join(f"{other} «{other.text}»" for other in over) or "nothing"
        coded = [other for other in over if other.codes[0] in one.codes]
        if not over:
            yield Difference("missed mention", wanted, there, (one.span,))
        elif not coded:
            yield Difference("mention code", wanted, there, (one.span,), spans)
        elif not any(other.sectors[0] in one.sectors for other in coded):
            yield Difference("mention sector", wanted, there, (one.span,), spans)


def _talks(mine: tuple[Meeting, ...] | None, theirs: tuple[Meeting, ...]) -> Iterator[Difference]:
    if mine is None:
        return
    pairs = pair_talks(mine, theirs)
    there = "; ".join(met(talk) for index, talk in enumerate(theirs) if index not in pairs.values()) or "nothing"
    for index, talk in enumerate(mine):
        if index not in pairs:
            yield Difference("missed talk", met(talk), there, _maybe(talk.words))
        elif talk.status != (got := theirs[pairs[index]]).status:
            yield Difference("talk status", met(talk), met(got), _maybe(talk.words), _maybe(got.words))
    for index, talk in enumerate(theirs):
        if index not in pairs.values():
            yield Difference("false talk", "nothing", met(talk), (), _maybe(talk.words))


def _maybe(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def met(talk: Meeting) -> str:
    """Return a talk in one short line."""
    parts = ("+".join(sorted(talk.participants)), talk.status, talk.date and f"@{talk.date}", talk.format)
    return " ".join(part for part in parts if part)


def _demands(gold: Sheet, got: Sheet) -> Iterator[Difference]:
    if gold.demands is None:
        return
    mine, theirs = gold.demands, got.demands or ()
    pairs = pair_demands(mine, theirs)
    rest = [ask for index, ask in enumerate(theirs) if index not in pairs.values()]
    for index, ask in enumerate(mine):
        spans = _maybe(ask.theme)
        if index not in pairs:
            there = "; ".join(asked(gold.text, other) for other in rest) or "nothing"
            yield Difference("missed demand", asked(gold.text, ask), there, spans)
        elif set(ask.answers) != set(theirs[pairs[index]].answers):
            yield Difference("answers", asked(gold.text, ask), asked(gold.text, theirs[pairs[index]]), spans)
    for ask in rest:
        yield Difference("false demand", "nothing", asked(gold.text, ask), (), _maybe(ask.theme))


def asked(text: str, ask: Ask) -> str:
    """Return a demand in one short line."""
    answers = "; ".join(f"{'+'.join(sorted(by))} {answer}" for by, answer in ask.answers)
    line = f"{'+'.join(sorted(ask.by))} > {'+'.join(sorted(ask.to)) or '-'}: {_ends(_cut(text, ask.theme))}"
    return line + (f" [{answers}]" if answers else "")


def _marked(gold: Sheet, item: Difference) -> str:
    """Return the sentence (sentences, where the two sides stand apart) with both sides' words marked."""
    spans = sorted({*item.mine, *item.theirs})
    if not spans:
        return ""
    homes = sorted({sentence_of(gold, span) for span in spans})
    return " […] ".join(_mark(gold.text, home, item) for home in homes)


def _mark(text: str, home: Span, item: Difference) -> str:
    theirs = [span for span in item.theirs if span not in item.mine]
    signs: list[tuple[int, int, str]] = []
    for span in item.mine:
        signs += [(span.start, 2, "⟦"), (span.end, 1, "⟧")]
    for span in theirs:
        signs += [(span.start, 3, "⟪"), (span.end, 0, "⟫")]
    marked, at = "", home.start
    for place, _, sign in sorted(signs):
        if home.start <= place <= home.end:
            marked += text[at:place] + sign
            at = place
    return " ".join((marked + text[at : home.end]).split())
