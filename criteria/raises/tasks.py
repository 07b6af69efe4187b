"""An assigned task: more of its products, its completion, and its errors corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from criteria.efforts import CORRECTED, DONE, Effort
from criteria.kinds import handler_of
from criteria.kinds.stored import fraction_of, text_of, whole_of
from criteria.model import Task
from criteria.raises.near import typed
from criteria.raises.states import Better, Present, equal_stretches

MOST_PRODUCTS = 10
"""A task with no more products than these left has one step for each."""


def task(answer: Task, present: Present) -> Iterator[Better]:
    """Go on with the task, correct its errors, or both."""
    before: dict[str, Any] = dict(present.value or {"progress": "0", "errors": 0})
    fixes: list[tuple[bool, Effort]] = [(False, Fraction(0))]
    if whole_of(before, "errors"):
        fixes.append((True, _effort_of_state(present, CORRECTED)))
    for advanced, spent in _advanced(answer, before, present):
        for corrected, effort in fixes:
            if spent is None or effort is None:
                continue
            value = {**advanced, "errors": 0} if corrected else advanced
            points = handler_of(answer).points(answer, value)
            yield Better(value, points, spent + effort)


def _advanced(
    answer: Task, before: Mapping[str, Any], present: Present
) -> Iterator[tuple[dict[str, Any], Effort]]:
    """Yield the task as it is and further on, each with the effort from now."""
    yield dict(before), Fraction(0)
    spent = Fraction(0)
    target = fraction_of(before, "target") if "target" in before else answer.target
    for progress, effort in _milestones(target, fraction_of(before, "progress"), present):
        if effort is None:
            return
        spent += effort
        further = {**before, "progress": typed(progress)}
        if progress >= target:
            further |= _finished_on(answer, before, present.on)
        yield further, spent


def _milestones(
    target: Fraction, now: Fraction, present: Present
) -> Iterator[tuple[Fraction, Effort]]:
    """Yield how far the task may be next, up to its target, with the effort of each step."""
    declared = {
        fraction_of(step.to, "progress"): step.effort
        for step in present.efforts.steps
        if "progress" in step.to
    }
    places = set(declared)
    if not places and not any(step.to.get("state") == DONE for step in present.efforts.steps):
        is_counted = target.denominator == now.denominator == 1 and target - now <= MOST_PRODUCTS
        places = (
            {now + product for product in range(1, max(0, int(target - now)) + 1)}
            if is_counted
            else {number for number, _ in equal_stretches(Fraction(0), target, present)}
        )
    for place in sorted(place for place in places | {target} if now < place <= target):
        every = _effort_of_state(present, DONE) if place == target else present.efforts.every
        yield place, declared.get(place, every)


def _effort_of_state(present: Present, state: str) -> Effort:
    own = (step.effort for step in present.efforts.steps if step.to.get("state") == state)
    return next(own, present.efforts.every)


def _finished_on(answer: Task, before: Mapping[str, Any], on: date) -> dict[str, str]:
    """Say on which day the task would be finished: by its deadline, or as soon as it can be."""
    own = text_of(before, "deadline") if "deadline" in before else None
    deadline = answer.deadline if own is None else date.fromisoformat(own)
    return {} if deadline is None else {"done_on": max(deadline, on).isoformat()}
