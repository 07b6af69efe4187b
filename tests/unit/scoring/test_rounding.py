"""Rounding before numbers are cut or ranked."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.rounding import Half, Rounding

F = Fraction


def never(place: int) -> Fraction:
    raise AssertionError(f"unit {place} lies near no half")


@pytest.mark.parametrize(
    ("number", "up", "even"),
    [
        (F(5, 2), 3, 2),
        (F(7, 2), 4, 4),
        (F(-5, 2), -3, -2),
        (F(249, 100), 2, 2),
        (F(251, 100), 3, 3),
        (F(-249, 100), -2, -2),
        (F(0), 0, 0),
    ],
)
def test_halves_go_away_from_zero_or_to_the_even(number: Fraction, up: int, even: int) -> None:
    assert Rounding(0, Half.UP).apply(number) == up
    assert Rounding(0, Half.EVEN).apply(number) == even


def test_a_half_that_floats_cannot_hold_is_decided_exactly() -> None:
    # 0.6675 is a little less than that as a float64, and 66.75 x 10 loses it differently
    values = np.array([0.6675, 0.6675 + 1e-16, 0.6674])
    exact = [F(6675, 10000), F(6675, 10000), F(6674, 10000)]
    up = Rounding(3).wholes(values, scale=1, exact=exact.__getitem__)
    even = Rounding(3, Half.EVEN).wholes(values, scale=1, exact=exact.__getitem__)
    assert up.tolist() == [668, 668, 667]
    assert even.tolist() == [668, 668, 667]
    down = Rounding(3, Half.EVEN).wholes(
        np.array([0.6685]), scale=1, exact=lambda _: F(6685, 10**4)
    )
    assert down.tolist() == [668]


def test_far_from_a_half_nothing_is_asked() -> None:
    values = np.array([0.1234, -0.1236, 99.0001])
    assert Rounding(3).wholes(values, scale=100, exact=never).tolist() == [123, -124, 99000]


def test_what_has_no_number_is_not_asked_for() -> None:
    assert Rounding(2).wholes(np.array([np.nan]), scale=1, exact=never).tolist() == [0]
