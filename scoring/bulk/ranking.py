"""Rank millions of numbers in parts that fit into the cache, on several threads.

What lives here: competition ranks ("1224") of float64 numbers, some of which can be off. Not here:
other rules for ties (`scoring.ranking`), and who is asked about near numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats, Ints
from scoring.ranking import NO_RANK

Places = NDArray[np.int32]

PART = 2**18
"""Units that are sorted together."""

WORTH_THREADS = 2**18
"""So many units are sorted faster in several parts at the same time."""

SAMPLE = 4096
"""Numbers from which it is chosen where to cut."""

SCAN = 2**16
"""Numbers that are looked through at a time."""

BATCH = 2**16
"""Units that are decided together."""

FEW = 1000
"""Numbers that are sorted again where their last bits were left out."""

Decide = Callable[[Ints], Ints]
"""Gives units whole numbers in the order of their exact numbers, higher is better."""


@dataclass(frozen=True)
class Doubt:
    """Which near numbers are not to be trusted.

    Attributes
    ----------
    decide : callable
    uncertain : (n_units,) bool, optional
        The units whose numbers can be off, all if left out.
    """

    decide: Decide
    uncertain: Bools | None = None


def competition_ranks(
    numbers: Floats,
    ranks: Places,
    *,
    tolerance: float,
    doubt: Doubt | None = None,
    threads: int = 1,
) -> Places:
    """Rank numbers, the highest first; tied ones share the best place.

    Parameters
    ----------
    numbers : (n_units,) float64, NaN = not ranked
    ranks : (n_units,) int32
        Where ranks are written.
    tolerance : float
        How far a number can be off.
    doubt : Doubt, optional
        Who decides about numbers within twice the tolerance; if left out they are tied, and are
        given the same float.
    threads : int

    Returns
    -------
    (n_units,) int32
        1 = best, `NO_RANK` = not ranked.

    Notes
    -----
    Larger input is cut into parts of neighbouring numbers, so that the memory in use does not grow
    with the number of units; a cut is only made in a gap.

    Examples
    --------
    >>> numbers, ranks = np.array([0.3, 0.1 + 0.2, 0.9, np.nan]), np.empty(4, np.int32)
    >>> competition_ranks(numbers, ranks, tolerance=1e-15).tolist()
    [2, 2, 1, 0]
    """
    cuts = _cuts(numbers, 4 * tolerance, threads)
    above = [0, *(_count(numbers, cut) for cut in cuts[1:])]
    if above[-1] < len(numbers):
        ranks[:] = NO_RANK

    def work(at: int) -> None:
        units = _between(numbers, cuts[at + 1], cuts[at], above[at + 1] - above[at])
        _rank_part(numbers, ranks, units, above[at] + 1, tolerance, doubt)

    if len(cuts) == 2:
        work(0)
        return ranks
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, range(len(cuts) - 1)):
            pass
    return ranks


# --- parts ---------------------------------------------------------------------------------


def _cuts(numbers: Floats, reach: float, threads: int) -> list[float]:
    """Choose where to cut, best first; every cut lies in a gap wider than `reach`."""
    n_parts = -(-len(numbers) // PART)
    if len(numbers) < WORTH_THREADS or max(n_parts, threads) == 1:
        return [np.inf, -np.inf]
    n_parts = -(-n_parts // threads) * threads
    sample = numbers[:: max(1, len(numbers) // SAMPLE)]
    sample = np.sort(sample[~np.isnan(sample)])
    chosen = {float(sample[len(sample) * at // n_parts]) for at in range(1, n_parts)}
    inner = sorted((cut for cut in chosen if _is_gap(numbers, cut, reach)), reverse=True)
    return [np.inf, *inner, -np.inf]


def _scans(numbers: Floats) -> Iterator[tuple[int, Floats]]:
    for start in range(0, len(numbers), SCAN):
        yield start, numbers[start : start + SCAN]


def _is_gap(numbers: Floats, cut: float, reach: float) -> bool:
    """Whether nothing lies so little below the cut that it could hang together with it."""
    return not any(((some < cut) & (some >= cut - reach)).any() for _, some in _scans(numbers))


def _count(numbers: Floats, cut: float) -> int:
    return sum(int(np.count_nonzero(some >= cut)) for _, some in _scans(numbers))


def _between(numbers: Floats, low: float, high: float, size: int) -> Ints | None:
    """Return the units with low <= number < high; None for all."""
    if size == len(numbers):
        return None
    found, filled = np.empty(size, dtype=np.int64), 0
    for start, block in _scans(numbers):
        some = np.flatnonzero((block >= low) & (block < high))
        np.add(some, start, out=found[filled : filled + len(some)])
        filled += len(some)
    return found


# --- one part ------------------------------------------------------------------------------


def _rank_part(
    numbers: Floats,
    ranks: Places,
    units: Ints | None,
    first: int,
    tolerance: float,
    doubt: Doubt | None,
) -> None:
    """Write the ranks of some units of which the best has the rank `first`."""
    order, found, rises = ascending(numbers if units is None else numbers[units])
    order = order if units is None else units[order]
    last, near = first + len(order) - 1, 2 * tolerance
    if not len(rises) or rises.min() > near:
        ranks[order] = np.arange(last, first - 1, -1, dtype=np.int32)
        return
    # the worst come first: a run of tied units ends where the next one is better
    ends = np.ones(len(order), dtype=bool)
    np.greater(rises, near if doubt is None else 0.0, out=ends[:-1])
    if doubt is not None:
        _decide(order, rises <= near, ends, doubt)
    tops = np.flatnonzero(ends)
    sizes = np.diff(tops, prepend=-1)
    ranks[order] = np.repeat((last - tops).astype(np.int32), sizes)
    if doubt is None:
        numbers[order] = np.repeat(found[tops], sizes)


def ascending(numbers: Floats) -> tuple[Ints, Floats, Floats]:
    """Return the places of numbers, the lowest first, the numbers in this order, and their rises.

    Notes
    -----
    The bits of a float64 from 0 on, read as a whole number, are in the order of the floats. So the
    last bits are replaced by the place, and sorting the whole numbers sorts the places: faster than
    sorting places by numbers. What differs in its last bits only is sorted again.

    Examples
    --------
    >>> ascending(np.array([0.5, 0.25, 0.75]))[0].tolist()
    [1, 0, 2]
    """
    if len(numbers) and numbers.min() >= 0:
        bits, order = len(numbers).bit_length(), np.arange(len(numbers))
        keys = np.ascontiguousarray(numbers).view(np.int64) & -(1 << bits)
        keys |= order
        keys.sort()
        np.bitwise_and(keys, (1 << bits) - 1, out=order)
        found = numbers[order]
        rises = found[1:] - found[:-1]
        if not len(rises) or rises.min() >= 0:
            return order, found, rises
        if _mend(numbers, order, found, keys >> bits):
            return order, found, found[1:] - found[:-1]
    order = np.argsort(numbers, kind="stable")
    found = numbers[order]
    return order, found, found[1:] - found[:-1]


def _mend(numbers: Floats, order: Ints, found: Floats, keys: Ints) -> bool:
    """Sort again what has one key; return False if that is too much."""
    swapped = np.unique(keys[:-1][found[1:] < found[:-1]])
    if len(swapped) > FEW:
        return False
    for start, stop in zip(*np.searchsorted(keys, [swapped, swapped + 1]), strict=True):
        some = slice(start, stop)
        order[some] = order[some][np.argsort(found[some], kind="stable")]
        found[some] = numbers[order[some]]
    return True


def _decide(order: Ints, near: Bools, ends: Bools, doubt: Doubt) -> None:
    """Let runs of near neighbours be decided, and bring their units into order."""
    if not near.any() or (doubt.uncertain is not None and not doubt.uncertain.any()):
        return
    starts = np.flatnonzero(np.concatenate([[True], ~near]))
    sizes = np.diff(starts, append=len(order))
    wanted = sizes > 1
    if doubt.uncertain is not None:
        wanted &= np.logical_or.reduceat(doubt.uncertain[order], starts)
    for some in _batches(starts[wanted], sizes[wanted]):
        runs = np.repeat(np.arange(len(some)), some[:, 1])
        places = np.concatenate([np.arange(start, start + size) for start, size in some])
        keys = doubt.decide(order[places])
        sorted_ = np.lexsort((order[places], keys, runs))
        order[places], keys = order[places[sorted_]], keys[sorted_]
        ends[places] = True
        ends[places[:-1]] = (np.diff(keys) != 0) | (np.diff(runs) != 0)


def _batches(starts: Ints, sizes: Ints) -> Iterator[Ints]:
    """Yield (start, size) of runs, so many at a time that few units are decided together."""
    runs = np.column_stack([starts, sizes])
    batch = np.cumsum(sizes) // BATCH
    yield from (runs[batch == one] for one in np.unique(batch))
