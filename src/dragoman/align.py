"""Which event of a reading answers which event of the gold?

One to one, best first: by type, actor codes, recipient codes, then overlap of the trigger. What agrees in all three
may stand anywhere in the text (an article tells one event many times); what agrees in less must stand in the same
sentence, so that a mistake is shown beside what it was meant to be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from .gold import Ask, Coded, Meeting, Party, Said, Sheet
from .model import Span

Row = TypeVar("Row")
Rank = tuple[float, ...]


class Pair(NamedTuple):
    """A gold event, the event that answers it, and what is right about the answer."""

    gold: Coded
    got: Coded
    gold_index: int
    got_index: int
    type: bool
    actor: bool
    recipient: bool

    @property
    def exact(self) -> bool:
        """Whether type, actor codes and recipient codes are all right."""
        return self.type and self.actor and self.recipient


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans share.

    >>> overlap(Span(0, 5), Span(3, 9)), overlap(Span(0, 5), Span(5, 9))
    (2, 0)
    """
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def greedy(rows: tuple[Row, ...], others: tuple[Row, ...], rank: Callable[[Row, Row], Rank | None]) -> dict[int, int]:
    """Return row index → other index, one to one, highest rank first; a rank of None never pairs.

    >>> greedy(("ab", "a"), ("a", "ab"), lambda x, y: (float(x == y),) if x[0] == y[0] else None)
    {0: 1, 1: 0}
    """
    ranked: list[tuple[Rank, int, int]] = []
    for first, row in enumerate(rows):
        for second, other in enumerate(others):
            value = rank(row, other)
            if value is not None:
                ranked.append((tuple(-part for part in value), first, second))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, second in sorted(ranked):
        if first not in chosen and second not in taken:
            chosen[first] = second
            taken.add(second)
    return dict(sorted(chosen.items()))


def same_codes(gold: tuple[Party, ...], got: tuple[Party, ...]) -> bool:
    """Return whether both name the same set of codes, any accepted code of a gold party counting."""
    codes = {party.codes[0] for party in got}
    accepted = {code for party in gold for code in party.codes}
    return codes <= accepted and all(codes.intersection(party.codes) for party in gold)


def same_sectors(gold: tuple[Party, ...], got: tuple[Party, ...]) -> bool:
    """Return whether both name the same set of codes with sectors, any accepted sector counting."""
    cells = {(party.codes[0], party.sectors[0]) for party in got}
    accepted = {(code, sector) for party in gold for code in party.codes for sector in party.sectors}
    mine = [{(code, sector) for code in party.codes for sector in party.sectors} for party in gold]
    return cells <= accepted and all(cells & choice for choice in mine)


def same_type(gold: Coded, got: Coded) -> bool:
    """Return whether the type is the gold's first choice or one that counts too."""
    return got.types[0] in gold.types


def same_modality(gold: Coded, got: Coded) -> bool:
    """Return whether the modality is right; for a refusal actual and future both are."""
    if gold.modality == got.modality:
        return True
    refused = gold.types[0] == got.types[0] == "REJECT"
    return refused and {gold.modality, got.modality} == {"actual", "future"}


def bare_date(value: str) -> str:
    """Return an EDTF value without time of day and without the marks of approximation.

    >>> bare_date("2022-02-10~"), bare_date("2022-02-10T18:00")
    ('2022-02-10', '2022-02-10')
    """
    parts = [part.split("T")[0].rstrip("~?%") for part in value.split("/")]
    return "/".join(parts)


