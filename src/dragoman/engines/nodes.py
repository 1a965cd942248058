"""What do a tree and the forms of a language together know of each token?

A parser says which word hangs on which; the lexicon says which cases and numbers a form can have at all. ``Tree`` lays
both side by side: where they can be reconciled they narrow each other, and where they cannot, the forms win.
"""

from __future__ import annotations

from typing import NamedTuple

from ..chunks import Phrase
from ..language import Language, setting
from ..model import Form, Sentence
from ..parts import Parts

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X", "ADJ"})
_INSIDE = frozenset({"det", "amod", "nummod", "compound", "flat", "appos", "fixed", "goeswith", "case", "advmod"})
_UNCHANGING = frozenset({"Nom", "Dat", "Ins"})
_AGREEING = frozenset({"amod", "det"})


class Node(NamedTuple):
    """What a parser says of one token: universal part of speech, features, head (-1: the root), relation."""

    upos: str
    feats: dict[str, str]
    head: int
    deprel: str


class Tree:
    """The tokens of one sentence with their tree, read-only; tokens are named by their index."""

    def __init__(
        self, sentence: Sentence, nodes: tuple[Node, ...], language: Language, parts: Parts | None = None
    ) -> None:
        self.sentence, self.language = sentence, language
        self.parts = parts or Parts(sentence, language)
        self.words, self.times, self.by_order = self.parts.words, self.parts.times, self.parts.by_order
        self.nodes = nodes
        self.children: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            if node.head >= 0:
                self.children[node.head].append(index)
        self._phrases = {p.head: p for p in self.parts.phrases}

    def over(self, nodes: tuple[Node, ...]) -> Tree:
        """Return another tree over the same tokens."""
        return Tree(self.sentence, nodes, self.language, self.parts)

    def base(self, index: int) -> str:
        """Return the relation of a token without its subtype."""
        return self.nodes[index].deprel.partition(":")[0]

    def hanging(self, index: int, *relations: str) -> list[int]:
        """Return the children of a token with one of these relations, in order."""
        return [child for child in self.children[index] if self.base(child) in relations]

    def auxiliary(self, index: int) -> frozenset[str]:
        """Return what kinds of auxiliary a token may be."""
        return frozenset(f.value for f in self.words[index].functions if f.kind == "auxiliaries")

    def readings(self, index: int) -> tuple[Form, ...]:
        """Return the lexicon's readings that the tree's part of speech allows, all of them where it allows none."""
        upos = self.nodes[index].upos
        allowed = {upos, "NOUN"} if upos == "PROPN" else ({upos, "VERB"} if upos in ("AUX", "ADJ") else {upos})
        everything = self.sentence.tokens[index].readings
        fitting = tuple(r for r in everything if r.upos in allowed)
        return fitting or self.words[index].readings or everything

    def phrase(self, index: int) -> Phrase | None:
        """Return the noun phrase around a token as the forms alone would cut it."""
        held = self._phrases.get(index)
        return held or next((p for p in self.parts.phrases if p.first <= index < p.last), None)

    def possible(self, index: int) -> frozenset[str]:
        """Return the cases that the forms of a noun and of what agrees with it allow; empty where they do not tell."""
        cases = frozenset(r.feats["Case"] for r in self.readings(index) if "Case" in r.feats)
        for child in self.hanging(index, *_AGREEING):
            if not self._agrees(child):
                continue
            beside = frozenset(r.feats["Case"] for r in self.readings(child) if "Case" in r.feats)
            cases = (cases & beside or cases) if cases and beside else cases or beside
        return cases

    def _agrees(self, child: int) -> bool:
        """Tell whether a modifier changes with its noun: "my" does, "their" in a Slavic language does not."""
        return self.words[child].function("possessives") is None or any(
            r.upos in ("DET", "ADJ") for r in self.sentence.tokens[child].readings
        )

    def cases(self, index: int) -> frozenset[str]:
        """Return the cases a noun may stand in, by its form, what agrees with it, its preposition and the tree.

        The case of a bare oblique stays as open as its form: it is where taggers err and where verbs ask for one.
        """
        if self.by_order:
            return frozenset()
        cases, governed = self.possible(index), self.governed(index)
        told, base = self.nodes[index].feats.get("Case", ""), self.base(index)
        if governed:
            if cases >= _UNCHANGING:
                return governed
            cases = (cases & governed or cases) if cases else governed
        elif not self.preposition(index):
            cases = cases - {"Loc"} or cases
            if base == "nmod" and "Gen" in cases:
                return frozenset({"Gen"})
            if base in ("obl", "iobj"):
                cases = cases - {"Nom", "Voc"} or cases
                return cases or frozenset(filter(None, [told]))
        return frozenset({told}) if told and (told in cases or not cases) else cases

    def preposition(self, index: int) -> str:
        """Return the preposition of a noun; a noun joined to another has that one's."""
        leads = [child for child in self.hanging(index, "case") if child < index]
        phrase = self.phrase(index)
        led = phrase is not None and phrase.preposition and phrase.lead < phrase.first <= index
        if phrase is not None and led and (leads or self._leads(phrase, index)):
            return phrase.preposition
        if leads:
            tokens = self.sentence.tokens
            words = sorted({leads[0], *self.hanging(leads[0], "fixed")})
            return " ".join(tokens[i].form for i in words)
        if self.base(index) == "conj" and self.nodes[index].head >= 0:
            return self.preposition(self.nodes[index].head)
        return ""

    def _leads(self, phrase: Phrase, index: int) -> bool:
        """Tell whether the preposition before a phrase, which the tree hangs elsewhere, can be that of its head."""
        over = self.nodes[phrase.first - 1].head
        return phrase.head == index and not (phrase.first <= over < phrase.last and over != index)

    def governed(self, index: int) -> frozenset[str]:
        """Return the cases that the preposition of a noun asks for."""
        preposition = self.preposition(index)
        table = setting(self.language, "syntax", "prepositions") or {}
        return frozenset(str(table.get(preposition, "")).split())

    def span(self, index: int) -> tuple[int, int]:
        """Return ``[first, last)`` of a noun with what belongs into its phrase, its preposition left out."""
        inside = {index}
        queue = [index]
        while queue:
            for child in self.children[queue.pop()]:
                if self._belongs(child, index):
                    inside.add(child)
                    queue.append(child)
        first, last = index, index + 1
        while first - 1 in inside or (first - 2 in inside and self.nodes[first - 1].upos == "PUNCT"):
            first -= 1
        while last in inside or (last + 1 in inside and self.nodes[last].upos == "PUNCT"):
            last += 1
        return first, last

    def _belongs(self, child: int, index: int) -> bool:
        base = self.base(child)
        if base in ("nmod", "nummod"):
            return self.nodes[child].deprel == "nmod:poss" or not self.preposition(child)
        if base == "case":
            return child > self.nodes[child].head
        if base == "advmod":
            return child < index
        return base in _INSIDE

    def members(self, index: int) -> list[int]:
        """Return a noun and the nouns joined to it, in order."""
        joined = [index]
        for child in self.hanging(index, "conj"):
            if self.nodes[child].upos in NOMINAL and not self.hanging(child, "nsubj", "cop", "obj"):
                joined += self.members(child)
        return sorted(joined)


def phrases_behind(tree: Tree, index: int) -> list[int]:
    """Return the heads of the prepositional phrases inside a noun's part of the tree, behind the noun, in order."""
    found: list[int] = []
    for child in tree.hanging(index, "nmod", "obl", "conj", "appos", "flat"):
        if child > index and tree.preposition(child) and tree.base(child) in ("nmod", "obl"):
            found += tree.members(child)
        found += phrases_behind(tree, child)
    return list(dict.fromkeys(sorted(found)))
