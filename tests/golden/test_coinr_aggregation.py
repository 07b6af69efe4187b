"""COINr's ASEM example aggregated at every level, with and without gaps, and its ranks.

Source: W. Becker, COINr 1.1.14 (MIT licence), `Aggregate()`: arithmetic, geometric, harmonic and
generalised means of 49 indicators in 8 groups, 2 sub-indices and the index; gaps are skipped and
the weights spread inside each parent.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    exact_means,
    means,
    score_table,
)
from scoring.aggregate import aggregate
from scoring.arrays import Floats
from tests.golden.cases import Cases, Table

TOLERANCE = 1e-9
A = Aggregation


@dataclass(frozen=True)
class How:
    """An aggregation for each of the levels 2, 3 and 4."""

    levels: tuple[Aggregation, Aggregation, Aggregation]
    power: Fraction | None = None


def same(how: Aggregation, power: Fraction | None = None) -> How:
    return How((how, how, how), power)


MEANS = {
    "a_amean": same(A.MEAN),
    "a_gmean": same(A.GEOMETRIC),
    "a_hmean": same(A.HARMONIC),
    "genmean_p0.5": same(A.POWER, Fraction(1, 2)),
    "genmean_p2": same(A.POWER, Fraction(2)),
    "genmean_pm1": same(A.POWER, Fraction(-1)),
    "mixed_am_am_gm": How((A.MEAN, A.MEAN, A.GEOMETRIC)),
}
WITH_GAPS = [
    *(f"{norm}__a_amean" for norm in (
        "borda", "dist2max", "dist2targ_cap", "dist2targ_nocap", "fracmax", "goalposts_notrunc",
        "goalposts_trunc", "minmax_0_100", "minmax_1_100", "prank", "rank_average", "rank_min",
        "zscore_0_1", "dist2ref_AUS_cap",
    )),
    "minmax_1_100__a_gmean",
    "minmax_1_100__a_hmean",
]  # fmt: skip


def tree_of(cases: Cases, how: How, meta: str = "input_iMeta.csv") -> Hierarchy:
    nodes = []
    for row in cases.records(f"coinr_asem/{meta}"):
        if row["Type"] not in {"Indicator", "Aggregate"}:
            continue
        level = int(row["Level"])
        inner = how.levels[level - 2] if level > 1 else None
        nodes.append(
            Node(
                row["iCode"],
                row["Parent"] if row["Parent"] not in {"", "NA"} else None,
                weight=Fraction(row["Weight"]),
                maximum=Fraction(1) if inner is None else None,
                aggregation=inner,
                power=how.power if inner is A.POWER else None,
            )
        )
    return Hierarchy.build(nodes)


def leaves_of(tree: Hierarchy, table: Table) -> Floats:
    return np.column_stack([table.column(code) for code in tree.leaves])


def compare(tree: Hierarchy, shares: Floats, published: Table) -> int:
    """Compare every node that is finite for all countries; say how many those are.

    `fracmax` divides by a lowest value of 0 in some indicators, which makes them and all above
    them infinite; the other methods leave nothing out.
    """
    finite = np.where(np.isinf(shares), np.nan, shares)
    found, _ = aggregate(tree, finite, NotApplicable.REDISTRIBUTE)
    compared = 0
    for at, code in enumerate(tree.codes):
        expected = published.column(code)
        if np.isinf(expected).any():
            continue
        np.testing.assert_allclose(found[:, at], expected, atol=TOLERANCE, err_msg=code)
        compared += 1
    return compared


@pytest.mark.parametrize("name", WITH_GAPS)
def test_every_level_with_gaps(cases: Cases, name: str) -> None:
    norm, _, mean = name.partition("__")
    tree = tree_of(cases, MEANS[mean])
    published = cases.table(f"coinr_asem/raw_equal_{name}.csv", "uCode")
    normalised = cases.table(f"coinr_asem/raw_equal_{norm}__norm.csv", "uCode")
    compared = compare(tree, leaves_of(tree, normalised.ordered(published.rows)), published)
    assert compared == (tree.n_nodes if norm != "fracmax" else 52)


@pytest.mark.parametrize("mean", MEANS)
def test_every_level_of_complete_data(cases: Cases, mean: str) -> None:
    name = f"minmax_1_100__{mean}"
    tree = tree_of(cases, MEANS[mean])
    published = cases.table(f"coinr_asem/treated_equal_{name}.csv", "uCode")
    normalised = cases.table("coinr_asem/treated_minmax_1_100__norm.csv", "uCode")
    shares = leaves_of(tree, normalised.ordered(published.rows))
    assert compare(tree, shares, published) == tree.n_nodes


@pytest.mark.parametrize("name", [*(f"raw_equal_{n}" for n in WITH_GAPS if "fracmax" not in n), *(
    f"treated_equal_minmax_1_100__{mean}" for mean in MEANS if mean != "mixed_am_am_gm"
)])  # fmt: skip
def test_ranks_of_the_index(cases: Cases, name: str) -> None:
    scores = cases.table(f"coinr_asem/{name}.csv", "uCode")
    ranks = cases.table(f"coinr_asem/{name}__ranks_min.csv", "uCode").ordered(scores.rows)
    tree = tree_of(cases, MEANS[name.rpartition("__")[2]])
    scheme = Scheme(
        tree, Missing.SKIP, NotApplicable.REDISTRIBUTE, Cut(Measure.SCORE, Bands((0,), (), ()))
    )
    table = score_table(scheme, leaves_of(tree, scores), units=scores.rows)
    assert table.rank.tolist() == ranks.column("Index").tolist()


def test_a_node_is_withheld_below_three_quarters_of_its_children(cases: Cases) -> None:
    tree = tree_of(cases, MEANS["a_amean"])
    name = "coinr_asem/raw_equal_minmax_0_100__a_amean__datthresh_0.75.csv"
    published = cases.table(name, "uCode")
    found, _ = aggregate(
        tree, leaves_of(tree, published), NotApplicable.REDISTRIBUTE, availability=0.75
    )
    for at, code in enumerate(tree.codes):
        np.testing.assert_allclose(
            found[:, at], published.column(code), atol=TOLERANCE, err_msg=code
        )


# --- figures that need no file -------------------------------------------------------------

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("power", "conn", "sust", "index"),
    [
        (Fraction(1), 55.875717933749343, 68.689852812862497, 62.28278537330592),
        (Fraction(0), 55.875717933749343, 68.689852812862497, 61.952359444029753),
        (Fraction(0), 42.178512978306003, 66.38503105421259, 52.915233098658391),
        (Fraction(-1), 16.199869721419969, 63.575510510925817, 25.820371767583854),
        (HALF, 50.424504993183675, 67.598627425359297, 58.697508499610223),
        (Fraction(2), 63.175135012225212, 70.547295230094534, 66.962745418982792),
    ],
)
def test_the_published_index_of_austria_from_its_two_parts(
    power: Fraction, conn: float, sust: float, index: float
) -> None:
    found = means.generalised(np.array([[conn, sust]]), np.ones(2), float(power))
    assert found == pytest.approx([index], abs=TOLERANCE)
    exact = exact_means.generalised([Fraction(conn), Fraction(sust)], [Fraction(1)] * 2, power)
    assert float(exact) == pytest.approx(index, abs=TOLERANCE)


def test_the_published_connectivity_of_austria_from_its_five_groups() -> None:
    groups = [26.924757446509769, 54.511525780498431, 41.73693422249071, 78.443777208914895]
    groups.append(77.761595010332883)
    found = means.arithmetic(np.array([groups]), np.ones(5))
    assert found == pytest.approx([55.875717933749343], abs=TOLERANCE)
