"""Does the command line do what its help says, with the right exit codes and one line per error?"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from by_hand import at, deed, oracle, record, who
from msgspec.structs import replace
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.listing import among, dated
from dragoman.model import Event, Reading, Time
from dragoman.serial import to_json

COMMANDS = ["read", "verify", "evaluate", "explain", "calendar", "ledger", "index", "stories", "events", "statements"]
TEXT = "Peru expelled two Syrian diplomats in March, its foreign ministry told EFE."


def run(*arguments: object, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=text)


def gold(text: str = TEXT) -> dict[str, object]:
    expelled = deed(
        TEXT,
        "SANCTION",
        "expelled",
        [who(text, "Peru", "PER")],
        [who(text, "Syrian diplomats", "SYR", "GOV")],
        mode="expel",
        date={**at(text, "in March"), "edtf": "2022-03"},
        statement=0,
    )
    said = {
        "source": who(text, "its foreign ministry", "PER", "GOV"),
        "cue": at(text, "told"),
        "content": at(text, "Peru expelled two Syrian diplomats in March"),
        "relay": at(text, "EFE"),
        "style": "indirect",
    }
    return record(text, "en", [expelled], statements=[said])


def reading(text: str = TEXT) -> Reading:
    return oracle(gold(text))


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    path = tmp_path / "readings.jsonl"
    made = reading(), reading(f"{TEXT} Syria has not answered.")
    path.write_text("".join(f"{to_json(one)}\n" for one in made), encoding="utf-8")
    return path


def errors(result: Result) -> list[str]:
    return result.stderr.splitlines()


# --- help ----------------------------------------------------------------------------------------------------------


def test_help_lists_every_command_and_is_quick() -> None:
    begin = time.perf_counter()
    found = subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, text=True, check=True)
    assert time.perf_counter() - begin < 2.0
    for command in COMMANDS:
        assert f"\n  {command} " in found.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: dragoman {command} " in " ".join(result.stdout.split())


def test_help_pulls_in_no_heavy_package() -> None:
    heavy = ["httpx", "selectolax", "py3langid", "numpy", "rich", "dragoman.reading", "dragoman.language"]
    code = f"import sys, dragoman.cli; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["greet"],
        ["read"],
        ["read", "x", "--format", "xml"],
        ["verify"],
        ["evaluate", "x", "--errors", "many"],
        ["evaluate", "x", "--kind", "poems"],
        ["evaluate", "x", "--class", "typo"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "dragoman")


# --- verify, explain, lists ----------------------------------------------------------------------------------------


def test_verify_passes_records_that_hold(readings: Path) -> None:
    result = run("verify", readings)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 readings, ")


def test_verify_names_what_is_broken_and_goes_on(readings: Path, tmp_path: Path) -> None:
    made = reading()
    late = {"start": "2022-04-01", "end": "2022-03-01"}
    facts = tuple(replace(fact, **late) if isinstance(fact, Time) else fact for fact in made.facts)
    broken = tmp_path / "broken.jsonl"
    broken.write_text(to_json(replace(made, facts=facts)) + "\nnot json\n{}\n", encoding="utf-8")
    result = run("verify", broken, tmp_path / "missing.json", readings)
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in errors(result)] == ["error"] * 4
    assert "time-order" in errors(result)[0]
    assert "broken.jsonl:2" in errors(result)[1]
    assert "broken.jsonl:3" in errors(result)[2]
    assert "missing.json: no such file" in errors(result)[3]
    assert result.stdout.startswith("3 readings")


@pytest.mark.parametrize("indent", [None, 2])
def test_records_are_read_as_lines_as_one_value_and_as_an_array(
    readings: Path, tmp_path: Path, indent: int | None
) -> None:
    values = [json.loads(line) for line in readings.read_text(encoding="utf-8").splitlines()]
    (tmp_path / "one.json").write_text(json.dumps(values[0], indent=indent), encoding="utf-8")
    (tmp_path / "many.json").write_text(json.dumps(values, indent=indent), encoding="utf-8")
    assert run("verify", tmp_path / "one.json").stdout.startswith("1 readings")
    assert run("verify", tmp_path / "many.json").stdout.startswith("2 readings")
    assert run("verify", tmp_path).stdout.startswith("5 readings")


def test_explain_shows_rule_words_and_references(readings: Path) -> None:
    event = next(fact for fact in reading().facts if isinstance(fact, Event))
    result = run("explain", event.id[:12], readings)
    assert result.exit_code == 0
    for part in (
        "event",
        "⟦expelled⟧",
        "xx.test.rule",
        "Peru [PER]",
        "in March [2022-03]",
        "its foreign ministry (to EFE)",
    ):
        assert part in result.stdout
    assert run("explain", "nothing", readings).exit_code == 1


def test_events_and_statements_as_table_and_json(readings: Path, tmp_path: Path) -> None:
    assert "SANCTION/expel" in run("events", readings).stdout
    lines = [json.loads(line) for line in run("events", readings, "--format", "jsonl").stdout.splitlines()]
    found = [(line["event"], line["actor"], line["recipient"], line["date"]) for line in lines]
    assert found == [("SANCTION", ["PER"], ["SYR.GOV"], "2022-03")] * 2
    out = tmp_path / "new" / "statements.json"
    assert run("statements", readings, "--format", "json", "--out", out).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))[0]["relay"] == "EFE"


def test_stories_put_copies_under_their_original(readings: Path) -> None:
    result = run("stories", readings, "--format", "jsonl")
    assert result.exit_code == 0
    articles = [pair for line in result.stdout.splitlines() for pair in json.loads(line)["articles"]]
    assert len(articles) == 2
    assert "original" in run("stories", readings).stdout


def test_lists_of_views(readings: Path) -> None:
    for command in ("calendar", "ledger", "index"):
        assert run(command, readings).exit_code == 0
        assert json.loads(run(command, readings, "--format", "json").stdout or "[]") is not None
    points = [json.loads(line) for line in run("index", readings, "--format", "jsonl").stdout.splitlines()]
    assert {(point["period"], point["actor"], point["recipient"]) for point in points} == {("2022-03", "PER", "SYR")}
    assert run("index", readings, "--period", "hour").exit_code == 2


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--actor", "PER"], 2),
        (["--actor", "SYR.GOV"], 2),
        (["--actor", "NATO"], 0),
        (["--type", "SANCTION"], 2),
        (["--type", "AID"], 0),
        (["--since", "2022-03", "--until", "2022"], 2),
        (["--since", "2022-04"], 0),
    ],
)
def test_filters(readings: Path, options: list[str], number: int) -> None:
    assert len(run("events", readings, "--format", "jsonl", *options).stdout.splitlines()) == number


@pytest.mark.parametrize(
    ("date", "since", "until", "kept"),
    [
        ("2022-01-12", "2022-01-12", "2022-01-12", True),
        ("2022-01", "2022-01-12", "", False),
        ("2022-01-01/2022-01-31", "2022-01-12", "", True),
        ("2022/..", "2023", "", True),
        ("../2022-01-11", "", "2021", True),
        ("", "2022", "", False),
    ],
)
def test_dates_are_compared_as_far_as_they_go(date: str, since: str, until: str, kept: bool) -> None:
    assert dated(date, since, until) is kept


def test_an_actor_is_its_code_or_what_begins_with_it() -> None:
    assert among(["RUS.GOV.mod"], ["RUS.GOV"])
    assert not among(["RUSSIA"], ["RUS"])


# --- evaluate ------------------------------------------------------------------------------------------------------


def test_evaluate_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "1"}\n', encoding="utf-8")
    result = run("evaluate", bad, tmp_path / "missing.jsonl")
    assert result.exit_code == 1
    assert "a gold record needs lang, published, text, events" in errors(result)[0]
    assert "no such file" in errors(result)[1]


def test_evaluate_scores_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold()) + "\n", encoding="utf-8")
    table = run("evaluate", path, "--errors", "all")
    assert table.exit_code == 0
    assert "event" in table.stdout
    value = json.loads(run("evaluate", path, "--json").stdout)
    assert {row["measure"] for row in value["scores"]} >= {"event", "type", "pair in order", "statement overlap"}
    only = json.loads(run("evaluate", path, "--json", "--kind", "statements").stdout)
    assert {row["kind"] for row in only["scores"]} == {"statements"}


# --- read ----------------------------------------------------------------------------------------------------------

PAGE = "Ukraine thanks Canada\n\nUkraine thanked Canada for its help on Tuesday, the Ukrainian foreign ministry said.\n"


def test_read_a_file_and_standard_input_alike(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    options = ["--published", "2022-01-14", "--format", "jsonl"]
    from_file, from_stdin = run("read", path, *options), run("read", "-", *options, text=PAGE)
    assert from_file.exit_code == from_stdin.exit_code == 0
    assert from_file.stdout == from_stdin.stdout
    assert json.loads(from_file.stdout)["article"]["text"] == PAGE


def test_what_read_writes_verifies_and_is_the_same_twice(tmp_path: Path) -> None:
    path, out = tmp_path / "page.txt", tmp_path / "records" / "page.json"
    path.write_text(PAGE, encoding="utf-8")
    arguments = ["read", path, "--published", "2022-01-14", "--format", "json", "--out", out]
    assert run(*arguments).exit_code == 0
    first = out.read_bytes()
    assert run(*arguments).exit_code == 0
    assert out.read_bytes() == first
    assert run("verify", out).exit_code == 0


def test_read_writes_pages(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{PAGE}{name}\n", encoding="utf-8")
    sources = [tmp_path / "a.txt", tmp_path / "b.txt"]
    one = run("read", sources[0], "--published", "2022-01-14", "--format", "html")
    assert one.stdout.startswith("<!doctype html>")
    assert run("read", *sources, "--published", "2022-01-14", "--format", "html").exit_code == 2
    assert (
        run("read", *sources, "--published", "2022-01-14", "--format", "html", "--out", tmp_path / "web").exit_code == 0
    )
    assert len(list((tmp_path / "web").glob("*.html"))) == 2


@pytest.mark.parametrize(
    ("content", "published", "says"),
    [
        (b"", "2022-01-14", "empty"),
        (b"  \n\t ", "2022-01-14", "empty"),
        (b"%PDF-1.7\n\x00\x01\x02", "2022-01-14", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "2022-01-14", "image"),
        (PAGE.encode(), "14th of never", "date"),
        (PAGE.encode(), "2022-13-45", "date"),
        ("Η Ελλάδα ευχαρίστησε τον Καναδά για τη βοήθεια την Τρίτη.".encode(), "2022-01-14", "language"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_1(tmp_path: Path, content: bytes, published: str, says: str) -> None:
    path = tmp_path / "page"
    path.write_bytes(content)
    result = run("read", path, "--published", published)
    assert result.exit_code == 1
    assert len(errors(result)) == 1
    assert errors(result)[0].startswith(f"error: {path}: ")
    assert says in errors(result)[0]


def test_one_bad_input_never_stops_the_others(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    sources = [tmp_path / "missing.txt", "ftp://example.org/x", path, tmp_path]
    result = run("read", *sources, "--published", "2022-01-14", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert len(errors(result)) == 3
    assert "only http and https" in errors(result)[1]
