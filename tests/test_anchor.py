"""From which day an article speaks: the page's date, unless the words of the text tell another."""

import pytest

from dragoman.anchor import settle_anchor
from dragoman.ident import article_id
from dragoman.language import load_language
from dragoman.model import Article, Block, Span
from dragoman.syntax import analyse
from dragoman.times import find_times


def settled(code, text, anchor="", **fields):
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind="paragraph", span=Span(start, start + len(line))))
        start += len(line) + 1
    article = Article(
        id=article_id(text), text=text, anchor=anchor, anchor_rule="page.metadata" if anchor else "",
        date_published=anchor, blocks=tuple(blocks), **fields,
    )  # fmt: skip
    language = load_language(code)
    return settle_anchor(article, analyse(article, language), language)


ROWS = [
    # language, text, the page's date, anchor, rule, why
    (
        "en",
        "GENEVA, Jan 12 (Reuters) - Envoys met on Monday.",
        "2022-01-20",
        "2022-01-12",
        "text.dateline",
        "a late copy",
    ),
    ("en", "GENEVA, Jan 12 - Envoys met on Monday.", "2022-01-12", "2022-01-12", "page.metadata", "they agree"),
    ("en", "GENEVA, Jan 12 - Envoys met on Monday.", "2022-01-13", "2022-01-12", "text.dateline", "the original's day"),
    (
        "en",
        "GENEVA, Dec 30 (Reuters) - Envoys met on Monday.",
        "2022-01-03",
        "2021-12-30",
        "text.dateline",
        "over New Year",
    ),
    (
        "en",
        "GENEVA, Jan 12 - Envoys met on Monday.",
        "2023-06-01",
        "2023-06-01",
        "page.metadata",
        "far off, and no more clues",
    ),
    (
        "en",
        "GENEVA, Jan 12 - Envoys met on Wednesday, January 12. The war began on 24 February 2021.",
        "2023-06-01",
        "2022-01-12",
        "text.dateline",
        "the weekday chooses the year",
    ),
    ("en", "Envoys met on Wednesday, January 12.", "2022-01-19", "2022-01-19", "page.metadata", "the weekday agrees"),
    ("en", "Envoys met today, January 12, in Geneva.", "2022-01-14", "2022-01-12", "text.today", "today has a date"),
    (
        "en",
        "Envoys met yesterday (January 12) in Geneva.",
        "2022-01-13",
        "2022-01-13",
        "page.metadata",
        "yesterday agrees",
    ),
    (
        "en",
        '"Today, January 12, we begin," he recalled on Monday.',
        "2022-02-14",
        "2022-02-14",
        "page.metadata",
        "a quotation's today",
    ),
    (
        "en",
        "The Geneva talks of January 12 - a failure - are over.",
        "2022-01-20",
        "2022-01-20",
        "page.metadata",
        "no dateline",
    ),
    (
        "en",
        "GENEVA, Jan 12, 2022 (Reuters) - Envoys met on Monday.",
        "",
        "2022-01-12",
        "text.dateline",
        "a page without a date",
    ),
    ("en", "GENEVA, Jan 12 (Reuters) - Envoys met on Monday.", "", "", "", "no year: say nothing"),
    (
        "en",
        "GENEVA, Jan 12 - Envoys met on Wednesday, January 12. The war began on 24 February 2021.",
        "",
        "2022-01-12",
        "text.dateline",
        "the year follows from a weekday and a date before it",
    ),
    ("en", "Envoys met on Monday.", "", "", "", "nothing tells the day"),
    (
        "uk",
        "БРЮССЕЛЬ, 15 грудня – Сторони зустрілися у вівторок.",
        "2021-12-20",
        "2021-12-15",
        "text.dateline",
        "копія пізніша",
    ),
    (
        "uk",
        "Київ. 12 січня. УНІАН. Сторони зустрілися у вівторок.",
        "2022-01-14",
        "2022-01-12",
        "text.dateline",
        "крапки",
    ),
    (
        "uk",
        "Сьогодні, 12 січня, у Брюсселі зібралася рада.",
        "2022-01-14",
        "2022-01-12",
        "text.today",
        "сьогодні з датою",
    ),
    ("uk", "Учора, 12 січня, у Брюсселі зібралася рада.", "2022-01-14", "2022-01-13", "text.today", "учора з датою"),
    ("uk", "Завтра, 15 січня, у Брюсселі збереться рада.", "2022-01-14", "2022-01-14", "page.metadata", "збіг"),
    (
        "uk",
        "«Сьогодні, 24 лютого, ми почали», – сказав він.",
        "2022-05-14",
        "2022-05-14",
        "page.metadata",
        "чуже сьогодні",
    ),
    ("uk", "У середу, 12 січня, зібралася рада.", "2022-01-14", "2022-01-14", "page.metadata", "день тижня збігся"),
    (
        "uk",
        "У середу, 12 січня, зібралася рада. У четвер, 13 січня, вона завершила роботу.",
        "2024-01-14",
        "",
        "text.contradicts",
        "два дні тижня проти року",
    ),
    (
        "uk",
        "У середу, 12 січня, зібралася рада. У четвер, 13 січня, вона завершила роботу.",
        "2024-01-14",
        "2022-01-14",
        "page.address",
        "рік з адреси сторінки",
    ),
    (
        "ru",
        "МОСКВА, 15 фев — РИА Новости. Стороны встретились во вторник.",
        "2022-02-18",
        "2022-02-15",
        "text.dateline",
        "тире",
    ),
    (
        "ru",
        "МОСКВА, 12 января. /ТАСС/. Стороны встретились во вторник.",
        "2022-01-15",
        "2022-01-12",
        "text.dateline",
        "косые",
    ),
    (
        "ru",
        "Сегодня, 12 января, в Брюсселе собрался совет.",
        "2022-01-14",
        "2022-01-12",
        "text.today",
        "сегодня с датой",
    ),
    ("ru", "В среду, 12 января, собрался совет.", "2022-01-13", "2022-01-13", "page.metadata", "день недели совпал"),
    ("ru", "Договор от 12 января – основа мира.", "2022-01-20", "2022-01-20", "page.metadata", "не выходные данные"),
]


