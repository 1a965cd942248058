"""Who is subject and who is object, whatever the order, voice and construction?"""

from __future__ import annotations

import pytest

from dragoman.language import load_language
from dragoman.model import Argument, Frame, Sentence
from dragoman.sentences import split_sentences
from dragoman.syntax import frames_of


def parse(code: str, text: str) -> tuple[Sentence, tuple[Frame, ...]]:
    language = load_language(code)
    (sentence,) = split_sentences(text, language.tokenizer)
    return sentence, frames_of(sentence, language)


def heads(sentence: Sentence, arguments: tuple[Argument, ...], role: str) -> str:
    return " ".join(sorted(sentence.tokens[a.head].form for a in arguments if a.role == role))


ROLES = [
    # language, text, predicate, subjects, objects, why
    ("en", "Poland accused Belarus of theft.", "accused", "poland", "belarus", "plain order"),
    ("en", "Belarus was accused by Poland of theft.", "accused", "poland", "belarus", "passive with agent"),
    (
        "en",
        "Lithuania, which accuses Belarus of jamming, summoned its envoy.",
        "accuses",
        "lithuania",
        "belarus",
        "relative",
    ),
    (
        "en",
        "Lithuania, which accuses Belarus of jamming, summoned its envoy.",
        "summoned",
        "lithuania",
        "envoy",
        "resumed",
    ),
    ("en", "Canada and Norway condemned Iran.", "condemned", "canada norway", "iran", "coordinated subject"),
    ("en", "Russia accused Ukraine and demanded talks.", "demanded", "russia", "talks", "shared subject"),
    ("en", "France agreed to withdraw its troops.", "withdraw", "france", "troops", "subject control"),
    ("uk", "Польща звинувачує Білорусь.", "звинувачує", "польща", "білорусь", "SVO"),
    ("uk", "Білорусь звинувачує Польща.", "звинувачує", "польща", "білорусь", "OVS: the nominative decides"),
    ("uk", "Білорусь була звинувачена Польщею.", "звинувачена", "польщею", "білорусь", "passive, instrumental agent"),
    ("uk", "Білорусь, яку Литва звинувачує, мовчить.", "звинувачує", "литва", "білорусь", "relative object"),
    ("uk", "Литва, яка звинувачує Білорусь, мовчить.", "звинувачує", "литва", "білорусь", "relative subject"),
    ("ru", "Косово обвиняет Сербия.", "обвиняет", "сербия", "косово", "OVS with a neuter object"),
    ("ru", "Сербия обвиняет Косово.", "обвиняет", "сербия", "косово", "SVO"),
    ("ru", "Сербия была обвинена Албанией.", "обвинена", "албанией", "сербия", "passive, instrumental agent"),
    ("ru", "Исландию за помощь поблагодарила Греция.", "поблагодарила", "греция", "исландию", "OVS"),
]


@pytest.mark.parametrize(("code", "text", "predicate", "subjects", "objects", "why"), ROLES)
def test_roles(code: str, text: str, predicate: str, subjects: str, objects: str, why: str) -> None:
    sentence, frames = parse(code, text)
    frame = next(f for f in frames if sentence.tokens[f.head].form == predicate and f.kind != "noun")
    assert (heads(sentence, frame.arguments, "subj"), heads(sentence, frame.arguments, "obj")) == (subjects, objects), (
        why
    )


GOVERNORS = [
    ("en", "Russia denied that it invaded Ukraine.", "invaded", "denied", "ccomp"),
    ("en", "France agreed to withdraw its troops.", "withdraw", "agreed", "xcomp"),
    ("uk", "Росія заперечує, що планує напад.", "планує", "заперечує", "ccomp"),
    ("ru", "Россия отказалась вывести войска.", "вывести", "отказалась", "xcomp"),
]


@pytest.mark.parametrize(("code", "text", "predicate", "governor", "relation"), GOVERNORS)
def test_governors(code: str, text: str, predicate: str, governor: str, relation: str) -> None:
    sentence, frames = parse(code, text)
    frame = next(f for f in frames if sentence.tokens[f.head].form == predicate)
    assert (sentence.tokens[frames[frame.governor].head].form, frame.relation) == (governor, relation)


@pytest.mark.parametrize(
    ("code", "text", "predicate", "negated", "tense"),
    [
        ("en", "Russia will not withdraw its troops.", "withdraw", True, "Fut"),
        ("en", "Russia has withdrawn its troops.", "withdrawn", False, "Past"),
        ("uk", "Росія не вивела війська.", "вивела", True, "Past"),
        ("uk", "Росія виведе війська.", "виведе", False, "Fut"),
        ("ru", "Россия будет требовать уступок.", "требовать", False, "Fut"),
    ],
)
def test_negation_and_tense(code: str, text: str, predicate: str, negated: bool, tense: str) -> None:
    sentence, frames = parse(code, text)
    frame = next(f for f in frames if sentence.tokens[f.head].form == predicate)
    assert (frame.negated, frame.tense) == (negated, tense)
