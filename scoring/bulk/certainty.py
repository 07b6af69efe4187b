"""What is certain about float64 shares: how far they can be off, and how near two others can be.

What lives here: the rounding bound of the way up the tree, and the denominators that exact shares
have where every leaf is a step of a ladder. Where those are coarser than the rounding, a share that
is nearly a step *is* the step: no unit needs to be worked out in fractions to know it. Not here:
shares of units (`settling`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm, prod, sqrt

from scoring.bulk.layout import Layout
from scoring.hierarchy import Hierarchy
from scoring.missing import NotApplicable
from scoring.rules import Measure
from scoring.scheme import Scheme

ROUNDOFF = 2.0**-53

FINEST = 2**43
"""Finer steps than this are not told from rounding errors; 100 times as many fit into float64."""

TOLD_APART = 2**51
"""Two fractions of which the denominators multiply to less have different floats, up to 100."""

MOST_SUMS = 2000
"""More different sums of sibling weights than this are not followed up."""


def rounding_bound(hierarchy: Hierarchy) -> float:
    """Bound the error of a float64 share, relative to the largest leaf.

    Notes
    -----
    A weighted mean of k numbers rounds k products, 2 (k - 1) additions, a division and the weights
    themselves; errors of the numbers pass on at most once. Twice the sum is returned.

    Examples
    --------
    >>> from scoring.hierarchy import Aggregation, Node
    >>> pair = [Node(code, "all", maximum=Fraction(1)) for code in "ab"]
    >>> tree = Hierarchy.build([Node("all", None, aggregation=Aggregation.MEAN), *pair])
    >>> rounding_bound(tree) < 4e-15
    True
    """
    errors = [ROUNDOFF] * hierarchy.n_leaves
    for children in hierarchy.children:
        worst = max(errors[child] for child in children)
        errors.append(worst + (3 * len(children) + 6) * ROUNDOFF)
    return 2 * max(errors)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the exact shares of one node lie.

    Attributes
    ----------
    reach : int
        Share x applicable part is a multiple of 1 / reach; so is the share while nothing is out.
    applying : int, optional
        Under `REDUCE` the applicable part is a multiple of 1 / applying.
    steps : int, optional
        All shares are multiples of 1 / steps; None if that is too fine, or different for each unit.
    finest : int
        No share has a larger denominator.

    Both are x a factor of its own for a unit of which a whole child of an upper node is out.
    """

    reach: int
    applying: int | None
    steps: int | None
    finest: int

    @property
    def is_open(self) -> bool:
        """Whether shares can not be rounded to steps of their own."""
        return self.steps is None and (self.applying is None or self.finest > FINEST)

    def factor_at(self, edge: Fraction, tolerance: float) -> float:
        """Up to which factor of its own a unit that nearly is an edge (a share) must be the edge.

        >>> Grid(5, None, 10, 30).factor_at(Fraction(1, 3), 0.01) > 1
        True
        """
        finest = self.finest * edge.denominator
        if self.steps is not None:
            finest = min(finest, lcm(self.steps, edge.denominator))
        return 1 / (finest * 3 * tolerance)


@dataclass(frozen=True)
class Grids:
    """The grids of the nodes of a scheme whose hierarchy knows the steps of its leaves.

    Attributes
    ----------
    tolerance : float
        How far a share can be off.
    complete : bool
        Weights are so uneven that only units of which everything applies share their steps.
    """

    scheme: Scheme
    layout: Layout
    tolerance: float
    complete: bool = False
    _known: dict[tuple[int, Measure], Grid | None] = field(default_factory=dict, repr=False)

    @classmethod
    def find(cls, scheme: Scheme, layout: Layout, tolerance: float) -> Grids:
        """Find grids for all units, or else for those of which everything applies."""
        root = scheme.hierarchy.root
        for complete in (False, True):
            found = cls(scheme, layout, tolerance, complete)
            grid = found.of(root, scheme.ranked)
            if grid is not None and found.largest_factor(grid) >= 1:
                return found
        return cls(scheme, layout, tolerance)

    def of(self, node: int, measure: Measure) -> Grid | None:
        """The grid of the share of a node, or of share x applicable part if points are measured."""
        if (node, measure) not in self._known:
            self._known[node, measure] = self._find(node, measure)
        return self._known[node, measure]

    def _find(self, node: int, measure: Measure) -> Grid | None:
        grid = self.scheme.lattice.grids[node]
        if grid is None:
            return None
        if self.scheme.not_applicable is NotApplicable.REDISTRIBUTE:
            return self._redistributed(node, grid.reach)
        if measure is Measure.POINTS:
            return Grid(grid.reach, None, grid.reach, grid.reach)
        return Grid(grid.reach, grid.applying, None, grid.reach * grid.applying)

    def largest_factor(self, grid: Grid) -> float:
        """Up to which factor of its own a unit's number is told apart from all others.

        Two units have denominators of steps x their factors, so their difference is at least
        1 / (steps x both factors).
        """
        if grid.is_open:
            return 0.0
        steps = grid.finest if grid.steps is None else grid.steps
        return min(FINEST / steps, sqrt(TOLD_APART / steps))

    def _redistributed(self, node: int, reach: int) -> Grid:
        parts = [_factors(weights) for weights in self.layout.partial(node)]
        steps = reach
        for factor in () if self.complete else {one for some in parts for one in some}:
            steps = min(lcm(steps, reach * factor), 2 * FINEST)
        finest = reach * prod(max(factors) for factors in parts)
        return Grid(reach, None, steps if steps <= FINEST else None, finest)


def _factors(weights: tuple[int, ...]) -> set[int]:
    """By how much the shares of a node can be finer when some of its children are out.

    >>> sorted(_factors((2, 3))), sorted(_factors((1, 1, 2)))
    ([1, 2, 3], [1, 3])
    """
    total, sums = sum(weights), {0}
    for weight in weights:
        sums |= {other + weight for other in sums}
        if len(sums) > MOST_SUMS:
            return {1, max(total, 2 * FINEST)}
    return {one // gcd(one, total) for one in sums - {0}} or {1}
