"""Who did what to whom?

A trigger names an act; its frame says who stands where; what governs the frame says whether the act is done, planned,
refused or demanded; the rewrites of PLOVER turn act and standing into a type. No actor, no event. The same event told
again in an article is the same event: its first telling is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .actors import Cast
from .ident import fact_id
from .language import Language, Operator, Trigger, has_class
from .match import Hit
from .modality import Rewritten, Standing, assessed, mode_in, operator_hits, rewrite, standing
from .model import Analysis, Article, Event, Evidence, Frame, Quantity, Sentence, Span, Statement, Time
from .names import Named
from .roles import arguments_at, fill, meets, parties

_SILENT = frozenset({"sport", "culture", "weather"})
_POINTS_AT_OPERATOR = frozenset(
    {"deny", "refuse", "cancel", "threaten", "offer", "promise", "agree", "consider", "ready"}
)
_NAMELESS = frozenset({"UNK", "UAF", "REB"})
_ABOUT = frozenset({"REQUEST", "THREATEN", "AGREE"})
_ONE_SIDED = frozenset({"refuse", "offer", "consider", "cancel", "ready", "promise", "deny", "want"})
_ASKING = frozenset({"REQUEST", "ACCUSE"})
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
_THEMES = ("inf", "obj", "Gen", "that")
_OLD = timedelta(days=30)


class Found(NamedTuple):
    """What the finders before this one have read."""

    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    cast: Cast
    statements: tuple[Statement, ...]


class _Candidate(NamedTuple):
    """A trigger in its frame, met by the clause."""

    frame: int
    carrier: int
    head: int
    trigger: Trigger
    span: tuple[int, int]
    actors: list[Named]
    recipients: list[Named]
    light: bool
    weight: tuple[int, int, int]


def find_events(article: Article, analysis: Analysis, language: Language, found: Found) -> tuple[Event, ...]:
    """Return the events of an article in text order."""
    mention_ids = {n: m.id for n, m in zip(found.cast.named, found.cast.mentions, strict=True)}
    events: list[Event] = []
    for number, sentence in enumerate(analysis.sentences):
        if _is_silent(sentence, language):
            continue
        named = [n for n in found.cast.named if n.sentence == number]
        reader = _Sentence(number, sentence, analysis.frames[number], named, language)
        read = [(c, reader.standing(c)) for c in reader.candidates()]
        operators = {stands.at for c, stands in read if stands.decisive in _POINTS_AT_OPERATOR and stands.at != c.head}
        for candidate, stands in read:
            if candidate.head in operators and candidate.carrier < 0:
                continue
            if reader.is_inside(candidate, [c for c, _ in read]):
                continue
            event = _event(article, reader, candidate, stands, found, mention_ids)
            if event is not None:
                events.append(event)
    return _once(events, found)


def _is_silent(sentence: Sentence, language: Language) -> bool:
    """Tell whether a sentence is about sport, culture or the weather."""
    return any(has_class(language, token.keys, name) for token in sentence.tokens for name in _SILENT)


class _Sentence:
    """One sentence with its frames, its actors, and the operators that stand in it."""

    def __init__(
        self, number: int, sentence: Sentence, frames: tuple[Frame, ...], named: Sequence[Named], language: Language
    ) -> None:
        self.number, self.sentence, self.frames, self.named, self.language = number, sentence, frames, named, language
        self.by_head = {frame.head: i for i, frame in reversed(list(enumerate(frames)))}
        self.operators: dict[int, list[Hit[Operator]]] = operator_hits(sentence, language)

    def candidates(self) -> list[_Candidate]:
        """Return at most one candidate per frame, leaving out what another already says."""
        best: dict[int, _Candidate] = {}
        for hit in self.language.triggers.find(self.sentence.tokens):
            for candidate in self._read(hit):
                held = best.get(candidate.head)
                if held is None or candidate.weight > held.weight:
                    best[candidate.head] = candidate
        kept = sorted(best.values(), key=lambda c: c.head)
        carried = {c.carrier for c in kept if c.light}
        return [c for c in kept if not (c.frame in carried and c.carrier < 0)]

    def _read(self, hit: Hit[Trigger]) -> list[_Candidate]:
        covered = [i for first, last in hit.parts for i in range(first, last)]
        verbs = [i for i in covered if i in self.by_head and self.frames[self.by_head[i]].kind != "noun"]
        nouns = [i for i in covered if i in self.by_head and self.frames[self.by_head[i]].kind == "noun"]
        if verbs and len(covered) > 1 and nouns and hit.value.head != "verb":
            head, carrier = nouns[-1], self.by_head[verbs[0]]
        elif verbs:
            head, carrier = verbs[0], -1
        elif nouns:
            head = nouns[-1]
            governor = self.frames[self.by_head[head]].governor
            carrier = governor if governor >= 0 and self._carries(governor, head, hit.value) else -1
        else:
            return []
        frame = self.by_head[head]
        carried = self.frames[carrier] if carrier >= 0 else None
        trigger = hit.value
        if not meets(trigger, self.frames[frame], carried, self.sentence, self.language, self.named):
            return []
        actors, recipients = parties(trigger, self.frames[frame], carried, self.named)
        if "recipient" in trigger.needs and not recipients:
            return []
        if ("inf" in trigger.needs) != ("inf" in trigger.needs and self._has_infinitive(frame)):
            return []
        if "-inf" in trigger.needs and self._has_infinitive(frame):
            return []
        speaking = [
            a for f in (self.frames[frame], carried) if f for a in f.arguments if a.role == "subj" and a.preposition
        ]
        actors = [a for a in actors if not a.place or any(s.first <= a.head < s.last for s in speaking)]
        if not any(self._counts(a) for a in actors):
            return []
        if (
            carried is not None
            and not verbs
            and len(actors) + len(recipients) < 2
            and not self.operators.get(carried.head)
        ):
            return []
        span = (min(covered[0], head), max(covered[-1], head) + 1) if len(hit.parts) == 1 else (head, head + 1)
        if len(hit.parts) > 1 and verbs and hit.value.head != "verb":
            span = (nouns[-1], nouns[-1] + 1) if nouns else span
        light = carrier >= 0 and bool(verbs)
        weight = (len(covered), len(trigger.needs), -trigger.line)
        return [_Candidate(frame, carrier, head, trigger, span, actors, recipients, light, weight)]

    def _counts(self, one: Named) -> bool:
        """Tell whether an actor makes an event: it has a country or body, or is an unknown perpetrator by its sector."""
        return bool(one.actor.country) or one.actor.sector in _NAMELESS

    def _carries(self, governor: int, head: int, trigger: Trigger) -> bool:
        """Tell whether the verb over a noun lends it its subject: an operator does, and any verb where both are parties."""
        frame = self.frames[governor]
        noun = self.frames[self.by_head[head]]
        if noun.relation not in ("obj", "obl", "iobj"):
            return False
        mutual = any(place.startswith("subj") for place in trigger.roles.get("actor", ()))
        return bool(self.operators.get(frame.head)) or (mutual and frame.kind != "noun" and noun.relation == "obl")

    def _has_infinitive(self, frame: int) -> bool:
        return any(f.governor == frame and f.kind == "inf" for f in self.frames)

    def standing(self, candidate: _Candidate) -> Standing:
        """Return how the candidate's act stands; a carried noun stands as its verb does."""
        own = self.language.common.acts[candidate.trigger.act].op
        if candidate.light:
            return standing(candidate.carrier, self.frames, self.operators, own)
        stands = standing(candidate.frame, self.frames, self.operators, own)
        if candidate.carrier >= 0 and not stands.negated and stands.operators == ((own,) if own else ()):
            return standing(candidate.carrier, self.frames, self.operators, own)
        return stands

    def is_inside(self, candidate: _Candidate, others: list[_Candidate]) -> bool:
        """Tell whether an act is only what another asks for or accuses of: that is no second event."""
        acts = self.language.common.acts
        about = {c.frame: acts[c.trigger.act].type for c in others if c is not candidate}
        own = acts[candidate.trigger.act].type
        current = candidate.carrier if candidate.carrier >= 0 else candidate.frame
        for _ in range(len(self.frames)):
            frame = self.frames[current]
            over = frame.governor
            linked = frame.relation in ("xcomp", "obj", "obl", "poss") or (
                frame.relation == "ccomp" and own != "REQUEST"
            )
            if over < 0 or not linked:
                return False
            if about.get(over) in _ASKING and own not in _VERBAL:
                return self.frames[over].kind != "noun" or frame.kind != "noun"
            current = over
        return False

    def sides(self, candidate: _Candidate, stands: Standing) -> tuple[list[Named], list[Named]]:
        """Return actors and recipients: who offers or refuses a meeting acts alone, the other party receives."""
        actors, recipients = candidate.actors, candidate.recipients
        if stands.decisive not in _ONE_SIDED or len(actors) < 2:
            return actors, recipients
        own = [n for f in self._own_frames(candidate, stands) for n in fill(("subj",), f, self.named) if n in actors]
        if not own:
            return actors, recipients
        return [a for a in actors if a in own], [a for a in actors if a not in own] + recipients

    def _own_frames(self, candidate: _Candidate, stands: Standing) -> list[Frame]:
        numbers = [n for n in (candidate.frame, candidate.carrier, stands.subject) if n >= 0]
        return [self.frames[n] for n in dict.fromkeys(numbers)]

    def mode_by_object(self, candidate: _Candidate, kind: str) -> str:
        """Return the mode of a request that the class of what is asked for tells ("asked for air defence systems")."""
        table = self.language.common.plover.get("modes_by_class", {}).get(kind, {})
        for argument in self.frames[candidate.frame].arguments:
            if argument.role in ("obj", "obl"):
                keys = self.sentence.tokens[argument.head].keys
                for name, mode in table.items():
                    if has_class(self.language, keys, name):
                        return str(mode)
        return ""

    def addressee(self, candidate: _Candidate) -> list[Named]:
        """Return those who would do what is asked for, where the clause names nobody else: "demands NATO's withdrawal"."""
        for frame in self.frames:
            if (
                frame.governor not in (candidate.frame, candidate.carrier)
                or frame.governor < 0
                or frame.relation == "subj"
            ):
                continue
            doers = fill(("poss", "mod") if frame.kind == "noun" else ("subj",), frame, self.named)
            doers = [d for d in doers if d.actor.country and d.actor.id not in {a.actor.id for a in candidate.actors}]
            if doers:
                return doers
        return []

    def embedded(self, candidate: _Candidate) -> tuple[str, bool]:
        """Return the act that an asking, refusing or threatening verb has inside it ("" for none), and if it is to end."""
        number = candidate.frame
        for index, frame in enumerate(self.frames):
            if frame.governor != number or index == number:
                continue
            for hit in self.language.triggers.at(self.sentence.tokens, frame.head):
                if meets(hit.value, frame, None, self.sentence, self.language, self.named):
                    return hit.value.act, frame.negated
        return "", False


