"""Who did what to whom?

A trigger names an act; its frame says who stands where; what governs the frame says whether the act is done, planned,
refused or demanded; the rewrites of PLOVER turn act and standing into a type. No actor, no event. The same event told
again in an article is the same event: its first telling is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from .acts import Acts, Candidate, Choose
from .dating import Place, date_of
from .duties import STATE, WANTED, duties_told, is_due
from .ident import fact_id
from .language import Language, has_any
from .modality import Rewritten, Standing, assessed, is_conditional, mode_in, rewrite
from .model import Actor, Analysis, Article, Event, Evidence, Frame, Quantity, Sentence, Span, Time
from .names import Named
from .ranker import Ranker, Seen, chooser, score, seen_of
from .recall import Told, recalled
from .roles import arguments_at
from .tagging import Word, words_of
from .targets import target
from .tellers import Found, first_persons, speakers_of, statement_at
from .whereabouts import place_of

_SILENT = frozenset({"sport", "culture", "weather"})
_POINTS_AT_OPERATOR = frozenset(
    {"deny", "refuse", "cancel", "threaten", "offer", "promise", "agree", "consider", "ready"}
)
_ADDRESSING = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
_ABOUT = frozenset({"REQUEST", "THREATEN", "AGREE"})
_THEMES = ("inf", "obj", "Gen", "that")
_SCENES_ARE_NOBODY = frozenset({"ASSAULT", "PROTEST", "RETREAT"})
_SCENES = frozenset({"capital", "town"})
_VAGUE = "change"  # another policy: what is asked for where nothing narrower is
_OLD = timedelta(days=30)


class Around(NamedTuple):
    """What a sentence knows of its mentions and words, of the events told before, and of all mentions' actors."""

    mention_ids: dict[Named, str]
    words: tuple[Word, ...]
    told: list[Told]
    actors: dict[str, Actor]


class Considered(NamedTuple):
    """An event with what it was read from."""

    reader: Acts
    candidate: Candidate
    stands: Standing
    recipients: tuple[Named, ...]
    event: Event

    def seen(self) -> Seen:
        """Return what a ranker sees of it."""
        return seen_of(self.reader, self.candidate)


def find_events(
    article: Article, analysis: Analysis, language: Language, found: Found, ranker: Ranker | None = None
) -> tuple[Event, ...]:
    """Return the events of an article in text order; a ranker chooses what a word names and may keep some out."""
    events: list[Event] = []
    for one in consider(article, analysis, language, found, chooser(ranker) if ranker else None):
        if isinstance(one, Event):
            events.append(one)
        elif ranker is None:
            events.append(one.event)
        else:
            odds = score(ranker, one.seen().whether())
            if odds >= ranker.limit:
                events.append(_scored(one.event, odds))
    return _once(events, found)


def consider(
    article: Article, analysis: Analysis, language: Language, found: Found, choose: Choose | None = None
) -> Iterator[Considered | Event]:
    """Yield the events of an article with what they were read from; requests told as duties have no trigger.

    ``choose`` takes one of several candidates of a word; without it the most specific is taken.
    """
    mention_ids = {n: m.id for n, m in zip(found.cast.named, found.cast.mentions, strict=True)}
    actors = found.actors()
    told: list[Told] = []
    for number, sentence in enumerate(analysis.sentences):
        if _is_silent(sentence, language):
            continue
        named = [n for n in found.cast.named if n.sentence == number]
        spoken = first_persons(number, sentence, analysis.frames[number], named, language, found.statements, actors)
        mention_ids.update(spoken)
        named = [*named, *spoken]
        speakers = speakers_of(number, sentence, analysis.frames[number], language, found.statements, actors)
        mention_ids.update(speakers.values())
        said_by = {head: named for head, (named, _) in speakers.items()}
        hits = analysis.hits[number] if analysis.hits else None
        reader = Acts(number, sentence, analysis.frames[number], named, language, said_by, hits)
        words = words_of(analysis, number, language)
        read = [(c, reader.standing(c)) for c in reader.candidates(choose)]
        inside = {c.head for c, _ in read if reader.is_inside(c, [other for other, _ in read])}
        operators = {
            stands.at
            for c, stands in read
            if stands.decisive in _POINTS_AT_OPERATOR and stands.at != c.head and c.head not in inside
        }
        asked = {c.head for c, _ in read if language.common.acts[c.trigger.act].type == "REQUEST"}
        wanted = [(c, stands) for c, stands in read if stands.decisive in WANTED or is_due(language, c, stands)]
        duties = duties_told(article, reader, wanted, asked, found.statements, actors, mention_ids)
        duty_spans = {event.evidence.span for event in duties}
        for candidate, stands in read:
            if candidate.head in inside or (candidate.head in operators and not reader.is_carried(candidate)):
                continue
            if reader.is_background(candidate, [other for other, _ in read]):
                continue
            token = sentence.tokens[stands.at]
            if stands.decisive in WANTED or Span(token.start, token.end) in duty_spans:
                continue
            around = Around(mention_ids, words, told, actors)
            event, recipients = _event(article, reader, candidate, stands, found, around)
            told.append(Told(number, event))
            yield Considered(reader, candidate, stands, recipients, event)
        told += [Told(number, event) for event in duties]
        yield from duties


