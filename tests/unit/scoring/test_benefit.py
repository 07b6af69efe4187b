"""The most favourable weights of each unit."""

from itertools import product

import numpy as np
import pytest

from scoring.benefit import BoundsFaulty, TooManyUnits, benefit_of_the_doubt, maximise

RNG = np.random.default_rng(5)


def test_no_weights_on_a_grid_do_better() -> None:
    values = RNG.uniform(0.1, 1, (6, 3))
    found = benefit_of_the_doubt(values, least=0.1, most=0.6)
    steps = np.arange(0.1, 0.601, 0.05)
    grid = [w for w in product(steps, repeat=3) if abs(sum(w) - 1) < 1e-9]
    tried = np.array(grid) @ values.T
    best = (tried / tried.max(axis=1, keepdims=True)).max(axis=0)
    assert (found.scores >= best - 1e-9).all()
    assert found.scores == pytest.approx(best, abs=0.03)


def test_weights_keep_their_bounds_and_give_the_score() -> None:
    values = RNG.uniform(0, 1, (20, 5))
    found = benefit_of_the_doubt(values, least=0.1, most=0.3)
    assert found.weights.sum(axis=1) == pytest.approx(np.ones(20))
    assert found.weights.min() >= 0.1 - 1e-9
    assert found.weights.max() <= 0.3 + 1e-9
    for unit, weights in enumerate(found.weights):
        everybody = values @ weights
        assert everybody[unit] / everybody.max() == pytest.approx(found.scores[unit])


def test_whoever_is_best_at_one_thing_is_full_without_bounds() -> None:
    values = np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4]])
    found = benefit_of_the_doubt(values)
    assert found.scores == pytest.approx([1, 1, 0.8])


def test_equal_bounds_are_equal_weights() -> None:
    values = RNG.uniform(0.1, 1, (7, 4))
    found = benefit_of_the_doubt(values, least=0.25, most=0.25)
    assert found.scores == pytest.approx(values.mean(axis=1) / values.mean(axis=1).max())


def test_a_unit_without_anything_has_nothing() -> None:
    found = benefit_of_the_doubt(np.array([[0.0, 0.0], [1.0, 0.5]]))
    assert found.scores == pytest.approx([0, 1])


@pytest.mark.parametrize(("least", "most"), [(0.6, 1.0), (0.0, 0.4), (-0.1, 1.0)])
def test_bounds_without_weights_are_refused(least: float, most: float) -> None:
    with pytest.raises(BoundsFaulty):
        benefit_of_the_doubt(np.ones((2, 2)), least=least, most=most)


@pytest.mark.parametrize("values", [[[np.nan, 1.0]], [[-1.0, 1.0]], [[0.0, 1.0]]])
def test_numbers_that_cannot_be_used_are_refused(values: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="complete numbers"):
        benefit_of_the_doubt(np.array(values))


def test_too_many_units_are_refused() -> None:
    with pytest.raises(TooManyUnits):
        benefit_of_the_doubt(np.ones((1001, 2)))


def test_a_goal_without_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing limits"):
        maximise(np.array([1.0]), np.array([[-1.0]]), np.array([1.0]))
