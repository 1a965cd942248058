"""Which lists can be asked of a pile of readings?

The commands calendar, ledger, index, stories, events and statements: each takes files of readings, keeps what the
filters ask for, and prints a table or JSON. The lists themselves are made elsewhere; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .errors import DragomanError
from .output import Failures, Listing, write_tables, write_text, write_values, wrong_usage

if TYPE_CHECKING:
    from rich.table import Table

    from .grades import Grades
    from .model import Reading
    from .revisions import Revision

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="JSON or JSONL files of readings (or folders of them).")
]
Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="CODE", help="Only with this actor: RUS, NATO, UKR.GOV …")
]
Since = Annotated[str, typer.Option(metavar="DATE", help="Only what is dated on or after (YYYY, YYYY-MM or full).")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Only what is dated on or before.")]
As = Annotated[Listing, typer.Option("--format", help="table for people, json and jsonl for programs.")]
Out = Annotated[Path | None, typer.Option(metavar="PATH", help="Write here instead of to standard output.")]
GradesFile = Annotated[
    Path | None,
    typer.Option("--grades", metavar="FILE", help="Your table of sources and Admiralty grades: CNN, a tab, B2."),
]


class Account(StrEnum):
    """What the ledger lists."""

    demands = "demands"
    denials = "denials"
    positions = "positions"


Agenda = StrEnum("Agenda", "table month json jsonl ics")  # how the calendar is written


def load(paths: list[Path], failures: Failures) -> tuple[Reading, ...]:
    """Return the readings of the files; whatever is none is told and left out."""
    from .records import read_readings

    readings: list[Reading] = []
    for item in read_readings(paths):
        if isinstance(item, tuple):
            failures.tell(*item)
        else:
            readings.append(item)
    return tuple(readings)


def dated(date: str, since: str, until: str) -> bool:
    """Return whether an EDTF date lies between two dates, compared as far as the shorter one goes.

    >>> dated("2022-01-12", "2022-01", ""), dated("2022-01-12", "", "2022"), dated("2022-02-01", "", "2022-01-31")
    (True, True, False)
    >>> dated("", "2022", ""), dated("", "", "")
    (False, True)
    """
    first, _, last = date.strip("[]{}?~%").partition("/")
    end = last or first
    if not date:
        return not since and not until
    return not (since and end != ".." and end[: len(since)] < since) and not (until and first[: len(until)] > until)


def among(ids: Iterable[str], wanted: list[str] | None) -> bool:
    """Return whether an actor is wanted: the id itself, or one that begins with the code and a dot.

    >>> among(["RUS.GOV.mod"], ["RUS"]), among(["UKR"], ["UKR.GOV"]), among([], None)
    (True, False, True)
    """
    if not wanted:
        return True
    return any(key == code or key.startswith(f"{code}.") for key in ids for code in wanted)


def calendar(
    files: Files,
    actor: Actors = None,
    since: Since = "",
    until: Until = "",
    status: Annotated[str, typer.Option(metavar="STATUS", help="Only talks of this status (planned, held …).")] = "",
    form: Annotated[
        Agenda,
        typer.Option("--format", help="table and month for people, json and jsonl for programs, ics for calendars."),
    ] = Agenda.table,
    out: Out = None,
) -> None:
    """List the talks that readings tell of.

    Participants, format, place, date, and how their status changed.
    """
    from .views.calendar import calendar as talks_of
    from .views.days import alternatives

    failures = Failures()
    readings = load(files, failures)
    talks = [
        talk
        for talk in talks_of(readings)
        if among(talk.participants, actor)
        and any(dated(day, since, until) for day in alternatives(talk.date) or ("",))
        and status in ("", talk.status)
    ]
    if form is Agenda.table:
        from .tables import talks_table

        write_tables([talks_table(talks)], out)
    elif form is Agenda.month:
        from .months import month_grids

        write_tables(month_grids(talks), out)
    elif form is Agenda.ics:
        from .views.ics import to_ics

        write_text(to_ics(talks, readings).decode(), out)
    else:
        write_values(talks, Listing(form.value), out)
    failures.leave()


def ledger(
    files: Files,
    actor: Actors = None,
    since: Since = "",
    until: Until = "",
    unanswered: Annotated[bool, typer.Option("--open", help="Only demands that nobody has answered.")] = False,
    view: Annotated[Account, typer.Option("--view", help="demands, denials, or positions of each actor.")] = (
        Account.demands
    ),
    theme: Annotated[
        str, typer.Option(metavar="WORDS", help="Only what holds these words, in any of their forms.")
    ] = "",
    grades: GradesFile = None,
    form: As = Listing.table,
    out: Out = None,
) -> None:
    """List the demands, and every answer found.

    Or the claims and their denials, or what each actor says on a theme, latest first.
    """
    failures = Failures()
    readings = load(files, failures)
    if view is Account.positions:
        _positions(readings, theme, load_grades(grades), Wanted(actor, since, until), form, out)
    elif view is Account.denials:
        _denials(readings, theme, Wanted(actor, since, until), form, out)
    else:
        _demands(readings, theme, unanswered, Wanted(actor, since, until), form, out)
    failures.leave()


class Wanted(NamedTuple):
    """What the filters of a list ask for."""

    actor: list[str] | None
    since: str
    until: str

    def keeps(self, ids: Iterable[str], date: str) -> bool:
        """Tell whether a row with these actors and this date is wanted."""
        return among(ids, self.actor) and dated(date, self.since, self.until)


def load_grades(path: Path | None) -> Grades:
    """Return the grades of the user's table; end with wrong usage where it cannot be read."""
    from .grades import Grades, parse_grades

    if path is None:
        return Grades({})
    try:
        return parse_grades(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError):
        wrong_usage(f"{path}: cannot be read as text; name a table of sources and grades")
    except DragomanError as error:
        wrong_usage(str(error))


