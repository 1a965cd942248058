"""Times: every rule's examples and counter-examples, and the traps and turns that news sets."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

import pytest

from dragoman.timegrammar import Grammar, compile_grammar
from dragoman.times import Found, scan_times

ANCHOR = date(2022, 1, 19)  # a Wednesday
LANGUAGES = ("en", "ru", "uk")


def table(code: str, name: str) -> dict:
    path = files("dragoman").joinpath("languages").joinpath(code).joinpath(name)
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def grammar(code: str) -> Grammar:
    extra = {ord(a): b for a, b in table(code, "language.toml").get("fold", {}).items()}
    return compile_grammar(table(code, "times.toml"), extra)


def read(code: str, text: str, tense: str = "", anchor: date | None = ANCHOR, policy: str = "news") -> list[Found]:
    return scan_times(text, grammar(code), anchor, policy=policy, tense_at=lambda _: tense)


def values(code: str, text: str, tense: str = "", anchor: date | None = ANCHOR) -> list[str]:
    return [found.value for found in read(code, text, tense, anchor)]


EXAMPLES = [
    pytest.param(code, rule["id"], *example, id=f"{rule['id']}: {example[0]}")
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
    assert value in values(code, text, tense)


@pytest.mark.parametrize(("code", "rule", "text"), COUNTER)
def test_counter_examples_of_rules(code, rule, text):
    assert rule not in [found.rule for found in read(code, text)]
