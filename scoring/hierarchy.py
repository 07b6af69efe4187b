"""The tree of a criteria set as arrays: who is whose parent, sibling weights, maxima, aggregation.

What lives here: the tree and the check that it is one. Not here: values of units (`aggregate`) and
what a gap means (`missing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

import numpy as np

from scoring.arrays import Floats, frozen


class Aggregation(StrEnum):
    """How a node is made from its children; the formulas stand in `means`."""

    SUM = "sum"
    MEAN = "mean"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    POWER = "power"
    MINIMUM = "minimum"
    MEDIAN = "median"


LINEAR = frozenset({Aggregation.SUM, Aggregation.MEAN})
RATIONAL = LINEAR | {Aggregation.HARMONIC, Aggregation.MINIMUM, Aggregation.MEDIAN}


class NotOneTree(ValueError):
    """The nodes do not form one tree with usable weights."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node as it is declared.

    A leaf has a `maximum` and no `aggregation`; an inner node has an `aggregation`, and its maximum
    is the sum of the maxima below it. `weight` counts among siblings; only below a sum the maximum
    is the weight. `power` belongs to the generalised mean.

    A leaf without a parent stands outside the tree: it counts for nothing but the rules that name
    it, such as a bonus or a mandatory item. A leaf whose shares are all multiples of 1/n has
    `lattice` n: its units can be decided exactly many at once.
    """

    code: str
    parent: str | None
    weight: Fraction = Fraction(1)
    maximum: Fraction | None = None
    aggregation: Aggregation | None = None
    power: Fraction | None = None
    lattice: int | None = None


@dataclass(frozen=True)
class Hierarchy:
    """A checked tree: leaves first in their given order, then inner nodes bottom-up, root last.

    Leaves outside the tree stand among the leaves and are their own parent.

    Attributes
    ----------
    codes : tuple of str, (n_nodes,)
    parent : tuple of int, (n_nodes,)
        Index of the parent; the root has its own index.
    weight : tuple of Fraction, (n_nodes,)
        Weight among siblings, as the parent's aggregation reads it.
    maximum : tuple of Fraction, (n_nodes,)
        Points of the node when every leaf below it is full.
    aggregation : tuple of Aggregation, (n_nodes - n_leaves,)
        For the inner nodes, in their order.
    power : tuple of Fraction or None, (n_nodes - n_leaves,)
        The order of a generalised mean.
    lattice : tuple of int or None, (n_leaves,)
        The grid on which the shares of each leaf stand.
    """

    codes: tuple[str, ...]
    parent: tuple[int, ...]
    weight: tuple[Fraction, ...]
    maximum: tuple[Fraction, ...]
    aggregation: tuple[Aggregation, ...]
    power: tuple[Fraction | None, ...]
    lattice: tuple[int | None, ...]
    n_leaves: int = field(repr=False)

    @classmethod
    def build(cls, nodes: Iterable[Node]) -> Hierarchy:
        """Order, weigh and check the declared nodes.

        Parameters
        ----------
        nodes : iterable of Node
            In any order; leaves keep theirs, and siblings follow the order of the leaves.

        Returns
        -------
        Hierarchy

        Raises
        ------
        NotOneTree
            If a code is used twice, a parent is unknown, there is not exactly one root, a node is
            its own ancestor, an inner node has no children, a leaf has no maximum, a weight or
            maximum is negative, or a power stands where it has no meaning.

        Examples
        --------
        >>> tree = Hierarchy.build(
        ...     [
        ...         Node("all", None, aggregation=Aggregation.SUM),
        ...         Node("a", "all", maximum=Fraction(10)),
        ...         Node("b", "all", maximum=Fraction(30)),
        ...     ]
        ... )
        >>> tree.codes, [int(w) for w in tree.weight]
        (('a', 'b', 'all'), [10, 30, 40])
        """
        declared = list(nodes)
        by_code = _by_code(declared)
        children = _children(declared, by_code)
        ordered = _bottom_up(declared, children)
        maximum = _maxima(ordered, children)
        return cls(
            codes=tuple(node.code for node in ordered),
            parent=_parents(ordered),
            weight=tuple(_weight(node, by_code, maximum) for node in ordered),
            maximum=tuple(maximum[node.code] for node in ordered),
            aggregation=tuple(n.aggregation for n in ordered if n.aggregation is not None),
            power=tuple(n.power for n in ordered if n.aggregation is not None),
            lattice=tuple(n.lattice for n in ordered if n.aggregation is None),
            n_leaves=sum(node.aggregation is None for node in ordered),
        )

    @property
    def is_linear(self) -> bool:
        """Whether every node is a sum or a weighted mean, so that losses add up."""
        return LINEAR.issuperset(self.aggregation)

    @property
    def is_rational(self) -> bool:
        """Whether no node takes a root, so that fractions stay exact."""
        return RATIONAL.issuperset(self.aggregation)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each inner node, in their order, the indices of its children."""
        below: list[list[int]] = [[] for _ in self.codes]
        for child, parent in enumerate(self.parent[:-1]):
            if parent != child:
                below[parent].append(child)
        return tuple(tuple(sorted(c, key=self._place)) for c in below[self.n_leaves :])

    @cached_property
    def whole_weights(self) -> tuple[tuple[int, ...], ...]:
        """For each inner node its children's weights as the smallest whole numbers, in order."""
        return tuple(_whole([self.weight[child] for child in below]) for below in self.children)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Where each code stands."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def weights(self) -> Floats:
        """The sibling weights as float64, (n_nodes,)."""
        return frozen(np.array([float(w) for w in self.weight]))

    @cached_property
    def maxima(self) -> Floats:
        """The maxima as float64, (n_nodes,)."""
        return frozen(np.array([float(m) for m in self.maximum]))

    @property
    def n_nodes(self) -> int:
        return len(self.codes)

    @property
    def root(self) -> int:
        return self.n_nodes - 1

    @property
    def pillars(self) -> tuple[int, ...]:
        """The children of the root, in the order of the set."""
        return self.children[-1]

    @cached_property
    def extras(self) -> tuple[int, ...]:
        """Leaves outside the tree."""
        return tuple(leaf for leaf in range(self.n_leaves) if self.parent[leaf] == leaf)

    @property
    def leaves(self) -> tuple[str, ...]:
        """Codes of the leaves: the columns of an answer matrix."""
        return self.codes[: self.n_leaves]

    def _place(self, node: int) -> int:
        """First leaf at or below `node`: brings siblings back into the order of the set."""
        return self._first_leaf[node]

    @cached_property
    def _first_leaf(self) -> tuple[int, ...]:
        first = [*range(self.n_leaves)] + [self.n_leaves] * (self.n_nodes - self.n_leaves)
        for node in range(self.n_nodes - 1):
            first[self.parent[node]] = min(first[self.parent[node]], first[node])
        return tuple(first)


