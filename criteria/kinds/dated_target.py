"""A number on its way to a target with a date.

Stored as ``{"number": "21.5", "measured_on": "2026-06-30"}``. What is expected on the day lies on
the straight line from the start to the target, counted in whole days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import decimal_of, fraction_of, text_of
from criteria.model import DatedTarget, Text
from criteria.numbers import DecimalMark, show_date, show_number

_NUMBER = Text({"vi": "Giá trị đo được", "en": "Measured value"})
_DAY = Text({"vi": "Ngày đo", "en": "Measured on"})
_SHOWN = Text({"vi": "{number} {unit} (đo ngày {day}); ", "en": "{number} {unit} ({day}); "})
_ON_TRACK = Text({"vi": "đúng lộ trình", "en": "on track"})
_BEHIND = Text({"vi": "chậm: lẽ ra đạt {expected}", "en": "behind: expected {expected}"})


class DatedTargetHandler(Handler[DatedTarget]):
    """points = maximum × (number − start) ÷ (expected − start), kept within 0 and the maximum.

    Where nothing is expected yet, on the first day of the way or before it, a number that is no
    worse than the start brings all points and a worse one none.
    """

    required_keys: ClassVar[Mapping[str, type]] = {"number": str, "measured_on": str}
    decimal_parts = frozenset({"number"})

    def parts(self, answer: DatedTarget, /) -> tuple[Part, ...]:
        return (
            Part("number", PartType.NUMBER, _NUMBER, unit=answer.unit),
            Part("measured_on", PartType.DATE, _DAY),
        )

    def read(
        self, answer: DatedTarget, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        return reader.finish(
            number=reader.number("number", signed=answer.may_be_negative),
            measured_on=reader.day("measured_on"),
        )

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {name: text_of(value, name) for name in ("number", "measured_on")}

    def points(self, answer: DatedTarget, value: Value, /) -> Fraction:
        number, on = fraction_of(value, "number"), _day(value)
        expected = answer.expected(on)
        if expected == answer.start:
            return answer.maximum * answer.is_on_track(number, on)
        share = (number - answer.start) / (expected - answer.start)
        return answer.maximum * max(Fraction(0), min(Fraction(1), share))

    def show(self, answer: DatedTarget, value: Value, language: str, /) -> str:
        on = _day(value)
        words = _SHOWN.say(language).format(
            number=show_number(decimal_of(value, "number"), language),
            unit=answer.unit.say(language),
            day=show_date(on, language),
        )
        if answer.is_on_track(fraction_of(value, "number"), on):
            return words + _ON_TRACK.say(language)
        expected = show_number(answer.expected(on), language, 2)
        return words + _BEHIND.say(language).format(expected=expected)


def _day(value: Value) -> date:
    return date.fromisoformat(text_of(value, "measured_on"))
