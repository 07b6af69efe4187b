"""Plans beside deductions: they stay as they are, even where a rule asks for one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Hierarchy,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    score_table,
)
from scoring.improving import Raise, cheapest_plan
from scoring.rules import Adjustment, Condition, Measure, Requirement, Sign

TREE = Hierarchy.build(
    [
        Node("all", None, aggregation=Aggregation.SUM),
        Node("A", "all", maximum=Fraction(10)),
        Node("X", None, maximum=Fraction(10)),
    ]
)
ASKED = Condition("X", Measure.SCORE, lower=Fraction(0), lower_included=False)


def test_a_deduction_that_a_rule_asks_for_is_not_asked_of_the_unit() -> None:
    """More of it would cost the very points that the level needs: no raise leads there."""
    scheme = Scheme(
        TREE,
        Missing.ZERO,
        NotApplicable.REDISTRIBUTE,
        Cut(Measure.POINTS, Bands((0, 1), (Fraction(0),), (False,))),
        adjustments=(Adjustment(Sign.DEDUCTION, ("X",)),),
        requirements=(Requirement(1, (ASKED,)),),
    )
    result = score_table(scheme, np.array([[0.4, 0.0]]), units=["u"]).result(0)
    half = [Raise(Fraction(2, 5), Fraction(1))]
    plan = cheapest_plan(scheme, result, {"A": half, "X": half}, 1)
    assert plan.changes == ()
    assert plan.obstacles
