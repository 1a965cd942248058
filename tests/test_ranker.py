"""Does a ranker learn, choose, abstain, weigh the same everywhere, and say what is wrong with what it is given?"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dragoman import load_language, read
from dragoman.acts import Acts, Candidate
from dragoman.cli import app
from dragoman.errors import RecordError
from dragoman.events import Considered, consider
from dragoman.learning import Check, Labelled, Option, check, examples, in_turn, labelled, labels, learn, steps
from dragoman.model import Event
from dragoman.ranker import SIZE, Choice, Ranker, Seen, best, fit, number, pack, reasons, score, unpack, votes
from dragoman.reading import found_before_events, open_page, own_ranker

TEXT = "Chile accused Peru of moving the border posts."
SEVERAL = {
    "en": "Latvia banned two Belarusian officers from entering the country.",
    "ru": "Власти Эстонии запретили въезд двум белорусским офицерам.",
    "uk": "Латвія заборонила в'їзд двом білоруським офіцерам.",
}
NEVER = float("-inf")


def blank(**weights: int) -> Ranker:
    """A ranker that knows nothing but these names (``__`` for a blank, ``_`` for a full stop)."""
    table = np.zeros(SIZE, np.int8)
    for name, weight in weights.items():
        table[number(name.replace("__", " ").replace("_", "."))] = weight
    return Ranker(table, 1.0, 2.0, NEVER)


def events(text: str, code: str, ranker: Ranker | None) -> list[Event]:
    facts = read(text, published="2022-01-11", language=code, ranker=ranker).facts
    return [fact for fact in facts if isinstance(fact, Event)]


def options_of(code: str) -> tuple[list[str], list[Seen], list[Event]]:
    """The acts that a word of several names, as seen, and the event that each makes."""
    article, language = open_page(SEVERAL[code], published="2022-01-11", language=code)
    read = found_before_events(article, language, None)
    most: list[Candidate] = []

    def count(reader: Acts, options: list[Candidate]) -> int:
        most[:] = max(most, options, key=len)
        return 0

    list(consider(*read[:2], language, read[2], count))
    seen, made = [], []
    for place in range(len(most)):

        def pick(reader: Acts, options: list[Candidate], place: int = place) -> int:
            return place if options[0].head == most[0].head else 0

        for one in consider(*read[:2], language, read[2], pick):
            if isinstance(one, Considered) and one.candidate.head == most[0].head:
                seen.append(one.seen())
                made.append(one.event)
    return [one.trigger.act for one in most], seen, made


def taught(count: int = 60) -> list[Choice]:
    """Grain is aid and tanks are an attack, whatever the order; who cheers at a match does nothing."""
    examples = []
    for n in range(count):
        thing = ("grain", "tank")[n % 2]
        options = tuple([kind, f"{kind} obj {thing}", f"word {n}"] for kind in ("AID", "ASSAULT"))
        examples.append(Choice(options, (thing == "grain", thing == "tank"), ranked=True))
        real = n % 3 > 0
        examples.append(
            Choice((["is any", f"is in {('stadium', 'palace')[real]}", f"is word {n}"], []), (real, not real))
        )
    return examples


def test_a_ranker_learns_to_choose_and_to_abstain():
    ranker = fit(taught())
    for thing, wanted in (("grain", 0), ("tank", 1)):
        options = [Seen(kind, (), (f"obj {thing}", "word unheard")) for kind in ("AID", "ASSAULT")]
        told = votes(ranker, options)
        assert best(told) == wanted
    assert score(ranker, ["is any", "is in palace"]) > 0 > score(ranker, ["is any", "is in stadium"])
    assert reasons(ranker, ["is in stadium"], 1)[0][1] < 0
    assert reasons(ranker, ["nothing known of this"], 1) == []


def test_where_nothing_is_known_the_most_specific_stands():
    kinds = [Seen(kind, (), ("obj ship",)) for kind in ("SANCTION", "AID", "COERCE")]
    assert best(votes(blank(), kinds)) == 0
    assert votes(blank(), kinds) == [2.0, 0.0, 0.0]
    assert best(votes(blank()._replace(bonus=0.0), kinds)) == 0, "of equal votes the first"
    assert best(votes(blank(AID=3), kinds)) == 1
    assert best(votes(blank(AID=2), kinds)) == 0


def test_the_same_examples_give_the_same_bytes():
    assert pack(fit(taught())) == pack(fit(taught()))
    ranker = fit(taught())
    names = [f"name {n}" for n in range(500)]
    assert score(ranker, names) == score(ranker, reversed(names))


def test_a_packed_ranker_is_the_same_again():
    ranker = Ranker(np.arange(SIZE, dtype=np.int64).astype(np.int8), 0.25, 1.5, -2.0)
    again = unpack(pack(ranker))
    assert again[1:] == (0.25, 1.5, -2.0)
    assert np.array_equal(again.weights, ranker.weights)
    with pytest.raises(ValueError, match="a ranker has"):
        unpack(b"short")


def test_a_name_has_its_place_on_every_machine():
    assert number("act consult.visit") == 125162
    assert number("act consult.visit") % (1 << 16) == 59626


def test_the_ranker_that_ships_is_small_and_gives_odds():
    ranker = own_ranker()
    assert ranker is not None
    assert len(pack(ranker)) < 2e6
    (event,) = events(TEXT, "en", None)
    assert event.evidence.score is not None
    assert event.evidence.score >= ranker.limit


@pytest.mark.parametrize("code", sorted(SEVERAL))
def test_what_a_word_names_is_chosen_by_votes(code: str):
    """Each of the acts that fit is read where its own name has the votes, and the first where none has."""
    acts, seen, made = options_of(code)
    assert len(acts) > 1
    assert len({(event.event, event.mode, event.evidence.rule) for event in made}) == len(made)
    for act, one, event in zip(acts, seen, made, strict=True):
        ranker = blank(**{f"act {act}".replace(".", "_").replace(" ", "__"): 50})
        assert one.own[0] == f"act {act}"
        assert event.evidence.rule in {told.evidence.rule for told in events(SEVERAL[code], code, ranker)}
    first = {told.evidence.rule for told in events(SEVERAL[code], code, blank())}
    assert made[0].evidence.rule in first
    assert not first & {event.evidence.rule for event in made[1:]}


def test_a_ranker_keeps_out_what_falls_below_its_limit():
    assert len(events(TEXT, "en", blank())) == 1
    assert len(events(TEXT, "en", blank()._replace(limit=0.0))) == 1
    assert not events(TEXT, "en", blank()._replace(limit=1.0))
    doubtful = blank(is__act__accuse_allege=-3)
    assert [event.evidence.score for event in events(TEXT, "en", doubtful)] == [-3.0]
    assert not events(TEXT, "en", doubtful._replace(limit=-2.0))


def test_what_is_seen_is_what_stands_in_the_clause():
    language = load_language("en")
    _, seen, _ = options_of("en")
    around = seen[0].around
    assert any(name.rpartition("@")[2] in {c for held in language.classes.values() for c in held} for name in around)
    assert {name.split()[0] for one in seen for name in one.around} <= {
        *("head", "form", "actor", "recipient", "subj", "obj", "iobj", "obl", "agent", "poss", "mod", "some", "over")
    }
    assert seen[0].told_as("AID")[0] == "AID"
    assert {name.split()[0] for name in seen[0].whether()} == {"is"}


def test_labels_are_read_in_both_notations():
    plain = {"event": "REQUEST", "mode": "assist", "actor": ["MDA.GOV"], "recipient": ["ROU", "GRC"]}
    coded = {
        "events": [
            {"plover": "AGREE", "plover_alt": "CONSULT", "mode": None, "actor": [{"code": "MDA"}], "recipient": []}
        ]
    }
    (label,) = labels(plain)
    assert label == (frozenset({"REQUEST"}), "assist", frozenset({"MDA"}), frozenset({"ROU", "GRC"}))
    assert next(labels(coded)) == (frozenset({"AGREE", "CONSULT"}), "", frozenset({"MDA"}), frozenset())
    assert next(labels({"event": "AID"}))[2:] == (None, None)
    assert not list(labels({"event": ""}))


@pytest.mark.parametrize(
    ("record", "grade"),
    [
        ({"event": "ACCUSE"}, 2),
        ({"event": "ACCUSE", "actor": ["CHL"], "recipient": ["PER"]}, 2),
        ({"event": "ACCUSE", "mode": "allege", "actor": ["CHL.GOV"], "recipient": ["PER"]}, 3),
        ({"event": "ACCUSE", "actor": ["PER"], "recipient": ["CHL"]}, 1),
        ({"event": "AID", "actor": ["CHL"], "recipient": ["PER"]}, 0),
        ({"event": ""}, 0),
    ],
)
def test_what_is_read_is_graded_by_the_label(record: dict[str, object], grade: int):
    text = labelled({"text": TEXT, "lang": "en", **record})
    assert [[option.grade for option in options] for options in text.words] == [[grade]]
    assert text.tells == bool(record["event"])


def option(kind: str, grade: int, *around: str) -> Option:
    return Option(Seen(kind, (), around), grade)


def test_what_stands_beside_a_right_event_teaches_nothing():
    right, wrong = option("AID", 2, "obj grain"), option("ASSAULT", 0, "obj tank")
    beside = Labelled("a", True, ((right,), (wrong,)))
    assert [choice.right for choice in examples([beside])] == [(True, False), (True, False)]
    related = wrong._replace(related=True)
    assert not examples([Labelled("d", True, ((related,),))]), "the right parties: an act of theirs, whatever its name"
    none = Labelled("b", False, ((wrong,),))
    assert [choice.right for choice in examples([none])] == [(False, True)]
    several = Labelled("c", True, ((wrong, right),))
    told = examples([several])
    assert [choice.right for choice in told if choice.ranked] == [(False, True)]
    assert [choice.right for choice in told if not choice.options[-1]] == [(True, False)]


def test_texts_of_one_key_are_never_parted():
    texts = [
        Labelled(f"key {n // 2}", n % 4 < 2, ((option("AID", 2 * (n % 4 < 2), f"obj {n % 4 < 2}"),),))
        for n in range(400)
    ]
    seen: list[Labelled] = []
    for part, ranker in in_turn(texts, 4):
        assert pack(ranker) == pack(learn([text for text in texts if text not in part], NEVER))
        seen += part
        keys = {text.key for text in part}
        assert all(text in part for text in texts if text.key in keys)
    assert sorted(map(id, seen)) == sorted(map(id, texts))


def test_a_check_counts_choices_and_what_is_kept_out():
    wrong, right, bad = option("AID", 0), option("COERCE", 2), option("PROTEST", 0, "obj ball")
    texts = [Labelled("a", True, ((wrong, right),)), Labelled("b", False, ((bad,),)), Labelled("c", True, (), (1,))]
    assert check(texts, None) == Check(texts=2, types=1, hits=0, events=3, wrong=2, empty=1, alarms=1)
    ranker = blank(COERCE=9, is__obj__ball=-9)._replace(limit=-1.0)
    assert check(texts, ranker) == Check(texts=2, types=2, hits=1, events=2, wrong=0, empty=1, alarms=0)


def test_too_little_to_learn_from_is_said():
    right = labelled({"text": TEXT, "lang": "en", "event": "ACCUSE"})
    with pytest.raises(RecordError, match="too few"):
        learn([right], -2.0)
    with pytest.raises(RecordError, match="too few"):
        learn([right] * 100, -2.0)
    with pytest.raises(RecordError, match="needs text, lang"):
        labelled({"text": TEXT})


def test_an_event_is_explained_step_by_step():
    reading = read(TEXT, published="2022-01-11")
    (event,) = [fact for fact in reading.facts if isinstance(fact, Event)]
    told = list(steps(reading, event))
    assert {"frame", "argument", "act", "stands", "odds", "weighs"} <= {label for label, _ in told}
    assert ("argument", "subj: Chile") in told


@pytest.mark.parametrize("code", sorted(SEVERAL))
def test_what_else_a_word_may_name_is_explained(code: str):
    acts, _, _ = options_of(code)
    reading = read(SEVERAL[code], published="2022-01-11", language=code)
    told = [line for fact in reading.facts if isinstance(fact, Event) for line in steps(reading, fact)]
    named = [text.split()[1].rstrip(":") for label, text in told if label in ("chosen", "or")]
    assert set(acts) <= set(named)
    chosen = [text for label, text in told if label == "chosen"]
    votes_of = {text.split()[1]: float(text.split()[0]) for label, text in told if label in ("chosen", "or")}
    assert votes_of[chosen[0].split()[1]] == max(votes_of.values())
    assert any(label == "votes" for label, _ in told)


def test_a_user_trains_a_ranker_and_reads_with_it(tmp_path: Path):
    rows = [
        {"text": f"{a} accused {b} of theft.", "lang": "en", "event": kind}
        for kind in ("ACCUSE", "")
        for a in ("Chile", "Peru", "Ghana", "Mali", "Malta")
        for b in ("Italy", "Spain", "Japan", "Egypt", "Kenya", "Cuba", "Chad", "Fiji", "Laos", "Oman")
    ]
    names, out = tmp_path / "labels.jsonl", tmp_path / "ranker.bin"
    names.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    told = CliRunner().invoke(app, ["train", str(names), "--out", str(out), "--folds", "2"])
    assert told.exit_code == 0, told.output
    assert "2 folds" in told.output
    assert "type right in 50 of 50 texts" in told.output
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    told = CliRunner().invoke(app, ["read", str(page), "--published", "2022-01-11", "--ranker", str(out)])
    assert told.exit_code == 0, told.output
    told = CliRunner().invoke(app, ["read", str(page), "--ranker", str(names)])
    assert told.exit_code == 2
    assert "is no ranker" in told.output
