"""A better answer, what is known about the present one, and the way through its states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from criteria.answers import Value
from criteria.efforts import UNDECLARED, Effort, IndicatorEfforts

MILESTONES = 5
"""The stretches into which a way without steps is divided, as many as a ladder of 5 levels has."""


@dataclass(frozen=True, slots=True)
class Better:
    """An answer that brings more points, and the effort that leads to it."""

    value: Value
    points: Fraction
    effort: Fraction


@dataclass(frozen=True, slots=True)
class Present:
    """What is known about one answer today.

    Attributes
    ----------
    value : Value or None
        None = not answered.
    points : Fraction
        What it brings; a reviewer's points where there are any.
    efforts : IndicatorEfforts
    on : date
        The day from which work could begin: a deadline before it is missed.
    """

    value: Value | None
    points: Fraction
    on: date
    efforts: IndicatorEfforts = UNDECLARED


@dataclass(frozen=True, slots=True)
class State:
    """A state of an answer on its way up; without a value it is passed but cannot be stayed in."""

    value: Value | None
    points: Fraction
    effort: Effort


def along(states: Iterable[State], present: Present) -> Iterator[Better]:
    """Climb from state to state; states with the same points are one step, by the cheapest way."""
    above = [state for state in states if state.points > present.points]
    spent = Fraction(0)
    for points in sorted({state.points for state in above}):
        here = [(s.effort, s.value) for s in above if s.points == points and s.effort is not None]
        if not here:
            return
        here.sort(key=lambda one: one[0])
        told: list[Value] = []
        for effort, value in here:
            if value is not None and value not in told:
                told.append(value)
                yield Better(value, points, spent + effort)
        spent += here[0][0]


def equal_stretches(
    start: Fraction, target: Fraction, present: Present
) -> list[tuple[Fraction, Effort]]:
    """Divide a way into equal stretches."""
    every = present.efforts.every
    stretch = (target - start) / MILESTONES
    return [(start + at * stretch, every) for at in range(1, MILESTONES + 1)]
