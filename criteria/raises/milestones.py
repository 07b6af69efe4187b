"""Numbers without steps: the milestones that are declared, or equal stretches of the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

from criteria.answers import Value
from criteria.efforts import Effort
from criteria.kinds import handler_of
from criteria.kinds.stored import fraction_of
from criteria.model import Answer, DatedTarget, Number, Percentage, Ratio, Scale
from criteria.raises.near import part_and_whole, ratio_of, typed
from criteria.raises.states import MILESTONES, Better, Present, State, along, equal_stretches


def number(answer: Number, present: Present) -> Iterator[Better]:
    """Yield the milestones between the present number and the target."""
    declared = [(fraction_of(step.to, "number"), step.effort) for step in present.efforts.steps]
    found = declared or _stretches(answer, present)
    up = answer.target > answer.start
    values = [({"number": typed(number, up=up)}, effort) for number, effort in found]
    return along(_scored(answer, values), present)


def _stretches(answer: Number, present: Present) -> list[tuple[Fraction, Effort]]:
    """Divide the way equally, on a logarithmic scale by equal factors; milestones are round."""
    if answer.scale is Scale.LINEAR:
        return equal_stretches(answer.start, answer.target, present)
    factor = float(answer.target / answer.start)
    powers = (float(answer.start) * factor ** (at / MILESTONES) for at in range(1, MILESTONES))
    between = [Fraction(f"{number:.3g}") for number in powers]
    return [(number, present.efforts.every) for number in (*between, answer.target)]


def dated_target(answer: DatedTarget, present: Present) -> Iterator[Better]:
    """Yield the milestones up to what is expected on the day, measured on that day."""
    expected = answer.expected(present.on)
    declared = [(fraction_of(step.to, "number"), step.effort) for step in present.efforts.steps]
    if expected == answer.start:
        found = [(expected, present.efforts.every)]
    else:
        found = declared or equal_stretches(answer.start, expected, present)
    up, day = answer.target > answer.start, present.on.isoformat()
    values = [({"number": typed(n, up=up), "measured_on": day}, effort) for n, effort in found]
    return along(_scored(answer, values), present)


def percentage(answer: Percentage, present: Present) -> Iterator[Better]:
    """Yield the milestones up to the percentage that brings all points."""
    declared = [(fraction_of(step.to, "percent"), step.effort) for step in present.efforts.steps]
    found = declared or equal_stretches(Fraction(0), answer.full, present)
    return along(_scored(answer, [({"percent": typed(n)}, e) for n, e in found]), present)


def ratio_milestones(answer: Ratio, present: Present) -> Iterator[State]:
    """Yield the parts of the present whole that reach each milestone of the ratio."""
    _, whole, is_counted = part_and_whole(present.value)
    declared = [(ratio_of(step.to), step.effort) for step in present.efforts.steps]
    for ratio, effort in declared or equal_stretches(Fraction(0), answer.full, present):
        part = Fraction(ceil(ratio * whole)) if is_counted else ratio * whole
        value = {"a": typed(part), "b": typed(whole)}
        yield State(value, handler_of(answer).points(answer, value), effort)


def _scored(answer: Answer, values: Iterable[tuple[Value, Effort]]) -> Iterator[State]:
    for value, effort in values:
        yield State(value, handler_of(answer).points(answer, value), effort)
