"""How are the files of a language folder read, and what is said of a row that is wrong?

Every error names file and line. Nothing here knows what the rows are for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from .entries import ActorEntry, Common, FunctionWord, Operator, Trigger
from .errors import DataError
from .match import GAP, PhraseTable, lexicon_items
from .model import Place, Table
from .packs import pack_of
from .paradigms import Lexicon
from .sentences import Tokenizer

Row = tuple[int, list[str]]
_NAMES = frozenset({"state", "capital", "seat", "body", "person", "outlet"})
_PLACED = frozenset({"state", "adjective", "capital", "organ", "seat"})


def root() -> Traversable:
    """Return the folder that holds the language folders."""
    return files(__package__).joinpath("languages")


def weights() -> Traversable:
    """Return the folder that holds the trained networks."""
    return files(__package__).joinpath("weights")


def rows(folder: Traversable, name: str, columns: int, *, holding: str = "") -> Iterator[Row]:
    """Yield the line number and cells of each row of a TSV file after its header; only lines with ``holding``."""
    path = folder.joinpath(name)
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if holding not in line or number == 1 or not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise DataError(f"more than {columns} cells", file=f"{folder.name}/{name}", line=number)
        yield number, cells + [""] * (columns - len(cells))


def toml(folder: Traversable, name: str) -> Table:
    """Return a TOML file as a table, {} where it is absent; raise DataError where it is not TOML."""
    path = folder.joinpath(name)
    if not path.is_file():
        return {}
    data = path.read_bytes()
    pack = pack_of(folder.name)
    ready = pack.table(name, data) if pack is not None else None
    if ready is not None:
        return ready
    try:
        return tomllib.loads(data.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), file=f"{folder.name}/{name}") from error


def plain_name(name: str) -> str:
    """Return a name of ``actors.tsv`` as it is read, without the tags of its inflecting words.

    >>> plain_name("Рада|NOUN Європи")
    'Рада Європи'
    """
    return " ".join(word.partition("|")[0] for word in name.split())


def files_of(folder: Traversable) -> dict[str, bytes]:
    """Return the data files of a folder by their names, in alphabetical order."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return {path.name: path.read_bytes() for path in paths if path.name.endswith((".tsv", ".toml"))}


def digest_of(folder: Traversable) -> str:
    """Return a hash of all data in a folder."""
    total = blake2b(digest_size=8)
    for name, data in files_of(folder).items():
        total.update(name.encode() + b"\0" + data)
    return total.hexdigest()


