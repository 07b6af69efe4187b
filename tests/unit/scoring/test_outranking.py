"""Comparing units pair by pair."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from scoring.outranking import (
    TooManyUnits,
    borda_count,
    condorcet_order,
    copeland,
    kemeny_rankings,
    kemeny_score,
    outranking_matrix,
)

F = Fraction
NAN = np.nan
THIRDS = [F(1, 3)] * 3


def test_half_of_the_weight_is_not_more_than_half() -> None:
    """Floats make 0.1 + 0.2 + 0.2 of 1.0 less or more than a half, as the order has it."""
    weights = [F(1, 10), F(2, 10), F(2, 10), F(1, 2)]
    values = np.array([[1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    assert copeland(values, weights).tolist() == [0, 0]
    assert outranking_matrix(values, weights)[0, 1] == 0.5


def test_equal_units_neither_win_nor_lose() -> None:
    values = np.array([[1.0, 2.0], [1.0, 2.0], [0.0, 0.0]])
    assert copeland(values, [F(1), F(3)]).tolist() == [1, 1, -2]


def test_what_is_not_known_takes_no_part() -> None:
    values = np.array([[NAN, 1.0, 5.0], [9.0, 2.0, 4.0], [NAN, NAN, NAN]])
    assert outranking_matrix(values, THIRDS).tolist() == [
        [0.0, 0.5, 0.5],
        [0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0],
    ]
    assert copeland(values, THIRDS).tolist() == [0, 0, 0]


def test_many_units_in_blocks_are_the_same_as_the_whole_matrix() -> None:
    rng = np.random.default_rng(1)
    values = rng.integers(0, 5, (600, 7)).astype(float)
    weights = [F(int(w), 7) for w in rng.integers(1, 9, 7)]
    matrix = outranking_matrix(values, weights)
    expected = (matrix > 0.5).sum(axis=1) - ((matrix < 0.5).sum(axis=1) - 1)
    assert copeland(values, weights).tolist() == expected.tolist()


def test_weights_too_fine_for_whole_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="too fine"):
        copeland(np.zeros((2, 2)), [F(1, 2**61 - 1), F(1, 2**62 - 57)])


def test_kemeny_finds_what_trying_every_order_finds() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        votes = rng.integers(0, 6, (5, 5)).astype(float)
        scores = {order: kemeny_score(votes, order) for order in permutations(range(5))}
        best = max(scores.values())
        assert kemeny_rankings(votes) == tuple(o for o, s in scores.items() if s == best)


def test_kemeny_gives_up_on_too_many() -> None:
    with pytest.raises(TooManyUnits, match="at most 15"):
        kemeny_rankings(np.zeros((16, 16)))


def test_a_cycle_has_no_condorcet_order() -> None:
    assert condorcet_order(np.array([[0, 2, 1], [1, 0, 2], [2, 1, 0]], dtype=float)) is None
    assert condorcet_order(np.array([[0, 1, 1], [2, 0, 2], [2, 1, 0]], dtype=float)) == (1, 2, 0)


def test_borda_counts_with_weights() -> None:
    values = np.array([[2.0, 0.0], [1.0, 1.0], [NAN, 1.0]])
    assert borda_count(values, [F(1, 3), F(2)]) == (F(1, 3), F(2), F(2))
