"""How is a large table read of which a page needs a few values?

Each value stays as bytes until somebody asks for its key; then it is decoded and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from msgspec import Raw

Value = TypeVar("Value")


class Sealed(Mapping[str, Value]):
    """A table whose values are opened one by one.

    >>> table = Sealed({"a": Raw(b"1")}, lambda raw: int(bytes(raw)))
    >>> table.get("a"), table.get("b"), list(table)
    (1, None, ['a'])
    """

    def __init__(self, sealed: Mapping[str, Raw], unseal: Callable[[Raw], Value]) -> None:
        self._sealed, self._unseal = sealed, unseal
        self._opened: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        found = self._opened.get(key)
        if found is None:
            found = self._opened[key] = self._unseal(self._sealed[key])
        return found

    def get(self, key: str, default: Value | None = None) -> Value | None:  # type: ignore[override]
        """Return the value of a key, ``default`` where there is none."""
        return self[key] if key in self._sealed else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._sealed)

    def __len__(self) -> int:
        return len(self._sealed)
