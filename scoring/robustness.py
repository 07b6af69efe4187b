"""How firm is a ranking: repeat it with other weights and methods that could as well be chosen.

What lives here: drawing and replaying alternatives. Not here: ranking many repetitions
(`rank_batches`), what the ranks say about each unit (`rank_statistics`) and which of the choices
matters most (`sensitivity`).

A run is two steps, so that it can be repeated to the last digit: `draw` writes down every choice,
`replay` works out the scores of what was written down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from scoring.aggregate import aggregate, blocks
from scoring.arrays import Floats, Ints, Ranks, frozen
from scoring.hierarchy import Hierarchy
from scoring.missing import NotApplicable
from scoring.rank_batches import Desk, ranks_of


@dataclass(frozen=True)
class Alternatives:
    """Everything that could as well have been chosen.

    Attributes
    ----------
    shares : tuple of (n_units, n_leaves) float64, NaN = out of the calculation
        One matrix per normalisation, imputation or rule for gaps.
    hierarchies : tuple of Hierarchy
        One per aggregation; the same nodes in the same order.
    rules : tuple of NotApplicable
    """

    shares: tuple[Floats, ...]
    hierarchies: tuple[Hierarchy, ...]
    rules: tuple[NotApplicable, ...] = (NotApplicable.REDISTRIBUTE,)

    def __post_init__(self) -> None:
        if not (self.shares and self.hierarchies and self.rules):
            raise ValueError("there must be at least one alternative of each kind")
        if len({matrix.shape for matrix in self.shares}) != 1:
            raise ValueError("the matrices of shares differ in shape")
        if len({tree.codes for tree in self.hierarchies}) != 1:
            raise ValueError("the hierarchies differ in their nodes")


@dataclass(frozen=True)
class Replicates:
    """The choices of every repetition, as drawn.

    Attributes
    ----------
    shares, hierarchy, rule : (n_replicates,) int64
        Which alternative of each kind.
    weights : (n_replicates, n_nodes) float64
        Sibling weights.
    """

    shares: Ints
    hierarchy: Ints
    rule: Ints
    weights: Floats

    def __len__(self) -> int:
        return len(self.shares)

    def part(self, rows: slice) -> Replicates:
        """The choices of some repetitions."""
        return Replicates(
            self.shares[rows], self.hierarchy[rows], self.rule[rows], self.weights[rows]
        )


def jittered_weights(
    hierarchy: Hierarchy, n_replicates: int, *, noise: float, rng: np.random.Generator
) -> Floats:
    """Draw weights that differ from the declared ones by up to a given part.

    Parameters
    ----------
    hierarchy : Hierarchy
    n_replicates : int
    noise : float
        0.25 draws each weight evenly between 75 % and 125 % of the declared one.
    rng : numpy.random.Generator

    Returns
    -------
    (n_replicates, n_nodes) float64

    Source
    ------
    OECD/JRC Handbook (2008), pp. 117-131; COINr, `get_noisy_weights`.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from scoring.hierarchy import Aggregation, Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.MEAN),
    ...         Node("a", "all", weight=Fraction(4), maximum=Fraction(1)),
    ...     ]
    ... )
    >>> drawn = jittered_weights(tree, 100, noise=0.25, rng=np.random.default_rng(0))
    >>> bool((drawn[:, 0] >= 3).all() and (drawn[:, 0] <= 5).all())
    True
    """
    if not 0 <= noise < 1:
        raise ValueError("noise is a part of the weight, from 0 to below 1")
    factors = rng.uniform(1 - noise, 1 + noise, (n_replicates, hierarchy.n_nodes))
    return np.asarray(hierarchy.weights * factors)


def dirichlet_weights(
    hierarchy: Hierarchy, n_replicates: int, *, concentration: float, rng: np.random.Generator
) -> Floats:
    """Draw the weights of each node's children from a Dirichlet distribution around the declared.

    Parameters
    ----------
    hierarchy : Hierarchy
    n_replicates : int
    concentration : float
        The larger, the nearer to the declared weights; with equal weights of k children,
        `concentration` = k makes every division equally likely.
    rng : numpy.random.Generator

    Returns
    -------
    (n_replicates, n_nodes) float64
        Children of one node add up to 1.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from scoring.hierarchy import Aggregation, Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.MEAN),
    ...         Node("a", "all", weight=Fraction(1), maximum=Fraction(1)),
    ...         Node("b", "all", weight=Fraction(3), maximum=Fraction(1)),
    ...     ]
    ... )
    >>> rng = np.random.default_rng(0)
    >>> drawn = dirichlet_weights(tree, 4000, concentration=10, rng=rng)
    >>> drawn[:, :2].mean(axis=0).round(2).tolist()
    [0.25, 0.75]
    """
    if not concentration > 0:
        raise ValueError("the concentration is above 0")
    drawn = np.ones((n_replicates, hierarchy.n_nodes))
    for children in hierarchy.children:
        declared = hierarchy.weights[list(children)]
        weighing = [child for child, weight in zip(children, declared, strict=True) if weight > 0]
        drawn[:, list(children)] = 0.0
        if weighing:
            parts = hierarchy.weights[weighing] / hierarchy.weights[weighing].sum()
            drawn[:, weighing] = rng.dirichlet(concentration * parts, n_replicates)
    return drawn


def draw(alternatives: Alternatives, weights: Floats, rng: np.random.Generator) -> Replicates:
    """Choose among the alternatives, each with the same chance, once per row of weights.

    Examples
    --------
    See `replay`.
    """
    n_replicates = len(weights)
    return Replicates(
        frozen(rng.integers(len(alternatives.shares), size=n_replicates)),
        frozen(rng.integers(len(alternatives.hierarchies), size=n_replicates)),
        frozen(rng.integers(len(alternatives.rules), size=n_replicates)),
        frozen(weights),
    )


def replay(
    alternatives: Alternatives, replicates: Replicates, *, out: Floats | None = None
) -> Floats:
    """Work out the share of the whole for every repetition and unit.

    Parameters
    ----------
    alternatives : Alternatives
    replicates : Replicates
    out : (n_replicates, n_units) float64, optional
        Where to put the result.

    Returns
    -------
    (n_replicates, n_units) float64, NaN = nothing applies

    Notes
    -----
    Where all is known and every node is a weighted mean, many repetitions are one product of the
    shares with the leaves' effective weights; any other repetition climbs the tree.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from scoring.hierarchy import Aggregation, Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.MEAN),
    ...         Node("a", "all", maximum=Fraction(1)),
    ...         Node("b", "all", maximum=Fraction(1)),
    ...     ]
    ... )
    >>> both = Alternatives((np.array([[1.0, 0.0], [0.0, 0.6]]),), (tree,))
    >>> chosen = draw(both, np.array([[1.0, 1, 1], [1, 3, 1]]), np.random.default_rng(0))
    >>> replay(both, chosen).round(12).tolist()
    [[0.5, 0.3], [0.25, 0.45]]
    """
    shape = (len(replicates), len(alternatives.shares[0]))
    found = np.empty(shape) if out is None else out
    for at, shares in enumerate(alternatives.shares):
        complete = not math.isnan(float(shares.max(initial=0.0)))
        for tree_at, tree in enumerate(alternatives.hierarchies):
            chosen = np.flatnonzero((replicates.shares == at) & (replicates.hierarchy == tree_at))
            if complete and tree.is_linear:
                _by_product(tree, shares, replicates, chosen, found)
            else:
                _by_climbing(alternatives.rules, tree, shares, replicates, chosen, found)
    return found


def _by_product(
    tree: Hierarchy, shares: Floats, replicates: Replicates, chosen: Ints, found: Floats
) -> None:
    effective = effective_leaf_weights(tree, replicates.weights[chosen])
    if len(chosen) == len(replicates):
        np.matmul(effective, shares.T, out=found)
    else:
        found[chosen] = effective @ shares.T


def _by_climbing(
    rules: Sequence[NotApplicable],
    tree: Hierarchy,
    shares: Floats,
    replicates: Replicates,
    chosen: Ints,
    found: Floats,
) -> None:
    for replicate in chosen:
        rule, weights = rules[replicates.rule[replicate]], replicates.weights[replicate]
        found[replicate] = aggregate(tree, shares, rule, weights=weights)[0][:, tree.root]


def effective_leaf_weights(hierarchy: Hierarchy, weights: Floats) -> Floats:
    """Multiply sibling weights down the tree, for many sets of weights at once.

    Parameters
    ----------
    hierarchy : Hierarchy
    weights : (n_sets, n_nodes) float64

    Returns
    -------
    (n_sets, n_leaves) float64
        Each row adds up to 1.
    """
    effective = np.zeros_like(weights)
    effective[:, hierarchy.root] = 1.0
    for node in range(hierarchy.root, hierarchy.n_leaves - 1, -1):
        children = list(hierarchy.children[node - hierarchy.n_leaves])
        parts = weights[:, children]
        whole = parts.sum(axis=1, keepdims=True)
        effective[:, children] = effective[:, [node]] * parts / np.where(whole > 0, whole, 1.0)
    return effective[:, : hierarchy.n_leaves]


def replay_ranks(alternatives: Alternatives, replicates: Replicates, *, threads: int = 1) -> Ranks:
    """Work out the ranks of every repetition, without keeping the scores.

    Parameters
    ----------
    alternatives : Alternatives
    replicates : Replicates
    threads : int
        Batches of repetitions that are worked on at the same time.

    Returns
    -------
    (n_replicates, n_units) int32, 0 = not ranked

    Examples
    --------
    See `replay` for the scores and `ranks_of` for how they are ranked.
    """
    n_units = len(alternatives.shares[0])
    ranks = np.zeros((len(replicates), n_units), dtype=np.int32)

    def work(stretch: slice) -> None:
        desk = Desk(n_units)
        for batch in blocks(stretch.stop - stretch.start, desk.height):
            rows = slice(stretch.start + batch.start, stretch.start + batch.stop)
            part = replicates.part(rows)
            scores = replay(alternatives, part, out=desk.scores[: len(part)])
            if not np.isnan(scores).all():
                desk.rank(scores, ranks[rows])

    stretches = list(blocks(len(replicates), max(1, -(-len(replicates) // threads))))
    if len(stretches) < 2:
        work(slice(0, len(replicates)))
        return ranks
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, stretches))
    return ranks


def ranks_without(
    hierarchy: Hierarchy, shares: Floats, rule: NotApplicable, nodes: Sequence[int]
) -> Ranks:
    """Rank the units again with one node left out at a time.

    Parameters
    ----------
    hierarchy : Hierarchy
    shares : (n_units, n_leaves) float64, NaN = out of the calculation
    rule : NotApplicable
    nodes : sequence of int
        The nodes to leave out, one by one.

    Returns
    -------
    (len(nodes), n_units) int32

    Source
    ------
    COINr, `remove_elements`.
    """
    scores = np.empty((len(nodes), len(shares)))
    for at, node in enumerate(nodes):
        weights = hierarchy.weights.copy()
        weights[node] = 0.0
        scores[at] = aggregate(hierarchy, shares, rule, weights=weights)[0][:, hierarchy.root]
    return ranks_of(scores)
