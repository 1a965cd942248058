"""Which stretch of the calendar do the words mean, seen from the day of the article?

Words of time name a *partial* date (a month and a day, a weekday, a part of the day) that returns again and again, or
a step from today. ``settle`` picks one return by policy: ``news`` by the tense of the verb, ``forward`` the next one,
``narrative`` the one nearest to the date told last. A ``Stretch`` is what is left: half-open, with its grain, and
``edtf`` writes it down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .feasts import feast

GRAINS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
_STEPS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_FINER = {"year": "month", "quarter": "month", "month": "day", "week": "day", "day": "hour", "hour": "minute"}
_SEASONS = ("spring", "summer", "autumn", "winter")
_MIDNIGHT = 24


class Settings(NamedTuple):
    """What a language says about the calendar: hours of the parts of day, first and last day of the seasons …"""

    parts: dict[str, tuple[int, int]]
    seasons: dict[str, tuple[str, str]]
    feasts: dict[str, str]
    next_weekday: str = "nearest"
    coming: int = 7


class Sense(NamedTuple):
    """From where an expression is read: the reference time, the policy, the tense around it, the date told last."""

    now: datetime | None
    policy: str
    tense: str
    reference: date | None
    settings: Settings


class Stretch(NamedTuple):
    """A half-open stretch of time; ``shape`` says how it is written where the grain alone does not.

    ``approx`` is "", "~" (all of it), "start" or "end"; ``day`` the day that a part of a day belongs to.
    """

    start: datetime | None
    end: datetime | None
    grain: str
    shape: str = ""
    approx: str = ""
    mod: str = ""
    direction: str = ""
    day: date | None = None
    zone: str = ""


class Partial(NamedTuple):
    """What of a date was said; what was not said is None. ``half`` is "am", "pm" or "?" (a twelve-hour clock)."""

    year: int | None = None
    quarter: int | None = None
    season: str = ""
    feast: str = ""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    edge: str = ""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    half: str = ""
    zone: int | None = None


Expr = Callable[[Sense], Stretch | None]


def add(moment: datetime, unit: str, count: int) -> datetime:
    """Return the moment ``count`` units later; a day that the month lacks becomes its last.

    Raises OverflowError or ValueError outside the calendar (years 1 to 9999).

    >>> add(datetime(2022, 1, 31), "month", 1)
    datetime.datetime(2022, 2, 28, 0, 0)
    """
    if unit in _STEPS:
        return moment + timedelta(seconds=_STEPS[unit] * count)
    months = moment.year * 12 + moment.month - 1 + _MONTHS[unit] * count
    year, month = divmod(months, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month + 1)


def floor(moment: datetime, unit: str) -> datetime:
    """Return the first moment of the unit that holds ``moment``; weeks begin on Monday."""
    if unit in ("second", "minute", "hour"):
        keep = {"second": 3, "minute": 2, "hour": 1}[unit]
        clock = (moment.hour, moment.minute, moment.second)[:keep]
        return datetime(moment.year, moment.month, moment.day, *clock, tzinfo=moment.tzinfo)
    day = datetime(moment.year, moment.month, moment.day, tzinfo=moment.tzinfo)
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit in ("month", "quarter", "half"):
        size = _MONTHS[unit]
        return day.replace(month=(day.month - 1) // size * size + 1, day=1)
    years = _MONTHS[unit] // 12
    return day.replace(year=max(day.year // years * years, 1), month=1, day=1)


def unit_at(moment: datetime, unit: str, count: int, sense: Sense) -> Stretch | None:
    """Return the ``count``-th unit after the one that holds ``moment`` (0: that one, negative: before it)."""
    if unit == "weekend":
        return _weekend(floor(moment, "week") + timedelta(days=7 * count), sense.policy)
    if unit == "season":
        return _season_at(moment, count, sense.settings)
    start = add(floor(moment, unit), unit, count)
    return Stretch(start, add(start, unit, 1), unit)


def _weekend(monday: datetime, policy: str) -> Stretch:
    """Assistants begin the weekend on Friday evening, newspapers on Saturday."""
    if policy == "forward":
        return Stretch(monday + timedelta(days=4, hours=18), monday + timedelta(days=7), "hour")
    return Stretch(monday + timedelta(days=5), monday + timedelta(days=7), "day")


def _season_at(moment: datetime, count: int, settings: Settings) -> Stretch | None:
    found = [
        stretch
        for year in range(moment.year - 2 - abs(count) // 4, moment.year + 3 + abs(count) // 4)
        for name in ("winter", "spring", "summer", "autumn")
        if (stretch := _season(name, year, settings, moment)) is not None
    ]
    for index, stretch in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else None
        if stretch.start is not None and following is not None and stretch.start <= moment < following:
            return found[index + count] if 0 <= index + count < len(found) else None
    return None


def _season(name: str, year: int, settings: Settings, like: datetime) -> Stretch | None:
    """The winter of a year is the one that ends in it, as "the winter of 2022" does in the press."""
    first, last = settings.seasons[name]
    start = datetime(year, int(first[:2]), int(first[3:]), tzinfo=like.tzinfo)
    end = datetime(year, int(last[:2]), int(last[3:]), tzinfo=like.tzinfo)
    if end <= start:
        start = start.replace(year=year - 1)
    return Stretch(start, end, "day", name, day=end.date())


# --- partial dates -------------------------------------------------------------------------------------------------


def cycle(partial: Partial) -> str:
    """Return how often a partial date returns: "" once, else year, month, week or day."""
    if partial.year is not None:
        return ""
    if partial.month or partial.quarter or partial.season or partial.feast:
        return "year"
    if partial.day:
        return "month"
    return "week" if partial.weekday is not None else "day"


def build(partial: Partial, base: datetime, settings: Settings) -> Iterator[Stretch]:
    """Yield what a partial date means in the year, month, week or day that holds ``base`` (nothing: no such day)."""
    year = base.year if partial.year is None else partial.year
    if not 1 <= year <= 9998:
        return
    for stretch in _days_of(partial, year, base, settings):
        if (
            partial.weekday is not None
            and (partial.day or partial.feast)
            and stretch.start is not None
            and stretch.start.weekday() != partial.weekday
        ):
            continue
        yield from narrow(stretch, partial, settings)


def _days_of(partial: Partial, year: int, base: datetime, settings: Settings) -> Iterator[Stretch]:
    zone = base.tzinfo
    if partial.feast:
        for first, days in feast(settings.feasts[partial.feast], year):
            start = datetime(first.year, first.month, first.day, tzinfo=zone)
            yield Stretch(start, start + timedelta(days=days), "day")
    elif partial.season:
        found = _season(partial.season, year, settings, base)
        if found:
            yield found
    elif partial.quarter:
        start = datetime(year, partial.quarter * 3 - 2, 1, tzinfo=zone)
        yield Stretch(start, add(start, "quarter", 1), "quarter")
    elif partial.day:
        try:
            start = datetime(year, partial.month or base.month, partial.day, tzinfo=zone)
        except ValueError:
            return
        yield Stretch(start, start + timedelta(days=1), "day")
    elif partial.month:
        start = datetime(year, partial.month, 1, tzinfo=zone)
        yield Stretch(start, add(start, "month", 1), "month")
    elif partial.weekday is not None:
        start = floor(base, "week") + timedelta(days=partial.weekday)
        yield Stretch(start, start + timedelta(days=1), "day")
    elif partial.year is not None:
        start = datetime(year, 1, 1, tzinfo=zone)
        yield Stretch(start, add(start, "year", 1), "year")
    else:
        start = floor(base, "day")
        yield Stretch(start, start + timedelta(days=1), "day")


def narrow(day: Stretch, partial: Partial, settings: Settings) -> Iterator[Stretch]:
    """Yield the part of a day, or the time by the clock, that a partial date asks for within ``day``."""
    if day.start is None:
        return
    if partial.hour is None:
        yield _part(day, partial, settings) if partial.part else day
        return
    grain = "hour" if partial.minute is None else "minute" if partial.second is None else "second"
    for hour in _hours(partial, settings):
        start = floor(day.start, "day")
        start += timedelta(hours=hour, minutes=partial.minute or 0, seconds=partial.second or 0)
        zone = ""
        if partial.zone is not None and (offset := start.utcoffset()) is not None:
            start += offset - timedelta(minutes=partial.zone)
            grain = "minute" if grain == "hour" else grain
        elif partial.zone is not None:
            zone = f"{'-' if partial.zone < 0 else '+'}{abs(partial.zone) // 60:02}:{abs(partial.zone) % 60:02}"
        yield Stretch(start, add(start, grain, 1), grain, zone=zone)


def _part(day: Stretch, partial: Partial, settings: Settings) -> Stretch:
    assert day.start is not None
    first, last = settings.parts[partial.part]
    if partial.edge == "START":
        last = min(last, first + 9) if first == 0 else (first + last) // 2
    elif partial.edge == "END":
        first = max(first, last - 3)
    start = floor(day.start, "day")
    return Stretch(
        start + timedelta(hours=first), start + timedelta(hours=last), "hour", "part", mod=partial.edge, day=start.date()
    )


def _hours(partial: Partial, settings: Settings) -> tuple[int, ...]:
    hour = partial.hour or 0
    if partial.part:
        first, last = settings.parts[partial.part]
        return (hour + 12 if last > 12 and (hour < 12 or (hour == 12 and first > 12)) else hour,)
    if partial.half == "am":
        return (_MIDNIGHT if hour == 12 else hour,)
    if partial.half == "pm":
        return (hour + 12 if hour < 12 else hour,)
    if partial.half == "?" and 1 <= hour < 12:
        return (hour, hour + 12)
    return (hour,)


def settle(partial: Partial, sense: Sense) -> Stretch | None:
    """Return the one return of a partial date that policy and tense ask for; None where nothing decides."""
    step = cycle(partial)
    if not step:
        return next(build(partial, sense.now or datetime(partial.year or 1, 1, 1), sense.settings), None)
    if sense.now is None:
        return None
    if partial.weekday is not None and step != "week" and (found := _agreeing(partial, step, sense)):
        return found
    if partial.weekday is not None and partial.month and partial.day:
        partial = partial._replace(weekday=None)
    if sense.policy == "forward":
        return _first(partial, step, sense)
    if sense.policy == "narrative" and sense.reference is not None:
        return _nearest(partial, step, datetime(*sense.reference.timetuple()[:3], tzinfo=sense.now.tzinfo), sense)
    if step == "day":
        return next(build(partial, sense.now, sense.settings), None)
    if sense.tense == "future" or (sense.tense == "present" and step == "week"):
        return _first(partial, step, sense)
    if sense.tense == "past" or step == "week":
        return _last(partial, step, sense)
    return _nearest(partial, step, sense.now, sense)


def returns(partial: Partial, step: str, around: datetime, reach: range, settings: Settings) -> Iterator[Stretch]:
    """Yield the returns of a partial date, ``reach`` counting cycles from the one that holds ``around``."""
    base = floor(around, step)
    for count in reach:
        try:
            found = list(build(partial, add(base, step, count), settings))
        except (ValueError, OverflowError):
            continue
        yield from found if reach.step > 0 else reversed(found)


def _first(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    assert sense.now is not None
    today = floor(sense.now, "day")
    clock = partial.hour is not None
    forward = sense.policy == "forward"
    for stretch in returns(partial, step, sense.now, range(-1, 25), sense.settings):
        assert stretch.start is not None and stretch.end is not None
        if clock and forward and step == "day":
            if stretch.start >= floor(sense.now, "hour"):
                return stretch
        elif step == "week" and forward and not clock:
            if stretch.start > sense.now:
                return stretch
        elif stretch.end > (sense.now if forward else today):
            return stretch
    return None


def _last(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    assert sense.now is not None
    for stretch in returns(partial, step, sense.now, range(1, -25, -1), sense.settings):
        assert stretch.start is not None
        if stretch.start.date() <= sense.now.date():
            return stretch
    return None


def _nearest(partial: Partial, step: str, around: datetime, sense: Sense) -> Stretch | None:
    def distance(stretch: Stretch) -> timedelta:
        assert stretch.start is not None and stretch.end is not None
        if stretch.start <= around < stretch.end:
            return timedelta(0)
        return min(abs(stretch.start - around), abs(stretch.end - around))

    return min(returns(partial, step, around, range(-1, 2), sense.settings), key=distance, default=None)


def _agreeing(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    """A weekday beside a date chooses the year: the nearest in which that date falls on that day."""
    assert sense.now is not None
    today = floor(sense.now, "day")
    found = list(returns(partial, step, sense.now, range(-7, 8) if step == "year" else range(-6, 13), sense.settings))
    if sense.policy == "forward" or sense.tense == "future":
        later = [s for s in found if s.start is not None and s.start >= today]
        recent = [s for s in found if s.start is not None and today - timedelta(days=60) <= s.start < today]
        return next(iter(recent or later), None)
    return min(found, key=lambda s: abs((s.start or today) - today), default=None)


# --- writing down --------------------------------------------------------------------------------------------------


def edtf(stretch: Stretch) -> str:
    """Return a stretch in EDTF (ISO 8601-2): a date of its grain, an interval, an open interval, ``~`` where about.

    >>> edtf(Stretch(datetime(2022, 1, 24), datetime(2022, 1, 31), "week"))
    '2022-01-24/2022-01-30'
    """
    if stretch.start is None or stretch.end is None:
        if stretch.end is not None:
            return f"../{_last_point(stretch.end, stretch)}"
        return f"{_point(stretch.start, stretch)}/.." if stretch.start is not None else ""
    left, right = _point(stretch.start, stretch), _last_point(stretch.end, stretch)
    if left == right:
        return left + ("~" if stretch.approx else "")
    start_mark = "~" if stretch.approx in ("start", "~") else ""
    return left + start_mark + "/" + right + ("~" if stretch.approx in ("end", "~") else "")


def _last_point(end: datetime, stretch: Stretch) -> str:
    if stretch.shape == "part" and stretch.day:
        return stretch.day.isoformat()
    grain = "day" if stretch.shape == "day" else stretch.grain
    unit = "day" if grain in ("week", "part") or stretch.shape in _SEASONS else grain
    if unit in ("hour", "minute", "second") and not stretch.shape:
        return _point(add(end, unit, -1), stretch)
    return _point(end - timedelta(seconds=1), stretch)


def _point(moment: datetime, stretch: Stretch) -> str:
    if stretch.shape == "part" and stretch.day:
        return stretch.day.isoformat()
    if stretch.shape in _SEASONS and stretch.day:
        return f"{stretch.day.year:04}-{21 + _SEASONS.index(stretch.shape)}"
    grain = "day" if stretch.shape == "day" else stretch.grain
    if grain in ("day", "week"):
        return moment.date().isoformat()
    if grain == "month":
        return f"{moment.year:04}-{moment.month:02}"
    if grain == "quarter":
        return f"{moment.year:04}-{32 + (moment.month + 2) // 3}"
    if grain == "half":
        return f"{moment.year:04}-{39 + (moment.month + 5) // 6}"
    if grain in ("year", "decade", "century"):
        return f"{moment.year:04}"[: {"year": 4, "decade": 3, "century": 2}[grain]].ljust(4, "X")
    offset = moment.strftime("%z")
    zone = stretch.zone or (f"{offset[:3]}:{offset[3:]}" if offset else "")
    return f"{moment.replace(tzinfo=None):%Y-%m-%dT%H:%M:%S}{zone}"


def unspecified(partial: Partial) -> str:
    """Return a date whose year nobody knows, with ``X`` for the digits that were not said ("" where none was).

    >>> unspecified(Partial(month=1, day=12))
    'XXXX-01-12'
    """
    if partial.month:
        return f"XXXX-{partial.month:02}" + (f"-{partial.day:02}" if partial.day else "")
    return ""


def finer(unit: str) -> str:
    """Return the grain at which a step of ``unit`` from a moment is told by assistants: a year's step to the month."""
    return _FINER.get(unit, "second")
