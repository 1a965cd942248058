"""What a site prints under each of its articles is no article; what a newsroom repeats in a report is."""

import pytest

from dragoman.furniture import load_furniture
from dragoman.language import page_tables
from dragoman.page import read_page
from dragoman.repetition import RULE, find_repeats, retyped

FURNITURE = load_furniture(page_tables())
NOUNS = ["grain", "ports", "prisoners", "missiles", "sanctions", "borders", "gas", "visas"]
SLOGAN = "Harbour Post – all hands on deck"
PROMISE = "The Harbour Post checks every line with two sources before it goes to print, and says so where it could not."


def page(noun, *extra, host="post.example", number=0):
    text = f"Talks on {noun}\n\nMinisters spoke about {noun} for four hours on Monday and parted without a paper.\n\n"
    text += f"The next round on {noun} is planned for spring, a spokesman said after the session in Geneva.\n\n"
    return read_page(text + "\n\n".join(extra), url=f"https://{host}/{noun}-{number}", furniture=FURNITURE)


def left_out(articles):
    repeats = find_repeats(articles)
    found = [retyped(article, repeats) for article in articles]
    assert all(a.text == b.text and a.id == b.id for a, b in zip(articles, found, strict=True))
    return {
        article.text[block.span.start : block.span.end]
        for article in found
        for block in article.blocks
        if block.reason == RULE
    }


@pytest.mark.parametrize(
    ("articles", "expected", "why"),
    [
        ([page(noun, SLOGAN) for noun in NOUNS], {SLOGAN}, "a line under every article"),
        ([page(noun, SLOGAN) for noun in NOUNS[:2]], set(), "two pages prove nothing"),
        ([page(noun, PROMISE) for noun in NOUNS], {PROMISE}, "a sentence under every article"),
        (
            [page(noun, PROMISE) for noun in NOUNS[:3]] + [page(noun) for noun in NOUNS[3:]],
            set(),
            "background in some reports of many",
        ),
        ([page("grain", SLOGAN, number=number) for number in range(6)], set(), "versions of one page"),
        ([page(noun, SLOGAN, host=f"{noun}.example") for noun in NOUNS], set(), "each on another host"),
        ([page(noun, SLOGAN, host="www.post.example") for noun in NOUNS], {SLOGAN}, "www is the same host"),
    ],
)
def test_repeated_blocks(articles, expected, why):
    assert left_out(articles) == expected, why


def test_pages_without_an_address_are_passed_over():
    articles = [read_page(f"Talks on {n}\n\nMinisters spoke of {n}.\n\n{SLOGAN}", furniture=FURNITURE) for n in NOUNS]
    assert find_repeats(articles) == {}
