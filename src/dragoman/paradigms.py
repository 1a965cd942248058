"""Which lemma and which features may a word form have?

A language writes its inflection as tables: a class has an ending for the lemma and endings for every form. Read
backwards, the same tables analyse: cut a known ending off a form, put the lemma's ending on, and look whether the
lexicon holds that lemma with that class. No form is ever generated ahead of time, so a lexicon of thousands of words
loads in milliseconds, and a form that can be read in several ways keeps all its readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .errors import DataError
from .model import Form, Table

_FEATURES: dict[str, tuple[tuple[str, str], ...]] = {
    **{case: (("Case", case),) for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Voc")},
    **{number: (("Number", number),) for number in ("Sing", "Plur")},
    **{gender: (("Gender", gender),) for gender in ("Masc", "Fem", "Neut")},
    **{animacy: (("Animacy", animacy),) for animacy in ("Anim", "Inan")},
    **{person: (("Person", person),) for person in ("1", "2", "3")},
    **{tense: (("Tense", tense),) for tense in ("Pres", "Past", "Fut")},
    **{voice: (("Voice", voice),) for voice in ("Act", "Pass")},
    **{form: (("VerbForm", form),) for form in ("Inf", "Part", "Conv", "Ger")},
    **{degree: (("Degree", degree),) for degree in ("Cmp", "Sup")},
    "Imp": (("Mood", "Imp"),),
    "Impers": (("Person", "0"), ("Tense", "Past")),
    "Short": (("Variant", "Short"),),
}


class Ending(NamedTuple):
    """One way to read an ending: the class, the lemma's ending, the part of speech, the features."""

    name: str
    upos: str
    feats: dict[str, str]


class Paradigms(NamedTuple):
    """Compiled inflection tables of one language.

    ``endings``: ending of a form → ending of its lemma → readings. ``guesses``: (tag, lemma ending) → class.
    """

    classes: dict[str, str]
    lemma_endings: dict[str, str]
    endings: Mapping[str, dict[str, tuple[Ending, ...]]]
    longest: int
    guesses: dict[tuple[str, str], str]
    irregular: dict[tuple[str, str], tuple[tuple[str, Form], ...]]
    singular: frozenset[str]


def features(words: str) -> dict[str, str]:
    """Return the feature bundle that blank-separated feature words spell.

    Raises DataError for a word that is no feature.

    >>> features("Gen Sing")
    {'Case': 'Gen', 'Number': 'Sing'}
    """
    bundle: dict[str, str] = {}
    for word in words.split():
        if word not in _FEATURES:
            raise DataError(f"unknown feature {word!r}; features are {' '.join(sorted(_FEATURES))}")
        bundle.update(_FEATURES[word])
    if "Tense" in bundle and "VerbForm" not in bundle:
        bundle["VerbForm"] = "Fin"
    return bundle


def _with_suffix(ending: str, suffix: str, vowels: str) -> str:
    plain, _, after_vowel = suffix.partition("/")
    return ending + (after_vowel if after_vowel and ending and ending[-1] in vowels else plain)


def compile_paradigms(tables: Table, *, vowels: str = "") -> Paradigms:
    """Return the tables of ``paradigms.toml`` turned into indexes; raise DataError where a table is not well formed."""
    endings: dict[str, dict[str, list[Ending]]] = {}
    lemma_endings: dict[str, str] = {}
    classes: dict[str, str] = {}
    for name, table in tables.get("classes", {}).items():
        suffix = str(table.get("suffix", ""))
        lemma_ending = _with_suffix(str(table.get("lemma", "")).replace("-", ""), suffix, vowels).lower()
        upos = str(table["upos"])
        classes[name] = upos
        lemma_endings[name] = lemma_ending
        for words, variants in _forms(str(table["forms"])):
            feats = {**table.get("feats", {}), **features(words)}
            for variant in variants.split():
                ending = _with_suffix("" if variant == "-" else variant.lower(), suffix, vowels)
                rows = endings.setdefault(ending, {}).setdefault(lemma_ending, [])
                if (row := Ending(name, upos, feats)) not in rows:
                    rows.append(row)
    return Paradigms(
        classes=classes,
        lemma_endings=lemma_endings,
        endings={e: {le: tuple(rows) for le, rows in by.items()} for e, by in endings.items()},
        longest=max(map(len, endings), default=0),
        guesses=_guesses(tables.get("guess", []), classes),
        irregular=_irregular(tables.get("irregular", {})),
        singular=frozenset(
            row.name
            for by in endings.values()
            for rows in by.values()
            for row in rows
            if row.feats.get("Number") == "Sing"
        ),
    )


def _forms(text: str) -> Iterator[tuple[str, str]]:
    """Yield the feature words and the endings of each line ``Gen Sing = y``; ``#`` starts a comment."""
    for line in text.splitlines():
        words, sign, endings = line.partition("=")
        if sign and not line.startswith("#"):
            yield words.strip(), endings.strip()


def _guesses(rows: Iterable[Table], classes: dict[str, str]) -> dict[tuple[str, str], str]:
    guesses: dict[tuple[str, str], str] = {}
    for row in rows:
        if row["class"] not in classes:
            raise DataError(f"guess for {row['tag']!r} names class {row['class']!r}, which does not exist")
        for ending in str(row["ending"]).split() or [""]:
            guesses.setdefault((row["tag"], ending.replace("-", "").lower()), row["class"])
    return guesses


