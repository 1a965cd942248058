"""How near does the record come to the gold?

``evaluate`` lays each gold record beside its reading (``gold``), pairs what answers what (``align``), and counts per
measure, gold set and language: how many the gold has, how many were read, how many are right. From these three
numbers come precision, recall and F1. What is wrong is told apart by class in ``mistakes``.

Counting: an ``optional`` gold event and its answer are left out. Where a record codes only its primary event, further
events are no false alarms; only what answers the primary event is counted as read. "event" is the pair of actors and
the type together; "pair" asks only that some event of the sentence has exactly these actors and recipients.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .align import (
    Pair,
    bare_date,
    covered,
    greedy,
    overlap,
    pair_demands,
    pair_events,
    pair_parties,
    pair_statements,
    pair_talks,
    same_codes,
    same_modality,
    same_sectors,
)
from .gold import COMPLETE, PRIMARY, UNCODED, Coded, Party, Said, Sheet, gold_sheet, reading_sheet, with_views
from .mistakes import Mistake, find_mistakes
from .model import Reading, Span, Table

KINDS = ("events", "statements", "talks", "demands", "mentions", "quantities")
ALL = "all"


class Score(NamedTuple):
    """One number of the evaluation; ``got`` is None where the measure is a plain share ``right / gold``."""

    kind: str
    measure: str
    set: str
    language: str
    right: int
    gold: int
    got: int | None = None

    @property
    def precision(self) -> float | None:
        """Right among those read; None where nothing was read or the measure is a share."""
        return self.right / self.got if self.got else None

    @property
    def recall(self) -> float | None:
        """Right among those of the gold (the share itself, for a share)."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None for a share."""
        if self.got is None or not self.gold + self.got:
            return None
        return 2 * self.right / (self.gold + self.got)


class Scores(NamedTuple):
    """All scores, the sum of all sets and languages under "all", and every mistake."""

    rows: tuple[Score, ...]
    mistakes: tuple[Mistake, ...]

    def get(self, measure: str, set: str = ALL, language: str = ALL) -> Score | None:
        """Return one score by its names, or None."""
        wanted = (measure, set, language)
        return next((row for row in self.rows if (row.measure, row.set, row.language) == wanted), None)


class Count(NamedTuple):
    """What one text adds to one measure."""

    kind: str
    measure: str
    right: int
    gold: int
    got: int | None = None


def evaluate(gold: Iterable[Table], readings: Iterable[Reading] | None = None, *, views: bool = True) -> Scores:
    """Return the scores of readings against gold records, in the same order; ``views`` adds talks and demands.

    Gold records are dicts in the gold's schema; without readings their texts are read here. Raises ValueError where
    the two differ in number.

    >>> from dragoman.ident import article_id
    >>> from dragoman.model import Article, Generator
    >>> text = "Chelsea attacked all evening."
    >>> record = {"id": "1", "lang": "en", "set": "no_event", "published": "2022-01-01", "text": text, "events": []}
    >>> empty = Reading(article=Article(id=article_id(text), text=text), generator=Generator(version="0", data=""))
    >>> evaluate([record], [empty], views=False).get("false alarm").recall
    0.0
    """
    counts: dict[tuple[str, str, str, str], list[int | None]] = {}
    mistakes: list[Mistake] = []
    records = list(gold)
    for record, reading in zip(records, map(read_gold, records) if readings is None else readings, strict=True):
        sheet = gold_sheet(record)
        answer = reading_sheet(reading, sheet)
        if views:
            answer = with_views(answer, reading)
        pairs = pair_events(sheet, answer)
        said = pair_statements(sheet, answer)
        for count in count_text(sheet, answer, pairs, said, views=views):
            for name in (sheet.set, ALL):
                for language in (sheet.language, ALL):
                    _add(counts, name, language, count)
        mistakes += find_mistakes(sheet, answer, pairs, said, views=views)
    rows = tuple(
        Score(kind, measure, name, language, cells[0] or 0, cells[1] or 0, cells[2])
        for (kind, measure, name, language), cells in counts.items()
    )
    return Scores(rows, tuple(mistakes))


def read_gold(record: Table) -> Reading:
    """Return the reading of a gold record's text, as a page of that date and language."""
    from .reading import read  # whoever scores readings of their own needs no pipeline

    return read(record["text"], published=record["published"], language=record["lang"])


def _add(counts: dict[tuple[str, str, str, str], list[int | None]], name: str, language: str, count: Count) -> None:
    start: list[int | None] = [0, 0, None if count.got is None else 0]
    cells = counts.setdefault((count.kind, count.measure, name, language), start)
    cells[0] = (cells[0] or 0) + count.right
    cells[1] = (cells[1] or 0) + count.gold
    if count.got is not None:
        cells[2] = (cells[2] or 0) + count.got


