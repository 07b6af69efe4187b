"""Order units: exact ties, tie rules, leagues, percentiles.

What lives here: who is before whom. Not here: the number that is ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.exact import TOLERANCE
from scoring.lattice import Exact

NO_RANK = 0
"""Stands in arrays of ranks for a unit that is not ranked."""


class Ties(StrEnum):
    """The place that tied units share, or the order among them."""

    MIN = "min"
    MAX = "max"
    AVERAGE = "average"
    DENSE = "dense"
    ORDINAL = "ordinal"


def rank_keys(
    values: Floats,
    *,
    scale: float,
    exact: Callable[[int], Fraction],
    known: Exact | None = None,
) -> Ints:
    """Turn values into whole-number keys that are equal exactly where the exact values are.

    Parameters
    ----------
    values : (n_units,) float64, NaN = not ranked
    scale : float
        The largest number that `values` can hold.
    exact : callable
        Gives the exact value of a unit by its place; asked only where two floats lie so near each
        other that rounding could have split or swapped them.
    known : Exact, optional
        Exact values of many units; two of them are compared in whole numbers.

    Returns
    -------
    (n_units,) int64
        Higher is better, 0 = not ranked; not every number between need be taken.

    Notes
    -----
    A sum of floats depends on the order of its terms, and a matrix product gives identical rows
    different last digits, so equal scores come out up to about 1e-14 apart. Neighbours within
    `TOLERANCE` of each other are therefore compared exactly.

    Examples
    --------
    >>> rank_keys(
    ...     np.array([0.3, 0.1 + 0.2, 0.9]), scale=1.0, exact=lambda _: Fraction(3, 10)
    ... ).tolist()
    [1, 1, 2]
    """
    keys = np.zeros(len(values), dtype=np.int64)
    if known is not None:
        counted = _keys_by_counting(values, known)
        if counted is not None:
            return counted
    sure = values if known is None else known.rounded(values)
    order = _ascending(sure)
    if not len(order):
        return keys
    near = np.diff(sure[order]) <= TOLERANCE * max(scale, 1.0)
    tied, open_ = _compare(sure[order], order, near, known)
    for start, stop in _runs(near, open_):
        members = sorted((exact(int(unit)), int(unit)) for unit in order[start:stop])
        order[start:stop] = [unit for _, unit in members]
        tied[start : stop - 1] = [a == b for (a, _), (b, _) in pairwise(members)]
    keys[order] = 1 + np.concatenate(([0], np.cumsum(~tied)))
    return keys


def _keys_by_counting(values: Floats, known: Exact) -> Ints | None:
    """Take numerators as keys where all numbers have one denominator: nothing is sorted.

    Returns None where numbers are unknown, or so far apart that there are too many to count.
    """
    ranked = ~np.isnan(values)
    den = known.den[ranked]
    if not len(den) or den.min() == 0 or den.min() != den.max():
        return None
    num = known.num[ranked]
    lowest = int(num.min())
    if int(num.max()) - lowest > 8 * len(num) + 1000:
        return None
    keys = np.zeros(len(values), dtype=np.int64)
    keys[ranked] = num - lowest + 1
    return keys


def _ascending(values: Floats) -> Ints:
    """Order the units that have a number, the worst first."""
    ranked = np.flatnonzero(~np.isnan(values))
    return ranked[np.argsort(values[ranked], kind="stable")]


def _compare(values: Floats, order: Ints, near: Bools, known: Exact | None) -> tuple[Bools, Bools]:
    """Compare near neighbours in whole numbers: which are tied, and which are still open.

    The products of numerators and denominators may overflow, but for near neighbours their
    difference does not, and whole numbers wrap round: equal is equal.
    """
    tied = np.zeros(len(near), dtype=bool)
    if known is None:
        return tied, near
    num, den = known.num[order], known.den[order]
    both = near & (den[1:] > 0) & (den[:-1] > 0)
    apart = num[1:] * den[:-1] - num[:-1] * den[1:]
    tied[both] = apart[both] == 0
    # two different numbers with one float: their order is not decided yet
    swapped = both & ~tied & (values[1:] == values[:-1])
    return tied, (near & ~both) | swapped


def _runs(near: Bools, open_: Bools) -> list[tuple[int, int]]:
    """Return (start, stop) of the stretches of near neighbours in which something is open."""
    if not open_.any():
        return []
    padded = np.concatenate(([0], near.astype(np.int8), [0]))
    change = np.diff(padded)
    starts, stops = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    before = np.concatenate(([0], np.cumsum(open_)))
    wanted = before[stops] > before[starts]
    return list(zip(starts[wanted].tolist(), (stops[wanted] + 1).tolist(), strict=True))


def refine(keys: Ints, breakers: Sequence[Ints]) -> Ints:
    """Break ties by further keys, the first that differs deciding.

    Parameters
    ----------
    keys : (n_units,) int64
        Higher is better, 0 = not ranked.
    breakers : sequence of (n_units,) int64
        Higher is better.

    Returns
    -------
    (n_units,) int64

    Examples
    --------
    >>> refine(np.array([2, 2, 1, 0]), [np.array([5, 7, 9, 9])]).tolist()
    [2, 3, 1, 0]
    """
    if not breakers:
        return keys
    stack = np.stack([keys, *breakers])
    _, places = np.unique(stack, axis=1, return_inverse=True)
    ranked = keys > 0
    refined = np.zeros(len(keys), dtype=np.int64)
    refined[ranked] = np.unique(places.reshape(-1)[ranked], return_inverse=True)[1] + 1
    return refined


def rank(keys: Ints, leagues: Ints | None = None, *, ties: Ties = Ties.MIN) -> Ints | Floats:
    """Rank within each league, best first.

    Parameters
    ----------
    keys : (n_units,) int64
        Higher is better, equal = tied, 0 = not ranked.
    leagues : (n_units,) int64, optional
        The league of each unit; all in one if left out.
    ties : Ties
        `MIN` shares the best place of the tied ("1224", competition ranking), `MAX` the last
        ("1334"), `AVERAGE` the middle ("1 2.5 2.5 4"), `DENSE` leaves no hole ("1223"), `ORDINAL`
        numbers the tied by the order in which they are given.

    Returns
    -------
    (n_units,) int64, float64 for `AVERAGE`
        1 = best, `NO_RANK` for a unit that is not ranked.

    Notes
    -----
    Units are counted per league and key, so that nothing has to be sorted again.

    Examples
    --------
    >>> keys = np.array([5, 9, 5, 0, 1])
    >>> rank(keys).tolist(), rank(keys, ties=Ties.DENSE).tolist()
    ([2, 1, 2, 0, 4], [2, 1, 2, 0, 3])
    >>> rank(keys, ties=Ties.AVERAGE).tolist()
    [2.5, 1.0, 2.5, 0.0, 4.0]
    >>> rank(np.array([5, 9, 5]), np.array([0, 1, 0])).tolist()
    [1, 1, 1]
    """
    ranks = np.full(len(keys), float(NO_RANK))
    group = np.zeros(len(keys), dtype=np.int64) if leagues is None else leagues
    for league in range(int(group.max(initial=-1)) + 1):
        members = np.flatnonzero((group == league) & (keys > 0))
        if len(members):
            ranks[members] = _places(keys[members], ties)
    return ranks if ties is Ties.AVERAGE else ranks.astype(np.int64)


def _places(keys: Ints, ties: Ties) -> Ints | Floats:
    """Rank the units of one league."""
    if ties is Ties.ORDINAL:
        places = np.empty(len(keys), dtype=np.int64)
        places[np.argsort(-keys, kind="stable")] = np.arange(1, len(keys) + 1)
        return places
    lowest = int(keys.min())
    if int(keys.max()) - lowest > 4 * len(keys) + 1000:
        keys, lowest = np.unique(keys, return_inverse=True)[1], 0
    size = np.bincount(keys - lowest)
    if ties is Ties.DENSE:
        size = (size > 0).astype(np.int64)
    better = size[::-1].cumsum()[::-1] - size
    place = {
        Ties.MIN: better + 1,
        Ties.DENSE: better + 1,
        Ties.MAX: better + size,
        Ties.AVERAGE: better + (size + 1) / 2,
    }[ties]
    return np.asarray(place[keys - lowest])


def percentile(keys: Ints, leagues: Ints | None = None) -> Floats:
    """Say which part of the ranked units of its league does not stand above each unit.

    Returns
    -------
    (n_units,) float64, in (0, 1], 1 = nobody is better; NaN = not ranked

    Notes
    -----
    (n - (competition rank - 1)) / n.

    Examples
    --------
    >>> percentile(np.array([1, 2, 3, 4])).tolist()
    [0.25, 0.5, 0.75, 1.0]
    """
    group = np.zeros(len(keys), dtype=np.int64) if leagues is None else leagues
    _, league, size = np.unique(group[keys > 0], return_inverse=True, return_counts=True)
    found = np.full(len(keys), np.nan)
    better = rank(keys, leagues)[keys > 0] - 1
    found[keys > 0] = (size[league] - better) / size[league]
    return found