def _event(
    article: Article,
    reader: _Sentence,
    candidate: _Candidate,
    stands: Standing,
    found: Found,
    mention_ids: dict[Named, str],
) -> Event | None:
    language = reader.language
    act = language.common.acts[candidate.trigger.act]
    if stands.decisive in ("demand", "ask"):
        return None
    tokens = reader.sentence.tokens
    said = _statement(Span(tokens[candidate.head].start, tokens[candidate.head].end), found.statements)
    if said is not None and said.stance == "assess":
        stands = assessed(stands)
    result = rewrite(act.type, act.mode, stands, language.common.plover, aimed=bool(candidate.recipients))
    if act.type in ("REQUEST", "REJECT", "THREATEN"):
        result = _by_content(reader, candidate, act.type, result)
    first, last = candidate.span
    if stands.decisive in _POINTS_AT_OPERATOR and stands.at != candidate.head:
        first, last = stands.at, stands.at + 1
    span = Span(tokens[first].start, tokens[last - 1].end)
    time = _time(reader, candidate, found.times)
    modality = result.modality
    if modality == "actual" and result.type == act.type and time is not None and _is_old(time, article):
        modality = "historical"
    rule = ".".join(filter(None, (language.code, "event", act.id, stands.decisive)))
    doers, others = reader.sides(candidate, stands)
    actors = tuple(mention_ids[a] for a in doers)
    if not others and result.type == "REQUEST":
        others = reader.addressee(candidate)
    recipients = tuple(mention_ids[r] for r in others)
    place = next((n for n in reader.named if n.place and _inside(n, reader, candidate)), None)
    mode = result.mode
    if result.type == "CONSULT" and not mode and place is not None and _is_third(place, candidate):
        mode = "third-party"
    quantity = _quantity(reader, candidate, found.quantities)
    return Event(
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
        place=mention_ids[place] if place else "",
        quantity=quantity.id if quantity else "",
        theme=_theme(reader, candidate, result.type),
        statement=said.id if said else "",
    )


