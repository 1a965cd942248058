"""Who signed a page, and when was it published? Where the metadata is silent, the lines around the headline tell."""

import pytest

from dragoman.furniture import load_furniture
from dragoman.language import page_tables
from dragoman.page import read_page
from dragoman.pagedates import without_dates

FURNITURE = load_furniture(page_tables())
TITLE = "Ministers leave Geneva without a paper"
LEAD = "The two ministers spoke for four hours on Monday and parted without a paper, a spokesman said."
MORE = "A further round is planned for spring, he told reporters after the session, without naming a place."


def read(above="", below="", head=""):
    body = f"<div>{above}</div><h1>{TITLE}</h1><div>{below}</div><div class='x'><p>{LEAD}</p><p>{MORE}</p></div>"
    return read_page(f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>", furniture=FURNITURE)


@pytest.mark.parametrize(
    ("above", "below", "date", "why"),
    [
        ("<div>Dec 12, 2025</div>", "", "2025-12-12", "above the headline"),
        ("", "<p>15 січня 2022</p>", "2022-01-15", "below it"),
        ("", "<h5>14 января 2022 г., 10:30</h5>", "2022-01-14T10:30:00", "with the time"),
        ("", "<div>By Jane Roe · Senior correspondent · Updated March 5, 2025</div>", "2025-03-05", "in a byline"),
        ("", "<p>Soldiers at a crossing east of the town (24.04.2023)</p>", "", "the date of a picture"),
        ("", "<p>14/01/2022</p>", "2022-01-14", "numbers that can be read one way"),
        ("", "<p>03/01/2022</p>", "", "numbers that can be read two ways"),
    ],
)
def test_date_beside_the_headline(above, below, date, why):
    assert read(above, below).date_published == date, why


def test_a_date_below_the_text_is_no_date_of_publication():
    page = f"<body><h1>{TITLE}</h1><p>{LEAD}</p><p>{MORE}</p><div>Rain falls</div><div>Jan 3, 2021</div></body>"
    assert read_page(page, furniture=FURNITURE).date_published == ""


def test_a_date_of_its_own_in_the_title_is_the_last_resort():
    head = '<meta property="og:title" content="Ministers leave Geneva | The Post | 28.04.2023">'
    article = read(head=head)
    assert (article.date_published, article.anchor_rule) == ("2023-04-28", "page.title")
    other = read(head='<meta property="og:title" content="Wrap-up of 28.04.2023 | The Post">')
    assert other.date_published == ""


@pytest.mark.parametrize(
    ("below", "head", "authors", "why"),
    [
        ("<p>By Sofia Gonzalez December 2, 2025</p>", "", ("Sofia Gonzalez",), "a date behind the name"),
        ("<p>September 1st, 2023 By Emily Norwood</p>", "", ("Emily Norwood",), "a date before it"),
        ("<p>Written by:Elise Nass</p>", "", ("Elise Nass",), "no blank after the colon"),
        ("", '<meta name="twitter:data1" content="7 minutes">', (), "the time to read is nobody"),
        ("", '<meta name="author" content="262588213843476">', (), "a number is nobody"),
        ("", '<meta name="author" content="Jane Roe und John Doe, Nairobi">', ("Jane Roe", "John Doe"), "a place"),
        ("", '<meta name="author" content="Kaufman, Jeff T.">', ("Kaufman, Jeff T.",), "last name first"),
        (
            "<p>By Jane Roe</p>",
            '<meta name="author" content="The Post"><meta property="og:site_name" content="The Post">',
            ("Jane Roe",),
            "a byline says more than the outlet's name",
        ),
        (
            "",
            '<meta name="author" content="The Post"><meta property="og:site_name" content="The Post">',
            ("The Post",),
            "the outlet signs itself",
        ),
        ("", '<meta name="author" content="post.example">', ("post.example",), "the outlet by its address"),
    ],
)
def test_authors(below, head, authors, why):
    assert read(below=below, head=head).author == authors, why


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("By Jane Roe | 11 січня 2022, 9:30", "By Jane Roe"),
        ("2022-01-11T09:30:00Z", ""),
        ("Room 11 opens", "Room 11 opens"),
        ("12 angry men, 1957", "12 angry men, 1957"),
    ],
)
def test_lines_without_their_dates(line, rest):
    assert without_dates(line, FURNITURE.months) == rest
