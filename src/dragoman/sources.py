"""Which actor is the one who speaks, and which outlet were the words given to?

A speaker's words are matched with the mentions found before: the mention that covers the head of the phrase is the
source. Where nobody named the speaker (a senior official, a source in the ministry), a mention and an actor of its
own are made; such an actor lives in its article only. Outlets that stand in an attribution without being its source
are relays.
"""

from __future__ import annotations

from bisect import bisect_left

from .cues import cue_at, rule_at
from .ident import digest, fact_id
from .language import Language, setting
from .line import Line, Phrase
from .model import Actor, Article, Evidence, Mention, Span
from .nounphrases import chunks, is_article, is_name_quote, phrase_at
from .speakers import Speaker

_OUTLET = "outlet:"
_FEW = 2
_OFFICIAL = ("GOV", "MIL", "COP", "LEG", "JUD", "SPY")


class Cast:
    """The actors of an article, and those added for speakers nobody had named."""

    def __init__(
        self, article: Article, language: Language, mentions: tuple[Mention, ...], actors: dict[str, Actor]
    ) -> None:
        self.article, self.language = article, language
        self.mentions = sorted(mentions, key=lambda m: (m.evidence.span, m.id))
        self._starts = [mention.evidence.span.start for mention in self.mentions]
        self._longest = max((m.evidence.span.end - m.evidence.span.start for m in self.mentions), default=0)
        self.actors = dict(actors)
        self._added: dict[str, Mention] = {}
        self._made: dict[str, Actor] = {}
        self._spoken: dict[Span, str] = {}

    def new_mentions(self) -> tuple[Mention, ...]:
        """Return the mentions made here, in text order."""
        return tuple(sorted(self._added.values(), key=lambda m: (m.evidence.span, m.id)))

    def new_actors(self) -> dict[str, Actor]:
        """Return the actors made here, by id."""
        return dict(self._made)

    def _at(self, span: Span) -> list[Mention]:
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [m for m in self.mentions[first:last] if m.evidence.span.end > span.start]

    def named(self, speaker: Speaker) -> Mention | None:
        """Return the mention that names a speaker: the one that covers the head of the phrase, the longest."""
        token = speaker.line.tokens[speaker.phrase.head]
        covering = [
            m
            for m in self._at(speaker.span)
            if m.evidence.span.start <= token.start
            and token.end <= m.evidence.span.end
            and not _crosses_verb(speaker, m.evidence.span)
        ]
        if not covering:
            start = speaker.span.start
            covering = [
                m for m in self._at(speaker.span) if m.evidence.span.start == start and speaker.line.by_order is False
            ]
        return max(covering, key=lambda m: m.evidence.span.end - m.evidence.span.start, default=None)

    def mention(self, speaker: Speaker, contents: tuple[Span, ...] = ()) -> str:
        """Return the id of the mention of a speaker, made where there is none.

        ``contents``: what is said; "the police said" is of the state that the words said begin with.
        """
        known = self._spoken.get(speaker.span)
        if known is None:
            known = self._spoken[speaker.span] = self._mention(speaker, contents)
        return known

    def _mention(self, speaker: Speaker, contents: tuple[Span, ...]) -> str:
        speaker = _without_owner(speaker)
        named = self.named(speaker)
        if named is not None and not self._is_anonymous(speaker, named):
            wider = speaker.span.start <= named.evidence.span.start and named.evidence.span.end <= speaker.span.end
            wider = wider and speaker.span != named.evidence.span
            return self._add(speaker.span, self.actors[named.actor], "source") if wider else named.id
        inside = next((m for m in self._at(speaker.span) if m.actor.startswith(_OUTLET)), None)
        if inside is not None and (named is None or not self.actors[named.actor].country):
            return self._add(speaker.span, self.actors[inside.actor], "source")
        span = speaker.span
        if named is not None and named.evidence.span.start == span.start:
            span = max(span, named.evidence.span)
        return self._add(span, self._unnamed(speaker, contents), "source")

    def sources(self, speaker: Speaker, contents: tuple[Span, ...] = ()) -> list[str]:
        """Return the ids of the mentions of a speaker: "both governments" is two mentions over one span."""
        first = self.mention(speaker, contents)
        named = next((m for m in self._at(speaker.span) if m.id == first), None)
        if named is None:
            return [first]
        together = [m.id for m in self._at(speaker.span) if m.evidence == named.evidence]
        return [first, *(other for other in together if other != first)]

    def in_place_of(self, pronoun: Speaker, others: tuple[Speaker, ...]) -> list[str]:
        """Return the ids of mentions over a pronoun that stands for others: their actors, the pronoun's own place.

        Who is named in the same sentence is the source by that name.
        """
        if all(other.line is pronoun.line for other in others):
            return [name for other in others for name in self.sources(other)]
        found: list[str] = []
        span = pronoun.span
        here = {m.actor: m.id for m in self._at(span) if m.evidence.span == span}
        for other in others:
            for name in self.sources(other):
                actor = self._actor_of(name)
                found.append(here.get(actor.id) or self._add(span, actor, "pronoun"))
        return found

    def _actor_of(self, name: str) -> Actor:
        """Return the actor of a mention found before or made here."""
        mention = self._added.get(name) or next(m for m in self.mentions if m.id == name)
        return self._made.get(mention.actor) or self.actors[mention.actor]

    def _is_anonymous(self, speaker: Speaker, named: Mention) -> bool:
        """Tell whether a mention names nobody in particular: a kind of people, or an office without its state."""
        actor = self.actors.get(named.actor)
        if actor is None or actor.id.startswith((_OUTLET, "person:")):
            return False
        if not actor.country:
            return True
        tokens, head = speaker.line.tokens, speaker.phrase.head
        own = actor.id.rpartition(".")[2]
        for start in range(max(speaker.phrase.first, head - 2), head + 1):
            for hit in self.language.actors.at(tokens, start):
                if hit.last == head + 1 and hit.value.kind == "role" and "generic" in hit.value.note:
                    if own == hit.value.id.rpartition(".")[2]:
                        return True
        return False

    def _add(self, span: Span, actor: Actor, rule: str) -> str:
        name = f"{self.language.code}.mention.{rule}"
        mention = Mention(
            id=fact_id(self.article.id, "mention", span, name, actor.id),
            evidence=Evidence(span=span, rule=name),
            actor=actor.id,
        )
        self._added.setdefault(mention.id, mention)
        if actor.id not in self.actors:
            self._made.setdefault(actor.id, actor)
        return mention.id

    def _unnamed(self, speaker: Speaker, contents: tuple[Span, ...]) -> Actor:
        """Return the actor for a phrase that names nobody known; its country is that of the one state inside it."""
        span = speaker.span
        words = " ".join(self.article.text[span.start : span.end].split())
        inside = [self.actors[m.actor] for m in self._at(span) if m.actor in self.actors]
        countries = list(dict.fromkeys(a.country for a in inside if a.country))
        sector = next((a.sector for a in inside if a.sector), "")
        short = speaker.phrase.last - speaker.phrase.first <= _FEW  # who names more names a house of their own
        if not countries and sector in _OFFICIAL and contents and short:
            countries = self._state_at(speaker.line, contents[0])
        country = countries[0] if len(countries) == 1 else ""
        sector = sector if country else ""
        head = speaker.line.tokens[speaker.phrase.head]
        lemma = head.readings[0].lemma if head.readings else head.form
        named = head.capital and not head.readings
        key = digest(self.article.id, "source", country, lemma, "" if named else _in_any_case(speaker), size=6)
        return Actor(id=f"source:{key}", name=words, country=country, sector=sector, anonymous=not named)

    def addressee(self, line: Line, cue: Span, zone: tuple[int, int]) -> str:
        """Return the mention id of whoever the words are told to, where an actor is named right behind the verb."""
        verb = next((i for i in range(len(line)) if line.tokens[i].start >= cue.start), len(line))
        tells = line.rules.is_verb("tell", line.tokens[verb].keys) if verb < len(line) else False
        first, last = verb + 1, min(zone[1], len(line)) if zone[1] > verb else line.stretch(verb)[1]
        if line.by_order:
            heard = phrase_at(line, first) if tells and first < last else None
            found = [heard] if heard is not None else []
        else:
            bare = [chunk for chunk in chunks(line, first, last) if not chunk.led]
            found = [chunk for chunk in bare if line.words[chunk.head].cases() - {"Loc"} == {"Dat"}]
        for phrase in found:
            named = self.named(Speaker(line, phrase))
            if named is not None and not named.actor.startswith(_OUTLET):
                return named.id
        return ""

    def _state_at(self, line: Line, content: Span) -> list[str]:
        """Return the state whose name, government or forces begin some words."""
        index = next((i for i, token in enumerate(line.tokens) if token.start >= content.start), len(line))
        while index < len(line) and is_article(line, index):
            index += 1
        if index == len(line):
            return []
        for mention in self._at(Span(line.tokens[index].start, line.tokens[index].end)):
            actor = self.actors.get(mention.actor)
            if actor is not None and actor.country and actor.sector in ("", *_OFFICIAL):
                return [actor.country]
        return []

    # --- outlets ----------------------------------------------------------------------------------------------

    def outlet(self, speakers: tuple[Speaker, ...]) -> str:
        """Return the mention id of the outlet that speaks, "" where another or nobody speaks."""
        for speaker in speakers:
            named = self.named(speaker)
            if named is not None and named.actor.startswith(_OUTLET):
                return named.id
        return ""

    def press(self, speakers: tuple[Speaker, ...]) -> str:
        """Return the mention id of journalists or media that nobody names, where they speak; "" for others."""
        for speaker in speakers:
            for mention in self._at(speaker.span):
                actor = self.actors.get(mention.actor)
                if actor is not None and actor.sector == "JRN" and not actor.id.startswith(_OUTLET):
                    return mention.id
        return ""

    def as_outlet(self, speakers: tuple[Speaker, ...]) -> str:
        """Return the mention id of a speaker that no list knows but that cites another, as outlets do; "" for none."""
        for speaker in speakers:
            head = speaker.line.tokens[speaker.phrase.head]
            if head.capital and self.named(speaker) is None:
                return self._outlet_at(speaker.span)
        return ""

    def passed_on(self, speakers: tuple[Speaker, ...]) -> str:
        """Return the mention id of whoever quotes another; an unknown capitalised name is an outlet; "" for none."""
        for speaker in speakers[:1]:
            return self.outlet(speakers) or self.as_outlet(speakers) or self.mention(speaker)
        return ""

    def _outlet_at(self, span: Span) -> str:
        words = " ".join(self.article.text[span.start : span.end].split())
        key = "-".join(words.lower().split())
        return self._add(span, Actor(id=f"{_OUTLET}{key}", name=words, sector="JRN"), "relay")

    def cited(self, line: Line) -> Speaker | None:
        """Return whom an outlet cites in its attribution ("…, citing the ministry")."""
        for index in line.may_begin("citing"):
            found = rule_at(line, index, ("citing",))
            if found is not None:
                phrase: Phrase = found[1].slots["source"].value
                return Speaker(line, phrase)
        return None

    def relay(
        self, line: Line, speakers: tuple[Speaker, ...], contents: tuple[Span, ...], zone: tuple[int, int]
    ) -> str:
        """Return the mention id of the outlet that an attribution names beside its source, "" for none."""
        sentence = Span(line.sentence.start, line.sentence.end)
        own = [speaker.span for speaker in speakers]
        for mention in self._at(sentence):
            span = mention.evidence.span
            if not mention.actor.startswith(_OUTLET) or _touches(span, contents) or _touches(span, own):
                continue
            if self._is_told(line, span, zone):
                return mention.id
        return self._unknown_outlet(line, own, contents) or self._foreign_name(line, zone, own, contents)

    def _is_told(self, line: Line, span: Span, zone: tuple[int, int]) -> bool:
        """Tell whether an outlet stands within the attribution itself, or in a phrase that only outlets stand in."""
        places = [i for i in range(len(line)) if span.start <= line.tokens[i].start < span.end]
        if places and (zone[0] <= places[0] < zone[1] or _reports_next(line, places[0], zone)):
            return True
        rules = [found for i in line.may_begin("relay") if (found := rule_at(line, i, ("relay",))) is not None]
        return any(r.note != "platform" and m.slots["outlet"].first <= places[0] < m.last for r, m in rules if places)

    def _unknown_outlet(self, line: Line, own: list[Span], contents: tuple[Span, ...]) -> str:
        """Return a relay whose name no list knows: a capitalised name in a phrase that only outlets stand in."""
        for index in line.may_begin("relay"):
            found = rule_at(line, index, ("relay",))
            if found is None:
                continue
            phrase: Phrase = found[1].slots["outlet"].value
            span = Speaker(line, phrase).span
            places = range(phrase.first, phrase.last) if found[0].note == "platform" else (phrase.first,)
            place = next((i for i in places if line.rules.is_word("platform", line.form(i))), -1)
            platform = place >= 0
            head = line.tokens[max(place, phrase.first)]
            if (
                _touches(span, contents)
                or _touches(span, own)
                or not (head.capital or platform or line.held[phrase.first])
            ):
                continue
            if found[0].note == "platform" and not platform:
                continue
            if platform:
                span = Span(head.start, head.end)
            quoted = is_name_quote(line, phrase.first)
            known = [] if quoted else self._at(span)
            if known:
                if platform:
                    return known[0].id
                if any(self.actors[m.actor].country or m.actor.startswith(_OUTLET) for m in known):
                    continue
            return self._outlet_at(span)
        return ""

    def _foreign_name(self, line: Line, zone: tuple[int, int], own: list[Span], contents: tuple[Span, ...]) -> str:
        """Return a name in another script, or between marks, that an attribution holds beside its source."""
        for index in range(max(zone[0], 0), min(zone[1], len(line))):
            quoted = is_name_quote(line, index)
            phrase = phrase_at(line, index) if quoted else Phrase(index, index + 1, index)
            if phrase is None or not (quoted or self._is_foreign(line, index)):
                continue
            span = Speaker(line, phrase).span
            cases = line.words[phrase.head].cases()
            if _touches(span, contents) or _touches(span, own) or self._at(span) or (cases and "Dat" not in cases):
                continue
            return self._outlet_at(span)
        return ""

    def _is_foreign(self, line: Line, index: int) -> bool:
        """Tell whether a capitalised word is written in Latin letters in a language of another script."""
        form, script = line.form(index), setting(self.language, "alphabet", "script")
        return line.tokens[index].capital and form.isalpha() and form.isascii() and script != "Latin"


