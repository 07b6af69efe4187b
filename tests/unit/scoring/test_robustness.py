"""Repeating a ranking with other choices."""

from fractions import Fraction

import numpy as np
import pytest

from scoring import Aggregation, Hierarchy, Node, NotApplicable
from scoring.arrays import Floats
from scoring.drawn_weights import dirichlet_weights, jittered_weights
from scoring.rank_batches import ranks_of
from scoring.rank_statistics import before, mean_rank_shift, quantiles_of, rank_intervals
from scoring.ranking import rank
from scoring.robustness import (
    Alternatives,
    Replicates,
    draw,
    effective_leaf_weights,
    ranks_without,
    replay,
    replay_ranks,
)
from scoring.sensitivity import Design, saltelli_design, sobol_indices

F = Fraction
NAN = np.nan


def two_by_two(how: Aggregation = Aggregation.MEAN) -> Hierarchy:
    return Hierarchy.build(
        [
            Node("all", None, aggregation=how),
            Node("A", "all", aggregation=how),
            Node("A.1", "A", weight=F(3), maximum=F(1)),
            Node("A.2", "A", weight=F(1), maximum=F(1)),
            Node("B", "all", aggregation=how),
            Node("B.1", "B", maximum=F(1)),
            Node("B.2", "B", weight=F(0), maximum=F(1)),
        ]
    )


def some_shares(n_units: int = 30) -> Floats:
    return np.random.default_rng(1).random((n_units, 4))


def test_the_same_seed_gives_the_same_run() -> None:
    tree = two_by_two()
    alternatives = Alternatives((some_shares(), some_shares() ** 2), (tree,), tuple(NotApplicable))
    runs = []
    for _ in range(2):
        rng = np.random.default_rng(5)
        weights = jittered_weights(tree, 40, noise=0.25, rng=rng)
        runs.append(replay(alternatives, draw(alternatives, weights, rng)))
    np.testing.assert_array_equal(runs[0], runs[1])
    assert np.unique(runs[0][:, 0]).size > 20


def test_every_alternative_is_drawn() -> None:
    trees = (two_by_two(), two_by_two(Aggregation.GEOMETRIC))
    alternatives = Alternatives((some_shares(), some_shares()), trees, tuple(NotApplicable))
    weights = np.tile(trees[0].weights, (200, 1))
    chosen = draw(alternatives, weights, np.random.default_rng(2))
    for column in (chosen.shares, chosen.hierarchy, chosen.rule):
        assert set(column.tolist()) == {0, 1}
    assert len(chosen) == 200


def test_replaying_uses_what_was_drawn() -> None:
    shares = some_shares(3)
    trees = (two_by_two(), two_by_two(Aggregation.MINIMUM))
    alternatives = Alternatives((shares, 1 - shares), trees)
    none = np.zeros(3, dtype=np.int64)
    chosen = Replicates(
        np.array([0, 1, 0]), np.array([0, 0, 1]), none, np.tile(trees[0].weights, (3, 1))
    )
    found = replay(alternatives, chosen)
    first = (0.75 * shares[:, 0] + 0.25 * shares[:, 1]) / 2 + shares[:, 2] / 2
    assert found[0] == pytest.approx(first)
    assert found[1] == pytest.approx(1 - first)
    assert found[2] == pytest.approx(shares[:, :3].min(axis=1))


def test_gaps_follow_the_drawn_rule() -> None:
    tree = two_by_two()
    shares = np.array([[NAN, 0.0, 1.0, 0.0]])
    alternatives = Alternatives((shares,), (tree,), tuple(NotApplicable))
    none = np.zeros(2, dtype=np.int64)
    chosen = Replicates(none, none, np.array([0, 1]), np.tile(tree.weights, (2, 1)))
    # redistributed: A is 0 and half of all; reduced: a quarter of A is left
    assert replay(alternatives, chosen)[:, 0] == pytest.approx([0.5, 1 / 1.25])


@pytest.mark.parametrize("threads", [1, 2])
def test_ranks_can_be_had_without_the_scores(threads: int) -> None:
    trees = (two_by_two(), two_by_two(Aggregation.HARMONIC))
    shares = some_shares(3000)
    gap = shares.copy()
    gap[5] = NAN
    alternatives = Alternatives((shares, gap), trees, tuple(NotApplicable))
    rng = np.random.default_rng(12)
    chosen = draw(alternatives, jittered_weights(trees[0], 150, noise=0.2, rng=rng), rng)
    expected = ranks_of(replay(alternatives, chosen))
    assert (replay_ranks(alternatives, chosen, threads=threads) == expected).all()
    assert (expected[:, 5] == 0).any()


def test_noise_stays_within_its_bounds_and_dirichlet_adds_up() -> None:
    tree = two_by_two()
    rng = np.random.default_rng(3)
    noisy = jittered_weights(tree, 500, noise=0.25, rng=rng)
    assert (noisy[:, 0] / 3).min() >= 0.75
    assert (noisy[:, 0] / 3).max() <= 1.25
    even = dirichlet_weights(tree, 500, concentration=4, rng=rng)
    assert even[:, :2].sum(axis=1) == pytest.approx(np.ones(500))
    assert (even[:, 3] == 0).all()
    assert np.isfinite(even).all()
    with pytest.raises(ValueError, match="noise"):
        jittered_weights(tree, 1, noise=1.0, rng=rng)
    with pytest.raises(ValueError, match="concentration"):
        dirichlet_weights(tree, 1, concentration=0, rng=rng)


