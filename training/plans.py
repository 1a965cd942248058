"""Which network is trained on which treebanks, how often each is repeated, how large it is, and for how long?"""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A treebank to train on: its file, its language, the name of its way to annotate, how often it is repeated."""

    file: str
    language: str
    style: str
    times: float = 1.0


class Plan(NamedTuple):
    """Everything a network depends on."""

    sources: tuple[Source, ...]
    rounds: int
    hidden: int = 200
    layers: int = 2
    arc: int = 200
    label: int = 64
    rate: float = 2e-3
    words: int = 1500


PLANS = {
    "slavic": Plan(
        (
            Source("uk_parlamint-union-train", "uk", "uk_parlamint", 2),
            Source("uk_parlamint-dev", "uk", "uk_parlamint", 2),
            Source("own uk_news-train", "uk", "uk_news", 3),
            Source("ru_taiga-oldtrain-clean", "ru", "ru_taiga"),
            Source("ru_taiga-dev", "ru", "ru_taiga"),
            Source("ru_gsd-dev", "ru", "ru_gsd", 1.5),
            Source("ru_gsd-test", "ru", "ru_gsd", 1.5),
            Source("ru_poetry-dev", "ru", "ru_poetry", 0.5),
            Source("ru_poetry-test", "ru", "ru_poetry", 0.5),
            Source("own ru_news-train", "ru", "ru_news", 3),
            Source("be_hse-dev", "be", "be_hse", 0.7),
            Source("be_hse-test", "be", "be_hse", 0.7),
        ),
        rounds=16,
    ),
    "en": Plan(
        (
            Source("en_ewt-train", "en", "en_ewt", 0.7),
            Source("en_ewt-dev", "en", "en_ewt", 0.7),
            Source("en_gum-open-train", "en", "en_gum", 0.7),
        ),
        rounds=20,
    ),
}
