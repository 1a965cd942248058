"""Who says what a sentence tells?

A statement's content is told by its source: inside it "we" is that source, and a verb without a doer may be its doing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .actors import Cast
from .language import Language, setting
from .model import Actor, Frame, Quantity, Sentence, Span, Statement, Time
from .names import Named


class Found(NamedTuple):
    """What the finders before the events have read."""

    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    cast: Cast
    statements: tuple[Statement, ...]

    def actors(self) -> dict[str, Actor]:
        """Return the actor of each mention, by the mention's id."""
        return {m.id: self.cast.actors[m.actor] for m in (*self.cast.mentions, *self.cast.extra)}


def statement_at(span: Span, statements: tuple[Statement, ...], trigger: Span | None = None) -> Statement | None:
    """Return the innermost statement whose content holds a span; not the one whose own cue is the ``trigger``."""
    holding = [
        (content.end - content.start, statement.id, statement)
        for statement in statements
        if trigger is None or not statement.evidence.span.start <= trigger.start < statement.evidence.span.end
        for content in statement.content
        if content.start <= span.start and span.end <= content.end
    ]
    return min(holding)[2] if holding else None


def first_persons(
    number: int,
    sentence: Sentence,
    frames: tuple[Frame, ...],
    named: list[Named],
    language: Language,
    statements: tuple[Statement, ...],
    actors: Mapping[str, Actor],
) -> dict[Named, str]:
    """Return the subjects that say "we" inside what a state or body says, each with the mention of that source."""
    words = setting(language, "syntax", "first_person") or ()
    heads = {a.head for f in frames for a in f.arguments if a.role == "subj" and sentence.tokens[a.head].form in words}
    spoken: dict[Named, str] = {}
    for head in sorted(heads - {n.head for n in named}):
        token = sentence.tokens[head]
        said = statement_at(Span(token.start, token.end), statements)
        source = actors.get(said.source) if said is not None else None
        if said is not None and source is not None and source.country:
            rule = f"{language.code}.mention.we"
            spoken[Named(number, head, head + 1, head, source, "pronoun", rule)] = said.source
    return spoken


def speakers_of(
    number: int,
    sentence: Sentence,
    frames: tuple[Frame, ...],
    language: Language,
    statements: tuple[Statement, ...],
    actors: Mapping[str, Actor],
) -> dict[int, tuple[Named, str]]:
    """Return who says what each frame tells, by the frame's head, with the id of that source's mention."""
    speakers: dict[int, tuple[Named, str]] = {}
    for frame in frames:
        token = sentence.tokens[frame.head]
        said = statement_at(Span(token.start, token.end), statements)
        source = actors.get(said.source) if said is not None else None
        if said is not None and source is not None and source.country:
            rule = f"{language.code}.mention.speaker"
            named = Named(number, frame.head, frame.head + 1, frame.head, source, "speaker", rule)
            speakers[frame.head] = (named, said.source)
    return speakers
