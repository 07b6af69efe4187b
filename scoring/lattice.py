"""Exact numbers of many units at once, where shares stand on a grid.

What lives here: the whole number M of each node such that M x share is whole for every unit, and
the exact numbers that follow. Not here: units or trees for which there is no such number (`rows`).

The share of a leaf that is answered by a ladder of 0 to 5 points is a multiple of 1/5. A weighted
mean of such shares is a multiple of 1/M, with an M that depends only on the weights and on how many
children apply. float64 knows M x share to far better than a half, so rounding it gives the exact
numerator: a million units are decided exactly without a single fraction object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.hierarchy import Hierarchy
from scoring.missing import NotApplicable

MOST = 2**40
"""The largest M that is used: M x share has an error below 0.02 then."""

FEW = 12
"""Up to so many equal siblings, one M serves whatever number of them applies."""


@dataclass(frozen=True, slots=True)
class Exact:
    """Numbers as fractions num / den; den = 0 where the number is not known exactly.

    Attributes
    ----------
    num, den : (n_units,) int64, below 2^53
    """

    num: Ints
    den: Ints

    @classmethod
    def unknown(cls, n_units: int) -> Exact:
        """No number is known."""
        nothing = np.zeros(n_units, dtype=np.int64)
        return cls(nothing, nothing)

    @property
    def known(self) -> Bools:
        """Which numbers are known exactly."""
        return np.asarray(self.den > 0)

    def fraction(self, place: int) -> Fraction | None:
        """One exact number, or None."""
        den = int(self.den[place])
        return Fraction(int(self.num[place]), den) if den else None

    def rounded(self, values: Floats) -> Floats:
        """The floats, correctly rounded wherever the exact number is known."""
        return np.where(self.known, self.num / np.maximum(self.den, 1), values)

    def times(self, factor: Fraction) -> Exact:
        """The numbers times a constant; unknown where they would not fit any more."""
        num, den = self.num * factor.numerator, self.den * factor.denominator
        fits = (np.abs(self.num) < 2**53 // max(abs(factor.numerator), 1)) & (den <= 16 * MOST)
        return Exact(num, np.where(fits, den, 0))


@dataclass(frozen=True)
class Grid:
    """What makes the shares of one node whole, if its leaves stand on a grid.

    Attributes
    ----------
    node : int
    reach : int
        Share x applicable part x this is whole for every unit.
    applying : int
        Applicable part x this is whole for every unit.
    few : int
        Factor for what is out below nodes with few, equal children.
    other : tuple of int
        Nodes below with many or unequal children: where a part of them is out, a factor of the
        unit's own is needed.
    """

    node: int
    reach: int
    applying: int
    few: int
    other: tuple[int, ...]

    def share(
        self,
        share: Floats,
        applicable: Floats,
        partial: Ints | None,
        rule: NotApplicable,
        on_grid: Bools,
    ) -> Exact:
        """Find the exact shares of the node.

        Parameters
        ----------
        share, applicable : (n_units,) float64
        partial : (n_units,) int64, optional
            Product of what applies, in whole weights, over the nodes of `other` of which a part is
            out; 0 where it does not fit, None where nothing is out.
        rule : NotApplicable
        on_grid : (n_units,) bool
            Units of which every leaf stands on its grid.
        """
        if rule is NotApplicable.REDUCE:
            den = self.reach * np.rint(applicable * self.applying).astype(np.int64)
        elif partial is None:
            den = np.full(len(share), self.reach * self.few)
        else:
            den = self.reach * self.few * partial
        return _whole(share, den, on_grid)

    def reached(self, reach: Floats, on_grid: Bools) -> Exact:
        """Find the exact share x applicable part of the node, which needs no factor."""
        return _whole(reach, np.full(len(reach), self.reach), on_grid)


def _whole(values: Floats, den: Ints, on_grid: Bools) -> Exact:
    """Round values x den to whole numbers, where that is meant and fits."""
    known = on_grid & ~np.isnan(values) & (den > 0) & (den <= MOST)
    scaled = np.where(known, values, 0.0) * den
    num = np.rint(scaled)
    known &= np.abs(scaled - num) < 0.05
    return Exact(num.astype(np.int64), np.where(known, den, 0))


@dataclass(frozen=True)
class Lattice:
    """The grids of the nodes of one hierarchy; a node has none if it or its leaves do not allow.

    Attributes
    ----------
    gap : int
        A gap counts as a multiple of 1 / gap.
    """

    hierarchy: Hierarchy
    gap: int = 1

    @cached_property
    def grids(self) -> tuple[Grid | None, ...]:
        """The grid of every node, (n_nodes,)."""
        return tuple(self._grid(node) for node in range(self.hierarchy.n_nodes))

    def _grid(self, node: int) -> Grid | None:
        tree = self.hierarchy
        if not tree.is_linear:
            return None
        effective = self._effective(node)
        lattices = [tree.lattice[leaf] for leaf in effective]
        if any(lattice is None for lattice in lattices):
            return None
        steps = (
            e / lcm(n or 1, self.gap) for e, n in zip(effective.values(), lattices, strict=True)
        )
        reach = lcm(*(step.denominator for step in steps))
        applying = lcm(*(e.denominator for e in effective.values()))
        few, other = self._factors(node)
        if reach * few > MOST or applying > MOST:
            return None
        return Grid(node, reach, applying, few, other)

    def _effective(self, node: int) -> dict[int, Fraction]:
        """Weights of the leaves that count, as parts of the node."""
        tree = self.hierarchy
        if node < tree.n_leaves:
            return {node: Fraction(1)}
        found: dict[int, Fraction] = {}
        children = tree.children[node - tree.n_leaves]
        weights = tree.whole_weights[node - tree.n_leaves]
        for child, weight in zip(children, weights, strict=True):
            if weight:
                part = Fraction(weight, sum(weights))
                found |= {leaf: part * e for leaf, e in self._effective(child).items()}
        return found

    def _factors(self, node: int) -> tuple[int, tuple[int, ...]]:
        """Return the factor for nodes with few equal children, and the other nodes below."""
        tree = self.hierarchy
        if node < tree.n_leaves:
            return 1, ()
        children = tree.children[node - tree.n_leaves]
        weights = tree.whole_weights[node - tree.n_leaves]
        counting = [c for c, weight in zip(children, weights, strict=True) if weight]
        below = [self._factors(child) for child in counting]
        few = lcm(*(factor for factor, _ in below))
        other = tuple(at for _, nodes in below for at in nodes)
        if len(counting) <= 1:
            return few, other
        if len(set(weights) - {0}) == 1 and len(counting) <= FEW:
            return few * lcm(*range(1, len(counting) + 1)), other
        return few, (*other, node)


def partial_weights(applying: Floats, whole: Sequence[int]) -> Ints:
    """Turn what applies of a node into the factor of the units of which a part is out.

    Parameters
    ----------
    applying : (n_units,) float64
        Sum of the weights of the children that apply, in whole weights.
    whole : sequence of int
        The whole weights of all children.

    Examples
    --------
    >>> partial_weights(np.array([6.0, 4.0, 0.0]), [1, 2, 3]).tolist()
    [1, 2, 1]
    """
    total = sum(whole)
    found = np.rint(applying).astype(np.int64)
    factor = found // np.gcd(found, total)
    return np.where((found == total) | (found == 0), 1, factor)
