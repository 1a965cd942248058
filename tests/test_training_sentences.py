"""Are the labelled sentences of the repository well formed, and does the check see faults?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from training import sentences_check  # noqa: E402

GOOD: dict[str, Any] = {
    "id": "uk-s-0001",
    "lang": "uk",
    "text": "Сербія звинуватила сусідів у шпигунстві.",
    "event": "ACCUSE",
    "mode": "allege",
    "actor": ["SRB"],
    "recipient": ["KOS.GOV"],
}
NONE = GOOD | {"event": "", "mode": "", "actor": [], "recipient": []}


def test_the_files_of_the_repository() -> None:
    command = [sys.executable, "-m", "training.sentences_check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (GOOD, ""),
        (NONE, ""),
        (GOOD | {"actor": [".UNK"]}, ""),
        (GOOD | {"lang": "ru"}, "lang"),
        (GOOD | {"id": "uk-1"}, "id"),
        (GOOD | {"text": "Сербия обвинила соседей в шпионаже ы."}, "letter"),
        (GOOD | {"text": "Двічі  пробіл тут у реченні."}, "spaces"),
        (GOOD | {"text": "Надто коротко."}, "words"),
        (GOOD | {"text": "слово " * 30 + "слово"}, "words"),
        (GOOD | {"event": "BLAME"}, "no PLOVER type"),
        (GOOD | {"mode": "visit"}, "mode"),
        (GOOD | {"actor": []}, "actor"),
        (GOOD | {"actor": "SRB"}, "lists"),
        (GOOD | {"actor": ["SER"]}, "code"),
        (GOOD | {"actor": ["SRB.KGB"]}, "code"),
        (GOOD | {"event": "AID", "mode": "", "recipient": []}, "recipient"),
        (GOOD | {"event": "COOPERATE", "mode": "", "recipient": []}, "one party"),
        (NONE | {"actor": ["SRB"]}, "no event"),
        (GOOD | {"note": ""}, "fields"),
    ],
)
def test_a_fault_is_seen(record: dict[str, Any], fault: str) -> None:
    faults = list(sentences_check.check(record, "uk"))
    assert bool(faults) == bool(fault)
    assert fault in " ".join(faults)


def test_a_text_may_stand_once() -> None:
    one = sentences_check.Text("uk.jsonl:1", "uk", "Уряд подав у відставку.", "RETREAT")
    other = one._replace(where="uk_news.conllu 7", text="Уряд подав у відставку")
    assert list(sentences_check.repeated([one, other]))
    assert list(sentences_check.leaked([one], iter([other])))
