"""Who says so?

Every sentence is read for words that report (a verb, "according to", a bare colon before a quotation); around each of
them the reported words, the one who says them and the outlet they were given to are found. Where no construction
holds, a word reports nothing. Titles are not read: they repeat the text.
"""

from __future__ import annotations

import msgspec

from .antecedents import antecedents, stands_for_another
from .attribution import TELLS, attribution
from .cued import bare_colon, behind_dash, by_cue, by_noun
from .cues import cue_at, noun_at, rule_at
from .drafts import Draft, Scene
from .ident import fact_id
from .language import Language
from .line import Line, is_name, openings
from .model import Actor, Analysis, Article, Evidence, Mention, Sentence, Span, Statement
from .phrased import by_rule, points_back
from .quotes import Quote, find_quotes
from .sources import Cast
from .speakers import Speaker

_UNREAD = frozenset({"title"})
_TELLS = ("that-clause", "zero-that", "as-clause")


def find_statements(
    article: Article,
    analysis: Analysis,
    language: Language,
    mentions: tuple[Mention, ...],
    actors: dict[str, Actor],
) -> tuple[tuple[Statement, ...], tuple[Mention, ...], dict[str, Actor]]:
    """Return the statements of an article, and the mentions and actors made for sources nobody had named yet.

    >>> from dragoman.language import load_language
    >>> from dragoman.model import Block
    >>> from dragoman.syntax import analyse
    >>> text = "The bridge is closed, the mayor said."
    >>> page = Article(id="a", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    >>> english = load_language("en")
    >>> found, made, _ = find_statements(page, analyse(page, english), english, (), {})
    >>> [text[span.start : span.end] for span in found[0].content]
    ['The bridge is closed']
    """
    cast = Cast(article, language, mentions, actors)
    quotes = find_quotes(article)
    drafts = _read(article, analysis, language, quotes)
    _continue_quotes(drafts, quotes, analysis.sentences, article)
    statements = _nest(_build(_with_relays(drafts, cast), cast, article), article)
    return statements, cast.new_mentions(), cast.new_actors()


# --- sentences ----------------------------------------------------------------------------------------------------


def _read(article: Article, analysis: Analysis, language: Language, quotes: tuple[Quote, ...]) -> list[Draft]:
    rules = attribution(language)
    drafts: list[Draft] = []
    for number, sentence in enumerate(analysis.sentences):
        if sentence.kind in _UNREAD:
            continue
        opened = openings(sentence, language, rules)
        if opened.reports or opened.tells or _is_quoting(sentence, quotes):
            line = Line(number, analysis, language, rules, quotes, opened)
            before = analysis.sentences[number - 1] if number else None
            _sentence(Scene(article, language, drafts, line, before))
    return drafts


def _is_quoting(sentence: Sentence, quotes: tuple[Quote, ...]) -> bool:
    """Tell whether a quotation stands in a sentence."""
    return any(quote.start < sentence.end and quote.end > sentence.start for quote in quotes)


def _sentence(scene: Scene) -> None:
    """Read one sentence from left to right; a phrase of attribution hides the words it is made of."""
    line, hidden = scene.line, -1
    for index in sorted({*line.reports, *line.tells}):
        if index < scene.body:
            continue
        quote = line.held[index]
        if (quote is not None and not is_name(line, quote) and not scene.inserted_in(quote, index)) or index < hidden:
            continue
        if rule_at(line, index, TELLS) is not None:
            hidden = by_rule(scene, index)
            if index < hidden:
                continue
        cue = cue_at(line, index)
        noun = noun_at(line, index) if cue is None else None
        if cue is not None and not points_back(scene, cue):
            by_cue(scene, cue)
        if noun is not None:
            by_noun(scene, noun)
    bare_colon(scene)
    behind_dash(scene)


# --- quotations that go on ----------------------------------------------------------------------------------------


