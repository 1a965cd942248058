"""What does the ranker learn from, and what does it reach? ``python -m training.ranker --gold GOLD --out FILE``

Taught: our own sentences, the training half of our treebanks, the development half of the hand-coded records. Ten
neighbours of a file stand in one fold, since neighbours were written around one affair; so do a record's translations.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.learning import Check, Labelled, check, in_turn, labelled, learn
from dragoman.ranker import pack

HERE = Path(__file__).parent
LANGUAGES = ("uk", "ru", "en")
DATE = "2022-01-15"  # our own sentences have none
LIMITS = (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5)
Record = dict[str, Any]


def sentences(code: str) -> Iterator[Record]:
    """Yield our own labelled sentences of a language."""
    for line in (HERE / "sentences" / f"{code}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def treebank(code: str) -> Iterator[Record]:
    """Yield the sentences of the training half of our treebank with their events."""
    for block in (HERE / "treebank" / f"{code}_news-train.conllu").read_text("utf-8").strip().split("\n\n"):
        told = dict(line[2:].split(" = ", 1) for line in block.split("\n") if line.startswith("# ") and " = " in line)
        event, _, mode = told.get("event", "NONE").partition(" ")
        sides = told.get("parties", "").partition(">")[::2]
        actor, recipient = ([one.strip() for one in side.split(",") if one.strip()] for side in sides)
        row = {"id": told["sent_id"], "text": told["text"], "event": "" if event == "NONE" else event, "mode": mode}
        yield {**row, "actor": actor, "recipient": recipient}


def gold(folder: Path, code: str) -> Iterator[Record]:
    """Yield the hand-coded records of the development half."""
    for line in (folder / f"gsr_dev_{code}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def texts_of(folder: Path) -> Iterator[tuple[str, str, Labelled]]:
    """Yield source, language and what is read of each labelled text."""
    for code in LANGUAGES:
        for source, records in (("own", sentences(code)), ("trees", treebank(code)), ("gsr_dev", gold(folder, code))):
            for record in records:
                given = {"published": DATE, **record, "lang": code, "id": record["id"][:-1]}
                yield source, code, labelled(given)


def line(name: str, told: Check) -> str:
    """Return one row of the table."""
    wanted, events = max(told.texts, 1), max(told.events, 1)
    cells = [name, str(told.texts), str(told.empty), str(told.events)]
    for hits in (told.types, told.hits):
        cells += [f"{100 * hits / events:.1f}", f"{100 * hits / wanted:.1f}", f"{200 * hits / (events + wanted):.1f}"]
    return "| " + " | ".join((*cells, str(told.alarms))) + " |"


def main() -> None:
    """Print the folds, write the ranker."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--limit", type=float, default=0.0)
    given = parser.parse_args()
    found = list(texts_of(given.gold))
    texts = [text for _, _, text in found]
    group = {id(text): f"{source} {code}" for source, code, text in found}
    parts = list(in_turn(texts, 5))
    print("| texts | with events | without | events read | type P | R | F | and parties P | R | F | false alarms |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name in ("all", *sorted(set(group.values()))):
        rows = [("rules", None), *((f"{limit:g}", limit) for limit in (float("-inf"), *LIMITS))]
        for label, limit in rows if name == "all" else [r for r in rows if r[1] in (None, float("-inf"), given.limit)]:
            told = Check()
            for part, ranker in parts:
                held = [text for text in part if name in ("all", group[id(text)])]
                told = told.plus(check(held, None if limit is None else ranker._replace(limit=limit)))
            print(line(f"{name}, {label}", told), flush=True)
    if given.out:
        given.out.write_bytes(pack(learn(texts, given.limit)))
        print(f"{given.out}: learnt from {len(texts)} texts")


if __name__ == "__main__":
    main()