def test_effective_leaf_weights_add_up() -> None:
    tree = two_by_two()
    weights = jittered_weights(tree, 7, noise=0.5, rng=np.random.default_rng(4))
    assert effective_leaf_weights(tree, weights).sum(axis=1) == pytest.approx(np.ones(7))


@pytest.mark.parametrize("shares", [(), (np.zeros((2, 4)), np.zeros((3, 4)))])
def test_alternatives_must_fit_each_other(shares: tuple[Floats, ...]) -> None:
    with pytest.raises(ValueError, match=r"alternative|shape"):
        Alternatives(shares, (two_by_two(),))


def test_hierarchies_must_have_the_same_nodes() -> None:
    other = Hierarchy.build(
        [Node("all", None, aggregation=Aggregation.MEAN), Node("x", "all", maximum=F(1))]
    )
    with pytest.raises(ValueError, match="nodes"):
        Alternatives((some_shares(),), (two_by_two(), other))


# --- ranks ---------------------------------------------------------------------------------


def test_ranks_of_repetitions_are_competition_ranks() -> None:
    rng = np.random.default_rng(6)
    scores = rng.integers(0, 9, (50, 33)) / 9
    scores[rng.random(scores.shape) < 0.1] = NAN
    found = ranks_of(scores)
    for row, ranks in zip(scores, found, strict=True):
        keys = np.where(np.isnan(row), 0, np.nan_to_num(np.rint(row * 9)) + 1).astype(np.int64)
        assert ranks.tolist() == rank(keys).tolist()


def test_noise_of_sums_does_not_split_ties() -> None:
    scores = np.array([[0.3, 0.1 + 0.2, 1 - 0.7, 0.9]])
    assert ranks_of(scores).tolist() == [[2, 2, 2, 1]]


def test_one_unit_all_tied_and_nobody() -> None:
    assert ranks_of(np.full((2, 3), 0.4)).tolist() == [[1, 1, 1]] * 2
    assert ranks_of(np.array([[0.4]])).tolist() == [[1]]
    assert ranks_of(np.full((1, 2), NAN)).tolist() == [[0, 0]]
    assert ranks_of(np.empty((3, 0))).shape == (3, 0)


def test_ranks_in_batches_are_the_same() -> None:
    scores = np.random.default_rng(7).random((700, 3000))
    found = ranks_of(scores)
    assert found[699].tolist() == ranks_of(scores[699:])[0].tolist()
    assert (np.sort(found, axis=1) == np.arange(1, 3001)).all()


def test_statistics_of_ranks() -> None:
    ranks = np.array([[1, 2, 3], [1, 3, 2], [2, 1, 3], [1, 2, 3]])
    found = rank_intervals(np.array([1, 2, 3]), ranks, top=1)
    assert found.mean.tolist() == [1.25, 2.0, 2.75]
    assert found.in_top.tolist() == [0.75, 0.25, 0.0]
    assert before(ranks, 0, 1) == 0.75
    assert mean_rank_shift(found.nominal, ranks).tolist() == pytest.approx([0, 2 / 3, 2 / 3, 0])


def test_quantiles_are_those_of_numpy() -> None:
    ranks = np.random.default_rng(8).integers(1, 60, (101, 9))
    asked = [0.05, 0.25, 0.5, 0.95, 1.0]
    assert quantiles_of(ranks, asked) == pytest.approx(np.quantile(ranks, asked, axis=0))


def test_leaving_a_node_out_is_giving_it_no_weight() -> None:
    shares, tree = some_shares(), two_by_two()
    nodes = [tree.index["A"], tree.index["B"], tree.index["A.1"]]
    found = ranks_without(tree, shares, NotApplicable.REDISTRIBUTE, nodes)
    only_a = 0.75 * shares[:, 0] + 0.25 * shares[:, 1]
    without_a1 = shares[:, 1] / 2 + shares[:, 2] / 2
    assert (found == ranks_of(np.stack([shares[:, 2], only_a, without_a1]))).all()


# --- sensitivity ---------------------------------------------------------------------------


def test_a_design_changes_one_column_at_a_time() -> None:
    design = saltelli_design(5, 3, np.random.default_rng(9))
    a, b, *mixed = np.split(design.points, 5)
    for factor, rows in enumerate(mixed):
        changed = [column for column in range(3) if (rows[:, column] != a[:, column]).any()]
        assert changed == [factor]
        assert (rows[:, factor] == b[:, factor]).all()
    assert design.n_factors == 3


def test_alternatives_are_chosen_evenly() -> None:
    design = Design(np.array([[0.0], [0.24], [0.25], [0.99]]), 1)
    assert design.choose(0, 4).tolist() == [0, 0, 1, 3]


def test_an_output_that_does_not_vary_or_fit_says_nothing() -> None:
    rng = np.random.default_rng(10)
    found = sobol_indices(np.ones(12), 3, resamples=0, rng=rng)
    assert np.isnan(found.first).all()
    assert np.isnan(found.first_low).all()
    for wrong in (np.ones(10), np.ones(6)):
        with pytest.raises(ValueError, match="fit the design"):
            sobol_indices(wrong, 3, rng=rng)
