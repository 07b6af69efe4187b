"""Answers of many units to shares, each unit judged by itself.

What lives here: ladders, choices, numbers against a target, ratios, step tables, percentages and
assigned tasks, vectorised. Not here: normalisations that look at the other units
(`normalise_among`, `normalise_by_rank`), and the points of one answer in exact fractions, which the
kinds of answer give themselves.

Every function takes NaN as "not answered" and gives NaN for it. A value that cannot be is refused,
never clipped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.exact import fraction_of
from scoring.levels import Bands, cut_exactly

LARGEST = 1e100
"""A number beyond it is a mistake, and its square or a difference could leave float64."""


class Better(StrEnum):
    """Which end of an indicator is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


class ValueOutOfRange(ValueError):
    """Values that the scale does not know; `places` says in which rows."""

    def __init__(self, rule: str, wrong: Bools) -> None:
        self.places = tuple(np.flatnonzero(wrong).tolist())
        rows = ", ".join(map(str, self.places[:10]))
        super().__init__(f"{rule} (rows {rows}{', ...' if len(self.places) > 10 else ''})")


def ladder(levels: Floats, numbers: Sequence[int], points: Sequence[float]) -> Floats:
    """Look up the share of the chosen rung of a maturity ladder, or of one option of several.

    Parameters
    ----------
    levels : (n_units,) float64, the chosen number, NaN = not answered
    numbers : sequence of int, the numbers of the rungs
    points : sequence of float, the points of each rung

    Returns
    -------
    (n_units,) float64, share in [0, 1]

    Raises
    ------
    ValueOutOfRange
        If a number is not on the ladder.

    Notes
    -----
    share = points of the rung / highest points.

    Examples
    --------
    >>> ladder(np.array([0.0, 2.0, np.nan]), [0, 1, 2], [0, 1, 4]).tolist()
    [0.0, 1.0, nan]
    """
    known = np.argsort(numbers)
    rungs = np.asarray(numbers, dtype=np.float64)[known]
    at = np.minimum(np.searchsorted(rungs, levels), len(rungs) - 1)
    answered = ~np.isnan(levels)
    _refuse("not on the ladder", answered & (rungs[at] != levels))
    shares = (np.asarray(points, dtype=np.float64) / max(points))[known]
    return np.where(answered, shares[at], np.nan)


def additive(
    ticked: Bools,
    points: Sequence[float],
    *,
    cap: float | None = None,
    exclusive: Sequence[bool] | None = None,
) -> Floats:
    """Add the points of the ticked options, up to a cap.

    Parameters
    ----------
    ticked : (n_units, n_options) bool
    points : sequence of float, (n_options,)
    cap : float, optional
        The most that the options bring together.
    exclusive : sequence of bool, (n_options,), optional
        Options that stand alone.

    Returns
    -------
    (n_units,) float64, share in [0, 1]

    Raises
    ------
    ValueOutOfRange
        If an exclusive option is ticked together with another.

    Notes
    -----
    share = min(sum of points, cap) / maximum, where the maximum is the most that one unit can
    reach: all the other options together or one exclusive option alone, at most the cap.

    Examples
    --------
    >>> additive(np.array([[True, True, True], [True, False, False]]), [1, 1, 1], cap=2).tolist()
    [1.0, 0.5]
    """
    worth = np.asarray(points, dtype=np.float64)
    alone = np.zeros(len(worth), dtype=bool) if exclusive is None else np.asarray(exclusive)
    _refuse("an exclusive option is not alone", _crowded(ticked, alone))
    together = worth[~alone & (worth > 0)].sum()
    most = min(max(together, worth[alone].max(initial=0.0)), np.inf if cap is None else cap)
    return np.asarray(np.minimum(ticked @ worth, np.inf if cap is None else cap) / most)


def _crowded(ticked: Bools, alone: Bools) -> Bools:
    return np.asarray(np.logical_or.reduce(ticked[:, alone], axis=1) & (ticked.sum(axis=1) > 1))


def target(
    values: Floats, *, start: float, target: float, floor: float = 0.0, ceiling: float = 1.0
) -> Floats:
    """Measure how far a number has come on the way from `start` to `target`.

    Parameters
    ----------
    values : (n_units,) float64
    start, target : float
        Share 0 and share 1; `target < start` means that lower is better.
    floor, ceiling : float
        The least and the most share; -inf and inf leave it open.

    Returns
    -------
    (n_units,) float64

    Raises
    ------
    ValueError
        If start and target are equal.

    Notes
    -----
    share = (value - start) / (target - start), kept between floor and ceiling.

    Source
    ------
    OECD/JRC Handbook (2008), pp. 83-88 (min-max with fixed posts).

    Examples
    --------
    >>> target(np.array([0.0, 10.0, 50.0]), start=0, target=40).tolist()
    [0.0, 0.25, 1.0]
    >>> target(np.array([5.0]), start=10, target=0).tolist()
    [0.5]
    """
    if start == target:
        raise ValueError("start and target are equal")
    refuse_infinite(values)
    return np.clip((values - start) / (target - start), floor, ceiling)


