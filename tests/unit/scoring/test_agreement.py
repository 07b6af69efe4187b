"""Self against verified, reviewer against reviewer."""

import numpy as np
import pytest

from scoring.agreement import (
    Disagreement,
    claims_per_item,
    claims_per_unit,
    intraclass_correlation,
    weighted_kappa,
)
from scoring.arrays import Floats

NAN = np.nan


def test_claims_are_told_per_item_and_per_unit() -> None:
    own = np.array([[1.0, 0.8, NAN], [0.6, 0.2, 0.4], [0.2, NAN, 0.4]])
    verified = np.array([[0.6, 0.8, 0.5], [0.6, 0.4, 0.2], [0.0, 0.1, NAN]])
    items = claims_per_item(own, verified)
    assert items.compared.tolist() == [3, 2, 1]
    assert items.bias == pytest.approx([0.2, -0.1, 0.2])
    assert items.spread[:2] == pytest.approx([0.2, np.sqrt(0.02)])
    assert np.isnan(items.spread[2])
    assert items.over == pytest.approx([2 / 3, 0, 1])
    assert items.under == pytest.approx([0, 0.5, 0])
    units = claims_per_unit(own, verified)
    assert units.bias == pytest.approx([0.2, 0, 0.2])


def test_nothing_compared_is_nothing_said() -> None:
    found = claims_per_item(np.array([[NAN]]), np.array([[1.0]]))
    assert found.compared.tolist() == [0]
    assert np.isnan([found.bias[0], found.spread[0], found.over[0]]).all()


def test_kappa_of_cohen() -> None:
    """Two readers of 50 proposals: 20 both yes, 15 both no, 5 and 10 apart: kappa 0.4."""
    first = np.repeat([0, 0, 1, 1], [20, 5, 10, 15])
    second = np.repeat([0, 1, 0, 1], [20, 5, 10, 15])
    for by in Disagreement:
        assert weighted_kappa(first, second, 2, by=by) == pytest.approx(0.4)


def test_far_disagreement_weighs_more() -> None:
    levels = np.arange(6)
    near, far = levels.copy(), levels.copy()
    near[0], far[0] = 1, 5
    assert weighted_kappa(levels, near, 6) > weighted_kappa(levels, far, 6)
    plain = [weighted_kappa(levels, x, 6, by=Disagreement.ANY) for x in (near, far)]
    assert plain[0] == pytest.approx(plain[1])
    assert weighted_kappa(levels, levels, 6) == 1


def test_kappa_says_nothing_about_a_single_level() -> None:
    same = np.zeros(5, dtype=np.int64)
    assert np.isnan(weighted_kappa(same, same, 3))
    assert np.isnan(weighted_kappa(same[:0], same[:0], 3))


def test_kappa_refuses_what_is_off_the_scale() -> None:
    with pytest.raises(ValueError, match="0 to 2"):
        weighted_kappa(np.array([3]), np.array([0]), 3)
    with pytest.raises(ValueError, match="same items"):
        weighted_kappa(np.array([1, 2]), np.array([0]), 3)


def test_a_constant_shift_between_reviewers_is_disagreement() -> None:
    units = np.array([1.0, 2, 3, 4, 5])
    assert intraclass_correlation(np.column_stack([units, units])).single == pytest.approx(1)
    shifted = intraclass_correlation(np.column_stack([units, units + 2]))
    assert 0 < shifted.single < shifted.average < 1


def test_units_not_judged_by_all_are_left_out() -> None:
    ratings = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6.0]])
    more = np.vstack([ratings, [[1, NAN, 1, 1]]])
    assert intraclass_correlation(more) == intraclass_correlation(ratings)


@pytest.mark.parametrize("ratings", [np.ones((1, 3)), np.ones((3, 1)), np.ones((3, 3))])
def test_too_little_gives_no_correlation(ratings: Floats) -> None:
    assert np.isnan(intraclass_correlation(ratings).single)
