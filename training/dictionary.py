"""Which forms of the language's own paradigms may a tagger know beforehand?

Every lemma of the lexicon in every form, with the tags that the treebank uses for such features: a reading without
animacy gets a tag with and one without a soul. A tagger that holds them need not guess the commonest words of news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.language import Language
from dragoman.model import Form

from .conllu import Tree

_NOUN = ("Case", "Number", "Gender")
_VERB = ("VerbForm", "Tense", "Person", "Number", "Gender", "Case", "Variant", "Voice")
_OF_NOUNS = {"Animacy", "Case", "Gender", "Number"}
_MOST = 2
_UPOS = {"NOUN": ("NOUN",), "PROPN": ("PROPN",), "ADJ": ("ADJ",), "VERB": ("VERB", "ADJ")}
Tag = tuple[str, tuple[tuple[str, str], ...]]


def entries(language: Language, trees: list[Tree]) -> Iterator[str]:
    """Yield the lines of a dictionary: form, lemma, part of speech, no national tag, features."""
    tags: Counter[Tag] = Counter((n.upos, tuple(sorted(n.feats.items()))) for tree in trees for n in tree)
    known: dict[str, tuple[Tag, ...]] = {}
    seen: set[str] = set()
    for form, reading in _forms(language):
        key = f"{reading.upos} {sorted(reading.feats.items())}"
        if key not in known:
            known[key] = _matching(reading, tags)
        for upos, feats in known[key]:
            written = "|".join(f"{n}={v}" for n, v in sorted(feats, key=lambda pair: pair[0].lower())) or "_"
            line = f"{form}\t{reading.lemma}\t{upos}\t_\t{written}"
            if line not in seen:
                seen.add(line)
                yield line


def _forms(language: Language) -> Iterator[tuple[str, Form]]:
    """Yield every form with its reading; names are proper nouns, plurals have the gender of their singular."""
    lexicon = language.lexicon
    for lemma, classes in sorted(lexicon.lemmas.items()):
        for name in sorted(classes.split()):
            proper = name in lexicon.proper.get(lemma, "").split()
            forms = lexicon.forms(lemma, name)
            genders = sorted(
                {r.feats["Gender"] for _, r in forms if "Gender" in r.feats and r.upos in ("NOUN", "PROPN")}
            )
            for form, reading in forms:
                if proper and reading.feats.get("Number") == "Plur" and reading.upos == "NOUN":
                    continue
                upos = "PROPN" if proper and reading.upos == "NOUN" else reading.upos
                feats = {"Gender": genders[0], **reading.feats} if len(genders) == 1 else reading.feats
                yield form, Form(lemma, upos, feats)
    for form, readings in sorted(lexicon.fixed.items()):
        yield from ((form, reading) for reading in readings)


def _matching(reading: Form, tags: Counter[Tag]) -> tuple[Tag, ...]:
    wanted = _VERB if reading.upos == "VERB" else _NOUN
    fitting = [
        (-count, tag)
        for tag, count in tags.items()
        if tag[0] in _UPOS.get(reading.upos, ()) and _fits(reading.feats, dict(tag[1]), wanted, reading.upos)
    ]
    return tuple(tag for _, tag in sorted(fitting)[:_MOST])


def _fits(own: dict[str, str], theirs: dict[str, str], wanted: tuple[str, ...], upos: str) -> bool:
    if upos in ("NOUN", "PROPN") and theirs.keys() - _OF_NOUNS:
        return False
    plural = theirs.get("Number") == "Plur" and upos not in ("NOUN", "PROPN")
    for feature in wanted:
        mine, told = own.get(feature), theirs.get(feature)
        open_ = feature in ("Voice", "Gender", "Tense") and None in (mine, told)
        if mine != told and not open_ and not (feature == "Gender" and plural):
            return False
    return all(own[f] == theirs[f] for f in ("Aspect", "Animacy", "Degree", "Mood") if f in own and f in theirs)
