"""How fast are events coded once a sentence is parsed? ``python -m benchmarks.coding [--plain]``

The sentences are ours (``training/sentences``). What stands before the events (tokens, tree, names, times, statements)
is made first and not timed: what counts is ``find_events`` with the ranker (``--plain``: without), in sentences per
second of one core, the best of several rounds. Beside it stands what merely cutting the same text into tokens takes.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.events import find_events
from dragoman.reading import found_before_events, open_page, own_ranker
from dragoman.sentences import tokenize

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "uk", "ru")
_ROUNDS = 5


def seconds(work: Callable[..., object], given: list[tuple[Any, ...]]) -> float:
    """Return how long the fastest of several rounds over all that is given takes, in seconds of this process."""
    taken = []
    for _ in range(_ROUNDS):
        gc.collect()
        start = time.process_time()
        for one in given:
            work(*one)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print sentences a second for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--most", type=int, default=400, help="sentences of each language")
    given = parser.parse_args()
    ranker = None if given.plain else own_ranker()
    for code in LANGUAGES:
        rows = (ROOT / "training" / "sentences" / f"{code}.jsonl").read_text("utf-8").splitlines()[: given.most]
        pages = [open_page(json.loads(row)["text"], published="2022-01-15", language=code) for row in rows]
        ready = [(*found_before_events(article, language, None), language) for article, language in pages]
        count = sum(len(analysis.sentences) for _, analysis, _, _ in ready)
        coded = seconds(
            find_events, [(article, parsed, known, found, ranker) for article, parsed, found, known in ready]
        )
        cut = seconds(tokenize, [(article.text, language.tokenizer) for article, language in pages])
        print(
            f"{code}: {count} sentences, {count / coded:,.0f} sentences/s coded, {count / cut:,.0f} cut into tokens; "
            f"coding takes {coded / cut:.1f} times as long"
        )


if __name__ == "__main__":
    main()
