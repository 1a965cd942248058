"""Which talks stand in the calendar, how they stand, and what counts as the same talk. Readings are built by hand."""

from importlib.resources import files
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from dragoman import read
from dragoman.ident import article_id, digest, fact_id
from dragoman.language import load_common
from dragoman.model import Actor, Article, Block, Event, Evidence, Generator, Mention, Reading, Span, Statement, Time
from dragoman.views.calendar import calendar

BODIES = load_common().bodies


class Told(NamedTuple):
    """An event told in a reading: defaults are a past meeting."""

    actor: str
    recipient: str = ""
    day: str = ""
    event: str = "CONSULT"
    act: str = "CONSULT"
    mode: str = ""
    modality: str = "actual"
    negated: bool = False
    rule: str = "en.event.consult.meet"
    place: str = ""
    stance: str = ""


def ahead(actor, recipient="", day="", **fields):
    return Told(actor, recipient, day, event="AGREE", modality="future", **fields)


def an_actor(key):
    head, _, rest = key.partition(".")
    code = BODIES[key].code if key in BODIES else head
    return Actor(id=key, name=key, country=code, sector="" if key in BODIES else rest.partition(".")[0])


def words(*about):
    """Return a long text in words that no other text has: two articles are not told by one another's copies."""
    own = digest("words", *map(repr, about))[:6]
    return " ".join(f"{own}{number}" for number in range(200))


def reading(*told, as_of="2022-01-10", text="", gap=200):
    """Build a reading; each event stands ``gap`` characters after the one before."""
    text = text or words(as_of, *told)
    identity = article_id(text, as_of)
    facts, actors = [], {}
    for number, one in enumerate(told):
        span = Span(number * gap, number * gap + 4)
        evidence = Evidence(span=span, rule=one.rule)

        def mention(key, evidence=evidence, number=number):
            actors[key] = an_actor(key)
            fact = Mention(
                id=fact_id(identity, "mention", evidence.span, "hand", key, str(number)), evidence=evidence, actor=key
            )
            facts.append(fact)
            return fact.id

        who = tuple(mention(key) for key in one.actor.split())
        whom = tuple(mention(key) for key in one.recipient.split())
        place = mention(one.place) if one.place else ""
        time = statement = ""
        if one.day:
            time = fact_id(identity, "time", span, "hand", str(number))
            facts.append(Time(id=time, evidence=evidence, type="DATE", value=one.day))
        if one.stance:
            statement = fact_id(identity, "statement", span, "hand", str(number))
            facts.append(Statement(id=statement, evidence=evidence, stance=one.stance))
        facts.append(
            Event(
                id=fact_id(identity, "event", span, one.rule, str(number)), evidence=evidence, event=one.event, mode=one.mode,
                act=one.act, modality=one.modality, negated=one.negated, actor=who, recipient=whom, time=time, place=place,
                statement=statement,
            )
        )  # fmt: skip
    block = Block(kind="paragraph", span=Span(0, len(text)))
    article = Article(id=identity, text=text, date_published=as_of, anchor=as_of, blocks=(block,))
    return Reading(
        article=article, actors=tuple(actors.values()), facts=tuple(facts), generator=Generator(version="0", data="0")
    )


