"""How does a folder of data become one frozen language?

Reading the files is the only I/O here. A language is loaded once per process; whatever is wrong in a file is said with
the file and the line. What all languages share (states, bodies, offices, acts, rewrites) is ``Common``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from .errors import DataError, LanguageError
from .fold import fold
from .match import PhraseTable, lexicon_items
from .model import Table
from .paradigms import Lexicon, compile_paradigms
from .sentences import Tokenizer, compile_tokenizer


class Act(NamedTuple):
    """A language-neutral act: its PLOVER type and mode by default, and the contexts it belongs to."""

    id: str
    type: str
    mode: str
    contexts: tuple[str, ...]


class Office(NamedTuple):
    """A person held an office from ``start`` to ``end`` (half-open ISO dates; "" unknown or still held)."""

    office: str
    start: str
    end: str
    wikidata: str


class Body(NamedTuple):
    """An international body: the code it is coded by and its PLOVER sector."""

    code: str
    sector: str
    wikidata: str


class Outlet(NamedTuple):
    """A news outlet: its domain and country."""

    domain: str
    country: str


class Format(NamedTuple):
    """A format of talks: its members as codes, what kind it is, its reference name."""

    members: tuple[str, ...]
    kind: str
    name: str


class Common(NamedTuple):
    """What all languages share; no word of any language."""

    states: dict[str, str]
    bodies: dict[str, Body]
    offices: dict[str, tuple[Office, ...]]
    formats: dict[str, Format]
    outlets: dict[str, Outlet]
    acts: dict[str, Act]
    plover: Table
    digest: str


class ActorEntry(NamedTuple):
    """A row of actors.tsv."""

    id: str
    kind: str
    name: str
    note: str


class Trigger(NamedTuple):
    """A row of triggers.tsv: the act it names, where its parties stand, and what it needs."""

    act: str
    roles: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    head: str
    line: int


class Operator(NamedTuple):
    """A row of operators.tsv: what it does to an act, and where the act stands."""

    op: str
    complement: tuple[str, ...]


class FunctionWord(NamedTuple):
    """A word of grammar: its kind (the key in ``[syntax]``) and what is said of it (a preposition's cases …)."""

    kind: str
    value: str


class Language(NamedTuple):
    """Everything known of one language, ready for the stages."""

    code: str
    name: str
    settings: Table
    lexicon: Lexicon
    tokenizer: Tokenizer
    actors: PhraseTable[ActorEntry]
    triggers: PhraseTable[Trigger]
    operators: PhraseTable[Operator]
    reporting: PhraseTable[str]
    functions: PhraseTable[FunctionWord]
    classes: dict[str, frozenset[str]]
    event_nouns: frozenset[str]
    statements: Table
    times: Table
    common: Common
    digest: str


Row = tuple[int, list[str]]


def _root() -> Traversable:
    return files(__package__).joinpath("languages")


def _rows(folder: Traversable, name: str, columns: int) -> Iterator[Row]:
    """Yield the line number and cells of each row of a TSV file after its header."""
    path = folder.joinpath(name)
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise DataError(f"more than {columns} cells", file=f"{folder.name}/{name}", line=number)
        yield number, cells + [""] * (columns - len(cells))


def _toml(folder: Traversable, name: str) -> Table:
    path = folder.joinpath(name)
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), file=f"{folder.name}/{name}") from error


