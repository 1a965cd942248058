"""Do lexicon entries and patterns match tokens, with gaps, slots and alternatives?"""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.language import load_language
from dragoman.match import Filler, PhraseTable, agree, compile_pattern, lexicon_items, match_at
from dragoman.model import Token
from dragoman.sentences import tokenize

EN = load_language("en")
UK = load_language("uk")


def tokens(text: str, language: object = EN) -> tuple[Token, ...]:
    return tokenize(text, language.tokenizer)  # type: ignore[attr-defined]


def table(*entries: str) -> PhraseTable[str]:
    made: PhraseTable[str] = PhraseTable()
    for entry in entries:
        made.add(lexicon_items(entry, EN.lexicon, EN.tokenizer), entry)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("foreign ministers met", ["foreign minister|n"]),  # a lemma matches its forms
        ("Foreign Minister", ["foreign minister|n"]),  # case does not matter
        ("foreign policy", []),
        ("imposed tough new sanctions", ["impose|v ~ sanction|n"]),  # a gap
        ("imposed one two three four five six sanctions", []),  # a gap has an end
    ],
)
def test_phrases(text: str, found: list[str]) -> None:
    made = table("foreign minister|n", "impose|v ~ sanction|n")
    assert [hit.value for hit in made.find(tokens(text))] == found


def test_longest_first() -> None:
    made = table("prime minister|n", "prime minister|n of state")
    assert [hit.value for hit in made.at(tokens("prime minister of state"), 0)] == [
        "prime minister|n of state",
        "prime minister|n",
    ]


def test_words_of_a_name_agree_in_case() -> None:
    assert agree(tokens("Сполучених Штатів", UK))
    assert not agree(tokens("Росія Україною", UK))


@pytest.mark.parametrize(
    ("pattern", "text", "last"),
    [
        ("according to", "according to reports", 2),
        ("in/at dawn", "at dawn", 2),
        ("the? day", "day one", 1),
        ("from ... to", "from here and there to", 5),
        ("from ...1 to", "from here and there to", None),
    ],
)
def test_patterns(pattern: str, text: str, last: int | None) -> None:
    made = compile_pattern(pattern, EN.lexicon, EN.tokenizer)
    found = match_at(made, tokens(text), 0, {}, lambda name, token: False)
    assert (found.last if found else None) == last


def test_slots_hold_what_fills_them_in_the_right_case() -> None:
    made = compile_pattern("by {who:Gen}", EN.lexicon, EN.tokenizer)
    dative, genitive = Filler(1, 2, frozenset({"Dat"}), "no"), Filler(1, 2, frozenset({"Gen"}), "yes")
    found = match_at(made, tokens("by someone"), 0, {"who": {1: (dative, genitive)}}, lambda name, token: False)
    assert found is not None
    assert found.slots["who"].value == "yes"


def test_an_unclosed_slot_is_said() -> None:
    with pytest.raises(DataError, match="not closed"):
        compile_pattern("by {who", EN.lexicon, EN.tokenizer)
