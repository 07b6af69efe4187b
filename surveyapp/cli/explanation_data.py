"""An explanation of one unit's result as data: what ``surveyapp explain --json`` prints."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from criteria.improving import Improving
from scoring import Gate, UnitResult
from scoring.improving import (
    Change,
    Effect,
    GateOutOfReach,
    NotCovered,
    NumberOutOfReach,
    Obstacle,
    Plan,
)
from surveyapp.cli.explanation import Explanation


def data_of(explanation: Explanation) -> dict[str, Any]:
    """Return everything, uncut and in the order of the set; numbers as JSON has them."""
    result, improving = explanation.improving.result, explanation.improving
    return {
        "reference": improving.criteria_set.reference,
        "unit": explanation.unit,
        **_standing_data(result),
        "rank": result.rank,
        **_rules_data(result),
        "pillars": [
            {"code": one.code, "score": _plain(one.score), "level": one.level}
            for one in result.pillars
        ],
        "lost": [
            {
                "code": one.code,
                "points": _plain(one.points),
                "maximum": _plain(one.maximum),
                "lost": _plain(one.lost),
            }
            for one in result.lost
        ],
        "improvements": [_effect_data(improving, effect) for effect in explanation.effects],
        "plan": None if explanation.plan is None else _plan_data(improving, explanation.plan),
        "not_covered": _not_covered_data(explanation.not_covered),
    }


def _rules_data(result: UnitResult) -> dict[str, Any]:
    return {
        "level_before_gates": result.level_before_gates,
        "gates_not_passed": [
            {**_gate_data(missed.gate), "reached": missed.reached}
            for missed in result.gates_not_passed
        ],
        "requirements_not_met": [
            {
                "level": unmet.requirement.level,
                "codes": [condition.code for condition in unmet.conditions],
            }
            for unmet in result.requirements_not_met
        ],
        "points_by_rules": [_plain(applied.change) for applied in result.applied],
        "quota_full": result.quota_full is not None,
    }


def _not_covered_data(not_covered: NotCovered | None) -> dict[str, str] | None:
    return None if not_covered is None else {"code": not_covered.code, "why": not_covered.why.value}


def _effect_data(improving: Improving, effect: Effect) -> dict[str, Any]:
    return {
        **_step_data(improving, effect),
        "level": effect.level,
        "pillar_level": effect.pillar_level,
        "lifts": effect.lifts,
    }


def _step_data(improving: Improving, step: Effect | Change) -> dict[str, Any]:
    return {
        "code": step.code,
        "to": improving.chosen(step).value,
        "effort": _plain(step.effort),
        "points": _plain(step.points),
    }


def _plan_data(improving: Improving, plan: Plan) -> dict[str, Any]:
    given = improving.answers
    return {
        "level": plan.wanted,
        "effort": _plain(plan.effort),
        "changes": [
            {
                **_step_data(improving, change),
                "from": given[change.code].value if change.code in given else None,
            }
            for change in plan.changes
        ],
        "after": _standing_data(plan.after),
        "quota_limits": plan.quota_limits,
        "obstacles": [_obstacle_data(one) for one in plan.obstacles],
    }


def _obstacle_data(obstacle: Obstacle) -> dict[str, Any]:
    match obstacle:
        case NumberOutOfReach(measure, needed, best):
            return {
                "measure": measure.value,
                "needed": _plain(needed.edge),
                "edge_suffices": needed.included,
                "best": _plain(best),
            }
        case GateOutOfReach(gate, best_count, pillars):
            return {**_gate_data(gate), "best": best_count, "out_of_reach": list(pillars)}
    return {"required": [condition.code for condition in obstacle.conditions]}


def _standing_data(result: UnitResult) -> dict[str, Any]:
    return {
        "points": _plain(result.points),
        "maximum": _plain(result.maximum),
        "score": _plain(result.score),
        "level": result.level,
    }


def _gate_data(gate: Gate) -> dict[str, int]:
    return {"level": gate.level, "pillars": gate.pillars, "pillar_level": gate.pillar_level}


def _plain(number: Fraction | None) -> int | float | None:
    if number is None:
        return None
    return number.numerator if number.denominator == 1 else float(number)
