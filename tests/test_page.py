"""Pages become articles: every line typed, furniture named, dates checked."""

import pytest

from dragoman.errors import DateError, InputError
from dragoman.furniture import find_signs, load_furniture, match_line
from dragoman.language import page_tables
from dragoman.page import read_page

FURNITURE = load_furniture(page_tables())

FARM = """Міністри обговорять безпеку наступного тижня

Міністри двох держав зустрінуться в Женеві, повідомив у суботу речник уряду.
Опозиція вимагає пояснень.

READ\N{NO-BREAK SPACE} Сніг закрив три перевали

Речник сказав, що порядок денний ще не погоджено.

Ця історія була оновлена.

Олена Приклад та Іван Зразок з CNN зробили внесок у цю доповідь.

You May Also Like

Сніг закрив три перевали

About the Author: Jane Roe

"Любить каву. Пише про все на світі".

Залишити відповідь

Ваша e-mail адреса не оприлюднюватиметься. Обов’язкові поля позначені *"""


def kinds(text, **options):
    article = read_page(text, furniture=FURNITURE, **options)
    return [block.kind for block in article.blocks]


def test_a_farm_page_comes_apart():
    assert kinds(FARM) == [
        "title", "paragraph", "paragraph", "read-also", "paragraph", "update-notice", "contributors",
        "related", "related", "author-box", "author-box", "comment-form", "comment-form",
    ]  # fmt: skip


def test_plain_text_is_kept_to_the_character():
    article = read_page("  \n" + FARM + "\n\n", furniture=FURNITURE)
    assert article.text == "  \n" + FARM + "\n\n"
    title = article.blocks[0].span
    assert article.text[title.start : title.end] == article.headline == "Міністри обговорять безпеку наступного тижня"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain falls\n\nGENEVA, Jan 11 - It rained.\n\nIt stopped.", ["title", "paragraph", "paragraph"]),
        ("Rain falls\nBy Jane Roe\nJan 11, 2022\nIt rained in Geneva.", ["title", "byline", "dateline", "paragraph"]),
        ("It rained in Geneva. It stopped.", ["paragraph"]),
        ("Rain falls\n\nIt rained.\n\nREAD ALSO: Snow\n\nIt stopped.", ["title", "paragraph", "read-also", "paragraph"]),
        ("Дождь\n\nШел дождь.\n\nЧитайте также:\n\nСнег закрыл перевал\n\nДождь кончился.",
         ["title", "paragraph", "read-also", "read-also", "paragraph"]),
        ("Дощ\n\nЙшов дощ.\n\nПідписуйтесь на наш канал\n\nЧитайте також\n\nСніг\n\nГрад",
         ["title", "paragraph", "newsletter", "read-also", "read-also", "paragraph"]),
        ("Rain\n\nIt rained.\n\n• It was wet\n\n• It was cold", ["title", "paragraph", "list", "list"]),
    ],
)  # fmt: skip
def test_shapes(text, expected):
    assert kinds(text) == expected


def test_wrapped_text_is_joined():
    line = "The two ministers met in Geneva on Monday and talked for more than"
    text = "Rain\n\n" + "\n".join([line] * 6) + "\nfour hours.\n\n" + "\n".join([line] * 3) + "\nan hour."
    assert kinds(text) == ["title", "paragraph", "paragraph"]


def test_byline_and_date_are_read():
    article = read_page("Rain\nBy Jane Roe and John Doe\n11 January 2022\nIt rained.\nIt stopped.", furniture=FURNITURE)
    assert article.author == ("Jane Roe", "John Doe")
    assert (article.date_published, article.anchor, article.anchor_rule) == (
        "2022-01-11",
        "2022-01-11",
        "page.dateline",
    )


def test_the_date_given_wins():
    article = read_page("Rain\n11 January 2022\nIt rained.\nMore.", published="2021-12-28", furniture=FURNITURE)
    assert (article.date_published, article.anchor_rule) == ("2021-12-28", "given")


@pytest.mark.parametrize(
    "date", ["28.12.2021", "2021-13-01", "2021-02-30", "1492-10-12", "9999-01-01", "yesterday", "2021-1-1"]
)
def test_an_absurd_date_is_refused_in_one_line(date):
    with pytest.raises(DateError) as error:
        read_page("Rain.", published=date, furniture=FURNITURE)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", " \n ", "***\n---"])
def test_a_page_without_words_is_refused(text):
    with pytest.raises(InputError):
        read_page(text, furniture=FURNITURE)


def rows(what, key):
    return [
        (row["id"], row.get("kind", ""), text)
        for table in page_tables()
        for row in table.get(what, ())
        for text in row.get(key, ())
    ]


@pytest.mark.parametrize(("rule", "kind", "text"), rows("line", "examples"))
def test_every_line_rule_fits_its_examples(rule, kind, text):
    found = match_line(text, FURNITURE)
    assert found is not None
    assert found.rule.kind == kind


@pytest.mark.parametrize(("rule", "kind", "text"), rows("line", "not"))
def test_no_line_rule_fits_its_counter_examples(rule, kind, text):
    assert match_line(text, FURNITURE) is None


@pytest.mark.parametrize(("rule", "kind", "text"), rows("sign", "examples"))
def test_every_sign_is_found_in_its_examples(rule, kind, text):
    assert rule in [found.rule.id for found in find_signs(text, FURNITURE)]
