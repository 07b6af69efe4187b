"""Normalisations that look only at the order of the units.

What lives here: ranks from the worst, Borda counts, percentile ranks, categories and the zone
around the mean. Not here: the ranking of results, best first (`ranking`).

`values` is always (n_units,) float64 with NaN = not answered; NaN stays NaN and takes no part.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.arrays import Floats
from scoring.normalise import Better, refuse_infinite
from scoring.ranking import Ties


def rank_from_worst(
    values: Floats, *, better: Better = Better.HIGHER, ties: Ties = Ties.MIN
) -> Floats:
    """Number the units from the worst (1) to the best.

    Parameters
    ----------
    values : (n_units,) float64
    better : Better
    ties : Ties
        `MIN`, `MAX` or `AVERAGE` place of the tied, `DENSE` without holes, `ORDINAL` by order of
        the units.

    Returns
    -------
    (n_units,) float64

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88 (ranking).

    Examples
    --------
    >>> rank_from_worst(np.array([5.0, 9.0, 5.0])).tolist()
    [1.0, 3.0, 1.0]
    >>> rank_from_worst(np.array([5.0, 9.0, 5.0]), ties=Ties.AVERAGE).tolist()
    [1.5, 3.0, 1.5]
    """
    refuse_infinite(values)
    ranks = np.full_like(values, np.nan)
    known = np.flatnonzero(~np.isnan(values))
    towards_best = values[known] if better is Better.HIGHER else -values[known]
    _, group, size = np.unique(towards_best, return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    places = {
        Ties.MIN: last - size + 1,
        Ties.MAX: last,
        Ties.AVERAGE: last - (size - 1) / 2,
        Ties.DENSE: np.arange(1, len(size) + 1),
    }
    if ties is Ties.ORDINAL:
        ranks[known[np.argsort(group, kind="stable")]] = np.arange(1, len(known) + 1)
    else:
        ranks[known] = places[ties][group]
    return ranks


def borda(values: Floats, *, better: Better = Better.HIGHER, ties: Ties = Ties.MIN) -> Floats:
    """Count the units that each unit beats.

    Notes
    -----
    y = rank from the worst - 1. With `Ties.MIN` a tie counts for nobody, with `AVERAGE` half for
    each.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 102-116; COINr, `n_borda`.

    Examples
    --------
    >>> borda(np.array([5.0, 9.0, 5.0])).tolist()
    [0.0, 2.0, 0.0]
    """
    return rank_from_worst(values, better=better, ties=ties) - 1.0


def percentile_rank(values: Floats, *, better: Better = Better.HIGHER) -> Floats:
    """Say which part of the other units each unit beats; NaN for a unit alone.

    Notes
    -----
    y = (rank from the worst - 1) / (n - 1).

    Source
    ------
    COINr, `n_prank`.

    Examples
    --------
    >>> percentile_rank(np.array([5.0, 9.0, 7.0])).tolist()
    [0.0, 1.0, 0.5]
    """
    others = np.count_nonzero(~np.isnan(values)) - 1
    if others < 1:
        return np.full_like(values, np.nan)
    return borda(values, better=better) / others


def above_or_below_mean(values: Floats, *, margin: float, better: Better = Better.HIGHER) -> Floats:
    """Tell units clearly above the mean (1) and clearly below it (-1) from the rest (0).

    Parameters
    ----------
    values : (n_units,) float64
    margin : float
        Half the width of the neutral zone as a part of the mean, such as 0.2.
    better : Better

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88 and table 15.

    Examples
    --------
    >>> above_or_below_mean(np.array([7.0, 10.0, 13.0]), margin=0.2).tolist()
    [-1.0, 0.0, 1.0]
    """
    refuse_infinite(values)
    if np.isnan(values).all():
        return values.copy()
    mean = values[~np.isnan(values)].mean()
    side = np.where(values > mean * (1 + margin), 1.0, 0.0) - (values < mean * (1 - margin))
    side = side if better is Better.HIGHER else 0.0 - side
    return np.where(np.isnan(values), np.nan, side)


def categories(
    values: Floats,
    cuts: Sequence[float],
    points: Sequence[float],
    *,
    better: Better = Better.HIGHER,
) -> Floats:
    """Give points by the part of the units that a unit reaches or surpasses.

    Parameters
    ----------
    values : (n_units,) float64
    cuts : sequence of float, (n_categories - 1,)
        Percentages in ascending order; a unit exactly at a cut belongs to the category above.
    points : sequence of float, (n_categories,)
        From the worst category to the best.
    better : Better

    Returns
    -------
    (n_units,) float64

    Raises
    ------
    ValueError
        If there is not one category more than there are cuts.

    Notes
    -----
    The percentage of a unit is 100 x its rank from the worst (tied units share the lower one) / n.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88 (categorical scale) and table 15.

    Examples
    --------
    >>> categories(np.array([1.0, 2.0, 3.0, 4.0]), [50], [0, 100]).tolist()
    [0.0, 100.0, 100.0, 100.0]
    """
    if len(points) != len(cuts) + 1:
        raise ValueError("there must be one category more than cuts")
    ranks = rank_from_worst(values, better=better)
    known = ~np.isnan(ranks)
    # in whole numbers: 100 x rank is compared with cut x n, so that no division rounds
    at = np.searchsorted(np.asarray(cuts) * known.sum(), 100 * ranks, side="right")
    return np.where(known, np.asarray(points, dtype=np.float64)[np.minimum(at, len(cuts))], np.nan)
