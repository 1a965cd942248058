"""Which tree do the scores of all possible heads add up to?

The best head of each word usually makes a tree already; where it does not, cycles are broken as Chu and Liu (1965) and
Edmonds (1967) do. Exactly one word hangs on the root: the best of five candidates where the scores leave it open.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_ROOTS = 5


def best_tree(scores: npt.NDArray[Any]) -> list[int]:
    """Return the head of each word, 0 for the root.

    ``scores[child, head]`` is what it is worth to hang word ``child`` (from 0) on ``head`` (0 the root, then words
    from 1).

    >>> best_tree(np.array([[9.0, 0.0, 1.0], [2.0, 8.0, 0.0]]))
    [0, 1]
    >>> best_tree(np.array([[5.0, 0.0, 9.0], [1.0, 8.0, 0.0]]))
    [0, 1]
    """
    worth: Matrix = scores.astype(np.float64)
    count = len(worth)
    worth[np.arange(count), np.arange(count) + 1] = -np.inf
    heads: list[int] = worth.argmax(1).tolist()
    if heads.count(0) == 1 and not _cycle([0, *heads]):
        return heads
    if count == 1:
        return [0]
    gains = worth[:, 0] - worth[:, 1:].max(1)
    roots = np.argsort(-gains, kind="stable")[:_ROOTS].tolist()
    trees = [_hung(worth, root) for root in roots]
    return max(trees, key=lambda tree: sum(worth[child, head] for child, head in enumerate(tree)))


def _hung(worth: Matrix, root: int) -> list[int]:
    """Return the best tree whose only word on the root is ``root``."""
    size = len(worth) + 1
    square = np.full((size, size), -np.inf)
    square[1:] = worth
    square[1:, 0] = -np.inf
    square[root + 1] = -np.inf
    square[root + 1, 0] = worth[root, 0]
    return _edmonds(square, np.arange(size))[1:]


def _edmonds(worth: Matrix, nodes: npt.NDArray[np.int64]) -> list[int]:
    """Return the head of each node, contracting one cycle at a time; ``nodes`` are those not yet contracted."""
    heads = [0] * len(worth)
    for child, place in zip(nodes[1:].tolist(), worth[np.ix_(nodes[1:], nodes)].argmax(1).tolist(), strict=True):
        heads[child] = int(nodes[place])
    cycle = _cycle(heads, nodes[1:].tolist())
    if not cycle:
        return heads
    joint, inside = cycle[0], np.array(cycle)
    lost = worth[inside, np.array([heads[node] for node in cycle])]
    entering, leaving = worth[inside] - lost[:, None], worth[:, inside]
    entry, leave = inside[entering.argmax(0)], inside[leaving.argmax(1)]
    worth = worth.copy()
    worth[joint], worth[:, joint] = entering.max(0), leaving.max(1)
    worth[joint, inside] = -np.inf
    outside = nodes[~np.isin(nodes, inside)]
    solved = _edmonds(worth, np.append(outside, joint))
    for child in outside[1:].tolist():
        heads[child] = int(leave[child]) if solved[child] == joint else solved[child]
    heads[int(entry[solved[joint]])] = solved[joint]
    return heads


def _cycle(heads: list[int], nodes: list[int] | None = None) -> list[int]:
    """Return the nodes of a cycle, none where there is no cycle; node 0 is the root."""
    state = {0: -1}
    for start in nodes or range(1, len(heads)):
        at = start
        while at not in state:
            state[at] = start
            at = heads[at]
        if state[at] == start:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []
