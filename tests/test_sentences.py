"""Are tokens and sentences where a reader sees them?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.fold import fold
from dragoman.language import load_language
from dragoman.sentences import split_sentences, tokenize

SENTENCES = [
    ("en", "Mr. Biden spoke. He left.", ["Mr. Biden spoke.", "He left."]),
    ("en", "The U.S. President met J. K. Smith in Geneva.", ["The U.S. President met J. K. Smith in Geneva."]),
    ("en", "“We agree.” He left.", ["“We agree.”", "He left."]),
    ("en", "Talks failed... Then came 3.5 million people.", ["Talks failed...", "Then came 3.5 million people."]),
    ("en", "NAIROBI, Jan 11 - The President called.", ["NAIROBI, Jan 11 -", "The President called."]),
    (
        "en",
        "MOSCOW/WASHINGTON, Jan 27 (Agency) — Troops left.",
        ["MOSCOW/WASHINGTON, Jan 27 (Agency) —", "Troops left."],
    ),
    ("en", "TALLINN (Agency) - Troops left.", ["TALLINN (Agency) -", "Troops left."]),
    ("en", "USA - a large country - voted.", ["USA - a large country - voted."]),
    ("en", "NATO, EU and 5 states - all of them - voted.", ["NATO, EU and 5 states - all of them - voted."]),
    ("uk", "КИЇВ, 16 січня – Сайти зламали.", ["КИЇВ, 16 січня –", "Сайти зламали."]),
    ("uk", "США – найбільший партнер Києва.", ["США – найбільший партнер Києва."]),
    ("ru", "ЖЕНЕВА, 22 января – Министры встретились.", ["ЖЕНЕВА, 22 января –", "Министры встретились."]),
    ("ru", "ООН – место встречи 193 стран.", ["ООН – место встречи 193 стран."]),
    ("uk", "Це сталося 2014 р. у Криму. Росія мовчить.", ["Це сталося 2014 р. у Криму.", "Росія мовчить."]),
    ("uk", "«Ми готові». Він пішов.", ["«Ми готові».", "Він пішов."]),
    ("ru", "А. С. Петров уехал. Его ждали.", ["А. С. Петров уехал.", "Его ждали."]),
]


@pytest.mark.parametrize(("code", "text", "expected"), SENTENCES)
def test_sentences(code: str, text: str, expected: list[str]) -> None:
    found = split_sentences(text, load_language(code).tokenizer)
    assert [text[s.start : s.end] for s in found] == expected


TOKENS = [
    ("en", "US-Russia talks didn't end", ["us", "-", "russia", "talks", "did", "n't", "end"]),
    ("en", "Iraq's minister", ["iraq", "'s", "minister"]),
    ("en", "10,000 troops", ["10,000", "troops"]),
    ("uk", "прем'єр-міністр США-Росія", ["прем'єр-міністр", "сша", "-", "росія"]),
    ("uk", "п’ятниця", ["п'ятниця"]),
    ("ru", "экс-президент", ["экс-президент"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), TOKENS)
def test_tokens(code: str, text: str, expected: list[str]) -> None:
    assert [t.form for t in tokenize(text, load_language(code).tokenizer)] == expected


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=80))
def test_tokens_cut_words_out_of_their_own_text(text: str) -> None:
    last = 0
    for token in tokenize(text, load_language("uk").tokenizer):
        assert last <= token.start < token.end <= len(text)
        assert text[token.start : token.end].strip()
        last = token.end
