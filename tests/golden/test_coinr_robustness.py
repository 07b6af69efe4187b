"""COINr's uncertainty and sensitivity analysis of its ASEM example, replayed from its own draws.

Source: W. Becker, COINr 1.1.14 (MIT licence), `get_sensitivity()`: 1,000 repetitions over two
normalisations and weights +-25 %, and a variance-based analysis of four choices. The analytic
indices of the Ishigami function: Ishigami and Homma (1990).
"""

from __future__ import annotations

import numpy as np
import pytest

from scoring import Hierarchy, NotApplicable
from scoring.arrays import Floats
from scoring.normalise import Better
from scoring.normalise_among import min_max, z_score
from scoring.rank_batches import ranks_of
from scoring.rank_statistics import mean_rank_shift, rank_intervals
from scoring.robustness import (
    Alternatives,
    Replicates,
    ranks_without,
    replay,
)
from scoring.sensitivity import saltelli_design, sobol_indices
from scoring.treatment import treated
from tests.golden.cases import Cases, Table
from tests.golden.test_coinr_aggregation import MEANS, leaves_of, tree_of

TOLERANCE = 1e-9
NORMALISATIONS = ("n_minmax", "n_zscore")


def alternatives(cases: Cases, rows: tuple[str, ...], tree: Hierarchy) -> Alternatives:
    """The treated indicators on a scale of 1 to 100, and as z-scores around 10."""
    table = cases.table("coinr_asem/pipeline_Treated.csv", "uCode").ordered(rows)
    return Alternatives(both_normalisations(cases, tree, leaves_of(tree, table).T), (tree,))


def both_normalisations(cases: Cases, tree: Hierarchy, columns: Floats) -> tuple[Floats, Floats]:
    meta = {row["iCode"]: row for row in cases.records("coinr_asem/input_iMeta.csv")}
    better = [
        Better.HIGHER if meta[code]["Direction"] == "1" else Better.LOWER for code in tree.leaves
    ]
    pairs = list(zip(columns, better, strict=True))
    minmax = np.column_stack([min_max(x, better=b, least=1, most=100) for x, b in pairs])
    zscore = np.column_stack([z_score(x, better=b, mean=10, spread=2) for x, b in pairs])
    return minmax, zscore


def drawn(cases: Cases, tree: Hierarchy) -> Replicates:
    rows = cases.records("coinr_asem/UA_replicates.csv")
    sets = cases.table("coinr_asem/UA_weight_sets_level2to4.csv", "set_id")
    weights = np.tile(tree.weights, (len(rows), 1))
    at = [sets.rows.index(row["weight_set_id"]) for row in rows]
    weights[:, [tree.index[code] for code in sets.columns]] = sets.cells[at]
    none = np.zeros(len(rows), dtype=np.int64)
    chosen = np.array([NORMALISATIONS.index(row["normalisation"]) for row in rows])
    return Replicates(chosen, none, none, weights)


def repeated(table: Table) -> Floats:
    """The 1,000 repetitions without the nominal column, one row each."""
    return table.cells[:, 1:].T


