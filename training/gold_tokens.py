"""How does a sentence of a treebank look to us, word for word? The words are the treebank's, the readings ours."""

from __future__ import annotations

from dragoman.engines.features import Features, features
from dragoman.engines.mending import move_misfits, move_phrases
from dragoman.engines.nodes import Node as Told
from dragoman.engines.nodes import Tree as Grown
from dragoman.engines.predicates import find_predicates
from dragoman.engines.voting import settle
from dragoman.language import Language, surface
from dragoman.model import Sentence, Token
from dragoman.sentences import token_keys

from .conllu import Tree

_CORE = ("nsubj", "nsubj:pass", "obj")


def tokens_of(tree: Tree, language: Language) -> tuple[Token, ...]:
    """Return the words of a tree as tokens, one blank between them."""
    tokens: list[Token] = []
    start = 0
    for node in tree:
        form = surface(language, node.form)
        readings = language.tokenizer.analyse(form)
        end = start + len(node.form)
        tokens.append(Token(start, end, form, readings, node.form[:1].isupper(), token_keys(form, readings)))
        start = end + 1
    return tuple(tokens)


def words_of_tree(tree: Tree, language: Language | None) -> tuple[Features, ...]:
    """Return what the network sees of the words of a tree; a language we do not own has no readings."""
    found = []
    for number, node in enumerate(tree):
        form = surface(language, node.form) if language is not None else node.form.lower()
        readings = language.tokenizer.analyse(form) if language is not None else ()
        found.append(features(node.form, form, readings, first=number == 0))
    return tuple(found)


def voted(tree: Tree, language: Language) -> Tree:
    """Return a predicted tree in which forms and tree together have chosen subjects and objects."""
    tokens = tokens_of(tree, language)
    sentence = Sentence(0, tokens[-1].end, tokens, "paragraph")
    nodes = tuple(Told(n.upos, n.feats, n.head - 1, n.deprel) for n in tree)
    grown = Grown(sentence, nodes, language)
    if grown.by_order:
        return tree
    for step in (move_phrases, move_misfits):
        grown = grown.over(step(grown))
    labels = [node.deprel for node in grown.nodes]
    for predicate in find_predicates(grown).values():
        chosen = {vote.node: vote.role for vote in settle(grown, predicate)}
        for child in grown.children[predicate.node]:
            if child in chosen:
                passive = ":pass" if predicate.voice == "pass" else ""
                labels[child] = f"nsubj{passive}" if chosen[child] == "subj" else "obj"
            elif labels[child] in _CORE:
                labels[child] = "obl"
    return tuple(
        node._replace(head=told.head + 1, deprel=label)
        for node, told, label in zip(tree, grown.nodes, labels, strict=True)
    )