def _is_silent(sentence: Sentence, language: Language) -> bool:
    """Tell whether a sentence is about sport, culture or the weather."""
    return any(has_any(language, token.keys, _SILENT) for token in sentence.tokens)


def _event(
    article: Article,
    reader: Acts,
    candidate: Candidate,
    stands: Standing,
    found: Found,
    around: Around,
) -> tuple[Event, tuple[Named, ...]]:
    language = reader.language
    act = language.common.acts[candidate.trigger.act]
    tokens = reader.sentence.tokens
    said = statement_at(Span(tokens[candidate.head].start, tokens[candidate.head].end), found.statements)
    if said is not None and said.stance == "assess":
        stands = assessed(stands)
    result = rewrite(act.type, act.mode, stands, language.common.plover, aimed=bool(candidate.recipients))
    if act.type in ("REQUEST", "REJECT", "THREATEN"):
        result = _by_content(reader, candidate, act.type, result)
    first, last = candidate.span
    if stands.decisive in _POINTS_AT_OPERATOR and stands.at != candidate.head:
        first, last = stands.at, stands.at + 1
    span = Span(tokens[first].start, tokens[last - 1].end)
    operator = stands.at if stands.decisive and stands.at != candidate.head else -1
    told = Place(candidate.head, candidate.frame, candidate.carrier, operator)
    said = statement_at(Span(tokens[candidate.head].start, tokens[candidate.head].end), found.statements, span)
    time = date_of(told, reader.sentence, reader.frames, found.times, language)
    modality = result.modality
    if modality == "actual" and result.type == act.type and time is not None and _is_old(time, article):
        modality = "historical"
    held = [n for n in (candidate.frame, candidate.carrier, stands.subject) if n >= 0]
    if (modality == "future" or result.type == "THREATEN") and is_conditional(held, reader.frames):
        modality = "hypothetical"
    rule = ".".join(filter(None, (language.code, "event", act.id, stands.decisive)))
    doers, others = reader.sides(candidate, stands)
    actors = tuple(around.mention_ids[a] for a in doers)
    aimed = _aimed_at(reader, candidate, stands, result.type, doers, others)
    recipients = tuple(around.mention_ids[r] for r in aimed) or recalled(
        reader, candidate, result.type, around.told, around.actors
    )
    place = place_of(reader, candidate, stands, around.words, (*doers, *aimed), said)
    mode = result.mode
    if result.type == "CONSULT" and not mode and place is not None and _is_third(place, candidate):
        mode = "third-party"
    quantity = _quantity(reader, candidate, found.quantities)
    event = Event(
        id=fact_id(article.id, "event", span, rule, result.type, mode, *actors, "|", *recipients),
        evidence=Evidence(span=span, rule=rule),
        event=result.type,
        mode=mode,
        act=result.act,
        modality=modality,
        negated=result.negated,
        actor=actors,
        recipient=recipients,
        context=act.contexts,
        time=time.id if time else "",
        place=around.mention_ids[place] if place else "",
        quantity=quantity.id if quantity else "",
        theme=_theme(reader, candidate, result.type),
        statement=said.id if said else "",
    )
    return event, aimed


def _aimed_at(
    reader: Acts, candidate: Candidate, stands: Standing, kind: str, doers: list[Named], others: list[Named]
) -> tuple[Named, ...]:
    """Return the recipients of an act of PLOVER type ``kind``: those told, else those that its words imply."""
    if not others:
        others = reader.offered_to(candidate, stands)
    if not others and kind in _ADDRESSING:
        others = reader.addressee(candidate)
    if not others:
        others = target(reader, candidate, stands, kind)
    if kind in _SCENES_ARE_NOBODY:
        others = [r for r in others if r.sort not in _SCENES]
    if kind == "REJECT":
        others = [r for r in others if not _is_own_state(r, doers)]
    return tuple(r for r in others if not _joined(r, doers))


def _scored(event: Event, odds: float) -> Event:
    """Return an event with the odds that a ranker gave it."""
    return replace(event, evidence=replace(event.evidence, score=round(odds, 2)))


def _joined(one: Named, doers: list[Named]) -> bool:
    """Tell whether a party is already one of several that act together."""
    return one.actor.id in {d.actor.id for d in doers} or (
        len(doers) > 1 and bool(one.actor.country) and one.actor.country in {d.actor.country for d in doers}
    )


def _is_own_state(one: Named, doers: list[Named]) -> bool:
    """Tell whether a party is the bare state that those who act speak for: "the spokesman denied Russia's part"."""
    states = {d.actor.country for d in doers if d.actor.sector in STATE}
    return not one.actor.sector and bool(one.actor.country) and {one.actor.country} == states


def _is_third(place: Named, candidate: Candidate) -> bool:
    """Tell whether two parties meet in a third state."""
    parties = {n.actor.country for n in (*candidate.actors, *candidate.recipients) if n.actor.country}
    return len(parties) == 2 and place.actor.country not in parties


