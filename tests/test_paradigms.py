"""Do paradigms read forms backwards, with all their readings?"""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.paradigms import Lexicon, class_of, compile_paradigms, features

TABLES = {
    "classes": {
        "f-a": {
            "upos": "NOUN",
            "lemma": "a",
            "feats": {"Gender": "Fem"},
            "forms": "Nom Sing = a\nGen Sing = y\nNom Plur = y\nGen Plur = -",
        },
        "v-ty": {
            "upos": "VERB",
            "lemma": "ty",
            "suffix": "sia/s",
            "forms": "Inf = ty\n# the past\nPast Fem Sing = la\nPast Masc Sing = v",
        },
    },
    "guess": [{"tag": "f", "ending": "a", "class": "f-a"}, {"tag": "v", "ending": "tysia tys", "class": "v-ty"}],
    "irregular": {"go": {"upos": "VERB", "tag": "v", "forms": {"Inf": "go", "Past": "went", "Part Past": "gone"}}},
}


def lexicon(*words: tuple[str, str]) -> Lexicon:
    made = Lexicon(compile_paradigms(TABLES, vowels="aeiouy"))
    for lemma, tag in words:
        made.add(lemma, tag)
    return made


def readings(form: str, *words: tuple[str, str]) -> set[tuple[str, ...]]:
    return {(r.lemma, *sorted(r.feats.values())) for r in lexicon(*words).analyse(form)}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("zona", {("zona", "Fem", "Nom", "Sing")}),
        ("zony", {("zona", "Fem", "Gen", "Sing"), ("zona", "Fem", "Nom", "Plur")}),  # a syncretic form keeps both
        ("zon", {("zona", "Fem", "Gen", "Plur")}),  # an empty ending
        ("zonu", set()),  # no such ending
        ("rana", set()),  # the ending fits, the lexicon has no such lemma
    ],
)
def test_noun_forms(form: str, expected: set[tuple[str, ...]]) -> None:
    assert readings(form, ("zona", "f")) == expected


def test_reflexive_suffix_follows_the_last_letter() -> None:
    words = (("vchytys", "v"),)
    assert readings("vchylas", *words) == {("vchytys", "Fem", "Fin", "Past", "Sing")}
    assert readings("vchyvsia", *words) == {("vchytys", "Fin", "Masc", "Past", "Sing")}


def test_irregular_forms_need_no_class() -> None:
    assert readings("went", ("go", "v")) == {("go", "Fin", "Past")}
    assert readings("went") == set()


def test_class_by_longest_ending() -> None:
    paradigms = compile_paradigms(TABLES)
    assert class_of("zona", "f", paradigms) == "f-a"
    with pytest.raises(DataError, match=r"no class for dim\|f"):
        class_of("dim", "f", paradigms)


def test_a_lemma_must_have_its_class_ending() -> None:
    with pytest.raises(DataError, match="needs a lemma in -a"):
        lexicon(("dim", "f-a"))


def test_unknown_feature_is_named() -> None:
    with pytest.raises(DataError, match="unknown feature 'Nominative'"):
        features("Nominative Sing")
