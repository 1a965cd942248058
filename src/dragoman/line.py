"""What stands where in a sentence that somebody may speak in?

A ``Line`` is a sentence made ready for questions of speech: its words with their tags, the quotation each of them
stands in, and the breaks (commas, dashes, brackets, marks) between which a stretch of it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from .attribution import Attribution, Rule
from .language import Language, has_class, setting
from .match import Hit
from .model import Analysis, Span, Token
from .quotes import MARKS, Quote
from .tagging import Word, words_of

_BREAKS = frozenset({",", ";", ":", "(", ")", "[", "]", ".", "!", "?", "\N{HORIZONTAL ELLIPSIS}"})
_APOSTROPHES = frozenset({"'", "\N{RIGHT SINGLE QUOTATION MARK}"})
_FINITE_MOODS = frozenset({"Fin"})
_JOINING = frozenset({",", ";", ":", ".", "-"})


class Phrase(NamedTuple):
    """A noun phrase: tokens ``[first, last)`` without its article, its head, whether a preposition leads it."""

    first: int
    last: int
    head: int
    led: bool = False


class Line:
    """One sentence with tags, quotations and joints, read-only.

    ``reports`` holds what the lexicon of reporting words gives each token it knows, ``found`` the noun phrases asked
    for so far.
    """

    def __init__(
        self, number: int, analysis: Analysis, language: Language, rules: Attribution, quotes: tuple[Quote, ...]
    ) -> None:
        sentence = analysis.sentences[number]
        self.number, self.sentence, self.language, self.rules = number, sentence, language, rules
        self.analysis = analysis
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._forms, self._size = [token.form for token in sentence.tokens], len(sentence.tokens)
        self.by_order: bool = setting(language, "syntax", "roles") == "order"
        self.page_quotes = quotes
        self.quotes = tuple(q for q in quotes if q.start < sentence.end and q.end > sentence.start)
        self.found: dict[tuple[int, frozenset[str]], Phrase | None] = {}
        self._finite: dict[int, bool] = {}
        self.reports: dict[int, list[Hit[str]]] = {}
        self._starts: dict[int, tuple[Rule, ...]] = {}
        for index in range(len(self.tokens)):
            if hits := language.reporting.at(self.tokens, index):
                self.reports[index] = hits
            if found := rules.at(self.tokens, index):
                self._starts[index] = found

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The tokens with one part of speech each."""
        return words_of(self.analysis, self.number, self.language)

    @cached_property
    def held(self) -> list[Quote | None]:
        """The quotation that each token stands in."""
        return [next((q for q in self.quotes if q.start <= t.start < q.end), None) for t in self.tokens]

    @cached_property
    def _participles(self) -> tuple[str, ...]:
        return tuple(sorted(self.rules.words.get("participle_ending", ())))

    @cached_property
    def named(self) -> frozenset[int]:
        """The tokens of known names of several words, whatever else their words may be (the Red Cross)."""
        inside: set[int] = set()
        for index, token in enumerate(self.tokens):
            if token.capital:
                for hit in self.language.actors.at(self.tokens, index):
                    if hit.last - index > 1 and all(t.capital for t in self.tokens[index : hit.last]):
                        inside.update(range(index, hit.last))
        return frozenset(inside)

    def __len__(self) -> int:
        return self._size

    @property
    def openings(self) -> tuple[int, ...]:
        """The tokens at which some phrase of attribution may begin."""
        return tuple(self._starts)

    @property
    def phrases(self) -> Iterator[Rule]:
        """The phrases of attribution that may begin in the sentence."""
        return (rule for rules in self._starts.values() for rule in rules)

    def rules_at(self, index: int) -> tuple[Rule, ...]:
        """Return the phrases of attribution that may begin at a token."""
        return self._starts.get(index, ())

    def form(self, index: int) -> str:
        """Return the folded form of a token, "" outside the sentence."""
        return self._forms[index] if 0 <= index < self._size else ""

    def is_break(self, index: int) -> bool:
        """Tell whether a token bounds a stretch: a comma, a bracket, a dash between blanks, a mark of quotation."""
        return 0 <= index < self._size and self._breaks[index]

    @cached_property
    def _breaks(self) -> list[bool]:
        return [self._bounds_stretch(index) for index in range(self._size)]

    def _bounds_stretch(self, index: int) -> bool:
        form = self.form(index)
        if form in MARKS:
            quote = self.held[index]
            if quote is None and form in _APOSTROPHES:
                return False
            return quote is None or not is_name(self, quote)
        if form in ("(", ")") and self._short_bracket(index):
            return False
        return form in _BREAKS or self.is_dash(index)

    def _short_bracket(self, index: int) -> bool:
        """Tell whether a bracket belongs to a name's abbreviation, "(WFP)"."""
        if self.form(index) == "(":
            return self.form(index + 2) == ")" and self.tokens[index + 1].capital
        return self.form(index - 2) == "(" and self.tokens[index - 1].capital

    def is_dash(self, index: int) -> bool:
        """Tell whether a token is a dash between words (a hyphen inside a word is none)."""
        if self.form(index) != "-":
            return False
        before, after = (
            self.tokens[index - 1] if index else None,
            self.tokens[index + 1] if index + 1 < len(self) else None,
        )
        here = self.tokens[index]
        return before is None or after is None or before.end < here.start or after.start > here.end

    def is_finite(self, index: int) -> bool:
        """Tell whether a word is a finite verb, auxiliary or predicative."""
        known = self._finite.get(index)
        if known is None:
            known = self._finite[index] = self._stands_finite(index)
        return known

    def _stands_finite(self, index: int) -> bool:
        word = self.words[index]
        if word.tag == "AUX":
            return True
        if (
            word.tag != "VERB"
            or index in self.named
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
        return any(self.is_finite(i) for i in range(max(first, 0), min(last, len(self))))

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