def _by_content(reader: Acts, candidate: Candidate, kind: str, result: Rewritten) -> Rewritten:
    """Give a request, refusal or threat the mode of what it is about."""
    if result.type != kind or result.mode:
        return result
    inside = list(reader.embedded(candidate))
    if not inside:
        return result._replace(mode=reader.mode_by_object(candidate, kind))
    common = reader.language.common
    acts = [(common.acts[act], ended) for act, ended in inside]
    modes = [mode_in(kind, act.type, act.mode, common.plover, ended=ended) for act, ended in acts]
    return result._replace(mode=next((mode for mode in modes if mode not in ("", _VAGUE)), modes[0]))


def _is_old(time: Time, article: Article) -> bool:
    anchor = (article.anchor or article.date_published)[:10]
    try:
        limit = date.fromisoformat(anchor) - _OLD
        return date.fromisoformat(time.end[:10]) <= limit
    except ValueError:
        return False


def _quantity(reader: Acts, candidate: Candidate, quantities: tuple[Quantity, ...]) -> Quantity | None:
    tokens = reader.sentence.tokens
    frames = [reader.frames[candidate.frame]]
    if candidate.carrier >= 0:
        frames.append(reader.frames[candidate.carrier])
    for frame in frames:
        for argument in frame.arguments:
            if argument.role not in ("obj", "subj", "poss", "obl"):
                continue
            first, last = tokens[argument.first].start, tokens[argument.last - 1].end
            for quantity in quantities:
                if first <= quantity.evidence.span.start and quantity.evidence.span.end <= last:
                    return quantity
    return None


def _theme(reader: Acts, candidate: Candidate, kind: str) -> Span | None:
    """Return the words that say what is asked, offered or promised."""
    tokens = reader.sentence.tokens
    frames = [reader.frames[candidate.frame]] + ([reader.frames[candidate.carrier]] if candidate.carrier >= 0 else [])
    places = candidate.trigger.roles.get("theme", ()) or (_THEMES if kind in _ABOUT else ())
    for place in places:
        for frame in frames:
            if place in ("inf", "that"):
                span = _clause_span(reader, candidate, place)
                if span is not None:
                    return span
                continue
            for argument in arguments_at(place, frame):
                if any(n.first <= argument.head < n.last and not n.modifier for n in reader.named):
                    continue
                first, last = argument.first, _phrase_end(argument.last, frame, reader)
                return Span(tokens[first].start, tokens[last - 1].end)
    return None


def _phrase_end(last: int, frame: Frame, reader: Acts) -> int:
    """Return where a theme ends: its phrase with the prepositional phrases that follow at once."""
    end = last
    for argument in sorted(frame.arguments, key=lambda a: a.first):
        lead = argument.first - len(argument.preposition.split())
        if argument.role == "obl" and lead == end:
            end = argument.last
    return min(end, len(reader.sentence.tokens))


def _clause_span(reader: Acts, candidate: Candidate, place: str) -> Span | None:
    kinds = ("inf",) if place == "inf" else ("fin", "inf")
    for frame in reader.frames:
        if frame.governor in (candidate.frame, candidate.carrier) and frame.kind in kinds and frame.governor >= 0:
            if place == "that" and frame.relation not in ("ccomp", "advcl"):
                continue
            tokens = reader.sentence.tokens
            last = frame.last
            while last > frame.first + 1 and not tokens[last - 1].form[-1].isalnum():
                last -= 1
            first = frame.first
            while first < last - 1 and not tokens[first].form[0].isalnum():
                first += 1
            return Span(tokens[first].start, tokens[last - 1].end)
    return None


def _once(events: list[Event], found: Found) -> tuple[Event, ...]:
    """Keep the first telling of each event: one per type, act, parties and date."""
    told = (*found.cast.mentions, *found.cast.extra)
    countries = {m.id: found.cast.actors[m.actor].country or m.actor for m in told}
    dates = {t.id: t.value for t in found.times}
    kept: dict[tuple[object, ...], Event] = {}
    for event in sorted(events, key=lambda e: (e.evidence.span.start, e.evidence.span.end, e.id)):
        key: tuple[object, ...] = (
            event.event,
            event.act,
            event.negated,
            tuple(sorted({countries[a] for a in event.actor})),
            tuple(sorted({countries[r] for r in event.recipient})),
        )
        same = kept.get(key)
        if same is not None:
            first, second = dates.get(same.time, ""), dates.get(event.time, "")
            if not first or not second or first == second:
                if not first and second:
                    kept[key] = _dated(same, event)
                continue
            key = (*key, second)
            if key in kept:
                continue
        kept[key] = event
    return tuple(sorted(kept.values(), key=lambda e: (e.evidence.span.start, e.evidence.span.end, e.id)))


def _dated(first: Event, later: Event) -> Event:
    """Return the first telling with the date that a later one adds."""
    fields = {name: getattr(first, name) for name in first.__struct_fields__}
    fields["time"] = later.time
    return Event(**fields)
