"""Which row of a block holds which node of a linear tree.

What lives here: the lowest rows (`Part`), which are weighted means of leaves, and the rows above
them (`Upper`), which are weighted means of rows that lie side by side. Not here: numbers of units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from scoring.arrays import Floats
from scoring.hierarchy import Hierarchy

EXACT_IN_FLOAT64 = 2**53


@dataclass(frozen=True, slots=True)
class Part:
    """A lowest row: leaves that are averaged, or one leaf beside inner nodes.

    Attributes
    ----------
    leaves : tuple of int
        Those that weigh something.
    weights : tuple of int
        Their weights as the smallest whole numbers.
    """

    row: int
    leaves: tuple[int, ...]
    weights: tuple[int, ...]

    @property
    def whole(self) -> int:
        return sum(self.weights)

    @property
    def float_weights(self) -> list[float]:
        """The weights themselves, or parts of 1 where float64 does not hold them."""
        fits = self.whole < EXACT_IN_FLOAT64
        return [float(w) if fits else w / self.whole for w in self.weights]


@dataclass(frozen=True, slots=True)
class Upper:
    """A row above other rows.

    Attributes
    ----------
    below : slice
        The rows of the children that weigh something.
    weights : (n_below,) float64
        Parts of 1.
    whole_weights : tuple of int
        The same as the smallest whole numbers.
    """

    row: int
    below: slice
    weights: Floats
    whole_weights: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """The rows of a block. The root is always an upper row, and every pillar has a row."""

    hierarchy: Hierarchy
    row_of: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tree = self.hierarchy
        for node in self._uppers():
            for child in self._weighing(node):
                self.row_of[child] = len(self.row_of)
        for node in (*tree.pillars, *range(tree.n_leaves, tree.n_nodes)):
            self.row_of.setdefault(node, len(self.row_of))

    @property
    def n_rows(self) -> int:
        return len(self.row_of)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The lowest rows, in the order of the rows."""
        found = [self._part(node) for node in self.row_of if not self._is_upper(node)]
        return tuple(sorted(found, key=lambda part: part.row))

    @cached_property
    def uppers(self) -> tuple[Upper, ...]:
        """The other rows, children before parents."""
        return tuple(self._upper(node) for node in self._uppers())

    @cached_property
    def tops(self) -> list[int]:
        """Rows that no other row reads: the root, and what weighs nothing."""
        read = {row for one in self.uppers for row in range(one.below.start, one.below.stop)}
        return [one.row for one in self.uppers if one.row not in read]

    def partial(self, node: int) -> Iterator[tuple[int, ...]]:
        """Yield the whole weights of the parts at and below a node."""
        tree = self.hierarchy
        if node < tree.n_leaves:
            return
        if not self._is_upper(node):
            yield whole_weights(tree, node)
            return
        for child in self._weighing(node):
            yield from self.partial(child)

    def above_parts(self, node: int) -> Iterator[tuple[int, ...]]:
        """Yield the whole weights of the upper nodes at and below a node."""
        if self._is_upper(node):
            yield whole_weights(self.hierarchy, node)
            for child in self._weighing(node):
                yield from self.above_parts(child)

    def _part(self, node: int) -> Part:
        if node < self.hierarchy.n_leaves:
            return Part(self.row_of[node], (node,), (1,))
        return Part(self.row_of[node], self._weighing(node), whole_weights(self.hierarchy, node))

    def _upper(self, node: int) -> Upper:
        children, whole = self._weighing(node), whole_weights(self.hierarchy, node)
        first = min((self.row_of[child] for child in children), default=0)
        total = sum(whole)
        return Upper(
            self.row_of[node],
            slice(first, first + len(children)),
            np.array([weight / total for weight in whole]),
            whole,
        )

    def _uppers(self) -> Iterator[int]:
        inner = range(self.hierarchy.n_leaves, self.hierarchy.n_nodes)
        return (node for node in inner if self._is_upper(node))

    def _is_upper(self, node: int) -> bool:
        tree = self.hierarchy
        if node < tree.n_leaves:
            return False
        return node == tree.root or any(c >= tree.n_leaves for c in self._children(node))

    def _weighing(self, node: int) -> tuple[int, ...]:
        return tuple(child for child in self._children(node) if self.hierarchy.weight[child] > 0)

    def _children(self, node: int) -> tuple[int, ...]:
        return self.hierarchy.children[node - self.hierarchy.n_leaves]


def whole_weights(hierarchy: Hierarchy, node: int) -> tuple[int, ...]:
    """Weights of the children that weigh something, as the smallest whole numbers."""
    return tuple(w for w in hierarchy.whole_weights[node - hierarchy.n_leaves] if w)
