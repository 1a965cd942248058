"""From CoNLL-U to a packed model: ``python -m training.train uk --data TREEBANKS --out MODELS``."""

from __future__ import annotations

import argparse
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.language import load_language

from .conllu import Tree, clean, read, write
from .dictionary import entries
from .recipes import RECIPES, Recipe


def main() -> None:
    """Train the named recipes one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", nargs="+", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the models")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name in given.recipe:
        recipe = RECIPES[name]
        started = time.monotonic()
        trees = load(recipe, given.data)
        packed = train(recipe, trees)
        (given.out / f"{name}.udpipe").write_bytes(packed)
        words = sum(map(len, trees))
        print(f"{name}: {len(trees)} trees, {words} words, {len(packed)} bytes, {time.monotonic() - started:.0f} s")


def load(recipe: Recipe, data: Path) -> list[Tree]:
    """Return the trees of a recipe, cleaned, in the order of its files."""
    found = (clean(tree) for name in recipe.files for tree in read(data / "train" / f"{name}.conllu.gz"))
    return [tree for tree in found if tree is not None]


def train(recipe: Recipe, trees: list[Tree]) -> bytes:
    """Return the packed model; the same trees and recipe give the same bytes."""
    udpipe: Any = import_module("ufal.udpipe")

    error = udpipe.ProcessingError()
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(write(trees))
    sentences = udpipe.Sentences()
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = udpipe.Sentence()
    if error.occurred():
        raise SystemExit(error.message)
    with TemporaryDirectory() as folder:
        tagger = recipe.tagger
        if recipe.forms:
            dictionary = Path(folder) / "forms.tsv"
            dictionary.write_text("\n".join(entries(load_language(recipe.language), trees)) + "\n", "utf-8")
            tagger += f";dictionary_file_1={dictionary}"
        packed = udpipe.Trainer.train(
            "morphodita_parsito", sentences, udpipe.Sentences(), "none", tagger, recipe.parser, error
        )
    if error.occurred():
        raise SystemExit(error.message)
    return bytes(packed)


if __name__ == "__main__":
    main()
