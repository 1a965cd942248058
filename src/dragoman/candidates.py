"""Which articles are worth comparing?

A million articles make half a million million pairs. Worth a look are those whose signatures meet, those that share a
run of words that few articles hold, and those of the same weeks that share names, numbers or days that few of them
tell. The cost grows with the articles, not with their pairs: of a crowd each is paired with the oldest and with its
neighbour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

import numpy as np

from .alike import NEWS_DAYS, Told, prose
from .model import Reading
from .near import Near, signatures

_CROWD = 60
_FEW = 8
_SAMPLE = np.uint64(3)
_SHORT = 80
_SHARED_TRACES = 3
_BATCH = 500


def word_pairs(told: Sequence[Told], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs that may share words, older first: by signature, and by a run of words that few others hold.

    ``chosen`` are positions in ``told``, which is in order of age; the pairs are positions too.

    >>> word_pairs((), ())
    []
    """
    near = Near()
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(chosen), _BATCH):
        rows = signatures([prose(told[index].article) for index in chosen[start : start + _BATCH]])
        near.add(rows)
        found = near.find(rows)
        both = zip(found.known.tolist(), (found.asked + start).tolist(), strict=True)
        pairs |= {(chosen[known], chosen[asked]) for known, asked in both if known < asked}
    holders: dict[int, list[int]] = defaultdict(list)
    for index in chosen:
        runs = told[index].runs
        for value in (runs if len(runs) < _SHORT else runs[(runs & _SAMPLE) == 0]).tolist():
            holders[value].append(index)
    for held in holders.values():
        pairs |= set(_bounded(held))
    return sorted(pairs)


def _bounded(held: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a few; of a crowd each with the oldest and with its neighbour."""
    if len(held) <= _FEW:
        yield from combinations(held, 2)
    else:
        yield from ((held[0], other) for other in held[1:])
        yield from pairwise(held[1:])


def kin_pairs(told: Sequence[Told], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of the same weeks that share names, numbers or days that few articles of those weeks tell.

    >>> kin_pairs((), ())
    []
    """
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index in sorted(chosen):
        week = _week(told[index].reading)
        for key in sorted(told[index].traced.hard):
            for near_by in (week, week + 1):
                holders[key, near_by].append(index)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (key, _), held in holders.items():
        if 1 < len(held) <= _CROWD:
            for pair in combinations(held, 2):
                shared[pair].add(key)
    return sorted(pair for pair, keys in shared.items() if len(keys) >= _SHARED_TRACES)


def _week(reading: Reading) -> int:
    """Return the number of the fortnight an article was published in, 0 where it has no day."""
    try:
        return date.fromisoformat(reading.article.date_published[:10]).toordinal() // NEWS_DAYS
    except ValueError:
        return 0
