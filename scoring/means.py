"""Means of a few numbers with weights: what a node is made from its children by.

What lives here: arithmetic, geometric, harmonic and generalised mean, minimum and median, over the
columns of a matrix. Not here: the tree (`aggregate`) and the same in exact numbers (`exact_means`).

Throughout, ``values`` is (n_units, n_children) float64 with NaN = out of the calculation, and
``weights`` is (n_children,) or (n_units, n_children) float64, not negative. What is out, or has
weight 0, takes no part; where nothing is left the result is NaN. The means of `generalised` grow
with p: minimum (p = -inf), harmonic (-1), geometric (0), arithmetic (1).
"""

from __future__ import annotations

import numpy as np

from scoring.arrays import Bools, Floats


class NegativeValue(ValueError):
    """A mean that only non-negative numbers have was asked of a negative one."""


def arithmetic(values: Floats, weights: Floats) -> Floats:
    """Average with weights.

    Notes
    -----
    y = sum(w x) / sum(w).

    Source
    ------
    OECD/JRC Handbook (2008), pp. 102-116.

    Examples
    --------
    >>> arithmetic(np.array([[1.0, 4.0], [1.0, np.nan]]), np.array([1.0, 2.0])).tolist()
    [3.0, 1.0]
    """
    taking_part, known = _parts(values, weights)
    return _divide((taking_part * known).sum(axis=1), taking_part.sum(axis=1))


def geometric(values: Floats, weights: Floats) -> Floats:
    """Multiply with weights as exponents: a weak child cannot be made up for entirely.

    Raises
    ------
    NegativeValue

    Notes
    -----
    y = exp(sum(w log x) / sum(w)); a single 0 makes the result 0. Where that is not meant,
    normalise to a scale that begins above 0 (such as 1 to 100).

    Source
    ------
    OECD/JRC Handbook (2008), p. 104.

    Examples
    --------
    >>> geometric(np.array([[1.0, 8.0], [0.0, 8.0]]), np.array([2.0, 1.0])).round(12).tolist()
    [2.0, 0.0]
    """
    taking_part, known = _parts(values, weights)
    _refuse_negative(known, taking_part)
    zero = ((known == 0) & (taking_part > 0)).any(axis=1)
    logs = np.log(np.where((known > 0) & (taking_part > 0), known, 1.0))
    mean = _divide((taking_part * logs).sum(axis=1), taking_part.sum(axis=1))
    return np.where(zero, 0.0, np.exp(mean))


def harmonic(values: Floats, weights: Floats) -> Floats:
    """Average the reciprocals: the weakest children count most.

    Raises
    ------
    NegativeValue

    Notes
    -----
    y = sum(w) / sum(w / x); a single 0 makes the result 0, its limit.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 102-116.

    Examples
    --------
    >>> harmonic(np.array([[1.0, 3.0], [0.0, 3.0]]), np.array([1.0, 1.0])).tolist()
    [1.5, 0.0]
    """
    return generalised(values, weights, -1.0)


def generalised(values: Floats, weights: Floats, power: float) -> Floats:
    """Average the p-th powers and take the p-th root.

    Parameters
    ----------
    values : (n_units, n_children) float64
    weights : (n_children,) or (n_units, n_children) float64
    power : float
        The order p; 0 is the geometric mean.

    Returns
    -------
    (n_units,) float64

    Raises
    ------
    NegativeValue
        Unless the power is 1.

    Notes
    -----
    y = (sum(w x^p) / sum(w))^(1/p). With p < 0 a single 0 makes the result 0, its limit. The
    largest number is taken out before the powers, so that they neither overflow nor vanish.

    Source
    ------
    Hardy, Littlewood and Polya, Inequalities (1934), 2.2; OECD/JRC Handbook (2008), pp. 102-116.

    Examples
    --------
    >>> generalised(np.array([[3.0, 4.0]]), np.array([1.0, 1.0]), 2).round(9).tolist()
    [3.535533906]
    """
    if power == 1:
        return arithmetic(values, weights)
    if power == 0:
        return geometric(values, weights)
    taking_part, known = _parts(values, weights)
    _refuse_negative(known, taking_part)
    zero = (known == 0) & (taking_part > 0)
    positive = np.where(zero | (taking_part == 0), 1.0, known)
    scale = positive.max(axis=1, initial=0.0, where=~zero) if power > 0 else positive.min(axis=1)
    scale = np.where(scale > 0, scale, 1.0)
    powers = np.where(zero, 0.0, (positive / scale[:, np.newaxis]) ** power)
    mean = _divide((taking_part * powers).sum(axis=1), taking_part.sum(axis=1))
    if power > 0:
        return np.asarray(scale * mean ** (1.0 / power))
    return np.where(zero.any(axis=1), 0.0, scale * np.where(mean == 0, 1.0, mean) ** (1.0 / power))


def minimum(values: Floats, weights: Floats) -> Floats:
    """Take the weakest child; its weight only says whether it takes part.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 102-116 (full non-compensability).

    Examples
    --------
    >>> minimum(np.array([[3.0, 1.0], [3.0, np.nan]]), np.array([1.0, 1.0])).tolist()
    [1.0, 3.0]
    """
    taking_part, known = _parts(values, weights)
    lowest = np.where(taking_part > 0, known, np.inf).min(axis=1)
    return np.where(np.isinf(lowest), np.nan, lowest)


def median(values: Floats, weights: Floats) -> Floats:
    """Take the number below and above which half of the weight lies.

    Notes
    -----
    With the children in ascending order, the first whose weights add up to more than half; where
    they add up to exactly half, the middle between it and the next. Weights that differ only by
    rounding of floats count as half.

    Source
    ------
    Edgeworth, On a new method of reducing observations (1888).

    Examples
    --------
    >>> median(np.array([[5.0, 1.0, 2.0], [5.0, 1.0, np.nan]]), np.ones(3)).tolist()
    [2.0, 3.0]
    """
    taking_part, known = _parts(values, weights)
    order = np.argsort(np.where(taking_part > 0, known, np.inf), axis=1, kind="stable")
    ascending = np.take_along_axis(known, order, axis=1)
    reached = np.cumsum(np.take_along_axis(taking_part, order, axis=1), axis=1)
    whole = reached[:, -1:]
    slack = 1e-12 * whole
    lower = np.argmax(reached >= whole / 2 - slack, axis=1)[:, np.newaxis]
    upper = np.argmax(reached > whole / 2 + slack, axis=1)[:, np.newaxis]
    middle = np.take_along_axis(ascending, lower, axis=1) + np.take_along_axis(
        ascending, upper, axis=1
    )
    return np.where(whole[:, 0] > 0, middle[:, 0] / 2, np.nan)


def _parts(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the weights that take part and the values with 0 where nothing is known."""
    out = np.isnan(values)
    return np.where(out, 0.0, weights), np.where(out, 0.0, values)


def _divide(above: Floats, below: Floats) -> Floats:
    some: Bools = below > 0
    return np.asarray(np.divide(above, below, out=np.full(len(below), np.nan), where=some))


def _refuse_negative(known: Floats, taking_part: Floats) -> None:
    if ((known < 0) & (taking_part > 0)).any():
        raise NegativeValue("this mean is only defined for numbers from 0")
