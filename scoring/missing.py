"""What a gap means: an answer that was not given, and one that does not apply.

What lives here: the declared rules, and their effect on a matrix of shares. Not here: how the
weight of what is out is spread (`aggregate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from scoring.arrays import Bools, Floats


class Missing(StrEnum):
    """What an answer that was not given counts as."""

    ZERO = "zero"
    NEUTRAL = "neutral"
    SKIP = "skip"
    WITHHOLD = "withhold"


class NotApplicable(StrEnum):
    """What happens to the weight of a leaf that is out of the calculation."""

    REDISTRIBUTE = "redistribute"
    REDUCE = "reduce"


class Why(StrEnum):
    """Why a unit has no score."""

    NOTHING_APPLICABLE = "nothing_applicable"
    ANSWERS_MISSING = "answers_missing"
    TOO_FEW_ANSWERS = "too_few_answers"
    WEIGHTS_FROM_DATA = "weights_from_data"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A unit without a score: the reason, and the leaves that caused it."""

    why: Why
    codes: tuple[str, ...] = ()


STAND_INS = {Missing.ZERO: Fraction(0), Missing.NEUTRAL: Fraction(1, 2)}
"""The share that a gap counts as, for the rules that put a number in its place."""


def settle(shares: Floats, not_applicable: Bools, rule: Missing) -> tuple[Floats, Bools]:
    """Apply the rule for gaps, so that afterwards NaN means "out of the calculation".

    Parameters
    ----------
    shares : (n_units, n_leaves) float64, share in [0, 1], NaN = not answered
    not_applicable : (n_units, n_leaves) bool
    rule : Missing
        `ZERO` counts a gap as 0, `NEUTRAL` as half, `SKIP` treats it like something that does not
        apply, `WITHHOLD` publishes no score for a unit with a gap.

    Returns
    -------
    settled : (n_units, n_leaves) float64
    withheld : (n_units,) bool
        Units with a gap under `WITHHOLD`.

    Source
    ------
    OECD/JRC, Handbook on Constructing Composite Indicators (2008), pp. 55-62, tells missing from
    not applicable.

    Examples
    --------
    >>> gap = np.array([[0.5, np.nan]])
    >>> settle(gap, np.array([[False, False]]), Missing.ZERO)[0].tolist()
    [[0.5, 0.0]]
    >>> settle(gap, np.array([[False, True]]), Missing.ZERO)[0].tolist()
    [[0.5, nan]]
    """
    gap = np.isnan(shares) & ~not_applicable
    settled = np.where(not_applicable, np.nan, shares)
    if rule in STAND_INS:
        settled[gap] = float(STAND_INS[rule])
    if rule is not Missing.WITHHOLD:
        return settled, np.zeros(len(shares), dtype=bool)
    return settled, np.logical_or.reduce(gap, axis=1)
