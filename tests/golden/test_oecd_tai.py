"""The Technology Achievement Index and the voting examples of the OECD/JRC Handbook (2008).

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), the tables named in each
test; printed with 2 decimals unless said otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring import means
from scoring.arrays import Floats
from scoring.benefit import benefit_of_the_doubt
from scoring.coherence import (
    alpha_if_deleted,
    cronbach_alpha,
    item_rest_correlations,
    pearson,
)
from scoring.components import factor_weights, principal_components, varimax
from scoring.normalise_among import distance_to, fraction_of_best, min_max, ratio_to_mean, z_score
from scoring.normalise_by_rank import above_or_below_mean, categories, rank_from_worst
from scoring.outranking import (
    borda_count,
    condorcet_order,
    kemeny_rankings,
    kemeny_score,
    outranking_matrix,
)
from scoring.ranking import rank
from tests.golden.cases import Cases

F = Fraction
EQUAL_8 = [F(1, 8)] * 8


# --- table 15: normalisations of mean years of school --------------------------------------


def expected_categories(values: Floats) -> Floats:
    """The handbook's seven classes; the table prints 50 in the middle third."""
    return categories(values, [5, 15, 35, 65, 85, 95], [0, 20, 40, 50, 60, 80, 100])


TABLE_15: dict[str, tuple[Callable[[Floats], Floats], float]] = {
    "rank_high_is_top": (rank_from_worst, 0),
    "zscore": (z_score, 0.0051),
    "minmax": (min_max, 0.0051),
    "ratio_to_mean": (ratio_to_mean, 0.0051),
    "ratio_to_best": (fraction_of_best, 0.0051),
    "ratio_to_worst": (lambda x: x / x.min(), 0.0051),
    "difference_from_mean": (lambda x: ratio_to_mean(x) - 1, 0.0051),
    "difference_from_worst": (lambda x: x / x.min() - 1, 0.0051),
    "above_below_mean_20pct": (lambda x: above_or_below_mean(x, margin=0.2), 0),
    "percentile": (lambda x: 100 * rank_from_worst(x) / len(x), 0.051),
    "categorical": (expected_categories, 0),
}


@pytest.mark.parametrize("column", TABLE_15)
def test_table_15(cases: Cases, column: str) -> None:
    table = cases.table("oecd_tai/T15_normalisations_schooling.csv", "country")
    method, tolerance = TABLE_15[column]
    found = method(table.column("schooling_raw"))
    np.testing.assert_allclose(found, table.column(column), atol=tolerance)


def test_typed_rows_of_table_15() -> None:
    """Years of school of all 23 countries; z-scores of the first five as printed."""
    years = "10.0 12.0 11.4 9.5 10.8 9.4 9.4 11.6 10.9 7.1 10.2 11.9 9.4 9.3 11.7 8.4 7.9 9.6 7.3"
    values = np.array([float(x) for x in [*years.split(), "7.2", "9.5", "9.1", "7.1"]])
    assert z_score(values)[:5].round(2).tolist() == [0.26, 1.52, 1.14, -0.06, 0.76]
    assert min_max(values)[:5].round(2).tolist() == [0.59, 1.0, 0.88, 0.49, 0.76]
    assert rank_from_worst(values)[:5].tolist() == [15, 23, 19, 12, 17]
    assert above_or_below_mean(values, margin=0.2)[:5].tolist() == [0, 1, 0, 0, 0]
    assert expected_categories(values)[:5].tolist() == [60, 100, 60, 50, 60]
    assert distance_to(values, 12.0)[:2].round(2).tolist() == [0.59, 1.0]


# --- tables 6 and 11: correlations and reliability ------------------------------------------


def test_tables_6_and_11(cases: Cases) -> None:
    raw = cases.table("oecd_tai/A2_raw_data.csv", "country")
    printed = cases.table("oecd_tai/T6_correlations.csv", "indicator")
    # worked out by the authors from more digits than annex A2 prints
    assert pearson(raw.cells) == pytest.approx(printed.cells, abs=0.02)
    standard = np.column_stack([z_score(column) for column in raw.cells.T])
    table = cases.table("oecd_tai/T11_cronbach.csv", "indicator")
    assert cronbach_alpha(standard) == pytest.approx(0.70, abs=0.0051)
    assert alpha_if_deleted(standard) == pytest.approx(
        table.column("alpha_if_deleted")[:8], abs=0.002
    )
    assert item_rest_correlations(standard) == pytest.approx(
        table.column("item_total_corr")[:8], abs=0.006
    )


# --- tables 7, 9 and 18: components, factors and their weights -----------------------------


