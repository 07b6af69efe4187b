"""Normalisations that judge each unit among the others, or against posts taken from them.

What lives here: goalposts, min-max, distances to the best, a reference or a target, dated paths,
z-scores and ratios to the mean. Not here: what only looks at the order of units
(`normalise_by_rank`) and what looks at one unit alone (`normalise`).

`values` is always (n_units,) float64 with NaN = not answered; NaN stays NaN and takes no part in
the minimum, the mean or the ranks. Where the units do not differ (one unit alone, or all alike) a
method that divides by their spread says nothing about any of them: all become NaN, which leaves the
indicator out of the calculation.
"""

from __future__ import annotations

import numpy as np

from scoring.arrays import Floats
from scoring.normalise import Better, ValueOutOfRange, refuse_infinite


def goalposts(
    values: Floats,
    lower: float,
    upper: float,
    *,
    better: Better = Better.HIGHER,
    truncate: bool = True,
) -> Floats:
    """Place values between two fixed posts.

    Parameters
    ----------
    values : (n_units,) float64
    lower, upper : float
        The posts; the good one has share 1, the other share 0.
    better : Better
    truncate : bool
        Whether values beyond a post count as the post.

    Returns
    -------
    (n_units,) float64

    Raises
    ------
    ValueError
        If `lower` is not below `upper`.

    Notes
    -----
    share = (x - lower) / (upper - lower), or (upper - x) / (upper - lower) where lower is better.

    Source
    ------
    UNDP, Human Development Report, technical note 1; OECD/JRC Handbook (2008), pp. 83-88.

    Examples
    --------
    >>> goalposts(np.array([20.0, 52.5, 90.0]), 20, 85).tolist()
    [0.0, 0.5, 1.0]
    """
    if not lower < upper:
        raise ValueError(f"the lower post {lower} is not below the upper post {upper}")
    refuse_infinite(values)
    share = (values - lower if better is Better.HIGHER else upper - values) / (upper - lower)
    return np.clip(share, 0.0, 1.0) if truncate else share


def min_max(
    values: Floats, *, better: Better = Better.HIGHER, least: float = 0.0, most: float = 1.0
) -> Floats:
    """Place values between the worst and the best unit.

    Parameters
    ----------
    values : (n_units,) float64
    better : Better
    least, most : float
        What the worst and the best unit get.

    Returns
    -------
    (n_units,) float64

    Notes
    -----
    y = least + (most - least) (x - worst) / (best - worst).

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88.

    Examples
    --------
    >>> min_max(np.array([2.0, 4.0, np.nan, 3.0])).tolist()
    [0.0, 1.0, nan, 0.5]
    >>> min_max(np.array([7.0, 7.0])).tolist()
    [nan, nan]
    """
    worst, best = _ends(values, better)
    return np.asarray(least + (most - least) * _way(values, worst, best))


def distance_to_best(values: Floats, *, better: Better = Better.HIGHER) -> Floats:
    """Say how near each unit comes to the best one, on the way from the worst.

    Notes
    -----
    y = 1 - (best - x) / (best - worst): the same numbers as `min_max`, told from the best unit.

    Source
    ------
    Becker, COINr (R package), `n_dist2max`.

    Examples
    --------
    >>> distance_to_best(np.array([2.0, 4.0, 3.0])).tolist()
    [0.0, 1.0, 0.5]
    """
    worst, best = _ends(values, better)
    return np.asarray(1.0 - _way(values, best, worst))


def fraction_of_best(values: Floats, *, better: Better = Better.HIGHER) -> Floats:
    """Divide by the best unit; where lower is better, divide the best by each unit.

    Parameters
    ----------
    values : (n_units,) float64; above 0 where lower is better
    better : Better

    Returns
    -------
    (n_units,) float64, at most 1; negative for a negative value

    Raises
    ------
    ValueOutOfRange
        If a value is not above 0 where lower is better.

    Notes
    -----
    y = x / max(x), or min(x) / x. Where no value is above 0 there is no best to divide by: all
    become NaN.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88 (distance to the group leader); the rule "x / max x" of the
    Vietnamese ICT index.

    Examples
    --------
    >>> fraction_of_best(np.array([2.0, 8.0])).tolist()
    [0.25, 1.0]
    >>> fraction_of_best(np.array([2.0, 8.0]), better=Better.LOWER).tolist()
    [1.0, 0.25]
    """
    refuse_infinite(values)
    if better is Better.LOWER and (values <= 0).any():
        raise ValueOutOfRange("a fraction of the lowest needs positive numbers", values <= 0)
    best = _ends(values, better)[1]
    if not best > 0:
        return np.full_like(values, np.nan)
    return values / best if better is Better.HIGHER else best / values


