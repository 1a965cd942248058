"""Who says so: the gold of statements in three languages, the rules' own examples, and what holds for every page.

``statements_gold_xx.jsonl`` holds one text per line with its statements marked in place: ``[S:…]`` source, ``[Q:…]``
cue, ``[C:…]`` content, ``[R:…]`` relay, ``[A:…]`` addressee. Digits tell statements of one text apart (``[S2:…]``,
``[C1,2:…]``), ``/deny`` after the letters of a cue gives its stance, ``.m`` after those of a content says that it is
mixed. A blank line in the text begins a new paragraph.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.actors import find_mentions
from dragoman.language import Language, load_language
from dragoman.model import Article, Block, Mention, Span, Statement
from dragoman.quotes import MARKS
from dragoman.statements import find_statements
from dragoman.syntax import analyse

HERE = Path(__file__).parent
LANGUAGES = ("en", "uk", "ru")
_MARK = re.compile(r"\[([SQCRA])([\d,]*)(?:/(\w+))?(?:\.(m))?:|\]")


class Gold(NamedTuple):
    """One statement as it should be found."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    relay: Span | None
    style: str
    stance: str


class Row(NamedTuple):
    """A text with its statements."""

    id: str
    construction: str
    text: str
    statements: tuple[Gold, ...]


def parse(record: dict[str, str]) -> Row:
    """Return a row of the gold with its marks turned into spans."""
    marked, text, stack = record["marked"], "", []
    found: list[tuple[str, str, str, Span]] = []
    position = 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        position = mark.end()
        if mark[0] != "]":
            stack.append((mark[1], mark[2] or "1", mark[3] or mark[4] or "", len(text)))
            continue
        letter, numbers, note, start = stack.pop()
        found += [(letter, number, note, Span(start, len(text))) for number in numbers.split(",")]
    text += marked[position:]
    assert not stack, record["id"]
    numbers = sorted({number for _, number, _, _ in found})
    return Row(record["id"], record["construction"], text, tuple(_gold(text, n, found) for n in numbers))


def _gold(text: str, number: str, found: list[tuple[str, str, str, Span]]) -> Gold:
    mine = [(letter, note, span) for letter, n, note, span in found if n == number]
    first = {letter: (note, span) for letter, note, span in reversed(mine)}
    content = tuple(sorted(span for letter, _, span in mine if letter == "C"))
    mixed = any(letter == "C" and note == "m" for letter, note, _ in mine)
    quoted = bool(content) and content[0].start > 0 and text[content[0].start - 1] in MARKS
    style = "mixed" if mixed else ("direct" if quoted else "indirect")
    relay, source = first.get("R"), first.get("S")
    return Gold(
        source[1] if source else None,
        first["Q"][1],
        content,
        relay[1] if relay else None,
        style,
        first["Q"][0] or "say",
    )


def rows(code: str) -> list[Row]:
    """Return the gold of a language."""
    lines = (HERE / f"statements_gold_{code}.jsonl").read_text("utf-8").splitlines()
    return [parse(json.loads(line)) for line in lines]