@pytest.mark.parametrize(
    ("told", "status", "why"),
    [
        (Told("POL LTU", day="2022-01-07"), "held", "a past meeting"),
        (Told("POL LTU", day="2022-01-12"), "planned", "nothing is held on a day to come"),
        (ahead("POL LTU", day="2022-01-12"), "planned", "a future meeting is AGREE with act CONSULT"),
        (ahead("POL LTU", stance="confirm"), "confirmed", "a source confirms it"),
        (ahead("POL LTU", rule="en.event.consult.meet.offer"), "proposed", "offered"),
        (ahead("POL LTU")._replace(modality="hypothetical"), "proposed", "possible or considered"),
        (ahead("POL LTU", rule="en.event.consult.meet.postpone"), "postponed", "put off"),
        (
            ahead("POL", "LTU", act="AGREE", rule="en.event.agree.invite")._replace(modality="actual"),
            "proposed",
            "invited",
        ),
        (
            Told("POL", "LTU", event="REQUEST", act="REQUEST", mode="meet", rule="en.event.request.ask"),
            "proposed",
            "asked for",
        ),
        (
            Told("POL", "LTU", event="REJECT", act="REJECT", mode="meet", rule="en.event.reject.refuse"),
            "refused",
            "turned down",
        ),
        (Told("POL", "LTU", event="REJECT", negated=True), "refused", "own meeting refused"),
        (
            Told("POL", "LTU", event="REJECT", negated=True, rule="en.event.consult.meet.cancel"),
            "cancelled",
            "called off",
        ),
        (Told("POL LTU", negated=True), "cancelled", "did not take place"),
        (
            Told("POL LTU", event="AGREE", act="AGREE", negated=True, rule="en.event.agree.meet"),
            "proposed",
            "not agreed yet",
        ),
        (
            ahead("POL LTU", act="AGREE", rule="en.event.agree.meet")._replace(modality="actual"),
            "planned",
            "agreed to meet",
        ),
        (
            Told("POL", "LTU", event="REJECT", act="CONSULT", negated=True, rule="en.event.reject.cancel-talks.cancel"),
            "cancelled",
            "called off",
        ),
        (
            Told("POL", "LTU", event="SANCTION", act="SANCTION", rule="en.event.sanction.break-off-talks"),
            "cancelled",
            "broken off",
        ),
    ],
)
def test_status(told, status, why):
    assert [talk.status for talk in calendar((reading(told),))] == [status], why


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Told("POL LTU", modality="historical"), "old background"),
        (Told("POL.GOV POL.LEG"), "a state with itself"),
        (Told("POL"), "one side alone"),
        (Told("POL", "LTU", event="ACCUSE", act="ACCUSE", rule="en.event.accuse.blame"), "no talk"),
        (ahead("POL LTU", rule="en.event.consult.meet.plan")._replace(negated=True), "no plans to meet"),
        (ahead("POL", "LTU", rule="en.event.consult.discuss.ready"), "open to talks is no talk yet"),
        (Told("EST", "POL LTU", "2022-01-07", rule="en.event.consult.mediate"), "mediation may need no meeting"),
    ],
)
def test_no_talk(told, why):
    assert calendar((reading(told),)) == (), why


@pytest.mark.parametrize(
    ("told", "participants"),
    [
        (Told("POL.GOV.president LTU.MIL"), ("LTU", "POL")),
        (Told("NATO", "RUS.GOV"), ("NATO", "RUS")),
        (Told("EST+LVA", "FIN"), ("EST", "FIN", "LVA")),
        (Told("GEO.GOV GEO.PRE"), ("GEO", "GEO.PRE")),
        (Told("CSTO", "ARM"), ("ARM", "CSTO")),
        (Told("USA", mode="visit", place="GEO"), ("GEO", "USA")),
        (Told("USA POL", event="REQUEST", act="REQUEST", mode="meet", recipient="UNO.SC"), ("UNO",)),
    ],
)
def test_participants(told, participants):
    assert [talk.participants for talk in calendar((reading(told),))] == [participants]


@pytest.mark.parametrize(
    ("told", "text", "name"),
    [
        (Told("RUS", "NATO"), "", "NATO-Russia Council"),
        (Told("RUS", "NATO", mode="phone"), "", ""),
        (Told("RUS UKR FRA DEU"), "", "Normandy format"),
        (Told("RUS UKR FRA"), "", ""),
        (Told("USA", "RUS"), "", ""),
        (Told("USA", "RUS"), "A round of the Strategic Stability Dialogue was held.", "strategic stability dialogue"),
        (Told("USA RUS UNO.SC"), "", "UN Security Council"),
        (Told("USA RUS OSCE.PC"), "", "OSCE Permanent Council"),
        (Told("USA", "RUS"), "They met in Munich.", ""),
    ],
)
def test_format(told, text, name):
    assert [talk.format for talk in calendar((reading(told, text=text),))] == [name]


def brief(*readings):
    return [(talk.date, talk.status, len(talk.history)) for talk in calendar(readings)]


