"""In which section of its outlet does a page stand? What it says first, else its trail of links."""

import json

import pytest

from dragoman.furniture import load_furniture
from dragoman.language import page_tables
from dragoman.page import read_page

FURNITURE = load_furniture(page_tables())
TITLE = "Ministers leave Geneva without a paper"
BODY = "<p>The two ministers spoke for four hours on Monday and parted without a paper, a spokesman said.</p>"


def linked(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def trail(*steps):
    items = [{"@type": "ListItem", "position": n, "name": a, "item": b} for n, (a, b) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


HOME, WORLD, EUROPE = (
    ("Home", "https://post.example/"),
    ("World", "https://post.example/world"),
    ("Europe", "https://post.example/world/europe"),
)
ITSELF = (TITLE, "https://post.example/world/europe/geneva-1")


@pytest.mark.parametrize(
    ("head", "above", "section", "why"),
    [
        (linked({"@type": "NewsArticle", "headline": TITLE, "articleSection": "World"}), "", "World", "JSON-LD"),
        (linked({"@type": "NewsArticle", "articleSection": ["Європа", "Світ"]}), "", "Європа", "the first of a list"),
        ('<meta property="article:section" content="Политика">', "", "Политика", "a meta element"),
        ('<meta name="parsely-section" content="Diplomacy">', "", "Diplomacy", "another vocabulary"),
        (linked(trail(HOME, WORLD, EUROPE, ITSELF)), "", "Europe", "the innermost step that is not the page"),
        (linked(trail(HOME, WORLD)), "", "World", "a trail that leaves the page out"),
        (linked(trail(HOME, (TITLE, ""))), "", "", "front page and page are no sections"),
        (linked(trail(("Post.example", "https://post.example/en/"), WORLD)), "", "World", "front page of a language"),
        (linked({"@type": "WebPage", "breadcrumb": trail(HOME, WORLD)}), "", "World", "a trail inside a page node"),
        (linked({"@type": "BreadcrumbList", "itemListElement": [{"item": {"@id": "/svit", "name": "Світ"}}]}), "",
         "Світ", "name and address at the item"),
        ("", '<nav aria-label="Breadcrumb"><a href="/">Головна</a> <a href="/polityka">Політика</a></nav>', "Політика",
         "a trail to be seen"),
        ("", f'<ul class="breadcrumbs"><li><a href="/">Главная</a><li><a href="/mir">Мир</a><li>{TITLE}</ul>', "Мир",
         "the page itself is no link"),
        ("", '<nav aria-label="Menu"><a href="/">Home</a> <a href="/world">World</a></nav>', "", "a menu is no trail"),
        (linked({"@type": "BreadcrumbList", "itemListElement": [None, 7, {"item": []}]}), "", "", "broken lists"),
        ('<meta property="article:section" content="World">' + linked(trail(HOME, EUROPE)), "", "World",
         "what is named wins over the trail"),
    ],
)  # fmt: skip
def test_section(head, above, section, why):
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{above}<h1>{TITLE}</h1>{BODY}</body></html>"
    assert read_page(page, url="https://post.example/world/europe/geneva-1", furniture=FURNITURE).section == section, (
        why
    )


def test_a_text_has_no_section():
    assert read_page(f"{TITLE}\n\nThe two ministers spoke for four hours.", furniture=FURNITURE).section == ""