def _irregular(tables: Table) -> dict[tuple[str, str], tuple[tuple[str, Form], ...]]:
    irregular: dict[tuple[str, str], tuple[tuple[str, Form], ...]] = {}
    for key, table in tables.items():
        lemma = str(table.get("lemma", key)).lower()
        shared = table.get("feats", {})
        forms = tuple(
            (form.lower(), Form(lemma, str(table["upos"]), {**shared, **features(words)}))
            for words, variants in table["forms"].items()
            for form in str(variants).split()
        )
        irregular[lemma, str(table["tag"])] = forms
    return irregular


def class_of(lemma: str, tag: str, paradigms: Paradigms) -> str:
    """Return the class that a lemma with a tag belongs to; the longest lemma ending that a guess knows decides.

    Raises DataError where the tag is no class and no guess fits.
    """
    if tag in paradigms.classes:
        return tag
    for start in range(len(lemma) + 1):
        name = paradigms.guesses.get((tag, lemma[start:]))
        if name is not None:
            return name
    raise DataError(f"no class for {lemma}|{tag}: write a class of paradigms.toml or add a [[guess]]")


class Lexicon:
    """The words a language knows, by lemma, and the analysis of their forms (remembered per form).

    ``lemmas`` has the names of a lemma's classes, parted by blanks (most have one), ``proper`` those of them that it
    has as a proper noun only, ``fixed`` the readings of irregular forms.
    """

    def __init__(self, paradigms: Paradigms, *, unknown: int = 50_000) -> None:
        self.known_words: dict[tuple[str, bool], tuple[str, ...]] = {}
        self.paradigms = paradigms
        self.lemmas: dict[str, str] = {}
        self.proper: dict[str, str] = {}
        self.fixed: dict[str, list[Form]] = {}
        self._memory: dict[str, tuple[Form, ...]] = {}
        self._limit = unknown

    def add(self, lemma: str, tag: str, *, proper: bool = False) -> str:
        """Take in a folded lemma with its tag; return its universal part of speech.

        A ``proper`` noun has no plural, unless it is a common noun as well.
        """
        forms = self.paradigms.irregular.get((lemma, tag))
        if forms is not None:
            for form, reading in forms:
                known = self.fixed.setdefault(form, [])
                if reading not in known:
                    known.append(reading)
            return forms[0][1].upos
        name = class_of(lemma, tag, self.paradigms)
        if not lemma.endswith(self.paradigms.lemma_endings[name]):
            raise DataError(f"{lemma}|{tag}: class {name} needs a lemma in -{self.paradigms.lemma_endings[name]}")
        names, only = self.lemmas.get(lemma, ""), self.proper.get(lemma, "")
        new = name not in names.split()
        if new:
            self.lemmas[lemma] = f"{names} {name}".lstrip()
        if proper and new:
            self.proper[lemma] = f"{only} {name}".lstrip()
        elif not proper and name in only.split():
            self.proper[lemma] = " ".join(other for other in only.split() if other != name)
        return self.paradigms.classes[name]

    def analyse(self, form: str) -> tuple[Form, ...]:
        """Return every reading of a folded form; () where no lemma of the lexicon has it."""
        readings = self._memory.get(form)
        if readings is None:
            if len(self._memory) >= self._limit:
                self._memory.clear()
            readings = self._memory[form] = tuple(self._read(form))
        return readings

    def _read(self, form: str) -> list[Form]:
        readings = list(self.fixed.get(form, ()))
        endings, lemmas = self.paradigms.endings, self.lemmas
        for length in range(min(self.paradigms.longest, len(form)) + 1):
            cut = len(form) - length
            by_lemma_ending = endings.get(form[cut:])
            if by_lemma_ending is None:
                continue
            stem = form[:cut]
            for lemma_ending, rows in by_lemma_ending.items():
                names = lemmas.get(stem + lemma_ending)
                if names is None:
                    continue
                lemma, known = stem + lemma_ending, names.split()
                for row in rows:
                    if row.name in known and (row.feats.get("Number") != "Plur" or self._has_plural(lemma, row)):
                        readings.append(Form(lemma, row.upos, row.feats))
        return readings

    def _has_plural(self, lemma: str, row: Ending) -> bool:
        plural_only = row.name not in self.paradigms.singular
        if plural_only or row.upos not in ("NOUN", "PROPN"):
            return True
        return row.name not in self.proper.get(lemma, "").split()

    def forms(self, lemma: str, tag: str) -> tuple[tuple[str, Form], ...]:
        """Return every form of a lemma with its features: what a writer of data reads to check a class."""
        irregular = self.paradigms.irregular.get((lemma, tag))
        if irregular is not None:
            return irregular
        name = class_of(lemma, tag, self.paradigms)
        lemma_ending = self.paradigms.lemma_endings[name]
        stem = lemma[: len(lemma) - len(lemma_ending)]
        return tuple(
            (stem + ending, Form(lemma, row.upos, row.feats))
            for ending, by in self.paradigms.endings.items()
            for row in by.get(lemma_ending, ())
            if row.name == name
        )
