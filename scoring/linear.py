"""The climb of a block where every node is a sum or a weighted mean.

What lives here: the same numbers as `aggregate.climb_block`, laid out for speed: one small matrix
product per pillar brings all leaves up, then the few inner nodes follow as whole rows. Not here:
other means, and nodes that need so many known children.

The products are kept small on purpose. A library for linear algebra works on a large one with
several threads, which on a busy machine wait for each other longer than they work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.arrays import Floats
from scoring.hierarchy import Hierarchy
from scoring.missing import NotApplicable

HEIGHT = 1024
"""Units in a block: its shares and what is made of them stay in the processor's cache."""


@dataclass(frozen=True)
class Span:
    """Neighbouring leaves and the nodes that have them as children.

    Attributes
    ----------
    leaves : slice
    nodes : tuple of int
        Inner nodes, counted from the first inner node.
    weights : (len(nodes), n_leaves of the span) float64
    """

    leaves: slice
    nodes: tuple[int, ...]
    weights: Floats


@dataclass(frozen=True)
class LinearPlan:
    """How a hierarchy is climbed; whole weights, so that what applies adds up exactly."""

    hierarchy: Hierarchy

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The leaves in stretches that share their parents, in small groups of stretches."""
        tree = self.hierarchy
        parents = [tree.parent[leaf] - tree.n_leaves for leaf in range(tree.n_leaves)]
        found: list[Span] = []
        start = 0
        for stop in range(1, tree.n_leaves + 1):
            width = len(set(parents[start : stop + 1]))
            if stop < tree.n_leaves and stop - start < 32 and width <= 6:
                continue
            found.append(self._span(slice(start, stop), parents))
            start = stop
        return tuple(span for span in found if span.nodes)

    def _span(self, leaves: slice, parents: list[int]) -> Span:
        tree = self.hierarchy
        inside = range(leaves.start, leaves.stop)
        nodes = tuple(sorted({parents[leaf] for leaf in inside if parents[leaf] >= 0}))
        weights = np.zeros((len(nodes), len(inside)))
        for row, node in enumerate(nodes):
            whole = dict(zip(tree.children[node], tree.whole_weights[node], strict=True))
            for column, leaf in enumerate(inside):
                weights[row, column] = whole.get(leaf, 0)
        return Span(leaves, nodes, weights)

    @cached_property
    def inner(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each inner node, its inner children with their whole weights."""
        tree = self.hierarchy
        return tuple(
            tuple(
                (child - tree.n_leaves, weight)
                for child, weight in zip(children, weights, strict=True)
                if child >= tree.n_leaves and weight
            )
            for children, weights in zip(tree.children, tree.whole_weights, strict=True)
        )

    @cached_property
    def whole(self) -> Floats:
        """Sum of the whole weights of each inner node's children."""
        return np.array([float(sum(weights)) for weights in self.hierarchy.whole_weights])

    @cached_property
    def from_leaves(self) -> Floats:
        """The part of `whole` that belongs to leaves."""
        inner = [float(sum(weight for _, weight in children)) for children in self.inner]
        return np.asarray(self.whole - np.array(inner))


def climb_linear(
    plan: LinearPlan, filled: Floats, applying: Floats | None, rule: NotApplicable
) -> tuple[Floats, Floats, Floats]:
    """Work out the inner nodes of a block.

    Parameters
    ----------
    plan : LinearPlan
    filled : (n, n_leaves) float64
        Shares, 0 where a leaf is out.
    applying : (n, n_leaves) float64, optional
        1 where a leaf is in the calculation, 0 where it is out; None = all are in.
    rule : NotApplicable

    Returns
    -------
    share : (n_inner, n) float64, 0 where nothing applies
    part : (n_inner, n) float64
        Applicable part of each node.
    applied : (n_inner, n) float64
        Sum of the whole weights that apply.
    """
    n_inner = len(plan.whole)
    reach = np.zeros((n_inner, len(filled)))
    applied = np.zeros((n_inner, len(filled)))
    if applying is None:
        applied[:] = plan.from_leaves[:, np.newaxis]
    for span in plan.spans:
        nodes = list(span.nodes)
        reach[nodes] += span.weights @ filled[:, span.leaves].T
        if applying is not None:
            applied[nodes] += span.weights @ applying[:, span.leaves].T
    part = np.empty_like(reach)
    for node, children in enumerate(plan.inner):
        for child, weight in children:
            reach[node] += weight * part[child] * reach[child]
            applied[node] += weight * part[child]
        # from here on the row holds the share; where nothing applies both are 0
        reach[node] /= np.maximum(applied[node], 1e-300)
        if rule is NotApplicable.REDISTRIBUTE:
            np.greater(applied[node], 0.0, out=part[node])
        else:
            np.divide(applied[node], plan.whole[node] or 1.0, out=part[node])
    return reach, part, applied