def article_of(text: str, language: str) -> Article:
    """Return an article of paragraphs."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind="paragraph", span=Span(start, start + len(part))))
        start += len(part) + 2
    return Article(
        id=f"test:{text}",
        text=text,
        in_language=language,
        date_published="2022-01-15",
        anchor="2022-01-15",
        blocks=tuple(blocks),
    )


class Answer(NamedTuple):
    """What was found in a text."""

    statements: tuple[Statement, ...]
    spans: dict[str, Span]


def read(text: str, language: Language) -> Answer:
    article = article_of(text, language.code)
    analysis = analyse(article, language)
    cast = find_mentions(article, analysis, language)
    statements, mentions, _ = find_statements(article, analysis, language, cast.mentions, cast.actors)
    everyone: tuple[Mention, ...] = (*cast.mentions, *mentions)
    return Answer(statements, {m.id: m.evidence.span for m in everyone})


# --- scoring ------------------------------------------------------------------------------------------------------


def touches(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end


def shared(ones: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    """Tell whether two contents share half of the characters of the longer."""
    mine = {i for s in ones for i in range(s.start, s.end)}
    theirs = {i for s in others for i in range(s.start, s.end)}
    return 2 * len(mine & theirs) >= max(len(mine), len(theirs))


def pairs(row: Row, answer: Answer) -> list[tuple[Gold, Statement]]:
    """Return gold statements with the ones that answer them: the cue touches, then the source, then the content."""
    left, found = list(answer.statements), []
    for gold in row.statements:
        best = max(left, key=lambda s: rank(gold, s, answer), default=None)
        if best is not None and rank(gold, best, answer)[0]:
            left.remove(best)
            found.append((gold, best))
    return found


def rank(gold: Gold, statement: Statement, answer: Answer) -> tuple[bool, bool, bool]:
    source = answer.spans.get(statement.source)
    return (
        touches(gold.cue, statement.evidence.span),
        touches(gold.source, source),
        shared(gold.content, statement.content),
    )


def count(row: Row, answer: Answer, total: Counter[str]) -> list[str]:
    """Add a row to the counts; return what is wrong with it."""
    wrong: list[str] = []
    found = pairs(row, answer)
    total["gold"] += len(row.statements)
    total["got"] += len(answer.statements)
    total["relays"] += sum(g.relay is not None for g in row.statements)
    total["relays got"] += sum(bool(s.relay) for s in answer.statements)
    for gold, got in found:
        source, relay = answer.spans.get(got.source), answer.spans.get(got.relay)
        checks = {
            "cue": (touches(gold.cue, got.evidence.span), gold.cue == got.evidence.span),
            "source": (touches(gold.source, source), gold.source == source),
            "content": (shared(gold.content, got.content), gold.content == got.content),
        }
        for part, (near, same) in checks.items():
            total[f"{part} near"] += near
            total[f"{part} same"] += same
            if not same:
                wrong.append(f"{part} {'inexact' if near else 'WRONG'}")
        total["relay right"] += gold.relay is not None and touches(gold.relay, relay)
        total["style right"] += gold.style == got.style
        total["stance right"] += gold.stance == got.stance
        if (gold.relay is None) != (relay is None) or (gold.relay is not None and not touches(gold.relay, relay)):
            wrong.append("relay")
        if gold.style != got.style:
            wrong.append(f"style {got.style}")
    wrong += ["MISSED"] * (len(row.statements) - len(found))
    wrong += ["FALSE"] * (len(answer.statements) - len(found))
    return wrong


def f1(total: Counter[str], right: str, gold: str = "gold", got: str = "got") -> float:
    return 2 * total[right] / (total[gold] + total[got]) if total[gold] + total[got] else 1.0


# --- the tests ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return load_language(request.param)


def test_gold_is_well_formed(language: Language) -> None:
    gold = rows(language.code)
    assert len(gold) >= 100
    assert sum(not row.statements for row in gold) >= 20
    assert len({row.id for row in gold}) == len(gold)
    for row in gold:
        assert (row.construction == "none") == (not row.statements), row.id
        for said in row.statements:
            assert said.content, row.id
            for span in (said.source, said.cue, said.relay, *said.content):
                assert span is None or row.text[span.start : span.end].strip() == row.text[span.start : span.end], (
                    row.id
                )


def test_gold_scores(language: Language) -> None:
    total: Counter[str] = Counter()
    false: list[str] = []
    for row in rows(language.code):
        answer = read(row.text, language)
        count(row, answer, total)
        if not row.statements and answer.statements:
            false.append(row.text)
    assert not false
    for part in ("source", "cue", "content"):
        assert f1(total, f"{part} near") >= 0.92, part
        assert f1(total, f"{part} same") >= 0.80, part
    assert f1(total, "relay right", "relays", "relays got") >= 0.90
