"""What is demanded and what is answered: readings built by hand, so that nothing but the ledger is tested."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from dragoman import read
from dragoman.ident import article_id, fact_id
from dragoman.model import (
    Actor,
    Article,
    Block,
    Demand,
    Event,
    Evidence,
    Generator,
    Mention,
    Reading,
    Span,
)
from dragoman.views.ledger import ledger

DAY = "2022-01-10"


class Told(NamedTuple):
    """An event of a test: its type, trigger word, actors and recipients (by name), theme words, act and operator."""

    event: str
    trigger: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...] = ()
    theme: str = ""
    act: str = ""
    operator: str = ""
    negated: bool = False
    modality: str = "actual"
    mode: str = ""


def reading(text: str, names: dict[str, str], *told: Told, language: str = "en", day: str = DAY) -> Reading:
    """Return a reading of one paragraph: ``names`` maps words of the text to codes; every event is told once."""
    article = article_id(text)
    mentions: dict[str, Mention] = {}
    for words, code in names.items():
        start = text.index(words)
        span = Span(start, start + len(words))
        mentions[words] = Mention(
            id=fact_id(article, "mention", span, "t", code), evidence=Evidence(span=span, rule="t"), actor=code
        )
    events = [event_of(text, article, one, mentions) for one in told]
    return Reading(
        article=Article(
            id=article,
            text=text,
            in_language=language,
            date_published=day,
            blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
        ),
        actors=tuple(Actor(id=code, name=code, country=code) for code in sorted(set(names.values()))),
        facts=(*mentions.values(), *events),
        generator=Generator(version="test", data="test"),
    )


def event_of(text: str, article: str, told: Told, mentions: dict[str, Mention]) -> Event:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    rule = ".".join(filter(None, ("en.event.test.test", told.operator)))
    return Event(
        id=fact_id(article, "event", span(told.trigger), rule, told.event),
        evidence=Evidence(span=span(told.trigger), rule=rule),
        event=told.event,
        mode=told.mode,
        act=told.act or told.event,
        modality=told.modality,
        negated=told.negated,
        actor=tuple(mentions[name].id for name in told.actor),
        recipient=tuple(mentions[name].id for name in told.recipient),
        theme=span(told.theme) if told.theme else None,
    )


def short(demand: Demand) -> tuple[str, tuple[str, ...], tuple[str, ...], str, list[tuple[str, str]]]:
    return demand.kind, demand.by, demand.to, demand.theme, [(a.by, a.answer) for a in demand.answers]


PARTIES = {"Armenia": "ARM", "Azerbaijan": "AZE"}

CASES = [
    pytest.param(
        "Armenia demands that Azerbaijan release the prisoners.",
        PARTIES,
        (Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [])],
        id="a demand is open without an answer",
    ),
    pytest.param(
        "Armenia demands the release of the prisoners from Azerbaijan; Azerbaijan refuses.".replace(
            "; Azerbaijan", "; Baku"
        ),
        {**PARTIES, "Baku": "AZE"},
        (
            Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "the release of the prisoners"),
            Told("REJECT", "refuses", ("Baku",)),
        ),
        [("demand", ("ARM",), ("AZE",), "the release of the prisoners", [("AZE", "refused")])],
        id="an answer that stands right behind and says nothing else",
    ),
    pytest.param(
        "Armenia demands that Azerbaijan release the prisoners. The tunnel was opened by Baku, who refused to lower the toll.",
        {**PARTIES, "Baku": "AZE"},
        (
            Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),
            Told("REJECT", "refused", ("Baku",), theme="lower the toll"),
        ),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [])],
        id="parties alone make no answer",
    ),
    pytest.param(
        "Armenia demands that Azerbaijan release the prisoners. Later Baku refused to release any prisoner.",
        {**PARTIES, "Baku": "AZE"},
        (
            Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),
            Told("REJECT", "refused", ("Baku",), theme="release any prisoner", act="RETREAT", negated=True),
        ),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [("AZE", "refused")])],
        id="a shared content word makes an answer",
    ),
    pytest.param(
        "Armenia demands that Azerbaijan release the prisoners. Turkey refused to release the prisoners it held.",
        {**PARTIES, "Turkey": "TUR"},
        (
            Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),
            Told("REJECT", "refused", ("Turkey",), theme="release the prisoners it held"),
        ),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [])],
        id="somebody else's refusal is no answer",
    ),
    pytest.param(
        "Armenia demands that Azerbaijan release the prisoners. Baku released twelve prisoners, then refused to free the other prisoners.",
        {**PARTIES, "Baku": "AZE"},
        (
            Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),
            Told("RETREAT", "released twelve", ("Baku",)),
            Told("REJECT", "refused", ("Baku",), theme="free the other prisoners"),
        ),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [("AZE", "accepted"), ("AZE", "refused")])],
        id="answers that contradict each other stand side by side",
    ),
    pytest.param(
        "Armenia asked Azerbaijan for a map of the mines; Baku has not yet replied.",
        {**PARTIES, "Baku": "AZE"},
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "a map of the mines"),),
        [("demand", ("ARM",), ("AZE",), "a map of the mines", [("AZE", "deferred")])],
        id="no answer yet",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to withdraw from the pass.",
        PARTIES,
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",)),),
        [("demand", ("ARM",), ("AZE",), "withdraw from the pass", [])],
        id="without a theme: the words behind the recipient",
    ),
    pytest.param(
        "Armenia demanded troops out of the pass, out of Azerbaijan and soon.",
        {"Armenia": "ARM"},
        (Told("REQUEST", "demanded", ("Armenia",)),),
        [],
        id="a demand of nobody is none",
    ),
    pytest.param(
        "Armenia offered Azerbaijan a map of the mines. Baku rejected the map.",
        {**PARTIES, "Baku": "AZE"},
        (
            Told(
                "AGREE",
                "offered",
                ("Armenia",),
                ("Azerbaijan",),
                "a map of the mines",
                "AID",
                "offer",
                modality="future",
            ),
            Told("REJECT", "rejected", ("Baku",), theme="the map"),
        ),
        [("offer", ("ARM",), ("AZE",), "a map of the mines", [("AZE", "refused")])],
        id="an offer and its refusal",
    ),
    pytest.param(
        "Armenia threatened Azerbaijan with sanctions over the dam.",
        PARTIES,
        (Told("THREATEN", "threatened", ("Armenia",), ("Azerbaijan",), "sanctions over the dam", "SANCTION"),),
        [("threat", ("ARM",), ("AZE",), "sanctions over the dam", [])],
        id="a threat",
    ),
    pytest.param(
        "Armenia demands the return of the prisoners; Azerbaijan refuses.",
        PARTIES,
        (
            Told("REQUEST", "demands", ("Armenia",), (), "the return of the prisoners"),
            Told("REJECT", "refuses", ("Azerbaijan",)),
        ),
        [("demand", ("ARM",), ("AZE",), "the return of the prisoners", [("AZE", "refused")])],
        id="whoever refuses at once was asked",
    ),
    pytest.param(
        "Armenia proposed talks between Azerbaijan and Turkey; Baku has not yet replied.",
        {**PARTIES, "Turkey": "TUR", "Baku": "AZE"},
        (
            Told(
                "AGREE",
                "proposed",
                ("Armenia",),
                (),
                "talks between Azerbaijan and Turkey",
                "CONSULT",
                "offer",
                modality="future",
            ),
        ),
        [("demand", ("ARM",), ("AZE", "TUR"), "talks between Azerbaijan and Turkey", [("AZE", "deferred")])],
        id="a proposal that others meet is asked of all of them",
    ),
    pytest.param(
        "Armenia ordered its Armenian judges to release the prisoners from Azerbaijan.",
        {**PARTIES, "Armenian judges": "ARM"},
        (Told("REQUEST", "ordered", ("Armenia",), ("Armenian judges",), "release the prisoners"),),
        [],
        id="an order to one's own people is no demand",
    ),
    pytest.param(
        "Armenia ordered Azerbaijan to release the prisoners.",
        PARTIES,
        (Told("REQUEST", "ordered", ("Armenia",), ("Azerbaijan",), "release the prisoners"),),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [])],
        id="an order to another state is a demand",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to meet in Brest.",
        PARTIES,
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "meet in Brest", mode="meet"),),
        [],
        id="a call to talk that nobody answers is in the calendar only",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to open the bridge. Baku opened the bridge on Monday.",
        {**PARTIES, "Baku": "AZE"},
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "open the bridge"),),
        [("demand", ("ARM",), ("AZE",), "open the bridge", [("AZE", "accepted")])],
        id="the very thing is done, though no act names it",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to free the drivers. Baku freed seven of the drivers.",
        {**PARTIES, "Baku": "AZE"},
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "free the drivers"),),
        [("demand", ("ARM",), ("AZE",), "free the drivers", [("AZE", "partly")])],
        id="seven of them are a part",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to open the bridge. On Friday Baku turned the request down.",
        {**PARTIES, "Baku": "AZE"},
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "open the bridge"),),
        [("demand", ("ARM",), ("AZE",), "open the bridge", [("AZE", "refused")])],
        id="an answer that names the request",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to open the bridge. Baku opened a museum on Monday.",
        {**PARTIES, "Baku": "AZE"},
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "open the bridge"),),
        [("demand", ("ARM",), ("AZE",), "open the bridge", [])],
        id="the same verb with another object is no answer",
    ),
    pytest.param(
        "Armenia asked Azerbaijan to open the bridge. Turkey turned the request down.",
        {**PARTIES, "Turkey": "TUR"},
        (Told("REQUEST", "asked", ("Armenia",), ("Azerbaijan",), "open the bridge"),),
        [("demand", ("ARM",), ("AZE",), "open the bridge", [])],
        id="somebody else turns the request down",
    ),
    pytest.param(
        "Armenia demands that Azerbaijan release the prisoners. Baku and Armenia agreed to talk about prisoners.",
        {**PARTIES, "Baku": "AZE"},
        (
            Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),
            Told("AGREE", "agreed", ("Baku",), ("Armenia",), "talk about prisoners", "CONSULT", modality="future"),
        ),
        [("demand", ("ARM",), ("AZE",), "release the prisoners", [])],
        id="talks grant nothing but a demand for talks",
    ),
]


@pytest.mark.parametrize(("text", "names", "told", "expected"), CASES)
def test_one_article(text: str, names: dict[str, str], told: tuple[Told, ...], expected: list[object]) -> None:
    found = ledger((reading(text, names, *told),))
    assert [short(demand) for demand in found] == expected
    for demand in found:
        assert demand.span is not None
        assert text[demand.span.start : demand.span.end] == demand.theme
        assert demand.open == all(answer.answer == "deferred" for answer in demand.answers)


def test_other_languages() -> None:
    text = "Єреван вимагає повернути полонених; Баку відмовляється. Згодом Баку пообіцяв повернути двох полонених."
    page = reading(
        text,
        {"Єреван": "ARM", "Баку": "AZE"},
        Told("REQUEST", "вимагає", ("Єреван",), ("Баку",), "повернути полонених"),
        Told("REJECT", "відмовляється", ("Баку",)),
        language="uk",
    )
    assert [short(d) for d in ledger((page,))] == [
        ("demand", ("ARM",), ("AZE",), "повернути полонених", [("AZE", "refused")])
    ]


def test_answer_in_a_later_article() -> None:
    first = reading(
        "Armenia demands that Azerbaijan release the prisoners.",
        PARTIES,
        Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners"),
    )
    later = reading(
        "Azerbaijan refused to free the prisoners.",
        {"Azerbaijan": "AZE"},
        Told("REJECT", "refused", ("Azerbaijan",), theme="free the prisoners", act="RETREAT", negated=True),
        day="2022-01-12",
    )
    earlier = reading(
        "Azerbaijan declined to see the prisoners.",
        {"Azerbaijan": "AZE"},
        Told("REJECT", "declined", ("Azerbaijan",), theme="see the prisoners", act="RETREAT", negated=True),
        day="2022-01-02",
    )
    (demand,) = ledger((later, first, earlier))
    assert [(a.by, a.answer, a.date) for a in demand.answers] == [("AZE", "refused", "2022-01-12")]
    assert ledger((earlier, first, later)) == ledger((later, first, earlier))


def test_told_twice_is_one_demand() -> None:
    told = Told("REQUEST", "demands", ("Armenia",), ("Azerbaijan",), "release the prisoners")
    first = reading("Armenia demands that Azerbaijan release the prisoners.", PARTIES, told)
    again = reading("Again Armenia demands that Azerbaijan release the prisoners.", PARTIES, told, day="2022-01-14")
    assert len(ledger((first, again))) == 1


def told_in(text: str, language: str = "en") -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = ledger((read(text, published="2022-02-01", language=language),))
    return [(claim.kind, claim.by, claim.to) for claim in found]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Poland will close the border with Belarus unless Minsk frees the journalist."),
        ("uk", "Польща запровадить санкції проти Білорусі, якщо Мінськ не випустить журналіста."),
        ("ru", "Польша введёт санкции против Белоруссии, если Минск не освободит журналиста."),
    ],
)
def test_what_a_threat_is_bound_to_is_demanded(code: str, text: str) -> None:
    assert sorted(told_in(text, code)) == [("demand", ("POL",), ("BLR",)), ("threat", ("POL",), ("BLR",))]


def test_history_makes_no_claims() -> None:
    assert told_in("In 1945 Moscow demanded of Turkey that it hand over two provinces.") == []


def test_who_asks_in_return_is_asked() -> None:
    text = "Єреван наполягав на звільненні полонених, Баку натомість домагався карт мінних полів."
    assert sorted(told_in(text, "uk")) == [("demand", ("ARM",), ("AZE",)), ("demand", ("AZE",), ("ARM",))]


def test_an_officer_told_what_must_be_done_is_asked() -> None:
    text = "The U.S. envoy told Belgrade that it must stop arming Serbs in the north."
    assert told_in(text) == [("demand", ("USA",), ("SRB",))]