@pytest.mark.parametrize(
    ("told", "expected", "why"),
    [
        (
            (ahead("POL LTU", day="2022-01-12"), ahead("LTU", "POL", "2022-01-12")),
            [("2022-01-12", "planned", 2)],
            "told twice",
        ),
        (
            (ahead("POL LTU", day="2022-01-12"), ahead("POL LTU")),
            [("2022-01-12", "planned", 2)],
            "again without its day",
        ),
        (
            (ahead("POL LTU"), ahead("POL LTU", day="2022-01-12")),
            [("2022-01-12", "planned", 2)],
            "first without its day",
        ),
        (
            (ahead("POL LTU", day="2022-01"), ahead("POL LTU", day="2022-01-12")),
            [("2022-01-12", "planned", 2)],
            "a month holds its days",
        ),
        (
            (Told("POL LTU", day="2022-01-07"), ahead("POL LTU")),
            [("2022-01-07", "held", 1), ("", "planned", 1)],
            "they meet again",
        ),
        (
            (Told("POL LTU", day="2022-01-07"), Told("POL LTU", day="2022-01-05")),
            [("2022-01-05", "held", 1), ("2022-01-07", "held", 1)],
            "two days, two talks",
        ),
        ((ahead("POL LTU"), ahead("POL EST")), [("", "planned", 1), ("", "planned", 1)], "other parties"),
        (
            (ahead("POL LTU"), Told("POL", "LTU", event="REJECT", negated=True)),
            [("", "refused", 2)],
            "planned and now refused",
        ),
        (
            (Told("POL LTU", day="2022-01-07"), Told("EST", "POL LTU", "2022-01-07", mode="third-party")),
            [("2022-01-07", "held", 2)],
            "the go-between",
        ),
    ],
)
def test_one_article(told, expected, why):
    assert brief(reading(*told)) == expected, why


def test_the_day_of_an_offer_is_not_the_day_of_the_talk():
    offer = reading(ahead("USA", "RUS", "2022-01-07", rule="en.event.consult.talk.offer"), as_of="2022-01-10")
    assert brief(offer) == [("", "proposed", 1)]


def test_many_articles_make_a_history():
    first = reading(ahead("RUS", "NATO", "2022-01-12"), as_of="2021-12-28")
    second = reading(ahead("NATO RUS", day="2022-01-12", stance="confirm"), as_of="2022-01-04")
    third = reading(Told("NATO RUS", day="2022-01-12"), as_of="2022-01-13")
    (talk,) = calendar((third, first, second))
    assert [(step.status, step.as_of) for step in talk.history] == [
        ("planned", "2021-12-28"),
        ("confirmed", "2022-01-04"),
        ("held", "2022-01-13"),
    ]
    assert (talk.status, talk.date, talk.format) == ("held", "2022-01-12", "NATO-Russia Council")
    assert calendar((first, second, third)) == (talk,)


def test_a_report_without_a_day_joins_a_talk_soon_to_come_and_no_other():
    first = reading(ahead("USA RUS", day="2022-01-10"), as_of="2021-12-28")
    second = reading(ahead("USA RUS"), as_of="2021-12-30")
    later = reading(ahead("USA RUS"), as_of="2022-01-20")
    assert brief(first, second) == [("2022-01-10", "planned", 2)]
    assert len(brief(first, later)) == 2


def test_the_same_article_twice_counts_once():
    one = reading(ahead("USA RUS", day="2022-01-10"))
    assert calendar((one, one)) == calendar((one,))


NAMED = [
    # language, paragraph, parties, format
    ("uk", "Раунд діалогу зі стратегічної стабільності відбувся в Женеві.", "USA RUS", "strategic stability dialogue"),
    ("ru", "Раунд диалога по стратегической стабильности прошел в Женеве.", "USA RUS", "strategic stability dialogue"),
    ("en", "The talks on strategic stability were held in Geneva.", "USA RUS", "strategic stability dialogue"),
    ("uk", "Учасники зустрічі у нормандському форматі домовилися.", "RUS UKR FRA DEU", "Normandy format"),
    ("ru", "Переговоры в астанинском формате прошли в Сочи.", "RUS TUR IRN", "Astana format"),
    ("uk", "Саміт Україна – ЄС відбувся в Києві.", "UKR EUU", "EU-Ukraine summit"),
    ("ru", "Саммит ЕС–Китай прошел по видеосвязи.", "EUU CHN", "EU-China summit"),
    ("ru", "Они обсудили Минскую группу и стратегию.", "USA RUS", ""),
    ("uk", "Стабільність і діалог потрібні обом.", "USA RUS", ""),
]


