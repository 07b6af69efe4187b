"""Round numbers as an index declares it, before they are cut into levels or ranked.

What lives here: rounding half up and half even, decided exactly. Not here: how numbers are shown
to people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from scoring.arrays import Floats, Ints
from scoring.exact import TOLERANCE
from scoring.lattice import Exact


class Half(StrEnum):
    """Where a number goes that lies in the middle of two."""

    UP = "up"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Rounding:
    """So many digits after the point; halves go away from zero, or to the even neighbour."""

    digits: int
    half: Half = Half.UP

    def apply(self, number: Fraction) -> Fraction:
        """Round one exact number.

        >>> Rounding(1).apply(Fraction(5, 100)), Rounding(1, Half.EVEN).apply(Fraction(5, 100))
        (Fraction(1, 10), Fraction(0, 1))
        """
        return Fraction(self._whole(number), 10**self.digits)

    def _whole(self, number: Fraction) -> int:
        scaled = number * Fraction(10**self.digits)
        if self.half is Half.EVEN:
            return round(scaled)
        away = (abs(scaled) * 2 + 1) // 2
        return -away if scaled < 0 else away

    def wholes(
        self,
        values: Floats,
        *,
        scale: float,
        exact: Callable[[int], Fraction],
        known: Exact | None = None,
    ) -> Ints:
        """Round many numbers; the results are in units of the last digit.

        Parameters
        ----------
        values : (n_units,) float64, NaN = no number
        scale : float
            The largest number that `values` can hold.
        exact : callable
            Gives the exact value of a unit by its place; asked only near a half.
        known : Exact, optional
            Exact values of many units; they are not asked for.

        Returns
        -------
        (n_units,) int64
            round(value x 10^digits); 0 where there is no number.

        Examples
        --------
        >>> Rounding(1).wholes(
        ...     np.array([0.15, 0.25]),
        ...     scale=1.0,
        ...     exact=[Fraction(3, 20), Fraction(1, 4)].__getitem__,
        ... ).tolist()
        [2, 3]
        """
        scaled = values * 10.0**self.digits
        nearest = np.nan_to_num(np.rint(scaled)).astype(np.int64)
        from_half = np.abs(np.abs(scaled - np.floor(scaled)) - 0.5)
        margin = TOLERANCE * max(scale, 1.0) * 10.0**self.digits
        for unit in np.flatnonzero(from_half <= margin):
            sure = None if known is None else known.fraction(int(unit))
            nearest[unit] = self._whole(exact(int(unit)) if sure is None else sure)
        return nearest
