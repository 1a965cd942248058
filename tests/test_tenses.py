"""Tense beside a time: the clause decides, and what it hangs on."""

import pytest

from dragoman.ident import article_id
from dragoman.language import load_language
from dragoman.model import Article, Block, Span
from dragoman.syntax import analyse
from dragoman.times import find_times

CASES = [
    # code, text, values as read on Wednesday 2022-01-19
    ("en", "The leaders agreed to meet again in Berlin on Friday.", ["2022-01-21"]),
    ("en", "Talks scheduled for Friday were postponed on Tuesday.", ["2022-01-21", "2022-01-18"]),
    ("en", "Macron, who visited Moscow on Monday, will see Scholz on Friday.", ["2022-01-17", "2022-01-21"]),
    ("en", "He warned on Monday that Russia could invade by Friday.", ["2022-01-17", "../2022-01-21"]),
    ("en", "The president announced on Monday that he will visit Kyiv.", ["2022-01-17"]),
    ("uk", "Лідери домовилися зустрітися в Берліні у п'ятницю.", ["2022-01-21"]),
    ("uk", "Переговори, заплановані на п'ятницю, перенесли у вівторок.", ["2022-01-21", "2022-01-18"]),
    (
        "uk",
        "Макрон, який відвідав Москву у понеділок, зустрінеться з Шольцом у п'ятницю.",
        ["2022-01-17", "2022-01-21"],
    ),
    ("uk", "Заклик скласти зброю в середу відкинули повстанці.", ["2022-01-19"]),
    ("ru", "Лидеры договорились встретиться в Берлине в пятницу.", ["2022-01-21"]),
    ("ru", "Переговоры, намеченные на пятницу, перенесли во вторник.", ["2022-01-21", "2022-01-18"]),
    ("ru", "Посольства будут закрыты в пятницу.", ["2022-01-21"]),
    ("uk", "Посольства будуть закриті в п'ятницю.", ["2022-01-21"]),
    ("ru", "Призыв сложить оружие отвергнут в понедельник повстанцами.", ["2022-01-17"]),
]


@pytest.mark.parametrize(("code", "text", "wanted"), CASES)
def test_the_verb_decides(code, text, wanted):
    language = load_language(code)
    blocks = (Block(kind="paragraph", span=Span(0, len(text))),)
    article = Article(id=article_id(text), text=text, anchor="2022-01-19", blocks=blocks)
    assert [time.value for time in find_times(article, analyse(article, language), language)] == wanted
