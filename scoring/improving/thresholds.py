"""The least number that reaches a level or meets a rule, with the owner of its edge.

What lives here: levels and conditions turned round, from "which level has this number?" to "which
numbers have this level?". Not here: whose number it is and how it could rise (`plans`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from scoring.rounding import Half, Rounding
from scoring.rules import Condition
from scoring.scheme import Cut


@dataclass(frozen=True, slots=True)
class Threshold:
    """All numbers above an edge, with the edge itself or without; None = there is no edge.

    Without an edge every number passes, or none does if `included` is False.
    """

    edge: Fraction | None
    included: bool

    def passes(self, number: Fraction) -> bool:
        """Decide one exact number.

        >>> Threshold(Fraction(60), included=False).passes(Fraction(60))
        False
        """
        if self.edge is None:
            return self.included
        return number > self.edge or (self.included and number == self.edge)

    def least_steps(self, now: Fraction, step: Fraction) -> int | None:
        """Return how many whole steps lead from `now` past the edge; None = no number of them.

        >>> Threshold(Fraction(60), included=False).least_steps(Fraction(50), Fraction(5))
        3
        """
        if self.passes(now):
            return 0
        if self.edge is None or step == 0:
            return None
        steps = (self.edge - now) / step
        return ceil(steps) if self.included else floor(steps) + 1


EVERY_NUMBER = Threshold(None, included=True)
NO_NUMBER = Threshold(None, included=False)


def threshold_of(cut: Cut, level: int) -> Threshold:
    """Return which numbers from 0 up have this level or a higher one.

    Parameters
    ----------
    cut : Cut
    level : int
        Need not be one of the cut's own levels.

    Notes
    -----
    Where the number is rounded to a multiple of u = 10^-digits before it is cut, the least multiple
    k u that passes the edge is reached from (k - 1/2) u on. That half itself belongs to k u if
    halves go up, and if halves go to the even neighbour and k is even.

    Examples
    --------
    >>> from scoring.levels import Bands
    >>> from scoring.rules import Measure
    >>> bands = Bands((0, 1), (Fraction(20),), (False,))
    >>> threshold_of(Cut(Measure.POINTS, bands), 1)
    Threshold(edge=Fraction(20, 1), included=False)
    >>> threshold_of(Cut(Measure.POINTS, bands, Rounding(0)), 1)
    Threshold(edge=Fraction(41, 2), included=True)
    """
    place = next((at for at, one in enumerate(cut.bands.levels) if one >= level), None)
    if place is None:
        return NO_NUMBER
    if place == 0:
        return EVERY_NUMBER
    plain = Threshold(cut.bands.edges[place - 1], cut.bands.above_owns[place - 1])
    return plain if cut.rounding is None else _before_rounding(plain, cut.rounding)


def _before_rounding(rounded: Threshold, rounding: Rounding) -> Threshold:
    least = rounded.least_steps(Fraction(0), Fraction(1, 10**rounding.digits))
    if not least:  # 0 passes, so every number does that is no less
        return EVERY_NUMBER
    half = (least - Fraction(1, 2)) / 10**rounding.digits
    return Threshold(half, included=rounding.half is Half.UP or least % 2 == 0)


def threshold_for(condition: Condition, *, holds: bool) -> Threshold | None:
    """Return from which number on a condition holds, or no longer holds; None = from none.

    Raising a number can meet ``lower`` and escape ``upper``; with the other edge in the way there
    is no single threshold.

    >>> from scoring.rules import Measure
    >>> low = Condition("K", Measure.SCORE, upper=Fraction(50))
    >>> threshold_for(low, holds=False)
    Threshold(edge=Fraction(50, 1), included=True)
    """
    if holds:
        stays = condition.upper is None
        found = Threshold(condition.lower, condition.lower is None or condition.lower_included)
    else:
        stays = condition.lower is None
        found = Threshold(
            condition.upper, condition.upper is not None and not condition.upper_included
        )
    return found if stays else None