@pytest.mark.parametrize(("code", "text", "who", "name"), NAMED)
def test_format_named_in_its_language(code, text, who, name):
    one = reading(Told(who), text=text)
    one = replace(one, article=replace(one.article, in_language=code))
    assert [talk.format for talk in calendar((one,))] == [name]


AFAR = [
    ("uk", "Росія та США в січні проведуть переговори.\n\nБілий дім планує використати для них діалог стратегічної стабільності.", "strategic stability dialogue", "планує використати"),
    ("uk", "Росія та США в січні проведуть переговори.\n\nДіалог стратегічної стабільності припинився у 2020 році.", "", "про інше"),
    ("ru", "Россия и США в январе проведут переговоры.\n\nБелый дом намерен использовать для этого диалог по стратегической стабильности.", "strategic stability dialogue", "намерен"),
    ("ru", "Россия и США в январе проведут переговоры.\n\nДиалог по стратегической стабильности прервался в 2020 году.", "", "о прошлом"),
    ("en", "Russia and the United States will hold talks in January.\n\nWashington plans to use the strategic stability dialogue for them.", "strategic stability dialogue", "plans to"),
    ("en", "Russia and the United States will hold talks in January.\n\nThe strategic stability dialogue broke down in 2020.", "", "past"),
    ("en", "Russia and China will hold talks in January.\n\nWashington plans to use the strategic stability dialogue.", "", "others"),
    ("en", "Russia and the United States will hold talks on 12 January. They will hold talks on 20 January as well.\n\nWashington plans to use the strategic stability dialogue.", "", "which of two?"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "name", "why"), AFAR)
def test_a_format_named_at_a_distance(code, text, name, why):
    found = calendar((read(text, published="2021-12-28", language=code),))
    assert {talk.format for talk in found} == {name}, why


def asked(theme, actor="POL", recipient="RUS", rule="en.event.request.meet", event="REQUEST", code="en", after=""):
    """A request, offer or invitation whose theme are the words after its trigger (and after those named between)."""
    text = f"Xxxx {after + ' ' if after else ''}{theme}."
    one = reading(
        Told(actor, recipient, event=event, act="REQUEST" if event == "REQUEST" else "CONSULT", rule=rule,
             mode="meet" if event == "REQUEST" else "", modality="actual" if event == "REQUEST" else "future"),
        text=text,
    )  # fmt: skip
    start = text.index(theme)
    facts = []
    for fact in one.facts:
        if isinstance(fact, Event):
            fact = replace(fact, theme=Span(start, start + len(theme)))
        facts.append(fact)
    for key in after.split("|")[1:]:
        place = Evidence(span=Span(5, 9), rule="hand")
        facts.append(Mention(id=fact_id(one.article.id, "mention", place.span, key), evidence=place, actor=key))
        one = replace(one, actors=(*one.actors, an_actor(key)))
    return replace(one, facts=tuple(facts), article=replace(one.article, in_language=code))


ASKED = [
    ("to meet him in Warsaw", "POL", "RUS", "en", ("POL", "RUS"), "the asker wants to be there"),
    ("a meeting", "POL", "RUS", "en", ("POL", "RUS"), "so he does here"),
    ("to take part in the dialogue", "POL", "RUS", "en", (), "with whom is not said"),
    ("to return to the negotiating table", "POL", "RUS", "en", (), "nor here"),
    ("to meet", "POL", "RUS UKR", "en", ("RUS", "UKR"), "the asked among themselves"),
    ("участвовать в диалоге", "POL", "RUS", "ru", (), "с кем, не сказано"),
    ("встретиться", "UKR", "RUS", "ru", ("RUS", "UKR"), "просит о встрече с собой"),
    ("взяти участь у переговорах", "POL", "RUS", "uk", (), "з ким, не сказано"),
    ("зустрітися", "UKR", "RUS", "uk", ("RUS", "UKR"), "просить про зустріч із собою"),
]


