"""Who is a member of what: the rules' own examples, what they must not read, and the facts they give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.actors import find_mentions
from dragoman.language import load_language
from dragoman.model import Actor, Article, Block, Relation, Span
from dragoman.relations import find_relations
from dragoman.syntax import analyse

LANGUAGES = ("en", "uk", "ru")


def relations(text: str, code: str) -> list[tuple[str, str, bool]]:
    """Return the relations of a text: member, body (its words where no list knows it), negation."""
    language = load_language(code)
    article = Article(id="test", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    analysis = analyse(article, language)
    cast = find_mentions(article, analysis, language)
    found = find_relations(article, analysis, language, cast)
    actors: dict[str, Actor] = {**cast.actors, **found.actors}
    names = {m.id: actors[m.actor] for m in (*cast.mentions, *found.mentions)}

    def row(one: Relation) -> tuple[str, str, bool]:
        body = names[one.object]
        return names[one.actor].id, body.name if body.anonymous else body.id, one.negated

    return [row(one) for one in found.relations]


def rows() -> list[tuple[str, str, str, bool]]:
    return [
        (code, rule["id"], text, fires)
        for code in LANGUAGES
        for rule in load_language(code).statements.get("relation", ())
        for fires, texts in ((True, rule["examples"]), (False, rule["not"]))
        for text in texts
    ]


@pytest.mark.parametrize(("code", "rule", "text", "fires"), rows())
def test_rules_keep_their_examples(code: str, rule: str, text: str, fires: bool) -> None:
    assert bool(relations(text, code)) is fires, (rule, text)


def gold() -> list[Any]:
    """Return our own sentences: the relations they tell, and sentences that look like them and tell none."""
    found = []
    for code in LANGUAGES:
        lines = (Path(__file__).parent / f"relations_gold_{code}.jsonl").read_text("utf-8").splitlines()
        for row in map(json.loads, lines):
            found.append(pytest.param(code, row["text"], row["relations"], id=row["id"]))
    return found


@pytest.mark.parametrize(("code", "text", "expected"), gold())
def test_gold(code: str, text: str, expected: list[list[Any]]) -> None:
    assert sorted(map(list, relations(text, code))) == sorted(expected)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Ukraine is no member of two of the three bodies.", [("UKR", "two of the three bodies", True)]),
        (
            "en",
            "Finland and Sweden are not members of the alliance.",
            [("FIN", "alliance", True), ("SWE", "alliance", True)],
        ),
        ("en", "Turkey has been a NATO member since 1952.", [("TUR", "NATO", False)]),
        ("en", "Its prime minister is a member of the council.", []),
        (
            "uk",
            "Україна не є членом двох із трьох органів, а Росія є членом.",
            [("UKR", "двох із трьох органів", True), ("RUS", "двох із трьох органів", False)],
        ),
        ("uk", "Молдова — не член ЄС.", [("MDA", "EUU", True)]),
        ("ru", "Россия больше не состоит в Совете Европы.", [("RUS", "COE", True)]),
        ("ru", "Украина не является членом НАТО.", [("UKR", "NATO", True)]),
    ],
)
def test_members(code: str, text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert relations(text, code) == expected
