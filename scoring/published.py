"""From the share of the whole to the number that is published and ranked, for many repetitions.

What lives here: what bonuses, deductions and ceilings did to each unit, kept as numbers that a
repetition can apply again. Not here: the repetitions (`robustness`) and the rules (`rules`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.arrays import Floats, Ints
from scoring.report import ScoreTable
from scoring.rules import Measure, Number, adjust_exactly


@dataclass(frozen=True)
class Published:
    """How the number that is ranked follows from the share of the whole.

    Attributes
    ----------
    by_points : bool
        Points are ranked, so that a smaller applicable maximum counts for less.
    added, limit : (n_units,) float64, optional
        What bonuses and deductions add, and the most that a ceiling leaves; as shares of the whole.
    full, digits : float and int, optional
        The number is rounded to so many digits where a full share is shown as `full`.
    """

    by_points: bool = False
    added: Floats | None = None
    limit: Floats | None = None
    full: float = 100.0
    digits: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the share of the whole itself is ranked."""
        return self.added is None and self.limit is None and self.digits is None

    def finish(self, numbers: Floats) -> None:
        """Apply rules and rounding in place, (..., n_units).

        >>> numbers = np.array([[0.5, 0.9]])
        >>> Published(added=np.array([0.1, 0.2]), limit=np.array([1.0, 1.0])).finish(numbers)
        >>> numbers.tolist()
        [[0.6, 1.0]]
        """
        if self.added is not None:
            numbers += self.added
            np.maximum(numbers, 0.0, out=numbers, where=self.added < 0)
        if self.limit is not None:
            np.minimum(numbers, self.limit, out=numbers)
        if self.digits is not None:
            unit = self.full * 10.0**self.digits
            numbers *= unit
            numbers += 0.5 + 1e-9  # a half that a sum has brought just below itself goes up too
            np.floor(numbers, out=numbers)
            numbers /= unit


def published_by(table: ScoreTable, places: Ints) -> Published:
    """Return how the ranked number of some units of a table follows from their shares.

    Conditional ceilings hold for those for whom they hold in the table.
    """
    scheme = table.scheme
    by_points = scheme.ranked is Measure.POINTS
    whole = float(scheme.hierarchy.maximum[scheme.hierarchy.root])
    added = limit = None
    if scheme.changes_points:
        effects = np.array([_effects(table, int(place)) for place in places]).reshape(-1, 2)
        full = np.full(len(places), whole) if by_points else table.maximum[places]
        added, limit = effects[:, 0] / full, effects[:, 1] / full
    return Published(
        by_points,
        added,
        limit,
        full=whole if by_points else 100.0,
        digits=None if scheme.ranked_rounding is None else scheme.ranked_rounding.digits,
    )


def _effects(table: ScoreTable, place: int) -> tuple[float, float]:
    """Return the points that rules add to one unit, and the most that its ceilings leave."""
    scheme = table.scheme
    given = {node.code: node for node in table.result(place).nodes}

    def number(code: str, measure: Measure) -> Fraction | None:
        return given[code].points if measure is Measure.POINTS else given[code].score

    # from a sum that no deduction can use up, so that what is taken is not cut off at 0
    plenty = sum(scheme.hierarchy.maximum, start=Fraction(0))
    added = adjust_exactly(plenty, scheme.adjustments, (), number)[0] - plenty
    return float(added), min(_ceilings(table, number), default=float("inf"))


def _ceilings(table: ScoreTable, number: Number) -> Iterator[float]:
    """Yield the ceilings that hold for one unit."""
    for ceiling in table.scheme.ceilings:
        when = ceiling.when
        found = None if when is None else number(when.code, when.measure)
        if when is None or (found is not None and when.holds(found)):
            yield float(ceiling.points)
