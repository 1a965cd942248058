"""What of an article is left when every word of it is replaced?

A translation and a text spun by machine keep names, numbers, days and who does what to whom, and keep them in the
order of the paragraphs. Names are compared by their consonants, in one alphabet for all scripts, without the endings
that cases hang on them; states, bodies and events by their codes; days by their date. Traces are weighed by how much
they tell: a minor name or a large number much, a state little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .fold import fold
from .folder import root, toml
from .language import ActorEntry, Language, known_languages, load_language
from .match import Hit
from .model import Article, Event, Mention, Quantity, Reading, Span, Time, Token
from .sentences import token_keys

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
_OPENING = re.compile(r"(?:^|[.!?\u2026:;\n]|[\"\u00ab\u201c\u201e(])[\s\"'\u00ab\u201c\u201e(\u2013\u2014-]*$")
_PROSE = frozenset({"paragraph", "list", "quote"})
_NAME_LEAST, _STEM_LEAST, _ACRONYM, _SMALL = 2, 3, 5, 10
_LOOK_BACK = 12
_LONG_NAME = 3
_TELLS_ENOUGH = 7.0
_WEIGHTS = {"name": 1.0, "place": 1.0, "number": 1.0, "small": 0.4, "day": 0.8, "actor": 0.3, "event": 0.3}
HARD = ("name:", "place:", "number:", "day:")


class Trace(NamedTuple):
    """One trace: its key (``name:LVRV``, ``place:lviv``, ``number:90``, ``actor:RUS``) and where it stands."""

    key: str
    span: Span


class Traced(NamedTuple):
    """An article by its traces: a set of keys for each paragraph, in order."""

    paragraphs: tuple[frozenset[str], ...]

    @property
    def total(self) -> float:
        """Return how much the article's traces weigh."""
        return sum(weight(key) for keys in self.paragraphs for key in sorted(keys))

    @property
    def hard(self) -> frozenset[str]:
        """Return the keys that few articles share: names, numbers, days."""
        return frozenset(key for keys in self.paragraphs for key in keys if key.startswith(HARD))


def traced(reading: Reading) -> Traced:
    """Return a reading's traces, paragraph by paragraph; paragraphs without any are left out.

    >>> from dragoman.model import Article, Generator
    >>> article = Article(id="a", text="The old bridge near Vinnovo was shelled 312 times.", in_language="en")
    >>> found = traced(Reading(article=article, actors=(), facts=(), generator=Generator(version="", data="")))
    >>> [sorted(paragraph) for paragraph in found.paragraphs]
    [['name:VNV', 'number:312']]
    """
    found = sorted(find_traces(reading), key=lambda trace: (trace.span.start, trace.key))
    paragraphs = []
    for span in prose_of(reading.article):
        keys = frozenset(trace.key for trace in found if span.start <= trace.span.start < span.end)
        if keys:
            paragraphs.append(keys)
    return Traced(tuple(paragraphs))


def prose_of(article: Article) -> tuple[Span, ...]:
    """Return the spans of the paragraphs of an article; of one without blocks, its lines."""
    if article.blocks:
        return tuple(b.span for b in article.blocks if b.span and b.kind in _PROSE)
    lines, start = [], 0
    for line in article.text.splitlines(keepends=True):
        if line.strip():
            lines.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return tuple(lines)


def weight(key: str) -> float:
    """Return how much a shared trace tells.

    >>> weight("name:LVRV"), weight("number:7"), weight("actor:RUS")
    (1.0, 0.4, 0.3)
    """
    kind, _, value = key.partition(":")
    small = len(value) < _LONG_NAME if kind == "name" else kind == "number" and float(value) < _SMALL
    return _WEIGHTS["small" if small else kind]


class Kinship(NamedTuple):
    """How alike two articles run, 0 to 1, and how much of the one that tells less is held by the other."""

    alike: float
    held: float