def distance_to(
    values: Floats, goal: float, *, better: Better = Better.HIGHER, cap: bool = False
) -> Floats:
    """Place values between the worst unit and a target, or a reference unit's value.

    Parameters
    ----------
    values : (n_units,) float64
    goal : float
        The target, or the value of the reference unit: share 1.
    better : Better
    cap : bool
        Whether a unit beyond the goal counts as 1.

    Returns
    -------
    (n_units,) float64

    Notes
    -----
    y = (x - worst) / (goal - worst). When no unit is worse than the goal, there is no way to
    measure on: a capped share is 1 for all, an uncapped one NaN.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88 (distance to a reference); COINr,
    `n_dist2ref` and `n_dist2targ`.

    Examples
    --------
    >>> distance_to(np.array([0.0, 5.0, 12.0]), 10).tolist()
    [0.0, 0.5, 1.2]
    >>> distance_to(np.array([0.0, 5.0, 12.0]), 10, cap=True).tolist()
    [0.0, 0.5, 1.0]
    """
    worst, _ = _ends(values, better)
    ahead = goal > worst if better is Better.HIGHER else goal < worst
    if not ahead:
        return np.where(np.isnan(values), np.nan, 1.0 if cap else np.nan)
    share = _way(values, worst, goal)
    return np.minimum(share, 1.0) if cap else share


def on_path(
    values: Floats, *, start: float, target: float, elapsed: float, cap: bool = True
) -> Floats:
    """Compare a number with where a straight path to a dated target wants it today.

    Parameters
    ----------
    values : (n_units,) float64
    start, target : float
        The number at the beginning and the number wanted on the target's date.
    elapsed : float
        The part of the time that has passed: 0 at the start, 1 on the date, not more.
    cap : bool
        Whether a unit ahead of the path counts as 1.

    Returns
    -------
    (n_units,) float64, at least 0

    Raises
    ------
    ValueError
        If start and target are equal or `elapsed` is not above 0.

    Notes
    -----
    With the number expected today e = start + elapsed (target - start),
    y = max(0, (x - start) / (e - start)); after the date e stays the target.

    Source
    ------
    The "on-track" measure of the UN Sustainable Development Goals reports (linear path).

    Examples
    --------
    >>> on_path(np.array([0.0, 20.0, 50.0]), start=0, target=80, elapsed=0.5).tolist()
    [0.0, 0.5, 1.0]
    """
    if start == target or not elapsed > 0:
        raise ValueError("a path needs a target away from its start and some time passed")
    refuse_infinite(values)
    share = (values - start) / (min(elapsed, 1.0) * (target - start))
    return np.clip(share, 0.0, 1.0 if cap else np.inf)


def z_score(
    values: Floats, *, better: Better = Better.HIGHER, mean: float = 0.0, spread: float = 1.0
) -> Floats:
    """Measure the distance from the mean in sample standard deviations.

    Parameters
    ----------
    values : (n_units,) float64
    better : Better
    mean, spread : float
        Mean and standard deviation of the result.

    Returns
    -------
    (n_units,) float64

    Notes
    -----
    y = mean + spread (x - m) / s, with s the sample deviation (n - 1), turned round where lower is
    better.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88.

    Examples
    --------
    >>> z_score(np.array([1.0, 2.0, 3.0])).tolist()
    [-1.0, 0.0, 1.0]
    """
    refuse_infinite(values)
    known = values[~np.isnan(values)]
    if len(known) < 2 or known.min() == known.max():
        return np.full_like(values, np.nan)
    side = spread if better is Better.HIGHER else -spread
    return np.asarray(mean + side * (values - known.mean()) / known.std(ddof=1))


def ratio_to_mean(values: Floats, *, better: Better = Better.HIGHER) -> Floats:
    """Divide by the mean of the units, or the mean by each unit where lower is better.

    Raises
    ------
    ValueOutOfRange
        If a value is not above 0.

    Source
    ------
    OECD/JRC Handbook (2008), table 15.

    Examples
    --------
    >>> ratio_to_mean(np.array([1.0, 3.0])).tolist()
    [0.5, 1.5]
    """
    refuse_infinite(values)
    if (values <= 0).any():
        raise ValueOutOfRange("a ratio to the mean needs positive numbers", values <= 0)
    mean = values[~np.isnan(values)].mean() if not np.isnan(values).all() else np.nan
    return values / mean if better is Better.HIGHER else mean / values


def _ends(values: Floats, better: Better) -> tuple[float, float]:
    """Return the worst and the best value; NaN when there is none."""
    refuse_infinite(values)
    known = values[~np.isnan(values)]
    if not len(known):
        return np.nan, np.nan
    low, high = float(known.min()), float(known.max())
    return (low, high) if better is Better.HIGHER else (high, low)


def _way(values: Floats, zero: float, one: float) -> Floats:
    """Place values on the way from `zero` to `one`; NaN where there is no way."""
    if zero == one:
        return np.full_like(values, np.nan)
    return np.asarray((values - zero) / (one - zero))
