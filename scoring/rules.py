"""Declared rules that change points or limit levels, each with its reason.

What lives here: bonus and deduction with caps, ceilings, requirements (mandatory items, stages,
vetoes) and quotas. Not here: gates over pillars (`levels`) and the order of all steps (`steps`).

Rules are applied in this order: bonuses and deductions, ceilings, bands, gates, requirements,
quota. A rule about something that does not apply to a unit never strikes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from scoring.arrays import Bools, Floats, Ints, Levels
from scoring.exact import TOLERANCE
from scoring.levels import NO_LEVEL


class Measure(StrEnum):
    """The number that is cut or ranked: points, or score = 100 x points / applicable maximum."""

    POINTS = "points"
    SCORE = "score"


class Sign(StrEnum):
    """Whether an adjustment adds points or takes them."""

    BONUS = "bonus"
    DEDUCTION = "deduction"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points of indicators outside the tree, added to the whole or taken from it.

    Attributes
    ----------
    sign : Sign
    codes : tuple of str
        Leaves outside the tree; what was not answered or does not apply brings nothing.
    cap : Fraction, optional
        The most that they change together.
    """

    sign: Sign
    codes: tuple[str, ...]
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A node's number lies in an interval; None = unbounded."""

    code: str
    measure: Measure
    lower: Fraction | None = None
    lower_included: bool = False
    upper: Fraction | None = None
    upper_included: bool = False

    def holds(self, number: Fraction) -> bool:
        """Decide one exact number.

        >>> Condition("x", Measure.SCORE, lower=Fraction(50)).holds(Fraction(50))
        False
        """
        if self.lower is not None and (
            number < self.lower or (number == self.lower and not self.lower_included)
        ):
            return False
        return self.upper is None or (
            number < self.upper or (number == self.upper and self.upper_included)
        )

    def holds_for(self, values: Floats, *, scale: float, exact: Callable[[int], Fraction]) -> Bools:
        """Decide many numbers as exact arithmetic would; NaN never holds.

        Parameters
        ----------
        values : (n_units,) float64
        scale : float
        exact : callable
            Gives the exact number of a unit by its place; asked only near an edge.
        """
        found = ~np.isnan(values)
        near = np.zeros(len(values), dtype=bool)
        margin = TOLERANCE * max(scale, 1.0)
        if self.lower is not None:
            found &= values > float(self.lower)
            near |= np.abs(values - float(self.lower)) <= margin
        if self.upper is not None:
            found &= values < float(self.upper)
            near |= np.abs(values - float(self.upper)) <= margin
        for unit in np.flatnonzero(near):
            found[unit] = self.holds(exact(int(unit)))
        return found


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most so many points, always or when a condition holds."""

    points: Fraction
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """`level` and all higher levels also need conditions to hold, or not to hold (a veto).

    A mandatory item is a requirement that the item is full; a stage is a requirement for each
    level that the parts of this stage are reached; a veto is a requirement with `unless`.
    """

    level: int
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class TiesAtQuota(StrEnum):
    """What happens to units that are tied across the last free place."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Quota:
    """At most a part of a league may hold a level; the others fall to the next lower one.

    Attributes
    ----------
    level : int
        The limited level.
    part : Fraction
        Of the units that count, rounded down.
    counted_from : int
        Units at this level or higher count; the lowest level counts everybody who has a level.
    ties : TiesAtQuota
        `OUT`: all who are tied across the last place fall; `IN`: all of them stay.
    """

    level: int
    part: Fraction
    counted_from: int
    ties: TiesAtQuota = TiesAtQuota.OUT


@dataclass(frozen=True, slots=True)
class Applied:
    """A bonus, deduction or ceiling that changed the points of a unit.

    Attributes
    ----------
    rule : Adjustment or Ceiling
    change : Fraction
        Points added (above 0) or taken (below 0).
    """

    rule: Adjustment | Ceiling
    change: Fraction


@dataclass(frozen=True, slots=True)
class QuotaFull:
    """The quota that lowered a unit's level: how many places there were among how many units."""

    quota: Quota
    places: int
    counted: int


Number = Callable[[str, Measure], Fraction | None]
"""Gives the exact number of a node of one unit; None = nothing applies."""