@pytest.mark.parametrize(("theme", "actor", "recipient", "code", "who", "why"), ASKED)
def test_who_is_asked_to_talk_with_whom(theme, actor, recipient, code, who, why):
    found = calendar((asked(theme, actor, recipient, f"{code}.event.request.meet", code=code),))
    assert [talk.participants for talk in found] == ([who] if who else []), why


@pytest.mark.parametrize(
    ("theme", "talks", "why"),
    [
        ("to talks in Geneva", 1, "talks"),
        ("to visit Warsaw", 1, "a visit"),
        ("to reopen the missions", 0, "no talk"),
        ("to the parade", 0, "no talk"),
    ],
)
def test_invited_to_what(theme, talks, why):
    told = asked(theme, rule="en.event.agree.invite.offer", event="AGREE")
    assert len(calendar((told,))) == talks, why


def test_an_organ_asked_to_sit_is_the_talk():
    told = asked("to convene", "USA", "", after="|UNO.SC")
    (talk,) = calendar((told,))
    assert (talk.participants, talk.format, talk.status) == (("UNO",), "UN Security Council", "proposed")


def test_the_day_asked_for_is_that_of_the_talk_and_not_of_the_asking():
    one = read(
        "The United States asked the U.N. Security Council to convene on Monday.", published="2022-01-27", language="en"
    )
    (asking,) = (fact for fact in one.facts if isinstance(fact, Event))
    (talk,) = calendar((one,))
    assert (asking.time, talk.date, talk.status) == ("", "2022-01-31", "proposed")


def test_every_act_of_the_table_is_one_and_every_status_known():
    common = load_common()
    for line in files("dragoman").joinpath("languages/common/talks.tsv").read_text("utf-8").splitlines()[1:]:
        act, status, needs = (*line.split("\t"), "", "")[:3]
        if not line.startswith("#"):
            assert act in common.acts, act
            assert status in ("", "none", "proposed", "planned", "refused", "cancelled"), act
            assert needs in ("", "place", "asker"), act


def test_a_mediator_takes_part_in_the_talks_told_beside():
    mediated = Told("EUU", "ARM AZE", rule="en.event.consult.mediate", mode="third-party")
    (talk,) = calendar((reading(Told("ARM AZE"), mediated, gap=50),))
    assert talk.participants == ("ARM", "AZE", "EUU")


def test_letters_are_no_talks():
    assert calendar((reading(Told("USA NATO", rule="en.event.consult.exchange")),)) == ()


def test_days_in_dispute_stand_side_by_side_with_their_sources():
    first = reading(ahead("RUS", "NATO", "2022-01-12", place="BEL"), as_of="2022-01-04")
    second = reading(ahead("NATO", "RUS", "2022-01-13", place="BEL"), as_of="2022-01-05")
    third = reading(Told("NATO RUS", day="2022-01-13"), as_of="2022-01-14")
    (talk,) = calendar((first, second))
    assert talk.date == "[2022-01-12,2022-01-13]"
    assert [(step.date, step.article) for step in talk.history] == [
        ("2022-01-12", first.article.id),
        ("2022-01-13", second.article.id),
    ]
    (talk,) = calendar((first, second, third))
    assert (talk.date, talk.status) == ("2022-01-13", "held")


def test_two_days_of_one_article_are_two_talks():
    both = reading(ahead("RUS", "NATO", "2022-01-12"), ahead("NATO", "RUS", "2022-01-13"), as_of="2022-01-04")
    other = reading(ahead("RUS", "NATO", "2022-01-12"), as_of="2022-01-05")
    assert [talk.date for talk in calendar((both, other))] == ["2022-01-12", "2022-01-13"]


def test_without_a_common_format_or_place_two_days_are_two_talks():
    first = reading(ahead("POL LTU", day="2022-01-12"), as_of="2022-01-04")
    second = reading(ahead("POL LTU", day="2022-01-13"), as_of="2022-01-05")
    assert len(calendar((first, second))) == 2


