"""What does an article set down for a day besides meetings: elections, signings, deadlines, expiries?

They are no events of PLOVER, so the record holds no event of them; it holds their dates. A sentence with a date is read
by the rules of ``scheduled.toml``: what is set down, how it stands, whose it is, all in one clause with the date. The
report is pinned to the date. No date, no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from ..formats import formats_named
from ..language import has_class
from ..model import Statement, Time
from ..scheduled import Rule, Scheduled, load_scheduled
from .dated import Clause, Dated, Name, dated_clauses, is_beside, phrase_start
from .pages import Page, is_function
from .reports import Report, days_told, outlet_of

_OLD, _FAR = timedelta(days=30), timedelta(days=180)
_WIDEST, _NEAREST, _AROUND = 26, 10, 7
_MONTH, _DAY = len("2022-01"), len("2022-01-01")
_DONE = {"": "held", "election": "held", "signing": "signed", "deadline": "expired", "expiry": "expired"}
_AHEAD = frozenset({"planned", "proposed"})
_OFF = frozenset({"postponed", "cancelled"})
_ENDS = frozenset({"deadline", "expiry"})
_TREATIES = frozenset({"treaty", "standing"})
_TOWNS = frozenset({"capital", "town"})
_SIDES = frozenset({"", "state", "adjective", "body", "group"})
_ELSEWHERE = ("sport", "culture", "weather")


class _Found(NamedTuple):
    """A thing set down, the words that tell how it stands (None: beside its date), and the tokens that hold it all."""

    rule: Rule
    what: tuple[int, int]
    status: str
    how: tuple[int, int] | None
    date: Dated
    first: int
    last: int


def scheduled_in(page: Page) -> Iterator[Report]:
    """Yield what an article sets down for a day, in text order."""
    scheduled = load_scheduled(page.language.code) if page.language is not None else None
    if scheduled is None or not scheduled.rules:
        return
    for clause in dated_clauses(page):
        for found in _read(clause, scheduled):
            report = _report(clause, found, scheduled)
            if report is not None:
                yield report


# --- what, how and when -------------------------------------------------------------------------------------------


def _read(clause: Clause, scheduled: Scheduled) -> list[_Found]:
    """Return what a sentence sets down, one thing for each date: the one told in the fewest words around it."""
    named = {index for name in clause.names if name.kind for index in range(name.first, name.last)}
    rest = [token for index, token in enumerate(clause.tokens) if index not in named]
    if any(has_class(clause.language, token.keys, name) for token in rest for name in _ELSEWHERE):
        return []
    best: dict[int, _Found] = {}
    for rule in scheduled.rules:
        blocked = (first for words in (rule.block, scheduled.block) for first, _ in words.find(clause.tokens))
        if any(first not in named for first in blocked):
            continue
        for found in _settled(list(_found(clause, rule))):
            held = best.get(found.date.first)
            if held is None or _weight(found) < _weight(held):
                best[found.date.first] = found
    return sorted(best.values(), key=lambda found: found.date.first)


def _weight(found: _Found) -> tuple[int, int, int, int]:
    how, dated = found.how, found.date
    apart = max(dated.first - how[1], how[0] - dated.last) if how is not None else 0
    return found.last - found.first, apart, found.what[0] - found.what[1], found.what[0]


def _found(clause: Clause, rule: Rule) -> Iterator[_Found]:
    """Yield what a rule finds: with the words that tell how it stands, and where it stands beside its date."""
    hows = [(status, how) for status, words in rule.standings for how in words.find(clause.tokens)]
    hows = [(status, how) for status, how in hows if not any(_holds(other, how) for _, other in hows)]
    told = frozenset(index for _, how in hows for index in range(*how))
    for what in rule.what.find(clause.tokens):
        if not _is_itself(clause, rule, what, told):
            continue
        for status, how in hows:
            if how[0] < what[1] and what[0] < how[1]:
                continue
            own = told | _own_verbs(clause, what[1], how[0])
            for dated in clause.dates:
                first, last = min(what[0], how[0], dated.first), max(what[1], how[1], dated.last)
                near = max(dated.first - how[1], how[0] - dated.last) <= _NEAREST and last - first <= _WIDEST
                if near and clause.is_whole(first, last, own):
                    yield _Found(rule, what, status, how, dated, first, last)
    for what in rule.beside.find(clause.tokens):
        if _is_followed(clause, rule, what) or _is_led(clause, rule, phrase_start(clause, what[0])):
            continue
        for dated in clause.dates:
            if is_beside(clause, what, dated):
                yield _Found(rule, what, "", None, dated, min(what[0], dated.first), max(what[1], dated.last))


def _holds(other: tuple[int, int], one: tuple[int, int]) -> bool:
    """Tell whether one stretch is a part of a longer other."""
    return other != one and other[0] <= one[0] and one[1] <= other[1]


def _own_verbs(clause: Clause, after: int, before: int) -> frozenset[int]:
    """Return the verb that describes a thing: a participle right behind it, or the verb of a relative clause."""
    if after >= before:
        return frozenset()
    for index in range(after - 1, min(after + 2, before)):
        if is_function(clause.page, clause.tokens, index, "relatives"):
            return frozenset({min((verb for verb in clause.verbs if verb > index), default=after)})
    return frozenset({after})


def _is_itself(clause: Clause, rule: Rule, what: tuple[int, int], told: frozenset[int] = frozenset()) -> bool:
    """Tell whether it is the thing itself that stands there, not what is done with it ("results of the election")."""
    first = phrase_start(clause, what[0], told)
    if first > 0 and "prepositions" in clause.kinds(first - 1):
        return False
    return not _is_led(clause, rule, first) and not _is_followed(clause, rule, what)


def _is_led(clause: Clause, rule: Rule, first: int) -> bool:
    return any(rule.not_after.at(clause.tokens, index) == first for index in range(max(0, first - 3), first))


def _is_followed(clause: Clause, rule: Rule, what: tuple[int, int]) -> bool:
    return what[1] < len(clause.tokens) and rule.not_before.at(clause.tokens, what[1]) > 0


def _settled(all_found: list[_Found]) -> Iterator[_Found]:
    """Yield what is found; of a thing put off or called off its day so told, the day it is put off to as planned."""
    for found in all_found:
        same = [one for one in all_found if one.what == found.what and one.how is not None]
        today = [one for one in same if one.date == found.date]
        if found.how is None and today:
            continue
        if found.status == "postponed" and any(
            one.how == found.how and one.date.first > found.date.first for one in same
        ):
            continue
        over = next((one.status for one in today if one.status in _OFF), "")
        if found.how is not None and found.status in _AHEAD and over:
            yield found._replace(status=over)
        elif found.status == "postponed" and any(
            one.date.first < found.date.first for one in same if one.status in _AHEAD
        ):
            yield found._replace(status="planned")
        else:
            yield found


# --- from what is found to a report -------------------------------------------------------------------------------


def _report(clause: Clause, found: _Found, scheduled: Scheduled) -> Report | None:
    page, rule = clause.page, found.rule
    day, start, end = _days(found)
    status = _status(clause, found, start, end)
    if not status:
        return None
    sides = clause.around(found.first, found.last)
    name, alone = _name(clause, found, scheduled)
    name, members = _treaty(clause, found) if rule.kind in ("signing", "expiry") else (name, ())
    parties = tuple(sorted(set(members or _parties(clause, found, sides, named=name not in ("", rule.kind)))))
    meets = not rule.kind and any(one.session for one in sides)
    if len(parties) < rule.least and not (alone or meets or members):
        return None
    at = clause.tokens[found.what[0]].start
    said = _said(page, at)
    source = page.mentions.get(said.source) if said is not None else None
    confirmed = said is not None and said.stance == "confirm" and status == "planned"
    places = [one.codes[0] for one in sides if one.place and one.codes[0] in page.common.states]
    return Report(
        participants=parties,
        format=name,
        place=places[0] if places and rule.whose == "all" and places[0] not in parties else "",
        day=day,
        start=start,
        end=end,
        status="confirmed" if confirmed else status,
        as_of=page.date,
        at=at,
        fact=found.date.time.id,
        article=page.reading.article.id,
        source=source.actor if source is not None else "",
        outlet=outlet_of(page.reading.article),
        beside=status == "signed",
        kind=rule.kind,
        title=_title(clause, found) if rule.kind else "",
    )


def _days(found: _Found) -> tuple[str, str, str]:
    """Return the date and its half-open days; what ends or is put off until a day has that day."""
    time = found.date.time
    if found.status == "postponed" and time.value.count("-") == 4 and "/" in time.value:
        moved = time.value.partition("/")[2]  # "from 18 October to 22 November"
        time = replace(time, value=moved, start=moved)
    day, until, last = time.value.rpartition("../")
    if until and not day and (found.rule.kind in _ENDS or found.status == "postponed"):
        time = replace(time, value=last, start=_first_day(time, last))
    elif until and not day and found.how is None and len(last) == _DAY:
        time = replace(time, value=time.end[:_DAY], start=time.end[:_DAY], end="")  # "ahead of the 26 October election"
    day, start, end = days_told(time)
    vague = "~" in time.value and "/" in time.value
    return ("", "", "") if vague or (found.how is None and len(day) < _MONTH) else (day, start, end)


def _first_day(time: Time, value: str) -> str:
    """Return the first day of the date until which something lasts."""
    last = _date(time.end)
    if len(value) >= _DAY and last is not None:
        return (last - timedelta(days=1)).isoformat()
    return f"{value}-01-01"[:_DAY]


def _status(clause: Clause, found: _Found, start: str, end: str) -> str:
    """Return how a thing stands that is told so of a day, "" where nothing is told of it now."""
    first, last, now = _date(start), _date(end), _date(clause.page.date)
    if first is None or last is None or now is None or last <= now - _OLD or _is_conditional(clause, found):
        return ""
    kind, told = found.rule.kind, found.status
    if found.how is None and first > now + _FAR and not _has_year(clause, found.date):
        return ""  # "since the election on 14 May" is not the May to come
    if found.how is None:
        return "planned" if last > now else "" if kind == "signing" else _DONE[kind]
    if _is_negated(clause, found.how):
        return "cancelled" if told in ("planned", "held") and kind not in _ENDS and first >= now else ""
    if told in _AHEAD:
        return told if last > now else ""
    if told == "held":
        return "planned" if first > now else _DONE[kind]
    return told


def _has_year(clause: Clause, dated: Dated) -> bool:
    words = clause.tokens[dated.first : dated.last]
    return any(token.form.isdigit() and len(token.form) == len("2022") for token in words)


def _is_conditional(clause: Clause, found: _Found) -> bool:
    return any("conditional" in clause.kinds(index) for index in range(found.last))


def _is_negated(clause: Clause, how: tuple[int, int]) -> bool:
    return any("negations" in clause.kinds(index) for index in range(max(0, how[0] - 2), how[0]))


def _name(clause: Clause, found: _Found, scheduled: Scheduled) -> tuple[str, bool]:
    """Return the reference name of a thing, and whether it counts although nobody is named who holds it."""
    best, width, alone = "", 0, False
    for named in scheduled.names:
        for first, last in named.words.find(clause.tokens) if named.kind == found.rule.kind else ():
            if first < found.what[1] and found.what[0] < last and last - first > width:
                best, width, alone = named.name, last - first, named.alone
    return best, alone


def _treaty(clause: Clause, found: _Found) -> tuple[str, tuple[str, ...]]:
    """Return the name and the members of the treaty or accord that is named beside a thing."""
    formats = clause.page.common.formats
    near = clause.tokens[max(0, found.first - _AROUND) : found.last + _AROUND]
    named = formats_named(tuple(token.form for token in near), clause.language)
    known = sorted(key for key in named if formats[key].kind in _TREATIES)
    return (formats[known[0]].name, formats[known[0]].members) if known else ("", ())


def _title(clause: Clause, found: _Found) -> str:
    """Return what the source calls a thing, without its article."""
    others = frozenset(range(*found.how)) if found.how is not None else frozenset()
    first, last = phrase_start(clause, found.what[0], others), found.what[1]
    while last > found.what[0] + 1 and clause.kinds(last - 1):
        last -= 1
    for index in range(first, found.what[0]):
        if clause.kinds(index) & {"articles", "determiners"} or (index == first and clause.kinds(index)):
            first = index + 1
    return " ".join(clause.page.text[clause.tokens[first].start : clause.tokens[last - 1].end].split())


# --- whose it is --------------------------------------------------------------------------------------------------


def _parties(clause: Clause, found: _Found, sides: list[Name], *, named: bool) -> tuple[str, ...]:
    """Return the ids of those whose it is: named in its clause, else in its sentence; places where nobody else is."""
    if found.rule.whose == "state":
        return _holder(clause, found, sides, named=named)
    near = [name for name in sides if name.kind in _SIDES and found.rule.kind != "deadline"]
    wide = [name for name in clause.names if name.kind in _SIDES]
    tried = ([name for name in names if name.place is place] for place in (False, True) for names in (near, wide))
    inside = next((names for names in tried if names), [])
    organs = [name for name in inside if name.session] if not found.rule.kind else []
    return tuple(code for name in organs or inside for code in name.codes)


def _holder(clause: Clause, found: _Found, sides: list[Name], *, named: bool) -> tuple[str, ...]:
    """Return the state whose election it is: named nearest to it, else the only one of sentence, paragraph or title.

    A town names the state only of what is ``named`` more narrowly than as an election.
    """
    near = [name for name in sides if len(name.codes) == 1 and (name.kind not in _TOWNS or named)]
    if near:
        first, last = found.what
        return min(near, key=lambda name: (max(name.first - last, first - name.last), -name.first)).codes
    states = {name.codes for name in clause.names if len(name.codes) == 1 and name.kind not in _TOWNS}
    if len(states) == 1:
        return states.pop()
    page, at = clause.page, clause.tokens[found.what[0]].start
    blocks = [block for block in page.reading.article.blocks if block.span is not None]
    own = [block.span for block in blocks if block.span and block.span.start <= at < block.span.end]
    for span in (*own, *(block.span for block in blocks if block.kind == "title")):
        inside = (key for key, m in page.mentions.items() if span and span.start <= m.evidence.span.start < span.end)
        codes = {code for code in page.codes(sorted(inside)) if code in page.common.states}
        if len(codes) == 1:
            return tuple(codes)
    return ()


def _said(page: Page, at: int) -> Statement | None:
    """Return the innermost statement whose content holds a place."""
    holding = [
        (content.end - content.start, fact.id, fact)
        for fact in page.reading.facts
        if isinstance(fact, Statement)
        for content in fact.content
        if content.start <= at < content.end
    ]
    return min(holding)[2] if holding else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:_DAY])
    except ValueError:
        return None
