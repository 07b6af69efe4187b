"""Where weights come from, and what they amount to.

What lives here: equal weights, budget allocation, pairwise comparison (AHP), and the effective
weight of every node. Not here: what weights are used for (`aggregate`), and weights that follow
from the data (`components`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.arrays import Floats
from scoring.hierarchy import Aggregation, Hierarchy

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random comparisons of 1 to 10 items (Saaty 1980)."""


class ComparisonsFaulty(ValueError):
    """A matrix that is no complete set of pairwise comparisons."""


class BudgetsDiffer(ValueError):
    """Experts who did not hand out the same number of points."""


def equal(n_items: int) -> tuple[Fraction, ...]:
    """Give everything the same weight, adding up to 1.

    >>> equal(3)
    (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3))
    """
    return (Fraction(1, n_items),) * n_items


def effective_weights(hierarchy: Hierarchy) -> tuple[Fraction, ...]:
    """Say which part of the whole each node stands for when everything applies.

    Parameters
    ----------
    hierarchy : Hierarchy

    Returns
    -------
    tuple of Fraction, (n_nodes,)
        1 for the root; the leaves add up to 1. Below a sum the maxima are the weights.

    Notes
    -----
    The product, from the node up to the root, of weight / sum of the siblings' weights. Where a
    node is no weighted mean (minimum, geometric mean ...) this is its nominal part, not its effect.

    Source
    ------
    Becker et al. (2017), Weights and importance in composite indicators; COINr, `get_eff_weights`.

    Examples
    --------
    >>> from scoring.hierarchy import Aggregation, Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(30)),
    ...     ]
    ... )
    >>> effective_weights(tree)
    (Fraction(1, 4), Fraction(3, 4), Fraction(1, 1))
    """
    effective = [Fraction(0)] * hierarchy.n_nodes
    effective[hierarchy.root] = Fraction(1)
    for node in range(hierarchy.root, hierarchy.n_leaves - 1, -1):
        children = hierarchy.children[node - hierarchy.n_leaves]
        whole = sum((hierarchy.weight[child] for child in children), start=Fraction(0))
        for child in children:
            if whole:
                effective[child] = effective[node] * hierarchy.weight[child] / whole
    return tuple(effective)


@dataclass(frozen=True, slots=True)
class WeightSum:
    """The weights of one node's children add up to something else than wanted."""

    code: str
    sum: Fraction
    wanted: Fraction


def wrong_sums(hierarchy: Hierarchy, wanted: Fraction) -> tuple[WeightSum, ...]:
    """Find the nodes whose children's weights do not add up to the wanted sum.

    Sums are told, never mended: a set whose weights should make 100 and make 95 has a fault that
    rescaling would hide. Nodes that are sums of points have no weights of their own.

    >>> from scoring.hierarchy import Aggregation, Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.MEAN),
    ...         Node("a", "all", weight=Fraction(60), maximum=Fraction(1)),
    ...         Node("b", "all", weight=Fraction(35), maximum=Fraction(1)),
    ...     ]
    ... )
    >>> wrong_sums(tree, Fraction(100))
    (WeightSum(code='all', sum=Fraction(95, 1), wanted=Fraction(100, 1)),)
    """
    found = []
    for at, children in enumerate(hierarchy.children):
        total = sum((hierarchy.weight[child] for child in children), start=Fraction(0))
        if hierarchy.aggregation[at] is not Aggregation.SUM and total != wanted:
            found.append(WeightSum(hierarchy.codes[hierarchy.n_leaves + at], total, wanted))
    return tuple(found)


# --- budget allocation ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BudgetAllocation:
    """Weights that experts gave by handing out points, and how far they differ.

    Attributes
    ----------
    weights : tuple of Fraction, (n_items,)
        Mean part of the budget; they add up to 1.
    spread : (n_items,) float64
        Sample standard deviation of the parts over the experts; 0 for one expert.
    """

    weights: tuple[Fraction, ...]
    spread: Floats


