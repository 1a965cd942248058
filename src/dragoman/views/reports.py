"""What does one event say of a talk?

An event whose act is a consultation reports who takes part, in which format, when, where, and how the talk stands; so
does one that asks for a meeting, invites to it, refuses it or breaks it off. Letters and briefings are consultations
but no talks. Whoever is called upon to talk with somebody who is not named makes no talk either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..alike import host_of
from ..entries import Common, Format
from ..facts import KEPT
from ..fold import fold
from ..formats import formats_named
from ..model import Actor, Article, Event, Mention, Reading, Span, Statement, Time
from ..sentences import split_sentences
from ..talkacts import talk_act
from . import participant_of
from .pages import Page, is_function, tokens_in

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
_PLANS = frozenset({"plan", "due"})
_NONE = "none"
_AHEAD = frozenset({"proposed", "planned", "confirmed", "postponed"})
_PAIRED = frozenset({"visit", "phone"})


class Report(NamedTuple):
    """What one event says of a talk, with the days it may stand on (half-open ISO dates, "" unknown).

    ``at`` is where its trigger begins, ``source`` the id of the actor who says so ("" the article itself), ``outlet``
    whose page tells it. A report that is ``beside`` makes no talk by itself: mediation may need no meeting.
    """

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
    source: str
    outlet: str
    beside: bool
    kind: str = ""
    title: str = ""

    @property
    def ahead(self) -> bool:
        """Tell whether the report leaves the talk to come."""
        return self.status in _AHEAD


def reports_of(page: Page) -> list[Report]:
    """Return what the events of a reading say of talks, in text order.

    A dialogue of two that the article plans to use, named elsewhere in it, is the format of the one talk of these two
    that is to come.
    """
    reports = list(_told_in(page))
    ahead = [report for report in reports if report.ahead and not report.format]
    for key, held in page.common.formats.items():
        pair = tuple(sorted(held.members))
        talks = [report for report in ahead if report.participants == pair]
        days = {report.start for report in talks if report.start}
        if held.kind == "dialogue" and talks and len(days) <= 1 and key in _planned_formats(page):
            reports = [r._replace(format=held.name) if r in talks else r for r in reports]
    return reports


def _planned_formats(page: Page) -> frozenset[str]:
    """Return the formats named in a sentence that plans something."""
    language = page.language
    found: set[str] = set()
    for block in page.reading.article.blocks if language is not None else ():
        if language is None or block.span is None or block.kind not in KEPT:
            continue
        text = page.text[block.span.start : block.span.end]
        for sentence in split_sentences(text, language.tokenizer, offset=block.span.start):
            named = formats_named(tuple(token.form for token in sentence.tokens), language)
            if named and any(hit.value.op in _PLANS for hit in language.operators.find(sentence.tokens)):
                found |= named
    return frozenset(found)


def _told_in(page: Page) -> Iterator[Report]:
    """Yield what single events say of talks."""
    reading, common = page.reading, page.common
    said_by = {fact.id: fact for fact in reading.facts if isinstance(fact, Statement)}
    for event in page.events():
        said = said_by.get(event.statement)
        status = status_of(event, confirmed=said is not None and said.stance == "confirm")
        if not status or event.modality == "historical" or _leads_nowhere(event, page):
            continue
        day, start, end = days_told(_time_of(event, page))
        if status == "held" and page.date and start > page.date:
            status = "planned"
        if status in _AHEAD and end and end <= page.date:
            day = start = end = ""  # the day of the promise, not of the talk
        place = next((actor.country for actor in _actors(page, (event.place,))), "")
        parties = _parties(event, page, place)
        participants = _participants(parties, common)
        if participants:
            yield Report(
                participants=participants,
                format=format_of(participants, parties, event.mode, page, event.evidence.span),
                place=place,
                day=day,
                start=start,
                end=end,
                status=status,
                as_of=page.date,
                at=event.evidence.span.start,
                fact=event.id,
                article=reading.article.id,
                source=next((actor.id for actor in _actors(page, (said.source if said else "",))), ""),
                outlet=outlet_of(reading.article),
                beside=talk_act(_act_of(event)[0]).needs == "place" and status == "held" and not place,
            )


def outlet_of(article: Article) -> str:
    """Return whose page an article stands on: the outlet's name, else the host of its address."""
    return article.publisher or host_of(article.url)


