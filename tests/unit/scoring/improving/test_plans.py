"""The cheapest way to a level, and what each raise brings: worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    UnitResult,
    score_table,
)
from scoring.improving import (
    Change,
    Effect,
    GateOutOfReach,
    NotCovered,
    NumberOutOfReach,
    Plan,
    Raise,
    cheapest_plan,
    single_effects,
)
from scoring.improving.thresholds import Threshold
from scoring.report import RequirementNotMet
from scoring.rounding import Half, Rounding
from scoring.rules import (
    Adjustment,
    Ceiling,
    Condition,
    Measure,
    Quota,
    Requirement,
    Sign,
)

SUM, MEAN = Aggregation.SUM, Aggregation.MEAN
TREE = Hierarchy.build(
    [
        Node("all", None, aggregation=SUM),
        Node("A", "all", aggregation=SUM),
        Node("A1", "A", maximum=Fraction(5)),
        Node("A2", "A", maximum=Fraction(5)),
        Node("B", "all", aggregation=SUM),
        Node("B1", "B", maximum=Fraction(5)),
        Node("B2", "B", maximum=Fraction(5)),
    ]
)
HALVES = Bands((0, 1), (Fraction(50),), (True,))


def points(*edges: int, above_owns: bool = True) -> Cut:
    levels = tuple(range(len(edges) + 1))
    owned = (above_owns,) * len(edges)
    return Cut(Measure.POINTS, Bands(levels, tuple(map(Fraction, edges)), owned))


SCHEME = Scheme(TREE, Missing.ZERO, NotApplicable.REDISTRIBUTE, points(8, 12, 16))


def unit(scheme: Scheme, *row: float | None, out: Sequence[str] = ()) -> UnitResult:
    """One unit by the points of its leaves; None = not answered."""
    maxima = [float(m) for m in scheme.hierarchy.maximum]
    shares = [np.nan if x is None else x / m for x, m in zip(row, maxima, strict=False)]
    not_applicable = np.array([[code in out for code in scheme.hierarchy.leaves]])
    table = score_table(scheme, np.array([shares]), units=["u"], not_applicable=not_applicable)
    return table.result(0)


def ladders(result: UnitResult, **prices: float) -> dict[str, list[Raise]]:
    """Every level above, for a leaf of 5 levels; each step costs 1 or the price of its leaf."""
    found = {}
    for node in result.nodes:
        if node.share is not None and node.maximum in {5, 10} and len(node.code) == 2:
            now, price = int(node.share * 5), Fraction(prices.get(node.code, 1))
            found[node.code] = [
                Raise(Fraction(level, 5), price * (level - now)) for level in range(now + 1, 6)
            ]
    return found


def taken(plan: Plan, raises: Mapping[str, Sequence[Raise]]) -> dict[str, int]:
    """The levels that a plan raises to."""
    return {c.code: int(raises[c.code][c.place].share * 5) for c in plan.changes}


def levels_of(scheme: Scheme, result: UnitResult, wanted: int, **prices: float) -> dict[str, int]:
    raises = ladders(result, **prices)
    return taken(cheapest_plan(scheme, result, raises, wanted), raises)


# --- numbers and their edges ---------------------------------------------------------------


def test_the_cheapest_leaf_is_raised() -> None:
    result = unit(SCHEME, 1, 1, 1, 1)
    plan = cheapest_plan(SCHEME, result, ladders(result, A1=3, A2=2, B1=3, B2=4), 1)
    [change] = plan.changes
    assert change == Change("A2", 3, Fraction(8), Fraction(4))
    assert plan.effort == plan.after.points == 8
    assert plan.after.level == 1
    assert plan.obstacles == ()


def test_an_edge_that_belongs_below_takes_one_more() -> None:
    scheme = replace(SCHEME, levels=points(8, 12, 16, above_owns=False))
    result = unit(scheme, 1, 1, 1, 1)
    plan = cheapest_plan(scheme, result, ladders(result), 1)
    assert plan.effort == 5
    assert plan.after.points == 9


def test_a_third_that_misses_the_edge_by_nothing_is_enough() -> None:
    tree = Hierarchy.build(
        [Node("all", None, aggregation=MEAN)]
        + [Node(f"T{n}", "all", maximum=Fraction(1, 3)) for n in range(3)]
    )
    cut = Cut(Measure.SCORE, Bands((0, 1), (Fraction(200, 3),), (True,)))
    scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, cut)
    result = score_table(scheme, np.zeros((1, 3)), units=["u"]).result(0)
    full = {code: [Raise(Fraction(1))] for code in tree.leaves}
    plan = cheapest_plan(scheme, result, full, 1)
    assert [change.code for change in plan.changes] == ["T0", "T1"]
    assert plan.after.score == Fraction(200, 3)


@pytest.mark.parametrize(("half", "needed"), [(Half.UP, Fraction(17, 2)), (Half.EVEN, Fraction(9))])
def test_a_number_that_is_rounded_first_needs_half_a_unit_less(
    half: Half, needed: Fraction
) -> None:
    scheme = replace(SCHEME, levels=replace(points(9), rounding=Rounding(0, half)))
    result = unit(scheme, 1, 2, 2, 1)
    tenths = {"A1": [Raise(Fraction(n, 10), Fraction(n)) for n in range(3, 11)]}
    plan = cheapest_plan(scheme, result, tenths, 1)
    assert plan.after.points == needed


def test_a_level_that_is_there_needs_nothing() -> None:
    result = unit(SCHEME, 3, 3, 3, 3)
    for wanted in (0, 1, 2):
        plan = cheapest_plan(SCHEME, result, ladders(result), wanted)
        assert (plan.changes, plan.obstacles, plan.after.level) == ((), (), 2)


def test_what_is_not_offered_cannot_be_raised() -> None:
    result = unit(SCHEME, 1, 1, 1, 1)
    only = {"A1": [Raise(Fraction(1))]}
    plan = cheapest_plan(SCHEME, result, only, 2)
    assert plan.changes == ()
    assert plan.after is result
    [obstacle] = plan.obstacles
    assert obstacle == NumberOutOfReach(
        Measure.POINTS, Threshold(Fraction(12), included=True), Fraction(8)
    )


# --- ties ----------------------------------------------------------------------------------


def test_of_equal_efforts_the_fewest_changes_win() -> None:
    result = unit(SCHEME, 2, 2, 2, 1)
    assert levels_of(SCHEME, result, 1) == {"A1": 3}
    result = unit(SCHEME, 4, 4, 0, 2)
    assert levels_of(SCHEME, result, 2) == {"B1": 2}


def test_of_equal_changes_the_first_of_the_set_rises_most() -> None:
    result = unit(SCHEME, 1, 1, 1, 1)
    assert levels_of(SCHEME, result, 1) == {"A1": 5}
    assert levels_of(SCHEME, result, 2) == {"A1": 5, "A2": 5}


def test_a_dominated_raise_is_never_taken() -> None:
    result = unit(SCHEME, 1, 1, 1, 1)
    raises = {"A1": [Raise(Fraction(3, 5), Fraction(2)), Raise(Fraction(1), Fraction(2))]}
    plan = cheapest_plan(SCHEME, result, raises, 1)
    assert [(c.code, c.place) for c in plan.changes] == [("A1", 1)]


# --- gates ---------------------------------------------------------------------------------

PILLARS = Cut(Measure.SCORE, HALVES)


def test_a_gate_asks_for_a_second_pillar() -> None:
    gates = tuple(Gate(level, 2, 1) for level in (1, 2, 3))
    scheme = replace(SCHEME, pillar_levels=PILLARS, gates=gates)
    result = unit(scheme, 1, 1, 1, 1)
    plan = cheapest_plan(scheme, result, ladders(result, B1=9, B2=10), 1)
    assert taken(plan, ladders(result)) == {"A1": 4, "B1": 4}
    assert [pillar.level for pillar in plan.after.pillars] == [1, 1]
    assert plan.effort == 3 + 27


def test_a_gate_counts_any_pillars() -> None:
    scheme = replace(SCHEME, pillar_levels=PILLARS, gates=(Gate(1, 1, 1),))
    result = unit(scheme, 1, 1, 1, 1)
    assert levels_of(scheme, result, 1, B1=0.5, B2=4, A1=1, A2=1) == {"B1": 5}


def test_a_higher_level_may_be_the_cheaper_way() -> None:
    """Level 2 is not gated: nothing lowers a unit that has its points."""
    scheme = replace(SCHEME, levels=points(8, 9), pillar_levels=PILLARS, gates=(Gate(1, 2, 1),))
    result = unit(scheme, 1, 1, 1, 1)
    plan = cheapest_plan(scheme, result, ladders(result, B1=9, B2=9), 1)
    assert plan.effort == 5
    assert plan.after.level == 2


def test_a_gate_out_of_reach_is_named() -> None:
    scheme = replace(SCHEME, pillar_levels=PILLARS, gates=(Gate(3, 2, 1),))
    result = unit(scheme, 1, 1, 1, 1)
    raises = {code: [Raise(Fraction(1))] for code in ("A1", "A2")}
    plan = cheapest_plan(scheme, result, raises, 3)
    assert plan.obstacles == (
        NumberOutOfReach(Measure.POINTS, Threshold(Fraction(16), included=True), Fraction(12)),
        GateOutOfReach(Gate(3, 2, 1), 1, ("B",)),
    )


def test_a_pillar_without_weight_may_open_a_gate() -> None:
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=MEAN),
            Node("A", "all", aggregation=SUM),
            Node("A1", "A", maximum=Fraction(10)),
            Node("B", "all", weight=Fraction(0), aggregation=SUM),
            Node("B1", "B", maximum=Fraction(10)),
        ]
    )
    cut = Cut(Measure.SCORE, HALVES)
    scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDUCE, cut, cut, (Gate(1, 2, 1),))
    result = unit(scheme, 6, 2)
    plan = cheapest_plan(scheme, result, ladders(result), 1)
    assert plan.changes == (Change("B1", 1, Fraction(2), Fraction(0)),)


# --- gaps and what does not apply ----------------------------------------------------------


def test_what_does_not_apply_gives_its_weight_away() -> None:
    result = unit(SCHEME, 1, None, 1, 1, out=["A2"])
    assert result.points == 4
    raises = ladders(result) | {"A2": [Raise(Fraction(1), Fraction(0))]}
    plan = cheapest_plan(SCHEME, result, raises, 1)
    assert plan.changes == (Change("A1", 1, Fraction(2), Fraction(4)),)


def test_an_unanswered_leaf_rises_from_nothing() -> None:
    result = unit(SCHEME, 5, 2, None, 0)
    assert levels_of(SCHEME, result, 1, A2=2, B2=3) == {"B1": 1}


def test_what_is_left_out_as_unanswered_stays_out() -> None:
    scheme = replace(SCHEME, missing=Missing.SKIP)
    result = unit(scheme, 1, None, 1, 1)
    plan = cheapest_plan(scheme, result, {"A2": [Raise(Fraction(1))]}, 1)
    assert plan.obstacles


# --- rules ---------------------------------------------------------------------------------


def test_a_mandatory_leaf_is_raised_whatever_it_costs() -> None:
    full = Condition("B2", Measure.SCORE, lower=Fraction(100), lower_included=True)
    scheme = replace(SCHEME, requirements=(Requirement(1, needs=(full,)),))
    result = unit(scheme, 5, 5, 1, 1)
    assert levels_of(scheme, result, 1, B2=50) == {"B2": 5}
    plan = cheapest_plan(scheme, result, {"B1": [Raise(Fraction(1))]}, 1)
    [obstacle] = plan.obstacles
    assert isinstance(obstacle, RequirementNotMet)
    assert obstacle.conditions == (full,)


def test_a_veto_on_a_group_is_escaped_at_its_edge() -> None:
    weak = Condition("B", Measure.SCORE, upper=Fraction(40), upper_included=True)
    scheme = replace(SCHEME, requirements=(Requirement(1, unless=(weak,)),))
    result = unit(scheme, 5, 5, 1, 1)
    plan = cheapest_plan(scheme, result, ladders(result), 1)
    assert taken(plan, ladders(result)) == {"B1": 4}


def test_a_ceiling_closes_a_level_or_asks_for_its_condition() -> None:
    result = unit(SCHEME, 5, 5, 1, 1)
    always = replace(SCHEME, ceilings=(Ceiling(Fraction(13)),))
    assert cheapest_plan(always, result, ladders(result), 3).obstacles
    weak = Condition("B1", Measure.POINTS, upper=Fraction(3))
    sometimes = replace(SCHEME, ceilings=(Ceiling(Fraction(13), weak),))
    plan = cheapest_plan(sometimes, result, ladders(result, B1=2), 3)
    assert taken(plan, ladders(result)) == {"B1": 3, "B2": 3}


def with_extras(*adjustments: Adjustment) -> Scheme:
    nodes = [
        Node("all", None, aggregation=SUM),
        Node("A1", "all", maximum=Fraction(10)),
        Node("B1", "all", maximum=Fraction(10)),
        Node("X1", None, maximum=Fraction(10)),
        Node("X2", None, maximum=Fraction(10)),
    ]
    return replace(SCHEME, hierarchy=Hierarchy.build(nodes), adjustments=adjustments)


def test_a_bonus_is_a_way_up_to_its_cap() -> None:
    scheme = with_extras(Adjustment(Sign.BONUS, ("X1",), cap=Fraction(4)))
    result = unit(scheme, 2, 2, 0, 0)
    assert levels_of(scheme, result, 1, A1=2, B1=3) == {"X1": 2}
    assert levels_of(scheme, result, 2, A1=2, B1=3) == {"A1": 3, "X1": 2}


def test_deductions_stay_and_are_made_up_for() -> None:
    scheme = with_extras(Adjustment(Sign.DEDUCTION, ("X1",)))
    result = unit(scheme, 4, 4, 4, 0)
    assert result.points == 4
    assert levels_of(scheme, result, 1, B1=2) == {"A1": 4}


def test_a_level_with_a_quota_says_so() -> None:
    scheme = replace(SCHEME, quota=Quota(2, Fraction(1, 5), counted_from=0))
    result = unit(scheme, 1, 1, 1, 1)
    raises = ladders(result)
    assert not cheapest_plan(scheme, result, raises, 1).quota_limits
    assert cheapest_plan(scheme, result, raises, 2).quota_limits
    assert len(cheapest_plan(scheme, result, raises, 2).changes) == 2


def test_a_rule_that_punishes_more_is_refused() -> None:
    low = Condition("A1", Measure.SCORE, upper=Fraction(50))
    scheme = replace(SCHEME, requirements=(Requirement(1, needs=(low,)),))
    result = unit(scheme, 1, 1, 1, 1)
    with pytest.raises(NotCovered) as refused:
        cheapest_plan(scheme, result, ladders(result), 1)
    assert refused.value.code == "A1"
    nothing_to_raise_there = {"B1": [Raise(Fraction(1))]}
    assert len(cheapest_plan(scheme, result, nothing_to_raise_there, 1).changes) == 1


def test_other_means_are_refused() -> None:
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.MINIMUM),
            Node("A1", "all", maximum=Fraction(10)),
            Node("B1", "all", maximum=Fraction(10)),
        ]
    )
    scheme = replace(SCHEME, hierarchy=tree)
    result = unit(scheme, 2, 4)
    with pytest.raises(NotCovered):
        cheapest_plan(scheme, result, ladders(result), 1)
    effects = single_effects(scheme, result, ladders(result))
    assert [effect.points for effect in effects if effect.code == "A1"] == [4, 4, 4, 4]
    assert {effect.points for effect in effects if effect.code == "B1"} == {0}


# --- refusals ------------------------------------------------------------------------------


def test_bad_questions_are_refused() -> None:
    result = unit(SCHEME, 1, 1, 1, 1)
    with pytest.raises(ValueError, match="no level 7"):
        cheapest_plan(SCHEME, result, {}, 7)
    with pytest.raises(ValueError, match="no leaves: A"):
        cheapest_plan(SCHEME, result, {"A": []}, 1)
    with pytest.raises(ValueError, match="0 or more"):
        Raise(Fraction(1), Fraction(-1))
    withheld = unit(replace(SCHEME, missing=Missing.WITHHOLD), 1, None, 1, 1)
    with pytest.raises(ValueError, match="has no level"):
        cheapest_plan(SCHEME, withheld, {}, 1)
    with pytest.raises(ValueError, match="has no level"):
        single_effects(SCHEME, withheld, {})


# --- single effects ------------------------------------------------------------------------


def test_every_single_raise_says_what_it_brings() -> None:
    scheme = replace(SCHEME, levels=points(5, 7), pillar_levels=PILLARS, gates=(Gate(2, 1, 1),))
    result = unit(scheme, 1, 1, 1, 1)
    effects = single_effects(scheme, result, {"A1": ladders(result)["A1"], "B2": []})
    assert effects == (
        Effect("A1", 0, Fraction(1), Fraction(1), 1, 0, lifts=True),
        Effect("A1", 1, Fraction(2), Fraction(2), 1, 0, lifts=True),
        Effect("A1", 2, Fraction(3), Fraction(3), 2, 1, lifts=True),
        Effect("A1", 3, Fraction(4), Fraction(4), 2, 1, lifts=True),
    )
    assert single_effects(scheme, result, {"A1": [Raise(Fraction(0)), Raise(Fraction(1, 5))]}) == ()
