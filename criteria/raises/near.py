"""Numbers that an improved answer would hold: next to the present one, and easy to read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from criteria.answers import Value
from criteria.kinds.stored import fraction_of
from criteria.model import Interval
from criteria.numbers import canonical

_FINEST = 6
"""Decimals of a number that is proposed."""


def part_and_whole(value: Value | None) -> tuple[Fraction | None, Fraction, bool]:
    """Return part and whole of a ratio, and whether both were counted; of 100 without an answer."""
    if value is None:
        return None, Fraction(100), False
    part, whole = fraction_of(value, "a"), fraction_of(value, "b")
    return part, whole, part.denominator == whole.denominator == 1


def ratio_of(value: Value) -> Fraction:
    """Return part / whole of a stored ratio."""
    return fraction_of(value, "a") / fraction_of(value, "b")


def times(interval: Interval, factor: Fraction) -> Interval:
    """Multiply both edges; who owns them stays."""
    return Interval(
        None if interval.lower is None else interval.lower * factor,
        interval.lower_included,
        None if interval.upper is None else interval.upper * factor,
        interval.upper_included,
    )


def number_in(
    interval: Interval,
    now: Fraction | None,
    *,
    is_counted: bool = False,
    most: Fraction | None = None,
) -> Fraction | None:
    """Return the roundest number of an interval that is next to the present one; None = none is.

    >>> number_in(Interval(lower=Fraction(7, 10), lower_included=True), Fraction(0))
    Fraction(1, 1)
    >>> number_in(Interval(Fraction(7, 10), False, Fraction(8, 10)), Fraction(0))
    Fraction(71, 100)
    """
    rises = interval.lower is not None and (now is None or now <= interval.lower)
    edge = interval.lower if rises else interval.upper
    if edge is None:
        return None
    for digits in range(1 if is_counted else _FINEST + 1):
        scaled = edge * 10**digits
        nearest = (floor(scaled), floor(scaled) + 1) if rises else (ceil(scaled), ceil(scaled) - 1)
        for count in nearest:
            number = Fraction(count, 10**digits)
            if number >= 0 and number in interval and (most is None or number <= most):
                return number
    return None


def typed(number: Fraction, *, up: bool = True) -> str:
    """Write a number as it is stored; one that never ends is rounded on towards the target.

    >>> typed(Fraction(5, 2)), typed(Fraction(1, 3)), typed(Fraction(1, 3), up=False)
    ('2.5', '0.333334', '0.333333')
    """
    digits = next((d for d in range(21) if 10**d % number.denominator == 0), _FINEST)
    scaled = number * 10**digits
    return canonical(Decimal(f"{ceil(scaled) if up else floor(scaled)}E-{digits}"))
