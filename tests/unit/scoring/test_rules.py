"""Bonuses, deductions, ceilings, requirements and quotas, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Adjustment,
    Aggregation,
    Applied,
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
    QuotaFull,
    Requirement,
    RequirementNotMet,
    Rounding,
    Scheme,
    ScoreTable,
    Sign,
    TiesAtQuota,
    score_table,
)
from scoring.arrays import Floats

F = Fraction
NAN = np.nan
TREE = Hierarchy.build(
    [
        Node("all", None, aggregation=Aggregation.SUM),
        Node("A", "all", maximum=F(30)),
        Node("B", "all", maximum=F(70)),
        Node("plus", None, maximum=F(10)),
        Node("plus2", None, maximum=F(4)),
        Node("minus", None, maximum=F(20)),
        Node("duty", None, maximum=F(1)),
    ]
)
A, B, PLUS, PLUS2, MINUS, DUTY = range(6)
BONUS = Adjustment(Sign.BONUS, ("plus", "plus2"), cap=F(7))
DEDUCTION = Adjustment(Sign.DEDUCTION, ("minus",), cap=F(5))
BASE = Scheme(
    TREE,
    Missing.ZERO,
    NotApplicable.REDISTRIBUTE,
    Cut(Measure.SCORE, Bands((0, 1, 2, 3), (F(50), F(70), F(90)), (True, True, True))),
)


def row(a: float = 0, b: float = 0, plus: float = NAN, minus: float = NAN, duty: float = NAN,
        plus2: float = NAN) -> list[float]:  # fmt: skip
    return [a, b, plus, plus2, minus, duty]


def score(rows: list[list[float]], how: Scheme, leagues: list[str] | None = None) -> ScoreTable:
    return score_table(
        how, np.array(rows), units=[f"u{n}" for n in range(len(rows))], leagues=leagues
    )


# --- points --------------------------------------------------------------------------------


def test_leaves_outside_the_tree_change_nothing_by_themselves() -> None:
    table = score([row(1, 0.5, plus=1, minus=1, duty=1), row(1, 0.5)], BASE)
    assert table.points.tolist() == [65.0, 65.0]
    assert table.maximum.tolist() == [100.0, 100.0]
    assert table.missing(1) == ()


def test_bonus_and_deduction_with_their_caps_and_reasons() -> None:
    how = replace(BASE, adjustments=(BONUS, DEDUCTION))
    table = score([row(1, 0.5, plus=0.5), row(1, 0.5, plus=0.5, plus2=1, minus=0.1),
                   row(1, 0.5, minus=1), row(1, 0.5)], how)  # fmt: skip
    assert table.points.tolist() == [70.0, 70.0, 60.0, 65.0]
    assert table.level.tolist() == [2, 2, 1, 1]
    assert table.rank.tolist() == [1, 1, 4, 3]
    second = table.result(1)
    assert second.points == 70
    assert second.applied == (Applied(BONUS, F(7)), Applied(DEDUCTION, F(-2)))
    assert second.nodes[-1].points == 65
    assert table.result(3).applied == ()


def test_a_deduction_never_goes_below_nothing() -> None:
    table = score([row(0, 0.01, minus=1)], replace(BASE, adjustments=(DEDUCTION,)))
    assert table.points.tolist() == [0.0]
    assert table.result(0).applied[0].change == -F(7, 10)


def test_a_ceiling_always_or_when_a_condition_holds() -> None:
    """As some agencies do: any quantity below 100 % caps the total at 49."""
    unfinished = Condition("A", Measure.SCORE, upper=F(100))
    how = replace(BASE, ceilings=(Ceiling(F(95)), Ceiling(F(49), unfinished)))
    table = score([row(1, 1), row(0.999999, 1), row(0.1, 0.1)], how)
    assert table.points.tolist() == [95.0, 49.0, 10.0]
    assert [len(table.result(n).applied) for n in range(3)] == [1, 2, 0]


def test_a_bonus_counts_before_the_bands_exactly_at_the_edge() -> None:
    how = replace(BASE, adjustments=(BONUS,), levels=replace(BASE.levels, rounding=None))
    # 63 + 0.7 x 10 = 70 reaches level 2
    table = score([row(0.1, 6 / 7, plus=0.7), row(0.1, 6 / 7, plus=0.7 - 1e-9)], how)
    assert table.level.tolist() == [2, 1]
    rounded = replace(how, levels=replace(how.levels, rounding=Rounding(0)))
    assert score([row(0.1, 6 / 7, plus=0.66)], rounded).level.tolist() == [2]


def test_score_is_measured_against_the_applicable_maximum() -> None:
    how = replace(BASE, adjustments=(BONUS,), not_applicable=NotApplicable.REDUCE)
    out = np.zeros((1, 6), dtype=bool)
    out[0, A] = True
    table = score_table(how, np.array([row(NAN, 0.9, plus=0.7)]), units=["u"], not_applicable=out)
    assert (table.points[0], table.maximum[0], table.score[0]) == (70.0, 70.0, 100.0)
    assert table.result(0).score == 100


# --- requirements --------------------------------------------------------------------------


def test_a_mandatory_item_limits_the_level_and_says_so() -> None:
    full = Condition("duty", Measure.SCORE, lower=F(100), lower_included=True)
    mandatory = Requirement(2, needs=(full,))
    how = replace(BASE, requirements=(mandatory,))
    table = score([row(1, 1, duty=1), row(1, 1, duty=0), row(1, 0.3, duty=0), row(1, 1)], how)
    assert table.level_before_gates.tolist() == [3, 3, 1, 3]
    assert table.level.tolist() == [3, 1, 1, 3]
    assert table.result(1).requirements_not_met == (RequirementNotMet(mandatory, (full,)),)
    assert table.result(2).requirements_not_met == ()


def test_a_veto_forces_the_lowest_level() -> None:
    """As in Decree 335/2025: disciplined in the year, whatever the score."""
    disciplined = Condition("duty", Measure.POINTS, lower=F(0))
    how = replace(BASE, requirements=(Requirement(1, unless=(disciplined,)),))
    assert score([row(1, 1, duty=1), row(1, 1, duty=0)], how).level.tolist() == [0, 3]


def test_stages_build_on_each_other() -> None:
    """Level 1 needs A at half, level 2 also B at half: level 2 without A is not even level 1."""
    half = (F(50), True)
    stages = (
        Requirement(1, needs=(Condition("A", Measure.SCORE, *half),)),
        Requirement(2, needs=(Condition("B", Measure.SCORE, *half),)),
    )
    how = replace(BASE, requirements=stages)
    table = score([row(0.5, 1), row(1, 0.49), row(0.49, 1)], how)
    assert table.level_before_gates.tolist() == [2, 1, 2]
    assert table.level.tolist() == [2, 1, 0]
    assert [len(table.result(n).requirements_not_met) for n in range(3)] == [0, 0, 1]


def test_conditions_own_their_edges_exactly() -> None:
    third = Condition("A", Measure.SCORE, lower=F(100, 3), lower_included=True)
    how = replace(BASE, requirements=(Requirement(1, needs=(third,)),))
    rows = [row(1 / 3, 1), row(1 / 3 - 1e-9, 1)]
    assert score(rows, how).level.tolist() == [2, 0]
    open_ = replace(third, lower_included=False)
    how = replace(BASE, requirements=(Requirement(1, needs=(open_,)),))
    assert score(rows, how).level.tolist() == [0, 0]


def test_a_rule_about_what_does_not_apply_never_strikes() -> None:
    low = Condition("A", Measure.SCORE, upper=F(50))
    rules = replace(
        BASE,
        ceilings=(Ceiling(F(10), low),),
        requirements=(
            Requirement(1, needs=(replace(low, lower=F(50), upper=None),), unless=(low,)),
        ),
    )
    out = np.zeros((1, 6), dtype=bool)
    out[0, A] = True
    table = score_table(rules, np.array([row(NAN, 1)]), units=["u"], not_applicable=out)
    assert (table.points.tolist(), table.level.tolist()) == ([100.0], [3])


# --- quota ---------------------------------------------------------------------------------

QUOTA = Quota(3, F(1, 5), counted_from=2)


def excellent(n: int) -> list[list[float]]:
    return [row(1, 0.9 + 0.01 * k) for k in range(n)]


def test_only_the_best_fifth_keeps_the_highest_level() -> None:
    table = score(excellent(10), replace(BASE, quota=QUOTA))
    assert table.level_before_quota.tolist() == [3] * 10
    assert table.level.tolist() == [2] * 8 + [3] * 2
    assert table.result(0).quota_full == QuotaFull(QUOTA, places=2, counted=10)
    assert table.result(9).quota_full is None
    assert table.rank.tolist() == list(range(10, 0, -1))


def test_places_are_counted_in_each_league_and_rounded_down() -> None:
    table = score(excellent(10), replace(BASE, quota=QUOTA), ["x"] * 4 + ["y"] * 6)
    assert table.level.tolist() == [2] * 9 + [3]
    assert table.quotas_full["x"].places == 0
    assert table.quotas_full["y"].places == 1


def test_units_below_the_counted_level_make_no_places() -> None:
    rows = [*excellent(5), *[row(1, 0.2)] * 20]
    assert score(rows, replace(BASE, quota=QUOTA)).level.tolist()[:5] == [2, 2, 2, 2, 3]


@pytest.mark.parametrize(
    ("ties", "levels"), [(TiesAtQuota.OUT, [2] * 10), (TiesAtQuota.IN, [2] * 7 + [3] * 3)]
)
def test_who_is_tied_across_the_last_place_falls_or_stays_together(
    ties: TiesAtQuota, levels: list[int]
) -> None:
    rows = [*excellent(7), *[row(1, 1)] * 3]
    assert score(rows, replace(BASE, quota=replace(QUOTA, ties=ties))).level.tolist() == levels


def test_within_the_quota_nobody_falls() -> None:
    rows = [*excellent(1), *[row(1, 0.7)] * 4]
    table = score(rows, replace(BASE, quota=QUOTA))
    assert table.level.tolist() == [3, 2, 2, 2, 2]
    assert table.quotas_full == {}


def test_withheld_units_take_no_place() -> None:
    how = replace(BASE, quota=replace(QUOTA, counted_from=0), missing=Missing.WITHHOLD)
    rows = [*excellent(5), *[row(NAN, 1)] * 5]
    table = score(rows, how)
    assert table.level.tolist() == [2, 2, 2, 2, 3, -1, -1, -1, -1, -1]


# --- the whole -----------------------------------------------------------------------------


def test_rules_must_name_what_is_there() -> None:
    with pytest.raises(ValueError, match="not in the tree: nowhere, gone"):
        replace(
            BASE,
            adjustments=(Adjustment(Sign.BONUS, ("nowhere",)),),
            requirements=(Requirement(1, unless=(Condition("gone", Measure.SCORE),)),),
        )


def test_tied_units_carry_one_number_whatever_applies_to_them() -> None:
    """Share x applicable part x maximum of tied units differ in the last digit as floats."""
    tree = Hierarchy.build(
        [Node("all", None, aggregation=Aggregation.MEAN)]
        + [
            Node(code, "all", weight=weight, maximum=maximum)
            for code, weight, maximum in [("a", F(17, 2), F(0)), ("b", F(7, 2), F(1))]
        ]
    )
    cut = Cut(Measure.POINTS, Bands((0,), (), ()))
    how = Scheme(tree, Missing.ZERO, NotApplicable.REDUCE, cut, ranked=Measure.POINTS)
    shares: Floats = np.array([[0.2, NAN], [0.2, 0.0]])
    out = np.array([[False, True], [False, False]])
    table = score_table(how, shares, units=["x", "y"], not_applicable=out)
    assert table.rank.tolist() == [1, 1]
    assert table.points[0] == table.points[1]
