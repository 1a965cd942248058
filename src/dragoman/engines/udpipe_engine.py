"""How does a UDPipe model analyse an article?

Tokens and sentences are ours (``sentences.py``), so offsets stay ours; the model tags them, the forms the language owns
correct its tags where it knows better, the model builds the tree, ``trees.py`` makes the frames, and they complete
those of the chunks. Needs the package ``ufal.udpipe``, which is imported only when an article is analysed.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ..language import Language
from ..model import Analysis, Article, Frame, Sentence
from ..syntax import frames_of, sentences_of
from . import EngineError
from .combine import combine
from .forms import agreed
from .nodes import Node
from .trees import frames_of_tree


def analyse(article: Article, language: Language, *, model: Path) -> Analysis:
    """Return the sentences of the kept blocks of an article, each with its clause frames.

    ``model`` is a UDPipe model file for the article's language. Raises EngineError where the file or the package
    ``ufal.udpipe`` is missing, or where the file is no model with a tagger and a parser.
    """
    sentences = sentences_of(article, language)
    frames = tuple(_frames(sentence, article.text, language, model) for sentence in sentences)
    return Analysis(sentences, frames, f"udpipe {model.name}")


def _frames(sentence: Sentence, text: str, language: Language, model: Path) -> tuple[Frame, ...]:
    tree = frames_of_tree(sentence, parse(sentence, text, model), language)
    return combine(frames_of(sentence, language), tree)


def parse(sentence: Sentence, text: str, model: Path) -> tuple[Node, ...]:
    """Return the tree of a sentence of ``text``, one node per token.

    Raises EngineError as ``analyse`` does.
    """
    udpipe, loaded = _load(str(model))
    built = udpipe.Sentence()
    for token in sentence.tokens:
        built.addWord(text[token.start : token.end])
    _check(loaded.tag(built, udpipe.Model.DEFAULT), model, "tagger")
    words = [built.words[i] for i in range(1, len(built.words))]  # by index: iteration would give copies
    for token, word in zip(sentence.tokens, words, strict=True):
        upos, feats = agreed(token, word.upostag, _feats(word.feats))
        word.upostag, word.feats = upos, "|".join(f"{name}={feats[name]}" for name in sorted(feats, key=str.lower))
    _check(loaded.parse(built, udpipe.Model.DEFAULT), model, "parser")
    return tuple(Node(w.upostag, _feats(w.feats), w.head - 1, w.deprel) for w in words)


def _feats(written: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in written.split("|") if "=" in pair)


def _check(done: bool, model: Path, part: str) -> None:
    if not done:
        raise EngineError(f"{model}: this UDPipe model has no {part}; give a model that tags and parses")


@cache
def _load(path: str) -> tuple[Any, Any]:
    try:
        udpipe: Any = import_module("ufal.udpipe")
    except ImportError as missing:
        raise EngineError("the udpipe engine needs ufal.udpipe: pip install 'dragoman[udpipe]'") from missing
    if not Path(path).is_file():
        raise EngineError(f"{path}: no such UDPipe model; train one as training/README.md says, or give another path")
    loaded = udpipe.Model.load(path)
    if loaded is None:
        raise EngineError(f"{path}: not a UDPipe model")
    return udpipe, loaded