def kinship(first: Traced, second: Traced) -> Kinship:
    """Return how alike two articles run: the traces that meet when their paragraphs are laid side by side.

    Paragraphs are paired in order, two with one where that fits better; what meets is divided by what there is.

    >>> one = Traced((frozenset({"name:LVRV"}), frozenset({"number:90"})))
    >>> kinship(one, one).alike, kinship(one, Traced(one.paragraphs[::-1])).alike, kinship(one, Traced(())).held
    (1.0, 0.5, 0.0)
    """
    mine, theirs = first.paragraphs, second.paragraphs
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for i, one in enumerate(mine, 1):
        for j, other in enumerate(theirs, 1):
            ways = [best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + _met(one, other)]
            if i > 1:
                ways.append(best[i - 2][j - 1] + _met(mine[i - 2] | one, other))
            if j > 1:
                ways.append(best[i - 1][j - 2] + _met(one, theirs[j - 2] | other))
            best[i][j] = max(ways)
    return _of_all(best[-1][-1], first, second)


def highest_kinship(first: Traced, second: Traced) -> Kinship:
    """Return what the kinship of two articles cannot exceed: the traces they share in whatever order; quick to tell."""
    mine, theirs = (Counter(key for keys in traced.paragraphs for key in keys) for traced in (first, second))
    return _of_all(sum(weight(key) * count for key, count in sorted((mine & theirs).items())), first, second)


def _of_all(met: float, first: Traced, second: Traced) -> Kinship:
    """Return what a weight of shared traces is of all that two articles tell; nothing of one that tells too little."""
    mine, theirs = first.total, second.total
    if not mine or not theirs:
        return Kinship(0.0, 0.0)
    held = met / min(mine, theirs) if min(mine, theirs) >= _TELLS_ENOUGH or mine == theirs else 0.0
    return Kinship(min(1.0, 2 * met / (mine + theirs)), min(1.0, held))


def _met(one: frozenset[str], other: frozenset[str]) -> float:
    return sum(weight(key) for key in one & other)


# --- where traces come from ---------------------------------------------------------------------------------------


def find_traces(reading: Reading) -> Iterator[Trace]:
    """Yield the traces of a reading in no particular order."""
    taken: list[Span] = []
    actors = {actor.id: actor for actor in reading.actors}
    persons: list[Span] = []
    codes: dict[str, str] = {}
    for fact in reading.facts:
        span = fact.evidence.span
        if isinstance(fact, Time):
            taken.append(span)
            if fact.type == "DATE" and fact.grain in ("day", "") and len(fact.value) >= 10:
                yield Trace(f"day:{fact.value[:10]}", span)
        elif isinstance(fact, Quantity):
            taken.append(span)
            if fact.value > 1:
                yield Trace(f"number:{fact.value:g}", span)
        elif isinstance(fact, Mention) and fact.actor in actors and not actors[fact.actor].anonymous:
            actor = actors[fact.actor]
            codes[fact.id] = actor.country
            if actor.id.startswith("person:"):
                persons.append(_surname(reading.article.text, span))
            elif actor.country:
                yield Trace(f"actor:{actor.country}", span)
    for fact in reading.facts:
        if isinstance(fact, Event):
            parties = sorted({codes.get(key, "") for key in (*fact.actor, *fact.recipient)} - {""})
            yield Trace(f"event:{fact.act} {' '.join(parties)}", fact.evidence.span)
    yield from _numbers(reading.article, taken)
    yield from names(reading.article, persons)


def _surname(text: str, span: Span) -> Span:
    """Return the span of the last word of a person's name, which titles stand before."""
    start = max(text.rfind(blank, span.start, span.end) for blank in " \N{NO-BREAK SPACE}\n")
    return Span(max(span.start, start + 1), span.end)


