"""Which state hosts the seat of a body?

A verb of place says so ("is headquartered in", "the secretariat of the body is located in"), a noun that is had ("has
its seat in"), or a word with a hyphen ("the Vienna-based body"). That a state hosts or is home to a body is an ordinary
clause and read in ``standing``.
"""

from __future__ import annotations

from collections.abc import Iterator

from .sides import Side, Sides, Told

_BESIDE = ("AUX", "ADV", "NEG", "REL")
_DASH = "-"


class Seats(Sides):
    """The clauses of one sentence that say where a body has its seat."""

    def told(self) -> Iterator[Told]:
        """Yield where bodies sit: the actor is the place, the object the body."""
        for index in range(1, len(self.tokens) - 1 if self.rule.scenes else 0):
            if self.is_one(self.rule.sites | self.rule.stands, index):
                found = self._hyphened(index) if self.tokens[index - 1].form == _DASH else self._sits(index)
            else:
                found = self._has(index) if self.is_one(self.rule.seats, index) else None
            if found is not None:
                yield found

    def _hyphened(self, index: int) -> Told | None:
        """Read "the Vienna-based OSCE"."""
        place = next((n for n in self.named if n.last == index - 1), None)
        body = self.names_from(index + 1)[:1]
        return Told(index, (Side(place.first, place.last),), body, False) if place is not None and body else None

    def _sits(self, index: int) -> Told | None:
        """Read "the headquarters of NATO is located in Belgium", the body and the place in any order."""
        place = self._scene(index + 1)
        body, seated = self._body_before(index)
        if place is None:
            place = self._scene_before(index)
            body, seated = self._body_behind(index + 1)
        if place is None or body is None or not (seated or self.is_one(self.rule.sites, index)):
            return None
        return Told(index, (place,), (body,), self._denied(index)) if self._now(index) else None

    def _has(self, noun: int) -> Told | None:
        """Read "NATO has its headquarters in Belgium"."""
        verb = noun - 1
        while verb > 0 and self.words[verb].tag in ("DET", "ADJ", "ADV", "NEG", "PRON"):
            verb -= 1
        place = self._scene(noun + 1)
        if place is None or not self.is_one(self.rule.holders, verb) or not self.is_present(verb):
            return None
        body, _ = self._body_before(verb)
        denied = any(self.words[i].tag == "NEG" for i in range(max(0, verb - 2), noun))
        return Told(noun, (place,), (body,), denied) if body is not None else None

    def _scene(self, index: int) -> Side | None:
        """Return the place that a preposition of place leads to at a token, adverbs aside."""
        while index < len(self.tokens) and self.words[index].tag == "ADV":
            index += 1
        if index + 1 >= len(self.tokens) or self.tokens[index].form not in self.rule.scenes:
            return None
        end = self.name_at(index + 1)
        return Side(self.start(index + 1), end) if end > 0 else None

    def _scene_before(self, index: int) -> Side | None:
        """Return the place that stands right before a verb, led by a preposition of place."""
        while index > 0 and self.words[index - 1].tag in _BESIDE:
            index -= 1
        sides = self.names_to(index)
        lead = sides[0].first - 1 if len(sides) == 1 else -1
        return sides[0] if lead >= 0 and self.tokens[lead].form in self.rule.scenes else None

    def _body_before(self, index: int) -> tuple[Side | None, bool]:
        """Return the body named right before a verb, and whether its seat is named with it."""
        while index > 0 and (self.words[index - 1].tag in _BESIDE or self.is_one(self.rule.seats, index - 1)):
            seated = self.is_one(self.rule.seats, index - 1)
            index -= 1
            if seated:
                end = index - 1 if self.words[index - 1].tag in ("POSS", "REL", "DET") else index
                end -= self.tokens[end - 1].form == ","
                sides = self.names_to(end)
                return (sides[0], True) if len(sides) == 1 else (None, True)
        index -= self.tokens[index - 1].form == ","
        sides = self.names_to(index)
        if len(sides) != 1:
            return None, False
        side = sides[0]
        if self.is_one(self.rule.seats, side.first):  # the name of a headquarters holds that of its body
            inner = [n for n in self.named if side.first < n.first and n.last == side.last]
            return (Side(inner[0].first, inner[0].last) if inner else side), True
        return side, self._seat_before(side.first)

    def _seat_before(self, first: int) -> bool:
        """Tell whether the noun of a seat stands before a name: "the headquarters of NATO"."""
        index = first - 1
        while index > 0 and self.words[index].tag in ("DET", "ADP"):
            index -= 1
        return index >= 0 and self.is_one(self.rule.seats, index)

    def _body_behind(self, index: int) -> tuple[Side | None, bool]:
        """Return the body named right behind a verb, and whether its seat is named with it."""
        seated = index < len(self.tokens) and self.is_one(self.rule.seats, index)
        sides = self.names_from(index + seated)
        return (sides[0] if len(sides) == 1 else None), seated

    def _now(self, index: int) -> bool:
        """Tell whether a verb of place says where a seat is now: its own tense, or that of the auxiliary before it."""
        before = index - 1
        while before >= 0 and self.words[before].tag in ("ADV", "NEG"):
            before -= 1
        if before >= 0 and self.words[before].tag == "AUX":
            return self.is_present(before)
        readings = self.tokens[index].readings
        shapes = {r.feats.get("VerbForm", "") for r in readings}
        return not readings or "Part" in shapes or self.is_present(index)

    def _denied(self, index: int) -> bool:
        return any(self.words[i].tag == "NEG" for i in range(max(0, index - 2), index))