def _is_third(place: Named, candidate: _Candidate) -> bool:
    """Tell whether two parties meet in a third state."""
    parties = {n.actor.country for n in (*candidate.actors, *candidate.recipients) if n.actor.country}
    return len(parties) == 2 and place.actor.country not in parties


def _by_content(reader: _Sentence, candidate: _Candidate, kind: str, result: Rewritten) -> Rewritten:
    """Give a request, refusal or threat the mode of what it is about."""
    if result.type != kind or result.mode:
        return result
    inside, ended = reader.embedded(candidate)
    if not inside:
        return result._replace(mode=reader.mode_by_object(candidate, kind))
    act = reader.language.common.acts[inside]
    return result._replace(mode=mode_in(kind, act.type, act.mode, reader.language.common.plover, ended=ended))


def _inside(one: Named, reader: _Sentence, candidate: _Candidate) -> bool:
    frames = [reader.frames[candidate.frame]]
    if candidate.carrier >= 0:
        frames.append(reader.frames[candidate.carrier])
    return any(frame.first <= one.first and one.last <= frame.last for frame in frames)


def _time(reader: _Sentence, candidate: _Candidate, times: tuple[Time, ...]) -> Time | None:
    """Return the date nearest to the trigger within its clause, else within its sentence if there is but one."""
    tokens = reader.sentence.tokens
    inside = [
        t
        for t in times
        if reader.sentence.start <= t.evidence.span.start < reader.sentence.end
        and t.type in ("DATE", "TIME")
        and t.value
    ]
    if not inside:
        return None
    frame = reader.frames[candidate.frame]
    if candidate.carrier >= 0:
        frame = reader.frames[candidate.carrier]
    first, last = tokens[max(0, frame.first)].start, tokens[min(len(tokens), frame.last) - 1].end
    stretches = [(first, last), *_described(reader, candidate)]
    near = [t for t in inside if any(a <= t.evidence.span.start < b for a, b in stretches)]
    head = tokens[candidate.head].start
    if near:
        return min(near, key=lambda t: (abs(t.evidence.span.start - head), t.evidence.span.start))
    return None


