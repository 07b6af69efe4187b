"""Numbers that are judged among the other units become shares.

What lives here: one column of a whole table at a time. What does not: numbers that are judged by
themselves (`kinds`) and the formulas (`scoring.normalise_among`, `scoring.normalise_by_rank`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from criteria.model import CriteriaSet, Measured, Method
from scoring.normalise import Better, ValueOutOfRange
from scoring.normalise_among import distance_to, fraction_of_best, min_max, z_score
from scoring.normalise_by_rank import percentile_rank, rank_from_worst
from scoring.ranking import Ties

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class NumbersNotComparable(ValueError):
    """Numbers of one indicator that its method cannot compare; `code` names the indicator."""

    def __init__(self, code: str, rule: str) -> None:
        self.code = code
        self.rule = rule
        super().__init__(f"{code}: {rule}")


def measured_columns(criteria_set: CriteriaSet) -> Mapping[int, tuple[str, Measured]]:
    """Return the indicators that are judged among the units, by their place."""
    return {
        place: (indicator.code, indicator.answer)
        for place, indicator in enumerate(criteria_set.indicators())
        if isinstance(indicator.answer, Measured)
    }


def judge_among(
    criteria_set: CriteriaSet,
    numbers: Floats,
    out: Bools,
    units: Sequence[str],
    *,
    columns: Mapping[int, tuple[str, Measured]] | None = None,
) -> tuple[Floats, Bools]:
    """Turn the numbers in measured columns into shares.

    Parameters
    ----------
    criteria_set : CriteriaSet
    numbers : (n_units, n_indicators) float64
        Shares, and in measured columns the numbers as they were answered; NaN = not answered.
    out : (n_units, n_indicators) bool
        What does not apply.
    units : sequence of str
    columns : mapping, optional
        Other methods than those of the set, in the form of `measured_columns`.

    Returns
    -------
    shares : (n_units, n_indicators) float64
    out : (n_units, n_indicators) bool
        An indicator by which the units cannot be told apart applies to nobody.

    Raises
    ------
    NumbersNotComparable
        If the reference unit has no number, or a method needs numbers above 0.
    """
    columns = measured_columns(criteria_set) if columns is None else columns
    if not columns or len(numbers) < 2:
        left_out = out.copy()
        left_out[:, list(columns)] = True
        return numbers, left_out
    shares, left_out = numbers.copy(), out.copy()
    for place, (code, measured) in columns.items():
        values = np.where(out[:, place], np.nan, numbers[:, place])
        try:
            judged = _METHODS[measured.method](values, measured, units)
        except (ValueOutOfRange, LookupError) as fault:
            raise NumbersNotComparable(code, str(fault.args[0])) from fault
        shares[:, place] = judged
        if np.isnan(judged).all():
            left_out[:, place] = True
    return shares, left_out


_Method = Callable[[Floats, Measured, Sequence[str]], Floats]


def _better(measured: Measured) -> Better:
    return Better(measured.better.value)


def _by_reference(values: Floats, measured: Measured, units: Sequence[str]) -> Floats:
    place = {unit: at for at, unit in enumerate(units)}.get(measured.reference or "")
    if place is None or np.isnan(values[place]):
        raise LookupError(f"the reference unit {measured.reference} has no number")
    goal = float(values[place])
    return distance_to(values, goal, better=_better(measured), cap=measured.cap)


def _by_rank(values: Floats, measured: Measured, _units: Sequence[str]) -> Floats:
    ranks = rank_from_worst(values, better=_better(measured), ties=Ties(measured.ties.value))
    return np.asarray(ranks / max(1, int((~np.isnan(values)).sum())))


_METHODS: Mapping[Method, _Method] = {
    Method.MIN_MAX: lambda v, m, _: min_max(
        v, better=_better(m), least=float(m.least), most=float(m.most)
    ),
    Method.Z_SCORE: lambda v, m, _: z_score(
        v, better=_better(m), mean=float(m.mean), spread=float(m.spread)
    ),
    Method.RANK: _by_rank,
    Method.PERCENTILE_RANK: lambda v, m, _: percentile_rank(v, better=_better(m)),
    Method.FRACTION_OF_BEST: lambda v, m, _: fraction_of_best(v, better=_better(m)),
    Method.TARGET: lambda v, m, _: distance_to(v, float(m.target), better=_better(m), cap=m.cap),
    Method.REFERENCE: _by_reference,
}
