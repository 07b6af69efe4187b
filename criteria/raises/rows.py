"""Ladders, yes or no, and step tables: states that the set lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from criteria.efforts import Effort
from criteria.kinds.stored import fraction_of, whole_of
from criteria.model import Ladder, Ratio, Step, Steps, YesNo
from criteria.raises.near import number_in, part_and_whole, ratio_of, times, typed
from criteria.raises.states import Better, Present, State, along


def ladder(answer: Ladder, present: Present) -> Iterator[Better]:
    """Climb rung by rung."""
    declared = {whole_of(step.to, "level"): step.effort for step in present.efforts.steps}
    every = present.efforts.every
    return along(
        (
            State({"level": rung.level}, rung.points, declared.get(rung.level, every))
            for rung in answer.levels
        ),
        present,
    )


def yes_no(answer: YesNo, present: Present) -> Iterator[Better]:
    """Turn a no into a yes."""
    declared = {step.to["yes"]: step.effort for step in present.efforts.steps}
    effort = declared.get(True, present.efforts.every)
    return along([State({"yes": True}, answer.points, effort)], present)


def steps(answer: Steps, present: Present) -> Iterator[Better]:
    """Climb row by row, each by the number in it that is next to the present one."""
    now = fraction_of(present.value, "number") if present.value else None
    declared = [(fraction_of(step.to, "number"), step.effort) for step in present.efforts.steps]
    states = []
    for row in answer.steps:
        number = number_in(row.interval, now)
        value = None if number is None else {"number": typed(number)}
        states.append(State(value, row.points, _effort_of_row(row, declared, present)))
    return along(states, present)


def ratio_rows(answer: Ratio, present: Present) -> Iterator[State]:
    """Yield the part of the present whole that falls into each row."""
    now, whole, is_counted = part_and_whole(present.value)
    most = None if answer.may_exceed else whole
    declared = [(ratio_of(step.to), step.effort) for step in present.efforts.steps]
    for row in answer.steps:
        part = number_in(times(row.interval, whole), now, is_counted=is_counted, most=most)
        value = None if part is None else {"a": typed(part), "b": typed(whole)}
        yield State(value, row.points, _effort_of_row(row, declared, present))


def _effort_of_row(
    row: Step, declared: Sequence[tuple[Fraction, Effort]], present: Present
) -> Effort:
    """Return the effort of the step into a row; it is declared by any number in it."""
    own = (effort for number, effort in declared if number in row.interval)
    return next(own, present.efforts.every)
