"""Every normalisation of the R package COINr on its ASEM example: 51 countries, 49 indicators.

Source: W. Becker, COINr 1.1.14 (MIT licence), `ASEM_iData` and `Normalise()`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.normalise import Better
from scoring.normalise_among import (
    distance_to,
    distance_to_best,
    fraction_of_best,
    goalposts,
    min_max,
    z_score,
)
from scoring.normalise_by_rank import borda, percentile_rank, rank_from_worst
from scoring.ranking import Ties
from tests.golden.cases import Cases

TOLERANCE = 1e-9
WORDS = ("uName", "GDP_group", "GDPpc_group", "Pop_group", "EurAsia_group", "Time")


class Column:
    """One indicator: its values and what its row of `iMeta` says."""

    def __init__(self, values: Floats, meta: dict[str, str], posts: dict[str, str]) -> None:
        self.values = values
        self.better = Better.HIGHER if meta["Direction"] == "1" else Better.LOWER
        self.target = float(meta["Target"])
        self.lower = float(posts["goalpost_lower"])
        self.upper = float(posts["goalpost_upper"])


METHODS: dict[str, Callable[[Column], Floats]] = {
    "minmax_0_100": lambda c: min_max(c.values, better=c.better, most=100),
    "minmax_1_100": lambda c: min_max(c.values, better=c.better, least=1, most=100),
    "zscore_0_1": lambda c: z_score(c.values, better=c.better),
    "rank_min": lambda c: rank_from_worst(c.values, better=c.better),
    "rank_average": lambda c: rank_from_worst(c.values, better=c.better, ties=Ties.AVERAGE),
    "borda": lambda c: borda(c.values, better=c.better),
    "prank": lambda c: percentile_rank(c.values, better=c.better),
    "dist2max": lambda c: distance_to_best(c.values, better=c.better),
    "dist2targ_cap": lambda c: distance_to(c.values, c.target, better=c.better, cap=True),
    "dist2targ_nocap": lambda c: distance_to(c.values, c.target, better=c.better),
    "goalposts_trunc": lambda c: 100 * goalposts(c.values, c.lower, c.upper, better=c.better),
    "goalposts_notrunc": lambda c: (
        100 * goalposts(c.values, c.lower, c.upper, better=c.better, truncate=False)
    ),
}


def columns_of(cases: Cases) -> tuple[tuple[str, ...], dict[str, Column]]:
    raw = cases.table("coinr_asem/input_iData.csv", "uCode", without=WORDS)
    posts = {row["iCode"]: row for row in cases.records("coinr_asem/input_goalposts.csv")}
    meta = {
        row["iCode"]: row
        for row in cases.records("coinr_asem/input_iMeta.csv")
        if row["Type"] == "Indicator"
    }
    return raw.rows, {c: Column(raw.column(c), meta[c], posts[c]) for c in meta}


@pytest.mark.parametrize("method", METHODS)
def test_all_indicators_of_all_countries(cases: Cases, method: str) -> None:
    rows, columns = columns_of(cases)
    published = cases.table(f"coinr_asem/raw_equal_{method}__norm.csv", "uCode").ordered(rows)
    for code, column in columns.items():
        np.testing.assert_allclose(
            METHODS[method](column), published.column(code), atol=TOLERANCE, err_msg=code
        )


def test_fraction_of_the_best_where_higher_is_better(cases: Cases) -> None:
    """COINr turns the sign where lower is better, which is no fraction of the best; those are ours.

    There it divides each number by the lowest one: the reciprocal of our share.
    """
    rows, columns = columns_of(cases)
    published = cases.table("coinr_asem/raw_equal_fracmax__norm.csv", "uCode").ordered(rows)
    for code, column in columns.items():
        if column.better is Better.HIGHER:
            found = fraction_of_best(column.values)
        elif np.nanmin(column.values) > 0:
            found = 1 / fraction_of_best(column.values, better=Better.LOWER)
        else:
            continue
        np.testing.assert_allclose(found, published.column(code), atol=TOLERANCE, err_msg=code)


def test_distance_to_a_reference_country(cases: Cases) -> None:
    """Where Australia is the worst, COINr divides 0 by 0 for its equals; here they have 1."""
    rows, columns = columns_of(cases)
    published = cases.table("coinr_asem/raw_equal_dist2ref_AUS_cap__norm.csv", "uCode")
    theirs = published.ordered(rows)
    for code, column in columns.items():
        reference = float(column.values[rows.index("AUS")])
        found = distance_to(column.values, reference, better=column.better, cap=True)
        expected = theirs.column(code)
        undefined = np.isnan(expected) & (column.values == reference)
        assert (found[undefined] == 1).all()
        np.testing.assert_allclose(
            found[~undefined], expected[~undefined], atol=TOLERANCE, err_msg=code
        )


# --- figures that need no file -------------------------------------------------------------

LPI = np.array([4.097985, 4.108538, 3.793385, 2.067254, 4.225967])
"""Logistics Performance Index of Austria, Belgium, Australia, Laos (worst) and Germany (best)."""


def test_typed_figures_of_the_logistics_performance_index() -> None:
    assert 100 * goalposts(LPI, 2.752, 4.10854) == pytest.approx(
        [99.221917525469266, 99.999852566087299, 76.767732613855841, 0, 100], abs=TOLERANCE
    )
    assert min_max(LPI, most=100) == pytest.approx(
        [94.071374934972866, 94.560231026542212, 79.96111572033891, 0, 100], abs=TOLERANCE
    )
    assert min_max(LPI, least=1, most=100) == pytest.approx(
        [94.13066118562314, 94.614628716276798, 80.161504563135523, 1, 100], abs=TOLERANCE
    )
    assert distance_to_best(LPI)[:3] == pytest.approx(
        [0.94071374934972862, 0.94560231026542219, 0.79961115720338927], abs=TOLERANCE
    )
    assert fraction_of_best(LPI)[:3] == pytest.approx(
        [0.96971533379224228, 0.9722125137276274, 0.89763715618224182], abs=TOLERANCE
    )
