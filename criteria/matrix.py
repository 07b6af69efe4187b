"""The answers of many units as one matrix, for everything that looks at whole columns.

What lives here: units -> numbers, and what does not apply to them. What does not: results
(`compile`) and what the columns are judged by (`among`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from criteria.among import judge_among
from criteria.compile import State, Unit, shares_of
from criteria.model import CriteriaSet


@dataclass(frozen=True)
class AnswerMatrix:
    """What many units answered.

    Attributes
    ----------
    units : tuple of str, (n_units,)
    numbers : (n_units, n_indicators) float64
        The share of each indicator; the number itself where it is judged among the units; NaN = not
        answered or out.
    out : (n_units, n_indicators) bool
        What does not apply.
    """

    units: tuple[str, ...]
    numbers: NDArray[np.float64]
    out: NDArray[np.bool_]

    @property
    def gaps(self) -> NDArray[np.bool_]:
        """What applies and was not answered."""
        return np.asarray(np.isnan(self.numbers) & ~self.out)


def matrix_of(criteria_set: CriteriaSet, units: Sequence[Unit]) -> AnswerMatrix:
    """Return the numbers of many units, indicators in the order of the set."""
    rows = [shares_of(criteria_set, unit.answers, unit.awarded) for unit in units]
    shape = (len(units), len(list(criteria_set.indicators())))
    floats = [[np.nan if s is None else float(s) for s in row.shares] for row in rows]
    states = np.array([row.states for row in rows], dtype=np.uint8).reshape(shape)
    return AnswerMatrix(
        tuple(unit.code for unit in units),
        np.array(floats, dtype=np.float64).reshape(shape),
        states == State.NOT_APPLICABLE,
    )


def shares_in(criteria_set: CriteriaSet, units: Sequence[Unit]) -> NDArray[np.float64]:
    """Return the shares of many units, judged among them where the set says so; NaN = none.

    Raises
    ------
    NumbersNotComparable
    """
    matrix = matrix_of(criteria_set, units)
    shares, out = judge_among(criteria_set, matrix.numbers, matrix.out, matrix.units)
    return np.where(out, np.nan, shares)
