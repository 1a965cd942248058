"""How does the calendar of talks look to a calendar program?

iCalendar (RFC 5545), the same bytes for the same talks. A talk with a day is an all-day event; one whose date is vague
(a month, "about", one of several days) covers all the days it may stand on and blocks none of them, nor does an
election or an expiry; days in dispute are events side by side; a talk without a date is a task without one. The UID
follows from the report that told of a talk first, so that it stays when the talk moves; SEQUENCE counts the changes of
status and date since then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event, Todo

from ..ident import digest
from ..model import Article, Reading, Talk, TalkStep
from .days import alternatives, days_of

_STATUS = {
    "confirmed": "CONFIRMED",
    "held": "CONFIRMED",
    "signed": "CONFIRMED",
    "expired": "CONFIRMED",
    "refused": "CANCELLED",
    "cancelled": "CANCELLED",
}
_LOCAL = "source:"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PRODUCT = "-//dragoman//calendar of talks//EN"


def to_ics(talks: Iterable[Talk], readings: Iterable[Reading] = ()) -> bytes:
    """Return talks as an iCalendar file; ``readings`` give the sources their titles and addresses.

    >>> to_ics(()).splitlines()[0]
    b'BEGIN:VCALENDAR'
    """
    articles = {reading.article.id: reading.article for reading in readings}
    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("x-wr-calname", "Talks")
    for talk in talks:
        for entry in _entries(talk, articles):
            file.add_component(entry)
    data: bytes = file.to_ical()
    return data


def uid_of(talk: Talk) -> str:
    """Return the name of a talk that stays while reports are added: made of its first report."""
    first = talk.history[0] if talk.history else None
    parts = (first.fact, first.article) if first else (talk.id,)
    return digest("uid", *parts)


def sequence_of(talk: Talk) -> int:
    """Return how often a talk has changed its status or date since it was told first."""
    changes, status, day = 0, "", ""
    for number, step in enumerate(talk.history):
        told = step.date
        if number and (step.status != status or (told and told != day)):
            changes += 1
        status, day = step.status, told or day
    return changes


def _entries(talk: Talk, articles: dict[str, Article]) -> Iterator[Event | Todo]:
    """Yield the entries of a talk: one, or one for each of the days in dispute; a task where it has no day."""
    dates = [(value, days) for value in alternatives(talk.date) if (days := days_of(value)) is not None]
    if not dates:
        yield _filled(Todo(), talk, articles, uid_of(talk), talk.date)
    for number, (value, days) in enumerate(dates):
        uid = uid_of(talk) if not number else f"{uid_of(talk)}-{value.rstrip('~?%')}"
        entry = _filled(Event(), talk, articles, uid, value)
        entry.add("dtstart", days.start)
        entry.add("dtend", days.end)
        entry.add("transp", "TRANSPARENT" if days.vague or len(dates) > 1 or talk.kind else "OPAQUE")
        yield entry


def _filled(entry: Event | Todo, talk: Talk, articles: dict[str, Article], uid: str, value: str) -> Event | Todo:
    steps = talk.history
    entry.add("uid", f"{uid}@dragoman")
    entry.add("dtstamp", _moment(steps[-1].as_of if steps else ""))
    entry.add("created", _moment(steps[0].as_of if steps else ""))
    entry.add("last-modified", _moment(steps[-1].as_of if steps else ""))
    entry.add("sequence", sequence_of(talk))
    entry.add("summary", _summary(talk))
    if isinstance(entry, Todo):
        entry.add("status", "CANCELLED" if status_of(talk) == "CANCELLED" else "NEEDS-ACTION")
    else:
        entry.add("status", status_of(talk))
    if talk.place:
        entry.add("location", talk.place)
    entry.add("categories", list(filter(None, (talk.kind, talk.status))))
    entry.add("description", "\n".join(_lines(talk, articles)))
    address = next((articles[s.article].url for s in reversed(steps) if s.article in articles), "")
    if address.isascii() and "://" in address:
        entry.add("url", address)
    entry.add("x-dragoman-status", talk.status)
    entry.add("x-dragoman-date", value)
    entry.add("x-dragoman-talk", talk.id)
    return entry


def status_of(talk: Talk) -> str:
    """Return the status that RFC 5545 has for a talk: a talk put off without a new day is off for now."""
    if talk.status != "postponed":
        return _STATUS.get(talk.status, "TENTATIVE")
    off = max(step.as_of for step in talk.history if step.status == "postponed")
    anew = any(step.as_of >= off and step.status != "postponed" and step.date for step in talk.history)
    return "TENTATIVE" if anew else "CANCELLED"


def _summary(talk: Talk) -> str:
    name = talk_name(talk)
    who = ", ".join(talk.participants)
    if not talk.format and not talk.kind:
        return f"{name}: {who}, {talk.status}"
    return f"{name} ({who}), {talk.status}" if who else f"{name}, {talk.status}"


def talk_name(talk: Talk) -> str:
    """Return what a talk is called: its format, what its kind is called and how its first report calls it, or Talks.

    >>> talk_name(Talk(id="", participants=(), kind="expiry", title="gas contract"))
    'Expiry: gas contract'
    """
    if not talk.kind:
        return talk.format or "Talks"
    if talk.kind == "election":
        return talk.format.capitalize() if talk.format.islower() else talk.format or talk.title
    return f"{talk.kind.capitalize()}: {talk.format or talk.title}"


def said_by(step: TalkStep) -> str:
    """Return who says what a report says: the id of an actor; one that is known in its article alone is a source.

    >>> said_by(TalkStep(status="held", as_of="", fact="", article="", source="source:21d87a271dc8"))
    'a source'
    """
    return "a source" if step.source.startswith(_LOCAL) else step.source


def _lines(talk: Talk, articles: dict[str, Article]) -> Iterator[str]:
    """Yield what each source said, in the order of telling: when, status, date, who, title, address."""
    for step in talk.history:
        article = articles.get(step.article)
        said = f"{step.as_of or 'undated'}: {step.status}" + (f" {step.date}" if step.date else "")
        told = (step.outlet, article.headline, article.url) if article else (step.outlet or step.article,)
        who = f"says {said_by(step)}" if step.source else ""
        yield "; ".join(filter(None, (said, who, *(" ".join(words.split()) for words in told))))


def _moment(as_of: str) -> datetime:
    """Return a report's day as a moment; no clock is asked."""
    try:
        return datetime.combine(date.fromisoformat(as_of[:10]), time(), UTC)
    except ValueError:
        return _EPOCH
