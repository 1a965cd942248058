"""Whose words a page holds: contributors, outlets, translations, and what is only a sign of them."""

import pytest

from dragoman.furniture import load_furniture
from dragoman.language import page_tables
from dragoman.model import Article
from dragoman.origin import find_origin
from dragoman.page import read_page

FURNITURE = load_furniture(page_tables())
OUTLETS = {"cnn": "CNN", "reuters": "Reuters", "рейтер": "Reuters", "the times": "Times", "укрінформ": "Ukrinform"}
DOMAINS = {"cnn.com": "CNN", "reuters.com": "Reuters"}
BODY = "Rain falls\n\nIt rained in Geneva.\n\nIt stopped.\n\n"
ТІЛО = "Іде дощ\n\nУ Женеві йшов дощ, повідомив речник.\n\nПотім він скінчився.\n\n"


def origin(text: str, url: str = "", published: str = "2022-01-11") -> Article:
    article = read_page(text, url=url, published=published, furniture=FURNITURE)
    return find_origin(article, FURNITURE, OUTLETS, domains=DOMAINS)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Roe of CNN contributed to this report.", ("Jane Roe",)),
        ("CNN's Jane Roe, John van Doe and Ann O'Neil contributed to this report.", ("Jane Roe", "John van Doe", "Ann O'Neil")),
        ("Reporting by Jane Roe in Geneva; editing by John Doe", ("Jane Roe",)),
        ("Reporting by Jane Roe in Geneva and John Doe; Additional reporting by Max Moe; editing by Ann Poe", ("Jane Roe", "John Doe", "Max Moe")),
        ("Additional reporting by Jane Roe and Max Moe", ("Jane Roe", "Max Moe")),
        ("Анна Чернова та Вероніка Приклад з CNN зробили внесок у цю доповідь.", ("Анна Чернова", "Вероніка Приклад")),
        ("Анна Чернова та Вероніка Приклад з CNN внесли свій внесок у цей звіт.", ("Анна Чернова", "Вероніка Приклад")),
        ("Журналістки CNN Анна Чернова та Вероніка Приклад зробили свій внесок у цей матеріал.", ("Анна Чернова", "Вероніка Приклад")),
        ("Анна Чернова и Вероника Пример из CNN внесли свой вклад в этот отчет.", ("Анна Чернова", "Вероника Пример")),
        ("За участю Олени Бондаренко та Івана Петренка", ("Олена Бондаренко", "Іван Петренко")),
        ("Над матеріалом працювали Олена Бондаренко, Іван Петренко", ("Олена Бондаренко", "Іван Петренко")),
        ("При участии Анны Черновой и Сергея Иванова", ("Анна Чернова", "Сергей Иванов")),
        ("В подготовке материала участвовали Мария Ким и Пётр Сидоров.", ("Мария Ким", "Пётр Сидоров")),
        ("При участии корреспондентов в Женеве и Киеве.", ()),
    ],
)  # fmt: skip
def test_contributors(line, names):
    article = origin((BODY if line.isascii() else ТІЛО) + line)
    assert article.contributor == names
    assert article.blocks[-1].kind == "contributors"


def test_a_translated_copy_says_whose_it_is():
    article = origin(ТІЛО + "Ця історія була оновлена.\n\nАнна Чернова з CNN зробила внесок у цю доповідь.")
    assert (article.derivation, article.is_based_on) == ("translated", "CNN")
    assert all(article.text[e.span.start : e.span.end].strip() and e.score for e in article.origin)


@pytest.mark.parametrize(
    "tail",
    [
        "Эта история была обновлена.\n\nАнна Чернова и Вероника Пример из CNN внесли свой вклад в этот отчет.",
        "Ця стаття була оновлена.\n\nАнна Чернова з CNN внесла свій внесок у цей звіт.\n\nYou May Also Like",
    ],
)
def test_other_wordings_of_a_translated_copy(tail):
    article = origin(ТІЛО + tail)
    assert (article.derivation, article.is_based_on) == ("translated", "CNN")


def test_one_word_to_an_outlet_is_evidence_and_no_more():
    article = origin(BODY + "It will rain again, a diplomat told Reuters.")
    assert (article.derivation, article.is_based_on, article.publisher) == ("", "", "")
    assert [e.rule for e in article.origin] == ["en.origin.told"]


def test_an_agency_story_on_another_page_is_syndicated():
    text = "Rain falls\n\nGENEVA (Reuters) - It rained in Geneva.\n\nIt stopped."
    assert origin(text, url="https://example.org/a").is_based_on == "Reuters"
    assert origin(text, url="https://example.org/a").derivation == "syndicated"
    assert origin(text, url="https://www.reuters.com/a").derivation == ""


def test_a_stated_translation():
    article = origin(ТІЛО + "Джерело: Reuters\n\nПереклад з англійської", url="https://example.org/a")
    assert (article.derivation, article.is_based_on) == ("translated", "Reuters")


def test_a_word_to_an_outlet_in_another_headline_is_nothing():
    article = origin(BODY + "READ ALSO: Snow is coming, minister told Reuters")
    assert article.origin == ()


def test_the_anchor_is_the_original_date():
    article = origin(BODY + "Originally published on January 9, 2022.")
    assert (article.date_published, article.anchor) == ("2022-01-11", "2022-01-09")
    assert origin(BODY).anchor == "2022-01-11"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (BODY + "The prime pastor of Estonia told the UN security gathering about human privileges.", ["en.origin.spun"] * 3),
        (ТІЛО + "Про це говорили на засіданні Ради захищеності ООН.", ["uk.origin.spun"]),
        ("Идёт дождь\n\nВ Женеве шёл дождь.\n\nОб этом сказали на заседании Совета сохранности ООН.", ["ru.origin.spun"]),
        (ТІЛО + "Мiнiстри pозійшлися.", ["page.mixed-script", "page.mixed-script"]),
        (BODY + "The mini\N{ZERO WIDTH SPACE}sters left.", ["page.unseen-letter"]),
        (BODY + "The prime minister of Estonia told the UN Security Council about human rights.", []),
        (ТІЛО + "НАТО, iPhone та COVID-19 у звіті ОБСЄ.", []),
    ],
)  # fmt: skip
def test_signs_of_spinning_are_evidence_and_no_verdict(text, rules):
    article = origin(text)
    assert [e.rule for e in article.origin if "told" not in e.rule] == rules
    assert all(e.score and e.score < 0.5 for e in article.origin)
    assert article.derivation == ""