def status_of(event: Event, *, confirmed: bool = False) -> str:
    """Return the status an event gives a talk, "" where it reports none.

    The rule that read the event names act and operator (``en.event.consult.meet.postpone``); where it names no
    operator, type, modality and negation decide. ``confirmed`` tells that a source confirms what the event says.
    """
    act, operator = _act_of(event)
    told = talk_act(act).status
    if told == _NONE:
        return ""
    if event.event == "REQUEST" and event.mode == "meet":
        told = "proposed"
    elif event.event == "REJECT" and event.mode == "meet" and not event.negated:
        told = "refused"
    if event.act != "CONSULT":
        return told if not event.negated or told == "refused" else "proposed" if told == "planned" else ""
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


def _act_of(event: Event) -> tuple[str, str]:
    """Return the act and the operator that the event's rule names."""
    _, _, group, name, operator = (*event.evidence.rule.split("."), "", "", "", "")[:5]
    return f"{group}.{name}", operator


# --- who takes part -----------------------------------------------------------------------------------------------


def _leads_nowhere(event: Event, page: Page) -> bool:
    """Tell whether an invitation is to something else than a talk, or an offer of talks does not say to whom."""
    act, operator = _act_of(event)
    if event.theme is None:
        return False
    if act == "agree.invite":
        return page.language is not None and not any(_talks_named(page, event.theme))
    lone = operator == "offer" and not event.recipient
    return lone and not any(True for _ in _within(page, event.theme.start, event.theme.end))


def _talks_named(page: Page, theme: Span) -> list[set[str]]:
    """Return for each word of a theme the consultations that the longest name beginning there means."""
    if page.language is None:
        return []
    tokens = tokens_in(page, theme.start, theme.end)
    found: list[set[str]] = []
    for index in range(len(tokens)):
        hits = page.language.triggers.at(tokens, index)
        acts = {hit.value.act for hit in hits if hit.last == hits[0].last}
        found.append({a for a in acts if page.common.acts[a].type == "CONSULT" and talk_act(a).status != _NONE})
    return found


def _parties(event: Event, page: Page, place: str) -> list[Actor]:
    """Return the actors of a talk: both sides of the event, or only those who are asked to talk."""
    asked = _actors(page, event.recipient)
    if event.event == "REQUEST":
        asked = asked or _named_between(event, page)
        organs = [actor for actor in asked if is_session(actor, page.common)]
        if organs:
            return organs
        if _is_theirs(event, asked, page):
            return asked
    parties = [*_actors(page, event.actor), *asked]
    if not event.recipient and event.mode == "visit" and place:
        parties.append(Actor(id=place, name="", country=place))
    return parties


def _is_theirs(event: Event, asked: list[Actor], page: Page) -> bool:
    """Tell whether the asked are to talk among themselves, or with somebody else than who asks them.

    "Asked him to meet" has the asker take part, "urged both to meet" and "urged him to join the dialogue" have not.
    """
    theme = event.theme
    if theme is None:
        return False
    tokens = tokens_in(page, theme.start, theme.end)
    verb = next((index for index in range(len(tokens)) if not page.is_grammar(tokens, index)), 0)
    written = any(is_function(page, tokens, index, "infinitive") for index in range(verb))
    if not tokens or not (written or any(form.feats.get("VerbForm") == "Inf" for form in tokens[verb].readings)):
        return False
    codes = {code for actor in asked for code in participant_of(actor, page.common)}
    return len(codes) > 1 or all(talk_act(act).needs != "asker" for act in _talks_named(page, theme)[verb])


