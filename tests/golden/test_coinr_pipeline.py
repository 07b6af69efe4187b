"""COINr's whole pipeline on its ASEM example, step by step and from end to end.

Source: W. Becker, COINr 1.1.14 (MIT licence): denominators, gaps by the mean of Europe or Asia,
screening at 90 %, winsorising at most five, min-max, arithmetic mean.
"""

from __future__ import annotations

import numpy as np
import pytest

from scoring import NotApplicable
from scoring.aggregate import aggregate
from scoring.arrays import Floats
from scoring.normalise import Better
from scoring.normalise_among import min_max
from scoring.ranking import rank
from scoring.treatment import (
    availability,
    impute_by_group,
    is_distorted,
    kurtosis,
    skewness,
    winsorise,
)
from tests.golden.cases import Cases, Table
from tests.golden.test_coinr_aggregation import MEANS, tree_of
from tests.golden.test_coinr_normalisation import WORDS

TOLERANCE = 1e-9


def raw_of(cases: Cases) -> Table:
    return cases.table("coinr_asem/input_iData.csv", "uCode", without=WORDS)


def step(cases: Cases, name: str) -> Table:
    return cases.table(f"coinr_asem/pipeline_{name}.csv", "uCode").ordered(raw_of(cases).rows)


def indicators(cases: Cases) -> dict[str, dict[str, str]]:
    rows = cases.records("coinr_asem/input_iMeta.csv")
    return {row["iCode"]: row for row in rows if row["Type"] == "Indicator"}


def denominated(cases: Cases) -> dict[str, Floats]:
    raw = raw_of(cases)
    return {
        code: raw.column(code) / (raw.column(by) if (by := row["Denominator"]) else 1.0)
        for code, row in indicators(cases).items()
    }


def groups(cases: Cases) -> list[str]:
    return [row["EurAsia_group"] for row in cases.records("coinr_asem/input_iData.csv")]


def test_every_step(cases: Cases) -> None:
    columns = denominated(cases)
    expected = step(cases, "Denominated")
    for code, values in columns.items():
        np.testing.assert_allclose(values, expected.column(code), rtol=1e-12)
        imputed = impute_by_group(values, groups(cases))
        filled = step(cases, "Imputed").column(code)
        np.testing.assert_allclose(imputed.values, filled, rtol=1e-12)
        assert (imputed.estimated == np.isnan(values)).all()
        treated = winsorise(imputed.values).values
        np.testing.assert_allclose(treated, step(cases, "Treated").column(code), rtol=1e-12)
        better = Better.HIGHER if indicators(cases)[code]["Direction"] == "1" else Better.LOWER
        np.testing.assert_allclose(
            min_max(treated, better=better, most=100),
            step(cases, "Normalised").column(code),
            atol=TOLERANCE,
        )


def test_screening_leaves_nobody_out_once_the_gaps_are_filled(cases: Cases) -> None:
    assert (availability(step(cases, "Imputed").cells, axis=1) >= 0.9).all()
    assert len(step(cases, "Screened").rows) == 51
    raw = np.column_stack([raw_of(cases).column(code) for code in indicators(cases)])
    published = cases.table("coinr_asem/raw_data_availability_summary.csv", "uCode")
    known = published.ordered(raw_of(cases).rows).column("Dat_Avail")
    np.testing.assert_allclose(availability(raw, axis=1), known, atol=TOLERANCE)


def test_what_was_treated_and_how_often(cases: Cases) -> None:
    imputed = step(cases, "Imputed")
    for row in cases.records("coinr_asem/pipeline_treat_details.csv"):
        values = imputed.column(row["iCode"])
        assert skewness(values) == pytest.approx(float(row["check_SkewKurt0.Skew"]), rel=1e-9)
        assert kurtosis(values) == pytest.approx(float(row["check_SkewKurt0.Kurt"]), rel=1e-9)
        assert is_distorted(values) is (row["check_SkewKurt0.Pass"] == "FALSE")
        found = winsorise(values)
        assert found.changed.sum() == int(row["winsorise.nwin"] or 0)


def test_the_shapes_of_the_raw_indicators(cases: Cases) -> None:
    """Printed with three digits that count."""
    raw = raw_of(cases)
    for row in cases.records("coinr_asem/stats_raw.csv"):
        values = raw.column(row["iCode"])
        assert skewness(values) == pytest.approx(float(row["Skew"]), rel=5e-3, abs=5e-4)
        assert kurtosis(values) == pytest.approx(float(row["Kurt"]), rel=5e-3, abs=5e-4)
        assert (~np.isnan(values)).sum() == float(row["N.Avail"])
        assert is_distorted(values) is (row["Flag.SkewKurt"] == "OUT")


def test_the_index_from_end_to_end_and_its_ranks(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    columns = {}
    for code, values in denominated(cases).items():
        better = Better.HIGHER if indicators(cases)[code]["Direction"] == "1" else Better.LOWER
        treated = winsorise(impute_by_group(values, groups(cases)).values).values
        columns[code] = min_max(treated, better=better, most=100)
    shares = np.column_stack([columns[code] for code in tree.leaves])
    found, _ = aggregate(tree, shares, NotApplicable.REDISTRIBUTE)
    published = step(cases, "Aggregated")
    ranks = step(cases, "Aggregated_ranks_min")
    for at, code in enumerate(tree.codes):
        np.testing.assert_allclose(found[:, at], published.column(code), atol=TOLERANCE)
    keys = np.unique(found[:, tree.root], return_inverse=True)[1] + 1
    assert rank(keys).tolist() == ranks.column("Index").tolist()
    assert published.rows[int(np.argmax(found[:, tree.root]))] == "CHE"


def test_a_typed_indicator_is_drawn_in_once() -> None:
    """Flights per head of the highest countries: one stands far out and comes down to the next."""
    values = np.concatenate([np.linspace(0.1, 3.0, 49), [4.0, 14.0]])
    assert is_distorted(values)
    found = winsorise(values)
    assert found.values[-1] == 4.0
    assert not is_distorted(found.values)
