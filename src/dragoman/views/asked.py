"""Of whom is something asked, where the words do not say it?

One candidate or none: whoever refuses at once, the other party of the talk in which it is asked, the one who asks
something in return, the one whom the same side addressed, or was addressed by, just before. A sentence that names a
third party leaves it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..model import Event, Span
from .pages import Page, clause_at


class Made(Protocol):
    """A claim made before: where, by whom, of whom."""

    @property
    def event(self) -> Event:
        """The event it was read from."""

    @property
    def by(self) -> tuple[str, ...]:
        """Who makes it."""

    @property
    def to(self) -> tuple[str, ...]:
        """Of whom it is made."""


def addressee(page: Page, event: Event, by: tuple[str, ...], made: Sequence[Made]) -> tuple[str, ...]:
    """Return the codes of the one party that an event of asking or giving is aimed at, () where none is sure.

    ``made`` are the claims of the page told before it.
    """
    block = _block_at(page, event.evidence.span.start)
    if block is None or not by or len(by) > 1:
        return ()
    named = _named_in(page, clause_at(page, event.evidence.span.start)) - {*by}
    other = _met(page, event, by, block) or _addressed(page, event, by, made, block) or _in_return(page, event, by)
    return (other,) if other and named <= {other} else ()


def _block_at(page: Page, at: int) -> Span | None:
    spans = (block.span for block in page.reading.article.blocks if block.span is not None)
    return next((span for span in spans if span.start <= at < span.end), None)


def _named_in(page: Page, clause: Span) -> set[str]:
    scenes = {event.place for event in page.events()}
    return {
        code
        for key, mention in page.mentions.items()
        if clause.start <= mention.evidence.span.start < clause.end and key not in scenes
        for code in page.codes((key,))
    }


def _met(page: Page, event: Event, by: tuple[str, ...], block: Span) -> str:
    """Return the other party of the nearest talk of a block that the one who asks takes part in."""
    place = event.evidence.span.start
    end = clause_at(page, place).end
    best: tuple[int, str] | None = None
    for talk in page.events():
        at = talk.evidence.span.start
        if talk.act != "CONSULT" or talk.id == event.id or not block.start <= at < end or talk.negated:
            continue
        parties = {*page.codes((*talk.actor, *talk.recipient))}
        others = sorted(parties - {*by})
        if {*by} <= parties and len(others) == 1 and (best is None or abs(at - place) < best[0]):
            best = (abs(at - place), others[0])
    return best[1] if best else ""


def _addressed(page: Page, event: Event, by: tuple[str, ...], made: Sequence[Made], block: Span) -> str:
    """Return the other side of the claim told last in the same block, where the two sides are the same."""
    place = event.evidence.span.start
    before = [one for one in made if block.start <= one.event.evidence.span.start < place]
    if not before:
        return ""
    last = before[-1]
    if last.by == by and len(last.to) == 1:
        return last.to[0]
    return last.by[0] if last.to == by and len(last.by) == 1 else ""


def _in_return(page: Page, event: Event, by: tuple[str, ...]) -> str:
    """Return who asks something of nobody named in the same clause: "A insisted on …, while B wanted …"."""
    clause = clause_at(page, event.evidence.span.start)
    asking = (e for e in page.events() if e.event == event.event and not e.recipient and e.id != event.id)
    others = {page.codes(e.actor) for e in asking if clause.start <= e.evidence.span.start < clause.end}
    others = {codes for codes in others if codes != by}
    return next(iter(others))[0] if len(others) == 1 and all(len(codes) == 1 for codes in others) else ""