def _numbers(article: Article, taken: Sequence[Span]) -> Iterator[Trace]:
    """Yield the numbers that neither a time nor a quantity holds."""
    held = _Held(taken)
    for paragraph in prose_of(article):
        for found in _NUMBER.finditer(article.text, paragraph.start, paragraph.end):
            value = re.sub(r"[.,\s](?=\d{3}(?!\d))", "", found[0]).replace(",", ".")
            if not held.at(found.start()) and re.fullmatch(r"\d{1,12}(?:\.\d+)?", value) and float(value) > 1:
                yield Trace(f"number:{float(value):g}", Span(found.start(), found.end()))


def names(article: Article, persons: Sequence[Span] = ()) -> Iterator[Trace]:
    """Yield the names in an article's paragraphs that no list of names holds, the last word of each.

    A name is a capital inside a sentence that is no dictionary word. ``persons`` are the spans of known surnames, which
    count wherever they stand.
    """
    if article.in_language not in known_languages():
        return
    language = load_language(article.in_language)
    text, held = article.text, _Held(persons)
    folded = fold(text)
    last: Trace | None = None
    for paragraph in prose_of(article):
        for found in _WORD.finditer(text, paragraph.start, paragraph.end):
            start, end = found.span()
            if not found[0][0].isupper() or (end - start <= _ACRONYM and found[0].isupper()):
                continue
            if not held.at(start):
                opening = _OPENING.search(text[max(paragraph.start, start - _LOOK_BACK) : start])
                town = "" if opening else _town(folded[start:end], language)
                if town:
                    yield Trace(f"place:{town}", Span(start, end))
                if town or opening or _is_known(folded[start:end], language):
                    continue
            bones = skeleton(folded[start:end], article.in_language)
            if len(bones) >= _NAME_LEAST:
                if last is not None and (
                    text[last.span.end : start].strip(" -\N{NO-BREAK SPACE}") or held.at(last.span.start)
                ):
                    yield last
                last = Trace(f"name:{bones}", Span(start, end))
    if last is not None:
        yield last


def _is_known(word: str, language: Language) -> bool:
    """Is this a dictionary word, or the name of a state or office? Those are told by codes, if they matter."""
    return bool(language.lexicon.analyse(word)) or bool(_entries(word, language))


def _town(word: str, language: Language) -> str:
    """Return the gazetteer's id of the town that a word can only mean, the same in every language, "" for none."""
    hits = _entries(word, language)
    town = bool(hits) and all(hit.value.kind == "town" and not hit.value.note for hit in hits)
    return hits[0].value.place.id if town and hits[0].value.place else ""


def _entries(word: str, language: Language) -> list[Hit[ActorEntry]]:
    readings = language.lexicon.analyse(word)
    return language.actors.at((Token(0, len(word), word, readings, True, token_keys(word, readings)),), 0)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str, language: str) -> str:
    """Return the consonants of a folded name in the common alphabet, without its case ending.

    >>> skeleton("stoltenberg", "en") == skeleton("столтенбергом", "ru")
    True
    """
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_LEAST:
            word = word[: -len(ending)]
            break
    letters, longest = _letters()
    bones: list[str] = []
    place = 0
    while place < len(word):
        for size in range(longest, 0, -1):
            sound = letters.get(word[place : place + size])
            if sound is not None:
                bones += [bone for bone in sound if not bones or bones[-1] != bone]
                break
        place += size
    return "".join(bones)


@cache
def _letters() -> tuple[Mapping[str, str], int]:
    table = toml(root().joinpath("common"), "letters.toml").get("letters", {})
    return {str(key): str(value) for key, value in table.items()}, max(map(len, table), default=1)


@cache
def _endings(language: str) -> tuple[str, ...]:
    table = toml(root().joinpath(language), "page.toml").get("skeleton", {})
    return tuple(sorted(table.get("oblique", ()), key=lambda ending: (-len(ending), ending)))


class _Held(NamedTuple):
    """Spans, asked for whether one holds a place."""

    spans: Sequence[Span]

    def at(self, place: int) -> bool:
        """Tell whether a span holds this place."""
        return any(span.start <= place < span.end for span in self.spans)
