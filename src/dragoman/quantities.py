"""How many, of what?

A number in figures or words, the words that bound it (more than, up to, about), and what it counts: the noun after it,
a measure, a currency. Numbers that count nothing are left alone: those inside times, in names (a type of aircraft, a
resolution, a score, a telephone), and small numbers that only point back ("the two sides").
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from .ident import fact_id
from .language import Language, setting, surface
from .model import Analysis, Article, Evidence, Quantity, Sentence, Span, Table, Token
from .numerals import HYPHEN, Numeral, compile_numerals, figures, read_numeral
from .timeparse import parse
from .times import grammar_of, kept_spans

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB", "¥": "CNY"}
_BOUNDS = {"about": "about", "at_least": "at-least", "at_most": "at-most"}
_SMALL = 4
_LARGE = 10
_SHORT = 3
_YEARS = range(1500, 2101)
_ENDS_PHRASE = frozenset(
    {"prepositions", "coordinators", "subordinators", "relatives", "complementizers", "negations", "auxiliaries"}
)
_GAP = 4


class Counting(NamedTuple):
    """The words of counting of one language, folded; phrases are tuples of words, longest first."""

    numerals: dict[str, Numeral]
    bounds: tuple[tuple[tuple[str, ...], str], ...]
    units: dict[tuple[str, ...], str]
    not_after: frozenset[str]
    small_not_after: frozenset[str]
    not_followed: frozenset[str]
    large_only: frozenset[str]
    plural: frozenset[str]
    decimal: str
    head_last: bool


class _Number(NamedTuple):
    value: float
    first: int
    last: int
    end: int
    figure: bool


_COUNTING: dict[str, Counting] = {}


def counting(language: Language) -> Counting | None:
    """Return the words of counting of a language, compiled once; None where its times.toml has none."""
    table: Table = language.times.get("quantities", {})
    if not table:
        return None
    known = _COUNTING.get(language.digest)
    if known is None:
        known = _COUNTING[language.digest] = _compile(language, table)
    return known


def _compile(language: Language, table: Table) -> Counting:
    def words(text: str) -> list[tuple[str, ...]]:
        return [tuple(surface(language, word).split("_")) for word in text.split()]

    def single(text: str) -> frozenset[str]:
        return frozenset(surface(language, word) for word in text.split())

    numerals = compile_numerals(
        language.times.get("numbers", {}), language.times.get("endings", {}), lambda word: surface(language, word)
    )
    for kind in ("dozens", "plural"):
        for value, forms in table.get(kind, {}).items():
            numerals.update((surface(language, form), Numeral(float(value), scale=True)) for form in str(forms).split())
    bounds = [(phrase, bound) for name, bound in _BOUNDS.items() for phrase in words(table.get(name, ""))]
    units = {
        phrase: unit
        for kind in ("money", "measure")
        for unit, forms in table.get(kind, {}).items()
        for phrase in words(forms)
    }
    return Counting(
        numerals=numerals,
        bounds=tuple(sorted(bounds, key=lambda row: (-len(row[0]), row))),
        units=units,
        not_after=single(table.get("not_after", "")),
        small_not_after=single(table.get("small_not_after", "")),
        not_followed=single(table.get("not_followed", "")),
        large_only=single(table.get("large_only", "")),
        plural=single(" ".join(map(str, table.get("plural", {}).values()))),
        decimal=str(language.times.get("settings", {}).get("decimal", ".")),
        head_last=setting(language, "syntax", "roles") == "order",
    )


def find_quantities(article: Article, analysis: Analysis, language: Language) -> tuple[Quantity, ...]:
    """Return the quantities of an article's sentences in text order.

    >>> from dragoman.language import load_language
    >>> from dragoman.model import Block
    >>> from dragoman.syntax import analyse
    >>> text, english = "They sent up to 8,500 soldiers.", load_language("en")
    >>> article = Article(id="a", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    >>> [(q.value, q.bound) for q in find_quantities(article, analyse(article, english), english)]
    [(8500.0, 'at-most')]
    """
    known = counting(language)
    if known is None:
        return ()
    times = _time_spans(article, language)
    starts = [span.start for span in times]
    found: list[Quantity] = []
    for sentence in analysis.sentences:
        for number in _numbers(article.text, sentence, known):
            span = Span(sentence.tokens[number.first].start, number.end)
            place = bisect_right(starts, span.end - 1) - 1
            if place >= 0 and times[place].end > span.start:
                continue
            quantity = _quantity(article, sentence, number, known, language)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _time_spans(article: Article, language: Language) -> list[Span]:
    grammar = grammar_of(language)
    if grammar is None:
        return []
    return [
        Span(node.start + block.start, node.end + block.start)
        for block in kept_spans(article)
        for node in parse(article.text[block.start : block.end], grammar)
        if "YEARP" not in node.values and "TRAP" not in node.values
    ]


def _numbers(text: str, sentence: Sentence, known: Counting) -> list[_Number]:
    tokens = sentence.tokens
    found: list[_Number] = []
    index = 0
    while index < len(tokens):
        number = _figure(text, tokens, index, known) or _words(tokens, index, known)
        if number is None:
            index += 1
            continue
        if number.value >= 0:
            found.append(number)
        index = number.last
    return found


def _figure(text: str, tokens: tuple[Token, ...], index: int, known: Counting) -> _Number | None:
    """A number in figures, perhaps with a scale word behind; a figure glued to other signs counts nothing."""
    token = tokens[index]
    if not token.form[0].isdigit():
        return None
    value, end = figures(text, token.start, known.decimal) or (0.0, token.end)
    last = index
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    before, after = text[max(token.start - 1, 0) : token.start], text[end : end + 2]
    scale = known.numerals.get(tokens[last].form) if last < len(tokens) and tokens[last].start == end else None
    if scale is not None and scale.value >= 1000:
        after = ""
    glued = (before and (before.isalnum() or before in "-+/:#№\N{EN DASH}")) or (
        after and (after[0].isalnum() or (after[0] in "-:/\N{EN DASH}" and after[1:2].isalnum()))
    )
    serial = token.form[0] == "0" and token.form[1:2].isdigit()
    if glued or serial or end < tokens[last - 1].end:
        return _Number(-1, index, max(last, index + 1), end, True)
    items: list[Numeral | None] = [Numeral(value, figure=True), *_items(tokens[last : last + _GAP], known)]
    scaled, after_index = read_numeral(items, 0)
    if scaled is not None and after_index > 1:
        last += after_index - 1
        return _Number(scaled.value, index, last, tokens[last - 1].end, True)
    return _Number(value, index, last, end, True)


def _items(tokens: tuple[Token, ...], known: Counting) -> list[Numeral | None]:
    return [HYPHEN if token.form == "-" else known.numerals.get(token.form) for token in tokens]


def _words(tokens: tuple[Token, ...], index: int, known: Counting) -> _Number | None:
    first = known.numerals.get(tokens[index].form)
    if first is None or first.value < 0:
        return None
    numeral, after = read_numeral(_items(tokens[index : index + 12], known), 0)
    if numeral is None:
        return None
    last = index + after
    name = index > 0 and tokens[index].capital and tokens[index - 1].capital
    abbreviation = after == 1 and numeral.value >= 1000 and len(tokens[index].form) <= _SHORT
    hyphen = (index and tokens[index - 1].form == "-") or (last < len(tokens) and tokens[last].form == "-")
    idle = numeral.ordinal or numeral.vague or hyphen or name or abbreviation
    value = -1.0 if idle else numeral.value
    return _Number(value, index, last, tokens[last - 1].end, False)


def _quantity(
    article: Article, sentence: Sentence, number: _Number, known: Counting, language: Language
) -> Quantity | None:
    tokens = sentence.tokens
    before = tokens[number.first - 1].form if number.first else ""
    after = tokens[number.last].form if number.last < len(tokens) else ""
    if before in known.not_after or (
        before == "." and number.first > 1 and tokens[number.first - 2].form in known.not_after
    ):
        return None
    if not number.figure and number.value < _SMALL and before in known.small_not_after:
        return None
    unit, last = _unit(tokens, number, known, language)
    if number.value <= 1 and (after in known.not_followed or not unit):
        return None
    if number.figure and not unit and number.value in _YEARS:
        return None
    first = number.first
    if before in _SIGNS and tokens[first - 1].end == tokens[first].start:
        unit, first = _SIGNS[before], first - 1
    bound, first = _bound(tokens, first, number, known)
    span = Span(tokens[first].start, max(number.end, tokens[last - 1].end if last > number.last else 0))
    rule = f"{language.code}.quantity.{'figure' if number.figure else 'word'}"
    return Quantity(
        id=fact_id(article.id, "quantity", span, rule, f"{number.value:g}", unit, bound),
        evidence=Evidence(span=span, rule=rule),
        value=number.value,
        unit=unit,
        bound=bound,
    )


def _unit(tokens: tuple[Token, ...], number: _Number, known: Counting, language: Language) -> tuple[str, int]:
    """Return what is counted, and the index after it where it belongs to the span (measures and money do)."""
    index = number.last
    if index < len(tokens) and tokens[index].form == "%":
        return "percent", index + 1
    for length in (2, 1):
        words = tuple(token.form for token in tokens[index : index + length])
        unit = known.units.get(words)
        if unit is not None and len(words) == length:
            return unit, index + length
    return _counted(tokens, index, known, language), index


def _counted(tokens: tuple[Token, ...], index: int, known: Counting, language: Language) -> str:
    """Return the lemma of the noun that is counted: the first after the number, or the last of a row of nouns."""
    counted = ""
    for place in range(index, min(index + _GAP + 1, len(tokens))):
        token = tokens[place]
        ends = any(hit.value.kind in _ENDS_PHRASE for hit in language.functions.at(tokens, place))
        if ends or not token.form[0].isalpha():
            break
        kinds = {form.upos for form in token.readings}
        noun = next((form.lemma for form in token.readings if form.upos in ("NOUN", "PROPN")), "")
        if counted and not noun:
            break
        if noun or (not kinds and not token.capital):
            counted = noun or token.form
            if not known.head_last:
                break
        elif kinds and not kinds & {"ADJ", "ADV", "DET", "NUM", "PRON"}:
            break
    return counted


def _bound(tokens: tuple[Token, ...], first: int, number: _Number, known: Counting) -> tuple[str, int]:
    """Return how the number is bounded, and where the words that say so begin; thousands are at least a thousand."""
    for phrase, bound in known.bounds:
        begin = first - len(phrase)
        if number.value < _LARGE and phrase[0] in known.large_only:
            continue
        if begin >= 0 and tuple(token.form for token in tokens[begin:first]) == phrase:
            return bound, begin
    return ("at-least" if tokens[number.first].form in known.plural else ""), first
