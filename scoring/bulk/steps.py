"""Shares that are steps of ladders, although nothing says so.

What lives here: finding the steps from a few units, and checking every share of the others. Not
here: what follows for the certainty of numbers (`certainty`).

Shares k / n are told from all other numbers by one product: n is only used if, for every step k,
the float64 next to k / n on either side has another float64 product with n than k.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.exact import fraction_of

SAMPLE = 512
"""Units from which ladders are found."""

FEW = 0.05
"""So many of the sample may have another share; they are worked out one by one."""

MOST_STEPS = 100
"""Finer shares than hundredths are not taken for steps."""


@dataclass(frozen=True)
class Steps:
    """The number of steps of every leaf's ladder, (n_leaves,)."""

    numbers: Ints

    def missed(self, shares: Floats) -> Bools | bool:
        """Tell which units have a share that is no step; False for nobody.

        >>> Steps(np.array([5, 2])).missed(np.array([[0.2, 0.5], [0.3, 1.0]])).tolist()
        [False, True]
        """
        alike = self.numbers.min() == self.numbers.max()
        scaled = shares * (float(self.numbers[0]) if alike else self.numbers.astype(np.float64))
        odd = np.not_equal(scaled, np.rint(scaled))
        odd |= scaled > self.numbers
        return np.asarray(odd.any(axis=1)) if odd.any() else False


def known_steps(
    shares: Floats, declared: tuple[int | None, ...]
) -> tuple[tuple[int | None, ...], Steps | None]:
    """Say of what the shares of every leaf are multiples, judging by a sample.

    What is declared for all leaves and holds is believed, as `score_table` does. Elsewhere steps
    that most units keep to are looked for, and are to be checked for every unit.

    Parameters
    ----------
    shares : (n_units, n_leaves) float64, NaN = no answer
    declared : tuple of int or None, (n_leaves,)

    Returns
    -------
    known : tuple of int or None, (n_leaves,)
        Shares are multiples of 1 / this.
    steps : Steps, optional
        What is to be checked.

    Examples
    --------
    >>> shares = np.array([[0.2, 0.5], [np.nan, 1.0], [0.6, 0.0]])
    >>> known_steps(shares, (5, 2)), known_steps(shares, (None, None))[0]
    (((5, 2), None), (5, 2))
    """
    places = np.unique(np.linspace(0, len(shares) - 1, SAMPLE).astype(np.int64))
    columns = [column[np.isfinite(column)] for column in shares[places].T]
    pairs = list(zip(columns, declared, strict=True))
    known = tuple(n if n is not None and _kept_to(column, n) == 1 else None for column, n in pairs)
    if None not in known:
        return known, None
    found = [_steps(column, n) for column, n in pairs]
    usable = tuple(n for n in found if n is not None)
    return (usable, Steps(np.array(usable))) if len(usable) == len(columns) else (known, None)


def _kept_to(column: Floats, steps: int) -> float:
    """Which part of some shares are multiples of 1 / steps."""
    if not len(column):
        return 1.0
    scaled = column * steps
    return float((np.abs(scaled - np.rint(scaled)) < 1e-9).mean())


def _steps(column: Floats, declared: int | None) -> int | None:
    """Return n that can be checked, so that most shares of a leaf are multiples of 1 / n."""
    numbers, counts = np.unique(column, return_counts=True)
    often = numbers[counts > FEW * len(column)]
    for common in (declared, _common(numbers), _common(often)):
        if common is not None and _kept_to(column, common) >= 1 - FEW:
            usable = range(common, MOST_STEPS + 1, common)
            return next((n for n in usable if _tells_apart(n)), None)
    return None


def _common(numbers: Floats) -> int | None:
    """Return the common denominator of some shares."""
    if len(numbers) > MOST_STEPS or not ((numbers >= 0) & (numbers <= 1)).all():
        return None
    common = 1
    for number in numbers.tolist():
        common = lcm(common, fraction_of(number).denominator)
        if common > MOST_STEPS:
            return None
    return common


def _tells_apart(steps: int) -> bool:
    """Whether only k / n itself has the product k with n, for every k."""
    whole = np.arange(steps + 1)
    exact = whole / steps
    beside = np.concatenate([np.nextafter(exact, -1.0), np.nextafter(exact, 2.0)])
    return bool(
        ((exact * steps) == whole).all() and not ((beside * steps) == np.tile(whole, 2)).any()
    )