def _continue_quotes(
    drafts: list[Draft], quotes: tuple[Quote, ...], sentences: tuple[Sentence, ...], article: Article
) -> None:
    """Give a quotation that follows its attribution at once, or a paragraph that goes on with one, to its speaker."""
    taken = {quote for draft in drafts for quote in draft.quotes}
    for quote in quotes:
        if quote in taken or any(_holds(draft, quote) for draft in drafts):
            continue
        number = _goes_on_from(quote, drafts, sentences, article)
        if number is not None:
            draft = drafts[number]
            drafts[number] = draft._replace(
                contents=(*draft.contents, quote.words(article.text)), quotes=(*draft.quotes, quote)
            )


def _holds(draft: Draft, quote: Quote) -> bool:
    return any(span.start <= quote.start < span.end for span in draft.contents)


def _goes_on_from(quote: Quote, drafts: list[Draft], sentences: tuple[Sentence, ...], article: Article) -> int | None:
    here = next((n for n, s in enumerate(sentences) if s.start <= quote.start < s.end), None)
    if here is None or sentences[here].tokens[0].start != quote.start:
        return None
    for number in range(len(drafts) - 1, -1, -1):
        draft = drafts[number]
        if draft.style != "direct" or draft.cue.start > quote.start:
            continue
        last = draft.quotes[-1]
        if last.block == quote.block:
            adjacent = not article.text[last.end : quote.start].strip(" \n\t.,")
            return number if draft.line.number == here - 1 or adjacent else None
        return number if last.block == quote.block - 1 and not last.closed else None
    return None


# --- from drafts to facts -----------------------------------------------------------------------------------------


def _with_relays(drafts: list[Draft], cast: Cast) -> list[tuple[Draft, str]]:
    """Return the drafts that stay, each with the outlet its words were given to (a mention id or "")."""
    merged: list[tuple[Draft, str]] = []
    dropped: set[int] = set()
    relays: dict[int, str] = {}
    for number, draft in enumerate(drafts):
        outlet = cast.outlet(draft.speakers) or ("" if draft.rule.endswith(_TELLS) else cast.press(draft.speakers))
        if not outlet:
            continue
        inner = next(
            (
                n
                for n, other in enumerate(drafts)
                if n != number and other.line is draft.line and other.speakers and _covers(draft, other)
            ),
            None,
        )
        heard = drafts[inner].speakers if inner is not None else ()
        if inner is not None and not cast.outlet(heard) and not cast.press(heard):
            dropped.add(number)
            relays[inner] = outlet
    for number, draft in enumerate(drafts):
        if number in dropped:
            continue
        cited = cast.cited(draft.line)
        outlet = cast.outlet(draft.speakers) or (cast.as_outlet(draft.speakers) if cited is not None else "")
        if outlet and cited is not None:
            merged.append((draft._replace(speakers=(cited,)), outlet))
            continue
        relay = cast.passed_on(draft.through)
        relay = relay or cast.relay(draft.line, draft.speakers, draft.contents, _own_zone(draft, drafts))
        relay = relay or relays.get(number, "")
        merged.append((draft, relay))
    return merged


def _own_zone(draft: Draft, drafts: list[Draft]) -> tuple[int, int]:
    """Return where an attribution may name its outlet: not before the words of another who reports it."""
    first, last = draft.zone
    tokens = draft.line.tokens
    for other in drafts:
        if other.line is draft.line and other is not draft:
            starts = [s.start for s in other.contents if s.start <= draft.cue.start < s.end]
            first = max([first, *(i for i, token in enumerate(tokens) if token.start in starts)])
    return first, last


def _covers(outer: Draft, inner: Draft) -> bool:
    """Tell whether a draft reports the whole of another draft of its sentence, cue included."""
    if not any(span.start <= inner.cue.start < span.end for span in outer.contents):
        return False
    start = min(span.start for span in outer.contents)
    first = min(inner.cue.start, *(span.start for span in inner.contents))
    speakers = [s.line.tokens[s.phrase.first].start for s in inner.speakers]
    return min([first, *speakers]) - start <= 8


