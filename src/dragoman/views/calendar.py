"""Which talks are proposed, planned, held, moved, refused or cancelled?

Every event whose act is a consultation reports a talk: who takes part, when, where, how it stands. Reports of the same
parties on the same day are one talk with a history, whether they stand in one article or in many. A report without a
day joins the nearest talk of its parties that it can mean: one ahead where it lies ahead, one past where it is past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from ..entries import Common, Format
from ..fold import fold
from ..ident import digest
from ..language import load_common
from ..model import Actor, Event, Mention, Reading, Span, Statement, Talk, TalkStep, Time
from . import participant_of

_STATUS_OF_ACT = {
    "agree.invite": "proposed",
    "request.meet": "proposed",
    "request.mediate": "proposed",
    "reject.meet": "refused",
    "sanction.break-off-talks": "cancelled",
}
_STATUS_OF_OPERATOR = {
    "offer": "proposed",
    "want": "proposed",
    "consider": "proposed",
    "possible": "proposed",
    "postpone": "postponed",
    "cancel": "cancelled",
    "stop": "cancelled",
    "refuse": "refused",
    "deny": "refused",
    "ready": "",
}
_RANK = ("proposed", "planned", "confirmed", "postponed", "refused", "cancelled", "held")
_AHEAD = frozenset({"proposed", "planned", "confirmed", "postponed"})
_PAIRED = frozenset({"visit", "phone"})
_HORIZON = timedelta(days=60)
_BESIDE = 150


class Report(NamedTuple):
    """What one event says of a talk, with the days it may stand on (half-open ISO dates, "" unknown)."""

    participants: tuple[str, ...]
    format: str
    place: str
    day: str
    start: str
    end: str
    status: str
    as_of: str
    at: int
    fact: str
    article: str

    @property
    def ahead(self) -> bool:
        """Tell whether the report leaves the talk to come."""
        return self.status in _AHEAD


def calendar(readings: Iterable[Reading]) -> tuple[Talk, ...]:
    """Return the talks that some readings report, by date, then participants; those without a date last.

    ``participants`` are codes of states, ids of bodies, and for parties inside a state code and sector (``GEO.PRE``).

    >>> calendar(())
    ()
    """
    common = load_common()
    unique = {reading.article.id: reading for reading in readings}
    reports = [report for reading in unique.values() for report in _reports(reading, common)]
    reports.sort(key=lambda report: (report.as_of or "9999", report.article, report.at, report.fact))
    dated = [report for report in reports if report.start]
    undated = [report for report in reports if not report.start]
    talks: list[list[Report]] = []
    for report in dated:
        _home(report, talks, _same_day).append(report)
    for report in undated:
        _home(report, talks, _may_mean).append(report)
    return tuple(sorted(map(_talk, talks), key=lambda talk: (talk.date or "9999", talk.participants, talk.id)))


# --- from an event to a report ------------------------------------------------------------------------------------


def _reports(reading: Reading, common: Common) -> Iterator[Report]:
    article = reading.article
    as_of = article.anchor[:10] or article.date_published[:10]
    facts = {fact.id: fact for fact in reading.facts}
    actors = {actor.id: actor for actor in reading.actors}
    mentions = [fact for fact in reading.facts if isinstance(fact, Mention) and fact.actor in actors]
    named = {mention.id: actors[mention.actor] for mention in mentions}
    for fact in reading.facts:
        if not isinstance(fact, Event) or fact.modality == "historical":
            continue
        time = facts.get(fact.time)
        day, start, end = _days(time) if isinstance(time, Time) else ("", "", "")
        said = facts.get(fact.statement)
        status = status_of(fact, confirmed=isinstance(said, Statement) and said.stance == "confirm")
        if status == "held" and as_of and start > as_of:
            status = "planned"
        if status in _AHEAD and end and end <= as_of:
            day = start = end = ""  # the day of the promise, not of the talk
        parties = [named[key] for key in (*fact.actor, *fact.recipient) if key in named]
        place = named[fact.place].country if fact.place in named else ""
        if not fact.recipient and fact.mode == "visit" and place:
            parties.append(Actor(id=place, name="", country=place))
        parties, participants = _who(parties, fact, common)
        if not status or not participants:
            continue
        paragraph = _paragraph(reading, fact.evidence.span)
        yield Report(
            participants=participants,
            format=format_of(participants, parties, fact.mode, paragraph, common.formats),
            place=place,
            day=day,
            start=start,
            end=end,
            status=status,
            as_of=as_of,
            at=fact.evidence.span.start,
            fact=fact.id,
            article=article.id,
        )


def status_of(event: Event, *, confirmed: bool = False) -> str:
    """Return the status an event gives a talk, "" where it reports none.

    The rule that read the event names act and operator (``en.event.consult.meet.postpone``); where it names no
    operator, type, modality and negation decide. ``confirmed`` tells that a source confirms what the event says.
    """
    _, _, group, name, operator = (*event.evidence.rule.split("."), "", "", "", "")[:5]
    told = _STATUS_OF_ACT.get(f"{group}.{name}", "")
    if event.event == "REQUEST" and event.mode == "meet":
        told = "proposed"
    elif event.event == "REJECT" and event.mode == "meet" and not event.negated:
        told = "refused"
    if event.act != "CONSULT":
        return told if not event.negated or told == "refused" else ""
    if operator in _STATUS_OF_OPERATOR and (operator in ("refuse", "deny", "cancel") or not event.negated):
        return _STATUS_OF_OPERATOR[operator]
    if event.event == "REJECT":
        return "refused" if event.negated else ""
    if event.negated:
        return "cancelled" if event.event == "CONSULT" and event.modality == "actual" else ""
    if event.modality == "actual":
        return "held" if event.event == "CONSULT" else "planned"
    if event.modality == "hypothetical":
        return "proposed"
    return "confirmed" if confirmed else "planned"


def _who(parties: list[Actor], event: Event, common: Common) -> tuple[list[Actor], tuple[str, ...]]:
    """Return who takes part, as actors and as ids; nobody where a talk would have one side only."""
    organs = [actor for actor in parties if _is_session(actor, common)]
    if event.event == "REQUEST" and organs:
        parties = organs
    ids = sorted({code for actor in parties for code in participant_of(actor, common) if code})
    alone = len(ids) < 2 and not organs
    return (parties, ()) if alone else (parties, tuple(ids))


def _is_session(actor: Actor, common: Common) -> bool:
    return any(held.kind == "organ" and actor.id in held.members for held in common.formats.values())


def format_of(
    participants: tuple[str, ...],
    parties: Iterable[Actor],
    mode: str,
    paragraph: str,
    formats: Mapping[str, Format],
) -> str:
    """Return the reference name of a talk's format: of the organ that sits, of the parties, or named beside it."""
    ids = {actor.id for actor in parties}
    codes = frozenset(code.partition(".")[0] for code in participants)
    for held in formats.values():
        if held.kind == "organ" and ids.intersection(held.members):
            return held.name
    folded = fold(paragraph)
    for held in formats.values():
        if held.kind == "organ":
            continue
        is_pair = len(held.members) == 2
        if held.kind == "standing" and codes == frozenset(held.members) and not (is_pair and mode in _PAIRED):
            return held.name
        if (len(held.members) == 1 or codes.issuperset(held.members)) and _stands_in(fold(held.name), folded):
            return held.name
    return ""


