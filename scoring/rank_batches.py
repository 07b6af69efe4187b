"""Ranks of many repetitions at once, at the speed of sorting.

What lives here: `ranks_of` and the room it works in. Not here: where the scores come from
(`robustness`) and one ranking decided exactly (`ranking`).
"""

from __future__ import annotations

import math

import numpy as np

from scoring.aggregate import blocks
from scoring.arrays import Bools, Floats, Ints, Ranks

BITS = 42
"""Scores are compared in steps of 2^-42 of their range; neighbours in one step are tied."""

BATCH = 200_000
"""Scores that are sorted together: as many as stay in the processor's cache."""


def ranks_of(scores: Floats) -> Ranks:
    """Rank the units of every repetition, best first, ties sharing the best place.

    Parameters
    ----------
    scores : (n_replicates, n_units) float64, NaN = not ranked

    Returns
    -------
    (n_replicates, n_units) int32, 0 = not ranked

    Notes
    -----
    A score and the place of its unit are put into one whole number, so that sorting the numbers
    sorts the units. Scores are kept to `BITS` bits of their range, and neighbours that differ by
    at most one step are tied: far coarser than the rounding of sums, far finer than any difference
    that means something.

    Examples
    --------
    >>> ranks_of(np.array([[0.1 + 0.2, 0.9, 0.3, np.nan]])).tolist()
    [[2, 1, 2, 0]]
    """
    n_replicates, n_units = scores.shape
    ranks = np.zeros((n_replicates, n_units), dtype=np.int32)
    if not n_units or np.isnan(scores).all():
        return ranks
    desk = Desk(n_units)
    for rows in blocks(n_replicates, desk.height):
        desk.rank(scores[rows], ranks[rows])
    return ranks


def height_of(n_units: int) -> int:
    """Return how many repetitions are ranked together.

    >>> height_of(10_000)
    20
    """
    return max(1, BATCH // max(n_units, 1))


class Desk:
    """Arrays that are used again for every batch; fresh memory would cost more than the work."""

    def __init__(self, n_units: int) -> None:
        self.height = height_of(n_units)
        shape = (self.height, n_units)
        self.scores = np.empty(shape)
        self._packed = np.empty(shape, dtype=np.int64)
        self._apart = np.empty((self.height, max(n_units - 1, 0)), dtype=np.int64)
        self._places = np.arange(1, n_units + 1, dtype=np.int32)
        self._bits = max(1, (n_units - 1).bit_length())

    def rank(self, scores: Floats, ranks: Ranks) -> None:
        """Rank the units of some repetitions into `ranks`; `scores` is used up."""
        rows = len(scores)
        packed, apart = self._packed[:rows], self._apart[:rows]
        last = self._pack(scores, packed)
        packed.sort(axis=1)
        np.subtract(packed[:, 1:], packed[:, :-1], out=apart)
        # two steps apart whatever the places say: nobody is tied, and nothing more is looked at
        nearest = int(apart.min(initial=2 << self._bits))
        if nearest >= 2 << self._bits and int(packed[:, -1].max()) >> self._bits <= last:
            packed &= (1 << self._bits) - 1
            for row, units in enumerate(packed):
                ranks[row, units] = self._places
            return
        for row, line in enumerate(packed):
            keys = line >> self._bits
            places = _shared(self._places, np.diff(keys) <= 1, keys <= last)
            ranks[row, line & ((1 << self._bits) - 1)] = places

    def _pack(self, scores: Floats, packed: Ints) -> int:
        """Put scores and places into whole numbers, the best first; return the last that counts."""
        bits = min(BITS, 62 - self._bits)
        lowest, highest = float(scores.min()), float(scores.max())
        known = None
        if math.isnan(highest):
            known = ~np.isnan(scores)
            lowest = float(np.min(scores, initial=np.inf, where=known))
            highest = float(np.max(scores, initial=-np.inf, where=known))
        width = highest - lowest
        scaled = np.subtract(highest, scores, out=self.scores[: len(scores)])
        scaled *= 2.0**bits / width if width > 0 else 0.0
        if known is not None:
            scaled[~known] = 2.0**bits + 4
        np.copyto(packed, scaled, casting="unsafe")
        packed <<= self._bits
        packed |= self._places - 1
        return int(2**bits) + 2


def _shared(places: Ranks, tied: Bools, counts: Bools) -> Ranks:
    """Give tied neighbours the place of the first of them, and none to what is not ranked."""
    opens = np.concatenate(([True], ~tied))
    shared = np.maximum.accumulate(np.where(opens, places, 0))
    return np.where(counts, shared, 0)
