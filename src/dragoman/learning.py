"""How does a ranker learn from labelled texts?

Each text is read by the rules; of a word that may name several acts each is read in turn. What comes out is graded by
the labels: wrong, of the right type, with the right parties, in the right mode. The best of several teaches the choice;
an event whose type is right is one, an event in a text without any right one is none. What stands beside a right event
is left out, since few texts are labelled with all they tell, and so is another type with the right parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from .acts import Acts, Candidate
from .errors import RecordError
from .events import Considered, consider
from .language import Language, known_languages, load_language
from .model import Analysis, Article, Event, Reading, Table
from .ranker import Choice, Ranker, Seen, best, fit, reasons, score, seen_of, votes
from .reading import Analyse, found_before_events, open_page, own_ranker
from .tellers import Found

_FEWEST = 40
_TYPE, _PARTIES = 1, 2
_COUNTS_OF_OPTIONS = 3.0

Head = tuple[int, int]


class Label(NamedTuple):
    """An event that people coded: types that count, mode ("": not told), countries of the parties (None: not told)."""

    types: frozenset[str]
    mode: str
    actor: frozenset[str] | None
    recipient: frozenset[str] | None


class Option(NamedTuple):
    """One way to read a word: what is seen of it, and the grade of its event, 0 (wrong) to 3 (mode and all).

    ``related`` tells that an event of another type has the right parties: an act of theirs, whatever its name.
    """

    seen: Seen
    grade: int
    related: bool = False


class Labelled(NamedTuple):
    """A labelled text: its key (texts of one key are never parted), whether it tells an event, its words' options.

    ``others`` are the grades of the events that no word with options tells.
    """

    key: str
    tells: bool
    words: tuple[tuple[Option, ...], ...]
    others: tuple[int, ...] = ()


def labelled(record: Table, *, syntax: Analyse | None = None) -> Labelled:
    """Return what the rules read in a labelled text.

    A record is one of a gold standard (``events``), or ``{"text": …, "lang": …, "event": TYPE or ""}`` with ``mode``,
    ``actor`` and ``recipient`` (codes) if they are known. Raises RecordError where it has no text or no label.
    """
    if "text" not in record or not ("events" in record or "event" in record):
        raise RecordError("a labelled text needs text, lang and events (or event: a PLOVER type, empty for none)")
    article, language = open_page(
        record["text"], published=record.get("published") or None, language=record.get("lang") or None
    )
    read = found_before_events(article, language, syntax)
    words, others = _graded(*read, language, list(labels(record)))
    return Labelled(str(record.get("id") or record["text"]), any(labels(record)), words, others)


def labels(record: Table) -> Iterator[Label]:
    """Yield the events that a record says its text tells.

    >>> [label.types for label in labels({"event": "AID"})]
    [frozenset({'AID'})]
    """
    if "event" in record:
        if record["event"]:
            sides = (_countries(record[side]) if side in record else None for side in ("actor", "recipient"))
            yield Label(frozenset({record["event"]}), record.get("mode") or "", *sides)
        return
    for event in record["events"]:
        more = event.get("plover_alt", [])
        types = frozenset({event["plover"], *([more] if isinstance(more, str) else more)})
        sides = (_countries(event[side]) if side in event else None for side in ("actor", "recipient"))
        yield Label(types, event.get("mode") or "", *sides)


def _countries(parties: Iterable[Any]) -> frozenset[str]:
    codes = (one["code"] if isinstance(one, Mapping) else one for one in parties)
    return frozenset(str(code).partition(".")[0] for code in codes)


def _graded(
    article: Article, analysis: Analysis, found: Found, language: Language, told: list[Label]
) -> tuple[tuple[tuple[Option, ...], ...], tuple[int, ...]]:
    """Return the options of each word, as graded by labels, and the grades of other events."""
    country = {m.id: found.cast.actors[m.actor].country for m in (*found.cast.mentions, *found.cast.extra)}

    def sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(country[one] for one in event.actor), frozenset(country[one] for one in event.recipient)

    def grade(event: Event) -> int:
        return max((_grade(event, *sides(event), label) for label in told), default=0)

    def option(one: Considered) -> Option:
        return Option(
            one.seen(), grade(one.event), sides(one.event) in [(label.actor, label.recipient) for label in told]
        )

    several: dict[Head, int] = {}

    def count(reader: Acts, options: list[Candidate]) -> int:
        several[reader.number, options[0].head] = len(options)
        return 0

    words: dict[Head, list[Option]] = {}
    others: list[int] = []
    for one in consider(article, analysis, language, found, count):
        if isinstance(one, Considered):
            words[_head(one)] = [option(one)]
        else:
            others.append(grade(one))
    for head, many in several.items():
        for place in range(1, many if head in words else 0):

            def pick(reader: Acts, options: list[Candidate], head: Head = head, place: int = place) -> int:
                return place if (reader.number, options[0].head) == head else 0

            for one in consider(article, analysis, language, found, pick):
                if isinstance(one, Considered) and _head(one) == head:
                    words[head].append(option(one))
    return tuple(tuple(options) for options in words.values()), tuple(others)


def _head(one: Considered) -> Head:
    return one.reader.number, one.candidate.head


def _grade(event: Event, actor: frozenset[str], recipient: frozenset[str], label: Label) -> int:
    if event.event not in label.types:
        return 0
    if label.actor not in (None, actor) or label.recipient not in (None, recipient):
        return _TYPE
    return _PARTIES + (bool(label.mode) and event.mode == label.mode)


def examples(texts: Sequence[Labelled]) -> list[Choice]:
    """Return what texts teach: which type words tell, which of several readings is best, what is no event."""
    kinds = sorted({option.seen.kind for text in texts for options in text.words for option in options})
    taught = []
    for text in texts:
        most = max((*(options[0].grade for options in text.words), *text.others), default=0)
        for options in text.words:
            grades = [option.grade for option in options]
            top = max(grades)
            if top < _PARTIES and most >= _PARTIES:
                continue  # the event that the text is labelled with is another
            seen = options[grades.index(top)].seen
            if top or not (most or any(option.related for option in options)):
                taught.append(Choice((seen.whether(), []), (top >= _TYPE, top < _TYPE)))
            if top:
                taught.append(
                    Choice(tuple(seen.told_as(kind) for kind in kinds), tuple(kind == seen.kind for kind in kinds))
                )
            if min(grades) < top:
                told = tuple(option.seen.votes() for option in options)
                taught.append(Choice(told, tuple(grade == top for grade in grades), _COUNTS_OF_OPTIONS, ranked=True))
    return taught


def learn(texts: Sequence[Labelled], limit: float) -> Ranker:
    """Return the ranker that texts teach; raise RecordError where they are too few."""
    taught = examples(texts)
    whether = {choice.right[0] for choice in taught if not choice.options[-1]}
    if len(taught) < _FEWEST or len(whether) < 2:
        raise RecordError(f"{len(taught)} examples are too few to learn from; give at least {_FEWEST}, right and wrong")
    return fit(taught)._replace(limit=limit)


def steps(reading: Reading, fact: Event, most: int = 8) -> Iterator[tuple[str, str]]:
    """Yield how an event came about, read anew from the article: frame, act, operators, other readings, what weighs.

    Nothing where the event is not read again: the record was made by another version, engine or by hand.
    """
    if reading.article.in_language not in known_languages():
        return
    language = load_language(reading.article.in_language)
    article, analysis, found = found_before_events(reading.article, language, None)
    ranker = own_ranker()
    several: dict[Head, tuple[list[Candidate], list[float]]] = {}

    def choose(reader: Acts, options: list[Candidate]) -> int:
        told = votes(ranker, [seen_of(reader, one) for one in options]) if ranker else [0.0] * len(options)
        several[reader.number, options[0].head] = options, told
        return best(told)

    for one in consider(article, analysis, language, found, choose):
        if not isinstance(one, Considered) or one.event.id != fact.id:
            continue
        tokens = one.reader.sentence.tokens
        frame = one.reader.frames[one.candidate.frame]
        words = article.text[tokens[frame.first].start : tokens[frame.last - 1].end]
        yield "frame", f"{frame.kind} {frame.voice} {frame.tense}".strip() + f": {' '.join(words.split())}"
        for held in frame.arguments:
            said = article.text[tokens[held.first].start : tokens[held.last - 1].end]
            yield "argument", f"{held.role} {held.preposition}".strip() + f": {' '.join(said.split())}"
        yield "act", _act(language, one.candidate)
        stands = " ".join(filter(None, one.stands.operators)) or "as told"
        yield "stands", f"{stands}{', negated' if one.stands.negated else ''} → {fact.event}"
        if ranker is None:
            return
        options, told = several.get(_head(one), ([], []))
        for option, vote in zip(options, told, strict=True):
            yield "chosen" if option == one.candidate else "or", f"{vote:+.2f} {_act(language, option)}"
        seen = one.seen()
        for name, weight in reasons(ranker, seen.votes(), most) if options else ():
            yield "votes", f"{weight:+.2f} {name}"
        yield "odds", f"{score(ranker, seen.whether()):+.2f}, kept out below {ranker.limit:+.2f}"
        for name, weight in reasons(ranker, seen.whether(), most):
            yield "weighs", f"{weight:+.2f} {name}"
        return


def _act(language: Language, candidate: Candidate) -> str:
    act = language.common.acts[candidate.trigger.act]
    return f"{act.id}: {act.type}{'/' + act.mode if act.mode else ''}"


class Check(NamedTuple):
    """Of texts with events: those with a right type, with right parties too; events that are wrong, all events.

    ``empty`` are the texts without events, ``alarms`` those of them in which events are read.
    """

    texts: int = 0
    types: int = 0
    hits: int = 0
    events: int = 0
    wrong: int = 0
    empty: int = 0
    alarms: int = 0

    def plus(self, other: Check) -> Check:
        """Return the sums of two checks."""
        return Check(*(a + b for a, b in zip(self, other, strict=True)))


def in_turn(texts: Sequence[Labelled], folds: int) -> Iterator[tuple[list[Labelled], Ranker]]:
    """Yield each part of the texts with the ranker that the other parts teach; RecordError for too few."""
    for fold in range(folds):
        part = [text for text in texts if crc32(text.key.encode()) % folds == fold]
        yield part, learn([text for text in texts if crc32(text.key.encode()) % folds != fold], float("-inf"))


def checked_in_turn(texts: Sequence[Labelled], limit: float, folds: int) -> Check:
    """Return what rankers get right on each part of the texts that they were not taught; RecordError for too few."""
    told = Check()
    for part, ranker in in_turn(texts, folds):
        told = told.plus(check(part, ranker._replace(limit=limit)))
    return told


def check(texts: Iterable[Labelled], ranker: Ranker | None) -> Check:
    """Return what is right and wrong as the rules alone read, or as a ranker chooses and keeps out."""
    told = Check()
    for text in texts:
        kept = list(text.others)
        for options in text.words:
            taken = options[best(votes(ranker, [option.seen for option in options]))] if ranker else options[0]
            if ranker is None or score(ranker, taken.seen.whether()) >= ranker.limit:
                kept.append(taken.grade)
        top, wrong = max(kept, default=0), kept.count(0)
        if text.tells:
            told = told.plus(Check(1, top >= _TYPE, top >= _PARTIES, len(kept), wrong))
        else:
            told = told.plus(Check(events=len(kept), wrong=wrong, empty=1, alarms=bool(kept)))
    return told
