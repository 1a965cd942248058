"""Which days does the date of a talk cover?

Dates are EDTF (ISO 8601-2): a day, a month, a year, a season or quarter, an interval, an interval open on one side, and
one of several (``[2022-01-12,2022-01-13]``). What names no day at all covers none.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)
_MONTHS = {
    **{21 + n: (3 + 3 * n, 3) for n in range(4)},  # seasons: spring from March, winter from December
    **{33 + n: (1 + 3 * n, 3) for n in range(4)},  # quarters
    **{40 + n: (1 + 6 * n, 6) for n in range(2)},  # halves of a year
}


class Days(NamedTuple):
    """The days ``[start, end)`` that a date covers; ``vague`` where the talk stands on some of them only."""

    start: date
    end: date
    vague: bool


def alternatives(value: str) -> tuple[str, ...]:
    """Return the dates of which a date is one, itself where it is one only.

    >>> alternatives("[2022-01-12,2022-01-13]"), alternatives("2022-01"), alternatives("")
    (('2022-01-12', '2022-01-13'), ('2022-01',), ())
    """
    return tuple(filter(None, value.strip("[]").split(",")))


def first_day(value: str) -> str:
    """Return the key by which dates are put in order: the first of several.

    >>> first_day("[2022-01-12,2022-01-13]"), first_day("")
    ('2022-01-12', '')
    """
    return next(iter(alternatives(value)), "")


def days_of(value: str) -> Days | None:
    """Return the days that one EDTF date covers, None where it names none.

    >>> days_of("2022-01-12/2022-01-13")
    Days(start=datetime.date(2022, 1, 12), end=datetime.date(2022, 1, 14), vague=False)
    >>> days_of("2022-02"), days_of("XXXX-01-12")
    (Days(start=datetime.date(2022, 2, 1), end=datetime.date(2022, 3, 1), vague=True), None)
    """
    left, slash, right = value.partition("/")
    if not slash:
        return _point(left)
    first, last = _point(left), _point(right)
    if first is None or last is None:
        known = first or last
        return known._replace(vague=True) if known is not None and ".." in (left, right) else None
    whole = not (first.vague or last.vague) and last.end - first.start <= 5 * _DAY
    return Days(first.start, last.end, not whole) if first.start < last.end else None


def _point(text: str) -> Days | None:
    plain = text.rstrip("~?%")
    year, _, rest = plain.partition("-")
    month, _, day = rest.partition("-")
    if not (len(year) == 4 and all(part.isdigit() for part in (year, *filter(None, (month, day))))):
        return None
    try:
        if day:
            start = date(int(year), int(month), int(day))
            return Days(start, start + _DAY, plain != text)
        first, count = _MONTHS.get(int(month or 1), (int(month or 1), 1 if month else 12))
        start = date(int(year), first, 1)
        last = first + count - 1
        final = date(start.year + (last - 1) // 12, (last - 1) % 12 + 1, 1)
        return Days(start, final + timedelta(days=monthrange(final.year, final.month)[1]), True)
    except (ValueError, OverflowError):
        return None
