"""Does a tree become the same frames as chunks, and do the forms win where the tree is wrong?"""

from __future__ import annotations

import pytest

from dragoman.engines.combine import combine
from dragoman.engines.forms import agreed
from dragoman.engines.trees import Node, frames_of_tree
from dragoman.language import load_language
from dragoman.model import Argument, Form, Frame, Sentence, Token
from dragoman.sentences import split_sentences


def grow(code: str, rows: str) -> tuple[Sentence, tuple[Frame, ...]]:
    """Return a sentence with its frames from rows "form UPOS head relation [features]", one token each, heads from 1."""
    cells = [row.split() for row in rows.split(";")]
    text = " ".join(cell[0] for cell in cells)
    language = load_language(code)
    (sentence,) = split_sentences(text, language.tokenizer)
    nodes = tuple(
        Node(upos, dict(pair.split("=") for pair in feats), int(head) - 1, relation)
        for _, upos, head, relation, *feats in cells
    )
    return sentence, frames_of_tree(sentence, nodes, language)


def heads(sentence: Sentence, frame: Frame, role: str) -> str:
    return " ".join(sorted(sentence.tokens[a.head].form for a in frame.arguments if a.role == role))


def frame_of(sentence: Sentence, frames: tuple[Frame, ...], form: str) -> Frame:
    return next(f for f in frames if sentence.tokens[f.head].form == form)


PASSIVE = (
    "Belarus PROPN 3 nsubj:pass; was AUX 3 aux:pass; accused VERB 0 root VerbForm=Part Tense=Past; "
    "by ADP 5 case; Poland PROPN 3 obl:agent"
)
RELATIVE = (
    "Lithuania PROPN 7 nsubj; , PUNCT 4 punct; which PRON 4 nsubj PronType=Rel; accuses VERB 1 acl:relcl VerbForm=Fin; "
    "Belarus PROPN 4 obj; , PUNCT 4 punct; summoned VERB 0 root VerbForm=Fin; its PRON 9 nmod:poss; envoy NOUN 7 obj"
)
CONTROL = (
    "France PROPN 2 nsubj; agreed VERB 0 root VerbForm=Fin; to PART 4 mark; withdraw VERB 2 xcomp VerbForm=Inf; "
    "its PRON 6 nmod:poss; troops NOUN 4 obj"
)
FORCED = (
    "France PROPN 2 nsubj; urged VERB 0 root VerbForm=Fin; Mali PROPN 2 obj; to PART 5 mark; "
    "withdraw VERB 2 xcomp VerbForm=Inf"
)
ASKED_AND_DENIED = (
    "Russia PROPN 2 nsubj; accused VERB 0 root VerbForm=Fin; Ukraine PROPN 2 obj; and CCONJ 5 cc; "
    "demanded VERB 2 conj VerbForm=Fin; talks NOUN 5 obj"
)
WRONG_ORDER = "Исландию PROPN 2 nsubj Case=Nom; поблагодарила VERB 0 root VerbForm=Fin; Греция PROPN 2 obj Case=Acc"
AGREES = "Косово PROPN 2 nsubj Case=Nom; обвинила VERB 0 root VerbForm=Fin; Сербия PROPN 2 obj Case=Acc"
MODAL = (
    "Россия PROPN 2 nsubj Case=Nom; может VERB 0 root VerbForm=Fin Tense=Pres; вывести VERB 2 xcomp VerbForm=Inf; "
    "войска NOUN 3 obj Case=Acc"
)
AGENT = (
    "Білорусь PROPN 3 nsubj:pass Case=Nom; була AUX 3 aux:pass; звинувачена ADJ 0 root VerbForm=Part Voice=Pass; "
    "Польщею PROPN 3 obl Case=Ins"
)
IMPERSONAL = "Росію PROPN 2 obj Case=Acc; звинувачено VERB 0 root Person=0 VerbForm=Fin; в ADP 4 case; обстрілі NOUN 2 obl Case=Loc"
RELATIVE_OBJECT = (
    "Білорусь PROPN 6 nsubj Case=Nom; , PUNCT 5 punct; яку PRON 5 obj Case=Acc PronType=Rel; Литва PROPN 5 nsubj Case=Nom; "
    "звинувачує VERB 1 acl:relcl VerbForm=Fin; мовчить VERB 0 root VerbForm=Fin"
)
JOINED = (
    "Канада PROPN 4 nsubj Case=Nom; і CCONJ 3 cc; Норвегія PROPN 1 conj Case=Nom; засудили VERB 0 root VerbForm=Fin; "
    "Іран PROPN 4 obj Case=Acc"
)