def test_tables_7_9_and_18_from_the_raw_data(cases: Cases) -> None:
    raw = cases.table("oecd_tai/A2_raw_data.csv", "country")
    found = principal_components(raw.cells)
    shares = cases.table("oecd_tai/T7_eigenvalues.csv", "PC")
    # cut off rather than rounded: 3.3 stands beside 41.9 % of 8
    assert found.eigenvalues == pytest.approx(shares.column("eigenvalue"), abs=0.06)
    assert 100 * found.shares == pytest.approx(shares.column("var_pct"), abs=0.12)
    turned = varimax(found.rotation[:, :4] * found.deviations[:4])
    printed = cases.table("oecd_tai/T9_rotated_loadings_varimax.csv", "indicator")
    side = np.sign((turned * printed.cells[:8, :4]).sum(axis=0))
    assert turned * side == pytest.approx(printed.cells[:8, :4], abs=0.016)
    weights = cases.table("oecd_tai/T18_pca_weights.csv", "indicator")
    assert factor_weights(turned) == pytest.approx(weights.column("PC"), abs=0.006)


def test_table_18_from_the_typed_loadings_of_table_9() -> None:
    loadings = np.array(
        [
            [0.07, 0.97, 0.06, 0.06],
            [0.13, 0.07, -0.07, 0.93],
            [0.79, -0.21, 0.21, 0.42],
            [-0.64, 0.56, -0.04, 0.36],
            [0.37, 0.17, 0.38, 0.68],
            [0.82, -0.04, 0.25, 0.35],
            [0.88, 0.23, -0.09, 0.09],
            [0.08, 0.04, 0.96, 0.04],
        ]
    )
    assert factor_weights(loadings) == pytest.approx(
        [0.17, 0.15, 0.11, 0.07, 0.08, 0.12, 0.14, 0.16], abs=0.0051
    )


# --- table 19: benefit of the doubt --------------------------------------------------------


def test_table_19_each_country_with_its_own_weights(cases: Cases) -> None:
    """Min-max indicators, each with 10 % to 15 % of all weights."""
    raw = cases.table("oecd_tai/A2_raw_data.csv", "country")
    published = cases.table("oecd_tai/T19_bod_scores.csv", "country").ordered(raw.rows)
    values = np.column_stack([min_max(column) for column in raw.cells.T])
    found = benefit_of_the_doubt(values, least=0.1, most=0.15)
    np.testing.assert_allclose(found.scores, published.column("BOD_score"), atol=0.007)


# --- table 38: ranks by aggregation --------------------------------------------------------


def test_table_38_geometric_ranks(cases: Cases) -> None:
    """The geometric column is made from the raw data, as printed in annex A2."""
    raw = cases.table("oecd_tai/A2_raw_data.csv", "country")
    published = cases.table("oecd_tai/T38_ranks_by_aggregation.csv", "country").ordered(raw.rows)
    found = means.geometric(raw.cells, np.ones(8))
    keys = np.unique(found, return_inverse=True)[1] + 1
    assert rank(keys).tolist() == published.column("GME").tolist()


# --- tables 35 to 37: five countries compared pair by pair ---------------------------------

FIVE = np.array(
    [
        [187, 125.6, 200.2, 50.7, 3.08, 4.15, 10.0, 27.4],
        [289, 130.0, 179.1, 66.2, 2.997, 4.073, 12.0, 13.9],
        [271, 156.6, 125.8, 59.7, 3.096, 4.145, 11.4, 15.3],
        [994, 64.6, 49.0, 80.8, 3.003, 3.865, 9.5, 10.0],
        [779, 9.8, 4.8, 66.7, 2.972, 3.653, 10.8, 23.2],
    ]
)
FINLAND, USA, SWEDEN, JAPAN, KOREA = range(5)


def test_table_36_outranking() -> None:
    assert outranking_matrix(FIVE, EQUAL_8).tolist() == [
        [0.0, 0.5, 0.375, 0.75, 0.625],
        [0.5, 0.0, 0.5, 0.625, 0.625],
        [0.625, 0.5, 0.0, 0.75, 0.625],
        [0.25, 0.375, 0.25, 0.0, 0.75],
        [0.375, 0.375, 0.375, 0.25, 0.0],
    ]


def test_table_37_kemeny() -> None:
    matrix = outranking_matrix(FIVE, EQUAL_8)
    best = kemeny_rankings(matrix)
    assert set(best) == {
        (USA, SWEDEN, FINLAND, JAPAN, KOREA),
        (SWEDEN, FINLAND, USA, JAPAN, KOREA),
        (SWEDEN, USA, FINLAND, JAPAN, KOREA),
    }
    assert kemeny_score(matrix, best[0]) == 6.375
    for order in [
        (FINLAND, USA, SWEDEN, JAPAN, KOREA),
        (FINLAND, SWEDEN, USA, JAPAN, KOREA),
        (USA, FINLAND, SWEDEN, JAPAN, KOREA),
    ]:
        assert kemeny_score(matrix, order) == 6.125


