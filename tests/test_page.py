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


def test_menus_of_a_crawl_are_no_title():
    text = "Home\n\nWorld\n\nPolitics\n\nSport\n\nMinisters meet in Geneva for talks on security\n\nIt rained in Geneva on that day.\n\nIt stopped.\n\nAbout us\n\nContact\n\nJobs\n\nImprint"
    article = read_page(text, furniture=FURNITURE)
    assert article.headline == "Ministers meet in Geneva for talks on security"
    assert kinds(text) == ["navigation"] * 4 + ["title", "paragraph", "paragraph"] + ["navigation"] * 4


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


@pytest.mark.parametrize(("rule", "kind", "text"), rows("sign", "not"))
def test_no_sign_is_found_in_its_counter_examples(rule, kind, text):
    assert rule not in [found.rule.id for found in find_signs(text, FURNITURE)]


PARAGRAPHS = """
<p>GENEVA, Jan 11 - The two ministers met in Geneva on Monday, and they talked for more than four hours about security.</p>
<p>Neither side announced a result, but both said that they would meet again in two weeks, diplomats told reporters.</p>
<p>The delegations had arrived on Sunday.</p>
<h2>What comes next</h2>
<p>A second round is planned for the end of the month, an official of the host country said on condition of anonymity.</p>
"""
HTML = f"""<!doctype html><html lang="en-GB"><head><title>Ministers meet - Example News</title>
<meta property="og:title" content="Ministers meet"><meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://example.org/a">
<script type="application/ld+json">{{"@graph": [{{"@type": "Organization", "@id": "#o", "name": "Example News"}},
 {{"@type": "NewsArticle", "headline": "Ministers meet", "datePublished": "2022-01-11T09:30:00+01:00",
 "dateModified": "2022-01-12", "author": [{{"name": "Jane Roe"}}, {{"name": "John Doe"}}], "publisher": {{"@id": "#o"}},}}]}}
</script></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<main><article><h1>Ministers meet</h1><div class="byline">By Jane Roe</div>
<div class="article-body">{PARAGRAPHS}
<figure><img src="x.jpg"><figcaption>The ministers shake hands before the talks in Geneva began.</figcaption></figure>
<div class="related-links"><a href="/x">Snow closes three passes in the Alps</a></div>
<ul><li>First, the guns fall silent.</li><li>Then prisoners are exchanged.</li></ul>
<table><tr><th>Side</th><th>Soldiers</th></tr><tr><td>North</td><td>8,500</td></tr></table>
<blockquote><p>We shall come back when there is something to sign.</p></blockquote>
<p>Talks of this kind have been held four times since the autumn, and none of them has ended with a signature so far.</p>
<p>Ann Poe contributed to this report.</p></div></article>
<section id="comments"><p>I was there and I saw nothing of the sort, believe me, they never even met at all that day.</p></section>
</main><footer><p>Copyright 2022 Example News. All rights reserved. Nothing may be copied without permission.</p></footer>
</body></html>"""


def by_kind(article, kind):
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == kind and b.span]


def test_html_comes_apart_by_structure():
    article = read_page(HTML, url="https://example.org/a", furniture=FURNITURE)
    assert by_kind(article, "title") == ["Ministers meet"]
    assert len(by_kind(article, "paragraph")) == 6
    assert by_kind(article, "list") == ["First, the guns fall silent.", "Then prisoners are exchanged."]
    assert by_kind(article, "table") == ["Side\tSoldiers", "North\t8,500"]
    assert by_kind(article, "quote") == ["We shall come back when there is something to sign."]
    assert by_kind(article, "caption") == ["The ministers shake hands before the talks in Geneva began."]
    assert by_kind(article, "contributors") == ["Ann Poe contributed to this report."]
    assert "I was there" not in article.text
    assert {b.kind for b in article.blocks if b.span is None} == {"navigation", "byline", "comment-form", "related"}


def test_html_says_what_it_is():
    article = read_page(HTML, url="https://example.org/a", furniture=FURNITURE)
    assert (article.headline, article.author, article.publisher) == (
        "Ministers meet",
        ("Jane Roe", "John Doe"),
        "Example News",
    )
    assert (article.date_published, article.date_modified) == ("2022-01-11T09:30:00+01:00", "2022-01-12")
    assert (article.in_language, article.anchor, article.anchor_rule) == ("en", "2022-01-11", "page.metadata")
    assert article.is_based_on == ""


def test_a_canonical_address_elsewhere_is_a_copy():
    assert read_page(HTML, url="https://farm.invalid/b", furniture=FURNITURE).is_based_on == "https://example.org/a"


def test_every_path_leads_to_the_words_of_its_block():
    from selectolax.lexbor import LexborHTMLParser

    article, tree = read_page(HTML, furniture=FURNITURE), LexborHTMLParser(HTML)
    for block in article.blocks:
        node = tree.css_first(block.path)
        words = article.text[block.span.start : block.span.end] if block.span else ""
        assert " ".join(words.split()) in " ".join(node.text(separator=" ").split())


