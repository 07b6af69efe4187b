"""Weights that each unit would choose for itself: the benefit of the doubt.

What lives here: the most favourable weights of each unit within declared bounds, and the score that
they give. Not here: weights that hold for everybody (`weights`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats, Ints

MOST_UNITS = 1000
_ZERO = 1e-10


class BoundsFaulty(ValueError):
    """Bounds between which no weights lie."""


class TooManyUnits(ValueError):
    """More units than the most favourable weights can be found for one by one."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """The most favourable score of each unit, and the weights that give it.

    Attributes
    ----------
    scores : (n_units,) float64, from 0 to 1
        1 = no other unit does better with this unit's own weights.
    weights : (n_units, n_items) float64, each row adding up to 1
    """

    scores: Floats
    weights: Floats


def benefit_of_the_doubt(values: Floats, *, least: float = 0.0, most: float = 1.0) -> Benefit:
    """Let every unit choose the weights under which it stands best.

    Parameters
    ----------
    values : (n_units, n_items) float64, not negative, complete
    least, most : float
        The part of all weights that each item has at least and at most.

    Returns
    -------
    Benefit

    Raises
    ------
    BoundsFaulty
        If no weights lie between the bounds.
    TooManyUnits
        For more than 1,000 units.
    ValueError
        If a value is negative or not known, or a unit has nothing at all and so has everybody.

    Notes
    -----
    For unit c: maximise sum(w x_c) so that sum(w x_k) <= 1 for every unit k, w >= 0, and
    least <= w_i / sum(w) <= most; a linear program for each unit, solved by the simplex method with
    Bland's rule, which always ends.

    Source
    ------
    Melyn and Moesen (1991); Cherchye et al. (2008); OECD/JRC Handbook (2008), table 19.

    Examples
    --------
    >>> found = benefit_of_the_doubt(np.array([[1.0, 0.2], [0.3, 1.0], [0.5, 0.5]]))
    >>> found.scores.round(3).tolist()
    [1.0, 1.0, 0.798]
    """
    n_units, n_items = values.shape
    if n_units > MOST_UNITS:
        raise TooManyUnits(f"at most {MOST_UNITS} units")
    if not 0 <= least <= 1 / n_items <= most:
        raise BoundsFaulty(f"{n_items} weights cannot all lie between {least} and {most}")
    if np.isnan(values).any() or (values < 0).any() or not values.any(axis=0).all():
        raise ValueError("complete numbers from 0 are needed, and every item must have one above 0")
    together = np.ones((n_items, n_items))
    limits = np.vstack(
        [values, least * together - np.eye(n_items), np.eye(n_items) - most * together]
    )
    right = np.concatenate([np.ones(n_units), np.zeros(2 * n_items)])
    scores, weights = np.empty(n_units), np.empty((n_units, n_items))
    for unit, own in enumerate(values):
        chosen = maximise(own, limits, right)
        scores[unit] = own @ chosen
        weights[unit] = chosen / chosen.sum() if chosen.any() else 1 / n_items
    return Benefit(scores, weights)


def maximise(goal: Floats, limits: Floats, right: Floats) -> Floats:
    """Find x >= 0 with limits x <= right that makes goal x greatest.

    Parameters
    ----------
    goal : (n,) float64
    limits : (m, n) float64
    right : (m,) float64, not negative

    Returns
    -------
    (n,) float64

    Raises
    ------
    ValueError
        If nothing limits the goal.

    Notes
    -----
    The simplex method from x = 0, taking the first column that helps and of equal rows the first
    (Bland, 1977).

    Examples
    --------
    >>> best = maximise(
    ...     np.array([3.0, 2.0]), np.array([[1.0, 1.0], [1.0, 0.0]]), np.array([4.0, 2.0])
    ... )
    >>> best.tolist()
    [2.0, 2.0]
    """
    n_limits, n_items = limits.shape
    table = np.zeros((n_limits + 1, n_items + n_limits + 1))
    table[:-1, :n_items], table[:-1, n_items:-1] = limits, np.eye(n_limits)
    table[:-1, -1], table[-1, :n_items] = right, -goal
    basis = np.arange(n_items, n_items + n_limits)
    while (helping := np.flatnonzero(table[-1, :-1] < -_ZERO)).size:
        row = _leaving(table, basis, int(helping[0]))
        _pivot(table, row, int(helping[0]))
        basis[row] = helping[0]
    found = np.zeros(n_items + n_limits)
    found[basis] = table[:-1, -1]
    return found[:n_items]


def _leaving(table: Floats, basis: Ints, column: int) -> int:
    """Return the row that limits a column first; of equal rows the one of the first variable."""
    entries = table[:-1, column]
    room = np.full(len(entries), np.inf)
    np.divide(table[:-1, -1], entries, out=room, where=entries > _ZERO)
    if np.isinf(room).all():
        raise ValueError("nothing limits the goal")
    tightest = np.flatnonzero(room <= room.min() + 1e-12)
    return int(tightest[np.argmin(basis[tightest])])


def _pivot(table: Floats, row: int, column: int) -> None:
    table[row] /= table[row, column]
    factors = table[:, column].copy()
    factors[row] = 0.0
    table -= np.outer(factors, table[row])
