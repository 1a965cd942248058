"""Which of very many texts share most of their words?

A text is the set of its runs of five words. Each run is hashed, the hash names one of 64 bins, and the smallest hash of
every bin makes the text's signature: two texts agree in as large a part of their bins as of their runs (MinHash by one
permutation; an empty bin borrows from the next). Bins are taken in pairs, and texts that agree in any of the 32 pairs
are candidates: texts that share a third of their runs meet almost surely, texts that share a hundredth almost never.
Everything is done for a batch at a time; adding and asking cost the same however many texts are known already.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .fold import fold

SHINGLE = 5
BINS = 64
_BANDS = BINS // 2
_CROWD = 64
_FIRST_ROOM = 1 << 10
_EMPTY = np.uint32(0xFFFFFFFF)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_ONE, _TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEPS = [np.uint64(pow(0xD6E8FEB86659FD93, place, 1 << 64)) for place in range(1, SHINGLE + 1)]

Numbers = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]
Positions = npt.NDArray[np.int64]


class Runs(NamedTuple):
    """Hashes of runs of words, and for each the position of its text, ascending."""

    hashes: Numbers
    texts: Positions


class Pairs(NamedTuple):
    """Texts that may be near: positions in the batch asked for, positions in the index, estimated similarity."""

    asked: Positions
    known: Positions
    similar: npt.NDArray[np.float64]


def runs_of_words(texts: Sequence[str]) -> Runs:
    """Return the hashed runs of five words of some texts; a shorter text is one run; case and signs do not count.

    >>> len(runs_of_words(["One, two three four five six", "One two"]).hashes)
    3
    """
    joined = "\n".join(text.lower() for text in texts)
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    letters, values = _letters()
    edges = np.diff(letters[codes].view(np.int8), prepend=np.int8(0), append=np.int8(0))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    powers, inverse = _powers(1 << max(10, len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(values[codes] * powers[: len(codes)], out=sums[1:])
    words = _mixed((sums[ends] - sums[starts]) * inverse[starts])
    lengths = np.fromiter((_units(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    owner = np.searchsorted(np.cumsum(lengths), starts, side="right")
    return _runs(words, owner, len(texts))


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    low = text.lower()
    return len(low) if low.isascii() else len(low.encode("utf-16-le", "surrogatepass")) >> 1


def _runs(words: Numbers, owner: Positions, count: int) -> Runs:
    """Return the runs of a row of hashed words; ``owner`` names the text of each word."""
    held = np.bincount(owner, minlength=count)
    size = max(0, len(words) - SHINGLE + 1)
    total = np.zeros(len(words), dtype=np.uint64)
    for offset, step in enumerate(_STEPS):
        rest = max(0, len(words) - offset)
        inside = owner[:rest] == owner[offset:]
        total[:rest] += np.where(inside, words[offset:] * step, np.uint64(0))
    first = np.concatenate(([0], np.cumsum(held)[:-1])) if count else np.zeros(0, dtype=np.int64)
    keep = np.zeros(len(words), dtype=bool)
    keep[:size] = owner[:size] == owner[len(words) - size :] if size else False
    short = (held > 0) & (held < SHINGLE)
    keep[first[short]] = True
    return Runs(_mixed(total[keep]), owner[keep])


def signatures(texts: Sequence[str]) -> Signatures:
    """Return the signatures of some texts, one row of 64 numbers each.

    >>> bool((signatures(["Rain fell on us."]) == signatures(["rain fell on us"])).all())
    True
    """
    return sign(runs_of_words(texts), len(texts))


def sign(runs: Runs, count: int) -> Signatures:
    """Return the signatures of ``count`` texts from their runs."""
    table = np.full(count * BINS, _EMPTY, dtype=np.uint32)
    bins = (runs.hashes >> np.uint64(58)).astype(np.int64)
    low = (runs.hashes & np.uint64(0x7FFFFFFF)).astype(np.uint32)
    np.minimum.at(table, runs.texts * BINS + bins, low)
    rows = table.reshape(count, BINS)
    lacking = np.flatnonzero((rows == _EMPTY).any(axis=1) & (rows != _EMPTY).any(axis=1))
    filled = rows[lacking]
    while (empty := filled == _EMPTY).any():
        filled[empty] = np.roll(filled, -1, axis=1)[empty]
    rows[lacking] = filled
    return rows


class Near:
    """The signatures of the texts known so far, found again by any pair of bins they agree in.

    Every pair of bins has a table of slots; a slot leads to the newest text in it, each text to the one before.

    >>> near = Near()
    >>> near.add(signatures(["Rain fell on the old town and on the new one.", "Snow is a different matter."]))
    >>> near.find(signatures(["Rain fell on the old town and on the new one"])).known.tolist()
    [0]
    """

    def __init__(self) -> None:
        self.count = 0
        self._rows: Signatures = np.empty((_FIRST_ROOM, BINS), dtype=np.uint32)
        self._before = np.empty((_BANDS, _FIRST_ROOM), dtype=np.int32)
        self._newest = np.full((_BANDS, _FIRST_ROOM), -1, dtype=np.int32)

    def add(self, rows: Signatures) -> None:
        """Take in further texts; they have the next positions."""
        needed = self.count + len(rows)
        if needed > len(self._rows):
            self._grow(1 << needed.bit_length())
        self._rows[self.count : needed] = rows
        self._link(self.count, needed)
        self.count = needed

    def find(self, rows: Signatures) -> Pairs:
        """Return the known texts that agree with those asked for in a pair of bins, by text asked, then by position.

        A slot is followed back over 64 texts at most: of a crowd of equal texts the newest are found.
        """
        asked, band = np.divmod(np.arange(len(rows) * _BANDS), _BANDS)
        here = self._newest[band, self._slots(rows).T.reshape(-1)].astype(np.int64)
        found: list[Positions] = []
        for _ in range(_CROWD):
            held = here >= 0
            asked, band, here = asked[held], band[held], here[held]
            if not len(here):
                break
            same = (self._rows[here, band] == rows[asked, band]) & (
                self._rows[here, band + _BANDS] == rows[asked, band + _BANDS]
            )
            found.append(asked[same] * self.count + here[same])
            here = self._before[band, here].astype(np.int64)
        keys = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
        first, second = np.divmod(keys, max(1, self.count))
        return Pairs(first, second, (rows[first] == self._rows[second]).mean(axis=1))

    def _grow(self, room: int) -> None:
        """Make room for twice as many texts and link the known ones anew."""
        rows = np.empty((room, BINS), dtype=np.uint32)
        rows[: self.count] = self._rows[: self.count]
        self._rows = rows
        self._before = np.empty((_BANDS, room), dtype=np.int32)
        self._newest = np.full((_BANDS, room), -1, dtype=np.int32)
        for start in range(0, self.count, _FIRST_ROOM):
            self._link(start, min(start + _FIRST_ROOM, self.count))

    def _link(self, start: int, stop: int) -> None:
        """Hang the texts of these positions into the slots of every pair of bins."""
        for band, slots in enumerate(self._slots(self._rows[start:stop])):
            order = np.argsort(slots, kind="stable")
            ordered = slots[order]
            before = np.empty(len(order), dtype=np.int64)
            before[1:] = order[:-1] + start
            fresh = np.ones(len(order), dtype=bool)
            fresh[1:] = ordered[1:] != ordered[:-1]
            before[fresh] = self._newest[band, ordered[fresh]]
            self._before[band, start + order] = before
            last = np.append(fresh[1:], True)
            self._newest[band, ordered[last]] = order[last] + start

    def _slots(self, rows: Signatures) -> Positions:
        """Return the slot of every pair of bins, one row a pair."""
        pairs = (rows[:, :_BANDS].astype(np.uint64) << np.uint64(32)) | rows[:, _BANDS:].astype(np.uint64)
        bands: Numbers = np.fromiter(range(_BANDS), dtype=np.uint64, count=_BANDS)
        mixed = _mixed(np.add(pairs, bands, dtype=np.uint64))
        return (mixed & np.uint64(self._newest.shape[1] - 1)).astype(np.int64).T


def _mixed(values: Numbers) -> Numbers:
    """Return numbers stirred so that every bit depends on every other (splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * _ONE
    values = (values ^ (values >> np.uint64(27))) * _TWO
    return values ^ (values >> np.uint64(31))


@cache
def _letters() -> tuple[npt.NDArray[np.bool_], Numbers]:
    """Return which code units are letters or digits, and a number for each."""
    units = range(1 << 16)
    letters = np.fromiter((fold(chr(unit)).isalnum() for unit in units), dtype=np.bool_, count=1 << 16)
    numbers: Numbers = np.fromiter(range(1, (1 << 16) + 1), dtype=np.uint64, count=1 << 16)
    return letters, _mixed(np.multiply(numbers, _BASE, dtype=np.uint64))


@cache
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """Return the powers of the base and of its inverse, modulo 2 to the 64th."""
    inverse = np.uint64(pow(int(_BASE), -1, 1 << 64))
    return _row_of_powers(_BASE, size), _row_of_powers(inverse, size)


def _row_of_powers(base: np.uint64, size: int) -> Numbers:
    row = np.full(size, base, dtype=np.uint64)
    row[0] = 1
    return np.cumprod(row)
