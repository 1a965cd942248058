"""Times: every rule's examples and counter-examples, and the traps and turns that news sets."""

import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pytest

from dragoman.timegrammar import Grammar, compile_grammar
from dragoman.times import Found, scan_times

ANCHOR = date(2022, 1, 19)  # a Wednesday
NOW = datetime(2022, 1, 19, 8)
LANGUAGES = ("en", "ru", "uk")


def table(code: str, name: str) -> dict:
    path = files("dragoman").joinpath("languages").joinpath(code).joinpath(name)
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def grammar(code: str) -> Grammar:
    extra = {ord(a): b for a, b in table(code, "language.toml").get("fold", {}).items()}
    return compile_grammar(table(code, "times.toml"), extra)


def read(code: str, text: str, tense: str = "", anchor: date | None = ANCHOR, policy: str = "news") -> list[Found]:
    return scan_times(text, grammar(code), anchor, policy=policy, tense_at=lambda start, end: tense)


def values(code: str, text: str, tense: str = "", anchor: date | None = ANCHOR) -> list[str]:
    return [found.value for found in read(code, text, tense, anchor)]


EXAMPLES = [
    pytest.param(code, rule, *example, id=f"{rule['id']}: {example[0]}")
    for code in LANGUAGES
    for rule in table(code, "times.toml").get("rule", ())
    for example in ([*e, ""][:3] for e in rule["examples"])
]
COUNTER = [
    pytest.param(code, rule["id"], text, id=f"{rule['id']}: not {text}")
    for code in LANGUAGES
    for rule in table(code, "times.toml").get("rule", ())
    for text in rule["not"]
]


@pytest.mark.parametrize(("code", "rule", "text", "value", "tense"), EXAMPLES)
def test_examples_of_rules(code, rule, text, value, tense):
    """A trap gives nothing; a rule of one policy is read with it."""
    policy = rule.get("only", "news")
    anchor = NOW if policy == "forward" else ANCHOR
    found = [one.value for one in read(code, text, tense, anchor, policy)]
    assert found == [] if rule["make"] == "trap" else value in found


@pytest.mark.parametrize(("code", "rule", "text"), COUNTER)
def test_counter_examples_of_rules(code, rule, text):
    assert rule not in [found.rule for found in read(code, text)]


