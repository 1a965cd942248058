"""Who stands in which relation to whom: the rules' own examples, what they must not read, and the facts they give.

``relations_gold_<xx>.jsonl`` has our own sentences with the relations that each tells, and sentences that look like them
and tell none. A relation is actor, object, negated and type ("member" where a row leaves it out). Rows of the half "test"
are only counted; a row with "known" is a mistake we know of. ``python -m tests.test_relations`` prints the scores.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dragoman.actors import find_mentions
from dragoman.language import compile_language, load_language
from dragoman.model import Actor, Article, Block, Relation, Span
from dragoman.relationrules import compiled
from dragoman.relations import find_relations
from dragoman.syntax import analyse

LANGUAGES = ("en", "uk", "ru")


Row = tuple[str, str, bool, str]


def relations(text: str, code: str) -> list[tuple[str, str, bool]]:
    """Return the relations of a text without their types."""
    return [row[:3] for row in typed(text, code)]


def typed(text: str, code: str) -> list[Row]:
    """Return the relations of a text: actor, object (its words where no list knows it), negation, type."""
    language = load_language(code)
    article = Article(id="test", text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    analysis = analyse(article, language)
    cast = find_mentions(article, analysis, language)
    found = find_relations(article, analysis, language, cast)
    actors: dict[str, Actor] = {**cast.actors, **found.actors}
    names = {m.id: actors[m.actor] for m in (*cast.mentions, *found.mentions)}

    def row(one: Relation) -> Row:
        body = names[one.object]
        return names[one.actor].id, body.name if body.anonymous else body.id, one.negated, one.type

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


def gold_rows(code: str) -> list[dict[str, Any]]:
    """Return the rows of a language's gold, each relation with its type."""
    lines = (Path(__file__).parent / f"relations_gold_{code}.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [
        {**row, "relations": [(*r[:3], r[3] if len(r) > 3 else "member") for r in row["relations"]]} for row in found
    ]


def gold() -> list[Any]:
    """Return the sentences that we may look at."""
    return [
        pytest.param(
            code,
            row["text"],
            row["relations"],
            id=row["id"],
            marks=[pytest.mark.xfail(strict=True, reason=row["known"])] if "known" in row else [],
        )
        for code in LANGUAGES
        for row in gold_rows(code)
        if row.get("half") != "test"
    ]


@pytest.mark.parametrize(("code", "text", "expected"), gold())
def test_gold(code: str, text: str, expected: list[Row]) -> None:
    assert sorted(typed(text, code)) == sorted(expected)


class Score(NamedTuple):
    """How many relations were found rightly, found wrongly and missed."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        found, told = self.right + self.wrong, self.right + self.missed
        share = [f"{self.right / n:.2f}" if n else "-" for n in (found, told)]
        return f"P {share[0]} ({self.right}/{found})  R {share[1]} ({self.right}/{told})"


def score(code: str, half: str, type: str = "") -> Score:
    """Return the score of a language on a half of its gold, of one type or of all."""
    right = wrong = missed = 0
    for row in gold_rows(code):
        if row.get("half", "first") == half:
            told = {one for one in row["relations"] if type in ("", one[3])}
            found = {one for one in typed(row["text"], code) if type in ("", one[3])}
            right, wrong, missed = right + len(told & found), wrong + len(found - told), missed + len(told - found)
    return Score(right, wrong, missed)


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


FLOORS = {"en": (16, 0), "uk": (18, 0), "ru": (13, 0)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_half_nobody_looked_at(code: str) -> None:
    """At least so many relations right and at most so many wrong: floors only rise."""
    right, wrong = FLOORS[code]
    found = score(code, "test")
    assert found.right >= right, found
    assert found.wrong <= wrong, found


@pytest.mark.parametrize("code", LANGUAGES)
def test_rules_leave_the_lexicon_as_it_is(code: str) -> None:
    """What an article reads as must not depend on which article was read before."""
    language = compile_language(code)
    lemmas = dict(language.lexicon.lemmas)
    assert [compiled(row, language).type for row in language.statements["relation"]]
    assert language.lexicon.lemmas == lemmas


def report() -> str:
    """Return the scores per language, half and type as lines."""
    lines = []
    for code in LANGUAGES:
        types = sorted({one[3] for row in gold_rows(code) for one in row["relations"]})
        for half in ("first", "dev", "test"):
            lines.append(f"{code} {half:5} all {score(code, half)}")
        lines += [f"{code} {half:5} {type} {score(code, half, type)}" for type in types for half in ("dev", "test")]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())


@pytest.mark.parametrize(
    ("code", "text"), [("en", "Serbia does not recognise Kosovo"), ("uk", "Сербія не визнає Косова")]
)
def test_a_sentence_may_end_with_the_name(code: str, text: str) -> None:
    assert relations(text, code) == [("SRB", "KOS", True)]
