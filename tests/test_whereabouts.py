"""Where does an act happen? Rows: language, text, the country of the event's place ("" none), why the row exists."""

from __future__ import annotations

import pytest

from dragoman import read
from dragoman.model import Event, Mention

ROWS = [
    ("en", "Israeli troops killed four men in Lebanon on Monday.", "LBN", "a state behind a preposition of place"),
    ("en", "Serbia lifted the curfew in the east of Montenegro.", "MNE", "part of a state"),
    ("en", "Poland handed a note to Ukraine.", "", "to whom is no place"),
    ("en", "Nigeria will withdraw its troops from Chad.", "TCD", "whence, of an act that moves somebody"),
    ("en", "France demanded an answer from Chad.", "", "from whom is no place"),
    ("en", "Poland criticised Germany, officials in Vienna said.", "", "where somebody speaks is not where it happens"),
    ("uk", "Армія Ізраїлю вбила чотирьох людей у Лівані.", "LBN", "a state behind a preposition of place"),
    ("uk", "Сербія скасувала комендантську годину на сході Чорногорії.", "MNE", "part of a state"),
    ("uk", "Польща посварилася з Іраном і засудила Ірак.", "", "with whom is no place"),
    ("ru", "Армия Израиля убила четырех человек в Ливане.", "LBN", "a state behind a preposition of place"),
    ("ru", "Сербия отменила комендантский час на востоке Черногории.", "MNE", "part of a state"),
    ("ru", "Нигерия выведет свои войска из Чада.", "TCD", "whence, of an act that moves somebody"),
]


@pytest.mark.parametrize(("language", "text", "country", "why"), ROWS, ids=[row[1] for row in ROWS])
def test_where(language: str, text: str, country: str, why: str) -> None:
    reading = read(text, published="2022-01-19", language=language)
    actors = {actor.id: actor for actor in reading.actors}
    mentions = {fact.id: fact for fact in reading.facts if isinstance(fact, Mention)}
    events = [fact for fact in reading.facts if isinstance(fact, Event)]
    found = {actors[mentions[event.place].actor].country for event in events if event.place}
    assert (found or {""}) == {country}, why
