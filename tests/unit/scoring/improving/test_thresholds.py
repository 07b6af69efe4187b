"""The least number that has a level, or meets a condition."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring import Bands, Cut
from scoring.improving.thresholds import (
    EVERY_NUMBER,
    NO_NUMBER,
    Threshold,
    threshold_for,
    threshold_of,
)
from scoring.rounding import Half, Rounding
from scoring.rules import Condition, Measure

BANDS = Bands((1, 2, 4), (Fraction(20), Fraction(60)), (True, False))
CUT = Cut(Measure.POINTS, BANDS)


@pytest.mark.parametrize(
    ("level", "threshold"),
    [
        (0, EVERY_NUMBER),
        (1, EVERY_NUMBER),
        (2, Threshold(Fraction(20), included=True)),
        (3, Threshold(Fraction(60), included=False)),
        (4, Threshold(Fraction(60), included=False)),
        (5, NO_NUMBER),
    ],
)
def test_the_edge_and_its_owner(level: int, threshold: Threshold) -> None:
    assert threshold_of(CUT, level) == threshold


@pytest.mark.parametrize("half", list(Half))
@pytest.mark.parametrize("digits", [0, 1])
@pytest.mark.parametrize("level", [2, 4])
def test_a_threshold_agrees_with_rounding_and_cutting(half: Half, digits: int, level: int) -> None:
    cut = replace(CUT, rounding=Rounding(digits, half))
    threshold = threshold_of(cut, level)
    assert cut.rounding is not None
    for hundredths in range(10_000):
        number = Fraction(hundredths, 100)
        found = BANDS.level_of(cut.rounding.apply(number)) >= level
        assert threshold.passes(number) is found


def test_rounding_may_let_nothing_through_to_zero() -> None:
    low = Cut(Measure.POINTS, Bands((0, 1), (Fraction(0),), (True,)), Rounding(0))
    assert threshold_of(low, 1) == EVERY_NUMBER


@pytest.mark.parametrize(
    ("now", "step", "included", "steps"),
    [
        (50, 5, True, 2),
        (50, 5, False, 3),
        (50, 7, True, 2),
        (50, 7, False, 2),
        (60, 1, True, 0),
        (60, 1, False, 1),
        (50, 0, True, None),
    ],
)
def test_steps_to_the_edge(now: int, step: int, *, included: bool, steps: int | None) -> None:
    threshold = Threshold(Fraction(60), included=included)
    assert threshold.least_steps(Fraction(now), Fraction(step)) == steps


def test_no_edge_takes_nothing_or_is_never_passed() -> None:
    assert EVERY_NUMBER.least_steps(Fraction(0), Fraction(1)) == 0
    assert NO_NUMBER.least_steps(Fraction(0), Fraction(1)) is None


def test_conditions_that_more_can_meet() -> None:
    edge = Fraction(50)
    low = Condition("K", Measure.SCORE, lower=edge, lower_included=True)
    high = Condition("K", Measure.SCORE, upper=edge, upper_included=True)
    assert threshold_for(low, holds=True) == Threshold(edge, included=True)
    assert threshold_for(high, holds=False) == Threshold(edge, included=False)
    assert threshold_for(high, holds=True) is None
    assert threshold_for(low, holds=False) is None
    always = Condition("K", Measure.SCORE)
    assert threshold_for(always, holds=True) == EVERY_NUMBER
    assert threshold_for(always, holds=False) == NO_NUMBER
