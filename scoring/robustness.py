"""How firm is a ranking: repeat it with other weights and methods that could as well be chosen.

What lives here: drawing and replaying alternatives. Not here: drawing weights (`drawn_weights`),
ranking many repetitions (`rank_batches`), what the ranks say about each unit (`rank_statistics`),
which of the choices matters most (`sensitivity`) and a whole study of one table (`uncertainty`).

A run is two steps, so that it can be repeated to the last digit: `draw` writes down every choice,
`replay` works out the numbers of what was written down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import local

import numpy as np

from scoring.aggregate import aggregate, blocks
from scoring.arrays import Bools, Floats, Ints, Ranks, frozen
from scoring.hierarchy import Hierarchy
from scoring.missing import NotApplicable
from scoring.published import Published
from scoring.rank_batches import Desk, height_of, ranks_of


@dataclass(frozen=True)
class Alternatives:
    """Everything that could as well have been chosen, and what stays as it is.

    Attributes
    ----------
    shares : tuple of (n_units, n_leaves) float64, NaN = out of the calculation
        One matrix per normalisation, imputation or rule for gaps.
    hierarchies : tuple of Hierarchy
        One per aggregation; the same nodes in the same order.
    rules : tuple of NotApplicable
    published : Published
    availability, not_applicable
        As for `aggregate`.
    shifts : tuple of float, optional
        One for each hierarchy: shares are moved from [0, 1] to [shift, 1] on their way up, and the
        whole is moved back. It keeps a geometric mean from being 0 wherever one share is.
    compared : tuple of int, optional
        Nodes over which units outrank each other pair by pair; the number that is ranked is then
        the pairs won less the pairs lost.
    """

    shares: tuple[Floats, ...]
    hierarchies: tuple[Hierarchy, ...]
    rules: tuple[NotApplicable, ...] = (NotApplicable.REDISTRIBUTE,)
    published: Published = field(default_factory=Published)
    availability: float = 0.0
    not_applicable: Bools | None = None
    shifts: tuple[float, ...] = ()
    compared: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not (self.shares and self.hierarchies and self.rules):
            raise ValueError("there must be at least one alternative of each kind")
        if len({matrix.shape for matrix in self.shares}) != 1:
            raise ValueError("the matrices of shares differ in shape")
        if len({tree.codes for tree in self.hierarchies}) != 1:
            raise ValueError("the hierarchies differ in their nodes")
        if self.shifts and len(self.shifts) != len(self.hierarchies):
            raise ValueError("there is one shift for each hierarchy")

    @property
    def n_units(self) -> int:
        return len(self.shares[0])


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
    alternatives: Alternatives,
    replicates: Replicates,
    *,
    leagues: Ints | None = None,
    out: Floats | None = None,
) -> Floats:
    """Work out the number that is ranked, as a share of the whole, for every repetition and unit.

    Parameters
    ----------
    alternatives : Alternatives
    replicates : Replicates
    leagues : (n_units,) int64, optional
        Only units of one league outrank each other.
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
    found = np.empty((len(replicates), alternatives.n_units)) if out is None else out
    for at, shares in enumerate(alternatives.shares):
        complete = not math.isnan(float(shares.max(initial=0.0)))
        for tree_at, tree in enumerate(alternatives.hierarchies):
            chosen = np.flatnonzero((replicates.shares == at) & (replicates.hierarchy == tree_at))
            if complete and tree.is_linear and not alternatives.compared:
                _by_product(tree, shares, replicates, chosen, found)
                continue
            for replicate, share, applicable in _climbed(
                alternatives, (at, tree_at), replicates, chosen
            ):
                weights = replicates.weights[replicate]
                found[replicate] = _number(alternatives, share, applicable, weights, leagues)
    if not (alternatives.published.is_plain or alternatives.compared):
        alternatives.published.finish(found)
    return found


def _by_product(
    tree: Hierarchy, shares: Floats, replicates: Replicates, chosen: Ints, found: Floats
) -> None:
    effective = effective_leaf_weights(tree, replicates.weights[chosen])
    if len(chosen) == len(replicates):
        np.matmul(effective, shares.T, out=found)
    else:
        found[chosen] = effective @ shares.T


def _number(
    alternatives: Alternatives,
    share: Floats,
    applicable: Floats,
    weights: Floats,
    leagues: Ints | None,
) -> Floats:
    """Return the number that is ranked in one repetition, before rules and rounding."""
    if alternatives.compared:
        return _pairs_won(alternatives, share, weights, leagues)
    root = alternatives.hierarchies[0].root
    whole = share[:, root]
    return whole * applicable[:, root] if alternatives.published.by_points else whole


