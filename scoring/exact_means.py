"""The means of `means` for one unit, in exact fractions.

What lives here: the same laws as in `means`, without rounding where the result is rational. Roots
are mostly irrational: they are worked out to `DIGITS` decimals and `settle` brings back the
rational number that lies there, if any. Not here: the tree (`exact`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from math import lcm

from scoring.means import NegativeValue

DIGITS = 60
"""Decimals of a root inside the tree."""

SETTLED_DIGITS = 40
"""Decimals on which a finished number is compared: far fewer, so that rounding cannot split."""

_WORK = Context(prec=DIGITS + 30, Emax=10**6, Emin=-(10**6))
_SIMPLE = 10**12


Weights = Sequence[Fraction] | Sequence[int] | Sequence[Fraction | int]


def arithmetic(values: Sequence[Fraction], weights: Weights) -> Fraction:
    """Average with weights; every weight is above 0.

    The products are brought to one denominator first, which is many times faster than adding
    fractions one by one.

    >>> arithmetic([Fraction(1), Fraction(4)], [Fraction(1), Fraction(2)])
    Fraction(3, 1)
    """
    pairs = list(zip(weights, values, strict=True))
    unit = lcm(*(w.denominator * x.denominator for w, x in pairs))
    reached = sum(
        w.numerator * x.numerator * (unit // (w.denominator * x.denominator)) for w, x in pairs
    )
    return Fraction(reached) / (unit * sum(weights))


def generalised(values: Sequence[Fraction], weights: Weights, power: Fraction) -> Fraction:
    """Average the p-th powers and take the p-th root; 0 is the geometric mean, -1 the harmonic.

    Raises
    ------
    NegativeValue

    Examples
    --------
    >>> halves = [Fraction(1), Fraction(1)]
    >>> generalised([Fraction(2), Fraction(8)], halves, Fraction(0))
    Fraction(4, 1)
    >>> generalised([Fraction(1), Fraction(3)], halves, Fraction(-1))
    Fraction(3, 2)
    """
    if power == 1:
        return arithmetic(values, weights)
    if min(values) < 0:
        raise NegativeValue("this mean is only defined for numbers from 0")
    if min(values) == max(values) or (power <= 0 and min(values) == 0):
        return min(values)
    if power == -1:
        return 1 / arithmetic([1 / x for x in values], weights)
    if power == 0:
        return settle(_geometric(values, weights), DIGITS)
    mean = arithmetic([_power(x, power) for x in values], weights)
    return settle(_power(mean, 1 / power), DIGITS)


def median(values: Sequence[Fraction], weights: Weights) -> Fraction:
    """Take the number below and above which half of the weight lies.

    >>> median([Fraction(5), Fraction(1)], [Fraction(1), Fraction(1)])
    Fraction(3, 1)
    """
    half = Fraction(sum(weights)) / 2
    reached = Fraction(0)
    ascending = sorted(zip(values, weights, strict=True))
    for at, (value, weight) in enumerate(ascending):
        reached += weight
        if reached == half:
            return (value + ascending[at + 1][0]) / 2
        if reached > half:
            return value
    raise ValueError("nothing takes part")


def settle(number: Fraction, digits: int = SETTLED_DIGITS) -> Fraction:
    """Return the simple fraction that a number worked out to many digits stands for.

    A number within 10^-digits of a fraction with a denominator up to 10^12 is that fraction. Any
    other number is rounded to so many decimals, so that equal roots from different ways are equal.

    >>> settle(Fraction(1, 3) + Fraction(1, 10**55))
    Fraction(1, 3)
    """
    simple = number.limit_denominator(_SIMPLE)
    if abs(simple - number) < Fraction(1, 10**digits):
        return simple
    return Fraction(round(number * 10**digits), 10**digits)


def _geometric(values: Sequence[Fraction], weights: Weights) -> Fraction:
    logs = [Fraction(_WORK.ln(_decimal(x))) for x in values]
    return Fraction(_WORK.exp(_decimal(arithmetic(logs, weights))))


def _power(number: Fraction, power: Fraction) -> Fraction:
    if number == 0:
        return Fraction(0)
    if power.denominator == 1:
        return number ** int(power)
    return Fraction(_WORK.power(_decimal(number), _decimal(power)))


def _decimal(number: Fraction) -> Decimal:
    return _WORK.divide(Decimal(number.numerator), Decimal(number.denominator))
