"""Rank units by comparing them pair by pair instead of adding numbers up.

What lives here: the outranking matrix, Borda counts, Copeland scores and Kemeny's ranking. Not
here: the ranks that follow from a score (`ranking`).

`values` is (n_units, n_criteria) float64, higher is better, NaN = not known: such a criterion
takes no part in the pairs of that unit. `weights` are fractions, so that "more than half of the
weight" is decided in whole numbers and never by the rounding of a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm

import numpy as np

from scoring.arrays import Bools, Floats, Ints

MOST_KEMENY_UNITS = 15


class TooManyUnits(ValueError):
    """Kemeny's ranking was asked for more units than can be compared in all orders."""


class WeightsTooFine(ValueError):
    """Weights whose common denominator is too great to compare sums in whole numbers."""


def outranking_matrix(values: Floats, weights: Sequence[Fraction]) -> Floats:
    """Say for each pair which part of the weight speaks for the first unit.

    Parameters
    ----------
    values : (n_units, n_criteria) float64
    weights : sequence of Fraction, (n_criteria,)

    Returns
    -------
    (n_units, n_units) float64
        Row against column; a criterion on which both are equal counts half for each. The diagonal
        is 0, and a pair with no criterion in common has 0.5.

    Source
    ------
    Munda and Nardo (2005); OECD/JRC Handbook (2008), pp. 102-116 and table 36.

    Examples
    --------
    >>> values = np.array([[3.0, 1.0], [2.0, 1.0]])
    >>> outranking_matrix(values, [Fraction(1), Fraction(1)]).tolist()
    [[0.0, 0.75], [0.25, 0.0]]
    """
    twice, common = _votes(values, _whole(weights), slice(None))
    matrix = np.divide(twice, 2.0 * common, out=np.full(twice.shape, 0.5), where=common > 0)
    np.fill_diagonal(matrix, 0.0)
    return np.asarray(matrix)


def copeland(values: Floats, weights: Sequence[Fraction]) -> Ints:
    """Count the units that each unit beats, less those that beat it.

    Parameters
    ----------
    values : (n_units, n_criteria) float64
    weights : sequence of Fraction, (n_criteria,)

    Returns
    -------
    (n_units,) int64, from -(n_units - 1) to n_units - 1

    Notes
    -----
    A unit beats another if more than half of the weight of the criteria known for both speaks for
    it, a tie on a criterion counting half for each.

    Source
    ------
    Copeland (1951); OECD/JRC Handbook (2008), pp. 102-116.

    Examples
    --------
    >>> values = np.array([[3.0, 3.0, 1.0], [2.0, 2.0, 2.0], [1.0, 1.0, 3.0]])
    >>> copeland(values, [Fraction(1)] * 3).tolist()
    [2, 0, -2]
    """
    whole = _whole(weights)
    scores = np.zeros(len(values), dtype=np.int64)
    for start in range(0, len(values), 256):
        rows = slice(start, min(start + 256, len(values)))
        twice, common = _votes(values, whole, rows)
        scores[rows] = np.sign(twice - common).sum(axis=1)
    return scores