def test_rounds_on_one_day_after_another_are_no_dispute():
    days = ("2022-01-11", "2022-01-12", "2022-01-13", "2022-01-14")
    told = [reading(ahead("IRN EUU", day=day, place="AUT"), as_of=f"2022-01-{10 + n}") for n, day in enumerate(days)]
    assert [talk.date for talk in calendar(told)] == list(days)


def test_a_talk_put_off_takes_its_new_day():
    put_off = "en.event.consult.meet.postpone"
    first = reading(ahead("POL LTU", day="2022-01-12"), as_of="2022-01-04")
    second = reading(ahead("POL LTU", rule=put_off), as_of="2022-01-08")
    third = reading(ahead("POL LTU", day="2022-02-20"), as_of="2022-01-10")
    assert brief(first, second) == [("2022-01-12", "postponed", 2)]
    assert brief(first, second, third) == [("2022-02-20", "planned", 3)]
    assert len(calendar((first, third))) == 2


MOVED = [
    (
        "en",
        "The meeting of the presidents of Poland and Lithuania, scheduled for Wednesday, was postponed to 9 October.",
    ),
    ("uk", "Зустріч президентів Польщі та Литви, запланована на середу, перенесена на 9 жовтня."),
    ("ru", "Встреча президентов Польши и Литвы, запланированная на среду, перенесена на 9 октября."),
]


@pytest.mark.parametrize(("code", "text"), MOVED)
def test_from_one_day_to_another_in_one_sentence(code, text):
    (talk,) = calendar((read(text, published="2026-10-01", language=code),))
    assert (talk.participants, talk.date, talk.status) == (("LTU", "POL"), "2026-10-09", "postponed")


def test_a_cancellation_without_its_day_ends_the_talk_planned_elsewhere():
    first = reading(ahead("POL LTU", day="2022-01-12"), as_of="2022-01-04")
    second = reading(
        Told("POL", "LTU", event="REJECT", negated=True, rule="en.event.consult.meet.cancel"), as_of="2022-01-08"
    )
    assert brief(first, second) == [("2022-01-12", "cancelled", 2)]


HELD = (
    "Armenia and Azerbaijan will hold talks in Tbilisi on 24 May, the Georgian foreign minister said on Monday. "
    "The delegations are to discuss the border, prisoners and a railway that has stood idle for thirty years. "
    "Officials of both sides met there last spring and parted without a paper. Tbilisi offered the hall again."
)


def test_copies_of_an_article_add_nothing():
    first = read(HELD, published="2022-05-16", language="en", url="https://harbour.example/talks")
    own = read(
        "Azerbaijan confirmed that it will hold talks with Armenia on 24 May.", published="2022-05-17", language="en"
    )
    copies = [
        read(HELD, published=f"2022-05-{17 + number}", language="en", url=f"https://copy{number}.example/a")
        for number in range(10)
    ]
    assert calendar((first, own, *copies)) == calendar((first, own))
    (talk,) = calendar((first, own))
    assert [(step.as_of, step.status, step.outlet) for step in talk.history] == [
        ("2022-05-16", "planned", "harbour.example"),
        ("2022-05-17", "confirmed", ""),
    ]


def test_the_history_says_who_said_so():
    one = reading(ahead("POL LTU", day="2022-01-12", stance="say"))
    mention = next(fact for fact in one.facts if isinstance(fact, Mention))
    facts = tuple(replace(f, source=mention.id) if isinstance(f, Statement) else f for f in one.facts)
    (talk,) = calendar((replace(one, facts=facts),))
    assert [(step.source, step.date) for step in talk.history] == [("POL", "2022-01-12")]


def test_a_talk_told_in_three_languages_is_one_talk():
    told = (
        ("en", "2021-12-28", "Russia and NATO will hold talks in Brussels on January 12, the alliance said."),
        ("uk", "2022-01-04", "Росія та НАТО проведуть переговори 12 січня, повідомив альянс."),
        ("ru", "2022-01-13", "Россия и НАТО провели переговоры в среду."),
    )
    (talk,) = calendar(read(text, published=day, language=code) for code, day, text in told)
    assert (talk.participants, talk.format, talk.date) == (("NATO", "RUS"), "NATO-Russia Council", "2022-01-12")
    assert [step.status for step in talk.history] == ["planned", "planned", "held"]
