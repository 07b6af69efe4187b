"""What a unit of a given maturity would answer, for every kind of answer."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from criteria.answers import NOT_APPLICABLE, Given
from criteria.kinds import handler_of
from criteria.model import (
    Answer,
    Choice,
    Choices,
    DatedTarget,
    Indicator,
    Interval,
    Ladder,
    Number,
    Percentage,
    Ratio,
    Steps,
    Task,
    YesNo,
)

REMARK = "Thiếu nhân lực chuyên trách; đề nghị được hướng dẫn thêm về chuẩn dữ liệu dùng chung."


def make_answer(
    indicator: Indicator, maturity: float, *, out: float, period: int, rng: Random
) -> Given:
    """Return an answer around `maturity` (0 to 1); `out` is the chance of "not applicable"."""
    if indicator.may_be_not_applicable and rng.random() < out:
        return NOT_APPLICABLE
    reach = min(1.0, max(0.0, rng.gauss(maturity, 0.16)))
    answer = indicator.answer
    cells = _cells(answer, reach, period, rng)
    return Given(handler_of(answer).read(answer, cells))


def _cells(answer: Answer, reach: float, period: int, rng: Random) -> dict[str, str]:
    match answer:
        case Ratio():
            return _ratio(answer, reach, rng)
        case Task():
            return _task(answer, reach, period, rng)
        case DatedTarget():
            return _on_the_way(answer, reach, period)
    return {"": _single(answer, reach, rng)}


def _single(answer: Answer, reach: float, rng: Random) -> str:
    """Return the answer to a question with one input."""
    match answer:
        case Choices():
            return _tick(answer, reach, rng)
        case Ladder() | YesNo() | Choice():
            (part,) = handler_of(answer).parts(answer)
            ranked = sorted(part.options, key=lambda option: option.points)
            return ranked[round(reach * (len(ranked) - 1))].code
        case Number() | Percentage() | Steps():
            return _measure(answer, reach)
    return REMARK


def _measure(answer: Number | Percentage | Steps, reach: float) -> str:
    match answer:
        case Number():
            return _decimal(answer.start + (answer.target - answer.start) * _share(reach))
        case Percentage():
            return _decimal(min(Fraction(100), answer.full) * _share(reach))
        case Steps():
            step = answer.steps[round(reach * (len(answer.steps) - 1))]
            return _decimal(_inside(step.interval))


def _tick(answer: Choices, reach: float, rng: Random) -> str:
    good = [option.code for option in answer.options if not option.exclusive]
    ticked = [code for code in good if rng.random() < reach]
    alone = next((option.code for option in answer.options if option.exclusive), good[0])
    return ";".join(ticked) if ticked else alone


def _ratio(answer: Ratio, reach: float, rng: Random) -> dict[str, str]:
    whole = rng.randint(20, 180)
    if answer.steps:
        step = answer.steps[round(reach * (len(answer.steps) - 1))]
        part = min(whole, round(whole * _inside(step.interval)))
    else:
        part = min(whole, round(whole * min(Fraction(1), answer.full) * _share(reach)))
    return {"a": str(part), "b": str(whole)}


def _task(answer: Task, reach: float, period: int, rng: Random) -> dict[str, str]:
    deadline = date(period, rng.choice((6, 9, 11)), 30)
    cells = {"target": "", "deadline": deadline.isoformat(), "errors": "0"}
    if reach > 0.3 or rng.random() < reach:
        late = rng.random() > 0.45 + reach / 2
        done_on = deadline + timedelta(days=rng.randint(1, 30) if late else -rng.randint(1, 90))
        errors = 1 if rng.random() > 0.55 + reach / 2 else 0
        return cells | {
            "progress": _decimal(answer.target),
            "done_on": done_on.isoformat(),
            "errors": str(errors),
        }
    return cells | {"progress": _decimal(answer.target * _share(reach)), "done_on": ""}


def _on_the_way(answer: DatedTarget, reach: float, period: int) -> dict[str, str]:
    day = date(period, 6, 30)
    way = answer.expected(day) - answer.start
    return {"number": _decimal(answer.start + way * _share(reach)), "measured_on": day.isoformat()}


def _inside(interval: Interval) -> Fraction:
    """Return a number inside an interval, near the middle where it is bounded."""
    if interval.lower is None:
        upper = interval.upper or Fraction(0)
        return upper if interval.upper_included else upper / 2
    if interval.upper is None:
        return interval.lower if interval.lower_included else interval.lower + 1
    return (interval.lower + interval.upper) / 2


def _share(reach: float) -> Fraction:
    return Fraction(round(reach * 20), 20)


def _decimal(number: Fraction) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
