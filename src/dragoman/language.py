"""How does a folder of data become one frozen language?

Reading the files is the only I/O here. A language is loaded once per process; whatever is wrong in a file is said with
the file and the line. What all languages share (states, bodies, offices, acts, rewrites) is ``Common``.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources.abc import Traversable
from typing import Any

from .entries import (
    Act,
    ActorEntry,
    Body,
    Common,
    Format,
    FunctionWord,
    Language,
    Office,
    Operator,
    Outlet,
    Site,
    Trigger,
)
from .errors import LanguageError
from .fold import fold
from .folder import Folder, digest_of, files_of, plain_name, root, rows, toml, weights
from .model import Table
from .packs import Pack, pack_of, write_pack
from .paradigms import Lexicon, compile_paradigms
from .ready import (
    Outlets,
    common_sections,
    language_sections,
    read_actors,
    read_common,
    read_functions,
    read_lexicon,
    read_operators,
    read_outlets,
    read_reporting,
    read_triggers,
    read_words,
)
from .sentences import Tokenizer, compile_tokenizer

_GRAMMAR = ("articles", "coordinators", "complementizers", "infinitive", "possessives")
_TIME_GROUPS = ("MONTH", "WD", "WDS", "UNIT", "UNITS", "DEICTIC", "PART")

__all__ = [
    "ActorEntry",
    "Common",
    "FunctionWord",
    "Language",
    "Office",
    "Operator",
    "Trigger",
    "alphabets",
    "function_words",
    "has_any",
    "has_class",
    "known_languages",
    "load_common",
    "load_language",
    "outlet_domains",
    "outlet_names",
    "packed_network",
    "packed_ranker",
    "page_tables",
    "setting",
    "surface",
]


@cache
def load_common() -> Common:
    """Return the data that all languages share."""
    folder = root().joinpath("common")
    digest = digest_of(folder)
    pack = pack_of("common")
    return read_common(pack) if pack is not None and pack.fits(digest, digest) else _compile_common(folder, digest)


def _compile_common(folder: Traversable, digest: str) -> Common:
    offices: dict[str, list[Office]] = {}
    for _, (office, person, start, end, wikidata) in rows(folder, "offices.tsv", 5):
        offices.setdefault(person, []).append(Office(office, start, end, wikidata))
    return Common(
        states={c[0]: c[3] for _, c in rows(folder, "states.tsv", 7)},
        bodies={c[0]: Body(c[1], c[2], c[3]) for _, c in rows(folder, "bodies.tsv", 5)},
        offices={person: tuple(held) for person, held in offices.items()},
        formats={
            c[0]: Format(tuple(filter(None, c[1].split(","))), c[2], c[3]) for _, c in rows(folder, "formats.tsv", 5)
        },
        outlets={c[0]: Outlet(c[1], c[2]) for _, c in rows(folder, "outlets.tsv", 6)},
        acts={
            c[0]: Act(c[0], c[1], c[2], tuple(filter(None, c[3].split(","))), c[4])
            for _, c in rows(folder, "acts.tsv", 5)
        },
        places={c[0]: Site(c[1], c[2], c[3], float(c[4]), float(c[5])) for _, c in rows(folder, "places.tsv", 6)},
        plover=toml(folder, "plover.toml"),
        digest=digest,
    )


@cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages installed, in alphabetical order."""
    return tuple(
        sorted(f.name for f in root().iterdir() if len(f.name) in (2, 3) and f.joinpath("language.toml").is_file())
    )


@cache
def packed_network(name: str) -> bytes:
    """Return the bytes of a trained network of the package.

    Raises LanguageError where it is not there.
    """
    path = weights().joinpath(f"{name}.npz")
    if not path.is_file():
        raise LanguageError(f"no network {name} is installed: install dragoman again, or read with --syntax chunks")
    return path.read_bytes()


def packed_ranker() -> bytes:
    """Return the bytes of the package's ranker, none where it has none."""
    path = weights().joinpath("ranker.bin")
    return path.read_bytes() if path.is_file() else b""


def page_tables() -> tuple[Table, ...]:
    """Return the page furniture of all languages, the common one first."""
    return tuple(toml(root().joinpath(name), "page.toml") for name in ("common", *known_languages()))


@cache
def alphabets() -> dict[str, Table]:
    """Return what each language's ``language.toml`` says about its alphabet."""
    return {code: _settings(code).get("alphabet", {}) for code in known_languages()}


@cache
def _settings(code: str) -> Table:
    return toml(root().joinpath(code), "language.toml")


