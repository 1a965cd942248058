"""What is demanded, offered, promised or threatened in an article, of whom, in which words?

A claim is read from an event: a request, a threat, an act offered or promised. Its theme is the source's own words,
those the event names, or what follows its trigger and the ones it is asked of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from ..attribution import attribution
from ..model import Event, Span, Token
from .asked import addressee
from .pages import Page, clause_at, is_function, tokens_in, words_in

_KIND_OF_TYPE = {"REQUEST": "demand", "THREATEN": "threat"}
_KIND_OF_OPERATOR = {"offer": "offer", "ready": "offer", "promise": "promise"}
_LEAD = 5
_ELLIPTIC = 1
_BESIDE = 3
_GIVING = ("offer", "promise")
_ULTIMATUM = ".threaten.ultimatum"
_COURTS = "JUD"
_YEARS = 2
_GOVERNING = frozenset({"", "GOV", "LEG", "ELI", "JUD"})
_PRIVATE = frozenset({"BUS", "LAB", "EDU", "MED", "AGR", "REL", "ENV"})


class Claim(NamedTuple):
    """A demand, offer, promise or threat as one article tells it."""

    page: Page
    event: Event
    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    theme: Span
    words: frozenset[str]


def claims_of(page: Page) -> Iterator[Claim]:
    """Yield the demands, offers, promises and threats that a page tells of, each with somebody it is aimed at."""
    told = any(block.kind == "paragraph" for block in page.reading.article.blocks)
    made: list[Claim] = []
    bound: list[Claim] = []
    for event in page.events():
        if (told and _in_title(page, event.evidence.span.start)) or _orders(page, event) or _is_past(page, event):
            continue
        for claim in _claims_in(page, event, made):
            made.append(claim)
            yield claim
            if claim.kind == "threat":
                bound += _conditions(claim)
    for claim in bound:
        if not any((told.kind, told.by) == ("demand", claim.by) and {*told.to} & {*claim.to} for told in made):
            yield claim


def _is_past(page: Page, event: Event) -> bool:
    """Tell whether an event is history: of a year long before the article's own."""
    time = page.times.get(event.time)
    year, now = (time.start if time is not None else "")[:4], page.date[:4]
    return year.isdigit() and now.isdigit() and int(year) < int(now) - _YEARS


def _claims_in(page: Page, event: Event, made: list[Claim]) -> Iterator[Claim]:
    """Yield the claims that one event tells of; ``made`` are those told before it."""
    if event.event == "REJECT" and not (event.act == "REJECT" and event.negated):
        yield from _implied(page, event)
    kind = _kind_here(page, event)
    proposes, invited = _sides(page, event, kind)
    by = page.codes(key for key in proposes if not _is_private(page, key))
    theme, heads = _theme(page, event) if kind and by else (None, ())
    names_act = kind == "threat" and event.act != "THREATEN"
    if theme is None and names_act and by and not _in_title(page, event.evidence.span.start):
        theme = _deed(page, event)
    if theme is None:
        return
    if kind == "demand" and _is_domestic(page, event, by):
        return
    named = page.codes((*event.recipient, *invited))
    inside = (page.codes(heads), _named_in(page, theme, kind, by))
    ways = (named,) if kind == "demand" and named else (named, *inside)
    asked = next((codes for codes in ways if set(codes) - {*by}), ())
    to = tuple(code for code in asked if code not in by) or _who_answers(page, event, theme, by)
    if not to and (kind == "threat" or not page.codes(event.recipient)):
        to = addressee(page, event, by, made)
    if to and kind == "proposal":
        kind = "demand"
    if names_act and not words_in(page, theme, (*by, *to)):
        theme = _deed(page, event)
    if to and words_in(page, theme, (*by, *to)):
        whole = Span(theme.start, clause_at(page, theme.start).end)
        yield Claim(page, event, kind, by, to, theme, words_in(page, whole, (*by, *to)))


