"""What survives a translation: names by their consonants, numbers, days, and the order of the paragraphs."""

import pytest

from dragoman.model import Article, Generator, Reading
from dragoman.traces import Traced, kinship, skeleton, traced, weight


@pytest.mark.parametrize(
    "names",
    [
        [("en", "stoltenberg"), ("ru", "столтенберг"), ("ru", "столтенбергом"), ("uk", "столтенберга")],
        [("en", "johnson"), ("ru", "джонсон"), ("uk", "джонсона")],
        [("en", "scholz"), ("ru", "шольца"), ("uk", "шольцу")],
        [("en", "zelensky"), ("en", "zelenskyy"), ("ru", "зеленский"), ("uk", "зеленським")],
        [("en", "washington"), ("uk", "вашингтон"), ("ru", "вашингтоне")],
        [("en", "podolyak"), ("uk", "подоляк"), ("ru", "подоляка")],
        [("en", "shoigu"), ("ru", "шойгу"), ("uk", "шойгу")],
        [("en", "kubrakov"), ("uk", "кубраков"), ("ru", "кубраковым")],
    ],
)
def test_a_name_has_one_skeleton(names):
    assert len({skeleton(name, language) for language, name in names}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge near Vinnovo was shelled.", {"name:VNV"}),
        ("Vinnovo was shelled.", set()),
        ("The ministers of NATO met.", set()),
        ("He spoke of 1,250 shells and 3.5 tonnes.", {"number:1250", "number:3.5"}),
    ],
)
def test_traces_of_a_text_without_facts(text, expected):
    article = Article(id="a", text=text, in_language="en")
    reading = Reading(article=article, actors=(), facts=(), generator=Generator(version="", data=""))
    assert set().union(*traced(reading).paragraphs) == expected


def test_a_language_that_is_not_installed_has_no_names():
    article = Article(id="a", text="Die Brücke bei Vinnovo, 312 Meter lang.", in_language="de")
    reading = Reading(article=article, actors=(), facts=(), generator=Generator(version="", data=""))
    assert set().union(*traced(reading).paragraphs) == {"number:312"}


ONE, TWO, THREE = (
    frozenset({f"name:{key}", f"number:{number}"}) for key, number in (("AB", 11), ("CD", 12), ("EF", 13))
)


@pytest.mark.parametrize(
    ("paragraphs", "expected", "why"),
    [
        ((ONE, TWO, THREE), 1.0, "the same"),
        ((ONE | TWO, THREE), 1.0, "two paragraphs joined"),
        ((THREE, TWO, ONE), 1 / 3, "the other way round"),
        ((ONE, TWO), 0.8, "the last left out"),
        ((), 0.0, "nothing"),
    ],
)
def test_kinship(paragraphs, expected, why):
    assert kinship(Traced((ONE, TWO, THREE)), Traced(paragraphs)).alike == pytest.approx(expected), why
    assert kinship(Traced(paragraphs), Traced((ONE, TWO, THREE))).alike == pytest.approx(expected), why


def test_a_part_is_held_by_the_whole_if_it_tells_enough():
    many = tuple(frozenset({f"name:LVR{number}", f"number:{number}"}) for number in range(11, 19))
    assert kinship(Traced(many), Traced(many[:4])).held == 1.0
    assert kinship(Traced(many), Traced(many[:2])).held == 0.0


def test_states_weigh_little():
    assert weight("name:LVRV") > weight("number:7") > weight("actor:RUS")
