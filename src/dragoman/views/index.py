"""How tense is it between two sides, period by period, on a named scale?

Every event that an actor aims at another weighs what the scale says of its type and mode; negative weights add up to
conflict, positive ones to cooperation. Counted is what has been done or said: acts that are actual, and refusals,
threats, promises and concessions, which are words already spoken about acts to come. What is only possible, told as
old background, or denied to have happened weighs nothing. A story counts once, whatever the number of its copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from ..entries import Common
from ..errors import DragomanError
from ..folder import root, rows
from ..language import load_common
from ..model import Actor, Event, IndexPoint, Mention, Reading, Time
from ..story import told_once
from . import participant_of

PERIODS = ("day", "week", "month", "quarter", "year")
_WIDTH = {"day": 10, "week": 10, "month": 7, "quarter": 7, "year": 4}


class Scale(NamedTuple):
    """A named scale: the weight of each type and mode; mode "" is the type itself."""

    name: str
    version: str
    weights: Mapping[tuple[str, str], float]

    @property
    def label(self) -> str:
        """Return name and version, as printed with every figure."""
        return f"{self.name}-{self.version}"


def index(readings: Iterable[Reading], *, scale: str = "plover-2.0", period: str = "month") -> tuple[IndexPoint, ...]:
    """Return conflict and cooperation per period and ordered dyad, by period, then actor, then recipient.

    ``conflict`` is a sum of negative weights (zero or less), ``cooperation`` of positive ones; ``events`` counts all,
    also those that weigh nothing. Parties that act together count in both directions. Raises DragomanError for a scale
    or a period that is not known.

    >>> index(())
    ()
    """
    if period not in PERIODS:
        raise DragomanError(f"no period {period!r}; choose {', '.join(PERIODS)}")
    chosen, common = scale_of(scale), load_common()
    weights: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for reading in told_once(readings):
        for when, actor, recipient, weight in _weighed(reading, chosen, period, common):
            weights[when, actor, recipient].append(weight)
    return tuple(
        IndexPoint(
            period=when,
            actor=actor,
            recipient=recipient,
            scale=chosen.label,
            events=len(found),
            conflict=round(sum(sorted(w for w in found if w < 0)), 6),
            cooperation=round(sum(sorted(w for w in found if w > 0)), 6),
        )
        for (when, actor, recipient), found in sorted(weights.items())
    )


@cache
def scales() -> dict[str, Scale]:
    """Return the scales that are installed by name and version (``plover-2.0``)."""
    weights: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for _, (name, version, kind, mode, _, weight) in rows(root().joinpath("common"), "scales.tsv", 6):
        weights.setdefault((name, version), {})[kind, mode] = float(weight)
    found = [Scale(name, version, table) for (name, version), table in weights.items()]
    return {scale.label: scale for scale in found}


def scale_of(name: str) -> Scale:
    """Return a scale by name and version, or by its name alone where only one version is installed.

    >>> scale_of("goldstein").label
    'goldstein-cameo-roots'
    """
    known = scales()
    fitting = [scale for label, scale in known.items() if name in (label, scale.name)]
    if len(fitting) != 1:
        raise DragomanError(f"no scale {name!r}; choose {', '.join(known)}")
    return fitting[0]


def weight_of(event: Event, scale: Scale) -> float:
    """Return what an event weighs: by its mode, by its type where the mode is not on the scale."""
    return scale.weights.get((event.event, event.mode), scale.weights.get((event.event, ""), 0.0))


def counts(event: Event) -> bool:
    """Tell whether an event has happened, if only in words."""
    if event.event == event.act:
        return event.modality == "actual" and not event.negated
    return event.modality in ("actual", "future")


def period_of(day: str, period: str) -> str:
    """Return the period a date falls in, "" where the date is coarser than the period.

    >>> [period_of("2022-01-12", period) for period in PERIODS]
    ['2022-01-12', '2022-W02', '2022-01', '2022-Q1', '2022']
    >>> period_of("2022", "month")
    ''
    """
    width = _WIDTH[period]
    if len(day) < width:
        return ""
    try:
        whole = date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10])
    except ValueError:
        return ""
    if period == "week":
        year, week, _ = whole.isocalendar()
        return f"{year}-W{week:02}"
    if period == "quarter":
        return f"{whole.year}-Q{(whole.month + 2) // 3}"
    return day[:width]


def _weighed(reading: Reading, scale: Scale, period: str, common: Common) -> Iterator[tuple[str, str, str, float]]:
    """Yield period, actor, recipient and weight of each pair that an event of the reading stands between."""
    actors = {actor.id: actor for actor in reading.actors}
    mentions = [fact for fact in reading.facts if isinstance(fact, Mention) and fact.actor in actors]
    named = {mention.id: actors[mention.actor] for mention in mentions}
    times = {fact.id: fact for fact in reading.facts if isinstance(fact, Time)}
    for fact in reading.facts:
        if isinstance(fact, Event) and counts(fact):
            when = _when(fact, times, reading, period)
            for actor, recipient in _pairs(fact, named, common) if when else ():
                yield when, actor, recipient, weight_of(fact, scale)


def _when(event: Event, times: Mapping[str, Time], reading: Reading, period: str) -> str:
    """Return the period of an event: of its own date where it lies behind, else of the article that tells it."""
    told = period_of(reading.article.anchor[:10] or reading.article.date_published[:10], period)
    time = times.get(event.time)
    if time is None or event.modality != "actual":
        return told
    own = period_of(time.value.partition("T")[0].rstrip("~?%"), period)
    return own if own and (own <= told or not told) else told


def _pairs(event: Event, named: Mapping[str, Actor], common: Common) -> list[tuple[str, str]]:
    """Return the ordered pairs an event stands between, each once; a side is no pair with itself."""

    def sides(keys: Iterable[str]) -> list[str]:
        found = [code for key in keys if key in named for code in participant_of(named[key], common)]
        return list(dict.fromkeys(found))

    actors, recipients = sides(event.actor), sides(event.recipient)
    return [(a, r) for a in actors for r in recipients or actors if a != r]
