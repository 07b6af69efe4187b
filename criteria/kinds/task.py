"""An assigned task: how much is done, how well and when.

Stored as ``{"progress": "1", "done_on": "2026-11-30", "errors": 0}``, with ``target`` and
``deadline`` where the unit's own assignment differs from the set's.

The shape of the formula follows Decree 335/2025/ND-CP: points = maximum × (quantity + quality +
timeliness) ÷ 3, where

- quantity = progress ÷ target, at most 1;
- quality = 1 − error_deduction × errors, at least 0, and 0 while there is no progress;
- timeliness = 1 if the target is reached by the deadline (or there is none), 1 − late_deduction if
  it is reached later, 0 if it is not reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import date_of, fraction_of, text_of, whole_of
from criteria.model import Task, Text
from criteria.numbers import DecimalMark, show_date, show_number

_LABELS = {
    "target": Text({"vi": "Chỉ tiêu được giao (nếu khác)", "en": "Assigned target (if different)"}),
    "deadline": Text({"vi": "Thời hạn được giao (nếu khác)", "en": "Deadline (if different)"}),
    "progress": Text({"vi": "Đã thực hiện", "en": "Done so far"}),
    "done_on": Text({"vi": "Ngày hoàn thành", "en": "Completed on"}),
    "errors": Text({"vi": "Số lỗi chất lượng", "en": "Quality errors"}),
}
_IN_TIME = Text({"vi": "đúng hạn", "en": "in time"})
_LATE = Text({"vi": "quá hạn", "en": "late"})
_UNFINISHED = Text({"vi": "chưa hoàn thành", "en": "not finished"})
_ERRORS = Text({"vi": "số lỗi", "en": "errors"})


class TaskHandler(Handler[Task]):
    """The mean of quantity, quality and timeliness, times the maximum."""

    required_keys: ClassVar[Mapping[str, type]] = {"progress": str, "errors": int}
    optional_keys: ClassVar[Mapping[str, type]] = {"target": str, "deadline": str, "done_on": str}
    decimal_parts = frozenset({"target", "progress"})

    def parts(self, answer: Task, /) -> tuple[Part, ...]:
        return (
            Part("target", PartType.NUMBER, _LABELS["target"], (), False, answer.unit),
            Part("deadline", PartType.DATE, _LABELS["deadline"], (), False),
            Part("progress", PartType.NUMBER, _LABELS["progress"], unit=answer.unit),
            Part("done_on", PartType.DATE, _LABELS["done_on"], (), False),
            Part("errors", PartType.WHOLE, _LABELS["errors"], (), False),
        )

    def read(
        self, answer: Task, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        target = reader.number("target", required=False)
        deadline = reader.day("deadline", required=False)
        progress = reader.number("progress")
        done_on = reader.day("done_on", required=False)
        errors = reader.whole("errors", required=False)
        if target is not None and target == 0:
            reader.refuse("not_positive", "target")
        elif progress is not None:
            finished = progress >= (answer.target if target is None else target)
            has_deadline = (deadline or answer.deadline) is not None
            _judge_day(reader, cells, finished=finished, has_deadline=has_deadline)
        return reader.finish(
            target=target,
            deadline=deadline,
            progress=progress,
            done_on=done_on,
            errors=errors or 0,
        )

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        texts = {key: text_of(value, key) for key in value if key != "errors"}
        return {**texts, "errors": str(whole_of(value, "errors"))}

    def points(self, answer: Task, value: Value, /) -> Fraction:
        progress = fraction_of(value, "progress")
        quantity = min(Fraction(1), progress / _target(answer, value))
        quality = Fraction(0)
        if progress > 0:
            deducted = answer.error_deduction * whole_of(value, "errors")
            quality = max(Fraction(0), 1 - deducted)
        return answer.maximum * (quantity + quality + _timeliness(answer, value)) / 3

    def show(self, answer: Task, value: Value, language: str, /) -> str:
        done = show_number(Decimal(text_of(value, "progress")), language)
        target = show_number(_target(answer, value), language)
        words = [f"{done}/{target} {answer.unit.say(language)}", _state(answer, value, language)]
        errors = whole_of(value, "errors")
        if errors:
            words.append(f"{_ERRORS.say(language)}: {show_number(errors, language)}")
        return "; ".join(words)


def _judge_day(
    reader: CellReader, cells: Mapping[str, str], *, finished: bool, has_deadline: bool
) -> None:
    """A day of completion belongs to a finished task, and a deadline cannot be judged without."""
    typed = cells.get("done_on", "").strip()
    if typed and not finished:
        reader.refuse("done_on_unfinished", "done_on")
    elif finished and has_deadline and not typed:
        reader.refuse("done_on_needed", "done_on")


def _target(answer: Task, value: Value) -> Fraction:
    return fraction_of(value, "target") if "target" in value else answer.target


def _deadline(answer: Task, value: Value) -> date | None:
    return date_of(value, "deadline") or answer.deadline


def _timeliness(answer: Task, value: Value) -> Fraction:
    if fraction_of(value, "progress") < _target(answer, value):
        return Fraction(0)
    return 1 - answer.late_deduction if _is_late(answer, value) else Fraction(1)


def _is_late(answer: Task, value: Value) -> bool:
    deadline, done_on = _deadline(answer, value), date_of(value, "done_on")
    return deadline is not None and done_on is not None and done_on > deadline


def _state(answer: Task, value: Value, language: str) -> str:
    if fraction_of(value, "progress") < _target(answer, value):
        return _UNFINISHED.say(language)
    words = (_LATE if _is_late(answer, value) else _IN_TIME).say(language)
    done_on = date_of(value, "done_on")
    return words if done_on is None else f"{words} ({show_date(done_on, language)})"
