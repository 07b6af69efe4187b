"""Principal components and factors of indicators, and the weights that follow from them.

What lives here: components of standardised indicators, rotation, weights from loadings. Not here:
weights that people give (`weights`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from scoring.arrays import Floats


@dataclass(frozen=True, slots=True)
class PrincipalComponents:
    """Principal components of standardised indicators.

    Attributes
    ----------
    deviations : (n_items,) float64
        Standard deviation of each component, falling.
    shares : (n_items,) float64
        Part of the whole variance that each component explains.
    rotation : (n_items, n_items) float64
        Loadings, items by components; the largest of each component is positive.
    """

    deviations: Floats
    shares: Floats
    rotation: Floats

    @property
    def eigenvalues(self) -> Floats:
        """Variance of each component."""
        return np.asarray(self.deviations**2)

    def weights(self) -> Floats:
        """Loadings of the first component; a negative one tells that an item runs against it."""
        return np.asarray(self.rotation[:, 0])


def principal_components(values: Floats) -> PrincipalComponents:
    """Find the directions in which units differ most.

    Parameters
    ----------
    values : (n_units, n_items) float64, complete

    Returns
    -------
    PrincipalComponents

    Raises
    ------
    ValueError
        If something is not known or does not vary.

    Notes
    -----
    Eigenvectors of the correlation matrix.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 63-71; COINr, `get_PCA`.

    Examples
    --------
    >>> found = principal_components(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]))
    >>> found.shares.round(4).tolist(), found.weights().round(4).tolist()
    ([1.0, 0.0], [0.7071, 0.7071])
    """
    if np.isnan(values).any() or (values.max(axis=0) == values.min(axis=0)).any():
        raise ValueError("principal components need complete numbers that vary")
    eigenvalues, vectors = np.linalg.eigh(np.corrcoef(values, rowvar=False))
    eigenvalues, vectors = np.maximum(eigenvalues[::-1], 0.0), vectors[:, ::-1]
    strongest = vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])]
    return PrincipalComponents(
        np.sqrt(eigenvalues), eigenvalues / eigenvalues.sum(), vectors * np.sign(strongest)
    )


def factor_weights(loadings: Floats) -> Floats:
    """Weigh items by their squared loading on the factor they belong to.

    Parameters
    ----------
    loadings : (n_items, n_factors) float64, rotated

    Returns
    -------
    (n_items,) float64, adding up to 1

    Notes
    -----
    Each item belongs to the factor on which it loads most. Its weight is its squared loading as a
    part of that factor's variance, times the part of the variance that the factor explains.

    Source
    ------
    Nicoletti, Scarpetta and Boylaud (2000); OECD/JRC Handbook (2008), tables 9 and 18.

    Examples
    --------
    >>> factor_weights(np.array([[0.9, 0.1], [0.8, 0.0], [0.1, 0.7]])).round(3).tolist()
    [0.418, 0.33, 0.253]
    """
    squared = loadings**2
    belongs = squared.argmax(axis=1)
    # part of the factor x part of the whole = squared loading / sum of all squared loadings
    weights = squared[np.arange(len(loadings)), belongs] / squared.sum()
    return np.asarray(weights / weights.sum())


def varimax(loadings: Floats, *, rounds: int = 100) -> Floats:
    """Turn factors so that each item loads strongly on few of them.

    Parameters
    ----------
    loadings : (n_items, n_factors) float64
    rounds : int
        The most rounds over all pairs of factors; it stops when nothing turns any more.

    Returns
    -------
    (n_items, n_factors) float64

    Notes
    -----
    Items are scaled to their communality first (Kaiser's normalisation) and back afterwards.

    Source
    ------
    Kaiser (1958); OECD/JRC Handbook (2008), table 9.

    Examples
    --------
    >>> turned = varimax(np.array([[0.8, 0.5], [0.6, 0.4], [0.5, -0.7]]))
    >>> (np.abs(turned) > 0.1).sum(axis=1).tolist()
    [1, 1, 1]
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    turned = loadings / np.where(length > 0, length, 1.0)
    for _ in range(rounds):
        angles = [_turn(turned, a, b) for a, b in combinations(range(turned.shape[1]), 2)]
        if max(map(abs, angles), default=0.0) < 1e-12:
            break
    return np.asarray(turned * length)


def _turn(loadings: Floats, first: int, second: int) -> float:
    """Turn two factors in their plane, in place, to where their squares vary most."""
    x, y = loadings[:, first].copy(), loadings[:, second].copy()
    u, v = x**2 - y**2, 2 * x * y
    across = 2 * ((u * v).mean() - u.mean() * v.mean())
    along = (u**2 - v**2).mean() - (u.mean() ** 2 - v.mean() ** 2)
    angle = float(np.arctan2(across, along)) / 4
    loadings[:, first] = x * np.cos(angle) + y * np.sin(angle)
    loadings[:, second] = y * np.cos(angle) - x * np.sin(angle)
    return angle
