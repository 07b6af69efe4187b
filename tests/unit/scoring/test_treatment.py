"""Outliers, gaps and availability."""

import numpy as np
import pytest

from scoring.treatment import (
    availability,
    impute_by_group,
    is_distorted,
    kurtosis,
    log_transformed,
    skewness,
    treated,
    winsorise,
)

NAN = np.nan
RNG = np.random.default_rng(3)


def test_a_symmetric_shape_has_no_skew_and_a_turned_one_the_opposite() -> None:
    values = RNG.normal(size=2001) ** 3
    assert skewness(-values) == pytest.approx(-skewness(values))
    assert kurtosis(-values) == pytest.approx(kurtosis(values))
    assert skewness(np.concatenate([values, -values])) == pytest.approx(0, abs=1e-12)


def test_a_normal_distribution_is_the_zero_of_both() -> None:
    values = RNG.normal(size=200_000)
    assert skewness(values) == pytest.approx(0, abs=0.03)
    assert kurtosis(values) == pytest.approx(0, abs=0.06)


@pytest.mark.parametrize("values", [[1.0, 2.0], [3.0] * 9, [NAN] * 9, []])
def test_too_little_has_no_shape_and_is_not_distorted(values: list[float]) -> None:
    assert np.isnan(skewness(np.array(values)))
    assert not is_distorted(np.array(values))


def test_only_the_extreme_numbers_are_drawn_in() -> None:
    values = np.concatenate([np.arange(30.0), [500.0, 900.0]])
    found = winsorise(values)
    assert found.changed.sum() == 2
    assert found.values[-2:].tolist() == [29.0, 29.0]
    assert (found.values[:30] == values[:30]).all()
    assert not is_distorted(found.values)


def test_the_low_end_is_drawn_in_where_it_is_the_extreme_one() -> None:
    values = np.concatenate([[-900.0, NAN], np.arange(30.0)])
    found = winsorise(values)
    assert found.values[0] == 0.0
    assert found.changed.tolist() == [True] + [False] * 31
    assert np.isnan(found.values[1])


def test_it_stops_after_the_most() -> None:
    values = np.concatenate([np.zeros(200), [1e3, 1e4, 1e5, 1e6]])
    assert winsorise(values, most=2).changed.sum() == 2


def test_a_sound_indicator_is_left_alone() -> None:
    values = np.arange(20.0)
    assert not winsorise(values).changed.any()


def test_gaps_are_filled_within_groups_and_marked() -> None:
    found = impute_by_group(np.array([1.0, 3.0, NAN, NAN, 8.0]), np.array([7, 7, 7, 9, 9]))
    assert found.values.tolist() == [1, 3, 2, 8, 8]
    assert found.estimated.tolist() == [False, False, True, True, False]


def test_availability_per_unit_and_per_indicator() -> None:
    values = np.array([[1.0, NAN, 3.0, NAN], [NAN, NAN, 1.0, 1.0]])
    assert availability(values, axis=1).tolist() == [0.5, 0.5]
    assert availability(values, axis=0).tolist() == [0.5, 0.0, 1.0, 0.5]


# --- logarithms ----------------------------------------------------------------------------


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_logarithm_draws_a_tail_in_and_keeps_the_order(side: float) -> None:
    values = side * np.exp(np.linspace(0, 6, 40))
    found = log_transformed(values)
    assert abs(skewness(found)) < abs(skewness(values))
    assert (np.argsort(found) == np.argsort(values)).all()


def test_a_logarithm_of_equal_numbers_or_of_nothing_is_themselves() -> None:
    assert log_transformed(np.array([2.0, NAN, 2.0]))[[0, 2]].tolist() == [2, 2]
    assert np.isnan(log_transformed(np.full(2, NAN))).all()


def test_drawing_in_comes_before_the_logarithm() -> None:
    values = np.concatenate([np.arange(30.0), [500.0, 900.0]])
    assert treated(values).tolist() == winsorise(values).values.tolist()
    assert treated(values, most=1).tolist() == log_transformed(values).tolist()
