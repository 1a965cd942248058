"""What does a source demand by saying that another must do it?

"Libya must hand over the suspects, the minister said" is the minister's request to Libya. "Is to" is a duty only where
somebody of another side says so; else it is a plan.
"""

from __future__ import annotations

from collections.abc import Mapping

from .acts import Acts, Candidate
from .ident import fact_id
from .language import Language
from .modality import Standing, mode_in
from .model import Actor, Article, Event, Evidence, Span, Statement
from .names import Named
from .roles import fill
from .tellers import statement_at

WANTED = frozenset({"demand", "ask", "must"})
STATE = frozenset({"", "GOV", "MIL", "COP", "SPY"})


def is_due(language: Language, candidate: Candidate, stands: Standing) -> bool:
    """Tell whether words that mean a plan or a duty ("is to") may mean a duty here: meetings are only planned."""
    return stands.decisive == "due" and language.common.acts[candidate.trigger.act].type != "CONSULT"


def duties_told(
    article: Article,
    reader: Acts,
    read: list[tuple[Candidate, Standing]],
    asked: set[int],
    statements: tuple[Statement, ...],
    actors: Mapping[str, Actor],
    mention_ids: dict[Named, str],
) -> list[Event]:
    """Return the requests that a source makes by saying what another must do, one for each word that says must."""
    duties: dict[int, tuple[Standing, list[Named], Candidate | None]] = {}
    for candidate, stands in read:
        if stands.at not in asked:
            duties.setdefault(stands.at, (stands, candidate.actors, candidate))
    for number, frame in enumerate(reader.frames):
        stands = reader.stands(number)
        if frame.kind == "noun" or stands.decisive not in WANTED or stands.at in asked or stands.at in duties:
            continue
        if not any(hit.value.op in WANTED for hit in reader.operators.get(stands.at, ())) and frame.mood != "Nec":
            continue
        duties[stands.at] = (stands, [n for n in fill(("subj",), frame, reader.named) if not n.place], None)
    events = (
        _obligation(article, reader, *duty, statements, actors, mention_ids) for _, duty in sorted(duties.items())
    )
    return [event for event in events if event is not None]


def _obligation(
    article: Article,
    reader: Acts,
    stands: Standing,
    obliged: list[Named],
    candidate: Candidate | None,
    statements: tuple[Statement, ...],
    actors: Mapping[str, Actor],
    mention_ids: dict[Named, str],
) -> Event | None:
    """Return the request that a source makes by saying what another must do; None where no source says it."""
    tokens = reader.sentence.tokens
    inside = tokens[candidate.head if candidate else stands.at]
    said = statement_at(Span(inside.start, inside.end), statements)
    source = actors.get(said.source) if said is not None else None
    if said is None or source is None or not source.country:
        return None
    doers = [d for d in obliged if d.actor.country and _is_another(d.actor, source)]
    told = actors.get(said.addressee)
    recipients = tuple(mention_ids[d] for d in doers)
    if not obliged and told is not None and told.country and _is_another(told, source):
        recipients = (said.addressee,)  # "told Belgrade that it must …"
    if not recipients:
        return None
    act = reader.language.common.acts[candidate.trigger.act] if candidate else None
    table = reader.language.common.plover
    mode = mode_in("REQUEST", act.type, act.mode, table, ended=stands.negated) if act else ""
    span = Span(tokens[stands.at].start, tokens[stands.at].end)
    rule = f"{reader.language.code}.event.request.{stands.decisive}"
    theme = candidate.span if candidate else _asked(reader, stands)
    return Event(
        id=fact_id(article.id, "event", span, rule, "REQUEST", mode, said.source, "|", *recipients),
        evidence=Evidence(span=span, rule=rule),
        event="REQUEST",
        mode=mode,
        act="REQUEST",
        actor=(said.source,),
        recipient=recipients,
        context=act.contexts if act else (),
        theme=Span(tokens[theme[0]].start, tokens[theme[1] - 1].end),
        statement=said.id,
    )


def _asked(reader: Acts, stands: Standing) -> tuple[int, int]:
    """Return the tokens of what must be done: the infinitive under the word of duty with its own, or the clause."""
    frames, reached = reader.frames, {stands.subject}
    for _ in frames:  # an infinitive under an infinitive
        reached |= {n for n, f in enumerate(frames) if f.governor in reached and f.relation == "xcomp"}
    inner = [frames[n] for n in reached - {stands.subject}]
    if inner:
        return min(f.first for f in inner), max(max([f.last, *(a.last for a in f.arguments)]) for f in inner)
    return stands.at, max(frames[stands.subject].last, stands.at + 1)


def _is_another(one: Actor, other: Actor) -> bool:
    """Tell whether two actors are two sides: of two countries, or of one where not both act for its state."""
    if one.country != other.country:
        return True
    return one.id != other.id and one.sector != other.sector and not {one.sector, other.sector} <= STATE
