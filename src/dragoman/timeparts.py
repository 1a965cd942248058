"""Which piece of a month, a year, a week is meant, and from which day to which?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from .timebuild import Args, Catch, Caught, Value, near, number, of_partial, partial_of, year_of
from .timereturns import cycle, returns, unit_at
from .timevalues import Expr, Partial, Sense, Stretch, Unsettled, add, floor, one

_CUTS = {
    "week": ("day", "day", {"START": (0, 3), "MID": (2, 4), "END": (4, 7)}),
    "month": ("day", "day", {"START": (0, 10), "MID": (10, 20), "END": (20, 31)}),
    "year": ("month", "month", {"START": (0, 3), "MID": (4, 8), "END": (8, 12)}),
    "decade": ("year", "year", {"START": (0, 3), "MID": (3, 7), "END": (7, 10)}),
    "century": ("decade", "year", {"START": (0, 3), "MID": (3, 7), "END": (7, 10)}),
}
_NEWS_END = (9, 12)
_THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
_HALVES = {"HALF1": "START", "HALF2": "END"}
_MOST_UNITS = 400


def inside(catch: Catch, args: Args) -> Value | None:
    """A weekday, day, month or feast within a stretch ("the 20th of next month"): x or d, outer."""
    outer: Value = catch["outer"].value
    inner: Partial | None = catch["x"].value.partial if "x" in catch else partial_of(catch, args)
    if inner is None or (inner.year is not None and not inner.month):
        return None
    within = inner._replace(year=None)

    def expr(sense: Sense) -> Stretch:
        whole = outer.expr(sense)
        for stretch in returns(within, whole.start, range(54), sense.settings):
            if whole.start <= stretch.start < whole.end:
                return stretch
        raise Unsettled("not within")

    return Value("DATE", expr)


def nth(catch: Catch, args: Args) -> Value | None:
    """The nth unit or weekday of a stretch, or after a day (``after``): n, u or x, outer; sign -1 from the end."""
    outer: Value = catch["outer"].value if "outer" in catch else near({"u": catch["unit"]}, {"n": 0})
    weekday = number(catch, args, "wd")
    if "x" in catch:
        inner: Partial | None = catch["x"].value.partial
        if inner is None or inner != Partial(weekday=inner.weekday):
            return None
        weekday = inner.weekday
    count, unit = int(number(catch, args, "n") or 1), str(number(catch, args, "u") or "week")
    place = count - 1 if int(args.get("sign", 1)) > 0 else -count
    after = bool(args.get("after"))
    if not 1 <= count <= 53:
        return None

    def expr(sense: Sense) -> Stretch:
        whole = outer.expr(sense)
        first, last = (whole.end, add(whole.end, "year", 1)) if after else (whole.start, whole.end)
        found = list(_units(first, last, weekday, unit, sense))
        if not -len(found) <= place < len(found):
            raise Unsettled("not so many")
        return found[place]

    return Value("DATE" if weekday is not None or unit == "day" else "PERIOD", expr)


def nth_flat(catch: Catch, args: Args) -> Value | None:
    """The nth unit or weekday of a month or year that is caught piece by piece: n, u or wd, m, y, sign."""
    outer = of_partial("PERIOD", Partial(year=year_of(catch), month=number(catch, args, "m")))
    kept = {name: caught for name, caught in catch.items() if name in ("n", "u", "wd")}
    return nth({**kept, "outer": Caught("PERIOD", outer, 0)}, args)


def _units(first: datetime, last: datetime, weekday: int | None, unit: str, sense: Sense) -> Iterator[Stretch]:
    """Yield the units, or the given weekdays, that lie whole between two moments."""
    for count in range(_MOST_UNITS):
        if weekday is not None:
            stretch = one(floor(first, "week") + timedelta(days=7 * count + weekday), "day")
        else:
            stretch = unit_at(first, unit, count, sense)
        if stretch.start >= last:
            return
        if stretch.start >= first and stretch.end <= last:
            yield stretch


def portion(catch: Catch, args: Args) -> Value | None:
    """The beginning, middle or end of a stretch: mod, outer (or u, the current unit; or m, season, y).

    With ``half`` its nth half (n = 1 or 2).
    """
    outer = _outer(catch)
    if outer is None:
        return None
    mod = f"HALF{number(catch, args, 'n')}" if args.get("half") else str(number(catch, args, "mod"))
    if args.get("half") and mod not in _HALVES:
        return None
    return Value(
        "PERIOD", lambda sense: _portion(outer.expr(sense), mod, sense), amount=(0, "END" if mod == "END" else "")
    )


def _outer(catch: Catch) -> Value | None:
    if "outer" in catch:
        value: Value = catch["outer"].value
        return value
    if "u" in catch:
        return near({"u": catch["u"]}, {"n": 0})
    partial = partial_of({name: found for name, found in catch.items() if name in ("m", "season", "y")}, {})
    return of_partial("PERIOD", partial) if partial else None


def portion_letters(catch: Catch, args: Args) -> Value | None:
    """The beginning or end of the current unit, by its letters (EOM): mod, u."""
    return portion({"u": Caught("UNIT", args["u"], 0)}, args)


def _portion(whole: Stretch, mod: str, sense: Sense) -> Stretch:
    start, end = whole.start, whole.end
    if mod in _HALVES:
        yearly = whole.grain == "year"
        middle = add(start, "month", 6) if yearly else start + timedelta(days=(end - start).days // 2)
        first, last = (start, middle) if mod == "HALF1" else (middle, end)
        return Stretch(first, last, "month" if yearly else "day", mod=_HALVES[mod])
    if end - start <= timedelta(days=3):
        return whole._replace(mod=mod)
    if whole.grain in _CUTS:
        step, grain, cuts = _CUTS[whole.grain]
        cut = _NEWS_END if mod == "END" and step == "month" and not sense.forward else cuts[mod]
        first, last = (add(start, step, count) for count in cut)
    else:
        third, grain = (end - start) / 3, "day"
        first, last = (floor(start + third * count, "day") for count in _THIRDS[mod])
    return Stretch(first, min(last, end), grain, "day" if grain == "day" else "", approx="end", mod=mod)


# --- from one to the other -------------------------------------------------------------------------------------------


def days(catch: Catch, args: Args) -> Value | None:
    """Two days of one month: d, d2, m and perhaps y."""
    left = partial_of(catch, args)
    right = partial_of({**catch, "d": catch["d2"]}, args)
    if left is None or right is None or (right.day or 0) <= (left.day or 0):
        return None
    return Value("INTERVAL", _between(of_partial("DATE", left), of_partial("DATE", right)))


def years(catch: Catch, args: Args) -> Value:
    """From one year to another: a, b."""
    first, last = (of_partial("PERIOD", Partial(year=int(catch[name].value))) for name in ("a", "b"))
    return Value("INTERVAL", _between(first, last))


def interval(catch: Catch, args: Args) -> Value:
    """From one date to another: a, b; a year that only the second names holds for both."""
    left: Value = catch["a"].value
    right: Value = catch["b"].value
    if left.partial and right.partial and right.partial.year and not left.partial.year:
        left = of_partial(left.kind, left.partial._replace(year=right.partial.year))
    return Value("INTERVAL", _between(left, right))


def _between(left: Value, right: Value) -> Expr:
    def expr(sense: Sense) -> Stretch:
        first = left.expr(sense)
        last = _after(first, right, sense)
        if last.end <= first.start:
            raise Unsettled("it ends before it begins")
        grain = first.grain
        if last.grain != grain:
            grain = "day" if "day" in (first.grain, last.grain) else last.grain
        return Stretch(first.start, last.end, grain, "day" if grain == "day" else "", approx=last.approx)

    return expr


def _after(first: Stretch, right: Value, sense: Sense) -> Stretch:
    """The end of a range: where it could return, its first return at or after the beginning."""
    if right.partial is None or not cycle(right.partial):
        return right.expr(sense)
    for stretch in returns(right.partial, first.start, range(3), sense.settings):
        if stretch.start >= first.start:
            return stretch
    raise Unsettled("no end")
