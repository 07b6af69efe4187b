"""The efforts of improvements that follow from a list of advice.

What lives here: advice -> declared efforts of one answer. What does not: efforts from a file
(`efforts`), and which answers are better (`raises`).

Advice at a level of a ladder says what the step to the next level takes. Advice below a score says
what it takes to get there from where the entry before it ends: from 0 to 50, and from 50 to 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from criteria.answers import Value
from criteria.efforts import DONE, UNDECLARED, IndicatorEfforts, Step
from criteria.model import (
    Choice,
    Choices,
    Criterion,
    DatedTarget,
    Indicator,
    Ladder,
    Measured,
    Number,
    Percentage,
    Ratio,
    Scale,
    Steps,
    Task,
    YesNo,
)
from criteria.raises.near import number_in, typed

_HUNDRED = Fraction(100)
_Stretches = Sequence[tuple[Fraction, Fraction]]
"""Scores, rising, and the effort of the way to each from the one before it (at first from 0)."""


def advised_efforts(
    criterion: Criterion, indicator: Indicator, score: Fraction, *, on: date
) -> IndicatorEfforts:
    """Return what the advice of a criterion says about one of its answers.

    Parameters
    ----------
    criterion, indicator
        Several indicators share the efforts of their criterion as they share its points.
    score : Fraction
        What the answer brings today, from 0 to 100.
    on : date
        The day for which a number with a dated target is asked.
    """
    if isinstance(indicator.answer, Ladder) and criterion.is_one_question:
        return IndicatorEfforts(tuple(_rungs(criterion, indicator.answer)))
    part = _part(criterion, indicator)
    stretches = [
        (one.below, one.effort * part)
        for one in criterion.advice
        if one.below is not None and one.effort is not None
    ]
    if not stretches or indicator.answer.maximum == 0:
        return UNDECLARED
    return IndicatorEfforts(tuple(_steps(indicator, stretches, score, on)), stretches[-1][1])


def _part(criterion: Criterion, indicator: Indicator) -> Fraction:
    weights = sum((one.weight or Fraction(0) for one in criterion.indicators), Fraction(0))
    if indicator.weight is not None and weights:
        return indicator.weight / weights
    return indicator.answer.maximum / criterion.maximum if criterion.maximum else Fraction(1)


def _rungs(criterion: Criterion, answer: Ladder) -> Iterator[Step]:
    for here, above in pairwise(sorted(rung.level for rung in answer.levels)):
        advice = criterion.advice_at(level=here)
        if advice is not None and advice.effort is not None:
            yield Step({"level": above}, advice.effort)


def _steps(
    indicator: Indicator, stretches: _Stretches, score: Fraction, on: date
) -> Iterator[Step]:
    answer = indicator.answer
    ahead = _way(stretches, _HUNDRED) - _way(stretches, score)
    match answer:
        case YesNo():
            yield Step({"yes": True}, ahead)
        case Choice():
            for option in answer.options:
                reached = 100 * option.points / answer.maximum
                if reached > score:
                    effort = _way(stretches, reached) - _way(stretches, score)
                    yield Step({"option": option.code}, effort)
        case Choices() if score < _HUNDRED:
            rate = ahead / (answer.maximum * (1 - score / 100))
            for ticked in answer.options:
                yield Step({"options": [ticked.code]}, rate * ticked.points)
        case Steps() | Ratio() if answer.steps:
            yield from _rows(answer, stretches)
        case Measured():
            return
        case Number() | Percentage() | Ratio() | Task() | DatedTarget():
            yield from (Step(_milestone(answer, below, on), effort) for below, effort in stretches)


def _way(stretches: _Stretches, score: Fraction) -> Fraction:
    """Add up the efforts from 0 to a score; within a stretch they grow with the score."""
    spent, before = Fraction(0), Fraction(0)
    for below, effort in stretches:
        if score <= before:
            break
        spent += effort * (min(score, below) - before) / (below - before)
        before = below
    return spent


def _rows(answer: Steps | Ratio, stretches: _Stretches) -> Iterator[Step]:
    """Yield the step into every row of a table, from the row with the next fewer points."""
    rows = sorted(answer.steps, key=lambda row: row.points)
    before = Fraction(0)
    for row in rows:
        number = number_in(row.interval, None)
        reached = _way(stretches, 100 * row.points / answer.maximum)
        if number is not None:
            yield Step(
                _as_ratio(number) if isinstance(answer, Ratio) else _plain(number),
                max(Fraction(0), reached - before),
            )
        before = max(before, reached)


def _milestone(
    answer: Number | Percentage | Ratio | Task | DatedTarget, below: Fraction, on: date
) -> Value:
    """Return the answer that brings a score."""
    share = below / 100
    match answer:
        case Percentage():
            return {"percent": typed(answer.full * share)}
        case Ratio():
            return _as_ratio(answer.full * share)
        case Task():
            return {"state": DONE} if share == 1 else {"progress": typed(answer.target * share)}
        case DatedTarget():
            way = answer.expected(on) - answer.start
            return _plain(answer.start + way * share, up=answer.target > answer.start)
        case Number(scale=Scale.LOGARITHMIC):
            factor = float(answer.target / answer.start) ** float(share)
            return _plain(Fraction(f"{float(answer.start) * factor:.6g}"))
        case Number():
            way = answer.target - answer.start
            return _plain(answer.start + way * share, up=answer.target > answer.start)


def _plain(number: Fraction, *, up: bool = True) -> Value:
    return {"number": typed(number, up=up)}


def _as_ratio(ratio: Fraction) -> Value:
    return {"a": typed(ratio), "b": "1"}
