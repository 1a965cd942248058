"""Quantities: the examples and counter-examples of each language."""

import pytest

from dragoman.ident import article_id
from dragoman.language import load_language
from dragoman.model import Article, Block, Span
from dragoman.quantities import find_quantities
from dragoman.syntax import analyse

LANGUAGES = ("en", "ru", "uk")


def quantities(code: str, text: str) -> list[str]:
    language = load_language(code)
    blocks = (Block(kind="paragraph", span=Span(0, len(text))),)
    article = Article(id=article_id(text), text=text, anchor="2022-01-19", blocks=blocks)
    found = find_quantities(article, analyse(article, language), language)
    return [" ".join(filter(None, (f"{q.value:.15g}", q.unit, q.bound))) for q in found]


def cases(name: str) -> list:
    rows = []
    for code in LANGUAGES:
        table = load_language(code).times.get("quantities", {}).get(name, {})
        if name == "examples":
            rows += [pytest.param(code, text, value, id=f"{code}: {text}") for text, value in table.items()]
        else:
            rows += [pytest.param(code, text, id=f"{code}: not {text}") for text in table.get("1", ())]
    return rows


@pytest.mark.parametrize(("code", "text", "value"), cases("examples"))
def test_examples(code, text, value):
    found = quantities(code, text)
    assert len(found) == 1
    for ours, wanted in zip(found[0].split(), value.split(), strict=True):
        assert ours[:5] == wanted[:5]  # a noun outside the lexicon keeps the form it has in the text


@pytest.mark.parametrize(("code", "text"), cases("not"))
def test_counter_examples(code, text):
    assert quantities(code, text) == []
