"""How near is a predicted tree to the gold one? Tokens are the gold's, so every word is compared with itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .conllu import FEATURES, Node, Tree

CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})


class Count(NamedTuple):
    """How many are right, how many the gold has, how many were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: object) -> Count:
        """Return the sum of two counts."""
        assert isinstance(other, Count)
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """F1 in per cent; the share of right ones where gold and found are equally many."""
        return 200 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


MEASURES = ("UPOS", "FEATS", "Case", "lemma", "UAS", "LAS", "core")


def score(pairs: Iterable[tuple[Tree, Tree]]) -> dict[str, Count]:
    """Return the counts of each measure over (gold, predicted) trees of equal length."""
    totals = {measure: Count() for measure in MEASURES}
    for gold, predicted in pairs:
        if len(gold) != len(predicted):
            raise ValueError(f"{len(predicted)} words for {len(gold)}")
        for right, told in zip(gold, predicted, strict=True):
            for measure, count in _word(right, told).items():
                totals[measure] += count
    return totals


def _word(gold: Node, told: Node) -> dict[str, Count]:
    feats = {n: v for n, v in gold.feats.items() if n in FEATURES}
    case, mine = gold.feats.get("Case", ""), told.feats.get("Case", "")
    arc = gold.head == told.head
    labelled = arc and gold.deprel == told.deprel
    core = Count(int(labelled and gold.deprel in CORE), int(gold.deprel in CORE), int(told.deprel in CORE))
    unknown = Count()  # nobody has annotated it
    return {
        "UPOS": _one(gold.upos == told.upos),
        "FEATS": unknown if not gold.tagged else _one(feats == {n: v for n, v in told.feats.items() if n in FEATURES}),
        "Case": Count(int(bool(case) and case == mine), int(bool(case)), int(bool(mine))),
        "lemma": unknown if not gold.tagged else _one(gold.lemma.lower() == told.lemma.lower()),
        "UAS": _one(arc),
        "LAS": _one(labelled),
        "core": core,
    }


def _one(right: bool) -> Count:
    return Count(int(right), 1, 1)