def count_text(gold: Sheet, got: Sheet, pairs: tuple[Pair, ...], said: dict[int, int], *, views: bool) -> list[Count]:
    """Return what one text adds to every measure."""
    counts: list[Count] = []
    if gold.coverage != UNCODED:
        counts += count_events(gold, got, pairs)
        counts += count_details(gold, got, pairs, said)
        counts += count_statements(gold, got, said)
        counts.append(Count("events", "events per text", len(got.events), 1))
    if gold.set == "no_event":
        counts.append(Count("events", "false alarm", int(bool(got.events)), 1))
    if gold.mentions is not None:
        counts += count_mentions(gold, got)
    if gold.quantities:
        found = greedy(
            gold.quantities,
            got.quantities,
            lambda mine, theirs: (1.0,) if mine[1] == theirs[1] and overlap(mine[0], theirs[0]) else None,
        )
        counts.append(Count("quantities", "quantity", len(found), len(gold.quantities)))
    if views:
        counts += count_views(gold, got)
    return counts


def count_events(gold: Sheet, got: Sheet, pairs: tuple[Pair, ...]) -> list[Count]:
    """Count events: whole, by part, by type and by modality."""
    paired = [pair for pair in pairs if not pair.gold.optional]
    spare = {pair.got_index for pair in pairs if pair.gold.optional}
    mine = [event for event in gold.events if not event.optional]
    if gold.coverage == PRIMARY:
        theirs = [pair.got for pair in paired]
    else:
        theirs = [event for index, event in enumerate(got.events) if index not in spare]
    typed = [pair for pair in paired if pair.type]
    moded = [pair for pair in typed if pair.gold.mode == pair.got.mode]
    exact = [pair for pair in paired if pair.exact]
    same = [index for index in pair_parties(gold, got) if not gold.events[index].optional]
    n, m = len(mine), len(theirs)
    counts = [
        Count("events", "event", len(exact), n, m),
        Count("events", "event+sector", sum(map(_sectors_right, exact)), n, m),
        Count("events", "type", len(typed), n, m),
        Count("events", "type+mode", len(moded), n, m),
        Count("events", "type+mode+modality+negation", sum(map(_aspect_right, moded)), n, m),
        Count("events", "act", sum(pair.gold.act == pair.got.act for pair in paired), n, m),
        Count("events", "modality", sum(same_modality(pair.gold, pair.got) for pair in paired), n, m),
        Count("events", "pair in order", len(same), n, max(m, len(same))),
    ]
    return counts + _by_value(mine, theirs, paired)


def _sectors_right(pair: Pair) -> bool:
    return same_sectors(pair.gold.actor, pair.got.actor) and same_sectors(pair.gold.recipient, pair.got.recipient)


def _aspect_right(pair: Pair) -> bool:
    return same_modality(pair.gold, pair.got) and pair.gold.negated == pair.got.negated


def _by_value(mine: list[Coded], theirs: list[Coded], paired: list[Pair]) -> list[Count]:
    """Count by type (right: type and parties) and by modality and negation (right: the same on both sides)."""
    credit = {id(pair.got): pair.gold.types[0] for pair in paired if pair.type}
    counts: list[Count] = []
    golds = [event.types[0] for event in mine]
    gots = [credit.get(id(event), event.types[0]) for event in theirs]
    for name in sorted({*golds, *gots}):
        right = sum(pair.exact for pair in paired if pair.gold.types[0] == name)
        counts.append(Count("events", f"event of {name}", right, golds.count(name), gots.count(name)))
        typed = sum(pair.type for pair in paired if pair.gold.types[0] == name)
        counts.append(Count("events", f"type of {name}", typed, golds.count(name), gots.count(name)))
    told = {id(pair.got): pair.gold.modality for pair in paired if same_modality(pair.gold, pair.got)}
    modes = [event.modality for event in mine]
    answers = [told.get(id(event), event.modality) for event in theirs]
    for name in sorted({*modes, *answers}):
        right = sum(told.get(id(pair.got)) == name for pair in paired)
        counts.append(Count("events", f"modality {name}", right, modes.count(name), answers.count(name)))
    right = sum(pair.gold.negated and pair.got.negated for pair in paired)
    sides = sum(event.negated for event in mine), sum(event.negated for event in theirs)
    return [*counts, Count("events", "negated", right, *sides)] if any(sides) else counts


def count_details(gold: Sheet, got: Sheet, pairs: tuple[Pair, ...], said: dict[int, int]) -> list[Count]:
    """Count what else a matched event carries: date, place, quantity, contexts, and who says so."""
    counts: list[Count] = []
    for pair in pairs:
        mine, theirs = pair.gold, pair.got
        if not pair.type or mine.optional:
            continue
        if mine.date or gold.coverage == COMPLETE:  # primary events of an unknown day have their days uncoded
            counts.append(_field("date", bare_date(mine.date), bare_date(theirs.date)))
        counts.append(_field("place", mine.place, theirs.place))
        counts.append(_field("event quantity", mine.quantity, theirs.quantity))
        both = len(set(mine.context) & set(theirs.context))
        counts.append(Count("events", "context", both, len(mine.context), len(theirs.context)))
        meant = said.get(mine.statement, -2) if mine.statement >= 0 else -1
        counts.append(Count("events", "event to statement", int(meant == theirs.statement), 1))
    return counts


