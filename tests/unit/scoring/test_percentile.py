"""The percentile of each unit: the part of its league that is not better, ties alike."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Aggregation,
    Band,
    Bands,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    ScoreTable,
    Ties,
    score_table,
)

TREE = Hierarchy.build(
    [
        Node("all", None, aggregation=Aggregation.SUM),
        Node("a", "all", maximum=Fraction(10)),
    ]
)
LEVELS = Cut(Measure.SCORE, Bands.of([Band(0, None, False, None, False)]))


def table(shares: list[float], leagues: list[str] | None, ties: Ties = Ties.MIN) -> ScoreTable:
    scheme = Scheme(TREE, Missing.WITHHOLD, NotApplicable.REDISTRIBUTE, LEVELS, ties=ties)
    units = [str(at) for at in range(len(shares))]
    return score_table(scheme, np.array(shares).reshape(-1, 1), units=units, leagues=leagues)


def test_nobody_is_better_than_the_first() -> None:
    found = table([0.1, 0.4, 0.2, 0.3], None)
    assert found.percentile.tolist() == [0.25, 1.0, 0.5, 0.75]


@pytest.mark.parametrize("ties", [Ties.MIN, Ties.MAX, Ties.AVERAGE, Ties.DENSE])
def test_tied_units_are_alike_whatever_place_they_share(ties: Ties) -> None:
    found = table([0.1, 0.4, 0.4, 0.9], None, ties)
    assert found.percentile.tolist() == [0.25, 0.75, 0.75, 1.0]


def test_each_league_has_its_own() -> None:
    found = table([0.1, 0.4, 0.2, 0.9], ["x", "x", "y", "y"])
    assert found.percentile.tolist() == [0.5, 1.0, 0.5, 1.0]


def test_a_unit_without_a_score_has_none() -> None:
    found = table([0.1, np.nan, 0.3], None)
    assert found.percentile[[0, 2]].tolist() == [0.5, 1.0]
    assert np.isnan(found.percentile[1])
    assert found.result(1).percentile is None


def test_the_result_of_one_unit_has_it_exactly() -> None:
    found = table([0.1, 0.2, 0.3], None)
    assert [found.result(at).percentile for at in range(3)] == [Fraction(1, 3), Fraction(2, 3), 1]


def test_no_units_have_no_percentile() -> None:
    assert table([], None).percentile.tolist() == []
