"""What does the file hold in which a folder of data lies ready, and does it still fit the folder?

A pack is a header and named sections, all in MessagePack. The header has a hash of the folder and one of each of its
files, so that a section is only read where the data it was made from has not changed since; otherwise the files
themselves are read. Packs are made when the package is built (``language.make_packs``); a checkout has none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import msgspec

from .model import Table

FORMAT = 1
_MARK = b"dragoman pack\n"
_SIZE = 4
_COMPILED = frozenset({"paradigms.toml"})  # in a section of their own
_tables = msgspec.msgpack.Decoder(dict[str, Any])


class _Header(NamedTuple):
    """The number of the format, the hashes of folder, shared folder and files, where each section begins and ends."""

    format: int
    digest: str
    common: str
    files: dict[str, str]
    sections: dict[str, tuple[int, int]]


_headers = msgspec.msgpack.Decoder(_Header)


class Pack(NamedTuple):
    """A pack: the hashes of what it was made from, its file, and where in the file its sections begin."""

    header: _Header
    path: Traversable
    start: int

    def section(self, name: str) -> bytes:
        """Return the bytes of a section."""
        first, last = self.header.sections[name]
        with self.path.open("rb") as file:
            file.seek(self.start + first)
            return file.read(last - first)

    def fits(self, digest: str, common: str) -> bool:
        """Tell whether the pack was made from a folder, and a shared folder, of these hashes."""
        return self.header.digest == digest and self.header.common == common

    def holds(self, name: str, data: bytes) -> bool:
        """Tell whether the pack was made from a file of this name with these bytes."""
        return self.header.files.get(name) == _hash(data)

    def table(self, name: str, data: bytes) -> Table | None:
        """Return a TOML file as a table, None where the pack has none or another; ``data`` are the file's bytes."""
        ready = name in self.header.sections and self.holds(name, data)
        return _tables.decode(self.section(name)) if ready else None


def home() -> Traversable:
    """Return the folder of the packs; it need not be there."""
    return files(__package__).joinpath("packs")


@cache
def pack_of(name: str) -> Pack | None:
    """Return the pack of the folder of this name, None where there is none of this format."""
    path = home().joinpath(f"{name}.pack")
    return open_pack(path) if path.is_file() else None


def open_pack(path: Traversable) -> Pack | None:
    """Return the pack of a file, None where it is none, or of another format; its sections are read when asked for."""
    with path.open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            return None
        size = int.from_bytes(file.read(_SIZE), "big")
        try:
            header = _headers.decode(file.read(size))
        except msgspec.DecodeError:
            return None
    return Pack(header, path, len(_MARK) + _SIZE + size) if header.format == FORMAT else None


def write_pack(digest: str, common: str, held: Mapping[str, bytes], sections: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a pack: the hashes of its folder, the bytes of the folder's files, and the sections.

    Each TOML file whose table is asked for as it is becomes a section of its own.

    >>> made = write_pack("a", "b", {"x.toml": b"n = 1"}, {"one": b"1"})
    >>> made.startswith(_MARK), made.endswith(b"1")
    (True, True)
    """
    tables = {n: tomllib.loads(d.decode()) for n, d in held.items() if n.endswith(".toml") and n not in _COMPILED}
    parts = {**{name: msgspec.msgpack.encode(table) for name, table in tables.items()}, **sections}
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, section in parts.items():
        places[name] = (at, at := at + len(section))
    hashes = {name: _hash(data) for name, data in held.items()}
    header = msgspec.msgpack.encode(_Header(FORMAT, digest, common, hashes, places))
    return b"".join((_MARK, len(header).to_bytes(_SIZE, "big"), header, *parts.values()))


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()
