"""Which return of a partial date is meant?

Words of time name a partial date (a month and a day, a weekday, a part of the day) that comes back again and again.
``settle`` picks one return by policy: ``news`` by the tense of the verb, ``forward`` the next one, ``narrative`` the
one nearest to the date told last. Where a weekday stands beside a date, the two choose the year together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from .feasts import feast
from .timevalues import Partial, Sense, Settings, Stretch, Unsettled, add, floor, one

_DAY = timedelta(days=1)
_MIDNIGHT = 24
_SEASON_ORDER = ("winter", "spring", "summer", "autumn")


def unit_at(moment: datetime, unit: str, count: int, sense: Sense) -> Stretch:
    """Return the ``count``-th unit after the one that holds ``moment`` (0: that one, negative: before it)."""
    if unit == "weekend":
        return _weekend(floor(moment, "week") + 7 * count * _DAY, forward=sense.forward)
    if unit == "season":
        return _season_at(moment, count, sense.settings)
    return one(add(floor(moment, unit), unit, count), unit)


def _weekend(monday: datetime, *, forward: bool) -> Stretch:
    """Assistants begin the weekend on Friday evening, newspapers on Saturday."""
    if forward:
        return Stretch(monday + timedelta(days=4, hours=18), monday + 7 * _DAY, "hour")
    return Stretch(monday + 5 * _DAY, monday + 7 * _DAY, "day")


def _season_at(moment: datetime, count: int, settings: Settings) -> Stretch:
    years = range(moment.year - 2 - abs(count) // 4, moment.year + 3 + abs(count) // 4)
    found = [_season(name, year, settings, moment) for year in years for name in _SEASON_ORDER]
    for index, stretch in enumerate(found[:-1]):
        if stretch.start <= moment < found[index + 1].start and 0 <= index + count < len(found):
            return found[index + count]
    raise Unsettled("no such season")


def _season(name: str, year: int, settings: Settings, like: datetime) -> Stretch:
    """The winter of a year is the one that ends in it, as "the winter of 2022" does in the press."""
    first, last = settings.seasons[name]
    start = datetime(year, int(first[:2]), int(first[3:]), tzinfo=like.tzinfo)
    end = datetime(year, int(last[:2]), int(last[3:]), tzinfo=like.tzinfo)
    if end <= start:
        start = start.replace(year=year - 1)
    return Stretch(start, end, "day", name, day=end.date())


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
    checked = partial.weekday is not None and (partial.day or partial.feast)
    for stretch in _days_of(partial, year, base, settings):
        if not checked or stretch.start.weekday() == partial.weekday:
            yield from narrow(stretch, partial, settings)


def _days_of(partial: Partial, year: int, base: datetime, settings: Settings) -> Iterator[Stretch]:
    zone = base.tzinfo
    if partial.feast:
        for first, days in feast(partial.feast, year):
            start = datetime(first.year, first.month, first.day, tzinfo=zone)
            yield Stretch(start, start + days * _DAY, "day")
    elif partial.season:
        yield _season(partial.season, year, settings, base)
    elif partial.quarter:
        yield one(datetime(year, partial.quarter * 3 - 2, 1, tzinfo=zone), "quarter")
    elif partial.day:
        try:
            yield one(datetime(year, partial.month or base.month, partial.day, tzinfo=zone), "day")
        except ValueError:
            return
    elif partial.month:
        yield one(datetime(year, partial.month, 1, tzinfo=zone), "month")
    elif partial.weekday is not None:
        yield one(floor(base, "week") + partial.weekday * _DAY, "day")
    elif partial.year is not None:
        yield one(datetime(year, 1, 1, tzinfo=zone), "year")
    else:
        yield one(floor(base, "day"), "day")


def narrow(day: Stretch, partial: Partial, settings: Settings) -> Iterator[Stretch]:
    """Yield the part of a day, or the time by the clock, that a partial date asks for within ``day``."""
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
        elif partial.zone is not None:
            zone = f"{'-' if partial.zone < 0 else '+'}{abs(partial.zone) // 60:02}:{abs(partial.zone) % 60:02}"
        yield one(start, grain, zone=zone)


def _part(day: Stretch, partial: Partial, settings: Settings) -> Stretch:
    first, last = settings.parts[partial.part]
    if partial.edge == "START":
        last = min(last, first + 9) if first == 0 else (first + last) // 2
    elif partial.edge == "END":
        first = max(first, last - 3)
    start = floor(day.start, "day")
    hours = (start + timedelta(hours=first), start + timedelta(hours=last))
    return Stretch(*hours, "hour", "part", mod=partial.edge, day=start.date())


def _hours(partial: Partial, settings: Settings) -> tuple[int, ...]:
    """Return the hours that a number on the clock can mean: two on a twelve-hour clock that nothing tells apart."""
    hour = partial.hour or 0
    if partial.part:
        first, last = settings.parts[partial.part]
        return (hour + 12 if last > 12 and (hour < 12 or (hour == 12 and first > 12)) else hour,)
    if partial.half == "am":
        return (24 if hour == 12 else hour,)
    if partial.half == "pm":
        return (hour + 12 if hour < 12 else hour,)
    return (hour, hour + 12) if partial.half == "?" and 1 <= hour < 12 else (hour,)


# --- choosing ------------------------------------------------------------------------------------------------------


def settle(partial: Partial, sense: Sense) -> Stretch:
    """Return the one return of a partial date that policy and tense ask for; raise Unsettled where nothing decides."""
    step = cycle(partial)
    if step == "week" and sense.policy == "news" and partial.hour is None and not partial.part:
        return _weekday(partial.weekday or 0, sense)
    if not step:
        found = next(build(partial, sense.now or datetime(partial.year or 1, 1, 1), sense.settings), None)
        return _known(found)
    if partial.weekday is not None and step != "week":
        agreeing = _agreeing(partial, step, sense)
        if agreeing or not partial.month:
            return _known(agreeing)
        partial = partial._replace(weekday=None)
    return _known(_chosen(partial, step, sense))


def _weekday(weekday: int, sense: Sense) -> Stretch:
    """The next such day where the verb looks ahead, else the last; today is both."""
    today = sense.today
    ahead = (weekday - today.weekday()) % 7
    return one(today + (ahead if sense.tense in ("future", "present") else ahead - 7 if ahead else 0) * _DAY, "day")


def _known(found: Stretch | None) -> Stretch:
    if found is None:
        raise Unsettled("no such day")
    return found


def _chosen(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    if sense.forward:
        return _first(partial, step, sense)
    if sense.policy == "narrative" and sense.reference is not None:
        return _nearest(partial, step, sense.told, sense)
    if step == "day":
        if partial.hour == _MIDNIGHT and sense.tense == "past":
            partial = partial._replace(hour=0)
        return next(build(partial, sense.moment, sense.settings), None)
    if sense.tense == "future":
        return _first(partial, step, sense)
    if sense.tense == "past":
        return _last(partial, step, sense)
    return _nearest(partial, step, sense.moment, sense)


def returns(partial: Partial, around: datetime, reach: range, settings: Settings) -> Iterator[Stretch]:
    """Yield the returns of a partial date, ``reach`` counting its cycles from the one that holds ``around``."""
    step = cycle(partial)
    base = floor(around, step)
    for count in reach:
        try:
            found = list(build(partial, add(base, step, count), settings))
        except (ValueError, OverflowError):
            continue
        yield from found if reach.step > 0 else reversed(found)


def _first(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    clock = partial.hour is not None
    for stretch in returns(partial, sense.moment, range(-1, 25), sense.settings):
        if clock and sense.forward and step == "day":
            fits = stretch.start >= floor(sense.moment, "hour")
        elif step == "week" and sense.forward and not clock:
            fits = stretch.start > sense.moment
        else:
            fits = stretch.end > (sense.moment if sense.forward else sense.today)
        if fits:
            return stretch
    return None


def _last(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    for stretch in returns(partial, sense.moment, range(1, -25, -1), sense.settings):
        if stretch.start.date() <= sense.moment.date():
            return stretch
    return None


def _nearest(partial: Partial, step: str, around: datetime, sense: Sense) -> Stretch | None:
    def distance(stretch: Stretch) -> timedelta:
        if stretch.start <= around < stretch.end:
            return timedelta(0)
        return min(abs(stretch.start - around), abs(stretch.end - around))

    return min(returns(partial, around, range(-1, 2), sense.settings), key=distance, default=None)


def _agreeing(partial: Partial, step: str, sense: Sense) -> Stretch | None:
    """A weekday beside a date chooses the year: the nearest in which that date falls on that day."""
    reach = range(-7, 8) if step == "year" else range(-1, 13) if sense.forward else range(-1, 2)
    found = list(returns(partial, sense.moment, reach, sense.settings))
    if sense.forward or sense.tense == "future":
        later = [s for s in found if s.start >= sense.today]
        recent = [s for s in found if sense.today - 60 * _DAY <= s.start < sense.today]
        return next(iter(recent or later), None)
    return min(found, key=lambda s: abs(s.start - sense.today), default=None)
