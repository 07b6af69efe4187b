"""What many repetitions of a ranking say about each unit.

What lives here: intervals, probabilities and shifts of ranks. Not here: the repetitions themselves
(`robustness`).

`ranks` is (n_replicates, n_units), 1 = best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.arrays import Bools, Floats, Ints, Ranks


@dataclass(frozen=True)
class RankIntervals:
    """What the repetitions say about each unit; (n_units,) arrays.

    Attributes
    ----------
    nominal : int64
        The published rank.
    mean, median : float64
    low, high : float64
        Between them lie the declared part of all ranks (the 5 % and 95 % quantiles by default).
    in_top : float64
        The part of the repetitions in which the unit is among the first k.
    """

    nominal: Ranks
    mean: Floats
    median: Floats
    low: Floats
    high: Floats
    in_top: Floats


def rank_intervals(
    nominal: Ranks, ranks: Ranks, *, top: int, quantiles: Sequence[float] = (0.05, 0.5, 0.95)
) -> RankIntervals:
    """Sum up the ranks of every unit over the repetitions.

    Parameters
    ----------
    nominal : (n_units,) int64
    ranks : (n_replicates, n_units) int
    top : int
        The k of the probability to be among the first k.
    quantiles : sequence of float
        Low, middle and high.

    Returns
    -------
    RankIntervals

    Notes
    -----
    Quantiles of type 7 (Hyndman and Fan, 1996). A repetition in which a unit is not ranked (0) says
    nothing about its rank, and is one in which it is not among the first.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 117-131; COINr, `SA_estimate` and `plot_uncertainty`.

    Examples
    --------
    >>> ranks = np.array([[1, 2], [1, 2], [2, 1]])
    >>> found = rank_intervals(np.array([1, 2]), ranks, top=1)
    >>> found.median.tolist(), found.in_top.round(4).tolist()
    ([1.0, 2.0], [0.6667, 0.3333])
    """
    low, middle, high = quantiles_of(ranks, quantiles)
    mean = ranks.mean(axis=0)
    in_top = ((ranks > 0) & (ranks <= top)).mean(axis=0)
    for unit in np.flatnonzero((ranks == 0).any(axis=0)):
        known = ranks[ranks[:, unit] > 0, unit : unit + 1]
        nothing = np.full((len(quantiles), 1), np.nan)
        (low[unit],), (middle[unit],), (high[unit],) = (
            quantiles_of(known, quantiles) if len(known) else nothing
        )
        mean[unit] = known.mean() if len(known) else np.nan
    return RankIntervals(nominal, mean, middle, low, high, in_top)


def quantiles_of(ranks: Ranks, quantiles: Sequence[float]) -> Floats:
    """Return quantiles of type 7 over the first axis, (n_quantiles, n_units).

    >>> quantiles_of(np.array([[1], [2], [4]]), [0.25, 0.5]).tolist()
    [[1.5], [2.0]]
    """
    ordered = np.sort(ranks, axis=0)
    at = np.asarray(quantiles) * (len(ranks) - 1)
    below = np.floor(at).astype(np.int64)
    above = np.minimum(below + 1, len(ranks) - 1)
    part = (at - below)[:, np.newaxis]
    return np.asarray(ordered[below] + part * (ordered[above] - ordered[below]))


def mean_rank_shift(nominal: Ranks, ranks: Ranks) -> Floats:
    """Return the mean distance of the ranks from the nominal ones, for each repetition.

    Units that are not ranked (0) are left out.

    >>> mean_rank_shift(np.array([1, 2, 3]), np.array([[1, 2, 3], [3, 2, 1]])).round(4).tolist()
    [0.0, 1.3333]
    """
    known = (ranks > 0) & (nominal > 0)
    apart = np.abs(ranks - nominal).sum(axis=1, where=known)
    return np.asarray(apart / np.maximum(known.sum(axis=1), 1))


def before(ranks: Ranks, first: int, second: int) -> float:
    """Return the part of the repetitions in which one unit stands before another.

    >>> before(np.array([[1, 2], [2, 1], [1, 2], [1, 1]]), 0, 1)
    0.5
    """
    return float((ranks[:, first] < ranks[:, second]).mean())


@dataclass(frozen=True)
class Neighbours:
    """Units in their nominal order, each beside the next one.

    Attributes
    ----------
    order : (n_units,) int64
        The units, best first.
    ahead, behind : (n_units - 1,) float64
        The part of the repetitions in which a unit stands before the next one, and after it.
    """

    order: Ints
    ahead: Floats
    behind: Floats

    def told_apart(self, sure: float = 0.95) -> Bools:
        """Mark the units that stand before the next one in nearly all repetitions."""
        return self.ahead >= sure


def neighbours(nominal: Ranks, ranks: Ranks) -> Neighbours:
    """Compare every unit with the one that follows it in the nominal order.

    Parameters
    ----------
    nominal : (n_units,) int
    ranks : (n_replicates, n_units) int

    Examples
    --------
    >>> found = neighbours(np.array([2, 1]), np.array([[2, 1], [1, 2], [2, 1], [1, 1]]))
    >>> found.order.tolist(), found.ahead.tolist(), found.behind.tolist()
    ([1, 0], [0.5], [0.25])
    """
    order = np.argsort(nominal, kind="stable")
    first, second = ranks[:, order[:-1]], ranks[:, order[1:]]
    return Neighbours(order, (first < second).mean(axis=0), (first > second).mean(axis=0))


def firm_tops(nominal: Ranks, ranks: Ranks, *, most: int, sure: float = 0.95) -> tuple[int, ...]:
    """Find the k for which the first k units are the same in nearly all repetitions.

    Parameters
    ----------
    nominal : (n_units,) int
    ranks : (n_replicates, n_units) int
    most : int
        The largest k that is looked at.
    sure : float
        Each of the first k stands among the first k in at least this part of the repetitions.

    Returns
    -------
    tuple of int
        Ascending. A k that would cut through tied units is left out.

    Examples
    --------
    >>> ranks = np.array([[1, 2, 3], [2, 1, 3], [1, 2, 3]])
    >>> firm_tops(np.array([1, 2, 3]), ranks, most=2)
    (2,)
    """
    order = np.argsort(nominal, kind="stable")[: most + 1]
    found = []
    for k in range(1, min(most, len(nominal)) + 1):
        first = order[:k]
        is_cut = k < len(order) and nominal[order[k]] == nominal[order[k - 1]]
        own = ranks[:, first]
        if not is_cut and ((own > 0) & (own <= k)).mean(axis=0).min() >= sure:
            found.append(k)
    return tuple(found)
