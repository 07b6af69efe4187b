"""The rows of a block: one for each node, the numbers of all its units side by side.

What lives here: the memory of blocks and what readers of answers write into it. Not here: which row
is which node (`layout`), and the way up (`climb`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats
from scoring.bulk.layout import Layout
from scoring.bulk.products import Matrix

HEIGHT = 8192
"""Units worked on together: their rows stay in the processor's cache."""


class Buffer:
    """Memory for one array of each block, cut to the number of its units."""

    def __init__(self, rows: int, height: int, kind: type[Any]) -> None:
        self._memory = np.empty(rows * height, dtype=kind)
        self._rows = rows

    def of(self, n_units: int) -> NDArray[Any]:
        """Return (rows, n_units), without holes."""
        return self._memory[: self._rows * n_units].reshape(self._rows, n_units)


@dataclass(frozen=True)
class Rows:
    """The rows of one block.

    Attributes
    ----------
    reached : (n_rows, n_units) float64
        Under `REDISTRIBUTE` the share, NaN = nothing applies; under `REDUCE` share x applicable
        part.
    applying : (n_rows, n_units) float64, optional
        Under `REDUCE` the applicable part.
    """

    reached: Floats
    applying: Floats | None


@dataclass(frozen=True)
class Read:
    """What a reader found in the answers of a block beside its rows.

    Attributes
    ----------
    withheld : (n_units,) bool
    strangers : (n_units,) bool
        Units of which a share is not on the grid that its leaf has.
    size : float
        The largest share without its sign, at least 1. Where no share is below 0 it need not be
        known: what such shares add up to is rounded no worse than any of them.
    """

    withheld: Bools
    strangers: Bools
    size: float = 1.0


class Reader(Protocol):
    """Reads answers; each thread has its own."""

    def read(self, units: slice, rows: Rows) -> Read:
        """Fill the lowest rows with some units."""

    def complete(self, units: slice) -> Bools:
        """Tell of which units every answer applies."""


class LowestRows:
    """Writes the lowest rows from sums over leaves."""

    def __init__(self, layout: Layout) -> None:
        places = [part.row for part in layout.parts]
        joined = places == [*range(places[0], places[0] + len(places))]
        self._place = slice(places[0], places[0] + len(places)) if joined else np.array(places)

    def write(self, rows: Rows, reached: Matrix, applying: Matrix, wholes: Floats) -> None:
        """Divide sums by what applies.

        Parameters
        ----------
        rows : Rows
        reached, applying : (n_parts, n_units)
            Weights x shares, and weights, of the leaves that apply.
        wholes : (n_parts, 1)
            Weights of all leaves; 1 where there are none.
        """
        if rows.applying is not None:
            rows.reached[self._place] = np.divide(reached, wholes, dtype=np.float64)
            rows.applying[self._place] = np.divide(applying, wholes, dtype=np.float64)
        elif isinstance(self._place, slice):
            np.divide(reached, applying, out=rows.reached[self._place], dtype=np.float64)
        else:
            rows.reached[self._place] = np.divide(reached, applying, dtype=np.float64)

    def look_up(self, rows: Rows, places: NDArray[np.int64], worth: Floats, part: Floats) -> None:
        """Write what a table holds; `part` is the table of what applies."""
        if rows.applying is not None:
            rows.applying[self._place] = part[places]
        if isinstance(self._place, slice):
            np.take(worth, places, out=rows.reached[self._place], mode="clip")
        else:
            rows.reached[self._place] = worth[places]