def _digest(folder: Traversable) -> str:
    total = blake2b(digest_size=8)
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith((".tsv", ".toml")):
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@cache
def load_common() -> Common:
    """Return the data that all languages share."""
    folder = _root().joinpath("common")
    offices: dict[str, list[Office]] = {}
    for _, (office, person, start, end, wikidata) in _rows(folder, "offices.tsv", 5):
        offices.setdefault(person, []).append(Office(office, start, end, wikidata))
    return Common(
        states={c[0]: c[3] for _, c in _rows(folder, "states.tsv", 7)},
        bodies={c[0]: Body(c[1], c[2], c[3]) for _, c in _rows(folder, "bodies.tsv", 5)},
        offices={person: tuple(held) for person, held in offices.items()},
        formats={c[0]: Format(tuple(filter(None, c[1].split(","))), c[2], c[3]) for _, c in _rows(folder, "formats.tsv", 5)},
        outlets={c[0]: Outlet(c[1], c[2]) for _, c in _rows(folder, "outlets.tsv", 6)},
        acts={c[0]: Act(c[0], c[1], c[2], tuple(filter(None, c[3].split(",")))) for _, c in _rows(folder, "acts.tsv", 4)},
        plover=_toml(folder, "plover.toml"),
        digest=_digest(folder),
    )


def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages installed, in alphabetical order."""
    return tuple(
        sorted(f.name for f in _root().iterdir() if len(f.name) in (2, 3) and f.joinpath("language.toml").is_file())
    )


def page_tables() -> tuple[Table, ...]:
    """Return the page furniture of all languages, the common one first."""
    return tuple(_toml(_root().joinpath(name), "page.toml") for name in ("common", *known_languages()))


def alphabets() -> dict[str, Table]:
    """Return what each language's ``language.toml`` says about its alphabet."""
    return {code: _toml(_root().joinpath(code), "language.toml").get("alphabet", {}) for code in known_languages()}


def outlet_names(language: Language) -> dict[str, str]:
    """Return the folded names of news outlets with their ids: in every form in this language, as listed in others."""
    names: dict[str, str] = {}
    for code in (language.code, *(c for c in known_languages() if c != language.code)):
        for _, (outlet, kind, name, _) in _rows(_root().joinpath(code), "actors.tsv", 4):
            if kind != "outlet":
                continue
            forms = _name_forms(name, language.lexicon) if code == language.code else [_plain(name)]
            for form in forms:
                names.setdefault(fold(form, language.tokenizer.extra), outlet)
    return names


def _plain(name: str) -> str:
    return " ".join(word.partition("|")[0] for word in name.split())


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
    forms = {_plain(name): None}
    for key in keys:
        parts = [column.get(key) or column.get(("", "")) for column in columns]
        if all(parts):
            forms.setdefault(" ".join(part[0] for part in parts if part))
    return list(forms)


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
    folder = _root().joinpath(code)
    settings = _toml(folder, "language.toml")
    extra = {ord(a): b for a, b in settings.get("fold", {}).items()}
    tokens = settings.get("tokens", {})
    lexicon = Lexicon(compile_paradigms(_toml(folder, "paradigms.toml"), vowels=settings.get("vowels", "")))
    tokenizer = compile_tokenizer(
        clitics=tuple(tokens.get("clitics", ())),
        split_hyphen=bool(tokens.get("split_hyphen", False)),
        abbreviations=tuple(tokens.get("abbreviations", ())),
        extra=extra,
        analyse=lexicon.analyse,
    )
    load = _Loader(folder, lexicon, tokenizer)
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
        actors=load.actors(),
        triggers=triggers,
        operators=operators,
        reporting=reporting,
        functions=load.functions(settings.get("syntax", {})),
        classes=classes,
        event_nouns=frozenset(trigger_nouns | operator_nouns | reporting_nouns),
        statements=_toml(folder, "statements.toml"),
        times=_toml(folder, "times.toml"),
        common=common,
        digest=blake2b((common.digest + _digest(folder)).encode(), digest_size=8).hexdigest(),
    )


