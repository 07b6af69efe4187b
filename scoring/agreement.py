"""Do two sources of the same answers agree: self and verified, reviewer and reviewer.

What lives here: over-claiming, weighted kappa and intraclass correlation. Not here: whether the
answers hang together among themselves (`coherence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Claim:
    """How self-assessed shares differ from verified ones, per item or per unit.

    Attributes
    ----------
    compared : (n,) int64
        Pairs of which both are known.
    bias : (n,) float64
        Mean of self - verified: above 0 means that more was claimed than proved.
    spread : (n,) float64
        Sample standard deviation of the differences; NaN for fewer than two.
    over, under : (n,) float64
        The part of the pairs in which more, and less, was claimed.
    """

    compared: Ints
    bias: Floats
    spread: Floats
    over: Floats
    under: Floats


def claims_per_item(own: Floats, verified: Floats) -> Claim:
    """Compare two matrices column by column.

    Parameters
    ----------
    own, verified : (n_units, n_items) float64, share in [0, 1], NaN = not known

    Returns
    -------
    Claim with (n_items,) arrays

    Examples
    --------
    >>> own = np.array([[1.0, 0.5], [0.5, 0.5]])
    >>> found = claims_per_item(own, np.array([[0.5, 0.5], [0.5, np.nan]]))
    >>> found.bias.tolist(), found.over.tolist(), found.compared.tolist()
    ([0.25, 0.0], [0.5, 0.0], [2, 1])
    """
    return _claim(own - verified)


def claims_per_unit(own: Floats, verified: Floats) -> Claim:
    """Compare two matrices row by row; see `claims_per_item`.

    Examples
    --------
    >>> own = np.array([[1.0, 0.5], [0.5, 0.5]])
    >>> claims_per_unit(own, np.array([[0.5, 0.5], [0.5, np.nan]])).bias.tolist()
    [0.25, 0.0]
    """
    return _claim((own - verified).T)


def _claim(difference: Floats) -> Claim:
    known = ~np.isnan(difference)
    compared = known.sum(axis=0)
    some = np.where(compared > 0, compared, np.nan)
    filled = np.nan_to_num(difference)
    bias = filled.sum(axis=0) / some
    squares = (np.where(known, difference - bias, 0.0) ** 2).sum(axis=0)
    spread = np.sqrt(squares / np.where(compared > 1, compared - 1, np.nan))
    return Claim(
        compared, bias, spread, (filled > 0).sum(axis=0) / some, (filled < 0).sum(axis=0) / some
    )


class Disagreement(StrEnum):
    """How much a difference of so many levels weighs in kappa."""

    ANY = "any"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def weighted_kappa(
    first: Ints, second: Ints, n_levels: int, *, by: Disagreement = Disagreement.QUADRATIC
) -> float:
    """Measure the agreement of two reviewers on ordered levels beyond what chance would give.

    Parameters
    ----------
    first, second : (n_items,) int64, levels from 0 to n_levels - 1
    n_levels : int
    by : Disagreement
        `ANY` counts every difference alike (Cohen's kappa), `LINEAR` by its size, `QUADRATIC` by
        its square.

    Returns
    -------
    float
        1 = full agreement, 0 = as by chance; NaN when both always give the one same level, so that
        chance agrees fully as well, or nothing is compared.

    Raises
    ------
    ValueError
        If a level is outside the scale or the lengths differ.

    Notes
    -----
    1 - sum(v observed) / sum(v expected), with v the weight of a disagreement.

    Source
    ------
    Cohen (1968), Weighted kappa.

    Examples
    --------
    >>> weighted_kappa(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 1]), 3)
    0.8
    """
    if first.shape != second.shape:
        raise ValueError("the reviewers did not judge the same items")
    if ((first < 0) | (first >= n_levels) | (second < 0) | (second >= n_levels)).any():
        raise ValueError(f"levels go from 0 to {n_levels - 1}")
    observed = np.zeros((n_levels, n_levels))
    np.add.at(observed, (first, second), 1.0)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / max(len(first), 1)
    apart = np.abs(np.subtract.outer(np.arange(n_levels), np.arange(n_levels)))
    power = {Disagreement.ANY: 0, Disagreement.LINEAR: 1, Disagreement.QUADRATIC: 2}[by]
    weight = np.where(apart > 0, apart.astype(np.float64) ** power, 0.0)
    chance = (weight * expected).sum()
    return float(1.0 - (weight * observed).sum() / chance) if chance > 0 else float("nan")


@dataclass(frozen=True, slots=True)
class IntraclassCorrelation:
    """Agreement of several reviewers who all judged the same units.

    Attributes
    ----------
    single : float
        ICC(2,1): reliability of one reviewer's number.
    average : float
        ICC(2,k): reliability of the mean of all reviewers.
    """

    single: float
    average: float


def intraclass_correlation(ratings: Floats) -> IntraclassCorrelation:
    """Measure the absolute agreement of reviewers drawn from many.

    Parameters
    ----------
    ratings : (n_units, n_reviewers) float64; units that not everybody judged are left out

    Returns
    -------
    IntraclassCorrelation
        NaN for fewer than two units or reviewers, or when nothing varies.

    Notes
    -----
    With mean squares between units R, between reviewers C and of the rest E,
    single = (R - E) / (R + (k - 1) E + k (C - E) / n) and average = (R - E) / (R + (C - E) / n).

    Source
    ------
    Shrout and Fleiss (1979), Intraclass correlations, case 2, and their table 2.

    Examples
    --------
    >>> judges = [
    ...     [9, 2, 5, 8],
    ...     [6, 1, 3, 2],
    ...     [8, 4, 6, 8],
    ...     [7, 1, 2, 6],
    ...     [10, 5, 6, 9],
    ...     [6, 2, 4, 7],
    ... ]
    >>> found = intraclass_correlation(np.array(judges, dtype=float))
    >>> round(found.single, 2), round(found.average, 2)
    (0.29, 0.62)
    """
    complete = ratings[~np.isnan(ratings).any(axis=1)]
    n_units, n_reviewers = complete.shape
    if n_units < 2 or n_reviewers < 2 or complete.min() == complete.max():
        return IntraclassCorrelation(float("nan"), float("nan"))
    mean = complete.mean()
    units, reviewers = complete.mean(axis=1) - mean, complete.mean(axis=0) - mean
    between_units = n_reviewers * (units**2).sum() / (n_units - 1)
    between_reviewers = n_units * (reviewers**2).sum() / (n_reviewers - 1)
    rest = complete - mean - units[:, np.newaxis] - reviewers
    error = (rest**2).sum() / ((n_units - 1) * (n_reviewers - 1))
    above, shift = between_units - error, (between_reviewers - error) / n_units
    single = between_units + (n_reviewers - 1) * error + n_reviewers * shift
    return IntraclassCorrelation(float(above / single), float(above / (between_units + shift)))