def _described(reader: _Sentence, candidate: _Candidate) -> list[tuple[int, int]]:
    """Return the stretches of the participles that describe an event noun: "a meeting planned for 13 January"."""
    tokens = reader.sentence.tokens
    heads = {candidate.head, *(a.head for a in reader.frames[candidate.frame].arguments if a.role == "poss")}
    return [
        (tokens[f.head].start, tokens[min(len(tokens), f.last) - 1].end)
        for f in reader.frames
        if f.kind == "part" and f.head > candidate.head and any(a.head in heads for a in f.arguments)
    ]


def _is_old(time: Time, article: Article) -> bool:
    anchor = (article.anchor or article.date_published)[:10]
    try:
        limit = date.fromisoformat(anchor) - _OLD
        return date.fromisoformat(time.end[:10]) <= limit
    except ValueError:
        return False


def _quantity(reader: _Sentence, candidate: _Candidate, quantities: tuple[Quantity, ...]) -> Quantity | None:
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


def _theme(reader: _Sentence, candidate: _Candidate, kind: str) -> Span | None:
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


def _phrase_end(last: int, frame: Frame, reader: _Sentence) -> int:
    """Return where a theme ends: its phrase with the prepositional phrases that follow at once."""
    end = last
    for argument in sorted(frame.arguments, key=lambda a: a.first):
        lead = argument.first - len(argument.preposition.split())
        if argument.role == "obl" and lead == end:
            end = argument.last
    return min(end, len(reader.sentence.tokens))


def _clause_span(reader: _Sentence, candidate: _Candidate, place: str) -> Span | None:
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


def _statement(span: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """Return the innermost statement whose content holds the trigger."""
    holding = [
        (content.end - content.start, statement.id, statement)
        for statement in statements
        for content in statement.content
        if content.start <= span.start and span.end <= content.end
    ]
    return min(holding)[2] if holding else None


def _once(events: list[Event], found: Found) -> tuple[Event, ...]:
    """Keep the first telling of each event: one per type, act, parties and date."""
    countries = {m.id: found.cast.actors[m.actor].country or m.actor for m in found.cast.mentions}
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
