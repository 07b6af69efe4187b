"""Order units by the pairs that they win, ties exact.

What lives here: keys for ranking from Copeland scores, within each league. Not here: the scores of
one group of units (`outranking`), and ranks from keys (`ranking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.outranking import WeightsTooFine, copeland

_NEAR = 1e-9
"""Parts of the whole weight within which sums of floats do not decide who wins a pair."""


def copeland_keys(
    columns: Sequence[Ints], weights: Sequence[Fraction], *, ranked: Bools, leagues: Ints
) -> Ints:
    """Order the units of each league by the pairs that they win and lose in it.

    Parameters
    ----------
    columns : sequence (n_criteria,) of (n_units,) int64
        The order of the units on each criterion: higher is better, equal is tied, 0 = not known.
    weights : sequence of Fraction, (n_criteria,)
    ranked : (n_units,) bool
    leagues : (n_units,) int64
        Only units of one league are compared.

    Returns
    -------
    (n_units,) int64
        Higher is better within a league, 0 = not ranked.

    Source
    ------
    Copeland (1951); OECD/JRC Handbook (2008), pp. 102-116.

    Examples
    --------
    >>> order = [np.array([3, 2, 1]), np.array([3, 2, 1]), np.array([1, 2, 3])]
    >>> everybody = np.ones(3, dtype=bool)
    >>> weights = [Fraction(1)] * 3
    >>> copeland_keys(order, weights, ranked=everybody, leagues=np.zeros(3, dtype=int)).tolist()
    [5, 3, 1]
    """
    values = np.column_stack(columns).astype(np.float64)
    values[values == 0] = np.nan
    keys = np.zeros(len(values), dtype=np.int64)
    for league in np.unique(leagues[ranked]):
        members = np.flatnonzero(ranked & (leagues == league))
        scores = _scores(values[members], weights)
        keys[members] = scores - scores.min() + 1
    return keys


def _scores(values: Floats, weights: Sequence[Fraction]) -> Ints:
    try:
        return copeland(values, weights)
    except WeightsTooFine:
        return np.array([_score_of(at, values, weights) for at in range(len(values))])


def _score_of(at: int, values: Floats, weights: Sequence[Fraction]) -> int:
    """Compare one unit with all; where floats are too near to tell, in fractions."""
    mine = values[at]
    known = ~np.isnan(mine) & ~np.isnan(values)
    votes = np.where(known, np.sign(mine - np.where(known, values, 0.0)), 0.0)
    whole = float(sum(weights))
    margins = votes @ np.array([float(weight) for weight in weights])
    signs = np.where(np.abs(margins) > _NEAR * whole, np.sign(margins), 0.0).astype(np.int64)
    for other in np.flatnonzero(np.abs(margins) <= _NEAR * whole):
        exact = sum(
            (int(vote) * weight for vote, weight in zip(votes[other], weights, strict=True)),
            Fraction(0),
        )
        signs[other] = (exact > 0) - (exact < 0)
    return int(signs.sum())
