"""Plain weighted sums and their competition ranks, beside the schemes of criteria sets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from scoring.aggregate import blocks
from scoring.arrays import Floats
from scoring.bulk.certainty import ROUNDOFF
from scoring.bulk.ranking import WORTH_THREADS, Places, competition_ranks

SMALL = 2**18
"""Numbers in a product that no library for linear algebra shares out among threads of its own."""


def weighted_sum_ranks(
    shares: Floats, weights: Floats, *, threads: int = 2
) -> tuple[Floats, Places]:
    """Rank units by plain weighted sums.

    Parameters
    ----------
    shares : (n_units, n_leaves) float64, NaN = the unit is not ranked
    weights : (n_leaves,) float64
    threads : int

    Returns
    -------
    sums : (n_units,) float64
    ranks : (n_units,) int32

    Raises
    ------
    ValueError
        If a sum is infinite.

    Notes
    -----
    A matrix product gives identical rows different last digits. Sums that differ by less than their
    rounding, 2 n_leaves x 2^-53 of the largest sum, are therefore tied, and are given one number:
    nothing is known here about the exact numbers behind the floats.

    Examples
    --------
    >>> sums, ranks = weighted_sum_ranks(np.array([[0.1, 0.2], [0.2, 0.1]]), np.ones(2))
    >>> ranks.tolist()
    [1, 1]
    """
    sums = _sums(shares, weights, threads)
    largest = max(
        float(np.fmax.reduce(sums, initial=0.0)), -float(np.fmin.reduce(sums, initial=0.0))
    )
    if not largest < np.inf:
        raise ValueError("a sum is infinite")
    ranks = np.empty(len(sums), dtype=np.int32)
    tolerance = len(weights) * ROUNDOFF * largest
    return sums, competition_ranks(sums, ranks, tolerance=tolerance, threads=threads)


def _sums(shares: Floats, weights: Floats, threads: int) -> Floats:
    """Add up small blocks on threads of our own: those of a library would not rest afterwards."""
    if threads == 1 or len(shares) < WORTH_THREADS:
        return np.asarray(shares @ weights)
    sums = np.empty(len(shares))

    def work(rows: slice) -> None:
        for few in blocks(rows.stop - rows.start, max(1, SMALL // len(weights))):
            np.matmul(shares[rows][few], weights, out=sums[rows][few])

    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, blocks(len(shares), WORTH_THREADS // 16)):
            pass
    return sums
