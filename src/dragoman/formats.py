"""By which names does a language call the formats of talks?

``languages/<xx>/formats.tsv`` lists them: the format's id (``common/formats.tsv``) and the words, in lower case; a word
with ``*`` at its end stands for every form that begins so (``strategic stability dialogue*``).
"""

from __future__ import annotations

from functools import cache

from .errors import DataError
from .folder import root, rows
from .language import Language, load_common, load_language
from .sentences import tokenize

_STAR = "*"
Name = tuple[str, tuple[str, ...]]


@cache
def _names(code: str) -> dict[str, tuple[Name, ...]]:
    """Return the names of a language's formats, each with its format's id, by the first letter."""
    known = load_common().formats
    found: dict[str, list[Name]] = {}
    for line, (key, name) in rows(root().joinpath(code), "formats.tsv", 2):
        words = tuple(form for word in name.split() for form in _forms(word, load_language(code)))
        if key not in known or not words:
            problem = f"format {key!r} is not in common/formats.tsv" if words else "a format without a name"
            raise DataError(problem, file=f"{code}/formats.tsv", line=line)
        found.setdefault(words[0][:1], []).append((key, words))
    return {letter: tuple(names) for letter, names in found.items()}


def _forms(word: str, language: Language) -> list[str]:
    """Return the tokens of a word of a name; the star goes with the last."""
    tokens = tokenize(word.rstrip(_STAR), language.tokenizer)
    forms = [piece for token in tokens for piece in _pieces(token.form)]
    return [*forms[:-1], forms[-1] + _STAR] if forms and word.endswith(_STAR) else forms


def _pieces(form: str) -> list[str]:
    """Return a token cut at its hyphens: a summit of two may be written with a hyphen or with a dash."""
    return form.replace("-", " - ").split()


def formats_named(forms: tuple[str, ...], language: Language) -> frozenset[str]:
    """Return the ids of the formats that some words name; ``forms`` are folded tokens in text order.

    >>> sorted(formats_named(("the", "strategic", "stability", "dialogue"), load_language("en")))
    ['SSD']
    """
    names = _names(language.code)
    pieces = [piece for form in forms for piece in _pieces(form)]
    return frozenset(
        key
        for index, form in enumerate(pieces)
        for key, words in names.get(form[:1], ())
        if len(pieces) - index >= len(words) and all(map(_fits, words, pieces[index : index + len(words)]))
    )


def _fits(word: str, form: str) -> bool:
    return form.startswith(word[:-1]) if word.endswith(_STAR) else form == word
