"""Does a set hang together on real data: correlations, reliability, and criteria that tell nothing.

What lives here: statistics over the columns of a matrix of shares. Not here: single units
(`explain`) and two sources of the same answers (`agreement`).

`values` is (n_units, n_items) float64 with NaN = not known; every statistic uses the units for
which what it needs is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.normalise_by_rank import rank_from_worst
from scoring.ranking import Ties


def covariances(values: Floats) -> Floats:
    """Return the sample covariance of every pair, over the units for which both are known.

    Examples
    --------
    >>> covariances(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, np.nan]])).tolist()
    [[1.0, 1.0], [1.0, 2.0]]
    """
    known = (~np.isnan(values)).astype(np.float64)
    filled = np.nan_to_num(values - np.nan_to_num(_means(values)))
    count = known.T @ known
    sums = filled.T @ known  # sum of the row's item over the units known for both
    products = filled.T @ filled
    above = products - sums * sums.T / np.maximum(count, 1)
    return np.asarray(np.where(count > 1, above / np.maximum(count - 1, 1), np.nan))


def pearson(values: Floats) -> Floats:
    """Return the correlation of every pair, over the units for which both are known.

    Returns
    -------
    (n_items, n_items) float64, NaN where an item does not vary

    Source
    ------
    OECD/JRC Handbook (2008), table 6.

    Examples
    --------
    >>> pearson(np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]])).round(12).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    n_items = values.shape[1]
    found = np.full((n_items, n_items), np.nan)
    for first in range(n_items):
        for second in range(first, n_items):
            pair = values[:, [first, second]]
            found[first, second] = found[second, first] = _correlation(
                pair[~np.isnan(pair).any(axis=1)]
            )
    return found