def _stands_in(name: str, text: str) -> bool:
    """Tell whether a name stands in a text as whole words."""
    at = text.find(name)
    while at >= 0:
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _paragraph(reading: Reading, span: Span) -> str:
    for block in reading.article.blocks:
        if block.span and block.span.start <= span.start < block.span.end:
            return reading.article.text[block.span.start : block.span.end]
    return reading.article.text[span.start : span.end]


def _days(time: Time) -> tuple[str, str, str]:
    """Return the date of a time as written in the record, and the half-open days it covers; blank for no date."""
    if time.type not in ("DATE", "TIME") or not time.value[:4].isdigit():
        return "", "", ""
    day = time.value.partition("T")[0]
    start = time.start[:10] or day.rstrip("~?%")
    end = time.end[:10]
    if not end or end <= start:
        end = _after(start)
    return day, start, end


def _after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return f"{day}~"


# --- from reports to talks ----------------------------------------------------------------------------------------


Fits = Callable[[Report, list[Report]], bool]


def _home(report: Report, talks: list[list[Report]], fits: Fits) -> list[Report]:
    """Return the talk a report belongs to, the one told last before it where several fit; a new one where none does."""
    found = [talk for talk in talks if _same_parties(report, talk) and fits(report, talk)]
    if not found:
        talks.append([])
        return talks[-1]
    return max(found, key=lambda talk: _closeness(report, talk))


def _closeness(report: Report, talk: list[Report]) -> tuple[bool, bool, int]:
    here = [told.at for told in talk if told.article == report.article]
    before = [at for at in here if at <= report.at]
    return bool(here), bool(before), max(before) if before else -min(here, default=0)


def _same_parties(report: Report, talk: list[Report]) -> bool:
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


def _same_day(report: Report, talk: list[Report]) -> bool:
    return any(told.start and report.start < told.end and told.start < report.end for told in talk)


def _may_mean(report: Report, talk: list[Report]) -> bool:
    """Tell whether a report without a day can mean a talk: told beside it and as far on, or ahead of both."""
    for told in talk:
        if told.article == report.article and _same_side(report, told) and _same_place(report, told):
            return True
        if told.article != report.article and report.ahead and told.ahead and _soon(report, told):
            return True
    return False


def _same_side(report: Report, told: Report) -> bool:
    ends = {"refused", "cancelled"}
    return report.ahead == told.ahead or report.status in ends or told.status in ends


def _soon(report: Report, told: Report) -> bool:
    try:
        then = date.fromisoformat(told.start or told.as_of)
        now = date.fromisoformat(report.as_of)
    except ValueError:
        return False
    return timedelta() <= then - now <= _HORIZON if told.start else abs(then - now) <= _HORIZON / 2


def _talk(reports: list[Report]) -> Talk:
    reports = sorted(reports, key=lambda r: (r.as_of or "9999", _RANK.index(r.status), r.article, r.at, r.fact))
    finest = min((r for r in reports if r.start), key=lambda r: (-len(r.start), r.end), default=None)
    participants = max((r.participants for r in reports), key=len)
    steps = tuple(TalkStep(status=r.status, as_of=r.as_of, fact=r.fact, article=r.article) for r in reports)
    status = "held" if any(r.status == "held" for r in reports) else steps[-1].status
    talk = Talk(
        id="",
        participants=participants,
        format=next((r.format for r in reports if r.format), ""),
        place=next((r.place for r in reversed(reports) if r.place), ""),
        date=finest.day if finest else "",
        status=status,
        history=steps,
    )
    told = () if talk.date else (steps[0].fact,)
    return replace(talk, id=digest("talk", *participants, talk.date, *told))
