"""Does the page show every fact, safely, and nothing from outside?"""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import ClassVar

import pytest
from by_hand import at, deed, oracle, record, who
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.console import Console

from dragoman.highlight import pieces
from dragoman.model import Answer, Block, Demand, Event, Evidence, Mention, Reading, Span, Talk
from dragoman.report import marks_of, reading_page
from dragoman.tables import reading_table

TEXT = """Бухарест попередив про нову дату
Румунія «відклала зустріч» з Угорщиною на 14 лютого, повідомив міністр Ауреску агентству Agerpres.
ЧИТАЙТЕ ТАКОЖ: погода"""


def reading(text: str = TEXT, **article: object) -> Reading:
    put_off = deed(
        text,
        "REJECT",
        "відклала зустріч",
        [who(text, "Румунія", "ROU")],
        [who(text, "Угорщиною", "HUN")],
        mode="meet",
        act="CONSULT",
        negated=True,
        date={**at(text, "на 14 лютого"), "edtf": "2022-02-14"},
        statement=0,
    )
    said = {
        "source": who(text, "міністр Ауреску", "ROU", "GOV"),
        "cue": at(text, "повідомив"),
        "content": at(text, "Румунія «відклала зустріч» з Угорщиною на 14 лютого"),
        "relay": at(text, "Agerpres"),
        "style": "mixed",
    }
    made = oracle(record(text, "uk", [put_off], statements=[said]))
    lines = text.split("\n")
    first, second = len(lines[0]), len(lines[0]) + 1 + len(lines[1])
    blocks = (
        Block(kind="title", span=Span(0, first)),
        Block(kind="paragraph", span=Span(first + 1, second)),
        Block(kind="read-also", span=Span(second + 1, len(text)), reason="begins like a pointer"),
    )
    base = replace(made.article, blocks=blocks, in_language="uk", publisher="Example", date_published="2022-01-14")
    return replace(made, article=replace(base, **article))


