"""Frontiers: of all (cost, gain) that some leaves can have, the points worth keeping.

What lives here: lists of points and their exact combination. Not here: what is paid and gained
(`knapsack`) and the search for the cheapest plan (`cheapest`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools

Wholes = NDArray[Any]
"""int64, or Python's whole numbers where these do not suffice."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Frontier:
    """Points that rise in cost and in gain, (n_points,) each; it may be empty."""

    cost: Wholes
    gain: Wholes

    @classmethod
    def of(cls, cost: Wholes, gain: Wholes) -> Frontier:
        """Keep the points that no other one equals or beats in both.

        >>> found = Frontier.of(np.array([3, 1, 2, 2]), np.array([5, 2, 2, 4]))
        >>> found.cost.tolist(), found.gain.tolist()
        ([1, 2, 3], [2, 4, 5])
        """
        order = np.lexsort((-gain, cost))
        cost, gain = cost[order], gain[order]
        best = np.maximum.accumulate(gain)
        kept = np.ones(len(gain), dtype=bool)
        kept[1:] = best[1:] > best[:-1]
        return cls(cost[kept], gain[kept])

    def from_gain(self, least: int) -> Frontier:
        """Return the points with at least this gain."""
        start = int(np.searchsorted(self.gain, least))
        return Frontier(self.cost[start:], self.gain[start:])

    def gains_for(self, costs: Wholes) -> tuple[Wholes, Bools]:
        """Return the most gain for those of some costs that buy any, and which these are.

        >>> gains, found = Frontier(np.array([1, 4]), np.array([2, 9])).gains_for(np.array([0, 3]))
        >>> gains.tolist(), found.tolist()
        ([2], [False, True])
        """
        places = np.searchsorted(self.cost, costs, side="right") - 1
        found = np.asarray(places >= 0)
        return self.gain[places[found]], found

    def costs_for(self, gains: Wholes) -> tuple[Wholes, Bools]:
        """Return the least cost for those of some gains that can be had, and which these are.

        >>> costs, found = Frontier(np.array([1, 4]), np.array([2, 9])).costs_for(np.array([3, 10]))
        >>> costs.tolist(), found.tolist()
        ([4], [True, False])
        """
        places = np.searchsorted(self.gain, gains)
        found = np.asarray(places < len(self.gain))
        return self.cost[places[found]], found

    def sums_with(self, other: Frontier) -> Iterator[tuple[Wholes, Wholes]]:
        """Yield the costs and gains of all pairs of points, so many at a time."""
        rows = max(1, _BLOCK // max(1, len(other.cost)))
        for start in range(0, len(self.cost), rows):
            some = slice(start, start + rows)
            cost = np.add.outer(self.cost[some], other.cost)
            gain = np.add.outer(self.gain[some], other.gain)
            yield cost.ravel(), gain.ravel()