def _field(name: str, mine: str | float | None, theirs: str | float | None) -> Count:
    has, holds = mine not in ("", None), theirs not in ("", None)
    return Count("events", name, int(has and mine == theirs), int(has), int(holds))


def count_statements(gold: Sheet, got: Sheet, said: dict[int, int]) -> list[Count]:
    """Count statements: by overlap (content: half of the characters) and exactly; relay and style of matched ones."""
    n = len(gold.statements)
    m = len(got.statements) if gold.coverage == COMPLETE else len(said)
    if not n + m:
        return []
    pairs = [(gold.statements[first], got.statements[second]) for first, second in said.items()]
    near = [_near(mine, theirs) for mine, theirs in pairs]
    same = [_same(mine, theirs) for mine, theirs in pairs]
    counts: list[Count] = []
    for number, part in enumerate(("source", "cue", "content")):
        counts.append(Count("statements", f"{part} overlap", sum(hit[number] for hit in near), n, m))
        counts.append(Count("statements", f"{part} exact", sum(hit[number] for hit in same), n, m))
    counts.append(Count("statements", "statement overlap", sum(map(all, near)), n, m))
    counts.append(Count("statements", "statement exact", sum(map(all, same)), n, m))
    known = [pair for pair in pairs if same_codes(pair[0].who, pair[1].who)]
    counts.append(Count("statements", "source code", len(known), n, m))
    counts.append(Count("statements", "source code+sector", sum(map(_who_right, known)), n, m))
    relays = sum(bool(mine.relay and theirs.relay and overlap(mine.relay, theirs.relay)) for mine, theirs in pairs)
    told = sum(bool(mine.relay) for mine in gold.statements)
    counts.append(Count("statements", "relay", relays, told, sum(bool(theirs.relay) for _, theirs in pairs)))
    counts.append(Count("statements", "style", sum(a.style == b.style for a, b in pairs), len(pairs)))
    return counts


def _near(mine: Said, theirs: Said) -> tuple[bool, bool, bool]:
    source = mine.source == theirs.source or bool(mine.source and theirs.source and overlap(mine.source, theirs.source))
    return source, overlap(mine.cue, theirs.cue) > 0, covered(mine.content, theirs.content) >= 0.5


def _same(mine: Said, theirs: Said) -> tuple[bool, bool, bool]:
    return mine.source == theirs.source, mine.cue == theirs.cue, _hull(mine.content) == _hull(theirs.content)


def _hull(content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The gold pins one stretch; several stretches of a quotation are compared by their outer ends."""
    return (Span(content[0].start, content[-1].end),) if content else ()


def _who_right(pair: tuple[Said, Said]) -> bool:
    return same_sectors(pair[0].who, pair[1].who)


def _mention_rank(mine: Party, theirs: Party) -> tuple[float, ...] | None:
    touch = overlap(mine.span, theirs.span)
    return (mine.span == theirs.span, mine.codes[0] == theirs.codes[0], touch) if touch else None


def count_mentions(gold: Sheet, got: Sheet) -> list[Count]:
    """Count mentions: found (overlap), exact span, code, code and sector."""
    mine, theirs = gold.mentions or (), got.mentions or ()
    pairs = greedy(mine, theirs, _mention_rank)
    hits = [(mine[first], theirs[second]) for first, second in pairs.items()]
    code = [(one, other) for one, other in hits if other.codes[0] in one.codes]
    n, m = len(mine), len(theirs)
    return [
        Count("mentions", "mention found", len(hits), n, m),
        Count("mentions", "mention exact", sum(one.span == other.span for one, other in hits), n, m),
        Count("mentions", "mention code", len(code), n, m),
        Count("mentions", "mention code+sector", sum(b.sectors[0] in a.sectors for a, b in code), n, m),
    ]


def count_views(gold: Sheet, got: Sheet) -> list[Count]:
    """Count talks (participants, and the date where the gold has one) and demands (parties and theme)."""
    counts: list[Count] = []
    if gold.talks is not None and gold.talks + (got.talks or ()):
        theirs = got.talks or ()
        found = pair_talks(gold.talks, theirs)
        status = sum(gold.talks[first].status == theirs[second].status for first, second in found.items())
        counts.append(Count("talks", "talk", len(found), len(gold.talks), len(theirs)))
        counts.append(Count("talks", "talk with status", status, len(gold.talks), len(theirs)))
    if gold.demands is not None and gold.demands + (got.demands or ()):
        asks = got.demands or ()
        pairs = pair_demands(gold.demands, asks)
        counts.append(Count("demands", "demand", len(pairs), len(gold.demands), len(asks)))
        told = [(set(gold.demands[first].answers), set(asks[second].answers)) for first, second in pairs.items()]
        given, read = sum(len(ask.answers) for ask in gold.demands), sum(len(ask.answers) for ask in asks)
        counts.append(Count("demands", "answer", sum(len(one & other) for one, other in told), given, read))
    return counts
