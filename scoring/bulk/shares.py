"""Shares of any size into the lowest rows of a block.

What lives here: the rule for gaps, the sums of what is reached and of what applies, and the check
that shares stand on the grid that was found for them. Not here: ladder codes (`codes`) and the way
up the tree (`climb`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.aggregate import blocks
from scoring.arrays import Bools, Floats
from scoring.bulk.answers import ShareAnswers
from scoring.bulk.code_sums import EXACT_IN_FLOAT32
from scoring.bulk.layout import Layout
from scoring.bulk.products import SMALL, Matrix, Products
from scoring.bulk.rows import HEIGHT, Buffer, LowestRows, Read, Rows
from scoring.bulk.steps import Steps
from scoring.missing import Missing, settle
from scoring.scheme import Scheme

FEW = 256
"""Units whose shares are looked at again and again: they stay in the nearest cache."""


class ShareReader:
    """Reads blocks of shares."""

    def __init__(
        self, scheme: Scheme, answers: ShareAnswers, layout: Layout, steps: Steps | None
    ) -> None:
        self._scheme = scheme
        self._answers = answers
        self._shares = np.asarray(answers.shares)
        self._not_applicable = (
            None if answers.not_applicable is None else np.asarray(answers.not_applicable)
        )
        self._steps = steps
        self._lowest = LowestRows(layout)
        weights = [part.float_weights for part in layout.parts]
        self._totals = np.array([[sum(some)] for some in weights])
        self._wholes = np.where(self._totals > 0, self._totals, 1.0)
        whole = all(weight.is_integer() for some in weights for weight in some)
        small = whole and self._wholes.max() < EXACT_IN_FLOAT32
        kind = np.float32 if small else np.float64
        self._reach = Products(layout.parts, weights, np.float64)
        self._apply = Products(layout.parts, weights, kind)
        self._filled = np.empty((SMALL, answers.n_leaves))
        self._out = np.empty((SMALL, answers.n_leaves), dtype=bool)
        self._in = np.empty((SMALL, answers.n_leaves), dtype=kind)
        self._reached = Buffer(len(weights), HEIGHT, np.float64)
        self._applying = Buffer(len(weights), HEIGHT, kind)

    def read(self, units: slice, rows: Rows) -> Read:
        """Fill the lowest rows with some units.

        Raises
        ------
        ValueError
            If a share is infinite.
        """
        n_units, size = units.stop - units.start, 1.0
        reached, applying = self._reached.of(n_units), self._applying.of(n_units)
        withheld, strangers = np.zeros((2, n_units), dtype=bool)
        for start in range(0, n_units, SMALL):
            few = slice(start, min(start + SMALL, n_units))
            shares, held = self._settled(slice(units.start + few.start, units.start + few.stop))
            withheld[few] = held
            strangers[few], largest = self._add_up(shares, reached[:, few], applying[:, few])
            size = max(size, largest)
        self._lowest.write(rows, reached, applying, self._wholes)
        if self._answers.strangers is not None:
            strangers |= self._answers.strangers[units]
        return Read(withheld, strangers, size)

    def complete(self, units: slice) -> Bools:
        """Tell of which units every answer is in the calculation."""
        return np.asarray(~np.isnan(self._settled(units)[0]).any(axis=1))

    def _settled(self, units: slice) -> tuple[Floats, Bools | bool]:
        """Return shares, NaN = out of the calculation, and who is withheld for a gap."""
        shares, missing = self._shares[units], self._scheme.missing
        if self._answers.nothing_missing or (
            self._not_applicable is None and missing is Missing.SKIP
        ):
            return shares, False
        mask = self._not_applicable
        out = np.zeros(shares.shape, dtype=bool) if mask is None else mask[units]
        if np.array_equal(np.isnan(shares), out):
            return shares, False
        extras = list(self._scheme.hierarchy.extras)
        if extras:
            out = out.copy()
            out[:, extras] |= np.isnan(shares[:, extras])
        return settle(shares, out, missing)

    def _add_up(
        self, shares: Floats, reached: Floats, applying: Matrix
    ) -> tuple[Bools | bool, float]:
        """Write sums; return who is not on the grid, and the largest share if one is below 0."""
        filled, out, in_ = (one[: len(shares)] for one in (self._filled, self._out, self._in))
        least = min(
            self._fill(shares[few], filled[few], out[few]) for few in blocks(len(shares), FEW)
        )
        self._reach.add_up(filled, reached)
        # an infinite share shows in its sum, times 0 as NaN in others
        if not (reached.max() < np.inf and least > -np.inf):
            raise ValueError("a share is infinite")
        if out.any():
            np.logical_not(out, out=out)
            np.copyto(in_, out)
            self._apply.add_up(in_, applying)
        else:
            applying[:] = self._totals
        size = 1.0 if least == 0 else float(np.abs(filled).max())
        return False if self._steps is None else self._steps.missed(filled), size

    @staticmethod
    def _fill(shares: Floats, filled: Floats, out: NDArray[Any]) -> float:
        """Write shares with 0 for what is out, and what is out; return the least share."""
        np.isnan(shares, out=out)
        least = float(np.fmin.reduce(shares, axis=None, initial=0.0))
        if least < 0:
            filled[:] = np.where(out, 0.0, shares)
        else:
            np.fmax(shares, 0.0, out=filled)
        return least