class _Loader:
    """The TSV files of one language folder, read with their line numbers."""

    def __init__(self, folder: Traversable, lexicon: Lexicon, tokenizer: Tokenizer) -> None:
        self.folder, self.lexicon, self.tokenizer = folder, lexicon, tokenizer

    def items(self, entry: str, name: str, line: int) -> tuple[str, ...]:
        try:
            items = lexicon_items(entry, self.lexicon, self.tokenizer)
        except DataError as error:
            raise DataError(str(error), file=f"{self.folder.name}/{name}", line=line) from error
        if not items:
            raise DataError("an entry without words", file=f"{self.folder.name}/{name}", line=line)
        return items

    def functions(self, syntax: Table) -> PhraseTable[FunctionWord]:
        table: PhraseTable[FunctionWord] = PhraseTable()
        for kind, words in syntax.items():
            for word, value in _function_words(kind, words):
                table.add(self.items(word, "language.toml", 0), FunctionWord(*value))
        return table

    def words(self) -> dict[str, frozenset[str]]:
        classes: dict[str, set[str]] = {}
        for line, (word, names, _) in _rows(self.folder, "words.tsv", 3):
            for part in self.items(word, "words.tsv", line)[-1:]:
                classes.setdefault(part, set()).update(n.strip().lstrip("@") for n in names.split(",") if n.strip())
        return {key: frozenset(names) for key, names in classes.items()}

    def actors(self) -> PhraseTable[ActorEntry]:
        table: PhraseTable[ActorEntry] = PhraseTable()
        for line, (actor, kind, name, note) in _rows(self.folder, "actors.tsv", 4):
            plain = " ".join(word.partition("|")[0] for word in name.split())
            table.add(self.items(name, "actors.tsv", line), ActorEntry(actor, kind, plain, note))
        return table

    def triggers(self, common: Common) -> tuple[PhraseTable[Trigger], set[str]]:
        table: PhraseTable[Trigger] = PhraseTable()
        nouns: set[str] = set()
        for line, (act, words, roles, needs, note) in _rows(self.folder, "triggers.tsv", 5):
            if act not in common.acts:
                raise DataError(f"act {act!r} is not in common/acts.tsv", file=f"{self.folder.name}/triggers.tsv", line=line)
            items = self.items(words, "triggers.tsv", line)
            nouns.update(_nouns(items))
            table.add(
                items,
                Trigger(act, _roles(roles), tuple(filter(None, (n.strip() for n in needs.split(";")))), _head(note), line),
            )
        return table, nouns

    def operators(self) -> tuple[PhraseTable[Operator], set[str]]:
        table: PhraseTable[Operator] = PhraseTable()
        nouns: set[str] = set()
        for line, (op, words, complement, _) in _rows(self.folder, "operators.tsv", 4):
            items = self.items(words, "operators.tsv", line)
            nouns.update(_nouns(items))
            table.add(items, Operator(op, tuple(filter(None, (c.strip() for c in complement.split(","))))))
        return table, nouns

    def reporting(self) -> tuple[PhraseTable[str], set[str]]:
        table: PhraseTable[str] = PhraseTable()
        nouns: set[str] = set()
        for line, cells in _rows(self.folder, "reporting.tsv", 6):
            items = self.items(cells[1], "reporting.tsv", line)
            nouns.update(_nouns(items))
            table.add(items, cells[0])
        return table, nouns


def _function_words(kind: str, words: Any) -> Iterator[tuple[str, tuple[str, str]]]:  # noqa: ANN401 - TOML
    if kind in ("roles", "endings"):
        return
    if isinstance(words, list):
        yield from ((word, (kind, "")) for word in words)
    elif isinstance(words, dict):
        for name, value in words.items():
            if isinstance(value, list):
                yield from ((word, (kind, name)) for word in value)
            else:
                yield name, (kind, str(value))


def _nouns(items: tuple[str, ...]) -> set[str]:
    return {item for item in items if item.endswith("|NOUN>")}


def _roles(text: str) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, _, places = part.partition("=")
        roles[name.strip()] = tuple(p.strip() for p in places.split(",") if p.strip())
    return roles


def _head(note: str) -> str:
    return "verb" if "head=verb" in note else ""


def has_class(language: Language, keys: tuple[str, ...], name: str) -> bool:
    """Tell whether a token with these keys belongs to a word class of ``words.tsv``.

    >>> has_class(load_language("en"), load_language("en").tokenizer.analyse and ("soldiers", "<soldier|NOUN>"), "troops")
    True
    """
    return any(name in language.classes.get(key, ()) for key in keys)


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
