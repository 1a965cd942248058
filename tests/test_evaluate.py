"""Do the scores say what they claim, and does every mistake land in its class?

``oracle`` turns a gold record into the reading that answers it perfectly; each row of ``CHANGES`` breaks one thing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from by_hand import Cell, at, deed, oracle, record, who

from dragoman.evaluate import Scores, evaluate
from dragoman.model import AnyFact, Event, Evidence, Mention, Reading, Span, Statement, Time
from dragoman.scoreboard import mistake_lines, scores_json

EN = "Serbia has accused Kosovo of provocation, Ana Brnabic told Beta on Friday."
UK = "Міністр оборони Латвії у середу відвідав Ригу й подякував Канаді за 12 гармат."
RU = "Узбекистан вывел войска от границы с Таджикистаном, заявили в Ташкенте."


def english() -> Cell:
    accused = deed(
        EN,
        "ACCUSE",
        "accused",
        [who(EN, "Serbia", "SRB")],
        [who(EN, "Kosovo", "KOS", code_alt=["SRB"])],
        mode="allege",
        statement=0,
        context=["diplomatic"],
        date={**at(EN, "on Friday"), "edtf": "2022-01-14"},
        plover_alt=["REJECT"],
    )
    said = {
        "source": who(EN, "Ana Brnabic", "SRB", "GOV"),
        "cue": at(EN, "told"),
        "content": at(EN, "Serbia has accused Kosovo of provocation"),
        "relay": at(EN, "Beta"),
        "style": "indirect",
    }
    return record(EN, "en", [accused], statements=[said])


def ukrainian() -> Cell:
    minister = who(UK, "Міністр оборони Латвії", "LVA", "GOV", sector2="MIL")
    visit = deed(UK, "CONSULT", "відвідав", [minister], [], mode="visit", place=who(UK, "Ригу", "LVA"))
    cannon = {**at(UK, "12"), "value": 12, "unit": "weapons"}
    thanks = deed(UK, "SUPPORT", "подякував", [minister], [who(UK, "Канаді", "CAN")], quantity=cannon, optional=True)
    return record(UK, "uk", [visit, thanks], set="modality")


def russian() -> Cell:
    left = deed(RU, "RETREAT", "вывел", [who(RU, "Узбекистан", "UZB")], [who(RU, "Таджикистаном", "TJK")], statement=0)
    said = {
        "source": who(RU, "Ташкенте", "UZB", "GOV"),
        "cue": at(RU, "заявили"),
        "content": at(RU, "Узбекистан вывел войска от границы с Таджикистаном"),
        "relay": None,
        "style": "indirect",
    }
    return record(RU, "ru", [left], statements=[said], coverage="primary event only", set="")


def score(golds: list[Cell], readings: list[Reading] | None = None) -> Scores:
    return evaluate(golds, readings or list(map(oracle, golds)), views=False)


def test_a_perfect_reading_scores_one_everywhere_and_has_no_mistakes() -> None:
    scores = score([english(), ukrainian(), russian()])
    assert scores.mistakes == ()
    assert {row.measure: row.f1 for row in scores.rows if row.got is not None and row.f1 not in (1.0, None)} == {}
    shares = {row.measure: row.recall for row in scores.rows if row.got is None and row.measure != "events per text"}
    assert set(shares.values()) == {1.0}


def test_scores_are_kept_by_set_and_by_language() -> None:
    scores = score([english(), ukrainian(), russian()])
    numbers = {(row.set, row.language): row.gold for row in scores.rows if row.measure == "event"}
    assert numbers == {
        ("roles", "en"): 1,
        ("roles", "all"): 1,
        ("all", "en"): 1,
        ("all", "all"): 3,
        ("modality", "uk"): 1,
        ("modality", "all"): 1,
        ("all", "uk"): 1,
        ("gsr", "ru"): 1,
        ("gsr", "all"): 1,
        ("all", "ru"): 1,
    }


def test_an_empty_reading_finds_nothing_and_says_what_was_missed() -> None:
    golds = [english(), ukrainian(), russian()]
    empty = [msgspec.structs.replace(oracle(gold), facts=(), actors=()) for gold in golds]
    scores = score(golds, empty)
    event = scores.get("event")
    assert event is not None
    assert (event.right, event.gold, event.got, event.recall, event.precision, event.f1) == (0, 3, 0, 0.0, None, 0.0)
    assert [mistake.what for mistake in scores.mistakes] == [
        "missed event",
        "missed statement",
        "missed event",
        "missed event",
        "missed statement",
    ]
    assert "⟦accused⟧ Kosovo" in scores.mistakes[0].words


def changed(reading: Reading, kind: type, index: int = 0, **fields: Any) -> Reading:
    """Return the reading with fields of its index-th fact of a kind replaced."""
    target = [fact for fact in reading.facts if isinstance(fact, kind)][index]
    facts = tuple(msgspec.structs.replace(fact, **fields) if fact is target else fact for fact in reading.facts)
    return msgspec.structs.replace(reading, facts=facts)


def event_of(reading: Reading) -> Event:
    return next(fact for fact in reading.facts if isinstance(fact, Event))


def moved(reading: Reading, kind: type, words: str) -> Reading:
    span = Span(reading.article.text.index(words), reading.article.text.index(words) + len(words))
    return changed(reading, kind, evidence=Evidence(span=span, rule="xx.test.moved"))


def swapped(reading: Reading) -> Reading:
    event = event_of(reading)
    return changed(reading, Event, actor=event.recipient, recipient=event.actor)


def doubled(reading: Reading) -> Reading:
    again = msgspec.structs.replace(event_of(reading), id="again")
    return msgspec.structs.replace(reading, facts=(*reading.facts, again))


CHANGES: list[tuple[str, Callable[[Reading], Reading], set[str]]] = [
    ("another type", lambda r: changed(r, Event, event="SUPPORT", act="SUPPORT"), {"wrong type"}),
    ("a type that counts too", lambda r: changed(r, Event, event="REJECT"), set()),
    ("another mode", lambda r: changed(r, Event, mode="disapprove"), {"wrong mode"}),
    ("another act", lambda r: changed(r, Event, act="REQUEST"), {"wrong act"}),
    ("actor and recipient the other way round", swapped, {"swapped roles"}),
    ("no recipient", lambda r: changed(r, Event, recipient=()), {"recipient missing"}),
    (
        "a further actor",
        lambda r: changed(r, Event, actor=(*event_of(r).actor, event_of(r).recipient[0])),
        {"actor extra"},
    ),
    ("future", lambda r: changed(r, Event, modality="future"), {"modality"}),
    ("negated", lambda r: changed(r, Event, negated=True), {"negation"}),
    ("another day", lambda r: changed(r, Time, value="2022-01-13"), {"date"}),
    ("the same day with its hour", lambda r: changed(r, Time, value="2022-01-14T10:00"), set()),
    ("told by the narrator", lambda r: changed(r, Event, statement=""), {"event to statement"}),
    ("a second event of the same", doubled, {"double event"}),
    ("trigger on other words", lambda r: moved(r, Event, "provocation"), set()),
    ("direct", lambda r: changed(r, Statement, style="direct"), {"style"}),
    ("told to nobody", lambda r: changed(r, Statement, relay=""), {"relay"}),
    ("half of the content", lambda r: changed(r, Statement, content=(Span(0, 12),)), {"statement content"}),
    ("no source", lambda r: changed(r, Statement, source=""), {"statement source"}),
    ("a longer cue", lambda r: moved(r, Statement, "told Beta"), {"statement cue"}),
]


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_every_mistake_lands_in_its_class(change: Callable[[Reading], Reading], expected: set[str]) -> None:
    gold = english()
    scores = score([gold], [change(oracle(gold))])
    assert {mistake.what for mistake in scores.mistakes} == expected


def test_a_refusal_may_be_actual_or_future() -> None:
    text = "Iran will not receive the inspectors."
    gold = record(text, "en", [deed(text, "REJECT", "not receive", [who(text, "Iran", "IRN")], [], act="CONSULT")])
    scores = score([gold], [changed(oracle(gold), Event, modality="future")])
    assert scores.mistakes == ()
    assert scores.get("modality actual") is not None
    assert scores.get("modality future") is None


def test_an_optional_event_is_neither_missed_nor_a_false_alarm() -> None:
    gold = ukrainian()
    with_it, reading = score([gold]), oracle(gold)
    without = score([gold], [msgspec.structs.replace(reading, facts=tuple(f for f in reading.facts if not _thanks(f)))])
    for scores in (with_it, without):
        event = scores.get("event")
        assert event is not None
        assert (event.right, event.gold, event.got) == (1, 1, 1)


def _thanks(fact: AnyFact) -> bool:
    return isinstance(fact, Event) and fact.event == "SUPPORT"


def test_where_only_the_primary_event_is_coded_further_events_are_no_false_alarms() -> None:
    gold = russian()
    other = msgspec.structs.replace(event_of(oracle(gold)), id="other", event="ACCUSE", act="ACCUSE")
    moved_on = msgspec.structs.replace(other, evidence=Evidence(span=Span(40, 50), rule="xx.test.more"))
    reading = msgspec.structs.replace(oracle(gold), facts=(*oracle(gold).facts, moved_on))
    scores = score([gold], [reading])
    event, per_text = scores.get("event"), scores.get("events per text")
    assert event is not None
    assert per_text is not None
    assert (event.right, event.gold, event.got, per_text.right) == (1, 1, 1, 2)
    assert scores.mistakes == ()


def test_a_false_alarm_names_the_trap_it_fell_into() -> None:
    text = "Malta attacked well but Cyprus held the lead."
    trap = {**at(text, "attacked"), "why": "sport"}
    events = [deed(text, "ASSAULT", "attacked", [who(text, "Malta", "MLT")], [who(text, "Cyprus", "CYP")])]
    gold = record(text, "en", [], set="no_event", traps=[trap])
    scores = score([gold], [oracle({**gold, "events": events})])
    assert [(m.what, m.gold) for m in scores.mistakes] == [("false alarm", "nothing (trap: sport)")]
    share = scores.get("false alarm", "no_event", "en")
    assert share is not None
    assert share.recall == 1.0


def test_two_events_pair_each_with_its_own() -> None:
    text = "Chad thanked Niger, and Niger thanked Chad again."
    chad, niger = who(text, "Chad", "TCD"), who(text, "Niger", "NER")
    events = [
        deed(text, "SUPPORT", "thanked", [chad], [niger]),
        deed(text, "SUPPORT", "thanked Chad", [niger], [chad]),
    ]
    gold = record(text, "en", events)
    reading = oracle(gold)
    backwards = msgspec.structs.replace(reading, facts=tuple(reversed(reading.facts)))
    assert score([gold], [backwards]).mistakes == ()


def test_mentions_are_scored_where_they_are_coded() -> None:
    text = "Рада й Банкова мовчать."
    mentions = [who(text, "Рада", "UKR", "LEG"), who(text, "Банкова", "UKR", "GOV")]
    gold = record(text, "uk", [], set="actors", events_annotated=False, mentions=mentions)
    assert score([gold]).mistakes == ()
    wrong = oracle({**gold, "mentions": [who(text, "Рада", "UKR", "GOV")]})
    scores = score([gold], [wrong])
    assert [mistake.what for mistake in scores.mistakes] == ["missed mention", "mention sector"]
    found = scores.get("mention code")
    assert found is not None
    assert (found.right, found.gold, found.got) == (1, 2, 1)
    assert scores.get("event") is None


def test_a_group_counts_as_its_members() -> None:
    text = "The Baltic states condemned Belarus."
    both = [who(text, "Baltic states", code) for code in ("EST", "LVA", "LTU")]
    gold = record(text, "en", [deed(text, "ACCUSE", "condemned", both, [who(text, "Belarus", "BLR")])])
    one = {**gold["events"][0], "actor": [who(text, "Baltic states", "EST+LVA+LTU")]}
    reading = oracle({**gold, "events": [one]})
    states = msgspec.structs.replace(reading.actors[0], id="EST+LVA+LTU", country="")
    facts = tuple(
        msgspec.structs.replace(fact, actor=states.id) if isinstance(fact, Mention) and "EST" in fact.actor else fact
        for fact in reading.facts
    )
    reading = msgspec.structs.replace(reading, actors=(states, *reading.actors[1:]), facts=facts)
    assert score([gold], [reading]).mistakes == ()


def test_the_list_of_mistakes_and_the_json_are_the_same_twice() -> None:
    golds = [english(), russian()]
    readings = [swapped(oracle(golds[0])), oracle(golds[1])]
    one, two = score(golds, readings), score(golds, readings)
    assert scores_json(one, None) == scores_json(two, None)
    assert list(mistake_lines(one, 5)) == list(mistake_lines(two, 5))
    assert "== swapped roles: 1" in list(mistake_lines(one, 5))


def test_gold_and_readings_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score([english(), russian()], [oracle(english())])
