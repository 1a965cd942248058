"""Does each example page give the record beside it? A failure shows which facts came, went or changed.

Renew the records with ``python -m tests.renew`` and read the difference before you commit it. What made a record (the
program's version, the digest of the language data) may differ: both change with every line of a lexicon.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from msgspec.structs import replace
from renew import expected, pages
from typer.testing import CliRunner

from dragoman import from_json, read
from dragoman.cli import app
from dragoman.model import (
    AnyFact,
    Article,
    Event,
    Generator,
    Mention,
    Quantity,
    Reading,
    Relation,
    Span,
    Statement,
    Time,
)

SAME = Generator(version="", data="")


def lines(reading: Reading) -> list[str]:
    """Return a record as lines that a reader can compare: no ids, every reference by its words."""
    return [*_article_lines(reading.article), *(_line(fact, reading) for fact in reading.facts)]


def _article_lines(article: Article) -> list[str]:
    fields = [name for name in article.__struct_fields__ if name not in ("id", "text", "blocks", "origin")]
    told = [f"{name} {getattr(article, name)}" for name in fields if getattr(article, name)]
    blocks = [f"block {b.kind} {b.reason} {_cut(article.text, b.span)!r}" for b in article.blocks]
    return told + blocks + [f"origin {e.rule} {_cut(article.text, e.span)!r}" for e in article.origin]


def _cut(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""


def _line(fact: AnyFact, reading: Reading) -> str:
    text = reading.article.text
    named = {other.id: _cut(text, other.evidence.span) for other in reading.facts}
    span = fact.evidence.span
    cells = [f"[{span.start}, {span.end}) {_cut(text, span)!r} {fact.evidence.rule}"]
    if isinstance(fact, Mention | Relation):
        cells.append(fact.actor)
    elif isinstance(fact, Time | Quantity):
        cells.append(str(fact.value))
    elif isinstance(fact, Statement):
        content = " … ".join(_cut(text, part) for part in fact.content)
        cells += [fact.style, fact.stance, named.get(fact.source, ""), named.get(fact.relay, ""), repr(content)]
    elif isinstance(fact, Event):
        actor, recipient = (" + ".join(named[key] for key in keys) for keys in (fact.actor, fact.recipient))
        cells += [f"{fact.event}/{fact.mode} of {fact.act}", fact.modality, "not" if fact.negated else ""]
        cells += [f"{actor} > {recipient}", named.get(fact.time, ""), repr(_cut(text, fact.theme))]
    return f"{type(fact).__name__.lower()} {' | '.join(cell for cell in cells if cell)}"


def difference(before: Reading, after: Reading) -> str:
    """Return what changed between two readings of a page, line by line."""
    changed = difflib.unified_diff(lines(before), lines(after), "expected", "read now", lineterm="", n=0)
    return "\n".join(changed) or "only ids or fields that the lines do not show"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_an_example_gives_its_record(page: Path) -> None:
    assert expected(page).exists(), "no record yet: python -m tests.renew"
    before = from_json(expected(page).read_text("utf-8"))
    after = read(page.read_bytes())
    same = replace(before, generator=SAME) == replace(after, generator=SAME)
    assert same, f"{page.name}: {difference(before, after)}\nif that is right: python -m tests.renew"


def test_the_first_command_of_the_readme_reads_them_all() -> None:
    done = CliRunner().invoke(app, ["read", *map(str, pages())])
    assert done.exit_code == 0
    for page in pages():
        assert from_json(expected(page).read_text("utf-8")).article.headline.split()[0] in done.output


def test_a_difference_is_told_in_words() -> None:
    before = read("Estonia thanked Latvia.", published="2022-01-19", language="en")
    after = read("Estonia accused Latvia.", published="2022-01-19", language="en")
    told = difference(before, after)
    assert "SUPPORT" in told
    assert "ACCUSE" in told
    assert difference(before, before).startswith("only ids")