def _climbed(
    alternatives: Alternatives, which: tuple[int, int], replicates: Replicates, chosen: Ints
) -> Iterator[tuple[int, Floats, Floats]]:
    """Climb the tree for every repetition that takes one matrix of shares and one tree.

    Yields the repetition, and share and applicable part of every node, (n_units, n_nodes).
    """
    shares, tree = alternatives.shares[which[0]], alternatives.hierarchies[which[1]]
    shift = alternatives.shifts[which[1]] if alternatives.shifts else 0.0
    if shift and len(chosen):
        shares = shift + (1 - shift) * shares
    for replicate in chosen.tolist():
        share, applicable = aggregate(
            tree,
            shares,
            alternatives.rules[replicates.rule[replicate]],
            weights=replicates.weights[replicate],
            availability=alternatives.availability,
            not_applicable=alternatives.not_applicable,
        )
        yield replicate, (share - shift) / (1 - shift) if shift else share, applicable


_SAME = 1e-11
"""Shares and sums of weights that differ by less differ by the noise of sums only."""


def _pairs_won(
    alternatives: Alternatives, share: Floats, weights: Floats, leagues: Ints | None
) -> Floats:
    """Count the units of its league that each unit outranks, less those that outrank it."""
    tree, nodes = alternatives.hierarchies[0], list(alternatives.compared)
    counts = _effective(tree, weights[np.newaxis])[0, nodes]
    won = np.full(len(share), np.nan)
    ranked = ~np.isnan(share[:, tree.root])
    group = np.zeros(len(share), dtype=np.int64) if leagues is None else leagues
    for league in np.unique(group[ranked]):
        members = np.flatnonzero(ranked & (group == league))
        values = share[np.ix_(members, np.array(nodes))]
        votes = np.zeros((len(members), len(members)))
        for column, count in zip(values.T, counts, strict=True):
            apart = np.nan_to_num(np.subtract.outer(column, column))
            votes += count * np.where(np.abs(apart) > _SAME, np.sign(apart), 0.0)
        won[members] = np.where(np.abs(votes) > _SAME, np.sign(votes), 0.0).sum(axis=1)
    return won


def effective_leaf_weights(hierarchy: Hierarchy, weights: Floats) -> Floats:
    """Multiply sibling weights down the tree, for many sets of weights at once.

    Parameters
    ----------
    hierarchy : Hierarchy
    weights : (n_sets, n_nodes) float64

    Returns
    -------
    (n_sets, n_leaves) float64
        Each row adds up to 1; leaves outside the tree have 0.
    """
    return _effective(hierarchy, weights)[:, : hierarchy.n_leaves]


def _effective(hierarchy: Hierarchy, weights: Floats) -> Floats:
    """Multiply sibling weights down to every node, (n_sets, n_nodes)."""
    effective = np.zeros_like(weights)
    effective[:, hierarchy.root] = 1.0
    for node in range(hierarchy.root, hierarchy.n_leaves - 1, -1):
        children = list(hierarchy.children[node - hierarchy.n_leaves])
        parts = weights[:, children]
        whole = parts.sum(axis=1, keepdims=True)
        effective[:, children] = effective[:, [node]] * parts / np.where(whole > 0, whole, 1.0)
    return effective


def replay_ranks(
    alternatives: Alternatives,
    replicates: Replicates,
    *,
    leagues: Ints | None = None,
    threads: int = 1,
) -> Ranks:
    """Work out the ranks of every repetition, without keeping the scores.

    Parameters
    ----------
    alternatives : Alternatives
    replicates : Replicates
    leagues : (n_units,) int64, optional
        Units are ranked within their league.
    threads : int
        Batches of repetitions that are worked on at the same time; the batches are the same
        whatever their number, and so are the ranks.

    Returns
    -------
    (n_replicates, n_units) int32, 0 = not ranked

    Examples
    --------
    See `replay` for the scores and `ranks_of` for how they are ranked.
    """
    n_units = alternatives.n_units
    ranks = np.zeros((len(replicates), n_units), dtype=np.int32)
    groups = list(_groups(leagues))
    own = local()

    def work(rows: slice) -> None:
        if not hasattr(own, "desk"):
            own.desk = Desk(n_units)
        part = replicates.part(rows)
        scores = replay(alternatives, part, leagues=leagues, out=own.desk.scores[: len(part)])
        if groups:
            for members in groups:
                ranks[rows, members] = ranks_of(scores[:, members])
        elif not np.isnan(scores).all():
            own.desk.rank(scores, ranks[rows])

    batches = list(blocks(len(replicates), height_of(n_units)))
    if threads < 2:
        for batch in batches:
            work(batch)
        return ranks
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, batches))
    return ranks


def _groups(leagues: Ints | None) -> Iterator[Ints]:
    """Yield the units of each league; nothing where there is only one."""
    names = np.unique(leagues) if leagues is not None else np.empty(0)
    if leagues is not None and len(names) > 1:
        for name in names:
            yield np.flatnonzero(leagues == name)


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