@cache
def outlet_names(code: str) -> dict[str, str]:
    """Return the folded names of news outlets with their ids: in every form in this language, as listed in others."""
    language = load_language(code)
    names = dict(_outlets(code).forms)
    for other in known_languages():
        if other != code:
            for name, outlet in _outlets(other).listed:
                names.setdefault(fold(name, language.tokenizer.extra), outlet)
    return names


@cache
def _outlets(code: str) -> Outlets:
    """Return the names of outlets in a language's actors.tsv."""
    path = root().joinpath(code, "actors.tsv")
    pack = pack_of(code)
    if pack is not None and path.is_file() and pack.holds("actors.tsv", path.read_bytes()):
        return read_outlets(pack)
    return _compile_outlets(load_language(code))


def _compile_outlets(language: Language) -> Outlets:
    forms: dict[str, str] = {}
    listed: list[tuple[str, str]] = []
    for _, (outlet, kind, name, _) in rows(root().joinpath(language.code), "actors.tsv", 4, holding="\toutlet\t"):
        if kind == "outlet":
            listed.append((plain_name(name), outlet))
            for form in _name_forms(name, language.lexicon):
                forms.setdefault(fold(form, language.tokenizer.extra), outlet)
    return Outlets(forms, tuple(listed))


def _name_forms(name: str, lexicon: Lexicon) -> list[str]:
    """Return a name in every case and number its inflecting words share."""
    if "|" not in name:
        return [name]
    columns: list[dict[tuple[str, str], list[str]]] = []
    keys: dict[tuple[str, str], None] = {}
    for word in name.split():
        lemma, bar, tag = word.partition("|")
        column: dict[tuple[str, str], list[str]] = {}
        if bar:
            for form, reading in lexicon.forms(lemma.lower(), tag):
                key = (reading.feats.get("Case", ""), reading.feats.get("Number", ""))
                column.setdefault(key, []).append(form)
                keys.setdefault(key)
        else:
            column["", ""] = [lemma]
        columns.append(column)
    forms = {plain_name(name): None}
    for key in keys:
        parts = [column.get(key) or column.get(("", "")) for column in columns]
        if all(parts):
            forms.setdefault(" ".join(part[0] for part in parts if part))
    return list(forms)


@cache
def outlet_domains() -> dict[str, str]:
    """Return the hosts of news outlets with their ids."""
    return {outlet.domain: key for key, outlet in load_common().outlets.items() if outlet.domain}


@cache
def load_language(code: str) -> Language:
    """Return the language with an ISO 639 code, loaded once.

    Raises LanguageError where this installation has no such language, DataError where its files are not well formed.

    >>> load_language("uk").name
    'Ukrainian'
    """
    if code not in known_languages():
        raise LanguageError(f"no language {code!r}; installed are {', '.join(known_languages())}")
    folder = root().joinpath(code)
    common, digest, pack = load_common(), digest_of(folder), pack_of(code)
    if pack is not None and pack.fits(digest, common.digest):
        return _read_language(code, common, digest, pack)
    return compile_language(code)


def _read_language(code: str, common: Common, digest: str, pack: Pack) -> Language:
    """Return a language as its pack has it."""
    folder, settings = root().joinpath(code), _settings(code)
    lexicon, words = read_lexicon(pack), read_words(pack)
    return Language(
        code=code,
        name=str(settings.get("name", code)),
        settings=settings,
        lexicon=lexicon,
        tokenizer=_tokenizer(settings, lexicon),
        actors=read_actors(pack),
        triggers=read_triggers(pack),
        operators=read_operators(pack),
        reporting=read_reporting(pack),
        functions=read_functions(pack),
        variants=_variants(settings),
        time_words=words.time_words,
        endings=(endings := _endings(settings)),
        longest_ending=max(map(len, endings), default=0),
        classes={key: words.classes[number] for key, number in words.class_of.items()},
        event_nouns=words.event_nouns,
        statements=toml(folder, "statements.toml"),
        times=toml(folder, "times.toml"),
        common=common,
        digest=_digest(common.digest, digest),
    )


