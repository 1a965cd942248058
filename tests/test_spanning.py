"""Is the tree of highest worth found, whatever the scores?"""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.engines import spanning


def trees(size):
    """Every tree over ``size`` words with one word on the root."""
    for heads in product(range(size + 1), repeat=size):
        if heads.count(0) != 1:
            continue
        for start in range(1, size + 1):
            at, steps = start, 0
            while at and steps <= size:
                at, steps = heads[at - 1], steps + 1
            if at:
                break
        else:
            yield heads


def best_tree(scores):
    return spanning.best_tree(np.array(scores))


def worth(scores, heads):
    return sum(scores[child][head] for child, head in enumerate(heads))


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(-9, 9).map(float), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n
        )
    )
)
def test_no_other_tree_is_worth_more(scores):
    found = best_tree(scores)
    possible = list(trees(len(scores)))
    assert tuple(found) in possible
    assert worth(scores, found) == max(worth(scores, heads) for heads in possible)


def test_a_cycle_of_three_inside_a_long_sentence_is_broken():
    size = 12
    scores = [[0.0] * (size + 1) for _ in range(size)]
    for child in range(size):
        scores[child][child] = 5.0  # each hangs on the one before, the first on the root
    scores[4][7], scores[5][5], scores[6][6] = 9.0, 9.0, 9.0  # 5 → 7 → 6 → 5
    found = best_tree(scores)
    assert found.count(0) == 1
    assert worth(scores, found) >= 5.0 * (size - 1)