def test_the_files_of_tables_35_to_37_say_the_same(cases: Cases) -> None:
    raw = cases.table("oecd_tai/T35_impact_matrix_5.csv", "country")
    published = cases.table("oecd_tai/T36_outranking_5.csv", "country")
    assert raw.cells.tolist() == FIVE.tolist()
    matrix = outranking_matrix(raw.cells, EQUAL_8)
    assert matrix.tolist() == published.cells.tolist()
    for row in cases.records("oecd_tai/T37_kemeny_scores.csv"):
        order = [raw.rows.index(row[f"r{place}"]) for place in range(1, 6)]
        assert kemeny_score(matrix, order) == float(row["score"])


# --- tables 25 to 34: voters and their profiles --------------------------------------------

Ballots = list[tuple[int, str]]


def as_criteria(ballots: Ballots) -> tuple[list[str], Floats, list[Fraction]]:
    """Each kind of ballot is a criterion weighing as many votes; the first place has most."""
    names = sorted(ballots[0][1])
    values = [[float(-order.index(name)) for _, order in ballots] for name in names]
    return names, np.array(values), [F(votes) for votes, _ in ballots]


def counted(ballots: Ballots) -> tuple[list[str], Floats]:
    names, values, weights = as_criteria(ballots)
    return names, outranking_matrix(values, weights) * float(sum(weights))


TABLE_25: Ballots = [(3, "abcd"), (5, "acbd"), (7, "bdca"), (6, "cbda")]
TABLE_28: Ballots = [(23, "abc"), (17, "bca"), (2, "bac"), (10, "cab"), (8, "cba")]
TABLE_31: Ballots = [(3, "cbad"), (2, "badc"), (2, "adcb")]
TABLE_34: Ballots = [(1, "abc"), (1, "cab"), (1, "bca")]


def borda_of(ballots: Ballots) -> dict[str, int]:
    names, values, weights = as_criteria(ballots)
    return {n: int(b) for n, b in zip(names, borda_count(values, weights), strict=True)}


def test_borda_counts_of_the_handbook() -> None:
    assert borda_of(TABLE_25) == {"a": 24, "b": 44, "c": 38, "d": 20}
    assert borda_of(TABLE_28) == {"a": 58, "b": 69, "c": 53}
    assert borda_of(TABLE_31) == {"a": 13, "b": 12, "c": 11, "d": 6}
    without_d = [(votes, order.replace("d", "")) for votes, order in TABLE_31]
    assert borda_of(without_d) == {"a": 6, "b": 7, "c": 8}
    assert borda_of(TABLE_34) == {"a": 3, "b": 3, "c": 3}


def test_condorcet_and_kemeny_of_the_handbook() -> None:
    names, votes = counted(TABLE_25)
    assert votes[0].tolist() == [0, 8, 8, 8]
    assert votes[1].tolist() == [13, 0, 10, 21]
    order = condorcet_order(votes)
    assert order is not None
    assert "".join(names[unit] for unit in order) == "cbda"
    names, votes = counted(TABLE_28)
    assert votes.tolist() == [[0, 33, 25], [27, 0, 42], [35, 18, 0]]
    assert condorcet_order(votes) is None
    scores = {"abc": 100, "bca": 104, "cab": 86, "bac": 94, "cba": 80, "acb": 76}
    for words, score in scores.items():
        assert kemeny_score(votes, [names.index(word) for word in words]) == score
    assert kemeny_rankings(votes) == ((1, 2, 0),)
    assert kemeny_rankings(counted(TABLE_34)[1]) == ((0, 1, 2), (1, 2, 0), (2, 0, 1))


def test_the_file_of_the_voting_examples_says_the_same(cases: Cases) -> None:
    path = cases.folder / "oecd_tai" / "T25_T34_voting_examples.json"
    published: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    typed = {"T25": TABLE_25, "T28": TABLE_28, "T31": TABLE_31, "T34": TABLE_34}
    for table, ballots in typed.items():
        assert [(votes, order) for votes, order in published[table]["profiles"]] == ballots
        assert published[table]["borda"] == borda_of(ballots)
        names, votes = counted(ballots)
        for row, against in published[table].get("outranking", {}).items():
            for other, count in against.items():
                assert votes[names.index(row), names.index(other)] == count


def test_page_104_geometric_means() -> None:
    """Improving a weak number by one brings more than improving an even one (printed cut off)."""
    before = np.array([[21.0, 1, 1, 1], [6.0, 6, 6, 6]])
    after = np.array([[21.0, 2, 1, 1], [6.0, 6, 6, 7]])
    assert means.geometric(before, np.ones(4)) == pytest.approx([2.14, 6], abs=0.01)
    assert means.geometric(after, np.ones(4)) == pytest.approx([2.54, 6.23], abs=0.01)
