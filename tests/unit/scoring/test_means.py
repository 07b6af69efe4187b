"""Means of children, in floats and in exact fractions."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from scoring import exact_means, means
from scoring.arrays import Floats
from scoring.means import NegativeValue

F = Fraction
NAN = np.nan
ALL: dict[str, Callable[[Floats, Floats], Floats]] = {
    "arithmetic": means.arithmetic,
    "geometric": means.geometric,
    "harmonic": means.harmonic,
    "power 2": lambda x, w: means.generalised(x, w, 2),
    "power 0.5": lambda x, w: means.generalised(x, w, 0.5),
    "power -3": lambda x, w: means.generalised(x, w, -3),
    "minimum": means.minimum,
    "median": means.median,
}


@pytest.mark.parametrize("name", ALL)
def test_equal_numbers_are_their_mean(name: str) -> None:
    values = np.array([[0.3, 0.3, 0.3], [0.0, 0.0, 0.0], [7e200, 7e200, 7e200]])
    assert ALL[name](values, np.array([1.0, 2, 3])) == pytest.approx([0.3, 0, 7e200])


@pytest.mark.parametrize("name", ALL)
def test_what_is_out_or_has_no_weight_takes_no_part(name: str) -> None:
    values = np.array([[0.2, 0.8, NAN, 0.5]])
    weights = np.array([1.0, 3, 5, 0])
    assert ALL[name](values, weights) == pytest.approx(
        ALL[name](np.array([[0.2, 0.8]]), np.array([1.0, 3]))
    )


@pytest.mark.parametrize("name", ALL)
def test_where_nothing_takes_part_there_is_no_mean(name: str) -> None:
    assert np.isnan(ALL[name](np.array([[NAN, NAN]]), np.ones(2))).all()
    assert np.isnan(ALL[name](np.array([[0.5, NAN]]), np.array([0.0, 1]))).all()


@pytest.mark.parametrize("name", ALL)
def test_weights_may_differ_from_unit_to_unit(name: str) -> None:
    values = np.array([[0.2, 0.8], [0.2, 0.8]])
    together = ALL[name](values, np.array([[1.0, 3], [3, 1]]))
    apart = [ALL[name](values[:1], np.array(w))[0] for w in ([1.0, 3], [3.0, 1])]
    assert together == pytest.approx(apart)


@pytest.mark.parametrize("name", ["geometric", "harmonic", "power -3", "minimum"])
def test_a_zero_that_cannot_be_made_up_for(name: str) -> None:
    assert ALL[name](np.array([[0.0, 0.9]]), np.ones(2)).tolist() == [0.0]


def test_a_zero_without_weight_does_no_harm() -> None:
    assert means.geometric(np.array([[0.0, 0.9]]), np.array([0.0, 1])) == pytest.approx([0.9])


@pytest.mark.parametrize("name", ["geometric", "harmonic", "power 2"])
def test_negative_numbers_are_refused(name: str) -> None:
    with pytest.raises(NegativeValue):
        ALL[name](np.array([[-0.1, 0.9]]), np.ones(2))


@pytest.mark.parametrize("power", [F(2), F(-1), F(0), F(1, 2)])
def test_negative_numbers_are_refused_exactly_too(power: Fraction) -> None:
    with pytest.raises(NegativeValue):
        exact_means.generalised([F(-1), F(1)], [F(1), F(1)], power)


def test_known_values() -> None:
    values = np.array([[1.0, 4.0, 16.0]])
    assert means.geometric(values, np.ones(3)) == pytest.approx([4])
    assert means.harmonic(values, np.ones(3)) == pytest.approx([16 / 7])
    assert means.generalised(values, np.ones(3), 2) == pytest.approx([np.sqrt(91)])
    assert means.geometric(values, np.array([1.0, 0, 3])) == pytest.approx([8])


def test_the_weighted_median_takes_the_middle_of_an_even_split() -> None:
    values = np.array([[1.0, 2.0, 9.0]])
    assert means.median(values, np.array([1.0, 1, 2])).tolist() == [5.5]
    assert means.median(values, np.array([1.0, 1, 3])).tolist() == [9.0]
    assert means.median(values, np.array([0.1, 0.2, 0.3])).tolist() == [5.5]
    assert exact_means.median([F(1), F(2), F(9)], [F(1), F(1), F(2)]) == F(11, 2)


def test_extreme_powers_neither_overflow_nor_vanish() -> None:
    values = np.array([[1e-200, 1e-100]])
    assert means.generalised(values, np.ones(2), 40) == pytest.approx(
        [1e-100 * 0.5 ** (1 / 40)], rel=1e-9
    )
    assert means.generalised(values, np.ones(2), -40) == pytest.approx(
        [1e-200 * 2 ** (1 / 40)], rel=1e-9
    )


# --- exact ---------------------------------------------------------------------------------


def test_rational_roots_are_found_exactly() -> None:
    assert exact_means.generalised([F(1, 4), F(1, 9)], [F(1), F(1)], F(0)) == F(1, 6)
    assert exact_means.generalised([F(3, 5), F(4, 5)], [F(1), F(1)], F(2)) ** 2 != F(1, 2)
    assert exact_means.generalised([F(1), F(7)], [F(1), F(1)], F(2)) == 5
    assert exact_means.generalised([F(1, 3), F(1, 3)], [F(1), F(6)], F(1, 7)) == F(1, 3)


def test_irrational_roots_have_sixty_decimals() -> None:
    root = exact_means.generalised([F(1), F(2)], [F(1), F(1)], F(0))
    assert abs(root * root - 2) < F(1, 10**58)


def test_equal_roots_from_different_ways_are_equal_after_settling() -> None:
    two, eight, eighteen = (
        exact_means.generalised([F(1), F(n)], [F(1), F(1)], F(0)) for n in (2, 8, 18)
    )
    # sqrt 2 + sqrt 8 = sqrt 18
    assert exact_means.settle(two + eight) == exact_means.settle(eighteen)


@pytest.mark.parametrize("power", [-3, -1, 0, F(1, 2), 1, 2, 5])
def test_floats_and_fractions_agree(power: Fraction) -> None:
    rng = np.random.default_rng(9)
    for _ in range(20):
        values = [F(int(n), 20) for n in rng.integers(1, 21, 4)]
        weights = [F(int(n)) for n in rng.integers(1, 9, 4)]
        exact = exact_means.generalised(values, weights, F(power))
        found = means.generalised(
            np.array([[float(v) for v in values]]),
            np.array([float(w) for w in weights]),
            float(power),
        )
        assert found == pytest.approx([float(exact)], rel=1e-12)
