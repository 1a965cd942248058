"""Does a ranker learn, weigh the same everywhere, and say what is wrong with what it is given?"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dragoman import read
from dragoman.cli import app
from dragoman.errors import RecordError
from dragoman.learning import examples, labelled, learn, steps
from dragoman.model import Event
from dragoman.ranker import SIZE, Ranker, fit, number, pack, reasons, score, unpack
from dragoman.reading import own_ranker

TEXT = "Chile accused Peru of moving the border posts."


def test_a_ranker_learns_what_goes_with_right_events():
    taught = [(["act visit", "word minister"], True), (["act visit", "word film"], False)] * 40
    ranker = fit(taught)
    assert score(ranker, ["act visit", "word minister"]) > 0 > score(ranker, ["act visit", "word film"])
    assert reasons(ranker, ["word film"], 1)[0][1] < 0
    assert pack(fit(taught)) == pack(ranker)


def test_a_packed_ranker_is_the_same_again():
    ranker = Ranker(np.arange(SIZE, dtype=np.int64).astype(np.int8), 0.25, -2.0)
    again = unpack(pack(ranker))
    assert (again.step, again.limit) == (0.25, -2.0)
    assert np.array_equal(again.weights, ranker.weights)
    with pytest.raises(ValueError, match="a ranker has"):
        unpack(b"short")


def test_a_name_has_its_place_on_every_machine():
    assert number("act consult.visit") == 59626


def test_the_ranker_that_ships_is_small_and_gives_odds():
    ranker = own_ranker()
    assert ranker is not None
    assert len(pack(ranker)) < 2e6
    (event,) = [fact for fact in read(TEXT, published="2022-01-11").facts if isinstance(fact, Event)]
    assert event.evidence.score is not None


def test_a_ranker_may_keep_an_event_out():
    strict = Ranker(np.zeros(SIZE, np.int8), 1.0, 1.0)
    assert not [f for f in read(TEXT, published="2022-01-11", ranker=strict).facts if isinstance(f, Event)]


def test_what_stands_beside_a_right_event_teaches_nothing():
    right = labelled({"text": TEXT, "lang": "en", "event": "ACCUSE"})
    wrong = labelled({"text": TEXT, "lang": "en", "events": []})
    assert [told for _, told in examples([right, wrong])] == [True, False]
    with pytest.raises(RecordError, match="too few"):
        learn([right, wrong], -2.0)
    with pytest.raises(RecordError, match="needs text, lang"):
        labelled({"text": TEXT})


def test_an_event_is_explained_step_by_step():
    reading = read(TEXT, published="2022-01-11")
    (event,) = [fact for fact in reading.facts if isinstance(fact, Event)]
    told = list(steps(reading, event))
    assert {"frame", "argument", "act", "stands", "weighs"} == {label for label, _ in told}
    assert ("argument", "subj: Chile") in told


def test_a_user_trains_a_ranker_and_reads_with_it(tmp_path: Path):
    rows = [
        {"text": f"{a} accused {b} of theft.", "lang": "en", "event": kind}
        for kind in ("ACCUSE", "")
        for a in ("Chile", "Peru", "Ghana", "Mali", "Malta")
        for b in ("Italy", "Spain", "Japan", "Egypt", "Kenya", "Cuba", "Chad", "Fiji", "Laos", "Oman")
    ]
    labels, out = tmp_path / "labels.jsonl", tmp_path / "ranker.bin"
    labels.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    told = CliRunner().invoke(app, ["train", str(labels), "--out", str(out), "--folds", "2"])
    assert told.exit_code == 0, told.output
    assert "2 folds" in told.output
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    told = CliRunner().invoke(app, ["read", str(page), "--published", "2022-01-11", "--ranker", str(out)])
    assert told.exit_code == 0, told.output
    told = CliRunner().invoke(app, ["read", str(page), "--ranker", str(labels)])
    assert told.exit_code == 2
    assert "is no ranker" in told.output