@pytest.mark.parametrize(("code", "text", "page", "anchor", "rule", "why"), ROWS)
def test_anchor(code, text, page, anchor, rule, why):
    url = "https://example.org/2022/01/14/rada" if rule == "page.address" else ""
    article = settled(code, text, page, url=url)
    assert (article.anchor, article.anchor_rule) == (anchor, rule), why


def test_the_words_that_decided_are_kept():
    article = settled("uk", "БРЮССЕЛЬ, 15 грудня – Сторони зустрілися у вівторок.", "2021-12-20")
    (proof,) = article.origin
    assert (article.text[proof.span.start : proof.span.end], proof.rule) == ("15 грудня", "text.dateline")
    language = load_language("uk")
    assert [t.value for t in find_times(article, analyse(article, language), language)][-1] == "2021-12-14"


def test_the_address_of_the_page_is_a_candidate():
    text = "Envoys met on Wednesday, January 12."
    assert settled("en", text, url="https://example.org/2022/01/13/envoys").anchor == "2022-01-13"
    assert settled("en", text, url="https://example.org/20991399/envoys").anchor == ""
    assert settled("en", "Envoys met on Monday.", url="https://example.org/20220113/envoys").anchor == "2022-01-13"


def test_what_contradicts_the_page_is_kept():
    text = "У середу, 12 січня, зібралася рада. У четвер, 13 січня, вона завершила роботу."
    article = settled("uk", text, "2024-01-14")
    assert [article.text[e.span.start : e.span.end] for e in article.origin] == [
        "У середу, 12 січня",
        "У четвер, 13 січня",
    ]


def test_settled_twice_is_settled_once():
    first = settled("en", "GENEVA, Jan 12 (Reuters) - Envoys met on Monday.", "2022-01-20")
    language = load_language("en")
    assert settle_anchor(first, analyse(first, language), language) == first
