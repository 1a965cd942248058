"""Does a real crawled page give what it must? A Ukrainian machine translation of a CNN story, with all a farm page adds.

One table: which part of the record, a pattern (``*`` anything), how the program falls short of it today. A pattern with
``!`` before it must match nothing. The page is not ours to carry along: the tests skip where it is not at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from coded import actors_by_mention, events_of, parties

from dragoman import calendar, ledger, read
from dragoman.model import Mention, Quantity, Reading, Statement, Time
from dragoman.verify import verify

PAGE = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason=f"the seed page is not at {PAGE.name}")


class Item(NamedTuple):
    """What one part of the record must (or with ``!`` must not) hold."""

    part: str
    pattern: str
    broken: str = ""


TABLE = [
    Item("blocks", "title: Сполучені"),
    Item("blocks", "paragraph: *"),
    Item("blocks", "read-also: READ"),
    Item("blocks", "related: You"),
    Item("blocks", "author-box: About"),
    Item("blocks", "comment-form: Залишити"),
    Item("blocks", "update-notice: Ця"),
    Item("blocks", "contributors: Анна"),
    Item("facts outside", "!*"),
    Item("origin", "based on CNN"),
    Item("origin", "derivation translated"),
    Item("origin", "evidence *CNN*"),
    Item("origin", "contributor Анна Чернова"),
    Item("origin", "contributor Вероніка Страквалорсі"),
    Item("origin", "author Gene Crawford"),
    Item("origin", "!contributor Gene Crawford"),
    Item("times", "2022-01: наступного місяця"),
    Item("times", "2021-12-25: у суботу"),
    Item("times", "2022-01-12: *12 січня"),
    Item("times", "2022-01-13: *13 січня"),
    Item("times", "2022-01*: на початку 2022 року"),
    Item("times", "2021*: *останні кілька місяців"),
    Item("times", "2021-12*: *цього місяця"),
    Item("times", "!2022-01-10*"),
    Item("events", "MOBILIZE/troops MOBILIZE actual RUS > UKR*"),
    Item("events", "RETREAT/withdraw RETREAT actual RUS*, 10000, said by RUS.MIL"),
    Item("events", "THREATEN/restrict SANCTION future USA.GOV > RUS*"),
    Item("events", "REQUEST* REQUEST actual USA.GOV > RUS.GOV*"),
    Item("events", "REQUEST/yield REQUEST actual RUS > NATO USA*"),
    Item("events", "REJECT/yield CONCEDE future not USA*, said by USA.GOV"),
    Item("events", "AGREE CONSULT future RUS USA*"),
    Item("events", "AGREE CONSULT future NATO RUS*"),
    Item("events", "AGREE CONSULT * OSCE*"),
    Item("events", "AGREE CONSULT future *UKR*"),
    Item("events", "ASSAULT* ASSAULT hypothetical RUS*, said by USA.SPY"),
    Item("events", "!ASSAULT* actual *"),
    Item("statements", "USA.SPY за оцінками indirect: *вторгнення*"),
    Item("statements", "RUS.MIL заявило indirect: 10 000 солдатів*"),
    Item("statements", "USA.GOV заявляючи *: *готові діяти*"),
    Item("statements", "USA.GOV зазначав indirect: США не підуть*"),
    Item("statements", "* йдеться direct: Підхід*"),
    Item("statements", "* підтвердили (to CNN) indirect: Росія і НАТО*"),
    Item("statements", "NATO підтвердили (to CNN) indirect: Росія і НАТО*"),
    Item("statements", "USA* за словами indirect: Очікується*"),
    Item("statements", "* сказав direct: Коли ми*"),
    Item("statements", "USA.GOV повідомив (to CNN) indirect: американські чиновники*"),
    Item("talks", "2022-01 RUS USA * planned"),
    Item("talks", "2022-01-12 NATO RUS NATO-Russia Council confirmed"),
    Item("talks", "2022-01-13 *OSCE* planned"),
    Item("ledger", "RUS > NATO USA *, refused by USA"),
    Item("ledger", "!USA > UKR *"),
]


@cache
def reading() -> Reading:
    return read(PAGE.read_text("utf-8"), published="2021-12-28")


def words(start: int, end: int) -> str:
    return reading().article.text[start:end]


def blocks() -> Iterator[str]:
    for block in reading().article.blocks:
        if block.span:
            yield f"{block.kind}: {words(block.span.start, block.span.end).split()[0]}"


def facts_outside() -> Iterator[str]:
    """Facts whose words lie in a block that is left out."""
    left_out = [block.span for block in reading().article.blocks if block.reason and block.span]
    for fact in reading().facts:
        span = fact.evidence.span
        if any(block.start <= span.start < block.end for block in left_out):
            yield words(span.start, span.end)


def origin() -> Iterator[str]:
    article = reading().article
    yield f"based on {article.is_based_on}"
    yield f"derivation {article.derivation}"
    yield from (f"evidence {words(item.span.start, item.span.end)}" for item in article.origin)
    yield from (f"author {name}" for name in article.author)
    yield from (f"contributor {name}" for name in article.contributor)


def times() -> Iterator[str]:
    for fact in reading().facts:
        if isinstance(fact, Time):
            yield f"{fact.value}: {words(fact.evidence.span.start, fact.evidence.span.end)}"


def events() -> Iterator[str]:
    codes = actors_by_mention(reading())
    facts = {fact.id: fact for fact in reading().facts}
    for event in events_of(reading()):
        line = f"{event.event}{'/' + event.mode if event.mode else ''} {event.act} {event.modality}"
        line += f"{' not' if event.negated else ''} {parties(event, codes)}"
        quantity, statement = facts.get(event.quantity), facts.get(event.statement)
        line += f", {quantity.value:g}" if isinstance(quantity, Quantity) else ""
        yield line + (f", said by {codes.get(statement.source, '?')}" if isinstance(statement, Statement) else "")


def statements() -> Iterator[str]:
    codes = actors_by_mention(reading())
    facts = {fact.id: fact for fact in reading().facts}
    for fact in reading().facts:
        if isinstance(fact, Statement):
            cue, content = fact.evidence.span, fact.content[0]
            relay = facts.get(fact.relay)
            span = relay.evidence.span if isinstance(relay, Mention) else None
            told = f" (to {words(span.start, span.end)})" if span else ""
            source = codes.get(fact.source, "?")
            yield f"{source} {words(cue.start, cue.end)}{told} {fact.style}: {words(content.start, content.end)}"


def talks() -> Iterator[str]:
    for talk in calendar((reading(),)):
        yield f"{talk.date} {' '.join(talk.participants)} {talk.format} {talk.status}"


def demands() -> Iterator[str]:
    for demand in ledger((reading(),)):
        answers = "".join(f", {answer.answer} by {answer.by}" for answer in demand.answers)
        yield f"{' '.join(sorted(demand.by))} > {' '.join(sorted(demand.to))} {demand.theme}{answers}"


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "blocks": blocks,
    "facts outside": facts_outside,
    "origin": origin,
    "times": times,
    "events": events,
    "statements": statements,
    "talks": talks,
    "ledger": demands,
}


def parameters() -> list[object]:
    return [
        pytest.param(
            item,
            id=f"{item.part}: {item.pattern}",
            marks=[pytest.mark.xfail(reason=item.broken, strict=True)] if item.broken else [],
        )
        for item in TABLE
    ]


@pytest.mark.parametrize("item", parameters())
def test_the_seed_page_gives(item: Item) -> None:
    found = list(PARTS[item.part]())
    pattern = item.pattern.removeprefix("!").replace("[", "[[]")
    matching = [line for line in found if fnmatchcase(line, pattern)]
    if item.pattern.startswith("!"):
        assert not matching
    else:
        assert matching, "\n".join([f"nothing of {item.part} is like {pattern}", *found])


def test_the_seed_page_keeps_its_word() -> None:
    assert verify(reading()) == ()
