"""Which date does a page's line or metadata give?

Machine dates (ISO 8601, RFC 2822) are kept with their zone; written dates are read with the month names of all
languages, because a page's furniture need not be in the language of its text. Dates that are no dates give "".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from .errors import DateError
from .fold import fold

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]+([^\W\d_]{3,12})\.?[\s.,/-]+(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\b\.?)?", re.I)
_ZONE = re.compile(r"(?<!\d)([+-]\d{2}):?(\d{2})\b|\b(GMT|UTC)\b|(?<=\d)Z\b", re.I)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_USER = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_YEARS = (1800, 2200)
_JOINTS = " \t,;:|/-\u2013\u2014\u2022\u00b7\u22c5"


def given_date(text: str) -> str:
    """Return a publication date given by the user, checked; raises DateError for what is no date.

    >>> given_date("2021-12-28")
    '2021-12-28'
    """
    found = _USER.fullmatch(text.strip())
    if not found or not _YEARS[0] <= int(found[1]) <= _YEARS[1]:
        raise DateError(f"not a date: {text.strip()[:40]!r}; give YYYY-MM-DD between {_YEARS[0]} and {_YEARS[1]}")
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    try:
        dt.datetime(year, month or 1, day or 1, hour, minute, second)
    except ValueError as error:
        raise DateError(f"not a date: {text.strip()!r} ({error}); give YYYY-MM-DD") from error
    return text.strip().replace(" ", "T")


def find_date(text: str, months: Mapping[str, int]) -> str:
    """Return the first date that ``text`` holds, as EDTF with time and zone where they are given, or "".

    ``months`` maps folded month names to 1..12.

    >>> find_date("Published Jan. 11, 2022 at 9:30 pm", {"jan": 1})
    '2022-01-11T21:30:00'
    >>> find_date("Tue, 11 Jan 2022 09:30:00 +0200", {"jan": 1})
    '2022-01-11T09:30:00+02:00'
    """
    iso = _ISO.search(text)
    if iso:
        return _edtf(iso[1], iso[2], iso[3], (iso[4], iso[5], iso[6]), iso[7] or "")
    epoch = _EPOCH.fullmatch(text.strip())
    if epoch:
        moment = dt.datetime.fromtimestamp(int(text.strip()[:10]), dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    compact = _COMPACT.search(text)
    if compact:
        return _edtf(compact[1], compact[2], compact[3], (compact[4], compact[5], compact[6]), compact[7] or "")
    return _written(fold(text), months)


def without_dates(text: str, months: Mapping[str, int]) -> str:
    """Return a line without the dates and clock times in it, and without what joined them to the rest.

    >>> without_dates("By Jane Roe | Jan. 11, 2022, 9:30 pm", {"jan": 1})
    'By Jane Roe'
    """
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _NUMERIC):
        text = pattern.sub(lambda found: found[0] if _names_no_month(found, months) else " ", text)
    return " ".join(_CLOCK.sub(" ", text).split()).strip(_JOINTS)


def _names_no_month(found: re.Match[str], months: Mapping[str, int]) -> bool:
    """Does a date written with a word have another word than a month's?"""
    words = [group for group in found.groups() if group and group.isalpha() and len(group) > 2]
    return bool(words) and not any(_month(fold(word), months) for word in words)


def day_of(date: str) -> str:
    """Return the day of an EDTF date or date-time.

    >>> day_of("2022-01-11T09:30:00Z")
    '2022-01-11'
    """
    return date.split("T")[0]


def _written(text: str, months: Mapping[str, int]) -> str:
    """Read a date written with a month name or with numbers."""
    for found in _DAY_FIRST.finditer(text):
        month = _month(found[2], months)
        if month:
            return _edtf(found[3], month, found[1], *_clock(text[found.end() :], text[: found.start()]))
    for found in _MONTH_FIRST.finditer(text):
        month = _month(found[1], months)
        if month:
            return _edtf(found[3], month, found[2], *_clock(text[found.end() :], text[: found.start()]))
    numeric = _NUMERIC.search(text)
    if not numeric:
        return ""
    first, second = int(numeric[1]), int(numeric[3])
    american = second > 12 or (numeric[2] == "/" and first <= 12 and first != second and second > 12)
    day, month_number = (second, first) if american else (first, second)
    if numeric[2] == "/" and first <= 12 and second <= 12 and first != second:
        return ""
    return _edtf(numeric[4], month_number, day, *_clock(text[numeric.end() :], text[: numeric.start()]))


def _month(word: str, months: Mapping[str, int]) -> int:
    return months.get(word) or (months.get(word[:3], 0) if len(word) == 4 else 0)


def _clock(after: str, before: str) -> tuple[tuple[str | None, str | None, str | None], str]:
    """Return the time of day that stands close to a date, and its zone."""
    found = _CLOCK.search(after[:40]) or _CLOCK.search(before[-20:])
    if not found:
        return (None, None, None), ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    zone = _ZONE.match(found.string[found.end() :].lstrip())
    written = (zone[0] if zone else "").upper()
    return (str(hour), found[2], found[3]), written


def _edtf(
    year: str, month: str | int, day: str | int, clock: tuple[str | None, str | None, str | None], zone: str
) -> str:
    """Return an EDTF date-time, a date where the time is impossible or absent, "" where the date is."""
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return ""
    if not _YEARS[0] <= date.year <= _YEARS[1]:
        return ""
    hour, minute, second = (int(part) if part else 0 for part in clock)
    if clock[0] is None or hour > 23 or minute > 59 or second > 60:
        return date.isoformat()
    zone = zone.upper()
    offset = "Z" if zone in ("Z", "UTC", "GMT") else (zone if ":" in zone or not zone else f"{zone[:3]}:{zone[3:]}")
    return f"{date.isoformat()}T{hour:02d}:{minute:02d}:{min(second, 59):02d}{offset}"
