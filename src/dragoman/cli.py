"""What does a user type?

Thin commands: parse, call, print. A command imports what it needs when it runs, so that ``--help`` is quick. Exit
codes: 0 done, 1 some inputs failed (each named on stderr in one line, the rest done), 2 wrong usage.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .errors import DragomanError
from .listing import Files, Out, add_lists
from .output import Failures, Listing, write_tables, write_text, write_values, wrong_usage

if TYPE_CHECKING:
    from .engines.naming import Analyse
    from .gather import Gathered
    from .model import Demand, Reading, Talk
    from .ranker import Ranker
    from .repetition import Repeats

_COLLECT_EVERY = 200_000  # a command lives for a second: collecting garbage would take a fifth of it

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
    form: Annotated[
        Format, typer.Option("--format", help="table for people, json and jsonl for programs, html to look at.")
    ] = Format.table,
    syntax: Annotated[
        str,
        typer.Option(metavar="NAME", help="Engine: network, chunks, udpipe:MODEL.udpipe or spacy:PIPELINE."),
    ] = "network",
    ranker: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A ranker of event types from `dragoman train`.")
    ] = None,
    out: Out = None,
    blocks: Annotated[
        bool, typer.Option("--blocks", help="Also list the blocks of the page left out, and why.")
    ] = False,
) -> None:
    """Read news pages into sourced records.

    Who did, said, demanded or planned what, towards whom, when, according to whom: each fact with the words it was
    read from. What a site prints on many of the pages given is left out of each.
    """
    from tempfile import TemporaryDirectory

    from .gather import gather, opened
    from .reading import repeats_of

    if form is Format.html and len(sources) > 1 and (out is None or out.suffix):
        wrong_usage("several pages as html need a folder: add --out FOLDER")
    failures = Failures()
    analyse, ranking = _engine(syntax), _ranker(ranker)
    with TemporaryDirectory(prefix="dragoman-") as folder:
        pages = gather(sources, Path(folder))
        repeats = repeats_of(opened(pages)) if len(pages) > 1 else {}
        how = _How(published or None, language or None, analyse, ranking, repeats)
        readings = (reading for page in pages if (reading := _read(page, how, failures)) is not None)
        _write_readings(readings, form, out, blocks=blocks)
    failures.leave()


class _How(NamedTuple):
    """What a page is read with."""

    published: str | None
    language: str | None
    syntax: Analyse
    ranker: Ranker | None
    repeats: Repeats


def _read(page: Gathered, how: _How, failures: Failures) -> Reading | None:
    """Return the reading of a page; a page that cannot be read is told."""
    from .reading import read as read_page

    try:
        content, url = page.open()
        return read_page(content, url=url, **how._asdict())
    except DragomanError as error:
        failures.tell(page.name, str(error))
    except OSError as error:
        failures.tell(page.name, f"{error.strerror or error}; check the path")
    return None


def _engine(name: str) -> Analyse:
    """Return the analysis that a name stands for; a wrong name is wrong usage."""
    from .engines import EngineError
    from .engines.naming import engine

    try:
        return engine(name)
    except EngineError as error:
        wrong_usage(str(error))


def _ranker(path: Path | None) -> Ranker | None:
    """Return the ranker of a file; a file that is none is wrong usage."""
    if path is None:
        return None
    from .ranker import unpack

    try:
        return unpack(path.read_bytes())
    except (OSError, ValueError, KeyError) as error:
        wrong_usage(f"{path} is no ranker ({error}); make one with `dragoman train`")


def _write_readings(readings: Iterator[Reading], form: Format, out: Path | None, *, blocks: bool) -> None:
    """Write readings as they come; where there are none, nothing is written."""
    first = next(readings, None)
    if first is None:
        return
    readings = chain((first,), readings)
    if form is Format.table:
        from .tables import reading_table

        write_tables((reading_table(reading, *_views(reading), blocks=blocks) for reading in readings), out)
    elif form is Format.html:
        _write_pages(readings, out)
    else:
        write_values(readings, Listing(form.value), out, one=True)


def _views(reading: Reading) -> tuple[tuple[Talk, ...], tuple[Demand, ...]]:
    """The talks and demands that one reading tells of."""
    from .views.calendar import calendar
    from .views.ledger import ledger

    return calendar((reading,)), ledger((reading,))


def _write_pages(readings: Iterable[Reading], out: Path | None) -> None:
    """One page goes to standard output or a file, each of several to a folder under its article's id."""
    from .report import reading_page

    for reading in readings:
        page = reading_page(reading, *_views(reading))
        write_text(page, out if out is None or out.suffix else out / f"{reading.article.id}.html")


