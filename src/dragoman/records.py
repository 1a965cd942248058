"""How do records come from files and go to files?

A file holds one JSON value, an array of them, or one per line (JSONL); each is handed out as raw bytes with the place
it came from, so that one that is broken never stops the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from .errors import RecordError
from .model import Reading, Table
from .serial import from_json

_SUFFIXES = (".json", ".jsonl", ".ndjson")


class Raw(NamedTuple):
    """One undecoded JSON value and where it stands (``file`` or ``file:line``)."""

    where: str
    data: bytes


def split(data: bytes, name: str) -> Iterator[Raw]:
    """Yield the JSON values of a file's bytes: the items of an array, one object, or one value per line.

    >>> [raw.where for raw in split(b'{"a": 1}\\n\\n{"a": 2}\\n', "x.jsonl")]
    ['x.jsonl:1', 'x.jsonl:3']
    >>> [raw.data for raw in split(b'[{"a":1}, {"a":2}]', "x.json")]
    [b'{"a":1}', b'{"a":2}']
    """
    whole = data.strip()
    if whole.startswith(b"["):
        try:
            items = msgspec.json.decode(whole, type=list[msgspec.Raw])
        except msgspec.DecodeError:
            yield Raw(name, whole)
            return
        for index, item in enumerate(items):
            yield Raw(f"{name}[{index}]", bytes(item))
        return
    if b"\n" in whole and not _is_json(whole.split(b"\n", 1)[0]):
        yield Raw(name, whole)
        return
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            yield Raw(f"{name}:{number}", line)


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except msgspec.DecodeError:
        return False
    return True


def files_of(path: Path) -> list[Path]:
    """Return the record files of a path: itself, or those of a folder in name order; raise RecordError for none."""
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file())
        if not found:
            raise RecordError("the folder holds no .json or .jsonl file; name one that does")
        return found
    if not path.exists():
        raise RecordError("no such file; check the path")
    return [path]


def raw_records(path: Path) -> Iterator[Raw]:
    """Yield the raw JSON values of a file, or of all record files of a folder."""
    for file in files_of(path):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise RecordError(f"{error.strerror}; check the path") from error
        yield from split(data, str(file))


def read_readings(paths: Iterable[Path]) -> Iterator[Reading | tuple[str, str]]:
    """Yield every reading of the files, and (where, what is wrong) for whatever is none."""
    for path in paths:
        try:
            for raw in raw_records(path):
                try:
                    yield from_json(raw.data)
                except RecordError as error:
                    yield raw.where, str(error)
        except RecordError as error:
            yield str(path), str(error)


def read_labelled_file(path: Path) -> list[Table]:
    """Return the labelled texts of a JSONL file; raise RecordError naming the line that is none."""
    records: list[Table] = []
    for raw in raw_records(path):
        try:
            records.append(msgspec.json.decode(raw.data, type=Table))
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise RecordError(f"{raw.where.rpartition(':')[2]}: not a labelled text: {error}") from error
    return records


def read_gold_file(path: Path) -> list[Table]:
    """Return the gold records of a JSONL file; raise RecordError naming the line that is none."""
    records: list[Table] = []
    for raw in raw_records(path):
        try:
            record = msgspec.json.decode(raw.data, type=Table)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise RecordError(f"{raw.where.rpartition(':')[2]}: not a gold record: {error}") from error
        missing = [key for key in ("id", "lang", "published", "text", "events") if key not in record]
        if missing:
            line = raw.where.rpartition(":")[2]
            raise RecordError(f"{line}: a gold record needs {', '.join(missing)}; see the gold's schema")
        records.append(record)
    return records