def _conditions(threat: Claim) -> Iterator[Claim]:
    """Yield what a threat demands: what it is bound to, "will close the crossing unless Minsk frees X"."""
    page, event, by = threat.page, threat.event, threat.by
    clause = clause_at(page, event.evidence.span.start)
    tokens = tokens_in(page, clause.start, clause.end)
    first = next((i for i in range(len(tokens)) if is_function(page, tokens, i, "conditional")), None)
    if first is None or page.language is None:
        return
    rules, last, told = attribution(page.language), first + 1, False
    while last < len(tokens) and not (told and tokens[last].form in (",", ":", ".")):
        told = told or any(r.feats.get("VerbForm") == "Fin" for r in tokens[last].readings)
        last += 1
    inside = range(first, last)
    wanting = any(is_function(page, tokens, i, "negations") or rules.is_verb("failing", tokens[i].keys) for i in inside)
    if not wanting and not rules.is_word("unless", tokens[first].form):
        return
    span = Span(tokens[first].end, tokens[last - 1].end)
    named = sorted(
        (m.evidence.span, key)
        for key, m in page.mentions.items()
        if span.start <= m.evidence.span.start < span.end and page.codes((key,))
    )
    if not named or words_in(page, Span(span.start, named[0][0].start), ()):
        return  # the first it speaks of is a thing
    behind = tokens_in(page, named[0][0].end, span.end)
    start = next((t.start for i, t in enumerate(behind) if not is_function(page, behind, i, "negations")), span.end)
    theme = _trimmed(page, start, span.end, whole=True)
    others = tuple(code for code in page.codes((named[0][1],)) if code not in by)
    if theme is not None and others:
        yield Claim(page, event, "demand", by, others, theme, words_in(page, theme, (*by, *others)))


def _is_domestic(page: Page, event: Event, by: tuple[str, ...]) -> bool:
    """Tell whether all who are asked are those who govern the asker's own state."""
    states = {code.partition(".")[0] for code in by}
    asked = [page.actors[page.mentions[key].actor] for key in event.recipient if key in page.mentions]
    return bool(asked) and all(actor.sector in _GOVERNING and actor.country in states for actor in asked)


def _is_private(page: Page, key: str) -> bool:
    """Tell whether a mention names a business or others who speak for no state."""
    return key in page.mentions and page.actors[page.mentions[key].actor].sector in _PRIVATE


def _kind_here(page: Page, event: Event) -> str:
    """Return what an event is in the ledger.

    A threat told by an ultimatum or another noun of asking is a demand, an offer of talks whose parties its theme names
    ("proposed a meeting of the presidents of A and B") a proposal.
    """
    kind = kind_of(event) or _kind_of_verb(page, event)
    if kind == "offer" and event.act == "CONSULT" and event.theme is not None and event.recipient:
        start = event.theme.start
        if all(page.mentions[key].evidence.span.start > start for key in event.recipient if key in page.mentions):
            return "proposal"
    if kind == "demand" and page.language is not None:
        rules = attribution(page.language)
        if any(rules.is_verb("offer", token.keys) for token in _trigger(page, event)):
            return "offer"  # "proposed to Male to replace the technicians"
    asks = _ULTIMATUM in event.evidence.rule or any(_is_asking(page, token) for token in _trigger(page, event))
    if kind == "threat" and asks:
        return "demand"
    return kind


def _kind_of_verb(page: Page, event: Event) -> str:
    """Return what the trigger of an agreement without an operator is: an offer, a promise, "" for neither."""
    if event.event != "AGREE" or event.negated or page.language is None or not event.recipient:
        return ""
    rules = attribution(page.language)
    kinds = (kind for token in _trigger(page, event) for kind in _GIVING if rules.is_verb(kind, token.keys))
    return next(kinds, "")


def _trigger(page: Page, event: Event) -> tuple[Token, ...]:
    return tokens_in(page, event.evidence.span.start, event.evidence.span.end)


def _is_asking(page: Page, token: Token) -> bool:
    return page.language is not None and attribution(page.language).is_verb("asking", token.keys)


def _orders(page: Page, event: Event) -> bool:
    """Tell whether an event is an order: a court, or who may, lays a duty on his own people; he does not ask."""
    if event.event != "REQUEST" or page.language is None:
        return False
    if any(page.actors[page.mentions[key].actor].sector == _COURTS for key in event.actor if key in page.mentions):
        return True
    if {*page.codes(event.recipient)} - {*page.codes(event.actor)}:
        return False
    rules = attribution(page.language)
    return any(rules.is_verb("order", token.keys) for token in _trigger(page, event))