def touches(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Return whether any two of the spans share a character."""
    return any(overlap(mine, theirs) for mine in one for theirs in other)


def sentence_of(sheet: Sheet, span: Span) -> Span:
    """Return the sentence that holds the start of a span, or the whole text."""
    for sentence in sheet.sentences:
        if sentence.start <= span.start < sentence.end:
            return sentence
    return Span(0, len(sheet.text))


def near(sheet: Sheet, gold: Coded, got: Coded) -> bool:
    """Return whether the answer's trigger stands in a sentence that tells the gold event."""
    home = sentence_of(sheet, got.triggers[0])
    return any(sentence_of(sheet, span) == home for span in gold.triggers)


def shared(gold: tuple[Party, ...], got: tuple[Party, ...]) -> bool:
    """Return whether any code stands on both sides."""
    return any(party.codes[0] in other.codes for party in got for other in gold)


def pair_events(gold: Sheet, got: Sheet) -> tuple[Pair, ...]:
    """Return the pairs of gold events and answers, in the gold's order."""

    def rank(mine: Coded, theirs: Coded) -> Rank | None:
        kind = same_type(mine, theirs)
        actor, recipient = same_codes(mine.actor, theirs.actor), same_codes(mine.recipient, theirs.recipient)
        touch = touches(mine.triggers, theirs.triggers)
        parties = shared(mine.actor + mine.recipient, theirs.actor + theirs.recipient)
        local = touch or (near(gold, mine, theirs) and kind and (parties or not (mine.actor and theirs.actor)))
        if not (local or (kind and actor and recipient)):
            return None
        rest = (parties, mine.act == theirs.act, mine.mode == theirs.mode, same_modality(mine, theirs))
        return (kind, actor, recipient, touch, not mine.optional, *rest, mine.negated == theirs.negated)

    pairs = greedy(gold.events, got.events, rank)
    return tuple(
        Pair(
            mine,
            theirs,
            first,
            second,
            same_type(mine, theirs),
            same_codes(mine.actor, theirs.actor),
            same_codes(mine.recipient, theirs.recipient),
        )
        for first, second in pairs.items()
        for mine, theirs in [(gold.events[first], got.events[second])]
    )


def pair_parties(gold: Sheet, got: Sheet) -> dict[int, int]:
    """Return gold event → event of the same sentence with exactly the same actors and recipients, whatever its type."""

    def rank(mine: Coded, theirs: Coded) -> Rank | None:
        same = same_codes(mine.actor, theirs.actor) and same_codes(mine.recipient, theirs.recipient)
        if not (same and near(gold, mine, theirs)):
            return None
        return (same_type(mine, theirs), touches(mine.triggers, theirs.triggers), not mine.optional)

    return greedy(gold.events, got.events, rank)


def covered(gold: tuple[Span, ...], got: tuple[Span, ...]) -> float:
    """Return the share of characters that both contents hold of those that either holds (0 to 1)."""
    both = sum(overlap(mine, theirs) for mine in gold for theirs in got)
    either = sum(span.end - span.start for span in gold + got) - both
    return both / either if either else 0.0


def pair_statements(gold: Sheet, got: Sheet) -> dict[int, int]:
    """Return gold statement → statement that answers it: the cue must touch, or content and source both."""

    def rank(mine: Said, theirs: Said) -> Rank | None:
        cue = overlap(mine.cue, theirs.cue) > 0
        content = covered(mine.content, theirs.content)
        source = bool(mine.source and theirs.source and overlap(mine.source, theirs.source))
        return (cue, source, content) if cue or (source and content > 0.5) else None

    return greedy(gold.statements, got.statements, rank)


def pair_talks(gold: tuple[Meeting, ...], got: tuple[Meeting, ...]) -> dict[int, int]:
    """Return gold talk → talk with the same participants, and the same date where the gold has one."""

    def rank(mine: Meeting, theirs: Meeting) -> Rank | None:
        same = mine.participants == theirs.participants and (not mine.date or mine.date == theirs.date)
        return (mine.status == theirs.status, bool(mine.date)) if same else None

    return greedy(gold, got, rank)


def pair_demands(gold: tuple[Ask, ...], got: tuple[Ask, ...]) -> dict[int, int]:
    """Return gold demand → demand by the same actors of the same actors whose theme touches."""

    def rank(mine: Ask, theirs: Ask) -> Rank | None:
        if mine.by != theirs.by or mine.to != theirs.to or not (mine.theme and theirs.theme):
            return None
        touch = covered((mine.theme,), (theirs.theme,))
        return (touch,) if touch else None

    return greedy(gold, got, rank)