def borda_count(values: Floats, weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Add up, over the criteria, the weight times the number of units that a unit beats.

    Source
    ------
    Borda (1784); OECD/JRC Handbook (2008), tables 25 to 34.

    Examples
    --------
    >>> [int(b) for b in borda_count(np.array([[2.0], [1.0], [0.0]]), [Fraction(3)])]
    [6, 3, 0]
    """
    totals = [Fraction(0)] * len(values)
    for column, weight in zip(values.T, weights, strict=True):
        ordered = np.sort(column[~np.isnan(column)])
        beaten = np.searchsorted(ordered, column)
        for unit in np.flatnonzero(~np.isnan(column)):
            totals[unit] += weight * int(beaten[unit])
    return tuple(totals)


def kemeny_score(matrix: Floats, order: Sequence[int]) -> float:
    """Add up what speaks for every pair as `order` (best first) has it.

    >>> kemeny_score(np.array([[0.0, 0.7], [0.3, 0.0]]), [0, 1])
    0.7
    """
    places = list(order)
    return float(sum(matrix[a, places[at + 1 :]].sum() for at, a in enumerate(places)))


def kemeny_rankings(matrix: Floats, most: int = 100) -> tuple[tuple[int, ...], ...]:
    """Find the orders of the units, best first, that agree most with the pairs.

    Parameters
    ----------
    matrix : (n_units, n_units) float64
        What speaks for the row against the column, from `outranking_matrix` or counted votes.
    most : int
        Stop after so many equally good orders.

    Returns
    -------
    tuple of tuple of int
        All best orders (up to `most`), in the order of their first units.

    Raises
    ------
    TooManyUnits
        For more than 15 units.

    Notes
    -----
    The best order of a set of units begins with one of them, followed by the best order of the
    rest; the best sums of all 2^n sets are worked out from the smallest on. Sums within 1e-9 are
    equal.

    Source
    ------
    Kemeny (1959); OECD/JRC Handbook (2008), table 37.

    Examples
    --------
    >>> cycle = np.array([[0.0, 2.0, 1.0], [1.0, 0.0, 2.0], [2.0, 1.0, 0.0]])
    >>> kemeny_rankings(cycle)
    ((0, 1, 2), (1, 2, 0), (2, 0, 1))
    """
    n_units = len(matrix)
    if n_units > MOST_KEMENY_UNITS:
        raise TooManyUnits(f"Kemeny's ranking takes at most {MOST_KEMENY_UNITS} units")
    best = [0.0] * (1 << n_units)
    for members in range(1, 1 << n_units):
        best[members] = max(
            _won(matrix, first, members) + best[members ^ (1 << first)] for first in _units(members)
        )
    found: list[tuple[int, ...]] = []
    _follow(matrix, best, (1 << n_units) - 1, (), found, most)
    return tuple(found)


def condorcet_order(matrix: Floats) -> tuple[int, ...] | None:
    """Return the order in which every unit beats the next and all later ones, if there is one.

    >>> condorcet_order(np.array([[0.0, 2.0], [1.0, 0.0]]))
    (0, 1)
    """
    beats = matrix > matrix.T
    order = sorted(range(len(matrix)), key=lambda unit: -int(beats[unit].sum()))
    for at, (first, _) in enumerate(pairwise(order)):
        if not beats[first, order[at + 1 :]].all():
            return None
    return tuple(order)


def dominates(values: Floats) -> Bools:
    """Tell which units are at least as good on every criterion and better on one.

    Returns
    -------
    (n_units, n_units) bool, row over column

    Examples
    --------
    >>> dominates(np.array([[2.0, 1.0], [1.0, 1.0]])).tolist()
    [[False, True], [False, False]]
    """
    no_worse = (values[:, np.newaxis, :] >= values[np.newaxis]).all(axis=2)
    return np.asarray(no_worse & (values[:, np.newaxis, :] > values[np.newaxis]).any(axis=2))


def _whole(weights: Sequence[Fraction]) -> list[int]:
    """Scale fractions to whole numbers in the same proportion."""
    unit = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * unit) for weight in weights]
    if 2 * sum(whole) >= 2**63:
        raise WeightsTooFine("the weights are too fine to be compared in whole numbers")
    return whole


def _votes(values: Floats, weights: Sequence[int], rows: slice) -> tuple[Ints, Ints]:
    """Return, for rows against all, twice the weight for the row and the weight in common."""
    twice = np.zeros((len(values[rows]), len(values)), dtype=np.int64)
    common = np.zeros_like(twice)
    for column, weight in zip(values.T, weights, strict=True):
        mine, theirs = column[rows, np.newaxis], column[np.newaxis]
        twice += weight * (2 * (mine > theirs) + (mine == theirs))
        common += weight * (~np.isnan(mine) & ~np.isnan(theirs))
    return twice, common


def _units(members: int) -> list[int]:
    return [unit for unit in range(members.bit_length()) if members >> unit & 1]


def _won(matrix: Floats, first: int, members: int) -> float:
    return float(sum(matrix[first, other] for other in _units(members) if other != first))


def _follow(
    matrix: Floats,
    best: Sequence[float],
    members: int,
    order: tuple[int, ...],
    found: list[tuple[int, ...]],
    most: int,
) -> None:
    """Collect every order that reaches the best sum."""
    if len(found) >= most:
        return
    if not members:
        found.append(order)
        return
    for first in _units(members):
        rest = members ^ (1 << first)
        if _won(matrix, first, members) + best[rest] >= best[members] - 1e-9:
            _follow(matrix, best, rest, (*order, first), found, most)
