"""Which of the dates in a sentence is the date of an act?

First those in the clause of the act itself, then those of the verb that promises, refuses or denies it. A clause
without a date has that of the one it hangs on where both tell of one occasion: a participle ("met on Monday, agreeing
to …"), a second verb of the same subject, a clause with "where" or "when". So has a main clause the date that opens
its sentence, or that of the clause that says when ("asked for it when they met on Friday"), and an act that is a noun
that of the verb that only says that it took place ("the visit ended on Thursday").
"""

from __future__ import annotations

from typing import NamedTuple

from .language import Language
from .model import Frame, Sentence, Time

_BESIDE = frozenset({"ger", "conv", "part"})
_STEPS = 4
_DASHES = "-\N{EN DASH}\N{EM DASH}"


class Place(NamedTuple):
    """Where an act is told: its token, its frame, the frame of a verb that carries it, and the token of its operator.

    ``carrier`` and ``operator`` are -1 where there is none.
    """

    head: int
    frame: int
    carrier: int = -1
    operator: int = -1


class _Clauses(NamedTuple):
    sentence: Sentence
    frames: tuple[Frame, ...]
    times: tuple[Time, ...]
    language: Language


def date_of(
    place: Place, sentence: Sentence, frames: tuple[Frame, ...], times: tuple[Time, ...], language: Language
) -> Time | None:
    """Return the date of an act told in a sentence, None where none is said of it.

    ``times`` may be all times of the article; only dates and times of day in the sentence count.

    >>> from dragoman.language import load_language
    >>> from dragoman.model import Article, Block, Span
    >>> from dragoman.syntax import analyse
    >>> from dragoman.times import find_times
    >>> text, english = "On Monday he came to Riga, where he met the envoy.", load_language("en")
    >>> block = Block(kind="paragraph", span=Span(0, len(text)))
    >>> article = Article(id="a", text=text, anchor="2022-01-19", blocks=(block,))
    >>> analysis = analyse(article, english)
    >>> (sentence,), (frames,) = analysis.sentences, analysis.frames
    >>> met = next(n for n, frame in enumerate(frames) if sentence.tokens[frame.head].form == "met")
    >>> times = find_times(article, analysis, english)
    >>> found = date_of(Place(frames[met].head, met), sentence, frames, times, english)
    >>> found.value if found else ""
    '2022-01-17'
    """
    inside = tuple(
        t
        for t in times
        if sentence.start <= t.evidence.span.start < sentence.end
        and t.type in ("DATE", "TIME")
        and t.value
        and not _is_dateline(t, sentence, frames)
    )
    if not inside:
        return None
    here = _Clauses(sentence, frames, inside, language)
    if place.carrier >= 0 and _is_below(here, place):
        place = place._replace(carrier=-1)
    carrier = place.carrier if place.carrier >= 0 else place.frame
    own = _nearest(here, place.head, [*_own(here, carrier), *_described(here, place)])
    if own is None and carrier != place.frame:
        own = _nearest(here, place.head, _own(here, place.frame))
    top = _operator_frame(here, place)
    if own is None and top != carrier:
        own = _nearest(here, frames[top].head, _own(here, top))
    return own or _inherited(here, top) or _opening(here, top) or _when(here, top) or _happened(here, top)


def _is_below(here: _Clauses, place: Place) -> bool:
    """Tell whether what carries an act is what it asks for: "asked the council to meet on Monday"."""
    carrier = here.frames[place.carrier]
    return carrier.kind == "inf" and carrier.governor == place.frame


def _is_dateline(time: Time, sentence: Sentence, frames: tuple[Frame, ...]) -> bool:
    """Tell whether a time stands before every verb and before a dash: then it dates the report, not an act."""
    heads = [sentence.tokens[frame.head].start for frame in frames if frame.kind != "noun"]
    first = min(heads, default=sentence.end)
    span = time.evidence.span
    between = [token.form for token in sentence.tokens if span.end <= token.start < first]
    lead = between[between.index(")") + 1 :] if between[:1] == ["("] and ")" in between else between
    return span.end <= first and lead[:1] != [] and lead[0] in _DASHES


def _operator_frame(here: _Clauses, place: Place) -> int:
    """Return the frame of the operator, else of the carrier, else of the act."""
    for index, frame in enumerate(here.frames):
        if place.operator >= 0 and frame.head == place.operator and frame.kind != "noun":
            return index
    return place.carrier if place.carrier >= 0 else place.frame


def _range(here: _Clauses, index: int) -> tuple[int, int]:
    """Return the characters ``[start, end)`` of a frame."""
    tokens, frame = here.sentence.tokens, here.frames[index]
    return tokens[max(0, frame.first)].start, tokens[min(len(tokens), frame.last) - 1].end


def _own(here: _Clauses, index: int) -> list[tuple[int, int]]:
    """Return the stretches of a frame without the relative clauses in the middle of a verb's clause: they tell more."""
    first, last = _range(here, index)
    frames, cuts = here.frames, []
    if frames[index].kind == "fin":
        inside = [n for n, f in enumerate(frames) if f.kind == "fin" and f.relation == "acl" and n != index]
        cuts = sorted(_range(here, n) for n in inside if frames[index].first < frames[n].first <= frames[n].head)
    stretches = []
    for start, end in cuts:
        if first < start and end < last:
            stretches.append((first, start))
            first = end
    return [*stretches, (first, last)]


def _nearest(here: _Clauses, head: int, stretches: list[tuple[int, int]]) -> Time | None:
    """Return the time in some stretches that stands nearest to a token."""
    near = [t for t in here.times if any(a <= t.evidence.span.start < b for a, b in stretches)]
    at = here.sentence.tokens[head].start
    return min(near, key=lambda t: (abs(t.evidence.span.start - at), t.evidence.span.start), default=None)


