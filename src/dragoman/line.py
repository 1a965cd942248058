"""What stands where in a sentence that somebody may speak in?

A ``Line`` is a sentence made ready for questions of speech: its words with their tags, the quotation each of them
stands in, and the breaks (commas, dashes, brackets, marks) between which a stretch of it runs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from .attribution import Attribution, Rule
from .language import Language, has_class
from .match import Hit
from .model import Analysis, Sentence, Span, Token
from .quotes import MARKS, Quote
from .tagging import Word, words_of

_BREAKS = frozenset({",", ";", ":", "(", ")", "[", "]", ".", "!", "?", "\N{HORIZONTAL ELLIPSIS}"})
_MAY_BREAK = _BREAKS | MARKS | {"-"}
_APOSTROPHES = frozenset({"'", "\N{RIGHT SINGLE QUOTATION MARK}"})
_FINITE_MOODS = frozenset({"Fin"})
_JOINING = frozenset({",", ";", ":", ".", "-"})


_start, _end = attrgetter("start"), attrgetter("end")


class Phrase(NamedTuple):
    """A noun phrase: tokens ``[first, last)`` without its article, its head, whether a preposition leads it."""

    first: int
    last: int
    head: int
    led: bool = False


class Openings(NamedTuple):
    """Where a sentence may report.

    ``reports`` holds what the lexicon of reporting words gives each token it knows, ``tells`` the tokens at which a
    phrase that reports by itself may begin.
    """

    reports: dict[int, list[Hit[str]]]
    tells: list[int]


def openings(sentence: Sentence, language: Language, rules: Attribution) -> Openings:
    """Return the tokens at which a word or phrase that may report begins."""
    leads, tokens, verbs = rules.leads, sentence.tokens, rules.reports
    found = Openings({}, [])
    for index in [number for number, token in enumerate(tokens) if not leads.isdisjoint(token.keys)]:
        if not verbs.isdisjoint(tokens[index].keys) and (hits := language.reporting.at(tokens, index)):
            found.reports[index] = hits
        if rules.tells_at(tokens, index):
            found.tells.append(index)
    return found


class Line:
    """One sentence with tags, quotations and joints, read-only.

    ``reports`` and ``tells`` are its ``openings``, ``found`` the noun phrases asked for so far.
    """

    def __init__(
        self,
        number: int,
        analysis: Analysis,
        language: Language,
        rules: Attribution,
        quotes: tuple[Quote, ...],
        opened: Openings,
    ) -> None:
        sentence = analysis.sentences[number]
        self.number, self.sentence, self.language, self.rules = number, sentence, language, rules
        self.analysis = analysis
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._forms, self._size = [token.form for token in sentence.tokens], len(sentence.tokens)
        self.by_order: bool = rules.by_order
        self.page_quotes = quotes
        first = bisect_right(quotes, sentence.start, key=_end)
        self.quotes = quotes[first : bisect_left(quotes, sentence.end, lo=first, key=_start)]
        self.found: dict[tuple[int, frozenset[str]], Phrase | None] = {}
        self.reports, self.tells = opened
        self._starts: dict[int, tuple[Rule, ...]] = {}
        self._places: dict[str, tuple[int, ...]] = {}

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The tokens with one part of speech each."""
        return words_of(self.analysis, self.number, self.language)

    @cached_property
    def held(self) -> list[Quote | None]:
        """The quotation that each token stands in."""
        found: list[Quote | None] = [None] * self._size
        for quote in reversed(self.quotes):
            for index, token in enumerate(self.tokens):
                if quote.start <= token.start < quote.end:
                    found[index] = quote
        return found

    @cached_property
    def _participles(self) -> tuple[str, ...]:
        return tuple(sorted(self.rules.words.get("participle_ending", ())))

    @cached_property
    def genitive_endings(self) -> tuple[str, ...]:
        """How words that the lexicon does not know end in the genitive."""
        return tuple(sorted(self.rules.words.get("genitive_ending", ("\0",))))

    @cached_property
    def named(self) -> frozenset[int]:
        """The tokens of known names of several words, whatever else their words may be (the Red Cross)."""
        inside: set[int] = set()
        capital = [token.capital for token in self.tokens]
        for index in range(self._size - 1):
            if capital[index] and capital[index + 1]:
                for hit in self.language.actors.at(self.tokens, index):
                    if hit.last - index > 1 and all(capital[index : hit.last]):
                        inside.update(range(index, hit.last))
        return frozenset(inside)

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _kinds(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        begins = self.rules.begins
        for index in [i for i, token in enumerate(self.tokens) if not begins.isdisjoint(token.keys)]:
            for kind in {rule.kind for rule in self.rules_at(index)}:
                found.setdefault(kind, []).append(index)
        return found

    def may_begin(self, kind: str) -> list[int]:
        """Return the tokens at which a phrase of attribution of this kind may begin, left to right."""
        return self._kinds.get(kind, [])

    def has_word(self, kind: str, first: int, last: int) -> bool:
        """Tell whether a word of a kind of ``[words]`` stands in a stretch."""
        places = self._places.get(kind)
        if places is None:
            forms = self.rules.words.get(kind, frozenset())
            places = self._places[kind] = tuple([i for i, form in enumerate(self._forms) if form in forms])
        return bool(places) and any(first <= place < last for place in places)

    def has_form(self, form: str) -> bool:
        """Tell whether a folded form stands anywhere in the sentence."""
        return form in self._forms

    def rules_at(self, index: int) -> tuple[Rule, ...]:
        """Return the phrases of attribution that may begin at a token."""
        found = self._starts.get(index)
        if found is None:
            found = self._starts[index] = self.rules.at(self.tokens, index)
        return found

    def form(self, index: int) -> str:
        """Return the folded form of a token, "" outside the sentence."""
        return self._forms[index] if 0 <= index < self._size else ""

    def is_break(self, index: int) -> bool:
        """Tell whether a token bounds a stretch: a comma, a bracket, a dash between blanks, a mark of quotation."""
        return 0 <= index < self._size and self._breaks[index]

    @cached_property
    def _breaks(self) -> list[bool]:
        return [form in _MAY_BREAK and self._bounds_stretch(index, form) for index, form in enumerate(self._forms)]

    def _bounds_stretch(self, index: int, form: str) -> bool:
        if form in MARKS:
            quote = self.held[index]
            if quote is None and form in _APOSTROPHES:
                return False
            return quote is None or not is_name(self, quote)
        if form in ("(", ")") and self._short_bracket(index):
            return False
        return form in _BREAKS or (self.is_dash(index) and not self._is_route(index))

    def _is_route(self, index: int) -> bool:
        """Tell whether a dash joins two names behind a noun: the road Warsaw - Lublin."""
        if self.by_order or not 2 <= index < self._size - 1:
            return False
        before, left, right = (self.tokens[i] for i in (index - 2, index - 1, index + 1))
        noun = not before.capital and self.words[index - 2].tag in ("NOUN", "X")
        return noun and left.capital and right.capital and self.held[index + 1] is self.held[index - 1]

    def _short_bracket(self, index: int) -> bool:
        """Tell whether a bracket belongs to a name's abbreviation, "(WFP)"."""
        if self.form(index) == "(":
            return self.form(index + 2) == ")" and self.tokens[index + 1].capital
        return self.form(index - 2) == "(" and self.tokens[index - 1].capital

    def is_dash(self, index: int) -> bool:
        """Tell whether a token is a dash between words (a hyphen inside a word is none)."""
        if not 0 <= index < self._size or self._forms[index] != "-":
            return False
        if index in (0, self._size - 1):
            return True
        before, here, after = self.tokens[index - 1 : index + 2]
        return before.end < here.start or after.start > here.end

    def is_finite(self, index: int) -> bool:
        """Tell whether a word is a finite verb, auxiliary or predicative."""
        return self._finite[index]

    @cached_property
    def _finite(self) -> list[bool]:
        return [
            word.tag == "AUX" or (word.tag == "VERB" and self._stands_finite(index, word))
            for index, word in enumerate(self.words)
        ]

    def _stands_finite(self, index: int, word: Word) -> bool:
        if (
            (word.token.capital and index in self.named)
            or (self.by_order and _modifies(self, index))
            or self._is_hyphenated(index)
        ):
            return False
        if any(r.feats.get("VerbForm") in _FINITE_MOODS for r in word.readings):
            return True
        if any(r.feats.get("Variant") == "Short" or r.feats.get("Person") == "0" for r in word.readings):
            return True
        unknown = not word.readings and self.form(index).endswith(self._participles)
        return not unknown and not any("VerbForm" in r.feats for r in word.readings)

    def has_finite(self, first: int, last: int) -> bool:
        """Tell whether a stretch holds a finite verb."""
        return first < last and True in self._finite[max(first, 0) : max(last, 0)]

    def _is_hyphenated(self, index: int) -> bool:
        return any(self.form(i) == "-" and not self.is_dash(i) for i in (index - 1, index + 1))

    def modifies(self, index: int) -> bool:
        """Tell whether a participle stands before its noun ("the disputed border")."""
        return _modifies(self, index)

    def is_participial(self, index: int) -> bool:
        """Tell whether a participle or adverbial participle begins here that hangs on another clause."""
        word = self.words[index]
        if word.tag != "VERB":
            return False
        if word.has("VerbForm", "Conv"):
            return True
        known = word.has("VerbForm", "Part") or (not word.readings and self.form(index).endswith(self._participles))
        return known and not self.by_order

    def owns(self, index: int) -> bool:
        """Tell whether a token marks the noun before it as an owner ("'s")."""
        return self.words[index].tag == "POSS" or self.rules.is_word("possessive", self.form(index))

    def is_time(self, index: int) -> bool:
        """Tell whether a word names a time (a weekday, a month, a part of the day)."""
        return has_class(self.language, self.tokens[index].keys, "time") or self.rules.is_word("time", self.form(index))

    def is_joint(self, index: int) -> bool:
        """Tell whether a word opens a clause of its own: that, who, when, if."""
        return self.words[index].tag in ("COMP", "REL", "SCONJ")

    def stretch(self, index: int) -> tuple[int, int]:
        """Return the tokens between the two breaks around a token."""
        breaks = self._breaks
        first, last = index, index + 1
        while first > 0 and not breaks[first - 1]:
            first -= 1
        while last < self._size and not breaks[last]:
            last += 1
        return first, last


def is_name(line: Line, quote: Quote) -> bool:
    """Tell whether a quotation is a name (a newspaper, a ship), not speech: few words, a capital first, no verb."""
    if not quote.closed or quote.start < line.sentence.start or quote.end > line.sentence.end:
        return False
    inside = [i for i in range(len(line)) if quote.first <= line.tokens[i].start < quote.last]
    if not inside or len(inside) > 4 or not line.tokens[inside[0]].capital:
        return False
    if line.tokens[inside[-1]].form in (",", ".", "!", "?") or any(line.is_finite(i) for i in inside):
        return False
    before, after = inside[0] - 2, inside[-1] + 2
    opens = before < 0 or line.form(before) in (":", ".") or line.is_dash(before)
    return not (opens and (after >= len(line) or line.form(after) in (",", ".") or line.is_dash(after)))


def marks_infinitive(word: Word) -> bool:
    """Tell whether a word is the mark of an infinitive in a language that has one."""
    return word.function("infinitive") is not None or word.function("particles") is not None


def _modifies(line: Line, index: int) -> bool:
    """Tell whether a participle stands before the noun it belongs to ("the jailed broadcaster")."""
    word = line.words[index]
    if word.tag != "VERB" or (word.readings and not (word.has("VerbForm", "Part") or word.has("VerbForm", "Ger"))):
        return False
    opened = index > 0 and line.words[index - 1].tag in ("DET", "ADJ", "NUM", "POSS")
    return opened and index + 1 < len(line) and line.words[index + 1].tag in ("NOUN", "PROPN", "ADJ", "X")


def trimmed(line: Line, first: int, last: int) -> Span | None:
    """Return a token range as a span without the punctuation that joins it to its neighbours."""
    while first < last and line.form(first) in _JOINING:
        first += 1
    while last > first and line.form(last - 1) in _JOINING:
        last -= 1
    return Span(line.tokens[first].start, line.tokens[last - 1].end) if last > first else None
