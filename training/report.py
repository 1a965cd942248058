"""What do the models reach? ``python -m training.report --trees --data TREEBANKS --models MODELS`` prints one table.

Gold tokens, the test-only files, our own scorer; ``core`` is the F1 of nsubj, nsubj:pass, obj, iobj and obl:agent with
head and label. ``+forms`` is the same model whose tags the language's own paradigms have corrected before parsing,
``+vote`` lets case and agreement choose subjects and objects as ``engines.voting`` does.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.engines.forms import agreed
from dragoman.language import Language, load_language

from .conllu import Node, Tree, read
from .gold_tokens import tokens_of, voted
from .recipes import RECIPES
from .score import MEASURES, score

TESTS = {
    "en": ("en_ewt-test", "en_pud-test"),
    "uk": ("uk_parlamint-test", "uk_iu-test"),
    "ru": ("ru_pud-test", "ru_taiga-test"),
}


def main() -> None:
    """Print the table of every model found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", action="store_true", help="measure the trees (the only table so far)")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds test-only/")
    parser.add_argument("--models", type=Path, required=True, help="folder with the models that training.train wrote")
    given = parser.parse_args()
    print("| model | test | " + " | ".join(MEASURES) + " | words/s | MB |")
    print("|---" * (len(MEASURES) + 4) + "|")
    for name in sorted(RECIPES):
        path = given.models / f"{name}.udpipe"
        if path.is_file():
            for line in _rows(name, path, given.data):
                print(line, flush=True)


def _rows(name: str, path: Path, data: Path) -> Iterator[str]:
    language = load_language(RECIPES[name].language)
    size = path.stat().st_size / 1e6
    for test in TESTS[language.code]:
        trees = list(read(data / "test-only" / f"{test}.conllu.gz"))
        plain = list(predict(trees, path, None))
        started = time.perf_counter()
        corrected = list(predict(trees, path, language))
        speed = sum(map(len, trees)) / (time.perf_counter() - started)
        chosen = [voted(tree, language) for tree in corrected]
        for label, predicted in ((name, plain), (f"{name} +forms", corrected), (f"{name} +forms +vote", chosen)):
            counts = score(zip(trees, predicted, strict=True))
            cells = " | ".join(f"{counts[measure].f1:.1f}" for measure in MEASURES)
            yield f"| {label} | {test} | {cells} | {speed:.0f} | {size:.1f} |"


def predict(trees: Iterable[Tree], path: Path, language: Language | None) -> Iterator[Tree]:
    """Yield for each gold tree the model's tree over the same words; with a language its forms correct the tags."""
    udpipe: Any = import_module("ufal.udpipe")
    model = udpipe.Model.load(str(path))
    for tree in trees:
        built = udpipe.Sentence()
        for node in tree:
            built.addWord(node.form)
        model.tag(built, udpipe.Model.DEFAULT)
        words = [built.words[i] for i in range(1, len(built.words))]  # by index: iteration would give copies
        tokens = tokens_of(tree, language) if language is not None else ()
        for token, word in zip(tokens, words, strict=False):
            upos, feats = agreed(token, word.upostag, _feats(word.feats))
            word.upostag, word.feats = upos, "|".join(f"{name}={feats[name]}" for name in sorted(feats, key=str.lower))
        model.parse(built, udpipe.Model.DEFAULT)
        yield tuple(Node(w.form, w.lemma, w.upostag, _feats(w.feats), w.head, w.deprel) for w in words)


def _feats(written: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in written.split("|") if "=" in pair)


if __name__ == "__main__":
    main()