def _demands(
    readings: tuple[Reading, ...], theme: str, unanswered: bool, wanted: Wanted, form: Listing, out: Path | None
) -> None:
    from .tables import demands_table
    from .views.ledger import ledger as demands_of
    from .views.themes import on_theme

    languages = {reading.article.id: reading.article.in_language for reading in readings}
    demands = [
        demand
        for demand in demands_of(readings)
        if wanted.keeps((*demand.by, *demand.to), demand.date)
        and (demand.open or not unanswered)
        and on_theme(demand.theme, theme, languages[demand.article])
    ]
    if form is Listing.table:
        write_tables([demands_table(demands)], out)
    else:
        write_values(demands, form, out)


def _denials(readings: tuple[Reading, ...], theme: str, wanted: Wanted, form: Listing, out: Path | None) -> None:
    from .tables import denials_table
    from .views.denials import denials
    from .views.themes import on_theme

    languages = {reading.article.id: reading.article.in_language for reading in readings}
    found = [
        denial
        for denial in denials(readings)
        if wanted.keeps((*denial.by, *denial.claimed_by), denial.date)
        and on_theme(f"{denial.words} {denial.claim}", theme, languages[denial.article])
    ]
    if form is Listing.table:
        write_tables([denials_table(found)], out)
    else:
        write_values(found, form, out)


def _positions(
    readings: tuple[Reading, ...], theme: str, grades: Grades, wanted: Wanted, form: Listing, out: Path | None
) -> None:
    import msgspec

    from .tables import positions_table
    from .views.positions import positions

    found = [
        msgspec.structs.replace(position, stands=stands)
        for position in positions(readings, theme, grades)
        if (stands := tuple(stand for stand in position.stands if wanted.keeps((position.actor,), stand.date)))
    ]
    if form is Listing.table:
        write_tables([positions_table(found)], out)
    else:
        write_values(found, form, out)


def index(
    files: Files,
    actor: Actors = None,
    since: Since = "",
    until: Until = "",
    scale: Annotated[str, typer.Option(metavar="NAME", help="The scale that weighs events.")] = "plover-2.0",
    period: Annotated[str, typer.Option(metavar="PERIOD", help="day, week, month, quarter or year.")] = "month",
    form: As = Listing.table,
    out: Out = None,
) -> None:
    """Sum conflict and cooperation over time.

    For each pair of actors, on a named scale.
    """
    from .tables import index_table
    from .views.index import index as points_of

    failures = Failures()
    try:
        found = points_of(load(files, failures), scale=scale, period=period)
    except DragomanError as error:
        wrong_usage(str(error))
    points = [
        point for point in found if among((point.actor, point.recipient), actor) and dated(point.period, since, until)
    ]
    if form is Listing.table:
        write_tables([index_table(points)], out)
    else:
        write_values(points, form, out)
    failures.leave()


