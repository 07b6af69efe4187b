"""What a result says about itself: every reason names its rule, its measure and its numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Aggregation,
    Band,
    Bands,
    Ceiling,
    Condition,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Quota,
    Requirement,
    Scheme,
    ScoreTable,
    score_table,
)
from scoring.levels import BandsDoNotFit

F = Fraction
TREE = Hierarchy.build(
    [
        Node("all", None, aggregation=Aggregation.SUM),
        Node("A", "all", maximum=F(40)),
        Node("B", "all", maximum=F(60)),
    ]
)
BASE = Scheme(
    TREE,
    Missing.ZERO,
    NotApplicable.REDISTRIBUTE,
    Cut(Measure.SCORE, Bands((0, 1, 2), (F(50), F(80)), (True, True))),
)

FULL_A = Condition("A", Measure.POINTS, lower=F(40), lower_included=True)


def score(rows: list[list[float]], how: Scheme = BASE, leagues: str = "") -> ScoreTable:
    names = [f"u{place}" for place in range(len(rows))]
    return score_table(how, np.array(rows), units=names, leagues=list(leagues) or None)


def test_a_loss_says_points_maximum_and_what_is_missing() -> None:
    (b, a) = score([[0.75, 0.5]]).result(0).lost
    assert (b.code, b.points, b.maximum, b.lost) == ("B", F(30), F(60), F(30))
    assert (a.code, a.points, a.maximum, a.lost) == ("A", F(30), F(40), F(10))


def test_a_ceiling_is_named_with_what_it_took() -> None:
    ceiling = Ceiling(F(70))
    (applied,) = score([[1, 1]], replace(BASE, ceilings=(ceiling,))).result(0).applied
    assert (applied.rule, applied.change) == (ceiling, F(-30))


def test_conditions_read_the_measure_that_they_name() -> None:
    """30 of 40 points are a score of 75: a condition on one says nothing about the other."""
    points = Condition("A", Measure.POINTS, lower=F(50), lower_included=True)
    score_of_a = Condition("A", Measure.SCORE, lower=F(50), lower_included=True)
    for condition, reached in ((points, 0), (score_of_a, 1)):
        needs = replace(BASE, requirements=(Requirement(1, needs=(condition,)),))
        result = score([[0.75, 0.6]], needs).result(0)
        assert result.level == reached
        assert bool(result.requirements_not_met) is not bool(reached)
        caps = replace(BASE, ceilings=(Ceiling(F(10), when=condition),))
        assert score([[0.75, 0.6]], caps).result(0).points == (F(10) if reached else F(66))


def test_a_requirement_of_the_very_level_gives_its_reason() -> None:
    unmet = Requirement(
        2, needs=(Condition("A", Measure.POINTS, lower=F(40), lower_included=True),)
    )
    result = score([[0.9, 1]], replace(BASE, requirements=(unmet,))).result(0)
    assert (result.level_before_gates, result.level) == (2, 1)
    assert [missed.requirement for missed in result.requirements_not_met] == [unmet]


def test_a_requirement_above_the_level_is_no_reason() -> None:
    unmet = Requirement(
        2, needs=(Condition("A", Measure.POINTS, lower=F(40), lower_included=True),)
    )
    result = score([[0.5, 0.6]], replace(BASE, requirements=(unmet,))).result(0)
    assert (result.level, result.requirements_not_met) == (1, ())


def test_a_league_within_its_quota_does_not_spare_the_next_one() -> None:
    """The first league keeps its level, the second has more units than places."""
    how = replace(BASE, quota=Quota(2, F(1, 2), counted_from=0))
    table = score([[1, 1], [0, 0], [1, 1], [1, 0.9]], how, "xxyy")
    assert table.level.tolist() == [2, 0, 2, 1]
    assert table.result(0).quota_full is None
    assert table.result(3).quota_full is not None


def test_ranks_of_the_withheld_are_no_numbers() -> None:
    how = replace(BASE, missing=Missing.WITHHOLD)
    result = score([[np.nan, 1], [1, 1]], how).result(0)
    assert (result.rank, result.overall_rank, result.level) == (None, None, None)
    assert result.level_before_gates is None


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (
            [Band(1, upper=F(5)), Band(1, lower=F(5), lower_included=True)],
            "do not rise between level 1 and level 1",
        ),
        ([Band(1, upper=F(5)), Band(2)], "gap or overlap between level 1 and level 2"),
        ([Band(1), Band(2, lower=F(5))], "gap or overlap between level 1 and level 2"),
    ],
)
def test_faulty_bands_say_between_which_levels(bands: list[Band], said: str) -> None:
    with pytest.raises(BandsDoNotFit, match=said):
        Bands.of(bands)


def test_points_lost_below_other_means_follow_what_applies() -> None:
    """The weakest known child decides; filling it lifts the whole to the next weakest."""
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.SUM),
            Node("A", "all", aggregation=Aggregation.MINIMUM),
            Node("A.1", "A", maximum=F(10)),
            Node("A.2", "A", maximum=F(10)),
            Node("B", "all", maximum=F(20)),
        ]
    )
    rows, out = np.array([[0.5, 0.8, 0.25]]), np.array([[False, False, True]])
    for rule, maximum in ((NotApplicable.REDUCE, F(20)), (NotApplicable.REDISTRIBUTE, F(40))):
        how = Scheme(tree, Missing.ZERO, rule, BASE.levels)
        result = score_table(how, rows, units=["u"], not_applicable=out).result(0)
        assert result.maximum == maximum
        assert [(lost.code, lost.lost) for lost in result.lost] == [("A.1", maximum * F(3, 10))]


def test_points_lost_where_a_zero_makes_the_whole_zero() -> None:
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.GEOMETRIC),
            Node("A", "all", maximum=F(10)),
            Node("B", "all", maximum=F(10)),
        ]
    )
    how = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, BASE.levels)
    result = score_table(how, np.array([[0.0, 0.25]]), units=["u"]).result(0)
    assert [(lost.code, lost.lost) for lost in result.lost] == [("A", F(10))]
