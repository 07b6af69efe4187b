"""Reliability and correlations of COINr's ASEM example.

Source: W. Becker, COINr 1.1.14 (MIT licence), `get_cronbach()` and `get_corr()`. The rows called
"indicators" were worked out from the treated indicators.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.coherence import cronbach_alpha, influence, pearson, spearman
from tests.golden.cases import Cases, Table
from tests.golden.test_coinr_aggregation import MEANS, tree_of

TOLERANCE = 1e-9


def results(cases: Cases) -> Table:
    return cases.table("coinr_asem/treated_equal_minmax_1_100__a_amean.csv", "uCode")


def test_cronbach_alpha_of_every_group(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    treated = cases.table("coinr_asem/pipeline_Treated.csv", "uCode")
    for row in cases.records("coinr_asem/cronbach_alpha.csv"):
        below = tree.children[tree.index[row["group"]] - tree.n_leaves]
        codes = tree.leaves if row["group"] == "Index" else [tree.codes[k] for k in below]
        table = treated if row["level"] == "indicators" else results(cases)
        found = cronbach_alpha(np.column_stack([table.column(code) for code in codes]))
        assert found == pytest.approx(float(row["cronbach"]), abs=TOLERANCE)


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("correlations_indicator_vs_index", pearson),
        ("correlations_spearman_indicator_vs_index", spearman),
        ("correlations_pearson_normalised_level1", pearson),
    ],
)
def test_correlations(cases: Cases, name: str, method: Callable[[Floats], Floats]) -> None:
    table = results(cases)
    matrix = method(table.cells)
    for row in cases.records(f"coinr_asem/{name}.csv"):
        pair = table.columns.index(row["Var1"]), table.columns.index(row["Var2"])
        assert matrix[pair] == pytest.approx(float(row["Correlation"]), abs=TOLERANCE)


def test_weights_that_balance_the_two_sub_indices(cases: Cases) -> None:
    """The optimised weights give both parts nearly the same correlation with the index.

    COINr's "Obtained" belongs to a neighbouring step of its search, 0.0003 away.
    """
    table = results(cases)
    parts = np.column_stack([table.column("Conn"), table.column("Sust")])
    rows = cases.records("coinr_asem/opt_weights_level3_corr.csv")
    weights = np.array([float(row["OptWeight"]) for row in rows])
    found = influence(parts, parts @ weights, weights)
    obtained = found.correlation / found.correlation.sum()
    assert obtained == pytest.approx([float(row["Obtained"]) for row in rows], abs=3e-4)
    assert obtained == pytest.approx([0.5, 0.5], abs=2e-3)
    assert found.nominal == pytest.approx([0.39, 0.61], abs=1e-2)
