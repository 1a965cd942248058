"""How is a compiled language put into sections of a pack, and how does it come back without being compiled?

What a page never asks for is never decoded: the entries of a table are kept as bytes by their first key, the readings
of endings by the ending, and opened one by one. Everything is written in the order of the files, sets in alphabetical
order, so that the same data gives the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import msgspec

from .entries import ActorEntry, Common, FunctionWord, Language, Operator, Trigger
from .match import PhraseTable, Rows
from .model import Form
from .packs import Pack
from .paradigms import Ending, Lexicon, Paradigms
from .sealed import Sealed

Value = TypeVar("Value")
_encode = msgspec.msgpack.encode


class Words(NamedTuple):
    """Word classes and sets of words; ``class_of`` counts in ``classes``."""

    classes: tuple[frozenset[str], ...]
    class_of: dict[str, int]
    event_nouns: frozenset[str]
    time_words: frozenset[str]


class Outlets(NamedTuple):
    """The names of news outlets with their ids: in every form, folded, and as they are listed."""

    forms: dict[str, str]
    listed: tuple[tuple[str, str], ...]


class _Lexicon(NamedTuple):
    """The lemmas of a language with their classes, and its inflection, the readings of each ending as bytes."""

    lemmas: dict[str, str]
    proper: dict[str, str]
    fixed: dict[str, list[Form]]
    classes: dict[str, str]
    lemma_endings: dict[str, str]
    endings: dict[str, msgspec.Raw]
    longest: int
    guesses: tuple[tuple[str, str, str], ...]
    irregular: tuple[tuple[str, str, tuple[tuple[str, Form], ...]], ...]
    singular: frozenset[str]


class _Table(NamedTuple):
    """A phrase table: how many entries it has, and those of each first key as bytes."""

    size: int
    rows: dict[str, msgspec.Raw]


# --- writing ------------------------------------------------------------------------------------------------------


def common_sections(common: Common) -> dict[str, bytes]:
    """Return the section of what all languages share."""
    return {"common": _encode(common)}


def language_sections(language: Language, outlets: Outlets) -> dict[str, bytes]:
    """Return the sections of a compiled language that nothing has been read with yet."""
    sets: dict[frozenset[str], int] = {}
    class_of = {key: sets.setdefault(names, len(sets)) for key, names in language.classes.items()}
    nouns, times = sorted(language.event_nouns), sorted(language.time_words)
    return {
        "words": _encode((list(map(sorted, sets)), class_of, nouns, times)),
        "lexicon": _encode(_lexicon(language.lexicon)),
        "outlets": _encode(outlets),
        "actors": _table(language.actors),
        "triggers": _table(language.triggers),
        "operators": _table(language.operators),
        "reporting": _table(language.reporting),
        "functions": _table(language.functions),
    }


def _lexicon(lexicon: Lexicon) -> tuple[object, ...]:
    paradigms = lexicon.paradigms
    return (
        lexicon.lemmas,
        lexicon.proper,
        lexicon.fixed,
        paradigms.classes,
        paradigms.lemma_endings,
        {ending: msgspec.Raw(_encode(rows)) for ending, rows in paradigms.endings.items()},
        paradigms.longest,
        [(*key, name) for key, name in paradigms.guesses.items()],
        [(*key, forms) for key, forms in paradigms.irregular.items()],
        sorted(paradigms.singular),
    )


def _table(table: PhraseTable[Any]) -> bytes:
    return _encode(_Table(len(table), {key: msgspec.Raw(_encode(rows)) for key, rows in table.rows()}))


# --- reading ------------------------------------------------------------------------------------------------------


def read_common(pack: Pack) -> Common:
    """Return what all languages share."""
    return _read(pack, "common", Common)


def read_words(pack: Pack) -> Words:
    """Return the word classes and sets of words of a language."""
    return _read(pack, "words", Words)


def read_outlets(pack: Pack) -> Outlets:
    """Return the names of outlets in a language's folder."""
    return _read(pack, "outlets", Outlets)


def read_lexicon(pack: Pack) -> Lexicon:
    """Return the lexicon of a language."""
    kept = _read(pack, "lexicon", _Lexicon)
    open_ending = _opener(dict[str, tuple[Ending, ...]])
    endings: Mapping[str, dict[str, tuple[Ending, ...]]] = Sealed(kept.endings, open_ending)
    paradigms = Paradigms(
        classes=kept.classes,
        lemma_endings=kept.lemma_endings,
        endings=endings,
        longest=kept.longest,
        guesses={(tag, ending): name for tag, ending, name in kept.guesses},
        irregular={(lemma, tag): forms for lemma, tag, forms in kept.irregular},
        singular=kept.singular,
    )
    lexicon = Lexicon(paradigms)
    lexicon.lemmas, lexicon.proper, lexicon.fixed = kept.lemmas, kept.proper, kept.fixed
    return lexicon


def read_actors(pack: Pack) -> PhraseTable[ActorEntry]:
    """Return the names of actors and places."""
    return _read_table(pack, "actors", Rows[ActorEntry])


def read_triggers(pack: Pack) -> PhraseTable[Trigger]:
    """Return the triggers."""
    return _read_table(pack, "triggers", Rows[Trigger])


def read_operators(pack: Pack) -> PhraseTable[Operator]:
    """Return the operators."""
    return _read_table(pack, "operators", Rows[Operator])


def read_reporting(pack: Pack) -> PhraseTable[str]:
    """Return the stances of the reporting words."""
    return _read_table(pack, "reporting", Rows[str])


def read_functions(pack: Pack) -> PhraseTable[FunctionWord]:
    """Return the words of grammar."""
    return _read_table(pack, "functions", Rows[FunctionWord])


def _read(pack: Pack, section: str, kind: type[Value]) -> Value:
    return msgspec.msgpack.decode(pack.section(section), type=kind)


def _opener(kind: Any) -> Callable[[msgspec.Raw], Any]:  # noqa: ANN401 - a type as a value
    return msgspec.msgpack.Decoder(kind).decode


def _read_table(pack: Pack, section: str, kind: Any) -> PhraseTable[Any]:  # noqa: ANN401 - a type as a value
    size, rows = _read(pack, section, _Table)
    return PhraseTable.sealed(size, rows, _opener(kind))
