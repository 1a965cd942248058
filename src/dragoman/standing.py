"""Which clauses tell of a standing relation, and which words name its sides?

A finite clause tells it with a noun ("is an observer at", "has no diplomatic relations with"), with a verb ("chairs",
"does not recognise") or from the other side ("the format includes"). Only what stands now is told: no wish, no
condition, no plan and no past.
"""

from __future__ import annotations

from collections.abc import Iterator

from .model import Argument, Frame
from .quotes import MARKS
from .relationrules import PARTY
from .sides import Side, Sides, Told

_OPEN_MOODS = frozenset({"Cnd", "Pot", "Nec", "Imp"})
_OPENERS = ("VERB", "COMP", "REL", "PUNCT")
_DASH = "-"
_NEAR = 4


class Clauses(Sides):
    """The clauses of one sentence, as one rule reads them."""

    def stands(self, frame: Frame) -> bool:
        """Tell whether a clause says what is: no plan, no wish, no condition."""
        if any(t.form in self.rule.asks for t in self.tokens[max(0, frame.first - 1) : frame.last]):
            return False
        if frame.kind == "inf":
            return self._supported(frame.head)
        if frame.kind == "part":
            return frame.voice == "act" and frame.tense == "Pres"
        open_now = frame.relation == "cond" and not self._still(frame)
        future = frame.tense == "Fut" and (self._perfect(frame.head) or not self._has_present(frame.head))
        return frame.kind == "fin" and frame.mood not in _OPEN_MOODS and not open_now and not future

    def _has_present(self, index: int) -> bool:
        return any(r.feats.get("Tense") == "Pres" for r in self.tokens[index].readings)

    def _still(self, frame: Frame) -> bool:
        """Tell whether what opens a clause means "not yet" here and no condition."""
        before = " ".join(token.form for token in self.tokens[max(0, frame.head - 2) : frame.head])
        return before in self.rule.still and self._has_present(frame.head)

    def _supported(self, head: int) -> bool:
        """Tell whether what looks like an infinitive is none: it follows the verb of a denial, or no verb at all."""
        index = head - 1
        while index > 0 and self.words[index].tag in ("NEG", "ADV"):
            index -= 1
        if index >= 0 and self.tokens[index].form in self.rule.support:
            return True
        return self._has_present(head) and index >= 0 and self.words[index].tag not in ("AUX", "PART", "VERB", "ADP")

    def _denied(self, frame: Frame) -> bool:
        return frame.negated or self._said_never(frame) or self._still(frame)

    def _said_never(self, frame: Frame) -> bool:
        """Tell whether a clause says "never": what never was, is not."""
        return any(self.tokens[i].form in self.rule.never for i in range(frame.first, frame.last))

    def _past(self, frame: Frame) -> bool:
        present = self.words[frame.head].tag == "AUX" and self._has_present(frame.head)
        return frame.tense == "Past" and not present and not self._perfect(frame.head)

    def _perfect(self, head: int) -> bool:
        """Tell whether an auxiliary stands before the verb, adverbs aside: "has never been"."""
        index = head - 1
        while index > 0 and self.words[index].tag in ("ADV", "NEG"):
            index -= 1
        return index >= 0 and self.words[index].tag == "AUX"

    def subjects(self, frame: Frame) -> tuple[Side, ...]:
        """Return who stands in a clause; where its frame does not say, the names before its verb."""
        sides = tuple(_side(a) for a in frame.arguments if a.role == "subj")
        if sides:
            return self._meant(sides, frame)
        index = frame.head - 2 * self._still(frame)
        while index > 0 and self.words[index - 1].tag in ("AUX", "ADV", "NEG"):
            index -= 1
        return self.names_to(index)

    def _meant(self, sides: tuple[Side, ...], frame: Frame) -> tuple[Side, ...]:
        """Return who stands in a relative clause: "Spain is one of those that …" tells it of Spain."""
        for over in self.frames if frame.relation == "acl" else ():
            if self.words[over.head].tag == "AUX" and over.head < sides[0].first <= over.head + 2:
                return tuple(_side(a) for a in over.arguments if a.role == "subj") or sides
        return sides

    # --- the shapes

    def told(self) -> Iterator[Told]:
        """Yield what the clauses tell, left to right."""
        last: Side | None = None
        for frame in self.frames:
            if not self.stands(frame):
                continue
            found = self._by_verb(frame) or self._by_noun(frame, last) or self._noun_first(frame) or self._inside(frame)
            if found is not None:
                found = found._replace(objects=self._cut(found.objects))
                last = found.objects[0] if found.objects else last
                yield found
                other = self._but_not(found)
                if other is not None:
                    yield other
        yield from self._untold_relatives()
        yield from self._without_verb()
        yield from self._passive()
        yield from self._there_is()

    def _cut(self, sides: tuple[Side, ...]) -> tuple[Side, ...]:
        """Return the objects without their articles; of what is no body only the names that stand first."""
        if self.rule.object == PARTY and len(sides) == 1:
            return self.names_from(sides[0].first) or tuple(map(self.bare, sides))
        return tuple(map(self.bare, sides))

    def _by_verb(self, frame: Frame) -> Told | None:
        rule, subjects = self.rule, self.subjects(frame)
        objects = [_side(a) for a in frame.arguments if a.role == "obj"]
        if self.is_one(rule.verbs, frame.head) and not self._past(frame) and subjects:
            if "" in rule.joints and objects and self._taken(objects[-1], frame):
                shared = self._shared(objects[0])
                sides = shared or tuple(objects)
                return Told(frame.head, subjects, sides, self._denied(frame), strict=True)
            body = [_side(a) for a in frame.arguments if a.role in ("obl", "obj") and self._joined(a)]
            if body:
                return Told(frame.head, subjects, (body[0],), self._denied(frame))
        if self.is_one(rule.includes, frame.head) and len(subjects) == 1 and objects and frame.tense != "Past":
            return Told(frame.head, tuple(objects), subjects, frame.negated)
        return None

    def _joined(self, argument: Argument) -> bool:
        """Tell whether a word of the rule's ``joints`` leads to an argument, quotation marks aside."""
        before = argument.first - 1
        while before > 0 and self.tokens[before].form in MARKS:
            before -= 1
        led = argument.preposition or (self.tokens[before].form if before >= 0 else "")
        return bool(led) and led in self.rule.joints

    def _shared(self, side: Side) -> tuple[Side, ...]:
        """Return what a noun that counts as its owner belongs to: "the independence of X and Y", "X's independence"."""
        first = self.plain(side.first)
        if self.is_one(self.rule.shares, first):
            return self.names_from(self.led(first + 1, len(self.tokens)))
        return ()

    def _taken(self, side: Side, frame: Frame) -> bool:
        """Tell whether an object stands for itself, taken as what a rule names or as nothing else."""
        index = self.closed(side.last)
        if self.rule.object != PARTY:
            return self._ends(index)
        sides = self._shared(side)
        end = self.closed(sides[-1].last if sides else self.name_at(side.first))
        if end <= 0:
            return False
        if self.words[end].tag == "POSS":
            return end + 1 < len(self.tokens) and self.is_one(self.rule.shares, end + 1)
        if end >= len(self.tokens) - 1 or self.words[end].tag in ("PUNCT", "CCONJ", "REL", "COMP", "SCONJ"):
            return True
        leads = self.tokens[end].form in self.rule.agents
        if leads or self.words[end].tag not in ("ADP", "ADV", "NEG", "VERB", "AUX", "PUNCT"):
            return self.any_of(self.rule.kinds, end, end + _NEAR)
        return True

    def _by_noun(self, frame: Frame, last: Side | None) -> Told | None:
        """Read "is a member of X", "has no relations with X": what of stands behind the noun or before it."""
        rule = self.rule
        holds = self.is_one(rule.holders, frame.head)
        links = not holds and (self.words[frame.head].tag == "AUX" or self.is_one(rule.copulas, frame.head))
        nouns = (i for i in range(frame.head + 1, frame.last) if self.is_one(rule.nouns, i))
        noun = next((i for i in nouns if holds or not self.is_one(rule.held, i)), None)
        if noun is None or not (holds or links) or (self._past(frame) and not self._said_never(frame)):
            return self._noun_before(frame) if holds else None
        subjects = self.subjects(frame)
        if not subjects or any(s.first > frame.head for s in subjects) or not self.fits(noun, frame.head, frame.last):
            return None
        if any(self.words[i].tag in _OPENERS for i in range(frame.head + 1, noun)):
            return None
        if holds and rule.held and not self.any_of(rule.held, frame.head + 1, noun + 2):
            return None
        after = self.body_after(noun, frame.last)
        body = after or self._led_before(frame.head + 1, noun)
        denied = self._denied(frame) or any(self.words[i].tag == "NEG" for i in range(frame.head + 1, noun))
        if body is None and rule.both:
            return Told(noun, subjects, (), denied) if len(subjects) == 2 else None
        body = body or (Side(frame.head + 1, noun + 1) if noun > frame.head + 1 else None)
        if after is None and not self._named_before(frame.head, noun):
            body = last
        return Told(noun, subjects, (body,), denied) if body is not None else None

    def _led_before(self, first: int, noun: int) -> Side | None:
        """Return the name that a preposition leads to before the noun: "has at the UN the status of observer"."""
        for index in range(first, noun):
            begin = next((index + len(o) for o in self.rule.owners if o and self._stands_at(o, index)), -1)
            end = self.name_at(begin) if begin > 0 else -1
            if end > 0:
                return Side(self.plain(begin), end)
        return None

    def _stands_at(self, owner: tuple[str, ...], index: int) -> bool:
        return tuple(token.form for token in self.tokens[index : index + len(owner)]) == owner

    def _noun_before(self, frame: Frame) -> Told | None:
        """Read what is held before the verb that holds it: "relations with X the kingdom does not have"."""
        noun = next((i for i in range(frame.first, frame.head) if self.is_one(self.rule.nouns, i)), None)
        if noun is None or self._past(frame) or not self.fits(noun, frame.first, frame.head):
            return None
        if self.rule.held and not self.any_of(self.rule.held, frame.first, frame.head):
            return None
        body = self.body_after(noun, frame.head)
        if body is None:
            return None
        end = self.name_at(body.first)
        actors = self.names_from(end) if end > 0 else ()
        actors = actors or (self.names_from(frame.first) if frame.first < noun else ())
        actors = tuple(side for side in actors if side.last <= body.first or side.first >= end)
        return (
            Told(noun, actors, (Side(body.first, max(end, body.first + 1)),), self._denied(frame)) if actors else None
        )

    def _noun_first(self, frame: Frame) -> Told | None:
        """Read "co-chairs of X are A, B and C": the noun before its copula, who it is behind."""
        links = self.words[frame.head].tag == "AUX" or self.is_one(self.rule.copulas, frame.head)
        noun = next((i for i in range(frame.first, frame.head) if self.is_one(self.rule.nouns, i)), None)
        if noun is None or not links or self._past(frame) or self.is_one(self.rule.holders, frame.head):
            return None
        body = self.body_after(noun, frame.head)
        noun_had = self.is_one(self.rule.held, noun)
        opens = not noun_had and self.light(frame.first, noun, "CCONJ", "PUNCT")
        if body is None or not opens or not self.fits(noun, frame.first, frame.head):
            return None
        index = frame.head + 1
        while index < frame.last and self.words[index].tag in ("ADV", "CCONJ", "NEG"):
            index += 1
        actors = self.names_from(index)
        return Told(noun, actors, (body,), self._denied(frame)) if actors else None

    def _inside(self, frame: Frame) -> Told | None:
        """Read "is not in X": a copula and a preposition."""
        head = frame.head
        if self.words[head].tag != "AUX" or self._past(frame):
            return None
        subjects = tuple(_side(a) for a in frame.arguments if a.role == "subj" and a.first < head)
        index = head + 1
        while index < frame.last and self.words[index].tag in ("NEG", "ADV"):
            index += 1
        if not subjects or index + 1 >= frame.last or self.tokens[index].form not in self.rule.inside:
            return None
        if not self.tokens[index + 1].capital:
            return None
        denied = frame.negated or any(self.words[i].tag == "NEG" for i in range(head + 1, index))
        last = index + 1
        while last < frame.last and self.tokens[last].capital:
            last += 1
        return Told(head, subjects, (Side(index + 1, last),), denied)

    def _but_not(self, told: Told) -> Told | None:
        """Read what goes on behind a body: "of NATO but not of the European Union"."""
        index = told.objects[0].last if told.objects else len(self.tokens)
        if index < len(self.tokens) and self.tokens[index].form == ",":
            index += 1
        if index + 2 >= len(self.tokens) or self.words[index].tag != "CCONJ" or self.words[index + 1].tag != "NEG":
            return None
        if not any(owner and self._stands_at(owner, index + 2) for owner in self.rule.owners):
            return None
        body = self.body_after(index + 1, len(self.tokens))
        return told._replace(objects=(self.bare(body),), negated=not told.negated) if body is not None else None

    def _named_before(self, head: int, noun: int) -> bool:
        return any(self.tokens[i].capital for i in range(head + 1, noun))

    def _untold_relatives(self) -> Iterator[Told]:
        """Yield "X, which chairs Y" where no frame has the verb: it looks like a noun."""
        heads = {frame.head for frame in self.frames if frame.kind != "noun"}
        for index in range(2, len(self.tokens) - 1 if "" in self.rule.joints else 0):
            verb = self.is_one(self.rule.verbs, index) and self._has_present(index) and index not in heads
            if verb and self.words[index - 1].tag == "REL":
                comma = index - 1 - (self.tokens[index - 2].form == ",")
                actors, objects = self.names_to(comma), self.names_from(index + 1)
                whole = objects and self._ends(objects[-1].last)
                if actors and whole:
                    yield Told(index, actors, objects, False, strict=True)

    def _ends(self, index: int) -> bool:
        """Tell whether a name is whole where it ends: no noun and no possessive goes with it."""
        index = self.closed(index)
        return index >= len(self.tokens) or self.words[index].tag not in ("NOUN", "POSS", "PROPN")

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
            if self.words[head].tag != "AUX" or not self._has_present(head):
                continue
            objects, actors = self.names_to(head), self.names_from(index + 2)
            if objects and actors:
                denied = any(self.words[i].tag == "NEG" for i in range(head, index))
                yield Told(index, actors, objects, denied, strict=True)

    def _there_is(self) -> Iterator[Told]:
        """Yield "there are no relations between A and B", "with B, A has none": the noun is there, or is not."""
        rule = self.rule
        for noun in range(len(self.tokens) if rule.between or rule.among else 0):
            if not self.is_one(rule.nouns, noun) or not self.fits(noun, 0, len(self.tokens)):
                continue
            first, last = self._segment(noun)
            lack = any(self.tokens[i].form in rule.lacks for i in range(first, last))
            there = any(self.is_one(rule.exists, i) and self._has_present(i) for i in range(first, last))
            open_now = any(self.words[i].tag in ("SCONJ", "SUBJUNCTIVE") for i in range(first, last))
            if not (lack or there) or open_now:
                continue
            denied = lack or any(self.words[i].tag == "NEG" for i in range(first, last))
            pair = self._after_any(rule.between, first, last)
            if len(pair) == 2:
                yield Told(noun, pair, (), denied, strict=True)
                continue
            owners = frozenset(owner[0] for owner in rule.owners if len(owner) == 1)
            actors, objects = self._after_any(rule.among, first, last), self._after_any(owners, first, last)
            if actors and objects:
                yield Told(noun, actors, objects, denied, strict=True)

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


def _side(argument: Argument) -> Side:
    return Side(argument.first, argument.last)
