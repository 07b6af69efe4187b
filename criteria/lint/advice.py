"""Rules about advice: wherever a unit can stand below the top there is one next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from criteria.lint.remark import Remark, error, warning
from criteria.model import Advice, CriteriaSet, Criterion, Ladder

HUNDRED = Fraction(100)


def advice_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about the advice of every criterion that scores."""
    for criterion in criteria_set.criteria():
        if criterion.advice:
            yield from _list(criterion)
        elif criterion.maximum > 0:
            yield warning("advice_missing", criterion, criterion.code)


def _list(criterion: Criterion) -> Iterator[Remark]:
    by_level = [one for one in criterion.advice if one.level is not None]
    by_score = [one for one in criterion.advice if one.below is not None]
    answer = criterion.indicators[0].answer if criterion.is_one_question else None
    if by_level and by_score:
        yield error("advice_mixed", criterion.advice[0], criterion.code)
    elif by_level and isinstance(answer, Ladder):
        yield from _levels(by_level, answer, criterion.code)
    elif by_level:
        yield error("advice_level_without_ladder", by_level[0], criterion.code)
    elif by_score and isinstance(answer, Ladder):
        yield error("advice_below_on_ladder", by_score[0], criterion.code)
    elif by_score:
        yield from _scores(by_score, criterion.code)


def _levels(advice: Sequence[Advice], answer: Ladder, node: str) -> Iterator[Remark]:
    known = {rung.level for rung in answer.levels}
    wanted = sorted(known - {max(known)})
    told: set[int] = set()
    for one in advice:
        level = one.level or 0
        if level not in known:
            listed = ", ".join(map(str, sorted(known)))
            yield error("advice_level_unknown", one, node, level=level, known=listed)
        elif level not in wanted:
            yield error("advice_level_top", one, node, level=level)
        elif level in told:
            yield error("advice_level_twice", one, node, level=level)
        told.add(level)
    missing = [str(level) for level in wanted if level not in told]
    if missing:
        yield warning("advice_level_missing", advice[0], node, levels=", ".join(missing))


def _scores(advice: Sequence[Advice], node: str) -> Iterator[Remark]:
    edges = [(one, one.below or Fraction(0)) for one in advice]
    for (_, before), (after, below) in pairwise(edges):
        if below <= before:
            yield error("advice_below_not_rising", after, node, below=below)
    last, below = edges[-1]
    if below != HUNDRED:
        yield error("advice_below_last", last, node, below=below)
