"""Is the type that the rules read here the one that people would code?

A linear model looks at what the rules looked at (act, frame, parties, what governs them) and at the words around, and
gives log-odds. Its names are hashed into a table of whole numbers, so a sum is exact in any order. It may keep an
event out, or settle which of two equally specific triggers a word is; it never makes an event.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from .acts import Acts, Candidate
from .modality import Standing
from .names import Named

SIZE = 1 << 16
_NEAR, _BESIDE = 5, 2
_GRAMS = (3, 4, 5)
_HEAD = Struct("<dd")


class Ranker(NamedTuple):
    """A trained model: a weight for each hashed name in steps, the step, and the log-odds below which to abstain."""

    weights: npt.NDArray[np.int8]
    step: float
    limit: float


def unpack(packed: bytes) -> Ranker:
    """Return the model of a file: step and limit as two little-endian doubles, then a byte for each weight.

    Raises ValueError where the bytes are no such file.

    >>> unpack(pack(Ranker(np.ones(SIZE, np.int8), 0.5, -2.0))).limit
    -2.0
    """
    if len(packed) != _HEAD.size + SIZE:
        raise ValueError(f"a ranker has {_HEAD.size + SIZE} bytes, this file {len(packed)}")
    step, limit = _HEAD.unpack_from(packed)
    return Ranker(np.frombuffer(packed, np.int8, SIZE, _HEAD.size), step, limit)


def pack(ranker: Ranker) -> bytes:
    """Return a model as the bytes of a file."""
    return _HEAD.pack(ranker.step, ranker.limit) + ranker.weights.tobytes()


def number(name: str) -> int:
    """Return the place of a name in the table.

    >>> number("act consult.visit") == number("act consult.visit")
    True
    """
    return crc32(name.encode()) % SIZE


def score(ranker: Ranker, names: Iterable[str]) -> float:
    """Return the log-odds that an event is right.

    >>> score(Ranker(np.zeros(SIZE, np.int8), 0.1, 0.0), ["act aid.food"])
    0.0
    """
    return ranker.step * sum(int(ranker.weights[number(name)]) for name in names)


def reasons(ranker: Ranker, names: Iterable[str], most: int) -> list[tuple[str, float]]:
    """Return the names that weigh most, heaviest first, with their weights."""
    weighed = {name: ranker.step * int(ranker.weights[number(name)]) for name in names}
    return sorted(weighed.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def names_of(reader: Acts, candidate: Candidate, stands: Standing, kind: str, others: Iterable[Named]) -> list[str]:
    """Return the names of what is seen of an event of PLOVER type ``kind`` with ``others`` as recipients."""
    tokens = reader.sentence.tokens
    frame = reader.frames[candidate.frame]
    lemmas = [_lemma(token.keys) for token in tokens]
    names = [f"act {candidate.trigger.act}", f"head {lemmas[candidate.head]}", f"form {frame.kind} {frame.voice}"]
    names.append(f"stands {stands.decisive} {stands.negated}")
    names += [f"actor {one.sort} {one.actor.sector}" for one in candidate.actors]
    names += [f"recipient {one.sort} {one.actor.sector}" for one in others] or ["recipient none"]
    for at, own in ((candidate.frame, "own"), (candidate.carrier, "carrier")):
        if at < 0:
            continue
        names += [f"{own} {a.role} {a.preposition} {lemmas[a.head]}" for a in reader.frames[at].arguments]
        over = reader.frames[at].governor
        above = lemmas[reader.frames[over].head] if over >= 0 else ""
        names.append(f"{own} over {reader.frames[at].relation} {above}")
    head = candidate.head
    for index in range(max(0, head - _NEAR), min(len(tokens), head + _NEAR + 1)):
        names.append(f"near {lemmas[index]}")
        if 0 < abs(index - head) <= _BESIDE:
            names.append(f"at {index - head} {tokens[index].form}")
    word = f"<{tokens[head].form}>"
    names += [f"gram {word[i : i + n]}" for n in _GRAMS for i in range(len(word) - n + 1)]
    names += [f"word {lemma}" for lemma in sorted(set(lemmas))]
    code = reader.language.code
    return [f"{code} any", f"{code} {kind}", *(f"{code} {name}" for name in names), *(f"{kind} {n}" for n in names)]


def _lemma(keys: tuple[str, ...]) -> str:
    return next((key for key in keys if key.startswith("<")), keys[0])


def fit(examples: list[tuple[list[str], bool]], *, rounds: int = 120, decay: float = 2e-2) -> Ranker:
    """Return the model that fits examples (names, right or wrong) best: logistic regression with weight decay.

    The same examples in the same order give the same model.
    """
    sizes = np.array([len(names) for names, _ in examples])
    places = np.array([number(name) for names, _ in examples for name in names])
    rows = np.repeat(np.arange(len(examples)), sizes)
    wanted = np.array([float(right) for _, right in examples])
    weights: npt.NDArray[Any] = np.zeros(SIZE)
    mean, square = np.zeros(SIZE), np.zeros(SIZE)
    for turn in range(1, rounds + 1):
        odds = np.bincount(rows, weights[places], len(examples))
        wrong = 1 / (1 + np.exp(-odds)) - wanted
        slope = np.bincount(places, wrong[rows], SIZE) / len(examples) + decay * weights / len(examples)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-6)
    step = max(float(np.abs(weights).max()) / 127, 1e-9)
    return Ranker(np.rint(weights / step).astype(np.int8), step, float("-inf"))
