"""Where do the names of a sentence stand, and which words lead to them?

What every way to tell of a standing relation asks of a sentence: the names one after another from a token or up to it,
the words that a noun takes behind it, whether a noun is marked as its rule wants. All are tokens; who is meant is asked
by ``relations``.
"""

from __future__ import annotations

from typing import NamedTuple

from .actors import Named
from .model import Frame, Sentence
from .quotes import MARKS
from .relationrules import Rule
from .tagging import Word

_REACH = 8
_NEAR = 4
_DESCRIBING = ("DET", "ADJ", "ADV")
_LIGHT = frozenset({"DET", "ADJ", "ADV", "NEG", "NUM", "AUX"})


class Side(NamedTuple):
    """A stretch of tokens that names one side of a relation."""

    first: int
    last: int


class Told(NamedTuple):
    """A clause that tells of a relation: its cue, the sides that stand in it, those to which, whether it is denied.

    Without ``objects`` the two actors stand in it to one another.
    """

    cue: int
    actors: tuple[Side, ...]
    objects: tuple[Side, ...]
    negated: bool


class Sides:
    """One sentence as one rule asks about it."""

    def __init__(
        self,
        sentence: Sentence,
        words: tuple[Word, ...],
        frames: tuple[Frame, ...],
        named: tuple[Named, ...],
        rule: Rule,
    ) -> None:
        self.words, self.frames, self.named, self.rule = words, frames, named, rule
        self.tokens = sentence.tokens

    def is_one(self, keys: frozenset[str], index: int) -> bool:
        """Tell whether a token is one of a rule's words."""
        return not keys.isdisjoint(self.tokens[index].keys)

    def any_of(self, keys: frozenset[str], first: int, last: int) -> bool:
        """Tell whether one of a rule's words stands in ``[first, last)``."""
        return any(self.is_one(keys, i) for i in range(max(first, 0), min(last, len(self.tokens))))

    def plain(self, index: int) -> int:
        """Return the first token at or after one that is no article, determiner or opening quotation mark."""
        while index < len(self.tokens) and (self.words[index].tag == "DET" or self.tokens[index].form in MARKS):
            index += 1
        return index

    def ahead(self, index: int) -> int:
        """Return where a name begins behind the words that only describe it: "the so-called republic"."""
        first = index
        while 0 <= first < min(index + _NEAR, len(self.tokens)) and self.name_at(first) < 0:
            if self.words[first].tag not in _DESCRIBING and not self.words[first].has("VerbForm", "Part"):
                return index
            first += 1
        return first if 0 <= first < len(self.tokens) and self.name_at(first) > 0 else index

    def name_at(self, index: int) -> int:
        """Return where the name ends that begins at a token, articles aside; -1 where none does."""
        first = self.start(index)
        return max((n.last for n in self.named if n.first == first), default=-1)

    def start(self, index: int) -> int:
        """Return where the name begins that stands at a token: there, or behind its article."""
        return index if any(n.first == index for n in self.named) else self.plain(index)

    def unquoted(self, first: int, last: int) -> list[int]:
        """Return the tokens of ``[first, last)`` that are no quotation marks."""
        return [i for i in range(first, last) if self.tokens[i].form not in MARKS]

    def names_from(self, index: int) -> tuple[Side, ...]:
        """Return the names that stand one after another from a token on: "Russia, France and the United States"."""
        sides: list[Side] = []
        end = self.name_at(index)
        while end > 0:
            sides.append(Side(self.start(index), end))
            while end < len(self.tokens) and self.tokens[end].form in MARKS:
                end += 1
            index = end
            while index < len(self.tokens) and (self.tokens[index].form == "," or self.words[index].tag == "CCONJ"):
                index += 1
            end = self.name_at(index) if index > end else -1
        return tuple(sides)

    def names_to(self, index: int) -> tuple[Side, ...]:
        """Return the names that stand one after another up to a token (not with it)."""
        for first in range(max(0, index - _REACH * 2), index):
            sides = self.names_from(first) if self.words[first].tag != "CCONJ" else ()
            ends = [number for number, side in enumerate(sides, 1) if self.closed(side.last) == index]
            if ends:
                return sides[: ends[0]]
        return ()

    def closed(self, index: int) -> int:
        """Return the first token at or after one that is no quotation mark."""
        while index < len(self.tokens) and self.tokens[index].form in MARKS:
            index += 1
        return index

    def bare(self, side: Side) -> Side:
        """Return a stretch without the article it begins with."""
        first = side.first
        while first + 1 < side.last and self.words[first].function("articles") is not None:
            first += 1
        return Side(first, side.last)

    def body_after(self, noun: int, end: int = 0) -> Side | None:
        """Return the words behind a noun that say of what: led by a preposition, or in the genitive."""
        first, end = noun + 1, end or len(self.tokens)
        while first < end and self.is_one(self.rule.tails, first):
            first += 1
        first = self.led(first, end)
        if first < 0 or first >= end or (self.words[first].tag == "PUNCT" and self.tokens[first].form not in MARKS):
            return None
        quoted = self.tokens[first].form in MARKS
        last = first + 1 if quoted else first
        while last < min(end, first + _REACH) and self.words[last].tag not in ("PUNCT", "VERB", "AUX", "REL", "COMP"):
            if self.words[last].tag == "CCONJ" and last + 1 < end and self.words[last + 1].tag == "NEG":
                break
            last += 1
            if self.is_one(self.rule.bodies, last - 1):
                break
        owned = last < len(self.words) and self.words[last].tag == "POSS"
        return Side(first, last) if last > first and not owned else None

    def led(self, first: int, end: int) -> int:
        """Return where the words begin that ``owners`` lead to, -1 where nothing leads."""
        for owner in self.rule.owners:
            last = first + len(owner)
            if owner and last < end and tuple(t.form for t in self.tokens[first:last]) == owner:
                return last
        if first >= end or (self.rule.owners and () not in self.rule.owners):
            return -1
        return -1 if self.words[first].tag in ("ADP", "VERB", "AUX", "CCONJ", "ADV", "NEG") else first

    def fits(self, noun: int, first: int, last: int) -> bool:
        """Tell whether a noun has a mark that its rule asks for, and none that it must not have."""
        if self.any_of(self.rule.unlike, noun - 3, noun + 2):
            return False
        return not self.rule.marks or self.any_of(self.rule.marks, max(first, noun - _NEAR), min(last, noun + _REACH))

    def light(self, first: int, last: int, *more: str) -> bool:
        """Tell whether nothing of weight stands in ``[first, last)``: no verb, noun or preposition of its own."""
        return all(self.words[i].tag in _LIGHT or self.words[i].tag in more for i in range(first, last))

    def is_present(self, index: int) -> bool:
        """Tell whether a word may be a verb of the present."""
        return any(r.feats.get("Tense") == "Pres" for r in self.tokens[index].readings)

    def ends(self, index: int) -> bool:
        """Tell whether a name is whole where it ends: no noun and no possessive goes with it."""
        index = self.closed(index)
        return index >= len(self.tokens) or self.words[index].tag not in ("NOUN", "POSS", "PROPN")
