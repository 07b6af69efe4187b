"""Weights that could as well have been declared, drawn at random around the declared ones.

What lives here: two ways to draw. Not here: what the drawn weights do to a ranking (`robustness`).
"""

from __future__ import annotations

import numpy as np

from scoring.arrays import Floats
from scoring.hierarchy import Hierarchy


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
