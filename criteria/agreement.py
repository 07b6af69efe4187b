"""Do several tables of answers to one set agree: self and verified, reviewer and reviewer.

What lives here: which units and columns can be compared. What does not: any statistic
(`scoring.agreement`) and words (`surveyapp.cli`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.compile import Unit, score_units
from criteria.matrix import shares_in
from criteria.model import Answer, Choice, CriteriaSet, Ladder, Ratio, Steps, YesNo
from scoring.agreement import (
    Claim,
    IntraclassCorrelation,
    claims_per_item,
    claims_per_unit,
    intraclass_correlation,
    weighted_kappa,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """The first table beside one of the others.

    Attributes
    ----------
    items : Claim, (n_items,)
        First - other, as shares of each indicator.
    kappa : (n_items,) float64
        Quadratic weights; NaN where the answers are no ordered levels, or nothing is compared.
    units : Claim, (n_units,)
    scores, levels : Claim, (1,)
        First - other, in scores from 0 to 100 and in levels.
    """

    items: Claim
    kappa: Floats
    units: Claim
    scores: Claim
    levels: Claim


@dataclass(frozen=True)
class Agreement:
    """Several tables, as far as they are about the same units.

    Attributes
    ----------
    units : tuple of str
        In every table, in the order of the first.
    only : tuple of tuple of str
        For each table the units that it does not share with all others.
    codes : tuple of str, (n_items,)
        The indicators that bring points.
    tables : tuple of scoring.ScoreTable
        Each scored by itself, with all its units.
    scores : (n_units, n_tables) float64
    levels : (n_units, n_tables) float64, NaN = withheld
    pairs : tuple of Pair
        The first table with each of the others.
    whole : IntraclassCorrelation
        Of the scores.
    """

    units: tuple[str, ...]
    only: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...]
    tables: tuple[scoring.ScoreTable, ...]
    scores: Floats
    levels: Floats
    pairs: tuple[Pair, ...]
    whole: IntraclassCorrelation


def agreement(criteria_set: CriteriaSet, tables: Sequence[Sequence[Unit]]) -> Agreement:
    """Compare the first table with the others.

    Parameters
    ----------
    criteria_set : CriteriaSet
    tables : sequence of sequence of Unit
        At least two. Numbers that are judged among the units are judged in each table by itself.

    Raises
    ------
    NumbersNotComparable
    """
    scored = tuple(score_units(criteria_set, units) for units in tables)
    shared = set.intersection(*({unit.code for unit in units} for units in tables))
    units = tuple(unit.code for unit in tables[0] if unit.code in shared)
    scoring_ = [i for i in criteria_set.indicators() if i.answer.maximum > 0]
    columns = [at for at, i in enumerate(criteria_set.indicators()) if i.answer.maximum > 0]
    rows = [_rows(table.units, units) for table in scored]
    shares = [
        shares_in(criteria_set, own)[np.ix_(row, np.array(columns))]
        for own, row in zip(tables, rows, strict=True)
    ]
    # rounded far below anything that means something, so that equal scores differ by nothing
    scores = np.column_stack([t.score[r].round(9) for t, r in zip(scored, rows, strict=True)])
    levels = np.column_stack([_levels(t)[row] for t, row in zip(scored, rows, strict=True)])
    answers = [indicator.answer for indicator in scoring_]
    return Agreement(
        units,
        tuple(tuple(u.code for u in own if u.code not in shared) for own in tables),
        tuple(indicator.code for indicator in scoring_),
        scored,
        scores,
        levels,
        tuple(
            _pair(answers, (shares[0], shares[other]), scores[:, [0, other]], levels[:, [0, other]])
            for other in range(1, len(tables))
        ),
        intraclass_correlation(scores),
    )


def _rows(known: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int64]:
    place = {unit: at for at, unit in enumerate(known)}
    return np.array([place[unit] for unit in wanted], dtype=np.int64)


def _levels(table: scoring.ScoreTable) -> Floats:
    return np.where(table.level == scoring.NO_LEVEL, np.nan, table.level.astype(np.float64))


def _pair(
    answers: Sequence[Answer], shares: tuple[Floats, Floats], scores: Floats, levels: Floats
) -> Pair:
    own, other = shares
    return Pair(
        claims_per_item(own, other),
        np.array([_kappa(a, own[:, at], other[:, at]) for at, a in enumerate(answers)]),
        claims_per_unit(own, other),
        claims_per_item(scores[:, :1], scores[:, 1:]),
        claims_per_item(levels[:, :1], levels[:, 1:]),
    )


def _kappa(answer: Answer, own: Floats, other: Floats) -> float:
    """Return the agreement of two columns, where the answers are ordered levels."""
    grid = ordered_shares(answer)
    known = ~np.isnan(own) & ~np.isnan(other)
    if len(grid) < 2 or not known.any():
        return float("nan")
    places = np.array([float(share) for share in grid])
    first, second = (np.abs(x[known, np.newaxis] - places).argmin(axis=1) for x in (own, other))
    return weighted_kappa(first, second, len(grid))


def ordered_shares(answer: Answer) -> tuple[Fraction, ...]:
    """Return every share that an answer can have, in order; empty where it can be any number.

    >>> ordered_shares(YesNo(Fraction(5)))
    (Fraction(0, 1), Fraction(1, 1))
    """
    match answer:
        case Ladder():
            points = {rung.points for rung in answer.levels}
        case YesNo():
            points = {Fraction(0), answer.points}
        case Choice():
            points = {option.points for option in answer.options}
        case Steps() | Ratio() if answer.steps:
            points = {step.points for step in answer.steps}
        case _:
            return ()
    return tuple(sorted(one / answer.maximum for one in points))
