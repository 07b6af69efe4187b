"""Where weights come from."""

from fractions import Fraction

import numpy as np
import pytest

from scoring import Aggregation, Hierarchy, Node
from scoring.arrays import Floats
from scoring.components import factor_weights, principal_components, varimax
from scoring.weights import (
    BudgetsDiffer,
    ComparisonsFaulty,
    WeightSum,
    budget_allocation,
    effective_weights,
    equal,
    pairwise_comparison,
    wrong_sums,
)

F = Fraction


def three_levels() -> Hierarchy:
    return Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.MEAN),
            Node("A", "all", weight=F(1), aggregation=Aggregation.SUM),
            Node("A.1", "A", maximum=F(5)),
            Node("A.2", "A", maximum=F(15)),
            Node("B", "all", weight=F(2), aggregation=Aggregation.GEOMETRIC),
            Node("B.1", "B", weight=F(1), maximum=F(1)),
            Node("B.2", "B", weight=F(1), maximum=F(1)),
        ]
    )


def test_equal_weights_add_up_to_one() -> None:
    assert sum(equal(7)) == 1


def test_effective_weights_multiply_down_the_tree() -> None:
    tree = three_levels()
    found = dict(zip(tree.codes, effective_weights(tree), strict=True))
    assert found == {
        "A.1": F(1, 12),
        "A.2": F(1, 4),
        "B.1": F(1, 3),
        "B.2": F(1, 3),
        "A": F(1, 3),
        "B": F(2, 3),
        "all": F(1),
    }


def test_wrong_sums_are_told_with_the_sum_and_points_are_left_alone() -> None:
    found = wrong_sums(three_levels(), F(3))
    assert found == (WeightSum("B", F(2), F(3)),)


def test_budgets_are_averaged_with_their_spread() -> None:
    found = budget_allocation([[F(50), F(30), F(20)], [F(30), F(30), F(40)]])
    assert found.weights == (F(2, 5), F(3, 10), F(3, 10))
    assert found.spread == pytest.approx([0.1414, 0, 0.1414], abs=1e-4)
    assert budget_allocation([[F(1), F(3)]]).spread.tolist() == [0, 0]


@pytest.mark.parametrize("points", [[], [[F(1)], [F(2)]], [[F(2), F(-1)]], [[F(0)]]])
def test_budgets_that_differ_are_refused(points: list[list[Fraction]]) -> None:
    with pytest.raises(BudgetsDiffer):
        budget_allocation(points)


def test_consistent_comparisons_give_the_weights_back() -> None:
    weights = np.array([0.5, 0.3, 0.15, 0.05])
    found = pairwise_comparison(weights[:, np.newaxis] / weights)
    assert found.weights == pytest.approx(weights)
    assert found.largest_eigenvalue == pytest.approx(4)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)


def test_contradictions_show_in_the_consistency_ratio() -> None:
    circle = np.array([[1, 3, 1 / 3], [1 / 3, 1, 3], [3, 1 / 3, 1]])
    found = pairwise_comparison(circle)
    assert found.consistency_ratio > 0.1
    assert found.weights == pytest.approx([1 / 3] * 3)


def test_one_or_two_items_can_not_contradict() -> None:
    assert pairwise_comparison(np.ones((1, 1))).weights.tolist() == [1]
    pair = pairwise_comparison(np.array([[1, 3], [1 / 3, 1]]))
    assert pair.weights == pytest.approx([0.75, 0.25])
    assert pair.consistency_ratio == 0


@pytest.mark.parametrize(
    "matrix",
    [
        np.ones((2, 3)),
        np.ones((11, 11)),
        np.array([[1.0, 2], [2, 1]]),
        np.array([[1.0, 0], [1, 1]]),
    ],
)
def test_faulty_comparisons_are_refused(matrix: Floats) -> None:
    with pytest.raises(ComparisonsFaulty):
        pairwise_comparison(matrix)


def test_components_explain_everything_together() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(size=(40, 5)) @ rng.normal(size=(5, 5))
    found = principal_components(values)
    assert found.shares.sum() == pytest.approx(1)
    assert found.eigenvalues.sum() == pytest.approx(5)
    assert (np.diff(found.deviations) <= 0).all()
    rebuilt = found.rotation * found.eigenvalues @ found.rotation.T
    assert rebuilt == pytest.approx(np.corrcoef(values, rowvar=False))


@pytest.mark.parametrize("values", [np.array([[1.0, np.nan], [2, 3]]), np.ones((3, 2))])
def test_components_need_complete_numbers_that_vary(values: Floats) -> None:
    with pytest.raises(ValueError, match="complete numbers that vary"):
        principal_components(values)


def test_rotation_keeps_communalities_and_simplifies() -> None:
    rng = np.random.default_rng(6)
    loadings = rng.uniform(-1, 1, (8, 3))
    turned = varimax(loadings)
    assert (turned**2).sum(axis=1) == pytest.approx((loadings**2).sum(axis=1))

    def simplicity(x: Floats) -> float:
        scaled = x / np.sqrt((x**2).sum(axis=1, keepdims=True))
        return float((scaled**2).var(axis=0).sum())

    assert simplicity(turned) > simplicity(loadings)
    assert factor_weights(turned).sum() == pytest.approx(1)
