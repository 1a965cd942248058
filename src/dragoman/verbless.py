"""What tells of a standing relation where no clause frame holds it?

A clause without a verb ("X — a member of Y"), a verb that looks like a noun behind its relative pronoun, a participle
with who does it behind it ("is co-chaired by"), a noun of which is told that it is there or not ("there are no
relations between A and B").
"""

from __future__ import annotations

from collections.abc import Iterator

from .sides import Side, Sides, Told

_DASH = "-"


class Verbless(Sides):
    """The words of one sentence, as one rule reads them without its frames."""

    def told(self) -> Iterator[Told]:
        """Yield what is told, one shape after another."""
        yield from self._untold_relatives()
        yield from self._without_verb()
        yield from self._passive()
        yield from self._there_is()

    def _untold_relatives(self) -> Iterator[Told]:
        """Yield "X, which chairs Y" where no frame has the verb: it looks like a noun."""
        heads = {frame.head for frame in self.frames if frame.kind != "noun"}
        for index in range(2, len(self.tokens) - 1 if "" in self.rule.joints else 0):
            verb = self.is_one(self.rule.verbs, index) and self.is_present(index) and index not in heads
            if verb and self.words[index - 1].tag == "REL":
                comma = index - 1 - (self.tokens[index - 2].form == ",")
                actors, objects = self.names_to(comma), self.names_from(index + 1)
                whole = objects and self.ends(objects[-1].last)
                if actors and whole:
                    yield Told(index, actors, objects, False)

    def _without_verb(self) -> Iterator[Told]:
        """Yield what a clause without a verb tells: a name, a dash, the noun ("X — no member of Y")."""
        for index in range(2, len(self.tokens) if self.rule.dash else 0):
            if not self.is_one(self.rule.nouns, index) or not self.fits(index, 0, len(self.tokens)):
                continue
            if self.is_one(self.rule.held, index):
                continue
            dash = index - 1
            while dash > 0 and (self.words[dash].tag in ("NEG", "ADJ", "NUM") or self._glued(dash)):
                dash -= 1
            if dash == 0 or self.tokens[dash].form != _DASH or self._glued(dash):
                continue
            body = self.body_after(index, len(self.tokens))
            denied = any(self.words[i].tag == "NEG" for i in range(dash, index))
            actors = self.names_to(dash)
            if body is not None and actors:
                yield Told(index, actors, (body,), denied)

    def _glued(self, index: int) -> bool:
        """Tell whether a token is a part of a word with a hyphen that is not its last."""
        tokens = self.tokens
        hyphen = index if tokens[index].form == _DASH else index + 1
        return (
            0 < hyphen < len(tokens) - 1
            and tokens[hyphen].form == _DASH
            and tokens[hyphen - 1].end == tokens[hyphen].start
        )

    def _passive(self) -> Iterator[Told]:
        """Yield "X is co-chaired by A and B": a participle, and who does behind it."""
        for index in range(1, len(self.tokens) - 2):
            if not self.is_one(self.rule.verbs, index) or self.tokens[index + 1].form not in self.rule.agents:
                continue
            head = index - 1
            while head > 0 and self.words[head].tag in ("ADV", "NEG", "X", "PUNCT") and self.tokens[head].form != ",":
                head -= 1
            if self.words[head].tag != "AUX" or not self.is_present(head):
                continue
            objects, actors = self.names_to(head), self.names_from(index + 2)
            if objects and actors:
                denied = any(self.words[i].tag == "NEG" for i in range(head, index))
                yield Told(index, actors, objects, denied)

    def _there_is(self) -> Iterator[Told]:
        """Yield "there are no relations between A and B", "with B, A has none": the noun is there, or is not."""
        rule = self.rule
        for noun in range(len(self.tokens) if rule.between or rule.among else 0):
            if not self.is_one(rule.nouns, noun) or not self.fits(noun, 0, len(self.tokens)):
                continue
            first, last = self._segment(noun)
            lack = any(self.tokens[i].form in rule.lacks for i in range(first, last))
            there = any(self.is_one(rule.exists, i) and self.is_present(i) for i in range(first, last))
            open_now = any(self.words[i].tag in ("SCONJ", "SUBJUNCTIVE") for i in range(first, last))
            if not (lack or there) or open_now:
                continue
            denied = lack or any(self.words[i].tag == "NEG" for i in range(first, last))
            pair = self._after_any(rule.between, first, last)
            if len(pair) == 2:
                yield Told(noun, pair, (), denied)
                continue
            owners = frozenset(owner[0] for owner in rule.owners if len(owner) == 1)
            actors, objects = self._after_any(rule.among, first, last), self._after_any(owners, first, last)
            if actors and objects:
                yield Told(noun, actors, objects, denied)

    def _after_any(self, forms: frozenset[str], first: int, last: int) -> tuple[Side, ...]:
        """Return the names behind the first of some prepositions that leads to names."""
        led = (self.names_from(i + 1) for i in range(first, last - 1) if self.tokens[i].form in forms)
        return next((sides for sides in led if sides), ())

    def _segment(self, index: int) -> tuple[int, int]:
        """Return the stretch between commas, dashes and semicolons that a token stands in."""
        first, last = index, index + 1
        while first > 0 and self.words[first - 1].tag != "PUNCT":
            first -= 1
        while last < len(self.tokens) and self.words[last].tag != "PUNCT":
            last += 1
        return first, last
