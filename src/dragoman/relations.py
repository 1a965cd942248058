"""Who stands in which relation to whom: member, observer, candidate, chair, host, ally, and who recognises whom?

``standing`` and ``seats`` find the clauses and the words of both sides; here the words become actors and the clauses
facts. A body may be one nobody has listed ("two of the three bodies"); it then lives in its article only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .actors import Cast, Named
from .entities import actor_of, named_entries
from .entries import ActorEntry
from .formats import formats_named
from .ident import digest, fact_id
from .language import Language
from .match import Hit
from .model import Actor, Analysis, Article, Evidence, Mention, Relation, Sentence, Span
from .relationrules import BODY, Rule, rules_of
from .seats import Seats
from .sides import Side, Told
from .standing import Clauses
from .tagging import words_of

_UNREAD = frozenset({"title"})
_OTHERS = frozenset({"adjective", "demonym", "role", "person"})
_NAMES = frozenset({"state", "body", "organ", "capital"})
_REGION = "region"
_FORMAT_CODE = "IGO"


class Found(NamedTuple):
    """The relations of an article, and the mentions and actors made for bodies that no list knows."""

    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]


def find_relations(article: Article, analysis: Analysis, language: Language, cast: Cast) -> Found:
    """Return the standing relations that an article tells of, in text order.

    >>> from dragoman.actors import find_mentions
    >>> from dragoman.language import load_language
    >>> from dragoman.model import Block
    >>> from dragoman.syntax import analyse
    >>> text = "Ukraine is not a member of NATO."
    >>> page = Article(id="a", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    >>> english = load_language("en")
    >>> analysis = analyse(page, english)
    >>> found = find_relations(page, analysis, english, find_mentions(page, analysis, english))
    >>> [(relation.type, relation.negated) for relation in found.relations]
    [('member', True)]
    """
    reader = _Reader(article, language, cast)
    cues = frozenset().union(*(rule.cues for rule in rules_of(language)))
    for number, sentence in enumerate(analysis.sentences):
        if sentence.kind in _UNREAD or not sentence.tokens or sentence.tokens[-1].form == "?":
            continue
        keys = frozenset(key for token in sentence.tokens for key in token.keys) & cues
        for rule in rules_of(language) if keys else ():
            if keys.isdisjoint(rule.cues):
                continue
            named = reader.look(number, sentence, rule)
            if named:
                words, frames = words_of(analysis, number, language), analysis.frames[number]
                clauses = Clauses(sentence, words, frames, named, rule)
                reader.take(sentence, rule, clauses.told())
                reader.take(sentence, rule, Seats(sentence, words, frames, named, rule).told())
                reader.take_names(sentence, clauses)
    return Found(tuple(reader.relations.values()), tuple(reader.mentions.values()), reader.actors)


def _inside(hit: Hit[ActorEntry], one: Named) -> bool:
    return one.first <= hit.first and hit.last <= one.last and hit.last - hit.first < one.last - one.first


class _Reader:
    """Turns clauses into facts, with a mention for each body that nobody has named."""

    def __init__(self, article: Article, language: Language, cast: Cast) -> None:
        self.article, self.language, self.cast = article, language, cast
        self.relations: dict[str, Relation] = {}
        self.mentions: dict[str, Mention] = {}
        self.actors: dict[str, Actor] = {}
        self.known = frozenset(mention.id for mention in cast.mentions)
        self.pairs: list[tuple[Mention, Named]] = []

    def look(self, number: int, sentence: Sentence, rule: Rule) -> tuple[Named, ...]:
        """Turn to a sentence: return the actors that it names, also those inside an office that the rule's nouns name.

        "The presidency of the Council" is an office to whoever looks for actors, and to a rule a noun and a body.
        """
        pairs = zip(self.cast.mentions, self.cast.named, strict=True)
        self.pairs = [(mention, one) for mention, one in pairs if one.sentence == number]
        cues = rule.nouns | rule.seats | rule.includes
        if not self.pairs:
            return ()
        hits = self._entries(sentence)
        for _, one in tuple(self.pairs):
            if one.sort == "role" and any(not cues.isdisjoint(t.keys) for t in sentence.tokens[one.first : one.last]):
                self.pairs += [self._inner(sentence, number, hit) for hit in hits if _inside(hit, one)]
        regions = {hit.first for hit in hits if hit.value.note == _REGION}
        self.pairs = [(m, one) for m, one in self.pairs if one.first not in regions or one.sort != "state"]
        self.pairs.sort(key=lambda pair: (pair[1].first, pair[1].last))
        return tuple(one for _, one in self.pairs)

    def _entries(self, sentence: Sentence) -> list[Hit[ActorEntry]]:
        tokens = sentence.tokens
        return [
            hit
            for hit in named_entries(
                tokens, lambda first, last: self.article.text[tokens[first].start : tokens[last - 1].end], self.language
            )
            if hit.value.kind in _NAMES
        ]

    def _inner(self, sentence: Sentence, number: int, hit: Hit[ActorEntry]) -> tuple[Mention, Named]:
        """Return a state or body named inside an office, as a mention that the record gets where a relation has it."""
        actor = actor_of(hit.value, self.language.common, (self.article.anchor or self.article.date_published)[:10])
        name = f"{self.language.code}.mention.{hit.value.kind}"
        span = Span(sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end)
        key = fact_id(self.article.id, "mention", span, name, actor.id)
        mention = Mention(id=key, evidence=Evidence(span=span, rule=name), actor=actor.id)
        return mention, Named(number, hit.first, hit.last, hit.last - 1, actor, hit.value.kind, name)

    def take(self, sentence: Sentence, rule: Rule, told: Iterable[Told]) -> None:
        """Add the relations of one sentence: each actor of a clause to each object, or its two to one another."""
        for one in told:
            actors = [key for side in one.actors for key in self._parties(sentence, rule, side)]
            objects = [key for side in one.objects for key in self._objects(sentence, rule, side)]
            if not one.objects and len(actors) == 2:
                actors, objects = actors[:1], actors[1:]
            cue = sentence.tokens[one.cue]
            for actor in actors:
                for other in objects:
                    self._keep(Span(cue.start, cue.end), rule, actor, other, negated=one.negated)

    def take_names(self, sentence: Sentence, clauses: Clauses) -> None:
        """Add what names beside a noun tell: "NATO member Turkey", "Ireland, a member of the Union"."""
        for noun in range(len(sentence.tokens)):
            had = clauses.is_one(clauses.rule.held, noun)
            if not had and clauses.is_one(clauses.rule.nouns, noun) and clauses.fits(noun, noun - 4, noun + 1):
                told = self._titled(sentence, noun, clauses) or self._apposed(sentence, noun, clauses)
                if told is not None:
                    actor, other, denied = told
                    cue = sentence.tokens[noun]
                    self._keep(Span(cue.start, cue.end), clauses.rule, actor, other, negated=denied)

    def _titled(self, sentence: Sentence, noun: int, clauses: Clauses) -> tuple[str, str, bool] | None:
        """Read a noun between a body and a state, or before both: "NATO member Turkey"."""
        tokens, rule = sentence.tokens, clauses.rule
        behind = noun + 1
        while behind < len(tokens) and clauses.is_one(rule.tails, behind):
            behind += 1
        before = self._ending(tokens[noun - 1].end, rule) or self._ending(tokens[noun].end, rule) if noun else None
        if before is not None and behind < len(tokens):
            actor = self._starting(tokens[behind].start, rule)
            return (actor.id, before.id, False) if actor and rule.object == BODY else None
        first = clauses.led(behind, len(tokens)) if rule.dash else -1
        end = clauses.name_at(first) if first > 0 else -1
        if end <= 0 or end >= len(tokens):
            return None
        body = self._objects(sentence, rule, Side(first, end))
        actor = self._starting(tokens[end].start, rule)
        return (actor.id, body[0], False) if body and actor else None

    def _apposed(self, sentence: Sentence, noun: int, clauses: Clauses) -> tuple[str, str, bool] | None:
        """Read a noun behind a state and a comma: "Ukraine, not a member of the alliance, …"."""
        comma, words = noun - 1, clauses.words
        while comma > 0 and words[comma].tag in ("NEG", "DET", "ADJ"):
            comma -= 1
        if comma < 1 or sentence.tokens[comma].form != ",":
            return None
        end = sentence.tokens[comma - 1].end
        actors = [m for m, one in self.pairs if m.evidence.span.end == end and self._may_be(one, clauses.rule)]
        side = clauses.body_after(noun)
        bodies = self._objects(sentence, clauses.rule, clauses.bare(side)) if actors and side is not None else []
        denied = any(words[i].tag == "NEG" for i in range(comma, noun))
        return (actors[-1].id, bodies[0], denied) if bodies else None

    def _ending(self, end: int, rule: Rule) -> Mention | None:
        return next((m for m, one in self.pairs if m.evidence.span.end == end and self._is_object(one, rule)), None)

    def _starting(self, start: int, rule: Rule) -> Mention | None:
        return next((m for m, one in self.pairs if m.evidence.span.start == start and self._may_be(one, rule)), None)

    def _is_body(self, one: Named) -> bool:
        return one.sort not in _OTHERS and one.actor.id.partition(".")[0] in self.language.common.bodies

    def _may_be(self, one: Named, rule: Rule) -> bool:
        """Tell whether somebody named may stand in a relation: a state; its capital where that speaks for it."""
        actor = one.actor
        if not actor.country or one.sort in _OTHERS or actor.anonymous:
            return False
        if rule.scenes:
            return not self._is_body(one)
        if one.sort == "town" or one.place:
            return False
        if self._is_body(one):
            return rule.object != BODY
        if actor.id == actor.country:
            return True
        return rule.object != BODY and (actor.sector == "PRE" or one.sort == "capital")

    def _is_object(self, one: Named, rule: Rule) -> bool:
        return self._is_body(one) if rule.object == BODY else self._may_be(one, rule)

    def _keep(self, span: Span, rule: Rule, actor: str, other: str, *, negated: bool) -> None:
        key = fact_id(self.article.id, "relation", span, rule.id, actor, other)
        for mention, one in self.pairs:
            if mention.id in (actor, other) and mention.actor not in self.cast.actors:
                self.actors[one.actor.id] = one.actor
            if mention.id in (actor, other) and mention.id not in self.known:
                self.mentions[mention.id] = mention
        self.relations.setdefault(
            key,
            Relation(
                id=key,
                evidence=Evidence(span=span, rule=rule.id),
                type=rule.type,
                actor=actor,
                object=other,
                negated=negated,
            ),
        )

    def _within(self, sentence: Sentence, side: Side) -> list[tuple[Mention, Named]]:
        start, end = sentence.tokens[side.first].start, sentence.tokens[side.last - 1].end
        return [(m, n) for m, n in self.pairs if start <= m.evidence.span.start and m.evidence.span.end <= end]

    def _parties(self, sentence: Sentence, rule: Rule, side: Side) -> list[str]:
        """Return the mentions of those a stretch names who may stand in a relation: no offices, no people."""
        within = self._within(sentence, side)
        begins = min((one.first for _, one in within), default=-1)
        found = [m for m, one in within if self._may_be(one, rule)] if self._opens(sentence, side, begins) else []
        if not found and side.first > 1 and sentence.tokens[side.first - 1].form == ",":
            end = sentence.tokens[side.first - 2].end
            found = [m for m, one in self.pairs if m.evidence.span.end == end and self._may_be(one, rule)]
        return [self._state(m) if rule.scenes else m.id for m in found]

    def _opens(self, sentence: Sentence, side: Side, name: int) -> bool:
        """Tell whether a name opens a stretch: nothing that is itself a noun stands before it."""
        before = sentence.tokens[side.first : max(name, side.first)]
        return name >= 0 and all(
            not token.readings or any(r.upos != "NOUN" for r in token.readings) for token in before
        )

    def _state(self, mention: Mention) -> str:
        """Return the mention of the state where a place lies."""
        actor = next(one.actor for other, one in self.pairs if other.id == mention.id)
        code = actor.country
        if actor.id == code:
            return mention.id
        own = self.cast.actors.get(code) or Actor(
            id=code, name=actor.name, country=code, wikidata=self.language.common.states.get(code, "")
        )
        return self._made(mention.evidence.span, "seat", own, place=mention)

    def _objects(self, sentence: Sentence, rule: Rule, side: Side) -> list[str]:
        """Return the mentions of those to whom a relation is told: of bodies one, listed or made for their noun."""
        if rule.object == BODY:
            body = self._body(sentence, rule, side)
            return [body] if body else []
        return [m.id for m, one in self._within(sentence, side) if self._may_be(one, rule)]

    def _body(self, sentence: Sentence, rule: Rule, side: Side) -> str:
        """Return the mention of a body: the listed one that a stretch names, else one made for it."""
        start, end = sentence.tokens[side.first].start, sentence.tokens[side.last - 1].end
        named = [(m, one) for m, one in self.pairs if m.evidence.span.start < end and start < m.evidence.span.end]
        many = len({(m.evidence.span, one.sort) for m, one in named}) < len(named)
        for mention, one in named if not many else ():
            if self._is_body(one):
                return mention.id
        formats = formats_named(tuple(t.form for t in sentence.tokens[side.first : side.last]), self.language)
        if len(formats) == 1:
            key = next(iter(formats))
            actor = Actor(id=key, name=self.language.common.formats[key].name, country=_FORMAT_CODE)
            return self._made(Span(start, end), "format", actor)
        nouns = [i for i in range(side.first, side.last) if not rule.bodies.isdisjoint(sentence.tokens[i].keys)]
        if not nouns:
            return ""
        span = Span(start, sentence.tokens[nouns[-1]].end)
        words = " ".join(self.article.text[span.start : span.end].split())
        actor = Actor(id=f"body:{digest(self.article.id, words.lower(), size=6)}", name=words, anonymous=True)
        return self._made(span, "body", actor)

    def _made(self, span: Span, what: str, actor: Actor, *, place: Mention | None = None) -> str:
        """Return the mention made for an actor whom no list of names gives these words."""
        name = f"{self.language.code}.mention.{what}"
        mention = Mention(
            id=fact_id(self.article.id, "mention", span, name, actor.id),
            evidence=Evidence(span=span, rule=name),
            actor=actor.id,
            place=place.place if place is not None else None,
        )
        self.mentions[mention.id] = mention
        self.actors[actor.id] = actor
        return mention.id
