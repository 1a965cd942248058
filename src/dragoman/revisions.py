"""What did a newsroom change in its report, and which facts does the new version take back?

Versions are compared paragraph by paragraph: kept, changed, added, removed. A fact of the old version that the new one
tells in the same way stands. One that it tells otherwise (another number, another date, denied where it was told) is
superseded; one that it tells no more is retracted; the rest of the new version's facts are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .alike import same_outlet
from .fold import fold
from .model import AnyFact, Event, Mention, Quantity, Reading, Span, Statement, Time, Value
from .story import stories
from .traces import prose_of

_Met = tuple[float, tuple[int, int]]
_CHANGED = 0.4
_SAME_WORDS = 0.5


class ParagraphChange(Value, kw_only=True):
    """What became of a paragraph: ``kept``, ``changed``, ``added`` or ``removed``; its spans in either version."""

    kind: str
    before: Span | None = None
    after: Span | None = None


class FactChange(Value, kw_only=True):
    """What became of a fact: ``superseded``, ``retracted`` or ``added``; its ids in either version."""

    kind: str
    before: str = ""
    after: str = ""


class Revision(Value, kw_only=True):
    """Two versions of one report: article ids, and what changed between them in paragraphs and in facts."""

    before: str
    after: str
    paragraphs: tuple[ParagraphChange, ...] = ()
    facts: tuple[FactChange, ...] = ()


def revisions(readings: Iterable[Reading]) -> tuple[Revision, ...]:
    """Return what changed from each version of a report to the next, by story, then by date.

    >>> revisions(())
    ()
    """
    known = {reading.article.id: reading for reading in readings}
    found: list[Revision] = []
    for story in stories(known.values()):
        original = known[story.original]
        later = [known[key] for key, kind in story.articles if kind == "revision"]
        later = [reading for reading in later if same_outlet(original.article, reading.article)]
        found += [revise(*pair) for pair in pairwise((original, *sorted(later, key=_dated)))]
    return tuple(found)


def _dated(reading: Reading) -> tuple[str, str, str]:
    return reading.article.date_published, reading.article.date_modified, reading.article.id


def revise(before: Reading, after: Reading) -> Revision:
    """Return what changed from one version of a report to another.

    >>> from dragoman.model import Article, Generator
    >>> made = Generator(version="", data="")
    >>> articles = [Article(id=text, text=text) for text in ("A.", "A.\\nB.")]
    >>> old, new = (Reading(article=article, actors=(), facts=(), generator=made) for article in articles)
    >>> [change.kind for change in revise(old, new).paragraphs]
    ['kept', 'added']
    """
    return Revision(
        before=before.article.id,
        after=after.article.id,
        paragraphs=_paragraphs(before, after),
        facts=_facts(before, after),
    )


# --- paragraphs ---------------------------------------------------------------------------------------------------


def _paragraphs(before: Reading, after: Reading) -> tuple[ParagraphChange, ...]:
    """Return the paragraphs of both versions laid side by side, in the new version's order."""
    old, new = prose_of(before.article), prose_of(after.article)
    mine = [_words(before, span) for span in old]
    theirs = [_words(after, span) for span in new]
    changes: list[ParagraphChange] = []
    last = [0, 0]
    for i, j in [*_aligned(mine, theirs), (len(old), len(new))]:
        changes += [ParagraphChange(kind="removed", before=span) for span in old[last[0] : i]]
        changes += [ParagraphChange(kind="added", after=span) for span in new[last[1] : j]]
        if i < len(old):
            kind = "kept" if mine[i] == theirs[j] else "changed"
            changes.append(ParagraphChange(kind=kind, before=old[i], after=new[j]))
        last = [i + 1, j + 1]
    return tuple(changes)


def _words(reading: Reading, span: Span) -> list[str]:
    return fold(reading.article.text[span.start : span.end]).split()


