"""Who stands in which relation to whom: member, observer, candidate, chair, host, ally, and who recognises whom?

``standing``, ``verbless`` and ``seats`` find the clauses and the words of both sides; here the words become actors and
the clauses facts. A body may be one nobody has listed ("two of the three bodies"); it then lives in its article only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .actors import Cast, Named
from .entities import actor_of, named_entries
from .entries import ActorEntry
from .formats import formats_named
from .ident import digest, fact_id
from .language import Language, setting
from .match import Hit
from .model import Actor, Analysis, Article, Evidence, Mention, Relation, Sentence, Span
from .relationrules import BODY, Rule, rules_of
from .seats import Seats
from .sides import Side, Told
from .standing import Clauses
from .tagging import words_of
from .verbless import Verbless

_UNREAD = frozenset({"title"})
_OTHERS = frozenset({"adjective", "demonym", "role", "person"})
_NAMES = frozenset({"state", "body", "organ", "capital"})
_REGION = "region"
_FORMAT_CODE = "IGO"
_HYPHENS = ("-", "\N{NON-BREAKING HYPHEN}", "\N{EN DASH}")


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
        keys = {key for token in sentence.tokens for key in token.keys if key in cues}
        for rule in rules_of(language) if keys else ():
            named = reader.look(number, sentence, rule) if not keys.isdisjoint(rule.cues) else ()
            if named:
                words, frames = words_of(analysis, number, language), analysis.frames[number]
                clauses = Clauses(sentence, words, frames, named, rule)
                reader.take(sentence, rule, clauses.told())
                reader.take(sentence, rule, Verbless(sentence, words, frames, named, rule).told())
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
        self.owners = frozenset(setting(language, "syntax", "genitive") or ())
        self.by_order = setting(language, "syntax", "roles") == "order"
        self.known = frozenset(mention.id for mention in cast.mentions)
        self.pairs: list[tuple[Mention, Named]] = []
        self.entries: dict[int, tuple[Hit[ActorEntry], ...]] = {}
        self.by_sentence: dict[int, list[tuple[Mention, Named]]] = {}
        for mention, one in zip(cast.mentions, cast.named, strict=True):
            self.by_sentence.setdefault(one.sentence, []).append((mention, one))

    def look(self, number: int, sentence: Sentence, rule: Rule) -> tuple[Named, ...]:
        """Turn to a sentence: return the actors that it names, also those inside an office that the rule's nouns name.

        "The presidency of the Council" is an office to whoever looks for actors, and to a rule a noun and a body.
        """
        self.pairs = list(self.by_sentence.get(number, ()))
        if not self.pairs:
            return ()
        cues, tokens = rule.nouns | rule.seats, sentence.tokens
        for _, one in tuple(self.pairs):
            if one.sort == "role" and any(not cues.isdisjoint(t.keys) for t in tokens[one.first : one.last]):
                found = (hit for hit in self._entries(number, sentence) if _inside(hit, one))
                self.pairs += [self._inner(sentence, number, hit) for hit in found]
        for _, one in tuple(self.pairs):
            if one.sort == "body" and not rule.nouns.isdisjoint(tokens[one.first].keys):
                found = (hit for hit in self.language.actors.at(tokens, one.first + 1) if hit.last == one.last)
                self.pairs += [self._inner(sentence, number, hit) for hit in found if hit.value.kind in _NAMES]
        self.pairs.sort(key=lambda pair: (pair[1].first, pair[1].last))
        return tuple(one for _, one in self.pairs)

    def _entries(self, number: int, sentence: Sentence) -> tuple[Hit[ActorEntry], ...]:
        """Return the states and bodies that a sentence names, as the lists have them."""
        if number not in self.entries:
            tokens, text = sentence.tokens, self.article.text
            hits = named_entries(tokens, lambda a, b: text[tokens[a].start : tokens[b - 1].end], self.language)
            self.entries[number] = tuple(hit for hit in hits if hit.value.kind in _NAMES)
        return self.entries[number]

    def _is_region(self, sentence: Sentence, one: Named) -> bool:
        """Tell whether a name that stands for a state is that of a part of it: "Catalonia"."""
        hits = self._entries(one.sentence, sentence)
        return any(hit.first == one.first and hit.value.note == _REGION for hit in hits)

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
            objects = [key for side in one.objects if actors for key in self._objects(sentence, rule, side)]
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
                    actors, other, denied = told
                    cue = sentence.tokens[noun]
                    for actor in actors:
                        self._keep(Span(cue.start, cue.end), clauses.rule, actor, other, negated=denied)

    def _titled(self, sentence: Sentence, noun: int, clauses: Clauses) -> tuple[list[str], str, bool] | None:
        """Read a noun between a body and a state, or before both: "NATO member Turkey"."""
        tokens, rule = sentence.tokens, clauses.rule
        behind = noun + 1
        while behind < len(tokens) and clauses.is_one(rule.tails, behind):
            behind += 1
        before = self._ending(tokens[noun - 1].end, rule) or self._ending(tokens[noun].end, rule) if noun else None
        if before is not None and behind < len(tokens):
            actors = self._starting(behind, clauses)
            return (actors, before.id, False) if actors and rule.object == BODY else None
        first = clauses.led(behind, len(tokens)) if rule.dash else -1
        end = clauses.name_at(first) if first > 0 else -1
        if end <= 0 or end >= len(tokens):
            return None
        body = self._objects(sentence, rule, Side(first, end))
        actors = self._starting(end, clauses)
        return (actors, body[0], False) if body and actors else None

    def _apposed(self, sentence: Sentence, noun: int, clauses: Clauses) -> tuple[list[str], str, bool] | None:
        """Read a noun behind a state and a comma: "Ukraine, not a member of the alliance, …", "Serbia, an EU …"."""
        comma, words, rule = noun - 1, clauses.words, clauses.rule
        before = self._ending(sentence.tokens[noun - 1].end, rule) if noun else None
        while before is not None and comma > 0 and sentence.tokens[comma].start >= before.evidence.span.start:
            comma -= 1
        while comma > 0 and (words[comma].tag in ("NEG", "DET", "ADJ") or clauses.is_one(rule.marks, comma)):
            comma -= 1
        if comma < 1 or sentence.tokens[comma].form != ",":
            return None
        end = sentence.tokens[comma - 1].end
        actors = [m for m, one in self.pairs if m.evidence.span.end == end and self._may_be(one, rule)]
        side = clauses.body_after(noun)
        bodies = self._objects(sentence, rule, clauses.bare(side)) if actors and side is not None else []
        bodies = bodies or ([before.id] if before is not None and actors else [])
        denied = any(words[i].tag == "NEG" for i in range(comma, noun))
        if not bodies:
            return None
        return [self._state(sentence, actors[-1]) if rule.scenes else actors[-1].id], bodies[0], denied

    def _ending(self, end: int, rule: Rule) -> Mention | None:
        """Return the object that is named up to a place in the text, no part of a longer word: "non-NATO"."""
        found = (m for m, one in self.pairs if m.evidence.span.end == end and self._is_object(one, rule))
        return next((m for m in found if self.article.text[: m.evidence.span.start][-1:] not in _HYPHENS), None)

    def _starting(self, index: int, clauses: Clauses) -> list[str]:
        """Return the mentions of the states that stand one after another from a token on."""
        if clauses.plain(index) != index:
            return []
        firsts = {side.first for side in clauses.names_from(index)}
        found = [(m, one) for m, one in self.pairs if one.first in firsts and self._may_be(one, clauses.rule)]
        return [m.id for m, one in found if any(o.first == index for _, o in found)]

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

    def _same(self, actor: str, other: str) -> bool:
        """Tell whether both sides are one state, by its name or its capital; who breaks away from it is another."""
        sides = [one.actor for mention, one in self.pairs if mention.id in (actor, other)]
        return len(sides) == 2 and all(side.sector != "PRE" and side.country == sides[0].country for side in sides)

    def _keep(self, span: Span, rule: Rule, actor: str, other: str, *, negated: bool) -> None:
        if self._same(actor, other):
            return
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
        within = [(m, one) for m, one in self._within(sentence, side) if self._may_be(one, rule)]
        if not (within and self._opens(sentence, side, within[0][1].first)) or self._goes_on(sentence, side, within):
            within = []
        if not within and side.first > 1 and sentence.tokens[side.first - 1].form == ",":
            end = sentence.tokens[side.first - 2].end
            within = [(m, one) for m, one in self.pairs if m.evidence.span.end == end and self._may_be(one, rule)]
        within = [(m, n) for m, n in within if not (self._crowd(sentence, rule, n) or self._is_region(sentence, n))]
        return [self._state(sentence, m) if rule.scenes else m.id for m, _ in within]

    def _crowd(self, sentence: Sentence, rule: Rule, one: Named) -> bool:
        """Tell whether a name means the members of a body and not the body: "countries of the EU"."""
        tokens = sentence.tokens[one.first : one.last]
        return any(not token.capital and not rule.crowds.isdisjoint(token.keys) for token in tokens)

    def _opens(self, sentence: Sentence, side: Side, name: int) -> bool:
        """Tell whether a name opens a stretch: nothing that is itself a noun stands before it."""
        before = sentence.tokens[side.first : max(name, side.first)]
        return all(not token.readings or any(r.upos != "NOUN" for r in token.readings) for token in before)

    def _goes_on(self, sentence: Sentence, side: Side, within: list[tuple[Mention, Named]]) -> bool:
        """Tell whether a noun goes with a name behind it, so that it is not the name that is meant: "EU countries"."""
        last = within[-1][1].last
        nouns = [t for t in sentence.tokens[last : min(last + 1, side.last)] if t.readings and not t.capital]
        return self.by_order and any(all(r.upos == "NOUN" for r in t.readings) for t in nouns)

    def _state(self, sentence: Sentence, mention: Mention) -> str:
        """Return the mention of the state where a place lies."""
        one = next(one for other, one in self.pairs if other.id == mention.id)
        code = one.actor.country
        if one.actor.id == code:
            return mention.id
        towns = (hit for hit in self.language.actors.at(sentence.tokens, one.first) if hit.last == one.last)
        entry = next((hit.value for hit in towns if hit.value.id.partition(".")[0] == code and hit.value.state), None)
        own = actor_of(entry._replace(id=code, kind="town"), self.language.common, "") if entry else None
        own = own or Actor(id=code, name=one.actor.name, country=code)
        return self._made(mention.evidence.span, "seat", self.cast.actors.get(code, own), place=mention)

    def _objects(self, sentence: Sentence, rule: Rule, side: Side) -> list[str]:
        """Return the mentions of those to whom a relation is told: of bodies one, listed or made for their noun."""
        if rule.object == BODY:
            body = self._body(sentence, rule, side)
            return [body] if body else []
        found = [(m, one) for m, one in self._within(sentence, side) if self._may_be(one, rule)]
        return [m.id for m, one in found if not self._is_region(sentence, one)]

    def _body(self, sentence: Sentence, rule: Rule, side: Side) -> str:
        """Return the mention of a body: the listed one that a stretch names, else one made for it."""
        start, end = sentence.tokens[side.first].start, sentence.tokens[side.last - 1].end
        named = [(m, one) for m, one in self.pairs if m.evidence.span.start < end and start < m.evidence.span.end]
        many = len({(m.evidence.span, one.sort) for m, one in named}) < len(named)
        for mention, one in named if not many else ():
            owned = self._owned(sentence, one) and not self._names_it(sentence, rule, side)
            if self._is_body(one) and self._opens(sentence, side, one.first) and not owned:
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

    def _owned(self, sentence: Sentence, one: Named) -> bool:
        """Tell whether a name is a possessive: "the UNESCO's declaration"."""
        behind = sentence.tokens[one.last : one.last + 1]
        return any(token.form in self.owners for token in behind)

    def _names_it(self, sentence: Sentence, rule: Rule, side: Side) -> bool:
        """Tell whether a stretch ends with the noun of its rule: "the EU's presidency"."""
        return not rule.nouns.isdisjoint(sentence.tokens[side.last - 1].keys)

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