@app.command(epilog="Example: dragoman verify records.jsonl")
def verify(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="JSON or JSONL files of readings, or folders.")
    ],
) -> None:
    """Check that records keep their word.

    Without any finder: every span cuts its words from the hashed text, every reference resolves.
    """
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
    """Score the program against a gold standard.

    Precision, recall and F1 per kind, set and language; with --errors every mistake by class, the gold's words marked
    with ⟦ ⟧ and the program's with ⟪ ⟫.
    """
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
    told: Counter[str] = Counter()
    for path in gold:
        try:
            for record in read_gold_file(path):
                if (language and record["lang"] not in language) or (set and set_of(record) not in set):
                    continue
                try:
                    readings.append(read_gold(record))
                    records.append(record)
                except DragomanError as error:
                    told[str(error)] += 1
                    if told[str(error)] == 1:
                        failures.tell(record["id"], str(error))
        except DragomanError as error:
            failures.tell(str(path), str(error))
    for message, number in told.items():
        if number > 1:
            failures.tell(f"{number - 1} further records", message)
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


@app.command(epilog="Example: dragoman train labelled.jsonl --out my-ranker.bin")
def train(
    labelled: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="JSONL files of labelled texts.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write the ranker.")],
    limit: Annotated[
        float, typer.Option("--limit", metavar="ODDS", help="Log-odds below which an event is kept out.")
    ] = 0.0,
    folds: Annotated[int, typer.Option("--folds", metavar="N", help="Also check on N parts in turn; 0: no.")] = 5,
) -> None:
    """Train a ranker of event types on your own labels.

    Where several triggers of the rules fit one word, it chooses; an event that people would not code it keeps out.
    A line of a file is a record of the gold's schema, or {"text", "lang", "event"} with a PLOVER type, empty for none,
    and "mode", "actor", "recipient" where they are known. Use the ranker with `dragoman read --ranker FILE`.
    """
    from .learning import Labelled, check, checked_in_turn, learn
    from .learning import labelled as read_labels
    from .ranker import pack
    from .records import read_labelled_file

    failures = Failures()
    texts: list[Labelled] = []
    for path in labelled:
        try:
            for record in read_labelled_file(path):
                texts.append(read_labels(record))
        except DragomanError as error:
            failures.tell(str(path), str(error))
    try:
        ranker = learn(texts, limit)
        rows = [("rules alone", check(texts, None))]
        if folds > 1:
            rows.append((f"with ranker, {folds} folds", checked_in_turn(texts, limit, folds)))
    except DragomanError as error:
        failures.tell(", ".join(map(str, labelled)), str(error))
        failures.leave()
        return
    out.write_bytes(pack(ranker))
    typer.echo(f"{out}: learnt from {len(texts)} texts")
    for name, count in rows:
        typer.echo(
            f"{name}: type right in {count.types} of {count.texts} texts, with parties in {count.hits}; "
            f"{count.wrong} of {count.events} events wrong; "
            f"{count.alarms} false alarms in {count.empty} texts without events"
        )
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


@app.command(epilog="Example: dragoman explain 3f2a records.jsonl")
def explain(
    fact_id: Annotated[str, typer.Argument(metavar="FACT_ID", help="Id of a fact, or enough of its beginning.")],
    files: Files,
) -> None:
    """Tell why a fact is in a record.

    Which rule, which words, what its references stand for, what rests on it; of an event also its frame, its act, how
    the act stands, what else its word might have named and with which votes, its odds, and what weighed most in both.
    """
    from .explain import explain as lines_of
    from .explain import find_fact
    from .learning import steps
    from .model import Event
    from .records import read_readings

    failures = Failures()
    shown = 0
    for item in read_readings(files):
        if isinstance(item, tuple):
            failures.tell(*item)
            continue
        try:
            fact = find_fact(item, fact_id)
        except DragomanError as error:
            failures.tell(item.article.id, str(error))
            continue
        if fact is not None:
            shown += 1
            lines = [*lines_of(item, fact), *(steps(item, fact) if isinstance(fact, Event) else ())]
            write_text("\n".join(f"{label:10} {text}" for label, text in lines), None)
    if not shown and not failures.count:
        failures.tell(fact_id, "no fact of the files has this id; list them with `dragoman read --format json`")
    failures.leave()


add_lists(app)


def main() -> None:
    """Run the command line; a reader that closes the pipe early is no error."""
    gc.set_threshold(_COLLECT_EVERY)
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
