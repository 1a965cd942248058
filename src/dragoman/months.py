"""How does the calendar of talks look on a terminal, month by month?

A month is a grid of weeks from Monday; a talk stands on each of its days, its status by colour and by a sign. Talks
whose date is the month, or vaguer, stand below the grid; those without any date at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rich.box import SQUARE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .facts import party
from .model import Talk
from .views.days import Days, alternatives, days_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MARKS = {
    "proposed": ("?", "yellow"),
    "planned": ("o", "cyan"),
    "confirmed": ("+", "green"),
    "held": ("*", "bold green"),
    "signed": ("*", "bold green"),
    "expired": ("!", "bold red"),
    "postponed": (">", "magenta"),
    "cancelled": ("x", "dim red"),
    "refused": ("x", "dim red"),
}
_LONGEST = 10


def month_grids(talks: Iterable[Talk]) -> Iterator[RenderableType]:
    """Yield a grid for each month that holds a talk, in order, then the talks without a date."""
    placed = [(days_of(value), talk) for talk in talks for value in alternatives(talk.date) or ("",)]
    dated = [(days, talk) for days, talk in placed if days is not None]
    months = sorted({month for days, _ in dated for month in _months(days)})
    for month in months:
        yield _grid(month, [pair for pair in dated if month in _months(pair[0])])
    rest = [talk for days, talk in placed if days is None]
    if rest:
        yield Group(Text("no date", style="bold"), *map(_line, rest))
    if months or rest:
        yield Text("  ".join(f"{mark} {status}" for status, (mark, _) in _MARKS.items()), style="dim")


def _months(days: Days) -> tuple[date, ...]:
    """Return the first days of the months that some days touch; of a longer stretch only of the first and last."""
    first, last = days.start.replace(day=1), (days.end - timedelta(days=1)).replace(day=1)
    return (first, last) if first != last else (first,)


def _grid(month: date, talks: list[tuple[Days, Talk]]) -> RenderableType:
    table = Table(box=SQUARE, title=f"{month:%B %Y}", title_style="bold", show_lines=True, padding=(0, 0))
    for name in _DAYS:
        table.add_column(name, min_width=9, ratio=1, header_style="dim")
    short = [(days, talk) for days, talk in talks if (days.end - days.start).days <= _LONGEST]
    day = month - timedelta(days=month.weekday())
    while day < _next(month):
        table.add_row(*(_cell(day + timedelta(days=n), month, short) for n in range(7)))
        day += timedelta(days=7)
    loose = [_line(talk) for days, talk in talks if (days.end - days.start).days > _LONGEST]
    return Group(table, *loose, "")


def _next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _cell(day: date, month: date, talks: list[tuple[Days, Talk]]) -> Text:
    if (day.year, day.month) != (month.year, month.month):
        return Text()
    cell = Text(str(day.day), style="dim")
    for days, talk in talks:
        if days.start <= day < days.end:
            mark, style = _MARKS[talk.status]
            about = "~" if days.vague or talk.date.startswith("[") else ""
            cell.append(f"\n{mark}{about} {_who(talk)}", style=style)
    return cell


def _who(talk: Talk) -> str:
    who = " ".join(map(party, talk.participants))
    return " ".join(filter(None, (who, _name(talk)))) if talk.kind else talk.format or who


def _name(talk: Talk) -> str:
    """Return the name of what is no meeting with its kind, where the name does not say it."""
    if talk.kind == "election":
        return talk.format or talk.kind
    return f"{talk.format} {talk.kind}".strip()


def _line(talk: Talk) -> Text:
    mark, style = _MARKS[talk.status]
    name = _name(talk) if talk.kind else talk.format
    words = (talk.date, " ".join(map(party, talk.participants)), name, "" if talk.format else talk.title, talk.place)
    return Text(f"{mark} {'  '.join(filter(None, words))}", style=style)