def budget_allocation(points: Sequence[Sequence[Fraction]]) -> BudgetAllocation:
    """Average what experts gave to each item out of one budget.

    Parameters
    ----------
    points : sequence (n_experts,) of sequence (n_items,) of Fraction

    Returns
    -------
    BudgetAllocation

    Raises
    ------
    BudgetsDiffer
        If the experts' points do not add up to the same, or somebody gave less than nothing.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 89-102 (budget allocation).

    Examples
    --------
    >>> found = budget_allocation([[Fraction(60), Fraction(40)], [Fraction(80), Fraction(20)]])
    >>> found.weights, found.spread.round(4).tolist()
    ((Fraction(7, 10), Fraction(3, 10)), [0.1414, 0.1414])
    """
    budgets = [sum(row, start=Fraction(0)) for row in points]
    if not budgets or len(set(budgets)) != 1 or budgets[0] <= 0:
        raise BudgetsDiffer(f"the experts' points add up to {[str(b) for b in budgets]}")
    if any(given < 0 for row in points for given in row):
        raise BudgetsDiffer("points are not negative")
    parts = [[given / budgets[0] for given in row] for row in points]
    weights = tuple(
        sum(column, start=Fraction(0)) / len(parts) for column in zip(*parts, strict=True)
    )
    spread = np.zeros(len(weights))
    if len(parts) > 1:
        spread = np.std([[float(part) for part in row] for row in parts], axis=0, ddof=1)
    return BudgetAllocation(weights, spread)


# --- pairwise comparison -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PairwiseWeights:
    """Weights from pairwise comparisons (AHP).

    Attributes
    ----------
    weights : (n_items,) float64, adding up to 1
    largest_eigenvalue : float
        n_items when the comparisons never contradict each other, more otherwise.
    consistency_index : float
        (largest eigenvalue - n) / (n - 1).
    consistency_ratio : float
        Consistency index / that of random comparisons; acceptable below 0.1.
    """

    weights: Floats
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float


def pairwise_comparison(comparisons: Floats) -> PairwiseWeights:
    """Derive weights from how many times more important each item is than each other (AHP).

    Parameters
    ----------
    comparisons : (n_items, n_items) float64
        Row against column, above 0; the column against the row is the reciprocal.

    Returns
    -------
    PairwiseWeights

    Raises
    ------
    ComparisonsFaulty
        If the matrix is not square, positive and reciprocal, or has more than 10 items.

    Notes
    -----
    The weights are the eigenvector of the largest eigenvalue.

    Source
    ------
    Saaty, The Analytic Hierarchy Process (1980); OECD/JRC Handbook (2008), pp. 89-102.

    Examples
    --------
    >>> found = pairwise_comparison(np.array([[1.0, 2.0, 4.0], [0.5, 1.0, 2.0], [0.25, 0.5, 1.0]]))
    >>> found.weights.round(4).tolist(), round(found.consistency_ratio, 4) + 0.0
    ([0.5714, 0.2857, 0.1429], 0.0)
    """
    _check_comparisons(comparisons)
    n_items = len(comparisons)
    values, vectors = np.linalg.eig(comparisons)
    largest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, largest].real)
    eigenvalue = float(values[largest].real)
    index = (eigenvalue - n_items) / (n_items - 1) if n_items > 1 else 0.0
    random = RANDOM_INDEX[n_items - 1]
    return PairwiseWeights(
        weights / weights.sum(), eigenvalue, index, index / random if random else 0.0
    )


def _check_comparisons(comparisons: Floats) -> None:
    n_items = len(comparisons)
    if comparisons.shape != (n_items, n_items) or not 1 <= n_items <= len(RANDOM_INDEX):
        raise ComparisonsFaulty(f"a square matrix of 1 to {len(RANDOM_INDEX)} items is needed")
    if not (comparisons > 0).all() or np.isinf(comparisons).any():
        raise ComparisonsFaulty("every comparison is a number above 0")
    if not np.allclose(comparisons * comparisons.T, 1.0, rtol=1e-3):
        raise ComparisonsFaulty("a comparison and its reverse are not reciprocal")
