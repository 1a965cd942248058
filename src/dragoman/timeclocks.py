"""At which hour, in which part of which day?"""

from __future__ import annotations

from datetime import timedelta

from .timebuild import Args, Catch, Caught, Value, near, number, of_partial
from .timereturns import narrow, settle
from .timevalues import Partial, Sense, Stretch, Unsettled, add, floor, one

_LEAST_MINUTES_TO = 5


def part(catch: Catch, args: Args) -> Value:
    """A part of the day: part, perhaps edge (START early, END late); of the date told last, or ``today``."""
    caught = catch["part"].value if "part" in catch else args["part"]
    name = caught.partial.part if isinstance(caught, Value) and caught.partial else str(caught)
    partial = Partial(part=name, edge=str(number(catch, args, "edge") or ""))

    def expr(sense: Sense) -> Stretch:
        if not sense.forward and sense.tense != "future" and sense.reference and not args.get("today"):
            sense = sense._replace(now=sense.told)
        return settle(partial, sense)

    return Value("PART", expr, partial)


def clock(catch: Catch, args: Args) -> Value | None:
    """A time by the clock: h, hhmm or c, perhaps min, s, half (am, pm), part, zone; ``to`` counts minutes before h."""
    partial = _hour(catch, args)
    minute = number(catch, args, "min")
    if minute is not None:
        partial = partial._replace(minute=int(minute))
        if args.get("to"):
            if int(minute) < _LEAST_MINUTES_TO:
                return None
            partial = partial._replace(hour=(partial.hour or 24) - 1, minute=60 - int(minute))
    if "s" in catch:
        partial = partial._replace(second=int(catch["s"].value))
    if "zone" in catch:
        partial = partial._replace(zone=int(catch["zone"].value), minute=partial.minute or 0)
    if "part" in catch:
        partial = partial._replace(part=str(catch["part"].value), half="")
    fits = 0 <= (partial.hour or 0) <= 24 and 0 <= (partial.minute or 0) < 60
    return of_partial("CLOCK", partial) if fits else None


def _hour(catch: Catch, args: Args) -> Partial:
    """The hour alone: of a clock time caught before, of four figures, or h; twelve-hour unless ``style = "24"``."""
    if "c" in catch and catch["c"].value.partial:
        before: Partial = catch["c"].value.partial
        return before._replace(half=catch["half"].value) if "half" in catch else before
    hour, minute = int(number(catch, args, "h") or 0), None
    if "hhmm" in catch:
        hour, minute = divmod(int(catch["hhmm"].value), 100)
    half = str(number(catch, args, "half") or "")
    if not half and 1 <= hour <= 12 and args.get("style") != "24":
        half = "?"
    return Partial(hour=hour, minute=minute, half=half)


def span_clock(catch: Catch, args: Args) -> Value | None:
    """So many hours read as an hour of the clock, as assistants do: x (SPAN of hours)."""
    count, unit = catch["x"].value.amount
    if unit != "hour" or not 0 <= count <= 24 or count != int(count):
        return None
    return clock({"h": Caught("HOUR", int(count), 0)}, args)


def clock_span(catch: Catch, args: Args) -> Value | None:
    """From one time to another: a, b (CLOCK); am or pm that only one has holds for both."""
    first: Partial | None = catch["a"].value.partial
    last: Partial | None = catch["b"].value.partial
    if first is None or last is None:
        return None
    if first.half == "?" and last.half in ("am", "pm"):
        first = first._replace(half=last.half)
    if last.half == "?" and first.half in ("am", "pm"):
        last = last._replace(half="am" if first.half == "am" and (last.hour or 0) > (first.hour or 0) else "pm")
    first = first._replace(zone=last.zone if first.zone is None else first.zone)

    def expr(sense: Sense) -> Stretch:
        return _until(settle(first, sense), first, last, sense)

    return Value("CLOCKSPAN", expr, first, last)


def _until(left: Stretch, first: Partial, last: Partial, sense: Sense) -> Stretch:
    """The stretch to the first time after its beginning that ``last`` can mean, the minute it names in it."""
    grain = "minute" if first.minute is not None or last.minute is not None else "hour"
    grain = "second" if last.second is not None else grain
    for later in (0, 1):
        day = one(floor(left.start, "day") + timedelta(days=later), "day")
        for right in narrow(day, last, sense.settings):
            if right.start > left.start:
                return Stretch(left.start, add(right.start, grain, 1), grain)
    raise Unsettled("no end")


def at(catch: Catch, args: Args) -> Value | None:
    """A time of day on a day: x (a day, or a part of it), c (CLOCK, PART or CLOCKSPAN), perhaps p (PART)."""
    day: Value = catch["x"].value
    time: Value = catch["c"].value
    if time.partial is None:
        return None
    wanted, until = time.partial, time.until
    if day.partial and day.partial.part and wanted.hour is not None:
        wanted = wanted._replace(part=day.partial.part, half="")
    if "p" in catch and (extra := catch["p"].value.partial):
        wanted = wanted._replace(part=extra.part, half="")

    def expr(sense: Sense) -> Stretch:
        found = next(narrow(day.expr(sense), wanted, sense.settings))
        return _until(found, wanted, until, sense) if until else found

    return Value("TIME", expr, day.partial)


def at_part(catch: Catch, args: Args) -> Value | None:
    """A part of a day: x (DATE) and part, perhaps edge."""
    return at({**catch, "c": Caught("PART", part(catch, args), 0)}, args)


def day_part(catch: Catch, args: Args) -> Value | None:
    """A part of the day n days from now: n, part, perhaps edge."""
    return at_part({**catch, "x": Caught("DATE", near({}, {"n": args["n"], "u": "day"}), 0)}, args)