def compile_language(code: str) -> Language:
    """Return the language with an ISO 639 code, compiled from the files of its folder.

    Raises DataError where these are not well formed.
    """
    folder = root().joinpath(code)
    settings = _settings(code)
    lexicon = Lexicon(compile_paradigms(toml(folder, "paradigms.toml"), vowels=settings.get("vowels", "")))
    tokenizer = _tokenizer(settings, lexicon)
    times = toml(folder, "times.toml")
    load = Folder(folder, lexicon, tokenizer, _variants(settings))
    common = load_common()
    classes = load.words()
    triggers, trigger_nouns = load.triggers(common)
    operators, operator_nouns = load.operators()
    reporting, reporting_nouns = load.reporting()
    return Language(
        code=code,
        name=str(settings.get("name", code)),
        settings=settings,
        lexicon=lexicon,
        tokenizer=tokenizer,
        actors=load.actors(common),
        triggers=triggers,
        operators=operators,
        reporting=reporting,
        functions=load.functions(settings.get("syntax", {})),
        variants=_variants(settings),
        time_words=_time_words(times, tokenizer.extra),
        endings=(endings := _endings(settings)),
        longest_ending=max(map(len, endings), default=0),
        classes=classes,
        event_nouns=frozenset(trigger_nouns | operator_nouns | reporting_nouns),
        statements=toml(folder, "statements.toml"),
        times=times,
        common=common,
        digest=_digest(common.digest, digest_of(folder)),
    )


def _tokenizer(settings: Table, lexicon: Lexicon) -> Tokenizer:
    tokens = settings.get("tokens", {})
    return compile_tokenizer(
        clitics=tuple(tokens.get("clitics", ())),
        split_hyphen=bool(tokens.get("split_hyphen", False)),
        abbreviations=tuple(tokens.get("abbreviations", ())),
        extra={ord(a): b for a, b in settings.get("fold", {}).items()},
        analyse=lexicon.analyse,
    )


def _variants(settings: Table) -> dict[str, str]:
    return {str(k): str(v) for k, v in settings.get("syntax", {}).get("variants", {}).items()}


def _endings(settings: Table) -> dict[str, str]:
    written = settings.get("syntax", {}).get("endings", {})
    return {ending: upos for upos, listed in written.items() for ending in listed}


def _digest(common: str, folder: str) -> str:
    return blake2b((common + folder).encode(), digest_size=8).hexdigest()


def make_packs() -> dict[str, bytes]:
    """Return the packs of all folders by their names: what a build puts into the package.

    The files are compiled afresh, and the same files give the same bytes.
    """
    folder, common = root().joinpath("common"), load_common()
    made = {"common": write_pack(common.digest, common.digest, files_of(folder), common_sections(common))}
    for code in known_languages():
        folder, language = root().joinpath(code), compile_language(code)
        sections = language_sections(language, _compile_outlets(language))
        made[code] = write_pack(digest_of(folder), common.digest, files_of(folder), sections)
    return made


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest words of grammar of each language that is written in Latin letters."""
    found: dict[str, frozenset[str]] = {}
    for code in known_languages():
        settings = _settings(code)
        syntax = settings.get("syntax", {})
        if settings.get("alphabet", {}).get("script") == "Latin":
            lists = [*(syntax.get(kind, ()) for kind in _GRAMMAR), *syntax.get("auxiliaries", {}).values()]
            found[code] = frozenset(
                w for words in (*lists, syntax.get("prepositions", {})) for w in words if w.isalpha()
            )
    return found


def _time_words(times: Table, extra: dict[int, str]) -> frozenset[str]:
    """Return the forms of months, weekdays, units and the like: phrases they head are times, not parties."""
    groups = times.get("words", {})
    forms = (form for name in _TIME_GROUPS for line in groups.get(name, {}).values() for form in str(line).split())
    return frozenset(fold(form, extra) for form in forms if form.isalpha() or "'" in form)


def has_class(language: Language, keys: tuple[str, ...], name: str) -> bool:
    """Tell whether a token with these keys belongs to a word class of ``words.tsv``.

    >>> has_class(load_language("en"), ("soldiers", "<soldier|NOUN>"), "troops")
    True
    """
    return any(name in language.classes.get(key, ()) for key in keys)


def has_any(language: Language, keys: tuple[str, ...], names: frozenset[str]) -> bool:
    """Tell whether a token with these keys belongs to one of several word classes of ``words.tsv``.

    >>> has_any(load_language("en"), ("soldiers", "<soldier|NOUN>"), frozenset({"troops", "sport"}))
    True
    """
    classes = language.classes
    return any(not names.isdisjoint(classes[key]) for key in keys if key in classes)


def surface(language: Language, text: str) -> str:
    """Return ``text`` folded the way this language folds."""
    return fold(text, language.tokenizer.extra)


def setting(language: Language, *path: str) -> Any:  # noqa: ANN401 - TOML holds many types
    """Return a value of ``language.toml`` by its path; None where it is absent."""
    table: Any = language.settings
    for name in path:
        if not isinstance(table, dict) or name not in table:
            return None
        table = table[name]
    return table
