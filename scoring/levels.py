"""From a score to a maturity level: cut points with a declared owner of each edge, and gates.

What lives here: bands, gates and why a gate lowered a level. Not here: the number that is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import numpy as np

from scoring.arrays import Bools, Floats, Ints, Levels
from scoring.exact import TOLERANCE
from scoring.lattice import Exact

NO_LEVEL = -1
"""Stands in arrays of levels for a unit or pillar without a score."""


class BandsDoNotFit(ValueError):
    """The bands leave a gap or overlap."""


@dataclass(frozen=True, slots=True)
class Band:
    """A level and the stretch of numbers that reaches it; None = unbounded."""

    level: int
    lower: Fraction | None = None
    lower_included: bool = False
    upper: Fraction | None = None
    upper_included: bool = False


@dataclass(frozen=True)
class Bands:
    """Levels in ascending order and the edges between them.

    Attributes
    ----------
    levels : tuple of int, (n_levels,)
    edges : tuple of Fraction, (n_levels - 1,)
    above_owns : tuple of bool, (n_levels - 1,)
        Whether the edge itself belongs to the level above it.
    """

    levels: tuple[int, ...]
    edges: tuple[Fraction, ...]
    above_owns: tuple[bool, ...]

    @classmethod
    def of(cls, bands: Iterable[Band]) -> Bands:
        """Check that the bands join without gap or overlap.

        A number below the lowest band or above the highest one counts to that band.

        Raises
        ------
        BandsDoNotFit
            If there is no band, two bands do not share an edge, both or neither own it, or the
            level numbers do not rise.

        Examples
        --------
        >>> low, high = (
        ...     Band(0, upper=Fraction(20), upper_included=True),
        ...     Band(1, lower=Fraction(20)),
        ... )
        >>> Bands.of([high, low]).level_of(Fraction(20))
        0
        """
        ordered = sorted(bands, key=lambda b: (b.lower is not None, b.lower or Fraction(0)))
        if not ordered:
            raise BandsDoNotFit("no band is declared")
        joints = [_joint(a, b) for a, b in pairwise(ordered)]
        return cls(
            tuple(band.level for band in ordered),
            tuple(edge for edge, _ in joints),
            tuple(above for _, above in joints),
        )

    def level_of(self, number: Fraction) -> int:
        """Return the level of one exact number."""
        passed = sum(
            number > edge or (above and number == edge)
            for edge, above in zip(self.edges, self.above_owns, strict=True)
        )
        return self.levels[passed]

    def near(self, values: Floats, scale: float) -> Bools:
        """Mark the values that lie so near an edge that only exact arithmetic may decide.

        Parameters
        ----------
        values : any shape float64
        scale : float
            The size of the numbers that the values were computed from.
        """
        if not self.edges:
            return np.zeros(values.shape, dtype=bool)
        spots = np.sort(self._spots)
        margin = TOLERANCE * max(scale, 1.0)
        below = np.searchsorted(spots, values - margin)
        return np.asarray(below != np.searchsorted(spots, values + margin, side="right"))

    def cut(self, values: Floats) -> Ints:
        """Return the level of every value as float64 decides it; NaN has `NO_LEVEL`.

        >>> Bands((1, 2), (Fraction(10),), (True,)).cut(np.array([9.9, 10.0, np.nan])).tolist()
        [1, 2, -1]
        """
        passed = np.zeros(values.shape, dtype=np.int64)
        for spot, above in zip(self._spots, self.above_owns, strict=True):
            passed += values >= spot if above else values > spot
        levels = np.array(self.levels, dtype=np.int64)[passed]
        return np.where(np.isnan(values), NO_LEVEL, levels)

    def told_apart_from(self, known: Exact) -> bool:
        """Whether correctly rounded floats of these numbers tell every edge from its neighbours.

        Two different fractions are at least 1 / (product of their denominators) apart. Where that
        is more than the rounding of both, they are different floats in the right order.
        """
        finest = max((edge.denominator for edge in self.edges), default=1)
        largest = max((abs(float(edge)) for edge in self.edges), default=0.0)
        return int(known.den.max(initial=1)) * finest * max(largest, 1.0) < 2**50

    @cached_property
    def _spots(self) -> Floats:
        return np.array([float(edge) for edge in self.edges])


def _joint(below: Band, above: Band) -> tuple[Fraction, bool]:
    """Return the edge between two neighbours and whether the upper one owns it."""
    where = f"between level {below.level} and level {above.level}"
    if below.upper is None or above.lower is None or below.upper != above.lower:
        raise BandsDoNotFit(f"gap or overlap {where}")
    if below.upper_included == above.lower_included:
        raise BandsDoNotFit(f"the edge {below.upper} {where} needs exactly one owner")
    if below.level >= above.level:
        raise BandsDoNotFit(f"level numbers do not rise {where}")
    return below.upper, above.lower_included


def cut_exactly(
    bands: Bands,
    values: Floats,
    *,
    scale: float,
    exact: Callable[[int], Fraction],
    known: Exact | None = None,
) -> Ints:
    """Cut values into levels as exact rational arithmetic would.

    Parameters
    ----------
    bands : Bands
    values : (n_units,) float64, NaN = no score
    scale : float
        The largest number that `values` can hold.
    exact : callable
        Gives the exact value of a unit by its place; asked only near an edge.
    known : Exact, optional
        Exact values of many units; they are not asked for.

    Returns
    -------
    (n_units,) int64

    Examples
    --------
    >>> bands = Bands((1, 2), (Fraction(3, 10),), (True,))
    >>> cut_exactly(
    ...     bands, np.array([0.1 + 0.1 + 0.1 - 1e-16]), scale=1.0, exact=lambda _: Fraction(3, 10)
    ... ).tolist()
    [2]
    """
    if known is None:
        levels, open_ = bands.cut(values), bands.near(values, scale)
    else:
        levels = bands.cut(known.rounded(values))
        if bands.told_apart_from(known):
            open_ = ~known.known & bands.near(values, scale)
        else:
            open_ = bands.near(values, scale)
    for unit in np.flatnonzero(open_):
        sure = None if known is None else known.fraction(int(unit))
        levels[unit] = bands.level_of(exact(int(unit)) if sure is None else sure)
    return levels


# --- gates ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gate:
    """`level` also needs at least `pillars` pillars at `pillar_level` or higher."""

    level: int
    pillars: int
    pillar_level: int


@dataclass(frozen=True, slots=True)
class GateNotPassed:
    """A gate that a unit met on its way down, and how many pillars had reached it."""

    gate: Gate
    reached: int


def apply_gates(
    levels: Levels, pillar_levels: Levels, gates: Sequence[Gate], ladder: Sequence[int]
) -> Levels:
    """Lower each level to the highest one whose gates all hold; the lowest level has no gate.

    Parameters
    ----------
    levels : (n_units,) int64
        Levels that the numbers alone reach.
    pillar_levels : (n_units, n_pillars) int64
        `NO_LEVEL` for a pillar of which nothing applies: it counts for no gate.
    gates : sequence of Gate
    ladder : sequence of int
        All level numbers in ascending order.

    Returns
    -------
    (n_units,) int64

    Examples
    --------
    >>> gates = [Gate(2, pillars=2, pillar_level=2)]
    >>> apply_gates(np.array([2, 2]), np.array([[2, 2], [2, 1]]), gates, [0, 1, 2]).tolist()
    [2, 1]
    """
    if not gates:
        return levels
    lowered = np.where(levels == NO_LEVEL, NO_LEVEL, ladder[0])
    for level in ladder[1:]:
        open_ = levels >= level
        for gate in gates:
            if gate.level == level:
                open_ &= _passes(pillar_levels, gate)
        lowered[open_] = level
    return lowered


def _passes(pillar_levels: Levels, gate: Gate) -> Bools:
    """Tell which units pass a gate; pillar by pillar, which is faster than unit by unit."""
    reached = np.zeros(len(pillar_levels), dtype=np.int16)
    for column in pillar_levels.T:
        reached += column >= gate.pillar_level
    return np.asarray(reached >= gate.pillars)


def gates_not_passed(
    before: int, after: int, pillar_levels: Sequence[int | None], gates: Sequence[Gate]
) -> tuple[GateNotPassed, ...]:
    """Say why a level fell from `before` to `after`, highest gate first.

    >>> gates_not_passed(2, 1, [2, 1], [Gate(2, pillars=2, pillar_level=2)])
    (GateNotPassed(gate=Gate(level=2, pillars=2, pillar_level=2), reached=1),)
    """
    met = [gate for gate in gates if after < gate.level <= before]
    found = [GateNotPassed(gate, _reached(pillar_levels, gate)) for gate in met]
    return tuple(
        sorted((f for f in found if f.reached < f.gate.pillars), key=lambda f: -f.gate.level)
    )


def _reached(pillar_levels: Sequence[int | None], gate: Gate) -> int:
    return sum(level is not None and level >= gate.pillar_level for level in pillar_levels)
