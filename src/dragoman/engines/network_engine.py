"""How does the network that comes with the package analyse an article?

Tokens and sentences are ours (``sentences.py``), so offsets stay ours. The network tags and parses them with the
readings of the language's own paradigms before its eyes; its tags choose among those readings. The frames of its tree
lead, and those that the chunks make of the chosen readings complete them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..language import Language, packed_network, setting
from ..model import Analysis, Article, Form, Frame, Sentence, Token
from ..parts import Parts
from ..syntax import analyse as chunks
from ..syntax import frames_of, sentences_of
from .combine import combine
from .features import Features, features
from .forms import same_kind
from .network import Network, Word, parse, unpack
from .trees import frames_of_tree

_DECIDING = ("Case", "Number", "VerbForm", "Tense", "Mood", "Person")


def analyse(article: Article, language: Language) -> Analysis:
    """Return the sentences of the kept blocks of an article, each with its clause frames.

    A language without a network is left to its chunks, and the analysis says so.
    """
    name = setting(language, "syntax", "network")
    if not name:
        return chunks(article, language)
    sentences = sentences_of(article, language)
    hits = tuple(tuple(language.triggers.find(sentence.tokens)) for sentence in sentences)
    acting = [n for n, found in enumerate(hits) if found]  # only these are worth a tree
    parsed = parse_sentences([sentences[n] for n in acting], article.text, language)
    trees: list[list[Word]] = [[] for _ in sentences]
    for number, words in zip(acting, parsed, strict=True):
        trees[number] = words
    frames: list[tuple[Frame, ...]] = []
    parts = [Parts(sentence, language) for sentence in sentences]
    for sentence, own, words in zip(sentences, parts, trees, strict=True):
        if not words:
            frames.append(frames_of(sentence, language, own))
            continue
        told = sentence._replace(tokens=_told(sentence.tokens, words))
        grown = frames_of_tree(sentence, tuple(word.node for word in words), language, own)
        frames.append(combine(grown, frames_of(told, language)))
    return Analysis(sentences, tuple(frames), f"network {name}", tuple(own.words for own in parts), hits)


def parse_sentences(sentences: Sequence[Sentence], text: str, language: Language) -> list[list[Word]]:
    """Return what the network says of the words of each sentence of a text."""
    network = _network(setting(language, "syntax", "network"))
    seen = [_features(sentence, text) for sentence in sentences]
    return parse(network, seen, setting(language, "syntax", "style"), lemmas=False)


def _features(sentence: Sentence, text: str) -> list[Features]:
    return [
        features(text[token.start : token.end], token.form, token.readings, first=number == 0)
        for number, token in enumerate(sentence.tokens)
    ]


def _told(tokens: tuple[Token, ...], words: list[Word]) -> tuple[Token, ...]:
    """Return the tokens with the readings that the network's tags allow."""
    return tuple(_narrowed(token, word) for token, word in zip(tokens, words, strict=True))


def _narrowed(token: Token, word: Word) -> Token:
    """Return a token with those of its readings that fit the network's tag best, or with the tag as its reading."""
    upos, feats = word.node.upos, word.node.feats
    if not token.readings:
        if upos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "DET", "PRON") and token.form[0].isalpha():
            return token._replace(readings=(Form(token.form, upos, feats),))
        return token
    same = [r for r in token.readings if same_kind(r.upos) == same_kind(upos)]
    if not same:
        return token
    best = max(_fit(reading, feats) for reading in same)
    return token._replace(readings=tuple(r for r in same if _fit(r, feats) == best))


def _fit(reading: Form, feats: dict[str, str]) -> int:
    return sum(
        1 if reading.feats[name] == feats[name] else -1 for name in _DECIDING if name in reading.feats and name in feats
    )


@cache
def _network(name: str) -> Network:
    return unpack(packed_network(name))