def _sides(page: Page, event: Event, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the mentions of who makes a claim, and of those an offer to meet names as parties behind its trigger."""
    if kind not in ("offer", "proposal"):
        return event.actor, ()
    place = event.evidence.span.start
    before = tuple(key for key in event.actor if page.mentions[key].evidence.span.start < place)
    if not before and event.act == "CONSULT":
        clause = clause_at(page, place)
        spans = {key: m.evidence.span for key, m in page.mentions.items() if clause.start <= m.evidence.span.start}
        named = sorted((span, key) for key, span in spans.items() if span.end <= place and page.codes((key,)))
        before = tuple(key for _, key in named[-1:])
    return (before, tuple(key for key in event.actor if key not in before)) if before else (event.actor, ())


def _implied(page: Page, event: Event) -> Iterator[Claim]:
    """Yield the demand that a refusal tells of: in "replied to X's demands, refusing to …" X demands the thing."""
    trigger = event.evidence.span
    clause = clause_at(page, trigger.start)
    actors = page.codes(event.actor)
    before = Span(clause.start, trigger.start)
    by = _whose_demand(page, before, actors) or _whose_demand(page, before, ())
    to = tuple(code for code in actors if code not in by)
    theme = event.theme or _trimmed(page, trigger.end, _until_contrast(page, trigger.end, clause.end), whole=True)
    if by and to and theme is not None:
        yield Claim(page, event, "demand", by, to, theme, words_in(page, theme, (*by, *to)))


def _whose_demand(page: Page, span: Span, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose demands a stretch speaks of: an actor named right beside a noun of demanding, none of the others."""
    tokens = tokens_in(page, span.start, span.end)
    for index, token in enumerate(tokens):
        if page.language is None or page.language.event_nouns.isdisjoint(token.keys):
            continue
        if not any(hit.value == "demand" for hit in page.language.reporting.at(tokens, index)):
            continue
        near = Span(tokens[max(0, index - _BESIDE)].start, tokens[min(len(tokens) - 1, index + _BESIDE)].end)
        for mention in sorted(page.mentions.values(), key=lambda m: (m.evidence.span, m.id)):
            place, codes = mention.evidence.span, page.codes((mention.id,))
            if near.start <= place.start and place.end <= near.end and codes and not set(codes) & set(others):
                return codes
    return ()


def _until_contrast(page: Page, start: int, end: int) -> int:
    """Return where a refused act ends: at a coordinator behind which another act follows, or with its clause."""
    tokens = tokens_in(page, start, end)
    for index in range(1, len(tokens)):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        verbal = after is not None and any(r.upos == "VERB" for r in after.readings)
        if verbal and is_function(page, tokens, index, "coordinators"):
            return tokens[index].start
    return end


def _who_answers(page: Page, event: Event, theme: Span, by: tuple[str, ...]) -> tuple[str, ...]:
    """Return who refuses at once, where a demand does not say of whom it is made: "demands X; Baku refuses"."""
    for other in page.events():
        if other.event == "REJECT" and is_elliptic(page, theme, other):
            return tuple(code for code in page.codes(other.actor) if code not in by)
    return ()


def kind_of(event: Event) -> str:
    """Return what an event is in the ledger: demand, threat, offer or promise, "" for nothing.

    The rule that read the event names its operator (``uk.event.aid.military.promise``).
    """
    if event.negated and event.event == event.act:
        return ""
    if event.event in _KIND_OF_TYPE:
        return _KIND_OF_TYPE[event.event]
    operator = event.evidence.rule.rpartition(".")[2]
    kind = _KIND_OF_OPERATOR.get(operator, "") if event.event in ("AGREE", "CONCEDE") else ""
    return "proposal" if kind == "offer" and event.act == "CONSULT" and not event.recipient else kind


def _named_in(page: Page, span: Span, kind: str, by: tuple[str, ...]) -> tuple[str, ...]:
    """Return who else is named inside some words: the first, who is to act; in a proposal to meet all of them."""
    found: list[str] = []
    for mention in sorted(page.mentions.values(), key=lambda m: (m.evidence.span, m.id)):
        if span.start <= mention.evidence.span.start < span.end:
            found += (code for code in page.codes((mention.id,)) if code not in by)
            if found and kind != "proposal":
                break
    return tuple(dict.fromkeys(found))


def _theme(page: Page, event: Event) -> tuple[Span | None, tuple[str, ...]]:
    """Return the words that say what is asked, and the mentions that stand before them as those who are asked.

    The event's own theme, else what follows its trigger; without the names of those asked at its beginning.
    """
    trigger = event.evidence.span.end
    if event.theme is not None and event.theme.end <= trigger and event.evidence.span.start <= event.theme.start:
        event = msgspec.structs.replace(event, theme=None)  # "must" is its own theme where the act inside is unknown
    end = max(trigger, clause_at(page, trigger - 1).end)
    start, heads = _after_parties(page, event, event.theme.start if event.theme else trigger)
    if event.theme is not None and not event.recipient and not heads:
        reached, named = _after_parties(page, event, trigger)
        heads = named if reached <= event.theme.start else ()
    words = tokens_in(page, event.theme.start, event.theme.end) if event.theme else ()
    if event.theme is not None and words and _is_asking(page, words[-1]):
        return _trimmed(page, event.theme.end, max(end, event.theme.end), whole=False), heads
    if event.theme is not None and start < event.theme.end - 1:
        return _trimmed(page, start, event.theme.end, whole=True), heads
    start, more = _after_parties(page, event, max(start, trigger))
    joints = tokens_in(page, trigger, start)
    clause = any(is_function(page, joints, index, "complementizers") for index in range(len(joints)))
    found = _trimmed(page, start, end, whole=clause) if not _in_title(page, trigger) else None
    return found, heads or more


def _after_parties(page: Page, event: Event, start: int) -> tuple[int, tuple[str, ...]]:
    """Return where the words go on after the recipients named at their beginning, and those recipients."""
    found: list[str] = []
    for mention in sorted(page.mentions.values(), key=lambda m: (m.evidence.span, m.id)):
        place = mention.evidence.span
        named = mention.id in event.recipient if event.recipient else not found and bool(page.codes((mention.id,)))
        if named and start <= place.start and _only_function(page, start, place.start):
            start = place.end
            found.append(mention.id)
    return start, tuple(found)


def _deed(page: Page, event: Event) -> Span:
    """Return the words of a threatened act that names only its verb and parties: "will expel Lithuanian diplomats"."""
    start = event.evidence.span.start
    tokens = tokens_in(page, start, max(event.evidence.span.end, clause_at(page, start).end))
    ends = (i for i in range(1, len(tokens)) if _parts(tokens, i) or is_function(page, tokens, i, "conditional"))
    last = next(ends, len(tokens))
    last -= last > 1 and tokens[last - 1].form in (".", "!")
    return Span(start, max(tokens[last - 1].end, event.evidence.span.end) if tokens else event.evidence.span.end)


def _only_function(page: Page, start: int, end: int) -> bool:
    """Tell whether nothing but function words and commas stands in a stretch."""
    if page.language is None or len(page.text[start:end].split(maxsplit=_LEAD)) > _LEAD:
        return False
    tokens = tokens_in(page, start, end)
    if len(tokens) > _LEAD:
        return False
    return all(not token.form[0].isalnum() or page.is_grammar(tokens, i) for i, token in enumerate(tokens))


def _trimmed(page: Page, start: int, end: int, *, whole: bool) -> Span | None:
    """Return a theme without the joint before it; unless ``whole``, a noun phrase ends at the first comma."""
    tokens = tokens_in(page, start, end)
    clause, first = whole, 0
    while first < len(tokens) and (not tokens[first].form[0].isalnum() or _joins(page, tokens, first)):
        clause = clause or is_function(page, tokens, first, "complementizers")
        first += 1
    last = first
    while last < len(tokens) and (clause or not _parts(tokens, last)):
        last += 1
    while last > first and not tokens[last - 1].form[-1].isalnum():
        last -= 1
    if not clause and any(_is_finite(token) for token in tokens[first:last]):
        return None
    return Span(tokens[first].start, tokens[last - 1].end) if last > first else None


def _in_title(page: Page, at: int) -> bool:
    blocks = page.reading.article.blocks
    return any(b.kind == "title" and b.span is not None and b.span.start <= at <= b.span.end for b in blocks)


def _is_finite(token: Token) -> bool:
    """Tell whether a form can only be a finite verb: the main clause goes on, what was asked is not said."""
    return bool(token.readings) and all(reading.feats.get("VerbForm") == "Fin" for reading in token.readings)


def _parts(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a token ends a noun phrase: a comma, a colon, a dash between blanks."""
    if tokens[index].form in (",", ":"):
        return True
    after = tokens[index + 1].start if index + 1 < len(tokens) else -1
    return tokens[index].form == "-" and tokens[index].end != after


def _joins(page: Page, tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a word only leads to what is asked: a joint, "for", "with a request"."""
    if any(is_function(page, tokens, index, kind) for kind in ("complementizers", "infinitive", "particles")):
        return True
    if page.language is None or index + 1 >= len(tokens):
        return False
    if _is_asking(page, tokens[index]):
        return True
    leads = attribution(page.language).is_word("asked_for", tokens[index].form)
    return leads or (page.is_grammar(tokens, index) and _is_asking(page, tokens[index + 1]))


def is_elliptic(page: Page, theme: Span, event: Event) -> bool:
    """Tell whether an answer stands right behind the demand and says nothing but that it answers."""
    if event.event != "REJECT" and event.event not in ("AGREE", "CONCEDE"):
        return False
    start = event.evidence.span.start
    end = clause_at(page, theme.start).end
    own = clause_at(page, start)
    if start < end or page.text[end : own.start].strip(" ;.,") or "\n" in page.text[end : own.start]:
        return False
    after = Span(event.evidence.span.end, own.end)
    tokens = tokens_in(page, after.start, after.end)
    content = [
        index
        for index, token in enumerate(tokens)
        if token.form[0].isalnum() and not page.is_grammar(tokens, index) and not _is_coordinated(page, tokens, index)
    ]
    return event.theme is None and len(content) <= _ELLIPTIC


def _is_coordinated(page: Page, tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a word stands behind a coordinator, in a clause that goes on to something else."""
    return any(is_function(page, tokens, before, "coordinators") for before in range(index + 1))
