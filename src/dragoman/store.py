"""Where are readings kept, and how do they come back as they were?

One SQLite file. A reading is kept as the JSON it would be printed as, under the id of its article; beside it stand the
few columns by which readings are looked for, and which article holds a fact. Adding the same reading again changes
nothing; a newer reading of the same article takes the place of the older. The file carries the number of its schema:
an older file is brought up to date when it is opened for writing, a newer one is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from .errors import DragomanError
from .model import Reading
from .serial import from_json, to_json

SCHEMA = 1
_MARK = 0x64726167  # "drag": tells our files from other people's databases
_WAIT = 60.0
_STEPS = (
    """
    CREATE TABLE reading (
        article TEXT PRIMARY KEY,
        published TEXT NOT NULL,
        language TEXT NOT NULL,
        publisher TEXT NOT NULL,
        url TEXT NOT NULL,
        data TEXT NOT NULL,
        json BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX reading_by_date ON reading (published, article);
    CREATE INDEX reading_by_url ON reading (url);
    CREATE TABLE fact (id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES reading ON DELETE CASCADE) WITHOUT ROWID;
    CREATE INDEX fact_by_article ON fact (article);
    """,
)


class Store:
    """An open record; ``with open_store(...) as store`` closes it. Iterating gives readings by date, then id."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._db = connection
        self.name = name

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM reading").fetchone()[0])

    def __contains__(self, article: object) -> bool:
        return self._db.execute("SELECT 1 FROM reading WHERE article = ?", (article,)).fetchone() is not None

    def __iter__(self) -> Iterator[Reading]:
        return self.readings()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, *readings: Reading) -> int:
        """Keep some readings, all or none; return how many were new or other than what was kept."""
        return self.add_all(readings)

    def add_all(self, readings: Iterable[Reading]) -> int:
        """Keep readings in one transaction, all or none; return how many were new or other than what was kept."""
        changed = 0
        with told(self.name), self._db:
            for reading in readings:
                changed += self._put(reading)
        return changed

    def _put(self, reading: Reading) -> bool:
        article = reading.article
        json = to_json(reading).encode()
        held = self._db.execute("SELECT json FROM reading WHERE article = ?", (article.id,)).fetchone()
        if held is not None and held[0] == json:
            return False
        columns = (article.id, article.date_published, article.in_language, article.publisher, article.url)
        self._db.execute("DELETE FROM reading WHERE article = ?", (article.id,))
        self._db.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)", (*columns, reading.generator.data, json))
        facts = [(fact.id, article.id) for fact in reading.facts]
        self._db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", facts)
        return True

    def get(self, article: str) -> Reading | None:
        """Return the reading of an article by its id, None where the record has none."""
        row = self._db.execute("SELECT json FROM reading WHERE article = ?", (article,)).fetchone()
        return from_json(row[0]) if row else None

    def readings(
        self, *, since: str = "", until: str = "", language: str = "", publisher: str = "", url: str = ""
    ) -> Iterator[Reading]:
        """Yield the readings published from ``since`` on and before ``until`` (ISO dates), by date, then article id."""
        asked = (
            ("published >= ?", since),
            ("published < ?", until),
            ("language = ?", language),
            ("publisher = ?", publisher),
            ("url = ?", url),
        )
        wanted = [(condition, value) for condition, value in asked if value]
        where = " AND ".join(condition for condition, _ in wanted) or "1"
        order = f"SELECT json FROM reading WHERE {where} ORDER BY published, article"
        for (json,) in self._db.execute(order, [value for _, value in wanted]):
            yield from_json(json)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all articles kept, ascending: what a resumed run need not read again."""
        return tuple(row[0] for row in self._db.execute("SELECT article FROM reading ORDER BY article"))

    def find_fact(self, key: str) -> Reading | None:
        """Return the reading that holds the fact whose id is ``key`` or alone begins with it, None for no such fact.

        Raises DragomanError where several facts begin so.
        """
        if not key:
            return None
        after = key[:-1] + chr(ord(key[-1]) + 1)
        query = "SELECT id, article FROM fact WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        found = self._db.execute(query, (key, after)).fetchall()
        if len(found) > 1 and found[0][0] != key:
            raise DragomanError(f"several facts begin with {key}; give more of the id")
        return self.get(found[0][1]) if found else None

    def remove(self, article: str) -> bool:
        """Forget the reading of an article; tell whether there was one."""
        with told(self.name), self._db:
            return self._db.execute("DELETE FROM reading WHERE article = ?", (article,)).rowcount > 0


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """Return the record kept at a path or ``sqlite:///path``; ``:memory:`` keeps one until it is closed.

    Where nothing is there a new one is made, unless ``create`` is false. Raises DragomanError where the file is no
    record, is of a newer schema, or cannot be opened.

    >>> from dragoman import read
    >>> with open_store(":memory:") as store:
    ...     added = store.add(read("Estonia thanked Latvia.", published="2022-01-11", language="en"))
    ...     added, len(store)
    (1, 1)
    """
    path = path_of(str(url))
    if path != ":memory:":
        if not create and not Path(path).is_file():
            raise DragomanError(f"{path}: no such store; make one with `dragoman code INPUT --out {path}`")
        if not Path(path).absolute().parent.is_dir():
            raise DragomanError(f"{path}: its folder does not exist; make it first")
    with told(path):
        connection = sqlite3.connect(path, timeout=_WAIT)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            _bring_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return Store(connection, path)


def path_of(url: str) -> str:
    """Return the path a store's address names.

    >>> path_of("sqlite:///data/talks.db"), path_of("sqlite:////srv/talks.db"), path_of("talks.db")
    ('data/talks.db', '/srv/talks.db', 'talks.db')
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    if scheme != "sqlite" or not rest.startswith("/"):
        raise DragomanError(f"{url}: no store of this kind; give a path or sqlite:///path")
    return rest[1:] or ":memory:"


def _bring_up(connection: sqlite3.Connection, path: str) -> None:
    """Make the tables of a new file, bring those of an older one up to date, refuse what is not ours."""
    version = _known(connection, path)
    if version == SCHEMA:
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for number in range(_known(connection, path), SCHEMA):  # asked again: another writer may have been faster
            for statement in filter(str.strip, _STEPS[number].split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_MARK}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _known(connection: sqlite3.Connection, path: str) -> int:
    """Return the schema of a file, 0 for an empty one."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != _MARK and (mark or tables):
        raise DragomanError(f"{path}: a database, but no dragoman store; name another file")
    if version > SCHEMA:
        raise DragomanError(f"{path}: a store of schema {version}, this dragoman knows {SCHEMA}; install a newer one")
    return version


@contextmanager
def told(path: str) -> Iterator[None]:
    """Say SQLite's complaints as dragoman's, with the file and what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DragomanError(f"{path}: {error}; check the path, its rights, and who else writes to it") from error
    except sqlite3.DatabaseError as error:
        raise DragomanError(f"{path}: no store ({error}); name another file") from error