class Folder:
    """The TSV files of one language folder, read with their line numbers."""

    def __init__(
        self, folder: Traversable, lexicon: Lexicon, tokenizer: Tokenizer, variants: dict[str, str] | None = None
    ) -> None:
        self.folder, self.lexicon, self.tokenizer = folder, lexicon, tokenizer
        self.variants = variants or {}

    def place(self, written: str) -> str:
        """Return a place (``preposition+Case``) with the preposition in its base spelling."""
        preposition, plus, case = written.rpartition("+")
        if not plus:
            return self.variants.get(written, written)
        union, mark, last = preposition.rpartition("+")
        return union + mark + self.variants.get(last, last) + plus + case

    def items(self, entry: str, name: str, line: int, *, proper: bool = False) -> tuple[str, ...]:
        """Return the keys of an entry; raise DataError with file and line where it has none."""
        try:
            items = lexicon_items(entry, self.lexicon, self.tokenizer, proper=proper)
        except DataError as error:
            raise DataError(str(error), file=f"{self.folder.name}/{name}", line=line) from error
        if not items:
            raise DataError("an entry without words", file=f"{self.folder.name}/{name}", line=line)
        return items

    def functions(self, syntax: Table) -> PhraseTable[FunctionWord]:
        """Return the words of grammar that ``[syntax]`` of language.toml lists."""
        table: PhraseTable[FunctionWord] = PhraseTable()
        for kind, words in syntax.items():
            for word, value in _function_words(kind, words):
                table.add(self.items(word, "language.toml", 0), FunctionWord(*value))
        return table

    def words(self) -> dict[str, frozenset[str]]:
        """Return the classes of each word of words.tsv by its key."""
        classes: dict[str, set[str]] = {}
        for line, (word, names, _) in rows(self.folder, "words.tsv", 3):
            for part in self.items(word, "words.tsv", line)[-1:]:
                classes.setdefault(part, set()).update(n.strip().lstrip("@") for n in names.split(",") if n.strip())
        return {key: frozenset(names) for key, names in classes.items()}

    def actors(self, common: Common) -> PhraseTable[ActorEntry]:
        """Return the names of actors.tsv and places.tsv; what both hold is that of actors.tsv, with its place."""
        table: PhraseTable[ActorEntry] = PhraseTable()
        sites = self._sites(common)
        known = {(plain_name(name), common.places[place.id].country): place for _, name, _, place in reversed(sites)}
        seats = {plain_name(name): place for _, name, _, place in reversed(sites)}  # of bodies, in whatever state
        states: dict[str, str] = {}
        taken: set[tuple[str, str]] = set()
        for line, (actor, kind, name, note) in rows(self.folder, "actors.tsv", 4):
            items = self.items(name, "actors.tsv", line, proper=kind in _NAMES)
            plain, country = plain_name(name), actor.partition(".")[0]
            place = known.get((plain, country)) if kind in _PLACED else None
            if kind == "state":
                states.setdefault(actor, plain)
            elif kind == "capital" and country in common.bodies:
                place = seats.get(plain)
            if place is not None:
                country = common.places[place.id].country
                taken.add((plain, country))
            table.add(items, ActorEntry(actor, kind, plain, note, place, states.get(country, "")))
        for line, name, note, place in sites:
            plain, country = plain_name(name), common.places[place.id].country
            if (plain, country) not in taken:
                items = self.items(name, "places.tsv", line, proper=note != "adjective")
                table.add(items, ActorEntry(country, "town", plain, note, place, states.get(country, plain)))
        return table

    def _sites(self, common: Common) -> list[tuple[int, str, str, Place]]:
        """Return the rows of places.tsv: line, name, note, and the place under its first name in this language."""
        found: list[tuple[int, str, str, Place]] = []
        places: dict[str, Place] = {}
        for line, (key, name, note) in rows(self.folder, "places.tsv", 3):
            site = common.places.get(key)
            if site is None:
                raise DataError(
                    f"place {key!r} is not in common/places.tsv", file=f"{self.folder.name}/places.tsv", line=line
                )
            if key not in places:
                plain = plain_name(name)
                places[key] = Place(id=key, name=plain, kind=site.kind, region=site.region, lat=site.lat, lon=site.lon)
            found.append((line, name, note, places[key]))
        return found

    def triggers(self, common: Common) -> tuple[PhraseTable[Trigger], set[str]]:
        """Return the triggers, constructions in both orders, and the nouns among their words."""
        table: PhraseTable[Trigger] = PhraseTable()
        known: dict[str, dict[str, tuple[str, ...]]] = {}
        nouns: set[str] = set()
        for line, (act, words, roles, needs, note) in rows(self.folder, "triggers.tsv", 5):
            if act not in common.acts:
                raise DataError(
                    f"act {act!r} is not in common/acts.tsv", file=f"{self.folder.name}/triggers.tsv", line=line
                )
            items = self.items(words, "triggers.tsv", line)
            nouns.update(_nouns(items))
            needed = tuple(filter(None, (n.strip() for n in needs.split(";"))))
            places = known.get(roles)
            if places is None:
                places = known[roles] = {name: tuple(map(self.place, row)) for name, row in _roles(roles).items()}
            needed = tuple(":".join((self.place(p), *rest)) for p, *rest in (need.split(":") for need in needed))
            trigger = Trigger(act, places, needed, _head(note), line, _kind(items))
            for order in _orders(items):
                table.add(order, trigger)
        return table, nouns

    def operators(self) -> tuple[PhraseTable[Operator], set[str]]:
        """Return the operators, and the nouns among their words."""
        table: PhraseTable[Operator] = PhraseTable()
        nouns: set[str] = set()
        for line, (op, words, complement, _) in rows(self.folder, "operators.tsv", 4):
            items = self.items(words, "operators.tsv", line)
            nouns.update(_nouns(items))
            places = tuple(dict.fromkeys(self.place(c.strip()) for c in complement.split(",") if c.strip()))
            table.add(items, Operator(op, places))
        return table, nouns

    def reporting(self) -> tuple[PhraseTable[str], set[str]]:
        """Return the stances of the reporting words, and the nouns among them."""
        table: PhraseTable[str] = PhraseTable()
        nouns: set[str] = set()
        for line, cells in rows(self.folder, "reporting.tsv", 6):
            items = self.items(cells[1], "reporting.tsv", line)
            nouns.update(_nouns(items))
            table.add(items, cells[0])
        return table, nouns


def _function_words(kind: str, words: Any) -> Iterator[tuple[str, tuple[str, str]]]:  # noqa: ANN401 - TOML
    if kind in ("roles", "endings", "variants"):
        return
    if isinstance(words, list):
        yield from ((word, (kind, "")) for word in words)
    elif isinstance(words, dict):
        for name, value in words.items():
            if isinstance(value, list):
                yield from ((word, (kind, name)) for word in value)
            else:
                yield name, (kind, str(value))


def _orders(items: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a verb + noun construction in both orders: "impose sanctions", "sanctions that were imposed"."""
    if GAP not in items or not items[0].endswith("|VERB>"):
        return [items]
    gap = items.index(GAP)
    return [items, (*items[gap + 1 :], GAP, *items[:gap])]


def _nouns(items: tuple[str, ...]) -> set[str]:
    return {item for item in items if item.endswith("|NOUN>")}


def _roles(text: str) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, _, places = part.partition("=")
        roles[name.strip()] = tuple(p.strip() for p in places.split(",") if p.strip())
    return roles


def _kind(items: tuple[str, ...]) -> str:
    """Return what kind of frame a trigger of one stretch needs: "verb", "noun", "" where any will do."""
    if GAP in items:
        return ""
    verb = any(item.endswith("|VERB>") for item in items)
    return "verb" if verb else ("noun" if _nouns(items) else "")


def _head(note: str) -> str:
    return "verb" if "head=verb" in note else ""
