"""Which model is trained on which data, and how?

A recipe is everything that a model depends on: the treebanks (files under ``train/``, never under ``test-only/``), how
often each is repeated, and the trainer's options with their seeds.
"""

from __future__ import annotations

from typing import NamedTuple

_TAGGER = (
    "models=1;templates_1=tagger;guesser_suffix_rules_1=10;use_xpostag_1=0;provide_xpostag_1=0;iterations_1={tagger}"
)
_PARSER = (
    "iterations={rounds};embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;"
    "embedding_lemma=0;embedding_deprel=20;learning_rate=0.02;learning_rate_final=0.001;l2=0.3;hidden_layer={hidden};"
    "batch_size=10;transition_system=projective;transition_oracle=dynamic;structured_interval=0;single_root=1;seed=17"
)


class Recipe(NamedTuple):
    """A model's name, language, treebanks, the trainer's options; with ``forms`` the tagger is given our paradigms."""

    name: str
    language: str
    files: tuple[str, ...]
    tagger: str
    parser: str
    forms: bool = False


def _recipe(name: str, language: str, *files: str, rounds: int, tagger: int = 15, hidden: int = 200) -> Recipe:
    return Recipe(name, language, files, _TAGGER.format(tagger=tagger), _PARSER.format(rounds=rounds, hidden=hidden))


RECIPES = {
    recipe.name: recipe
    for recipe in (
        _recipe("uk", "uk", "uk_parlamint-union-train", "uk_parlamint-dev", rounds=20),
        _recipe("uk-forms", "uk", "uk_parlamint-union-train", "uk_parlamint-dev", rounds=12)._replace(forms=True),
        _recipe(
            "uk-be",
            "uk",
            "uk_parlamint-union-train",
            "uk_parlamint-dev",
            "be_hse-dev",
            "be_hse-test",
            rounds=20,
        ),
        _recipe(
            "ru",
            "ru",
            "ru_taiga-oldtrain-clean",
            "ru_taiga-dev",
            "ru_gsd-dev",
            "ru_gsd-test",
            rounds=10,
            tagger=12,
        ),
        _recipe("en-small", "en", "en_gum-open-train", rounds=5, tagger=4, hidden=150),
        _recipe("en", "en", "en_ewt-train", "en_ewt-dev", "en_gum-open-train", rounds=5, tagger=10, hidden=150),
    )
}
