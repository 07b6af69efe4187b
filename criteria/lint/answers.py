"""Rules about each kind of answer: every answer possible, every point reachable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from criteria.intervals import flaws
from criteria.lint.remark import Remark, error, warning
from criteria.model import (
    Choice,
    Choices,
    CriteriaSet,
    DatedTarget,
    FreeText,
    Indicator,
    Interval,
    Ladder,
    Level,
    Measured,
    Method,
    Number,
    Ratio,
    Scale,
    Step,
    Steps,
)

ZERO, ONE = Fraction(0), Fraction(1)


def answer_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about every answer of the set."""
    deciding = {one.asked_when.code for one in criteria_set.criteria() if one.asked_when}
    for indicator in criteria_set.indicators():
        judge = _JUDGES.get(indicator.answer.kind)
        if judge is not None:
            yield from judge(indicator.answer, indicator.code)
        if indicator.code not in deciding:
            yield from _points(indicator)


def _points(indicator: Indicator) -> Iterator[Remark]:
    if indicator.answer.maximum == 0 and not isinstance(indicator.answer, FreeText):
        yield warning("no_points", indicator.answer, indicator.code)


def _ladder(answer: Ladder, node: str) -> Iterator[Remark]:
    for before, after in pairwise(answer.levels):
        if after.level <= before.level:
            yield error("levels_not_rising", after, node, level=after.level)
        elif after.points < before.points:
            yield warning("points_falling", after, node, level=after.level)


def _choice(answer: Choice, node: str) -> Iterator[Remark]:
    yield from _duplicate_options(answer, node)


def _choices(answer: Choices, node: str) -> Iterator[Remark]:
    yield from _duplicate_options(answer, node)
    together = [option for option in answer.options if not option.exclusive]
    alone = [option for option in answer.options if option.exclusive]
    if not together:
        yield error("only_exclusive", answer, node)
    if not alone:
        yield warning("no_exclusive_option", answer, node)
    for option in alone:
        if option.points > 0:
            yield warning("exclusive_with_points", option, node, option=option.code)
    yield from _cap(answer, sum((option.points for option in together), ZERO), node)


def _cap(answer: Choices, total: Fraction, node: str) -> Iterator[Remark]:
    if answer.cap is None:
        return
    greatest = max(option.points for option in answer.options)
    if answer.cap > total and answer.cap > greatest:
        yield warning("cap_never_reached", answer, node, cap=answer.cap, total=total)
    elif greatest > answer.cap:
        yield warning("cap_below_option", answer, node, cap=answer.cap, points=greatest)


def _duplicate_options(answer: Choice | Choices, node: str) -> Iterator[Remark]:
    counted = Counter(option.code for option in answer.options)
    seen: set[str] = set()
    for option in answer.options:
        if counted[option.code] > 1 and option.code in seen:
            yield error("duplicate_option", option, node, option=option.code)
        seen.add(option.code)


def _number(answer: Number, node: str) -> Iterator[Remark]:
    if answer.start == answer.target:
        yield error("start_is_target", answer, node, target=answer.target)
    elif answer.scale is Scale.LOGARITHMIC and min(answer.start, answer.target) <= 0:
        yield error("logarithm_needs_positive", answer, node)
    yield from _number_sign(answer, node)


def _measured(answer: Measured, node: str) -> Iterator[Remark]:
    if answer.method is Method.MIN_MAX and answer.least >= answer.most:
        yield error("least_not_below_most", answer, node)


def _dated_target(answer: DatedTarget, node: str) -> Iterator[Remark]:
    if answer.start == answer.target:
        yield error("start_is_target", answer, node, target=answer.target)
    if answer.start_on >= answer.target_on:
        yield error("days_not_rising", answer, node, start=answer.start_on, target=answer.target_on)
    yield from _number_sign(answer, node)


def _number_sign(answer: Number | DatedTarget, node: str) -> Iterator[Remark]:
    if min(answer.start, answer.target) < 0 and not answer.may_be_negative:
        yield error("negative_not_allowed", answer, node)


def _steps(answer: Steps, node: str) -> Iterator[Remark]:
    yield from table_remarks(answer.steps, ZERO, None, node)


def _ratio(answer: Ratio, node: str) -> Iterator[Remark]:
    most = None if answer.may_exceed else ONE
    if not answer.steps:
        if most is not None and answer.full > most:
            yield error("full_unreachable", answer, node, full=answer.full)
        return
    yield from table_remarks(answer.steps, ZERO, most, node)
    best = max(step.points for step in answer.steps)
    if best != answer.maximum:
        yield error("maximum_differs", answer, node, maximum=answer.maximum, best=best)
    elif most is not None and not _reaches(answer.steps, best, most):
        yield error("best_step_unreachable", answer, node, best=best)


def _reaches(steps: Sequence[Step], points: Fraction, most: Fraction) -> bool:
    """Tell whether a step with these points begins at or below the greatest number."""
    return any(step.points == points and begins_by(step.interval, most) for step in steps)


def begins_by(interval: Interval, most: Fraction) -> bool:
    """Tell whether an interval holds any number up to `most`."""
    lower = interval.lower
    return lower is None or lower < most or (lower == most and interval.lower_included)


def table_remarks(
    rows: Sequence[Step | Level], lowest: Fraction, highest: Fraction | None, node: str
) -> Iterator[Remark]:
    """Yield a remark for every number that no row or two rows would own."""
    for flaw in flaws([row.interval for row in rows], lowest, highest):
        code = f"interval_{flaw.code}"
        yield error(code, rows[flaw.row], node, lower=flaw.lower, upper=flaw.upper)


_JUDGES: Mapping[str, Callable[[Any, str], Iterator[Remark]]] = {
    "ladder": _ladder,
    "choice": _choice,
    "choices": _choices,
    "number": _number,
    "dated_target": _dated_target,
    "measured": _measured,
    "steps": _steps,
    "ratio": _ratio,
}
