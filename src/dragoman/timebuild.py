"""What does a template of dates mean?

Every rule of ``times.toml`` names a production (``make = "date"``). A production takes what the template caught and
gives a ``Value``: its kind, for the templates of later levels, and an expression that is settled once day, policy and
tense are known. A production that finds its words impossible (31 April) gives None, and the next rule has its turn.
This module holds the values and the productions of dates; ``timesteps`` and ``timeparts`` hold the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Day
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .timereturns import cycle, returns, settle, unit_at
from .timevalues import Expr, Partial, Sense, Stretch, add, floor

_CENTURY_TURN = 50


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


def number(catch: Catch, args: Args, name: str) -> Any:  # noqa: ANN401 - numbers and names alike
    """Return the value caught under a name, else the rule's own, else None; a span or hour counts as its number."""
    found = catch.get(name)
    if found is not None and isinstance(found.value, Value):
        count, unit = found.value.amount
        return found.value.partial.hour if found.value.partial else count * (15 if unit == "quarter" else 1)
    return args.get(name) if found is None else found.value


def year_of(catch: Catch, args: Args) -> int | None:
    """Return the year caught as y; two figures are read as 1950 to 2049."""
    found = catch.get("y")
    if found is None:
        return None
    if found.name == "YY":
        return int(found.value) + (1900 if found.value >= _CENTURY_TURN else 2000)
    return int(found.value)


def partial_of(catch: Catch, args: Args) -> Partial | None:
    """Collect the pieces of a partial date: y m d wd q season feast part."""
    year, month, day = year_of(catch, args), number(catch, args, "m"), number(catch, args, "d")
    if month is not None and day is not None:
        try:
            Day(year or 2000, int(month), int(day))
        except ValueError:
            return None
    return Partial(
        year=year,
        quarter=number(catch, args, "q"),
        season=number(catch, args, "season") or "",
        feast=number(catch, args, "feast") or "",
        month=month,
        day=int(day) if day is not None else None,
        weekday=number(catch, args, "wd"),
        part=number(catch, args, "part") or "",
    )


def date(catch: Catch, args: Args) -> Value | None:
    """A date by its names or figures: any of y, m, d, wd, q, season, feast."""
    partial = partial_of(catch, args)
    if partial is None or (partial.quarter is not None and not 1 <= partial.quarter <= 4):
        return None
    fine = partial.day or partial.weekday is not None or partial.feast
    return of_partial("DATE" if fine else "PERIOD", partial)


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


def near(catch: Catch, args: Args) -> Value | None:
    """The nth unit from now: n (a step), u (a unit)."""
    step, unit = int(number(catch, args, "n")), str(number(catch, args, "u"))
    kind = "DATE" if unit == "day" else "PERIOD"
    base = args.get("base")

    def expr(sense: Sense) -> Stretch | None:
        moment = sense.now
        if base == "told" and sense.tense != "future" and sense.policy != "forward":
            moment = told_day(sense) or (sense.now if args.get("else") == "now" else None)
        return unit_at(moment, unit, step, sense) if moment else None

    return Value(kind, expr)


def told_day(sense: Sense) -> datetime | None:
    """Return the first moment of the date told last, None where none was."""
    if sense.reference is None or sense.now is None:
        return None
    return datetime(*sense.reference.timetuple()[:3], tzinfo=sense.now.tzinfo)


def near_date(catch: Catch, args: Args) -> Value | None:
    """The nth return of a partial date from now: n (a step) with wd, m, season or feast."""
    partial = partial_of(catch, args)
    step = int(number(catch, args, "n"))
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


def weekday_steps(catch: Catch, args: Args) -> Value | None:
    """So many weekdays ago or from now: n, wd, sign."""
    count = int(catch["n"].value) * int(number(catch, args, "sign"))
    return near_date({"wd": catch["wd"]}, {"n": count})


def upcoming(catch: Catch, args: Args) -> Value | None:
    """The nth unit to come, as assistants read "upcoming two weeks": n, u."""
    return near(catch, args)


def closest(catch: Catch, args: Args) -> Value | None:
    """The nth nearest return of a partial date to a day: n, x, base."""
    inner: Partial | None = catch["x"].value.partial
    base: Value = catch["base"].value
    place = int(number(catch, args, "n") or 1)

    def expr(sense: Sense) -> Stretch | None:
        found = base.expr(sense) if base.expr else None
        if inner is None or found is None or found.start is None or not cycle(inner):
            return None
        middle = found.start
        near_by = list(returns(inner, cycle(inner), middle, range(-place - 1, place + 2), sense.settings))
        near_by.sort(key=lambda s: abs((s.start or middle) - middle))
        return near_by[place - 1] if len(near_by) >= place else None

    return Value("DATE", expr)


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


def half_year(catch: Catch, args: Args) -> Value | None:
    """A half of a year: n (1 or 2), perhaps y; of the year of the article where no year is said."""
    half = int(number(catch, args, "n"))
    year = year_of(catch, args)
    if half not in (1, 2):
        return None

    def expr(sense: Sense) -> Stretch | None:
        of = year or (sense.now.year if sense.now else None)
        if of is None:
            return None
        start = datetime(of, half * 6 - 5, 1, tzinfo=sense.now.tzinfo if sense.now else None)
        return Stretch(start, add(start, "month", 6), "half")

    return Value("PERIOD", expr)


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
