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
_AFTER = ("PUNCT", "CCONJ", "REL", "COMP", "SCONJ", "ADP", "ADV", "NEG", "VERB", "AUX")
_NEAR = 4
_NAMING = ("NOUN", "ADJ", "PROPN")


class Clauses(Sides):
    """The clauses of one sentence, as one rule reads them."""

    def stands(self, frame: Frame) -> bool:
        """Tell whether a clause says what is: no plan, no wish, no condition."""
        if self._asked(frame) or (frame.relation == "ccomp" and self.frames[frame.governor].negated):
            return False
        if frame.kind == "inf":
            return self._supported(frame.head)
        if frame.kind == "part":
            return frame.voice == "act" and frame.tense == "Pres"
        if self.words[frame.head].has("VerbForm", "Ger") and self.words[frame.head - 1].tag != "AUX":
            return False
        open_now = frame.relation == "cond" and not self._still(frame)
        future = frame.tense == "Fut" and (self._auxiliary(frame.head) >= 0 or not self.is_present(frame.head))
        return frame.kind == "fin" and frame.mood not in _OPEN_MOODS and not open_now and not future

    def _asked(self, frame: Frame) -> bool:
        """Tell whether a word opens a clause that makes it a question, a condition or a time to come."""
        places = (frame.first - 1, frame.first, frame.head + 1)
        return any(0 <= i < len(self.tokens) and self.tokens[i].form in self.rule.asks for i in places)

    def _still(self, frame: Frame) -> bool:
        """Tell whether what opens a clause means "not yet" here and no condition."""
        before = " ".join(token.form for token in self.tokens[max(0, frame.head - 2) : frame.head])
        return before in self.rule.still and self.is_present(frame.head)

    def _supported(self, head: int) -> bool:
        """Tell whether what looks like an infinitive is none: it follows the verb of a denial, or no verb at all."""
        index = head - 1
        while index > 0 and self.words[index].tag in ("NEG", "ADV"):
            index -= 1
        if index >= 0 and self.tokens[index].form in self.rule.support:
            return True
        return self.is_present(head) and index >= 0 and self.words[index].tag not in ("AUX", "PART", "VERB", "ADP")

    def _denied(self, frame: Frame) -> bool:
        denied = any(token.form in self.rule.denials for token in self.tokens[frame.first : frame.last])
        return frame.negated or denied or self._said_never(frame) or self._still(frame)

    def _said_never(self, frame: Frame) -> bool:
        """Tell whether a clause says "never": what never was, is not."""
        return any(self.tokens[i].form in self.rule.never for i in range(frame.first, frame.last))

    def _past(self, frame: Frame) -> bool:
        present = self.words[frame.head].tag == "AUX" and self.is_present(frame.head)
        return frame.tense == "Past" and not present and not self._perfect(frame.head)

    def _perfect(self, head: int) -> bool:
        """Tell whether a present auxiliary stands before the verb: "has never been"."""
        index = self._auxiliary(head)
        return index >= 0 and self.is_present(index)

    def _auxiliary(self, head: int) -> int:
        """Return the auxiliary before a verb, adverbs aside; -1 where none stands there."""
        index = head - 1
        while index > 0 and self.words[index].tag in ("ADV", "NEG"):
            index -= 1
        return index if index >= 0 and self.words[index].tag == "AUX" else -1

    def subjects(self, frame: Frame) -> tuple[Side, ...]:
        """Return who stands in a clause; where its frame does not say, the names before its verb."""
        sides = tuple(_side(a) for a in frame.arguments if a.role == "subj")
        if sides and any(token.form in self.rule.denials for token in self.tokens[frame.first : frame.head]):
            return self.names_to(sides[-1].last) or sides
        if sides:
            return self._meant(sides, frame)
        index = frame.head - 2 * self._still(frame)
        while index > 0 and self.words[index - 1].tag in ("AUX", "ADV", "NEG"):
            index -= 1
        return self.names_to(index)

    def _meant(self, sides: tuple[Side, ...], frame: Frame) -> tuple[Side, ...]:
        """Return who stands in a relative clause: "Spain is one of those that …" tells it of Spain."""
        for over in self.frames if frame.relation == "acl" else ():
            first = sides[0].first
            if self.words[over.head].tag == "AUX" and over.head < first and self.light(over.head + 1, first):
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
            if found is not None and not self._contrasted(found):
                found = found._replace(objects=self._cut(found.objects))
                last = found.objects[0] if found.objects else last
                yield found
                other = self._but_not(found)
                if other is not None:
                    yield other

    def _contrasted(self, told: Told) -> bool:
        """Tell whether a clause denies who it is, not what: "not Ukraine is a member, but Poland"."""
        first = min((side.first for side in told.actors), default=0)
        both = first > 0 and self.tokens[first - 1].form in self.rule.denials
        return first > 0 and self.words[first - 1].tag == "NEG" and first < told.cue and not both

    def _cut(self, sides: tuple[Side, ...]) -> tuple[Side, ...]:
        """Return the objects without their articles: the names that stand first, one after another."""
        names = self.names_from(sides[0].first) if len(sides) == 1 else ()
        own = self.rule.object == PARTY or (len(names) > 1 and self._stops(names[-1].last))
        return names if names and own else tuple(map(self.bare, sides))

    def _stops(self, index: int) -> bool:
        """Tell whether what goes on behind some names is not their own clause: "of NATO, and the EU said"."""
        index = self.closed(index)
        return index >= len(self.tokens) or self.words[index].tag not in ("VERB", "AUX", "NEG")

    def _by_verb(self, frame: Frame) -> Told | None:
        rule, subjects = self.rule, self.subjects(frame)
        objects = [_side(a) for a in frame.arguments if a.role == "obj"]
        if self.is_one(rule.verbs, frame.head) and not self._past(frame) and subjects:
            soon = not frame.negated and frame.tense == "Fut" and self._soon(frame)
            if "" in rule.joints and objects and not soon and self._taken(objects[0]):
                sides = self._shared(objects[0]) or self.names_from(self.ahead(objects[0].first)) or tuple(objects)
                return Told(frame.head, subjects, sides, self._denied(frame))
            body = [_side(a) for a in frame.arguments if a.role in ("obl", "obj") and self._joined(a)]
            named = [side for side in body if self.name_at(side.first) > 0]
            body = named or body or self._antecedent(frame)
            if body:
                return Told(frame.head, subjects, (body[0],), self._denied(frame))
        if self.is_one(rule.includes, frame.head) and len(subjects) == 1 and objects and frame.tense != "Past":
            return Told(frame.head, tuple(objects), subjects, frame.negated)
        return None

    def _soon(self, frame: Frame) -> bool:
        return any(token.form in self.rule.soon for token in self.tokens[frame.first : frame.last])

    def _antecedent(self, frame: Frame) -> list[Side]:
        """Return what a relative pronoun behind a joint goes back to: "the format, to which X and Y belong"."""
        lead, pronoun = frame.first - 2, frame.first - 1
        if lead < 2 or self.words[pronoun].tag != "REL" or self.tokens[lead].form not in self.rule.joints:
            return []
        if self.tokens[lead - 1].form != ",":
            return []
        first = lead - 1
        while first > 0 and (self.words[first - 1].tag in _NAMING or self.tokens[first - 1].form in MARKS):
            first -= 1
        return [Side(first, lead - 1)] if first < lead - 1 else []

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
            return self.names_from(self.ahead(self.led(first + 1, len(self.tokens))))
        return ()

    def _taken(self, side: Side) -> bool:
        """Tell whether an object stands for itself, taken as what a rule names or as nothing else."""
        sides = self._shared(side)
        end = self.closed(sides[-1].last if sides else self.name_at(self.ahead(side.first)))
        if self.rule.object != PARTY:
            return self.ends(end if end > 0 else side.last)
        if end <= 0:
            return False
        if end >= len(self.words):
            return True
        if self.words[end].tag == "POSS":
            return end + 1 < len(self.tokens) and self.is_one(self.rule.shares, end + 1)
        leads = self.tokens[end].form in self.rule.agents
        if leads or self.words[end].tag not in _AFTER:
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
        if after is not None and rule.object == PARTY and self.name_at(after.first) < 0:
            after = None
        body = after or self._led_before(frame.head + 1, noun)
        denied = self._denied(frame) or any(self.words[i].tag == "NEG" for i in range(frame.head + 1, noun))
        if body is None and rule.both:
            return Told(noun, subjects, (), denied) if len(subjects) == 2 else None
        joins = (i + 1 for i in range(noun - 1, frame.head, -1) if self.words[i].tag in ("CCONJ", "ADP"))
        first = next(joins, frame.head + 1) if rule.scenes or rule.marks or rule.unlike else frame.head + 1
        body = body or (Side(first, noun + 1) if noun > first else None)
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
        if any(self.words[i].tag in (*_OPENERS, "AUX") for i in self.unquoted(noun + 1, frame.head)):
            return None
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
        again = self.is_one(self.rule.nouns, index + 2)  # "but no member of"
        if not again and not any(owner and self._stands_at(owner, index + 2) for owner in self.rule.owners):
            return None
        body = self.body_after(index + 1 + again, len(self.tokens))
        return told._replace(objects=(self.bare(body),), negated=not told.negated) if body is not None else None

    def _named_before(self, head: int, noun: int) -> bool:
        return any(self.tokens[i].capital for i in range(head + 1, noun))


def _side(argument: Argument) -> Side:
    return Side(argument.first, argument.last)