def _in_any_case(speaker: Speaker) -> str:
    """Return the words of a phrase by their lemmas, so that an official is the same in every case of one article."""
    tokens = speaker.line.tokens[speaker.phrase.first : speaker.phrase.last]
    lemmas = ({r.lemma for r in token.readings if r.upos in ("NOUN", "ADJ")} or {token.form} for token in tokens)
    return " ".join(map(min, lemmas))


def _without_owner(speaker: Speaker) -> Speaker:
    """Return a speaker without the possessive pronoun before it ("their" leader)."""
    line, phrase = speaker.line, speaker.phrase
    owned = phrase.first < phrase.head and line.words[phrase.first].function("possessives") is not None
    return Speaker(line, phrase._replace(first=phrase.first + 1)) if owned else speaker


def _reports_next(line: Line, place: int, zone: tuple[int, int]) -> bool:
    """Tell whether an outlet only passes on, in the stretch behind an attribution ("…, X reported")."""
    first, last = line.stretch(place)
    return zone[1] < first <= zone[1] + 2 and any(cue_at(line, index) is not None for index in range(first, last))


def _touches(span: Span, others: tuple[Span, ...] | list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _crosses_verb(speaker: Speaker, span: Span) -> bool:
    """Tell whether a mention reaches over a finite verb before the phrase, so that it cannot name the phrase."""
    line, first = speaker.line, speaker.phrase.first
    before = [i for i in range(first) if span.start <= line.tokens[i].start]
    return any(line.is_finite(i) and line.words[i].tag == "VERB" for i in before)
