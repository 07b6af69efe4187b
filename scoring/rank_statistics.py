"""What many repetitions of a ranking say about each unit.

What lives here: intervals, probabilities and shifts of ranks. Not here: the repetitions themselves
(`robustness`).

`ranks` is (n_replicates, n_units), 1 = best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats, Ranks


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
    Quantiles of type 7 (Hyndman and Fan, 1996).

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
    ranked = (ranks > 0) & (ranks <= top)
    return RankIntervals(nominal, ranks.mean(axis=0), middle, low, high, ranked.mean(axis=0))


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

    >>> mean_rank_shift(np.array([1, 2, 3]), np.array([[1, 2, 3], [3, 2, 1]])).round(4).tolist()
    [0.0, 1.3333]
    """
    return np.asarray(np.abs(ranks - nominal).mean(axis=1))


def before(ranks: Ranks, first: int, second: int) -> float:
    """Return the part of the repetitions in which one unit stands before another.

    >>> before(np.array([[1, 2], [2, 1], [1, 2], [1, 1]]), 0, 1)
    0.5
    """
    return float((ranks[:, first] < ranks[:, second]).mean())
