"""Copeland scores of COINr's ASEM example, decided in whole numbers.

Source: W. Becker, COINr 1.1.14, `outrankMatrix()` and `copeland()`. COINr compares sums of floats
with 0.5, which makes 10 of its 51 scores wrong; the exact scores were worked out beside them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np

from criteria.answers import Given
from criteria.compile import Unit, score_units
from criteria.numbers import canonical
from scoring.arrays import Floats
from scoring.outranking import copeland, outranking_matrix
from scoring.ranking import rank
from tests.golden.cases import Cases
from tests.golden.test_coinr_aggregation import MEANS, leaves_of, tree_of
from tests.golden.test_coinr_as_set import code_of
from tests.tiny import measured, tiny_set

EQUAL_49 = [Fraction(1, 49)] * 49


def indicators(cases: Cases, rows: tuple[str, ...]) -> Floats:
    tree = tree_of(cases, MEANS["a_amean"])
    table = cases.table("coinr_asem/treated_minmax_1_100__norm.csv", "uCode")
    return leaves_of(tree, table.ordered(rows))


def test_the_outranking_matrix(cases: Cases) -> None:
    published = cases.table("coinr_asem/treated_equal_flat_outranking_matrix.csv", "uCode")
    found = outranking_matrix(indicators(cases, published.rows), EQUAL_49)
    columns = [published.columns.index(row) for row in published.rows]
    np.testing.assert_allclose(found, published.cells[:, columns], atol=1e-9)


def test_the_exact_copeland_scores_and_ranks(cases: Cases) -> None:
    published = cases.table("coinr_asem/treated_equal_flat_copeland_EXACT.csv", "uCode")
    scores = copeland(indicators(cases, published.rows), EQUAL_49)
    assert scores.tolist() == published.column("copeland_exact").tolist()
    assert rank(scores + 51).tolist() == published.column("rank_min_exact").tolist()
    wrong = published.column("copeland_coinr") != published.column("copeland_exact")
    assert wrong.sum() == 10


def test_copeland_at_every_level(cases: Cases) -> None:
    """Each node ranks the scores of its children; the groups are too small for rounding to err."""
    tree = tree_of(cases, MEANS["a_amean"])
    name = "coinr_asem/treated_equal_minmax_1_100__copeland_every_level.csv"
    published = cases.table(name, "uCode")
    for node, children in enumerate(tree.children, start=tree.n_leaves):
        below = np.column_stack([published.column(tree.codes[child]) for child in children])
        scores = copeland(below, [Fraction(1)] * len(children))
        assert scores.tolist() == published.column(tree.codes[node]).tolist()


def test_half_of_49_indicators_is_never_reached_by_rounding() -> None:
    """Austria against Denmark in small: 24 wins, 1 tie and 24 losses are exactly a half."""
    mine = np.array([1.0] * 24 + [0.5] + [0.0] * 24)
    assert copeland(np.array([mine, 1 - mine]), EQUAL_49).tolist() == [0, 0]
    assert copeland(np.array([mine, 0.9 - mine]), EQUAL_49).tolist() == [1, -1]


def test_the_exact_ranks_from_a_set(cases: Cases) -> None:
    """Raw treated numbers in, Copeland ranks out: 49 equal questions in one pillar."""
    published = cases.table("coinr_asem/treated_equal_flat_copeland_EXACT.csv", "uCode")
    numbers = cases.table("coinr_asem/pipeline_Treated.csv", "uCode").ordered(published.rows)
    meta = {row["iCode"]: row for row in cases.records("coinr_asem/input_iMeta.csv")}
    questions = {
        code_of(code): measured(
            better="higher" if meta[code]["Direction"] == "1" else "lower", may_be_negative=True
        )
        for code in numbers.columns
        if meta.get(code, {}).get("Type") == "Indicator"
    }
    ranked = {"by": "copeland", "over": "indicators"}
    flat = tiny_set({"FLAT": questions}, scoring={"aggregation": "mean", "ranked": ranked})
    assert len(questions) == 49
    units = [
        Unit(
            row["uCode"],
            {
                code_of(code): Given({"number": canonical(Decimal(text))})
                for code, text in row.items()
                if code_of(code) in questions
            },
        )
        for row in cases.records("coinr_asem/pipeline_Treated.csv")
    ]
    table = score_units(flat, units)
    ranks = dict(zip(table.units, table.rank.tolist(), strict=True))
    expected = dict(zip(published.rows, published.column("rank_min_exact").tolist(), strict=True))
    assert ranks == expected