def adjust_exactly(
    points: Fraction,
    adjustments: Sequence[Adjustment],
    ceilings: Sequence[Ceiling],
    number: Number,
) -> tuple[Fraction, tuple[Applied, ...]]:
    """Apply bonuses, deductions and ceilings to the points of one unit.

    Parameters
    ----------
    points : Fraction
        Of the whole tree.
    adjustments, ceilings : sequences of rules, in the order of the set
    number : callable
        Gives the exact points or score of a node by its code.

    Returns
    -------
    points : Fraction
        Never below 0.
    applied : tuple of Applied
        The rules that changed something.

    Examples
    --------
    >>> bonus = Adjustment(Sign.BONUS, ("X",), cap=Fraction(5))
    >>> points, applied = adjust_exactly(
    ...     Fraction(90), [bonus], [Ceiling(Fraction(92))], lambda code, measure: Fraction(7)
    ... )
    >>> int(points), [int(a.change) for a in applied]
    (92, [5, -3])
    """
    applied: list[Applied] = []
    total = points
    for adjustment in adjustments:
        found = [number(code, Measure.POINTS) or Fraction(0) for code in adjustment.codes]
        amount = sum(found, start=Fraction(0))
        amount = amount if adjustment.cap is None else min(amount, adjustment.cap)
        after = (
            total + amount if adjustment.sign is Sign.BONUS else max(Fraction(0), total - amount)
        )
        applied.append(Applied(adjustment, after - total))
        total = after
    for ceiling in ceilings:
        strikes = ceiling.when is None or _strikes(ceiling.when, number)
        after = min(total, ceiling.points) if strikes else total
        applied.append(Applied(ceiling, after - total))
        total = after
    return total, tuple(a for a in applied if a.change)


def _strikes(condition: Condition, number: Number) -> bool:
    found = number(condition.code, condition.measure)
    return found is not None and condition.holds(found)


def broken_conditions(requirement: Requirement, number: Number) -> tuple[Condition, ...]:
    """Return the conditions of a requirement that one unit does not meet.

    >>> veto = Requirement(1, unless=(Condition("K", Measure.POINTS, lower=Fraction(0)),))
    >>> len(broken_conditions(veto, lambda code, measure: Fraction(1)))
    1
    """
    missed = []
    for condition in requirement.needs:
        found = number(condition.code, condition.measure)
        if found is not None and not condition.holds(found):
            missed.append(condition)
    return (*missed, *(c for c in requirement.unless if _strikes(c, number)))


def limit_levels(
    levels: Levels, broken: Sequence[tuple[int, Bools]], ladder: Sequence[int]
) -> Levels:
    """Lower levels to below every requirement that is not met.

    Parameters
    ----------
    levels : (n_units,) int64
    broken : sequence of (level, (n_units,) bool)
        For each requirement, its level and the units that do not meet it.
    ladder : sequence of int
        All level numbers in ascending order.

    Returns
    -------
    (n_units,) int64

    Examples
    --------
    >>> limit_levels(np.array([3, 3]), [(2, np.array([True, False]))], [0, 1, 2, 3]).tolist()
    [1, 3]
    """
    limited = levels.copy()
    for level, missed in broken:
        below = max((rung for rung in ladder if rung < level), default=ladder[0])
        limited[missed & (limited >= level)] = below
    return limited


def apply_quota(
    levels: Levels, keys: Ints, leagues: Ints, quota: Quota, ladder: Sequence[int]
) -> tuple[Levels, dict[int, tuple[int, int]]]:
    """Let only the best of each league keep the limited level.

    Parameters
    ----------
    levels, keys, leagues : (n_units,) int64
        Levels so far; what is ranked, higher is better; the league of each unit.
    quota : Quota
    ladder : sequence of int

    Returns
    -------
    levels : (n_units,) int64
    full : dict
        For each league that had more than its places: places and units counted.

    Source
    ------
    Decree 335/2025/ND-CP: at most 20 % of those graded well may be graded excellent.

    Examples
    --------
    >>> quota = Quota(2, Fraction(1, 2), counted_from=1)
    >>> levels, full = apply_quota(
    ...     np.array([2, 2, 1, 2]), np.array([9, 7, 3, 8]), np.zeros(4, dtype=int), quota, [0, 1, 2]
    ... )
    >>> levels.tolist(), full
    ([2, 1, 1, 2], {0: (2, 4)})
    """
    after = levels.copy()
    full: dict[int, tuple[int, int]] = {}
    below = max((rung for rung in ladder if rung < quota.level), default=ladder[0])
    for league in np.unique(leagues):
        members = (leagues == league) & (levels != NO_LEVEL)
        counted = int((members & (levels >= quota.counted_from)).sum())
        places = int(quota.part * counted)
        holders = np.flatnonzero(members & (levels >= quota.level))
        if len(holders) <= places:
            continue
        full[int(league)] = places, counted
        best = np.sort(keys[holders])[::-1]
        last, next_ = (best[places - 1] if places else best[0] + 1), best[places]
        tied_out = last == next_ and quota.ties is TiesAtQuota.OUT
        after[holders[keys[holders] < last]] = below
        if tied_out:
            after[holders[keys[holders] == last]] = below
    return after, full
