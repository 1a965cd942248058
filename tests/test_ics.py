"""What a calendar program gets: strictly parsed twice, stable names, rising sequence, vague and disputed days."""

from datetime import date

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from rich.console import Console
from test_calendar import Told as Say
from test_calendar import ahead, reading
from typer.testing import CliRunner

from dragoman import to_json
from dragoman.cli import app
from dragoman.model import Talk, TalkStep
from dragoman.months import month_grids
from dragoman.views.calendar import calendar
from dragoman.views.ics import sequence_of, to_ics, uid_of


def step(status="planned", as_of="2022-01-05", day="2022-01-12", fact="f1", source="RUS.GOV"):
    return TalkStep(status=status, as_of=as_of, fact=fact, article="a1", date=day, source=source)


def talk(day, *steps, status="planned", **fields):
    history = steps or (step(status, day=day),)
    return Talk(id="t1", participants=("NATO", "RUS"), date=day, status=status, history=history, **fields)


def events(*talks, readings=()):
    """Parse with both: the strict parser must accept what the second one reads."""
    data = to_ics(talks, readings).decode()
    strict = IcsCalendarStream.calendar_from_ics(data)
    lenient = vobject.readOne(data)
    assert len(strict.events) == len(lenient.contents.get("vevent", []))
    assert len(strict.todos) == len(lenient.contents.get("vtodo", []))
    for one, other in zip(strict.events, lenient.contents.get("vevent", []), strict=True):
        assert (one.uid, one.dtstart, one.dtend) == (other.uid.value, other.dtstart.value, other.dtend.value)
        assert one.summary == other.summary.value
    return strict


DAYS = [
    # date, first day, day after the last, blocks the day
    ("2022-01-12", date(2022, 1, 12), date(2022, 1, 13), True),
    ("2022-01-12/2022-01-13", date(2022, 1, 12), date(2022, 1, 14), True),
    ("2022-01-12~", date(2022, 1, 12), date(2022, 1, 13), False),
    ("2022-01-24/2022-01-30", date(2022, 1, 24), date(2022, 1, 31), False),
    ("2022-02", date(2022, 2, 1), date(2022, 3, 1), False),
    ("2022-24", date(2022, 12, 1), date(2023, 3, 1), False),
    ("2022-33", date(2022, 1, 1), date(2022, 4, 1), False),
    ("2022-41", date(2022, 7, 1), date(2023, 1, 1), False),
    ("2022", date(2022, 1, 1), date(2023, 1, 1), False),
    ("../2022-02-01", date(2022, 2, 1), date(2022, 2, 2), False),
    ("2022-02-01/..", date(2022, 2, 1), date(2022, 2, 2), False),
]


@pytest.mark.parametrize(("value", "first", "after", "blocks"), DAYS)
def test_days(value, first, after, blocks):
    (event,) = events(talk(value)).events
    assert (event.dtstart, event.dtend) == (first, after)
    assert (event.transparency == "OPAQUE") == blocks


@pytest.mark.parametrize("value", ["", "XXXX-01-12", "20XX", "2022-13"])
def test_a_talk_without_a_day_is_a_task_without_one(value):
    file = events(talk(value))
    assert not file.events
    assert file.todos[0].due is None


STATUS = [
    ("proposed", "TENTATIVE"),
    ("planned", "TENTATIVE"),
    ("confirmed", "CONFIRMED"),
    ("held", "CONFIRMED"),
    ("cancelled", "CANCELLED"),
    ("refused", "CANCELLED"),
    ("postponed", "CANCELLED"),
]


@pytest.mark.parametrize(("status", "written"), STATUS)
def test_status(status, written):
    assert events(talk("2022-01-12", status=status)).events[0].status == written


def test_uid_stays_and_sequence_rises_as_the_talk_goes_on():
    steps = [
        step(),
        step("confirmed", "2022-01-06", fact="f2"),
        step("confirmed", "2022-01-07", day="", fact="f3"),
        step("postponed", "2022-01-08", day="", fact="f4"),
        step("planned", "2022-01-09", day="2022-01-20", fact="f5"),
        step("held", "2022-01-21", day="2022-01-20", fact="f6"),
    ]
    grown = [talk("2022-01-12", *steps[:n]) for n in range(1, 7)]
    assert len({uid_of(one) for one in grown}) == 1
    assert [sequence_of(one) for one in grown] == [0, 1, 1, 2, 3, 4]


def test_disputed_days_stand_side_by_side():
    first, second = events(talk("[2022-01-12,2022-01-13]")).events
    assert (first.dtstart, second.dtstart) == (date(2022, 1, 12), date(2022, 1, 13))
    assert first.uid != second.uid
    assert first.transparency == "TRANSPARENT"


def test_the_description_names_every_source():
    told = ahead("RUS", "NATO", "2022-01-12"), ahead("NATO RUS", day="2022-01-12", stance="confirm")
    readings = [reading(one, as_of=day) for one, day in zip(told, ("2021-12-28", "2022-01-04"), strict=True)]
    talks = calendar(readings)
    (event,) = events(*talks, readings=readings).events
    assert event.description.splitlines() == ["2021-12-28: planned 2022-01-12", "2022-01-04: confirmed 2022-01-12"]
    assert event.summary == "NATO-Russia Council (NATO, RUS), confirmed"


def test_the_same_talks_give_the_same_bytes():
    readings = [reading(ahead("RUS", "NATO", "2022-01-12"))]
    assert to_ics(calendar(readings), readings) == to_ics(calendar(readings), readings)
    assert b"\r\n" in to_ics(())


def drawn(*talks, width=100):
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    for part in month_grids(talks):
        console.print(part)
    return console.export_text()


def test_month_view():
    text = drawn(talk("2022-01-12"), talk("2022-02", status="proposed"), talk(""))
    assert "January 2022" in text
    assert "o NATO RUS" in text
    assert "? 2022-02  NATO RUS" in text
    assert text.index("February 2022") < text.index("no date")


def test_a_stretch_over_two_months_stands_in_both():
    text = drawn(talk("2022-01-31/2022-02-01"))
    assert text.count("o NATO RUS") == 2


def test_command(tmp_path):
    file = tmp_path / "readings.jsonl"
    file.write_text(to_json(reading(Say("POL LTU", day="2022-01-07"))) + "\n", "utf-8")
    run = CliRunner().invoke
    for form, words in (("table", "held"), ("month", "January 2022"), ("json", '"held"'), ("ics", "BEGIN:VEVENT")):
        done = run(app, ["calendar", str(file), "--format", form])
        assert done.exit_code == 0, done.output
        assert words in done.output
    out = tmp_path / "talks.ics"
    assert run(app, ["calendar", str(file), "--format", "ics", "--out", str(out)]).exit_code == 0
    assert IcsCalendarStream.calendar_from_ics(out.read_bytes().decode()).events
    assert b"VEVENT" not in to_ics(())
    assert "VEVENT" not in run(app, ["calendar", str(file), "--format", "ics", "--since", "2023"]).output
