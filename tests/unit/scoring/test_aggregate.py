"""Shares of nodes: sums, means, and where the weight of what is out goes."""

from fractions import Fraction

import numpy as np
import pytest

from scoring import Aggregation, Hierarchy, Node, NotApplicable
from scoring.aggregate import BLOCK, aggregate
from scoring.exact import evaluate, fraction_of

F = Fraction
NAN = np.nan


def nested(how: Aggregation) -> Hierarchy:
    """Two pillars; in pillar A the leaf A.1 weighs three times A.2."""
    return Hierarchy.build(
        [
            Node("all", None, aggregation=how),
            Node("A", "all", weight=F(1), aggregation=how),
            Node("A.1", "A", weight=F(3), maximum=F(30)),
            Node("A.2", "A", weight=F(1), maximum=F(10)),
            Node("B", "all", weight=F(1), aggregation=how),
            Node("B.1", "B", weight=F(1), maximum=F(40)),
        ]
    )


@pytest.mark.parametrize("how", [Aggregation.SUM, Aggregation.MEAN])
def test_everything_answered_is_the_weighted_mean_of_shares(how: Aggregation) -> None:
    tree = nested(how)
    share, applicable = aggregate(tree, np.array([[1.0, 0.0, 0.5]]), NotApplicable.REDUCE)
    found = dict(zip(tree.codes, share[0].tolist(), strict=True))
    assert (found["A"], found["B"], found["all"]) == (0.75, 0.5, 0.625)
    assert applicable.tolist() == [[1.0] * 6]


def test_redistribution_stays_inside_the_nearest_parent() -> None:
    tree = nested(Aggregation.SUM)
    share, applicable = aggregate(tree, np.array([[NAN, 0.0, 1.0]]), NotApplicable.REDISTRIBUTE)
    # A.2 takes over the weight of A.1, so pillar A is 0 and still half of the whole.
    assert share[0, tree.index["A"]] == 0.0
    assert share[0, tree.root] == 0.5
    assert applicable[0, tree.root] == 1.0


def test_reduction_takes_the_weight_out_of_every_ancestor() -> None:
    tree = nested(Aggregation.SUM)
    share, applicable = aggregate(tree, np.array([[NAN, 0.0, 1.0]]), NotApplicable.REDUCE)
    # 40 of the remaining 50 points.
    assert share[0, tree.root] == pytest.approx(0.8)
    assert applicable[0, tree.root] == pytest.approx(50 / 80)
    assert applicable[0, tree.index["A"]] == pytest.approx(0.25)


def test_a_pillar_of_which_nothing_applies_leaves_the_rest_to_the_others() -> None:
    tree = nested(Aggregation.MEAN)
    for rule in NotApplicable:
        share, applicable = aggregate(tree, np.array([[NAN, NAN, 0.25]]), rule)
        assert np.isnan(share[0, tree.index["A"]])
        assert applicable[0, tree.index["A"]] == 0.0
        assert share[0, tree.root] == 0.25


def test_a_unit_of_which_nothing_applies_has_no_share() -> None:
    tree = nested(Aggregation.MEAN)
    share, applicable = aggregate(tree, np.full((1, 3), NAN), NotApplicable.REDUCE)
    assert np.isnan(share).all()
    assert not applicable.any()


def test_a_leaf_without_weight_changes_nothing_even_when_it_alone_applies() -> None:
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.MEAN),
            Node("x", "all", weight=F(0), maximum=F(1)),
            Node("y", "all", weight=F(2), maximum=F(1)),
        ]
    )
    share, _ = aggregate(tree, np.array([[1.0, 0.5], [1.0, NAN]]), NotApplicable.REDUCE)
    assert share[0, tree.root] == 0.5
    assert np.isnan(share[1, tree.root])
    assert evaluate(tree, [F(1), None], NotApplicable.REDUCE).share[tree.root] is None


def test_identical_rows_are_identical_to_the_last_bit_wherever_they_stand() -> None:
    rng = np.random.default_rng(3)
    weights = rng.integers(1, 1000, 139)
    tree = Hierarchy.build(
        [Node("all", None, aggregation=Aggregation.MEAN)]
        + [Node(f"i{k}", "all", weight=F(int(w), 7), maximum=F(5)) for k, w in enumerate(weights)]
    )
    row = rng.random(139)
    shares = np.tile(row, (BLOCK + 7, 1))
    shares[:5, 0] = NAN
    total, _ = aggregate(tree, shares, NotApplicable.REDISTRIBUTE)
    assert len(set(total[:5, tree.root].tolist())) == 1
    assert len(set(total[5:, tree.root].tolist())) == 1


def test_floats_stand_for_simple_fractions() -> None:
    assert fraction_of(0.1) == F(1, 10)
    assert fraction_of(2 / 3) == F(2, 3)
    assert fraction_of(999_999 / 1_000_000) == F(999_999, 1_000_000)
    # too fine for a denominator of a million: the float stands for itself
    fine = float(F(1, 10**9 + 7))
    assert fraction_of(fine) == F(fine)