def test_a_live_blog_is_said_to_be_one():
    live = HTML.replace('"NewsArticle"', '"LiveBlogPosting"')
    article = read_page(live, furniture=FURNITURE)
    assert [b.reason for b in article.blocks if b.kind == "title"] == ["page.live"]
    assert article.derivation == ""


SENTENCE = "The two ministers met in Geneva on Monday, and they talked for more than four hours about security."
CARD = f"<article><h2>Rain falls on the lake again</h2><p>{SENTENCE}</p></article>"


def reason(page):
    """Return what a page says of itself beside its title."""
    article = read_page(page, furniture=FURNITURE)
    return next(b.reason for b in article.blocks if b.kind == "title" and b.reason != "standfirst")


@pytest.mark.parametrize(
    ("stamps", "live"),
    [
        (["14:05", "13:50 GMT", "13.20", "12:40", "11:15"], True),
        (["2.05pm", "1.50pm GMT", "1.20 p.m.", "12.40pm", "11.15am"], True),
        (["14:05", "13:50"], False),
        (["14 ministers", "13 states", "12 points", "11 days", "10 towns"], False),
    ],
)
def test_a_running_report_is_known_by_its_clock_times(stamps, live):
    entries = "".join(f"<h3>{stamp}</h3><p>{SENTENCE}</p>" for stamp in stamps)
    page = f"<html><head><title>Talks</title></head><body><main><h1>Talks</h1>{entries}</main></body></html>"
    assert (reason(page) == "page.live") == live


@pytest.mark.parametrize(
    ("body", "several"),
    [
        (f"<h1>News</h1><div class='items'>{CARD * 5}</div>", True),
        (f"<h1>News</h1><ul><li>{'</li><li>'.join([CARD] * 6)}</li></ul>", True),
        (f"<h1>Talks</h1>{f'<p>{SENTENCE}</p>' * 9}<div>{CARD * 4}</div>", False),
        (f"<article><h1>Talks</h1>{f'<p>{SENTENCE}</p>' * 5}</article>", False),
    ],
)
def test_several_articles_on_one_page_are_said(body, several):
    page = f"<html><head><title>News</title></head><body><main>{body}</main></body></html>"
    assert (reason(page) == "page.several-articles") == several


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Rain falls\nBy Jane Roe\n{SENTENCE}\n\nSnow falls\nBy John Doe\n{SENTENCE}\n\nHail falls\nBy Max Moe\n{SENTENCE}",
         "page.several-articles"),
        (f"Дощ іде\n11 січня 2022\n{SENTENCE}\n\nСніг іде\n12 січня 2022\n{SENTENCE}\n\nГрад іде\n13 січня 2022\n{SENTENCE}",
         "page.several-articles"),
        (f"Rain falls\nBy Jane Roe\n11 January 2022\n{SENTENCE}\n{SENTENCE}", ""),
        (f"Дождь\n14:05 Первое\n{SENTENCE}\n14:20 Второе\n{SENTENCE}\n14:40 Третье\n{SENTENCE}", "page.live"),
    ],
)  # fmt: skip
def test_plain_text_of_several_articles_is_said(text, expected):
    assert reason(text) == expected


def test_a_wrapper_that_only_sounds_like_comments_is_the_article():
    page = HTML.replace("<main>", '<main class="has-comments sidebar-right">')
    assert len(by_kind(read_page(page, furniture=FURNITURE), "paragraph")) == 6


def test_one_of_several_articles_is_read():
    other = (
        "<article><h2>Snow</h2>"
        + "<p>Snow closed three passes in the Alps on Tuesday, and the army was called in to help.</p>" * 3
    )
    page = HTML.replace("</article>", "</article>" + other * 3 + "</article>", 1)
    assert "Snow closed" not in read_page(page, furniture=FURNITURE).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><frameset><frame src=x></frameset></html>",
        "<p> </p><div></div>",
        "<!doctype html><script>x</script>",
    ],
)
def test_html_without_an_article_is_refused(page):
    with pytest.raises(InputError):
        read_page(page, furniture=FURNITURE)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 4000 + "It rained.",
        "<p>" + "<b>" * 2000 + "It rained.",
        "<table>" * 300 + "It rained.",
        HTML[: len(HTML) // 2],
        HTML[900:],
    ],
)
def test_broken_html_is_read(page):
    assert read_page(page, furniture=FURNITURE).text


def test_two_readings_are_equal():
    assert read_page(HTML, furniture=FURNITURE) == read_page(HTML, furniture=FURNITURE)


