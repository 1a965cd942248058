"""Does the vocabulary know every figure as what it can be?"""

from __future__ import annotations

import pytest

from dragoman.language import known_languages, load_language
from dragoman.numerals import Numeral
from dragoman.times import grammar_of
from dragoman.timewords import number_classes


@pytest.mark.parametrize("code", known_languages())
def test_figures_are_what_number_classes_says(code: str) -> None:
    grammar = grammar_of(load_language(code))
    assert grammar is not None
    wrong = [
        digits
        for width in (1, 2, 3, 4)
        for number in range(10**width)
        if (digits := str(number).zfill(width))
        and dict.fromkeys(sorted(number_classes(Numeral(number, figure=True), digits)), number)
        != grammar.words.values[digits]
    ]
    assert not wrong
