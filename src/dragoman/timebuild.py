"""What does a template of dates mean?

Every rule of ``times.toml`` names a production (``make = "date"``). A production takes what the template caught and
gives a ``Value``: its kind, for the templates of later levels, and an expression that is settled once day, policy and
tense are known. A production that finds its words impossible (31 April) gives None, and the next rule has its turn.
This module holds the values and the productions of dates; ``timesteps`` and ``timeparts`` hold the others.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .timereturns import cycle, returns, settle, unit_at
from .timevalues import Expr, Partial, Sense, Stretch, Unsettled, add, floor, one

_CENTURY_TURN = 50
_LEAP = 2000
_FIELDS = (
    *(("m", "month"), ("d", "day"), ("wd", "weekday")),
    *(("q", "quarter"), ("season", "season"), ("feast", "feast")),
)


class Caught(NamedTuple):
    """One item that a template caught: by which class, with which value, at which offset, made by which rule."""

    name: str
    value: Any
    start: int
    rule: str = ""


def _never(sense: Sense) -> Stretch:
    raise Unsettled("no date is named")


class Value(NamedTuple):
    """The meaning of a node: its kind, an expression to settle, and the parts that later levels build on."""

    kind: str
    expr: Expr = _never
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


def kind_of(partial: Partial) -> str:
    """Return DATE for what is as fine as a day, PERIOD for what is coarser."""
    return "DATE" if partial.day or partial.weekday is not None or partial.feast else "PERIOD"


def number(catch: Catch, args: Args, name: str) -> Any:  # noqa: ANN401 - numbers and names alike
    """Return the value caught under a name, else the rule's own, else None; a span or hour counts as its number."""
    found = catch.get(name)
    if found is not None and isinstance(found.value, Value):
        count, unit = found.value.amount
        return found.value.partial.hour if found.value.partial else count * (15 if unit == "quarter" else 1)
    return args.get(name) if found is None else found.value


def year_of(catch: Catch) -> int | None:
    """Return the year caught as y; two figures are read as 1950 to 2049."""
    found = catch.get("y")
    if found is None:
        return None
    if found.name == "YY":
        return int(found.value) + (1900 if found.value >= _CENTURY_TURN else 2000)
    return int(found.value)


def partial_of(catch: Catch, args: Args) -> Partial | None:
    """Collect the pieces of a partial date: y m d wd q season feast; None where the calendar has no such date."""
    found = {field: number(catch, args, name) for name, field in _FIELDS if name in catch or name in args}
    year, month, day = year_of(catch), found.get("month"), found.get("day")
    if day is not None and not 1 <= day <= (31 if month is None else monthrange(year or _LEAP, month)[1]):
        return None
    if not 1 <= found.get("quarter", 1) <= 4:
        return None
    return Partial(year=year, **found)


def date(catch: Catch, args: Args) -> Value | None:
    """A date by its names or figures: any of y, m, d, wd, q, season, feast."""
    partial = partial_of(catch, args)
    return of_partial(kind_of(partial), partial) if partial else None


