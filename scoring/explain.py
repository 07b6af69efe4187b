"""Where the points of one unit were lost.

What lives here: the decomposition of the distance between a result and its maximum. Not here: the
result itself (`report`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.exact import ExactNodes, ExactRow, evaluate
from scoring.hierarchy import Hierarchy
from scoring.missing import NotApplicable


@dataclass(frozen=True, slots=True)
class PointsLost:
    """One leaf's part in the distance to the maximum.

    Attributes
    ----------
    points, maximum : Fraction
        What the leaf brought and could bring, as the leaf itself counts.
    lost : Fraction
        Points that the whole result lacks because of this leaf. Where all nodes are sums or
        weighted means, the sum over all leaves is exactly the applicable maximum minus the points.
    """

    code: str
    points: Fraction
    maximum: Fraction
    lost: Fraction


def points_lost(
    hierarchy: Hierarchy, row: ExactRow, nodes: ExactNodes, rule: NotApplicable
) -> tuple[PointsLost, ...]:
    """Sort the leaves that apply by the points that they cost the unit, most first.

    Parameters
    ----------
    hierarchy : Hierarchy
    row : sequence of Fraction or None, (n_leaves,)
    nodes : ExactNodes
        What `evaluate` made of the row.
    rule : NotApplicable

    Returns
    -------
    tuple of PointsLost
        Leaves that lost nothing are left out; equal losses keep the order of the set.

    Notes
    -----
    The effective maximum of a leaf is the applicable maximum of the root, divided down the tree in
    proportion w a / sum(w a) among the children that apply; lost = effective maximum x (1 - share).
    A tree with other means than the arithmetic one has no such division: there a leaf has lost what
    the whole would gain if this leaf alone were full.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 132-136 (back to the details).

    Examples
    --------
    >>> from scoring.hierarchy import Aggregation, Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(20)),
    ...     ]
    ... )
    >>> row = [Fraction(1, 2), Fraction(1, 4)]
    >>> nodes = evaluate(tree, row, NotApplicable.REDUCE)
    >>> lost = points_lost(tree, row, nodes, NotApplicable.REDUCE)
    >>> [(leaf.code, int(leaf.lost)) for leaf in lost]
    [('b', 15), ('a', 5)]
    """
    gained = (
        _by_weight(hierarchy, row, nodes)
        if hierarchy.is_linear
        else _by_trial(hierarchy, row, nodes, rule)
    )
    losses = [
        PointsLost(
            code=hierarchy.codes[leaf],
            points=share * hierarchy.maximum[leaf],
            maximum=hierarchy.maximum[leaf],
            lost=gained[leaf],
        )
        for leaf, share in enumerate(row)
        if share is not None
    ]
    return tuple(sorted((x for x in losses if x.lost > 0), key=lambda x: -x.lost))


def _by_weight(hierarchy: Hierarchy, row: ExactRow, nodes: ExactNodes) -> list[Fraction]:
    effective = effective_maxima(hierarchy, nodes)
    return [
        Fraction(0) if share is None else effective[leaf] * (1 - share)
        for leaf, share in enumerate(row)
    ]


def _by_trial(
    hierarchy: Hierarchy, row: ExactRow, nodes: ExactNodes, rule: NotApplicable
) -> list[Fraction]:
    """Fill one leaf at a time and see what the whole gains."""
    root = hierarchy.root
    unknown = {node for node, share in enumerate(nodes.share) if share is None}
    full = hierarchy.maximum[root] * nodes.applicable[root]
    before = nodes.share[root] or Fraction(0)
    gained = []
    for leaf, share in enumerate(row):
        trial = [*row[:leaf], share if share is None else Fraction(1), *row[leaf + 1 :]]
        after = evaluate(hierarchy, trial, rule, unknown).share[root] or Fraction(0)
        gained.append(full * (after - before))
    return gained


def effective_maxima(hierarchy: Hierarchy, nodes: ExactNodes) -> tuple[Fraction, ...]:
    """Return how many points of the whole each node stands for in this unit, (n_nodes,)."""
    effective = [Fraction(0)] * hierarchy.n_nodes
    effective[hierarchy.root] = hierarchy.maximum[hierarchy.root] * nodes.applicable[hierarchy.root]
    for node in range(hierarchy.root, hierarchy.n_leaves - 1, -1):
        children = hierarchy.children[node - hierarchy.n_leaves]
        weights = [hierarchy.weight[child] * nodes.applicable[child] for child in children]
        applying = sum(weights, start=Fraction(0))
        for child, weight in zip(children, weights, strict=True):
            effective[child] = effective[node] * weight / applying if applying else Fraction(0)
    return tuple(effective)
