"""Do some words speak of a theme?

A theme is words of the user's own, in the language of the page; words are compared by their stems.
"""

from __future__ import annotations

from ..errors import LanguageError
from ..language import load_language
from ..sentences import tokenize
from .pages import stems_of


def on_theme(words: str, theme: str, language: str) -> bool:
    """Tell whether every word of a theme stands in some words, in any of its forms.

    >>> on_theme("sanctions on two banks", "bank sanction", "en"), on_theme("sanctions", "bank", "en")
    (True, False)
    """
    if not theme.strip():
        return True
    try:
        tokenizer = load_language(language).tokenizer
    except LanguageError:
        return theme.casefold() in words.casefold()
    here = frozenset(stem for token in tokenize(words, tokenizer, offset=0) for stem in stems_of(token))
    wanted = [stems_of(token) for token in tokenize(theme, tokenizer, offset=0) if token.form[0].isalnum()]
    return all(stems & here for stems in wanted)