def spearman(values: Floats) -> Floats:
    """Return the rank correlation of every pair; ties share the middle rank.

    Examples
    --------
    >>> spearman(np.array([[1.0, 1.0], [2.0, 4.0], [3.0, 100.0]])).round(12).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    n_items = values.shape[1]
    found = np.full((n_items, n_items), np.nan)
    for first in range(n_items):
        for second in range(first, n_items):
            pair = values[:, [first, second]]
            complete = pair[~np.isnan(pair).any(axis=1)]
            ranks = [rank_from_worst(column, ties=Ties.AVERAGE) for column in complete.T]
            found[first, second] = found[second, first] = _correlation(np.column_stack(ranks))
    return found


def cronbach_alpha(values: Floats) -> float:
    """Measure how far items measure the same thing; above 0.7 counts as acceptable.

    Parameters
    ----------
    values : (n_units, n_items) float64

    Returns
    -------
    float
        At most 1; negative when items run against each other. NaN for fewer than two items or when
        nothing varies.

    Notes
    -----
    k / (k - 1) (1 - sum of variances / sum of all covariances).

    Source
    ------
    Cronbach (1951); OECD/JRC Handbook (2008), table 11.

    Examples
    --------
    >>> cronbach_alpha(np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0]]))
    1.0
    """
    n_items = values.shape[1]
    if n_items < 2:
        return float("nan")
    matrix = covariances(values)
    whole = matrix.sum()
    if not whole:
        return float("nan")
    return float(n_items / (n_items - 1) * (1 - np.trace(matrix) / whole))


def alpha_if_deleted(values: Floats) -> Floats:
    """Return Cronbach's alpha of the other items, for each item.

    Returns
    -------
    (n_items,) float64

    Examples
    --------
    >>> values = np.array([[1.0, 2.0, 9.0], [2.0, 3.0, 1.0], [3.0, 4.0, 8.0]])
    >>> alpha_if_deleted(values).round(3).tolist()[2]
    1.0
    """
    return np.array(
        [cronbach_alpha(np.delete(values, item, axis=1)) for item in range(values.shape[1])]
    )


def item_rest_correlations(values: Floats) -> Floats:
    """Correlate each item with the sum of the others, over the complete units.

    Returns
    -------
    (n_items,) float64

    Source
    ------
    OECD/JRC Handbook (2008), table 11 (corrected item-total correlation).

    Examples
    --------
    >>> values = np.array([[1.0, 1.0, 2.0], [2.0, 2.0, 4.0], [3.0, 3.0, 6.0]])
    >>> item_rest_correlations(values).round(12).tolist()
    [1.0, 1.0, 1.0]
    """
    complete = values[~np.isnan(values).any(axis=1)]
    rest = complete.sum(axis=1, keepdims=True) - complete
    pairs = zip(complete.T, rest.T, strict=True)
    return np.array([_correlation(np.column_stack(pair)) for pair in pairs])


def sampling_adequacy(values: Floats) -> float:
    """Say how far correlations between two items are shared with others (Kaiser-Meyer-Olkin).

    Returns
    -------
    float
        From 0 to 1; above 0.6 speaks for common components.

    Notes
    -----
    sum of squared correlations / (sum of squared correlations + sum of squared partial ones).

    Source
    ------
    Kaiser (1970); OECD/JRC Handbook (2008), pp. 63-82.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> common = rng.normal(size=(200, 1))
    >>> 0.6 < sampling_adequacy(common + rng.normal(size=(200, 4))) < 0.9
    True
    """
    matrix = pearson(values)
    inverse = np.linalg.inv(matrix)
    partial = inverse / np.sqrt(np.outer(np.diag(inverse), np.diag(inverse)))
    apart = ~np.eye(len(matrix), dtype=bool)
    full, part = (matrix[apart] ** 2).sum(), (partial[apart] ** 2).sum()
    return float(full / (full + part))


@dataclass(frozen=True, slots=True)
class Influence:
    """What an item is worth by declaration and what it does to the result.

    Attributes
    ----------
    nominal : (n_items,) float64
        Declared weight as a part of all.
    correlation : (n_items,) float64
        With the whole.
    effective : (n_items,) float64
        Squared correlation as a part of all: how much of the differences between units it goes
        with.
    """

    nominal: Floats
    correlation: Floats
    effective: Floats


def influence(values: Floats, total: Floats, weights: Floats) -> Influence:
    """Compare nominal weights with the part each item has in the differences of the whole.

    Parameters
    ----------
    values : (n_units, n_items) float64
    total : (n_units,) float64
    weights : (n_items,) float64

    Returns
    -------
    Influence

    Source
    ------
    Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or science?

    Examples
    --------
    >>> values = np.array([[1.0, 5.0], [2.0, 5.1], [3.0, 5.0]])
    >>> found = influence(values, values.mean(axis=1), np.array([1.0, 1.0]))
    >>> found.nominal.tolist(), found.effective.round(2).tolist()
    ([0.5, 0.5], [1.0, 0.0])
    """
    correlation = np.empty(values.shape[1])
    for item, column in enumerate(values.T):
        known = ~np.isnan(column) & ~np.isnan(total)
        correlation[item] = _correlation(np.column_stack([column[known], total[known]]))
    squared = np.nan_to_num(correlation) ** 2
    whole = squared.sum()
    return Influence(
        weights / weights.sum(), correlation, squared / whole if whole else squared * np.nan
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """How an item tells units apart.

    Attributes
    ----------
    answered : (n_items,) int64
        Units that answered.
    at_top, at_bottom : (n_items,) float64
        The part of them with share 1 and with share 0.
    alike : (n_items,) bool
        All who answered have the same share: the item never discriminates.
    """

    answered: Ints
    at_top: Floats
    at_bottom: Floats
    alike: Bools


def spread(shares: Floats) -> Spread:
    """Find the items that every unit answers alike, and those at their ceiling or floor.

    Parameters
    ----------
    shares : (n_units, n_items) float64, share in [0, 1]

    Examples
    --------
    >>> found = spread(np.array([[1.0, 0.2], [1.0, 0.0], [1.0, np.nan]]))
    >>> found.alike.tolist(), found.at_top.tolist(), found.at_bottom.tolist()
    ([True, False], [1.0, 0.0], [0.0, 0.5])
    """
    known = ~np.isnan(shares)
    answered = known.sum(axis=0)
    some = np.maximum(answered, 1)
    highest = np.where(known, shares, -np.inf).max(axis=0, initial=-np.inf)
    lowest = np.where(known, shares, np.inf).min(axis=0, initial=np.inf)
    return Spread(
        answered,
        (shares == 1.0).sum(axis=0) / some,
        (shares == 0.0).sum(axis=0) / some,
        (answered > 0) & (highest == lowest),
    )


def _means(values: Floats) -> Floats:
    known = ~np.isnan(values)
    return np.asarray(np.nan_to_num(values).sum(axis=0) / np.maximum(known.sum(axis=0), 1))


def _correlation(pair: Floats) -> float:
    """Correlate two complete columns."""
    if len(pair) < 2 or (pair.max(axis=0) == pair.min(axis=0)).any():
        return float("nan")
    apart = pair - pair.mean(axis=0)
    return float(
        np.clip((apart[:, 0] @ apart[:, 1]) / np.sqrt((apart**2).sum(axis=0).prod()), -1, 1)
    )
