"""How fast are statements found where no parse is needed? ``python -m benchmarks.statements [FOLDER]``

FOLDER holds the page corpora of ``benchmarks.pages``; news pages of ``fundus`` in the languages installed are read, and
without a folder the examples of this repository. Sentences, chunks and mentions are made first and not timed: what
counts is ``find_statements`` alone, in tokens per second of one core, the best of several rounds.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import Cast, find_mentions
from dragoman.errors import LanguageError
from dragoman.language import Language
from dragoman.model import Analysis, Article
from dragoman.reading import open_page
from dragoman.statements import find_statements
from dragoman.syntax import analyse

from .pages import load_fundus

ROOT = Path(__file__).parents[1]
_ROUNDS = 7
_PAGES = 40
_DAY = "2022-01-15"


def texts(folder: Path | None) -> Iterator[tuple[Article, Language]]:
    """Yield the examples, or the first news of each language in a folder of corpora."""
    if folder is None:
        for path in sorted(ROOT.glob("examples/*.html")):
            yield open_page(path.read_text("utf-8"), published=_DAY)
        return
    taken: Counter[str] = Counter()
    for page in load_fundus(folder / "fundus"):
        try:
            article, language = open_page(page.body, published=_DAY)
        except LanguageError:
            continue
        taken[language.code] += 1
        if taken[language.code] <= _PAGES:
            yield article, language


def main() -> None:
    """Print tokens, statements and speed by language."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    work: dict[str, list[tuple[Article, Analysis, Language, Cast]]] = {}
    for article, language in texts(folder):
        analysis = analyse(article, language)
        cast = find_mentions(article, analysis, language)
        work.setdefault(language.code, []).append((article, analysis, language, cast))
    gc.disable()
    for code, pages in sorted(work.items()):
        best, found = float("inf"), 0
        for _ in range(_ROUNDS):
            began = time.process_time()
            found = sum(len(find_statements(a, n, o, c.mentions, c.actors)[0]) for a, n, o, c in pages)
            best = min(best, time.process_time() - began)
        tokens = sum(len(sentence.tokens) for _, analysis, _, _ in pages for sentence in analysis.sentences)
        print(f"{code}: {tokens} tokens, {found} statements, {tokens / best:,.0f} tokens a second")


if __name__ == "__main__":
    main()
