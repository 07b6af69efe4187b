"""What one unit is advised to do next at each criterion.

What lives here: from answers and a result to the advice that fits. What does not: how advice is
declared (`advice_model`) and the cheapest way to a level (`improving`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from criteria.answers import Given
from criteria.kinds.stored import whole_of
from criteria.model import Advice, Criterion, Ladder
from scoring import UnitResult


def advice_for(
    criterion: Criterion,
    result: UnitResult,
    answers: Mapping[str, Given],
    awarded: Mapping[str, Fraction],
) -> Advice | None:
    """Return the next step at one criterion, None where nothing is left to do or to say.

    A reviewer's points stand above the answer: they place a unit on the highest level of a ladder
    that brings no more. A unit that has not answered stands at the beginning.
    """
    if not criterion.is_one_question:
        return criterion.advice_at(score=_score_of_several(criterion, result))
    code, answer = criterion.code, criterion.indicators[0].answer
    if not isinstance(answer, Ladder):
        return criterion.advice_at(score=result.node(code).score or Fraction(0))
    given = answers.get(code)
    if code in awarded:
        return criterion.advice_at(level=_level_worth(answer, awarded[code]))
    if given is None or given.value is None:
        return criterion.advice_at(level=min(rung.level for rung in answer.levels))
    return criterion.advice_at(level=whole_of(given.value, "level"))


def _score_of_several(criterion: Criterion, result: UnitResult) -> Fraction:
    known = {node.code: node for node in result.nodes}
    if criterion.code in known:
        return known[criterion.code].score or Fraction(0)
    # A criterion that does not count is no node of the tree.
    below = [known[one.code] for one in criterion.indicators]
    whole = sum((node.maximum for node in below), Fraction(0))
    reached = sum((node.points or Fraction(0) for node in below), Fraction(0))
    return 100 * reached / whole if whole else Fraction(0)


def _level_worth(answer: Ladder, points: Fraction) -> int:
    lowest = min(rung.level for rung in answer.levels)
    return max((r.level for r in answer.levels if r.points <= points), default=lowest)
