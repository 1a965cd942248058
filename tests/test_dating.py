"""Which date of a sentence is the date of an act: its own, its operator's, that of the clause it hangs on."""

import pytest

from dragoman.dating import Place, date_of
from dragoman.language import load_language
from dragoman.model import Article, Block, Span
from dragoman.syntax import analyse
from dragoman.times import find_times

ROWS = [
    # language, sentence, the act's word, its operator's word, date, why
    ("en", "Poland expelled two envoys on Monday.", "expelled", "", "2022-01-17", "its own"),
    ("en", "Poland promised on Monday to send tanks.", "send", "promised", "2022-01-17", "of the promise"),
    ("en", "Poland promised on Monday to send tanks.", "send", "", "", "and not of the act"),
    ("en", "Poland met Estonia on Monday, offering tanks.", "offering", "", "2022-01-17", "a participle"),
    ("en", "On Monday Poland expelled two envoys and recalled its own.", "recalled", "", "2022-01-17", "a second verb"),
    ("en", "Poland expelled two envoys on Monday and recalled its own on Tuesday.", "recalled", "", "2022-01-18", "with its own"),
    ("en", "On Monday he visited Riga, where he met the premier.", "met", "", "2022-01-17", "where"),
    ("en", "On Monday, the president released two journalists.", "released", "", "2022-01-17", "opens the sentence"),
    ("en", "RIGA, Jan 17 - Poland expelled two envoys.", "expelled", "", "", "a dateline is no date of an act"),
    ("en", "Riga, Jan 17 - Poland expelled two envoys.", "expelled", "", "", "nor is one without capitals"),
    ("en", "Serbia, which on Monday hosted the envoys, closed the border.", "closed", "", "", "the day of a relative clause"),
    ("en", "Russia asked for answers when the ministers met on Monday.", "asked", "", "2022-01-17", "when they met"),
    ("en", "The accusations of Serbia came on Monday.", "accusations", "", "2022-01-17", "that it took place"),
    ("en", "The accusations of Serbia were rejected on Monday.", "accusations", "", "", "another act's day"),
    ("en", "Poland said on Monday that Belarus had closed the border.", "closed", "", "", "the day of the saying"),
    pytest.param(
        "uk", "У понеділок Польща вислала двох дипломатів, а Естонія закрила консульство.", "закрила", "", "2022-01-17", "друге дієслово",
        marks=pytest.mark.xfail(reason="the Ukrainian language settings do not list this conjunction among the coordinators"),
    ),
    ("uk", "У понеділок Польща вислала двох дипломатів, але Естонія закрила консульство.", "закрила", "", "2022-01-17", "але"),
    ("uk", "Польща у понеділок вислала двох дипломатів, а Естонія закрила консульство.", "закрила", "", "", "кожному своє"),
    ("uk", "Польща, яка в понеділок приймала гостей, вислала двох дипломатів.", "вислала", "", "", "день іншого речення"),
    ("uk", "У понеділок він відвідав Ригу, де пообіцяв допомогу.", "пообіцяв", "", "2022-01-17", "де"),
    ("uk", "Польща в понеділок відмовилася прийняти делегацію.", "прийняти", "відмовилася", "2022-01-17", "день відмови"),
    ("uk", "Звинувачення Польщі пролунали в понеділок.", "звинувачення", "", "2022-01-17", "відбулося"),
    ("uk", "Польща заявила в понеділок, що Білорусь закрила кордон.", "закрила", "", "", "день заяви"),
    ("ru", "В понедельник Польша выслала двух дипломатов, а Эстония закрыла консульство.", "закрыла", "", "2022-01-17", "второй глагол"),
    ("ru", "Польша, которая в понедельник принимала гостей, выслала двух дипломатов.", "выслала", "", "", "день другой клаузы"),
    ("ru", "В понедельник он посетил Ригу, где пообещал помощь.", "пообещал", "", "2022-01-17", "где"),
    ("ru", "Польша в понедельник отказалась принять делегацию.", "принять", "отказалась", "2022-01-17", "день отказа"),
    ("ru", "Польша заявила в понедельник, что Белоруссия закрыла границу.", "закрыла", "", "", "день заявления"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "word", "operator", "date", "why"), ROWS)
def test_date(code, text, word, operator, date, why):
    language = load_language(code)
    block = Block(kind="paragraph", span=Span(0, len(text)))
    article = Article(id="a", text=text, anchor="2022-01-19", blocks=(block,))
    analysis = analyse(article, language)
    sentence, frames = analysis.sentences[-1], analysis.frames[-1]  # a dateline is a sentence of its own
    heads = {token.form: index for index, token in enumerate(sentence.tokens)}
    frame = next(n for n, one in enumerate(frames) if one.head == heads[word])
    place = Place(heads[word], frame, operator=heads[operator] if operator else -1)
    found = date_of(place, sentence, frames, find_times(article, analysis, language), language)
    assert (found.value if found else "") == date, why
