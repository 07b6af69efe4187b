"""Effective weights and principal components of COINr's ASEM example.

Source: W. Becker, COINr 1.1.14 (MIT licence), `get_eff_weights()` and `get_PCA()`.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from scoring.components import principal_components
from scoring.weights import effective_weights
from tests.golden.cases import Cases
from tests.golden.test_coinr_aggregation import MEANS, tree_of

TOLERANCE = 1e-9


def test_effective_weights(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    published = cases.table("coinr_asem/effective_weights_equal.csv", "iCode")
    found = dict(zip(tree.codes, effective_weights(tree), strict=True))
    for code, weight in zip(published.rows, published.column("EffWeight"), strict=True):
        assert float(found[code]) == pytest.approx(weight, abs=TOLERANCE)
    assert found["Goods"] == Fraction(1, 50)
    assert found["NEET"] == Fraction(1, 30)


def test_principal_components_of_the_groups(cases: Cases) -> None:
    scores = cases.table("coinr_asem/treated_equal_minmax_1_100__a_amean.csv", "uCode")
    rotation = cases.table("coinr_asem/pca_level2_rotation.csv", "var")
    variance = cases.table("coinr_asem/pca_level2_variance.csv", "PC")
    found = principal_components(np.column_stack([scores.column(code) for code in rotation.rows]))
    assert found.deviations == pytest.approx(variance.column("sdev"), abs=TOLERANCE)
    assert found.shares == pytest.approx(variance.column("var_share"), abs=TOLERANCE)
    side = np.sign((found.rotation * rotation.cells).sum(axis=0))
    assert found.rotation * side == pytest.approx(rotation.cells, abs=TOLERANCE)
    weights = cases.table("coinr_asem/pca_weights_level2.csv", "iCode")
    published = np.array([weights.column("Weight")[weights.rows.index(c)] for c in rotation.rows])
    assert found.weights() == pytest.approx(published, abs=TOLERANCE)