def figures(catch: Catch, args: Args) -> Value | None:
    """A date in figures whose order nobody tells: a, b, perhaps y; only where one order is possible (or ``order``)."""
    a, b = int(catch["a"].value), int(catch["b"].value)
    orders = {(month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31}
    if len(orders) > 1 and args.get("order") == "md":
        orders = {(a, b)}
    if len(orders) != 1:
        return None
    month, day = orders.pop()
    return date({k: v for k, v in catch.items() if k == "y"}, {"m": month, "d": day})


def near(catch: Catch, args: Args) -> Value:
    """The nth unit from now: n (a step), u (a unit); ``base = "told"``: from the date told last, ``else`` from now."""
    step, unit = int(number(catch, args, "n")), str(number(catch, args, "u"))
    told, otherwise = args.get("base") == "told", args.get("else") == "now"

    def expr(sense: Sense) -> Stretch:
        narrated = told and sense.tense != "future" and not sense.forward
        if narrated and (sense.reference is not None or not otherwise):
            return unit_at(sense.told, unit, step, sense)
        found = unit_at(sense.moment, unit, step, sense)
        if unit == "weekend" and not step and sense.tense == "past" and found.start > sense.moment:
            return unit_at(sense.moment, unit, -1, sense)
        return found

    return Value("DATE" if unit == "day" else "PERIOD", expr)


def near_date(catch: Catch, args: Args) -> Value | None:
    """The nth return of a partial date from now: n (a step) with wd, m, season or feast; ``nearest``: coming one."""
    partial = partial_of(catch, args)
    step = int(number(catch, args, "n"))
    if partial is None or not cycle(partial):
        return None

    def expr(sense: Sense) -> Stretch:
        if step == 0:
            return _this(partial, sense)
        if step == 1 and cycle(partial) == "week" and sense.settings.next_weekday == "week" and not args.get("nearest"):
            sense = sense._replace(now=floor(sense.moment, "week") + timedelta(days=6))
        return _nth_return(partial, step, sense)

    return Value(kind_of(partial), expr)


def _this(partial: Partial, sense: Sense) -> Stretch:
    """This season is the one that holds now or comes next; this Monday goes by tense."""
    if partial.season:
        for stretch in returns(partial, sense.moment, range(-1, 2), sense.settings):
            if stretch.end > sense.moment:
                return stretch
    return settle(partial, sense)


def _nth_return(partial: Partial, step: int, sense: Sense) -> Stretch:
    reach = range(-1, 2 + step) if step > 0 else range(1, step - 2, -1)
    found = [
        stretch
        for stretch in returns(partial, sense.moment, reach, sense.settings)
        if (stretch.start > sense.moment if step > 0 else stretch.end <= sense.today)
    ]
    if len(found) < abs(step):
        raise Unsettled("no such return")
    return found[abs(step) - 1]


def of_year(catch: Catch, args: Args) -> Value | None:
    """A month, season or feast of the nth year from now: n (a step) with m, season or feast."""
    partial = partial_of(catch, args)
    step = int(number(catch, args, "n"))
    if partial is None or cycle(partial) != "year":
        return None

    def expr(sense: Sense) -> Stretch:
        return settle(partial._replace(year=sense.moment.year + step), sense)

    return Value(kind_of(partial), expr)


def dated(catch: Catch, args: Args) -> Value | None:
    """A date and the weekday that it falls on: x (DATE), d (DATE, a bare weekday)."""
    date_of: Partial | None = catch["x"].value.partial
    day: Partial | None = catch["d"].value.partial
    if date_of is None or not date_of.day or day is None or day != Partial(weekday=day.weekday):
        return None
    return of_partial("DATE", date_of._replace(weekday=day.weekday))


def weekday_steps(catch: Catch, args: Args) -> Value | None:
    """So many weekdays ago or from now: n, wd, sign."""
    count = int(catch["n"].value) * int(number(catch, args, "sign"))
    return near_date({"wd": catch["wd"]}, {"n": count}) if count else None


def closest(catch: Catch, args: Args) -> Value | None:
    """The nth nearest return of a partial date to a day: n, x, base."""
    inner: Partial | None = catch["x"].value.partial
    base: Value = catch["base"].value
    place = int(number(catch, args, "n") or 1)
    if inner is None or not cycle(inner):
        return None

    def expr(sense: Sense) -> Stretch:
        middle = base.expr(sense).start
        found = returns(inner, middle, range(-place - 1, place + 2), sense.settings)
        return sorted(found, key=lambda stretch: abs(stretch.start - middle))[place - 1]

    return Value("DATE", expr)


def era(catch: Catch, args: Args) -> Value | None:
    """A decade (``u = "decade"``: n = 1990 or 90) or a century (n = 19)."""
    count, unit = int(catch["n"].value), str(args["u"])
    if unit == "decade":
        if count % 10 or not (count < 100 or 1000 <= count < 2100):
            return None
        first = count if count >= 1000 else count + (1900 if count >= 20 else 2000)
    elif 2 <= count <= 21:
        first = (count - 1) * 100
    else:
        return None

    def expr(sense: Sense) -> Stretch:
        return one(datetime(first, 1, 1, tzinfo=sense.now.tzinfo if sense.now else None), unit)

    return Value("PERIOD", expr)


def half_year(catch: Catch, args: Args) -> Value | None:
    """A half of a year: n (1 or 2), perhaps y; of the year of the article where no year is said."""
    half, year = int(number(catch, args, "n")), year_of(catch)
    if half not in (1, 2):
        return None

    def expr(sense: Sense) -> Stretch:
        zone = sense.now.tzinfo if sense.now else None
        return one(datetime(year or sense.moment.year, half * 6 - 5, 1, tzinfo=zone), "half")

    return Value("PERIOD", expr)


def week_of(catch: Catch, args: Args) -> Value:
    """The week that holds a day: x."""
    day: Value = catch["x"].value
    return Value("PERIOD", lambda sense: unit_at(day.expr(sense).start, "week", 0, sense))


def week_rest(catch: Catch, args: Args) -> Value:
    """This week (n = 0) or what is left of it (n = 1), to its last day."""
    rest = bool(args.get("n"))

    def expr(sense: Sense) -> Stretch:
        start = floor(sense.moment, "day" if rest else "week")
        return Stretch(start, floor(sense.moment, "week") + timedelta(days=6), "day")

    return Value("INTERVAL", expr)


def years_on(catch: Catch, args: Args) -> Value | None:
    """A month or feast of the year that lies so far ahead or back: x, n (a SPAN), sign."""
    inner: Partial | None = catch["x"].value.partial
    span: Value = catch["n"].value
    months = {"month": 1, "year": 12}.get(span.amount[1])
    if inner is None or inner.year is not None or not (inner.month or inner.feast) or months is None:
        return None
    count = round(span.amount[0] * months) * int(args.get("sign", 1))

    def expr(sense: Sense) -> Stretch:
        return settle(inner._replace(year=add(sense.moment, "month", count).year), sense)

    return Value(catch["x"].value.kind, expr)


# --- what changes a value --------------------------------------------------------------------------------------------


def same(catch: Catch, args: Args) -> Value:
    """What was caught, beside a preposition, article or adverb: x; perhaps with a kind, mod or tense of its own."""
    value: Value = catch["x"].value
    value = value._replace(kind=str(args.get("kind", value.kind)))
    if "mod" in args:
        return value._replace(expr=_with_mod(value, str(args["mod"])))
    return value._replace(expr=_with_tense(value, str(args["tense"]))) if "tense" in args else value


def earlier(catch: Catch, args: Args) -> Value:
    """Earlier or later in a period that is not over: x, side -1 or 1; the value names the whole period."""
    value: Value = catch["x"].value
    return value._replace(expr=_with_mod(value, "START" if int(args["side"]) < 0 else "END"), partial=None)


def _with_mod(value: Value, mod: str) -> Expr:
    def expr(sense: Sense) -> Stretch:
        found = value.expr(sense)
        if mod == "UNSURE":
            return found._replace(approx="?")
        return found._replace(mod=mod, approx="~") if mod == "APPROX" else found._replace(mod=mod)

    return expr


def _with_tense(value: Value, tense: str) -> Expr:
    """A weekday goes by the tense given; a day of a month may also lie just behind, a feast goes by its own verb."""

    def expr(sense: Sense) -> Stretch:
        partial = value.partial
        if partial and partial.month and sense.tense != tense:
            return value.expr(sense._replace(tense=""))
        return value.expr(sense if partial and partial.feast else sense._replace(tense=tense))

    return expr


def trap(catch: Catch, args: Args) -> Value:
    """Words that look like a time and are none: nothing comes of them."""
    return Value("TRAP")
