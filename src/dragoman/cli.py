"""What does a user type?

Thin commands: parse, call, print. A command imports what it needs when it runs, so that ``--help`` is quick. Exit
codes: 0 done, 1 some inputs failed (each named on stderr in one line, the rest done), 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .errors import DragomanError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from .model import Reading, Value

app = typer.Typer(
    name="dragoman",
    help="Turn news pages in English, Ukrainian and Russian into a sourced record of international politics.",
    epilog="Example: dragoman read page.html --published 2022-01-14",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How a result is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"


class Listing(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


Readings = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="JSONL or JSON files (or folders) of readings.")
]
Out = Annotated[Path | None, typer.Option(metavar="PATH", help="Write here instead of to standard output.")]
As = Annotated[Listing, typer.Option("--format", help="table for people, json and jsonl for programs.")]
Codes = Annotated[
    list[str],
    typer.Option("--actor", metavar="CODE", help="Only what this actor takes part in (RUS, NATO, UKR.GOV …)."),
]


class Failures:
    """The inputs that failed: each is told at once in one line; the exit code comes at the end."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, source: str, message: str) -> None:
        """Print one error line and remember that something failed."""
        self.count += 1
        typer.echo(f"error: {source}: {' '.join(message.split())}", err=True)

    def leave(self) -> None:
        """End the program with exit code 1 where anything failed."""
        if self.count:
            raise typer.Exit(1)


