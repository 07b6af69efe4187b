"""Preparing indicators before they are normalised: outliers and gaps.

What lives here: shape of a distribution, winsorising, imputing by groups, and availability. Not
here: what a gap counts as in a score (`missing`); imputed numbers are estimates and are marked.

`values` is (n_units,) float64 with NaN = not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.arrays import Bools, Floats, Ints

SKEW_LIMIT = 2.0
KURTOSIS_LIMIT = 3.5
"""Both together mark an indicator as distorted by outliers (OECD/JRC Handbook, pp. 83-88)."""


def skewness(values: Floats) -> float:
    """Measure how one-sided the numbers lie; 0 = symmetric, NaN for fewer than three.

    Notes
    -----
    Of a sample: g sqrt(n (n - 1)) / (n - 2), with g the third moment in standard deviations.

    Examples
    --------
    >>> round(skewness(np.array([1.0, 2.0, 3.0, 10.0])), 4)
    1.7636
    """
    known = values[~np.isnan(values)]
    n = len(known)
    if n < 3 or known.min() == known.max():
        return float("nan")
    apart = known - known.mean()
    moment = (apart**3).mean() / (apart**2).mean() ** 1.5
    return float(moment * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Floats) -> float:
    """Measure how heavy the tails are; 0 = as a normal distribution, NaN for fewer than four.

    Notes
    -----
    Of a sample: ((n + 1) g + 6)(n - 1) / ((n - 2)(n - 3)), with g the excess of the fourth moment.

    Examples
    --------
    >>> round(kurtosis(np.array([1.0, 2.0, 3.0, 10.0])), 4)
    3.228
    """
    known = values[~np.isnan(values)]
    n = len(known)
    if n < 4 or known.min() == known.max():
        return float("nan")
    apart = known - known.mean()
    moment = (apart**4).mean() / (apart**2).mean() ** 2 - 3
    return float(((n + 1) * moment + 6) * (n - 1) / ((n - 2) * (n - 3)))


def is_distorted(
    values: Floats, *, skew: float = SKEW_LIMIT, kurtosis_: float = KURTOSIS_LIMIT
) -> bool:
    """Tell whether skewness and kurtosis both pass their limits.

    >>> is_distorted(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 100.0]))
    True
    """
    return abs(skewness(values)) > skew and kurtosis(values) > kurtosis_


@dataclass(frozen=True, slots=True)
class Winsorised:
    """An indicator whose most extreme numbers were drawn in.

    Attributes
    ----------
    values : (n_units,) float64
    changed : (n_units,) bool
    """

    values: Floats
    changed: Bools


def winsorise(
    values: Floats,
    *,
    most: int = 5,
    skew: float = SKEW_LIMIT,
    kurtosis_: float = KURTOSIS_LIMIT,
) -> Winsorised:
    """Set the most extreme numbers to the next one, one more at a time, until the shape is sound.

    Parameters
    ----------
    values : (n_units,) float64
    most : int
        The most numbers to change; then it stops, sound or not.
    skew, kurtosis_ : float
        The limits that both must be passed.

    Returns
    -------
    Winsorised

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88; COINr, `winsorise`.

    Examples
    --------
    >>> found = winsorise(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 100.0]))
    >>> found.values.tolist(), int(found.changed.sum())
    ([1.0, 2.0, 3.0, 4.0, 5.0, 5.0], 1)
    """
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    drawn_in = values.copy()
    changed = np.zeros(len(values), dtype=bool)
    for count in range(1, min(most, len(order) - 1) + 1):
        if not is_distorted(drawn_in, skew=skew, kurtosis_=kurtosis_):
            break
        if skewness(drawn_in) > 0:
            extreme, next_ = order[-count:], order[-count - 1]
        else:
            extreme, next_ = order[:count], order[count]
        drawn_in[extreme] = values[next_]
        changed[extreme] = True
    return Winsorised(drawn_in, changed)


def log_transformed(values: Floats) -> Floats:
    """Draw a long tail in with a logarithm; the order of the units stays.

    Parameters
    ----------
    values : (n_units,) float64

    Returns
    -------
    (n_units,) float64

    Notes
    -----
    With a = 1 % of the range: log(x - lowest + a) where the tail is on the right, and
    -log(highest + a - x) where it is on the left. Numbers that are all equal stay as they are.

    Source
    ------
    COINr, `log_CT`, after the COIN Tool of the JRC.

    Examples
    --------
    >>> log_transformed(np.array([0.0, 1.0, 2.0, 100.0])).round(3).tolist()
    [0.0, 0.693, 1.099, 4.615]
    """
    known = values[~np.isnan(values)]
    if not len(known) or known.min() == known.max():
        return values.copy()
    lowest, highest = known.min(), known.max()
    edge = 0.01 * (highest - lowest)
    if skewness(values) < 0:
        return np.asarray(-np.log(highest + edge - values))
    return np.asarray(np.log(values - lowest + edge))


def treated(values: Floats, *, most: int = 5) -> Floats:
    """Winsorise an indicator; where that is not enough, take the logarithm of what it was.

    Parameters
    ----------
    values : (n_units,) float64
    most : int
        The most numbers to draw in.

    Source
    ------
    COINr, `qTreat`.

    Examples
    --------
    >>> treated(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 100.0])).tolist()
    [1.0, 2.0, 3.0, 4.0, 5.0, 5.0]
    """
    drawn_in = winsorise(values, most=most).values
    return log_transformed(values) if is_distorted(drawn_in) else drawn_in


@dataclass(frozen=True, slots=True)
class Imputed:
    """An indicator whose gaps were filled with estimates.

    Attributes
    ----------
    values : (n_units,) float64
    estimated : (n_units,) bool
    """

    values: Floats
    estimated: Bools


def impute_by_group(values: Floats, groups: Sequence[str] | Ints) -> Imputed:
    """Fill gaps with the mean of the unit's group; a group of which nothing is known keeps them.

    Parameters
    ----------
    values : (n_units,) float64
    groups : sequence of (n_units,)

    Returns
    -------
    Imputed

    Source
    ------
    OECD/JRC Handbook (2008), pp. 55-62; COINr, `i_mean_grp`.

    Examples
    --------
    >>> found = impute_by_group(np.array([1.0, np.nan, 5.0, np.nan]), ["a", "a", "b", "c"])
    >>> found.values.tolist(), found.estimated.tolist()
    ([1.0, 1.0, 5.0, nan], [False, True, False, False])
    """
    filled = values.copy()
    gap = np.isnan(values)
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    for member_of in range(int(group.max(initial=-1)) + 1):
        members = group == member_of
        known = values[members & ~gap]
        if len(known):
            filled[members & gap] = known.mean()
    return Imputed(filled, gap & ~np.isnan(filled))


def availability(values: Floats, *, axis: int) -> Floats:
    """Return the part that is known, per unit (axis 1) or per indicator (axis 0).

    Parameters
    ----------
    values : (n_units, n_items) float64

    Source
    ------
    The JRC asks for at least 65 % of every unit and every indicator.

    Examples
    --------
    >>> availability(np.array([[1.0, np.nan], [1.0, 2.0]]), axis=1).tolist()
    [0.5, 1.0]
    """
    return np.asarray((~np.isnan(values)).mean(axis=axis))
