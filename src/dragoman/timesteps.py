"""What do so many units of time mean: ago, ahead, how long, how often, before and after?

Newspapers count days exactly, weeks about, and longer units by the unit; assistants (policy ``forward``) go on to the
next finer grain. A step counts from now, from a date that is named, or from the date told last.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from .timebuild import Args, Catch, Caught, Value, number
from .timereturns import unit_at
from .timevalues import CLOCK_GRAINS, Partial, Sense, Stretch, Unsettled, add, finer, floor, one

_VAGUE = {"week": "~", "month": "~", "quarter": "~", "year": "~", "decade": "~", "century": "~"}
_WHOLE = {"hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "week": ("day", 7)}
_WHOLE |= {"month": ("day", 30), "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}
_ISO = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y"}
_ISO_MANY = {"quarter": (3, "M"), "half": (6, "M"), "decade": (10, "Y"), "century": (100, "Y")}
_AROUND = {"past": -1, "present": 1, "future": 1}
_NO_STEP = ("weekend", "season", "half")


def amount(catch: Catch, args: Args) -> Value:
    """So many units: n and u, or an amount in one word; ``SPAN`` waits for a word that says what they are for."""
    count, unit = number(catch, args, "n"), str(number(catch, args, "u"))
    if "amount" in catch:
        count, _, unit = str(catch["amount"].value).partition(" ")
    total = float(1 if count is None else count)
    if "over" in catch:
        total /= float(catch["over"].value) or 1
    if "tenths" in catch:
        total = float(f"{total:g}.{catch['tenths'].value}")
    total += float(args.get("plus", 0))
    if unit == "fortnight":
        total, unit = 14 * total, "day"
    vague = "n" in catch and catch["n"].name == "FEW"
    return Value("SPAN", amount=(total, unit), vague=vague)


def span_of(catch: Catch) -> Value:
    """Return the span that was caught as x, or one unit where only the unit u was named."""
    if "x" in catch:
        value: Value = catch["x"].value
        return value
    return amount({"u": catch["u"]}, {})


def whole_steps(value: Value) -> tuple[int, str]:
    """Return a span in whole steps of a unit: half an hour is 30 minutes, a year and a half 18 months."""
    count, unit = value.amount
    if count != int(count) and unit in _WHOLE:
        smaller, times = _WHOLE[unit]
        return round(count * times), smaller
    return int(count), unit


def shift(catch: Catch, args: Args) -> Value | None:
    """So much time from now: x or u, sign; from a date ``base``; with ``base = "told"`` from the date told last.

    With ``ahead`` the words tell the future only; beside a past verb they are a duration.
    """
    span = span_of(catch)
    count, unit = whole_steps(span)
    count *= int(number(catch, args, "sign") or 1)
    base: Value | None = catch["base"].value if "base" in catch else None
    if unit in _NO_STEP:
        return None

    def expr(sense: Sense) -> Stretch:
        if base is not None:
            found = base.expr(sense)
            return one(add(found.start, unit, count), found.grain)
        if args.get("ahead") and sense.tense == "past":
            raise Unsettled("a duration")
        if args.get("base") == "told" and sense.tense != "future" and not sense.forward:
            return _shifted(sense.told, count, unit, sense, exact=not span.vague)
        return _shifted(sense.moment, count, unit, sense)

    return Value("DATE", expr, text=iso(span))


def _shifted(start: datetime, count: int, unit: str, sense: Sense, *, exact: bool = False) -> Stretch:
    """A step from a moment; a newspaper knows the day of it, so fewer than 24 hours do not leave it."""
    if sense.forward:
        return one(floor(add(start, unit, count), finer(unit)), finer(unit))
    if unit in CLOCK_GRAINS:
        days = int((add(start, unit, count) - start) / timedelta(days=1))
        return one(add(floor(start, "day"), "day", days), "day")
    grain = "day" if unit == "week" else unit
    return one(floor(add(start, unit, count), grain), grain, approx="" if exact else _VAGUE.get(unit, ""))


def shift_after(catch: Catch, args: Args) -> Value | None:
    """Any time after so much has passed: x (a SPAN)."""
    moved = shift(catch, args)
    return bound({"x": Caught("DATE", moved, 0)}, {"direction": "after"}) if moved else None


def run(catch: Catch, args: Args) -> Value | None:
    """The last or the next so many units: x (a SPAN) or u, sign."""
    span = span_of(catch)
    count, unit = whole_steps(span)
    count *= int(number(catch, args, "sign"))
    if unit in _NO_STEP or not count:
        return None

    def expr(sense: Sense) -> Stretch:
        if not sense.forward:
            return _news_run(sense.moment, count, unit, vague=span.vague)
        now = floor(sense.moment, unit)
        if count > 0:
            return Stretch(add(now, unit, 1), add(now, unit, count + 1), unit)
        return Stretch(add(now, unit, count), now, unit)

    return Value("INTERVAL", expr)


def _news_run(now: datetime, count: int, unit: str, *, vague: bool) -> Stretch:
    """The stretch between now and so many units away, both ends in it."""
    grain = unit if unit in ("month", "quarter", "year", "decade") else "day"
    here, there = floor(now, grain), floor(add(now, unit, count), grain)
    shape = "day" if grain == "day" else ""
    if count > 0:
        return Stretch(here, add(there, grain, 1), grain, shape, approx="end" if vague else "")
    return Stretch(there, add(here, grain, 1), grain, shape, approx="start" if vague else "")


def upcoming(catch: Catch, args: Args) -> Value | None:
    """The nth unit to come, as assistants read "upcoming two weeks": n, u."""
    count, unit = int(catch["n"].value), str(catch["u"].value)
    return Value("PERIOD", lambda sense: unit_at(sense.moment, unit, count, sense))


def lasting(catch: Catch, args: Args) -> Value:
    """So long from a date or time on: x (DATE or CLOCK), n (SPAN)."""
    begin: Value = catch["x"].value
    count, unit = whole_steps(catch["n"].value)
    grain = "minute" if unit in CLOCK_GRAINS else "day"

    def expr(sense: Sense) -> Stretch:
        start = begin.expr(sense).start
        return Stretch(start, add(add(start, unit, count), grain, 1), grain)

    return Value("INTERVAL", expr)


def within(catch: Catch, args: Args) -> Value:
    """Within so much time: x (SPAN): of what is to come the stretch from now, of what was a duration."""
    span = span_of(catch)
    count, unit = whole_steps(span)

    def expr(sense: Sense) -> Stretch:
        if sense.tense == "past":
            raise Unsettled("a duration")
        if sense.forward:
            return Stretch(sense.moment, floor(add(sense.moment, unit, count), "day"), "second")
        return _news_run(sense.moment, count, unit, vague=span.vague)

    return Value("INTERVAL", expr, text=iso(span))


def iso(span: Value) -> str:
    """Return a span as an ISO 8601 duration, ``X`` for a number that was not said.

    >>> iso(Value("SPAN", amount=(2, "week"))), iso(Value("SPAN", amount=(0.5, "hour")))
    ('P2W', 'PT0.5H')
    """
    count, unit = span.amount
    times, sign = _ISO_MANY.get(unit, (1, _ISO.get(unit, "D")))
    number = "X" if span.vague else f"{count * times:g}"
    return f"PT{number}{sign[1]}" if len(sign) > 1 else f"P{number}{sign}"


def duration(catch: Catch, args: Args) -> Value:
    """How long: x (SPAN), or n (an ordinal) and u: the third day running has lasted three."""
    span = span_of(catch)
    if "n" in catch:
        span = span._replace(amount=(float(catch["n"].value), span.amount[1]))
    return Value("DURATION", text=iso(span))


def every(catch: Catch, args: Args) -> Value | None:
    """How often: every u, wd, d (a weekday), part or x (a SPAN): TIMEX3 SET values."""
    if "x" in catch:
        return Value("SET", text=iso(catch["x"].value))
    weekday = number(catch, args, "wd")
    if "d" in catch:
        inner: Partial | None = catch["d"].value.partial
        if inner is None or inner != Partial(weekday=inner.weekday):
            return None
        weekday = inner.weekday
    if weekday is not None:
        return Value("SET", text=f"XXXX-WXX-{int(weekday) + 1}")
    return Value("SET", text=iso(Value("SPAN", amount=(1, str(number(catch, args, "u") or "day")))))


def vague(catch: Catch, args: Args) -> Value:
    """No date but a direction: ``when`` is now, past (until the article), soon, recent or coming (n units u).

    ``around`` is recent beside a past verb and coming beside another; where no verb decides it is nothing.
    """
    when = str(args["when"])
    unit, count = str(number(catch, args, "u") or "day"), int(args.get("n", 0))

    def expr(sense: Sense) -> Stretch:
        now, today = sense.moment, sense.today
        if when == "now":
            grain = "second" if sense.forward else "day"
            return one(floor(now, grain), grain)
        if when == "past":
            if sense.tense == "future":
                raise Unsettled("not the past")
            return Stretch(today, today + timedelta(days=1), "day", mod="BEFORE", direction="before", open="start")
        if when == "around":
            if sense.tense not in _AROUND:
                raise Unsettled("recent or coming")
            return _news_run(now, _AROUND[sense.tense] * sense.settings.coming, unit, vague=True)
        if when in ("asap", "soon"):
            start, grain = (now, "second") if when == "asap" else (today, "day")
            return Stretch(start, start, grain, mod="AFTER", direction="after", open="end")
        steps = count or (sense.settings.coming if unit == "day" else 3)
        return _news_run(now, steps if when == "coming" else -steps, unit, vague=True)

    return Value("VAGUE", expr)


def bound(catch: Catch, args: Args) -> Value:
    """Before, until, by, after or since: x, and direction (before, until, by, after, since, from)."""
    inner: Value = catch["x"].value
    direction = str(args["direction"])
    whole = inner.amount[1] == "END"

    def expr(sense: Sense) -> Stretch:
        if direction == "since" and not sense.forward:
            sense = sense._replace(tense="past")
        found = inner.expr(sense)
        exact = sense.forward or found.grain in CLOCK_GRAINS
        if direction in ("before", "until", "by"):
            return _until(found, direction, sense, inclusive=whole or (direction != "before" and not exact))
        ahead = sense.tense == "future" or (sense.now is not None and found.start > sense.now)
        if direction == "from" and ahead and not exact:
            return found._replace(direction="after")
        start = found.end if direction == "after" and not exact else found.start
        return found._replace(start=start, end=start, mod="AFTER", direction="after", approx="", open="end")

    return Value("BOUND", expr)


def _until(found: Stretch, direction: str, sense: Sense, *, inclusive: bool) -> Stretch:
    """What ends at a date, with it or before it; by a date, assistants hear: from now until then."""
    end = found.end if inclusive else found.start
    if direction == "by" and sense.forward:
        return Stretch(sense.moment, end, "second")
    return found._replace(start=end, end=end, mod="BEFORE", direction="before", approx="", open="start")
