"""Which talks are proposed, planned, held, moved, refused or cancelled?

Reports (``reports``) of the same parties on the same day are one talk with a history, in one article or in many. A
report without a day joins the nearest talk of its parties that it can mean: one ahead where it lies ahead, one past
where it is past. A talk that was put off takes the new day that is told later. Where sources disagree about the day of
one talk (same parties, same format or place), the days stand side by side, each with its source. A story told by many
copies is one report: what its original says counts, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from ..ident import digest
from ..language import load_common
from ..model import Reading, Talk, TalkStep
from ..story import told_once
from .days import first_day
from .pages import page_of
from .reports import Report, reports_of
from .scheduled import scheduled_in

_RANK = ("proposed", "planned", "confirmed", "postponed", "refused", "cancelled", "held", "signed", "expired")
_OVER = frozenset({"held", "signed", "expired"})
_HORIZON = timedelta(days=60)
_LATEST = timedelta(days=180)
_DISPUTE = timedelta(days=7)
_BESIDE = 150
_MOST_MONTHS = 24
_MOST_DAYS = 3


def calendar(readings: Iterable[Reading]) -> tuple[Talk, ...]:
    """Return the talks that some readings report, by date, then participants; those without a date last.

    ``participants`` are codes of states, ids of bodies, and for parties inside a state code and sector (``GEO.PRE``).
    A talk whose day is disputed has all of them: ``[2022-01-12,2022-01-13]`` is one of these two.

    >>> calendar(())
    ()
    """
    common = load_common()
    unique = {reading.article.id: reading for reading in readings}
    once = told_once(unique.values()) if len(unique) > 1 else unique.values()
    pages = (page_of(reading, common) for reading in once)
    reports = [report for page in pages for report in (*reports_of(page), *scheduled_in(page))]
    reports.sort(key=lambda report: (report.as_of or "9999", report.article, report.at, report.fact))
    talks = _Talks()
    for report in reports:
        if report.start and not report.beside:
            talks.put(report, _same_day)
    for report in reports:
        if not report.start and not report.beside:
            talks.put(report, _may_mean)
    for report in reports:
        if report.beside:
            talks.put(report, _same_day if report.start else _may_mean)
    found = map(_talk, _joined(talks.all))
    return tuple(sorted(found, key=lambda talk: (first_day(talk.date) or "9999", talk.participants, talk.id)))


def _told_order(report: Report) -> tuple[str, int, str, int, str]:
    """Return the key that puts reports in the order in which they were told."""
    return report.as_of or "9999", _RANK.index(report.status), report.article, report.at, report.fact


# --- from reports to talks ----------------------------------------------------------------------------------------


Reports = list[Report]
Fits = Callable[[Report, Reports], bool]


class _Talks:
    """Talks as lists of reports, found again by who takes part in which month, and by article."""

    def __init__(self) -> None:
        self.all: list[Reports] = []
        self._by_key: dict[tuple[str, ...], list[Reports]] = {}

    def put(self, report: Report, fits: Fits) -> None:
        """Add a report to the talk it belongs to, the one told last before it where several fit; else to a new one.

        A report that is ``beside`` joins a talk or is dropped.
        """
        who = (report.kind, *report.participants)
        keys = [(*who, month) for month in _months(report)] + [("", report.article)]
        asked = [*keys[:-1], *((*who, month) for month in _around(report)), keys[-1]]
        near = {id(talk): talk for key in asked for talk in self._by_key.get(key, ())}
        found = [talk for talk in near.values() if _same_thing(report, talk) and fits(report, talk)]
        if found:
            talk = max(found, key=lambda talk: _closeness(report, talk))
        elif report.beside:
            return
        else:
            talk = []
            self.all.append(talk)
        talk.append(report)
        for key in keys:
            held = self._by_key.setdefault(key, [])
            if not any(other is talk for other in held):
                held.append(talk)


def _months(report: Report) -> list[str]:
    """Return the months a report speaks of: those of its days, or that of its telling."""
    first, last = _day(report.start or report.as_of), _day(report.end)
    if first is None:
        return [""]
    last = max(first, last - timedelta(days=1)) if last is not None else first
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [_month(first, step) for step in range(min(count, _MOST_MONTHS))]


def _around(report: Report) -> list[str]:
    """Return the months in which the talk of a report without a day can lie."""
    told = _day(report.as_of)
    return [] if report.start or told is None else [_month(told, step) for step in (-1, 0, 1, 2)]


def _month(day: date, step: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return f"{year:04}-{month + 1:02}"


def _closeness(report: Report, talk: Reports) -> tuple[bool, bool, int]:
    here = [told.at for told in talk if told.article == report.article]
    before = [at for at in here if at <= report.at]
    return bool(here), bool(before), max(before) if before else -min(here, default=0)


def _same_thing(report: Report, talk: Reports) -> bool:
    """Tell whether a report is of the same kind of thing, of the same parties; named things have one name."""
    if report.kind != talk[0].kind:
        return False
    named = {told.format for told in talk if told.format}
    if report.kind and (report.participants != talk[0].participants or (named and report.format not in ("", *named))):
        return False
    return bool(report.kind) or _same_parties(report, talk)


def _same_parties(report: Report, talk: Reports) -> bool:
    """Tell whether parties are the same, or within one article those of one a part of those of the other."""
    mine = frozenset(report.participants)
    for told in talk:
        theirs = frozenset(told.participants)
        if mine == theirs:
            return True
        if told.article == report.article and (mine < theirs or theirs < mine) and min(len(mine), len(theirs)) > 1:
            beside = abs(told.at - report.at) <= _BESIDE
            return _same_place(report, told) and (beside or bool(report.start and told.start))
    return False


def _same_place(report: Report, told: Report) -> bool:
    return not report.place or not told.place or report.place == told.place


def _same_day(report: Report, talk: Reports) -> bool:
    return any(told.start and report.start < told.end and told.start < report.end for told in talk)


def _may_mean(report: Report, talk: Reports) -> bool:
    """Tell whether a report without a day can mean a talk: told beside it and as far on, or ahead of both."""
    for told in talk:
        if told.article == report.article and _same_side(report, told) and _same_place(report, told):
            return True
        open_still = report.ahead or report.status in ("refused", "cancelled")
        if told.article != report.article and open_still and told.ahead and _soon(report, told):
            return True
    return False


def _same_side(report: Report, told: Report) -> bool:
    ends = {"refused", "cancelled"}
    return report.ahead == told.ahead or report.status in ends or told.status in ends


def _soon(report: Report, told: Report) -> bool:
    then, now = _day(told.start or told.as_of), _day(report.as_of)
    if then is None or now is None:
        return False
    return timedelta() <= then - now <= _HORIZON if told.start else abs(then - now) <= _HORIZON / 2


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- moved and disputed days --------------------------------------------------------------------------------------


def _joined(talks: list[Reports]) -> list[Reports]:
    """Return the talks, those that are one although their days differ put together."""
    groups: dict[tuple[str, ...], list[Reports]] = {}
    for talk in talks:
        kind = (talk[0].kind, _format(talk) if talk[0].kind else "")
        groups.setdefault((*kind, *max((told.participants for told in talk), key=len)), []).append(talk)
    for group in groups.values():
        group = sorted((talk for talk in group if _first(talk)), key=_first)
        reach = _LATEST if any(told.status == "postponed" for talk in group for told in talk) else _DISPUTE
        for number, first in enumerate(group):
            for second in group[number + 1 :]:
                if not first or (second and not _is_within(_first(first), _first(second), reach)):
                    break
                if second and (_moved(first, second) or _disputed(first, second)):
                    second += first
                    first.clear()
    return [talk for talk in talks if talk]


def _first(talk: Reports) -> str:
    """Return the first day told of a talk, "" for none."""
    return min((told.start for told in talk if told.start), default="")


def _is_within(first: str, second: str, span: timedelta) -> bool:
    """Tell whether two days lie no further apart than a span."""
    one, other = _day(first), _day(second)
    return one is not None and other is not None and abs(other - one) <= span


def _moved(first: Reports, second: Reports) -> bool:
    """Tell whether the first talk was put off and the second, told since then and of a later day, is that talk."""
    if (first[0].kind and _put_off(first, second)) or _put_off_at_once(first, second):
        return True
    off = max((told.as_of for told in first if told.status == "postponed"), default="")
    days = [told.start for told in first if told.start]
    later = [told.start for told in second if told.start]
    if not off or not days or not later or any(told.as_of > off and told.start for told in first):
        return False
    since = all(told.as_of >= off for told in second)
    soon = max(days) < min(later) and _is_within(max(days), min(later), _LATEST)
    return since and soon and any(told.ahead for told in second) and not _told_together(first, second)


def _put_off(first: Reports, second: Reports) -> bool:
    """Tell whether an election or the like, which comes once, was put off from the first day to the second."""
    days = [told.start for told in first if told.start]
    later = [told for told in second if told.start and told.ahead]
    off = [told for told in (*first, *later) if told.status == "postponed"]
    if not days or not later or not off or any(told.status in _OVER for told in first):
        return False
    return max(days) < min(told.start for told in later) and max(t.as_of for t in first) <= max(t.as_of for t in off)


def _put_off_at_once(first: Reports, second: Reports) -> bool:
    """Tell whether one sentence or two tell of the day of a talk and of the day it is put off to."""
    return any(
        a.start and b.start and a.article == b.article and abs(a.at - b.at) <= _BESIDE and a.ahead and b.ahead
        for a in first
        for b in second
        if "postponed" in (a.status, b.status)
    )  # fmt: skip


def _disputed(first: Reports, second: Reports) -> bool:
    """Tell whether two articles give one talk to come two days: the same format or place, both days still ahead."""
    ours = [told for told in first if told.start and told.ahead]
    theirs = [told for told in second if told.start and told.ahead]
    days = {told.start for told in (*first, *second) if told.start}
    if not ours or not theirs or len(days) > _MOST_DAYS or _told_together(first, second):
        return False
    return any(_one_talk(a, b) for a in ours for b in theirs)


def _one_talk(a: Report, b: Report) -> bool:
    named = (a.format == b.format and a.format) or (a.place == b.place and a.place)
    if not named or not _same_place(a, b) or (a.format and b.format and a.format != b.format):
        return False
    return max(a.as_of, b.as_of) < min(a.start, b.start) and _is_within(a.start, b.start, _DISPUTE)


def _told_together(first: Reports, second: Reports) -> bool:
    """Tell whether one article tells of both days: then they are two talks."""
    return bool({told.article for told in first if told.start} & {told.article for told in second if told.start})


# --- from a talk to its entry -------------------------------------------------------------------------------------


def _talk(reports: Reports) -> Talk:
    reports = sorted(reports, key=_told_order)
    participants = max((r.participants for r in reports), key=len)
    steps = tuple(
        TalkStep(
            status=r.status,
            as_of=r.as_of,
            fact=r.fact,
            article=r.article,
            date=r.day,
            source=r.source,
            outlet=r.outlet,
        )
        for r in reports
    )
    status = next((r.status for r in reports if r.status in _OVER), steps[-1].status)
    talk = Talk(
        id="",
        participants=participants,
        kind=reports[0].kind,
        title=next((r.title for r in reports if r.title), ""),
        format=_format(reports),
        place=next((r.place for r in reversed(reports) if r.place), ""),
        date=_date(reports),
        status=status,
        history=steps,
    )
    told = () if talk.date else (steps[0].fact,)
    kind = (talk.kind, talk.format) if talk.kind else ()
    return replace(talk, id=digest("talk", *kind, *participants, talk.date, *told))


def _format(reports: Reports) -> str:
    """Return the name of a talk's format that is told first, "" for none."""
    return next((r.format for r in reports if r.format), "")


def _date(reports: Reports) -> str:
    """Return the day of a talk: the finest told, of a held talk as held, of a moved one as told since; all disputed."""
    dated = [r for r in reports if r.start]
    held = [r for r in dated if r.status in _OVER]
    off = max((r.as_of for r in reports if r.status == "postponed"), default="")
    since = [r for r in dated if off and (r.as_of > off or (r.as_of == off and r.status != "postponed"))]
    then = [r for r in dated if off and r.as_of == off]
    if len({r.start for r in then}) > 1 and all(r.as_of == off for r in since):
        since = [r for r in then if r.start == max(r.start for r in then)]  # from Wednesday to Friday, told at once
    elif reports[0].kind and not since:
        since = then
    days: list[Report] = []
    for report in sorted(held or since or dated, key=lambda r: (-len(r.start), r.end, r.start, r.day)):
        if not any(report.start < other.end and other.start < report.end for other in days):
            days.append(report)
    days.sort(key=lambda r: r.start)
    return f"[{','.join(r.day for r in days)}]" if len(days) > 1 else "".join(r.day for r in days)
