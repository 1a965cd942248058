"""Which acts does a sentence name, and who takes which part in each?

A trigger of the lexicon, found in a sentence, becomes a candidate where its frame holds what it needs and an actor.
Of several triggers on one word the most specific wins. How the act stands (``modality``) and what comes of it
(``events``) is decided later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from .language import Language, Operator, Trigger, has_class, setting
from .match import Hit
from .modality import Standing, operator_hits, operator_over, standing
from .model import Argument, Frame, Sentence
from .names import Named
from .roles import counting, fill, meets, parties
from .unsaid import is_doerless, unsaid_doer

_NAMELESS = frozenset({"UNK", "UAF", "REB"})
_ONE_SIDED = frozenset({"refuse", "offer", "consider", "cancel", "ready", "promise", "deny", "want"})
_ANSWERED = frozenset({"agree", "refuse", "offer", "ready"})
_ADDRESSED = frozenset({"offer", "promise", "refuse", "threaten", "agree"})
_ASKING = frozenset({"REQUEST", "ACCUSE"})
_DEPTH = 2
_COMMITTING = frozenset({"promise", "offer", "agree", "plan", "ready", "consider", "threaten"})
_SAID = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN", "ACCUSE", "CONCEDE"})
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})


class Candidate(NamedTuple):
    """A trigger in its frame, met by the clause; ``denies``: a "not" is one of its own words."""

    frame: int
    carrier: int
    head: int
    trigger: Trigger
    span: tuple[int, int]
    actors: list[Named]
    recipients: list[Named]
    light: bool
    weight: tuple[int, int, int]
    denies: bool


Choose: TypeAlias = "Callable[[Acts, list[Candidate]], int]"  # which of the candidates of one head, best first, to keep


class Acts:
    """One sentence with its frames, its actors, the operators that stand in it, and who says what its frames tell.

    ``speakers`` are the sources of what is told, by the token that names the act; ``hits`` the triggers of the
    sentence, where they are known; ``triggers`` holds them by the token they begin at.
    """

    def __init__(
        self,
        number: int,
        sentence: Sentence,
        frames: tuple[Frame, ...],
        named: Sequence[Named],
        language: Language,
        speakers: Mapping[int, Named] | None = None,
        hits: Sequence[Hit[Trigger]] | None = None,
    ) -> None:
        self.number, self.sentence, self.language = number, sentence, language
        self.named = [one for one in named if one.sort != "town"]  # a town never acts, nor is it acted on: it is where
        self.towns = [one for one in named if one.sort == "town"]
        self.speakers = speakers or {}
        self.triggers: dict[int, list[Hit[Trigger]]] = {}
        for hit in language.triggers.find(sentence.tokens) if hits is None else hits:
            self.triggers.setdefault(hit.first, []).append(hit)
        self.frames = counting(announced(sentence, frames, named, language), sentence, language)
        self.by_head = {frame.head: i for i, frame in reversed(list(enumerate(self.frames)))}
        self._negations = frozenset(setting(language, "syntax", "negations") or ())
        self._prepositions = frozenset(setting(language, "syntax", "prepositions") or ())
        self._by_order = setting(language, "syntax", "roles") == "order"
        self._absence = frozenset(setting(language, "syntax", "absence") or ())
        self.operators: dict[int, list[Hit[Operator]]] = operator_hits(sentence, language)

    def options(self) -> list[list[Candidate]]:
        """Return the candidates of each head in order, the most specific first; of several alike only that one."""
        read = (self._read(hit) for hits in self.triggers.values() for hit in hits)
        found: dict[int, dict[tuple[object, ...], Candidate]] = {}
        for one in sorted((c for c in read if c is not None), key=lambda c: c.weight, reverse=True):
            likeness = (one.trigger.act, one.frame, one.carrier, one.span, tuple(one.actors), tuple(one.recipients))
            found.setdefault(one.head, {}).setdefault(likeness, one)
        return [list(found[head].values()) for head in sorted(found)]

    def candidates(self, choose: Choose | None = None) -> list[Candidate]:
        """Return one candidate per head, the first or the one that ``choose`` finds, and none that another tells."""
        kept = [o[choose(self, o)] if choose is not None and len(o) > 1 else o[0] for o in self.options()]
        carried = {c.carrier for c in kept if c.light and self.is_carried(c)}
        return [c for c in kept if not (c.frame in carried and c.carrier < 0)]

    def _read(self, hit: Hit[Trigger]) -> Candidate | None:
        """Return the candidate that a trigger makes here, None where its frame lacks what it needs."""
        place = self._place(hit)
        if place is None:
            return None
        frame, carrier, light = place
        trigger, own = hit.value, self.frames[frame]
        carried = self.frames[carrier] if carrier >= 0 else None
        if (
            self._is_idle(own)
            or self._is_adjective(own)
            or trigger.kind not in ("", "noun" if own.kind == "noun" else "verb", "verb" if light else "")
        ):
            return None
        if not meets(trigger, own, carried, self.sentence, self.language, self.named) or not self._has_form(
            trigger, frame
        ):
            return None
        actors, recipients = parties(trigger, own, carried, self.named)
        recipients = [r for r in recipients if not self._is_contrasted(r)] or recipients
        actors = [a for a in actors if self._counts(a) and (not a.place or self._speaks(a, own, carried))]
        if not actors and own.kind == "inf" and own.governor >= 0 and self.frames[own.governor].kind == "noun":
            actors = [
                a
                for a in fill(("poss", "owner", "by", "mod"), self.frames[own.governor], self.named)
                if self._counts(a)
            ]
        if not actors:
            clause = (own, carried) if carried else (own,)
            if is_doerless(clause, self.sentence):
                act = self.language.common.acts[trigger.act]
                speaker = self.speakers.get(own.head)
                actors = unsaid_doer(act, clause, self.named, speaker, recipients, self.language)
            recipients = [r for r in recipients if r not in actors]
        if not actors or ("recipient" in trigger.needs and not recipients):
            return None
        borrowed = carried is not None and not light and not self.operators.get(carried.head)
        if borrowed and len(actors) + len(recipients) < 2:
            return None
        covered = sum(last - first for first, last in hit.parts)
        borne = light and trigger.kind == "verb" and own.kind == "noun"  # the noun has rows of its own: they come first
        weight = (0 if borne else covered, len(trigger.needs), -trigger.line)
        span = self._span(hit, own.head)
        denies = any(self.sentence.tokens[i].form in self._negations for part in hit.parts for i in range(*part))
        return Candidate(frame, carrier, own.head, trigger, span, actors, recipients, light, weight, denies)

    def _place(self, hit: Hit[Trigger]) -> tuple[int, int, bool] | None:
        """Return the frame a trigger names, the verb that carries it (-1: none), and whether both are its words."""
        covered = [self.by_head[i] for first, last in hit.parts for i in range(first, last) if i in self.by_head]
        verbs = [f for f in covered if self.frames[f].kind != "noun"]
        nouns = [f for f in covered if self.frames[f].kind == "noun"]
        if verbs and nouns and hit.value.head != "verb":
            return (nouns[-1], verbs[0], True) if self._belongs(nouns[-1], verbs[0]) else None
        if verbs:
            inner = self.frames[verbs[-1]]
            held = inner.governor == verbs[0] and inner.relation == "xcomp"
            return (verbs[0], verbs[-1], True) if held else (verbs[0], -1, False)
        if not nouns:
            return None
        noun = self.frames[nouns[-1]]
        carries = noun.governor >= 0 and self._carries(noun.governor, noun.head, hit.value)
        return nouns[-1], noun.governor if carries else -1, False

    def _belongs(self, noun: int, verb: int) -> bool:
        """Tell whether a noun hangs on a verb, or on what hangs on it, with no other clause between."""
        if any(a.head == self.frames[noun].head for a in self.frames[verb].arguments):
            return True
        current = noun
        for _ in range(len(self.frames)):
            frame = self.frames[current]
            if frame.governor == verb:
                return True
            if frame.governor < 0 or self.frames[frame.governor].kind == "fin":
                return False
            current = frame.governor
        return False

    def _span(self, hit: Hit[Trigger], head: int) -> tuple[int, int]:
        """Return the tokens an event is pinned to: the trigger's words, of a parted construction its head alone."""
        if len(hit.parts) > 1:
            return head, head + 1
        return min(hit.first, head), max(hit.last, head + 1)

    def _has_form(self, trigger: Trigger, frame: int) -> bool:
        """Tell whether an infinitive follows where a trigger asks for one, and none where it asks for none."""
        follows = any(f.governor == frame and f.kind == "inf" for f in self.frames)
        return follows if "inf" in trigger.needs else not (follows and "-inf" in trigger.needs)

    def _speaks(self, one: Named, *frames: Frame | None) -> bool:
        """Tell whether a place stands for those who act there: the subject "in Kyiv" of a plural verb."""
        subjects = [a for f in frames if f for a in f.arguments if a.role == "subj" and a.preposition]
        return any(a.first <= one.head < a.last for a in subjects)

    def _is_adjective(self, frame: Frame) -> bool:
        """Tell whether a passive participle is an adjective here: "is obliged to" is no obliging."""
        readings = self.sentence.tokens[frame.head].readings
        passive = [r for r in readings if r.feats.get("Voice") == "Pass" and r.feats.get("VerbForm") == "Part"]
        return bool(passive) and len(passive) < len(readings) and frame.voice == "act" and frame.kind == "fin"

    def _is_contrasted(self, one: Named) -> bool:
        """Tell whether a party is named only to be left out: "Russia, not France"."""
        lead = one.first - 1
        while lead > 0 and self.sentence.tokens[lead].form in self._prepositions:
            lead -= 1
        return lead >= 0 and self.sentence.tokens[lead].form in self._negations

    def _is_idle(self, frame: Frame) -> bool:
        """Tell whether a word names no act that happens: an infinitive on its own, a noun after "without"."""
        if frame.kind == "inf":
            return frame.governor < 0 and frame.tense != "Fut"
        return frame.kind == "noun" and frame.preposition in self._absence

    def _counts(self, one: Named) -> bool:
        """Tell whether an actor makes an event: by its country or body, or as an unknown perpetrator."""
        return bool(one.actor.country) or one.actor.sector in _NAMELESS

    def _carries(self, governor: int, head: int, trigger: Trigger) -> bool:
        """Tell whether the verb over a noun lends it its subject: an operator does, and any verb of a mutual act."""
        frame = self.frames[governor]
        noun = self.frames[self.by_head[head]]
        if noun.relation not in ("obj", "obl", "iobj"):
            return False
        mutual = any(place.startswith("subj") for place in trigger.roles.get("actor", ()))
        return operator_over(noun, frame, self.operators) is not None or (
            mutual and frame.kind != "noun" and noun.relation == "obl" and bool(noun.preposition)
        )

    def standing(self, candidate: Candidate) -> Standing:
        """Return how the candidate's act stands; a carried noun stands as its verb does."""
        own = self.language.common.acts[candidate.trigger.act].op
        if candidate.light and not self.is_carried(candidate):
            stands = standing(candidate.frame, self.frames, self.operators, own)
            return stands._replace(negated=stands.negated != candidate.denies)
        if candidate.light:
            noun, verb = self.frames[candidate.frame], self.frames[candidate.carrier]
            over = operator_over(noun, verb, self.operators)
            if over is not None and not own and over.op in _COMMITTING and self._is_material(candidate):
                return standing(candidate.frame, self.frames, self.operators, own)
            stands = standing(candidate.carrier, self.frames, self.operators, own)
            return stands._replace(negated=stands.negated != self.frames[candidate.frame].negated)
        stands = standing(candidate.frame, self.frames, self.operators, own)
        if candidate.denies and self.frames[candidate.frame].negated:
            stands = stands._replace(negated=not stands.negated)
        if self._by_order and self.frames[candidate.frame].kind != "noun" and self._of_nothing(candidate.frame):
            stands = stands._replace(negated=not stands.negated)
        if candidate.carrier >= 0 and not stands.negated and stands.operators == ((own,) if own else ()):
            return standing(candidate.carrier, self.frames, self.operators, own)
        return stands

    def _of_nothing(self, number: int) -> bool:
        """Tell whether a verb's subject or object begins with a negation: "no shots were fired"."""
        held = [a for a in self.frames[number].arguments if a.role in ("subj", "obj")]
        return any(self.sentence.tokens[a.first].form in self._negations for a in held)

    def is_carried(self, candidate: Candidate) -> bool:
        """Tell whether an act is a noun that a verb carries."""
        return candidate.carrier >= 0 and self.frames[candidate.frame].kind == "noun"

    def _is_material(self, candidate: Candidate) -> bool:
        """Tell whether an act is done, not only said: "promised aid" is a promise to give it."""
        return self.language.common.acts[candidate.trigger.act].type not in _SAID

    def stands(self, number: int) -> Standing:
        """Return how whatever a frame says stands, whether a trigger names it or not."""
        return standing(number, self.frames, self.operators)

    def is_inside(self, candidate: Candidate, others: list[Candidate]) -> bool:
        """Tell whether an act is only what another asks for or accuses of: that is no second event."""
        acts = self.language.common.acts
        about = {c.frame: acts[c.trigger.act].type for c in others if c is not candidate}
        own = acts[candidate.trigger.act].type
        current = candidate.carrier if candidate.carrier >= 0 else candidate.frame
        for _ in range(len(self.frames)):
            frame = self.frames[current]
            over = frame.governor
            linked = frame.relation in ("xcomp", "obj", "obl", "poss") or (
                frame.relation == "ccomp" and own != "REQUEST"
            )
            if own == "REQUEST" and about.get(over) == "PROTEST":
                return True
            if over < 0 or not linked:
                return False
            if frame.kind == "noun" and self.frames[over].kind == "part" and frame.head < self.frames[over].head:
                return False  # a participle behind a noun describes it: "talks mediated by …"
            if own == about.get(over) or (about.get(over) in _ASKING and own not in _VERBAL):
                return self.frames[over].kind != "noun" or frame.kind != "noun"
            current = over
        return False

    def is_background(self, candidate: Candidate, others: list[Candidate]) -> bool:
        """Tell whether an act is only the condition or the purpose of another that is read: no event of its own."""
        held = [n for n in (candidate.frame, candidate.carrier) if n >= 0]
        about = {n for c in others if c is not candidate for n in (c.frame, c.carrier) if n >= 0} - set(held)
        for number in held:
            frame = self.frames[number]
            aim = frame.kind == "inf" and frame.relation == "advcl" and not self._by_order
            if (aim or frame.relation == "cond") and about.intersection((frame.governor, *self._below(frame.governor))):
                return True
        return False

    def _below(self, number: int) -> list[int]:
        """Return the frames that a frame holds as its content."""
        return [
            n for n, f in enumerate(self.frames) if f.governor == number and f.relation in ("xcomp", "obj", "ccomp")
        ]

    def offered_to(self, candidate: Candidate, stands: Standing) -> list[Named]:
        """Return to whom an act is offered, promised, refused or threatened: the operator's own object or dative."""
        if stands.decisive not in _ADDRESSED or stands.subject == candidate.frame:
            return []
        frames = [self.frames[stands.subject]]
        before = stands.subject - 1
        if frames[0].relation == "conj" and before >= 0 and _subjects(self.frames[before]) == _subjects(frames[0]):
            frames.append(self.frames[before])
        for frame in frames:
            found = fill(("iobj", "Dat", "obj"), frame, self.named)
            others = [n for n in found if n not in candidate.actors and n.actor.country]
            if others:
                return others
        return []

    def sides(self, candidate: Candidate, stands: Standing) -> tuple[list[Named], list[Named]]:
        """Return actors and recipients: who offers or refuses a meeting acts alone, the other party receives.

        Who agrees to what another does, or refuses it, answers that other.
        """
        actors, recipients = candidate.actors, candidate.recipients
        if stands.decisive in _ANSWERED and stands.subject != candidate.frame:
            doers = fill(("subj",), self.frames[stands.subject], self.named)
            doers = [d for d in doers if d.actor.country and not d.place]
            if doers and not {d.actor.country for d in doers} & {a.actor.country for a in actors}:
                return doers, actors
        if stands.decisive not in _ONE_SIDED or len(actors) < 2:
            return actors, recipients
        own = [n for f in self._own_frames(candidate, stands) for n in fill(("subj",), f, self.named)]
        countries = {n.actor.country for n in own if n.actor.country}
        others = [a for a in actors if a not in own and a.actor.country not in countries]
        if not countries or len(others) == len(actors):
            return actors, recipients
        return [a for a in actors if a in own] or own, others + recipients

    def _own_frames(self, candidate: Candidate, stands: Standing) -> list[Frame]:
        numbers = [n for n in (candidate.frame, candidate.carrier, stands.subject) if n >= 0]
        return [self.frames[n] for n in dict.fromkeys(numbers)]

    def mode_by_object(self, candidate: Candidate, kind: str) -> str:
        """Return the mode of a request that the class of what is asked for tells ("asked for air defence systems")."""
        table = self.language.common.plover.get("modes_by_class", {}).get(kind, {})
        for argument in self.frames[candidate.frame].arguments:
            if argument.role in ("obj", "obl"):
                keys = self.sentence.tokens[argument.head].keys
                for name, mode in table.items():
                    if has_class(self.language, keys, name):
                        return str(mode)
        return ""

    def addressee(self, candidate: Candidate) -> list[Named]:
        """Return those who would do what is asked for: NATO in "demands NATO's withdrawal"."""
        for frame in self.frames:
            if (
                frame.governor not in (candidate.frame, candidate.carrier)
                or frame.governor < 0
                or frame.relation == "subj"
            ):
                continue
            doers = fill(("poss", "Ins", "by", "mod") if frame.kind == "noun" else ("subj",), frame, self.named)
            doers = [d for d in doers if d.actor.country and d.actor.id not in {a.actor.id for a in candidate.actors}]
            if doers:
                return doers
        return []

    def embedded(self, candidate: Candidate) -> Iterator[tuple[str, bool]]:
        """Yield the acts inside an asking, refusing or threatening verb, and whether each is to end."""
        level = {candidate.frame: False}
        for _ in range(_DEPTH):
            below: dict[int, bool] = {}
            for index, frame in enumerate(self.frames):
                if frame.governor not in level or index in level:
                    continue
                over = self.frames[frame.governor]
                if frame.relation == "obl" and over.kind != "noun" and frame.head < over.head:
                    continue  # "that before the talks Kyiv restore rights": when, not what
                ended = frame.negated != level[frame.governor]
                for hit in self.triggers.get(frame.head, ()):
                    if meets(hit.value, frame, None, self.sentence, self.language, self.named):
                        yield hit.value.act, ended
                        break
                if frame.kind in ("fin", "inf"):
                    below[index] = ended
            level = below


def announced(
    sentence: Sentence, frames: tuple[Frame, ...], named: Sequence[Named], language: Language
) -> tuple[Frame, ...]:
    """Return frames with the bare infinitive of a headline told of whom it follows, as what will happen.

    "Canada to send armoured vehicles": only where the language marks infinitives with a word, no finite verb stands in
    the sentence, and an actor opens it right before that word.
    """
    marks = setting(language, "syntax", "infinitive") or ()
    if not marks or any(f.kind == "fin" for f in frames):
        return frames
    for number, frame in enumerate(frames):
        mark = frame.head - 1
        if frame.kind != "inf" or frame.governor >= 0 or mark < 1 or sentence.tokens[mark].form not in marks:
            continue
        doer = next((n for n in named if n.last == mark and not n.modifier), None)
        if doer is None or any(a.role == "subj" for a in frame.arguments):
            return frames
        subject = Argument("subj", "", frozenset(), doer.first, doer.last, doer.head)
        told = frame._replace(arguments=(subject, *frame.arguments), tense="Fut", first=doer.first)
        return (*frames[:number], told, *frames[number + 1 :])
    return frames


def _subjects(frame: Frame) -> frozenset[int]:
    return frozenset(a.head for a in frame.arguments if a.role == "subj")