def _build(drafts: list[tuple[Draft, str]], cast: Cast, article: Article) -> list[Statement]:
    built: dict[str, Statement] = {}
    voices: list[Draft] = []
    for draft, relay in drafts:
        sources: list[str] = []
        meant: list[Speaker] = []
        for speaker in draft.speakers:
            others = _meant(speaker, draft, voices, cast)
            meant += others
            sources += (
                cast.sources(speaker, draft.contents) if others == (speaker,) else cast.in_place_of(speaker, others)
            )
        if not draft.speakers:
            sources = [""]
        if meant and (not voices or _is_name(meant[0])):
            voices.append(draft._replace(speakers=tuple(meant)))
        for source in dict.fromkeys(sources):
            name = _id(article, draft.cue, draft.rule, source, draft.contents)
            built.setdefault(
                name,
                Statement(
                    id=name,
                    evidence=Evidence(span=draft.cue, rule=draft.rule),
                    source=source,
                    content=draft.contents,
                    relay=relay,
                    addressee=cast.addressee(draft.line, draft.cue, draft.zone),
                    style=draft.style,
                    stance=draft.stance,
                    translated=article.derivation == "translated" and draft.style != "indirect",
                    condition=_condition(draft),
                ),
            )
    return sorted(built.values(), key=lambda s: (s.evidence.span, s.content, s.id))


def _condition(draft: Draft) -> Span | None:
    """Return the words on which the source of a draft stays unnamed, outside what it says."""
    line = draft.line
    for index in line.may_begin("anonymity"):
        found = rule_at(line, index, ("anonymity",))
        if found is not None:
            span = Span(line.tokens[index].start, line.tokens[found[1].last - 1].end)
            if not any(said.start <= span.start < said.end for said in draft.contents):
                return span
    return None


def _is_name(speaker: Speaker) -> bool:
    line, phrase = speaker.line, speaker.phrase
    if not line.by_order:
        return True
    inside = range(phrase.first, phrase.last)
    return any(line.words[i].tag == "PROPN" or (i > 0 and line.tokens[i].capital) for i in inside)


def _meant(speaker: Speaker, draft: Draft, voices: list[Draft], cast: Cast) -> tuple[Speaker, ...]:
    """Return whom a speaker stands for: others where it is a pronoun, else itself."""
    if not stands_for_another(speaker):
        return (speaker,)
    return antecedents(speaker, draft, voices, known=cast.named(speaker) is not None)


def _id(article: Article, cue: Span, rule: str, source: str, contents: tuple[Span, ...]) -> str:
    words = "/".join(f"{span.start}-{span.end}" for span in contents)
    return fact_id(article.id, "statement", cue, rule, source, words)


def _named(statement: Statement, article: Article) -> Statement:
    """Return a statement with the id of the content it has been clipped to."""
    evidence = statement.evidence
    name = _id(article, evidence.span, evidence.rule, statement.source, statement.content)
    return statement if name == statement.id else msgspec.structs.replace(statement, id=name)


def _nest(statements: list[Statement], article: Article) -> tuple[Statement, ...]:
    """Return the statements, each told which one reports it, and none reporting more than that one does."""
    reach = _reach(statements)
    clipped = [_named(_clip(inner, _around(inner, reach)), article) for inner in statements]
    nested: list[Statement] = []
    reach = _reach(clipped)
    for inner in clipped:
        outer = _around(inner, reach)
        nested.append(msgspec.structs.replace(inner, within=outer.id) if outer is not None else inner)
    return tuple(nested)


def _reach(statements: list[Statement]) -> list[tuple[int, int, Statement]]:
    """Return (start, end, statement) of every stretch of reported words."""
    return [(span.start, span.end, statement) for statement in statements for span in statement.content]


def _around(inner: Statement, reach: list[tuple[int, int, Statement]]) -> Statement | None:
    """Return the statement with the smallest content that holds the cue of another."""
    place = inner.evidence.span.start
    holding = [
        outer for start, end, outer in reach if start <= place < end and outer.evidence.span != inner.evidence.span
    ]
    return min(holding, key=lambda s: (sum(span.end - span.start for span in s.content), s.id), default=None)


def _clip(inner: Statement, outer: Statement | None) -> Statement:
    """Return a statement whose content ends where the content of the one that reports it ends."""
    if outer is None:
        return inner
    content = list(inner.content)
    for index, span in enumerate(content):
        for limit in outer.content:
            if limit.start <= span.start < limit.end < span.end:
                content[index] = Span(span.start, limit.end)
    return msgspec.structs.replace(inner, content=tuple(content))