ROLES = [
    ("en", PASSIVE, "accused", "poland", "belarus", "passive turned round"),
    ("en", RELATIVE, "accuses", "lithuania", "belarus", "relative pronoun filled in"),
    ("en", RELATIVE, "summoned", "lithuania", "envoy", "main clause over a relative"),
    ("en", CONTROL, "withdraw", "france", "troops", "subject control"),
    ("en", FORCED, "withdraw", "mali", "", "who is urged is to act"),
    ("en", ASKED_AND_DENIED, "demanded", "russia", "talks", "shared subject"),
    ("ru", WRONG_ORDER, "поблагодарила", "греция", "исландию", "the accusative cannot be the subject"),
    ("ru", AGREES, "обвинила", "сербия", "косово", "a neuter does not agree with the verb"),
    ("ru", MODAL, "вывести", "россия", "войска", "the modal verb is an auxiliary"),
    ("uk", AGENT, "звинувачена", "польщею", "білорусь", "agent in the instrumental"),
    ("uk", IMPERSONAL, "звинувачено", "", "росію", "impersonal keeps its object"),
    ("uk", RELATIVE_OBJECT, "звинувачує", "литва", "білорусь", "relative object"),
    ("uk", JOINED, "засудили", "канада норвегія", "іран", "joined subjects"),
]


@pytest.mark.parametrize(("code", "rows", "predicate", "subjects", "objects", "why"), ROLES)
def test_roles(code: str, rows: str, predicate: str, subjects: str, objects: str, why: str) -> None:
    sentence, frames = grow(code, rows)
    frame = frame_of(sentence, frames, predicate)
    assert (heads(sentence, frame, "subj"), heads(sentence, frame, "obj")) == (subjects, objects), why


APPOSITION = "Косову NOUN 3 nsubj Case=Dat; Сербія PROPN 1 appos Case=Nom; відповіла VERB 0 root VerbForm=Fin; відмовою NOUN 3 obl Case=Ins"
GENITIVE = (
    "Минулої ADJ 2 amod Case=Gen; ночі NOUN 4 obl Case=Gen; Росія PROPN 2 nmod Case=Nom; обстріляла VERB 0 root VerbForm=Fin; "
    "порт NOUN 4 obj Case=Acc"
)
TWO_SUBJECTS = "Польща PROPN 2 nsubj Case=Nom; звинувачує VERB 0 root VerbForm=Fin; Білорусь PROPN 2 nsubj Case=Nom"
NOT_A_COPULA = "якого DET 2 det Case=Acc PronType=Rel; утримувала AUX 3 cop; поліція NOUN 0 root Case=Nom"
PLACE = "У ADP 2 case; Варшаві PROPN 3 obl Case=Loc; заявили VERB 0 root VerbForm=Fin; протест NOUN 3 obj Case=Acc"
ENCLOSED = (
    "Захваченный VERB 3 acl Case=Acc VerbForm=Part Voice=Pass; Йеменом PROPN 4 obl Case=Ins; корабль NOUN 4 obj Case=Acc; "
    "освободила VERB 0 root VerbForm=Fin; Индия PROPN 4 nsubj Case=Nom"
)
NOTHING_DECIDES = (
    "Мінськ PROPN 3 nsubj Case=Nom; Київ PROPN 3 nsubj Case=Nom; звинувачує VERB 0 root VerbForm=Fin Number=Sing"
)
MENDED = [
    ("ru", ENCLOSED, "захваченный", "йеменом", "корабль", "between a participle and its noun"),
    ("ru", ENCLOSED, "освободила", "индия", "корабль", "the rest stays"),
    ("uk", APPOSITION, "відповіла", "сербія", "", "a nominative is no apposition of a dative"),
    ("uk", GENITIVE, "обстріляла", "росія", "порт", "a nominative is no genitive"),
    ("uk", NOTHING_DECIDES, "звинувачує", "", "", "two nouns alike before the verb"),
    ("uk", TWO_SUBJECTS, "звинувачує", "польща", "білорусь", "of two subjects the one that can be an object is it"),
    ("uk", NOT_A_COPULA, "утримувала", "поліція", "", "a full verb is no copula"),
    ("uk", PLACE, "заявили", "варшаві", "протест", "a capital speaks"),
]


