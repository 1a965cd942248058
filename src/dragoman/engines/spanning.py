"""Which tree do the scores of all possible heads add up to?

The best head of each word usually makes a tree already; where it does not, cycles are broken as Chu and Liu (1965) and
Edmonds (1967) do. Exactly one word hangs on the root.
"""

from __future__ import annotations

Scores = list[list[float]]


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each word, 0 for the root.

    ``scores[child][head]`` is what it is worth to hang word ``child`` (from 0) on ``head`` (0 the root, then words
    from 1).

    >>> best_tree([[9.0, 0.0, 1.0], [2.0, 8.0, 0.0]])
    [0, 1]
    >>> best_tree([[5.0, 0.0, 9.0], [1.0, 8.0, 0.0]])
    [0, 1]
    """
    heads = [_best_head(row, child) for child, row in enumerate(scores)]
    return heads if heads.count(0) == 1 and _is_tree(heads) else _spanning(scores)


_NEVER = float("-inf")


def _best_head(row: list[float], child: int) -> int:
    return max((head for head in range(len(row)) if head != child + 1), key=lambda head: (row[head], -head))


def _is_tree(heads: list[int]) -> bool:
    seen = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at - 1]
        if at and seen[at] == start:
            return False
    return True


def _spanning(scores: Scores) -> list[int]:
    """Return the best tree; hanging on the root costs so much that only one word does."""
    size = len(scores) + 1
    toll = 1.0 + sum(max(row) - min(row) for row in scores) * 2
    worth = [[_NEVER] * size for _ in range(size)]
    for child, row in enumerate(scores, 1):
        for head, value in enumerate(row):
            if head != child:
                worth[child][head] = value - (0.0 if head else toll)
    return _edmonds(worth, list(range(size)))[1:]


def _edmonds(worth: list[list[float]], nodes: list[int]) -> list[int]:
    """Return the head of each node (0 has none), contracting one cycle at a time."""
    size = len(worth)
    heads = [0] * size
    alive = [node for node in nodes if node]
    for child in alive:
        heads[child] = max((h for h in nodes if h != child), key=lambda h: (worth[child][h], -h))
    cycle = _cycle(heads, alive)
    if not cycle:
        return heads
    inside = set(cycle)
    joint = cycle[0]
    outside = [node for node in nodes if node not in inside]
    entry: dict[int, int] = {}
    leave: dict[int, int] = {}
    smaller = [row[:] for row in worth]
    for head in outside:
        best = max(cycle, key=lambda node: (worth[node][head] - worth[node][heads[node]], -node))
        entry[head] = best
        smaller[joint][head] = worth[best][head] - worth[best][heads[best]]
    for child in outside:
        if child:
            best = max(cycle, key=lambda node: (worth[child][node], -node))
            leave[child] = best
            smaller[child][joint] = worth[child][best]
    solved = _edmonds(smaller, [*outside, joint])
    for child in outside:
        if child:
            heads[child] = leave[child] if solved[child] == joint else solved[child]
    heads[entry[solved[joint]]] = solved[joint]
    return heads


def _cycle(heads: list[int], nodes: list[int]) -> list[int]:
    state: dict[int, int] = {0: -1}
    for start in nodes:
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