NEWS = [
    # code, text, tense, values in order, why the row exists
    ("en", "Envoys met on Saturday.", "past", ["2022-01-15"], "a past verb: last Saturday"),
    ("en", "Envoys will meet on Saturday.", "future", ["2022-01-22"], "a future verb: next Saturday"),
    ("en", "Envoys met on Wednesday.", "past", ["2022-01-19"], "the day of the article counts as past"),
    ("en", "Envoys will meet on Wednesday.", "future", ["2022-01-19"], "and as future"),
    ("en", "Talks on 12 December and on 12 January", "", ["2021-12-12", "2022-01-12"], "near the turn of the year"),
    ("en", "Elections are due in May.", "future", ["2022-05"], "a month ahead"),
    ("en", "Elections were held in May.", "past", ["2021-05"], "a month behind"),
    ("en", "Friday, 18 July", "", ["2025-07-18"], "the weekday chooses the year"),
    ("en", "between January 3 and January 9", "", ["2022-01-03/2022-01-09"], "two dates, one interval"),
    ("en", "from December 28 to January 3", "past", ["2021-12-28/2022-01-03"], "an interval over New Year"),
    (
        "en",
        "The talks began on 3 March 2021. Ten days later they failed.",
        "past",
        ["2021-03-03", "2021-03-13"],
        "told",
    ),
    (
        "en",
        "He came on 3 March 2021.\nThe next day it rained.",
        "past",
        ["2021-03-03"],
        "another paragraph: say nothing",
    ),
    (
        "en",
        "It met on Friday, January 14, and on Monday (Jan. 17).",
        "past",
        ["2022-01-14", "2022-01-17", "2022-01-17"],
        "the day of the week belongs to the date",
    ),
    (
        "en",
        "He met every Monday for two weeks, for the third day running.",
        "past",
        ["XXXX-WXX-1", "P2W", "P3D"],
        "sets and durations",
    ),
    (
        "en",
        "The winter of 2022, the third quarter of 2021, the first half of 2021",
        "",
        ["2022-24", "2021-35", "2021-40"],
        "seasons, quarters, halves",
    ),
    ("en", "in the 1990s", "", ["199X"], "digits not said"),
    (
        "uk",
        "Щопонеділка, два тижні поспіль, третій день поспіль, упродовж двох тижнів",
        "past",
        ["XXXX-WXX-1", "P2W", "P3D", "P2W"],
        "повтори й тривалість",
    ),
    (
        "uk",
        "узимку 2022 року, у третьому кварталі 2021 року, у 1990-х роках",
        "",
        ["2022-24", "2021-35", "199X"],
        "пори, квартали, десятиліття",
    ),
    (
        "ru",
        "Каждый понедельник, две недели подряд, третий день подряд, в течение двух недель",
        "past",
        ["XXXX-WXX-1", "P2W", "P3D", "P2W"],
        "повторы и длительность",
    ),
    (
        "ru",
        "зимой 2022 года, в третьем квартале 2021 года, в 1990-х годах",
        "",
        ["2022-24", "2021-35", "199X"],
        "времена года, кварталы, десятилетия",
    ),
    ("uk", "У суботу сторони зустрілися.", "past", ["2022-01-15"], "минуле дієслово"),
    ("uk", "У суботу сторони зустрінуться.", "future", ["2022-01-22"], "майбутнє дієслово"),
    ("uk", "переговори 28 грудня та 3 січня", "", ["2021-12-28", "2022-01-03"], "зламу року"),
    ("uk", "28 грудня – 3 січня", "past", ["2021-12-28/2022-01-03"], "проміжок через Новий рік"),
    ("uk", "у ніч на 18 січня", "past", ["2022-01-18"], "ніч належить дню, на який вона"),
    ("uk", "Раніше цього місяця", "past", ["2022-01"], "уточнення періоду"),
    ("uk", "до 1 лютого", "future", ["../2022-02-01"], "межа"),
    ("ru", "В субботу стороны встретились.", "past", ["2022-01-15"], "прошедшее время"),
    ("ru", "В субботу стороны встретятся.", "future", ["2022-01-22"], "будущее время"),
    ("ru", "12 декабря и 12 января", "", ["2021-12-12", "2022-01-12"], "стык лет"),
    ("ru", "встреча назначена на пятницу", "past", ["2022-01-21"], "на день назначают вперед"),
    ("ru", "в ночь на среду", "past", ["2022-01-19"], "ночь принадлежит дню, на который она"),
    ("ru", "с 9 по 11 февраля", "future", ["2022-02-09/2022-02-11"], "промежуток"),
    ("ru", "25 февраля 2021 г. Неделю спустя", "past", ["2021-02-25", "2021-03-04"], "шаг от названного дня"),
]

TRAPS = [
    ("en", "Moscow may attack, and it may 5 times refuse."),
    ("en", "The March on Washington drew thousands to March for rights."),
    ("en", "Theresa May said the Sunday Times was wrong."),
    ("en", "They watched Friday the 13th."),
    ("en", "The team won 3:2 after leading 15:13."),
    ("en", "Call +1 202-555-0110 or 650-650-6500."),
    ("en", "Resolution 1325 and Article 5, paragraph 12"),
    ("en", "It cost $2014 and 1,999 dollars."),
    ("en", "10,000 soldiers in 12 brigades, version 1.12.2.7"),
    ("en", "Flight 752 and MH17 carried 298 people."),
    ("en", "the fall of Kabul and a spring in his step"),
    ("en", "the second half of the match, the third man"),
    ("en", "A man aged 45, a 45-year-old woman and a girl of 12 were hurt."),
    ("en", "The judge met April Ryan, June Smith and August Wilson."),
    ("en", "May Street, the Sunday Times and Bloody Sunday"),
    ("uk", "Резолюція 1325 і стаття 5, пункт 12"),
    ("uk", "45-річний чоловік, якому 45 років, і дівчина 12 років"),
    ("uk", "вулиця Травень, актор Андрій Серпень, депутат Неділя"),
    ("uk", "фільм «П'ятниця, 13-те»"),
    ("uk", "рейс PS752, рейс 2022, Су-24, С-300"),
    ("uk", "вер. 5, сер. 12 і ст. 14"),
    ("uk", "10 000 солдатів і 45 танків"),
    ("uk", "рахунок 2:1, потім 15:13"),
    ("uk", "тел. 044 279-16-19, рейс 752"),
    ("uk", "вулиця 8 Березня, площа 1 Травня"),
    ("uk", "сер Кір і вер лист; нд і ст. 5 Конституції"),
    ("uk", "лютий ворог у лютій битві"),
    ("uk", "ціна зросла на 15.02 пункту, до 2014 гривень"),
    ("uk", "середовище, серединний, неділимий"),
    ("ru", "Резолюция 1325 и статья 5, пункт 12"),
    ("ru", "45-летний мужчина, которому 45 лет, и девушка 12 лет"),
    ("ru", "улица Май, политик Март Хельме, депутат Суббота"),
    ("ru", "фильм «Пятница, 13-е»"),
    ("ru", "рейс PS752, рейс 2022, Су-24, С-300"),
    ("ru", "10 000 солдат и 45 танков"),
    ("ru", "счет 2:1, затем 15:13"),
    ("ru", "тел. 495 205-16-19, рейс 752"),
    ("ru", "улица 8 Марта, площадь 1 Мая, метро 1905 года"),
    ("ru", "окружающая среда, среда обитания, в среде экспертов, питательную среду"),
    ("ru", "премьер Тереза Май и сер. 5, ст. 5, вс и пн"),
    ("ru", "цена выросла на 15.02 пункта, до 2014 рублей"),
]


@pytest.mark.parametrize(("code", "text", "tense", "wanted", "why"), NEWS)
def test_news(code, text, tense, wanted, why):
    assert values(code, text, tense) == wanted, why


@pytest.mark.parametrize(("code", "text"), TRAPS)
def test_traps(code, text):
    assert [text[f.span.start : f.span.end] for f in read(code, text)] == []


def test_without_an_anchor_only_a_named_year_gives_a_date():
    assert values("en", "12 January 2022, 12 January, on Saturday, last week", anchor=None) == [
        "2022-01-12",
        "XXXX-01-12",
        "",
        "",
    ]


def test_policies_differ():
    text = "12 січня"
    assert [read("uk", text, policy=p)[0].value for p in ("news", "forward")] == ["2022-01-12", "2023-01-12"]
    narrated = "3 березня 1953 року. 12 січня"
    assert [f.value for f in read("uk", narrated, policy="narrative")] == ["1953-03-03", "1953-01-12"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_spans_cut_their_words_and_come_in_order(code):
    text = "; ".join(case[1] for case in NEWS if case[0] == code)
    spans = [found.span for found in read(code, text)]
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_has_an_example_and_a_counter_example(code):
    rules = table(code, "times.toml")["rule"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert not [
        rule["id"]
        for rule in rules
        if not rule["not"] or not rule["examples"] or not rule["id"].startswith(f"{code}.time.")
    ]


def test_feasts():
    from dragoman.feasts import feast

    for rule, year, day in (
        ("easter", 2022, date(2022, 4, 17)),
        ("pascha", 2022, date(2022, 4, 24)),
        ("thu#4 11", 2021, date(2021, 11, 25)),
        ("mon#-1 5", 2022, date(2022, 5, 30)),
        ("hebrew 7-10", 2021, date(2021, 9, 16)),
        ("hijri 9-1 x30", 2022, date(2022, 4, 3)),
        ("moon new 01-21", 2022, date(2022, 2, 1)),
        ("10-16 work", 2021, date(2021, 10, 15)),
    ):
        assert feast(rule, year)[0][0] == day