def _aligned(mine: Sequence[list[str]], theirs: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Return the pairs of paragraphs that are versions of each other, in order, so that most words meet."""
    best: list[list[tuple[float, tuple[int, int]]]] = [
        [(0.0, (-1, -1))] * (len(theirs) + 1) for _ in range(len(mine) + 1)
    ]
    for i, one in enumerate(mine, 1):
        for j, other in enumerate(theirs, 1):
            up, left = best[i - 1][j], best[i][j - 1]
            best[i][j] = up if up[0] >= left[0] else left
            likeness = _likeness(one, other)
            met = best[i - 1][j - 1][0] + likeness
            if likeness >= _CHANGED and met > best[i][j][0]:
                best[i][j] = met, (i, j)
    pairs: list[tuple[int, int]] = []
    i, j = best[-1][-1][1]
    while i > 0:
        pairs.append((i - 1, j - 1))
        i, j = best[i - 1][j - 1][1]
    return pairs[::-1]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words that two paragraphs have in common."""
    return 2 * sum((Counter(one) & Counter(other)).values()) / max(1, len(one) + len(other))


# --- facts --------------------------------------------------------------------------------------------------------


class _Content(NamedTuple):
    """What a fact is about, and all that it says of it: comparable between versions."""

    about: tuple[str, ...]
    says: tuple[str, ...]
    fact: AnyFact


def _facts(before: Reading, after: Reading) -> tuple[FactChange, ...]:
    """Return the facts that were superseded, retracted and added."""
    old, new = _contents(before), _contents(after)
    held = Counter((one.about, one.says) for one in new)
    gone = []
    for one in old:
        if held[one.about, one.says] > 0:
            held[one.about, one.says] -= 1
        else:
            gone.append(one)
    told = Counter((one.about, one.says) for one in old)
    come = []
    for one in new:
        if told[one.about, one.says] > 0:
            told[one.about, one.says] -= 1
        else:
            come.append(one)
    changes: list[FactChange] = []
    for one in gone:
        other = next((other for other in come if _told_otherwise(one, other)), None)
        if other is not None:
            come.remove(other)
            changes.append(FactChange(kind="superseded", before=one.fact.id, after=other.fact.id))
        else:
            changes.append(FactChange(kind="retracted", before=one.fact.id))
    return (*changes, *(FactChange(kind="added", after=one.fact.id) for one in come))


def _told_otherwise(one: _Content, other: _Content) -> bool:
    """Is this the same matter? A statement must share half of its words."""
    if one.about != other.about:
        return False
    if isinstance(one.fact, Statement):
        return _likeness(one.says[-1].split(), other.says[-1].split()) >= _SAME_WORDS
    return True


def _contents(reading: Reading) -> list[_Content]:
    """Return events, statements and quantities by what they say, in text order."""
    names = {actor.id: actor.name if actor.anonymous else actor.id for actor in reading.actors}
    actors = {fact.id: names.get(fact.actor, "") for fact in reading.facts if isinstance(fact, Mention)}
    values = {fact.id: fact.value for fact in reading.facts if isinstance(fact, Time)}
    amounts = {fact.id: f"{fact.bound} {fact.value:g}" for fact in reading.facts if isinstance(fact, Quantity)}
    text = reading.article.text

    def who(keys: Iterable[str]) -> str:
        return " ".join(sorted({actors.get(key, "") for key in keys}))

    def words(spans: Iterable[Span]) -> str:
        return " ".join(" ".join(fold(text[span.start : span.end]).split()) for span in spans)

    found: list[_Content] = []
    for fact in reading.facts:
        if isinstance(fact, Event):
            about = ("event", fact.act, who(fact.actor), who(fact.recipient))
            theme = words((fact.theme,)) if fact.theme else ""
            amount = amounts.get(fact.quantity, "")
            told = (fact.event, fact.mode, fact.modality, str(fact.negated), values.get(fact.time, ""), amount, theme)
            found.append(_Content(about, told, fact))
        elif isinstance(fact, Statement):
            says = (fact.stance, words(fact.content))
            found.append(_Content(("statement", who((fact.source,))), says, fact))
        elif isinstance(fact, Quantity) and fact.unit:
            found.append(_Content(("quantity", fact.unit), (amounts[fact.id],), fact))
    return found
