"""On which day does a feast fall in a given year?

A feast is a short rule that any language may name: a fixed date, the nth weekday of a month, days counted from Easter,
a date of the Hebrew or of the tabular Islamic calendar, a new or full moon. Every rule yields the days of one Gregorian
year; the Islamic year is shorter, so a feast may fall in it twice or not at all.

    12-25               fixed date; ``10-16 work`` the nearest working day, ``04-27 sat`` never a Sunday
    thu#4 11            fourth Thursday of November; ``mon#-1 5`` the last Monday of May
    easter+1, pascha-2  days from Western Easter, from Orthodox Easter
    hebrew 7-10         10 Tishri (months counted from Nisan)
    hijri 9-1           1 Ramadan, tabular calendar
    moon new 01-21      first new moon on or after 21 January (``full`` likewise), as seen at UTC+8
    … x8                lasts eight days          … -1d  begins a day earlier
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from math import radians, sin

from .errors import DataError

_RULE = re.compile(r"(?P<body>.+?)(?: (?P<shift>[+-]\d+)d)?(?: x(?P<days>\d+))?$")
_FIXED = re.compile(r"(\d\d)-(\d\d)( work| sat)?$")
_NTH = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)#(-?\d) (\d+)$")
_EASTER = re.compile(r"(easter|pascha)([+-]\d+)?$")
_FOREIGN = re.compile(r"(hebrew|hijri) (\d+)-(\d+)$")
_MOON = re.compile(r"moon (new|full) (\d\d)-(\d\d)$")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOVES: dict[str, dict[int, int]] = {"": {}, " work": {5: -1, 6: 1}, " sat": {6: -1}}
_HEBREW_EPOCH = 347_995.5
_HIJRI_EPOCH = 1_948_439.5
_ORDINAL_ZERO = 1_721_424.5


@lru_cache(maxsize=4096)
def feast(rule: str, year: int) -> tuple[tuple[date, int], ...]:
    """Return ``(first day, number of days)`` of each time the feast falls in a Gregorian year.

    Raises DataError where the rule is not one of the forms above.

    >>> feast("easter+1", 2022), feast("hijri 9-1 x30", 2022)
    (((datetime.date(2022, 4, 18), 1),), ((datetime.date(2022, 4, 3), 30),))
    """
    match = _RULE.match(rule)
    body = match["body"] if match else rule
    days = int(match["days"] or 1) if match else 1
    shift = timedelta(days=int(match["shift"] or 0) if match else 0)
    return tuple((day + shift, days) for day in _days(body, year))


def _days(body: str, year: int) -> tuple[date, ...]:
    if found := _FIXED.match(body):
        day = date(year, int(found[1]), int(found[2]))
        return (day + timedelta(days=_MOVES[found[3] or ""].get(day.weekday(), 0)),)
    if found := _NTH.match(body):
        return (nth_weekday(year, int(found[3]), _WEEKDAYS.index(found[1]), int(found[2])),)
    if found := _EASTER.match(body):
        day = easter(year) if found[1] == "easter" else pascha(year)
        return (day + timedelta(days=int(found[2] or 0)),)
    if found := _FOREIGN.match(body):
        to_day = _hebrew if found[1] == "hebrew" else _hijri
        first = year + 3760 if found[1] == "hebrew" else (year - 622) * 33 // 32
        days = (to_day(first + k, int(found[2]), int(found[3])) for k in range(-1, 3))
        return tuple(day for day in days if day.year == year)
    if found := _MOON.match(body):
        return (_moon(date(year, int(found[2]), int(found[3])), 0.5 if found[1] == "full" else 0.0),)
    raise DataError(f"unknown feast rule {body!r}: see feasts.py for the forms")


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (Monday 0) of a month; negative ``nth`` counts from the end.

    >>> nth_weekday(2021, 11, 3, 4), nth_weekday(2022, 5, 0, -1)
    (datetime.date(2021, 11, 25), datetime.date(2022, 5, 30))
    """
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian computus).

    >>> easter(2022)
    datetime.date(2022, 4, 17)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def pascha(year: int) -> date:
    """Return Orthodox Easter Sunday in the Gregorian calendar (Meeus' Julian computus).

    >>> pascha(2022)
    datetime.date(2022, 4, 24)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _from_julian_day(julian: float) -> date:
    return date.fromordinal(int(julian - _ORDINAL_ZERO))


def _hijri(year: int, month: int, day: int) -> date:
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return _from_julian_day(_HIJRI_EPOCH + days - 1)


def _hebrew_new_year(year: int) -> float:
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = months * 29 + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew_delay(year: int) -> int:
    last, present, after = (_hebrew_new_year(year + k) for k in (-1, 0, 1))
    if after - present == 356:
        return 2
    return 1 if present - last == 382 else 0


def _hebrew_start(year: int) -> float:
    return _HEBREW_EPOCH + _hebrew_new_year(year) + _hebrew_delay(year) + 1


def _hebrew_month_days(year: int, month: int) -> int:
    leap = (7 * year + 1) % 19 < 7
    length = _hebrew_start(year + 1) - _hebrew_start(year)
    if month in (2, 4, 6, 10, 13) or (month == 12 and not leap):
        return 29
    if (month == 8 and length % 10 != 5) or (month == 9 and length % 10 == 3):
        return 29
    return 30


def _hebrew(year: int, month: int, day: int) -> date:
    """Months count from Nisan; Purim is asked for as month 12 and falls in the last month of the year."""
    months = 13 if (7 * year + 1) % 19 < 7 else 12
    month = months if month == 12 else month
    before = range(7, month) if month >= 7 else (*range(7, months + 1), *range(1, month))
    return _from_julian_day(_hebrew_start(year) + sum(_hebrew_month_days(year, m) for m in before) + day)


def _moon(after: date, phase: float) -> date:
    """First new (phase 0) or full (0.5) moon on or after a day: mean lunation with its five largest corrections."""
    k = int((after.toordinal() - date(2000, 1, 6).toordinal()) / 29.530588861) - 1
    while True:
        n = k + phase
        t = n / 1236.85
        sun = radians(2.5534 + 29.10535670 * n)
        moon = radians(201.5643 + 385.81693528 * n)
        node = radians(160.7108 + 390.67050284 * n)
        julian = 2_451_550.09766 + 29.530588861 * n + 0.00015437 * t * t
        julian += -0.4075 * sin(moon) + 0.1723 * sin(sun) + 0.0161 * sin(2 * moon) + 0.0104 * sin(2 * node)
        day = _from_julian_day(julian + 8 / 24)
        if day >= after:
            return day
        k += 1
