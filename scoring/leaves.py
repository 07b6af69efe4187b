"""The answers of many units as the engine reads them: shares, gaps, and what does not apply.

What lives here: access to a matrix of shares by blocks of units. Not here: what a gap counts as
(`missing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.arrays import Bools, Floats
from scoring.exact import ExactRow


@dataclass(frozen=True)
class Leaves:
    """A matrix of shares.

    Attributes
    ----------
    shares : (n_units, n_leaves) float64, NaN = not answered
    not_applicable : (n_units, n_leaves) bool, optional
    exact : mapping from the place of a unit to its exact shares
        Only units of which a float does not stand for its simple fraction (see `fraction_of`).
    off_grid : (n_units,) bool, optional
        Units of which a share does not stand on the grid that its leaf declares.
    """

    shares: Floats
    not_applicable: Bools | None = None
    exact: Mapping[int, ExactRow] = field(default_factory=dict)
    off_grid: Bools | None = None

    def __post_init__(self) -> None:
        out = self.not_applicable
        if self.shares.ndim != 2 or (out is not None and out.shape != self.shares.shape):
            raise ValueError("shares and what does not apply are matrices of the same shape")
        if self.off_grid is not None and self.off_grid.shape != self.shares.shape[:1]:
            raise ValueError("there is one mark for each unit that stands off the grid")

    @property
    def n_units(self) -> int:
        return len(self.shares)

    def out(self, rows: slice) -> Bools:
        """What does not apply to the units of a block."""
        if self.not_applicable is None:
            return np.zeros(self.shares[rows].shape, dtype=bool)
        return self.not_applicable[rows]

    def part(self, rows: slice) -> Leaves:
        """The same for a stretch of units; nothing is copied."""
        exact = {}
        if self.exact:
            exact = {
                p - rows.start: self.exact[p] for p in self.exact if rows.start <= p < rows.stop
            }
        return Leaves(
            self.shares[rows],
            None if self.not_applicable is None else self.not_applicable[rows],
            exact,
            None if self.off_grid is None else self.off_grid[rows],
        )

    @property
    def on_grid(self) -> Bools:
        """Units of which every share stands on its grid, where there is one."""
        if self.off_grid is None:
            return np.ones(self.n_units, dtype=bool)
        return ~self.off_grid