def stories(
    files: Files,
    changes: Annotated[
        bool, typer.Option("--changes", help="What each version changed in its report, instead of the stories.")
    ] = False,
    form: As = Listing.table,
    out: Out = None,
) -> None:
    """Tell which readings tell the same story.

    One original each; the rest are revisions, copies, translations or quotations of it.
    """
    from .revisions import revisions
    from .story import stories as stories_of
    from .tables import stories_table

    failures = Failures()
    readings = load(files, failures)
    if changes:
        revised = revisions(readings)
        if form is Listing.table:
            write_tables([_changes_table(revised, readings)], out)
        else:
            write_values(revised, form, out)
        failures.leave()
        return
    found = stories_of(readings)
    if form is Listing.table:
        write_tables([stories_table(found, {reading.article.id: reading.article for reading in readings})], out)
    else:
        write_values(found, form, out)
    failures.leave()


def _changes_table(revised: Iterable[Revision], readings: Iterable[Reading]) -> Table:
    """Return the table of revisions: a row per paragraph and fact that is not as it was, the new words or the old."""
    from .tables import first_words, grid

    known = {reading.article.id: reading for reading in readings}
    table = grid("published", "outlet", "change", "words")
    for revision in revised:
        before, after = known[revision.before], known[revision.after]
        spans = {fact.id: fact.evidence.span for reading in (before, after) for fact in reading.facts}
        changed = [(f"{p.kind} paragraph", p.before, p.after) for p in revision.paragraphs if p.kind != "kept"]
        changed += [(f"{f.kind} fact", spans.get(f.before), spans.get(f.after)) for f in revision.facts]
        article = after.article
        for kind, old, new in changed:
            text, span = (article.text, new) if new else (before.article.text, old)
            words = first_words(text[span.start : span.end]) if span else ""
            table.add_row(article.date_published, article.publisher or article.url, kind, words)
    return table


def events(
    files: Files,
    actor: Actors = None,
    since: Since = "",
    until: Until = "",
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="Only this PLOVER type (REQUEST …).")] = "",
    form: As = Listing.table,
    out: Out = None,
) -> None:
    """List the events of readings.

    When, who to whom, type, modality, the words, and who says so.
    """
    from .rows import event_rows
    from .tables import events_table

    failures = Failures()
    rows = [
        row
        for reading in load(files, failures)
        for row in event_rows(reading)
        if among((*row.actor_id, *row.recipient_id, *row.actor, *row.recipient), actor)
        and dated(row.date or row.published, since, until)
        and kind in ("", row.event)
    ]
    if form is Listing.table:
        write_tables([events_table(rows)], out)
    else:
        write_values(rows, form, out)
    failures.leave()


def statements(
    files: Files,
    actor: Actors = None,
    since: Since = "",
    until: Until = "",
    chain: Annotated[bool, typer.Option("--chain", help="From the source to the page, each link with its grade.")] = (
        False
    ),
    grades: GradesFile = None,
    form: As = Listing.table,
    out: Out = None,
) -> None:
    """List what is said, and by whom.

    Source, cue, whom it was told to, direct or indirect, content.
    """
    from .rows import statement_rows
    from .tables import chains_table, statements_table
    from .views.chains import chains

    failures = Failures()
    readings = load(files, failures)
    rows = [
        row
        for reading in readings
        for row in statement_rows(reading)
        if among((*row.actor_id, row.actor), actor) and dated(row.published, since, until)
    ]
    if chain:
        table = load_grades(grades)
        links = {(c.article, c.fact): c for reading in readings for c in chains(reading, table)}
        pairs = [(row, links[row.article, row.fact]) for row in rows]
        if form is Listing.table:
            write_tables([chains_table(pairs)], out)
        else:
            write_values([one for _, one in pairs], form, out)
    elif form is Listing.table:
        write_tables([statements_table(rows)], out)
    else:
        write_values(rows, form, out)
    failures.leave()


def add_lists(app: typer.Typer) -> None:
    """Add the list commands to the command line, each with an example."""
    app.command(epilog="Example: dragoman calendar readings.jsonl --actor RUS --format ics --out talks.ics")(calendar)
    app.command(epilog="Example: dragoman ledger readings.jsonl --open")(ledger)
    app.command(epilog="Example: dragoman index readings.jsonl --actor RUS --actor UKR")(index)
    app.command(epilog="Example: dragoman stories readings.jsonl")(stories)
    app.command(epilog="Example: dragoman events readings.jsonl --type THREATEN --format jsonl")(events)
    app.command(epilog="Example: dragoman statements readings.jsonl --actor USA.GOV")(statements)