def _by_code(nodes: Sequence[Node]) -> dict[str, Node]:
    by_code: dict[str, Node] = {}
    for node in nodes:
        if node.code in by_code:
            raise NotOneTree(f"code {node.code} is used twice")
        if node.weight < 0 or (node.maximum is not None and node.maximum < 0):
            raise NotOneTree(f"{node.code} has a negative weight or maximum")
        if (node.aggregation is None) == (node.maximum is None):
            raise NotOneTree(f"{node.code} needs either a maximum or an aggregation")
        if (node.aggregation is Aggregation.POWER) != (node.power is not None):
            raise NotOneTree(f"{node.code}: a generalised mean has a power, nothing else has")
        by_code[node.code] = node
    return by_code


def _children(nodes: Sequence[Node], by_code: Mapping[str, Node]) -> dict[str, list[Node]]:
    children: dict[str, list[Node]] = {node.code: [] for node in nodes}
    for node in nodes:
        if node.parent is None:
            continue
        if node.parent not in by_code:
            raise NotOneTree(f"{node.code} names the unknown parent {node.parent}")
        children[node.parent].append(node)
    for node in nodes:
        if bool(children[node.code]) != (node.aggregation is not None):
            raise NotOneTree(f"{node.code}: an inner node has children, a leaf has none")
    return children


def _bottom_up(nodes: Sequence[Node], children: Mapping[str, Sequence[Node]]) -> list[Node]:
    roots = [node for node in nodes if node.parent is None and node.aggregation is not None]
    extras = [node for node in nodes if node.parent is None and node.aggregation is None]
    if len(roots) != 1:
        raise NotOneTree(f"one root is needed, found {len(roots)}")
    reached: list[Node] = list(extras)
    ahead = [roots[0]]
    while ahead:
        node = ahead.pop()
        reached.append(node)
        ahead.extend(children[node.code])
    if len(reached) != len(nodes):
        lost = sorted({n.code for n in nodes} - {n.code for n in reached})
        raise NotOneTree(f"not below the root: {', '.join(lost)}")
    reached.reverse()
    leaves = [node for node in nodes if node.aggregation is None]
    return leaves + [node for node in reached if node.aggregation is not None]


def _maxima(ordered: Sequence[Node], children: Mapping[str, Sequence[Node]]) -> dict[str, Fraction]:
    maximum: dict[str, Fraction] = {}
    for node in ordered:
        below = (maximum[child.code] for child in children[node.code])
        maximum[node.code] = sum(below, start=Fraction(0)) if node.maximum is None else node.maximum
    return maximum


def _parents(ordered: Sequence[Node]) -> tuple[int, ...]:
    place = {node.code: at for at, node in enumerate(ordered)}
    return tuple(place[n.parent] if n.parent is not None else place[n.code] for n in ordered)


def _weight(node: Node, by_code: Mapping[str, Node], maximum: Mapping[str, Fraction]) -> Fraction:
    parent = by_code[node.parent] if node.parent is not None else None
    if parent is None or parent.aggregation is Aggregation.SUM:
        return maximum[node.code]
    return node.weight


def _whole(weights: Sequence[Fraction]) -> tuple[int, ...]:
    unit = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * unit) for weight in weights]
    shared = gcd(*whole) or 1
    return tuple(weight // shared for weight in whole)
