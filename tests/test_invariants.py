"""What holds for every page: spans cut words, JSON comes back the same, two runs are equal, the past is not rewritten.

Pages are put together from sentences that the other tables know, and from letters that make no sense at all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_actors import TABLE as NAMED
from test_events import TABLE as DONE
from test_modality import TABLE as STANDING

from dragoman import from_json, read, to_json
from dragoman.fold import fold
from dragoman.model import Event, Mention, Quantity, Reading, Statement, Time
from dragoman.verify import spans_of, verify

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "uk", "ru")
SENTENCES = {
    language: sorted({row.text for row in (*NAMED, *DONE, *STANDING) if row.language == language})
    for language in LANGUAGES
}
LETTERS = "abyzABYZабвгґєіїйщюяёыэъАБІЇЄ ,.:;-–—“”«»\"'’\n0123456789%№"
SOME = settings(max_examples=12, deadline=None, derandomize=True, database=None)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language and a page of one to four paragraphs in it."""
    language = draw(st.sampled_from(LANGUAGES))
    paragraph = st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=3).map(" ".join)
    return language, "\n\n".join(draw(st.lists(paragraph, min_size=1, max_size=4)))


@st.composite
def noise(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language and letters that are no text, with at least one word in them."""
    return draw(st.sampled_from(LANGUAGES)), "Київ " + draw(st.text(alphabet=LETTERS, max_size=200))


ODD = [" ", "\n", "\n\n", "“", "”", "«", "»", '"', "'", "’", "…", "—", "-", ".", "\t", "12 000", "$5", "%", "<b>"]
STRANGE = [
    "\N{GRINNING FACE}",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{ZERO WIDTH SPACE}",
    "\N{LINE SEPARATOR}",
    "\N{NEXT LINE}",
]


@st.composite
def torn(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a page whose sentences are torn apart by signs that do not belong there."""
    language = draw(st.sampled_from(LANGUAGES))
    word = st.sampled_from(sorted({word for text in SENTENCES[language] for word in text.split()}))
    pieces = st.one_of(word.map(lambda word: f"{word} "), word, st.sampled_from([*ODD, *STRANGE]))
    return language, "Київ " + "".join(draw(st.lists(pieces, max_size=60)))


def read_page(page: tuple[str, str], *more: str) -> Reading:
    language, text = page
    return read("\n\n".join((text, *more)), published="2022-01-19", language=language)


def told(reading: Reading, until: int) -> list[tuple[str, ...]]:
    """Return words, place, rule and type of every fact read before a place in the text; facts of one place in any order."""
    found = []
    for fact in reading.facts:
        span = fact.evidence.span
        if span.end > until:
            continue
        kind: tuple[str, ...] = (type(fact).__name__,)
        if isinstance(fact, Event):
            kind += (fact.event, fact.mode, fact.act, fact.modality, str(fact.negated))
        elif isinstance(fact, Time):
            kind += (fact.type, fact.value, fact.start, fact.end, fact.mod)
        elif isinstance(fact, Quantity):
            kind += (str(fact.value), fact.unit, fact.bound)
        elif isinstance(fact, Statement):
            kind += (fact.style, fact.stance)
        elif isinstance(fact, Mention):
            kind += ("anonymous" if fact.actor.startswith("source:") else fact.actor,)
        found.append((*kind, str(span), reading.article.text[span.start : span.end], fact.evidence.rule))
    return sorted(found)


@SOME
@given(st.one_of(pages(), torn(), noise()))
def test_each_span_cuts_words_and_each_fact_names_its_rule(page: tuple[str, str]) -> None:
    reading = read_page(page)
    assert reading.article.text == page[1]
    for fact in reading.facts:
        assert fact.evidence.rule.split(".")[0] in (*LANGUAGES, "common", "page")
        for field, span in spans_of(fact):
            words = reading.article.text[span.start : span.end]
            assert words, (field, fact)
            assert words == words.strip(), (field, fact)


@SOME
@given(st.one_of(pages(), torn(), noise()))
def test_a_record_keeps_its_word(page: tuple[str, str]) -> None:
    assert verify(read_page(page)) == ()


@SOME
@given(pages())
def test_json_comes_back_the_same(page: tuple[str, str]) -> None:
    reading = read_page(page)
    assert from_json(to_json(reading)) == reading


@SOME
@given(pages())
def test_two_runs_are_equal(page: tuple[str, str]) -> None:
    assert to_json(read_page(page)) == to_json(read_page(page))


@SOME
@given(pages(), st.data())
def test_a_paragraph_at_the_end_rewrites_nothing_before_it(page: tuple[str, str], data: st.DataObject) -> None:
    """Ids may differ (the article's differs), and the first telling of an event may learn its date from a later one."""
    more = data.draw(st.sampled_from(SENTENCES[page[0]]))
    before, after = read_page(page), read_page(page, more)
    assert told(after, len(page[1])) == told(before, len(page[1]))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.html")), ids=lambda path: path.stem)
def test_a_paragraph_at_the_end_of_an_article_rewrites_nothing_before_it(path: Path) -> None:
    article = read(path.read_bytes()).article
    page = (article.in_language, article.text)
    for more in SENTENCES[article.in_language][::40]:
        assert told(read_page(page, more), len(article.text)) == told(read_page(page), len(article.text))


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_fresh_process_gives_the_same_bytes() -> None:
    """The order of sets and dicts, which a process draws anew, reaches no record."""
    code = (
        "import sys; from pathlib import Path; from dragoman import read, to_json\n"
        "for path in sorted(Path('examples').glob('*.html')): sys.stdout.buffer.write(to_json(read(path.read_bytes())).encode() + b'\\n')"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2022")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.html")), ids=lambda path: path.stem)
def test_an_example_page_keeps_its_word(path: Path) -> None:
    assert verify(read(path.read_bytes())) == ()
