"""What does a page say, by clauses and content words?

A reading with its facts by id, the clauses around its facts, and the words by which themes are compared: content words
by their stems, without grammar, without the names of the parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..entries import Common
from ..errors import LanguageError
from ..language import Language, load_language
from ..model import Actor, Event, Mention, Reading, Span, Time, Token
from ..sentences import split_sentences, tokenize
from . import participant_of

_STEM = 5
_SHORT = 3
_WORDS_OF_MEANING = frozenset({"place_words"})  # listed with the function words, but they name things
_RUNNING = frozenset({"paragraph", "list", "quote"})
_SPEAKING = ("", "GOV", "LEG", "ELI")


class Page(NamedTuple):
    """A reading with its facts by id."""

    reading: Reading
    language: Language | None
    mentions: dict[str, Mention]
    actors: dict[str, Actor]
    times: dict[str, Time]
    common: Common
    clauses: dict[int, tuple[Span, ...]]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    @property
    def date(self) -> str:
        """The day the article speaks from."""
        article = self.reading.article
        return article.anchor[:10] or article.date_published[:10]

    def events(self) -> Iterator[Event]:
        """Return the events in text order."""
        return (fact for fact in self.reading.facts if isinstance(fact, Event))

    def is_grammar(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Tell whether a token is a function word of any kind that grammar knows."""
        if self.language is None:
            return False
        return any(hit.value.kind not in _WORDS_OF_MEANING for hit in self.language.functions.at(tokens, index))

    def codes(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the ids by which the actors of some mentions take part, each once."""
        found = [
            code
            for key in keys
            if key in self.mentions and self.mentions[key].actor in self.actors
            for code in participant_of(self.actors[self.mentions[key].actor], self.common)
        ]
        return tuple(dict.fromkeys(found))


def page_of(reading: Reading, common: Common) -> Page:
    """Return a reading with its facts by id, and its language where this installation knows it."""
    try:
        language = load_language(reading.article.in_language)
    except LanguageError:
        language = None
    return Page(
        reading,
        language,
        {fact.id: fact for fact in reading.facts if isinstance(fact, Mention)},
        {actor.id: actor for actor in reading.actors},
        {fact.id: fact for fact in reading.facts if isinstance(fact, Time)},
        common,
        {},
    )


def is_function(page: Page, tokens: tuple[Token, ...], index: int, kind: str) -> bool:
    """Tell whether a token is a function word of a kind (``complementizers``, ``coordinators`` …)."""
    if page.language is None:
        return False
    return any(hit.value.kind == kind for hit in page.language.functions.at(tokens, index))


def clause_at(page: Page, at: int) -> Span:
    """Return the clause that holds a place: its sentence, cut at semicolons."""
    number, block = next(
        ((n, b.span) for n, b in enumerate(page.reading.article.blocks) if b.span and b.span.start <= at < b.span.end),
        (-1, Span(0, len(page.text))),
    )
    if number not in page.clauses:
        page.clauses[number] = _clauses(page, block)
    return next((span for span in page.clauses[number] if span.start <= at <= span.end), block)


def clauses_of(page: Page) -> list[Span]:
    """Return the clauses of the paragraphs and other running text of a page, in text order."""
    found: list[Span] = []
    for number, block in enumerate(page.reading.article.blocks):
        if block.span is not None and block.kind in _RUNNING:
            clause_at(page, block.span.start)
            found += page.clauses.get(number, ())
    return found


def _clauses(page: Page, block: Span) -> tuple[Span, ...]:
    if page.language is None:
        return (block,)
    found: list[Span] = []
    text = page.text[block.start : block.end]
    for sentence in split_sentences(text, page.language.tokenizer, offset=block.start):
        start = sentence.start
        for token in sentence.tokens:
            if token.form == ";":
                found.append(Span(start, token.start))
                start = token.end
        found.append(Span(start, sentence.end))
    return tuple(found)


def tokens_in(page: Page, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens of a stretch of the text, none where the language is not known."""
    if page.language is None:
        return ()
    return tokenize(page.text[start:end], page.language.tokenizer, offset=start)


def _names_of(page: Page, parties: tuple[str, ...]) -> list[Span]:
    """Return where parties are named: the state or body itself, its government, its people by name.

    Troops, prisoners or citizens of a party stay: they are what is spoken of, not who speaks.
    """
    return [
        mention.evidence.span
        for mention in page.mentions.values()
        if set(page.codes((mention.id,))) & set(parties)
        and (mention.actor.startswith("person:") or page.actors[mention.actor].sector in _SPEAKING)
    ]


def words_in(page: Page, span: Span, parties: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the content words in a span, without the names of the parties themselves."""
    own = _names_of(page, parties)
    found: set[str] = set()
    tokens = tokens_in(page, span.start, span.end)
    for index, token in enumerate(tokens):
        if any(place.start <= token.start < place.end for place in own):
            continue
        if _is_content(page, tokens, index) and not _is_numeral(token):
            found |= stems_of(token)
    return frozenset(found)


def _is_numeral(token: Token) -> bool:
    """Tell whether a word is a number written out, which any two sentences may share."""
    return bool(token.readings) and all(reading.upos == "NUM" for reading in token.readings)


def _is_content(page: Page, tokens: tuple[Token, ...], index: int) -> bool:
    form = tokens[index].form
    if not form[0].isalnum() or (len(form) < _SHORT and not form[0].isdigit()):
        return False
    return not page.is_grammar(tokens, index)


def stems_of(token: Token) -> frozenset[str]:
    """Return the stems by which a word is compared: of its form and of every lemma it may have."""
    return frozenset({token.form[:_STEM], *(reading.lemma[:_STEM] for reading in token.readings)})


class Term(NamedTuple):
    """A content word: as written, and the stems by which it is compared."""

    word: str
    stems: frozenset[str]


def terms_in(page: Page, span: Span, parties: tuple[str, ...] = ()) -> tuple[Term, ...]:
    """Return the content words of a span in order, without the names of the parties and words of time."""
    own = _names_of(page, parties)
    tokens = tokens_in(page, span.start, span.end)
    kept = [
        index
        for index, token in enumerate(tokens)
        if not any(place.start <= token.start < place.end for place in own)
        and _is_content(page, tokens, index)
        and not (page.language is not None and token.form in page.language.time_words)
    ]
    return tuple(Term(page.text[tokens[i].start : tokens[i].end], stems_of(tokens[i])) for i in kept)


def terms_of(page: Page, words: str) -> tuple[Term, ...]:
    """Return the content words of a user's own words, in the page's language."""
    if page.language is None:
        return ()
    tokens = tokenize(words, page.language.tokenizer, offset=0)
    kept = [index for index in range(len(tokens)) if _is_content(page, tokens, index)]
    return tuple(Term(words[tokens[i].start : tokens[i].end], stems_of(tokens[i])) for i in kept)


def shared_terms(mine: tuple[Term, ...], theirs: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the words of one text that another has too, each stem once."""
    other = frozenset(stem for term in theirs for stem in term.stems)
    found: list[Term] = []
    for term in mine:
        if term.stems & other and not any(term.stems & kept.stems for kept in found):
            found.append(term)
    return tuple(found)
