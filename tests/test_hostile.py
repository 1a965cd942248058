"""Does a page made to stop its readers stop this one? Each is read, or refused in one line, and soon."""

import json
import time

import pytest

from dragoman.errors import DragomanError
from dragoman.furniture import load_furniture
from dragoman.language import page_tables
from dragoman.page import read_page
from dragoman.pageparse import parse

FURNITURE = load_furniture(page_tables())
PROSE = "<p>Ministers of Peru and Chile met in Geneva on Monday and signed an agreement on grain.</p>"
SECONDS = 20.0


def linked(text):
    return f'<html><head><script type="application/ld+json">{text}</script></head><body>{PROSE}</body></html>'


READ = {
    "a script of megabytes": f"<body>{PROSE}<script>{'var a=1;' * 500_000}</script></body>",
    "brackets in brackets": linked("[" * 100_000 + "]" * 100_000),
    "objects in objects": linked('{"@graph":' * 50_000 + "1" + "}" * 50_000),
    "many articles in the metadata": linked(json.dumps([{"@type": "NewsArticle", "headline": f"x{n}"} for n in range(20_000)])),
    "numbers for names": linked('{"@type":["NewsArticle",1],"headline":[[["x"]]],"author":[[{"name":{"name":7}}],1,null]}'),
    "a number of many digits": linked('{"@type":"NewsArticle","datePublished":' + "9" * 200_000 + "}"),
    "a title without end": f"<head><title>{'A - ' * 200_000}</title></head><body>{PROSE}</body>",
    "an author list without end": f'<head><meta name="author" content="{"Jane Roe, " * 50_000}"></head><body>{PROSE}</body>',
    "nul characters": f"<body>\0<h1>T\0</h1>{PROSE}</body>",
    "half a surrogate": f"<body>{PROSE}\ud800</body>",
    "a comment that never ends": f"<body>{PROSE}<!--{PROSE * 1000}",
    "entities in entities": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&b;&b;">]><body>'
    f"{PROSE}<p>&b;</p></body>",
}  # fmt: skip
REFUSED = {
    "elements in elements": f"<body>{PROSE}{'<div>' * 100_000}",
    "lists in lists": f"<body>{PROSE}{'<ul><li>' * 50_000}",
    "an element of attributes": f"<body><div {' '.join(f'a{n}' for n in range(100_000))}>{PROSE}",
    "a library": f"<body>{PROSE * 40_000}</body>",
    "a library in plain text": "Ministers met in Geneva on Monday.\n" * 80_000,
}


@pytest.mark.parametrize("page", READ.values(), ids=READ)
def test_hostile_pages_that_hold_an_article_are_read(page):
    begin = time.perf_counter()
    article = read_page(page, furniture=FURNITURE)
    assert "agreement on grain" in article.text
    assert time.perf_counter() - begin < SECONDS


@pytest.mark.parametrize("page", REFUSED.values(), ids=REFUSED)
def test_hostile_pages_that_hold_none_are_refused_in_one_line(page):
    begin = time.perf_counter()
    with pytest.raises(DragomanError, match=r"instead|in parts") as told:
        read_page(page, furniture=FURNITURE)
    assert "\n" not in str(told.value)
    assert time.perf_counter() - begin < SECONDS


def test_an_ordinary_page_of_many_elements_is_parsed():
    assert len(parse(f"<body>{'<div><p>Rain<br>falls</div>' * 30_000}").css("p")) == 30_000
