"""How are scores shown?

As tables for people (a line per measure, a column per language), as JSON for programs, and the mistakes as plain
lines grouped by class, longest class first, so that the list can be read, cut and searched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from .evaluate import ALL, Score, Scores
from .mistakes import CLASSES, Mistake

_BY_SET = {
    "event": "event",
    "type": "type",
    "type+mode+modality+negation": "type, mode, aspect",
    "pair in order": "pair in order",
    "false alarm": "false alarm",
    "events per text": "events per text",
}
_LATER = {"modality": 1, "negated": 2, "false": 3, "events": 3}


def scores_json(scores: Scores, errors: int | None) -> str:
    """Return the scores as JSON: rows with counts, precision, recall and F1; with ``errors`` mistakes of each class."""
    rows = [{**row._asdict(), "precision": row.precision, "recall": row.recall, "f1": row.f1} for row in scores.rows]
    wrong = [mistake._asdict() for found in grouped(scores).values() for mistake in found[:errors]]
    value = {"scores": rows, "mistakes": wrong} if errors != 0 else {"scores": rows}
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()


def grouped(scores: Scores) -> dict[str, list[Mistake]]:
    """Return the mistakes of each class, in the order of the classes."""
    groups: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in scores.mistakes:
        groups[mistake.what].append(mistake)
    return {what: groups[what] for what in CLASSES if what in groups}


def mistake_lines(scores: Scores, limit: int | None) -> Iterator[str]:
    """Yield the mistakes as text: a heading per class with its number, three lines per mistake, ``limit`` of each."""
    groups = grouped(scores)
    if groups:
        yield "mistakes by class: " + ", ".join(f"{what} {len(found)}" for what, found in groups.items())
    for what, found in groups.items():
        yield ""
        yield f"== {what}: {len(found)}"
        for mistake in found[:limit]:
            yield f"{mistake.id}  {mistake.words}".rstrip()
            yield f"    gold  {mistake.gold}"
            yield f"    got   {mistake.got}" + (f"   [{mistake.rule}]" if mistake.rule else "")
        if limit is not None and len(found) > limit:
            yield f"    … and {len(found) - limit} more"


def score_tables(scores: Scores, kinds: tuple[str, ...]) -> Iterator[Table]:
    """Yield a table per kind over all sets, one of the event measures per set, and one per event type."""
    languages = _languages(scores)
    cells = {(row.measure, row.set, row.language): row for row in scores.rows}
    shown = [row for row in scores.rows if row.set == ALL and row.language == ALL and row.kind in kinds]
    shown.sort(key=lambda row: _LATER.get(row.measure.split()[0], 0))
    for kind in kinds:
        measures = [row.measure for row in shown if row.kind == kind and " of " not in row.measure]
        if measures:
            yield _grid(kind, [(name, name, ALL) for name in measures], cells, languages)
    if "events" not in kinds:
        return
    sets = list(dict.fromkeys(row.set for row in scores.rows if row.set != ALL))
    by_set = [(f"{name}: {label}", measure, name) for name in sets for measure, label in _BY_SET.items()]
    found = [row for row in by_set if _worth_showing(cells.get((row[1], row[2], ALL)))]
    if found and len(sets) > 1:
        yield _grid("events by set", found, cells, languages)
    names = sorted(row.measure for row in shown if row.measure.startswith("event of "))
    if names:
        yield _grid("events by type", [(name[9:], name, ALL) for name in names], cells, languages)


def _worth_showing(score: Score | None) -> bool:
    """Where the gold has nothing, the share of false alarms says it all."""
    return score is not None and score.gold > 0


def _languages(scores: Scores) -> list[str]:
    found = list(dict.fromkeys(row.language for row in scores.rows if row.language != ALL))
    return [*found, ALL] if len(found) > 1 else found


def _grid(
    title: str,
    rows: list[tuple[str, str, str]],
    cells: dict[tuple[str, str, str], Score],
    languages: list[str],
) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("F1 (precision/recall) n", no_wrap=True)
    for language in languages:
        table.add_column(language, justify="right", no_wrap=True)
    for label, measure, name in rows:
        table.add_row(label, *(_cell(cells.get((measure, name, language))) for language in languages))
    return table


def _number(value: float | None) -> str:
    """Three characters for what lies between 0 and 1."""
    if value is None:
        return "  -"
    return f"{value:.2f}"[1:] if value < 0.995 else f"{value:.1f}"


def _cell(score: Score | None) -> Text:
    """One cell; a share shows itself and n, events per text their mean."""
    if score is None:
        return Text("")
    if score.got is None:
        return Text(f"{_number(score.recall)} {score.gold:5}", style="cyan")
    style = "green" if (score.f1 or 0) >= 0.7 else "yellow" if (score.f1 or 0) >= 0.4 else "red"
    text = Text(_number(score.f1), style=style)
    return text.append(f" ({_number(score.precision)}/{_number(score.recall)}) {score.gold:4}", style="dim")