def _named_between(event: Event, page: Page) -> list[Actor]:
    """Return who is named between the word that asks and the words that say what is asked."""
    if event.theme is None:
        return []
    return list(_within(page, event.evidence.span.end, event.theme.start))


def _within(page: Page, start: int, end: int) -> Iterator[Actor]:
    """Yield the actors that can take part in talks and are named in a stretch of the text."""
    for key, mention in sorted(page.mentions.items(), key=lambda item: (item[1].evidence.span, item[0])):
        if start <= mention.evidence.span.start < end and page.codes((key,)):
            yield page.actors[mention.actor]


def _actors(page: Page, keys: Iterable[str]) -> list[Actor]:
    found: list[Mention] = [page.mentions[key] for key in keys if key in page.mentions]
    return [page.actors[mention.actor] for mention in found if mention.actor in page.actors]


def _participants(parties: list[Actor], common: Common) -> tuple[str, ...]:
    """Return who takes part, as ids; nobody where a talk would have one side only."""
    ids = sorted({code for actor in parties for code in participant_of(actor, common) if code})
    organs = any(is_session(actor, common) for actor in parties)
    return tuple(ids) if len(ids) > 1 or organs else ()


def is_session(actor: Actor, common: Common) -> bool:
    """Tell whether an actor is an organ whose sitting is a talk by itself."""
    return any(held.kind == "organ" and actor.id in held.members for held in common.formats.values())


# --- in which format ----------------------------------------------------------------------------------------------


def format_of(participants: tuple[str, ...], parties: Iterable[Actor], mode: str, page: Page, span: Span) -> str:
    """Return the reference name of a talk's format: of the organ that sits, of the parties, or named beside it."""
    ids = {actor.id for actor in parties}
    codes = frozenset(code.partition(".")[0] for code in participants)
    formats = page.common.formats
    for held in formats.values():
        if held.kind == "organ" and ids.intersection(held.members):
            return held.name
    named = _formats_beside(page, span, formats)
    for key, held in formats.items():
        if held.kind in ("organ", "treaty"):
            continue
        is_pair = len(held.members) == 2
        if held.kind == "standing" and codes == frozenset(held.members) and not (is_pair and mode in _PAIRED):
            return held.name
        if (len(held.members) == 1 or codes.issuperset(held.members)) and key in named:
            return held.name
    return ""


def _formats_beside(page: Page, span: Span, formats: Mapping[str, Format]) -> frozenset[str]:
    """Return the formats named in the paragraph of an event: by their reference names, or as its language says."""
    paragraph = _paragraph(page.reading, span)
    folded = fold(page.text[paragraph.start : paragraph.end])
    written = {key for key, held in formats.items() if _stands_in(fold(held.name), folded)}
    if page.language is not None:
        tokens = tokens_in(page, paragraph.start, paragraph.end)
        written |= formats_named(tuple(token.form for token in tokens), page.language)
    return frozenset(written)


def _stands_in(name: str, text: str) -> bool:
    """Tell whether a name stands in a text as whole words."""
    at = text.find(name)
    while at >= 0:
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _paragraph(reading: Reading, span: Span) -> Span:
    for block in reading.article.blocks:
        if block.span and block.span.start <= span.start < block.span.end:
            return block.span
    return span


# --- when ---------------------------------------------------------------------------------------------------------


def _time_of(event: Event, page: Page) -> Time | None:
    """Return the event's own time, else the only date in the words that say what is asked or offered."""
    if event.time in page.times or event.theme is None:
        return page.times.get(event.time)
    inside = [
        time
        for time in page.times.values()
        if time.type in ("DATE", "TIME") and event.theme.start <= time.evidence.span.start < event.theme.end
    ]
    return inside[0] if len(inside) == 1 else None


def days_told(time: Time | None) -> tuple[str, str, str]:
    """Return the date of a time as written in the record, and the half-open days it covers; blank for no date."""
    if time is None or time.type not in ("DATE", "TIME") or not time.value[:4].isdigit():
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
