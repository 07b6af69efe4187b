"""The way up a linear tree for a block of units.

What lives here: the upper rows of a block, and the numbers of its nodes. Not here: the lowest rows
(`codes`, `shares`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.bulk.layout import Layout
from scoring.bulk.rows import HEIGHT, Buffer, Read, Reader, Rows
from scoring.lattice import MOST, partial_weights
from scoring.missing import NotApplicable
from scoring.rules import Measure


@dataclass(frozen=True)
class NodeBlock:
    """The nodes of a block of units.

    Attributes
    ----------
    rows : Rows
    read : Read
        A unit without a score has no number in any node.
    partial : (k,) int64
        Units of which a whole row is out, so that weights of upper nodes are spread anew.
    factors : (k,) float64
        What makes the denominators of these units finer; infinite where it is too large.
    """

    layout: Layout
    rows: Rows
    read: Read
    partial: Ints
    factors: Floats

    @property
    def n_units(self) -> int:
        return int(self.rows.reached.shape[1])

    def share(self, node: int) -> Floats:
        """Share of one node, (n_units,); NaN = nothing applies, or withheld."""
        row = self.layout.row_of[node]
        found: Floats = self.rows.reached[row]
        return found if self.rows.applying is None else found / self.rows.applying[row]

    def applicable(self, node: int) -> Floats:
        """Applicable part of one node, (n_units,)."""
        row = self.layout.row_of[node]
        if self.rows.applying is None:
            return np.asarray(~np.isnan(self.rows.reached[row]), dtype=np.float64)
        applying: Floats = self.rows.applying[row]
        return applying

    def reached(self, node: int) -> Floats:
        """Share x applicable part of one node, (n_units,); NaN = nothing applies, or withheld."""
        row = self.layout.row_of[node]
        found: Floats = self.rows.reached[row]
        if self.rows.applying is None:
            return found
        return np.where(self.rows.applying[row] > 0, found, np.nan)

    def measured(self, node: int, measure: Measure) -> Floats:
        """What a measure of one node is made from: its share, or what is reached of its maximum."""
        return self.share(node) if measure is Measure.SCORE else self.reached(node)


class Climber:
    """Works out blocks, with memory of its own."""

    def __init__(self, layout: Layout, reader: Reader, rule: NotApplicable) -> None:
        self.layout = layout
        self.reader = reader
        self._root = layout.row_of[layout.hierarchy.root]
        self._reduced = rule is NotApplicable.REDUCE
        self._memory = [Buffer(layout.n_rows, HEIGHT, np.float64) for _ in range(1 + self._reduced)]

    def climb(self, units: slice) -> NodeBlock:
        """Work out the nodes of some units; the next block overwrites them."""
        found = [memory.of(units.stop - units.start) for memory in self._memory]
        rows = Rows(found[0], found[1] if self._reduced else None)
        read = self.reader.read(units, rows)
        for reached in found:
            self._add_up(reached)
        partial, factors = self._around(found[0])
        nothing = found[1][self._root] == 0 if self._reduced else np.isnan(found[0][self._root])
        gone = read.withheld | nothing
        if gone.any():
            found[0][:, gone] = np.nan
            found[-1][:, gone] = 0.0 if self._reduced else np.nan
        return NodeBlock(self.layout, rows, read, partial, factors)

    def _add_up(self, rows: Floats) -> None:
        for one in self.layout.uppers:
            if len(one.weights):
                np.einsum("i,ij->j", one.weights, rows[one.below], out=rows[one.row])
            else:
                rows[one.row] = 0.0 if self._reduced else np.nan

    def _around(self, rows: Floats) -> tuple[Ints, Floats]:
        """Climb again for the units in which a whole row is out: its weight goes to its siblings.

        Returns
        -------
        partial : (k,) int64
        factors : (k,) float64
        """
        if self._reduced:
            return np.empty(0, dtype=np.int64), np.empty(0)
        units = np.flatnonzero(np.isnan(rows[self.layout.tops]).any(axis=0))
        factors = np.ones(len(units))
        gaps = np.isnan(rows[:, units])
        for one in self.layout.uppers:
            if not gaps[one.below].any():
                continue
            below = rows[one.below][:, units]
            applies = ~np.isnan(below)
            weights = np.where(applies, one.weights[:, np.newaxis], 0.0)
            share = np.where(applies, below, 0.0)
            rows[one.row, units] = (weights * share).sum(axis=0) / weights.sum(axis=0)
            factors *= _factors(applies, one.whole_weights)
        return units, factors


def _factors(applies: Bools, whole: tuple[int, ...]) -> Floats:
    """By how much what is out makes the denominators of each unit finer, (n_units,)."""
    if sum(whole) > MOST:
        return np.where(applies.all(axis=0), 1.0, np.inf)
    applying = np.array(whole, dtype=np.float64) @ applies
    return partial_weights(applying, whole).astype(np.float64)