@pytest.mark.parametrize(("code", "rows", "predicate", "subjects", "objects", "why"), MENDED)
def test_forms_mend_the_tree(code: str, rows: str, predicate: str, subjects: str, objects: str, why: str) -> None:
    sentence, frames = grow(code, rows)
    frame = frame_of(sentence, frames, predicate)
    assert (heads(sentence, frame, "subj"), heads(sentence, frame, "obj")) == (subjects, objects), why


def test_a_preposition_of_several_words_is_one() -> None:
    rows = (
        "Лунають VERB 0 root VerbForm=Fin; звинувачення NOUN 1 nsubj Case=Nom; на ADP 4 case; адресу NOUN 2 nmod Case=Acc; "
        "Росії PROPN 4 nmod Case=Gen"
    )
    sentence, frames = grow("uk", rows)
    noun = next(f for f in frames if f.kind == "noun")
    assert [(sentence.tokens[a.head].form, a.preposition) for a in noun.arguments] == [("росії", "на адресу")]


def test_who_is_addressed_belongs_to_the_verb_that_addresses() -> None:
    rows = (
        "Кишинів PROPN 2 nsubj Case=Nom; вимагає VERB 0 root VerbForm=Fin; від ADP 4 case; Росії PROPN 5 obl Case=Gen; "
        "вивести VERB 2 xcomp VerbForm=Inf; війська NOUN 5 obj Case=Acc"
    )
    sentence, frames = grow("uk", rows)
    assert heads(sentence, frame_of(sentence, frames, "вимагає"), "obl") == "росії"


def argument(role: str, head: int, confidence: float = 1.0) -> Argument:
    return Argument(role, "", frozenset(), head, head + 1, head, confidence)


COMBINED = [
    ((), (argument("subj", 0),), [("subj", 0)], "an empty role is filled"),
    ((argument("subj", 2),), (argument("subj", 0),), [("subj", 2)], "a sure role stands"),
    ((argument("subj", 2, 0.6),), (argument("subj", 0),), [("subj", 0)], "a guess gives way"),
    ((argument("obj", 0),), (argument("subj", 0),), [("obj", 0)], "a noun has one role"),
    ((argument("subj", 2, 0.6),), (), [("subj", 2)], "a guess is better than nothing"),
]


@pytest.mark.parametrize(("chunks", "tree", "expected", "why"), COMBINED)
def test_a_tree_completes_chunks(
    chunks: tuple[Argument, ...], tree: tuple[Argument, ...], expected: list[tuple[str, int]], why: str
) -> None:
    (frame,) = combine((Frame(1, "fin", 0, 3, chunks),), (Frame(1, "fin", 0, 3, tree),))
    assert [(a.role, a.head) for a in frame.arguments] == expected, why


DENIED = (
    "Росія PROPN 2 nsubj Case=Nom; заперечує VERB 0 root VerbForm=Fin Tense=Pres; , PUNCT 5 punct; що SCONJ 5 mark; "
    "планує VERB 2 ccomp VerbForm=Fin Tense=Pres; напад NOUN 5 obj Case=Acc"
)
CONDITION = (
    "If SCONJ 3 mark; Iran PROPN 3 nsubj; attacks VERB 7 advcl VerbForm=Fin; , PUNCT 3 punct; Israel PROPN 7 nsubj; "
    "will AUX 7 aux; respond VERB 0 root VerbForm=Inf"
)
REFUSAL = (
    "Refusal NOUN 4 nsubj; to PART 3 mark; negotiate VERB 1 acl VerbForm=Inf; surprised VERB 0 root VerbForm=Fin; "
    "Paris PROPN 4 obj"
)
PLANS = (
    "Poland PROPN 2 nsubj; plans VERB 0 root VerbForm=Fin; to PART 4 mark; meet VERB 2 xcomp VerbForm=Inf; and CCONJ 6 cc; "
    "sign VERB 4 conj VerbForm=Inf"
)
GOVERNORS = [
    ("uk", DENIED, "планує", "заперечує", "ccomp"),
    ("en", CONDITION, "attacks", "respond", "cond"),
    ("en", REFUSAL, "negotiate", "refusal", "xcomp"),
    ("en", PLANS, "sign", "plans", "xcomp"),
]


@pytest.mark.parametrize(("code", "rows", "predicate", "governor", "relation"), GOVERNORS)
def test_governors(code: str, rows: str, predicate: str, governor: str, relation: str) -> None:
    sentence, frames = grow(code, rows)
    frame = frame_of(sentence, frames, predicate)
    assert (sentence.tokens[frames[frame.governor].head].form, frame.relation) == (governor, relation)


