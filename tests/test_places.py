"""Is the gazetteer whole, and does a town stand in the record as the place it is?"""

from __future__ import annotations

from importlib.resources import files
from math import cos, hypot, radians

import pytest
from coded import Row as Coded
from coded import actors_by_mention, check, events_of, parties, reading_of, rows

from dragoman import read
from dragoman.folder import plain_name
from dragoman.language import known_languages, load_common, load_language
from dragoman.model import Mention
from dragoman.sentences import tokenize
from dragoman.verify import verify

CODES = known_languages()
ROOT = files("dragoman").joinpath("languages")
NOTES = {"", "adjective", "word", "scene"}
REACH = 9  # degrees from the capital to the furthest place, of most states
FURTHER = {
    "ARG": 23, "AUS": 45, "BRA": 23, "CAN": 47, "CHL": 34, "CHN": 32, "COD": 17, "DNK": 51, "DZA": 15, "ECU": 13, "EGY": 10,
    "ESP": 17, "FRA": 130, "GBR": 110, "IDN": 35, "IND": 22, "IRN": 13, "JPN": 18, "KAZ": 15, "LBY": 13, "MEX": 22, "MLI": 14,
    "MOZ": 17, "MUS": 20, "MYS": 16, "NER": 12, "NLD": 61, "NOR": 19, "NZL": 253, "PAK": 13, "PER": 10, "PRT": 15, "RUS": 80,
    "SAU": 11, "SDN": 11, "SOM": 11, "TCD": 10, "USA": 176, "VNM": 12, "YEM": 10, "ZAF": 13, "MRT": 10,
}  # fmt: skip


def lines(name: str) -> list[list[str]]:
    found = ROOT.joinpath(name).read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in found if line and not line.startswith("#")]


def states() -> dict[str, list[str]]:
    return {row[0]: row for row in lines("common/states.tsv")}


def test_every_place_is_told_once_and_lies_in_a_known_state() -> None:
    known, found = states(), lines("common/places.tsv")
    keys = [row[0] for row in found]
    assert len(keys) == len(set(keys))
    wrong = [
        row
        for row in found
        if len(row) != 6
        or row[1] not in ("city", "region")
        or row[2] not in known
        or (row[3] and row[3].partition("-")[0] != known[row[2]][1])
    ]
    assert not wrong


def test_there_are_two_thousand_towns_and_every_state_has_one() -> None:
    cities = [row for row in lines("common/places.tsv") if row[1] == "city"]
    assert len(cities) >= 2000
    assert not set(states()) - {row[2] for row in cities} - {"TWN", "HKG", "GRL"}


def test_places_lie_within_the_reach_of_their_state() -> None:
    known, far = states(), []
    for key, _, country, _, lat, lon in lines("common/places.tsv"):
        north, east = float(known[country][5]), float(known[country][6])
        away = hypot(float(lat) - north, (float(lon) - east) * cos(radians(north)))
        if away > FURTHER.get(country, REACH):
            far.append((key, country, round(away, 1)))
    assert not far


@pytest.mark.parametrize("code", CODES)
def test_every_place_is_named_in_every_language(code: str) -> None:
    named = {row[0] for row in lines(f"{code}/places.tsv") if "adjective" not in row}
    assert named == set(load_common().places)


@pytest.mark.parametrize("code", CODES)
def test_rows_of_places_are_well_formed(code: str) -> None:
    seen: set[tuple[str, str]] = set()
    for row in lines(f"{code}/places.tsv"):
        key, name, note = (*row, "")[:3]
        assert note in NOTES, row
        assert (key, name) not in seen, row
        seen.add((key, name))
        plain = plain_name(name)
        assert (plain == plain.lower()) == (note == "adjective"), row


@pytest.mark.parametrize("code", CODES)
def test_names_that_are_words_too_are_marked(code: str) -> None:
    """A name of one word that words.tsv or triggers.tsv holds is no town at the beginning of a sentence."""
    words = {plain_name(row[0]).lower() for row in lines(f"{code}/words.tsv")}
    words |= {word.partition("|")[0].lower() for row in lines(f"{code}/triggers.tsv") for word in row[1].split()}
    bare = [
        row
        for row in lines(f"{code}/places.tsv")
        if (*row, "")[2] == "" and " " not in row[1] and plain_name(row[1]).lower() in words
    ]
    assert not bare


