"""Rules about what answers bring together: the maximum, and a number for every level.

What lives here: what no single question shows. What does not: a level above all numbers (`levels`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from criteria.answers import Given, Value
from criteria.asking import holds
from criteria.kinds import handler_of
from criteria.lint.remark import Remark, warning
from criteria.model import (
    Aggregation,
    Answer,
    Choice,
    Choices,
    CriteriaSet,
    Criterion,
    Group,
    Hidden,
    Indicator,
    Ladder,
    Level,
    Measure,
    Missing,
    Steps,
    YesNo,
)

ZERO = Fraction(0)
_MOST_SUMS = 200_000
"""Steps from nothing to the maximum; a set with more of them is not looked through."""


def reach_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about a maximum and about levels that no answers bring."""
    ways = _aggregations(criteria_set)
    if criteria_set.scoring.hidden is Hidden.ZERO and Aggregation.MEDIAN not in ways:
        yield from _behind_conditions(criteria_set)
    if ways == {Aggregation.SUM} and _is_plain(criteria_set):
        yield from _missed_levels(criteria_set)


def _aggregations(criteria_set: CriteriaSet) -> set[Aggregation]:
    """Return every way in which a part is made of its children; a median may pass over a zero."""
    own = criteria_set.scoring.aggregation
    return {own}.union(*(_aggregations_below(pillar) for pillar in criteria_set.pillars))


def _aggregations_below(part: Group | Criterion) -> set[Aggregation]:
    inner = part.parts if isinstance(part, Group) else ()
    own = set() if part.aggregation is None else {part.aggregation}
    return own.union(*map(_aggregations_below, inner))


# --- criteria of which nobody is asked all ---------------------------------------------------


def _behind_conditions(criteria_set: CriteriaSet) -> Iterator[Remark]:
    behind: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in criteria_set.criteria():
        if criterion.asked_when is not None and criterion.counts and criterion.maximum > 0:
            behind[criterion.asked_when.code].append(criterion)
    for decides in criteria_set.criteria():
        for indicator in decides.indicators:
            if indicator.code in behind and not _opens(decides, indicator, behind[indicator.code]):
                codes = ", ".join(criterion.code for criterion in behind[indicator.code])
                yield warning("maximum_behind_conditions", indicator, indicator.code, codes=codes)


def _opens(decides: Criterion, indicator: Indicator, behind: Sequence[Criterion]) -> bool:
    """Tell whether one answer brings all its own points and opens everything behind it."""
    answer = indicator.answer
    own = answer.maximum if decides.counts else ZERO
    conditions = [one.asked_when for one in behind if one.asked_when is not None]
    if any((one.at_least is None) is isinstance(answer, Ladder) for one in conditions):
        return True  # a condition that no answer of this kind can fulfil is an error of its own
    answers = list(_best_answers(answer))
    return not answers or any(
        (not decides.counts or handler_of(answer).points(answer, value) == own)
        and all(holds(condition, Given(value)) for condition in conditions)
        for value in answers
    )


def _best_answers(answer: Answer) -> Iterator[Value]:
    """Yield the answers among which the best one is; none where nothing can be decided by it."""
    match answer:
        case YesNo():
            yield from ({"yes": True}, {"yes": False})
        case Ladder():
            yield from ({"level": rung.level} for rung in answer.levels)
        case Choice():
            yield from ({"option": option.code} for option in answer.options)
        case Choices():
            yield {"options": [one.code for one in answer.options if not one.exclusive]}
            yield from ({"options": [one.code]} for one in answer.options if one.exclusive)


# --- levels between the sums -----------------------------------------------------------------


def _is_plain(criteria_set: CriteriaSet) -> bool:
    """Tell whether nothing but the sum of all answers makes a level."""
    return (
        criteria_set.scoring.missing in {Missing.ZERO, Missing.WITHHOLD}
        and not criteria_set.rules
        and not criteria_set.gates
        and criteria_set.members is None
        and criteria_set.levels.rounding is None
        and all(one.asked_when is None for one in criteria_set.criteria())
        and not any(one.may_be_not_applicable for one in criteria_set.indicators())
    )


def _missed_levels(criteria_set: CriteriaSet) -> Iterator[Remark]:
    points = [
        _points(one.answer)
        for criterion in criteria_set.criteria()
        for one in criterion.indicators
        if criterion.counts and one.answer.maximum > 0
    ]
    if not points or not all(points):
        return
    step = Fraction(1, lcm(*(number.denominator for some in points for number in some)))
    whole = sum(map(max, points), ZERO)
    if whole / step > _MOST_SUMS:
        return
    sums = 1  # the bit of every sum that some answers bring
    for some in points:
        shifts = {int(number / step) for number in some}
        sums = _joined(sums << shift for shift in shifts)
    factor = step * 100 / whole if criteria_set.levels.measure is Measure.SCORE else step
    reached = [at * factor for at, bit in enumerate(bin(sums)[:1:-1]) if bit == "1"]
    for band in criteria_set.levels.bands:
        yield from _missed(band, reached)


def _joined(parts: Iterator[int]) -> int:
    joined = 0
    for part in parts:
        joined |= part
    return joined


def _missed(band: Level, reached: Sequence[Fraction]) -> Iterator[Remark]:
    lower, upper = band.interval.lower, band.interval.upper
    if lower is None or upper is None or any(number in band.interval for number in reached):
        return
    below = max(number for number in reached if number <= lower)
    above = min((number for number in reached if number >= upper), default=None)
    if above is not None:
        yield warning("level_between_sums", band, level=band.level, below=below, above=above)


def _points(answer: Answer) -> set[Fraction]:
    """Return every number of points that answers bring; none if there is no counting them."""
    match answer:
        case YesNo():
            return {ZERO, answer.points}
        case Ladder():
            return {ZERO, *(rung.points for rung in answer.levels)}
        case Choice():
            return {ZERO, *(option.points for option in answer.options)}
        case Steps():
            return {ZERO, *(step.points for step in answer.steps)}
        case Choices():
            return _ticked(answer)
    return set()


def _ticked(answer: Choices) -> set[Fraction]:
    found = {ZERO}
    for option in answer.options:
        if not option.exclusive:
            found |= {number + option.points for number in found}
        if len(found) > _MOST_SUMS:
            return set()
    found |= {option.points for option in answer.options if option.exclusive}
    return found if answer.cap is None else {min(number, answer.cap) for number in found}