def ratio(part: Floats, whole: Floats, *, full: float = 1.0) -> Floats:
    """Divide a part by a whole and by the ratio that counts as full.

    Parameters
    ----------
    part, whole : (n_units,) float64
    full : float
        The ratio that brings everything.

    Returns
    -------
    (n_units,) float64, share in [0, 1]; NaN where either is not answered

    Raises
    ------
    ValueOutOfRange
        If a number is negative or infinite, or a whole is 0: nothing of nothing is no ratio, such
        an answer does not apply.

    Notes
    -----
    share = min(1, part / whole / full).

    Source
    ------
    The rule "a/b x maximum points" of the Vietnamese digital-transformation indices.

    Examples
    --------
    >>> ratio(np.array([1.0, 3.0]), np.array([4.0, 4.0]), full=0.5).tolist()
    [0.5, 1.0]
    """
    _refuse("not a count", (part < 0) | (whole < 0) | np.isinf(part) | np.isinf(whole))
    _refuse("nothing to divide by", whole == 0)
    return np.minimum(1.0, part / whole / full)


def percentage(values: Floats, *, full: float = 100.0) -> Floats:
    """Turn a percentage into a share of the percentage that counts as full.

    Parameters
    ----------
    values : (n_units,) float64, 0 to 100
    full : float

    Returns
    -------
    (n_units,) float64, share in [0, 1]

    Raises
    ------
    ValueOutOfRange
        If a number is not between 0 and 100.

    Examples
    --------
    >>> percentage(np.array([40.0, 90.0]), full=80).tolist()
    [0.5, 1.0]
    """
    _refuse("not between 0 and 100", (values < 0) | (values > 100))
    return np.minimum(1.0, values / full)


def steps(values: Floats, bands: Bands, points: Sequence[float]) -> Floats:
    """Look up the share of the row of a step table that holds each number.

    Parameters
    ----------
    values : (n_units,) float64
    bands : Bands
        The rows in ascending order, numbered 0, 1, 2 ...; each edge has one owner.
    points : sequence of float
        The points of each row.

    Returns
    -------
    (n_units,) float64, share in [0, 1]

    Notes
    -----
    A float that lies at an edge is read as the simplest fraction that has it (see `fraction_of`),
    so 0.7 is on the edge 7/10.

    Examples
    --------
    >>> from fractions import Fraction
    >>> table = Bands((0, 1, 2), (Fraction(1), Fraction(4)), (True, True))
    >>> steps(np.array([0.0, 1.0, 5.0]), table, [0, 5, 20]).tolist()
    [0.0, 0.25, 1.0]
    """
    refuse_infinite(values)
    scale = float(np.nanmax(np.abs(values), initial=1.0))
    rows = cut_exactly(
        bands, values, scale=scale, exact=lambda place: fraction_of(float(values[place]))
    )
    shares = np.asarray(points, dtype=np.float64) / max(points)
    return np.where(np.isnan(values), np.nan, shares[np.maximum(rows, 0)])


def task(
    progress: Floats,
    goal: Floats,
    *,
    late: Bools,
    errors: Ints,
    late_deduction: float = 0.25,
    error_deduction: float = 0.25,
) -> Floats:
    """Judge assigned tasks by quantity, quality and timeliness.

    Parameters
    ----------
    progress, goal : (n_units,) float64
        Products made and products assigned.
    late : (n_units,) bool
        Whether the task was finished after its deadline.
    errors : (n_units,) int64
        Major errors of content.
    late_deduction, error_deduction : float
        What a delay takes from timeliness and each error from quality.

    Returns
    -------
    (n_units,) float64, share in [0, 1]

    Raises
    ------
    ValueOutOfRange
        If progress or errors are negative or a goal is not positive.

    Notes
    -----
    share = (quantity + quality + timeliness) / 3 with

    - quantity = min(1, progress / goal);
    - quality = max(0, 1 - error_deduction x errors), 0 without any progress;
    - timeliness = 1 when finished in time, 1 - late_deduction when finished late, else 0.

    Source
    ------
    Decree 335/2025/ND-CP: (a + b + c) / 3, each major error and each delay takes 25 %.

    Examples
    --------
    >>> done, goal = np.array([2.0, 2.0, 0.0]), np.array([2.0, 2.0, 2.0])
    >>> late = np.array([False, True, False])
    >>> task(done, goal, late=late, errors=np.array([0, 1, 0])).round(4).tolist()
    [1.0, 0.8333, 0.0]
    """
    _refuse("not a count", (progress < 0) | (errors < 0) | np.isinf(progress))
    _refuse("a goal is not positive", ~(goal > 0))
    finished = progress >= goal
    quality = np.maximum(0.0, 1.0 - error_deduction * errors) * (progress > 0)
    timeliness = np.where(late, 1.0 - late_deduction, 1.0) * finished
    return np.asarray((np.minimum(1.0, progress / goal) + quality + timeliness) / 3.0)


def refuse_infinite(values: Floats) -> None:
    """Refuse numbers that no unit can have: infinities, and what is lost in a float's range."""
    _refuse("not a finite number", np.isinf(values))
    _refuse("a number beyond all measure", np.abs(values) > LARGEST)


def _refuse(rule: str, wrong: Bools) -> None:
    if wrong.any():
        raise ValueOutOfRange(rule, wrong)
