"""Which of the acts that a word may name is meant, and is it an act at all?

Where several triggers fit the frame of one word, the most specific has a bonus and a linear model a vote; of what is
chosen the model gives the log-odds that people would code it, and what falls below its limit is kept out. It never
makes an event. The names of what is seen are hashed into a table of whole numbers, so a sum is exact in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import Struct
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from .acts import Acts, Candidate, Choose
from .modality import rewrite
from .names import Named

SIZE = 1 << 17
_HEAD = Struct("<ddd")


class Ranker(NamedTuple):
    """A trained model: a weight for each hashed name in steps, the step, the first's bonus, the odds to abstain below.

    Bonus and limit are natural logarithms of odds; a limit of minus infinity keeps nothing out.
    """

    weights: npt.NDArray[np.int8]
    step: float
    bonus: float
    limit: float


class Seen(NamedTuple):
    """What is seen of a candidate: its PLOVER type, what is its own, and what any type would have around it."""

    kind: str
    own: tuple[str, ...]
    around: tuple[str, ...]

    def votes(self) -> list[str]:
        """Return the names that speak for it among others."""
        return [*self.own, *self.told_as(self.kind)]

    def told_as(self, kind: str) -> list[str]:
        """Return the names of what is around an act of a PLOVER type.

        >>> Seen("AID", (), ("obj grain",)).told_as("REQUEST")
        ['REQUEST', 'REQUEST obj grain']
        """
        return [kind, *(f"{kind} {name}" for name in self.around)]

    def whether(self) -> list[str]:
        """Return the names that tell whether it is an act at all."""
        told = [*self.votes(), *self.around, "any"]
        return [f"is {name}" for name in told]


class Choice(NamedTuple):
    """One example to learn from: the names of each option, which of them are right, how much it counts.

    ``ranked`` tells that the options stand in the order of the rules, so the first has the bonus.
    """

    options: tuple[list[str], ...]
    right: tuple[bool, ...]
    counts: float = 1.0
    ranked: bool = False


def unpack(packed: bytes) -> Ranker:
    """Return the model of a file: step, bonus and limit as little-endian doubles, then a byte for each weight.

    Raises ValueError where the bytes are no such file.

    >>> unpack(pack(Ranker(np.ones(SIZE, np.int8), 0.5, 3.0, -2.0))).limit
    -2.0
    """
    if len(packed) != _HEAD.size + SIZE:
        raise ValueError(f"a ranker has {_HEAD.size + SIZE} bytes, this file {len(packed)}")
    step, bonus, limit = _HEAD.unpack_from(packed)
    return Ranker(np.frombuffer(packed, np.int8, SIZE, _HEAD.size), step, bonus, limit)


def pack(ranker: Ranker) -> bytes:
    """Return a model as the bytes of a file."""
    return _HEAD.pack(ranker.step, ranker.bonus, ranker.limit) + ranker.weights.tobytes()


def number(name: str) -> int:
    """Return the place of a name in the table.

    >>> number("act consult.visit") == number("act consult.visit")
    True
    """
    return crc32(name.encode()) % SIZE


def score(ranker: Ranker, names: Iterable[str]) -> float:
    """Return the sum of the weights of names: a vote, or log-odds.

    >>> score(Ranker(np.zeros(SIZE, np.int8), 0.1, 0.0, 0.0), ["act aid.food"])
    0.0
    """
    table = ranker.weights.data  # a plain view gives plain numbers, faster
    return ranker.step * sum(table[number(name)] for name in names)


def votes(ranker: Ranker, options: Sequence[Seen]) -> list[float]:
    """Return what the model says for each of several options, the bonus of the first included."""
    return [score(ranker, seen.votes()) + (0.0 if place else ranker.bonus) for place, seen in enumerate(options)]


def best(told: Sequence[float]) -> int:
    """Return the place of the highest vote, of equal ones the first.

    >>> best([0.5, 1.0, 1.0])
    1
    """
    return max(range(len(told)), key=lambda place: (told[place], -place))


def chooser(ranker: Ranker) -> Choose:
    """Return the function that chooses among the candidates of a word as a ranker votes."""

    def choose(reader: Acts, options: list[Candidate]) -> int:
        chosen = best(votes(ranker, [seen_of(reader, one) for one in options]))
        same = _told(reader, options[chosen]) == _told(reader, options[0])
        return 0 if same else chosen  # of one type the most specific knows the mode best

    return choose


def _told(reader: Acts, candidate: Candidate) -> str:
    """Return the PLOVER type that a candidate comes out with."""
    common = reader.language.common
    act = common.acts[candidate.trigger.act]
    aimed = bool(candidate.recipients)
    return rewrite(act.type, act.mode, reader.standing(candidate), common.plover, aimed=aimed).type


def reasons(ranker: Ranker, names: Iterable[str], most: int) -> list[tuple[str, float]]:
    """Return the names that weigh most, heaviest first, with their weights; none that weighs nothing."""
    weighed = {name: ranker.step * int(ranker.weights[number(name)]) for name in names}
    told = [(name, weight) for name, weight in weighed.items() if weight]
    return sorted(told, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def seen_of(reader: Acts, candidate: Candidate) -> Seen:
    """Return what is seen of a candidate in its sentence."""
    act = reader.language.common.acts[candidate.trigger.act]
    frame, aimed = reader.frames[candidate.frame], bool(candidate.recipients)
    stands = reader.standing(candidate)
    lemma = _lemma(reader, candidate.head)
    own = (
        f"act {act.id}",
        f"mode {act.type} {act.mode}",
        f"parties {len(candidate.actors) > 1} {aimed}",
        f"aimed {act.type} {aimed}",
        f"needs {len(candidate.trigger.needs)}",
        f"covers {candidate.weight[0]}",
        f"stands {act.type} {stands.decisive} {stands.negated}",
        f"word {act.id} {lemma}",
        f"hangs {frame.relation} {frame.governor >= 0} {frame.kind}",
        f"carried {candidate.light} {candidate.carrier >= 0} {frame.kind}",
    )
    around = dict.fromkeys((f"head {lemma}", f"form {frame.kind} {frame.voice}"))
    for side, parties in (("actor", candidate.actors), ("recipient", candidate.recipients)):
        for one in parties:
            around.update(dict.fromkeys(_party(side, one)))
    for at in (candidate.frame, candidate.carrier):
        if at >= 0:
            around.update(dict.fromkeys(_clause(reader, at, noun=frame.kind == "noun")))
    return Seen(act.type, own, tuple(around))


def _party(side: str, one: Named) -> tuple[str, str]:
    return f"{side} {one.sort} {one.actor.sector}", f"{side} by {one.rule.partition('.')[2]}"


def _clause(reader: Acts, at: int, *, noun: bool) -> Iterable[str]:
    """Yield what stands in a clause: each argument's place, lemma and classes of words, and what governs the clause."""
    tokens, classes = reader.sentence.tokens, reader.language.classes
    for held in reader.frames[at].arguments:
        role = "obj" if noun and held.role in ("poss", "mod") else held.role
        yield f"{role} {held.preposition}"
        for head in (held.head, held.counted):
            if head < 0:
                continue
            known = sorted({name for key in tokens[head].keys for name in classes.get(key, ())})
            for word in (_lemma(reader, head), *(f"@{name}" for name in known)):
                yield f"{role} {word}"
                yield f"some {word}"
    over = reader.frames[at].governor
    if over >= 0:
        yield f"over {_lemma(reader, reader.frames[over].head)}"


