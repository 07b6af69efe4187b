"""Numbers of a block in per cent, on their grids.

What lives here: rounding shares to the steps on which they must lie, so that equal exact numbers
are equal floats, each the one nearest to its fraction. Not here: which steps those are
(`certainty`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.bulk.certainty import FINEST, Grid, Grids
from scoring.bulk.climb import NodeBlock
from scoring.rules import Measure


@dataclass(frozen=True)
class Loose:
    """Units of a block whose numbers are not, or not only, on the steps of all.

    Attributes
    ----------
    units : (k,) int64
    factors : (k,) float64
        Their own factor, infinite where nothing is certain.
    """

    units: Ints
    factors: Floats

    @property
    def uncertain(self) -> Ints:
        """Units whose numbers are only known as far as float64 goes."""
        return self.units[np.isinf(self.factors)]


@dataclass(frozen=True)
class Settler:
    """Settles numbers of nodes."""

    grids: Grids

    @cached_property
    def largest_factor(self) -> float:
        """Up to which factor of its own a unit's rank is certain; 0 if nobody's is."""
        scheme = self.grids.scheme
        grid = self.grids.of(scheme.hierarchy.root, scheme.ranked)
        return 0.0 if grid is None else self.grids.largest_factor(grid)

    def loose(self, block: NodeBlock, strangers: Bools) -> Loose:
        """Find the loose units of a block."""
        factors = np.where(block.factors <= self.largest_factor, block.factors, np.inf)
        found = np.ones(block.n_units)
        found[block.partial] = factors
        found[strangers] = np.inf
        units = np.flatnonzero(found > 1)
        return Loose(units, found[units])

    def write(
        self, block: NodeBlock, node: int, measure: Measure, loose: Loose, out: Floats
    ) -> None:
        """Write 100 x share of a node, or 100 x share x applicable part where points are measured.

        Parameters
        ----------
        block : NodeBlock
        node : int
        measure : Measure
        loose : Loose
        out : (n_units,) float64
        """
        values, grid = block.measured(node, measure), self.grids.of(node, measure)
        if measure is Measure.POINTS and not self.grids.scheme.hierarchy.maximum[node]:
            np.multiply(values, 0.0, out=out)
        elif grid is None or grid.is_open:
            np.multiply(values, 100.0, out=out)
        elif grid.steps is None:
            _divide(block, node, grid, out)
        else:
            _round(values, grid.steps, out)
            if len(loose.units):
                out[loose.units] = _own(values[loose.units], loose.factors, grid.steps)


def _round(shares: Floats, steps: int, out: Floats) -> None:
    """Round to multiples of 1 / steps; the result is divided once, so it is the nearest float."""
    hundreds = lcm(steps, 100)
    whole = hundreds if hundreds <= FINEST else steps
    np.multiply(shares, float(whole), out=out)
    np.rint(out, out=out)
    if whole == hundreds:
        np.divide(out, float(whole // 100), out=out)
    else:
        np.divide(np.multiply(out, 100.0, out=out), float(whole), out=out)


def _own(shares: Floats, factors: Floats, steps: int) -> Floats:
    """Round the shares of loose units to their own steps, where they have any."""
    finer = np.where(factors * steps <= FINEST, factors * steps, np.nan)
    found = np.rint(shares * finer) * 100.0 / finer
    return np.where(np.isnan(finer), shares * 100.0, found)


def _divide(block: NodeBlock, node: int, grid: Grid, out: Floats) -> None:
    """Round what is reached and what applies, each to its own steps, and divide once."""
    applying = float(grid.applying or 1)
    reached = np.rint(block.reached(node) * grid.reach) * (100.0 * applying)
    np.divide(reached, np.rint(block.applicable(node) * applying) * grid.reach, out=out)