class Parts(HTMLParser):
    """What a page holds: tags with attributes, and the text outside of tips and style."""

    void: ClassVar[set[str]] = {"meta", "br", "link", "img", "input"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(f"{tag}.tip" if ("class", "tip") in attrs else tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        if not {"span.tip", "style", "title"}.intersection(self.open):
            self.words.append(data)


TALK = Talk(id="1", participants=("ROU", "HUN"), date="2022-02-14", status="postponed")
DEMAND = Demand(
    id="1",
    by=("ROU",),
    to=("HUN",),
    theme="нова дата",
    article="",
    fact="",
    answers=(Answer(by="HUN", answer="refused"),),
)


def test_the_page_holds_the_whole_article_and_the_record() -> None:
    parts = Parts(reading_page(reading(), (TALK,), (DEMAND,)))
    words = "".join(parts.words)
    for line in TEXT.split("\n"):
        assert line in words
    for shown in ("ROU → HUN", "REJECT/meet", "act CONSULT", "not", "2022-02-14", "Agerpres", "postponed", "refused"):
        assert shown in words
    assert "left out · read-also: begins like a pointer" in words


def test_every_mark_leads_to_a_line_and_every_line_to_its_words() -> None:
    page = reading_page(reading())
    tags = Parts(page).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    lines = [attrs["href"] for tag, attrs in tags if tag == "a" and attrs.get("class") == "to"]
    assert lines
    assert all(href and href[1:] in ids for href in lines)


def test_a_tip_shows_fields_and_rule() -> None:
    page = reading_page(reading())
    tip = re.search(r'<a class="m event verbal.*?</a>', page, re.S)
    assert tip
    for shown in ("REJECT", "meet", "Румунія [ROU]", "на 14 лютого [2022-02-14]", "xx.test.rule"):
        assert shown in tip.group()


def test_the_page_needs_nothing_from_outside() -> None:
    tags = Parts(reading_page(reading(url="https://example.org/a?b=1&c=2"))).tags
    names = {tag for tag, _ in tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [attrs for _, attrs in tags if any(name == "src" or name.startswith("on") for name in attrs)]
    outside = [attrs["href"] for tag, attrs in tags if tag == "a" and not str(attrs["href"]).startswith("#")]
    assert outside == ["https://example.org/a?b=1&c=2"]
    policy = [attrs["content"] for tag, attrs in tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>x</script>",
    "&lt;b&gt;",
    "\x00\x1b",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_of_the_page_becomes_markup(nasty: str) -> None:
    text = f"{nasty} Румунія «відклала зустріч» з Угорщиною на 14 лютого, повідомив міністр Ауреску {nasty} Agerpres."
    made = reading(f"{nasty}\n{text}\n{nasty}")
    article = replace(
        made.article,
        headline=nasty,
        url="javascript:alert(1)",
        author=(nasty,),
        publisher=nasty,
        in_language=nasty,
        blocks=tuple(replace(block, kind=nasty, reason=nasty, path=nasty) for block in made.article.blocks),
    )
    facts = tuple(replace(fact, evidence=replace(fact.evidence, rule=nasty)) for fact in made.facts)
    actors = tuple(replace(actor, name=nasty, wikidata=nasty) for actor in made.actors)
    talk = replace(TALK, format=nasty, place=nasty, status=nasty)
    demand = replace(DEMAND, theme=nasty, kind=nasty, answers=(Answer(by=nasty, answer=nasty, date=nasty),))
    page = reading_page(replace(made, article=article, facts=facts, actors=actors), (talk,), (demand,))
    plain = {tag for tag, _ in Parts(reading_page(reading(), (TALK,), (DEMAND,))).tags}
    parts = Parts(page)
    assert {tag for tag, _ in parts.tags} <= plain
    assert not [attrs for _, attrs in parts.tags if any(name.startswith("on") for name in attrs)]
    assert "javascript:" not in [str(attrs.get("href")) for _, attrs in parts.tags]
    assert "\x00" not in page


def test_a_page_without_facts_blocks_or_dates_is_still_a_page() -> None:
    made = reading()
    page = reading_page(replace(made, facts=(), actors=(), article=replace(made.article, blocks=())))
    assert "No fact was read" in page
    assert "ЧИТАЙТЕ ТАКОЖ" in page


def test_overlapping_facts_are_cut_into_pieces() -> None:
    marks = marks_of(reading())
    start, end = len(TEXT.split("\n")[0]) + 1, TEXT.index("\nЧИТАЙТЕ")
    cut = pieces([mark.span for mark in marks], start, end)
    assert "".join(TEXT[piece.start : piece.end] for piece in cut) == TEXT[start:end]
    trigger = next(piece for piece in cut if TEXT[piece.start : piece.end] == "відклала зустріч")
    assert [marks[index].css for index in trigger.marks] == ["event verbal", "content"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8), st.integers(0, 40))
def test_pieces_cover_a_stretch_once_and_know_their_spans(starts: list[tuple[int, int]], end: int) -> None:
    spans = [Span(start, start + size) for start, size in starts]
    cut = pieces(spans, 0, end)
    assert [place for piece in cut for place in range(piece.start, piece.end)] == list(range(end))
    for piece in cut:
        for place in range(piece.start, piece.end):
            assert set(piece.marks) == {i for i, span in enumerate(spans) if span.start <= place < span.end}


def printed(made: Reading, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(reading_table(made, (TALK,), (DEMAND,), blocks=True))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_tables_fit_the_terminal_and_show_every_kind(width: int) -> None:
    shown = printed(reading(), width)
    assert max(map(len, shown.splitlines())) <= width
    for part in ("events", "statements", "talks", "demands", "times", "left out", "REJECT/meet", "read-also"):
        assert part in shown


def test_square_brackets_of_a_page_are_no_markup_on_the_terminal() -> None:
    made = reading()
    event = next(fact for fact in made.facts if isinstance(fact, Event))
    party = next(fact for fact in made.facts if isinstance(fact, Mention))
    text = "[red]" + TEXT[5:]
    moved = replace(party, evidence=Evidence(span=Span(0, 5), rule="xx.test.rule"))
    facts = tuple(moved if fact is party else fact for fact in made.facts)
    changed = replace(made, facts=facts, article=replace(made.article, text=text, headline="[bold]t[/bold]"))
    assert event in facts
    shown = printed(changed, 120)
    assert "[bold]t[/bold]" in shown
