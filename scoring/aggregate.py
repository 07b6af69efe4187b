"""From the shares of leaves to the share of every node of the tree, for many units at once.

What lives here: the way up the tree, with the weight of what is out spread over the rest. Not
here: what counts as out (`missing`), the means themselves (`means`) and exact decisions (`exact`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from scoring import means
from scoring.arrays import Bools, Floats
from scoring.hierarchy import LINEAR, Aggregation, Hierarchy
from scoring.missing import NotApplicable

BLOCK = 2048
"""Units worked on together: a block of this height stays in the processor's cache."""

_MEANS: dict[Aggregation, Callable[[Floats, Floats], Floats]] = {
    Aggregation.GEOMETRIC: means.geometric,
    Aggregation.HARMONIC: means.harmonic,
    Aggregation.MINIMUM: means.minimum,
    Aggregation.MEDIAN: means.median,
}


def aggregate(
    hierarchy: Hierarchy,
    shares: Floats,
    rule: NotApplicable,
    *,
    not_applicable: Bools | None = None,
    availability: float = 0.0,
    weights: Floats | None = None,
) -> tuple[Floats, Floats]:
    """Work out the share and the applicable fraction of every node of every unit.

    Parameters
    ----------
    hierarchy : Hierarchy
    shares : (n_units, n_leaves) float64, share in [0, 1], NaN = out of the calculation
    rule : NotApplicable
    not_applicable : (n_units, n_leaves) bool, optional
        Which of the NaN do not apply; the others were not answered. Only read with `availability`.
    availability : float
        The part of its applicable children that a node needs; a node with fewer has no share and
        is missing in its parent.
    weights : (n_nodes,) float64, optional
        Sibling weights to use instead of those of the hierarchy.

    Returns
    -------
    shares : (n_units, n_nodes) float64, NaN = nothing below applies, or too little is known
    applicable : (n_units, n_nodes) float64
        The part of a node's maximum that applies. Points of a node are share x maximum x this.

    Notes
    -----
    With w the sibling weight (the maximum below a sum, the declared weight otherwise) and a the
    applicable fraction of a child, for sum and mean alike

        share = sum(w a share) / sum(w a)          over the children that apply;

    the other aggregations take the same weights w a. A leaf has a = 1, or 0 when out. An inner node
    has, under `REDISTRIBUTE`, a = 1 if anything below applies: it keeps its own weight, so the
    weight of what is out goes to its nearest relatives. Under `REDUCE` a = sum(w a) / sum(w): what
    is out leaves the applicable maximum of every ancestor.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 102-116 (aggregation); the nested
    redistribution is that of the EU eGovernment Benchmark method paper.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from scoring.hierarchy import Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(30)),
    ...     ]
    ... )
    >>> share, applicable = aggregate(
    ...     tree, np.array([[1.0, 0.5], [np.nan, 0.5]]), NotApplicable.REDUCE
    ... )
    >>> share[:, -1].tolist(), applicable[:, -1].tolist()
    ([0.625, 0.5], [1.0, 0.75])
    """
    share = np.empty((len(shares), hierarchy.n_nodes))
    applicable = np.empty((len(shares), hierarchy.n_nodes))
    for block in blocks(len(shares)):
        share[block], applicable[block] = climb_block(
            hierarchy,
            shares[block],
            rule,
            not_applicable=None if not_applicable is None else not_applicable[block],
            availability=availability,
            weights=weights,
        )
    return share, applicable


def climb_block(
    hierarchy: Hierarchy,
    shares: Floats,
    rule: NotApplicable,
    *,
    not_applicable: Bools | None = None,
    availability: float = 0.0,
    weights: Floats | None = None,
) -> tuple[Floats, Floats]:
    """Do the work of `aggregate` for units that fit into the processor's cache together."""
    n_units, n_leaves = shares.shape
    share = np.empty((n_units, hierarchy.n_nodes))
    applicable = np.empty((n_units, hierarchy.n_nodes))
    share[:, :n_leaves] = shares
    applicable[:, :n_leaves] = ~np.isnan(shares)
    unknown = None
    if availability > 0:
        unknown = np.zeros((n_units, hierarchy.n_nodes), dtype=bool)
        unknown[:, :n_leaves] = np.isnan(shares)
        if not_applicable is not None:
            unknown[:, :n_leaves] &= ~not_applicable
    declared = hierarchy.weights if weights is None else weights
    _climb(hierarchy, declared, (share, applicable, unknown), rule, availability)
    return share, applicable


def blocks(n_units: int, height: int = BLOCK) -> Iterator[slice]:
    """Cut `n_units` rows into slices of at most `height`.

    >>> list(blocks(5, 2))
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    for start in range(0, n_units, height):
        yield slice(start, min(start + height, n_units))


def _climb(
    hierarchy: Hierarchy,
    weights: Floats,
    state: tuple[Floats, Floats, Bools | None],
    rule: NotApplicable,
    availability: float,
) -> None:
    """Fill the inner nodes of one block, bottom-up."""
    share, applicable, unknown = state
    for node, children in enumerate(hierarchy.children, start=hierarchy.n_leaves):
        below = list(children)
        declared = weights[below]
        weight = applicable[:, below] * declared
        applying = weight.sum(axis=1)
        part = applying > 0 if rule is NotApplicable.REDISTRIBUTE else _part(applying, declared)
        share[:, node] = _mean(hierarchy, node, share[:, below], weight)
        applicable[:, node] = part
        if unknown is not None:
            scarce = _scarce(share[:, below], unknown[:, below], availability)
            share[scarce, node], applicable[scarce, node] = np.nan, 0.0
            unknown[:, node] = scarce


def _mean(hierarchy: Hierarchy, node: int, values: Floats, weight: Floats) -> Floats:
    how = hierarchy.aggregation[node - hierarchy.n_leaves]
    if how in LINEAR:
        applying = weight.sum(axis=1)
        reached = np.einsum("ij,ij->i", weight, np.nan_to_num(values))
        nothing = np.full(len(values), np.nan)
        return np.asarray(np.divide(reached, applying, out=nothing, where=applying > 0))
    if how is Aggregation.POWER:
        power = hierarchy.power[node - hierarchy.n_leaves]
        assert power is not None
        return means.generalised(values, weight, float(power))
    return _MEANS[how](values, weight)


def _part(applying: Floats, declared: Floats) -> Floats:
    whole = declared.sum()
    return np.asarray(applying / whole) if whole > 0 else np.zeros_like(applying)


def _scarce(values: Floats, unknown: Bools, availability: float) -> Bools:
    """Tell the units of which too few children are known."""
    known = (~np.isnan(values)).sum(axis=1)
    wanted = known + unknown.sum(axis=1)
    return np.asarray((wanted > 0) & (known < availability * wanted - 1e-9))
