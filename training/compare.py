"""Which frames find who did what to whom: those from chunks, from a tree, or from both?

``python -m training.compare --models MODELS GOLD.jsonl …`` reads each gold file once per way and prints the share of
ordered actor and recipient pairs, and of events whole; ``--errors`` lists the texts on which the ways differ.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from dragoman import reading, syntax
from dragoman.engines import udpipe_engine
from dragoman.evaluate import Scores, evaluate
from dragoman.language import Language
from dragoman.model import Analysis, Article, Reading, Table

Analyse = Callable[[Article, Language], Analysis]
MEASURES = ("pair in order", "event", "type", "modality", "type+mode+modality+negation")


def ways(models: Path) -> dict[str, Analyse]:
    """Return the ways to analyse by name; a language without a model is left to its chunks."""

    def both(article: Article, language: Language) -> Analysis:
        model = models / f"{language.code}.udpipe"
        if not model.is_file():
            return syntax.analyse(article, language)
        return udpipe_engine.analyse(article, language, model=model)

    def tree(article: Article, language: Language) -> Analysis:
        with patch.object(udpipe_engine, "combine", lambda _, frames: frames):
            return both(article, language)

    return {"chunks": syntax.analyse, "tree": tree, "both": both}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="name the texts on which the ways differ")
    given = parser.parse_args()
    print("| gold | way | " + " | ".join(MEASURES) + " |\n|" + "---|" * (len(MEASURES) + 2))
    for path in given.gold:
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        right: dict[str, list[bool]] = {}
        for name, analyse in ways(given.models).items():
            answers = [_read(record, analyse) for record in records]
            print(_row(path.stem, name, evaluate(records, answers, views=False)))
            right[name] = [_pair(record, answer) for record, answer in zip(records, answers, strict=True)]
        if given.errors:
            print("\n".join(_differences(records, right)))


def _read(record: Table, analyse: Analyse) -> Reading:
    with patch.object(reading, "analyse", analyse):
        return reading.read(record["text"], published=record["published"], language=record["lang"])


def _row(gold: str, name: str, scores: Scores) -> str:
    cells = []
    for measure in MEASURES:
        score = scores.get(measure)
        cells.append("" if score is None else f"{score.right}/{score.gold} ({100 * (score.f1 or 0):.0f})")
    return f"| {gold} | {name} | " + " | ".join(cells) + " |"


def _pair(record: Table, answer: Reading) -> bool:
    score = evaluate([record], [answer], views=False).get("pair in order")
    return score is None or score.right == score.gold


def _differences(records: list[Table], right: dict[str, list[bool]]) -> Iterator[str]:
    for index, record in enumerate(records):
        verdicts = {name: rights[index] for name, rights in right.items()}
        if not all(verdicts.values()):
            yield f"  {record['id']} right: {', '.join(n for n, good in verdicts.items() if good) or 'none'}"


if __name__ == "__main__":
    main()