def test_all_thousand_repetitions(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    published = cases.table("coinr_asem/UA_scores.csv", "uCode")
    found = replay(alternatives(cases, published.rows, tree), drawn(cases, tree))
    np.testing.assert_allclose(found, repeated(published), atol=TOLERANCE)
    ranks = cases.table("coinr_asem/UA_ranks.csv", "uCode").ordered(published.rows)
    assert (ranks_of(found) == repeated(ranks)).all()


def test_climbing_the_tree_and_one_product_give_the_same(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    rows = cases.table("coinr_asem/UA_scores.csv", "uCode").rows
    both, replicates = alternatives(cases, rows, tree), drawn(cases, tree)
    first = Replicates(*(x[:20] for x in vars(replicates).values()))
    with_gap = Alternatives(
        tuple(np.vstack([s, np.full(49, np.nan)]) for s in both.shares), both.hierarchies
    )
    climbed = replay(with_gap, first)
    np.testing.assert_allclose(climbed[:, :-1], replay(both, first), atol=TOLERANCE)
    assert np.isnan(climbed[:, -1]).all()


@pytest.mark.parametrize(("analysis", "counted"), [("UA", 1000), ("SA", 400)])
def test_statistics_of_the_ranks(cases: Cases, analysis: str, counted: int) -> None:
    """Of the rows of a sensitivity design, only A and B are drawn freely and counted."""
    ranks = cases.table(f"coinr_asem/{analysis}_ranks.csv", "uCode")
    published = cases.table(f"coinr_asem/{analysis}_rank_stats.csv", "uCode").ordered(ranks.rows)
    nominal = ranks.cells[:, 0].astype(np.int64)
    found = rank_intervals(nominal, repeated(ranks)[:counted].astype(np.int64), top=10)
    for name, numbers in [
        ("Mean", found.mean), ("Median", found.median), ("Q5", found.low), ("Q95", found.high),
    ]:  # fmt: skip
        np.testing.assert_allclose(numbers, published.column(name), atol=TOLERANCE)


def test_sobol_indices_of_the_four_choices(cases: Cases) -> None:
    rows = cases.records("coinr_asem/SA_design_and_output.csv")
    output = np.array([float(row["mean_abs_rank_change"]) for row in rows])
    published = cases.table("coinr_asem/SA_sobol_indices.csv", "Variable")
    found = sobol_indices(output, 200, rng=np.random.default_rng(7))
    np.testing.assert_allclose(found.first, published.column("Si"), atol=TOLERANCE)
    np.testing.assert_allclose(found.total, published.column("STi"), atol=TOLERANCE)
    # the bootstrap draws are not stored; the intervals agree as far as chance allows
    np.testing.assert_allclose(found.first_low, published.column("Si_q5"), atol=0.08)
    np.testing.assert_allclose(found.first_high, published.column("Si_q95"), atol=0.08)
    np.testing.assert_allclose(found.total_low, published.column("STi_q5"), atol=0.05)
    np.testing.assert_allclose(found.total_high, published.column("STi_q95"), atol=0.05)


def test_all_rows_of_the_sensitivity_design(cases: Cases) -> None:
    """How many outliers are drawn in, normalisation, weights and mean: 1,200 rows from raw data."""
    rows = cases.records("coinr_asem/SA_design_and_output.csv")
    published = cases.table("coinr_asem/SA_scores.csv", "uCode")
    means = ("a_amean", "a_gmean")
    trees = tuple(tree_of(cases, MEANS[mean]) for mean in means)
    imputed = cases.table("coinr_asem/pipeline_Imputed.csv", "uCode").ordered(published.rows)
    columns = leaves_of(trees[0], imputed).T
    sets = cases.table("coinr_asem/SA_weight_sets_level2to4.csv", "set_id")
    weights = np.tile(trees[0].weights, (len(rows), 1))
    at = [sets.rows.index(row["weight_set_id"]) for row in rows]
    weights[:, [trees[0].index[code] for code in sets.columns]] = sets.cells[at]
    shares = tuple(
        matrix
        for most in range(1, 6)
        for matrix in both_normalisations(
            cases, trees[0], np.array([treated(x, most=most) for x in columns])
        )
    )
    chosen = Replicates(
        np.array(
            [
                2 * (int(row["winmax"]) - 1) + NORMALISATIONS.index(row["normalisation"])
                for row in rows
            ]
        ),
        np.array([means.index(row["aggregation"]) for row in rows]),
        np.zeros(len(rows), dtype=np.int64),
        weights,
    )
    found = replay(Alternatives(shares, trees), chosen)
    np.testing.assert_allclose(found, repeated(published), atol=TOLERANCE)


def test_the_nominal_scores_and_ranks(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    published = cases.table("coinr_asem/UA_nominal.csv", "uCode")
    nothing = np.zeros(1, dtype=np.int64)
    declared = Replicates(nothing, nothing, nothing, tree.weights[np.newaxis])
    found = replay(alternatives(cases, published.rows, tree), declared)
    from_zero = (found[0] - 1) * 100 / 99  # the nominal index scales from 0, the repetitions from 1
    np.testing.assert_allclose(from_zero, published.column("Score"), atol=TOLERANCE)
    assert ranks_of(found)[0].tolist() == published.column("Rank").tolist()


def test_the_rank_shift_of_every_row_of_the_design(cases: Cases) -> None:
    ranks = cases.table("coinr_asem/SA_ranks.csv", "uCode")
    rows = cases.records("coinr_asem/SA_design_and_output.csv")
    found = mean_rank_shift(ranks.cells[:, 0].astype(np.int64), repeated(ranks).astype(np.int64))
    published = [float(row["mean_abs_rank_change"]) for row in rows]
    np.testing.assert_allclose(found, published, atol=TOLERANCE)


def test_ranks_without_one_group_at_a_time(cases: Cases) -> None:
    published = cases.table("coinr_asem/remove_pillars_ranks.csv", "uCode")
    tree = tree_of(cases, MEANS["a_amean"])
    shares = alternatives(cases, published.rows, tree).shares[0]
    groups = published.columns[1:]
    found = ranks_without(
        tree, shares, NotApplicable.REDISTRIBUTE, [tree.index[code] for code in groups]
    )
    assert (found == published.cells[:, 1:].T).all()
    shifts = cases.table("coinr_asem/remove_pillars_mean_abs_rank_change.csv", "removed")
    nominal = published.column("Nominal").astype(np.int64)
    np.testing.assert_allclose(mean_rank_shift(nominal, found), shifts.cells[1:, 0], atol=TOLERANCE)


# --- figures that need no file -------------------------------------------------------------


def ishigami(points: Floats) -> Floats:
    x = (2 * points - 1) * np.pi
    return np.asarray(
        np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def test_the_analytic_indices_of_the_ishigami_function() -> None:
    rng = np.random.default_rng(11)
    design = saltelli_design(60_000, 3, rng)
    found = sobol_indices(ishigami(design.points), design.n_base, resamples=20, rng=rng)
    assert found.first == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert (found.total_low <= found.total).all()
    assert (found.total <= found.total_high).all()


def test_the_package_s_estimate_of_the_ishigami_function_is_near_too(cases: Cases) -> None:
    published = cases.table("coinr_asem/SA_ishigami_coinr.csv", "Variable")
    rng = np.random.default_rng(12)
    design = saltelli_design(60_000, 3, rng)
    found = sobol_indices(ishigami(design.points), design.n_base, resamples=1, rng=rng)
    assert found.first == pytest.approx(published.column("Si"), abs=0.05)
    assert found.total == pytest.approx(published.column("STi"), abs=0.07)


def test_a_ranking_by_hand() -> None:
    """The typed ranks of Australia and Austria in the first five repetitions of the package."""
    ranks = np.array([[39, 6], [35, 8], [35, 7], [35, 7], [36, 6]])
    found = rank_intervals(np.array([35, 7]), ranks, top=7)
    assert found.median.tolist() == [35, 7]
    assert found.low.tolist() == [35, 6]
    assert found.high == pytest.approx([38.4, 7.8])
    assert found.in_top.tolist() == [0, 0.8]