def _described(here: _Clauses, place: Place) -> list[tuple[int, int]]:
    """Return the stretches of the participles that describe an event noun: "a meeting planned for 13 January"."""
    tokens = here.sentence.tokens
    heads = {place.head, *(a.head for a in here.frames[place.frame].arguments if a.role == "poss")}
    return [
        (tokens[f.head].start, tokens[min(len(tokens), f.last) - 1].end)
        for f in here.frames
        if f.kind == "part" and f.head > place.head and any(a.head in heads for a in f.arguments)
    ]


# --- from clause to clause ----------------------------------------------------------------------------------------


def _inherited(here: _Clauses, index: int) -> Time | None:
    """Return the time of the nearest clause above that tells of the same occasion."""
    tense = here.frames[index].tense if here.frames[index].kind == "fin" else ""
    for _ in range(_STEPS):
        above = _above(here, index)
        if above < 0:
            return None
        frame = here.frames[above]
        if tense and frame.tense and frame.kind == "fin" and frame.tense != tense:
            return None
        found = _nearest(here, frame.head, _whole(here, above))
        if found is not None:
            opens = found.evidence.span.start == here.sentence.start
            return found if opens or not _has_subject(here.frames[index]) or _is_linked(here, index) else None
        index = above
    return None


def _has_subject(frame: Frame) -> bool:
    return frame.kind == "fin" and any(argument.role == "subj" for argument in frame.arguments)


def _above(here: _Clauses, index: int) -> int:
    """Return the clause whose occasion a clause shares, -1 for none."""
    frame = here.frames[index]
    if frame.kind == "fin" and (frame.relation == "conj" or _is_coordinated(here, index)):
        return frame.governor if frame.governor >= 0 else _before(here, index)
    if frame.governor < 0:
        return -1
    if frame.relation in ("advcl", "conj") and frame.kind in _BESIDE:
        return frame.governor
    if frame.relation in ("acl", "advcl") and _is_linked(here, index):
        return frame.governor
    below = here.frames[frame.governor]
    return frame.governor if frame.kind == "inf" and frame.relation == "xcomp" and below.kind in _BESIDE else -1


def _before(here: _Clauses, index: int) -> int:
    """Return the finite clause that stands before a conjoined one."""
    first = here.frames[index].first
    earlier = [n for n, frame in enumerate(here.frames) if frame.kind == "fin" and frame.last <= first]
    return max(earlier, key=lambda n: here.frames[n].head, default=-1)


def _is_coordinated(here: _Clauses, index: int) -> bool:
    """Tell whether a comma and a coordinator ("but") stand between a clause and the one before it."""
    frame, tokens = here.frames[index], here.sentence.tokens
    if frame.relation != "parataxis" or frame.governor < 0:
        return False
    return any(
        tokens[place - 1].form == "," and _is_word(here, place, "coordinators")
        for place in range(here.frames[frame.governor].head + 2, frame.head)
    )


def _is_linked(here: _Clauses, index: int) -> bool:
    """Tell whether "where" or "when" begins a clause, or stands right before it."""
    first = here.frames[index].first
    return any(_is_word(here, place, "relative_adverbs") for place in (first - 1, first))


def _is_word(here: _Clauses, place: int, kind: str) -> bool:
    """Tell whether a token is a word of grammar of a kind."""
    tokens = here.sentence.tokens
    return 0 <= place < len(tokens) and any(hit.value.kind == kind for hit in here.language.functions.at(tokens, place))


def _whole(here: _Clauses, index: int) -> list[tuple[int, int]]:
    """Return the stretches of a clause and of the event nouns in it."""
    nouns = [n for n, frame in enumerate(here.frames) if frame.kind == "noun" and _holder(here, n) == index]
    return [_range(here, n) for n in (index, *nouns)]


def _holder(here: _Clauses, index: int) -> int:
    """Return the clause that an event noun belongs to."""
    for _ in range(len(here.frames)):
        if index < 0 or here.frames[index].kind != "noun":
            break
        index = here.frames[index].governor
    return index


def _opening(here: _Clauses, index: int) -> Time | None:
    """Return the time that opens the sentence, for its first clause; a dateline is none."""
    tokens = here.sentence.tokens
    finite = [n for n, frame in enumerate(here.frames) if frame.kind == "fin"]
    if not finite or index != min(finite, key=lambda n: here.frames[n].first):
        return None
    start = here.frames[index].first
    before = [t for t in here.times if t.evidence.span.start < tokens[start].start]
    return before[0] if len({t.value for t in before}) == 1 else None


def _when(here: _Clauses, index: int) -> Time | None:
    """Return the time of the clause that says when, where a clause has one."""
    for below, frame in enumerate(here.frames):
        clause = frame.governor
        while clause >= 0 and clause != index and here.frames[clause].kind in ("inf", *_BESIDE):
            clause = here.frames[clause].governor
        told = frame.kind == "fin" and frame.relation in ("advcl", "ccomp") and _is_linked(here, below)
        if clause == index and told:
            found = _nearest(here, frame.head, _whole(here, below))
            if found is not None:
                return found
    return None


def _happened(here: _Clauses, index: int) -> Time | None:
    """Return the time of the verb that tells that a named act took place ("the visit ended on Thursday")."""
    frame = here.frames[index]
    if frame.kind != "noun" or frame.relation != "subj" or frame.governor < 0:
        return None
    verb, tokens = here.frames[frame.governor], here.sentence.tokens
    words = here.language
    speaks = words.triggers.at(tokens, verb.head) or words.operators.at(tokens, verb.head)
    if verb.kind != "fin" or speaks or words.reporting.at(tokens, verb.head):
        return None
    return _nearest(here, verb.head, [_range(here, frame.governor)])
