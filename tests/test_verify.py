"""Does verify pass what holds, and name every kind of break by its code?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from by_hand import at, deed, oracle, record, who
from msgspec.structs import replace

from dragoman.ident import article_id
from dragoman.model import (
    AnyFact,
    Article,
    Block,
    Event,
    Evidence,
    Mention,
    Place,
    Reading,
    Relation,
    Span,
    Statement,
    Time,
)
from dragoman.verify import CHECKS, EDTF, verify

TEXT = "Прем'єр Словаччини сказав, що у січні уряд закрив посольство Лаосу.\nРЕКЛАМА: купуйте авто"


def good() -> Reading:
    closed = deed(
        TEXT,
        "SANCTION",
        "закрив",
        [who(TEXT, "уряд", "SVK", "GOV")],
        [who(TEXT, "Лаосу", "LAO")],
        mode="withdraw",
        date={**at(TEXT, "у січні"), "edtf": "2022-01"},
        statement=0,
    )
    said = {
        "source": who(TEXT, "Прем'єр Словаччини", "SVK", "GOV"),
        "cue": at(TEXT, "сказав"),
        "content": at(TEXT, "у січні уряд закрив посольство Лаосу"),
        "relay": None,
        "style": "indirect",
    }
    reading = oracle(record(TEXT, "uk", [closed], statements=[said]))
    advert = Block(kind="advert", span=Span(TEXT.index("РЕКЛАМА"), len(TEXT)), reason="begins like an advert")
    body = Block(kind="paragraph", span=Span(0, TEXT.index("\n")))
    return replace(reading, article=replace(reading.article, blocks=(body, advert), date_published="2022-01-14"))


def first(reading: Reading, kind: type) -> Any:
    return next(fact for fact in reading.facts if isinstance(fact, kind))


def changed(reading: Reading, fact: AnyFact, **fields: Any) -> Reading:
    new = replace(fact, **fields)
    return replace(reading, facts=tuple(new if one is fact else one for one in reading.facts))


def with_article(reading: Reading, **fields: Any) -> Reading:
    """Change the article and keep its id true to text and url."""
    article: Article = replace(reading.article, **fields)
    return replace(reading, article=replace(article, id=article_id(article.text, article.url)))


def spanned(kind: type, start: int, end: int) -> Callable[[Reading], Reading]:
    def change(reading: Reading) -> Reading:
        return changed(reading, first(reading, kind), evidence=Evidence(span=Span(start, end), rule="xx.test.rule"))

    return change


def field(kind: type, **fields: Any) -> Callable[[Reading], Reading]:
    return lambda reading: changed(reading, first(reading, kind), **fields)


def related(reading: Reading) -> Reading:
    near = Evidence(span=Span(0, 3), rule="xx.test.rule")
    relation = Relation(id="0" * 20, evidence=near, type="member", actor="nobody", object="SVK.GOV")
    return replace(reading, facts=(relation, *reading.facts))


def within_itself(reading: Reading) -> Reading:
    said = first(reading, Statement)
    return changed(reading, said, within=said.id)


def unruled(reading: Reading) -> Reading:
    event = first(reading, Event)
    return changed(reading, event, evidence=replace(event.evidence, rule=""))


def no_time(reading: Reading) -> Reading:
    return replace(reading, facts=tuple(fact for fact in reading.facts if not isinstance(fact, Time)))


def swapped(reading: Reading) -> Reading:
    return changed(reading, first(reading, Event), actor=(first(reading, Statement).id,))


END = len(TEXT)
BREAKS: list[tuple[str, Callable[[Reading], Reading], str]] = [
    ("the text was edited", lambda r: replace(r, article=replace(r.article, text=r.article.text + "!")), "article-id"),
    ("the url was edited", lambda r: replace(r, article=replace(r.article, url="https://example.org")), "article-id"),
    ("a span runs past the end", spanned(Event, END - 1, END + 1), "span-outside"),
    ("a span is empty", spanned(Event, 5, 5), "span-outside"),
    ("a span runs backwards", spanned(Event, 9, 5), "span-outside"),
    ("a span begins before the text", spanned(Event, -3, 5), "span-outside"),
    ("content past the end", field(Statement, content=(Span(0, END + 5),)), "span-outside"),
    ("a condition past the end", field(Statement, condition=Span(END - 2, END + 1)), "span-outside"),
    ("a condition of blanks", field(Statement, condition=Span(TEXT.index(" "), TEXT.index(" ") + 1)), "span-blank"),
    ("a condition in an advert", field(Statement, condition=Span(END - 4, END)), "left-out"),
    ("a theme past the end", field(Event, theme=Span(END, END + 1)), "span-outside"),
    (
        "a block past the end",
        lambda r: with_article(r, blocks=(Block(kind="paragraph", span=Span(0, 999)),)),
        "span-outside",
    ),
    ("a span of blanks", spanned(Event, TEXT.index(" "), TEXT.index(" ") + 1), "span-blank"),
    ("no rule", unruled, "rule-missing"),
    ("two facts with one id", lambda r: replace(r, facts=(*r.facts, r.facts[-1])), "fact-id"),
    ("an id that is no hash", field(Event, id="event-1"), "fact-id"),
    ("an event of another type", field(Event, event="COERCE"), "fact-hash"),
    ("a mention of somebody else", field(Mention, actor="LAO"), "fact-hash"),
    ("a statement of other words", field(Statement, content=(Span(31, 40),)), "fact-hash"),
    ("two actors with one id", lambda r: replace(r, actors=(*r.actors, r.actors[0])), "actor-id"),
    ("an actor left out", lambda r: replace(r, actors=r.actors[1:]), "reference"),
    ("a time left out", no_time, "reference"),
    ("a party that is no mention", swapped, "reference"),
    ("a source that is not there", field(Statement, source="f" * 20), "reference"),
    ("a relation to nobody", related, "reference"),
    ("a statement within itself", within_itself, "within-itself"),
    ("an event without actor", field(Event, actor=()), "no-actor"),
    ("a place off the map", field(Mention, place=Place(id="lviv", name="Lviv", lat=149.84, lon=24.03)), "place"),
    ("an unknown type", field(Event, event="GREET"), "vocabulary"),
    ("an unknown modality", field(Event, modality="likely"), "vocabulary"),
    ("an unknown style", field(Statement, style="loud"), "vocabulary"),
    ("a value that is no EDTF", field(Time, value="January"), "edtf"),
    ("a publication date that is none", lambda r: with_article(r, date_published="14.01.2022"), "edtf"),
    ("a time that ends before it starts", field(Time, start="2022-02-01", end="2022-01-01"), "time-order"),
    ("a time that ends as it starts", field(Time, start="2022-01-01", end="2022-01-01T00:00"), "time-order"),
    ("a start that is no date", field(Time, start="soon"), "time-order"),
    ("facts out of order", lambda r: replace(r, facts=tuple(reversed(r.facts))), "text-order"),
    ("a fact in an advert", spanned(Mention, TEXT.index("купуйте"), TEXT.index("купуйте") + 7), "left-out"),
    ("content that runs into an advert", field(Statement, content=(Span(30, END),)), "left-out"),
]


def test_a_record_that_holds_has_no_findings() -> None:
    assert verify(good()) == ()


@pytest.mark.parametrize(("change", "code"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_every_break_is_named(change: Callable[[Reading], Reading], code: str) -> None:
    findings = verify(change(good()))
    assert code in {finding.code for finding in findings}
    assert all("\n" not in finding.message and "; " in finding.message for finding in findings)


def test_every_check_has_a_break_that_it_finds() -> None:
    assert {check.code for check in CHECKS} == {row[2] for row in BREAKS}


@pytest.mark.parametrize(
    "value",
    [
        "2022",
        "2022-01",
        "2022-01-14",
        "2022-01-14T10:30",
        "2022-01-14T10:30:00Z",
        "2022-01-14T10:30+02:00",
        "2022-02-10~",
        "2022-21",
        "202X",
        "2022-XX-12",
        "-0044-03-15",
        "../2022-01-11",
        "2022-01-16/2022-01-21~",
        "2022/..",
        "[2021,2022]",
    ],
)
def test_edtf_values_that_hold(value: str) -> None:
    assert EDTF.fullmatch(value)


@pytest.mark.parametrize("value", ["", "January", "14.01.2022", "2022-1-4", "22-01-04", "2022-01-14 10:30", "tomorrow"])
def test_what_is_no_edtf(value: str) -> None:
    assert not EDTF.fullmatch(value)


def test_verify_imports_no_finder() -> None:
    finders = "times quantities actors statements events reading syntax language match page origin sentences"
    code = f"import sys, dragoman.verify; print([m for m in '{finders}'.split() if f'dragoman.{{m}}' in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
