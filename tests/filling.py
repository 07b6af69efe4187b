"""Answers to any indicator: every sort of legal answer, the best, the worst, one at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from criteria.answers import Given
from criteria.asking import hidden_codes
from criteria.kinds import handler_of
from criteria.model import (
    Answer,
    Choices,
    CriteriaSet,
    DatedTarget,
    Indicator,
    Interval,
    Number,
    Percentage,
    Ratio,
    Steps,
    Task,
)
from criteria.numbers import DecimalMark

COUNTED = 1000
"""What the ratios are ratios of."""


def answers_to(indicator: Indicator) -> list[Given]:
    """Return answers that differ in what they bring."""
    answer = indicator.answer
    read = handler_of(answer).read
    return [Given(read(answer, cells, mark=DecimalMark.POINT)) for cells in _cells(answer)]


def best(indicator: Indicator) -> Given:
    """Return an answer that brings the most points."""
    return max(answers_to(indicator), key=lambda given: _points(indicator, given))


def worst(indicator: Indicator) -> Given:
    """Return an answer that brings the fewest points."""
    return min(answers_to(indicator), key=lambda given: _points(indicator, given))


def at_random(indicator: Indicator, rng: Random) -> Given:
    """Return any answer."""
    return rng.choice(answers_to(indicator))


def _points(indicator: Indicator, given: Given) -> Fraction:
    assert given.value is not None
    return handler_of(indicator.answer).points(indicator.answer, given.value)


def _cells(answer: Answer) -> Iterator[Mapping[str, str]]:
    match answer:
        case Ratio():
            yield from ({"a": f"{part}", "b": f"{COUNTED}"} for part in _parts(answer))
        case Task():
            yield from _task(answer)
        case DatedTarget():
            yield from _on_the_way(answer)
        case _:
            yield from ({"": cell} for cell in _single(answer))


def _single(answer: Answer) -> Iterator[str]:
    match answer:
        case Choices():
            yield from (option.code for option in answer.options)
            good = [o.code for o in answer.options if not o.exclusive and o.points > 0]
            yield ";".join(good or [answer.options[0].code])
        case Number():
            middle = (answer.start + answer.target) / 2
            yield from map(_decimal, (answer.start, middle, answer.target))
        case Percentage():
            yield from map(
                _decimal, (Fraction(0), answer.full / 2, min(answer.full, Fraction(100)))
            )
        case Steps():
            yield from (_decimal(_inside(step.interval)) for step in answer.steps)
        case _:
            (part,) = handler_of(answer).parts(answer)
            yield from (option.code for option in part.options)
            if not part.options:
                yield "…"


def _parts(answer: Ratio) -> Iterator[int]:
    """Yield what is counted of all, none of it more than there is."""
    if answer.steps:
        found = (round(_inside(step.interval) * COUNTED) for step in answer.steps)
        yield from (part for part in found if answer.may_exceed or part <= COUNTED)
    yield from (0, COUNTED // 2, round(min(answer.full, Fraction(1)) * COUNTED), COUNTED)


def _task(answer: Task) -> Iterator[Mapping[str, str]]:
    deadline = answer.deadline or date(2026, 12, 1)
    typed = "" if answer.deadline else deadline.isoformat()
    target = _decimal(answer.target)
    late = deadline + timedelta(days=9)
    yield {"progress": "0", "deadline": typed}
    yield {"progress": target, "deadline": typed, "done_on": deadline.isoformat()}
    yield {"progress": target, "deadline": typed, "done_on": late.isoformat(), "errors": "2"}


def _on_the_way(answer: DatedTarget) -> Iterator[Mapping[str, str]]:
    day = answer.start_on + (answer.target_on - answer.start_on) / 2
    for number, on in (
        (answer.start, answer.target_on),
        (answer.start, day),
        ((answer.start + answer.target) / 2, answer.target_on),
        (answer.target, answer.target_on),
    ):
        yield {"number": _decimal(number), "measured_on": on.isoformat()}


def _inside(interval: Interval) -> Fraction:
    """Return a number of an interval, its own edge where it owns one."""
    if interval.lower is not None and interval.lower_included:
        return interval.lower
    if interval.upper is not None and interval.upper_included:
        return interval.upper
    if interval.lower is None:
        return (interval.upper or Fraction(0)) / 2
    return interval.lower + 1 if interval.upper is None else (interval.lower + interval.upper) / 2


def _decimal(number: Fraction) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def without_hidden(criteria_set: CriteriaSet, answers: Mapping[str, Given]) -> dict[str, Given]:
    """Return the answers to what is asked of a unit that answers so."""
    hidden = hidden_codes(criteria_set, answers)
    return {code: given for code, given in answers.items() if code not in hidden}
