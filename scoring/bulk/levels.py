"""Levels of a block of units, decided as fractions would decide them.

What lives here: cutting numbers into levels, finding those that only fractions may cut, and gates,
for blocks in which the units of a node lie side by side. Not here: the bands themselves
(`scoring.levels`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats
from scoring.bulk.certainty import Grids
from scoring.levels import NO_LEVEL, Bands, Gate
from scoring.rules import Measure
from scoring.scheme import Cut

Levels = NDArray[np.int8]


class Cutter:
    """Cuts numbers of some nodes by the same bands.

    Numbers are per cent: 100 x share where scores are cut, 100 x points / maximum where points are.

    Attributes
    ----------
    largest_factor : (n_nodes,) float64
        Up to which factor of its own (see `Grid`) a unit near an edge must be the edge; below 1
        for nodes of which fractions decide near every edge.
    """

    def __init__(self, cut: Cut, nodes: Sequence[int], grids: Grids) -> None:
        self.measure = cut.measure
        self.nodes = tuple(nodes)
        self._bands = cut.bands
        self._margin = 100 * grids.tolerance
        shape = (len(cut.bands.edges), len(nodes), 1)
        edges = [self._edges(node, grids) for node in nodes]
        floats = [float(edge) * 100 for some in edges for edge in some]
        self._spots = np.array(floats).reshape(shape[1], shape[0], 1).transpose(1, 0, 2)
        sides = np.where(cut.bands.above_owns, -1.0, 1.0)
        self._owners = np.asarray(sides[:, np.newaxis, np.newaxis])
        self.largest_factor = np.array(
            [self._factor(node, some, grids) for node, some in zip(nodes, edges, strict=True)]
        )

    def cut(self, values: Floats, size: float, out: Levels) -> None:
        """Write the level of every number, taking what is near an edge for the edge.

        Parameters
        ----------
        values : (n_nodes, n_units) float64, NaN = no number
        size : float
            Of the numbers that were added up, at least 1.
        out : (n_nodes, n_units) int8
        """
        self._pass(values, self._spots + self._owners * (self._margin * size), out)
        gaps = np.isnan(values)
        if gaps.any():
            out[gaps] = NO_LEVEL

    def near(self, values: Floats, size: float, nodes: Bools | slice = slice(None)) -> Bools:
        """Tell which units have a number so near an edge that rounding could have moved it.

        Parameters
        ----------
        values : (n_nodes, n_units) float64
        size : float
        nodes : (n_nodes,) bool, optional
            Only these nodes are looked at.
        """
        some, spots = values[nodes], self._spots[:, nodes]
        below, above = (np.empty(some.shape, dtype=np.int8) for _ in range(2))
        self._pass(some, spots - self._margin * size, below)
        self._pass(some, spots + self._margin * size, above)
        return np.asarray((below != above).any(axis=0))

    def _pass(self, values: Floats, thresholds: Floats, out: Levels) -> None:
        """Name the level that is reached by the thresholds that a number passes."""
        levels = self._bands.levels
        out[:] = levels[0]
        for at, threshold in enumerate(thresholds, start=1):
            passed = np.greater_equal(values, threshold).view(np.int8)
            rise = levels[at] - levels[at - 1]
            out += passed if rise == 1 else passed * np.int8(rise)

    def _edges(self, node: int, grids: Grids) -> list[Fraction]:
        """Return the edges as shares."""
        maximum = grids.scheme.hierarchy.maximum[node]
        full = maximum if self.measure is Measure.POINTS else Fraction(100)
        return [edge / full if full else edge for edge in self._bands.edges]

    def _factor(self, node: int, edges: Sequence[Fraction], grids: Grids) -> float:
        grid = grids.of(node, self.measure)
        if grid is None:
            return 0.0
        return min((grid.factor_at(edge, grids.tolerance) for edge in edges), default=inf)


def lower_by_gates(
    levels: Levels, pillar_levels: Levels, gates: Sequence[Gate], bands: Bands
) -> Levels:
    """Lower levels to the highest one whose gates all hold; see `scoring.levels.apply_gates`.

    Parameters
    ----------
    levels : (n_units,) int8
    pillar_levels : (n_pillars, n_units) int8

    Examples
    --------
    >>> reached, pillars = np.array([2, 2], dtype=np.int8), np.array([[2, 2], [2, 1]], np.int8)
    >>> bands = Bands((0, 1, 2), (Fraction(1), Fraction(2)), (True, True))
    >>> lower_by_gates(reached, pillars, [Gate(2, 2, 2)], bands).tolist()
    [2, 1]
    """
    lowered = np.full_like(levels, bands.levels[0])
    for level in bands.levels[1:]:
        open_ = np.greater_equal(levels, level)
        for gate in gates:
            if gate.level == level:
                high = np.greater_equal(pillar_levels, gate.pillar_level).view(np.int8)
                open_ &= np.add.reduce(high, axis=0, dtype=np.int16) >= gate.pillars
        np.maximum(lowered, open_.view(np.int8) * np.int8(level), out=lowered)
    np.copyto(lowered, NO_LEVEL, where=levels == NO_LEVEL)
    return lowered
