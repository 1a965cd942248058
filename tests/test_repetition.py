"""What a site prints under each of its articles is no article; what a newsroom repeats in a report is."""

import pytest
from typer.testing import CliRunner

from dragoman import read, read_many
from dragoman.cli import app
from dragoman.furniture import load_furniture
from dragoman.language import page_tables
from dragoman.model import Event
from dragoman.page import read_page
from dragoman.reading import repeats_of
from dragoman.repetition import RULE, find_repeats, retyped

FURNITURE = load_furniture(page_tables())
NOUNS = ["grain", "ports", "prisoners", "missiles", "sanctions", "borders", "gas", "visas"]
SLOGAN = "Harbour Post – all hands on deck"
PROMISE = "The Harbour Post checks every line with two sources before it goes to print, and says so where it could not."
THANKS = "Peru thanked Chile for its readers."


def address(noun):
    return f"https://post.example/{noun}"


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
        if block.reason.startswith(RULE)
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


def test_reads_of_a_list_leave_out_what_the_host_repeats_whatever_the_order():
    pages = [(f"Talks on {n}\n\nMinisters spoke about {n} in Geneva on Monday.\n\n{THANKS}", address(n)) for n in NOUNS]
    there = {reading.article.url: reading for reading in read_many(pages, language="en")}
    back = {reading.article.url: reading for reading in read_many(pages[::-1], language="en")}
    assert there == back
    for reading in there.values():
        assert [block.reason for block in reading.article.blocks if block.kind == "navigation"] == [
            f"{RULE} on 8 of 8 pages"
        ]
        assert not [fact for fact in reading.facts if isinstance(fact, Event) and fact.event == "SUPPORT"]


def test_a_page_read_alone_and_a_stream_of_pages_are_read_as_they_are():
    pages = [(f"Talks on {n}\n\nMinisters spoke about {n} in Geneva on Monday.\n\n{THANKS}", address(n)) for n in NOUNS]
    alone = read(pages[0][0], url=pages[0][1], language="en")
    streamed = next(read_many(iter(pages), language="en"))
    assert alone == streamed
    assert not [block for block in alone.article.blocks if block.kind == "navigation"]


def test_of_many_pages_a_hundred_are_remembered_the_same_in_any_order():
    articles = [page(f"{noun} {number}", SLOGAN) for noun in NOUNS for number in range(30)]
    repeats = find_repeats(articles)
    assert repeats == find_repeats(articles[::-1]) == find_repeats(articles[100:] + articles[:100] + articles[:50])
    assert repeats["post.example"].pages == 100
    assert 100 in repeats["post.example"].blocks.values()


def test_pages_that_cannot_be_read_do_not_keep_the_others_from_being_compared():
    good = [(f"Talks on {n}\n\nMinisters spoke of {n} on Monday.\n\n{SLOGAN}", address(n)) for n in NOUNS]
    assert repeats_of(["", *good, b"\x00\x01"]) == repeats_of(good) != {}


def test_the_command_line_compares_the_pages_it_is_given(tmp_path):
    paths = []
    for noun in NOUNS[:4]:
        body = (
            f"<h1>Talks on {noun}</h1><p>Ministers of Peru and Chile spoke about {noun} for four hours on Monday.</p>"
        )
        head = f'<title>Talks on {noun}</title><link rel="canonical" href="{address(noun)}">'
        paths.append(tmp_path / f"{noun}.html")
        paths[-1].write_text(
            f"<html><head>{head}</head><body><main>{body}<p>{THANKS}</p></main></body></html>", "utf-8"
        )
    options = ["--language", "en", "--published", "2022-01-14", "--format", "jsonl"]
    several = CliRunner().invoke(app, ["read", *map(str, paths), *options]).stdout.splitlines()
    backwards = CliRunner().invoke(app, ["read", *map(str, reversed(paths)), *options]).stdout.splitlines()
    alone = CliRunner().invoke(app, ["read", str(paths[0]), *options]).stdout
    assert several == backwards[::-1]
    assert len(several) == 4
    assert all(f"{RULE} on 4 of 4 pages" in line for line in several)
    assert RULE not in alone
    table = CliRunner().invoke(app, ["read", *map(str, paths), "--language", "en", "--blocks"]).stdout
    assert table.count("on 4 of 4") == 4