def _lemma(reader: Acts, index: int) -> str:
    keys = reader.sentence.tokens[index].keys
    return next((key for key in keys if key.startswith("<")), keys[0])


def fit(choices: Sequence[Choice], *, bonus: float = 2.0, rounds: int = 80, decay: float = 8.0) -> Ranker:
    """Return the model that fits choices best: a softmax over the options of each, with weight decay.

    The same choices in the same order give the same model. It keeps nothing out: its limit is minus infinity.
    """
    options = [sorted({number(name) for name in names}) for choice in choices for names in choice.options]
    places = np.array([place for held in options for place in held], np.int64)
    rows = np.repeat(np.arange(len(options)), [len(held) for held in options])
    group = np.repeat(np.arange(len(choices)), [len(choice.options) for choice in choices])
    right = np.array([float(told) for choice in choices for told in choice.right])
    counts = np.array([choice.counts for choice in choices])[group]
    given = np.array([bonus * (c.ranked and n == 0) for c in choices for n in range(len(c.options))])
    weights: npt.NDArray[Any] = np.zeros(SIZE)
    mean, square = np.zeros(SIZE), np.zeros(SIZE)
    for turn in range(1, rounds + 1):
        told = np.bincount(rows, weights[places], len(options)) + given
        most = np.full(len(choices), -np.inf)
        np.maximum.at(most, group, told)
        odds = np.exp(told - most[group])
        share = odds / np.bincount(group, odds)[group]
        wanted = odds * right / np.bincount(group, odds * right)[group]
        slope = np.bincount(places, ((share - wanted) * counts)[rows], SIZE) + decay * weights
        slope /= len(choices)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-6)
    step = max(float(np.abs(weights).max()) / 127, 1e-9)
    return Ranker(np.rint(weights / step).astype(np.int8), step, bonus, float("-inf"))
