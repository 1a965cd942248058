"""How does a ranker learn from labelled texts?

Each text is read by the rules alone; an event whose type the labels hold is right, one in a text without any right
event is wrong, and what stands beside a right event is left out, since few texts are labelled with all they tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .errors import RecordError
from .events import Considered, consider
from .language import known_languages, load_language
from .model import Event, Reading, Table
from .ranker import Ranker, fit, reasons, score
from .reading import Analyse, found_before_events, open_page, own_ranker

_FEWEST = 50


class Labelled(NamedTuple):
    """A text's types of events and the events that the rules read in it: what is seen of each, and its type."""

    types: frozenset[str]
    read: tuple[tuple[list[str], str], ...]


def labelled(record: Table, *, syntax: Analyse | None = None) -> Labelled:
    """Return what the rules read in a labelled text.

    A record is one of a gold standard (``events``), or ``{"text": …, "lang": …, "event": TYPE or ""}``. Raises
    RecordError where it has no text or no label.
    """
    if "text" not in record or not ("events" in record or "event" in record):
        raise RecordError("a labelled text needs text, lang and events (or event: a PLOVER type, empty for none)")
    article, language = open_page(
        record["text"], published=record.get("published") or None, language=record.get("lang") or None
    )
    article, analysis, found = found_before_events(article, language, syntax)
    read = [one for one in consider(article, analysis, language, found) if isinstance(one, Considered)]
    return Labelled(frozenset(_types(record)), tuple((one.names(), one.event.event) for one in read))


def _types(record: Table) -> Iterator[str]:
    if "event" in record:
        yield from [record["event"]] if record["event"] else []
        return
    for event in record["events"]:
        yield event["plover"]
        others = event.get("plover_alt", [])
        yield from [others] if isinstance(others, str) else others


def examples(texts: Iterable[Labelled]) -> list[tuple[list[str], bool]]:
    """Return what is seen of each event with whether it is right."""
    found = []
    for text in texts:
        rights = [kind in text.types for _, kind in text.read]
        for (names, _), right in zip(text.read, rights, strict=True):
            if right or not any(rights):
                found.append((names, right))
    return found


def learn(texts: list[Labelled], limit: float) -> Ranker:
    """Return the ranker that texts teach; raise RecordError where they are too few."""
    taught = examples(texts)
    if len(taught) < _FEWEST or len({right for _, right in taught}) < 2:
        raise RecordError(f"{len(taught)} events are too few to learn from; give at least {_FEWEST}, right and wrong")
    return fit(taught)._replace(limit=limit)


def steps(reading: Reading, fact: Event, most: int = 8) -> Iterator[tuple[str, str]]:
    """Yield how an event came about, read anew from the article: its frame, its act, its operators, what weighs.

    Nothing where the event is not read again: the record was made by another version, engine or by hand.
    """
    if reading.article.in_language not in known_languages():
        return
    language = load_language(reading.article.in_language)
    article, analysis, found = found_before_events(reading.article, language, None)
    for one in consider(article, analysis, language, found):
        if not isinstance(one, Considered) or one.event.id != fact.id:
            continue
        tokens = one.reader.sentence.tokens
        frame = one.reader.frames[one.candidate.frame]
        words = article.text[tokens[frame.first].start : tokens[frame.last - 1].end]
        yield "frame", f"{frame.kind} {frame.voice} {frame.tense}".strip() + f": {' '.join(words.split())}"
        for held in frame.arguments:
            said = article.text[tokens[held.first].start : tokens[held.last - 1].end]
            yield "argument", f"{held.role} {held.preposition}".strip() + f": {' '.join(said.split())}"
        act = language.common.acts[one.candidate.trigger.act]
        yield "act", f"{act.id}: {act.type}{'/' + act.mode if act.mode else ''}"
        stands = " ".join(filter(None, one.stands.operators)) or "as told"
        yield "stands", f"{stands}{', negated' if one.stands.negated else ''} → {fact.event}"
        ranker = own_ranker()
        for name, weight in reasons(ranker, one.names(), most) if ranker else ():
            yield "weighs", f"{weight:+.2f} {name}"
        return


class Check(NamedTuple):
    """Of texts with events: those with a right type, wrong events; of texts without: false alarms."""

    texts: int = 0
    hits: int = 0
    wrong: int = 0
    empty: int = 0
    alarms: int = 0


def checked_in_turn(texts: list[Labelled], limit: float, folds: int) -> Check:
    """Return what rankers get right on each part of the texts that they were not taught; RecordError for too few."""
    parts = [texts[n::folds] for n in range(folds)]
    told = [0] * len(Check())
    for n, part in enumerate(parts):
        taught = learn([text for m, other in enumerate(parts) if m != n for text in other], limit)
        told = [a + b for a, b in zip(told, check(part, taught, limit), strict=True)]
    return Check(*told)


def check(texts: Iterable[Labelled], ranker: Ranker | None, limit: float) -> Check:
    """Return what is right and wrong where a ranker keeps out what it finds below a limit."""
    count = [0] * len(Check())
    for text in texts:
        kept = {kind for names, kind in text.read if ranker is None or score(ranker, names) >= limit}
        if text.types:
            count[0] += 1
            count[1] += bool(kept & text.types)
            count[2] += len(kept - text.types)
        else:
            count[3] += 1
            count[4] += bool(kept)
    return Check(*count)
