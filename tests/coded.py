"""Sentences read and written down in one short notation, for the tables of test_events, test_modality, test_actors.

``event("THREATEN/restrict USA > RUS")``: type and mode, actors, recipients; parties are codes with sector
(``RUS.MIL``), sorted. A row that names no mode (``THREATEN USA > RUS``) leaves it open.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from dragoman import read
from dragoman.model import Actor, Event, Mention, Reading

PUBLISHED = "2022-01-19"  # a Wednesday


class Row(NamedTuple):
    """A sentence, what it should give, why the row is there."""

    language: str
    text: str
    expected: str
    why: str


@cache
def reading_of(language: str, text: str) -> Reading:
    """Return the reading of a sentence on the day all rows are read from."""
    return read(text, published=PUBLISHED, language=language)


def code_of(actor: Actor) -> str:
    """Return an actor's country and sector: ``RUS.MIL``, ``NATO``, ``.UNK``."""
    return actor.country + (f".{actor.sector}" if actor.sector else "")


def actors_by_mention(reading: Reading) -> dict[str, str]:
    """Return the code of each mention's actor by the mention's id."""
    codes = {actor.id: code_of(actor) for actor in reading.actors}
    return {fact.id: codes[fact.actor] for fact in reading.facts if isinstance(fact, Mention)}


def events_of(reading: Reading) -> list[Event]:
    """Return the events of a reading in text order."""
    return [fact for fact in reading.facts if isinstance(fact, Event)]


def parties(event: Event, codes: dict[str, str]) -> str:
    """Return ``actors > recipients`` as sorted codes."""
    actor, recipient = (" ".join(sorted({codes[i] for i in ids})) for ids in (event.actor, event.recipient))
    return f"{actor} > {recipient}" if recipient else actor


def told(expected: str) -> list[str]:
    """Return the parts of an expectation that must be there: parted by ``;``, ``-`` for none."""
    parts = [] if expected == "-" else expected.split(";")
    return sorted(" ".join(part.split()) for part in parts if not part.strip().startswith("?"))


def allowed(expected: str) -> set[str]:
    """Return the parts of an expectation that may be there or not: those that begin with a question mark."""
    return {" ".join(part.strip(" ?").split()) for part in expected.split(";") if part.strip().startswith("?")}


def lacks(row: Row, found: list[str]) -> bool:
    """Tell whether what was found is not what the row expects: each part once, what it allows left out."""
    may = allowed(row.expected)
    return sorted(part for part in found if part not in may) != told(row.expected)


def check(row: Row, found: list[str]) -> None:
    """Assert that what was found is what the row expects."""
    assert not lacks(row, found), f"{row.text}\nexpected {row.expected}\nfound    {'; '.join(found) or '-'}"


def rows(table: list[Row], broken: dict[str, str]) -> list[object]:
    """Return pytest parameters; a sentence in ``broken`` is a strict xfail with its reason."""
    assert set(broken) <= {row.text for row in table}
    return [
        pytest.param(
            row,
            id=f"{row.language}: {row.why}",
            marks=[pytest.mark.xfail(reason=broken[row.text], strict=True)] if row.text in broken else [],
        )
        for row in table
    ]
