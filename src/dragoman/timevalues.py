"""What is a stretch of the calendar, and how is it written down?

A ``Stretch`` is half-open, with its grain; ``edtf`` writes it as ISO 8601-2 does. A ``Partial`` is what of a date was
said; a ``Sense`` is from where it is read. Months and years have no fixed length, so steps go by the calendar. What
cannot be settled raises ``Unsettled``: no date is better than a guessed one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

SEASONS = ("spring", "summer", "autumn", "winter")
CLOCK_GRAINS = ("hour", "minute", "second")
_STEPS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_FINER = {"year": "month", "quarter": "month", "month": "day", "week": "day", "day": "hour", "hour": "minute"}
_MARKS = {"~": ("~", "~"), "?": ("?", "?"), "start": ("~", "~"), "end": ("~", "~")}
_DIGITS = {"year": 4, "decade": 3, "century": 2}


class Unsettled(ValueError):
    """Words of time that name no date from here: no anchor, no date told before, no such day."""


class Settings(NamedTuple):
    """What a language says about the calendar: hours of the parts of day, first and last day of the seasons …"""

    parts: dict[str, tuple[int, int]]
    seasons: dict[str, tuple[str, str]]
    next_weekday: str = "nearest"
    coming: int = 7


class Sense(NamedTuple):
    """From where an expression is read: the reference time, the policy, the tense around it, the date told last."""

    now: datetime | None
    policy: str
    tense: str
    reference: date | None
    settings: Settings

    @property
    def moment(self) -> datetime:
        """Return the reference time; raise Unsettled where there is none."""
        if self.now is None:
            raise Unsettled("no reference time")
        return self.now

    @property
    def today(self) -> datetime:
        """Return the first moment of the reference day."""
        return floor(self.moment, "day")

    @property
    def told(self) -> datetime:
        """Return the first moment of the date told last; raise Unsettled where none was."""
        if self.reference is None:
            raise Unsettled("no date told before")
        return self.moment.replace(
            year=self.reference.year, month=self.reference.month, day=self.reference.day, hour=0, minute=0, second=0
        )

    @property
    def forward(self) -> bool:
        """Tell whether the policy is an assistant's."""
        return self.policy == "forward"


class Stretch(NamedTuple):
    """A half-open stretch of time; ``shape`` says how it is written where the grain alone does not.

    ``approx`` is "", "~" (all of it), "?" (not sure), "start" or "end"; ``open`` names the side that has no end
    ("start", "end"); ``day`` is the day that a part of a day belongs to.
    """

    start: datetime
    end: datetime
    grain: str
    shape: str = ""
    approx: str = ""
    mod: str = ""
    direction: str = ""
    open: str = ""
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


Expr = Callable[[Sense], Stretch]


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
    if unit == "second":
        return moment.replace(microsecond=0)
    if unit == "minute":
        return moment.replace(second=0, microsecond=0)
    if unit == "hour":
        return moment.replace(minute=0, second=0, microsecond=0)
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


def one(start: datetime, unit: str, *, approx: str = "", zone: str = "") -> Stretch:
    """Return the stretch of one unit that begins at ``start``."""
    return Stretch(start, add(start, unit, 1), unit, approx=approx, zone=zone)


def finer(unit: str) -> str:
    """Return the grain at which assistants tell a step of ``unit`` from now: a year's step to the month."""
    return _FINER.get(unit, "second")


# --- writing down --------------------------------------------------------------------------------------------------


def edtf(stretch: Stretch) -> str:
    """Return a stretch in EDTF (ISO 8601-2): a date, an interval, an open interval; ``~`` about, ``?`` not sure.

    >>> edtf(Stretch(datetime(2022, 1, 24), datetime(2022, 1, 31), "week"))
    '2022-01-24/2022-01-30'
    """
    if stretch.open == "start":
        clock = stretch.grain in CLOCK_GRAINS and not stretch.shape
        return f"../{_point(stretch.end, stretch) if clock else _last_point(stretch)}"
    left = _point(stretch.start, stretch)
    if stretch.open == "end":
        return f"{left}/.."
    right = _last_point(stretch)
    if left == right:
        return left + _MARKS.get(stretch.approx, ("", ""))[1]
    first, last = _MARKS.get(stretch.approx, ("", ""))
    if stretch.approx in ("start", "end"):
        first, last = ("~", "") if stretch.approx == "start" else ("", "~")
    return f"{left}{first}/{right}{last}"


def _last_point(stretch: Stretch) -> str:
    if stretch.grain in CLOCK_GRAINS and not stretch.shape:
        return _point(add(stretch.end, stretch.grain, -1), stretch)
    return _point(stretch.end - timedelta(seconds=1), stretch)


def _point(moment: datetime, stretch: Stretch) -> str:
    if stretch.shape == "part" and stretch.day:
        return stretch.day.isoformat()
    if stretch.shape in SEASONS and stretch.day:
        return f"{stretch.day.year:04}-{21 + SEASONS.index(stretch.shape)}"
    if stretch.grain in ("day", "week") or stretch.shape == "day":
        return moment.date().isoformat()
    if stretch.grain == "month":
        return f"{moment.year:04}-{moment.month:02}"
    if stretch.grain == "quarter":
        return f"{moment.year:04}-{32 + (moment.month + 2) // 3}"
    if stretch.grain == "half":
        return f"{moment.year:04}-{39 + (moment.month + 5) // 6}"
    if stretch.grain in _DIGITS:
        return f"{moment.year:04}"[: _DIGITS[stretch.grain]].ljust(4, "X")
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