def test_paragraphs_that_stand_apart_and_look_alike_are_one_article():
    lines = [f"Ministers spoke about point {n} of the agenda for an hour and parted without a paper." for n in range(9)]
    parts = ["".join(f'<p class="text">{line}</p>' for line in lines[n : n + 3]) for n in (0, 3, 6)]
    poll = (
        '<div class="poll"><span>Who will win?</span>' + "<label>One of the many answers to it</label>" * 40 + "</div>"
    )
    body = "".join(f'<div class="chunk"><div class="inner">{part}</div></div>{poll}' for part in parts)
    other = f'<article><h1>Rain falls</h1><div class="inner"><p class="text">{lines[0][::-1]}.</p></div></article>'
    page = f"<body><main><article><h1>Talks end</h1>{body}</article>{other}</main></body>"
    article = read_page(page, furniture=FURNITURE)
    kept = [article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "paragraph"]
    assert [line for line in lines if line not in kept] == []
    assert lines[0][::-1] + "." not in kept


def test_a_paragraph_hidden_from_screen_readers_is_read():
    first = "<p>Ministers spoke for four hours on Monday and parted without a paper, a spokesman said.</p>"
    page = (
        f'<body><h1>Talks end</h1>{first}<p aria-hidden="true" class="paywall">The next round is in spring.</p></body>'
    )
    article = read_page(page, furniture=FURNITURE)
    assert "The next round is in spring." in [
        article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "paragraph"
    ]


TAILS = {
    "de": ("LESEN SIE AUCH: Regen in Genf", "Anzeige", "Schlagwörter: Genf, Gespräche", "Teilen", "Schreibe einen Kommentar",
           "Deine E-Mail-Adresse wird nicht veröffentlicht."),
    "pl": ("Czytaj także: Deszcz w Genewie", "REKLAMA", "Tagi: Genewa, rozmowy", "Udostępnij", "Dodaj komentarz",
           "Twój adres e-mail nie zostanie opublikowany."),
    "fr": ("À lire aussi : La pluie tombe", "Publicité", "Étiquettes : Genève", "Partager", "Laisser un commentaire",
           "Votre adresse e-mail ne sera pas publiée."),
    "es": ("Lea también: Llueve en Ginebra", "Publicidad", "Etiquetas: Ginebra", "Compartir", "Deja una respuesta",
           "Tu dirección de correo electrónico no será publicada."),
    "tr": ("Ayrıca okuyun: Cenevre'de yağmur", "Reklam", "Etiketler: Cenevre", "Paylaş", "Bir yanıt yazın",
           "E-posta adresiniz yayınlanmayacak."),
    "en": ("READ ALSO: Rain falls on Geneva", "ADVERTISEMENT", "Tags: Geneva, talks", "Share", "Leave a Reply",
           "Your email address will not be published."),
    "uk": ("ЧИТАЙТЕ ТАКОЖ: У Женеві дощ", "Реклама", "Теги: Женева, переговори", "Поділитися", "Залишити коментар",
           "Ваша e-mail адреса не оприлюднюватиметься."),
    "ru": ("ЧИТАЙТЕ ТАКЖЕ: В Женеве дождь", "Реклама", "Теги: Женева, переговоры", "Поделиться", "Добавить комментарий",
           "Ваш адрес email не будет опубликован."),
}  # fmt: skip
SHAPES = ["read-also", "advert", "tags", "share", "comment-form", "comment-form"]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(
    "prose",
    [
        "Ministers spoke about the agenda for an hour and parted without a paper, a spokesman said.",
        "Міністри годину говорили про порядок денний і розійшлися без документа, повідомив речник.",
        "Министры час говорили о повестке и разошлись без документа, сообщил представитель.",
    ],
)
def test_the_tail_of_a_theme_is_no_article_whatever_its_language(tail, prose):
    page = "\n\n".join(["Geneva, day one", prose, prose.replace(" ", "  ", 1), *TAILS[tail]])
    article = read_page(page, furniture=FURNITURE)
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph", *SHAPES]


@pytest.mark.parametrize(
    ("line", "live"),
    [
        ("<p><strong>{hour}:40</strong> The mission counted forty explosions overnight near the line.</p>", True),
        ("<p>{hour}:40 – Міністри зустрілися в Женеві й розійшлися без документа.</p>", True),
        ("<p>{hour}:40. Министры встретились в Женеве и разошлись без документа.</p>", True),
        ("<p>{hour}.40 euros is what a sack of grain costs in the port of the town today.</p>", False),
        ("<p>The train of {hour}:40 left on time, the mission said, and came back empty at night.</p>", False),
    ],
)
def test_entries_that_begin_with_the_hour_make_a_live_blog(line, live):
    body = "".join(line.format(hour=hour) for hour in range(12, 18))
    article = read_page(f"<body><main><h1>Talks in Geneva</h1>{body}</main></body>", furniture=FURNITURE)
    assert any(block.reason == "page.live" for block in article.blocks) == live


def test_microdata_that_calls_a_box_a_live_blog_is_believed():
    prose = "<p>Ministers of Peru and Chile met in Geneva and parted without a paper.</p>"
    box = f'<div itemscope itemtype="https://schema.org/LiveBlogPosting">{prose}</div>'
    article = read_page(f"<body><main><h1>Talks in Geneva</h1>{box}</main></body>", furniture=FURNITURE)
    assert any(block.reason == "page.live" for block in article.blocks)