WILL_AND = (
    "Oslo PROPN 3 nsubj; will AUX 3 aux; meet VERB 0 root VerbForm=Inf; and CCONJ 5 cc; sign VERB 3 conj VerbForm=Inf; "
    "a DET 7 det; treaty NOUN 5 obj"
)
WAS_AND = (
    "Editors NOUN 3 nsubj:pass; were AUX 3 aux:pass; arrested VERB 0 root VerbForm=Part Tense=Past; and CCONJ 5 cc; "
    "jailed VERB 3 conj VerbForm=Part Tense=Past"
)


def test_joined_verbs_share_auxiliaries() -> None:
    sentence, frames = grow("en", WILL_AND)
    frame = frame_of(sentence, frames, "sign")
    assert (frame.kind, frame.tense, heads(sentence, frame, "subj")) == ("fin", "Fut", "oslo")
    sentence, frames = grow("en", WAS_AND)
    frame = frame_of(sentence, frames, "jailed")
    assert (frame.kind, frame.voice, heads(sentence, frame, "obj")) == ("fin", "pass", "editors")


def test_how_it_is_said() -> None:
    sentence, frames = grow("en", CONDITION)
    assert frame_of(sentence, frames, "respond").tense == "Fut"
    sentence, frames = grow("ru", MODAL)
    (frame,) = (f for f in frames if f.kind != "noun")
    assert (frame.kind, frame.mood, frame.tense) == ("fin", "Pot", "Pres")


VISIT = (
    "Почався VERB 0 root VerbForm=Fin; візит NOUN 1 nsubj Case=Nom; Байдена PROPN 2 nmod Case=Gen; до ADP 5 case; "
    "Польщі PROPN 2 nmod Case=Gen"
)
ON_THE_VERB = (
    "Байден PROPN 2 nsubj Case=Nom; розпочав VERB 0 root VerbForm=Fin; візит NOUN 2 obj Case=Acc; до ADP 5 case; "
    "Польщі PROPN 2 obl Case=Gen"
)


@pytest.mark.parametrize("rows", [VISIT, ON_THE_VERB], ids=["noun", "verb"])
def test_an_event_noun_has_its_phrases_wherever_they_hang(rows: str) -> None:
    sentence, frames = grow("uk", rows)
    frame = next(f for f in frames if f.kind == "noun")
    assert heads(sentence, frame, "obl") == "польщі"
    assert all("Gen" in a.cases for a in frame.arguments if a.preposition)


def test_a_genitive_is_the_owner_of_an_event_noun() -> None:
    sentence, frames = grow("uk", VISIT)
    assert heads(sentence, next(f for f in frames if f.kind == "noun"), "poss") == "байдена"


def test_a_tree_has_a_node_for_each_token() -> None:
    language = load_language("en")
    (sentence,) = split_sentences("Go home", language.tokenizer)
    with pytest.raises(ValueError, match="1 nodes for 2 tokens"):
        frames_of_tree(sentence, (Node("VERB", {}, -1, "root"),), language)


FORMS = [
    ((Form("x", "NOUN", {"Case": "Nom"}),), "NOUN", {"Case": "Gen"}, {"Case": "Nom"}, "the form has one case"),
    (
        (Form("x", "NOUN", {"Case": "Nom"}), Form("x", "NOUN", {"Case": "Acc"})),
        "NOUN",
        {"Case": "Acc"},
        {"Case": "Acc"},
        "a confirmed tag stands",
    ),
    ((), "NOUN", {"Case": "Gen"}, {"Case": "Gen"}, "unknown words are the tagger's"),
    ((Form("x", "VERB", {"VerbForm": "Inf"}),), "NOUN", {"Case": "Gen"}, {"VerbForm": "Inf"}, "it can only be a verb"),
    (
        (Form("x", "VERB", {"VerbForm": "Part"}),),
        "ADJ",
        {"Case": "Gen"},
        {"Case": "Gen"},
        "participles pass for adjectives",
    ),
]


@pytest.mark.parametrize(("readings", "upos", "told", "expected", "why"), FORMS)
def test_forms_correct_tags(
    readings: tuple[Form, ...], upos: str, told: dict[str, str], expected: dict[str, str], why: str
) -> None:
    assert agreed(Token(0, 1, "x", readings, False, ()), upos, told)[1] == expected, why
