"""From answers to plans and back: what a plan promises is what scoring its answers gives."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from criteria.answers import NOT_APPLICABLE, Given
from criteria.compile import score_one
from criteria.efforts import IndicatorEfforts
from criteria.improving import Improving, improving
from criteria.loader import load
from criteria.registry import get_set

EVERY_KIND = load(Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml")
ON = date(2026, 5, 1)
HALF = {
    "A.01": Given({"level": 1}),
    "A.02": Given({"yes": False}),
    "A.03": Given({"option": "c"}),
    "A.04": Given({"options": ["none"]}),
    "B.01": Given({"number": "20"}),
    "B.02.1": NOT_APPLICABLE,
    "B.02.2": Given({"a": "0", "b": "2"}),
    "B.03": Given({"number": "1"}),
    "B.04": Given({"percent": "40"}),
}


def check(one: Improving, level: int) -> Fraction:
    """Carry a plan out, score the answers, and return the effort."""
    plan = one.plan(level)
    assert not plan.obstacles
    after = score_one(one.criteria_set, one.answers_after(plan), one.awarded_after(plan))
    assert (after.points, after.level) == (plan.after.points, plan.after.level)
    assert after.level is not None
    assert after.level >= level
    gained = sum((change.points for change in plan.changes), Fraction(0))
    assert one.result.points is not None
    assert after.points == one.result.points + gained
    return plan.effort


def test_a_plan_is_a_set_of_answers() -> None:
    one = improving(EVERY_KIND, HALF, on=ON)
    assert one.result.level == 0
    assert one.next_level() == 1
    assert "B.02.1" not in one.better
    # More than 30 points are needed and 14.5 are there: A.01 brings 2.5 for 1, B.02.2 with the
    # weight of what does not apply 15 for 2. A.02 and A.03 take 3 as well, but come later.
    assert check(one, 1) == 3
    assert [change.code for change in one.plan(1).changes] == ["A.01", "B.02.2"]


def test_the_next_level_of_the_highest_is_none() -> None:
    better = improving(EVERY_KIND, {}, on=ON).better
    best = {code: max(own, key=lambda one: one.points).value for code, own in better.items()}
    one = improving(EVERY_KIND, {code: Given(value) for code, value in best.items()}, on=ON)
    assert one.result.score == 100
    assert one.next_level() is None
    assert one.better == {}
    assert one.effects() == ()


def test_efforts_change_the_plan() -> None:
    dear = {"A.02": IndicatorEfforts((), Fraction(50)), "A.03": IndicatorEfforts((), None)}
    one = improving(EVERY_KIND, HALF, on=ON, efforts=dear)
    assert "A.03" not in one.better
    assert check(one, 1) > 2
    assert "A.02" not in {change.code for change in one.plan(1).changes}


def test_a_reviewers_points_count_and_are_replaced() -> None:
    awarded = {"A.02": Fraction(10), "B.05": Fraction(1, 2)}
    one = improving(EVERY_KIND, HALF, on=ON, awarded=awarded)
    assert "A.02" not in one.better
    check(one, 1)


def test_effects_are_in_the_order_of_the_set() -> None:
    one = improving(EVERY_KIND, HALF, on=ON)
    order = [indicator.code for indicator in EVERY_KIND.indicators()]
    codes = [effect.code for effect in one.effects()]
    assert codes == sorted(codes, key=order.index)
    for effect in one.effects():
        after = score_one(EVERY_KIND, {**HALF, effect.code: Given(one.chosen(effect).value)})
        assert one.result.points is not None
        assert after.points == one.result.points + effect.points
        assert after.level == effect.level


@pytest.mark.parametrize("name", ["dn-nho-va-vua", "nhiem-vu-co-quan"])
def test_nothing_answered_leads_to_every_level_of_the_real_sets(name: str) -> None:
    criteria_set = get_set(name)
    one = improving(criteria_set, {}, on=ON)
    efforts = [check(one, band.level) for band in criteria_set.levels.bands]
    assert efforts == sorted(efforts)
    assert efforts[0] == 0
    assert len(set(efforts)) == len(efforts)
