"""What does a template of time words mean?

Every rule of ``times.toml`` names one of the productions below (``make = "date"``). A production takes what the
template caught and gives a ``Value``: of which kind it is for the templates of later levels, and an expression that
``timevalues`` can settle once day, policy and tense are known. A production that finds its words impossible (31 April)
gives None, and the next rule has its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Day
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .timevalues import (
    Expr,
    Partial,
    Sense,
    Stretch,
    add,
    cycle,
    finer,
    floor,
    narrow,
    returns,
    settle,
    unit_at,
)

_CENTURY_TURN = 50
_VAGUE = {"day": "", "week": "~", "month": "~", "year": "~"}
_ISO_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_ISO_FACTOR = {"quarter": (3, "M"), "half": (6, "M"), "decade": (10, "Y"), "century": (100, "Y"), "weekend": (1, "WE")}


class Caught(NamedTuple):
    """One item that a template caught: by which class, with which value, at which offset of the text."""

    name: str
    value: Any
    start: int


class Value(NamedTuple):
    """The meaning of a node: its kind, an expression to settle, and the parts that later levels build on."""

    kind: str
    expr: Expr | None = None
    partial: Partial | None = None
    until: Partial | None = None
    amount: tuple[float, str] = (0, "")
    vague: bool = False
    text: str = ""


Catch = Mapping[str, Caught]
Args = Mapping[str, Any]
Make = Callable[[Catch, Args], Value | None]


def of_partial(kind: str, partial: Partial) -> Value:
    """Return the value of a partial date."""
    return Value(kind, lambda sense: settle(partial, sense), partial)


def _number(catch: Catch, args: Args, name: str) -> Any:  # noqa: ANN401 - numbers and names alike
    found = catch.get(name)
    if found is not None and isinstance(found.value, Value):
        count, unit = found.value.amount
        return found.value.partial.hour if found.value.partial else count * (15 if unit == "quarter" else 1)
    return args.get(name) if found is None else found.value


def _year(catch: Catch, args: Args) -> int | None:
    found = catch.get("y")
    if found is None:
        return None
    if found.name == "YY":
        return int(found.value) + (1900 if found.value >= _CENTURY_TURN else 2000)
    return int(found.value)


def _partial(catch: Catch, args: Args) -> Partial | None:
    """Collect the pieces of a partial date: y m d wd q season feast part."""
    year, month, day = _year(catch, args), _number(catch, args, "m"), _number(catch, args, "d")
    if month is not None and day is not None:
        try:
            Day(year or 2000, int(month), int(day))
        except ValueError:
            return None
    return Partial(
        year=year,
        quarter=_number(catch, args, "q"),
        season=_number(catch, args, "season") or "",
        feast=_number(catch, args, "feast") or "",
        month=month,
        day=int(day) if day is not None else None,
        weekday=_number(catch, args, "wd"),
        part=_number(catch, args, "part") or "",
    )


def date(catch: Catch, args: Args) -> Value | None:
    """A date by its names or figures: any of y, m, d, wd, q, season, feast."""
    partial = _partial(catch, args)
    if partial is None or (partial.quarter is not None and not 1 <= partial.quarter <= 4):
        return None
    fine = partial.day or partial.weekday is not None or partial.feast
    return of_partial("DATE" if fine else "PERIOD", partial)


def days(catch: Catch, args: Args) -> Value | None:
    """Two days of one month: d, d2, m and perhaps y."""
    left = _partial(catch, args)
    right = left._replace(day=int(catch["d2"].value)) if left else None
    if left is None or right is None or (right.day or 0) <= (left.day or 0):
        return None
    return Value("INTERVAL", _between(of_partial("DATE", left), of_partial("DATE", right)))


def near(catch: Catch, args: Args) -> Value | None:
    """The nth unit from now: n (a step), u (a unit)."""
    step, unit = int(_number(catch, args, "n")), str(_number(catch, args, "u"))
    kind = "DATE" if unit == "day" else "PERIOD"
    base = args.get("base")

    def expr(sense: Sense) -> Stretch | None:
        moment = sense.now
        if base == "told" and sense.tense != "future" and sense.policy != "forward":
            moment = _told(sense) or (sense.now if args.get("else") == "now" else None)
        return unit_at(moment, unit, step, sense) if moment else None

    return Value(kind, expr)


def _told(sense: Sense) -> datetime | None:
    if sense.reference is None or sense.now is None:
        return None
    return datetime(*sense.reference.timetuple()[:3], tzinfo=sense.now.tzinfo)


def near_date(catch: Catch, args: Args) -> Value | None:
    """The nth return of a partial date from now: n (a step) with wd, m, season or feast."""
    partial = _partial(catch, args)
    step = int(_number(catch, args, "n"))
    if partial is None or not cycle(partial):
        return None

    def expr(sense: Sense) -> Stretch | None:
        if sense.now is None:
            return None
        if step == 0:
            return _this(partial, sense)
        if step == 1 and cycle(partial) == "week" and sense.settings.next_weekday == "week":
            return _nth_return(partial, 1, sense._replace(now=floor(sense.now, "week") + timedelta(days=6)))
        return _nth_return(partial, step, sense)

    fine = partial.day or partial.weekday is not None or partial.feast
    return Value("DATE" if fine else "PERIOD", expr)


def _this(partial: Partial, sense: Sense) -> Stretch | None:
    """Seasons and months "of this year" hold now or lie nearest; a weekday goes by tense."""
    if partial.season and sense.now is not None:
        around = returns(partial, "year", sense.now, range(-1, 2), sense.settings)
        for stretch in around:
            if stretch.end is not None and stretch.end > sense.now:
                return stretch
    return settle(partial, sense)


def _nth_return(partial: Partial, step: int, sense: Sense) -> Stretch | None:
    assert sense.now is not None
    today = floor(sense.now, "day")
    reach = range(-1, 2 + step) if step > 0 else range(1, step - 2, -1)
    found = [
        stretch
        for stretch in returns(partial, cycle(partial), sense.now, reach, sense.settings)
        if stretch.start is not None
        and stretch.end is not None
        and (stretch.start > sense.now if step > 0 else stretch.end <= today)
    ]
    return found[abs(step) - 1] if len(found) >= abs(step) else None


def amount(catch: Catch, args: Args) -> Value:
    """So many units: n and u, or an amount in one word; ``SPAN`` waits for a word that says what they are for."""
    count = _number(catch, args, "n")
    unit = str(_number(catch, args, "u"))
    if "over" in catch:
        count = float(count) / (float(catch["over"].value) or 1)
    if "tenths" in catch:
        count = float(f"{count}.{catch['tenths'].value}")
    if count is not None and args.get("plus"):
        count = float(count) + float(args["plus"])
    if "amount" in catch:
        count, _, unit = str(catch["amount"].value).partition(" ")
    if unit == "fortnight":
        count, unit = 14, "day"
    vague = bool(args.get("vague")) or ("n" in catch and catch["n"].name == "FEW")
    return Value("SPAN", None, amount=(float(1 if count is None else count), unit), vague=vague)


def _span(catch: Catch, args: Args) -> Value:
    """The span that was caught, or one unit where only the unit was named."""
    return catch["x"].value if "x" in catch else amount({k: v for k, v in catch.items() if k == "u"}, {})


def _steps(value: Value) -> tuple[int, str]:
    """Whole steps of a unit: half an hour is 30 minutes, a year and a half 18 months."""
    count, unit = value.amount
    for smaller, times in (("hour", 60), ("minute", 60), ("day", 24), ("week", 7), ("year", 12), ("month", 30)):
        if unit == smaller and count != int(count):
            return round(count * times), {60: {"hour": "minute", "minute": "second"}.get(unit, ""), 24: "hour"}.get(
                times, {"week": "day", "year": "month", "month": "day"}.get(unit, "")
            )
    return int(count), unit


def shift(catch: Catch, args: Args) -> Value | None:
    """So much time before or after now, or a base: x (a SPAN), sign, perhaps base (a date)."""
    span = _span(catch, args)
    count, unit = _steps(span)
    if unit in ("weekend", "season"):
        return None
    sign = int(_number(catch, args, "sign") or 1)
    base: Value | None = catch["base"].value if "base" in catch else None

    def expr(sense: Sense) -> Stretch | None:
        if base is not None:
            found = base.expr(sense) if base.expr else None
            return _moved(found, count * sign, unit) if found else None
        start, told = sense.now, False
        if args.get("ahead") and sense.tense == "past":
            return None
        if args.get("base") == "told" and sense.tense != "future" and sense.policy != "forward":
            start, told = _told(sense), True
        if start is None:
            return None
        return _shifted(start, count * sign, unit, sense, exact=told and not span.vague)

    return Value("DATE", expr, text=_iso(span))


def _moved(found: Stretch, count: int, unit: str) -> Stretch | None:
    if found.start is None:
        return None
    start = add(found.start, unit, count)
    return Stretch(start, add(start, found.grain, 1), found.grain)


def _shifted(start: datetime, count: int, unit: str, sense: Sense, *, exact: bool = False) -> Stretch:
    """Newspapers count days, weeks about, and longer units by the unit; assistants go on to the next finer grain."""
    moment = add(start, unit, count)
    if sense.policy == "forward":
        grain = finer(unit)
        return Stretch(floor(moment, grain), add(floor(moment, grain), grain, 1), grain)
    grain = {"week": "day", "hour": "day", "minute": "day", "second": "day"}.get(unit, unit)
    begin = floor(moment, grain)
    return Stretch(begin, add(begin, grain, 1), grain, approx="" if exact else _VAGUE.get(unit, ""))


def run(catch: Catch, args: Args) -> Value | None:
    """The last or the next so many units: x (a SPAN), sign; ``step = "point"``: the last of them alone."""
    span = _span(catch, args)
    count, unit = _steps(span)
    sign = int(_number(catch, args, "sign"))
    if unit in ("weekend", "season"):
        return None

    def expr(sense: Sense) -> Stretch | None:
        if sense.now is None:
            return None
        if sense.policy == "forward":
            if args.get("step") == "point":
                return unit_at(sense.now, unit, count * sign, sense)
            now = floor(sense.now, unit)
            first, last = (add(now, unit, 1), add(now, unit, count + 1)) if sign > 0 else (add(now, unit, -count), now)
            return Stretch(first, last, unit)
        return _news_run(sense.now, count * sign, unit, vague=span.vague)

    return Value("INTERVAL", expr)


def _news_run(now: datetime, count: int, unit: str, *, vague: bool) -> Stretch:
    grain = unit if unit in ("month", "quarter", "year", "decade") else "day"
    today = floor(now, grain)
    if count > 0:
        end = add(floor(add(now, unit, count), grain), grain, 1)
        return Stretch(today, end, grain, "day" if grain == "day" else "", approx="end" if vague else "")
    begin = floor(add(now, unit, count), grain)
    return Stretch(begin, add(today, grain, 1), grain, "day" if grain == "day" else "", approx="start" if vague else "")


def inside(catch: Catch, args: Args) -> Value | None:
    """A weekday, day, month or feast within a stretch: "Wednesday of next week", "20th of next month"."""
    outer: Value = catch["outer"].value
    inner = catch["x"].value.partial if "x" in catch else _partial(catch, args)
    if inner is None or outer.expr is None:
        return None

    def expr(sense: Sense) -> Stretch | None:
        whole = outer.expr(sense) if outer.expr else None
        if whole is None or whole.start is None or whole.end is None:
            return None
        step = cycle(inner._replace(year=None))
        for stretch in returns(inner, step, whole.start, range(0, 54), sense.settings):
            if stretch.start is not None and whole.start <= stretch.start < whole.end:
                return stretch
        return None

    return Value("DATE", expr)


def nth(catch: Catch, args: Args) -> Value | None:
    """The nth unit or weekday of a stretch, or after a day (``after = true``): n, u or wd, outer; sign -1 from the end."""
    outer: Value | None = catch["outer"].value if "outer" in catch else near({"u": catch["unit"]}, {"n": 0})
    count, sign = int(_number(catch, args, "n") or 1), int(_number(catch, args, "sign") or 1)
    if outer is None:
        return None
    weekday, unit = _number(catch, args, "wd"), str(_number(catch, args, "u") or "week")
    if "x" in catch:
        inner: Partial | None = catch["x"].value.partial
        if inner is None or inner != Partial(weekday=inner.weekday):
            return None
        weekday = inner.weekday
    if not 1 <= count <= 53:
        return None

    def expr(sense: Sense) -> Stretch | None:
        whole = outer.expr(sense) if outer.expr else None
        if whole is None or whole.start is None or whole.end is None:
            return None
        found = list(_units_in(whole, weekday, unit, sense, after=bool(args.get("after"))))
        place = count - 1 if sign > 0 else -count
        return found[place] if -len(found) <= place < len(found) else None

    return Value("DATE" if weekday is not None or unit == "day" else "PERIOD", expr)


def _units_in(whole: Stretch, weekday: int | None, unit: str, sense: Sense, *, after: bool) -> list[Stretch]:
    assert whole.start is not None and whole.end is not None
    first, last = (whole.end, add(whole.end, "year", 1)) if after else (whole.start, whole.end)
    found = []
    for count in range(400):
        if weekday is not None:
            start = floor(first, "week") + timedelta(days=7 * count + weekday)
            stretch: Stretch | None = Stretch(start, start + timedelta(days=1), "day")
        else:
            stretch = unit_at(first, unit, count, sense)
        if stretch is None or stretch.start is None or stretch.end is None or stretch.start >= last:
            break
        if stretch.start >= first and stretch.end <= last:
            found.append(stretch)
    return found


def portion(catch: Catch, args: Args) -> Value | None:
    """The beginning, middle, end or a half of a stretch: mod, outer."""
    outer: Value | None = catch["outer"].value if "outer" in catch else near(catch, {"n": 0})
    mod = f"HALF{_number(catch, args, 'n')}" if args.get("half") else str(_number(catch, args, "mod"))
    if outer is None or (args.get("half") and mod not in ("HALF1", "HALF2")):
        return None

    def expr(sense: Sense) -> Stretch | None:
        whole = outer.expr(sense) if outer.expr else None
        if whole is None or whole.start is None or whole.end is None:
            return None
        return _portion(whole, mod)

    return Value("PERIOD", expr, amount=(0, "END" if mod == "END" else ""))


def _portion(whole: Stretch, mod: str) -> Stretch | None:
    start, end = whole.start, whole.end
    assert start is not None and end is not None
    if mod in ("HALF1", "HALF2"):
        middle = add(start, "month", 6) if whole.grain == "year" else start + timedelta(days=(end - start).days // 2)
        cut = {"HALF1": (start, middle), "HALF2": (middle, end)}[mod]
        return Stretch(*cut, "month" if whole.grain == "year" else "day", mod="START" if mod == "HALF1" else "END")
    if whole.grain in ("day", "hour"):
        return Stretch(start, end, whole.grain, whole.shape, mod=mod, day=whole.day)
    if whole.grain == "week":
        cut = {"START": (0, 3), "MID": (2, 4), "END": (4, 7)}[mod]
        first, last = (start + timedelta(days=n) for n in cut)
    elif whole.grain == "month":
        cut = {"START": (0, 10), "MID": (10, 20), "END": (20, 31)}[mod]
        first, last = start + timedelta(days=cut[0]), min(start + timedelta(days=cut[1]), end)
    elif whole.grain == "year":
        cut = {"START": (0, 3), "MID": (4, 8), "END": (8, 12)}[mod]
        first, last = add(start, "month", cut[0]), add(start, "month", cut[1])
    elif whole.grain in ("decade", "century"):
        years = 10 if whole.grain == "decade" else 100
        cut = {"START": (0, 3), "MID": (3, 7), "END": (7, 10)}[mod]
        first, last = add(start, "year", cut[0] * years // 10), add(start, "year", cut[1] * years // 10)
    else:
        third = (end - start) / 3
        place = {"START": 0, "MID": 1, "END": 2}[mod]
        first, last = floor(start + third * place, "day"), floor(start + third * (place + 1), "day")
    grain = {"week": "day", "month": "day", "year": "month", "decade": "year", "century": "year"}.get(whole.grain, "day")
    return Stretch(first, last, grain, "day" if grain == "day" else "", approx="end", mod=mod)


def part(catch: Catch, args: Args) -> Value | None:
    """A part of the day: part, perhaps edge (START early, END late)."""
    partial = Partial(part=str(_number(catch, args, "part")), edge=str(_number(catch, args, "edge") or ""))

    def expr(sense: Sense) -> Stretch | None:
        day = sense.now
        if sense.policy != "forward" and sense.tense != "future" and not args.get("today"):
            day = _told(sense) or sense.now
        return settle(partial, sense._replace(now=day)) if day else None

    return Value("PART", expr, partial)


def clock(catch: Catch, args: Args) -> Value | None:
    """A time by the clock: h, perhaps min, s, half (am, pm), part, zone; ``to = true`` counts minutes before h."""
    hour, minute = _number(catch, args, "h"), _number(catch, args, "min")
    if "hhmm" in catch:
        hour, minute = divmod(int(catch["hhmm"].value), 100)
    base: Value | None = catch["c"].value if "c" in catch else None
    half = str(_number(catch, args, "half") or "")
    partial = base.partial if base and base.partial else Partial(hour=int(hour or 0))
    if not base and not half and 1 <= int(hour or 0) < 13 and args.get("style") != "24":
        half = "?"
    if half:
        partial = partial._replace(half=half)
    if minute is not None:
        partial = partial._replace(minute=int(minute))
    if args.get("to") and minute is not None:
        if int(minute) < 5:
            return None
        partial = partial._replace(hour=(partial.hour or 24) - 1, minute=60 - int(minute))
    if "s" in catch:
        partial = partial._replace(second=int(catch["s"].value))
    if "zone" in catch:
        partial = partial._replace(zone=int(catch["zone"].value), minute=partial.minute or 0)
    if "part" in catch:
        partial = partial._replace(part=str(catch["part"].value), half="")
    if not 0 <= (partial.hour or 0) <= 24 or not 0 <= (partial.minute or 0) < 60:
        return None
    return of_partial("CLOCK", partial)


def clock_span(catch: Catch, args: Args) -> Value | None:
    """From one time to another: a, b (CLOCK)."""
    left: Value = catch["a"].value
    right: Value = catch["b"].value
    if left.partial is None or right.partial is None:
        return None
    first, last = left.partial, right.partial
    if first.half == "?" and last.half in ("am", "pm"):
        first = first._replace(half=last.half)
    if last.half == "?" and first.half in ("am", "pm"):
        last = last._replace(half="am" if first.half == "am" and (last.hour or 0) > (first.hour or 0) else "pm")
    if first.zone is None:
        first = first._replace(zone=last.zone)

    def expr(sense: Sense) -> Stretch | None:
        found = settle(first, sense)
        day = floor(found.start, "day") if found and found.start else None
        return _clocks(Stretch(day, None, "day"), first._replace(zone=None), last, sense, found) if day else None

    return Value("CLOCKSPAN", expr, first, last)


def _clocks(day: Stretch, first: Partial, last: Partial, sense: Sense, found: Stretch | None) -> Stretch | None:
    left = found or next(narrow(day, first, sense.settings), None)
    if left is None or left.start is None:
        return None
    grain = "minute" if last.minute is not None or first.minute is not None else "hour"
    grain = "second" if last.second is not None else grain
    for offset in (0, 1):
        base = day._replace(start=day.start + timedelta(days=offset)) if day.start else day
        for right in narrow(base, last, sense.settings):
            if right.start is not None and right.start > left.start:
                return Stretch(left.start, add(right.start, grain, 1), grain)
    return None


def at(catch: Catch, args: Args) -> Value | None:
    """A time of day on a day: x (DATE), c (CLOCK, PART or CLOCKSPAN), perhaps p (PART)."""
    day: Value = catch["x"].value
    time: Value = catch["c"].value
    if time.partial is None:
        return None
    wanted = time.partial
    if day.partial and day.partial.part and wanted.hour is not None:
        wanted = wanted._replace(part=day.partial.part, half="")
    if "p" in catch and (extra := catch["p"].value.partial):
        wanted = wanted._replace(part=extra.part, half="")
    if "edge" in catch or "edge" in args:
        wanted = wanted._replace(edge=str(_number(catch, args, "edge")))
    back = int(args.get("night", 0))

    def expr(sense: Sense) -> Stretch | None:
        found = day.expr(sense) if day.expr else None
        if found is None or found.start is None:
            return None
        if time.until is not None:
            return _clocks(found, wanted, time.until, sense, None)
        stretch = next(narrow(found, wanted, sense.settings), None)
        if stretch and back and stretch.start is not None:
            stretch = stretch._replace(start=stretch.start + timedelta(hours=back))
        return stretch

    return Value("TIME", expr)


def at_part(catch: Catch, args: Args) -> Value | None:
    """A part of a day: x (DATE) and part, perhaps edge."""
    return at({**catch, "c": Caught("PART", part(catch, args), 0)}, {})


def span_clock(catch: Catch, args: Args) -> Value | None:
    """So many hours read as an hour of the clock, as assistants do: x (SPAN of hours)."""
    count, unit = catch["x"].value.amount
    if unit != "hour" or not 0 <= count <= 24 or count != int(count):
        return None
    return clock({"h": Caught("HOUR", int(count), 0)}, args)


def interval(catch: Catch, args: Args) -> Value | None:
    """From one date to another: a, b; what the first leaves out (month, year) it takes from the second."""
    left: Value = catch["a"].value
    right: Value = catch["b"].value
    if left.partial and right.partial and right.partial.year and not left.partial.year:
        left = of_partial(left.kind, left.partial._replace(year=right.partial.year))
    return Value("INTERVAL", _between(left, right))


def _between(left: Value, right: Value) -> Expr:
    def expr(sense: Sense) -> Stretch | None:
        first = left.expr(sense) if left.expr else None
        if first is None or first.start is None:
            return None
        last = right.expr(sense) if right.expr else None
        if right.partial and cycle(right.partial) and (last is None or last.start is None or last.start < first.start):
            step = cycle(right.partial)
            found = returns(right.partial, step, first.start, range(0, 3), sense.settings)
            last = next((s for s in found if s.start is not None and s.start >= first.start), None)
        if last is None or last.end is None or last.end <= first.start:
            return None
        grain = first.grain if first.grain == last.grain else "day" if "day" in (first.grain, last.grain) else last.grain
        return Stretch(first.start, last.end, grain, "day" if grain == "day" else "", approx=last.approx)

    return expr


def lasting(catch: Catch, args: Args) -> Value | None:
    """So long from a date or time on: x (DATE or CLOCK), n (SPAN)."""
    begin: Value = catch["x"].value
    count, unit = _steps(catch["n"].value)

    def expr(sense: Sense) -> Stretch | None:
        first = begin.expr(sense) if begin.expr else None
        if first is None or first.start is None:
            return None
        grain = "minute" if unit in ("minute", "hour") else "day"
        return Stretch(first.start, add(add(first.start, unit, count), grain, 1), grain)

    return Value("INTERVAL", expr)


def bound(catch: Catch, args: Args) -> Value | None:
    """Before, until, by, after or since: x, and direction (before, until, by, after, since, from)."""
    inner: Value = catch["x"].value
    direction = str(_number(catch, args, "direction"))

    def expr(sense: Sense) -> Stretch | None:
        if direction == "since" and sense.policy != "forward":
            sense = sense._replace(tense="past")
        found = inner.expr(sense) if inner.expr else None
        if found is None or found.start is None or found.end is None:
            return None
        return _bounded(found, direction, sense, end=inner.amount[1] == "END")

    return Value("BOUND", expr)


def _bounded(found: Stretch, direction: str, sense: Sense, *, end: bool) -> Stretch:
    forward = sense.policy == "forward" or found.grain in ("hour", "minute", "second")
    if direction in ("before", "until", "by"):
        last = found.end if end or (direction != "before" and not forward) else found.start
        found = found._replace(start=None, end=last, direction="before", mod="BEFORE", approx="")
        if direction == "by" and sense.policy == "forward":
            return found._replace(start=sense.now, grain="second", shape="", direction="", mod="")
        return found
    if direction == "from" and sense.tense == "future" and not forward:
        return found._replace(direction="after")
    first = found.end if direction == "after" and not forward else found.start
    return found._replace(start=first, end=None, direction="after", mod="AFTER", approx="")


def within(catch: Catch, args: Args) -> Value | None:
    """Within so much time: x (SPAN): of what is to come the stretch from now, of what was a duration."""
    span = _span(catch, args)
    count, unit = _steps(span)

    def expr(sense: Sense) -> Stretch | None:
        if sense.now is None or sense.tense == "past":
            return None
        if sense.policy == "forward":
            return Stretch(sense.now, floor(add(sense.now, unit, count), "day"), "second")
        return _news_run(sense.now, count, unit, vague=span.vague)

    return Value("INTERVAL", expr, text=_iso(span))


def _iso(span: Value) -> str:
    count, unit = span.amount
    if unit in _ISO_FACTOR:
        times, sign = _ISO_FACTOR[unit]
        count, unit = count * times, ""
    else:
        sign = _ISO_UNITS.get(unit, "D")
    number = f"{count:g}"
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{'X' if span.vague else number}{sign}"


def duration(catch: Catch, args: Args) -> Value | None:
    """How long: x (SPAN)."""
    count = float(_number(catch, args, "n") or 0)
    span = _span(catch, args)
    return Value("DURATION", None, text=_iso(span._replace(amount=(count, span.amount[1])) if count else span))


def every(catch: Catch, args: Args) -> Value | None:
    """How often: every u, wd or part, perhaps every nth: TIMEX3 SET values."""
    if "x" in catch:
        return Value("SET", None, text=_iso(catch["x"].value))
    if "d" in catch:
        inner: Partial | None = catch["d"].value.partial
        if inner is None or inner != Partial(weekday=inner.weekday):
            return None
        args = {**args, "wd": inner.weekday}
    if (part_of_day := _number(catch, args, "part")) is not None:
        return Value("SET", None, text=f"P1D-{part_of_day}")
    weekday = _number(catch, args, "wd")
    if weekday is not None:
        return Value("SET", None, text=f"XXXX-WXX-{int(weekday) + 1}")
    if (month := _number(catch, args, "m")) is not None:
        return Value("SET", None, text=f"XXXX-{int(month):02}")
    unit = str(_number(catch, args, "u") or "day")
    count = float(_number(catch, args, "n") or 1)
    return Value("SET", None, text=_iso(Value("SPAN", amount=(count, unit))))


def vague(catch: Catch, args: Args) -> Value | None:
    """No date but a direction: ``when`` is now, past (until the article), soon, recent or coming (n units u)."""
    when = str(args.get("when"))
    unit = str(_number(catch, args, "u") or "day")
    count = int(args.get("n", 0))

    def expr(sense: Sense) -> Stretch | None:
        now = sense.now
        if now is None:
            return None
        today = floor(now, "day")
        if when == "now":
            grain = "second" if sense.policy == "forward" else "day"
            return Stretch(floor(now, grain), add(floor(now, grain), grain, 1), grain)
        if when == "past":
            if sense.tense == "future":
                return None
            return Stretch(None, today + timedelta(days=1), "day", direction="before", mod="BEFORE")
        if when == "asap":
            return Stretch(now, None, "second", direction="after")
        if when == "soon":
            return Stretch(today, None, "day", direction="after", mod="AFTER")
        steps = count or (sense.settings.coming if unit == "day" else 3)
        return _news_run(now, steps if when == "coming" else -steps, unit, vague=True)

    return Value("VAGUE", expr)


def earlier(catch: Catch, args: Args) -> Value | None:
    """Earlier or later in a period that is not over: x (PERIOD), side -1 or 1; the value names the whole period."""
    whole: Value = catch["x"].value
    side = int(args["side"])

    def expr(sense: Sense) -> Stretch | None:
        found = whole.expr(sense) if whole.expr else None
        if found is None or sense.now is None:
            return found
        return found._replace(mod="START" if side < 0 else "END")

    return Value(whole.kind, expr)


def era(catch: Catch, args: Args) -> Value | None:
    """A decade (``u = "decade"``: n = 1990 or 90) or a century (n = 19)."""
    number = int(catch["n"].value)
    unit = str(args["u"])
    if unit == "decade":
        if number % 10 or not (number < 100 or 1000 <= number < 2100):
            return None
        first = number if number >= 1000 else number + (1900 if number >= 20 else 2000)
    elif 1 <= number <= 21:
        first = (number - 1) * 100 or 1
    else:
        return None

    def expr(sense: Sense) -> Stretch | None:
        start = datetime(first, 1, 1, tzinfo=sense.now.tzinfo if sense.now else None)
        return Stretch(start, add(start, unit, 1) if first > 1 else datetime(100, 1, 1), unit)

    return Value("PERIOD", expr)


def figures(catch: Catch, args: Args) -> Value | None:
    """A date in figures whose order nobody tells: a, b, perhaps y; day and month only where one order is possible."""
    a, b = int(catch["a"].value), int(catch["b"].value)
    orders = {(month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31}
    if len(orders) > 1 and "order" in args:
        orders = {(a, b) if args["order"] == "md" else (b, a)}
    if len(orders) != 1:
        return None
    month, day = orders.pop()
    return date({k: v for k, v in catch.items() if k == "y"}, {"m": month, "d": day})


def years(catch: Catch, args: Args) -> Value | None:
    """From one year to another: a, b."""
    first, last = (of_partial("PERIOD", Partial(year=int(catch[name].value))) for name in ("a", "b"))
    return Value("INTERVAL", _between(first, last))


def half_year(catch: Catch, args: Args) -> Value | None:
    """A half of a year: n (1 or 2), perhaps y; of the year of the article where no year is said."""
    number = int(_number(catch, args, "n"))
    year = _year(catch, args)
    if number not in (1, 2):
        return None

    def expr(sense: Sense) -> Stretch | None:
        of = year or (sense.now.year if sense.now else None)
        if of is None:
            return None
        start = datetime(of, number * 6 - 5, 1, tzinfo=sense.now.tzinfo if sense.now else None)
        return Stretch(start, add(start, "month", 6), "half")

    return Value("PERIOD", expr)


def upcoming(catch: Catch, args: Args) -> Value | None:
    """The nth unit to come, as assistants read "upcoming two weeks": n, u."""
    return near(catch, args)


def years_on(catch: Catch, args: Args) -> Value | None:
    """A month or feast of the year that lies so far ahead or back: x, n (a SPAN), sign."""
    inner: Partial | None = catch["x"].value.partial
    count, unit = _steps(catch["n"].value)
    sign = int(args.get("sign", 1))
    if inner is None or inner.year is not None or not (inner.month or inner.feast):
        return None

    def expr(sense: Sense) -> Stretch | None:
        if sense.now is None:
            return None
        return settle(inner._replace(year=add(sense.now, unit, count * sign).year), sense)

    return Value(catch["x"].value.kind, expr)


def nth_flat(catch: Catch, args: Args) -> Value | None:
    """The nth unit or weekday of a month or year that is caught piece by piece: n, u or wd, m, y, sign."""
    month = _number(catch, args, "m")
    outer = of_partial("PERIOD", Partial(year=_year(catch, args), month=month))
    kept = {name: caught for name, caught in catch.items() if name in ("n", "u", "wd")}
    return nth({**kept, "outer": Caught("PERIOD", outer, 0)}, args)


def week_of(catch: Catch, args: Args) -> Value | None:
    """The week that holds a day: x."""
    day: Value = catch["x"].value

    def expr(sense: Sense) -> Stretch | None:
        found = day.expr(sense) if day.expr else None
        return unit_at(found.start, "week", 0, sense) if found and found.start else None

    return Value("PERIOD", expr)


def week_rest(catch: Catch, args: Args) -> Value | None:
    """This week (n = 0) or what is left of it (n = 1), to its last day."""
    rest = bool(args.get("n"))

    def expr(sense: Sense) -> Stretch | None:
        if sense.now is None:
            return None
        start = floor(sense.now, "day" if rest else "week")
        return Stretch(start, floor(sense.now, "week") + timedelta(days=6), "day")

    return Value("INTERVAL", expr)


def portion_letters(catch: Catch, args: Args) -> Value | None:
    """The beginning or end of the current unit, by its letters: mod, u."""
    return portion({"u": Caught("UNIT", args["u"], 0)}, args)


def day_part(catch: Catch, args: Args) -> Value | None:
    """A part of the day n days from now: n, part, perhaps edge."""
    day = near({}, {"n": args["n"], "u": "day"})
    return at_part({"x": Caught("DATE", day, 0)}, args)


def shift_after(catch: Catch, args: Args) -> Value | None:
    """Any time after so much has passed: x (a SPAN)."""
    moved = shift(catch, args)
    return bound({"x": Caught("DATE", moved, 0)}, {"direction": "after"}) if moved else None


def closest(catch: Catch, args: Args) -> Value | None:
    """The nth nearest return of a partial date to a day: n, x, base."""
    inner: Partial | None = catch["x"].value.partial
    base: Value = catch["base"].value
    place = int(_number(catch, args, "n") or 1)

    def expr(sense: Sense) -> Stretch | None:
        found = base.expr(sense) if base.expr else None
        if inner is None or found is None or found.start is None or not cycle(inner):
            return None
        middle = found.start
        near_by = list(returns(inner, cycle(inner), middle, range(-place - 1, place + 2), sense.settings))
        near_by.sort(key=lambda s: abs((s.start or middle) - middle))
        return near_by[place - 1] if len(near_by) >= place else None

    return Value("DATE", expr)


def weekday_steps(catch: Catch, args: Args) -> Value | None:
    """So many weekdays ago or from now: n, wd, sign."""
    count = int(catch["n"].value) * int(_number(catch, args, "sign"))
    return near_date({"wd": catch["wd"]}, {"n": count})


def same(catch: Catch, args: Args) -> Value | None:
    """What was caught, unchanged: a preposition, an article or an adverb stands beside x."""
    value: Value = catch["x"].value
    kind = str(args.get("kind", value.kind))
    if args.get("mod"):
        return value._replace(kind=kind, expr=_with_mod(value, str(args["mod"])))
    if args.get("tense"):
        return value._replace(kind=kind, expr=_with_tense(value, str(args["tense"])))
    return value._replace(kind=kind)


def _with_mod(value: Value, mod: str) -> Expr:
    def expr(sense: Sense) -> Stretch | None:
        found = value.expr(sense) if value.expr else None
        if found is None:
            return None
        return found._replace(mod=mod, approx="~") if mod == "APPROX" else found._replace(mod=mod)

    return expr


def _with_tense(value: Value, tense: str) -> Expr:
    """A weekday goes by the tense given; a day of a month may also lie just behind, a feast goes by its own verb."""

    def expr(sense: Sense) -> Stretch | None:
        if value.partial and (value.partial.month or value.partial.feast):
            sense = sense._replace(tense="" if value.partial.month and sense.tense != tense else sense.tense)
        else:
            sense = sense._replace(tense=tense)
        return value.expr(sense) if value.expr else None

    return expr


def trap(catch: Catch, args: Args) -> Value | None:
    """Words that look like a time and are none: nothing comes of them."""
    return Value("TRAP")


MAKES: dict[str, Make] = {
    "date": date,
    "days": days,
    "near": near,
    "near_date": near_date,
    "amount": amount,
    "shift": shift,
    "run": run,
    "inside": inside,
    "nth": nth,
    "portion": portion,
    "part": part,
    "clock": clock,
    "clock_span": clock_span,
    "at": at,
    "at_part": at_part,
    "span_clock": span_clock,
    "years": years,
    "interval": interval,
    "lasting": lasting,
    "bound": bound,
    "within": within,
    "duration": duration,
    "every": every,
    "vague": vague,
    "earlier": earlier,
    "era": era,
    "half_year": half_year,
    "weekday_steps": weekday_steps,
    "same": same,
    "trap": trap,
    "figures": figures,
    "upcoming": upcoming,
    "years_on": years_on,
    "nth_flat": nth_flat,
    "week_of": week_of,
    "week_rest": week_rest,
    "portion_letters": portion_letters,
    "day_part": day_part,
    "shift_after": shift_after,
    "closest": closest,
}