@pytest.mark.parametrize("code", CODES)
def test_names_are_found_as_they_are_written(code: str) -> None:
    language = load_language(code)
    lost = []
    for row in lines(f"{code}/places.tsv"):
        tokens = tokenize(plain_name(row[1]), language.tokenizer)
        hits = language.actors.at(tokens, 0)
        if not any(hit.last == len(tokens) and (hit.value.place or hit.value.kind != "town") for hit in hits):
            lost.append(row)
    assert not lost


TABLE = [
    # language, text, "words: place's id" of every mention with a place, why
    ("en", "Police in Lviv arrested four protesters.", "Police in Lviv: lviv; Lviv: lviv", "a town owns its people"),
    ("en", "Kharkiv's mayor accused Russia.", "Kharkiv's mayor: kharkiv", "and its officials"),
    ("en", "Lebanon's army fired on protesters in Tripoli.", "protesters in Tripoli: tripoli-lbn; Tripoli: tripoli-lbn", "two towns of one name"),
    ("en", "Libya's army fired on protesters in Tripoli.", "protesters in Tripoli: tripoli; Tripoli: tripoli", "a capital carries its place"),
    ("en", "Lloyd Austin met Ukraine's minister. Austin praised Ukraine.", "", "a surname is no town"),
    ("en", "NAIROBI (Reuters) - Kenya accused Somalia.", "NAIROBI: nairobi", "a dateline is no place of an event"),
    ("uk", "Харківська прокуратура звинуватила Росію.", "Харківська прокуратура: kharkiv", "the adjective of a town"),
    ("uk", "Хартумський уряд засудив дії Ефіопії.", "Хартумський уряд: khartoum", "the adjective of a capital"),
    ("uk", "Мер Одеси засудив Росію.", "Мер Одеси: odesa", "a genitive"),
    ("uk", "Росія обстріляла Суми.", "Суми: sumy", "a word with a capital inside a sentence"),
    ("uk", "Суми боргу обурили Польщу.", "", "at the beginning it is the word"),
    ("uk", "Зброя є в Північному Судані.", "", "an adjective that agrees with its noun is no town"),
    ("ru", "Полиция Харькова задержала четырех россиян.", "Полиция Харькова: kharkiv", "a genitive"),
    ("ru", "Министры встретились в Восточном Бейруте.", "Бейруте: beirut", "an adjective is no town"),
    ("ru", "Украина обстреляла позиции в Нью-Йорке Донецкой области.", "Нью-Йорке: niu-york", "the state beside it tells which"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected", "why"), TABLE, ids=[row[1] for row in TABLE])
def test_mentions_carry_their_place(language: str, text: str, expected: str, why: str) -> None:
    reading = read(text, published="2022-01-19", language=language)
    found = [
        f"{text[fact.evidence.span.start : fact.evidence.span.end]}: {fact.place.id}"
        for fact in reading.facts
        if isinstance(fact, Mention) and fact.place is not None
    ]
    assert "; ".join(found) == expected, why
    assert not verify(reading)


EVENTS = [
    Coded("en", "Russia shelled Kharkiv on Monday.", "ASSAULT RUS", "a town is never a recipient"),
    Coded("en", "Kharkiv slept, Lviv worked.", "-", "nor an actor"),
    Coded("uk", "Росія обстріляла Харків.", "ASSAULT RUS", "a town is never a recipient"),
    Coded("ru", "Россия обстреляла Харьков.", "ASSAULT RUS", "a town is never a recipient"),
    Coded("ru", "Рабат отозвал посла из Мадрида.", "SANCTION MAR.GOV > ESP.GOV", "a capital is its government"),
]


@pytest.mark.parametrize("row", rows(EVENTS, {}))
def test_a_town_neither_acts_nor_is_acted_on(row: Coded) -> None:
    reading = reading_of(row.language, row.text)
    codes = actors_by_mention(reading)
    check(row, [f"{found.event} {parties(found, codes)}" for found in events_of(reading)])
