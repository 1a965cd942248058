"""Which language is a text written in?

Letters decide first: a language names the letters that only it has and those it never has. Of a language in Latin
letters the commonest words of grammar decide. Where both leave a doubt a statistical identifier is asked, and what it
names has to be a language that is installed.
"""

from __future__ import annotations

import re
from collections import Counter

from .errors import LanguageError
from .language import alphabets, function_words, known_languages
from .model import Article
from .syntax import KEPT

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
_ENOUGH, _SHARE = 40, 0.28
_SURE = 0.004
_TOLERATED = 0.05


def identify(article: Article) -> str:
    """Return the code of the installed language an article is written in.

    Raises LanguageError where it is none of them.

    >>> from dragoman.model import Block, Span
    >>> text = "Посли зустрілися у Києві, щоб обговорити її пропозиції."
    >>> identify(Article(id="a", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),)))
    'uk'
    """
    text = _body(article)
    code = _by_letters(text) or _by_function_words(text) or _by_statistics(text)
    if code in known_languages():
        return code
    raise LanguageError(
        f"the text looks like language {code!r}, which is not installed ({', '.join(known_languages())} are): "
        "name the language with --language if this is wrong"
    )


def _body(article: Article) -> str:
    kept = [article.text[b.span.start : b.span.end] for b in article.blocks if b.span is not None and b.kind in KEPT]
    return "\n".join(kept)[:_SAMPLE] or article.text[:_SAMPLE]


def _by_letters(text: str) -> str:
    """Return the one language whose own letters are there and whose foreign letters are not, "" if there is none."""
    letters = Counter(char for char in text.lower() if char.isalpha())
    total = sum(letters.values())
    fitting: list[str] = []
    for code, alphabet in alphabets().items():
        if alphabet.get("script") == "Latin":
            continue
        own = sum(letters[char] for char in alphabet.get("own", ""))
        foreign = sum(letters[char] for char in alphabet.get("foreign", ""))
        if total and own / total > _SURE and foreign <= own * _TOLERATED:
            fitting.append(code)
    return fitting[0] if len(fitting) == 1 else ""


def _by_function_words(text: str) -> str:
    """Return the language whose words of grammar make up a good part of the text, "" for none."""
    words = _WORD.findall(text.lower())
    for code, known in function_words().items():
        if len(words) >= _ENOUGH and sum(word in known for word in words) / len(words) > _SHARE:
            return code
    return ""


def _by_statistics(text: str) -> str:
    import py3langid

    if not any(char.isalpha() for char in text):
        raise LanguageError("the text has no letters: give a page with text in " + ", ".join(known_languages()))
    code: str = py3langid.classify(text)[0]
    return code
