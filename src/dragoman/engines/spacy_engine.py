"""How does an installed spaCy pipeline analyse an article?

Any pipeline with a parser will do: a name that ``spacy.load`` knows, or a folder. Tokens and sentences stay ours. Where
a pipeline labels as ClearNLP does (spaCy's own English ones), ``clearnlp.py`` turns its trees into Universal
Dependencies. Needs the package ``spacy``, which is imported only when an article is analysed.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from ..language import Language
from ..model import Analysis, Article, Frame, Sentence
from ..syntax import frames_of, sentences_of
from . import EngineError
from .clearnlp import LABELS, to_universal
from .combine import combine
from .nodes import Node
from .trees import frames_of_tree


def analyse(article: Article, language: Language, *, pipeline: str) -> Analysis:
    """Return the sentences of the kept blocks of an article, each with its clause frames.

    ``pipeline`` is the name or the folder of a spaCy pipeline for the article's language. Raises EngineError where it
    or the package ``spacy`` is missing, or where it has no parser.
    """
    sentences = sentences_of(article, language)
    frames: list[tuple[Frame, ...]] = []
    for sentence in sentences:
        tree = frames_of_tree(sentence, parse(sentence, article.text, pipeline), language)
        frames.append(combine(frames_of(sentence, language), tree))
    return Analysis(sentences, tuple(frames), f"spacy {_load(pipeline)[1].meta['name']}")


def parse(sentence: Sentence, text: str, pipeline: str) -> tuple[Node, ...]:
    """Return the tree of a sentence of ``text``, one node per token.

    Raises EngineError as ``analyse`` does.
    """
    spacy, loaded = _load(pipeline)
    words = [text[token.start : token.end] for token in sentence.tokens]
    following = [token.start for token in sentence.tokens[1:]] + [sentence.tokens[-1].end]
    spaces = [token.end < start for token, start in zip(sentence.tokens, following, strict=True)]
    doc = spacy.tokens.Doc(loaded.vocab, words=words, spaces=spaces)
    for index, token in enumerate(doc):
        token.is_sent_start = index == 0
    for _, component in loaded.pipeline:
        doc = component(doc)
    nodes = tuple(
        Node(t.pos_ or "X", t.morph.to_dict(), -1 if t.head is t or t.head.i == t.i else t.head.i, _relation(t))
        for t in doc
    )
    return to_universal(nodes, tuple(token.form for token in sentence.tokens)) if _is_clearnlp(loaded) else nodes


def _relation(token: Any) -> str:  # noqa: ANN401 - spaCy is imported only when needed
    return "root" if token.head.i == token.i else token.dep_ or "dep"


def _is_clearnlp(loaded: Any) -> bool:  # noqa: ANN401
    labels = set(loaded.get_pipe("parser").labels)
    return bool(labels & LABELS)


@cache
def _load(pipeline: str) -> tuple[Any, Any]:
    try:
        spacy: Any = import_module("spacy")
    except ImportError as missing:
        raise EngineError("the spaCy engine needs spacy: pip install 'dragoman[spacy]'") from missing
    try:
        loaded = spacy.load(pipeline)
    except OSError as missing:
        raise EngineError(f"{pipeline}: no such spaCy pipeline; install one, or give the folder of one") from missing
    if "parser" not in loaded.pipe_names:
        raise EngineError(f"{pipeline}: this spaCy pipeline has no parser; give one that parses")
    return spacy, loaded
