"""Where do words and sentences begin and end?

One regular expression finds tokens on the original text, so offsets are right by construction; a sentence ends at a
full stop, question or exclamation mark (or an ellipsis) that closes a token sequence, unless an abbreviation or an
initial stands before it or the next word goes on in lower case. A dateline is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .fold import fold
from .model import Form, Sentence, Token

_APOSTROPHE = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_HYPHEN = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_NUMBER = r"\d+(?:[.,:]\d+)*"
_INITIALS = r"(?:[^\W\d_]\.){2,}"
_SPLIT_WORD = rf"(?:{_INITIALS}|\w+(?:[{_APOSTROPHE}]\w+)*)"
_WORD = rf"(?:{_INITIALS}|\w+(?:[{_HYPHEN}{_APOSTROPHE}]\w+)*)"
_ENDS = frozenset(".!?\N{HORIZONTAL ELLIPSIS}")
_DASHES = frozenset("-\N{EN DASH}\N{EM DASH}")
_BETWEEN_TOWNS = frozenset("/-")
_DATELINE, _TOWN, _DATE = 12, 3, 3
_CLOSERS = frozenset(
    (
        '"',
        "'",
        ")",
        "]",
        "\N{RIGHT DOUBLE QUOTATION MARK}",
        "\N{RIGHT SINGLE QUOTATION MARK}",
        "\N{LEFT DOUBLE QUOTATION MARK}",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    )
)


class Tokenizer(NamedTuple):
    """What a language says about its tokens, compiled."""

    pattern: re.Pattern[str]
    clitics: tuple[str, ...]
    abbreviations: frozenset[str]
    extra: dict[int, str]
    analyse: Callable[[str], tuple[Form, ...]]


def compile_tokenizer(
    *,
    clitics: tuple[str, ...],
    split_hyphen: bool,
    abbreviations: tuple[str, ...],
    extra: dict[int, str],
    analyse: Callable[[str], tuple[Form, ...]],
) -> Tokenizer:
    """Return a tokenizer for a language's settings."""
    word = _SPLIT_WORD if split_hyphen else _WORD
    folded = sorted({fold(a, extra) for a in abbreviations}, key=lambda a: (-len(a), a))
    dotted = "|".join(re.escape(a) for a in folded if a.endswith(".") and " " not in a)
    pieces = [_NUMBER, *([rf"(?<!\w)(?i:{dotted})"] if dotted else []), word, r"[^\w\s]"]
    return Tokenizer(
        re.compile("|".join(pieces)),
        tuple(sorted((fold(c) for c in clitics), key=lambda c: (-len(c), c))),
        frozenset(folded),
        extra,
        analyse,
    )


def words_of(text: str, tokenizer: Tokenizer) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` of each token of ``text``."""
    folded = fold(text, tokenizer.extra)
    for match in tokenizer.pattern.finditer(text):
        start, end = match.span()
        for cut, sign in enumerate(folded[start + 1 : end], start + 1):
            if sign == "-" and text[cut + 1].isupper():
                yield start, cut
                yield cut, cut + 1
                start = cut + 1
        yield from _split_clitic(folded, start, end, tokenizer.clitics)


def _split_clitic(folded: str, start: int, end: int, clitics: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for clitic in clitics:
        cut = end - len(clitic)
        if cut > start and folded.startswith(clitic, cut) and folded.endswith(clitic, start, end):
            yield start, cut
            yield cut, end
            return
    yield start, end


def token_keys(form: str, readings: tuple[Form, ...]) -> tuple[str, ...]:
    """Return what a token can be matched by: its form, and its lemmas as ``<lemma|UPOS>``."""
    keys = [form]
    for reading in readings:
        key = f"<{reading.lemma}|{reading.upos}>"
        if key not in keys:
            keys.append(key)
    return tuple(keys)


def tokenize(text: str, tokenizer: Tokenizer, *, offset: int = 0) -> tuple[Token, ...]:
    """Return the tokens of ``text``, which begins at ``offset`` of its article."""
    folded = fold(text, tokenizer.extra)
    tokens = []
    for start, end in words_of(text, tokenizer):
        form = folded[start:end]
        readings = tokenizer.analyse(form)
        capital = text[start].isupper()
        tokens.append(Token(start + offset, end + offset, form, readings, capital, token_keys(form, readings)))
    return tuple(tokens)


def split_sentences(
    text: str, tokenizer: Tokenizer, *, offset: int = 0, kind: str = "paragraph"
) -> tuple[Sentence, ...]:
    """Return the sentences of one block of text.

    >>> from dragoman.language import load_language
    >>> found = split_sentences("Mr. Biden spoke. He left.", load_language("en").tokenizer)
    >>> [(s.start, s.end) for s in found]
    [(0, 16), (17, 25)]
    """
    tokens = tokenize(text, tokenizer, offset=offset)
    sentences: list[Sentence] = []
    first = 0
    for index in range(len(tokens)):
        cut = index and not sentences and _ends_dateline(tokens, index, text, offset)
        if cut or index + 1 == len(tokens) or _is_end(tokens, index, text, offset, tokenizer):
            sentences.append(Sentence(tokens[first].start, tokens[index].end, tokens[first : index + 1], kind))
            first = index + 1
    return tuple(sentences)


def _is_end(tokens: tuple[Token, ...], index: int, text: str, offset: int, tokenizer: Tokenizer) -> bool:
    token, after = tokens[index], tokens[index + 1]
    gap = text[token.end - offset : after.start - offset]
    if not gap:
        return False
    if "\n" in gap and gap.count("\n") > 1:
        return True
    back = index
    while back >= 0 and tokens[back].form in _CLOSERS:
        back -= 1
    if back < 0 or tokens[back].form not in _ENDS:
        return False
    if tokens[back].form == "." and back > 0 and tokens[back - 1].end == tokens[back].start:
        before = tokens[back - 1]
        if f"{before.form}." in tokenizer.abbreviations or _is_initial(before, text, offset):
            return False
    return _may_begin(tokens, index + 1, text, offset)


def _ends_dateline(tokens: tuple[Token, ...], index: int, text: str, offset: int) -> bool:
    """Tell whether a dash ends a dateline: a town in capitals, then a date, an agency in brackets, or both."""
    before = tokens[:index]
    if tokens[index].form not in _DASHES or index > _DATELINE or not before:
        return False
    first = next((place for place, token in enumerate(before) if token.form == "("), index)
    town = 0
    while town < first and (_is_upper(before[town], text, offset) or before[town].form in _BETWEEN_TOWNS):
        town += 1
    said = [token.form for token in before[town:first] if token.form != ","]
    agency = first < index and before[-1].form == ")"
    if not town or before[0].end - before[0].start < _TOWN or (first < index and not agency):
        return False
    dated = any(form.isdigit() for form in said) and sum(form.isalpha() for form in said) <= 1 and len(said) <= _DATE
    return dated and before[town].form == "," if said else agency


def _is_upper(token: Token, text: str, offset: int) -> bool:
    return text[token.start - offset : token.end - offset].isupper()


def _is_initial(token: Token, text: str, offset: int) -> bool:
    word = text[token.start - offset : token.end - offset]
    return len(word) == 1 and word.isupper()


def _may_begin(tokens: tuple[Token, ...], index: int, text: str, offset: int) -> bool:
    while index < len(tokens) and not tokens[index].form[0].isalnum():
        index += 1
    if index == len(tokens):
        return True
    char = text[tokens[index].start - offset]
    return not char.islower()
