"""Weighted sums of the leaves of every part, for a few units whose answers stay in the cache.

What lives here: products of small matrices. Not here: what is added up (`codes`, `shares`).

A library for linear algebra works on large products with several threads, which wait for each other
longer than they work when blocks have threads of their own. These are too small for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.bulk.layout import Part

SMALL = 1024
"""Units whose answers are added up together."""

MOST_PARTS = 7
WIDEST = 32
"""Parts in one product, and leaves that they span."""

Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class _Product:
    leaves: slice
    parts: slice
    weights: Matrix


class Products:
    """Adds up leaves with the weights of their parts.

    Parameters
    ----------
    parts : sequence of Part
    weights : sequence of sequence of float
        For each part, what each of its leaves is multiplied by.
    kind : float32 or float64
        float32 adds up whole numbers below 2^24 exactly, in half the time.
    """

    def __init__(
        self, parts: Sequence[Part], weights: Sequence[Sequence[float]], kind: type[Any]
    ) -> None:
        self.kind = kind
        self._products: list[_Product] = []
        first = 0
        while first < len(parts):
            stop = first + 1
            while (
                stop < len(parts) and stop - first < MOST_PARTS and _near(parts[first : stop + 1])
            ):
                stop += 1
            self._products.append(_product(parts, weights, slice(first, stop), kind))
            first = stop

    def add_up(self, numbers: Matrix, out: Matrix) -> None:
        """Write the sums of every part.

        Parameters
        ----------
        numbers : (n_units, n_leaves)
        out : (n_parts, n_units)
        """
        for one in self._products:
            np.matmul(one.weights, numbers[:, one.leaves].T, out=out[one.parts])


def _near(parts: Sequence[Part]) -> bool:
    leaves = [leaf for part in parts for leaf in part.leaves]
    return not leaves or max(leaves) - min(leaves) < WIDEST


def _product(
    parts: Sequence[Part], weights: Sequence[Sequence[float]], chosen: slice, kind: type[Any]
) -> _Product:
    leaves = [leaf for part in parts[chosen] for leaf in part.leaves] or [0]
    start, stop = min(leaves), max(leaves) + 1
    # laid out by columns, as the library that multiplies wants it
    matrix = np.zeros((chosen.stop - chosen.start, stop - start), dtype=kind, order="F")
    for at, (part, some) in enumerate(zip(parts[chosen], weights[chosen], strict=True)):
        matrix[at, [leaf - start for leaf in part.leaves]] = some
    return _Product(slice(start, stop), chosen, matrix)