def wrong_usage(message: str) -> NoReturn:
    """End the program with exit code 2 and one line that says how the command is meant."""
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(2)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Set up what every command shares."""
    if version:
        from . import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


@app.command(epilog="Example: dragoman read page.html https://example.org/news --published 2022-01-14 --format html")
def read(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="A file, a URL, or - for standard input.")],
    published: Annotated[str, typer.Option(metavar="DATE", help="Publication date, where the page says none.")] = "",
    language: Annotated[str, typer.Option(metavar="xx", help="Language (en, uk, ru); found out where not given.")] = "",
    format: Annotated[Format, typer.Option(help="table for people, json and jsonl for programs, html to look at.")] = (
        Format.table
    ),
    out: Out = None,
    blocks: Annotated[
        bool, typer.Option("--blocks", help="Also list the blocks of the page left out, and why.")
    ] = False,
) -> None:
    """Read news pages into records: who did, said, demanded or planned what, towards whom, when, according to whom."""
    failures = Failures()
    found: list[tuple[str, Reading]] = []
    for source in sources:
        try:
            found.append((source, read_source(source, published, language)))
        except DragomanError as error:
            failures.tell(source, str(error))
        except OSError as error:
            failures.tell(source, f"{error.strerror or error}; check the path")
    if found:
        _write_readings(found, format, out, blocks=blocks)
    failures.leave()


def read_source(source: str, published: str, language: str) -> Reading:
    """Return the reading of a file, a URL or standard input ("-")."""
    from .reading import read as read_page

    url, page = "", b""
    if source.startswith(("http://", "https://")):
        from .decode import decode
        from .fetch import fetch

        answer = fetch(source)
        text = decode(answer.content, declared=answer.encoding)
        return read_page(text, published=published or None, language=language or None, url=answer.url)
    page = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    return read_page(page, published=published or None, language=language or None, url=url)


def _write_readings(found: list[tuple[str, Reading]], format: Format, out: Path | None, *, blocks: bool) -> None:
    readings = [reading for _, reading in found]
    if format is Format.table:
        from .tables import reading_table

        write_tables((reading_table(reading, blocks=blocks) for reading in readings), out)
    elif format is Format.html:
        from .report import reading_page

        if len(found) > 1:
            _write_pages(found, out)
        else:
            write_text(reading_page(readings[0]), out)
    else:
        write_values(readings, Listing(format.value), out)


def _write_pages(found: list[tuple[str, Reading]], out: Path | None) -> None:
    from .report import reading_page

    if out is None or out.suffix:
        wrong_usage("several pages as html need a folder; add --out FOLDER")
    out.mkdir(parents=True, exist_ok=True)
    for _, reading in found:
        (out / f"{reading.article.id}.html").write_text(reading_page(reading), encoding="utf-8")


def write_text(text: str, out: Path | None) -> None:
    """Write text to a file, or to standard output as UTF-8."""
    if out is None:
        sys.stdout.buffer.write((text.rstrip("\n") + "\n").encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def write_values(values: Iterable[Value], format: Listing, out: Path | None) -> None:
    """Write record values as one JSON value (an array of several) or as JSON lines."""
    import msgspec

    from .serial import to_json

    items = list(values)
    if format is Listing.jsonl:
        write_text("\n".join(map(to_json, items)), out)
        return
    encoded = msgspec.json.encode(items[0] if len(items) == 1 else items)
    write_text(msgspec.json.format(encoded, indent=2).decode(), out)


def write_tables(tables: Iterable[RenderableType], out: Path | None) -> None:
    """Write tables: to a terminal in its own width and colours, elsewhere plain and 120 wide."""
    from rich.console import Console

    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8") as file:
            _print_all(Console(file=file, width=120), tables)
        return
    wide = None if sys.stdout.isatty() else 120
    _print_all(Console(width=wide), tables)


def _print_all(console: Console, tables: Iterable[RenderableType]) -> None:
    for table in tables:
        console.print(table)


@app.command(epilog="Example: dragoman verify records.jsonl")
def verify(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="JSON or JSONL files of readings, or folders.")
    ],
) -> None:
    """Check records without any finder: every span cuts its words from the hashed text, every reference resolves."""
    from .records import read_readings
    from .verify import verify as verify_reading

    failures = Failures()
    readings = facts = 0
    for item in read_readings(paths):
        if isinstance(item, tuple):
            failures.tell(*item)
            continue
        readings, facts = readings + 1, facts + len(item.facts)
        for finding in verify_reading(item):
            failures.tell(item.article.id, f"{finding.code}: {finding.message}")
    typer.echo(f"{readings} readings, {facts} facts: {failures.count or 'no'} problems")
    failures.leave()


@app.command(epilog="Example: dragoman evaluate gold.jsonl --kind events --language uk --errors 20")
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="JSONL files in the gold's schema.")],
    json: Annotated[bool, typer.Option("--json", help="Write scores (and mistakes) as JSON.")] = False,
    errors: Annotated[str, typer.Option(metavar="N|all", help="List the mistakes, N (or all) of each class.")] = "0",
    kind: Annotated[
        list[str], typer.Option(metavar="KIND", help="events, statements, talks, demands, mentions or quantities.")
    ] = [],  # noqa: B006
    language: Annotated[list[str], typer.Option(metavar="xx", help="Only records of this language.")] = [],  # noqa: B006
    set: Annotated[list[str], typer.Option(metavar="SET", help="Only this set (gsr, articles, roles …).")] = [],  # noqa: B006
    only: Annotated[
        list[str], typer.Option("--class", metavar="CLASS", help='Only mistakes of this class ("missed event" …).')
    ] = [],  # noqa: B006
) -> None:
    """Score the program against a gold standard: precision, recall, F1, and every mistake by class."""
    from .evaluate import KINDS, read_gold
    from .evaluate import evaluate as score
    from .gold import set_of
    from .mistakes import CLASSES, KIND_OF
    from .records import read_gold_file
    from .scoreboard import mistake_lines, score_tables, scores_json

    limit = _limit(errors)
    _known("--kind", kind, KINDS)
    _known("--class", only, CLASSES)
    failures = Failures()
    records, readings = [], []
    for path in gold:
        try:
            for record in read_gold_file(path):
                if (language and record["lang"] not in language) or (set and set_of(record) not in set):
                    continue
                try:
                    readings.append(read_gold(record))
                    records.append(record)
                except DragomanError as error:
                    failures.tell(record["id"], str(error))
        except DragomanError as error:
            failures.tell(str(path), str(error))
    kinds = tuple(name for name in KINDS if not kind or name in kind)
    scores = score(records, readings)
    listed = tuple(m for m in scores.mistakes if KIND_OF[m.what] in kinds and (not only or m.what in only))
    scores = scores._replace(rows=tuple(row for row in scores.rows if row.kind in kinds), mistakes=listed)
    if json:
        write_text(scores_json(scores, limit), None)
    else:
        if not only:
            write_tables(score_tables(scores, kinds), None)
        if limit != 0:
            write_text("\n".join(mistake_lines(scores, limit)), None)
    failures.leave()


def _limit(value: str) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal():
        wrong_usage(f"--errors takes a number or all, not {value!r}")
    return int(value)


def _known(option: str, values: Iterable[str], choices: Iterable[str]) -> None:
    for value in values:
        if value not in choices:
            wrong_usage(f"{option} {value!r} is not known; choose from: {', '.join(choices)}")


def main() -> None:
    """Run the command line; a reader that closes the pipe early is no error."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
