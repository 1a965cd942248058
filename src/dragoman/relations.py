"""Who is, and who is not, a member of what?

A finite clause says so with a noun ("is no member of"), a verb ("does not belong to") or from the other side ("the
format includes"). Only what stands now is told: no wish, no condition, no plan and no past membership. The body may be
one nobody has listed ("two of the three bodies"); it then lives in its article only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .actors import Cast
from .ident import digest, fact_id
from .language import Language
from .match import lexicon_items
from .model import Actor, Analysis, Article, Evidence, Frame, Mention, Relation, Sentence, Span, Table
from .quotes import MARKS
from .tagging import Word, words_of

_UNREAD = frozenset({"title"})
_OPEN_MOODS = frozenset({"Cnd", "Pot", "Nec", "Imp"})
_DASH = "-"
_REACH = 8


class _Rule(NamedTuple):
    """One rule of ``[[relation]]``: keys of its nouns, verbs and inclusive verbs, of the words a body is named by."""

    id: str
    type: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    includes: frozenset[str]
    copulas: frozenset[str]
    bodies: frozenset[str]
    joints: frozenset[str]
    owners: frozenset[str]
    inside: frozenset[str]
    never: frozenset[str]


class Found(NamedTuple):
    """The relations of an article, and the mentions and actors made for bodies that no list knows."""

    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]


class _Side(NamedTuple):
    """A stretch of tokens that names one side of a relation."""

    first: int
    last: int


class _Told(NamedTuple):
    """A clause that tells of a relation: its cue, where its members and its body are named, whether it is denied."""

    cue: int
    members: tuple[_Side, ...]
    body: _Side | None
    negated: bool


_COMPILED: dict[tuple[str, str], tuple[_Rule, ...]] = {}


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
    for number, sentence in enumerate(analysis.sentences):
        if sentence.kind not in _UNREAD and sentence.tokens and sentence.tokens[-1].form != "?":
            for rule in _rules(language):
                if any(not keys.isdisjoint(t.keys) for t in sentence.tokens for keys in (rule.nouns, rule.verbs)) or (
                    any(not rule.includes.isdisjoint(token.keys) for token in sentence.tokens)
                ):
                    clause = _Clauses(sentence, words_of(analysis, number, language), analysis.frames[number], rule)
                    reader.take(sentence, rule, clause.told())
                    reader.take_names(sentence, rule, clause)
    return Found(tuple(reader.relations.values()), tuple(reader.mentions.values()), reader.actors)


def _rules(language: Language) -> tuple[_Rule, ...]:
    key = (language.code, language.digest)
    if key not in _COMPILED:
        _COMPILED[key] = tuple(
            _Rule(
                id=row["id"],
                type=row["type"],
                nouns=_keys(row, "nouns", language),
                verbs=_keys(row, "verbs", language),
                includes=_keys(row, "includes", language),
                copulas=_keys(row, "copulas", language),
                bodies=_keys(row, "bodies", language),
                joints=frozenset(row.get("joints", ())),
                owners=frozenset(row.get("owners", ())),
                inside=frozenset(row.get("inside", ())),
                never=frozenset(row.get("never", ())),
            )
            for row in language.statements.get("relation", ())
        )
    return _COMPILED[key]


def _keys(row: Table, name: str, language: Language) -> frozenset[str]:
    found = (lexicon_items(entry, language.lexicon, language.tokenizer) for entry in row.get(name, ()))
    return frozenset(items[-1] for items in found if items)


class _Clauses:
    """The clauses of one sentence that tell of a relation."""

    def __init__(self, sentence: Sentence, words: tuple[Word, ...], frames: tuple[Frame, ...], rule: _Rule) -> None:
        self.sentence, self.words, self.frames, self.rule = sentence, words, frames, rule
        self.tokens = sentence.tokens

    def told(self) -> Iterator[_Told]:
        """Yield what the clauses tell, left to right."""
        last: _Side | None = None
        for frame in self.frames:
            if frame.kind != "fin" or frame.mood in _OPEN_MOODS or frame.relation == "cond" or frame.tense == "Fut":
                continue
            found = self._by_verb(frame) or self._by_noun(frame, last) or self._inside(frame)
            if found is not None and found.body is not None:
                last = self.bare(found.body)
                yield found._replace(body=last)
                other = self._but_not(found)
                if other is not None:
                    yield other
        yield from self._without_verb()

    def bare(self, side: _Side) -> _Side:
        """Return a stretch without the article it begins with."""
        first = side.first
        while first + 1 < side.last and self.words[first].function("articles") is not None:
            first += 1
        return _Side(first, side.last)

    def _is(self, keys: frozenset[str], index: int) -> bool:
        return not keys.isdisjoint(self.tokens[index].keys)

    def _by_verb(self, frame: Frame) -> _Told | None:
        subjects = tuple(_Side(a.first, a.last) for a in frame.arguments if a.role == "subj")
        objects = [_Side(a.first, a.last) for a in frame.arguments if a.role == "obj"]
        if self._is(self.rule.verbs, frame.head) and frame.tense != "Past":
            body = [a for a in frame.arguments if a.role == "obl" and a.preposition in self.rule.joints]
            if subjects and body:
                return _Told(frame.head, subjects, _Side(body[0].first, body[0].last), frame.negated)
        if self._is(self.rule.includes, frame.head) and len(subjects) == 1 and objects and frame.tense != "Past":
            return _Told(frame.head, tuple(objects), subjects[0], frame.negated)
        return None

    def _by_noun(self, frame: Frame, last: _Side | None) -> _Told | None:
        """Read "is a member of X": the noun stands behind a copula, what it is a member of behind or before it."""
        copula = self.words[frame.head].tag == "AUX" or self._is(self.rule.copulas, frame.head)
        denied = self._said_never(frame) or frame.negated
        past = frame.tense == "Past" and not self._perfect(frame.head) and not self._said_never(frame)
        noun = next((i for i in range(frame.head + 1, frame.last) if self._is(self.rule.nouns, i)), None)
        subjects = tuple(_Side(a.first, a.last) for a in frame.arguments if a.role == "subj")
        if not copula or past or noun is None or not subjects or any(s.first > frame.head for s in subjects):
            return None
        if any(self.words[i].tag in ("VERB", "COMP", "REL", "PUNCT") for i in range(frame.head + 1, noun)):
            return None
        after = self.body_after(noun, frame.last)
        body = after or (_Side(frame.head + 1, noun + 1) if noun > frame.head + 1 else None)
        alone = after is None and not self._named_before(frame.head, noun)
        denied = denied or any(self.words[i].tag == "NEG" for i in range(frame.head + 1, noun))
        return _Told(noun, subjects, last if alone else body, denied)

    def _said_never(self, frame: Frame) -> bool:
        """Tell whether a clause says "never": what never was, is not."""
        return any(self.tokens[i].form in self.rule.never for i in range(frame.first, frame.last))

    def _perfect(self, head: int) -> bool:
        """Tell whether an auxiliary stands before the verb, adverbs aside: "has never been"."""
        index = head - 1
        while index > 0 and self.words[index].tag in ("ADV", "NEG"):
            index -= 1
        return index >= 0 and self.words[index].tag == "AUX"

    def _inside(self, frame: Frame) -> _Told | None:
        """Read "is not in X": a copula and a preposition."""
        head = frame.head
        if self.words[head].tag != "AUX" or (frame.tense == "Past" and not self._perfect(head)):
            return None
        subjects = tuple(_Side(a.first, a.last) for a in frame.arguments if a.role == "subj" and a.first < head)
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
        return _Told(head, subjects, _Side(index + 1, last), denied)

    def _but_not(self, told: _Told) -> _Told | None:
        """Read what goes on behind a body: "of NATO but not of the European Union"."""
        index = told.body.last if told.body is not None else len(self.tokens)
        if index < len(self.tokens) and self.tokens[index].form == ",":
            index += 1
        if index + 2 >= len(self.tokens) or self.words[index].tag != "CCONJ" or self.words[index + 1].tag != "NEG":
            return None
        if self.tokens[index + 2].form not in self.rule.owners:
            return None
        body = self.body_after(index + 1, len(self.tokens))
        return told._replace(body=self.bare(body), negated=not told.negated) if body is not None else None

    def _named_before(self, head: int, noun: int) -> bool:
        return any(self.tokens[i].capital for i in range(head + 1, noun))

    def body_after(self, noun: int, end: int = 0) -> _Side | None:
        """Return the words behind a noun that say of what: led by a preposition, or in the genitive."""
        first, end = noun + 1, end or len(self.tokens)
        if first >= end or (self.words[first].tag == "PUNCT" and self.tokens[first].form not in MARKS):
            return None
        if self.rule.owners:
            if self.tokens[first].form not in self.rule.owners:
                return None
            first += 1
        elif self.words[first].tag in ("ADP", "VERB", "AUX", "CCONJ", "ADV", "NEG"):
            return None
        quoted = first < end and self.tokens[first].form in MARKS
        last = first + 1 if quoted else first
        while last < min(end, first + _REACH) and self.words[last].tag not in ("PUNCT", "VERB", "AUX", "REL", "COMP"):
            if (
                self.words[last].tag == "CCONJ"
                and self.words[last + 1 : last + 2]
                and self.words[last + 1].tag == "NEG"
            ):
                break
            last += 1
            if self._is(self.rule.bodies, last - 1):
                break
        owned = last < len(self.words) and self.words[last].tag == "POSS"
        return _Side(first, last) if last > first and not owned else None

    def _without_verb(self) -> Iterator[_Told]:
        """Yield what a clause without a verb tells: a name, a dash, the noun ("X — no member of Y")."""
        for index in range(2, len(self.tokens)):
            if not self._is(self.rule.nouns, index) or self.rule.owners:
                continue
            dash = index - 1
            while dash > 0 and self.words[dash].tag in ("NEG", "ADJ"):
                dash -= 1
            if dash == 0 or self.tokens[dash].form != _DASH or self.tokens[dash - 1].end == self.tokens[dash].start:
                continue
            body = self.body_after(index, len(self.tokens))
            denied = any(self.words[i].tag == "NEG" for i in range(dash, index))
            if body is not None:
                yield _Told(index, (_Side(dash - 1, dash),), body, denied)


class _Reader:
    """Turns clauses into facts, with a mention for each body that nobody has named."""

    def __init__(self, article: Article, language: Language, cast: Cast) -> None:
        self.article, self.language, self.cast = article, language, cast
        self.relations: dict[str, Relation] = {}
        self.mentions: dict[str, Mention] = {}
        self.actors: dict[str, Actor] = {}

    def take(self, sentence: Sentence, rule: _Rule, told: Iterator[_Told]) -> None:
        """Add the relations of one sentence: each state named as a member to the body."""
        for one in told:
            members = [m for side in one.members for m in self._states(sentence, side)]
            body = self._body(sentence, rule, one.body) if one.body is not None and members else ""
            cue = sentence.tokens[one.cue]
            span = Span(cue.start, cue.end)
            for member in members if body else ():
                self._keep(span, rule, member, body, negated=one.negated)

    def take_names(self, sentence: Sentence, rule: _Rule, clauses: _Clauses) -> None:
        """Add what names beside a noun tell: "NATO member Turkey", "Ireland, a member of the Union"."""
        for noun in range(len(sentence.tokens)):
            if not rule.nouns.isdisjoint(sentence.tokens[noun].keys):
                told = self._titled(sentence, noun) or self._apposed(sentence, rule, noun, clauses)
                if told is not None:
                    member, body, denied = told
                    cue = sentence.tokens[noun]
                    self._keep(Span(cue.start, cue.end), rule, member, body, negated=denied)

    def _titled(self, sentence: Sentence, noun: int) -> tuple[str, str, bool] | None:
        """Read a noun between a body and a state, or before both: "NATO member Turkey"."""
        tokens = sentence.tokens
        before = self._ending(tokens[noun - 1].end) or self._ending(tokens[noun].end) if noun else None
        if before is not None and noun + 1 < len(tokens):
            member = self._state_from(tokens[noun + 1].start)
            return (member, before.id, False) if member else None
        body = self._from(tokens[noun + 1].start) if noun + 1 < len(tokens) else None
        after = next((t for t in tokens if body is not None and t.start >= body.evidence.span.end), None)
        if body is None or after is None:
            return None
        member = self._state_from(after.start)
        return (member, body.id, False) if member else None

    def _apposed(self, sentence: Sentence, rule: _Rule, noun: int, clauses: _Clauses) -> tuple[str, str, bool] | None:
        """Read a noun behind a state and a comma: "Ukraine, not a member of the alliance, …"."""
        comma, words = noun - 1, clauses.words
        while comma > 0 and words[comma].tag in ("NEG", "DET"):
            comma -= 1
        if comma < 1 or sentence.tokens[comma].form != ",":
            return None
        end = sentence.tokens[comma - 1].end
        members = [m for m in self.cast.mentions if m.evidence.span.end == end and self._is_state(m)]
        side = clauses.body_after(noun)
        body = self._body(sentence, rule, clauses.bare(side)) if members and side is not None else ""
        denied = any(words[i].tag == "NEG" for i in range(comma, noun))
        return (members[-1].id, body, denied) if body else None

    def _ending(self, end: int) -> Mention | None:
        return next((m for m in self.cast.mentions if m.evidence.span.end == end and self._is_body_name(m)), None)

    def _from(self, start: int) -> Mention | None:
        return next((m for m in self.cast.mentions if m.evidence.span.start == start and self._is_body_name(m)), None)

    def _state_from(self, start: int) -> str:
        return next((m.id for m in self.cast.mentions if m.evidence.span.start == start and self._is_state(m)), "")

    def _is_state(self, mention: Mention) -> bool:
        actor = self.cast.actors[mention.actor]
        return bool(actor.country) and actor.id == actor.country and not self._is_body_name(mention)

    def _is_body_name(self, mention: Mention) -> bool:
        return self.cast.actors[mention.actor].id.partition(".")[0] in self.language.common.bodies

    def _keep(self, span: Span, rule: _Rule, member: str, body: str, *, negated: bool) -> None:
        key = fact_id(self.article.id, "relation", span, rule.id, member, body)
        self.relations.setdefault(
            key,
            Relation(
                id=key,
                evidence=Evidence(span=span, rule=rule.id),
                type=rule.type,
                actor=member,
                object=body,
                negated=negated,
            ),
        )

    def _within(self, sentence: Sentence, side: _Side) -> list[Mention]:
        start, end = sentence.tokens[side.first].start, sentence.tokens[side.last - 1].end
        return [m for m in self.cast.mentions if start <= m.evidence.span.start and m.evidence.span.end <= end]

    def _states(self, sentence: Sentence, side: _Side) -> list[str]:
        """Return the mentions of states, no offices or people, that a stretch names."""
        found = [mention.id for mention in self._within(sentence, side) if self._is_state(mention)]
        if not found and side.first > 1 and sentence.tokens[side.first - 1].form == ",":
            end = sentence.tokens[side.first - 2].end
            found = [m.id for m in self.cast.mentions if m.evidence.span.end == end and self._is_state(m)]
        return found

    def _body(self, sentence: Sentence, rule: _Rule, side: _Side) -> str:
        """Return the mention of a body: the one that a stretch names, else one made for a noun of bodies."""
        start, end = sentence.tokens[side.first].start, sentence.tokens[side.last - 1].end
        named = [m for m in self.cast.mentions if start <= m.evidence.span.start < end]
        many = len({m.evidence.span for m in named}) < len(named)
        for mention in named if not many else ():
            actor = self.cast.actors[mention.actor]
            if actor.id.partition(".")[0] in self.language.common.bodies:
                return mention.id
        last = next((i for i in range(side.last - 1, side.first - 1, -1) if self._is_body(sentence, rule, i)), None)
        if last is None:
            return ""
        first = side.first
        span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
        words = " ".join(self.article.text[span.start : span.end].split())
        actor = Actor(id=f"body:{digest(self.article.id, words.lower(), size=6)}", name=words, anonymous=True)
        name = f"{self.language.code}.mention.body"
        mention = Mention(
            id=fact_id(self.article.id, "mention", span, name, actor.id),
            evidence=Evidence(span=span, rule=name),
            actor=actor.id,
        )
        self.mentions[mention.id] = mention
        self.actors[actor.id] = actor
        return mention.id

    def _is_body(self, sentence: Sentence, rule: _Rule, index: int) -> bool:
        return not rule.bodies.isdisjoint(sentence.tokens[index].keys)
