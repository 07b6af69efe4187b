"""Means at their edges: zeros, signs, orders between 0 and 1, halves of the weight."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from scoring.exact_means import generalised as generalised_exactly
from scoring.exact_means import median as median_exactly
from scoring.exact_means import settle
from scoring.means import NegativeValue, generalised, geometric, median

F = Fraction
ONES = np.array([1.0, 1.0])


@pytest.mark.parametrize("power", [0.25, 0.5, 0.75])
def test_orders_between_0_and_1_count_a_zero_and_go_on(power: float) -> None:
    """(0^p + x^p) / 2 to the power 1/p is x / 2^(1/p); it is not 0."""
    wanted = 8.0 / 2 ** (1 / power)
    assert generalised(np.array([[0.0, 8.0]]), ONES, power)[0] == pytest.approx(wanted)
    exact = generalised_exactly([F(0), F(8)], [1, 1], Fraction(str(power)))
    assert float(exact) == pytest.approx(wanted)


@pytest.mark.parametrize("power", [F(-1), F(-2), F(-1, 2), F(0)])
def test_orders_up_to_0_end_at_a_zero(power: F) -> None:
    assert generalised(np.array([[0.0, 8.0]]), ONES, float(power))[0] == 0
    assert generalised_exactly([F(0), F(8)], [1, 1], power) == 0


def test_the_harmonic_mean_is_not_another_order() -> None:
    assert generalised_exactly([F(1), F(3)], [1, 1], F(-1)) == F(3, 2)
    assert float(generalised_exactly([F(1), F(3)], [1, 1], F(-2))) == pytest.approx(1.8**0.5)


def test_all_zero_is_zero() -> None:
    for power in (0.5, 2.0, -1.0):
        assert generalised(np.array([[0.0, 0.0]]), ONES, power)[0] == 0


def test_what_takes_no_part_may_be_negative() -> None:
    values, weights = np.array([[-5.0, 8.0]]), np.array([0.0, 1.0])
    assert geometric(values, weights)[0] == pytest.approx(8)
    assert generalised(values, weights, 2.0)[0] == pytest.approx(8)
    with pytest.raises(NegativeValue, match="only defined for numbers from 0"):
        generalised(values, ONES, 2.0)


def test_the_median_with_ties_in_value_and_zero_weights() -> None:
    values = np.array([[3.0, 1.0, 2.0], [5.0, 5.0, 1.0]])
    assert median(values, np.array([1.0, 1.0, 0.0])).tolist() == [2.0, 5.0]
    assert median_exactly([F(3), F(1)], [1, 1]) == 2
    assert median_exactly([F(3), F(1), F(2)], [1, 1, 1]) == 2
    assert median_exactly([F(9), F(1), F(2)], [3, 1, 1]) == 9


def test_a_settled_number_is_simple_only_where_it_is_near_enough() -> None:
    near, far = F(1, 3) + F(1, 10**41), F(1, 3) + F(1, 10**39)
    assert settle(near) == F(1, 3)
    assert settle(far) != F(1, 3)
