"""Near texts are found again among many, at a cost that does not grow with their number."""

import numpy as np
import pytest

from dragoman.near import BINS, Near, runs_of_words, sign, signatures

WORDS = [f"w{number * 7919 % 100003}" for number in range(6000)]


def text(start: int, size: int = 300) -> str:
    return " ".join(WORDS[start : start + size])


@pytest.mark.parametrize(
    ("texts", "runs", "why"),
    [
        (["One, two three four five six"], [2], "two runs of five"),
        (["One two"], [1], "a short text is one run"),
        (["", "one two three four five"], [0, 1], "an empty text has none"),
        (["a b c d e", "f g h i j"], [1, 1], "no run reaches into the next text"),
        (["Київ - столиця. \N{GRINNING FACE} Так було й буде"], [2], "letters of any script; signs part words"),
        (["It’s raining on the old town"], [3], "an apostrophe parts words however it is written"),
    ],
)
def test_runs(texts, runs, why):
    found = runs_of_words(texts)
    assert np.bincount(found.texts, minlength=len(texts)).tolist() == runs, why


def test_case_signs_and_neighbours_do_not_count():
    alone = signatures(["Rain fell on the old town, and on the new."])
    among = signatures(["Snow.", "RAIN FELL – on the old town and on the new!", "Hail"])
    assert (alone[0] == among[1]).all()


def test_the_same_numbers_on_every_machine():
    assert runs_of_words(["Rain fell on the town"]).hashes.tolist() == [6693970150251022810]


@pytest.mark.parametrize(("shared", "found"), [(300, True), (200, True), (150, True), (0, False)])
def test_a_part_is_found(shared, found):
    near = Near()
    near.add(signatures([text(start) for start in range(0, 3000, 300)]))
    pairs = near.find(signatures([text(600, shared) or "nothing of the kind was ever written here"]))
    assert pairs.known.tolist() == ([2] if found else [])
    if found:
        assert pairs.similar[0] == pytest.approx(shared / 300, abs=0.15)


def test_the_index_grows_and_forgets_nothing():
    near, texts = Near(), [text(start, 60) for start in range(0, 5000)]
    for start in range(0, len(texts), 700):
        near.add(signatures(texts[start : start + 700]))
    assert near.count == len(texts)
    pairs = near.find(signatures(texts[::500]))
    found = set(zip(pairs.asked.tolist(), pairs.known.tolist(), strict=True))
    assert {(number, 500 * number) for number in range(10)} <= found


def test_a_text_without_words_has_a_signature_too():
    assert sign(runs_of_words(["", "..."]), 2).shape == (2, BINS)
